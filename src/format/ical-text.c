#include "config.h"
#include "kontor/error.h"
#include "ical-text-parts.h"
#include <string.h>

/* Where reading is. */
typedef struct
{
  KtIcalText *text;
  const char *at, *end;
  GString *line;   /* unfolded */
  GPtrArray *open; /* KtIcalComponent, innermost last */
  guint n_lines;
  gboolean cards; /* vCards: soft line breaks of quoted-printable */
  gsize line_max;
} Scan;

static void
component_free (KtIcalComponent *component)
{
  g_array_unref (component->nodes);
  g_free (component);
}

KtIcalComponent *
kt_ical_component_new (KtIcalText *text, const char *name)
{
  static const KtIcalLine missing = { "", 0, "", "", "", "" };
  KtIcalComponent *component = g_new0 (KtIcalComponent, 1);

  component->name = name;
  component->begin = component->end = missing;
  component->nodes = g_array_new (FALSE, FALSE, sizeof (KtIcalNode));
  g_ptr_array_add (text->components, component);
  return component;
}

void
kt_ical_text_free (KtIcalText *text)
{
  if (text == NULL)
    return;
  g_ptr_array_unref (text->components);
  g_string_chunk_free (text->strings);
  g_free (text);
}

KtIcalComponent *
kt_ical_text_root (KtIcalText *text)
{
  return text->root;
}

const char *
kt_ical_text_line_end (const KtIcalText *text)
{
  return text->line_end;
}

/* --- physical lines --- */

const char *
kt_ical_skip_line_end (const char *at, const char *end)
{
  const char *p = at;

  while (p < end && *p == '\r')
    p++;
  if (p < end && *p == '\n')
    return p + 1;
  return p > at ? at + 1 : at;
}

const char *
kt_ical_find_line_end (const char *at, const char *end)
{
  while (at < end && *at != '\r' && *at != '\n')
    at++;
  return at;
}

static void
append_octets (GString *line, const char *at, const char *end)
{
  gsize from = line->len;

  g_string_append_len (line, at, end - at);
  for (gsize i = from; i < line->len; i++)
    if (line->str[i] == '\0')
      line->str[i] = '?';
}

static gboolean
begins (const char *at, const char *end, const char *word)
{
  gsize length = strlen (word);

  return (gsize)(end - at) >= length && g_ascii_strncasecmp (at, word, length) == 0;
}

/* A "=" at the end of a line of quoted-printable (vCard 2.1): its value goes on in the next. */
static gboolean
breaks_softly (const Scan *scan)
{
  const GString *line = scan->line;
  const char *colon;

  if (!scan->cards || line->len == 0 || line->str[line->len - 1] != '=' || scan->at == scan->end
      || begins (scan->at, scan->end, "END:") || begins (scan->at, scan->end, "BEGIN:"))
    return FALSE;
  colon = strchr (line->str, ':');
  for (const char *p = line->str; colon != NULL && p < colon; p++)
    if (begins (p, colon, "QUOTED-PRINTABLE"))
      return TRUE;
  return FALSE;
}

/* Whether the line goes on; then where scan->at is. */
static gboolean
goes_on (Scan *scan, const char *stop)
{
  if (breaks_softly (scan))
    {
      g_string_truncate (scan->line, scan->line->len - 1);
      return TRUE;
    }
  if (scan->at == scan->end || scan->at == stop || (*scan->at != ' ' && *scan->at != '\t'))
    return FALSE;
  scan->at++;
  return TRUE;
}

/* The next line with its folds: unfolded in scan->line, its bytes in *line. */
static gboolean
next_line (Scan *scan, KtIcalLine *line, GError **error)
{
  line->raw = scan->at;
  g_string_truncate (scan->line, 0);
  for (gboolean more = TRUE; more;)
    {
      const char *stop = kt_ical_find_line_end (scan->at, scan->end);
      if ((gsize)(stop - line->raw) > scan->line_max)
        {
          g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "line %u is longer than %u MiB",
                       scan->n_lines + 1, (guint)(scan->line_max >> 20));
          return FALSE;
        }
      append_octets (scan->line, scan->at, stop);
      scan->at = kt_ical_skip_line_end (stop, scan->end);
      more = goes_on (scan, stop);
    }
  line->raw_length = (gsize)(scan->at - line->raw);
  if (++scan->n_lines <= KT_ICAL_LINES_MAX)
    return TRUE;
  g_set_error_literal (error, KT_ERROR, KT_ERROR_FAILED, "it has more than 2,000,000 lines");
  return FALSE;
}

/* --- one content line --- */

gboolean
kt_ical_is_name_char (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_';
}

/* The colon before the value: the first outside quotes, or the first where quotes do not close. */
static char *
find_colon (char *line)
{
  gboolean quoted = FALSE;

  for (char *p = line; *p != '\0'; p++)
    if (*p == '"')
      quoted = !quoted;
    else if (*p == ':' && !quoted)
      return p;
  return strchr (line, ':');
}

