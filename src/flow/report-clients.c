#include "config.h"
#include "report-parts.h"
#include "kontor/collate.h"
#include "kontor/visit-history.h"

#include <glib/gi18n.h>

#define VISITS_SQL                                                                                 \
  "SELECT contact, start_at FROM appointment INDEXED BY appointment_done"                          \
  " WHERE state = 'done' AND contact IS NOT NULL"
#define NOTES_SQL "SELECT contact, at FROM note WHERE kind IN ('call', 'meeting')"
/* from indices alone: of the one by kind each row would be looked up */
#define LETTERS_SQL                                                                                \
  "SELECT p.contact, l.letter >> 20 FROM contact_point AS p INDEXED BY contact_point_match"        \
  " CROSS JOIN mirror.address AS a ON a.match = p.match"                                           \
  " CROSS JOIN mirror.participant AS l ON l.address = a.id"                                        \
  " WHERE p.kind = 'email' AND p.share = 'personal' AND l.role <> 7" /* KT_ROLE_FORWARDED */
#define CADENCE_SQL "SELECT id, cadence FROM contact WHERE cadence IS NOT NULL"

#define TIMES 3       /* the usual gap so many times over is gone */
#define LEAST_DAYS 30 /* who writes each day is not gone after three */
#define VISITS_MIN 3u /* from so many visits on a rhythm is known … */
#define DAYS_MIN 5u   /* … or from so many days of contact of other kinds */

typedef struct
{
  GArray *days; /* gint, since 1970 */
  guint visits;
  int cadence; /* 0 none */
} Client;

typedef struct
{
  KtReportAsk *ask;
  GHashTable *clients; /* KtId → Client */
  gint64 offset;       /* of the zone, for whole days */
  guint unknown;
} Clients;

static void
client_free (gpointer data)
{
  Client *client = data;
  g_array_unref (client->days);
  g_free (client);
}

