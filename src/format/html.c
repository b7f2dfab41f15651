#include "config.h"
#include "kontor/html.h"
#include "html-look.h"
#include "html-write.h"
#include "kontor/utf8.h"
#include <libxml/HTMLparser.h>
#include <string.h>

#define CHUNK (64 << 10)
#define PARAGRAPH_MIN 60u /* characters: a longer cell is a paragraph, not a figure */
#define INDENT_MAX 8u     /* lists within lists that are moved in */
#define LOOK_BACK 200u    /* open elements looked through for a list or cells */
#define CONDITION_MAX 80u /* octets of "<![if !mso]>" */

/* An open element. */
typedef struct
{
  const char *name; /* the parser's */
  guint look;       /* KT_HTML_LOOK_* */
  KtHtmlEffect effect;
  gboolean has_block; /* a paragraph within a cell */
  guint items;        /* of a list, or cells of a row, so far */
  guint span;         /* of a cell: columns it takes beside its own */
  guint line;         /* of a cell: the number of the one its text begins in; 0 none yet */
  gsize from;         /* how much was written before it */
} Element;

typedef struct
{
  KtHtmlWriter writer;
  GArray *open; /* Element */
  gboolean show_hidden;
  gboolean met_hidden; /* something was left out for its looks */
  guint hidden, pre, lists, attributions;
} State;

static Element *
top (State *state)
{
  return state->open->len > 0 ? &g_array_index (state->open, Element, state->open->len - 1) : NULL;
}

static guint
look_back (const State *state)
{
  return state->open->len > LOOK_BACK ? state->open->len - LOOK_BACK : 0;
}

/* The cells and items the line's first word lies in. */
static void
note_cells (State *state)
{
  for (guint i = state->open->len; i-- > look_back (state);)
    {
      Element *element = &g_array_index (state->open, Element, i);
      if (element->effect == KT_HTML_CELL && element->line == 0)
        element->line = state->writer.line;
    }
}

static void
add_word (State *state, const char *word, gsize length)
{
  if (kt_html_add_word (&state->writer, word, length))
    note_cells (state);
}

static void
begin_item (State *state)
{
  guint indent = MIN (state->lists, INDENT_MAX);
  Element *list = NULL;

  for (guint i = state->open->len; i-- > look_back (state) && list == NULL;)
    {
      Element *element = &g_array_index (state->open, Element, i);
      if (strcmp (element->name, "ul") == 0 || strcmp (element->name, "ol") == 0)
        list = element;
    }
  indent = indent > 0 ? (indent - 1) * 2 : 0;
  if (list != NULL && strcmp (list->name, "ol") == 0)
    g_snprintf (state->writer.bullet, sizeof state->writer.bullet, "%*s%u. ", (int)indent, "",
                ++list->items);
  else
    g_snprintf (state->writer.bullet, sizeof state->writer.bullet, "%*s- ", (int)indent, "");
  state->writer.fresh = TRUE;
}

static void
begin_cell (State *state)
{
  Element *row = top (state);

  if (row != NULL && strcmp (row->name, "tr") == 0)
    row->items++;
  if (state->writer.breaks == 0 && state->writer.out->len > 0)
    state->writer.gaps += 1 + state->writer.spans;
  state->writer.spans = 0;
  state->writer.fresh = TRUE;
}

/* What parts two cells is two blanks, however many lie between them: keys hang on where lines
 * end. */
static gsize
characters_from (const char *text)
{
  gsize n = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    n += *p != KT_HTML_GAP ? 1 : p == text || p[-1] != KT_HTML_GAP ? 2 : 0;
  return n;
}

/* Short cells stand side by side, paragraphs below one another. */
static void
end_cell (State *state, const Element *cell)
{
  state->writer.fresh = FALSE;
  Element *row = top (state);
  if (state->writer.gaps > 0 || cell->line != 0)
    state->writer.spans += cell->span;
  if (cell->line == 0)
    return; /* it was empty */
  if (row != NULL)
    row->has_block |= cell->has_block;
  gboolean paragraph = cell->line != state->writer.line
                       || characters_from (state->writer.out->str + cell->from) > PARAGRAPH_MIN;
  state->writer.breaks = 0;
  if (paragraph)
    kt_html_want_breaks (&state->writer,
                         cell->has_block || cell->line == state->writer.line ? 2 : 1);
}

static void
note_block (State *state)
{
  for (guint i = state->open->len; i-- > look_back (state);)
    {
      Element *element = &g_array_index (state->open, Element, i);
      if (element->effect != KT_HTML_CELL)
        continue;
      element->has_block = TRUE;
      return;
    }
}

static void
break_before (State *state, const char *name, KtHtmlEffect effect)
{
  if (effect == KT_HTML_BLOCK)
    {
      note_block (state);
      kt_html_want_breaks (&state->writer, state->lists > 0 ? 1 : 2);
    }
  else if (effect == KT_HTML_LINE)
    kt_html_want_breaks (&state->writer, 1);
  else if (effect == KT_HTML_CELL)
    begin_cell (state);
  if (strcmp (name, "br") == 0 && state->writer.out->len > 0 && !state->writer.fresh)
    {
      state->writer.breaks = MIN (state->writer.breaks + 1, KT_HTML_BREAKS_MAX);
      state->writer.space = FALSE;
    }
}

