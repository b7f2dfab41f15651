#include "config.h"
#include "booking-parts.h"
#include "kontor/fit.h"
#include "kontor/reminders.h"
#include "kontor/service.h"
#include "kontor/table.h"
#include "kontor/visit.h"
#include <glib/gi18n.h>
#include <string.h>

#define CLIENTS_SHOWN 6
#define SERVICES_SHOWN 8
#define SLOTS_SHOWN 5
#define NEAR_SHOWN 3
#define OTHER_SHOWN 2
#define DAYS_AHEAD 14
#define WEEK 7
#define NAME_COLUMNS 18

void
booking_offer_free (gpointer data)
{
  BookingOffer *offer = data;
  g_free (offer->line);
  g_clear_pointer (&offer->wishes, g_array_unref);
  kt_slot_free (offer->slot);
  g_free (offer);
}

static BookingOffer *
add_offer (Booking *booking, OfferKind kind, char *line)
{
  BookingOffer *offer = g_new0 (BookingOffer, 1);
  offer->kind = kind;
  offer->line = line;
  g_ptr_array_add (booking->offers, offer);
  return offer;
}

/* --- who --- */

static char *
name_of_service (KtContext *context, KtId id)
{
  g_autoptr (KtService) service = id != 0 ? kt_service_get (context->store, id, NULL) : NULL;
  return service != NULL ? g_strdup (service->name) : NULL;
}

static char *
name_of_resource (KtContext *context, KtId id)
{
  g_autoptr (KtSalonResource) resource
      = id != 0 ? kt_resource_get (context->store, id, NULL) : NULL;
  return resource != NULL ? g_strdup (resource->name) : NULL;
}

/* "comes today 14:45", "comes Thu 26.11. 15:15" */
static char *
say_next (KtContext *context, gint64 next)
{
  KtLocal local = kt_local_from_utc (next, context->clock.zone);
  if (kt_local_days_between (kt_context_today (context), local) == 0)
    return kt_marked (_ ("comes today %02d:%02d"), local.hour, local.minute);
  g_autofree char *day = kt_say_short_date (context, local);
  return kt_marked (_ ("comes %s %s %02d:%02d"), kt_say_weekday (local), day, local.hour,
                    local.minute);
}

static void
append_rhythm (GString *words, const Booking *booking, const KtClient *client)
{
  if (client->every > 0 && client->every % WEEK == 0)
    g_string_append_printf (words,
                            ngettext (", every week", ", every %d weeks", client->every / WEEK),
                            client->every / WEEK);
  else if (client->every > 0)
    g_string_append_printf (words, ngettext (", every day", ", every %d days", client->every),
                            client->every);
  if (client->due == 0 || client->due > booking->context->clock.now)
    return;
  g_autofree char *since = kt_say_short (booking->context, client->due);
  g_string_append (words, "; {y:");
  g_string_append_printf (words, _ ("due since %s"), since);
  g_string_append (words, "}");
}

/* What is known of somebody who may be on the phone: marked. */
static char *
say_client (Booking *booking, const KtClient *client)
{
  if (client->next != 0)
    return say_next (booking->context, client->next);
  g_autofree char *service = name_of_service (booking->context, client->service);
  g_autofree char *staff = name_of_resource (booking->context, client->staff);
  if (service == NULL && staff == NULL)
    return g_strdup (client->last == 0 ? _ ("no visit yet") : "");
  g_autofree char *first
      = kt_marked ("%s%s%s", service != NULL ? service : "",
                   service != NULL && staff != NULL ? ", " : "", staff != NULL ? staff : "");
  GString *words = g_string_new (first);
  append_rhythm (words, booking, client);
  return g_string_free (words, FALSE);
}

static void
offer_draft (Booking *booking)
{
  Booking draft = { .context = booking->context, .index = booking->index };
  if (booking_unpark (&draft, FALSE))
    {
      g_autofree char *line
          = kt_marked (_ ("%s  {d:parked, goes on}"), draft.name != NULL ? draft.name : "");
      add_offer (booking, OFFER_DRAFT, g_steal_pointer (&line));
    }
  booking_clear (&draft);
}

