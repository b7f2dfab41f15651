#include "config.h"
#include "settings-url.h"
#include "settings-file.h"
#include <glib/gi18n.h>
#include <string.h>

#define NAME_MAX_BYTES 255  /* of a host (RFC 1035) and of a login name */
#define PATH_MAX_BYTES 2000 /* of a URL */

static gboolean
take_path (char **ret_path, const char *text, const char *dir, const char **ret_why)
{
  if (g_str_has_prefix (text, "///"))
    text += 2;
  if (*text == '\0' || g_str_has_prefix (text, "//"))
    {
      *ret_why = _ ("it has no path");
      return FALSE;
    }
  *ret_path = kt_value_path (text, dir);
  return TRUE;
}

static gboolean
is_printable (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isprint (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

/* NULL where the text is no host name; GUri has made A-labels of it. */
static char *
host_name (const char *text)
{
  static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789-_.:";
  g_autofree char *host = g_ascii_strdown (text != NULL ? text : "", -1);
  if (*host == '\0' || strlen (host) > NAME_MAX_BYTES || host[strspn (host, allowed)] != '\0')
    return NULL;
  return g_steal_pointer (&host);
}

typedef struct
{
  char *user, *password, *host, *path, *query, *fragment;
  int port; /* -1: none */
} Url;

static void
url_clear (Url *url)
{
  g_free (url->user);
  g_free (url->password);
  g_free (url->host);
  g_free (url->path);
  g_free (url->query);
  g_free (url->fragment);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Url, url_clear)

/* Of several @ before the path the last one parts user and host: a host has none. */
static char *
escape_at (const char *text)
{
  const char *colon = strstr (text, "://");
  gsize begin = colon != NULL ? (gsize)(colon - text) + 3 : 0;
  gsize length = strcspn (text + begin, "/?#");
  const char *last = g_strrstr_len (text + begin, (gssize)length, "@");
  GString *escaped = g_string_new_len (text, (gssize)begin);
  for (const char *c = text + begin; *c != '\0'; c++)
    if (*c == '@' && c < last)
      g_string_append (escaped, "%40");
    else
      g_string_append_c (escaped, *c);
  return g_string_free (escaped, FALSE);
}

/* A URL taken apart; what none of ours may have is refused. flags: what stays escaped. */
static gboolean
take_apart (Url *url, const char *text, GUriFlags flags, const char **ret_why)
{
  char *host = NULL;
  g_autofree char *escaped = escape_at (text);
  *ret_why = NULL;
  url->port = -1;
  if (!g_uri_split_with_user (escaped, G_URI_FLAGS_HAS_PASSWORD | flags, NULL, &url->user,
                              &url->password, NULL, &host, &url->port, &url->path, &url->query,
                              &url->fragment, NULL))
    *ret_why = _ ("it cannot be read");
  else if (url->password != NULL)
    *ret_why = _ ("a password has no place in it");
  else if (url->user != NULL
           && (*url->user == '\0' || strlen (url->user) > NAME_MAX_BYTES
               || !is_printable (url->user)))
    *ret_why = *url->user == '\0' ? _ ("it names no user") : _ ("its user cannot be right");
  else if (url->port == 0)
    *ret_why = _ ("its port cannot be right");
  else if ((url->host = host_name (host)) == NULL)
    *ret_why = _ ("it names no host");
  g_free (host);
  return *ret_why == NULL;
}

static gboolean
is_empty_path (const Url *url)
{
  return *url->path == '\0' || g_str_equal (url->path, "/");
}

static gboolean
take_server (KtMailSource *source, const char *text, const char **ret_why)
{
  g_auto (Url) url = { 0 };
  if (!take_apart (&url, text, G_URI_FLAGS_NONE, ret_why))
    return FALSE;
  if (url.user == NULL)
    *ret_why = _ ("it names no user");
  else if (url.query != NULL || url.fragment != NULL || !is_empty_path (&url))
    *ret_why = _ ("something follows the host");
  if (*ret_why != NULL)
    return FALSE;
  source->user = g_steal_pointer (&url.user);
  source->host = g_steal_pointer (&url.host);
  source->port = url.port > 0 ? url.port : source->kind == KT_SOURCE_IMAPS ? 993 : 143;
  return TRUE;
}

/* An address instead of a server: its domain says where the calendars are. */
static gboolean
names_domain (const Url *url)
{
  return url->user != NULL && strchr (url->user, '@') == NULL && url->port < 0
         && *url->path == '\0';
}

/* text: from "https://". */
static gboolean
take_web (KtCalendarSource *source, const char *text, const char **ret_why)
{
  g_auto (Url) url = { 0 };
  gboolean ics = source->kind == KT_SOURCE_ICS_URL;
  if (!take_apart (&url, text, G_URI_FLAGS_ENCODED_PATH | G_URI_FLAGS_ENCODED_QUERY, ret_why))
    return FALSE;
  if (url.fragment != NULL || (url.query != NULL && !ics))
    *ret_why = _ ("something follows the path");
  else if (ics && is_empty_path (&url))
    *ret_why = _ ("it has no path");
  else if (strlen (url.path) > PATH_MAX_BYTES)
    *ret_why = _ ("it is too long");
  if (*ret_why != NULL)
    return FALSE;
  if (!ics && names_domain (&url))
    {
      source->user = g_strconcat (url.user, "@", url.host, NULL);
      source->path = g_strdup ("");
      return TRUE;
    }
  source->path = url.query == NULL ? g_steal_pointer (&url.path)
                                   : g_strconcat (url.path, "?", url.query, NULL);
  source->user = g_steal_pointer (&url.user);
  source->host = g_steal_pointer (&url.host);
  source->port = url.port > 0 ? url.port : 0;
  return TRUE;
}

gboolean
kt_settings_take_calendar_url (KtCalendarSource *source, const char *text, const char *dir,
                               const char **ret_why)
{
  static const struct
  {
    const char *prefix;
    KtSourceKind kind;
  } schemes[] = { { "caldav+https://", KT_SOURCE_CALDAV }, { "vdir:", KT_SOURCE_VDIR },
                  { "ics:", KT_SOURCE_ICS_FILE },          { "https://", KT_SOURCE_ICS_URL },
                  { "webcal://", KT_SOURCE_ICS_URL },      { "webcals://", KT_SOURCE_ICS_URL } };
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_str_has_prefix (text, schemes[i].prefix))
      {
        const char *rest = text + strlen (schemes[i].prefix);
        source->kind = schemes[i].kind;
        if (source->kind == KT_SOURCE_VDIR || source->kind == KT_SOURCE_ICS_FILE)
          return take_path (&source->path, rest, dir, ret_why);
        g_autofree char *web = g_strconcat ("https://", rest, NULL);
        return take_web (source, web, ret_why);
      }
  gboolean plain = g_str_has_prefix (text, "http://") || g_str_has_prefix (text, "caldav+http://")
                   || g_str_has_prefix (text, "caldav://");
  *ret_why = plain ? _ ("it would go unencrypted") : _ ("it begins like none that are known");
  return FALSE;
}

gboolean
kt_settings_take_contacts_url (KtCalendarSource *source, const char *text, const char *dir,
                               const char **ret_why)
{
  static const char dav[] = "carddav+https://", files[] = "vdir:";
  if (g_str_has_prefix (text, files))
    {
      source->kind = KT_SOURCE_VDIR_CARDS;
      return take_path (&source->path, text + strlen (files), dir, ret_why);
    }
  if (g_str_has_prefix (text, dav))
    {
      g_autofree char *web = g_strconcat ("https://", text + strlen (dav), NULL);
      source->kind = KT_SOURCE_CARDDAV;
      return take_web (source, web, ret_why);
    }
  gboolean plain = g_str_has_prefix (text, "http://") || g_str_has_prefix (text, "carddav+http://")
                   || g_str_has_prefix (text, "carddav://");
  *ret_why = plain ? _ ("it would go unencrypted") : _ ("it begins like none that are known");
  return FALSE;
}

gboolean
kt_source_is_letter_files (KtSourceKind kind)
{
  return kind == KT_SOURCE_MAILDIR || kind == KT_SOURCE_EML || kind == KT_SOURCE_MBOX;
}

gboolean
kt_settings_take_url (KtMailSource *source, const char *text, const char *dir, const char **ret_why)
{
  static const struct
  {
    const char *prefix;
    KtSourceKind kind;
  } schemes[] = { { "imaps://", KT_SOURCE_IMAPS },
                  { "imap+starttls://", KT_SOURCE_IMAP_STARTTLS },
                  { "maildir:", KT_SOURCE_MAILDIR },
                  { "mbox:", KT_SOURCE_MBOX },
                  { "eml:", KT_SOURCE_EML } };
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_str_has_prefix (text, schemes[i].prefix))
      {
        source->kind = schemes[i].kind;
        if (kt_source_is_letter_files (source->kind))
          return take_path (&source->path, text + strlen (schemes[i].prefix), dir, ret_why);
        return take_server (source, text, ret_why);
      }
  *ret_why = g_str_has_prefix (text, "imap://") ? _ ("it would go unencrypted")
                                                : _ ("it begins like none that are known");
  return FALSE;
}
