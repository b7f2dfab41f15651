#include "config.h"
#include "kontor/contentline.h"
#include "kontor/ical-forms.h"
#include "kontor/ical-read.h"
#include <string.h>

/* Lines that say what holds without them (RFC 5545), or how the text came here. */
static gboolean
says_nothing (const KtIcalLine *line)
{
  static const char *const defaults[][2] = {
    { "TRANSP", "OPAQUE" }, { "CLASS", "PUBLIC" },       { "SEQUENCE", "0" },
    { "PRIORITY", "0" },    { "CALSCALE", "GREGORIAN" }, { "STATUS", "CONFIRMED" },
  };
  static const char *const names[] = { "VERSION", "METHOD", NULL };
  if (kt_ical_line_is_noise (line) || *line->value == 0 || g_strv_contains (names, line->name))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (defaults); i++)
    if (strcmp (line->name, defaults[i][0]) == 0 && kt_ical_is (line->value, defaults[i][1]))
      return TRUE;
  return FALSE;
}

static gboolean
is_one_of (const char *name, const char *const *names)
{
  return g_strv_contains (names, name);
}

static int
by_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* --- values --- */

/* Parts in one order, upper case, without defaults. */
static char *
rule_form (const char *value)
{
  g_autofree char *upper = g_ascii_strup (value, -1);
  g_auto (GStrv) parts = g_strsplit (upper, ";", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  for (char **part = parts; *part != NULL; part++)
    if (*g_strstrip (*part) != 0 && strcmp (*part, "INTERVAL=1") != 0
        && strcmp (*part, "WKST=MO") != 0)
      g_ptr_array_add (kept, *part);
  g_ptr_array_sort (kept, by_text);
  g_ptr_array_add (kept, NULL);
  return g_strjoinv (";", (char **)kept->pdata);
}

static char *
text_form (const char *value)
{
  g_autofree char *plain = kt_ical_text_value (value, KT_ICAL_LINE_MAX * 2);
  GString *form = g_string_new (NULL);
  kt_contentline_escape (form, plain);
  return g_string_free (form, FALSE);
}

static char *
value_form (const char *name, const char *value)
{
  static const char *const texts[]
      = { "SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", NULL };
  static const char *const words[] = { "STATUS", "TRANSP", "CLASS", "ACTION", NULL };
  static const char *const rules[] = { "RRULE", "EXRULE", NULL };
  if (is_one_of (name, texts))
    return text_form (value);
  if (is_one_of (name, rules))
    return rule_form (value);
  if (is_one_of (name, words))
    return g_strstrip (g_ascii_strup (value, -1));
  if (g_ascii_strncasecmp (value, "mailto:", 7) == 0)
    return g_strconcat ("mailto:", value + 7, NULL);
  return g_strdup (value);
}

/* --- parameters --- */

static gboolean
is_plain_date (const char *value)
{
  return strlen (value) == 8 && strspn (value, "0123456789") == 8;
}

/* One ";NAME=value": VALUE=DATE is seen from the value, a zone has one name. */
static void
append_param (GString *form, const char *param, gsize length, const char *value)
{
  g_autofree char *one = g_strndup (param, length);
  if (is_plain_date (value) && g_ascii_strcasecmp (one, ";VALUE=DATE") == 0)
    return;
  if (g_ascii_strncasecmp (one, ";TZID=", 6) == 0)
    {
      g_autofree char *iana = kt_ical_zone_iana (one + 6);
      if (iana != NULL)
        {
          g_string_append_printf (form, ";TZID=%s", iana);
          return;
        }
    }
  g_string_append (form, one);
}

static char *
params_form (const char *params, const char *value)
{
  GString *form = g_string_new (NULL);
  while (*params == ';')
    {
      gboolean quoted = FALSE;
      gsize n = 1;
      for (; params[n] != 0 && (quoted || params[n] != ';'); n++)
        if (params[n] == '"')
          quoted = !quoted;
      append_param (form, params, n, value);
      params += n;
    }
  return g_string_free (form, FALSE);
}

/* --- lines --- */

static void
add_one (GPtrArray *lines, const KtIcalLine *line, const char *value)
{
  g_autofree char *value_text = value_form (line->name, value);
  g_autofree char *params = params_form (line->params, value);
  GString *out = g_string_new (NULL);
  KtIcalLine form = *line;
  form.value = value_text;
  form.params = params;
  kt_ical_line_canonical (&form, out);
  g_ptr_array_add (lines, g_string_free (out, FALSE));
}

/* A list is as many lines as it has values. */
static void
add_line (GPtrArray *lines, const KtIcalLine *line)
{
  static const char *const lists[] = { "EXDATE", "RDATE", "CATEGORIES", "RESOURCES", NULL };
  if (says_nothing (line))
    return;
  if (!is_one_of (line->name, lists))
    {
      add_one (lines, line, line->value);
      return;
    }
  const char *from = line->value;
  for (const char *at = from;; at++)
    if (*at == '\\' && at[1] != 0)
      at++;
    else if (*at == ',' || *at == 0)
      {
        g_autofree char *value = g_strndup (from, (gsize)(at - from));
        if (*value != 0)
          add_one (lines, line, value);
        if (*at == 0)
          return;
        from = at + 1;
      }
}

static gboolean
is_known_zone (const KtIcalComponent *component)
{
  if (strcmp (component->name, "VTIMEZONE") != 0)
    return FALSE;
  g_autofree char *iana = kt_ical_zone_iana (kt_ical_value (component, "TZID"));
  return iana != NULL;
}

static void
append_component (GString *out, const KtIcalComponent *component)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < component->nodes->len; i++)
    {
      const KtIcalNode *node = &g_array_index (component->nodes, KtIcalNode, i);
      if (node->component == NULL)
        add_line (lines, &node->line);
      else if (!is_known_zone (node->component))
        {
          GString *inner = g_string_new (NULL);
          append_component (inner, node->component);
          g_ptr_array_add (lines, g_string_free (inner, FALSE));
        }
    }
  g_ptr_array_sort (lines, by_text);
  g_string_append_printf (out, "BEGIN:%s\n", component->name);
  for (guint i = 0; i < lines->len; i++)
    {
      const char *line = g_ptr_array_index (lines, i);
      g_string_append_printf (out, "%s%s", line, g_str_has_suffix (line, "\n") ? "" : "\n");
    }
  g_string_append_printf (out, "END:%s\n", component->name);
}

char *
kt_ical_canonical (const char *text, gsize length, GError **error)
{
  gsize utf8_length = length;
  g_autofree char *utf8 = kt_ical_to_utf8 (text, length, &utf8_length);
  g_autoptr (KtIcalText) parsed
      = kt_ical_text_parse (utf8 != NULL ? utf8 : text, utf8_length, error);
  if (parsed == NULL)
    return NULL;
  GString *form = g_string_new (NULL);
  append_component (form, kt_ical_text_root (parsed));
  return g_string_free (form, FALSE);
}
