#include "config.h"
#include "watch-parts.h"
#include "kontor/error.h"
#include "kontor/interrupt.h"
#include "kontor/link-events.h"
#include "kontor/nearest.h"
#include "kontor/service-notify.h"
#include "kontor/watch-rule.h"
#include <errno.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define TICK_MS 30000    /* how late it may be noticed that the machine slept */
#define TOGETHER_MS 3000 /* at first: how long those that are in wait for the others */
#define BUSY_MS 2000     /* another kontor syncs it just now */
#define DATABASE_TRIES 3 /* in a row */
#define LOCK_NAME "--watch"

typedef struct
{
  KtContext *context;
  const KtWatchOptions *options;
  GPtrArray *watched; /* KtWatched */
  KtCourierPool *pool;
  gint64 boot, awake; /* µs: the clocks, when they were last read */
  gint64 began;       /* µs; 0: the first looks are over */
  guint broken;       /* tries in a row that the database refused */
  int lock;
} Watch;

/* Microseconds of a clock that goes on while the machine sleeps. */
static gint64
boot_time (void)
{
  struct timespec time;
  clock_gettime (CLOCK_BOOTTIME, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static gboolean
is_imap (const KtMailSource *source)
{
  return source->kind == KT_SOURCE_IMAPS || source->kind == KT_SOURCE_IMAP_STARTTLS
         || source->kind == KT_SOURCE_IMAP_TUNNEL;
}

/* --- what is watched --- */

static void
add_calendars (GPtrArray *watched, const GPtrArray *sources)
{
  for (guint i = 0; i < sources->len; i++)
    g_ptr_array_add (watched,
                     kt_watched_new (((const KtCalendarSource *)sources->pdata[i])->name, NULL));
}

static GPtrArray *
all_sources (const KtSettings *settings)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_watched_free);
  for (guint i = 0; i < settings->mail->len; i++)
    {
      KtMailSource *source = settings->mail->pdata[i];
      g_ptr_array_add (all, kt_watched_new (source->name, is_imap (source) ? source : NULL));
    }
  add_calendars (all, settings->calendars);
  add_calendars (all, settings->books);
  return all;
}

static gboolean
refuse_name (const GPtrArray *all, const char *name, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (names, (gpointer)((const KtWatched *)all->pdata[i])->name);
  g_ptr_array_add (names, NULL);
  const char *near = kt_nearest (name, (const char *const *)names->pdata);
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("no source «%s» in the config"), name);
  if (near != NULL)
    kt_error_hint (error, _ ("did you mean «%s»?"), near);
  return FALSE;
}

/* Those that were named, or all; FALSE: there is nothing to watch. */
static gboolean
choose (const KtSettings *settings, const char *const *names, GPtrArray **ret_watched,
        GError **error)
{
  g_autoptr (GPtrArray) all = all_sources (settings);
  gboolean some = names != NULL && *names != NULL;
  if (all->len == 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("no mailbox in the config «%s»"),
                   settings->file);
      kt_error_hint (error, _ ("add a group [mail NAME] with a line url = imaps://YOU@SERVER"));
      kt_error_hint (error, _ ("to read your mail: kontor account add"));
      return FALSE;
    }
  for (guint i = 0; some && names[i] != NULL; i++)
    if (kt_watched_find (all, names[i]) == NULL)
      return refuse_name (all, names[i], error);
  for (guint i = all->len; some && i-- > 0;)
    if (!g_strv_contains (names, ((const KtWatched *)all->pdata[i])->name))
      g_ptr_array_remove_index (all, i);
  *ret_watched = g_steal_pointer (&all);
  return TRUE;
}

/* --- one sync --- */

static gboolean
is_fruitless (const KtSyncResult *result)
{
  return result->added + result->changed + result->gone + result->quarantined + result->sent
             + result->removed + result->moved + result->asked + result->conflicts + result->refused
         == 0;
}

/* Flags of letters change all day. */
static gboolean
is_worth_telling (const KtSyncResult *result)
{
  return !is_fruitless (result)
         && (result->calendar || result->added + result->gone + result->quarantined > 0);
}

