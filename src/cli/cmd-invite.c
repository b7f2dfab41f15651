#include "config.h"
#include "kontor/command.h"
#include "kontor/error.h"
#include "kontor/handle.h"
#include "kontor/invite-view.h"
#include "kontor/reminder-view.h"
#include <glib/gi18n.h>
#include <string.h>

static gboolean
run_list (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  if (args[0] != NULL)
    return kt_command_usage_error (command, error);
  g_autoptr (GPtrArray) invites = kt_invites_open (context, error);
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  if (invites == NULL)
    return FALSE;
  kt_invite_view_list (context, invites, handles);
  return context->output != KT_OUTPUT_TEXT || kt_handles_save (context, handles, error);
}

/* A number, a ref; else the only open one whose title or organizer holds the words. */
static KtInvite *
find (KtContext *context, const char *argument, GError **error)
{
  KtHandle handle;
  g_autoptr (GError) failed = NULL;
  if (kt_handle_resolve (context, argument, KT_RECORD_EVENT, &handle, &failed))
    return kt_invites_get (context, handle.key, error);
  gboolean number = strspn (argument, "0123456789") == strlen (argument);
  g_autoptr (GPtrArray) invites = number || !g_error_matches (failed, KT_ERROR, KT_ERROR_NOT_FOUND)
                                      ? NULL
                                      : kt_invites_open (context, error);
  if (invites == NULL)
    {
      if (error == NULL || *error == NULL)
        g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
  return kt_invite_view_pick (context, invites, argument, error);
}

static gboolean
run_show (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  if (args[0] == NULL)
    return kt_command_missing (command, "REF", error);
  g_autofree char *words = g_strjoinv (" ", args);
  g_autoptr (KtInvite) invite = find (context, words, error);
  if (invite == NULL)
    return FALSE;
  kt_invite_view_show (context, invite);
  return TRUE;
}

static gboolean
run_reply (KtContext *context, const KtCommand *command, char **args, const char *answer,
           GError **error)
{
  g_autofree char *calendar = NULL, *note = NULL;
  const GOptionEntry entries[] = { { "calendar", 0, 0, G_OPTION_ARG_STRING, &calendar, NULL, NULL },
                                   { "note", 0, 0, G_OPTION_ARG_STRING, &note, NULL, NULL },
                                   { NULL } };
  g_auto (KtInviteOutcome) outcome = { 0 };
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  if (args[0] == NULL)
    return kt_command_missing (command, "REF", error);
  g_autofree char *words = g_strjoinv (" ", args);
  g_autoptr (KtInvite) invite = find (context, words, error);
  const KtInviteReply reply = { answer, calendar, note != NULL ? note : "" };
  if (invite == NULL || !kt_invite_reply (context, invite, &reply, &outcome, error))
    return FALSE;
  kt_invite_view_replied (context, invite, answer, &outcome);
  kt_out_dry_run (context);
  return TRUE;
}

static gboolean
run_accept (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  return run_reply (context, command, args, "accepted", error);
}

static gboolean
run_decline (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  return run_reply (context, command, args, "declined", error);
}

static gboolean
run_tentative (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  return run_reply (context, command, args, "tentative", error);
}

static const KtSubcommand subcommands[] = {
  { "list", run_list, KT_NEED_READ },
  { "show", run_show, KT_NEED_READ },
  { "accept", run_accept, KT_NEED_WRITE },
  { "decline", run_decline, KT_NEED_WRITE },
  { "tentative", run_tentative, KT_NEED_WRITE },
  { NULL, NULL, 0 },
};

static gboolean
run_invite (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  return kt_command_dispatch (context, command, subcommands, args, error);
}

static const GOptionEntry options[]
    = { { "calendar", 0, 0, G_OPTION_ARG_STRING, NULL,
          N_ ("where the event goes; otherwise where the phone looks"), N_ ("NAME") },
        { "note", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("a word to the organizer"), N_ ("TEXT") },
        { NULL } };

const KtCommand kt_cmd_invite = {
  .name = "invite",
  .summary = N_ ("invitations in letters: see and answer them"),
  .usage = "invite [list | show REF | accept|decline|tentative REF [--calendar NAME] "
           "[--note TEXT]]",
  .help = N_ ("The answer is written as a letter into a file, the event goes into the calendar "
              "with the next sync. Nothing is ever answered by itself.\n"
              "Examples:\n"
              "  kontor invite\n"
              "  kontor invite accept 1\n"
              "  kontor invite decline 2 --note \"I am away that week\""),
  .needs = KT_NEED_SETTINGS,
  .run = run_invite,
  .options = options,
  .complete = KT_COMPLETE_WORDS,
  .words = "list show accept decline tentative",
  .group = KT_GROUP_DAILY,
};
