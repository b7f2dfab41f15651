#include "config.h"
#include "kontor/command.h"
#include "kontor/error.h"
#include "kontor/interrupt.h"
#include "kontor/sync-view.h"
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

static const GOptionEntry options[] = {
  { "retry", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("read what was unreadable once more"), NULL },
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
  int code = first->error->code == KT_ERROR_CONFLICT ? KT_ERROR_CONFLICT : KT_ERROR_NETWORK;
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

static gboolean
run (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  gboolean retry = FALSE;
  GOptionEntry entries[] = { options[0], { NULL } };
  g_autoptr (GPtrArray) results = NULL;
  entries[0].arg_data = &retry;
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  gboolean moving = context->terminal && !context->quiet && isatty (STDERR_FILENO);
  KtSyncOptions sync = { .sources = (const char *const *)args,
                         .retry = retry,
                         .progress = moving ? kt_sync_view_progress : NULL,
                         .data = context,
                         .interrupted = kt_interrupted };
  gboolean ok = kt_sync (context, &sync, &results, error);
  if (moving)
    kt_sync_view_progress_end ();
  if (results != NULL && (ok || context->output == KT_OUTPUT_JSON))
    kt_sync_view_print (context, results);
  return ok && judge (results, error);
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
      "Examples:\n"
      "  kontor sync\n"
      "  kontor sync studio\n"
      "  kontor sync --retry"),
  .needs = KT_NEED_SETTINGS | KT_NEED_WRITE,
  .run = run,
  .options = options,
  .complete = KT_COMPLETE_SOURCE,
};
