#include "config.h"
#include "kontor/command.h"
#include "kontor/error.h"
#include "kontor/interrupt.h"
#include "kontor/run.h"
#include "kontor/sync-view.h"
#include "kontor/table.h"
#include "kontor/watch-rule.h"
#include "kontor/watch.h"
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const GOptionEntry options[] = {
  { "retry", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("read once more what was set aside"), NULL },
  { "watch", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("stay, and read what is new when it comes"), NULL },
  { "every", 0, 0, G_OPTION_ARG_STRING, NULL,
    N_ ("with --watch: minutes between two looks at everything (5), or 90s, 2h"), "TIME" },
  { NULL },
};

/* Several failed: how many and which, a line each; "hint:" lines stay with sync of one. */
static void
set_failures (GPtrArray *results, guint failed, int code, GError **error)
{
  g_set_error (error, KT_ERROR, code,
               ngettext ("%u of %u sources could not be read whole",
                         "%u of %u sources could not be read whole", failed),
               failed, results->len);
  for (guint i = 0; i < results->len; i++)
    {
      const KtSyncResult *result = g_ptr_array_index (results, i);
      if (result->error == NULL)
        continue;
      g_autofree char *why
          = g_strndup (result->error->message, strcspn (result->error->message, "\n"));
      kt_error_detail (error, "%s: %s", result->name, why);
    }
}

/* What was changed on both sides waits for the user: that is not all of it. */
static gboolean
judge_conflicts (GPtrArray *results, GError **error)
{
  guint conflicts = 0;
  for (guint i = 0; i < results->len; i++)
    conflicts += ((const KtSyncResult *)g_ptr_array_index (results, i))->conflicts;
  if (conflicts == 0)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_PARTLY,
               ngettext ("%u entry was changed here and there",
                         "%u entries were changed here and there", conflicts),
               conflicts);
  kt_error_hint (error, _ ("both texts are kept; say which one it shall be: kontor doctor"));
  return FALSE;
}

/* What failed decides the exit status: some sources 6, all of them 5. One failure is told in full,
 * of several each in a line. */
static gboolean
judge (GPtrArray *results, GError **error)
{
  const KtSyncResult *first = NULL;
  guint failed = 0;
  for (guint i = 0; i < results->len; i++)
    {
      const KtSyncResult *result = g_ptr_array_index (results, i);
      if (result->error == NULL)
        continue;
      failed++;
      first = first != NULL ? first : result;
    }
  if (failed == 0)
    return judge_conflicts (results, error);
  int code = first->error->code;
  if (code == KT_ERROR_INTERRUPTED)
    return kt_interrupt_check (error);
  code = code == KT_ERROR_CONFLICT ? KT_ERROR_CONFLICT : KT_ERROR_NETWORK;
  code = failed == results->len && first->error->code != KT_ERROR_PARTLY ? code : KT_ERROR_PARTLY;
  if (failed == 1)
    g_set_error_literal (error, KT_ERROR, code, first->error->message);
  else
    set_failures (results, failed, code, error);
  if (failed < results->len)
    kt_error_hint (error,
                   ngettext ("your own book and %u other source are up to date",
                             "your own book and %u other sources are up to date",
                             results->len - failed),
                   results->len - failed);
  else
    kt_error_hint (error, _ ("all of your own book works meanwhile"));
  return FALSE;
}

/* --- --watch --- */

/* The moving line of a sync is wiped before anything else is written. */
typedef struct
{
  KtContext *context;
  gboolean moving;
} Watching;

static void
show_progress (const KtSyncProgress *progress, gpointer data)
{
  kt_sync_view_progress (progress, ((Watching *)data)->context);
}

static gboolean
show_event (GPtrArray *results, gpointer data, GError **error)
{
  Watching *watching = data;
  if (watching->moving)
    kt_sync_view_progress_end ();
  kt_sync_view_event (watching->context, results);
  if (!kt_out_flush (watching->context, error))
    return FALSE;
  if (!ferror (stdout))
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("nobody reads the output any more"));
  return FALSE;
}

static void
show_trouble (const GError *trouble, gpointer data)
{
  Watching *watching = data;
  if (watching->moving)
    kt_sync_view_progress_end ();
  kt_report (trouble, watching->context->color && isatty (STDERR_FILENO));
}

/* On a terminal one wonders whether anything happens. */
static void
say_watched (GPtrArray *names, gpointer data)
{
  const Watching *watching = data;
  if (!watching->moving)
    return;
  g_ptr_array_add (names, NULL);
  g_autofree char *list = g_strjoinv (", ", (char **)names->pdata);
  kt_out (watching->context, _ ("{d:watching %s; Ctrl-C ends it}\n"), list);
  kt_out_flush (watching->context, NULL);
}

