#include "config.h"
#include "kontor/error.h"
#include "ical-units.h"
#include <stdlib.h>
#include <string.h>

enum
{
  BASE,
  MINE,
  THEIRS,
  SIDES
};

typedef struct
{
  KtIcalText *texts[SIDES];
  GHashTable *entries[SIDES]; /* kt_ical_component_key() → KtIcalComponent */
  GHashTable *touched;        /* of theirs */
  GPtrArray *conflicts;       /* names */
} Merge;

/* One component that all sides have (base may lack it). */
typedef struct
{
  Merge *merge;
  const KtIcalComponent *base, *mine;
  KtIcalComponent *theirs;
  gboolean inner; /* sub-components belong to it */
  KtIcalUnits units;
  GHashTable *tables[SIDES];
  gboolean applied;
} Pair;

static KtIcalNode *
node_at (const KtIcalComponent *component, guint index)
{
  return &g_array_index (component->nodes, KtIcalNode, index);
}

static void
add_conflict (Merge *merge, const char *key)
{
  char *name = g_strndup (key, strcspn (key, "\n"));

  if (g_ptr_array_find_with_equal_func (merge->conflicts, name, g_str_equal, NULL))
    g_free (name);
  else
    g_ptr_array_add (merge->conflicts, name);
}

static gboolean
has_key (const Pair *pair, const KtIcalNode *node, const char *key)
{
  g_autofree char *own = kt_ical_unit_key (&pair->units, node, pair->inner);

  return g_strcmp0 (own, key) == 0;
}

static KtIcalNode
node_copy (Merge *merge, const KtIcalNode *node)
{
  KtIcalText *text = merge->texts[THEIRS];
  KtIcalNode copy = { .line = kt_ical_line_copy (text, &node->line) };

  if (node->component != NULL)
    copy.component = kt_ical_component_copy (text, node->component);
  return copy;
}

static void
touch_node (Merge *merge, const KtIcalNode *node)
{
  if (node->component != NULL)
    kt_ical_touch_component (merge->touched, node->component);
  else
    kt_ical_touch (merge->touched, &node->line);
}

/* Takes a unit of theirs out; where it stood, -1 it was not there. */
static int
take_out (Pair *pair, const char *key)
{
  int first = -1;

  for (guint i = pair->theirs->nodes->len; i-- > 0;)
    if (has_key (pair, node_at (pair->theirs, i), key))
      {
        touch_node (pair->merge, node_at (pair->theirs, i));
        g_array_remove_index (pair->theirs->nodes, i);
        first = (int)i;
      }
  return first;
}

/* Theirs gets the unit as mine has it. */
static void
apply (Pair *pair, const char *key)
{
  int at = take_out (pair, key);

  pair->applied = TRUE;
  for (guint i = 0; i < pair->mine->nodes->len; i++)
    {
      const KtIcalNode *node = node_at (pair->mine, i);
      if (!has_key (pair, node, key))
        continue;
      KtIcalNode copy = node_copy (pair->merge, node);
      if (at < 0)
        at = (int)(node->component != NULL ? pair->theirs->nodes->len
                                           : kt_ical_property_end (pair->theirs));
      kt_ical_node_insert (pair->merge->texts[THEIRS], pair->theirs, (guint)at++, &copy);
    }
}

/* --- dates left out or added: sets --- */

static GHashTable *
date_set (const KtIcalComponent *component, const char *name)
{
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; component != NULL && i < component->nodes->len; i++)
    {
      const KtIcalLine *line = &node_at (component, i)->line;
      if (node_at (component, i)->component != NULL || strcmp (line->name, name) != 0)
        continue;
      g_auto (GStrv) values = g_strsplit (line->value, ",", 0);
      for (char **value = values; *value != NULL; value++)
        g_hash_table_add (set, g_strdup_printf ("%s:%s", line->params, *value));
    }
  return set;
}

