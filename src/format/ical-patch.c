#include "config.h"
#include "kontor/error.h"
#include "kontor/ical-edit.h"
#include <string.h>

typedef struct
{
  KtIcalText *text;
  GHashTable *touched;
  const KtIcalChange *changes;
  gsize n;
} Patch;

static KtIcalNode *
node_at (KtIcalComponent *component, guint index)
{
  return &g_array_index (component->nodes, KtIcalNode, index);
}

static gboolean
is_property (KtIcalComponent *component, guint index, const char *name)
{
  const KtIcalNode *node = node_at (component, index);

  return node->component == NULL && g_ascii_strcasecmp (node->line.name, name) == 0;
}

static void
remove_property (Patch *patch, KtIcalComponent *component, guint index)
{
  kt_ical_touch (patch->touched, &node_at (component, index)->line);
  g_array_remove_index (component->nodes, index);
}

static void
remove_from (Patch *patch, KtIcalComponent *component, const char *name, guint first)
{
  for (guint i = component->nodes->len; i-- > first;)
    if (is_property (component, i, name))
      remove_property (patch, component, i);
}

static gboolean
same_change (const KtIcalChange *a, const KtIcalChange *b)
{
  return strcmp (a->recurrence, b->recurrence) == 0 && g_ascii_strcasecmp (a->name, b->name) == 0;
}

/* Which of the changes of its name this one is, and whether it is the last of them. */
static guint
ordinal (const Patch *patch, const KtIcalChange *change, gboolean *ret_last)
{
  guint before = 0;

  *ret_last = TRUE;
  for (gsize i = 0; i < patch->n; i++)
    if (same_change (&patch->changes[i], change))
      {
        before += &patch->changes[i] < change;
        *ret_last = *ret_last && &patch->changes[i] <= change;
      }
  return before;
}

/* The property number n of a name; the component's length if there is none. */
static guint
find_property (KtIcalComponent *component, const char *name, guint n)
{
  guint i = 0;

  for (; i < component->nodes->len; i++)
    if (is_property (component, i, name) && n-- == 0)
      break;
  return i;
}

static guint
find_attendee (KtIcalComponent *component, const char *address)
{
  guint i = 0;

  for (; i < component->nodes->len; i++)
    if (is_property (component, i, "ATTENDEE")
        && g_ascii_strcasecmp (node_at (component, i)->line.value, address) == 0)
      break;
  return i;
}

static gboolean
put_property (Patch *patch, KtIcalComponent *component, guint index, const KtIcalChange *change,
              GError **error)
{
  KtIcalNode node = { 0 };

  if (!kt_ical_line_new (patch->text, change->name, change->params, change->value, &node.line,
                         error))
    return FALSE;
  if (index == component->nodes->len)
    {
      kt_ical_node_insert (patch->text, component, kt_ical_property_end (component), &node);
      return TRUE;
    }
  KtIcalLine *line = &node_at (component, index)->line;
  if (strcmp (line->params, change->params) == 0 && strcmp (line->value, change->value) == 0)
    return TRUE; /* says so already: not even its folds change */
  kt_ical_touch (patch->touched, line);
  *line = node.line;
  return TRUE;
}

static gboolean
change_component (Patch *patch, KtIcalComponent *component, const KtIcalChange *change,
                  GError **error)
{
  if (*change->name == '-')
    {
      remove_from (patch, component, change->name + 1, 0);
      return TRUE;
    }
  if (g_ascii_strcasecmp (change->name, "ATTENDEE") == 0)
    return put_property (patch, component, find_attendee (component, change->value), change, error);
  gboolean last = TRUE;
  guint n = ordinal (patch, change, &last);
  guint index = find_property (component, change->name, n);
  if (!put_property (patch, component, index, change, error))
    return FALSE;
  if (last && index < component->nodes->len)
    remove_from (patch, component, change->name, index + 1);
  return TRUE;
}

/* All entries of all calendars. */
static gboolean
rename_all (Patch *patch, const KtIcalChange *change, GError **error)
{
  KtIcalComponent *root = kt_ical_text_root (patch->text), *calendar, *entry;

  if (*change->value == '\0')
    {
      g_set_error_literal (error, KT_ERROR, KT_ERROR_FAILED, "a UID cannot be empty");
      return FALSE;
    }
  for (guint i = 0; (calendar = kt_ical_component_find (root, NULL, i)) != NULL; i++)
    for (guint k = 0; (entry = kt_ical_component_find (calendar, NULL, k)) != NULL; k++)
      if (kt_ical_component_is_entry (entry)
          && !put_property (patch, entry, find_property (entry, "UID", 0), change, error))
        return FALSE;
  return TRUE;
}

static gboolean
apply (Patch *patch, const KtIcalChange *change, GError **error)
{
  const char *name = *change->name == '-' ? change->name + 1 : change->name;
  KtIcalComponent *component;

  if (strcmp (change->name, "UID") == 0)
    return rename_all (patch, change, error);
  if (strcmp (name, "METHOD") == 0)
    component = kt_ical_component_find (kt_ical_text_root (patch->text), "VCALENDAR", 0);
  else
    component = kt_ical_entry_find (patch->text, change->recurrence, NULL);
  if (component != NULL)
    return change_component (patch, component, change, error);
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, "it has no component «%s»",
               *change->recurrence != '\0' ? change->recurrence : "master");
  return FALSE;
}

GString *
kt_ical_patch (const char *bytes, gsize length, const KtIcalChange *changes, gsize n,
               GError **error)
{
  g_autoptr (KtIcalText) text = kt_ical_text_parse (bytes, length, error);
  g_autoptr (GHashTable) touched = kt_ical_touched_new ();
  Patch patch = { text, touched, changes, n };

  if (text == NULL)
    return NULL;
  if (n > KT_ICAL_CHANGES_MAX)
    {
      g_set_error_literal (error, KT_ERROR, KT_ERROR_FAILED, "too many changes");
      return NULL;
    }
  for (gsize i = 0; i < n; i++)
    if (!apply (&patch, &changes[i], error))
      return NULL;
  g_autoptr (GString) out = kt_ical_text_write (text);
  return kt_ical_check_kept (bytes, length, touched, out, error) ? g_steal_pointer (&out) : NULL;
}
