#include "config.h"
#include "settings-url.h"
#include "settings-file.h"
#include <glib/gi18n.h>
#include <string.h>

#define NAME_MAX_BYTES 255 /* of a host (RFC 1035) and of a login name */

static gboolean
take_path (KtMailSource *source, const char *text, const char *dir, const char **ret_why)
{
  if (g_str_has_prefix (text, "///"))
    text += 2;
  if (*text == '\0' || g_str_has_prefix (text, "//"))
    {
      *ret_why = _ ("it has no path");
      return FALSE;
    }
  source->path = kt_value_path (text, dir);
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

static gboolean
take_server (KtMailSource *source, const char *text, const char **ret_why)
{
  g_autofree char *user = NULL, *password = NULL, *host = NULL, *path = NULL, *query = NULL,
                  *fragment = NULL;
  int port = -1;
  *ret_why = NULL;
  if (!g_uri_split_with_user (text, G_URI_FLAGS_HAS_PASSWORD, NULL, &user, &password, NULL, &host,
                              &port, &path, &query, &fragment, NULL))
    *ret_why = _ ("it cannot be read");
  else if (password != NULL)
    *ret_why = _ ("a password has no place in it");
  else if (user == NULL || *user == '\0')
    *ret_why = _ ("it names no user");
  else if (strlen (user) > NAME_MAX_BYTES || !is_printable (user))
    *ret_why = _ ("its user cannot be right");
  else if (port == 0)
    *ret_why = _ ("its port cannot be right");
  else if (query != NULL || fragment != NULL || (*path != '\0' && !g_str_equal (path, "/")))
    *ret_why = _ ("something follows the host");
  if (*ret_why != NULL)
    return FALSE;

  g_autofree char *name = host_name (host);
  if (name == NULL)
    {
      *ret_why = _ ("it names no host");
      return FALSE;
    }
  source->user = g_steal_pointer (&user);
  source->host = g_steal_pointer (&name);
  source->port = port > 0 ? port : source->kind == KT_SOURCE_IMAPS ? 993 : 143;
  return TRUE;
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
                  { "eml:", KT_SOURCE_EML } };
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_str_has_prefix (text, schemes[i].prefix))
      {
        source->kind = schemes[i].kind;
        if (source->kind == KT_SOURCE_MAILDIR || source->kind == KT_SOURCE_EML)
          return take_path (source, text + strlen (schemes[i].prefix), dir, ret_why);
        return take_server (source, text, ret_why);
      }
  *ret_why = g_str_has_prefix (text, "imap://") ? _ ("it would go unencrypted")
                                                : _ ("it begins like none that are known");
  return FALSE;
}
