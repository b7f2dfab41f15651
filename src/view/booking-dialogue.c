#include "config.h"
#include "booking-parts.h"
#include "kontor/ask.h"
#include "kontor/error.h"
#include "kontor/table.h"
#include "kontor/write-all.h"
#include <errno.h>
#include <glib/gi18n.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define GAP_LEAST 30 /* minutes; a shorter gap is not worth offering */
#define WIDTH 80

/* --- what is free, while nothing is typed --- */

static void
append_gaps (KtContext *context, KtLocal day, const char *title, GString *out)
{
  g_autoptr (GPtrArray) gaps = kt_slots_gaps (context, day, GAP_LEAST, NULL);
  KtId said = 0;
  guint n = 0;
  for (guint i = 0; gaps != NULL && i < gaps->len; i++)
    {
      const KtBusy *gap = gaps->pdata[i];
      g_autoptr (KtSalonResource) hand = kt_resource_get (context->store, gap->resource, NULL);
      if (hand == NULL || gap->resource == said)
        continue; /* the first of each hand */
      said = gap->resource;
      KtLocal start = kt_local_from_utc (MAX (gap->start, context->clock.now), context->clock.zone);
      g_autofree char *time = kt_marked ("%s {b:%02d:%02d}", hand->name, start.hour, start.minute);
      g_string_append_printf (out, "%s%s", n++ > 0 ? " · " : title, time);
    }
  g_string_append (out, n > 0 ? "      " : "");
}

char *
booking_say_free (KtContext *context)
{
  g_autoptr (GString) out = g_string_new (NULL);
  KtLocal today = kt_context_today (context);
  today.hour = -1;
  append_gaps (context, today, _ ("free now: "), out);
  append_gaps (context, kt_local_add_days (today, 1), _ ("tomorrow: "), out);
  return g_strdup (g_strchomp (out->str));
}

/* --- the block on the screen --- */

typedef struct
{
  guint line; /* of the cursor, from the top of the block */
  gboolean drawn;
} Screen;

static int
width_now (const KtContext *context)
{
  struct winsize size;
  if (ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return size.ws_col;
  return context->width > 0 ? context->width : WIDTH;
}

/* At once, so that nothing flickers. */
static gboolean
write_frame (const GString *frame, GError **error)
{
  if (kt_write_all (STDOUT_FILENO, frame->str, frame->len))
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("cannot write to the terminal, %s"),
               g_strerror (errno));
  return FALSE;
}

static void
append_clear (Screen *screen, GString *frame)
{
  if (!screen->drawn)
    return;
  g_string_append_c (frame, '\r');
  if (screen->line > 0)
    g_string_append_printf (frame, "\033[%uA", screen->line);
  g_string_append (frame, "\033[J");
  screen->drawn = FALSE;
}

/* What was said meanwhile goes above the block and stays. */
static gboolean
draw (const Booking *booking, Screen *screen, GError **error)
{
  guint line, column, lines;
  g_autoptr (GString) frame = g_string_new (NULL);
  append_clear (screen, frame);
  g_string_append_len (frame, booking->context->out->str, (gssize)booking->context->out->len);
  g_string_truncate (booking->context->out, 0);
  booking_draw (booking, width_now (booking->context), frame, &line, &column, &lines);
  if (lines - 1 > line)
    g_string_append_printf (frame, "\033[%uA", lines - 1 - line);
  g_string_append_c (frame, '\r');
  if (column > 0)
    g_string_append_printf (frame, "\033[%uC", column);
  screen->line = line;
  screen->drawn = TRUE;
  return write_frame (frame, error);
}

static gboolean
run_keys (Booking *booking, GError **error)
{
  Screen screen = { 0 };
  g_autoptr (KtKeys) keys = kt_keys_open (STDIN_FILENO, error);
  gboolean ok = keys != NULL && draw (booking, &screen, error);
  while (ok && !booking->ended)
    {
      KtKey key = kt_keys_next (keys);
      ok = booking_key (booking, &key, error)
           && (booking->ended || kt_keys_pending (keys) || draw (booking, &screen, error));
    }
  g_autoptr (GString) frame = g_string_new (NULL);
  append_clear (&screen, frame);
  return write_frame (frame, ok ? error : NULL) && ok;
}

