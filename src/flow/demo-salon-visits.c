#include "config.h"
#include "demo-salon.h"
#include "kontor/appointment.h"
#include "kontor/good.h"
#include "kontor/service.h"
#include <stdlib.h>
#include <string.h>

#define MINUTE 60
#define QUARTER 15
#define DAY_STARTS (9 * 60)
#define LAST_START (18 * 60)
#define CONFIRMED_DAYS 1

/* Minutes of a day that a hand works. */
typedef struct
{
  int start, end;
} Span;

static gboolean
is_closed (const KtDemoSalon *salon, KtLocal day)
{
  return kt_local_weekday (day) == salon->closed_weekday;
}

/* That many days on which the salon is open away from today. */
static KtLocal
open_day (const KtDemoSalon *salon, int n)
{
  KtLocal day = salon->today;
  for (int step = n < 0 ? -1 : 1; n != 0; n -= is_closed (salon, day) ? 0 : step)
    day = kt_local_add_days (day, step);
  return day;
}

/* "colour+cut" with one hand, one after the other. */
static gboolean
add_parts (const KtDemoSalon *salon, KtAppointment *visit, const char *hand, const char *services)
{
  g_auto (GStrv) names = g_strsplit (services, "+", -1);
  int start = 0;
  visit->price = 0;
  g_strlcpy (visit->currency, "EUR", sizeof visit->currency);
  for (guint i = 0; names[i] != NULL; i++)
    {
      const KtService *service = g_hash_table_lookup (salon->services, names[i]);
      const KtId *place = g_hash_table_lookup (salon->places, names[i]);
      if (service == NULL)
        return FALSE;
      KtVisitPart *part = kt_visit_part_new ();
      g_ptr_array_add (visit->parts, part);
      part->service = service->id;
      part->name = g_strdup (service->name);
      part->staff = kt_demo_key ("resource", hand);
      part->place = place != NULL ? *place : 0;
      part->start = start;
      part->lengths = service->lengths;
      part->price = service->price.minor;
      start += service->lengths.work + service->lengths.free + service->lengths.finish;
      visit->price += part->price;
    }
  return TRUE;
}

static KtAppointment *
new_visit (KtDemoSalon *salon, const char *who, const char *hand, const char *services,
           KtLocal start)
{
  g_autoptr (KtAppointment) visit = kt_appointment_new ();
  g_autofree char *number = g_strdup_printf ("%u", ++salon->visits);
  visit->id = kt_demo_key ("visit", number);
  visit->uid = g_strdup_printf ("visit-%s@kontor.example", number);
  visit->contact = kt_demo_key ("client", who);
  visit->start = start;
  visit->tzid = g_strdup (kt_zone_name (salon->zone));
  return add_parts (salon, visit, hand, services) ? g_steal_pointer (&visit) : NULL;
}

static int
minutes_of (const KtAppointment *visit)
{
  const KtVisitPart *last = g_ptr_array_index (visit->parts, visit->parts->len - 1);
  return last->start + last->lengths.work + last->lengths.free + last->lengths.finish;
}

/* "cash", "card", "later": it took place. */
static void
pay (const KtDemoSalon *salon, KtAppointment *visit, const char *way, const char *good,
     gint64 end_at)
{
  const KtGood *sold = good != NULL ? g_hash_table_lookup (salon->goods, good) : NULL;
  visit->state = KT_VISIT_DONE;
  visit->paid_how = g_strdup (way);
  visit->paid = visit->price;
  visit->done_at = end_at;
  visit->paid_at = g_str_equal (way, "later") ? 0 : end_at;
  if (sold == NULL)
    return;
  KtVisitItem *item = g_new0 (KtVisitItem, 1);
  g_ptr_array_add (visit->items, item);
  item->id = kt_id_random ();
  item->name = g_strdup (sold->name);
  item->quantity = 1;
  item->price = sold->price.minor;
  visit->paid += item->price;
}

/* What became of it until now: outcome is "cash", "card", "later", "no-show", "open". */
static void
pass_time (const KtDemoSalon *salon, KtAppointment *visit, const char *outcome, const char *good)
{
  gint64 start_at = kt_demo_utc (salon, visit->start);
  gint64 end_at = start_at + (gint64)minutes_of (visit) * MINUTE;
  if (start_at > salon->now || outcome == NULL)
    return;
  if (g_str_equal (outcome, "no-show"))
    {
      if (start_at + QUARTER * MINUTE > salon->now)
        return;
      visit->state = KT_VISIT_NO_SHOW;
      visit->done_at = start_at + QUARTER * MINUTE;
      return;
    }
  if (g_str_equal (outcome, "open") && end_at <= salon->now)
    return;
  visit->state = KT_VISIT_ARRIVED;
  visit->arrived_at = start_at;
  if (end_at <= salon->now)
    pay (salon, visit, outcome, good, end_at);
}

static gboolean
add_event (KtDemoSalon *salon, const KtAppointment *visit, gint64 at, const char *what,
           const char *how, GError **error)
{
  char local[KT_LOCAL_TEXT];
  kt_local_format (visit->start, local);
  gboolean planned = g_str_equal (what, "booked") || g_str_equal (what, "pencilled");
  KtVisitEvent event = { .appointment = visit->id,
                         .at = at,
                         .what = (char *)what,
                         .how = (char *)how,
                         .to_local = planned ? local : NULL };
  return kt_visit_event_add (salon->store, &event, error);
}

