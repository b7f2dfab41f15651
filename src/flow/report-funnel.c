#include "config.h"
#include "report-parts.h"
#include "kontor/error.h"
#include "kontor/fold.h"

#include <glib/gi18n.h>
#include <string.h>

#define PIPELINES_SQL "SELECT id, name, fold FROM pipeline ORDER BY archived, position, fold, id"
#define STAGES_SQL                                                                                 \
  "SELECT id, name, kind, archived FROM stage WHERE pipeline = ?1 ORDER BY position, id"
#define DEALS_SQL                                                                                  \
  "SELECT d.id, d.contact, d.stage, coalesce(d.reason, '') FROM deal AS d"                         \
  " JOIN stage AS s ON s.id = d.stage WHERE s.pipeline = ?1 AND d.created >= ?2 AND d.created < ?3"
#define MOVES_SQL "SELECT deal, at, from_stage, to_stage FROM deal_move"
#define REASONS_SHOWN 3u

/* A stage, in the order deals take. */
typedef struct
{
  char *name;
  gboolean lost, won, archived;
  gint64 reached, standing, fell; /* fell: of those that stand, the ones that were lost there */
} Stage;

typedef struct
{
  gboolean any;
  int now;     /* index of the stage; of a lost one that of the end it came to */
  int far;     /* the furthest that it reached */
  int fell_at; /* where it was when it was lost; -1 not known */
  gint64 fell; /* when */
} Deal;

typedef struct
{
  KtReportAsk *ask;
  KtId pipeline;
  char *name;
  guint n_pipelines;
  GArray *stages;         /* Stage */
  GHashTable *index;      /* KtId of a stage → index + 1 */
  GHashTable *deals;      /* KtId → Deal */
  KtReportGroups reasons; /* why deals were lost */
} Funnel;

static void
stage_clear (gpointer data)
{
  g_free (((Stage *)data)->name);
}

static void
funnel_clear (Funnel *funnel)
{
  g_free (funnel->name);
  g_clear_pointer (&funnel->stages, g_array_unref);
  g_clear_pointer (&funnel->index, g_hash_table_unref);
  g_clear_pointer (&funnel->deals, g_hash_table_unref);
  kt_report_groups_clear (&funnel->reasons);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Funnel, funnel_clear)

static gboolean
end (GError *failure, GError **error)
{
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

static gboolean
no_pipeline (const KtReportAsk *ask, const GString *names, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is no pipeline «%s»"), ask->words);
  if (names->len > 0)
    kt_error_hint (error, _ ("there are: %s"), names->str);
  return FALSE;
}

/* The one that words name: all of its name, else the beginning; without words the first. */
static gboolean
choose_pipeline (Funnel *funnel, GError **error)
{
  const KtReportAsk *ask = funnel->ask;
  GError *failure = NULL;
  g_autofree char *wanted = ask->words != NULL ? kt_fold (ask->words) : NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  gboolean whole = FALSE;
  struct sqlite3_stmt *statement = kt_store_statement (ask->context->store, PIPELINES_SQL, error);
  if (statement == NULL)
    return FALSE;
  while (kt_step (statement, &failure))
    {
      const char *fold = kt_column_text (statement, 2);
      gboolean same = wanted != NULL && g_str_equal (fold, wanted);
      gboolean fits = wanted == NULL || g_str_has_prefix (fold, wanted);
      funnel->n_pipelines++;
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                              kt_column_text (statement, 1));
      if (!fits || whole || (funnel->pipeline != 0 && !same))
        continue;
      funnel->pipeline = kt_column_int (statement, 0);
      g_free (funnel->name);
      funnel->name = g_strdup (kt_column_text (statement, 1));
      whole = same;
    }
  if (!end (failure, error))
    return FALSE;
  return funnel->pipeline != 0 || wanted == NULL || no_pipeline (ask, names, error);
}

