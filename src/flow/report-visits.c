#include "config.h"
#include "report-parts.h"
#include "salon.h"
#include "kontor/interval.h"

#include <glib/gi18n.h>
#include <string.h>

/* Each part a row, the parts of a visit behind each other. */
#define VISITS_SQL                                                                                 \
  "SELECT a.id, a.contact, a.start_at, a.state, coalesce(a.currency, ''), a.arrived_at,"           \
  " a.pencilled_until, a.price, p.staff, p.price, p.work + p.finish FROM appointment AS a"         \
  " LEFT JOIN appointment_part AS p ON p.appointment = a.id"                                       \
  " WHERE a.start_at >= ?1 AND a.start_at < ?2 ORDER BY a.start_at, a.id, p.position"
#define CANCELLED_SQL                                                                              \
  "SELECT a.id, max(e.at) FROM appointment AS a JOIN appointment_event AS e"                       \
  " ON e.appointment = a.id AND e.what = 'cancelled'"                                              \
  " WHERE a.start_at >= ?1 AND a.start_at < ?2 AND a.state = 'cancelled' GROUP BY a.id"

#define LATE_CANCEL (24 * 3600) /* seconds before the start: too late to give the time away */

/* Sums of a row. */
typedef struct
{
  gint64 done, missed, cancelled, cancelled_late, late, open, lost, busy;
} Counts;

typedef struct
{
  char *label; /* a span; NULL by hand */
  KtId staff;
  char currency[4];
  gboolean own_currency; /* the one whose row says what was busy */
  Counts counts;
} Row;

/* A visit under way, or its share by one hand. */
typedef struct
{
  KtId id, contact, staff;
  gint64 start, arrived, pencilled, price;
  char state[16], currency[4];
} Visit;

typedef struct
{
  KtReportAsk *ask;
  char unit;             /* D W M, H by hand */
  GHashTable *cancelled; /* KtId → gint64, when */
  KtReportGroups index;  /* finds a row: amount is its index + 1 */
  GArray *rows;          /* Row */
  GArray *hands;         /* KtId of those already counted in this visit */
  KtSalon *salon;        /* hours; NULL: occupancy is not known */
  GHashTable *open;      /* span, or name of a hand's key → gint64 minutes */
} Visits;

static void
row_clear (gpointer data)
{
  g_free (((Row *)data)->label);
}

static void
visits_clear (Visits *visits)
{
  g_clear_pointer (&visits->cancelled, g_hash_table_unref);
  g_clear_pointer (&visits->rows, g_array_unref);
  g_clear_pointer (&visits->hands, g_array_unref);
  g_clear_pointer (&visits->open, g_hash_table_unref);
  g_clear_pointer (&visits->salon, kt_salon_free);
  kt_report_groups_clear (&visits->index);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Visits, visits_clear)

