#include "config.h"
#include "account-parts.h"
#include "kontor/error.h"
#include "kontor/keyring.h"
#include "kontor/nearest.h"
#include "kontor/table.h"
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

static const KtColumn columns[] = {
  { "name", N_ ("NAME"), KT_COLUMN_TEXT },   { "kind", N_ ("KIND"), KT_COLUMN_TEXT },
  { "user", N_ ("USER"), KT_COLUMN_TEXT },   { "server", N_ ("SERVER"), KT_COLUMN_TEXT },
  { "login", N_ ("LOGIN"), KT_COLUMN_TEXT }, { "provider", N_ ("PROVIDER"), KT_COLUMN_TEXT },
};

/* Any source, as far as getting in goes. */
typedef struct
{
  const char *name, *kind, *user, *host;
  const KtCredentials *credentials;
} Account;

static const char *
login_of (const Account *account)
{
  const KtCredentials *credentials = account->credentials;
  if (account->user == NULL)
    return "none";
  return credentials->password != NULL           ? "password"
         : credentials->password_command != NULL ? "password-command"
         : credentials->password_file != NULL    ? "password-file"
         : credentials->oauth2_command != NULL   ? "oauth2-command"
                                                 : "keyring";
}

static Account
of_mail (const KtMailSource *source)
{
  static const char *const kinds[] = { [KT_SOURCE_IMAPS] = "imaps",
                                       [KT_SOURCE_IMAP_STARTTLS] = "imap+starttls",
                                       [KT_SOURCE_IMAP_TUNNEL] = "tunnel",
                                       [KT_SOURCE_MAILDIR] = "maildir",
                                       [KT_SOURCE_EML] = "eml",
                                       [KT_SOURCE_MBOX] = "mbox" };
  return (Account){ source->name, kinds[source->kind], source->user, source->host,
                    &source->credentials };
}

/* Where the host is found by the address, its domain stands for it, as for the keyring. */
static Account
of_calendar (const KtCalendarSource *source)
{
  const char *kind = source->kind == KT_SOURCE_CALDAV    ? "caldav"
                     : source->kind == KT_SOURCE_CARDDAV ? "carddav"
                     : source->kind == KT_SOURCE_VDIR || source->kind == KT_SOURCE_VDIR_CARDS
                         ? "vdir"
                         : "ics";
  const char *at = source->user != NULL ? strrchr (source->user, '@') : NULL;
  return (Account){ source->name, kind, source->user,
                    source->host != NULL ? source->host
                    : at != NULL         ? at + 1
                                         : NULL,
                    &source->credentials };
}

static GArray *
all_accounts (const KtSettings *settings)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Account));
  for (guint i = 0; i < settings->mail->len; i++)
    {
      Account account = of_mail (settings->mail->pdata[i]);
      g_array_append_val (all, account);
    }
  for (guint i = 0; i < settings->calendars->len + settings->books->len; i++)
    {
      guint n = settings->calendars->len;
      Account account
          = of_calendar (i < n ? settings->calendars->pdata[i] : settings->books->pdata[i - n]);
      g_array_append_val (all, account);
    }
  return all;
}

gboolean
kt_account_cmd_list (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  if (args[0] != NULL)
    return kt_command_usage_error (command, error);
  if (!kt_account_settings (context, error))
    return FALSE;
  g_autoptr (KtTable) table = kt_table_new (columns, G_N_ELEMENTS (columns));
  g_autoptr (GArray) all = all_accounts (context->settings);
  gboolean screen = context->terminal && context->output == KT_OUTPUT_TEXT;
  for (guint i = 0; i < all->len; i++)
    {
      const Account *account = &g_array_index (all, Account, i);
      const KtPreset *preset = account->host != NULL ? kt_preset_of_host (account->host) : NULL;
      const char *login = login_of (account);
      if (screen && g_str_equal (login, "keyring"))
        login = _ ("keyring, else asked");
      kt_table_add (table, account->name, account->kind, account->user, account->host, login,
                    preset != NULL ? preset->name : NULL);
    }
  kt_table_print (table, context, "accounts");
  return TRUE;
}

/* --- password --- */

static gboolean
find_account (const KtSettings *settings, const char *name, Account *ret_account, GError **error)
{
  g_autoptr (GArray) all = all_accounts (settings);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  for (guint i = 0; i < all->len; i++)
    {
      const Account *account = &g_array_index (all, Account, i);
      g_ptr_array_add (names, (gpointer)account->name);
      if (!g_str_equal (account->name, name))
        continue;
      *ret_account = *account;
      return TRUE;
    }
  g_ptr_array_add (names, NULL);
  const char *near = kt_nearest (name, (const char *const *)names->pdata);
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("no source «%s» in the config"), name);
  if (near != NULL)
    kt_error_hint (error, _ ("did you mean «%s»?"), near);
  return FALSE;
}

