#include "config.h"
#include "kontor/html.h"
#include "kontor/utf8.h"
#include <libxml/HTMLparser.h>
#include <string.h>

#define CHUNK (64 << 10)
#define QUOTES_MAX 9

typedef struct
{
  GString *out;
  GPtrArray *links;
  guint skip; /* inside script, style … */
  guint pre;
  guint quotes;
  guint breaks; /* line ends due before the next word */
  gboolean space;
  char *href;
  gsize href_from; /* where the link's text begins in out */
} State;

/* What an element does to the lines around it. */
typedef enum
{
  INLINE,
  LINE,  /* its own lines */
  BLOCK, /* and a blank one before and after */
  CELL,
  HIDDEN, /* its content is not text */
} Effect;

static Effect
effect_of (const char *name)
{
  static const struct
  {
    const char *name;
    Effect effect;
  } elements[] = {
    { "div", LINE },         { "td", CELL },         { "tr", LINE },       { "p", BLOCK },
    { "li", LINE },          { "th", CELL },         { "table", LINE },    { "tbody", LINE },
    { "blockquote", BLOCK }, { "h1", BLOCK },        { "h2", BLOCK },      { "h3", BLOCK },
    { "h4", BLOCK },         { "h5", BLOCK },        { "h6", BLOCK },      { "ul", BLOCK },
    { "ol", BLOCK },         { "dl", BLOCK },        { "dt", LINE },       { "dd", LINE },
    { "pre", BLOCK },        { "hr", BLOCK },        { "section", LINE },  { "article", LINE },
    { "header", LINE },      { "footer", LINE },     { "center", LINE },   { "form", LINE },
    { "option", LINE },      { "script", HIDDEN },   { "style", HIDDEN },  { "head", HIDDEN },
    { "title", HIDDEN },     { "template", HIDDEN }, { "object", HIDDEN }, { "svg", HIDDEN },
    { "select", HIDDEN },    { "textarea", HIDDEN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    if (*name == *elements[i].name && strcmp (name, elements[i].name) == 0)
      return elements[i].effect;
  return INLINE;
}

static void
want_breaks (State *state, guint n)
{
  if (state->out->len > 0)
    state->breaks = MAX (state->breaks, n);
  state->space = FALSE;
}

/* Writes the line ends due, with the marks of quotation at the new line's beginning. */
static void
begin_word (State *state)
{
  gboolean line_begins = state->out->len == 0 || state->breaks > 0;

  if (state->breaks > 0)
    while (state->out->len > 0 && state->out->str[state->out->len - 1] == ' ')
      g_string_truncate (state->out, state->out->len - 1);
  for (; state->breaks > 0; state->breaks--)
    g_string_append_c (state->out, '\n');
  if (line_begins)
    for (guint i = 0; i < MIN (state->quotes, QUOTES_MAX); i++)
      g_string_append (state->out, "> ");
  else if (state->space && state->out->len > 0 && state->out->str[state->out->len - 1] != ' ')
    g_string_append_c (state->out, ' ');
  state->space = FALSE;
}

static const char *
attribute (const xmlChar **attributes, const char *name)
{
  for (guint i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    if (g_ascii_strcasecmp ((const char *)attributes[i], name) == 0)
      return (const char *)attributes[i + 1];
  return NULL;
}

static gboolean
is_listed (const char *href)
{
  return href != NULL && strlen (href) <= KT_HTML_LINK_MAX
         && (g_ascii_strncasecmp (href, "http://", 7) == 0
             || g_ascii_strncasecmp (href, "https://", 8) == 0
             || g_ascii_strncasecmp (href, "mailto:", 7) == 0);
}

static void
begin_link (State *state, const char *href)
{
  g_clear_pointer (&state->href, g_free);
  if (is_listed (href))
    state->href = g_strstrip (g_strdup (href));
  state->href_from = state->out->len;
}

/* What of an address its text has to show to be the same: without scheme, query and last slash. */
static char *
bare_address (const char *href)
{
  const char *begin = strstr (href, "://");

  begin = begin != NULL ? begin + 3 : g_str_has_prefix (href, "mailto:") ? href + 7 : href;
  if (g_str_has_prefix (begin, "www."))
    begin += 4;
  gsize n = strcspn (begin, "?#");
  while (n > 0 && begin[n - 1] == '/')
    n--;
  return g_strndup (begin, n);
}

static void
end_link (State *state)
{
  g_autofree char *href = g_steal_pointer (&state->href);

  if (href == NULL || state->out->len <= state->href_from || state->links->len >= KT_HTML_LINKS_MAX)
    return;
  g_autofree char *bare = bare_address (href);
  if (strstr (state->out->str + state->href_from, bare) != NULL)
    return;
  g_ptr_array_add (state->links, g_steal_pointer (&href));
  g_string_append_printf (state->out, " [%u]", state->links->len);
}

static void
on_start (void *data, const xmlChar *element, const xmlChar **attributes)
{
  State *state = data;
  const char *name = (const char *)element;

  switch (effect_of (name))
    {
    case HIDDEN:
      state->skip++;
      break;
    case BLOCK:
      want_breaks (state, 2);
      break;
    case LINE:
      want_breaks (state, 1);
      break;
    case CELL:
      state->space = TRUE;
      break;
    case INLINE:
      if (strcmp (name, "br") == 0)
        {
          state->breaks = MIN (state->breaks + 1, 3);
          state->space = FALSE;
        }
      else if (strcmp (name, "a") == 0)
        begin_link (state, attribute (attributes, "href"));
      break;
    }
  if (strcmp (name, "pre") == 0)
    state->pre++;
  else if (strcmp (name, "blockquote") == 0)
    state->quotes++;
  else if (strcmp (name, "li") == 0 && state->skip == 0)
    {
      begin_word (state);
      g_string_append (state->out, "- ");
    }
}

static void
on_end (void *data, const xmlChar *element)
{
  State *state = data;
  const char *name = (const char *)element;
  Effect effect = effect_of (name);

  if (effect == HIDDEN && state->skip > 0)
    state->skip--;
  if (strcmp (name, "pre") == 0 && state->pre > 0)
    state->pre--;
  else if (strcmp (name, "blockquote") == 0 && state->quotes > 0)
    state->quotes--;
  else if (strcmp (name, "a") == 0)
    end_link (state);
  if (effect == BLOCK || effect == LINE)
    want_breaks (state, effect == BLOCK ? 2 : 1);
}

/* No-break spaces are spaces, soft hyphens and zero-width fillers of preheaders nothing. Nearly all
 * calls end at the first octet: Cyrillic text is asked about letter by letter. */
static gsize
blank_length (const char *p, gsize left, gboolean *ret_space)
{
  const guchar *octets = (const guchar *)p;
  gboolean three = left >= 3;

  *ret_space = TRUE;
  switch (octets[0])
    {
    case ' ':
    case '\t':
    case '\n':
    case '\r':
      return 1;
    case 0xc2: /* U+00A0, U+00AD */
      if (left < 2 || (octets[1] != 0xa0 && octets[1] != 0xad))
        return 0;
      *ret_space = octets[1] == 0xa0;
      return 2;
    case 0xcd: /* U+034F */
      *ret_space = FALSE;
      return left >= 2 && octets[1] == 0x8f ? 2 : 0;
    case 0xe2: /* U+2007, U+200B, U+200C, U+202F */
      *ret_space = three && (octets[2] == 0x87 || octets[2] == 0xaf);
      return three && octets[1] == 0x80 && (*ret_space || octets[2] == 0x8b || octets[2] == 0x8c)
                 ? 3
                 : 0;
    case 0xef: /* U+FEFF */
      *ret_space = FALSE;
      return three && octets[1] == 0xbb && octets[2] == 0xbf ? 3 : 0;
    default:
      return 0;
    }
}

static void
add_preformatted (State *state, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] == '\n')
      state->breaks = MIN (state->breaks + 1, 3);
    else if (text[i] != '\r')
      {
        begin_word (state);
        g_string_append_c (state->out, text[i]);
      }
}

static void
on_characters (void *data, const xmlChar *characters, int length)
{
  State *state = data;
  const char *p = (const char *)characters, *end = p + length;

  if (state->skip > 0 || state->out->len > KT_HTML_TEXT_MAX)
    return;
  if (state->pre > 0)
    {
      add_preformatted (state, p, length);
      return;
    }
  while (p < end)
    {
      gboolean space;
      gsize n = blank_length (p, end - p, &space);
      if (n > 0)
        {
          state->space |= space;
          p += n;
          continue;
        }
      const char *from = p;
      do
        p++;
      while (p < end && (guchar)*p > ' '
             && ((guchar)*p < 0xc2 || blank_length (p, end - p, &space) == 0));
      begin_word (state);
      g_string_append_len (state->out, from, p - from);
    }
}

KtHtmlText *
kt_html_to_text (const char *html, gsize length)
{
  State state = { .out = g_string_sized_new (MIN (length, 16384)),
                  .links = g_ptr_array_new_with_free_func (g_free) };
  htmlSAXHandler handler = { .startElement = on_start,
                             .endElement = on_end,
                             .characters = on_characters,
                             .ignorableWhitespace = on_characters };
  gsize all = MIN (length, KT_HTML_MAX);
  KtHtmlText *result = g_new0 (KtHtmlText, 1);

  htmlParserCtxtPtr parser
      = htmlCreatePushParserCtxt (&handler, &state, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
  htmlCtxtUseOptions (parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
                                  | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  for (gsize at = 0; at < all && state.out->len <= KT_HTML_TEXT_MAX; at += CHUNK)
    htmlParseChunk (parser, html + at, MIN (CHUNK, all - at), 0);
  htmlParseChunk (parser, "", 0, 1);
  htmlFreeParserCtxt (parser);
  g_free (state.href);
  result->cut = length > all || state.out->len > KT_HTML_TEXT_MAX;
  if (!kt_utf8_is_valid (state.out->str, state.out->len))
    {
      g_autofree char *broken = g_string_free (g_steal_pointer (&state.out), FALSE);
      result->text = g_utf8_make_valid (broken, -1);
    }
  else
    result->text = g_string_free (state.out, FALSE);
  result->links = state.links;
  return result;
}

void
kt_html_text_free (KtHtmlText *text)
{
  if (text == NULL)
    return;
  g_free (text->text);
  g_clear_pointer (&text->links, g_ptr_array_unref);
  g_free (text);
}

void
kt_html_append_links (GString *text, GPtrArray *links)
{
  gsize before = text->len;

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      char mark[16];
      g_snprintf (mark, sizeof mark, "[%u]", i + 1);
      if (g_strstr_len (text->str, before, mark) == NULL)
        continue;
      g_string_append_printf (text, "%s%s %s", text->len == before ? "\n\n" : "\n", mark,
                              (char *)g_ptr_array_index (links, i));
    }
}
