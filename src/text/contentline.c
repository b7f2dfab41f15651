#include "config.h"
#include "kontor/contentline.h"
#include "kontor/error.h"
#include <glib/gi18n.h>
#include <string.h>

#define FOLD_AT 75

static gboolean
is_control (guchar c)
{
  return c < 0x20 || c == 0x7f;
}

void
kt_contentline_escape (GString *value, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  for (const char *p = valid; *p != '\0'; p++)
    if (*p == '\n' || (*p == '\r' && p[1] != '\n'))
      g_string_append (value, "\\n");
    else if (strchr ("\\;,", *p) != NULL)
      g_string_append_printf (value, "\\%c", *p);
    else if (*p == '\t' || !is_control (*p))
      g_string_append_c (value, *p);
}

static void
append_param_value (GString *line, const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  gboolean quote = strpbrk (valid, ":;,") != NULL;
  if (quote)
    g_string_append_c (line, '"');
  for (const char *p = valid; *p != '\0'; p++)
    if (*p == '\n' || (*p == '\r' && p[1] != '\n'))
      g_string_append (line, "^n");
    else if (*p == '^')
      g_string_append (line, "^^");
    else if (*p == '"')
      g_string_append (line, "^'");
    else if (*p == '\t' || !is_control (*p))
      g_string_append_c (line, *p);
  if (quote)
    g_string_append_c (line, '"');
}

void
kt_contentline_fold (GString *out, const char *line, const char *line_end)
{
  gsize room = FOLD_AT, left = strlen (line);
  while (left > room)
    {
      gsize cut = room;
      while ((line[cut] & 0xC0) == 0x80) /* within a character */
        cut--;
      g_string_append_len (out, line, cut);
      g_string_append (out, line_end);
      g_string_append_c (out, ' ');
      line += cut;
      left -= cut;
      room = FOLD_AT - 1; /* the space counts */
    }
  g_string_append (out, line);
  g_string_append (out, line_end);
}

/* value is escaped already. */
static gboolean
append_line (GString *out, const char *name, const KtParam *params, const char *value,
             GError **error)
{
  g_autoptr (GString) line = g_string_new (name);
  for (const KtParam *param = params; param != NULL && param->name != NULL; param++)
    {
      g_string_append_printf (line, ";%s=", param->name);
      append_param_value (line, param->value);
    }
  g_string_append_c (line, ':');
  g_string_append (line, value);
  if (line->len > KT_CONTENTLINE_MAX)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("cannot write %s, its value is too long"),
                   name);
      return FALSE;
    }
  kt_contentline_fold (out, line->str, "\r\n");
  return TRUE;
}

gboolean
kt_contentline_text (GString *out, const char *name, const KtParam *params, const char *text,
                     GError **error)
{
  g_autoptr (GString) value = g_string_new (NULL);
  kt_contentline_escape (value, text);
  return append_line (out, name, params, value->str, error);
}

gboolean
kt_contentline_value (GString *out, const char *name, const KtParam *params, const char *value,
                      GError **error)
{
  gboolean good = g_utf8_validate (value, -1, NULL);
  for (const char *p = value; good && *p != '\0'; p++)
    good = !is_control (*p);
  if (!good)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED,
                   _ ("cannot write %s, its value holds a control character"), name);
      return FALSE;
    }
  return append_line (out, name, params, value, error);
}
