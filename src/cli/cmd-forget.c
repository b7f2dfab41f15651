#include "config.h"
#include "forget-contact.h"
#include "kontor/ask.h"
#include "kontor/command.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/forget-view.h"
#include "kontor/handle.h"
#include "kontor/save-part.h"
#include "kontor/table.h"

#include <glib/gi18n.h>
#include <string.h>

static const GOptionEntry options[]
    = { { "paper", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("where the page for the person goes"),
          N_ ("FILE") },
        { "no-paper", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("write no page"), NULL },
        { NULL } };

typedef struct
{
  char *paper;
  gboolean no_paper;
} Options;

static void
options_clear (Options *parsed)
{
  g_free (parsed->paper);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Nothing is so easily typed by mistake as «y»: the surname is what was meant, or nothing. */
static gboolean
confirm (KtContext *context, const KtForget *forget, gboolean *ret_yes, GError **error)
{
  *ret_yes = context->yes;
  if (context->yes)
    return TRUE;
  g_autofree char *question
      = kt_marked (_ ("This cannot be taken back. Type {b:%s} to go on: "), forget->confirm);
  g_autofree char *answer = kt_ask (context, question, "", "--yes", error);
  if (answer == NULL)
    return FALSE;
  g_autofree char *fold = kt_fold (answer);
  *ret_yes = g_str_equal (g_strstrip (fold), forget->confirm);
  return TRUE;
}

/* A page of that name that is there already is somebody's: the next number. */
static char *
write_paper (KtContext *context, const KtForget *forget, const KtForgetDone *done,
             const Options *parsed, GError **error)
{
  g_autofree char *page = kt_forget_paper (context, forget, done);
  if (parsed->paper != NULL)
    return kt_save_new_file (NULL, parsed->paper, page, strlen (page), error);
  const char *tail = g_str_has_prefix (forget->tail, "··") ? forget->tail + strlen ("··") : "";
  for (guint n = 1;; n++)
    {
      g_autoptr (GError) failed = NULL;
      g_autoptr (GString) name = g_string_new ("forget");
      if (*tail != '\0')
        g_string_append_printf (name, "-%s", tail);
      if (n > 1)
        g_string_append_printf (name, "-%u", n);
      g_string_append (name, ".html");
      char *path = kt_save_new_file (NULL, name->str, page, strlen (page), &failed);
      if (path != NULL || n >= 100 || !g_error_matches (failed, KT_ERROR, KT_ERROR_CONFLICT))
        {
          if (failed != NULL)
            g_propagate_error (error, g_steal_pointer (&failed));
          return path;
        }
    }
}

static gboolean
erase (KtContext *context, const KtForget *forget, const Options *parsed, GError **error)
{
  KtForgetDone done = { 0 };
  g_autofree char *paper = NULL;
  gboolean ok = kt_forget_do (context, forget, &done, error);
  if (ok && !parsed->no_paper)
    ok = (paper = write_paper (context, forget, &done, parsed, error)) != NULL;
  if (done.found != NULL && (ok || paper == NULL) && (ok || done.files > 0))
    {
      if (context->output == KT_OUTPUT_JSON)
        kt_forget_print_json (context, forget, &done, paper);
      else
        kt_forget_print_done (context, forget, &done, paper);
    }
  kt_forget_done_clear (&done);
  return ok;
}

/* What was begun and cut short; NULL without error: nothing was. */
static KtForget *
plan (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  KtId id;
  GError *failed = NULL;
  KtForget *pending = kt_forget_pending (context, &failed);
  if (failed != NULL || (pending != NULL && args[0] == NULL))
    {
      if (failed != NULL)
        g_propagate_error (error, failed);
      return pending;
    }
  if (pending != NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
                   _ ("somebody else was begun to be forgotten and is not yet"));
      kt_error_hint (error, _ ("that is finished by: kontor forget"));
      kt_forget_free (pending);
      return NULL;
    }
  g_autofree char *who = g_strjoinv (" ", args);
  if (*who == '\0')
    {
      kt_command_missing (command, "WHO", error);
      return NULL;
    }
  return kt_who_resolve (context, who, &id, error) ? kt_forget_plan (context, id, error) : NULL;
}

gboolean
kt_forget_contact (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_auto (Options) parsed = { 0 };
  gboolean yes = FALSE;
  const GOptionEntry entries[] = {
    { "paper", 0, 0, G_OPTION_ARG_STRING, &parsed.paper, NULL, NULL },
    { "no-paper", 0, 0, G_OPTION_ARG_NONE, &parsed.no_paper, NULL, NULL },
    { NULL },
  };
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  g_autoptr (KtForget) forget = plan (context, command, args, error);
  if (forget == NULL)
    return FALSE;
  if (args[0] == NULL) /* it was agreed to when it was begun */
    return erase (context, forget, &parsed, error);
  if (context->output == KT_OUTPUT_TEXT)
    kt_forget_print_plan (context, forget);
  if (context->dry_run)
    {
      if (context->output == KT_OUTPUT_JSON)
        kt_forget_print_json (context, forget, NULL, NULL);
      return TRUE;
    }
  if (!confirm (context, forget, &yes, error))
    return FALSE;
  if (yes)
    return erase (context, forget, &parsed, error);
  kt_out (context, "%s\n", _ ("that is not the name: nothing was erased"));
  return TRUE;
}

const KtCommand kt_cmd_forget = {
  .name = "forget",
  .summary = N_ ("erase a person, for good"),
  .usage = "forget WHO [--paper FILE | --no-paper]\n"
           "forget",
  .help
  = N_ ("Takes a person out of the book, out of letters and events here, out of every index, out "
        "of the history of changes and out of the program's own copies; then looks through all "
        "files for the name, the addresses and the phones. Visits, invoices and sums of deals "
        "stay without a name, because the books have to be kept. What lies on servers is named. "
        "It cannot be undone: contact export says first what is known. A page for the person "
        "says what was done. Without WHO it finishes what was cut short.\n"
        "Examples:\n"
        "  kontor forget marta liepa --dry-run\n"
        "  kontor contact export marta liepa\n"
        "  kontor forget marta liepa"),
  .needs = KT_NEED_SETTINGS | KT_NEED_WRITE,
  .run = kt_forget_contact,
  .options = options,
  .complete = KT_COMPLETE_WHO,
  .group = KT_GROUP_RECORDS,
};