gboolean
kt_ical_take_apart (KtIcalText *text, const char *unfolded, gsize length, KtIcalLine *line)
{
  char *copy = g_string_chunk_insert_len (text->strings, unfolded, (gssize)length);
  char *colon = find_colon (copy), *name = copy;

  line->name = line->group = line->params = line->value = "";
  if (colon == NULL)
    return FALSE;
  char *p = copy;
  while (kt_ical_is_name_char (*p))
    p++;
  if (*p == '.' && p > copy)
    {
      name = p + 1;
      for (p = name; kt_ical_is_name_char (*p); p++)
        continue;
    }
  if (p == name || (*p != ':' && *p != ';'))
    return FALSE;
  line->value = colon + 1;
  if (p < colon)
    line->params = g_string_chunk_insert_len (text->strings, p, colon - p);
  *p = '\0';
  if (name > copy)
    {
      name[-1] = '\0';
      line->group = copy;
    }
  for (char *c = name; *c != '\0'; c++)
    *c = g_ascii_toupper (*c);
  line->name = name;
  return TRUE;
}

/* --- the tree --- */

static KtIcalComponent *
innermost (const Scan *scan)
{
  return g_ptr_array_index (scan->open, scan->open->len - 1);
}

static const char *
component_name (KtIcalText *text, const char *value)
{
  g_autofree char *name = g_ascii_strup (value, -1);

  return g_string_chunk_insert_const (text->strings, g_strstrip (name));
}

static gboolean
open_component (Scan *scan, const KtIcalLine *line, GError **error)
{
  KtIcalNode node = { .component = kt_ical_component_new (
                          scan->text, component_name (scan->text, line->value)) };

  node.component->begin = *line;
  node.line = scan->text->root->begin;
  g_array_append_val (innermost (scan)->nodes, node);
  g_ptr_array_add (scan->open, node.component);
  if (scan->open->len <= KT_ICAL_DEPTH_MAX + 1)
    return TRUE;
  g_set_error_literal (error, KT_ERROR, KT_ERROR_FAILED, "its components nest too deep");
  return FALSE;
}

/* Closes the innermost component of that name and what stands open in it. FALSE: there is none. */
static gboolean
close_component (Scan *scan, const KtIcalLine *line)
{
  const char *name = component_name (scan->text, line->value);

  for (guint i = scan->open->len - 1; i > 0; i--)
    {
      KtIcalComponent *component = g_ptr_array_index (scan->open, i);
      if (strcmp (component->name, name) == 0)
        {
          component->end = *line;
          g_ptr_array_set_size (scan->open, (int)i);
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
take_line (Scan *scan, KtIcalLine *line, GError **error)
{
  gboolean content = kt_ical_take_apart (scan->text, scan->line->str, scan->line->len, line);

  if (content && strcmp (line->name, "BEGIN") == 0)
    return open_component (scan, line, error);
  if (content && strcmp (line->name, "END") == 0)
    {
      if (close_component (scan, line))
        return TRUE;
      line->name = "";
    }
  KtIcalNode node = { .line = *line };
  g_array_append_val (innermost (scan)->nodes, node);
  return TRUE;
}

static void
learn_line_end (KtIcalText *text, const KtIcalLine *line)
{
  const char *end = line->raw + line->raw_length;
  const char *stop = kt_ical_find_line_end (line->raw, end);

  if (text->line_end == NULL && stop < end)
    text->line_end
        = g_string_chunk_insert_len (text->strings, stop, kt_ical_skip_line_end (stop, end) - stop);
}

static gboolean
scan_all (Scan *scan, GError **error)
{
  while (scan->at < scan->end)
    {
      KtIcalLine line = scan->text->root->begin;
      if (!next_line (scan, &line, error))
        return FALSE;
      learn_line_end (scan->text, &line);
      if (!take_line (scan, &line, error))
        return FALSE;
    }
  return TRUE;
}

static void
skip_byte_order_mark (Scan *scan)
{
  KtIcalLine line = scan->text->root->begin;

  if (scan->end - scan->at < 3 || memcmp (scan->at, "\xEF\xBB\xBF", 3) != 0)
    return;
  line.raw = scan->at;
  line.raw_length = 3;
  KtIcalNode node = { .line = line };
  g_array_append_val (scan->text->root->nodes, node);
  scan->at += 3;
}

static KtIcalText *
parse (const char *bytes, gsize length, gboolean cards, GError **error)
{
  g_autoptr (KtIcalText) text = g_new0 (KtIcalText, 1);
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  Scan scan = { .text = text, .at = bytes, .end = bytes + length, .line = line, .open = open };
  scan.cards = cards;
  scan.line_max = cards ? KT_ICAL_TEXT_MAX : KT_ICAL_LINE_MAX;

  text->components = g_ptr_array_new_with_free_func ((GDestroyNotify)component_free);
  text->strings = g_string_chunk_new (MIN (length, 64u << 10) + 64);
  text->root = kt_ical_component_new (text, "");
  g_ptr_array_add (open, text->root);
  if (length > KT_ICAL_TEXT_MAX)
    {
      g_set_error_literal (error, KT_ERROR, KT_ERROR_FAILED, "larger than 64 MiB");
      return NULL;
    }
  skip_byte_order_mark (&scan);
  if (!scan_all (&scan, error))
    return NULL;
  if (text->line_end == NULL)
    text->line_end = "\r\n";
  return g_steal_pointer (&text);
}

KtIcalText *
kt_ical_text_parse (const char *bytes, gsize length, GError **error)
{
  return parse (bytes, length, FALSE, error);
}

KtIcalText *
kt_ical_text_parse_cards (const char *bytes, gsize length, GError **error)
{
  return parse (bytes, length, TRUE, error);
}
