#include "config.h"
#include "html-look.h"
#include "kontor/html.h"
#include <string.h>

static gboolean
begins (const char *text, const char *with)
{
  return g_ascii_strncasecmp (text, with, strlen (with)) == 0;
}

static gboolean
is_web (const char *address)
{
  return begins (address, "http://") || begins (address, "https://");
}

/* The value of a parameter in a query, percent-decoded; NULL none, or nothing fit for a line. */
static char *
parameter (const char *address, const char *name)
{
  const char *query = strchr (address, '?');
  gsize n = strlen (name);

  for (; query != NULL; query = strpbrk (query + 1, "&;"))
    {
      const char *p = query + 1;
      if (g_str_has_prefix (p, "amp;"))
        p += 4;
      if (strncmp (p, name, n) != 0 || p[n] != '=')
        continue;
      char *value = g_uri_unescape_segment (p + n + 1, p + n + 1 + strcspn (p + n + 1, "&"), NULL);
      if (value != NULL && is_web (value) && g_utf8_validate (value, -1, NULL))
        return value;
      g_free (value);
      return NULL;
    }
  return NULL;
}

static gboolean
host_ends_with (const char *address, const char *host)
{
  const char *begin = strstr (address, "://");

  if (begin == NULL)
    return FALSE;
  begin += 3;
  g_autofree char *whole = g_ascii_strdown (begin, (gssize)strcspn (begin, "/?#:"));
  return g_str_has_suffix (whole, host)
         && (strlen (whole) == strlen (host) || whole[strlen (whole) - strlen (host) - 1] == '.');
}

/* Gateways and search engines wrap the address they lead to. */
static char *
unwrapped (const char *address)
{
  if (host_ends_with (address, "safelinks.protection.outlook.com"))
    return parameter (address, "url");
  if (host_ends_with (address, "google.com") && strstr (address, "/url?") != NULL)
    {
      char *q = parameter (address, "q");
      return q != NULL ? q : parameter (address, "url");
    }
  const char *inner
      = host_ends_with (address, "urldefense.com") ? strstr (address, "/v3/__") : NULL;
  const char *end = inner != NULL ? strstr (inner + 6, "__;") : NULL;
  if (end == NULL || !is_web (inner + 6))
    return NULL;
  return g_strndup (inner + 6, (gsize)(end - inner) - 6);
}

/* What only tells the sender who clicked where. */
static gboolean
is_mark (const char *pair)
{
  static const char *const marks[]
      = { "utm_",     "fbclid=", "gclid=",   "yclid=",  "mc_cid=", "mc_eid=",  "_openstat=",
          "msclkid=", "igshid=", "mkt_tok=", "_hsenc=", "_hsmi=",  "vero_id=", NULL };

  for (guint i = 0; marks[i] != NULL; i++)
    if (begins (pair, marks[i]))
      return TRUE;
  return FALSE;
}

static char *
without_marks (const char *address)
{
  const char *query = strchr (address, '?');
  const char *fragment = strchr (address, '#');

  if (query == NULL || (fragment != NULL && fragment < query))
    return g_strdup (address);
  GString *clean = g_string_new_len (address, query - address);
  g_autofree char *pairs
      = fragment != NULL ? g_strndup (query + 1, fragment - query - 1) : g_strdup (query + 1);
  g_auto (GStrv) list = g_strsplit (pairs, "&", -1);
  char sign = '?';
  for (guint i = 0; list[i] != NULL; i++)
    if (!is_mark (list[i]))
      {
        g_string_append_c (clean, sign);
        g_string_append (clean, list[i]);
        sign = '&';
      }
  if (fragment != NULL)
    g_string_append (clean, fragment);
  return g_string_free (clean, FALSE);
}

char *
kt_html_link_address (const char *href)
{
  g_autofree char *address = href != NULL ? g_strstrip (g_strdup (href)) : NULL;

  if (address == NULL || !(is_web (address) || begins (address, "mailto:")))
    return NULL;
  if (!is_web (address))
    address[strcspn (address, "?")] = '\0'; /* subject and body are somebody's draft */
  char *inner = unwrapped (address);
  if (inner != NULL)
    {
      g_free (address);
      address = inner;
    }
  char *clean = without_marks (address);
  for (char *p = clean; *p != '\0'; p++)
    if ((guchar)*p <= ' ')
      *p = '+'; /* one line, one word */
  if (strlen (clean) <= KT_HTML_LINK_MAX)
    return clean;
  g_free (clean);
  return NULL;
}

/* Without scheme, "www.", query and last slash. */
static char *
bare_address (const char *address)
{
  const char *begin = strstr (address, "://");

  begin = begin != NULL ? begin + 3 : begins (address, "mailto:") ? address + 7 : address;
  if (begins (begin, "www."))
    begin += 4;
  gsize n = strcspn (begin, "?#");
  while (n > 0 && begin[n - 1] == '/')
    n--;
  return g_ascii_strdown (begin, (gssize)n);
}

gboolean
kt_html_link_is_told (const char *text, const char *address)
{
  g_autofree char *bare = bare_address (address);
  g_autofree char *small = g_ascii_strdown (text, -1);

  return strstr (small, bare) != NULL;
}
