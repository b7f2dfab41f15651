#include "config.h"
#include "kontor/contentline.h"
#include "kontor/error.h"
#include "ical-text-parts.h"
#include <string.h>

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
      const char *stop = kt_ical_find_line_end (at, end);
      g_string_append_len (raw, at, stop - at);
      g_string_append (raw, text->line_end);
      at = kt_ical_skip_line_end (stop, end);
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
  KtIcalComponent *copy = kt_ical_component_new (text, keep (text, component->name));

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
  good = good && quotes_close (params) && kt_ical_take_apart (text, line, strlen (line), ret_line)
         && g_ascii_strcasecmp (ret_line->name, name) == 0 && strcmp (ret_line->params, params) == 0
         && strcmp (ret_line->value, value) == 0 && strcmp (ret_line->name, "BEGIN") != 0
         && strcmp (ret_line->name, "END") != 0;
  if (!good)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "cannot write %s, its value breaks the line",
                   kt_ical_is_name_char (*name) ? name : "it");
      return FALSE;
    }
  kt_contentline_fold (raw, line, text->line_end);
  ret_line->raw = g_string_chunk_insert_len (text->strings, raw->str, (gssize)raw->len);
  ret_line->raw_length = raw->len;
  return TRUE;
}