static gboolean
read_stages (Funnel *funnel, GError **error)
{
  GError *failure = NULL;
  struct sqlite3_stmt *statement
      = kt_store_statement (funnel->ask->context->store, STAGES_SQL, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", funnel->pipeline);
  while (kt_step (statement, &failure))
    {
      const char *kind = kt_column_text (statement, 2);
      Stage stage = { .name = g_strdup (kt_column_text (statement, 1)),
                      .lost = g_str_equal (kind, "lost"),
                      .won = g_str_equal (kind, "won"),
                      .archived = kt_column_int (statement, 3) != 0 };
      KtId *key = g_new (KtId, 1);
      *key = kt_column_int (statement, 0);
      g_array_append_val (funnel->stages, stage);
      g_hash_table_insert (funnel->index, key, GUINT_TO_POINTER (funnel->stages->len));
    }
  return end (failure, error);
}

static const Stage *
stage_at (const Funnel *funnel, int index)
{
  return &g_array_index (funnel->stages, Stage, index);
}

/* -1: of another pipeline */
static int
stage_of (const Funnel *funnel, KtId stage)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (funnel->index, &stage)) - 1;
}

/* An end without success is no step forward. */
static void
note_reached (const Funnel *funnel, Deal *deal, int stage)
{
  if (stage >= 0 && !stage_at (funnel, stage)->lost)
    deal->far = MAX (deal->far, stage);
}

static gboolean
read_deals (Funnel *funnel, GError **error)
{
  const KtReportAsk *ask = funnel->ask;
  GError *failure = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (ask->context->store, DEALS_SQL, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "iii", funnel->pipeline, ask->from, ask->until);
  while (kt_step (statement, &failure))
    {
      KtId *key = g_new (KtId, 1);
      Deal *deal = g_new0 (Deal, 1);
      *key = kt_column_int (statement, 0);
      deal->now = stage_of (funnel, kt_column_int (statement, 2));
      deal->far = deal->fell_at = -1;
      note_reached (funnel, deal, deal->now);
      if (stage_at (funnel, deal->now)->lost)
        {
          const char *reason = kt_column_text (statement, 3);
          kt_report_group (&funnel->reasons, 0, *reason != '\0' ? reason : NULL, "")->amount++;
        }
      g_hash_table_insert (funnel->deals, key, deal);
    }
  return end (failure, error);
}

/* Moves of one second have no order: where a deal fell from is said by the move itself. */
static void
note_move (const Funnel *funnel, Deal *deal, gint64 at, int from, int to)
{
  note_reached (funnel, deal, from);
  note_reached (funnel, deal, to);
  if (to < 0 || !stage_at (funnel, to)->lost || from < 0 || stage_at (funnel, from)->lost)
    return;
  if (deal->fell_at < 0 || at > deal->fell || (at == deal->fell && from > deal->fell_at))
    deal->fell_at = from;
  deal->fell = MAX (deal->fell, at);
}

static gboolean
read_moves (Funnel *funnel, GError **error)
{
  GError *failure = NULL;
  struct sqlite3_stmt *statement
      = kt_store_statement (funnel->ask->context->store, MOVES_SQL, error);
  if (statement == NULL)
    return FALSE;
  while (kt_step (statement, &failure))
    {
      KtId id = kt_column_int (statement, 0);
      Deal *deal = g_hash_table_lookup (funnel->deals, &id);
      if (deal != NULL)
        note_move (funnel, deal, kt_column_int (statement, 1),
                   stage_of (funnel, kt_column_int (statement, 2)),
                   stage_of (funnel, kt_column_int (statement, 3)));
    }
  return end (failure, error);
}

/* A stage that was skipped was reached where a later one was: the funnel never widens. Who was lost
 * stands where it came to, and is counted there as lost too. */
static void
count (Funnel *funnel)
{
  GHashTableIter iter;
  gpointer value;
  int first = 0;
  while (first < (int)funnel->stages->len && stage_at (funnel, first)->lost)
    first++;
  g_hash_table_iter_init (&iter, funnel->deals);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Deal *deal = value;
      gboolean lost = stage_at (funnel, deal->now)->lost;
      int far = MAX (deal->far, first);
      int at = !lost ? deal->now : deal->fell_at >= 0 ? deal->fell_at : far;
      for (int i = 0; i <= far && i < (int)funnel->stages->len; i++)
        g_array_index (funnel->stages, Stage, i).reached++;
      if (at >= (int)funnel->stages->len)
        continue;
      g_array_index (funnel->stages, Stage, at).standing++;
      g_array_index (funnel->stages, Stage, at).fell += lost;
    }
}

