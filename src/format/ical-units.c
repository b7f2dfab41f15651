#include "config.h"
#include "ical-units.h"
#include <string.h>

/* Moved by one and lengthened by the other, an event could end before it begins. */
static gboolean
is_time (const char *name)
{
  static const char *const names[] = { "DTSTART", "DTEND", "DURATION", "DUE", NULL };

  return g_strv_contains (names, name);
}

static gboolean
is_date_list (const char *name)
{
  return strcmp (name, "EXDATE") == 0 || strcmp (name, "RDATE") == 0;
}

static const char *
node_name (const KtIcalNode *node)
{
  return node->component != NULL ? node->component->name : node->line.name;
}

void
kt_ical_units_init (KtIcalUnits *units, const KtIcalComponent *const sides[3])
{
  units->several = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint side = 0; side < 3; side++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; sides[side] != NULL && i < sides[side]->nodes->len; i++)
        {
          const char *name = node_name (&g_array_index (sides[side]->nodes, KtIcalNode, i));
          if (!g_hash_table_add (seen, (gpointer)name))
            g_hash_table_add (units->several, g_strdup (name));
        }
    }
}

void
kt_ical_units_clear (KtIcalUnits *units)
{
  g_hash_table_unref (units->several);
}

static int
by_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Takes the parts. */
static char *
join_sorted (GPtrArray *parts)
{
  g_ptr_array_sort (parts, by_text);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv ("\n", (char **)parts->pdata);
}

static char *
line_content (const KtIcalLine *line)
{
  GString *out = g_string_new (NULL);

  kt_ical_line_canonical (line, out);
  return g_string_free (out, FALSE);
}

char *
kt_ical_component_content (const KtIcalComponent *component)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < component->nodes->len; i++)
    {
      const KtIcalNode *node = &g_array_index (component->nodes, KtIcalNode, i);
      if (node->component != NULL)
        g_ptr_array_add (parts, kt_ical_component_content (node->component));
      else if (!kt_ical_line_is_noise (&node->line) && strcmp (node->line.name, "SEQUENCE") != 0)
        g_ptr_array_add (parts, line_content (&node->line));
    }
  g_autofree char *inner = join_sorted (parts);
  return g_strdup_printf ("{%s\n%s}", component->name, inner);
}

char *
kt_ical_component_key (const KtIcalComponent *component)
{
  if (kt_ical_component_is_entry (component))
    {
      g_autofree char *recurrence = kt_ical_recurrence_key (component);
      return g_strdup_printf ("%s\n%s\n%s", component->name, kt_ical_value (component, "UID"),
                              recurrence);
    }
  if (strcmp (component->name, "VTIMEZONE") == 0)
    return g_strdup_printf ("VTIMEZONE\n%s", kt_ical_value (component, "TZID"));
  return kt_ical_component_content (component);
}

static char *
inner_key (const KtIcalUnits *units, const KtIcalComponent *component)
{
  const char *uid = kt_ical_value (component, "UID");

  if (!g_hash_table_contains (units->several, component->name))
    return g_strdup (component->name);
  if (*uid != '\0')
    return g_strdup_printf ("%s\n%s", component->name, uid);
  g_autofree char *content = kt_ical_component_content (component);
  return g_strdup_printf ("%s\n%s", component->name, content);
}

char *
kt_ical_unit_key (const KtIcalUnits *units, const KtIcalNode *node, gboolean inner)
{
  const KtIcalLine *line = &node->line;

  if (node->component != NULL)
    return inner ? inner_key (units, node->component) : NULL;
  if (kt_ical_line_is_noise (line) || strcmp (line->name, "SEQUENCE") == 0)
    return NULL;
  if (is_time (line->name))
    return g_strdup ("DTSTART");
  if (is_date_list (line->name))
    return g_strdup (line->name);
  if (strcmp (line->name, "ATTENDEE") == 0)
    {
      g_autofree char *address = g_ascii_strdown (line->value, -1);
      return g_strdup_printf ("ATTENDEE\n%s", address);
    }
  if (!g_hash_table_contains (units->several, line->name))
    return g_strdup (line->name);
  g_autofree char *content = line_content (line);
  return g_strdup_printf ("%s\n%s", line->name, content);
}

static char *
node_content (const KtIcalNode *node)
{
  return node->component != NULL ? kt_ical_component_content (node->component)
                                 : line_content (&node->line);
}

GHashTable *
kt_ical_unit_table (const KtIcalUnits *units, const KtIcalComponent *component, gboolean inner,
                    GPtrArray *ret_keys)
{
  g_autoptr (GHashTable) parts
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer key, value;

  for (guint i = 0; component != NULL && i < component->nodes->len; i++)
    {
      const KtIcalNode *node = &g_array_index (component->nodes, KtIcalNode, i);
      char *name = kt_ical_unit_key (units, node, inner);
      GPtrArray *list = name != NULL ? g_hash_table_lookup (parts, name) : NULL;
      if (name == NULL)
        continue;
      if (list == NULL)
        {
          list = g_ptr_array_new_with_free_func (g_free);
          g_hash_table_insert (parts, g_strdup (name), list);
          if (ret_keys != NULL)
            g_ptr_array_add (ret_keys, g_strdup (name));
        }
      g_ptr_array_add (list, node_content (node));
      g_free (name);
    }
  g_hash_table_iter_init (&iter, parts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (table, g_strdup (key), join_sorted (value));
  return table;
}
