#include "config.h"
#include "html-look.h"
#include "kontor/plain-text.h"
#include <string.h>

#define STYLE_MAX 600u /* octets of a style looked at */
#define ALT_MAX 200u

KtHtmlEffect
kt_html_effect (const char *name)
{
  static const struct
  {
    const char *name;
    KtHtmlEffect effect;
  } elements[] = {
    { "div", KT_HTML_LINE },        { "td", KT_HTML_CELL },         { "tr", KT_HTML_LINE },
    { "p", KT_HTML_BLOCK },         { "li", KT_HTML_LINE },         { "th", KT_HTML_CELL },
    { "table", KT_HTML_LINE },      { "tbody", KT_HTML_LINE },      { "thead", KT_HTML_LINE },
    { "tfoot", KT_HTML_LINE },      { "caption", KT_HTML_LINE },    { "blockquote", KT_HTML_BLOCK },
    { "h1", KT_HTML_BLOCK },        { "h2", KT_HTML_BLOCK },        { "h3", KT_HTML_BLOCK },
    { "h4", KT_HTML_BLOCK },        { "h5", KT_HTML_BLOCK },        { "h6", KT_HTML_BLOCK },
    { "ul", KT_HTML_BLOCK },        { "ol", KT_HTML_BLOCK },        { "dl", KT_HTML_BLOCK },
    { "dt", KT_HTML_LINE },         { "dd", KT_HTML_LINE },         { "pre", KT_HTML_BLOCK },
    { "hr", KT_HTML_BLOCK },        { "section", KT_HTML_LINE },    { "article", KT_HTML_LINE },
    { "header", KT_HTML_LINE },     { "footer", KT_HTML_LINE },     { "main", KT_HTML_LINE },
    { "aside", KT_HTML_LINE },      { "nav", KT_HTML_LINE },        { "figure", KT_HTML_LINE },
    { "figcaption", KT_HTML_LINE }, { "address", KT_HTML_LINE },    { "fieldset", KT_HTML_LINE },
    { "center", KT_HTML_LINE },     { "form", KT_HTML_LINE },       { "option", KT_HTML_LINE },
    { "script", KT_HTML_HIDDEN },   { "style", KT_HTML_HIDDEN },    { "head", KT_HTML_HIDDEN },
    { "title", KT_HTML_HIDDEN },    { "template", KT_HTML_HIDDEN }, { "object", KT_HTML_HIDDEN },
    { "svg", KT_HTML_HIDDEN },      { "select", KT_HTML_HIDDEN },   { "textarea", KT_HTML_HIDDEN },
    { "iframe", KT_HTML_HIDDEN },   { "video", KT_HTML_HIDDEN },    { "audio", KT_HTML_HIDDEN },
    { "xml", KT_HTML_HIDDEN },      { "map", KT_HTML_HIDDEN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    if (*name == *elements[i].name && strcmp (name, elements[i].name) == 0)
      return elements[i].effect;
  return KT_HTML_INLINE;
}

const char *
kt_html_attribute (const guchar **attributes, const char *name)
{
  for (guint i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    if (g_ascii_strcasecmp ((const char *)attributes[i], name) == 0)
      return (const char *)attributes[i + 1];
  return NULL;
}

/* Small letters, no blanks. */
static void
compact (const char *style, char *to)
{
  guint n = 0;

  for (; *style != '\0' && n < STYLE_MAX - 1; style++)
    if (!g_ascii_isspace (*style))
      to[n++] = g_ascii_tolower (*style);
  to[n] = '\0';
}

/* "max-height:0", "opacity:0", not "0.5" or "01". */
static gboolean
is_zero (const char *style, const char *property)
{
  for (const char *p = strstr (style, property); p != NULL; p = strstr (p + 1, property))
    {
      const char *value = p + strlen (property);
      gboolean whole = p == style || p[-1] == ';';
      if (whole && *value == '0' && !g_ascii_isdigit (value[1]) && value[1] != '.')
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_hidden_by (const char *style)
{
  return strstr (style, "display:none") != NULL || strstr (style, "visibility:hidden") != NULL
         || is_zero (style, "opacity:")
         || (is_zero (style, "max-height:") && strstr (style, "overflow:hidden") != NULL);
}

/* The head of what Outlook quotes: a grey line over "From: … Sent: …". */
static gboolean
is_outlook_head (const char *style)
{
  return strstr (style, "border-top:solid#e1e1e11.0pt") != NULL
         || strstr (style, "border-top:solid#b5c4df1.0pt") != NULL;
}

static guint
look_at_style (const char *name, const char *style)
{
  char small[STYLE_MAX];
  guint look = 0;

  compact (style, small);
  if (is_hidden_by (small))
    look |= KT_HTML_LOOK_HIDDEN;
  if (strcmp (name, "div") == 0 && is_outlook_head (small))
    look |= KT_HTML_LOOK_REST;
  if (strstr (small, "white-space:pre") != NULL)
    look |= KT_HTML_LOOK_PRE;
  /* how editors indent a paragraph */
  if (strcmp (name, "blockquote") == 0
      && (strstr (small, "border:none") != NULL || strstr (small, "border:0") != NULL))
    look |= KT_HTML_LOOK_INDENT;
  return look;
}

/* What mail programs call what they put around quotations and signatures. Many copies of a letter
 * put "x_" before. */
static guint
look_at_name (const char *value)
{
  static const struct
  {
    const char *part;
    guint look;
  } names[] = {
    { "gmail_signature_prefix", 0 },
    { "gmail_signature", KT_HTML_LOOK_SIGNATURE },
    { "gmail_attr", KT_HTML_LOOK_ATTRIBUTION },
    { "moz-cite-prefix", KT_HTML_LOOK_ATTRIBUTION },
    { "moz-signature", KT_HTML_LOOK_SIGNATURE },
    { "yahoo_quoted", KT_HTML_LOOK_QUOTED },
    { "divRplyFwdMsg", KT_HTML_LOOK_REST },
    { "OutlookMessageHeader", KT_HTML_LOOK_REST },
    { "mail-editor-reference-message-container", KT_HTML_LOOK_QUOTED },
    { "ms-outlook-mobile-reference-message", KT_HTML_LOOK_QUOTED },
    { "ms-outlook-mobile-signature", KT_HTML_LOOK_SIGNATURE },
    { "AppleMailSignature", KT_HTML_LOOK_SIGNATURE },
    { "mail-wrapper-signature", KT_HTML_LOOK_SIGNATURE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strstr (value, names[i].part) != NULL)
      return names[i].look;
  return strcmp (value, "Signature") == 0 || g_str_has_suffix (value, "x_Signature")
             ? KT_HTML_LOOK_SIGNATURE
             : 0;
}

static gboolean
is_citation (const guchar **attributes)
{
  const char *type = kt_html_attribute (attributes, "type");
  const char *class = kt_html_attribute (attributes, "class");

  return (type != NULL && g_ascii_strcasecmp (type, "cite") == 0)
         || (class != NULL && strstr (class, "quote") != NULL)
         || kt_html_attribute (attributes, "cite") != NULL;
}

guint
kt_html_look (const char *name, const guchar **attributes)
{
  guint look = 0;

  for (guint i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    {
      const char *attribute = (const char *)attributes[i], *value = (const char *)attributes[i + 1];
      if (strcmp (attribute, "hidden") == 0)
        look |= KT_HTML_LOOK_HIDDEN;
      else if (value == NULL)
        continue;
      else if (strcmp (attribute, "style") == 0)
        look |= look_at_style (name, value);
      else if (strcmp (attribute, "class") == 0 || strcmp (attribute, "id") == 0)
        look |= look_at_name (value);
    }
  if (strcmp (name, "pre") == 0)
    look |= KT_HTML_LOOK_PRE;
  if (strcmp (name, "blockquote") == 0
      && ((look & KT_HTML_LOOK_INDENT) == 0 || is_citation (attributes)))
    look |= KT_HTML_LOOK_QUOTED;
  return look;
}

static gboolean
is_counter (const guchar **attributes)
{
  static const char *const sides[] = { "width", "height" };

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      const char *value = kt_html_attribute (attributes, sides[i]);
      if (value != NULL && (strcmp (value, "0") == 0 || strcmp (value, "1") == 0))
        return TRUE;
    }
  return FALSE;
}

/* Programs put the file's name there. */
static gboolean
is_file_name (const char *alt)
{
  static const char *const ends[] = { ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".svg", ".webp" };
  g_autofree char *small = g_ascii_strdown (alt, -1);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (small, ends[i]))
      return TRUE;
  return g_str_has_prefix (small, "cid:");
}

char *
kt_html_image_text (const guchar **attributes)
{
  const char *alt = kt_html_attribute (attributes, "alt");

  if (alt == NULL || is_counter (attributes))
    return NULL;
  g_autofree char *valid = g_utf8_make_valid (alt, -1);
  g_autofree char *line = kt_plain_line (valid, ALT_MAX);
  if (*line == '\0' || is_file_name (line))
    return NULL;
  /* a smiley stands for itself */
  return g_utf8_strlen (line, -1) <= 2 ? g_steal_pointer (&line) : g_strdup_printf ("[%s]", line);
}
