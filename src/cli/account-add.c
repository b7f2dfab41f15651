#include "config.h"
#include "account-parts.h"
#include "kontor/addr.h"
#include "kontor/ask.h"
#include "kontor/error.h"
#include "kontor/keyring.h"
#include "kontor/new-config.h"
#include "kontor/table.h"
#include <glib/gi18n.h>
#include <string.h>

/* `kontor account add`: what is found, asked or given becomes a section; one gets in with it, or it
 * is not written. */
typedef struct
{
  KtContext *context;
  KtAccountSteps steps;
  KtNewConfig config;
  KtSettings *settings;   /* of the config as it is; NULL: there is none */
  const KtPreset *preset; /* NULL: none */
  char *document;         /* --autoconfig */
  char *section;          /* as it will be written */
  char *typed;            /* the password, wiped */
  gboolean no_test;
} Adding;

static void
adding_clear (Adding *adding)
{
  kt_new_config_clear (&adding->config);
  g_clear_pointer (&adding->settings, kt_settings_free);
  g_free (adding->document);
  g_free (adding->section);
  kt_secret_free (adding->typed);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Adding, adding_clear)

static gboolean
has_secret (const KtNewConfig *config)
{
  return config->password_command != NULL || config->password_file != NULL
         || config->oauth2_command != NULL;
}

/* --- the settings --- */

static void
on_tried (gpointer data, KtFoundHow how, const char *where, const char *why)
{
  g_autofree char *detail = g_strdup_printf (_ ("%s: %s"), where, why);
  kt_account_say (data, "tried", detail);
}

static void
say_place (const Adding *adding, const KtAccountPlace *place)
{
  static const char *const how[] = { N_ ("told by DNS"), N_ ("told by the domain's own document"),
                                     N_ ("guessed, and it answers") };
  g_autofree char *from = place->preset != NULL
                              ? g_strdup_printf ("%s (%s, %s)", place->preset->name,
                                                 place->preset->source, place->preset->as_of)
                              : g_strdup (_ (how[place->how]));
  g_autofree char *detail = g_strdup_printf (_ ("%s port %u: %s"), place->host, place->port, from);
  kt_account_say (&adding->steps, "settings", detail);
}

/* Whoever forges DNS could have the password sent to a host of his own, with a good certificate. */
static gboolean
believe (const Adding *adding, const KtAccountPlace *place, GError **error)
{
  KtContext *context = adding->context;
  gboolean yes = context->yes;
  if (!place->foreign)
    return TRUE;
  g_autofree char *question
      = kt_marked (_ ("DNS says that the mail of %s is at {b:%s}. Is that your provider? [y/n] "),
                   adding->config.address, place->host);
  if (!context->no_input && !kt_ask_yes (context, question, &yes, error))
    return FALSE;
  if (yes)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
               _ ("not taking %s, which only DNS names for «%s»"), place->host,
               adding->config.address);
  kt_error_hint (error, _ ("if it is right: kontor account add %s --url imaps://%s"),
                 adding->config.address, place->host);
  return FALSE;
}

/* A server alone is that of the address's user. */
static void
add_user (KtNewConfig *config)
{
  char *after = strstr (config->url, "://");
  if (after == NULL || memchr (after + 3, '@', strcspn (after + 3, "/")) != NULL
      || !g_str_has_prefix (config->url, "imap"))
    return;
  g_autofree char *user = g_uri_escape_string (config->address, NULL, TRUE);
  *after = '\0';
  char *whole = g_strconcat (config->url, "://", user, "@", after + 3, NULL);
  g_free (config->url);
  config->url = whole;
}

static gboolean
find_place (Adding *adding, GError **error)
{
  g_auto (KtAccountPlace) place = { 0 };
  const char *address = adding->config.address, *at = strrchr (address, '@');
  const KtAccountSearch search = { on_tried, &adding->steps };
  if (adding->config.url != NULL)
    {
      add_user (&adding->config);
      adding->preset = kt_preset_of_domain (at + 1);
      return TRUE;
    }
  if (!kt_account_find (address, adding->document, adding->config.ca_file, &search, &place, error))
    {
      kt_error_hint (error,
                     _ ("ask your provider for the IMAP server, then: kontor account add %s "
                        "--url imaps://SERVER"),
                     address);
      return FALSE;
    }
  say_place (adding, &place);
  if (!believe (adding, &place, error))
    return FALSE;
  adding->preset = place.preset != NULL ? place.preset : kt_preset_of_host (place.host);
  adding->config.url = kt_account_place_url (&place);
  return TRUE;
}