/* What mine added goes into theirs as a line of its own. FALSE: mine took some away. */
static gboolean
add_dates (Pair *pair, const char *name)
{
  g_autoptr (GHashTable) base = date_set (pair->base, name);
  g_autoptr (GHashTable) mine = date_set (pair->mine, name);
  g_autoptr (GHashTable) theirs = date_set (pair->theirs, name);
  GHashTableIter iter;
  gpointer date;

  g_hash_table_iter_init (&iter, base);
  while (g_hash_table_iter_next (&iter, &date, NULL))
    if (!g_hash_table_contains (mine, date))
      return FALSE;
  g_autoptr (GList) dates = g_list_sort (g_hash_table_get_keys (mine), (GCompareFunc)strcmp);
  for (GList *l = dates; l != NULL; l = l->next)
    {
      const char *text = l->data, *colon = strrchr (text, ':');
      g_autofree char *params = g_strndup (text, (gsize)(colon - text));
      KtIcalNode node = { 0 };
      if (g_hash_table_contains (base, text) || g_hash_table_contains (theirs, text))
        continue;
      if (!kt_ical_line_new (pair->merge->texts[THEIRS], name, params, colon + 1, &node.line, NULL))
        return FALSE;
      kt_ical_node_insert (pair->merge->texts[THEIRS], pair->theirs,
                           kt_ical_property_end (pair->theirs), &node);
      pair->applied = TRUE;
    }
  return TRUE;
}

/* --- one unit --- */

static void
merge_unit (Pair *pair, const char *key)
{
  const char *base = g_hash_table_lookup (pair->tables[BASE], key);
  const char *mine = g_hash_table_lookup (pair->tables[MINE], key);
  const char *theirs = g_hash_table_lookup (pair->tables[THEIRS], key);

  if (g_strcmp0 (mine, base) == 0 || g_strcmp0 (mine, theirs) == 0)
    return;
  if (g_strcmp0 (theirs, base) == 0)
    apply (pair, key);
  else if ((strcmp (key, "EXDATE") != 0 && strcmp (key, "RDATE") != 0) || !add_dates (pair, key))
    add_conflict (pair->merge, key);
}

/* --- what counts and stamps --- */

static gint64
sequence_of (const KtIcalComponent *component)
{
  return component == NULL ? 0 : g_ascii_strtoll (kt_ical_value (component, "SEQUENCE"), NULL, 10);
}

static void
put_line (Pair *pair, const char *name, const char *params, const char *value)
{
  KtIcalNode node = { 0 };

  if (!kt_ical_line_new (pair->merge->texts[THEIRS], name, params, value, &node.line, NULL))
    return;
  for (guint i = 0; i < pair->theirs->nodes->len; i++)
    {
      KtIcalNode *old = node_at (pair->theirs, i);
      if (old->component != NULL || strcmp (old->line.name, name) != 0)
        continue;
      kt_ical_touch (pair->merge->touched, &old->line);
      old->line = node.line;
      return;
    }
  kt_ical_node_insert (pair->merge->texts[THEIRS], pair->theirs,
                       kt_ical_property_end (pair->theirs), &node);
}

/* Both counted on from base: the merged event is a further version. */
static void
merge_sequence (Pair *pair)
{
  gint64 base = sequence_of (pair->base), mine = sequence_of (pair->mine);
  gint64 theirs = sequence_of (pair->theirs), merged = MAX (mine, theirs);

  if (pair->applied && mine != base && theirs != base)
    merged = MIN (merged, G_MAXINT32 - 1) + 1;
  if (merged == theirs || merged < 0)
    return;
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, merged);
  put_line (pair, "SEQUENCE", "", value);
}

/* UTC instants of one form sort as text. */
static void
merge_stamps (Pair *pair)
{
  static const char *const names[] = { "DTSTAMP", "LAST-MODIFIED" };

  for (gsize i = 0; pair->applied && i < G_N_ELEMENTS (names); i++)
    {
      const KtIcalLine *mine = kt_ical_line_find (pair->mine, names[i]);
      if (mine != NULL && strlen (mine->value) == strlen ("20261125T100000Z")
          && strcmp (mine->value, kt_ical_value (pair->theirs, names[i])) > 0)
        put_line (pair, names[i], mine->params, mine->value);
    }
}

