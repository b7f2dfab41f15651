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

static gboolean
ask_all (KtContext *context, KtNewConfig *config, GError **error)
{
  const char *tzid = context->clock.tzid;
  if (!ask_for (context, &config->address, _ ("your e-mail address?"), NULL, "--address", error)
      || !ask_for (context, &config->name, _ ("your name?"), g_strdup (""), "--name", error)
      || !ask_for (context, &config->url, _ ("where is your mail? imaps://… or maildir:/…"),
                   kt_guess_mail_url (config->address), "--mail", error)
      || !ask_for (context, &config->source, _ ("a short name for it?"),
                   kt_guess_source_name (config->address), "--source", error)
      || !ask_for (context, &config->timezone, _ ("your time zone?"), g_strdup (tzid), "--timezone",
                   error))
    return FALSE;
  char *country = kt_guess_country (config->timezone);
  if (!ask_for (context, &config->country, _ ("your country, two letters?"),
                country != NULL ? country : g_strdup (""), "--country", error))
    return FALSE;
  if (!g_str_has_prefix (config->url, "imap"))
    return TRUE;
  return ask_for (context, &config->password_command,
                  _ ("a command that prints the password, or nothing to be asked each time?"),
                  g_strdup (""), "--password-command", error);
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
  if (!context->quiet)
    kt_out (context, _ ("next: {c:kontor sync}\n"));
  return TRUE;
}

static const GOptionEntry options[]
    = { { "address", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("your e-mail address"), N_ ("ADDRESS") },
        { "country", 0, 0, G_OPTION_ARG_STRING, NULL,
          N_ ("where phone numbers without a country code are, two letters"), N_ ("COUNTRY") },
        { "mail", 0, 0, G_OPTION_ARG_STRING, NULL,
          N_ ("where your mail is: imaps://USER@HOST, imap+starttls://USER@HOST, maildir:/PATH, "
              "eml:/PATH"),
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
  .help = N_ ("Asks for your address and where your mail is, and writes the config file. What is "
              "given as an option is not asked; with --no-input nothing is. A config that is there "
              "is never overwritten.\n"
              "Examples:\n"
              "  kontor init\n"
              "  kontor init --no-input --address anna@studija.example --mail maildir:~/Mail"),
  .run = run_init,
  .options = options,
  .group = KT_GROUP_UPKEEP,
};
