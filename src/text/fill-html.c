#include "config.h"
#include "fill-html.h"
#include "kontor/html-page.h"
#include "kontor/term.h"
#include <string.h>

enum
{
  IN_TEXT,
  AFTER_LESS,
  IN_TAG_NAME,
  BEFORE_ATTRIBUTE,
  IN_ATTRIBUTE,
  AFTER_EQUALS,
  IN_VALUE,
  IN_BARE_VALUE,
  IN_COMMENT, /* <!-- … --> and <!doctype … > */
  IN_RAW,     /* style */
};

void
kt_page_scan_init (KtPageScan *scan)
{
  *scan = (KtPageScan){ .tag = g_string_new (NULL),
                        .attribute = g_string_new (NULL),
                        .value = g_string_new (NULL) };
}

void
kt_page_scan_clear (KtPageScan *scan)
{
  g_string_free (scan->tag, TRUE);
  g_string_free (scan->attribute, TRUE);
  g_string_free (scan->value, TRUE);
}

static gboolean
is_one_of (const char *word, const char *const *list)
{
  for (; *list != NULL; list++)
    if (g_ascii_strcasecmp (word, *list) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
tag_is_forbidden (const char *tag)
{
  static const char *const tags[]
      = { "script",   "iframe",    "frame",  "frameset", "object", "embed",    "applet",
          "base",     "form",      "link",   "template", "svg",    "math",     "portal",
          "noscript", "plaintext", "xmp",    "input",    "button", "textarea", "select",
          "video",    "audio",     "source", NULL };
  return is_one_of (tag, tags);
}

static gboolean
is_address (const char *attribute)
{
  static const char *const attributes[] = { "href", "src", "cite", "poster", "background", NULL };
  return is_one_of (attribute, attributes);
}

static gboolean
attribute_is_forbidden (const char *attribute)
{
  static const char *const attributes[]
      = { "http-equiv", "srcdoc",     "srcset", "action", "formaction",
          "ping",       "xlink:href", "data",   NULL };
  return g_ascii_strncasecmp (attribute, "on", 2) == 0 || is_one_of (attribute, attributes);
}

static gboolean
begins (const char *text, const char *prefix)
{
  return g_ascii_strncasecmp (text, prefix, strlen (prefix)) == 0;
}

static gboolean
may_be_followed (const char *address)
{
  return begins (address, "https://") || begins (address, "http://") || begins (address, "mailto:");
}

/* Pictures travel with the page, links lead to pages and people. */
static gboolean
address_is_forbidden (const char *attribute, const char *value)
{
  if (!is_address (attribute) || *value == '\0')
    return FALSE;
  if (g_ascii_strcasecmp (attribute, "href") == 0)
    return *value != '#' && !may_be_followed (value);
  return !begins (value, "data:image/png;") && !begins (value, "data:image/jpeg;");
}

static const char *
end_tag (KtPageScan *scan)
{
  gboolean style = !scan->closing && g_ascii_strcasecmp (scan->tag->str, "style") == 0;
  scan->state = style ? IN_RAW : IN_TEXT;
  return NULL;
}

static const char *
end_attribute (KtPageScan *scan)
{
  return attribute_is_forbidden (scan->attribute->str) ? scan->attribute->str : NULL;
}

static void
begin_attribute (KtPageScan *scan, char c)
{
  g_string_truncate (scan->attribute, 0);
  g_string_truncate (scan->value, 0);
  g_string_append_c (scan->attribute, c);
  scan->state = IN_ATTRIBUTE;
}

static const char *
step_less (KtPageScan *scan, char c)
{
  g_string_truncate (scan->tag, 0);
  scan->closing = c == '/';
  if (c == '!' || c == '?')
    scan->state = IN_COMMENT;
  else if (c == '/' || g_ascii_isalpha (c))
    scan->state = IN_TAG_NAME;
  else
    scan->state = IN_TEXT;
  if (g_ascii_isalpha (c) || c == '!')
    g_string_append_c (scan->tag, c);
  return NULL;
}

static const char *
step_tag (KtPageScan *scan, char c)
{
  if (c != '>' && c != '/' && !g_ascii_isspace (c))
    {
      g_string_append_c (scan->tag, c);
      return NULL;
    }
  if (tag_is_forbidden (scan->tag->str))
    return scan->tag->str;
  scan->state = BEFORE_ATTRIBUTE;
  return c == '>' ? end_tag (scan) : NULL;
}

static const char *
step_attribute (KtPageScan *scan, char c)
{
  const char *bad = NULL;
  if (c == '=' || c == '>' || c == '/' || g_ascii_isspace (c))
    bad = end_attribute (scan);
  else
    g_string_append_c (scan->attribute, c);
  if (c == '=')
    scan->state = AFTER_EQUALS;
  else if (c == '>')
    end_tag (scan);
  else if (c == '/' || g_ascii_isspace (c))
    scan->state = BEFORE_ATTRIBUTE;
  return bad;
}

static const char *
step_value (KtPageScan *scan, char c)
{
  gboolean bare = scan->state == IN_BARE_VALUE;
  gboolean ends = bare ? c == '>' || g_ascii_isspace (c) : c == scan->quote;
  if (!ends)
    {
      g_string_append_c (scan->value, c);
      return NULL;
    }
  if (address_is_forbidden (scan->attribute->str, scan->value->str))
    return scan->attribute->str;
  scan->state = BEFORE_ATTRIBUTE;
  return bare && c == '>' ? end_tag (scan) : NULL;
}

/* Ends at "-->" of a comment, at ">" of anything else that begins so. */
static void
step_comment (KtPageScan *scan, char c)
{
  g_string_append_c (scan->tag, c);
  gboolean comment = g_str_has_prefix (scan->tag->str, "!--");
  if (comment ? g_str_has_suffix (scan->tag->str + 3, "-->") : c == '>')
    scan->state = IN_TEXT;
}

static void
step_raw (KtPageScan *scan, char c)
{
  static const char end[] = "</style>";
  g_string_append_c (scan->value, c);
  gsize length = scan->value->len, wanted = sizeof end - 1;
  if (length >= wanted && g_ascii_strcasecmp (scan->value->str + length - wanted, end) == 0)
    scan->state = IN_TEXT;
}

static const char *
step (KtPageScan *scan, char c)
{
  switch (scan->state)
    {
    case IN_TEXT:
      scan->state = c == '<' ? AFTER_LESS : IN_TEXT;
      return NULL;
    case AFTER_LESS:
      return step_less (scan, c);
    case IN_TAG_NAME:
      return step_tag (scan, c);
    case BEFORE_ATTRIBUTE:
      if (c == '>')
        end_tag (scan);
      else if (c == '=') /* "href = x" */
        scan->state = AFTER_EQUALS;
      else if (!g_ascii_isspace (c) && c != '/')
        begin_attribute (scan, c);
      return NULL;
    case IN_ATTRIBUTE:
      return step_attribute (scan, c);
    case AFTER_EQUALS:
      if (g_ascii_isspace (c))
        return NULL;
      scan->quote = c;
      g_string_truncate (scan->value, 0);
      scan->state = c == '"' || c == '\'' ? IN_VALUE : IN_BARE_VALUE;
      return scan->state == IN_BARE_VALUE ? step_value (scan, c) : NULL;
    case IN_VALUE:
    case IN_BARE_VALUE:
      return step_value (scan, c);
    case IN_COMMENT:
      step_comment (scan, c);
      return NULL;
    default:
      step_raw (scan, c);
      return NULL;
    }
}

gssize
kt_page_scan_feed (KtPageScan *scan, const char *text, gsize length, char **ret_what)
{
  for (gsize i = 0; i < length; i++)
    {
      const char *bad = step (scan, text[i]);
      if (bad == NULL)
        continue;
      *ret_what = g_strdup (bad);
      return (gssize)i;
    }
  return -1;
}

KtPagePlace
kt_page_scan_place (const KtPageScan *scan)
{
  if (scan->state == IN_TEXT)
    return KT_PAGE_TEXT;
  if (scan->state != IN_VALUE || g_ascii_strcasecmp (scan->attribute->str, "style") == 0)
    return KT_PAGE_NEVER;
  if (!is_address (scan->attribute->str))
    return KT_PAGE_VALUE;
  if (scan->value->len == 0)
    return g_ascii_strcasecmp (scan->attribute->str, "href") == 0 ? KT_PAGE_LINK : KT_PAGE_NEVER;
  return may_be_followed (scan->value->str) ? KT_PAGE_IN_LINK : KT_PAGE_NEVER;
}

void
kt_page_scan_filled (KtPageScan *scan)
{
  /* what stands before it is an address already, what follows belongs to one */
  if (scan->state == IN_VALUE && scan->value->len == 0)
    g_string_append (scan->value, "https://");
}

gboolean
kt_page_scan_same (const KtPageScan *scan, int state, const char *tag)
{
  return scan->state == state && (state == IN_TEXT || strcmp (scan->tag->str, tag) == 0);
}

void
kt_page_append (GString *out, KtPagePlace place, const char *prefix, const char *value)
{
  g_autofree char *escaped = NULL;
  switch (place)
    {
    case KT_PAGE_LINK:
      if (may_be_followed (value))
        kt_html_append (out, value);
      break;
    case KT_PAGE_IN_LINK:
      escaped = g_uri_escape_string (value, begins (prefix, "mailto:") ? "@" : NULL, FALSE);
      kt_html_append (out, escaped);
      break;
    default:
      kt_html_append (out, value);
    }
}