static void
offer_who (Booking *booking)
{
  g_autofree char *typed = g_strstrip (g_strdup (booking->typed->str));
  if (*typed == '\0')
    {
      offer_draft (booking);
      return;
    }
  g_autoptr (GPtrArray) found = *typed == '+'
                                    ? g_ptr_array_new ()
                                    : kt_client_index_find (booking->index, typed, CLIENTS_SHOWN);
  for (guint i = 0; i < found->len; i++)
    {
      const KtClient *client = found->pdata[i];
      g_autofree char *words = say_client (booking, client);
      g_autofree char *head
          = kt_marked ("%-*.*s  %-6s  ", NAME_COLUMNS, NAME_COLUMNS, client->name, client->tail);
      add_offer (booking, OFFER_CLIENT, g_strconcat (head, words, NULL))->contact = client->contact;
    }
  const char *name = *typed == '+' ? g_strchug (typed + 1) : typed;
  add_offer (booking, OFFER_NEW, kt_marked (_ ("{c:+ new client} «%s»"), name));
}

/* --- what --- */

static void
offer_wishes (Booking *booking, GArray *wishes /* taken */)
{
  add_offer (booking, OFFER_WISHES, booking_say_wishes (booking->context, wishes))->wishes = wishes;
}

static GArray *
with_wish (const GArray *before, KtId service, KtId staff)
{
  GArray *wishes = g_array_new (FALSE, TRUE, sizeof (KtVisitWish));
  if (before != NULL && before->len > 0)
    g_array_append_vals (wishes, before->data, before->len);
  KtVisitWish wish = { service, staff };
  g_array_append_val (wishes, wish);
  return wishes;
}

/* Services that words name; where the last word begins a hand's name, with that hand as well. */
static gboolean
offer_services (Booking *booking, const GArray *before, const char *words, GError **error)
{
  KtStore *store = booking->context->store;
  g_autofree char *service_words = g_strstrip (g_strdup (words));
  g_autoptr (GPtrArray) services = *service_words == '\0'
                                       ? kt_service_list (store, FALSE, error)
                                       : kt_service_find (store, service_words, error);
  g_autoptr (GPtrArray) hands = NULL;
  KtId staff = 0;
  char *last = strrchr (service_words, ' ');
  if (services != NULL && services->len == 0 && last != NULL)
    {
      hands = kt_resource_find (store, last + 1, error);
      *last = '\0';
      g_ptr_array_unref (g_steal_pointer (&services));
      services = hands != NULL ? kt_service_find (store, service_words, error) : NULL;
      if (hands != NULL && hands->len > 0)
        staff = ((KtSalonResource *)hands->pdata[0])->id;
    }
  for (guint i = 0; services != NULL && i < MIN (services->len, SERVICES_SHOWN); i++)
    offer_wishes (booking, with_wish (before, ((KtService *)services->pdata[i])->id, staff));
  return services != NULL;
}

/* "cut + colour il": all but the last stand for the first service they name. */
static gboolean
offer_what (Booking *booking, GError **error)
{
  g_autoptr (GArray) before = g_array_new (FALSE, TRUE, sizeof (KtVisitWish));
  g_auto (GStrv) parts = g_strsplit (booking->typed->str, "+", -1);
  guint n = g_strv_length (parts);
  if (n == 0 && booking->contact != 0)
    {
      g_autoptr (GArray) usual = kt_usual_wishes (booking->context, booking->contact, error);
      if (usual == NULL)
        return FALSE;
      if (usual->len > 0 && g_array_index (usual, KtVisitWish, 0).service != 0)
        offer_wishes (booking, g_array_ref (usual));
    }
  for (guint i = 0; i + 1 < n; i++)
    {
      g_autoptr (GPtrArray) found
          = kt_service_find (booking->context->store, g_strstrip (parts[i]), error);
      if (found == NULL)
        return FALSE;
      KtVisitWish wish = { found->len > 0 ? ((KtService *)found->pdata[0])->id : 0, 0 };
      if (wish.service != 0)
        g_array_append_val (before, wish);
    }
  return offer_services (booking, before, n > 0 ? parts[n - 1] : "", error);
}

/* --- when --- */

static char *
say_slot (Booking *booking, const KtSlot *slot, const char *after)
{
  g_autofree char *day = kt_say_short_date (booking->context, slot->start);
  return kt_marked ("%s %6s  {b:%02d:%02d}%s%s", kt_say_weekday (slot->start), day,
                    slot->start.hour, slot->start.minute, *after != '\0' ? "   " : "", after);
}

