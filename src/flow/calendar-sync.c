#include "config.h"
#include "kontor/calendar-sync.h"
#include "kontor/addressbook-engine.h"
#include "kontor/addressbook-sync.h"
#include "kontor/error.h"
#include "kontor/source-state.h"
#include <glib/gi18n.h>
#include <unistd.h>

gboolean
kt_calendar_fatal (const GError *error)
{
  return g_error_matches (error, KT_ERROR, KT_ERROR_DATABASE)
         || g_error_matches (error, KT_ERROR, KT_ERROR_INTERRUPTED);
}

gboolean
kt_calendar_interrupted (const KtCalendarRun *run, GError **error)
{
  if (run->options->interrupted == NULL || !run->options->interrupted ())
    return FALSE;
  g_set_error (error, KT_ERROR, KT_ERROR_INTERRUPTED, _ ("interrupted"));
  kt_error_hint (error, _ ("what came is kept; kontor sync goes on from there"));
  return TRUE;
}

void
kt_calendar_fail (KtCalendarRun *run, GError *error)
{
  if (error->domain == KT_ERROR && error->code != KT_ERROR_NETWORK)
    error->code = KT_ERROR_PARTLY; /* the rest of the source is read */
  if (run->result->error == NULL)
    run->result->error = error;
  else
    g_error_free (error);
}

/* --- one source --- */

static const char *
kind_id (KtSourceKind kind)
{
  switch (kind)
    {
    case KT_SOURCE_CALDAV:
      return "caldav";
    case KT_SOURCE_CARDDAV:
      return "carddav";
    case KT_SOURCE_VDIR:
    case KT_SOURCE_VDIR_CARDS:
      return "vdir";
    default:
      return "ics";
    }
}

static gboolean
converse (KtCalendarRun *run, GError **error)
{
  run->calendars = kt_run_collections (run, error);
  if (run->calendars == NULL)
    return FALSE;
  run->courier = kt_calendar_courier_open (run->config, run->context->no_input, error);
  gboolean ok
      = run->courier != NULL && kt_calendar_pull (run, error)
        && (run->cards != NULL ? kt_addressbook_push (run, error) : kt_calendar_push (run, error))
        && kt_calendar_pull_touched (run, error);
  kt_calendar_courier_close (run->courier);
  run->courier = NULL;
  return ok;
}

static gint64
last_ok (KtStore *store, const char *source)
{
  g_autoptr (GPtrArray) states = kt_source_state_list (store, NULL);
  for (guint i = 0; states != NULL && i < states->len; i++)
    {
      const KtSourceState *state = g_ptr_array_index (states, i);
      if (g_str_equal (state->name, source))
        return state->synced_at;
    }
  return 0;
}

static gboolean
record (KtCalendarRun *run, GError **error)
{
  KtContext *context = run->context;
  const KtSyncResult *result = run->result;
  const char *message = result->error != NULL ? result->error->message : NULL;
  KtSourceState state = { .name = result->name,
                          .kind = (char *)kind_id (run->config->kind),
                          .synced_at = message == NULL ? context->clock.now : result->last_ok,
                          .error = (char *)message };
  KtSyncRun row = { result->name,        context->clock.now - (gint64)result->seconds,
                    context->clock.now,  result->added,
                    result->changed,     result->gone,
                    result->quarantined, message };
  if (!kt_store_begin (context->store, "sync", error))
    return FALSE;
  if (kt_source_state_put (context->store, &state, error)
      && kt_sync_run_insert (context->store, &row, error)
      && kt_store_commit (context->store, error))
    return TRUE;
  kt_store_rollback (context->store);
  return FALSE;
}

static gboolean
is_phone_source (const KtCalendarRun *run)
{
  const char *name;
  return kt_settings_phone_calendar (run->context->settings, &name) == run->config;
}

/* FALSE: all of the sync ends. */
static gboolean
run_locked (KtCalendarRun *run, GError **error)
{
  GError *failed = NULL;
  gint64 started = g_get_monotonic_time ();
  run->pulled = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  run->touched = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  run->sent = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_sent_free);
  gboolean ok = converse (run, &failed);
  run->result->seconds = (double)(g_get_monotonic_time () - started) / G_USEC_PER_SEC;
  g_clear_pointer (&run->calendars, g_ptr_array_unref);
  g_clear_pointer (&run->pulled, g_hash_table_unref);
  g_clear_pointer (&run->touched, g_hash_table_unref);
  g_clear_pointer (&run->sent, g_ptr_array_unref);
  g_clear_error (&run->lost);
  if (!ok && kt_calendar_fatal (failed))
    {
      g_propagate_error (error, failed);
      return FALSE;
    }
  if (!ok)
    {
      g_clear_error (&run->result->error); /* that it ended is what matters */
      run->result->error = failed;
      run->result->waiting = is_phone_source (run) ? kt_calendar_waiting (run->context) : 0;
    }
  return record (run, error);
}

static gboolean
run_source (KtCalendarRun *run, GError **error)
{
  KtStore *store = run->context->store;
  run->result = kt_sync_result_new (run->config->name);
  run->result->calendar = TRUE;
  run->result->cards = run->cards != NULL;
  run->result->last_ok = last_ok (store, run->config->name);
  int lock = kt_store_lock_source (store, run->config->name, "sync", &run->result->error);
  if (lock < 0) /* another kontor is at it, and its word counts */
    return TRUE;
  gboolean ok = run_locked (run, error);
  close (lock);
  return ok;
}