static gboolean
end (GError *failure, GError **error)
{
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

/* How many they were stands with the user's own currency, whatever was to be paid: only what was
 * lost has a row of its own for each. */
static Counts *
counts_of (Visits *visits, const Visit *visit, KtId staff, const char *currency)
{
  char span[KT_LOCAL_TEXT] = "hand";
  gboolean by_hand = visits->unit == 'H';
  if (!by_hand)
    kt_report_span (visits->ask, visit->start, visits->unit, span);
  KtReportGroup *group = kt_report_group (&visits->index, by_hand ? staff : 0, span, currency);
  if (group->amount == 0)
    {
      Row row = { .label = by_hand ? NULL : g_strdup (span), .staff = staff };
      g_strlcpy (row.currency, currency, sizeof row.currency);
      row.own_currency = strcmp (row.currency, kt_report_currency (visits->ask)) == 0;
      g_array_append_val (visits->rows, row);
      group->amount = visits->rows->len;
    }
  return &g_array_index (visits->rows, Row, group->amount - 1).counts;
}

static gboolean
cancelled_late (const Visits *visits, const Visit *visit)
{
  const gint64 *at = g_hash_table_lookup (visits->cancelled, &visit->id);
  return at != NULL && *at > visit->start - LATE_CANCEL;
}

static gboolean
took_place (const Visit *visit)
{
  return !g_str_equal (visit->state, "no-show") && !g_str_equal (visit->state, "cancelled");
}

static void
count_visit (const Visits *visits, Counts *counts, const Visit *visit)
{
  if (g_str_equal (visit->state, "done"))
    counts->done++;
  else if (g_str_equal (visit->state, "no-show"))
    counts->missed++;
  else if (g_str_equal (visit->state, "cancelled"))
    {
      counts->cancelled++;
      counts->cancelled_late += cancelled_late (visits, visit);
    }
  else
    counts->open++;
  counts->late += took_place (visit) && visit->arrived > visit->start + KT_HABIT_LATE * 60;
}

static gboolean
is_wanted (const Visits *visits, const Visit *visit)
{
  gboolean lapsed = g_str_equal (visit->state, "pencilled") && visit->pencilled != 0
                    && visit->pencilled <= visits->ask->context->clock.now;
  return !lapsed && kt_report_wants (visits->ask, visit->contact);
}

static gboolean
is_counted (GArray *hands, KtId staff)
{
  for (guint i = 0; i < hands->len; i++)
    if (g_array_index (hands, KtId, i) == staff)
      return TRUE;
  g_array_append_val (hands, staff);
  return FALSE;
}

/* One part of a visit; new_visit: the first of it. By hand a visit counts once for each hand, and
 * what was lost is the price of her own parts. */
static void
add_part (Visits *visits, const Visit *visit, struct sqlite3_stmt *row, gboolean new_visit)
{
  gboolean by_hand = visits->unit == 'H';
  KtId staff = by_hand ? kt_column_int (row, 8) : 0;
  if (new_visit)
    g_array_set_size (visits->hands, 0);
  gboolean counted = is_counted (visits->hands, staff);
  Counts *counts = counts_of (visits, visit, staff, kt_report_currency (visits->ask));
  if (!counted)
    count_visit (visits, counts, visit);
  if (took_place (visit))
    counts->busy += kt_column_int (row, 8) != 0 ? kt_column_int (row, 10) : 0;
  else if (g_str_equal (visit->state, "no-show") || cancelled_late (visits, visit))
    {
      gint64 price = by_hand ? kt_column_int (row, 9) : counted ? 0 : visit->price;
      if (price > 0)
        counts_of (visits, visit, staff, visit->currency)->lost += price;
    }
}

static gboolean
read_visits (Visits *visits, GError **error)
{
  const KtReportAsk *ask = visits->ask;
  GError *failure = NULL;
  KtId before = 0;
  struct sqlite3_stmt *row = kt_store_statement (ask->context->store, VISITS_SQL, error);
  if (row == NULL)
    return FALSE;
  kt_bind (row, "ii", ask->from, ask->until);
  while (kt_step (row, &failure))
    {
      Visit visit = { .id = kt_column_int (row, 0),
                      .contact = kt_column_int (row, 1),
                      .start = kt_column_int (row, 2),
                      .arrived = kt_column_int (row, 5),
                      .pencilled = kt_column_int (row, 6),
                      .price = kt_column_int (row, 7) };
      g_strlcpy (visit.state, kt_column_text (row, 3), sizeof visit.state);
      g_strlcpy (visit.currency, kt_report_currency_of (ask, kt_column_text (row, 4)),
                 sizeof visit.currency);
      if (is_wanted (visits, &visit))
        add_part (visits, &visit, row, visit.id != before);
      before = visit.id;
    }
  return end (failure, error);
}

static gboolean
read_cancelled (Visits *visits, GError **error)
{
  const KtReportAsk *ask = visits->ask;
  GError *failure = NULL;
  struct sqlite3_stmt *row = kt_store_statement (ask->context->store, CANCELLED_SQL, error);
  if (row == NULL)
    return FALSE;
  kt_bind (row, "ii", ask->from, ask->until);
  while (kt_step (row, &failure))
    {
      gint64 *pair = g_new (gint64, 2);
      pair[0] = kt_column_int (row, 0);
      pair[1] = kt_column_int (row, 1);
      g_hash_table_insert (visits->cancelled, pair, pair + 1);
    }
  return end (failure, error);
}

/* Minutes a hand works on a day, as the hours and closures are written down now. */
static gint64
open_minutes (const Visits *visits, guint hand, KtLocal day)
{
  gint64 minutes = 0, start, stop, from = kt_salon_at (visits->salon, day, 0);
  gint64 until = kt_salon_at (visits->salon, day, 24 * 60);
  while (from < until && kt_slot_board_stretch (visits->salon->board, hand, from, &start, &stop)
         && start < until)
    {
      minutes += (MIN (stop, until) - start) / 60;
      from = stop;
    }
  return minutes;
}

static void
add_open (Visits *visits, const char *label, gint64 minutes)
{
  gint64 *sum = g_hash_table_lookup (visits->open, label);
  if (sum == NULL)
    {
      sum = g_new0 (gint64, 1);
      g_hash_table_insert (visits->open, g_strdup (label), sum);
    }
  *sum += minutes;
}

static gboolean
read_open (Visits *visits, GError **error)
{
  const KtReportAsk *ask = visits->ask;
  visits->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (ask->clients != NULL || !ask->has_period
      || kt_local_days_between (ask->first, ask->last) >= KT_SLOT_DAYS_MAX)
    return TRUE;
  visits->salon = kt_salon_read_hours (ask->context, ask->first, ask->last, error);
  if (visits->salon == NULL)
    return FALSE;
  for (guint i = 0; i < visits->salon->resources->len; i++)
    {
      const KtSalonResource *hand = visits->salon->resources->pdata[i];
      if (hand->kind != KT_RESOURCE_STAFF || hand->id == 0)
        continue;
      for (KtLocal day = ask->first; kt_local_compare (day, ask->last) <= 0;
           day = kt_local_add_days (day, 1))
        {
          char label[KT_LOCAL_TEXT + 16];
          if (visits->unit == 'H')
            g_snprintf (label, sizeof label, "%" G_GINT64_FORMAT, hand->id);
          else
            kt_report_span_of (day, visits->unit, label);
          add_open (visits, label, open_minutes (visits, i, day));
        }
    }
  return TRUE;
}

#define COUNT_COLUMNS                                                                              \
  { "done", N_ ("DONE"), KT_REPORT_NUMBER }, { "no_show", N_ ("NO-SHOW"), KT_REPORT_NUMBER },      \
      { "cancelled", N_ ("CANCELLED"), KT_REPORT_NUMBER },                                         \
      { "lost", N_ ("LOST"), KT_REPORT_MONEY },                                                    \
      { "occupancy", N_ ("BUSY"), KT_REPORT_PERCENT, KT_REPORT_WIDE },                             \
      { "cancelled_late", N_ ("TOO LATE"), KT_REPORT_NUMBER, KT_REPORT_WIDE },                     \
      { "late", N_ ("CAME LATE"), KT_REPORT_NUMBER, KT_REPORT_WIDE },                              \
      { "open", N_ ("OPEN"), KT_REPORT_NUMBER, KT_REPORT_WIDE },                                   \
      { "busy_minutes", N_ ("BUSY"), KT_REPORT_MINUTES, KT_REPORT_DATA },                          \
      { "open_minutes", N_ ("OPEN"), KT_REPORT_MINUTES, KT_REPORT_DATA },

static const KtReportColumn span_columns[]
    = { { "period", N_ ("WHEN"), KT_REPORT_SPAN }, COUNT_COLUMNS };

static const KtReportColumn hand_columns[]
    = { { "hand", N_ ("WITH"), KT_REPORT_TEXT, KT_REPORT_ALWAYS, N_ ("(nobody's hands)") },
        COUNT_COLUMNS };

static int
compare (gconstpointer a, gconstpointer b)
{
  const Row *one = a, *two = b;
  int order = g_strcmp0 (one->label, two->label);
  if (order == 0 && one->own_currency != two->own_currency)
    return one->own_currency ? -1 : 1;
  if (order == 0)
    order = (one->counts.done < two->counts.done) - (one->counts.done > two->counts.done);
  return order != 0 ? order : strcmp (one->currency, two->currency);
}

static char *
hand_name (const Visits *visits, KtId staff, GError **error)
{
  g_autoptr (KtSalonResource) hand
      = staff != 0 ? kt_resource_get (visits->ask->context->store, staff, error) : NULL;
  return hand != NULL ? g_strdup (hand->name) : NULL;
}

/* Another currency: nothing is said but the money. */
static void
put_lost (KtReport *report, const Row *row, const char *label)
{
  gint64 none = KT_REPORT_NULL;
  kt_report_add (report, row->currency, 0, label, none, none, none, row->counts.lost, none, none,
                 none, none, none, none);
}

static void
put (Visits *visits, const Row *row, const char *label, KtChart *chart)
{
  char key[32];
  const Counts *c = &row->counts;
  g_snprintf (key, sizeof key, "%" G_GINT64_FORMAT, row->staff);
  const gint64 *open = g_hash_table_lookup (visits->open, row->label != NULL ? row->label : key);
  if (!row->own_currency)
    {
      put_lost (visits->ask->report, row, label);
      return;
    }
  gboolean known = open != NULL && *open > 0;
  kt_report_add (visits->ask->report, row->currency, 0, label, c->done, c->missed, c->cancelled,
                 c->lost, known ? kt_report_percent (c->busy, *open) : KT_REPORT_NULL,
                 c->cancelled_late, c->late, c->open, c->busy, known ? *open : KT_REPORT_NULL);
  KtChartPoint *point = kt_chart_add (chart, label, c->done);
  point->values[1] = c->missed;
  point->values[2] = c->cancelled;
}

/* Sums a currency; what was open is said once, with the user's own. */
static void
put_totals (Visits *visits)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer minutes;
  gint64 open = 0;
  g_hash_table_iter_init (&iter, visits->open);
  while (g_hash_table_iter_next (&iter, NULL, &minutes))
    open += *(gint64 *)minutes;
  for (guint i = 0; i < visits->rows->len; i++)
    {
      const Row *first = &g_array_index (visits->rows, Row, i);
      Counts s = { 0 };
      if (!g_hash_table_add (seen, (gpointer)first->currency))
        continue;
      for (guint j = i; j < visits->rows->len; j++)
        {
          const Row *row = &g_array_index (visits->rows, Row, j);
          const Counts *c = &row->counts;
          if (strcmp (row->currency, first->currency) != 0)
            continue;
          s.done += c->done, s.missed += c->missed, s.cancelled += c->cancelled;
          s.cancelled_late += c->cancelled_late, s.late += c->late, s.open += c->open;
          s.lost += c->lost, s.busy += c->busy;
        }
      gint64 none = KT_REPORT_NULL;
      gboolean known = open > 0;
      if (!first->own_currency)
        kt_report_add_total (visits->ask->report, first->currency, NULL, none, none, none, s.lost,
                             none, none, none, none, none, none);
      else
        kt_report_add_total (visits->ask->report, first->currency, NULL, s.done, s.missed,
                             s.cancelled, s.lost,
                             known ? kt_report_percent (s.busy, open) : KT_REPORT_NULL,
                             s.cancelled_late, s.late, s.open, s.busy, known ? open : none);
    }
}