static const KtReportColumn columns[] = {
  { "stage", N_ ("STAGE"), KT_REPORT_TEXT },
  { "kind", N_ ("KIND"), KT_REPORT_WORD, KT_REPORT_DATA },
  { "reached", N_ ("REACHED"), KT_REPORT_NUMBER },
  { "of_previous", N_ ("FROM BEFORE"), KT_REPORT_PERCENT, KT_REPORT_WIDE },
  { "of_first", N_ ("OF ALL"), KT_REPORT_PERCENT },
  { "standing", N_ ("STANDING"), KT_REPORT_NUMBER },
  { "lost", N_ ("OF THEM LOST"), KT_REPORT_NUMBER, KT_REPORT_WIDE },
};

static void
fill (const Funnel *funnel)
{
  KtReport *report = funnel->ask->report;
  gint64 before = 0, all = 0;
  KtChart *chart = NULL;
  for (guint i = 0; i < funnel->stages->len; i++)
    {
      const Stage *stage = stage_at (funnel, (int)i);
      if (stage->lost || (stage->archived && stage->standing == 0))
        continue;
      if (chart == NULL)
        {
          chart = kt_report_add_chart (report, N_ ("deals by stage"), KT_REPORT_NUMBER, NULL);
          chart->n_series = 2;
          chart->series[0] = N_ ("reached");
          chart->series[1] = N_ ("standing there now");
          all = before = stage->reached;
        }
      kt_report_add (report, NULL, 0, stage->name, stage->won ? "won" : "open", stage->reached,
                     kt_report_percent (stage->reached, before),
                     kt_report_percent (stage->reached, all), stage->standing, stage->fell);
      kt_chart_add (chart, stage->name, stage->reached)->values[1] = stage->standing;
      before = stage->reached;
    }
}

static void
add_notes (Funnel *funnel)
{
  KtReport *report = funnel->ask->report;
  gint64 lost = 0;
  g_autoptr (GString) why = g_string_new (NULL);
  kt_report_groups_sort_amount (&funnel->reasons);
  for (guint i = 0; i < funnel->reasons.groups->len; i++)
    {
      const KtReportGroup *reason = funnel->reasons.groups->pdata[i];
      lost += reason->amount;
      if (reason->label != NULL && i < REASONS_SHOWN)
        g_string_append_printf (why, "%s%s %" G_GINT64_FORMAT, why->len > 0 ? ", " : "",
                                reason->label, reason->amount);
    }
  if (lost > 0)
    kt_report_note (report, "lost", lost,
                    ngettext ("%d deal was lost, it stands where it had come to%s%s",
                              "%d deals were lost, they stand where they had come to%s%s",
                              (gulong)lost),
                    (int)lost, why->len > 0 ? ": " : "", why->str);
  if (funnel->n_pipelines > 1)
    kt_report_note (report, "other_pipelines", funnel->n_pipelines - 1,
                    ngettext ("%d other pipeline is not counted",
                              "%d other pipelines are not counted", funnel->n_pipelines - 1),
                    (int)funnel->n_pipelines - 1);
  kt_report_note (report, "skipped", KT_REPORT_NULL, "%s",
                  _ ("a stage that was skipped counts as reached where a later one was"));
}

gboolean
kt_gather_funnel (KtReportAsk *ask, GError **error)
{
  g_auto (Funnel) funnel = { .ask = ask };
  funnel.stages = g_array_new (FALSE, TRUE, sizeof (Stage));
  g_array_set_clear_func (funnel.stages, stage_clear);
  funnel.index = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  funnel.deals = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  kt_report_groups_init (&funnel.reasons);
  kt_report_set_columns (ask->report, columns, G_N_ELEMENTS (columns));
  if (!choose_pipeline (&funnel, error) || !read_stages (&funnel, error)
      || !read_deals (&funnel, error) || !read_moves (&funnel, error))
    return FALSE;
  g_free (ask->report->subject);
  ask->report->subject = g_strdup (funnel.name);
  count (&funnel);
  fill (&funnel);
  add_notes (&funnel);
  return TRUE;
}
