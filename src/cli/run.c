#include "config.h"
#include "kontor/run.h"
#include "kontor/csv-excel.h"
#include "kontor/error.h"
#include "kontor/link-events.h"
#include "kontor/table.h"
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define WIDTH_ELSEWHERE 80
#define WIDTH_MIN 20

static gboolean
wants_color (const KtGlobals *globals, int fd)
{
  const char *no_color = g_getenv ("NO_COLOR");
  if (g_strcmp0 (globals->color, "always") == 0)
    return TRUE;
  if (g_strcmp0 (globals->color, "never") == 0 || (no_color != NULL && *no_color != '\0'))
    return FALSE;
  return isatty (fd) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

static void
read_terminal_size (KtContext *context)
{
  struct winsize size = { 0 };
  context->width = WIDTH_ELSEWHERE;
  context->height = 0;
  if (!context->terminal || ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
    return;
  if (size.ws_col > 0)
    context->width = MAX (size.ws_col, WIDTH_MIN);
  context->height = size.ws_row;
}

static void
context_init (KtContext *context, const KtGlobals *globals)
{
  kt_paths_init (&context->paths, globals->config, globals->data);
  context->output = globals->json          ? KT_OUTPUT_JSON
                    : globals->csv != NULL ? KT_OUTPUT_CSV
                                           : KT_OUTPUT_TEXT;
  context->excel = g_strcmp0 (globals->csv, "excel") == 0;
  context->terminal = isatty (STDOUT_FILENO);
  context->color = wants_color (globals, STDOUT_FILENO);
  context->never_ask = globals->no_input;
  context->no_input = globals->no_input || !isatty (STDIN_FILENO);
  context->quiet = globals->quiet;
  context->yes = globals->yes;
  context->dry_run = globals->dry_run;
  context->refs = globals->refs;
  context->all = globals->all;
  context->out = g_string_new (NULL);
  read_terminal_size (context);
}

/* What was only read has nothing to write back: the end of the process, which is here, lets go of
 * it sooner than SQLite does piece by piece. */
static void
leave_store (KtContext *context)
{
#ifndef KT_SANITIZED
  if (context->store != NULL && !kt_store_is_writable (context->store))
    return;
#endif
  g_clear_pointer (&context->store, kt_store_close);
}

static void
context_clear (KtContext *context)
{
  leave_store (context);
  g_clear_pointer (&context->settings, kt_settings_free);
  kt_clock_clear (&context->clock);
  kt_paths_clear (&context->paths);
  g_string_free (context->out, TRUE);
}

/* The config is read where it is; a command that cannot do without it says so in its needs, one
 * that needs nothing (help, version, config check) runs with a broken one too. */
static gboolean
open_settings (KtContext *context, guint needs, GError **error)
{
  g_autoptr (GError) local = NULL;
  context->settings = kt_settings_read (context->paths.config, &local);
  if (context->settings != NULL)
    return TRUE;
  if (needs == 0
      || (!(needs & KT_NEED_SETTINGS) && g_error_matches (local, KT_ERROR, KT_ERROR_NOT_FOUND)))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
kt_command_open (KtContext *context, guint needs, GError **error)
{
  if (!(needs & (KT_NEED_READ | KT_NEED_WRITE)) || context->store != NULL)
    return TRUE;
  if (needs & KT_NEED_MEMORY)
    kt_store_count_memory ();
  KtStoreMode mode = needs & KT_NEED_WRITE ? KT_STORE_WRITE : KT_STORE_READ;
  context->store = kt_store_open (&context->paths, mode, error);
  if (context->store != NULL && mode == KT_STORE_READ)
    kt_store_snapshot_begin (context->store); /* one moment, locked once, until it prints */
  return context->store != NULL;
}

static gboolean
open_needs (KtContext *context, guint needs, GError **error)
{
  if (!open_settings (context, needs, error))
    return FALSE;
  const char *tzid = context->settings != NULL ? context->settings->timezone : NULL;
  if (!kt_clock_init (&context->clock, tzid, error))
    return FALSE;
  return kt_command_open (context, needs, error);
}

/* A contact that was made, renamed or deleted: its past in calendars comes and goes with it; events
 * that were synced find whom they name. What cannot be written now is made up for by the next
 * command that writes. */
static void
follow_names (KtContext *context)
{
  if (context->store == NULL || !kt_store_is_writable (context->store) || context->dry_run)
    return;
  kt_store_set_wait (context->store, 0);
  kt_link_events (context->store, context->settings, NULL);
}

static gboolean
run_command (KtContext *context, const KtCommand *command, char ***args, GError **error)
{
  context->command = command->name;
  if (command->options == NULL && !kt_command_parse (command, NULL, args, error))
    return FALSE;
  if (!open_needs (context, command->needs, error))
    return FALSE;
  gboolean ok = command->run (context, command, *args, error);
  if (ok || g_error_matches (*error, KT_ERROR, KT_ERROR_PARTLY)) /* one source of several failed */
    follow_names (context);
  return ok;
}

/* `kontor` alone is the agenda; --help and --version work beside any command. */
static gboolean
run_globals (KtContext *context, const KtGlobals *globals, const KtCommand *command, char ***args,
             GError **error)
{
  if (globals->help)
    {
      kt_help_print (context, command);
      return TRUE;
    }
  if (globals->version)
    command = kt_command_find ("version");
  else if (command == NULL)
    command = kt_command_find ("agenda");
  return run_command (context, command, args, error);
}

/* Everything inside is UTF-8; a path or name typed in another encoding is translated. */
static char **
read_args (char **args, GError **error)
{
  g_autoptr (GPtrArray) utf8 = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; args[i] != NULL; i++)
    {
      char *text = g_utf8_validate (args[i], -1, NULL)
                       ? g_strdup (args[i])
                       : g_locale_to_utf8 (args[i], -1, NULL, NULL, NULL);
      if (text == NULL)
        {
          g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("argument %u is not valid UTF-8"),
                       i + 1);
          return NULL;
        }
      g_ptr_array_add (utf8, text);
    }
  g_ptr_array_add (utf8, NULL);
  return (char **)g_ptr_array_free (g_steal_pointer (&utf8), FALSE);
}

/* Rows end with CRLF; an answer in words stays one. */
static void
make_excel (KtContext *context)
{
  const char *end = strchr (context->out->str, '\n');
  if (!context->excel || end == NULL || end == context->out->str || end[-1] != '\r')
    return;
  g_autofree char *excel = kt_csv_for_excel (context->out->str);
  g_string_assign (context->out, excel);
}

static int
finish (KtContext *context, const KtGlobals *globals, GError *error)
{
  g_autoptr (GError) failure = error;
  g_autoptr (GError) unwritten = NULL;

  make_excel (context);
  if (!kt_out_flush (context, &unwritten) && failure == NULL)
    failure = g_steal_pointer (&unwritten);
  if (failure == NULL)
    return EXIT_SUCCESS;
  kt_report (failure, wants_color (globals, STDERR_FILENO));
  return kt_error_exit_status (failure);
}

int
kt_run (char **argv)
{
  KtGlobals globals = { 0 };
  KtContext context = { 0 };
  const KtCommand *command = NULL;
  GError *error = NULL;
  g_auto (GStrv) args = read_args (argv, &error);

  if (args != NULL)
    kt_globals_take (&globals, &args, &command, &error);
  context_init (&context, &globals);
  if (error == NULL)
    run_globals (&context, &globals, command, &args, &error);
  int status = finish (&context, &globals, error);
  context_clear (&context);
  kt_globals_clear (&globals);
  return status;
}
