#include "config.h"
#include "kontor/ical-text.h"
#include <string.h>

const KtIcalLine *
kt_ical_line_find (const KtIcalComponent *component, const char *name)
{
  for (guint i = 0; i < component->nodes->len; i++)
    {
      const KtIcalNode *node = &g_array_index (component->nodes, KtIcalNode, i);
      if (node->component == NULL && strcmp (node->line.name, name) == 0)
        return &node->line;
    }
  return NULL;
}

const char *
kt_ical_value (const KtIcalComponent *component, const char *name)
{
  const KtIcalLine *line = kt_ical_line_find (component, name);

  return line != NULL ? line->value : "";
}

KtIcalComponent *
kt_ical_component_find (const KtIcalComponent *component, const char *name, guint n)
{
  for (guint i = 0; i < component->nodes->len; i++)
    {
      KtIcalComponent *inner = g_array_index (component->nodes, KtIcalNode, i).component;
      if (inner != NULL && (name == NULL || strcmp (inner->name, name) == 0) && n-- == 0)
        return inner;
    }
  return NULL;
}

/* The end of a parameter: the next semicolon outside quotes. */
static const char *
param_end (const char *at, char until)
{
  gboolean quoted = FALSE;

  for (; *at != '\0' && (quoted || (*at != ';' && *at != until)); at++)
    if (*at == '"')
      quoted = !quoted;
  return at;
}

static char *
param_value (const char *at, const char *end)
{
  g_autoptr (GString) value = g_string_new (NULL);

  for (; at < end; at++)
    if (*at == '^' && at + 1 < end && strchr ("n^'", at[1]) != NULL)
      {
        at++;
        g_string_append_c (value, *at == 'n' ? '\n' : *at == '^' ? '^' : '"');
      }
    else if (*at != '"')
      g_string_append_c (value, *at);
  return g_string_free (g_steal_pointer (&value), FALSE);
}

char *
kt_ical_param (const char *params, const char *name)
{
  gsize length = strlen (name);

  while (*params == ';')
    {
      const char *at = params + 1;
      if (g_ascii_strncasecmp (at, name, length) == 0 && at[length] == '=')
        return param_value (at + length + 1, param_end (at + length + 1, ','));
      params = param_end (at, ';');
    }
  return NULL;
}
