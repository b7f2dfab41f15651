#include "config.h"
#include "kontor/addr.h"
#include "kontor/error.h"
#include <glib/gi18n.h>
#include <string.h>

struct _KtAddr
{
  char *norm;
  char *local;
  const char *domain; /* inside norm */
};

const KtAddrRules kt_addr_rules_default = { .strip_plus = TRUE, .gmail_dots = TRUE };

static gpointer
refuse (const char *text, const char *why, GError **error)
{
  g_autofree char *shown = g_utf8_make_valid (text, strnlen (text, 80));
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is not an e-mail address, %s"), shown,
               why);
  return NULL;
}

/* Controls, spaces of all kinds and invisible characters have no place in an address: they are how
 * one address is made to look like another. */
static gboolean
is_forbidden (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SPACE_SEPARATOR:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Graphic ASCII: nothing to compose, nothing forbidden. Nearly all addresses are. */
static gboolean
is_graphic_ascii (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] <= ' ' || text[i] >= 0x7f)
      return FALSE;
  return TRUE;
}

/* NFC of the casefolded text: casefolding may take characters apart. */
static char *
casefold (const char *text, gsize length)
{
  if (is_graphic_ascii (text, length))
    return g_ascii_strdown (text, (gssize)length);
  g_autofree char *composed = g_utf8_normalize (text, (gssize)length, G_NORMALIZE_NFC);
  g_autofree char *folded = g_utf8_casefold (composed, -1);
  return g_utf8_normalize (folded, -1, G_NORMALIZE_NFC);
}

/* Characters that stand in a local part only between quotes (RFC 5322 §3.2.3). */
static gboolean
is_plain_local (const char *local)
{
  return *local != '\0' && strpbrk (local, "()<>[]:;,\\\"@") == NULL;
}

/* "anna"@x is anna@x; what cannot stand without quotes keeps them. NULL: broken quoting. */
static char *
unquote_local (const char *local)
{
  gsize length = strlen (local);
  if (length < 3 || local[length - 1] != '"')
    return NULL;
  g_autoptr (GString) plain = g_string_new (NULL);
  for (gsize i = 1; i < length - 1; i++)
    {
      if (local[i] == '"' || (local[i] == '\\' && ++i == length - 1))
        return NULL;
      g_string_append_c (plain, local[i]);
    }
  return is_plain_local (plain->str) ? g_strdup (plain->str) : g_strdup (local);
}

static char *
normalise_local (const char *text, gsize length)
{
  g_autofree char *local = casefold (text, length);
  if (local[0] == '"')
    return unquote_local (local);
  return is_plain_local (local) ? g_steal_pointer (&local) : NULL;
}

static gboolean
is_domain (const char *domain)
{
  if (domain[0] == '[') /* an address literal, RFC 5321 §4.1.3 */
    {
      gsize inner = strspn (domain + 1, "0123456789abcdefipv.:");
      return inner > 0 && g_str_equal (domain + 1 + inner, "]");
    }
  for (const char *label = domain;; label++)
    {
      gsize length = strcspn (label, ".");
      if (length == 0 || length > 63 || label[0] == '-')
        return FALSE;
      label += length;
      if (*label == '\0')
        break;
    }
  return domain[strspn (domain, "abcdefghijklmnopqrstuvwxyz0123456789-_.")] == '\0';
}

static char *
normalise_domain (const char *text)
{
  gsize length = strlen (text);
  if (length > 0 && text[length - 1] == '.')
    length--;
  g_autofree char *folded = casefold (text, length);
  g_autofree char *domain
      = g_hostname_is_non_ascii (folded) ? g_hostname_to_ascii (folded) : g_strdup (folded);
  return domain != NULL && is_domain (domain) ? g_steal_pointer (&domain) : NULL;
}

/* The text without outer spaces and one pair of <>. */
static char *
take_bare (const char *text)
{
  g_autofree char *bare = g_strstrip (g_strdup (text));
  gsize length = strlen (bare);
  if (length > 1 && bare[0] == '<' && bare[length - 1] == '>')
    return g_strndup (bare + 1, length - 2);
  return g_steal_pointer (&bare);
}

KtAddr *
kt_addr_parse (const char *text, GError **error)
{
  if (strnlen (text, 2 * KT_ADDR_MAX) == 2 * KT_ADDR_MAX)
    return refuse (text, _ ("it is too long"), error);
  g_autofree char *bare = take_bare (text);
  if (strlen (bare) > KT_ADDR_MAX)
    return refuse (bare, _ ("it is too long"), error);
  gboolean plain = is_graphic_ascii (bare, strlen (bare));
  if (!plain && !g_utf8_validate (bare, -1, NULL))
    return refuse (bare, _ ("it is not UTF-8"), error);
  for (const char *p = bare; !plain && *p != '\0'; p = g_utf8_next_char (p))
    if (is_forbidden (g_utf8_get_char (p)))
      return refuse (bare, _ ("it holds a space or a control character"), error);

  const char *at = strrchr (bare, '@');
  if (at == NULL)
    return refuse (bare, _ ("the @ and what stands after it are missing"), error);
  if (at == bare)
    return refuse (bare, _ ("a name before the @ is missing"), error);
  g_autofree char *local = normalise_local (bare, at - bare);
  if (local == NULL)
    return refuse (bare, _ ("the part before the @ holds characters it cannot"), error);
  g_autofree char *domain = normalise_domain (at + 1);
  if (domain == NULL)
    return refuse (bare, _ ("what follows the @ is not a domain"), error);
  if (strlen (local) + 1 + strlen (domain) > KT_ADDR_MAX) /* A-labels are longer */
    return refuse (bare, _ ("it is too long"), error);

  KtAddr *addr = g_new0 (KtAddr, 1);
  addr->norm = g_strconcat (local, "@", domain, NULL);
  addr->domain = addr->norm + strlen (local) + 1;
  addr->local = g_steal_pointer (&local);
  return addr;
}

void
kt_addr_free (KtAddr *addr)
{
  if (addr == NULL)
    return;
  g_free (addr->norm);
  g_free (addr->local);
  g_free (addr);
}

const char *
kt_addr_norm (const KtAddr *addr)
{
  return addr->norm;
}

const char *
kt_addr_local (const KtAddr *addr)
{
  return addr->local;
}

const char *
kt_addr_domain (const KtAddr *addr)
{
  return addr->domain;
}

char *
kt_addr_match (const KtAddr *addr, const KtAddrRules *rules)
{
  const char *domain = addr->domain;
  g_autoptr (GString) local = g_string_new (addr->local);
  gboolean quoted = local->str[0] == '"';
  gboolean gmail = g_str_equal (domain, "gmail.com") || g_str_equal (domain, "googlemail.com");

  char *plus = strchr (local->str, '+');
  if (rules->strip_plus && !quoted && plus != NULL && plus != local->str)
    g_string_truncate (local, plus - local->str);
  if (gmail)
    domain = "gmail.com";
  if (gmail && rules->gmail_dots && !quoted && local->str[strspn (local->str, ".")] != '\0')
    g_string_replace (local, ".", "", 0);
  return g_strconcat (local->str, "@", domain, NULL);
}
