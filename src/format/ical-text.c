#include "config.h"
#include "kontor/ical-text.h"
#include "kontor/contentline.h"
#include "kontor/error.h"
#include <string.h>

struct _KtIcalText
{
  KtIcalComponent *root;
  GPtrArray *components; /* all of them, owned */
  GStringChunk *strings;
  const char *line_end;
};

/* Where reading is. */
typedef struct
{
  KtIcalText *text;
  const char *at, *end;
  GString *line;   /* unfolded */
  GPtrArray *open; /* KtIcalComponent, innermost last */
  guint n_lines;
} Scan;

static void
component_free (KtIcalComponent *component)
{
  g_array_unref (component->nodes);
  g_free (component);
}

static KtIcalComponent *
component_new (KtIcalText *text, const char *name)
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

/* A run of CRs before LF is one line end: programs write "\r\r\n". */
static const char *
skip_line_end (const char *at, const char *end)
{
  const char *p = at;

  while (p < end && *p == '\r')
    p++;
  if (p < end && *p == '\n')
    return p + 1;
  return p > at ? at + 1 : at;
}

static const char *
find_line_end (const char *at, const char *end)
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

/* The next line with its folds: unfolded in scan->line, its bytes in *line. */
static gboolean
next_line (Scan *scan, KtIcalLine *line, GError **error)
{
  line->raw = scan->at;
  g_string_truncate (scan->line, 0);
  for (gboolean more = TRUE; more;)
    {
      const char *stop = find_line_end (scan->at, scan->end);
      if (stop - line->raw > KT_ICAL_LINE_MAX)
        {
          g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "line %u is longer than 1 MiB",
                       scan->n_lines + 1);
          return FALSE;
        }
      append_octets (scan->line, scan->at, stop);
      scan->at = skip_line_end (stop, scan->end);
      more = scan->at < scan->end && scan->at > stop && (*scan->at == ' ' || *scan->at == '\t');
      if (more)
        scan->at++;
    }
  line->raw_length = (gsize)(scan->at - line->raw);
  if (++scan->n_lines <= KT_ICAL_LINES_MAX)
    return TRUE;
  g_set_error_literal (error, KT_ERROR, KT_ERROR_FAILED, "it has more than 2,000,000 lines");
  return FALSE;
}

/* --- one content line --- */

static gboolean
is_name_char (char c)
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