static void
merge_pair (Merge *merge, const KtIcalComponent *base, const KtIcalComponent *mine,
            KtIcalComponent *theirs, gboolean inner)
{
  const KtIcalComponent *const sides[SIDES] = { base, mine, theirs };
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  Pair pair = { .merge = merge, .base = base, .mine = mine, .theirs = theirs, .inner = inner };

  kt_ical_units_init (&pair.units, sides);
  for (guint i = 0; i < SIDES; i++)
    pair.tables[i] = kt_ical_unit_table (&pair.units, sides[i], inner, i != THEIRS ? keys : NULL);
  for (guint i = 0; i < keys->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);
      guint first = 0;
      g_ptr_array_find_with_equal_func (keys, key, g_str_equal, &first);
      if (first == i)
        merge_unit (&pair, key);
    }
  if (inner)
    {
      merge_sequence (&pair);
      merge_stamps (&pair);
    }
  for (guint i = 0; i < SIDES; i++)
    g_hash_table_unref (pair.tables[i]);
  kt_ical_units_clear (&pair.units);
}

/* --- components --- */

static GHashTable *
entries_of (KtIcalText *text)
{
  const KtIcalComponent *root = kt_ical_text_root (text);
  GHashTable *entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < root->nodes->len; i++)
    {
      const KtIcalComponent *calendar = node_at (root, i)->component;
      for (guint k = 0; calendar != NULL && k < calendar->nodes->len; k++)
        {
          KtIcalComponent *entry = node_at (calendar, k)->component;
          g_autofree char *key = entry != NULL ? kt_ical_component_key (entry) : NULL;
          if (key != NULL && !g_hash_table_contains (entries, key))
            g_hash_table_insert (entries, g_steal_pointer (&key), entry);
        }
    }
  return entries;
}

static KtIcalComponent *
calendar_of (const Merge *merge, guint side)
{
  return kt_ical_component_find (kt_ical_text_root (merge->texts[side]), "VCALENDAR", 0);
}

static gboolean
same_content (const KtIcalComponent *a, const KtIcalComponent *b)
{
  g_autofree char *x = kt_ical_component_content (a), *y = kt_ical_component_content (b);

  return strcmp (x, y) == 0;
}

/* Zones stand before what uses them. */
static void
put_in (Merge *merge, const KtIcalComponent *component)
{
  KtIcalComponent *calendar = calendar_of (merge, THEIRS);
  KtIcalNode node = { .line = kt_ical_text_root (merge->texts[THEIRS])->begin };
  gboolean zone = strcmp (component->name, "VTIMEZONE") == 0;

  node.component = kt_ical_component_copy (merge->texts[THEIRS], component);
  kt_ical_node_insert (merge->texts[THEIRS], calendar,
                       zone ? kt_ical_property_end (calendar) : calendar->nodes->len, &node);
}

static void
take_away (Merge *merge, const KtIcalComponent *component)
{
  const KtIcalComponent *root = kt_ical_text_root (merge->texts[THEIRS]);

  for (guint i = 0; i < root->nodes->len; i++)
    {
      KtIcalComponent *calendar = node_at (root, i)->component;
      for (guint k = 0; calendar != NULL && k < calendar->nodes->len; k++)
        if (node_at (calendar, k)->component == component)
          {
            kt_ical_touch_component (merge->touched, component);
            g_array_remove_index (calendar->nodes, k);
            return;
          }
    }
}

/* Changed beats deleted (notes/caldav: safety rules). */
static void
merge_entry (Merge *merge, const char *key)
{
  const KtIcalComponent *base = g_hash_table_lookup (merge->entries[BASE], key);
  const KtIcalComponent *mine = g_hash_table_lookup (merge->entries[MINE], key);
  KtIcalComponent *theirs = g_hash_table_lookup (merge->entries[THEIRS], key);

  if (mine != NULL && theirs != NULL)
    merge_pair (merge, base, mine, theirs, TRUE);
  else if (mine != NULL && (base == NULL || !same_content (base, mine)))
    put_in (merge, mine);
  else if (mine == NULL && base != NULL && theirs != NULL && same_content (base, theirs))
    take_away (merge, theirs);
}

