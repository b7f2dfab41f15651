#include "config.h"
#include "kontor/error.h"
#include "kontor/ical-edit.h"
#include <string.h>

GHashTable *
kt_ical_touched_new (void)
{
  return g_hash_table_new (NULL, NULL);
}

void
kt_ical_touch (GHashTable *touched, const KtIcalLine *line)
{
  g_hash_table_add (touched, (gpointer)line->raw);
}

void
kt_ical_touch_component (GHashTable *touched, const KtIcalComponent *component)
{
  kt_ical_touch (touched, &component->begin);
  kt_ical_touch (touched, &component->end);
  for (guint i = 0; i < component->nodes->len; i++)
    {
      const KtIcalNode *node = &g_array_index (component->nodes, KtIcalNode, i);
      if (node->component != NULL)
        kt_ical_touch_component (touched, node->component);
      else
        kt_ical_touch (touched, &node->line);
    }
}

guint
kt_ical_property_end (const KtIcalComponent *component)
{
  guint i = 0;

  while (i < component->nodes->len
         && g_array_index (component->nodes, KtIcalNode, i).component == NULL)
    i++;
  return i;
}

static void
append_line (GPtrArray *lines, const KtIcalLine *line)
{
  if (line->raw_length > 0)
    g_ptr_array_add (lines, (gpointer)line);
}

/* All lines in the order of the text. */
static void
flatten (const KtIcalComponent *component, GPtrArray *lines)
{
  append_line (lines, &component->begin);
  for (guint i = 0; i < component->nodes->len; i++)
    {
      const KtIcalNode *node = &g_array_index (component->nodes, KtIcalNode, i);
      if (node->component != NULL)
        flatten (node->component, lines);
      else
        append_line (lines, &node->line);
    }
  append_line (lines, &component->end);
}

/* But for the last line end, which an insertion may have added. */
static gboolean
same_line (const KtIcalLine *a, const KtIcalLine *b)
{
  gsize n = a->raw_length, m = b->raw_length;

  while (n > 0 && strchr ("\r\n", a->raw[n - 1]) != NULL)
    n--;
  while (m > 0 && strchr ("\r\n", b->raw[m - 1]) != NULL)
    m--;
  return n == m && memcmp (a->raw, b->raw, n) == 0;
}

/* FALSE: a line is missing. */
static gboolean
all_kept (KtIcalText *before, KtIcalText *after, GHashTable *touched, GError **error)
{
  g_autoptr (GPtrArray) old = g_ptr_array_new ();
  g_autoptr (GPtrArray) new = g_ptr_array_new ();
  guint at = 0;

  flatten (kt_ical_text_root (before), old);
  flatten (kt_ical_text_root (after), new);
  for (guint i = 0; i < old->len; i++)
    {
      const KtIcalLine *line = g_ptr_array_index (old, i);
      if (g_hash_table_contains (touched, line->raw))
        continue;
      while (at < new->len && !same_line (line, g_ptr_array_index (new, at)))
        at++;
      if (at++ == new->len)
        {
          g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "the edit would lose its line %u", i + 1);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
kt_ical_check_kept (const char *text, gsize length, GHashTable *touched, const GString *out,
                    GError **error)
{
  g_autoptr (KtIcalText) before = kt_ical_text_parse (text, length, error);
  g_autoptr (KtIcalText) after
      = before != NULL ? kt_ical_text_parse (out->str, out->len, error) : NULL;

  return after != NULL && all_kept (before, after, touched, error);
}

gboolean
kt_ical_check_cards_kept (const char *text, gsize length, GHashTable *touched, const GString *out,
                          GError **error)
{
  g_autoptr (KtIcalText) before = kt_ical_text_parse_cards (text, length, error);
  g_autoptr (KtIcalText) after
      = before != NULL ? kt_ical_text_parse_cards (out->str, out->len, error) : NULL;

  return after != NULL && all_kept (before, after, touched, error);
}
