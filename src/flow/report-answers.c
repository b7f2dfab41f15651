#include "config.h"
#include "report-parts.h"
#include "kontor/days-off.h"
#include "kontor/records.h"
#include "kontor/work-time.h"

#include <glib/gi18n.h>
#include <string.h>

/* Row order is the order of time. */
#define LETTERS_SQL                                                                                \
  "SELECT thread, id, direction = 'in', sender, flags FROM mirror.letter"                          \
  " WHERE id >= ?1 AND id < ?2 AND kind = 'personal' ORDER BY id"
#define OWNER_SQL                                                                                  \
  "SELECT p.contact, count(DISTINCT p.contact) FROM mirror.address AS a JOIN contact_point AS p"   \
  " ON p.match = a.match AND p.kind = 'email' AND p.share = 'personal' WHERE a.id = ?1"

#define LOOK_BACK                                                                                  \
  (60 * 86400) /* seconds: what is answered now may have been asked so long before */
#define MEDIAN 50
#define MOST 90

/* What a thread waits for. */
typedef struct
{
  gboolean waits, in; /* in: for my answer */
  gint64 since;
  KtId client;
} Thread;

typedef struct
{
  KtId client;
  GArray *mine, *theirs; /* gint64 minutes */
} Times;

typedef struct
{
  KtReportAsk *ask;
  KtWorkWeek week;
  GHashTable *threads; /* gint64 → Thread */
  GHashTable *owners;  /* address id → KtId * */
  GHashTable *clients; /* KtId → Times; 0: everybody */
  gint64 waiting;
} Answers;

static void
times_free (gpointer data)
{
  Times *times = data;
  g_array_unref (times->mine);
  g_array_unref (times->theirs);
  g_free (times);
}

static void
answers_clear (Answers *answers)
{
  g_clear_pointer (&answers->threads, g_hash_table_unref);
  g_clear_pointer (&answers->owners, g_hash_table_unref);
  g_clear_pointer (&answers->clients, g_hash_table_unref);
  g_clear_pointer (&answers->week.off, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answers, answers_clear)

static gpointer
find_or_add (GHashTable *table, gint64 key, gsize size)
{
  gpointer found = g_hash_table_lookup (table, &key);
  if (found != NULL)
    return found;
  gint64 *copy = g_new (gint64, 1);
  *copy = key;
  found = g_malloc0 (size);
  g_hash_table_insert (table, copy, found);
  return found;
}

static Times *
times_of (Answers *answers, KtId client)
{
  Times *times = find_or_add (answers->clients, client, sizeof *times);
  if (times->mine != NULL)
    return times;
  times->client = client;
  times->mine = g_array_new (FALSE, FALSE, sizeof (gint64));
  times->theirs = g_array_new (FALSE, FALSE, sizeof (gint64));
  return times;
}

/* Whose an address is; 0 nobody's, or several people's. */
static KtId
owner_of (Answers *answers, gint64 address, GError **error)
{
  const KtId *known = g_hash_table_lookup (answers->owners, &address);
  if (known != NULL)
    return *known;
  KtId *owner = find_or_add (answers->owners, address, sizeof *owner);
  struct sqlite3_stmt *row = kt_store_statement (answers->ask->context->store, OWNER_SQL, error);
  if (row == NULL)
    return 0;
  kt_bind (row, "i", address);
  if (kt_step (row, error))
    {
      *owner = kt_column_int (row, 1) == 1 ? kt_column_int (row, 0) : 0;
      kt_step (row, error);
    }
  return *owner;
}

static void
add_time (Answers *answers, KtId client, gboolean mine, gint64 minutes)
{
  Times *all = times_of (answers, 0), *own = client != 0 ? times_of (answers, client) : NULL;
  g_array_append_val (mine ? all->mine : all->theirs, minutes);
  if (own != NULL)
    g_array_append_val (mine ? own->mine : own->theirs, minutes);
}

/* An answer is the first letter the other way; it has waited since the first one that came after
 * the answer before. */
static void
add_letter (Answers *answers, gint64 id, gint64 thread_id, gboolean in, gint64 address,
            GError **error)
{
  const KtReportAsk *ask = answers->ask;
  Thread *thread = find_or_add (answers->threads, thread_id, sizeof *thread);
  gint64 time = id >> 20;
  KtId client = in ? owner_of (answers, address, error) : thread->client;
  if (thread->waits && thread->in != in && time >= ask->from && kt_report_wants (ask, client))
    add_time (answers, client, !in, kt_work_minutes (&answers->week, thread->since, time));
  if (!thread->waits || thread->in != in)
    *thread = (Thread){ TRUE, in, time, thread->client };
  if (in)
    thread->client = client;
}

static gboolean
read_letters (Answers *answers, GError **error)
{
  const KtReportAsk *ask = answers->ask;
  GError *failure = NULL;
  gint64 from = MAX (ask->from - LOOK_BACK, 0),
         until = MIN (ask->until, ask->context->clock.now + 86400);
  struct sqlite3_stmt *row = kt_store_statement (ask->context->store, LETTERS_SQL, error);
  if (row == NULL)
    return FALSE;
  kt_bind (row, "ii", from << 20, until << 20);
  while (failure == NULL && kt_step (row, &failure))
    if (!(kt_column_int (row, 4) & KT_LETTER_FLAG_FORGED)) /* RULES: closes nothing */
      add_letter (answers, kt_column_int (row, 1), kt_column_int (row, 0),
                  kt_column_int (row, 2) != 0, kt_column_int (row, 3), &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

static const KtReportColumn columns[] = {
  { "client", N_ ("CLIENT"), KT_REPORT_TEXT },
  { "my_answers", N_ ("I ANSWERED"), KT_REPORT_NUMBER, KT_REPORT_WIDE },
  { "my_median_minutes", N_ ("I TAKE"), KT_REPORT_MINUTES },
  { "my_p90_minutes", N_ ("9 OF 10 IN"), KT_REPORT_MINUTES },
  { "their_answers", N_ ("THEY ANSWERED"), KT_REPORT_NUMBER, KT_REPORT_WIDE },
  { "their_median_minutes", N_ ("THEY TAKE"), KT_REPORT_MINUTES },
  { "their_p90_minutes", N_ ("9 OF 10 IN"), KT_REPORT_MINUTES, KT_REPORT_WIDE },
};

typedef struct
{
  char *name;
  Times *times;
} Line;

/* Who is waited for longest by the user first. */
static int
compare (gconstpointer a, gconstpointer b)
{
  const Line *one = a, *two = b;
  gint64 first = kt_quantile (one->times->mine, MEDIAN),
         second = kt_quantile (two->times->mine, MEDIAN);
  if (first != second)
    return first < second ? 1 : -1;
  return g_utf8_collate (one->name, two->name);
}

static void
put (KtReport *report, const Line *line, gboolean total)
{
  Times *t = line->times;
  gint64 n[2] = { t->mine->len, t->theirs->len };
  gint64 q[4] = { kt_quantile (t->mine, MEDIAN), kt_quantile (t->mine, MOST),
                  kt_quantile (t->theirs, MEDIAN), kt_quantile (t->theirs, MOST) };
  if (total)
    kt_report_add_total (report, NULL, NULL, n[0], q[0], q[1], n[1], q[2], q[3]);
  else
    kt_report_add (report, NULL, t->client, line->name, n[0], q[0], q[1], n[1], q[2], q[3]);
}

static gboolean
fill (Answers *answers, GError **error)
{
  KtReport *report = answers->ask->report;
  g_autoptr (GHashTable) names = kt_report_names (answers->ask, answers->clients, error);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));
  GHashTableIter iter;
  gpointer value;
  KtId everybody = 0;
  if (names == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, answers->clients);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Line line = { .times = value };
      line.name = g_hash_table_lookup (names, &line.times->client);
      if (line.name != NULL)
        g_array_append_val (lines, line);
    }
  g_array_sort (lines, compare);
  KtChart *chart = lines->len > 0 ? kt_report_add_chart (report, N_ ("how long I take, median"),
                                                         KT_REPORT_MINUTES, NULL)
                                  : NULL;
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);
      put (report, line, FALSE);
      if (line->times->mine->len > 0)
        kt_chart_add (chart, line->name, kt_quantile (line->times->mine, MEDIAN));
    }
  Times *all = g_hash_table_lookup (answers->clients, &everybody);
  if (all != NULL)
    put (report, &(Line){ .times = all }, TRUE);
  return TRUE;
}