static gboolean
fill (Visits *visits, GError **error)
{
  KtReport *report = visits->ask->report;
  GError *failure = NULL;
  KtChart *chart = NULL;
  g_array_sort (visits->rows, compare);
  for (guint i = 0; i < visits->rows->len && failure == NULL; i++)
    {
      const Row *row = &g_array_index (visits->rows, Row, i);
      g_autofree char *hand = visits->unit == 'H' ? hand_name (visits, row->staff, &failure) : NULL;
      if (chart == NULL)
        {
          chart = kt_report_add_chart (report, N_ ("visits"), KT_REPORT_NUMBER, NULL);
          chart->label_type = visits->unit == 'H' ? KT_REPORT_TEXT : KT_REPORT_SPAN;
          chart->label_none = hand_columns[0].none;
          chart->upright = visits->unit != 'H';
          chart->stacked = TRUE;
          chart->n_series = 3;
          chart->series[0] = N_ ("done");
          chart->series[1] = N_ ("no-show");
          chart->series[2] = N_ ("cancelled");
        }
      put (visits, row, visits->unit == 'H' ? hand : row->label, chart);
    }
  put_totals (visits);
  return end (failure, error);
}

static void
add_notes (const Visits *visits)
{
  KtReport *report = visits->ask->report;
  kt_report_note (report, "lost", KT_REPORT_NULL, "%s",
                  _ ("lost: the price of no-shows and of what was cancelled less than 24 h before "
                     "(too late); visits without a price count nothing"));
  kt_report_note (report, "late", KT_REPORT_NULL,
                  _ ("came late: more than %d minutes, where the arrival was written down"),
                  KT_HABIT_LATE);
  if (visits->salon != NULL)
    kt_report_note (report, "occupancy", KT_REPORT_NULL, "%s",
                    _ ("busy: minutes at work out of the hours as they are now"));
  else
    kt_report_note (report, "no_occupancy", KT_REPORT_NULL, "%s",
                    _ ("how busy the hands were is said for all clients and at most a year"));
  if (visits->unit == 'H')
    kt_report_note (report, "shared", KT_REPORT_NULL, "%s",
                    _ ("a visit with two hands counts for both, and twice in the sum"));
}

gboolean
kt_gather_visits (KtReportAsk *ask, GError **error)
{
  g_auto (Visits) visits = { .ask = ask };
  visits.unit = g_str_equal (ask->choice, "day")     ? 'D'
                : g_str_equal (ask->choice, "week")  ? 'W'
                : g_str_equal (ask->choice, "month") ? 'M'
                                                     : 'H';
  visits.cancelled = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  visits.rows = g_array_new (FALSE, TRUE, sizeof (Row));
  g_array_set_clear_func (visits.rows, row_clear);
  visits.hands = g_array_new (FALSE, FALSE, sizeof (KtId));
  kt_report_groups_init (&visits.index);
  if (visits.unit == 'H')
    kt_report_set_columns (ask->report, hand_columns, G_N_ELEMENTS (hand_columns));
  else
    kt_report_set_columns (ask->report, span_columns, G_N_ELEMENTS (span_columns));
  if (!read_cancelled (&visits, error) || !read_visits (&visits, error)
      || !read_open (&visits, error) || !fill (&visits, error))
    return FALSE;
  add_notes (&visits);
  return TRUE;
}