/* Booked some days ahead by phone, confirmed the evening before; then what happened. */
static gboolean
put_visit (KtDemoSalon *salon, KtAppointment *visit, gboolean confirmed, GError **error)
{
  gint64 start_at = kt_demo_utc (salon, visit->start);
  KtLocal today = { salon->today.year, salon->today.month, salon->today.day, 0, 0 };
  KtLocal day = start_at > salon->now ? today : visit->start;
  int ahead = 2 + (int)(salon->visits % 11);
  KtLocal then = kt_local_add_days (day, -ahead);
  then.hour = (gint8)(10 + salon->visits % 7);
  then.minute = (guint8)(salon->visits * 7 % 60);
  gint64 booked_at = kt_demo_utc (salon, then);
  gboolean pencilled = visit->state == KT_VISIT_PENCILLED;
  if (!kt_appointment_put (salon->store, visit, booked_at, error)
      || !add_event (salon, visit, booked_at, pencilled ? "pencilled" : "booked", "phone", error))
    return FALSE;
  then = kt_local_add_days (day, -CONFIRMED_DAYS);
  then.hour = 18;
  then.minute = (guint8)(salon->visits * 11 % 60);
  if (confirmed
      && !add_event (salon, visit, kt_demo_utc (salon, then), "confirmed", "message", error))
    return FALSE;
  if (visit->state == KT_VISIT_CANCELLED)
    return add_event (salon, visit, kt_demo_utc (salon, then), "cancelled", "phone", error);
  if (visit->arrived_at != 0
      && !add_event (salon, visit, visit->arrived_at, "arrived", NULL, error))
    return FALSE;
  return visit->done_at == 0
         || add_event (salon, visit, visit->done_at,
                       visit->state == KT_VISIT_NO_SHOW ? "no-show" : "done", NULL, error);
}

static gboolean
is_taken (const GArray *spans, int start, int end)
{
  for (guint i = 0; i < spans->len; i++)
    if (start < g_array_index (spans, Span, i).end && end > g_array_index (spans, Span, i).start)
      return TRUE;
  return FALSE;
}

/* The next quarter from the wished one on, of the same day, at which that hand is free; else the
 * first of the day. Past days need not be pretty, but nobody has two clients at once. */
static void
find_room (KtDemoSalon *salon, KtAppointment *visit, const char *hand)
{
  char day[KT_LOCAL_TEXT];
  kt_local_format (visit->start, day);
  day[10] = '\0';
  g_autofree char *key = g_strconcat (hand, " ", day, NULL);
  GArray *spans = g_hash_table_lookup (salon->taken, key);
  if (spans == NULL)
    {
      spans = g_array_new (FALSE, FALSE, sizeof (Span));
      g_hash_table_insert (salon->taken, g_steal_pointer (&key), spans);
    }
  int length = minutes_of (visit), start = visit->start.hour * 60 + visit->start.minute;
  for (int tries = 0; is_taken (spans, start, start + length) && tries < 40; tries++)
    start = start + QUARTER > LAST_START ? DAY_STARTS : start + QUARTER;
  Span span = { start, start + length };
  g_array_append_val (spans, span);
  visit->start.hour = (gint8)(start / 60);
  visit->start.minute = (guint8)(start % 60);
}

/* WHO | HAND | SERVICES | TIME | EVERY TIMES LAST MISSED: her visits so far, the oldest first. */
gboolean
kt_demo_read_past (KtDemoSalon *salon, char **fields, GError **error)
{
  g_auto (GStrv) numbers = g_strsplit (fields[4], " ", 4);
  int every = atoi (numbers[0]), times = atoi (numbers[1]), last = atoi (numbers[2]);
  int missed = atoi (numbers[3]);
  for (int i = times - 1; i >= 0; i--)
    {
      KtLocal start;
      KtLocal day = kt_local_add_days (salon->today, -last - i * every);
      if (is_closed (salon, day))
        day = kt_local_add_days (day, -1);
      if (!kt_demo_at (day, fields[3], &start))
        return FALSE;
      g_autoptr (KtAppointment) visit = new_visit (salon, fields[0], fields[1], fields[2], start);
      if (visit == NULL)
        return FALSE;
      find_room (salon, visit, fields[1]);
      visit->state = KT_VISIT_BOOKED;
      pass_time (salon, visit,
                 i % 2 == 1 && i / 2 < missed ? "no-show"
                 : salon->visits % 3 == 0     ? "cash"
                                              : "card",
                 NULL);
      if (!put_visit (salon, visit, salon->visits % 4 != 0, error))
        return FALSE;
    }
  return TRUE;
}

/* "0 09:00" | HAND | WHO | SERVICES | STATE OUTCOME GOODS */
gboolean
kt_demo_read_visit (KtDemoSalon *salon, char **fields, GError **error)
{
  g_auto (GStrv) when = g_strsplit (fields[0], " ", 2);
  g_auto (GStrv) words = g_strsplit (fields[4], " ", 3);
  const char *outcome = words[1], *good = outcome != NULL ? words[2] : NULL;
  KtLocal start;
  if (!kt_demo_at (open_day (salon, atoi (when[0])), when[1], &start))
    return FALSE;
  g_autoptr (KtAppointment) visit = new_visit (salon, fields[2], fields[1], fields[3], start);
  if (visit == NULL)
    return FALSE;
  visit->state = KT_VISIT_PENCILLED;
  while (!g_str_equal (kt_visit_state_id (visit->state), words[0]))
    if (visit->state++ == KT_VISIT_CANCELLED)
      return FALSE;
  gboolean confirmed = visit->state == KT_VISIT_CONFIRMED;
  if (visit->state == KT_VISIT_PENCILLED) /* she calls back an hour before */
    visit->pencilled_until = kt_demo_utc (salon, start) - 60 * MINUTE;
  else if (visit->state != KT_VISIT_CANCELLED)
    pass_time (salon, visit, outcome, good);
  return put_visit (salon, visit, confirmed, error);
}