/* The hand of a slot that is not the one wished for. */
static char *
other_hand (Booking *booking, const KtSlot *slot)
{
  for (guint i = 0; i < slot->parts->len && i < booking->wishes->len; i++)
    {
      const KtVisitPart *part = slot->parts->pdata[i];
      KtId wished = g_array_index (booking->wishes, KtVisitWish, i).staff;
      if (wished != 0 && part->staff != wished)
        return name_of_resource (booking->context, part->staff);
    }
  return NULL;
}

/* The hand that would do it, where there are several and none was wished for. */
static char *
open_hand (Booking *booking, const KtSlot *slot)
{
  if (slot->parts->len == 0 || booking->wishes->len == 0
      || g_array_index (booking->wishes, KtVisitWish, 0).staff != 0)
    return NULL;
  return name_of_resource (booking->context, ((const KtVisitPart *)slot->parts->pdata[0])->staff);
}

static void
offer_slot (Booking *booking, KtSlot *slot /* taken */, const KtLocal *wanted, gboolean first)
{
  g_autofree char *hand = other_hand (booking, slot);
  g_autofree char *after = NULL;
  if (hand != NULL)
    after = g_strdup_printf (_ ("with %s"), hand);
  else if (first && wanted != NULL && kt_local_compare (*wanted, slot->start) != 0)
    after = g_strdup_printf (_ ("nearest to %02d:%02d"), wanted->hour, wanted->minute);
  else if ((slot->flags & KT_SLOT_HER_TIME) != 0)
    after = g_strdup (_ ("her day and hour"));
  else if ((slot->flags & KT_SLOT_CLOSES_GAP) != 0)
    after = g_strdup (_ ("closes a gap exactly"));
  g_autofree char *whose = open_hand (booking, slot);
  g_autofree char *words = g_strjoin (whose != NULL && after != NULL ? " · " : "",
                                      whose != NULL ? whose : "", after != NULL ? after : "", NULL);
  char *line = say_slot (booking, slot, words);
  add_offer (booking, OFFER_SLOT, line)->slot = slot;
}

static int
minutes_off (const KtSlot *slot, KtLocal wanted)
{
  return ABS ((slot->start.hour - wanted.hour) * 60 + slot->start.minute - wanted.minute);
}

static int
compare_nearness (gconstpointer a, gconstpointer b, gpointer data)
{
  const KtSlot *one = *(const KtSlot *const *)a, *other = *(const KtSlot *const *)b;
  const KtLocal *wanted = data;
  int by_minutes = minutes_off (one, *wanted) - minutes_off (other, *wanted);
  return by_minutes != 0 ? by_minutes
                         : (one->start_at > other->start_at) - (one->start_at < other->start_at);
}

static gboolean
same_start (const GPtrArray *slots, const KtSlot *slot)
{
  for (guint i = 0; i < slots->len; i++)
    if (((const KtSlot *)slots->pdata[i])->start_at == slot->start_at)
      return TRUE;
  return FALSE;
}

/* Times of other hands too, where the wished one has none then. */
static gboolean
add_other_hands (Booking *booking, const KtSlotQuery *query, GPtrArray *slots, GError **error)
{
  g_autoptr (GArray) anybody = g_array_new (FALSE, TRUE, sizeof (KtVisitWish));
  for (guint i = 0; i < booking->wishes->len; i++)
    {
      KtVisitWish wish = { g_array_index (booking->wishes, KtVisitWish, i).service, 0 };
      g_array_append_val (anybody, wish);
    }
  KtSlotQuery other = *query;
  other.wishes = anybody;
  g_autoptr (GPtrArray) more = kt_slots_find (booking->context, &other, error);
  if (more == NULL)
    return FALSE;
  while (more->len > 0)
    {
      KtSlot *slot = g_ptr_array_steal_index (more, 0);
      if (same_start (slots, slot))
        kt_slot_free (slot);
      else
        g_ptr_array_add (slots, slot);
    }
  return TRUE;
}

