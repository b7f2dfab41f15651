#include "config.h"
#include "kontor/preset.h"
#include <string.h>
#include <glib/gi18n.h>

/* Hosts and rules as the providers document them; whoever changes a row dates it anew. */
static const KtPreset rows[] = {
  { .id = "gmail",
    .name = "Gmail",
    .domains = "gmail.com googlemail.com",
    .imap = "imap.gmail.com",
    .hosts = "imap.googlemail.com .gmail.com .google.com .googleapis.com .googleusercontent.com",
    .login = KT_PRESET_APP_PASSWORD,
    .hint = N_ ("Google wants an app password here, not the one you type in the browser"),
    .folders = N_ ("labels are folders: «All Mail» is read once, and its labels with it"),
    .source = "Google: IMAP extensions; Sign in with app passwords",
    .as_of = "2025-06" },
  { .id = "outlook",
    .name = "Outlook.com, Microsoft 365",
    .domains = "outlook.com hotmail.com live.com msn.com outlook.de outlook.lv hotmail.de "
               "hotmail.co.uk live.de office365.com",
    .imap = "outlook.office365.com",
    .hosts = "imap-mail.outlook.com outlook.office.com",
    .login = KT_PRESET_OAUTH,
    .hint
    = N_ ("Microsoft takes no password here any more: write an oauth2-command into the config"),
    .folders = N_ ("what was sent lies in «Sent» or «Sent Items»"),
    .source = "Microsoft: POP, IMAP, and SMTP settings for Outlook.com; Modern authentication",
    .as_of = "2025-06" },
  { .id = "yandex",
    .name = "Yandex",
    .domains = "yandex.ru ya.ru yandex.com yandex.by yandex.kz yandex.uz yandex.ua yandex.lv "
               "yandex.lt yandex.ee yandex.com.tr narod.ru",
    .imap = "imap.yandex.ru",
    .hosts = "imap.yandex.com imap.ya.ru",
    .caldav = "caldav.yandex.ru",
    .carddav = "carddav.yandex.ru",
    .login = KT_PRESET_APP_PASSWORD,
    .hint = N_ ("Yandex wants an app password for mail here (id.yandex.ru, Security), and IMAP "
                "allowed in the settings of the mailbox"),
    .folders = N_ ("each service wants an app password of its own: mail, calendar, contacts"),
    .source = "Yandex: App passwords; Set up email clients",
    .as_of = "2025-06" },
  { .id = "mailru",
    .name = "Mail.ru",
    .domains = "mail.ru list.ru bk.ru inbox.ru internet.ru xmail.ru",
    .imap = "imap.mail.ru",
    .hosts = "",
    .caldav = "calendar.mail.ru",
    .login = KT_PRESET_APP_PASSWORD,
    .hint = N_ ("Mail.ru wants a password for external apps here (account.mail.ru, Security)"),
    .folders = N_ ("newsletters are moved to folders of their own; folders = INBOX; INBOX/*; Sent "
                   "reads them too"),
    .source = "Mail: Passwords for external applications; Mail client settings",
    .as_of = "2025-06" },
  { .id = "ukrnet",
    .name = "ukr.net",
    .domains = "ukr.net",
    .imap = "imap.ukr.net",
    .hosts = "",
    .login = KT_PRESET_APP_PASSWORD,
    .hint = N_ ("ukr.net wants a password for mail programs here (settings of the mailbox, Mail "
                "programs)"),
    .source = "UKR.NET: How to set up a mail program",
    .as_of = "2025-06" },
  { .id = "inboxlv",
    .name = "inbox.lv",
    .domains = "inbox.lv",
    .imap = "mail.inbox.lv",
    .hosts = "",
    .login = KT_PRESET_APP_PASSWORD,
    .hint = N_ ("inbox.lv wants the password for mail programs here: it is shown where access by "
                "POP3/IMAP is allowed (options of the mailbox)"),
    .folders = N_ ("access is switched off by itself after two months without use"),
    .source = "help.inbox.lv: Settings for mail programs, POP3/IMAP access",
    .as_of = "2025-06" },
  { .id = "icloud",
    .name = "iCloud",
    .domains = "icloud.com me.com mac.com",
    .imap = "imap.mail.me.com",
    .hosts = ".icloud.com",
    .caldav = "caldav.icloud.com",
    .carddav = "contacts.icloud.com",
    .login = KT_PRESET_APP_PASSWORD,
    .hint
    = N_ ("Apple wants an app-specific password here (account.apple.com, Sign-In and Security)"),
    .folders = N_ ("what was sent lies in «Sent Messages»"),
    .source = "Apple: iCloud Mail server settings; app-specific passwords",
    .as_of = "2025-06" },
  { .id = "fastmail",
    .name = "Fastmail",
    .domains = "fastmail.com fastmail.fm fastmail.de fastmail.net fastmail.org fastmail.us "
               "sent.com messagingengine.com",
    .imap = "imap.fastmail.com",
    .hosts = "mail.messagingengine.com imap.messagingengine.com",
    .caldav = "caldav.fastmail.com",
    .carddav = "carddav.fastmail.com",
    .login = KT_PRESET_APP_PASSWORD,
    .hint = N_ ("Fastmail wants an app password here (Settings, Privacy & Security)"),
    .source = "Fastmail: Server names and ports; App passwords",
    .as_of = "2025-06" },
  { .id = "zoho",
    .name = "Zoho",
    .domains = "zoho.com zohomail.com",
    .imap = "imap.zoho.com",
    .hosts = "imappro.zoho.com",
    .caldav = "calendar.zoho.com",
    .carddav = "contacts.zoho.com",
    .login = KT_PRESET_APP_PASSWORD,
    .hint = N_ ("Zoho wants IMAP allowed in its settings (Mail Accounts), and with two-factor "
                "sign-in an app password (accounts.zoho.com, Security)"),
    .folders = N_ ("a mailbox of a company's own domain is at imappro.zoho.com"),
    .source = "Zoho Mail: IMAP access; Application-specific passwords",
    .as_of = "2025-06" },
  { .id = "zoho-eu",
    .name = "Zoho (Europe)",
    .domains = "zoho.eu zohomail.eu",
    .imap = "imap.zoho.eu",
    .hosts = "imappro.zoho.eu",
    .caldav = "calendar.zoho.eu",
    .carddav = "contacts.zoho.eu",
    .login = KT_PRESET_APP_PASSWORD,
    .hint = N_ ("Zoho wants IMAP allowed in its settings (Mail Accounts), and with two-factor "
                "sign-in an app password (accounts.zoho.eu, Security)"),
    .folders = N_ ("a mailbox of a company's own domain is at imappro.zoho.eu"),
    .source = "Zoho Mail: IMAP access; Application-specific passwords",
    .as_of = "2025-06" },
  { .id = NULL },
};

const KtPreset *
kt_preset_rows (void)
{
  return rows;
}

/* Whether word is one of those parted by spaces, or ends as one that begins with a dot. */
static gboolean
is_among (const char *words, const char *word)
{
  gsize length = strlen (word);
  for (const char *at = words; *at != '\0';)
    {
      gsize part = strcspn (at, " ");
      gsize skipped = *at == '.' && length > part ? length - part : 0;
      if (part == length - skipped && g_ascii_strncasecmp (at, word + skipped, part) == 0)
        return TRUE;
      at += part + strspn (at + part, " ");
    }
  return FALSE;
}

const KtPreset *
kt_preset_of_domain (const char *domain)
{
  for (const KtPreset *row = rows; row->id != NULL; row++)
    if (is_among (row->domains, domain))
      return row;
  return NULL;
}

static gboolean
is_host (const char *known, const char *host)
{
  return known != NULL && g_ascii_strcasecmp (known, host) == 0;
}

const KtPreset *
kt_preset_of_host (const char *host)
{
  for (const KtPreset *row = rows; row->id != NULL; row++)
    if (is_host (row->imap, host) || is_host (row->caldav, host) || is_host (row->carddav, host)
        || is_among (row->hosts, host))
      return row;
  return NULL;
}
