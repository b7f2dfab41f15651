#include "config.h"
#include "kontor/command.h"
#include "kontor/table.h"
#include <glib/gi18n.h>

static gboolean
takes_appointments (const KtSettings *settings, const KtCalendarSource *source)
{
  const char *collection;
  return kt_settings_phone_calendar (settings, &collection) == source;
}

static const char *
kind_id (const KtCalendarSource *source)
{
  switch (source->kind)
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

/* As it is written. */
static const char *
push_of (const KtCalendarSource *source)
{
  return source->push == KT_PUSH_ALL    ? "all"
         : source->push == KT_PUSH_NONE ? "none"
                                        : source->push_query;
}

static void
add_calendars (KtJson *builder, const KtSettings *settings)
{
  kt_json_member (builder, "calendars");
  kt_json_begin_array (builder);
  for (guint i = 0; i < settings->calendars->len; i++)
    {
      const KtCalendarSource *source = settings->calendars->pdata[i];
      kt_json_begin_object (builder);
      kt_json_member (builder, "name");
      kt_json_text (builder, source->name);
      kt_json_member (builder, "kind");
      kt_json_text (builder, kind_id (source));
      kt_json_member (builder, "written");
      kt_json_boolean (builder, source->write);
      kt_json_member (builder, "days_off");
      kt_json_boolean (builder, source->days_off);
      kt_json_member (builder, "appointments");
      kt_json_boolean (builder, takes_appointments (settings, source));
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
}

static void
add_books (KtJson *builder, const KtSettings *settings)
{
  kt_json_member (builder, "addressbooks");
  kt_json_begin_array (builder);
  for (guint i = 0; i < settings->books->len; i++)
    {
      const KtCalendarSource *source = settings->books->pdata[i];
      kt_json_begin_object (builder);
      kt_json_member (builder, "name");
      kt_json_text (builder, source->name);
      kt_json_member (builder, "kind");
      kt_json_text (builder, kind_id (source));
      kt_json_member (builder, "written");
      kt_json_boolean (builder, source->write);
      kt_json_member (builder, "push");
      kt_json_text (builder, push_of (source));
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
}

static void
add_warnings (KtJson *builder, const KtSettings *settings)
{
  g_autoptr (GPtrArray) doubts = kt_settings_doubts (settings);
  kt_json_member (builder, "warnings");
  kt_json_begin_array (builder);
  for (guint i = 0; i < doubts->len; i++)
    kt_json_text (builder, doubts->pdata[i]);
  kt_json_end_array (builder);
}

/* settings NULL: only where it is. */
static void
print_json (KtContext *context, const KtSettings *settings)
{
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "config");
  kt_json_text (builder, context->paths.config);
  if (settings != NULL)
    {
      kt_json_member (builder, "mailboxes");
      kt_json_int (builder, settings->mail->len);
      kt_json_member (builder, "timezone");
      kt_json_text (builder, settings->timezone);
      add_calendars (builder, settings);
      add_books (builder, settings);
      add_warnings (builder, settings);
    }
  kt_json_end (context, builder);
}

/* Not the url: its path may be all the secret there is. */
static void
print_calendar (KtContext *context, const KtSettings *settings, const KtCalendarSource *source)
{
  const char *where = source->kind == KT_SOURCE_CALDAV ? "CalDAV"
                      : source->kind == KT_SOURCE_VDIR ? "vdir"
                                                       : ".ics";
  kt_out (context, "  {b:%s}  %s, %s", source->name, where,
          source->write ? _ ("read and written") : _ ("only read"));
  if (source->days_off)
    kt_out (context, _ (", days off"));
  if (takes_appointments (settings, source))
    kt_out (context, _ (", appointments go there"));
  kt_out (context, "\n");
}

static void
print_book (KtContext *context, const KtCalendarSource *source)
{
  kt_out (context, "  {b:%s}  %s, %s", source->name,
          source->kind == KT_SOURCE_CARDDAV ? "CardDAV" : "vdir",
          source->write ? _ ("read and written") : _ ("only read"));
  if (source->push == KT_PUSH_ALL)
    kt_out (context, _ (", all contacts go there"));
  else if (source->push == KT_PUSH_QUERY)
    kt_out (context, _ (", contacts that are «%s» go there"), source->push_query);
  kt_out (context, "\n");
}

static void
print_text (KtContext *context, const KtSettings *settings)
{
  g_autoptr (GPtrArray) doubts = kt_settings_doubts (settings);
  g_autofree char *mail = g_strdup_printf (
      ngettext ("%u mailbox", "%u mailboxes", settings->mail->len), settings->mail->len);
  g_autofree char *calendars = g_strdup_printf (
      ngettext ("%u calendar", "%u calendars", settings->calendars->len), settings->calendars->len);
  kt_out (context, _ ("%s can be read: %s, %s, %s\n"), context->paths.config, mail, calendars,
          settings->timezone != NULL ? settings->timezone : context->clock.tzid);
  for (guint i = 0; i < settings->calendars->len; i++)
    print_calendar (context, settings, settings->calendars->pdata[i]);
  for (guint i = 0; i < settings->books->len; i++)
    print_book (context, settings->books->pdata[i]);
  for (guint i = 0; i < doubts->len; i++)
    kt_out (context, "  {y:%s}\n", (char *)doubts->pdata[i]);
}

static gboolean
run_path (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (args[0] != NULL)
    return kt_command_usage_error (command, error);
  if (context->output == KT_OUTPUT_JSON)
    print_json (context, NULL);
  else
    kt_out (context, "%s\n", context->paths.config);
  return TRUE;
}

static gboolean
run_check (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (args[0] != NULL)
    return kt_command_usage_error (command, error);
  g_autoptr (KtSettings) settings = kt_settings_read (context->paths.config, error);
  if (settings == NULL)
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    {
      print_json (context, settings);
      return TRUE;
    }
  print_text (context, settings);
  return TRUE;
}

static gboolean
run_config (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  static const KtSubcommand subcommands[]
      = { { "path", run_path }, { "check", run_check }, { NULL } };
  return kt_command_dispatch (context, command, subcommands, args, error);
}

const KtCommand kt_cmd_config = {
  .name = "config",
  .summary = N_ ("say where the config is, or check it"),
  .usage = "config [path]\n"
           "config check",
  .help = N_ ("The config is a text file; every line of it is explained in the manual page, man "
              "kontor. check reads it and names the first line that cannot be understood, or says "
              "what is in it and what in it looks like a mistake.\n"
              "Examples:\n"
              "  kontor config check\n"
              "  editor $(kontor config path)"),
  .run = run_config,
  .complete = KT_COMPLETE_WORDS,
  .words = "check path",
  .group = KT_GROUP_UPKEEP,
};
