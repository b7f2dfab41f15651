#include "config.h"
#include "href.h"
#include <string.h>

static gboolean
is_escape (const char *at)
{
  return at[0] == '%' && g_ascii_isxdigit (at[1]) && g_ascii_isxdigit (at[2]);
}

static guchar
octet_of (const char *escape)
{
  return (guchar)(g_ascii_xdigit_value (escape[1]) << 4 | g_ascii_xdigit_value (escape[2]));
}

static gboolean
stays_encoded (guchar octet)
{
  return octet < ' ' || octet == 0x7f || octet == '%' || octet == '/';
}

/* Decodes what may be; octets beyond ASCII are judged afterwards, together. */
static GString *
decode (const char *path)
{
  GString *out = g_string_new (NULL);
  for (; *path != '\0'; path++)
    if (!is_escape (path))
      {
        if (stays_encoded ((guchar)*path) && *path != '/')
          g_string_append_printf (out, "%%%02X", (guchar)*path);
        else
          g_string_append_c (out, *path);
      }
    else
      {
        guchar octet = octet_of (path);
        if (stays_encoded (octet))
          g_string_append_printf (out, "%%%02X", octet);
        else
          g_string_append_c (out, (char)octet);
        path += 2;
      }
  return out;
}

char *
kt_href_normal (const char *path)
{
  g_autoptr (GString) decoded = decode (path);
  GString *out = g_string_sized_new (decoded->len);
  const char *at = decoded->str, *end;
  while (!g_utf8_validate (at, -1, &end))
    {
      g_string_append_len (out, at, end - at);
      g_string_append_printf (out, "%%%02X", (guchar)*end);
      at = end + 1;
    }
  g_string_append (out, at);
  return g_string_free (out, FALSE);
}

char *
kt_href_encode (const char *normal)
{
  GString *out = g_string_new (NULL);
  for (; *normal != '\0'; normal++)
    if (g_ascii_isalnum (*normal) || strchr ("-._~/:@!$()*,;=", *normal) != NULL
        || is_escape (normal))
      g_string_append_c (out, *normal);
    else
      g_string_append_printf (out, "%%%02X", (guchar)*normal);
  return g_string_free (out, FALSE);
}

/* The host of a URL in small letters; NULL: it has none. Not its port: a server behind another one
 * names its own. */
static char *
host_of (const char *url)
{
  const char *host = strstr (url, "://") + 3;
  g_autofree char *authority = g_strndup (host, strcspn (host, "/"));
  const char *name = strrchr (authority, '@') != NULL ? strrchr (authority, '@') + 1 : authority;
  gsize length = *name == '[' ? strcspn (name, "]") : strcspn (name, ":");
  return length > 0 ? g_ascii_strdown (name, length) : NULL;
}

/* Where the path of a URL begins. */
static const char *
path_of_url (const char *url)
{
  const char *host = strstr (url, "://");
  const char *path = host != NULL ? strchr (host + 3, '/') : NULL;
  return path != NULL ? path : "/";
}

static gboolean
is_url (const char *text)
{
  return g_ascii_strncasecmp (text, "https://", 8) == 0
         || g_ascii_strncasecmp (text, "http://", 7) == 0;
}

/* http: is what servers say that do not know of the TLS in front of them: only the path is used.
 * Xandikos even encodes the colon of a URL. */
char *
kt_href_resolve (const char *url, const char *href)
{
  g_autofree char *normal = kt_href_normal (href);
  if (is_url (normal))
    {
      g_autofree char *here = host_of (url), *there = host_of (normal);
      return here != NULL && g_strcmp0 (here, there) == 0 ? g_strdup (path_of_url (normal)) : NULL;
    }
  if (g_str_has_prefix (href, "//"))
    return NULL;
  if (*href == '/')
    return g_steal_pointer (&normal);
  if (*href == '\0')
    return NULL;
  const char *base = path_of_url (url);
  g_autofree char *directory = g_strndup (base, strrchr (base, '/') + 1 - base);
  g_autofree char *whole = g_strconcat (directory, href, NULL);
  return kt_href_normal (whole);
}

char *
kt_href_root (const char *collection)
{
  g_autofree char *normal
      = kt_href_normal (is_url (collection) ? path_of_url (collection) : collection);
  return g_str_has_suffix (normal, "/") ? g_steal_pointer (&normal)
                                        : g_strconcat (normal, "/", NULL);
}

gboolean
kt_href_is_member (const char *root, const char *href)
{
  if (!g_str_has_prefix (href, root))
    return FALSE;
  const char *name = href + strlen (root);
  return *name != '\0' && strchr (name, '/') == NULL && strcmp (name, ".") != 0
         && strcmp (name, "..") != 0;
}