/* Takes an unfolded line apart: name[;params]:value. FALSE: it is none. */
static gboolean
take_apart (KtIcalText *text, const char *unfolded, gsize length, KtIcalLine *line)
{
  char *copy = g_string_chunk_insert_len (text->strings, unfolded, (gssize)length);
  char *colon = find_colon (copy), *name = copy;

  line->name = line->group = line->params = line->value = "";
  if (colon == NULL)
    return FALSE;
  char *p = copy;
  while (is_name_char (*p))
    p++;
  if (*p == '.' && p > copy)
    {
      name = p + 1;
      for (p = name; is_name_char (*p); p++)
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
  KtIcalNode node
      = { .component = component_new (scan->text, component_name (scan->text, line->value)) };

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
  gboolean content = take_apart (scan->text, scan->line->str, scan->line->len, line);

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
  const char *stop = find_line_end (line->raw, end);

  if (text->line_end == NULL && stop < end)
    text->line_end
        = g_string_chunk_insert_len (text->strings, stop, skip_line_end (stop, end) - stop);
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

KtIcalText *
kt_ical_text_parse (const char *bytes, gsize length, GError **error)
{
  g_autoptr (KtIcalText) text = g_new0 (KtIcalText, 1);
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  Scan scan = { .text = text, .at = bytes, .end = bytes + length, .line = line, .open = open };

  text->components = g_ptr_array_new_with_free_func ((GDestroyNotify)component_free);
  text->strings = g_string_chunk_new (MIN (length, 64u << 10) + 64);
  text->root = component_new (text, "");
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

/* --- writing --- */

void
kt_ical_component_write (const KtIcalComponent *component, GString *out)
{
  g_string_append_len (out, component->begin.raw, (gssize)component->begin.raw_length);
  for (guint i = 0; i < component->nodes->len; i++)
    {
      const KtIcalNode *node = &g_array_index (component->nodes, KtIcalNode, i);
      if (node->component != NULL)
        kt_ical_component_write (node->component, out);
      else
        g_string_append_len (out, node->line.raw, (gssize)node->line.raw_length);
    }
  g_string_append_len (out, component->end.raw, (gssize)component->end.raw_length);
}

GString *
kt_ical_text_write (KtIcalText *text)
{
  GString *out = g_string_new (NULL);

  kt_ical_component_write (text->root, out);
  return out;
}

/* Of lines that edits put in. */
static const char *
keep (KtIcalText *text, const char *string)
{
  return *string == '\0' ? "" : g_string_chunk_insert (text->strings, string);
}

/* Folded as it was, each of its lines ended as this text's are. */
static void
append_line_ended (KtIcalText *text, const KtIcalLine *line, GString *raw)
{
  const char *end = line->raw + line->raw_length;

  for (const char *at = line->raw; at < end;)
    {
      const char *stop = find_line_end (at, end);
      g_string_append_len (raw, at, stop - at);
      g_string_append (raw, text->line_end);
      at = skip_line_end (stop, end);
    }
}

KtIcalLine
kt_ical_line_copy (KtIcalText *text, const KtIcalLine *line)
{
  g_autoptr (GString) raw = g_string_new (NULL);

  append_line_ended (text, line, raw);
  return (KtIcalLine){
    .raw = g_string_chunk_insert_len (text->strings, raw->str, (gssize)raw->len),
    .raw_length = raw->len,
    .name = keep (text, line->name),
    .group = keep (text, line->group),
    .params = keep (text, line->params),
    .value = keep (text, line->value),
  };
}

KtIcalComponent *
kt_ical_component_copy (KtIcalText *text, const KtIcalComponent *component)
{
  KtIcalComponent *copy = component_new (text, keep (text, component->name));

  copy->begin = kt_ical_line_copy (text, &component->begin);
  copy->end = kt_ical_line_copy (text, &component->end);
  for (guint i = 0; i < component->nodes->len; i++)
    {
      const KtIcalNode *node = &g_array_index (component->nodes, KtIcalNode, i);
      KtIcalNode new = { .line = kt_ical_line_copy (text, &node->line) };
      if (node->component != NULL)
        new.component = kt_ical_component_copy (text, node->component);
      g_array_append_val (copy->nodes, new);
    }
  return copy;
}

/* The line whose bytes come last before the node at index. */
static KtIcalLine *
last_line_before (KtIcalComponent *component, guint index)
{
  if (index == 0)
    return &component->begin;
  KtIcalNode *node = &g_array_index (component->nodes, KtIcalNode, index - 1);
  if (node->component == NULL)
    return &node->line;
  if (node->component->end.raw_length > 0)
    return &node->component->end;
  return last_line_before (node->component, node->component->nodes->len);
}

void
kt_ical_node_insert (KtIcalText *text, KtIcalComponent *component, guint index,
                     const KtIcalNode *node)
{
  KtIcalLine *before = last_line_before (component, index);

  if (before->raw_length > 0 && strchr ("\r\n", before->raw[before->raw_length - 1]) == NULL)
    {
      g_autoptr (GString) raw = g_string_new_len (before->raw, (gssize)before->raw_length);
      g_string_append (raw, text->line_end);
      before->raw = g_string_chunk_insert_len (text->strings, raw->str, (gssize)raw->len);
      before->raw_length = raw->len;
    }
  g_array_insert_val (component->nodes, index, *node);
}

/* A quote that does not close would take the value in. */
static gboolean
quotes_close (const char *params)
{
  gboolean quoted = FALSE;

  for (; *params != '\0'; params++)
    quoted ^= *params == '"';
  return !quoted;
}

gboolean
kt_ical_line_new (KtIcalText *text, const char *name, const char *params, const char *value,
                  KtIcalLine *ret_line, GError **error)
{
  g_autoptr (GString) raw = g_string_new (NULL);
  g_autofree char *line = g_strconcat (name, params, ":", value, NULL);
  gboolean good = g_utf8_validate (line, -1, NULL) && strlen (line) <= KT_ICAL_LINE_MAX / 2;

  for (const char *p = line; good && *p != '\0'; p++)
    good = ((guchar)*p >= 0x20 || *p == '\t') && *p != 0x7f;
  /* read back as anybody else would read it */
  good = good && quotes_close (params) && take_apart (text, line, strlen (line), ret_line)
         && g_ascii_strcasecmp (ret_line->name, name) == 0 && strcmp (ret_line->params, params) == 0
         && strcmp (ret_line->value, value) == 0 && strcmp (ret_line->name, "BEGIN") != 0
         && strcmp (ret_line->name, "END") != 0;
  if (!good)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "cannot write %s, its value breaks the line",
                   is_name_char (*name) ? name : "it");
      return FALSE;
    }
  kt_contentline_fold (raw, line, text->line_end);
  ret_line->raw = g_string_chunk_insert_len (text->strings, raw->str, (gssize)raw->len);
  ret_line->raw_length = raw->len;
  return TRUE;
}