static void
add_notes (Answers *answers)
{
  const KtReportAsk *ask = answers->ask;
  GHashTableIter iter;
  gpointer value;
  g_hash_table_iter_init (&iter, answers->threads);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Thread *thread = value;
      answers->waiting += thread->waits && thread->in && thread->since >= ask->from
                          && kt_report_wants (ask, thread->client);
    }
  kt_report_note (
      ask->report, "working_time", KT_REPORT_NULL, "%s",
      _ ("time in working days, nights included: days off are left out, a day is 24 h"));
  kt_report_note (ask->report, "threads", KT_REPORT_NULL, "%s",
                  _ ("counted are answers in a thread; calls and letters elsewhere are not seen"));
  if (answers->waiting > 0)
    kt_report_note (
        ask->report, "unanswered", answers->waiting,
        ngettext ("%d thread ends with a letter to me: not every one asks for an answer",
                  "%d threads end with a letter to me: not every one asks for an answer",
                  (gulong)answers->waiting),
        (int)answers->waiting);
}

gboolean
kt_gather_answers (KtReportAsk *ask, GError **error)
{
  g_auto (Answers) answers = { .ask = ask };
  GError *failure = NULL;
  answers.threads = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  answers.owners = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  answers.clients = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, times_free);
  answers.week.zone = ask->context->clock.zone;
  answers.week.days = ask->context->settings != NULL ? ask->context->settings->working_days
                                                     : KT_WORK_WEEK_DEFAULT;
  answers.week.off = kt_context_days_off (ask->context, ask->from, ask->until, &failure);
  ask->report->of_clients = TRUE;
  kt_report_set_columns (ask->report, columns, G_N_ELEMENTS (columns));
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (!read_letters (&answers, error) || !fill (&answers, error))
    return FALSE;
  add_notes (&answers);
  return TRUE;
}