/* --- the name --- */

static gboolean
is_taken (const Adding *adding, const char *name)
{
  const KtSettings *settings = adding->settings;
  gboolean taken = FALSE;
  for (guint i = 0; settings != NULL && i < settings->mail->len; i++)
    taken |= g_str_equal (((const KtMailSource *)settings->mail->pdata[i])->name, name);
  return taken
         || (settings != NULL
             && (kt_settings_calendar (settings, name) != NULL
                 || kt_settings_book (settings, name) != NULL));
}

/* "gmail", or "gmail2" where that is taken. */
static char *
free_name (const Adding *adding)
{
  g_autofree char *base = kt_guess_source_name (adding->config.address);
  char *name = g_strdup (base);
  for (guint n = 2; is_taken (adding, name); n++)
    {
      g_free (name);
      name = g_strdup_printf ("%s%u", base, n);
    }
  return name;
}

static gboolean
choose_name (Adding *adding, GError **error)
{
  KtContext *context = adding->context;
  if (adding->config.source == NULL)
    {
      g_autofree char *guess = free_name (adding);
      g_autofree char *question = kt_marked ("%s {d:[%s]} ", _ ("a short name for it?"), guess);
      adding->config.source = context->no_input || context->dry_run
                                  ? g_strdup (guess)
                                  : kt_ask (context, question, guess, "--name", error);
    }
  if (adding->config.source == NULL)
    return FALSE;
  if (!is_taken (adding, adding->config.source))
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("there is «%s» in the config already"),
               adding->config.source);
  kt_error_hint (error, _ ("give it another name: --name"));
  return FALSE;
}

/* --- the password --- */

static gboolean
wants_token (const Adding *adding)
{
  return adding->preset != NULL && adding->preset->login == KT_PRESET_OAUTH;
}

/* A server that takes tokens only needs a command: there is nothing to type. */
static gboolean
ask_secret (Adding *adding, const KtMailSource *source, GError **error)
{
  KtContext *context = adding->context;
  const KtPreset *preset = adding->preset;
  if (has_secret (&adding->config) && wants_token (adding) && adding->config.oauth2_command == NULL
      && !context->dry_run)
    kt_out (context, "{y:%s}\n", _ (preset->hint));
  if (has_secret (&adding->config) || context->no_input || context->dry_run || adding->no_test)
    return TRUE;
  if (preset != NULL)
    kt_out (context, "{y:%s}\n", _ (preset->hint));
  if (wants_token (adding))
    {
      adding->config.oauth2_command = kt_ask (context, _ ("a command that prints a token? "), NULL,
                                              "--oauth2-command", error);
      return adding->config.oauth2_command != NULL;
    }
  if (!kt_out_flush (context, error))
    return FALSE;
  adding->typed = kt_secret_ask (source->user, source->host, NULL);
  if (adding->typed != NULL && *adding->typed == '\0')
    g_clear_pointer (&adding->typed, kt_secret_free);
  return TRUE;
}

static KtMailSource *
find_source (const KtSettings *settings, const char *name)
{
  for (guint i = 0; i < settings->mail->len; i++)
    {
      KtMailSource *source = settings->mail->pdata[i];
      if (g_str_equal (source->name, name))
        return source;
    }
  return NULL;
}

/* What is wrong was typed here: it stands in no file yet, and on no line of it. */
static void
forget_line (const char *file, GError *wrong)
{
  gsize length = strlen (file);
  if (strncmp (wrong->message, file, length) != 0 || wrong->message[length] != ':')
    return;
  const char *text = wrong->message + length + 1;
  text += strspn (text, "0123456789");
  char *bare = g_strdup (text + strspn (text, ": "));
  g_free (wrong->message);
  wrong->message = bare;
}

