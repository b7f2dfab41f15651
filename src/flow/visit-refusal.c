#include "config.h"
#include "visit-refusal.h"
#include "kontor/error.h"
#include "kontor/say-day.h"
#include <glib/gi18n.h>

#define DAYS_AHEAD 28 /* how far the next free time is looked for */

static char *
hand_name (KtContext *context, KtId id)
{
  g_autoptr (KtSalonResource) found = id != 0 ? kt_resource_get (context->store, id, NULL) : NULL;
  return found != NULL ? g_strdup (found->name) : NULL;
}

/* "colour + cut" of the visit in the way. */
static char *
services_of (KtContext *context, KtId id)
{
  g_autoptr (KtAppointment) visit = kt_appointment_get (context->store, id, NULL);
  GString *names = g_string_new (NULL);
  for (guint i = 0; visit != NULL && i < visit->parts->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " + " : "",
                            ((const KtVisitPart *)visit->parts->pdata[i])->name);
  return g_string_free (names, FALSE);
}

/* "14:30–15:15"; what lasts days is told by them. */
static char *
span_of (const KtContext *context, const KtBusy *busy)
{
  KtLocal start = kt_local_from_utc (busy->start, context->clock.zone);
  KtLocal end = kt_local_from_utc (busy->end, context->clock.zone);
  if (busy->end - busy->start >= 86400 - 3600)
    return g_strdup (_ ("all day"));
  return g_strdup_printf ("%02d:%02d–%02d:%02d", start.hour, start.minute, end.hour, end.minute);
}

static char *
say_visit (KtContext *context, const KtBusy *busy, const char *hand, const char *span)
{
  g_autofree char *services = services_of (context, busy->appointment);
  const char *who = busy->text != NULL ? busy->text : _ ("somebody");
  if (hand != NULL)
    return g_strdup_printf (_ ("%1$s has %2$s %3$s (%4$s)"), hand, who, span, services);
  return g_strdup_printf (_ ("%1$s is there %2$s (%3$s)"), who, span, services);
}

static char *
say_held (const KtBusy *busy, const char *hand, const char *span)
{
  const char *who = busy->text != NULL ? busy->text : _ ("somebody");
  /* TRANSLATORS: "Līga 09:00–09:35 is held: Rita Kalve", who was asked and has not answered yet */
  return hand != NULL ? g_strdup_printf (_ ("%1$s %2$s is held: %3$s"), hand, span, who)
                      : g_strdup_printf (_ ("%1$s is held: %2$s"), span, who);
}

char *
kt_conflict_say (KtContext *context, const GPtrArray *conflicts)
{
  const KtBusy *busy = conflicts->pdata[0];
  for (guint i = 0; i < conflicts->len; i++)
    if (((const KtBusy *)conflicts->pdata[i])->appointment != 0)
      {
        busy = conflicts->pdata[i];
        break;
      }
  g_autofree char *hand = hand_name (context, busy->resource);
  g_autofree char *span = span_of (context, busy);
  if (busy->appointment != 0)
    return say_visit (context, busy, hand, span);
  if (busy->held != 0)
    return say_held (busy, hand, span);
  if (busy->text == NULL && hand != NULL)
    return g_strdup_printf (_ ("%s does not work then"), hand);
  if (busy->text == NULL)
    return g_strdup (_ ("that is outside the hours"));
  if (hand != NULL)
    return *busy->text != '\0'
               ? g_strdup_printf (_ ("%1$s is away %2$s («%3$s»)"), hand, span, busy->text)
               : g_strdup_printf (_ ("%1$s is away %2$s"), hand, span);
  return *busy->text != '\0' ? g_strdup_printf (_ ("«%1$s» is then (%2$s)"), busy->text, span)
                             : g_strdup_printf (_ ("it is closed (%s)"), span);
}

/* The last free start before the moment, or the first from it on. */
static const KtSlot *
beside (const GPtrArray *slots, gint64 at, gboolean after)
{
  const KtSlot *best = NULL;
  for (guint i = 0; i < slots->len; i++)
    {
      const KtSlot *slot = slots->pdata[i];
      if (slot->start_at < at)
        best = after ? NULL : slot;
      else if (after)
        return slot;
    }
  return after ? NULL : best;
}

/* The next run of free starts after a slot; NULL none. */
static const KtSlot *
next_run (const GPtrArray *slots, const KtSlot *after)
{
  for (guint i = 0; i < slots->len; i++)
    {
      const KtSlot *slot = slots->pdata[i];
      if (slot->start_at > after->start_at
          && (slot->flags & (KT_SLOT_FIRST | KT_SLOT_CLOSES_GAP)) != 0)
        return slot;
    }
  return NULL;
}

static char *
clock_of (const KtSlot *slot)
{
  return g_strdup_printf ("%02d:%02d", slot->start.hour, slot->start.minute);
}