static gboolean
watch (KtContext *context, char **sources, guint every_ms, GError **error)
{
  Watching watching = { context, context->terminal && !context->quiet && isatty (STDERR_FILENO) };
  KtWatchOptions how = { .sources = (const char *const *)sources,
                         .every_ms = every_ms,
                         .progress = watching.moving ? show_progress : NULL,
                         .watched = say_watched,
                         .told = show_event,
                         .trouble = show_trouble,
                         .data = &watching };
  return kt_watch (context, &how, error);
}

/* "5" and "5m" are minutes. */
static gboolean
read_every (const char *text, guint *ret_ms, GError **error)
{
  char *end;
  guint64 n = g_ascii_strtoull (text, &end, 10);
  guint64 unit = *end == 's' ? 1 : *end == 'h' ? 3600 : 60;
  gboolean whole = *end == '\0' || (strchr ("smh", *end) != NULL && end[1] == '\0');
  if (g_ascii_isdigit (*text) && whole && n > 0 && n <= KT_WATCH_EVERY_MAX / unit)
    {
      *ret_ms = (guint)(n * unit * 1000);
      return TRUE;
    }
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("cannot read --every «%s»"), text);
  kt_error_hint (error, _ ("write minutes, 1 to 1440: --every 5, or --every 90s, --every 2h"));
  return FALSE;
}

/* --- the command --- */

static gboolean
run_once (KtContext *context, char **sources, gboolean retry, GError **error)
{
  g_autoptr (GPtrArray) results = NULL;
  gboolean moving = context->terminal && !context->quiet && isatty (STDERR_FILENO);
  KtSyncOptions sync = { .sources = (const char *const *)sources,
                         .retry = retry,
                         .progress = moving ? kt_sync_view_progress : NULL,
                         .data = context,
                         .interrupted = kt_interrupted };
  sync.ahead = kt_sync_ahead (context->settings, sync.sources);
  if (!kt_command_open (context, KT_NEED_WRITE, error))
    {
      kt_helper_kill (sync.ahead);
      return FALSE;
    }
  gboolean ok = kt_sync (context, &sync, &results, error);
  if (moving)
    kt_sync_view_progress_end ();
  if (results != NULL && (ok || context->output == KT_OUTPUT_JSON))
    kt_sync_view_print (context, results);
  return ok && judge (results, error);
}

static gboolean
run (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  gboolean retry = FALSE, stay = FALSE;
  g_autofree char *every = NULL;
  guint every_ms = 0;
  GOptionEntry entries[] = { options[0], options[1], options[2], { NULL } };
  entries[0].arg_data = &retry;
  entries[1].arg_data = &stay;
  entries[2].arg_data = &every;
  if (!kt_command_parse (command, entries, &args, error)
      || (every != NULL && !read_every (every, &every_ms, error)))
    return FALSE;
  if ((retry && stay) || (every != NULL && !stay))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
                   retry ? _ ("--retry and --watch do not go together")
                         : _ ("--every goes with --watch"));
      return FALSE;
    }
  if (!stay)
    return run_once (context, args, retry, error);
  return kt_command_open (context, KT_NEED_WRITE, error) && watch (context, args, every_ms, error);
}

const KtCommand kt_cmd_sync = {
  .name = "sync",
  .summary = N_ ("read new letters, calendars, contacts, send what is for the phone"),
  .usage = "sync [SOURCE…]",
  .help = N_ (
      "Reads what is new in the mailboxes and calendars of the config, or only in those named. No "
      "mailbox is ever changed. Letters that were deleted there stay on their client's "
      "card. Calendars are read after the mail; appointments and reminders are put into the one "
      "of phone-calendar, and what was moved there moves here. Address books come last: cards "
      "become contacts, and a change on either side changes the other. An interrupted sync goes "
      "on next time.\n"
      "With --watch it stays: mail servers tell it of new letters at once, everything else is "
      "looked at every few minutes, and a lost connection is made anew. It prints a line for what "
      "came, reads the config again on SIGHUP and ends on Ctrl-C or SIGTERM.\n"
      "Examples:\n"
      "  kontor sync\n"
      "  kontor sync studio\n"
      "  kontor sync --retry\n"
      "  kontor sync --watch\n"
      "  kontor sync --watch --every 15 studio"),
  .needs = KT_NEED_SETTINGS, /* the store while its courier starts */
  .run = run,
  .options = options,
  .complete = KT_COMPLETE_SOURCE,
};
