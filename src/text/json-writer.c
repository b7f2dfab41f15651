#include "config.h"
#include "kontor/json-writer.h"
#include <string.h>

#define INDENT 2u

struct _KtJson
{
  GString *out;
  guint depth;
  gboolean filled; /* something stands in the innermost object or array */
  gboolean named;  /* a member's name is written, its value follows */
};

KtJson *
kt_json_new (void)
{
  KtJson *json = g_new0 (KtJson, 1);
  json->out = g_string_new (NULL);
  return json;
}

const char *
kt_json_written (const KtJson *json)
{
  g_assert (json->depth == 0 && !json->named);
  return json->out->str;
}

void
kt_json_free (KtJson *json)
{
  g_string_free (json->out, TRUE);
  g_free (json);
}

static void
new_line (KtJson *json)
{
  g_string_append_c (json->out, '\n');
  for (guint i = 0; i < json->depth * INDENT; i++)
    g_string_append_c (json->out, ' ');
}

/* Before a name, or a value without one. */
static void
begin_item (KtJson *json)
{
  if (json->named || json->depth == 0)
    {
      json->named = FALSE;
      return;
    }
  if (json->filled)
    g_string_append_c (json->out, ',');
  new_line (json);
}

static void
add (KtJson *json, const char *value)
{
  begin_item (json);
  g_string_append (json->out, value);
  json->filled = TRUE;
}

static void
begin (KtJson *json, const char *bracket)
{
  add (json, bracket);
  json->depth++;
  json->filled = FALSE;
}

static void
end (KtJson *json, char bracket)
{
  g_assert (json->depth > 0 && !json->named);
  json->depth--;
  if (json->filled)
    new_line (json);
  g_string_append_c (json->out, bracket);
  json->filled = TRUE;
}

void
kt_json_begin_object (KtJson *json)
{
  begin (json, "{");
}

void
kt_json_end_object (KtJson *json)
{
  end (json, '}');
}

void
kt_json_begin_array (KtJson *json)
{
  begin (json, "[");
}

void
kt_json_end_array (KtJson *json)
{
  end (json, ']');
}

/* What a terminal would obey or hide, besides what JSON (RFC 8259 §7) wants escaped. */
static gboolean
wants_escape (gunichar c)
{
  if (c < 0x7f)
    return c < 0x20 || c == '"' || c == '\\';
  GUnicodeType type = g_unichar_type (c);
  return type == G_UNICODE_FORMAT || type == G_UNICODE_CONTROL || c == 0x2028 || c == 0x2029;
}

static void
append_escaped (GString *out, gunichar c)
{
  static const char named[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
  const char *at = c < 0x7f ? strchr (named, (int)c) : NULL;
  if (at != NULL && *at != '\0')
    g_string_append_printf (out, "\\%c", letters[at - named]);
  else if (c < 0x10000)
    g_string_append_printf (out, "\\u%04x", c);
  else
    g_string_append_printf (out, "\\u%04x\\u%04x", 0xd800 + ((c - 0x10000) >> 10),
                            0xdc00 + ((c - 0x10000) & 0x3ff));
}

static void
append_quoted (GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_validate (text, -1, NULL) ? NULL : g_utf8_make_valid (text, -1);
  g_string_append_c (out, '"');
  for (const char *p = valid != NULL ? valid : text; *p != '\0';)
    {
      const char *plain = p;
      while (*p != '\0' && !wants_escape (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      g_string_append_len (out, plain, p - plain);
      if (*p == '\0')
        break;
      append_escaped (out, g_utf8_get_char (p));
      p = g_utf8_next_char (p);
    }
  g_string_append_c (out, '"');
}

void
kt_json_member (KtJson *json, const char *name)
{
  g_assert (!json->named && json->depth > 0);
  begin_item (json);
  append_quoted (json->out, name);
  g_string_append (json->out, " : ");
  json->named = TRUE;
}

void
kt_json_string (KtJson *json, const char *text)
{
  begin_item (json);
  append_quoted (json->out, text);
  json->filled = TRUE;
}

void
kt_json_int (KtJson *json, gint64 value)
{
  char digits[24];
  g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, value);
  add (json, digits);
}

void
kt_json_double (KtJson *json, double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  add (json, g_ascii_dtostr (digits, sizeof digits, value));
}

void
kt_json_boolean (KtJson *json, gboolean value)
{
  add (json, value ? "true" : "false");
}

void
kt_json_null (KtJson *json)
{
  add (json, "null");
}