static void
clients_clear (Clients *clients)
{
  g_clear_pointer (&clients->clients, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Clients, clients_clear)

static Client *
client_of (Clients *clients, KtId contact)
{
  Client *client = g_hash_table_lookup (clients->clients, &contact);
  if (client != NULL)
    return client;
  KtId *key = g_new (KtId, 1);
  *key = contact;
  client = g_new0 (Client, 1);
  client->days = g_array_new (FALSE, FALSE, sizeof (gint));
  g_hash_table_insert (clients->clients, key, client);
  return client;
}

/* One statement's rows: whose, and when. */
static gboolean
read_times (Clients *clients, const char *sql, gboolean visits, GError **error)
{
  const KtReportAsk *ask = clients->ask;
  GError *failure = NULL;
  Client *client = NULL;
  KtId before = 0;
  struct sqlite3_stmt *row = kt_store_statement (ask->context->store, sql, error);
  if (row == NULL)
    return FALSE;
  while (kt_step (row, &failure))
    {
      KtId contact = kt_column_int (row, 0);
      gint64 at = kt_column_int (row, 1);
      gint day = (gint)((at + clients->offset) / 86400);
      if (at > ask->context->clock.now || !kt_report_wants (ask, contact))
        continue;
      if (client == NULL || contact != before)
        client = client_of (clients, contact);
      before = contact;
      client->visits += visits;
      g_array_append_val (client->days, day);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

static gboolean
read_cadences (Clients *clients, GError **error)
{
  GError *failure = NULL;
  struct sqlite3_stmt *row = kt_store_statement (clients->ask->context->store, CADENCE_SQL, error);
  if (row == NULL)
    return FALSE;
  while (kt_step (row, &failure))
    {
      KtId contact = kt_column_int (row, 0);
      Client *client = g_hash_table_lookup (clients->clients, &contact);
      if (client != NULL)
        client->cadence = (int)kt_column_int (row, 1);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  gint one = *(const gint *)a, two = *(const gint *)b;
  return (one > two) - (one < two);
}

static void
unique_days (GArray *days)
{
  guint kept = 0;
  g_array_sort (days, compare_days);
  for (guint i = 0; i < days->len; i++)
    if (kept == 0 || g_array_index (days, gint, i) != g_array_index (days, gint, kept - 1))
      g_array_index (days, gint, kept++) = g_array_index (days, gint, i);
  g_array_set_size (days, kept);
}

/* Days between days of contact, the middle of all; 0: too few to tell. */
static int
usual_gap (const Client *client)
{
  const GArray *days = client->days;
  if (days->len < 2 || (client->visits < VISITS_MIN && days->len < DAYS_MIN))
    return 0;
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (gint));
  for (guint i = 1; i < days->len; i++)
    {
      gint gap = g_array_index (days, gint, i) - g_array_index (days, gint, i - 1);
      g_array_append_val (gaps, gap);
    }
  g_array_sort (gaps, compare_days);
  return g_array_index (gaps, gint, (gaps->len - 1) / 2);
}

static const KtReportColumn columns[] = {
  { "what", N_ ("WHAT"), KT_REPORT_WORD },
  { "client", N_ ("CLIENT"), KT_REPORT_TEXT },
  { "date", N_ ("DATE"), KT_REPORT_DATE },
  { "silent_days", N_ ("SILENT"), KT_REPORT_NUMBER },
  { "usual_days", N_ ("USUALLY"), KT_REPORT_NUMBER },
  { "days", N_ ("TIMES"), KT_REPORT_NUMBER, KT_REPORT_WIDE },
};

typedef struct
{
  const char *what;
  int rank;
  KtId contact;
  const char *name;
  guint place; /* of its name among the others */
  gint day, silent, usual;
  guint times;
} Line;

typedef struct
{
  gint first, last, today;
} Span;

static void
add_line (GArray *lines, KtId contact, const Client *client, int rank, gint day, gint silent,
          int usual)
{
  static const char *const words[] = { "lost", "won-back", "new" };
  Line line = { words[rank], rank, contact, NULL, 0, day, silent, usual, client->days->len };
  g_array_append_val (lines, line);
}

/* expected: has a visit to come. */
static void
judge (Clients *clients, const Span *span, KtId contact, Client *client, gboolean expected,
       GArray *lines)
{
  unique_days (client->days);
  const GArray *days = client->days;
  int gap = usual_gap (client), usual = client->cadence > 0 ? client->cadence : gap;
  int limit = client->cadence > 0 ? client->cadence : MAX (gap * TIMES, LEAST_DAYS);
  gint first = g_array_index (days, gint, 0), last = g_array_index (days, gint, days->len - 1);
  if (first >= span->first && first <= span->last)
    add_line (lines, contact, client, 2, first, G_MININT, usual);
  if (usual == 0)
    {
      clients->unknown += span->today - last > LEAST_DAYS && !expected;
      return;
    }
  for (guint i = days->len - 1; i > 0; i--)
    {
      gint day = g_array_index (days, gint, i), before = g_array_index (days, gint, i - 1);
      if (day - before <= limit || day < span->first || day > span->last)
        continue;
      add_line (lines, contact, client, 1, day, day - before, usual);
      break;
    }
  gint gone = last + limit + 1;
  if (!expected && gone <= span->today && gone >= span->first && gone <= span->last)
    add_line (lines, contact, client, 0, last, span->today - last, usual);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const Line *one = a, *two = b;
  if (one->rank != two->rank)
    return one->rank - two->rank;
  if (one->times != two->times)
    return one->times < two->times ? 1 : -1;
  return (one->place > two->place) - (one->place < two->place);
}

static void
place_names (GArray *lines)
{
  g_autofree const char **names = g_new (const char *, lines->len + 1);
  for (guint i = 0; i < lines->len; i++)
    names[i] = g_array_index (lines, Line, i).name;
  g_autofree guint *order = kt_collate_order (names, lines->len);
  for (guint i = 0; i < lines->len; i++)
    g_array_index (lines, Line, order[i]).place = i;
}

static gboolean
judge_all (Clients *clients, GArray *lines, GError **error)
{
  const KtReportAsk *ask = clients->ask;
  KtLocal today = kt_local_from_utc (ask->context->clock.now, ask->context->clock.zone);
  Span span = { (gint)kt_local_day_number (ask->first), (gint)kt_local_day_number (ask->last),
                (gint)kt_local_day_number (today) };
  g_autoptr (GHashTable) expected
      = kt_visit_expected (ask->context->store, ask->context->clock.now, error);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_int64_hash, g_int64_equal);
  GHashTableIter iter;
  gpointer key, value;
  if (expected == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, clients->clients);
  while (g_hash_table_iter_next (&iter, &key, &value))
    judge (clients, &span, *(KtId *)key, value, g_hash_table_contains (expected, key), lines);
  for (guint i = 0; i < lines->len; i++)
    g_hash_table_add (ids, &g_array_index (lines, Line, i).contact);
  g_autoptr (GHashTable) names = kt_report_names (ask, ids, error);
  if (names == NULL)
    return FALSE;
  KtChart *chart = kt_report_add_chart (ask->report, N_ ("clients"), KT_REPORT_NUMBER, NULL);
  gint64 counts[3] = { 0 };
  chart->label_type = KT_REPORT_WORD;
  for (guint i = 0; i < lines->len; i++)
    {
      Line *line = &g_array_index (lines, Line, i);
      line->name = g_hash_table_lookup (names, &line->contact);
      line->name = line->name != NULL ? line->name : "";
      counts[line->rank]++;
    }
  place_names (lines);
  g_array_sort (lines, compare_lines);
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);
      char day[KT_LOCAL_TEXT];
      kt_local_format (kt_local_of_day (line->day), day);
      kt_report_add (ask->report, NULL, line->contact, line->what, line->name, day,
                     line->silent != G_MININT ? (gint64)line->silent : KT_REPORT_NULL,
                     line->usual > 0 ? (gint64)line->usual : KT_REPORT_NULL, (gint64)line->times);
    }
  kt_chart_add (chart, "lost", counts[0]);
  kt_chart_add (chart, "won-back", counts[1]);
  kt_chart_add (chart, "new", counts[2]);
  return TRUE;
}