/* "13:45, 15:15", the nearest of the day on either side; NULL: none. */
static char *
times_near (const GPtrArray *slots, gint64 at)
{
  const KtSlot *first = beside (slots, at, FALSE), *second = beside (slots, at, TRUE);
  if (first == NULL && second != NULL)
    {
      first = second;
      second = next_run (slots, first);
    }
  if (first == NULL)
    return NULL;
  g_autofree char *one = clock_of (first), *other = second != NULL ? clock_of (second) : NULL;
  return other != NULL ? g_strdup_printf ("%s, %s", one, other) : g_steal_pointer (&one);
}

/* The hand that wishes name; NULL: nobody or several. */
static char *
wished_hand (KtContext *context, const GArray *wishes)
{
  KtId staff = wishes->len > 0 ? g_array_index (wishes, KtVisitWish, 0).staff : 0;
  for (guint i = 0; i < wishes->len; i++)
    if (g_array_index (wishes, KtVisitWish, i).staff != staff)
      staff = 0;
  return hand_name (context, staff);
}

/* Who would have that very time; NULL nobody. */
static char *
other_hand (KtContext *context, const KtSlotQuery *query, KtLocal start)
{
  g_autoptr (GArray) anybody = g_array_new (FALSE, TRUE, sizeof (KtVisitWish));
  for (guint i = 0; i < query->wishes->len; i++)
    {
      KtVisitWish wish = { g_array_index (query->wishes, KtVisitWish, i).service, 0 };
      g_array_append_val (anybody, wish);
    }
  KtSlotQuery other = *query;
  g_autoptr (GPtrArray) conflicts = NULL;
  other.wishes = anybody;
  g_autoptr (GPtrArray) parts = kt_slots_place (context, &other, start, &conflicts, NULL);
  if (parts == NULL || conflicts->len > 0)
    return NULL;
  return hand_name (context, ((const KtVisitPart *)parts->pdata[0])->staff);
}

static void
hint_other_day (KtContext *context, KtSlotQuery query, KtLocal start, GError **error)
{
  query.first = kt_local_add_days (start, 1);
  query.last = kt_local_add_days (start, DAYS_AHEAD);
  query.limit = 0;
  g_autoptr (GPtrArray) slots = kt_slots_find (context, &query, NULL);
  if (slots == NULL || slots->len == 0)
    return;
  const KtSlot *slot = slots->pdata[0];
  g_autofree char *hand = hand_name (context, ((const KtVisitPart *)slot->parts->pdata[0])->staff);
  g_autofree char *day = kt_say_day_time (
      slot->start, kt_local_from_utc (context->clock.now, context->clock.zone).year);
  if (hand != NULL)
    kt_error_hint (error, _ ("next free with %1$s: %2$s"), hand, day);
  else
    kt_error_hint (error, _ ("next free: %s"), day);
}

/* "free with Līga: 15:15, 17:00; at 15:00 with Ilze" */
static void
hint_near (KtContext *context, KtSlotQuery query, KtLocal start, GError **error)
{
  query.first = query.last = start;
  query.limit = 0;
  g_autoptr (GPtrArray) slots = kt_slots_find (context, &query, NULL);
  g_autofree char *hand = wished_hand (context, query.wishes);
  g_autofree char *times
      = slots != NULL ? times_near (slots, kt_local_to_utc (start, context->clock.zone)) : NULL;
  g_autofree char *instead = hand != NULL ? other_hand (context, &query, start) : NULL;
  g_autofree char *at = g_strdup_printf ("%02d:%02d", start.hour, start.minute);
  if (times != NULL && hand != NULL && instead != NULL)
    kt_error_hint (error, _ ("free with %1$s: %2$s; at %3$s with %4$s"), hand, times, at, instead);
  else if (times != NULL && hand != NULL)
    kt_error_hint (error, _ ("free with %1$s: %2$s"), hand, times);
  else if (times != NULL)
    kt_error_hint (error, _ ("free: %s"), times);
  else if (instead != NULL)
    kt_error_hint (error, _ ("free at %1$s with %2$s"), at, instead);
  if (times == NULL)
    hint_other_day (context, query, start, error);
}

gboolean
kt_conflict_refuse (KtContext *context, const char *verb, const KtSlotQuery *query, KtLocal start,
                    const GPtrArray *conflicts, gboolean forced, GError **error)
{
  KtLocal now = kt_local_from_utc (context->clock.now, context->clock.zone);
  g_autofree char *day = kt_say_day_time (start, now.year);
  g_autofree char *why = kt_conflict_say (context, conflicts);
  /* TRANSLATORS: "cannot book Thu 26.11. 15:00, Līga has Rita Kalve 14:30–15:15 (cut)" */
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("cannot %1$s %2$s, %3$s"), verb, day, why);
  hint_near (context, *query, start, error);
  if (forced)
    kt_error_hint (error, _ ("to book all the same, add --force"));
  return FALSE;
}