static gboolean
may_be_kept (const Account *account, GError **error)
{
  const char *login = login_of (account);
  if (g_str_equal (login, "none"))
    g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("«%s» needs no password"), account->name);
  else if (!g_str_equal (login, "keyring"))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
                   _ ("the config says where the password of «%s» comes from: %s"), account->name,
                   login);
      kt_error_hint (error, "%s",
                     _ ("take that line out of the config, or change the password there"));
    }
  else if (!kt_keyring_is_there ())
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED,
                   _ ("there is no keyring here: secret-tool is not installed"));
      kt_error_hint (error, "%s",
                     _ ("install the package libsecret-tools, or write password-command = … into "
                        "the section; pass, gopass and others print passwords"));
    }
  else
    return TRUE;
  return FALSE;
}

/* From the terminal, hidden; or the first line of standard input. */
static char *
read_secret (const KtContext *context, const Account *account)
{
  char buffer[4096];
  gsize length = 0;
  if (!context->no_input)
    return kt_secret_ask (account->user, account->host, NULL);
  for (gssize n; length < sizeof buffer - 1
                 && (n = read (STDIN_FILENO, buffer + length, sizeof buffer - 1 - length)) > 0;)
    length += (gsize)n;
  buffer[length] = '\0';
  char *secret = g_strndup (buffer, strcspn (buffer, "\r\n"));
  explicit_bzero (buffer, sizeof buffer);
  return secret;
}

gboolean
kt_account_cmd_password (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  Account account;
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  if (args[0] == NULL)
    return kt_command_missing (command, "NAME", error);
  if (args[1] != NULL)
    return kt_command_usage_error (command, error);
  if (!kt_account_settings (context, error)
      || !find_account (context->settings, args[0], &account, error)
      || !may_be_kept (&account, error))
    return FALSE;
  char *secret = read_secret (context, &account);
  if (secret == NULL || *secret == '\0')
    {
      kt_secret_free (secret);
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("no password was given"));
      kt_error_hint (error, "%s", _ ("type it, or send it to standard input"));
      return FALSE;
    }
  gboolean kept = kt_keyring_store (account.user, account.host, secret, error);
  kt_secret_free (secret);
  if (kept)
    kt_out (context,
            _ ("the password of %s at %s is kept in the keyring   {c:kontor account test %s}\n"),
            account.user, account.host, account.name);
  return kept;
}

static gboolean
run_account (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  static const KtSubcommand subcommands[] = { { "list", kt_account_cmd_list, 0 },
                                              { "add", kt_account_cmd_add, 0 },
                                              { "test", kt_account_cmd_test, 0 },
                                              { "password", kt_account_cmd_password, 0 },
                                              { NULL } };
  return kt_command_dispatch (context, command, subcommands, args, error);
}

static const GOptionEntry options[]
    = { { "autoconfig", 0, 0, G_OPTION_ARG_STRING, NULL,
          N_ ("add: where the settings document of the provider lies"), N_ ("URL") },
        { "ca-file", 0, 0, G_OPTION_ARG_STRING, NULL,
          N_ ("add: the certificate authorities to trust, instead of the system's"), N_ ("FILE") },
        { "name", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("add: what to call this mailbox"),
          N_ ("NAME") },
        { "no-test", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("add: write it without logging in"), NULL },
        { "oauth2-command", 0, 0, G_OPTION_ARG_STRING, NULL,
          N_ ("add: what prints an OAuth 2 token"), N_ ("COMMAND") },
        { "password-command", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("add: what prints the password"),
          N_ ("COMMAND") },
        { "password-file", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("add: a file that holds it"),
          N_ ("FILE") },
        { "url", 0, 0, G_OPTION_ARG_STRING, NULL,
          N_ ("add: where your mail is, if it need not be found: imaps://USER@HOST"), N_ ("URL") },
        { NULL } };

const KtCommand kt_cmd_account = {
  .name = "account",
  .summary = N_ ("add a mailbox, test logins, keep passwords"),
  .usage = "account [list]\n"
           "account add [ADDRESS] [OPTION]…\n"
           "account test [NAME]…\n"
           "account password NAME",
  .help
  = N_ ("add finds out where the mail of an address lies: known providers, what the domain says in "
        "DNS and in the document that mail programs read, or the usual names of servers. It logs "
        "in, says step by step what works, and only then adds a section to the config; all else "
        "there stays as it is. --dry-run prints the section.\n"
        "test does the same steps for what is in the config, calendars and address books too. "
        "password keeps a password in the keyring of your session (secret-tool).\n"
        "Examples:\n"
        "  kontor account add anna@studija.example\n"
        "  kontor account add anna@studija.example --no-input --password-command 'pass show mail'\n"
        "  kontor account test\n"
        "  kontor account password studija"),
  .run = run_account,
  .options = options,
  .complete = KT_COMPLETE_WORDS,
  .words = "list add test password",
  .group = KT_GROUP_UPKEEP,
};