/* --- the same line by line --- */

static guint
count_known (const Booking *booking)
{
  guint n = 0;
  for (guint i = 0; i < booking->offers->len; i++)
    {
      const BookingOffer *offer = booking->offers->pdata[i];
      n += offer->kind != OFFER_NEW && offer->kind != OFFER_WAIT;
    }
  return n;
}

/* Several: which of them, the first unless told. */
static gboolean
choose (Booking *booking, GError **error)
{
  if (count_known (booking) == 1 && booking->typed->len > 0)
    return TRUE;
  for (guint i = 0; i < booking->offers->len; i++)
    {
      const BookingOffer *offer = booking->offers->pdata[i];
      kt_out (booking->context, "  {d:%u}  ", i + 1);
      kt_out_marked (booking->context, offer->line);
      kt_out (booking->context, "\n");
    }
  g_autofree char *question = kt_marked ("%s ", _ ("number [1]:"));
  g_autofree char *answer = kt_ask (booking->context, question, "1", NULL, error);
  if (answer == NULL)
    return FALSE;
  guint number = (guint)g_ascii_strtoull (answer, NULL, 10);
  booking->selected = number > 0 ? number - 1 : booking->offers->len;
  return TRUE;
}

static const char *
question_of (BookingField field)
{
  switch (field)
    {
    case BOOKING_WHO:
      return _ ("who: ");
    case BOOKING_PHONE:
      return _ ("phone: ");
    case BOOKING_NAME:
      return _ ("name: ");
    case BOOKING_WHAT:
      return _ ("what: ");
    default:
      return _ ("when: ");
    }
}

static gboolean
run_field (Booking *booking, GError **error)
{
  const KtKey enter = { .kind = KT_KEY_ENTER };
  g_autofree char *typed = kt_ask (booking->context, question_of (booking->field), "", NULL, error);
  if (typed == NULL)
    return FALSE;
  g_string_assign (booking->typed, typed);
  if (!booking_offer (booking, error))
    return FALSE;
  if (booking->field == BOOKING_WHO && *typed == '\0' && booking->offers->len == 0)
    {
      booking->ended = TRUE;
      return TRUE;
    }
  if (booking->field != BOOKING_PHONE && booking->field != BOOKING_NAME && !choose (booking, error))
    return FALSE;
  if (!booking_key (booking, &enter, error))
    return FALSE;
  if (booking->message != NULL)
    {
      kt_out_marked (booking->context, booking->message);
      kt_out (booking->context, "\n");
    }
  return TRUE;
}

static gboolean
run_lines (Booking *booking, GError **error)
{
  g_autoptr (GError) failed = NULL;
  booking->context->no_input = FALSE; /* lines of a pipe are answers here */
  while (!booking->ended && run_field (booking, &failed))
    ;
  if (failed == NULL)
    return TRUE;
  booking->parked = booking_park (booking);
  if (booking->name == NULL && g_error_matches (failed, KT_ERROR, KT_ERROR_INTERRUPTED))
    return TRUE; /* the end of the lines, between two bookings */
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

gboolean
kt_booking_dialogue (KtContext *context, GError **error)
{
  Booking booking = { .context = context,
                      .typed = g_string_new (NULL),
                      .offers = g_ptr_array_new_with_free_func (booking_offer_free),
                      .free_now = booking_say_free (context),
                      .index = kt_client_index_new (context, error) };
  gboolean keys = context->terminal && isatty (STDIN_FILENO);
  gboolean ok = booking.index != NULL && booking_enter (&booking, BOOKING_WHO, error)
                && (keys ? run_keys (&booking, error) : run_lines (&booking, error));
  if (booking.parked)
    kt_out (context, "%s\n", _ ("parked: kontor book goes on with it"));
  booking_clear (&booking);
  kt_client_index_free (booking.index);
  g_ptr_array_unref (booking.offers);
  g_string_free (booking.typed, TRUE);
  g_free (booking.free_now);
  return ok;
}