/* The failure is told once, and that it is over. */
static gboolean
judge_failure (KtWatched *watched, const KtSyncResult *result)
{
  const char *message = result->error != NULL ? result->error->message : NULL;
  gboolean is_new = g_strcmp0 (message, watched->told) != 0;
  g_free (watched->told);
  watched->told = g_strdup (message);
  return is_new;
}

/* Takes back the courier that a sync left. */
static void
take_back (Watch *watch, KtWatched *watched, gint64 now)
{
  if (!kt_courier_pool_knows (watch->pool, watched->name))
    return;
  watched->courier = kt_courier_pool_take (watch->pool, watched->name, NULL);
  watched->state = watched->courier != NULL ? KT_WATCHED_READY : KT_WATCHED_OFF;
}

static void
settle (Watch *watch, GPtrArray *results, GPtrArray *told)
{
  gint64 now = boot_time ();
  guint every = kt_watch_every_ms (watch->options, watch->context->settings);
  for (guint i = 0; i < results->len; i++)
    {
      KtSyncResult *result = results->pdata[i];
      KtWatched *watched = kt_watched_find (watch->watched, result->name);
      if (watched == NULL)
        continue;
      take_back (watch, watched, now);
      if (g_error_matches (result->error, KT_ERROR, KT_ERROR_CONFLICT))
        {
          watched->due = now + BUSY_MS * 1000;
          continue;
        }
      gboolean lost = result->error != NULL && result->error->code != KT_ERROR_PARTLY;
      if (lost)
        kt_watched_failed (watched, now);
      else
        kt_watched_went_well (watched, is_fruitless (result), every, now);
      if (judge_failure (watched, result) || is_worth_telling (result))
        g_ptr_array_add (told, result);
      if (watched->state == KT_WATCHED_READY)
        kt_watched_idle (watched, watch->context->store, every, now);
    }
}

static gboolean
sync_once (Watch *watch, const char *const *names, GPtrArray **ret_results, GError **error)
{
  KtContext *context = watch->context;
  KtSyncOptions sync = { .sources = names,
                         .progress = watch->options->progress,
                         .data = watch->options->data,
                         .interrupted = kt_interrupted,
                         .pool = watch->pool };
  kt_clock_tick (&context->clock);
  context->store = kt_store_open (&context->paths, KT_STORE_WRITE, error);
  if (context->store == NULL || !kt_sync (context, &sync, ret_results, error))
    return FALSE;
  kt_store_set_wait (context->store, 0); /* what cannot be written now is made up for later */
  kt_link_events (context->store, context->settings, NULL);
  return TRUE;
}

/* Trouble with the database may pass: another kontor imports, the disk is full. If it lasts, or
 * nothing can be done at all, that is the end. */
static gboolean
bear (Watch *watch, const GPtrArray *wanted, GError *failure, GError **error)
{
  gboolean passes
      = g_error_matches (failure, KT_ERROR, KT_ERROR_DATABASE) && ++watch->broken < DATABASE_TRIES;
  if (!passes)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  watch->options->trouble (failure, watch->options->data);
  g_error_free (failure);
  for (guint i = 0; i < wanted->len; i++)
    {
      KtWatched *watched = wanted->pdata[i];
      take_back (watch, watched, boot_time ());
      kt_watched_failed (watched, boot_time ());
    }
  return TRUE;
}

static void
lend (Watch *watch, KtWatched *watched)
{
  if (watched->failure != NULL)
    kt_courier_pool_refuse (watch->pool, watched->name, g_steal_pointer (&watched->failure));
  else if (watched->courier != NULL)
    kt_courier_pool_put (watch->pool, watched->name, g_steal_pointer (&watched->courier));
  watched->state = KT_WATCHED_OFF;
}

static gboolean
look (Watch *watch, GPtrArray *wanted, GError **error)
{
  GError *failure = NULL;
  g_autoptr (GPtrArray) results = NULL, told = g_ptr_array_new (), names = g_ptr_array_new ();
  for (guint i = 0; i < wanted->len; i++)
    {
      KtWatched *watched = wanted->pdata[i];
      lend (watch, watched);
      g_ptr_array_add (names, (gpointer)watched->name);
    }
  g_ptr_array_add (names, NULL);
  gboolean ok = sync_once (watch, (const char *const *)names->pdata, &results, &failure);
  if (ok)
    {
      watch->broken = 0;
      settle (watch, results, told);
    }
  g_clear_pointer (&watch->context->store, kt_store_close);
  if (!ok)
    return bear (watch, wanted, failure, error);
  return told->len == 0 || watch->options->told (told, watch->options->data, error);
}

