#include "config.h"
#include "booking-parts.h"
#include "kontor/phone.h"
#include "kontor/table.h"
#include <glib/gi18n.h>
#include <string.h>

#define TYPED_MAX 200 /* octets */

void
booking_clear (Booking *booking)
{
  booking->contact = 0;
  booking->moving = FALSE;
  g_clear_pointer (&booking->name, g_free);
  g_clear_pointer (&booking->tail, g_free);
  g_clear_pointer (&booking->phone, g_free);
  g_clear_pointer (&booking->wishes, g_array_unref);
  g_clear_pointer (&booking->what, g_free);
  g_clear_pointer (&booking->existing, kt_appointment_free);
  g_clear_pointer (&booking->message, g_free);
}

void
booking_set_client (Booking *booking, const KtClient *client)
{
  booking_clear (booking);
  booking->contact = client->contact;
  booking->name = g_strdup (client->name);
  booking->tail = g_strdup (client->tail);
}

gboolean
booking_enter (Booking *booking, BookingField field, GError **error)
{
  booking->field = field;
  g_string_truncate (booking->typed, 0);
  return booking_offer (booking, error);
}

/* --- typing --- */

static void
erase_character (GString *typed)
{
  if (typed->len > 0)
    g_string_truncate (
        typed, (gsize)(g_utf8_find_prev_char (typed->str, typed->str + typed->len) - typed->str));
}

static void
erase_word (GString *typed)
{
  while (typed->len > 0 && typed->str[typed->len - 1] == ' ')
    erase_character (typed);
  while (typed->len > 0 && typed->str[typed->len - 1] != ' ')
    erase_character (typed);
}

static gboolean
edit (Booking *booking, const KtKey *key, GError **error)
{
  if (key->kind == KT_KEY_TEXT && booking->typed->len + strlen (key->text) <= TYPED_MAX)
    g_string_append (booking->typed, key->text);
  else if (key->kind == KT_KEY_BACKSPACE)
    erase_character (booking->typed);
  else if (key->kind == KT_KEY_ERASE_WORD)
    erase_word (booking->typed);
  else if (key->kind == KT_KEY_ERASE_LINE)
    g_string_truncate (booking->typed, 0);
  g_clear_pointer (&booking->message, g_free);
  return booking_offer (booking, error);
}

/* --- moving about --- */

static gboolean
next_field (Booking *booking, gboolean back, GError **error)
{
  if (booking->field == BOOKING_WHEN)
    return booking_enter (booking, BOOKING_WHAT, error);
  if (booking->field == BOOKING_WHAT && !back && booking->wishes != NULL)
    return booking_enter (booking, BOOKING_WHEN, error);
  if (back)
    {
      booking_clear (booking);
      return booking_enter (booking, BOOKING_WHO, error);
    }
  return TRUE;
}

static void
select_by (Booking *booking, int step)
{
  guint n = booking->offers->len;
  if (n > 0)
    booking->selected = (booking->selected + n + (guint)step) % n;
}

/* "thu15?" pencils. */
static gboolean
is_pencilled (const Booking *booking)
{
  g_autofree char *typed = g_strchomp (g_strdup (booking->typed->str));
  return booking->field == BOOKING_WHEN && g_str_has_suffix (typed, "?");
}

static gboolean
tell (Booking *booking, const char *format, const char *typed)
{
  G_GNUC_UNUSED g_autofree char *before = booking->message;
  g_autoptr (GString) line = g_string_new (format);
  g_string_replace (line, "%s", typed, 1);
  booking->message = kt_marked ("      {r:%s}", line->str);
  return TRUE;
}

/* The fields of a new client take what is typed. */
static gboolean
take_typed (Booking *booking, GError **error)
{
  g_autofree char *typed = g_strstrip (g_strdup (booking->typed->str));
  if (booking->field == BOOKING_PHONE)
    {
      char digits[KT_PHONE_DIGITS];
      if (*typed != '\0' && !kt_phone_digits (typed, digits))
        return tell (booking, _ ("«%s» is not a phone number · empty: none"), typed);
      g_free (booking->phone);
      booking->phone = g_steal_pointer (&typed);
      return booking_enter (booking, booking->name != NULL ? BOOKING_WHAT : BOOKING_NAME, error);
    }
  if (*typed == '\0')
    return TRUE;
  g_free (booking->name);
  booking->name = g_steal_pointer (&typed);
  return booking_enter (booking, BOOKING_WHAT, error);
}

static gboolean
take (Booking *booking, GError **error)
{
  if (booking->field == BOOKING_PHONE || booking->field == BOOKING_NAME)
    return take_typed (booking, error);
  if (booking->selected >= booking->offers->len)
    return TRUE;
  const BookingOffer *offer = booking->offers->pdata[booking->selected];
  if (booking->unread && booking->selected == 0 && offer->kind == OFFER_SLOT)
    return tell (booking, _ ("«%s» says no day and no hour; such as thu 15"), booking->typed->str);
  return booking_take (booking, offer, is_pencilled (booking), error);
}

static gboolean
cancel (Booking *booking, GError **error)
{
  const BookingOffer *offer
      = booking->selected < booking->offers->len ? booking->offers->pdata[booking->selected] : NULL;
  return offer == NULL || offer->kind != OFFER_EXISTING || booking_cancel_existing (booking, error);
}

gboolean
booking_key (Booking *booking, const KtKey *key, GError **error)
{
  kt_clock_tick (&booking->context->clock);
  switch (key->kind)
    {
    case KT_KEY_ENTER:
      return take (booking, error);
    case KT_KEY_UP:
    case KT_KEY_DOWN:
      select_by (booking, key->kind == KT_KEY_UP ? -1 : 1);
      return TRUE;
    case KT_KEY_TAB:
    case KT_KEY_BACK_TAB:
      return next_field (booking, key->kind == KT_KEY_BACK_TAB, error);
    case KT_KEY_DELETE:
      return cancel (booking, error);
    case KT_KEY_ESCAPE:
    case KT_KEY_END:
      booking->parked = booking_park (booking);
      booking->ended = TRUE;
      return TRUE;
    case KT_KEY_NONE:
    case KT_KEY_OTHER:
      return TRUE;
    default:
      return edit (booking, key, error);
    }
}