/* The day and hour that are typed; FALSE while they are none (yet). "ce15" is "ce 15". */
static gboolean
typed_when (const Booking *booking, KtLocal *ret)
{
  g_autoptr (GString) spaced = g_string_new (NULL);
  gunichar before = ' ';
  for (const char *p = booking->typed->str; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (g_unichar_isdigit (c) && g_unichar_isalpha (before))
        g_string_append_c (spaced, ' ');
      if (c != '?')
        g_string_append_unichar (spaced, c);
      before = c;
    }
  g_auto (GStrv) words = g_strsplit_set (g_strstrip (spaced->str), " ", -1);
  KtWhenContext when;
  guint used = 0, n = g_strv_length (words);
  kt_context_when (booking->context, &when);
  when.reading = KT_READING_FIRST;
  return n > 0 && kt_when_parse ((const char *const *)words, n, &when, ret, &used, NULL)
         && used == n;
}

/* The hand wished for comes first, then others at a better hour. */
static void
offer_near (Booking *booking, GPtrArray *slots, const KtLocal *wanted)
{
  for (int other = 0; other <= 1; other++)
    {
      guint most = other ? OTHER_SHOWN : NEAR_SHOWN;
      for (guint i = 0, n = 0; i < slots->len && n < most;)
        {
          g_autofree char *hand = other_hand (booking, slots->pdata[i]);
          if ((hand != NULL) != other)
            i++;
          else
            offer_slot (booking, g_ptr_array_steal_index (slots, i), wanted, n++ == 0);
        }
    }
}

static gboolean
offer_slots (Booking *booking, GError **error)
{
  KtLocal wanted, today = kt_context_today (booking->context);
  gboolean typed = typed_when (booking, &wanted), hour = typed && wanted.hour >= 0;
  booking->unread = !typed && strspn (booking->typed->str, " ?") < booking->typed->len;
  KtSlotQuery query = { .contact = booking->contact,
                        .wishes = booking->wishes,
                        .first = typed ? wanted : today,
                        .last = typed ? wanted : kt_local_add_days (today, DAYS_AHEAD),
                        .limit = typed ? 0 : SLOTS_SHOWN,
                        .ignore = booking->moving ? booking->existing->id : 0 };
  query.first.hour = query.last.hour = -1;
  g_autoptr (GPtrArray) slots = kt_slots_find (booking->context, &query, error);
  if (slots == NULL || (typed && !add_other_hands (booking, &query, slots, error)))
    return FALSE;
  if (hour)
    g_ptr_array_sort_with_data (slots, compare_nearness, &wanted);
  if (typed)
    offer_near (booking, slots, hour ? &wanted : NULL);
  else
    for (guint i = 0; i < SLOTS_SHOWN && slots->len > 0; i++)
      offer_slot (booking, g_ptr_array_steal_index (slots, 0), NULL, FALSE);
  return TRUE;
}

static void
offer_existing (Booking *booking)
{
  KtLocal start = booking->existing->start;
  g_autofree char *day = kt_say_short_date (booking->context, start);
  add_offer (booking, OFFER_EXISTING,
             kt_marked (_ ("%s %6s  {b:%02d:%02d} {y:is booked}: Enter move · Del cancel"),
                        kt_say_weekday (start), day, start.hour, start.minute));
}

static void
offer_wait (Booking *booking)
{
  const struct
  {
    KtDayPart part;
    const char *line;
  } parts[] = { { KT_DAY_ANY, _ ("waiting list: any time") },
                { KT_DAY_MORNING, _ ("waiting list: any morning") },
                { KT_DAY_AFTERNOON, _ ("waiting list: any afternoon") } };
  /* nothing fits: these come first, and all of them */
  guint n = booking->offers->len == 0 ? G_N_ELEMENTS (parts) : 1;
  for (guint i = 0; i < n; i++)
    add_offer (booking, OFFER_WAIT, g_strdup_printf ("{d:%s}", parts[i].line))->day_part
        = parts[i].part;
}

static gboolean
offer_when (Booking *booking, GError **error)
{
  if (booking->existing != NULL && !booking->moving && booking->typed->len == 0)
    offer_existing (booking);
  if (!offer_slots (booking, error))
    return FALSE;
  if (!booking->moving)
    offer_wait (booking);
  return TRUE;
}

gboolean
booking_offer (Booking *booking, GError **error)
{
  g_ptr_array_set_size (booking->offers, 0);
  booking->selected = 0;
  booking->unread = FALSE;
  switch (booking->field)
    {
    case BOOKING_WHO:
      offer_who (booking);
      return TRUE;
    case BOOKING_WHAT:
      return offer_what (booking, error);
    case BOOKING_WHEN:
      return offer_when (booking, error);
    default:
      return TRUE;
    }
}
