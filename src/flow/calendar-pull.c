#include "config.h"
#include "kontor/collection-kind.h"
#include "kontor/calendar-plan.h"
#include "kontor/error.h"
#include <glib/gi18n.h>
#include <string.h>

/* Texts gathered for one transaction. */
typedef struct
{
  KtCalendarRun *run;
  KtCalendar *calendar;
  GPtrArray *objects; /* KtObject */
  GHashTable *known;  /* href → etag, as it was */
  gsize bytes;
} Batch;

static char *
hash_of (const char *text, gsize length)
{
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)text, length);
}

/* --- storing --- */

static gboolean
put_read (KtCalendarRun *run, KtObject *object, gconstpointer read, const char *reason,
          GError **error)
{
  if (object->problem == NULL && read == NULL)
    object->problem = g_strdup (reason != NULL ? reason : "it was not read");
  run->result->quarantined += object->problem != NULL;
  return kt_run_store (run, object, read, error);
}

/* What was listed, but not delivered, keeps what it was and is asked for again the next time. */
static gboolean
put_undelivered (KtCalendarRun *run, KtObject *object, GError **error)
{
  g_autoptr (GError) failed = NULL;
  KtObject *before = kt_object_get (run->context->store, object->calendar, object->href, &failed);
  if (failed != NULL && !g_error_matches (failed, KT_ERROR, KT_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  gboolean ok = TRUE;
  run->result->quarantined++;
  if (before == NULL || before->gone_at != 0)
    ok = kt_run_store (run, object, NULL, error);
  else
    ok = kt_object_set_undelivered (run->context->store, object->calendar, object->href,
                                    object->problem, error);
  kt_object_free (before);
  return ok;
}

static gboolean
put_all (Batch *batch, gpointer *read, char **reasons, GError **error)
{
  for (guint i = 0, k = 0; i < batch->objects->len; i++)
    {
      KtObject *object = g_ptr_array_index (batch->objects, i);
      gboolean ok = object->text == NULL
                        ? put_undelivered (batch->run, object, error)
                        : put_read (batch->run, object, read[k], reasons[k], error);
      k += object->text != NULL;
      if (!ok)
        return FALSE;
      if (g_hash_table_contains (batch->known, object->href))
        batch->run->result->changed++;
      else
        batch->run->result->added++;
    }
  return TRUE;
}

static gboolean
mark_gone (Batch *batch, const GPtrArray *gone, GError **error)
{
  KtContext *context = batch->run->context;
  for (guint i = 0; i < gone->len; i++)
    if (!kt_object_mark_gone (context->store, batch->calendar->id, gone->pdata[i],
                              context->clock.now, error))
      return FALSE;
  batch->run->result->gone += gone->len;
  return TRUE;
}

static gboolean
read_texts (Batch *batch, gpointer *read, char **reasons, GError **error)
{
  g_autofree const char **texts = g_new0 (const char *, batch->objects->len + 1);
  gsize n = 0;
  for (guint i = 0; i < batch->objects->len; i++)
    {
      const KtObject *object = g_ptr_array_index (batch->objects, i);
      if (object->text != NULL)
        texts[n++] = object->text;
    }
  return n == 0 || kt_run_read (batch->run, texts, n, read, reasons, error);
}

/* What was gathered, with what is gone and the calendar's row when it is the last of it: the state
 * is stored with the bodies it covers. */
static gboolean
flush (Batch *batch, const GPtrArray *gone, gboolean last, GError **error)
{
  KtStore *store = batch->run->context->store;
  guint n = batch->objects->len;
  g_autofree gpointer *read = g_new0 (gpointer, n + 1);
  g_autofree char **reasons = g_new0 (char *, n + 1);
  if (kt_calendar_interrupted (batch->run, error))
    return FALSE;
  gboolean ok = read_texts (batch, read, reasons, error) && kt_store_begin (store, "sync", error);
  if (ok)
    {
      ok = put_all (batch, read, reasons, error)
           && (!last
               || (mark_gone (batch, gone, error)
                   && kt_calendar_put (store, batch->calendar, error)))
           && kt_store_commit (store, error);
      if (!ok)
        kt_store_rollback (store);
    }
  for (guint i = 0; i < n; i++)
    {
      kt_run_read_free (batch->run, read[i]);
      g_free (reasons[i]);
    }
  g_ptr_array_set_size (batch->objects, 0);
  batch->bytes = 0;
  return ok;
}

static gboolean
add (Batch *batch, const char *href, const char *etag, const char *data, gsize length,
     const char *problem, GError **error)
{
  KtObject *object = g_new0 (KtObject, 1);
  object->calendar = batch->calendar->id;
  object->href = g_strdup (href);
  object->etag = g_strdup (problem == NULL ? etag : "");
  object->text = problem == NULL ? g_strndup (data, length) : NULL;
  if (problem == NULL && memchr (data, '\0', length) != NULL)
    object->problem = g_strdup ("it holds a NUL");
  else
    object->problem = g_strdup (problem);
  g_ptr_array_add (batch->objects, object);
  batch->bytes += length;
  return (batch->objects->len < KT_CALENDAR_BATCH && batch->bytes < KT_CALENDAR_BATCH_BYTES)
         || flush (batch, NULL, FALSE, error);
}

/* --- asking --- */

static gboolean
take_resources (gpointer data, const KtResource *resources, gsize n, GError **error)
{
  GPtrArray *listed = data;
  for (gsize i = 0; i < n; i++)
    {
      KtListed *one = g_new0 (KtListed, 1);
      *one = (KtListed){ g_strdup (resources[i].href), g_strdup (resources[i].etag),
                         resources[i].gone };
      g_ptr_array_add (listed, one);
    }
  return TRUE;
}

/* A state that is not accepted any more means: compare all of it. */
static gboolean
list (KtCalendarRun *run, const KtCalendar *calendar, GPtrArray *listed, char **ret_state,
      gboolean *ret_whole, GError **error)
{
  g_autoptr (GError) failed = NULL;
  const KtCollectionSink sink = { .resources = take_resources, .data = listed };
  gboolean due = run->accepted == calendar->id
                 || kt_calendar_plan_compare_due (calendar->state, calendar->compared_at,
                                                  run->context->clock.now);
  if (!due
      && kt_calendar_courier_changes (run->courier, calendar->href, calendar->state, &sink,
                                      ret_state, ret_whole, &failed))
    return TRUE;
  if (!due && !g_error_matches (failed, KT_ERROR, KT_ERROR_CONFLICT))
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  g_ptr_array_set_size (listed, 0);
  return kt_calendar_courier_changes (run->courier, calendar->href, "", &sink, ret_state, ret_whole,
                                      error);
}

static gboolean
take_text (gpointer data, const KtResourceText *text, GError **error)
{
  return add (data, text->href, text->etag, text->data, text->length, text->problem, error);
}

static gboolean
fetch (Batch *batch, const GPtrArray *wanted, GError **error)
{
  const KtCollectionSink sink = { .text = take_text, .data = batch };
  g_autoptr (GPtrArray) hrefs = g_ptr_array_new ();
  if (wanted->len == 0)
    return TRUE;
  for (guint i = 0; i < wanted->len; i++)
    g_ptr_array_add (hrefs, wanted->pdata[i]);
  g_ptr_array_add (hrefs, NULL);
  return kt_calendar_courier_get (batch->run->courier, batch->calendar->href,
                                  (const char *const *)hrefs->pdata, &sink, error);
}

/* --- one file with all events --- */

static gboolean
take_whole (gpointer data, const KtResourceText *text, GError **error)
{
  if (text->problem == NULL)
    {
      g_byte_array_append (data, text->data, (guint)text->length);
      return TRUE;
    }
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "%s", text->problem);
  return FALSE;
}

/* Its objects by UID, as if each were listed with a hash of its text. */
static gboolean
split (KtCalendarRun *run, const KtCalendar *calendar, GPtrArray *listed, GHashTable *texts,
       GError **error)
{
  g_autoptr (GByteArray) whole = g_byte_array_new ();
  g_autoptr (GPtrArray) uids = NULL, parts = NULL;
  const KtListed *file = g_ptr_array_index (listed, 0);
  const char *hrefs[] = { file->href, NULL };
  const KtCollectionSink sink = { .text = take_whole, .data = whole };
  if (!kt_calendar_courier_get (run->courier, calendar->href, hrefs, &sink, error)
      || !kt_calendar_reader_split (run->reader, (const char *)whole->data, whole->len, &uids,
                                    &parts, error))
    return FALSE;
  g_ptr_array_set_size (listed, 0);
  for (guint i = 0; i < uids->len; i++)
    {
      KtListed *one = g_new0 (KtListed, 1);
      const char *text = g_ptr_array_index (parts, i);
      one->href = g_strdup (g_ptr_array_index (uids, i));
      one->etag = hash_of (text, strlen (text));
      g_ptr_array_add (listed, one);
      g_hash_table_insert (texts, g_strdup (one->href), g_strdup (text));
    }
  return TRUE;
}

static gboolean
add_parts (Batch *batch, const GPtrArray *wanted, GHashTable *texts, GError **error)
{
  for (guint i = 0; i < wanted->len; i++)
    {
      const char *text = g_hash_table_lookup (texts, wanted->pdata[i]);
      if (text == NULL)
        continue;
      g_autofree char *etag = hash_of (text, strlen (text));
      if (!add (batch, wanted->pdata[i], etag, text, strlen (text), NULL, error))
        return FALSE;
    }
  return TRUE;
}

/* --- a calendar --- */

static gboolean
stop (KtCalendarRun *run, KtCalendar *calendar, const KtCalendarPlan *plan, GError **error)
{
  KtStore *store = run->context->store;
  calendar->stopped = plan->stop == KT_CALENDAR_EMPTIED
                          ? g_strdup_printf ("emptied %u", plan->before)
                          : g_strdup_printf ("shrunk %u %u", plan->gone->len, plan->before);
  if (!kt_store_begin (store, "sync", error))
    return FALSE;
  if (kt_calendar_put (store, calendar, error) && kt_store_commit (store, error))
    return TRUE;
  kt_store_rollback (store);
  return FALSE;
}

/* Problems are read again where the user asks for it. */
static gboolean
forget_problems (KtCalendarRun *run, const KtCalendar *calendar, GHashTable *known, GError **error)
{
  if (!run->options->retry)
    return TRUE;
  g_autoptr (GPtrArray) objects = kt_object_problems (run->context->store, calendar->id, error);
  for (guint i = 0; objects != NULL && i < objects->len; i++)
    {
      const KtObject *object = g_ptr_array_index (objects, i);
      g_hash_table_insert (known, g_strdup (object->href), g_strdup (""));
    }
  return objects != NULL;
}

static gboolean
carry_out (KtCalendarRun *run, KtCalendar *calendar, const KtCalendarPlan *plan, GHashTable *known,
           GHashTable *texts, char *state, gboolean whole, GError **error)
{
  gboolean same = g_strcmp0 (state, calendar->state) == 0 && !whole;
  if (same && plan->wanted->len + plan->gone->len == 0 && run->accepted != calendar->id)
    return TRUE;
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_object_free);
  Batch batch = { .run = run, .calendar = calendar, .objects = objects, .known = known };
  if (!(texts != NULL ? add_parts (&batch, plan->wanted, texts, error)
                      : fetch (&batch, plan->wanted, error)))
    return FALSE;
  g_free (calendar->state);
  calendar->state = g_strdup (state != NULL ? state : "");
  if (whole)
    calendar->compared_at = run->context->clock.now;
  if (run->accepted == calendar->id)
    g_clear_pointer (&calendar->stopped, g_free);
  return flush (&batch, plan->gone, TRUE, error);
}

