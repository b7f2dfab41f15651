#include "config.h"
#include "kontor/ask.h"
#include "kontor/command.h"
#include "kontor/error.h"
#include "kontor/new-config.h"
#include "kontor/table.h"
#include <glib/gi18n.h>

/* Asks for what was not given as an option; the answer offered is what Enter takes. */
static gboolean
ask_for (KtContext *context, char **place, const char *question, char *offered, const char *option,
         GError **error)
{
  g_autofree char *guess = offered;
  if (*place != NULL)
    return TRUE;
  if (context->no_input && guess != NULL)
    *place = g_steal_pointer (&guess);
  else
    {
      g_autofree char *whole = guess != NULL && *guess != '\0'
                                   ? kt_marked ("%s {d:[%s]} ", question, guess)
                                   : kt_marked ("%s ", question);
      *place = kt_ask (context, whole, guess, option, error);
    }
  return *place != NULL;
}

static void
say_refused (KtContext *context, const GError *failed)
{
  g_auto (GStrv) lines = g_strsplit (failed->message, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    kt_out (context, "  {y:%s}\n", lines[i]);
}

/* The same until the answer can be one; an option that cannot ends it. */
static gboolean
ask_checked (KtContext *context, KtNewConfig *config, char **place, const char *question,
             char *offered, const char *option, GError **error)
{
  g_autofree char *guess = offered;
  gboolean asked = *place == NULL && !context->no_input;
  for (;;)
    {
      g_autoptr (GError) failed = NULL;
      if (!ask_for (context, place, question, g_strdup (guess), option, error))
        return FALSE;
      if (kt_new_config_check (config, &failed))
        return TRUE;
      if (!asked)
        {
          g_propagate_error (error, g_steal_pointer (&failed));
          return FALSE;
        }
      say_refused (context, failed);
      g_clear_pointer (place, g_free);
    }
}

/* "y" takes what is guessed; nothing is no mailbox. With --no-input the guess is taken. */
static gboolean
ask_mail (KtContext *context, KtNewConfig *config, GError **error)
{
  g_autofree char *guess = kt_guess_mail_url (config->address);
  g_autofree char *question
      = guess != NULL
            ? kt_marked (_ ("where is your mail? y: %s, or imaps://…, maildir:/…; Enter: nowhere"),
                         guess)
            : g_strdup (_ ("where is your mail? imaps://… or maildir:/…; Enter: nowhere"));
  gboolean given = config->url != NULL;
  char *offered = g_strdup (context->no_input && guess != NULL ? guess : "");
  for (;;)
    {
      g_autoptr (GError) failed = NULL;
      if (!ask_for (context, &config->url, question, offered, "--mail", error))
        return FALSE;
      if (guess != NULL && g_str_equal (config->url, "y"))
        {
          g_free (config->url);
          config->url = g_strdup (guess);
        }
      if (kt_new_config_check (config, &failed))
        return TRUE;
      if (given || context->no_input)
        {
          g_propagate_error (error, g_steal_pointer (&failed));
          return FALSE;
        }
      say_refused (context, failed);
      g_clear_pointer (&config->url, g_free);
      offered = g_strdup ("");
    }
}

static gboolean
ask_mailbox (KtContext *context, KtNewConfig *config, GError **error)
{
  if (!ask_mail (context, config, error))
    return FALSE;
  if (*config->url == '\0')
    return TRUE;
  char *name = kt_guess_source_name (config->address);
  if (!ask_checked (context, config, &config->source, _ ("a short name for it?"),
                    name != NULL ? name : g_strdup ("mail"), "--source", error))
    return FALSE;
  return !g_str_has_prefix (config->url, "imap")
         || ask_checked (
             context, config, &config->password_command,
             _ ("a command that prints the password, or nothing to be asked each time?"),
             g_strdup (""), "--password-command", error);
}

static gboolean
ask_calendar (KtContext *context, KtNewConfig *config, GError **error)
{
  if (!ask_checked (context, config, &config->calendar,
                    _ ("where is your calendar? caldav+https://…, vdir:/…, https://….ics; Enter: "
                       "nowhere"),
                    g_strdup (""), "--calendar", error))
    return FALSE;
  gboolean server = g_str_has_prefix (config->calendar, "caldav+");
  if (server
      && !ask_checked (context, config, &config->calendar_password_command,
                       _ ("a command that prints its password, or nothing to be asked each time?"),
                       g_strdup (""), "--calendar-password-command", error))
    return FALSE;
  if ((!server && !g_str_has_prefix (config->calendar, "vdir:"))
      || (context->no_input && !context->yes))
    return TRUE;
  return kt_ask_yes (context,
                     _ ("shall your appointments go there, so that your phone shows them? [y/n] "),
                     &config->phone, error);
}

static gboolean
ask_all (KtContext *context, KtNewConfig *config, GError **error)
{
  const char *tzid = context->clock.tzid;
  if (!ask_checked (context, config, &config->address, _ ("your e-mail address?"),
                    context->no_input ? NULL : g_strdup (""), "--address", error)
      || !ask_checked (context, config, &config->name, _ ("your name?"), g_strdup (""), "--name",
                       error)
      || !ask_mailbox (context, config, error) || !ask_calendar (context, config, error)
      || !ask_checked (context, config, &config->timezone, _ ("your time zone?"), g_strdup (tzid),
                       "--timezone", error))
    return FALSE;
  char *country = kt_guess_country (config->timezone);
  return ask_checked (context, config, &config->country, _ ("your country, two letters?"),
                      country != NULL ? country : g_strdup (""), "--country", error);
}

/* The config is written: what in it is most likely not meant. */
static void
say_doubts (KtContext *context)
{
  g_autoptr (KtSettings) settings = kt_settings_read (context->paths.config, NULL);
  g_autoptr (GPtrArray) doubts = settings != NULL ? kt_settings_doubts (settings) : NULL;
  for (guint i = 0; doubts != NULL && i < doubts->len; i++)
    kt_out (context, "  {y:%s}\n", (char *)doubts->pdata[i]);
}

static gboolean
run_init (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_auto (KtNewConfig) config = { 0 };
  const GOptionEntry entries[] = {
    { "address", 0, 0, G_OPTION_ARG_STRING, &config.address, NULL, NULL },
    { "name", 0, 0, G_OPTION_ARG_STRING, &config.name, NULL, NULL },
    { "mail", 0, 0, G_OPTION_ARG_STRING, &config.url, NULL, NULL },
    { "source", 0, 0, G_OPTION_ARG_STRING, &config.source, NULL, NULL },
    { "timezone", 0, 0, G_OPTION_ARG_STRING, &config.timezone, NULL, NULL },
    { "country", 0, 0, G_OPTION_ARG_STRING, &config.country, NULL, NULL },
    { "password-command", 0, 0, G_OPTION_ARG_STRING, &config.password_command, NULL, NULL },
    { "calendar", 0, 0, G_OPTION_ARG_STRING, &config.calendar, NULL, NULL },
    { "calendar-password-command", 0, 0, G_OPTION_ARG_STRING, &config.calendar_password_command,
      NULL, NULL },
    { NULL },
  };
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  if (args[0] != NULL)
    return kt_command_usage_error (command, error);
  if (g_file_test (context->paths.config, G_FILE_TEST_EXISTS)) /* before any question */
    return kt_new_config_write (&config, context->paths.config, error);
  if (!ask_all (context, &config, error)
      || !kt_new_config_write (&config, context->paths.config, error)
      || !kt_command_open (context, KT_NEED_WRITE, error)) /* the book is there from now on */
    return FALSE;
  kt_out (context, _ ("written %s\n"), context->paths.config);
  say_doubts (context);
  if (!context->quiet && (*config.url != '\0' || *config.calendar != '\0'))
    kt_out (context, _ ("next: {c:kontor sync}\n"));
  else if (!context->quiet)
    kt_out (context, _ ("next: {c:kontor contact add}; in a salon {c:kontor resource add}\n"));
  if (!context->quiet && *config.url == '\0')
    kt_out (context, "%s\n", _ ("to read your mail: kontor account add"));
  return TRUE;
}

static const GOptionEntry options[]
    = { { "address", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("your e-mail address"), N_ ("ADDRESS") },
        { "calendar", 0, 0, G_OPTION_ARG_STRING, NULL,
          N_ ("where your calendar is: caldav+https://USER@HOST/PATH, vdir:/PATH, ics:/PATH, "
              "https://HOST/PATH.ics"),
          N_ ("URL") },
        { "calendar-password-command", 0, 0, G_OPTION_ARG_STRING, NULL,
          N_ ("what prints the calendar's password"), N_ ("COMMAND") },
        { "country", 0, 0, G_OPTION_ARG_STRING, NULL,
          N_ ("where phone numbers without a country code are, two letters"), N_ ("COUNTRY") },
        { "mail", 0, 0, G_OPTION_ARG_STRING, NULL,
          N_ ("where your mail is: imaps://USER@HOST, imap+starttls://USER@HOST, maildir:/PATH, "
              "mbox:/PATH, eml:/PATH"),
          N_ ("URL") },
        { "name", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("your name"), N_ ("NAME") },
        { "password-command", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("what prints the password"),
          N_ ("COMMAND") },
        { "source", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("what to call this mailbox"),
          N_ ("SOURCE") },
        { "timezone", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("your time zone, as Europe/Riga"),
          N_ ("ZONE") },
        { NULL } };

const KtCommand kt_cmd_init = {
  .name = "init",
  .summary = N_ ("make the config, by a few questions"),
  .usage = "init [OPTION]…",
  .help = N_ ("Asks for your address, where your mail and your calendar are, and writes the config "
              "file. Neither has to be. What is given as an option is not asked; with --no-input "
              "nothing is. A config that is there is never overwritten.\n"
              "Examples:\n"
              "  kontor init\n"
              "  kontor init --no-input --address anna@studija.example --mail maildir:~/Mail"),
  .run = run_init,
  .options = options,
  .group = KT_GROUP_UPKEEP,
};