/* The section, and what the config would be with it. */
static KtSettings *
preview (Adding *adding, GError **error)
{
  GError *wrong = NULL;
  g_free (adding->section);
  adding->section = kt_new_config_mail (&adding->config);
  KtSettings *settings = kt_config_preview (adding->context->paths.config, adding->section, &wrong);
  if (settings != NULL)
    return settings;
  forget_line (adding->context->paths.config, wrong);
  g_propagate_error (error, wrong);
  return NULL;
}

static void
keep_secret (const Adding *adding, const KtMailSource *source)
{
  g_autoptr (GError) failed = NULL;
  KtContext *context = adding->context;
  gboolean yes = FALSE;
  if (adding->typed != NULL && kt_keyring_is_there ()
      && kt_ask_yes (context, _ ("keep the password in the keyring of your session? [y/n] "), &yes,
                     NULL)
      && yes)
    {
      if (kt_keyring_store (source->user, source->host, adding->typed, &failed))
        {
          kt_out (context, _ ("kept in the keyring\n"));
          return;
        }
      kt_out (context, "{y:%s}\n", failed->message);
    }
  kt_out (context, _ ("the password is asked for at each sync, until the section has a "
                      "password-command\n"));
}

static gboolean
is_kept (const KtMailSource *source)
{
  char *secret = kt_keyring_lookup (source->user, source->host, 0, NULL);
  gboolean kept = secret != NULL;
  kt_secret_free (secret);
  return kept;
}

static gboolean
lacks_secret (const Adding *adding, const KtMailSource *source)
{
  gboolean server = source->kind == KT_SOURCE_IMAPS || source->kind == KT_SOURCE_IMAP_STARTTLS;
  return server && !has_secret (&adding->config) && adding->typed == NULL && !is_kept (source);
}

/* Whether one gets in. Without a password there is nothing to try. */
static gboolean
try_it (Adding *adding, KtMailSource *source, GError **error)
{
  if (adding->no_test)
    return TRUE;
  if (lacks_secret (adding, source))
    {
      kt_out (adding->context, _ ("{y:not tried: there is no password yet}\n"));
      return TRUE;
    }
  source->credentials.password = g_strdup (adding->typed);
  if (kt_account_say_check (&adding->steps, source, TRUE, error))
    return TRUE;
  kt_error_hint (error, "%s", _ ("nothing was written; to write it all the same: --no-test"));
  return FALSE;
}

/* With no password yet a sync could only ask. */
static void
say_next (const Adding *adding, const KtMailSource *source)
{
  const char *name = adding->config.source;
  if (!lacks_secret (adding, source))
    kt_out (adding->context, _ ("next: {c:kontor sync %s}\n"), name);
  else if (wants_token (adding))
    kt_out (adding->context, "{y:%s}\n", _ (adding->preset->hint));
  else
    kt_out (adding->context, _ ("next: {c:kontor account password %s}\n"), name);
}

/* --- the file --- */

static gboolean
write_it (Adding *adding, GError **error)
{
  const char *file = adding->context->paths.config;
  if (adding->settings != NULL)
    return kt_config_append (file, adding->section, error);
  adding->config.timezone = g_strdup (adding->context->clock.tzid);
  adding->config.country = kt_guess_country (adding->config.timezone);
  return kt_new_config_write (&adding->config, file, error);
}

/* A config that is new has the zone of this machine, which on a server is often not the user's. */
static void
say_zone (const Adding *adding)
{
  if (adding->settings == NULL && !adding->context->quiet)
    kt_out (adding->context,
            adding->config.country == NULL
                ? _ ("{y:times are those of %s, as on this machine; where that is not yours, write "
                     "timezone = Europe/Riga there}\n")
                : _ ("times are those of %s, as on this machine\n"),
            adding->config.timezone);
}

static gboolean
is_same_mailbox (const KtMailSource *a, const KtMailSource *b)
{
  return a->user != NULL && a->host != NULL && b->user != NULL && b->host != NULL
         && g_ascii_strcasecmp (a->user, b->user) == 0
         && g_ascii_strcasecmp (a->host, b->host) == 0;
}