static gboolean
pull_calendar (KtCalendarRun *run, KtCalendar *calendar, GError **error)
{
  gboolean single
      = run->config->kind == KT_SOURCE_ICS_FILE || run->config->kind == KT_SOURCE_ICS_URL;
  g_autoptr (GPtrArray) listed = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_listed_free);
  g_autoptr (GHashTable) texts
      = single ? g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free) : NULL;
  g_autoptr (GHashTable) known = kt_object_etags (run->context->store, calendar->id, error);
  g_autofree char *state = NULL;
  gboolean whole = FALSE;
  if (known == NULL || !forget_problems (run, calendar, known, error)
      || !list (run, calendar, listed, &state, &whole, error))
    return FALSE;
  if (single && listed->len > 0)
    {
      if (!split (run, calendar, listed, texts, error))
        return FALSE;
      whole = TRUE;
    }
  KtCalendarPlan plan;
  kt_calendar_plan_make (&plan, known, listed, whole, run->accepted == calendar->id);
  gboolean ok = plan.stop != KT_CALENDAR_GO
                    ? stop (run, calendar, &plan, error)
                    : carry_out (run, calendar, &plan, known, texts, state, whole, error);
  kt_calendar_plan_clear (&plan);
  return ok;
}

/* --- the source --- */

static void
fail_stopped (KtCalendarRun *run, const KtCalendar *calendar)
{
  GError *stopped = NULL;
  kt_calendar_stop_error (run->config->name, calendar, &stopped);
  kt_calendar_fail (run, stopped);
}