gboolean
kt_gather_clients (KtReportAsk *ask, GError **error)
{
  g_auto (Clients) clients = { .ask = ask };
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));
  KtZone *zone = ask->context->clock.zone;
  clients.offset = kt_zone_offset (zone, ask->context->clock.now);
  clients.clients = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, client_free);
  ask->report->of_clients = TRUE;
  kt_report_set_columns (ask->report, columns, G_N_ELEMENTS (columns));
  if (!read_times (&clients, VISITS_SQL, TRUE, error)
      || !read_times (&clients, NOTES_SQL, FALSE, error)
      || !read_times (&clients, LETTERS_SQL, FALSE, error) || !read_cadences (&clients, error)
      || !judge_all (&clients, lines, error))
    return FALSE;
  kt_report_note (ask->report, "lost", KT_REPORT_NULL,
                  _ ("lost: no visit, letter, call or meeting for three times the usual gap (%d "
                     "days at least, or the cadence on the card), and no visit to come"),
                  LEAST_DAYS);
  kt_report_note (
      ask->report, "won_back", KT_REPORT_NULL, "%s",
      _ ("won back: came or wrote after so long a silence; new: was never there before"));
  if (clients.unknown > 0)
    kt_report_note (ask->report, "unknown", clients.unknown,
                    ngettext ("%u client was here too seldom to tell what is usual",
                              "%u clients were here too seldom to tell what is usual",
                              clients.unknown),
                    clients.unknown);
  return TRUE;
}