/* In the order they stand in. */
static void
merge_entries (Merge *merge, guint side)
{
  const KtIcalComponent *root = kt_ical_text_root (merge->texts[side]);

  for (guint i = 0; i < root->nodes->len; i++)
    {
      const KtIcalComponent *calendar = node_at (root, i)->component;
      for (guint k = 0; calendar != NULL && k < calendar->nodes->len; k++)
        {
          const KtIcalComponent *entry = node_at (calendar, k)->component;
          g_autofree char *key = entry != NULL ? kt_ical_component_key (entry) : NULL;
          if (key == NULL || strcmp (entry->name, "VTIMEZONE") == 0
              || g_hash_table_lookup (merge->entries[side], key) != entry
              || (side == BASE && g_hash_table_contains (merge->entries[MINE], key)))
            continue;
          merge_entry (merge, key);
        }
    }
}

static gboolean
uses_zone (const KtIcalComponent *component, const char *tzid)
{
  for (guint i = 0; i < component->nodes->len; i++)
    {
      const KtIcalNode *node = node_at (component, i);
      g_autofree char *own
          = node->component == NULL ? kt_ical_param (node->line.params, "TZID") : NULL;
      if (g_strcmp0 (own, tzid) == 0
          || (node->component != NULL && uses_zone (node->component, tzid)))
        return TRUE;
    }
  return FALSE;
}

/* The zones that what came in from mine needs. */
static void
bring_zones (Merge *merge)
{
  KtIcalComponent *zone, *from = calendar_of (merge, MINE);

  for (guint i = 0; from != NULL && (zone = kt_ical_component_find (from, "VTIMEZONE", i)) != NULL;
       i++)
    {
      g_autofree char *key = kt_ical_component_key (zone);
      if (!g_hash_table_contains (merge->entries[THEIRS], key)
          && uses_zone (calendar_of (merge, THEIRS), kt_ical_value (zone, "TZID")))
        put_in (merge, zone);
    }
}

static gboolean
merge_all (Merge *merge, GError **error)
{
  if (calendar_of (merge, MINE) == NULL || calendar_of (merge, THEIRS) == NULL)
    {
      g_set_error_literal (error, KT_ERROR, KT_ERROR_FAILED, "it is no calendar");
      return FALSE;
    }
  merge_pair (merge, calendar_of (merge, BASE), calendar_of (merge, MINE),
              calendar_of (merge, THEIRS), FALSE);
  merge_entries (merge, MINE);
  merge_entries (merge, BASE);
  bring_zones (merge);
  return TRUE;
}

static void
merge_clear (Merge *merge)
{
  for (guint i = 0; i < SIDES; i++)
    {
      kt_ical_text_free (merge->texts[i]);
      g_clear_pointer (&merge->entries[i], g_hash_table_unref);
    }
  g_hash_table_unref (merge->touched);
  g_ptr_array_unref (merge->conflicts);
}

GString *
kt_ical_merge (const KtIcalBytes *base, const KtIcalBytes *mine, const KtIcalBytes *theirs,
               char **ret_conflicts, GError **error)
{
  const KtIcalBytes *const bytes[SIDES] = { base, mine, theirs };
  Merge merge
      = { .touched = kt_ical_touched_new (), .conflicts = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GString) out = NULL;
  gboolean fine = TRUE;

  for (guint i = 0; fine && i < SIDES; i++)
    {
      merge.texts[i] = kt_ical_text_parse (bytes[i]->data, bytes[i]->length, error);
      fine = merge.texts[i] != NULL;
      if (fine)
        merge.entries[i] = entries_of (merge.texts[i]);
    }
  if (fine && merge_all (&merge, error))
    {
      out = kt_ical_text_write (merge.texts[THEIRS]);
      if (!kt_ical_check_kept (theirs->data, theirs->length, merge.touched, out, error))
        {
          g_string_free (g_steal_pointer (&out), TRUE);
        }
      else
        {
          g_ptr_array_add (merge.conflicts, NULL);
          *ret_conflicts = g_strjoinv (",", (char **)merge.conflicts->pdata);
        }
    }
  merge_clear (&merge);
  return g_steal_pointer (&out);
}