/* A second section of one mailbox would read every letter twice. */
static void
warn_double (const Adding *adding, const KtMailSource *new)
{
  for (guint i = 0; adding->settings != NULL && i < adding->settings->mail->len; i++)
    {
      const KtMailSource *source = adding->settings->mail->pdata[i];
      if (!g_str_equal (source->name, new->name) && is_same_mailbox (source, new))
        kt_out (adding->context, _ ("{y:[mail %s] reads this mailbox already}\n"), source->name);
    }
}

static gboolean
add (Adding *adding, GError **error)
{
  KtContext *context = adding->context;
  if (!find_place (adding, error) || !choose_name (adding, error))
    return FALSE;
  g_autoptr (KtSettings) first = preview (adding, error);
  if (first != NULL)
    warn_double (adding, find_source (first, adding->config.source));
  if (first == NULL || !ask_secret (adding, find_source (first, adding->config.source), error))
    return FALSE;
  g_autoptr (KtSettings) whole = preview (adding, error);
  if (whole == NULL)
    return FALSE;
  if (context->dry_run)
    {
      g_autofree char *safe = kt_safe_block (adding->section);
      kt_out_marked (context, safe);
      return TRUE;
    }
  KtMailSource *source = find_source (whole, adding->config.source);
  if (!try_it (adding, source, error) || !write_it (adding, error))
    return FALSE;
  kt_out (context, _ ("written %s, [mail %s]\n"), context->paths.config, adding->config.source);
  kt_account_say_doubts (context, whole);
  say_zone (adding);
  if (adding->typed != NULL)
    keep_secret (adding, source);
  if (!context->quiet)
    say_next (adding, source);
  return TRUE;
}

static gboolean
take_address (Adding *adding, const char *given, GError **error)
{
  g_autofree char *text = given != NULL ? g_strdup (given)
                                        : kt_ask (adding->context, _ ("your e-mail address? "),
                                                  NULL, "ADDRESS", error);
  g_autoptr (KtAddr) addr = text != NULL ? kt_addr_parse (text, error) : NULL;
  if (addr == NULL)
    return FALSE;
  adding->config.address = g_strdup (kt_addr_norm (addr));
  adding->config.own_address = g_strdup (kt_addr_norm (addr));
  return TRUE;
}

/* A path as the config will be read: from wherever. */
static void
make_absolute (char **path)
{
  if (*path == NULL || g_path_is_absolute (*path) || g_str_has_prefix (*path, "~/"))
    return;
  char *whole = g_canonicalize_filename (*path, NULL);
  g_free (*path);
  *path = whole;
}

gboolean
kt_account_cmd_add (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_auto (Adding) adding = { .context = context, .steps = { context, NULL } };
  KtNewConfig *config = &adding.config;
  const GOptionEntry entries[]
      = { { "autoconfig", 0, 0, G_OPTION_ARG_STRING, &adding.document, NULL, NULL },
          { "ca-file", 0, 0, G_OPTION_ARG_STRING, &config->ca_file, NULL, NULL },
          { "name", 0, 0, G_OPTION_ARG_STRING, &config->source, NULL, NULL },
          { "no-test", 0, 0, G_OPTION_ARG_NONE, &adding.no_test, NULL, NULL },
          { "oauth2-command", 0, 0, G_OPTION_ARG_STRING, &config->oauth2_command, NULL, NULL },
          { "password-command", 0, 0, G_OPTION_ARG_STRING, &config->password_command, NULL, NULL },
          { "password-file", 0, 0, G_OPTION_ARG_STRING, &config->password_file, NULL, NULL },
          { "url", 0, 0, G_OPTION_ARG_STRING, &config->url, NULL, NULL },
          { NULL } };
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  if (args[0] != NULL && args[1] != NULL)
    return kt_command_usage_error (command, error);
  make_absolute (&config->ca_file);
  make_absolute (&config->password_file);
  if (g_file_test (context->paths.config, G_FILE_TEST_EXISTS))
    {
      adding.settings = kt_settings_read (context->paths.config, error);
      if (adding.settings == NULL)
        return FALSE;
    }
  return take_address (&adding, args[0], error) && add (&adding, error);
}