/* FALSE: the source cannot go on. */
static gboolean
pull_one (KtCalendarRun *run, KtCalendar *calendar, GError **error)
{
  GError *failed = NULL;
  if (calendar->stopped != NULL && run->accepted != calendar->id)
    {
      fail_stopped (run, calendar);
      return TRUE;
    }
  if (pull_calendar (run, calendar, &failed))
    {
      if (calendar->stopped != NULL)
        fail_stopped (run, calendar);
      else
        g_hash_table_add (run->pulled, g_memdup2 (&calendar->id, sizeof calendar->id));
      return TRUE;
    }
  if (kt_calendar_fatal (failed) || g_error_matches (failed, KT_ERROR, KT_ERROR_NETWORK))
    {
      g_propagate_error (error, failed);
      return FALSE;
    }
  if (g_error_matches (failed, KT_ERROR, KT_ERROR_NOT_FOUND) && run->lost == NULL)
    run->lost = failed;
  else
    kt_calendar_fail (run, failed);
  return TRUE;
}

/* A calendar that is not where it was: the list of them says whether it vanished. */
static gboolean
look_for_lost (KtCalendarRun *run, GError **error)
{
  GError *lost = g_steal_pointer (&run->lost);
  gboolean told = FALSE;
  if (!kt_calendar_collections (run, TRUE, error))
    {
      g_error_free (lost);
      return FALSE;
    }
  for (guint i = 0; i < run->calendars->len; i++)
    {
      const KtCalendar *calendar = g_ptr_array_index (run->calendars, i);
      if (g_strcmp0 (calendar->stopped, "vanished") != 0)
        continue;
      fail_stopped (run, calendar);
      told = TRUE;
    }
  if (told)
    g_error_free (lost);
  else
    kt_calendar_fail (run, lost);
  return TRUE;
}

gboolean
kt_calendar_pull (KtCalendarRun *run, GError **error)
{
  gboolean local = run->config->kind == KT_SOURCE_VDIR || run->config->kind == KT_SOURCE_VDIR_CARDS;
  if (!kt_calendar_collections (run, local || run->accepted != 0, error))
    return FALSE;
  for (guint i = 0; i < run->calendars->len; i++)
    {
      KtCalendar *calendar = g_ptr_array_index (run->calendars, i);
      if (kt_calendar_interrupted (run, error) || !pull_one (run, calendar, error))
        return FALSE;
      g_ptr_array_add (run->result->folders, g_strdup (calendar->name));
    }
  return run->lost == NULL || look_for_lost (run, error);
}

gboolean
kt_calendar_pull_touched (KtCalendarRun *run, GError **error)
{
  for (guint i = 0; i < run->calendars->len; i++)
    {
      KtCalendar *calendar = g_ptr_array_index (run->calendars, i);
      if (g_hash_table_contains (run->touched, &calendar->id) && !pull_one (run, calendar, error))
        return FALSE;
    }
  return TRUE;
}