/* --- the loop --- */

/* Whether a source can be synced now. */
static gboolean
is_ready (const KtWatched *watched, gint64 now)
{
  if (watched->due > now)
    return FALSE;
  return watched->mailbox == NULL || watched->state == KT_WATCHED_READY
         || (watched->state == KT_WATCHED_OFF && watched->failure != NULL);
}

/* At first all come together, so that they are read at the same time. */
static gboolean
waits_for_others (const Watch *watch, gint64 now)
{
  if (watch->began == 0 || now - watch->began > TOGETHER_MS * 1000)
    return FALSE;
  for (guint i = 0; i < watch->watched->len; i++)
    if (((const KtWatched *)watch->watched->pdata[i])->state == KT_WATCHED_OPENING)
      return TRUE;
  return FALSE;
}

static gboolean
look_at_ready (Watch *watch, GError **error)
{
  gint64 now = boot_time ();
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  for (guint i = 0; i < watch->watched->len; i++)
    if (is_ready (watch->watched->pdata[i], now))
      g_ptr_array_add (wanted, watch->watched->pdata[i]);
  if (!kt_watched_check (watch->watched, error))
    return FALSE;
  if (wanted->len == 0 || waits_for_others (watch, now))
    return TRUE;
  watch->began = 0;
  return look (watch, wanted, error);
}

static void
start_what_is_due (Watch *watch, gint64 now)
{
  for (guint i = 0; i < watch->watched->len && !kt_interrupted (); i++)
    {
      KtWatched *watched = watch->watched->pdata[i];
      kt_watched_overdue (watched, now);
      if (watched->mailbox == NULL || watched->due > now)
        continue;
      if (watched->state == KT_WATCHED_OFF && watched->failure == NULL)
        kt_watched_open (watched, watch->context, now);
      else if (watched->state == KT_WATCHED_IDLE)
        kt_watched_wake (watched, now);
    }
}

static int
time_to_wait (const Watch *watch, gint64 now)
{
  gint64 wait = TICK_MS;
  if (waits_for_others (watch, now)) /* nothing that is due is looked at before */
    return (int)MAX (TOGETHER_MS - (now - watch->began) / 1000 + 1, 0);
  for (guint i = 0; i < watch->watched->len; i++)
    {
      const KtWatched *watched = watch->watched->pdata[i];
      gboolean owes = watched->state == KT_WATCHED_OPENING || watched->state == KT_WATCHED_WAKING;
      if (!owes)
        wait = MIN (wait, (watched->due - now) / 1000 + 1);
    }
  return (int)MAX (wait, 0);
}

static void
wait_for_news (Watch *watch)
{
  guint n = 0, length = watch->watched->len;
  g_autofree struct pollfd *fds = g_new0 (struct pollfd, length);
  g_autofree KtWatched **served = g_new0 (KtWatched *, length);
  for (guint i = 0; i < length; i++)
    {
      KtWatched *watched = watch->watched->pdata[i];
      if (watched->courier == NULL)
        continue;
      served[n] = watched;
      fds[n++] = (struct pollfd){ kt_channel_fd (watched->courier->channel), POLLIN, 0 };
    }
  if (kt_interrupt_poll (fds, n, time_to_wait (watch, boot_time ())) <= 0)
    return;
  for (guint i = 0; i < n; i++)
    if (fds[i].revents != 0)
      kt_watched_serve (served[i], kt_watch_every_ms (watch->options, watch->context->settings),
                        boot_time ());
}

/* After a sleep no connection can be believed. */
static void
check_sleep (Watch *watch)
{
  gint64 boot = boot_time (), awake = g_get_monotonic_time ();
  if (kt_watch_slept (watch->boot, watch->awake, boot, awake))
    for (guint i = 0; i < watch->watched->len; i++)
      kt_watched_renew (watch->watched->pdata[i], boot);
  watch->boot = boot;
  watch->awake = awake;
}