/* --- all of them --- */

static gboolean
is_named (const KtSyncOptions *options, const char *name)
{
  return options->sources == NULL || *options->sources == NULL
         || g_strv_contains (options->sources, name);
}

/* Calendars, or address books, of sources that left the config: what is past stays on cards. list
 * is taken; NULL: it could not be read. */
static gboolean
retire (KtContext *context, GPtrArray *calendars, GError **error)
{
  g_autoptr (GPtrArray) list = calendars;
  g_autoptr (GPtrArray) left = g_ptr_array_new ();
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const KtCalendar *calendar = g_ptr_array_index (list, i);
      if (kt_run_source (context, calendar) == NULL)
        g_ptr_array_add (left, g_ptr_array_index (list, i));
    }
  if (list == NULL || left->len == 0)
    return list != NULL;
  if (!kt_store_begin (context->store, "sync", error))
    return FALSE;
  for (guint i = 0; i < left->len; i++)
    {
      const KtCalendar *calendar = g_ptr_array_index (left, i);
      if (kt_calendar_mark_gone (context->store, calendar->id, context->clock.now, error))
        continue;
      kt_store_rollback (context->store);
      return FALSE;
    }
  if (kt_store_commit (context->store, error))
    return TRUE;
  kt_store_rollback (context->store);
  return FALSE;
}

/* Where the phone looks comes first: what moves from one calendar to another is put before it is
 * taken away. */
static GPtrArray *
order (const KtContext *context, const KtSyncOptions *options)
{
  const char *name;
  const KtCalendarSource *first = kt_settings_phone_calendar (context->settings, &name);
  GPtrArray *sources = g_ptr_array_new ();
  if (first != NULL && is_named (options, first->name))
    g_ptr_array_add (sources, (gpointer)first);
  for (guint i = 0; i < context->settings->calendars->len; i++)
    {
      KtCalendarSource *source = context->settings->calendars->pdata[i];
      if (source != first && is_named (options, source->name))
        g_ptr_array_add (sources, source);
    }
  return sources;
}

static gboolean
did_something (const KtSyncResult *result)
{
  return result->added + result->changed + result->gone + result->sent + result->removed
             + result->moved
         > 0;
}

static gboolean
conclude (KtContext *context, gboolean changed, GError **error)
{
  if (!changed)
    return TRUE;
  if (!kt_store_begin (context->store, "sync", error))
    return FALSE;
  if (kt_kept_text_trim (context->store, context->clock.now, error)
      && kt_store_commit (context->store, error))
    return kt_store_checkpoint (context->store, error);
  kt_store_rollback (context->store);
  return FALSE;
}

gboolean
kt_calendar_sync (KtContext *context, const KtSyncOptions *options, GPtrArray *results,
                  GError **error)
{
  g_autoptr (KtCalendarReader) reader
      = kt_calendar_reader_new (context->clock.now, context->clock.tzid);
  g_autoptr (GPtrArray) sources = order (context, options);
  gboolean ok = TRUE, changed = FALSE;
  for (guint i = 0; ok && i < sources->len; i++)
    {
      KtCalendarRun run = {
        .context = context, .options = options, .config = sources->pdata[i], .reader = reader
      };
      ok = run_source (&run, error);
      changed |= did_something (run.result);
      g_ptr_array_add (results, run.result);
    }
  return ok && retire (context, kt_calendar_list (context->store, NULL, error), error)
         && kt_calendar_expand (context, reader, error) && conclude (context, changed, error);
}

gboolean
kt_addressbook_sync (KtContext *context, const KtSyncOptions *options, GPtrArray *results,
                     GError **error)
{
  const GPtrArray *books = context->settings->books;
  g_autoptr (KtCardReader) reader = kt_card_reader_new ();
  gboolean ok = TRUE, changed = FALSE;
  for (guint i = 0; ok && i < books->len; i++)
    {
      const KtCalendarSource *source = books->pdata[i];
      KtCalendarRun run
          = { .context = context, .options = options, .config = source, .cards = reader };
      if (!is_named (options, source->name))
        continue;
      ok = run_source (&run, error);
      changed |= did_something (run.result);
      g_ptr_array_add (results, run.result);
    }
  return ok && retire (context, kt_addressbook_list (context->store, NULL, error), error)
         && conclude (context, changed, error);
}

KtSyncResult *
kt_calendar_accept (KtContext *context, const KtCalendar *calendar, GError **error)
{
  const KtSyncOptions options = { 0 };
  g_autoptr (KtCalendarReader) reader
      = kt_calendar_reader_new (context->clock.now, context->clock.tzid);
  g_autoptr (KtCardReader) cards = calendar->cards ? kt_card_reader_new () : NULL;
  KtCalendarRun run = { .context = context,
                        .options = &options,
                        .reader = reader,
                        .cards = cards,
                        .config = kt_run_source (context, calendar),
                        .accepted = calendar->id };
  if (g_strcmp0 (calendar->stopped, "vanished") == 0)
    return kt_calendar_let_go (context, calendar, error);
  if (run_source (&run, error))
    return run.result;
  kt_sync_result_free (run.result);
  return NULL;
}
