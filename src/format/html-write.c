#include "config.h"
#include "html-write.h"
#include "html-look.h"
#include "kontor/html.h"
#include <string.h>

#define QUOTES_MAX 9u

void
kt_html_writer_init (KtHtmlWriter *writer, gsize length)
{
  *writer = (KtHtmlWriter){ .out = g_string_sized_new (MIN (length, 16384)),
                            .links = g_ptr_array_new_with_free_func (g_free),
                            .line = 1 };
}

void
kt_html_want_breaks (KtHtmlWriter *writer, guint n)
{
  if (writer->fresh)
    return;
  if (writer->out->len > 0)
    writer->breaks = MAX (writer->breaks, n);
  writer->space = FALSE;
  writer->gaps = writer->spans = 0;
}

static void
append_marks (KtHtmlWriter *writer, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append (writer->out, "> ");
}

static void
trim_line (KtHtmlWriter *writer)
{
  GString *out = writer->out;

  if (g_str_has_suffix (out->str, "\n-- ") || strcmp (out->str, "-- ") == 0)
    return;
  while (out->len > 0 && (out->str[out->len - 1] == ' ' || out->str[out->len - 1] == KT_HTML_GAP))
    g_string_truncate (out, out->len - 1);
}

/* Ends the line, with the marks of quotation on blank lines within one. */
static void
end_lines (KtHtmlWriter *writer)
{
  guint quotes = MIN (writer->quotes, QUOTES_MAX);

  trim_line (writer);
  for (guint n = MIN (writer->breaks, KT_HTML_BREAKS_MAX); n > 0; n--)
    {
      g_string_append_c (writer->out, '\n');
      if (n > 1)
        append_marks (writer, MIN (quotes, writer->line_quotes));
      trim_line (writer);
    }
  writer->breaks = 0;
  writer->line++;
}

static void
begin_line (KtHtmlWriter *writer)
{
  writer->line_quotes = MIN (writer->quotes, QUOTES_MAX);
  append_marks (writer, writer->line_quotes);
}

/* Whoever shows the text sets the cells below one another. */
static void
append_gaps (KtHtmlWriter *writer)
{
  for (guint i = 0; i < MIN (writer->gaps, KT_HTML_GAPS_MAX); i++)
    g_string_append_c (writer->out, KT_HTML_GAP);
}

/* Writes what is due before the next word. */
static void
begin_word (KtHtmlWriter *writer)
{
  gboolean line_begins = writer->out->len == 0 || writer->breaks > 0;

  if (!writer->fresh && !line_begins && !writer->space && writer->gaps == 0)
    return;
  if (writer->breaks > 0)
    end_lines (writer);
  if (line_begins)
    begin_line (writer);
  else if (writer->gaps > 0)
    append_gaps (writer);
  else if (writer->space && writer->out->str[writer->out->len - 1] != ' ')
    g_string_append_c (writer->out, ' ');
  if (writer->bullet[0] != '\0')
    g_string_append (writer->out, writer->bullet);
  writer->bullet[0] = '\0';
  writer->space = FALSE;
  writer->gaps = writer->spans = 0;
  writer->fresh = FALSE;
}

/* Words of a signature that begins; its mark may be its first word. */
static void
begin_signature (KtHtmlWriter *writer, const char *word)
{
  writer->sign = FALSE;
  if (g_str_has_prefix (word, "--") || g_str_has_suffix (writer->out->str, "\n--"))
    return;
  begin_word (writer);
  g_string_append (writer->out, "-- ");
  writer->breaks = 1;
}

gboolean
kt_html_add_word (KtHtmlWriter *writer, const char *word, gsize length)
{
  gboolean first = writer->fresh;

  if (writer->sign)
    begin_signature (writer, word);
  begin_word (writer);
  g_string_append_len (writer->out, word, (gssize)length);
  return first;
}

void
kt_html_begin_link (KtHtmlWriter *writer, const char *href)
{
  g_free (writer->href);
  writer->href = kt_html_link_address (href);
  writer->href_from = writer->out->len;
}

/* The number of a link: the same address has one. 0: there are too many. */
static guint
number_link (KtHtmlWriter *writer, char **address)
{
  for (guint i = 0; i < writer->links->len; i++)
    if (strcmp (g_ptr_array_index (writer->links, i), *address) == 0)
      return i + 1;
  if (writer->links->len >= KT_HTML_LINKS_MAX)
    return 0;
  g_ptr_array_add (writer->links, g_steal_pointer (address));
  return writer->links->len;
}

void
kt_html_end_link (KtHtmlWriter *writer)
{
  g_autofree char *address = g_steal_pointer (&writer->href);

  if (address == NULL || writer->out->len <= writer->href_from
      || kt_html_link_is_told (writer->out->str + writer->href_from, address))
    return;
  guint number = number_link (writer, &address);
  if (number > 0)
    g_string_append_printf (writer->out, " [%u]", number);
}

void
kt_html_mark_attribution (KtHtmlWriter *writer, gsize from)
{
  const char *text = writer->out->str + from;

  text += strspn (text, " \n>\037");
  if (*text == '\0' || *text == '-' || writer->quotes > 0)
    return;
  gsize at = (gsize)(text - writer->out->str);
  g_autofree char *lines = g_strdup (text);
  g_string_truncate (writer->out, at);
  for (const char *line = lines, *next; *line != '\0'; line = next)
    {
      const char *newline = strchr (line, '\n');
      next = newline != NULL ? newline + 1 : line + strlen (line);
      if (writer->out->len < KT_HTML_TEXT_MAX)
        g_string_append (writer->out, "> ");
      g_string_append_len (writer->out, line, next - line);
    }
  kt_html_want_breaks (writer, 1);
}