/* --- SIGHUP --- */

static void
read_config (Watch *watch)
{
  KtContext *context = watch->context;
  g_autoptr (GError) failure = NULL;
  g_autoptr (GPtrArray) watched = NULL;
  KtClock clock = { 0 };
  g_autoptr (KtSettings) settings = kt_settings_read (context->paths.config, &failure);
  if (settings == NULL || !choose (settings, watch->options->sources, &watched, &failure)
      || !kt_clock_init (&clock, settings->timezone, &failure))
    {
      kt_error_hint (&failure, "%s", _ ("the config that was read before stays in force"));
      watch->options->trouble (failure, watch->options->data);
      return;
    }
  kt_watched_inherit (watched, watch->watched);
  g_ptr_array_unref (watch->watched);
  watch->watched = g_steal_pointer (&watched);
  kt_clock_clear (&context->clock);
  context->clock = clock;
  kt_settings_free (context->settings);
  context->settings = g_steal_pointer (&settings);
  watch->began = boot_time ();
}

/* A program that was replaced cannot start helpers of its own build any more. */
static gboolean
check_program (GError **error)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  if (self == NULL || !g_str_has_suffix (self, " (deleted)"))
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("kontor was updated meanwhile"));
  kt_error_hint (error, _ ("start it again"));
  return FALSE;
}

/* --- the whole --- */

static void
say_watched (const Watch *watch)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  for (guint i = 0; i < watch->watched->len; i++)
    g_ptr_array_add (names, (char *)((KtWatched *)watch->watched->pdata[i])->name);
  if (watch->options->watched != NULL)
    watch->options->watched (names, watch->options->data);
}

static gboolean
run (Watch *watch, GError **error)
{
  kt_service_notify ("READY=1");
  for (;;)
    {
      if (kt_interrupt_take_hangup ())
        {
          kt_service_notify ("RELOADING=1");
          read_config (watch);
          kt_service_notify ("READY=1");
        }
      check_sleep (watch);
      start_what_is_due (watch, watch->boot);
      if (!kt_interrupted () && (!check_program (error) || !look_at_ready (watch, error)))
        return FALSE;
      watch->context->no_input = TRUE; /* passwords were asked for at the start */
      if (!kt_interrupt_check (error))
        return FALSE;
      wait_for_news (watch);
    }
}

static gboolean
take_lock (Watch *watch, GError **error)
{
  GError *failure = NULL;
  watch->lock = kt_store_lock_source (watch->context->store, LOCK_NAME, "sync --watch", &failure);
  if (watch->lock >= 0)
    return TRUE;
  if (!g_error_matches (failure, KT_ERROR, KT_ERROR_CONFLICT))
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  g_error_free (failure);
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("another kontor sync --watch runs already"));
  kt_error_hint (error, _ ("a kontor sync beside it does no harm"));
  return FALSE;
}

gboolean
kt_watch (KtContext *context, const KtWatchOptions *options, GError **error)
{
  Watch watch = { .context = context, .options = options, .lock = -1 };
  kt_interrupt_stay ();
  gboolean ok = choose (context->settings, options->sources, &watch.watched, error)
                && take_lock (&watch, error);
  g_clear_pointer (&context->store, kt_store_close);
  if (ok)
    {
      GError *ended = NULL;
      say_watched (&watch);
      watch.pool = kt_courier_pool_new ();
      watch.began = watch.boot = boot_time ();
      watch.awake = g_get_monotonic_time ();
      run (&watch, &ended);
      kt_service_notify ("STOPPING=1");
      ok = g_error_matches (ended, KT_ERROR, KT_ERROR_INTERRUPTED) && kt_interrupt_is_term ();
      if (ok)
        g_error_free (ended);
      else
        g_propagate_error (error, ended);
    }
  g_clear_pointer (&watch.watched, g_ptr_array_unref);
  kt_courier_pool_free (watch.pool);
  if (watch.lock >= 0)
    close (watch.lock);
  return ok;
}