static guint
columns_beside (const xmlChar **attributes)
{
  const char *span = kt_html_attribute (attributes, "colspan");
  gint64 columns = span != NULL ? g_ascii_strtoll (span, NULL, 10) : 1;
  return (guint)CLAMP (columns, 1, (gint64)KT_HTML_GAPS_MAX) - 1;
}

static void
on_start (void *data, const xmlChar *element, const xmlChar **attributes)
{
  State *state = data;
  const char *name = (const char *)element;
  Element new = { .name = name, .effect = kt_html_effect (name), .from = state->writer.out->len };

  if (state->hidden == 0 && attributes != NULL)
    new.look = kt_html_look (name, attributes);
  else if (strcmp (name, "pre") == 0 || strcmp (name, "blockquote") == 0)
    new.look = kt_html_look (name, NULL);
  if (new.look & KT_HTML_LOOK_HIDDEN)
    state->met_hidden = TRUE;
  if (state->show_hidden)
    new.look &= ~(guint)KT_HTML_LOOK_HIDDEN;
  if (new.effect == KT_HTML_CELL)
    new.span = columns_beside (attributes);
  if (new.effect == KT_HTML_HIDDEN)
    new.look |= KT_HTML_LOOK_HIDDEN;
  state->hidden += (new.look &KT_HTML_LOOK_HIDDEN) != 0;
  if (state->hidden == 0)
    {
      break_before (state, name, new.effect);
      if (new.look &(KT_HTML_LOOK_REST | KT_HTML_LOOK_QUOTED))
        state->writer.quotes++;
      if (strcmp (name, "a") == 0)
        kt_html_begin_link (&state->writer, kt_html_attribute (attributes, "href"));
      else if (strcmp (name, "li") == 0)
        begin_item (state);
      else if (strcmp (name, "ul") == 0 || strcmp (name, "ol") == 0)
        state->lists++;
      else if (strcmp (name, "img") == 0)
        {
          g_autofree char *text = kt_html_image_text (attributes);
          if (text != NULL)
            add_word (state, text, strlen (text));
        }
      if (new.look & KT_HTML_LOOK_SIGNATURE)
        {
          kt_html_want_breaks (&state->writer, 1);
          state->writer.sign = TRUE;
        }
    }
  else
    new.look &= KT_HTML_LOOK_HIDDEN | KT_HTML_LOOK_PRE;
  if (state->attributions > 0) /* its lines get their marks once */
    new.look &= ~(guint)KT_HTML_LOOK_ATTRIBUTION;
  state->attributions += (new.look &KT_HTML_LOOK_ATTRIBUTION) != 0;
  state->pre += (new.look &KT_HTML_LOOK_PRE) != 0;
  g_array_append_val (state->open, new);
}

static void
close_element (State *state, const Element *element)
{
  gboolean was_hidden = state->hidden > 0;

  state->hidden -= (element->look & KT_HTML_LOOK_HIDDEN) != 0;
  state->pre -= (element->look & KT_HTML_LOOK_PRE) != 0;
  state->attributions -= (element->look & KT_HTML_LOOK_ATTRIBUTION) != 0;
  if (was_hidden)
    return;
  if (element->effect == KT_HTML_CELL)
    end_cell (state, element);
  else if (strcmp (element->name, "li") == 0)
    {
      state->writer.fresh = FALSE;
      state->writer.bullet[0] = '\0';
    }
  else if (strcmp (element->name, "a") == 0)
    kt_html_end_link (&state->writer);
  else if (strcmp (element->name, "ul") == 0 || strcmp (element->name, "ol") == 0)
    state->lists -= state->lists > 0;
  if (element->effect == KT_HTML_BLOCK || element->effect == KT_HTML_LINE)
    kt_html_want_breaks (&state->writer,
                         element->effect == KT_HTML_BLOCK && state->lists == 0 ? 2 : 1);
  /* a row that is one paragraph is no row of figures */
  if (element->items == 1 && element->has_block && strcmp (element->name, "tr") == 0)
    kt_html_want_breaks (&state->writer, 2);
  if (element->look & KT_HTML_LOOK_ATTRIBUTION)
    kt_html_mark_attribution (&state->writer, element->from);
  if ((element->look & KT_HTML_LOOK_QUOTED) && state->writer.quotes > 0)
    state->writer.quotes--;
  if (element->look & KT_HTML_LOOK_SIGNATURE)
    state->writer.sign = FALSE;
}

static void
on_end (void *data, const xmlChar *element)
{
  State *state = data;
  guint depth = state->open->len;

  while (depth > 0
         && strcmp (g_array_index (state->open, Element, depth - 1).name, (const char *)element)
                != 0)
    depth--;
  while (depth > 0 && state->open->len >= depth)
    {
      Element closed = *top (state);
      g_array_set_size (state->open, state->open->len - 1);
      close_element (state, &closed);
    }
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
    case 0xe2: /* U+2007, U+200B, U+200C, U+200E, U+200F, U+202F, U+2060 */
      if (!three || (octets[1] != 0x80 && (octets[1] != 0x81 || octets[2] != 0xa0)))
        return 0;
      *ret_space = octets[1] == 0x80 && (octets[2] == 0x87 || octets[2] == 0xaf);
      return *ret_space || octets[1] == 0x81
                     || (octets[2] >= 0x8b && octets[2] <= 0x8f && octets[2] != 0x8d)
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
  for (gsize i = 0; i < length;)
    {
      gsize n = 0;
      while (i + n < length && text[i + n] != '\n' && text[i + n] != '\r')
        n++;
      if (n > 0)
        add_word (state, text + i, n);
      i += n;
      if (i < length && text[i] == '\n' && state->writer.out->len > 0)
        state->writer.breaks = MIN (state->writer.breaks + 1, KT_HTML_BREAKS_MAX);
      i++;
    }
}

static void
on_characters (void *data, const xmlChar *characters, int length)
{
  State *state = data;
  const char *p = (const char *)characters, *end = p + length;

  if (state->hidden > 0 || state->writer.out->len > KT_HTML_TEXT_MAX)
    return;
  if (state->pre > 0)
    {
      add_preformatted (state, p, (gsize)length);
      return;
    }
  while (p < end)
    {
      gboolean space;
      gsize n = blank_length (p, end - p, &space);
      if (n > 0)
        {
          state->writer.space |= space;
          p += n;
          continue;
        }
      const char *from = p;
      do
        p++;
      while (p < end && (guchar)*p > ' '
             && ((guchar)*p < 0xc2 || blank_length (p, end - p, &space) == 0));
      add_word (state, from, p - from);
    }
}

/* Office's "<![if …]>" and "<![endif]>", which the parser takes for text, left out. NULL: there are
 * none. */
static GString *
without_conditions (const char *html, gsize length)
{
  const char *end = html + length, *from = html, *p = html;
  GString *clean = NULL;

  while ((p = memchr (p, '<', (gsize)(end - p))) != NULL)
    {
      gsize left = (gsize)(end - p), n = 3;
      if (left < 5 || p[1] != '!' || p[2] != '[')
        {
          p++;
          continue;
        }
      while (n < left && n < CONDITION_MAX && p[n] != '>' && p[n] != '<')
        n++;
      if (n < left && p[n] == '>' && p[n - 1] == ']')
        {
          if (clean == NULL)
            clean = g_string_sized_new (length);
          g_string_append_len (clean, from, p - from);
          from = p + n + 1;
        }
      p += n;
    }
  if (clean != NULL)
    g_string_append_len (clean, from, end - from);
  return clean;
}

static void
parse (State *state, const char *html, gsize length)
{
  htmlSAXHandler handler = { .startElement = on_start,
                             .endElement = on_end,
                             .characters = on_characters,
                             .ignorableWhitespace = on_characters };
  htmlParserCtxtPtr parser
      = htmlCreatePushParserCtxt (&handler, state, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);

  htmlCtxtUseOptions (parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
                                  | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  for (gsize at = 0; at < length && state->writer.out->len <= KT_HTML_TEXT_MAX; at += CHUNK)
    htmlParseChunk (parser, html + at, (int)MIN (CHUNK, length - at), 0);
  htmlParseChunk (parser, "", 0, 1);
  htmlFreeParserCtxt (parser);
  g_clear_pointer (&state->writer.href, g_free);
  g_array_unref (state->open);
}

/* show_hidden: what is not shown too. NULL: nothing is shown. */
static KtHtmlText *
convert (const char *html, gsize length, gboolean show_hidden)
{
  State state
      = { .open = g_array_new (FALSE, FALSE, sizeof (Element)), .show_hidden = show_hidden };
  gsize all = MIN (length, KT_HTML_MAX);

  kt_html_writer_init (&state.writer, length);
  g_autoptr (GString) clean = without_conditions (html, all);
  parse (&state, clean != NULL ? clean->str : html, clean != NULL ? clean->len : all);
  if (state.writer.out->len == 0 && state.met_hidden && !show_hidden)
    {
      g_string_free (state.writer.out, TRUE);
      g_ptr_array_unref (state.writer.links);
      return NULL;
    }
  KtHtmlText *result = g_new0 (KtHtmlText, 1);
  result->cut = length > all || state.writer.out->len > KT_HTML_TEXT_MAX;
  if (!kt_utf8_is_valid (state.writer.out->str, state.writer.out->len))
    {
      g_autofree char *broken = g_string_free (g_steal_pointer (&state.writer.out), FALSE);
      result->text = g_utf8_make_valid (broken, -1);
    }
  else
    result->text = g_string_free (state.writer.out, FALSE);
  result->links = state.writer.links;
  return result;
}

KtHtmlText *
kt_html_to_text (const char *html, gsize length)
{
  KtHtmlText *text = convert (html, length, FALSE);

  return text != NULL ? text : convert (html, length, TRUE);
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
kt_html_set_tabs (char *text)
{
  for (; (text = strchr (text, KT_HTML_GAP)) != NULL; text++)
    *text = '\t';
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
