#include "config.h"
#include "kontor/json-read.h"
#include "kontor/error.h"
#include <string.h>

#define DEPTH_MAX 32

typedef struct
{
  const char *begin, *at, *end;
  const KtJsonTake *take;
  gpointer data;
  GError **error;
  GString *texts;  /* of a row's names and values, each ends with NUL */
  GArray *values;  /* KtJsonValue; texts as offsets until the row is whole */
  GArray *offsets; /* gsize: of name and text of each value */
  guint rows;
} Json;

static gboolean
fail (Json *json, const char *what)
{
  guint line = 1;
  const char *start = json->begin;
  if (json->error != NULL && *json->error != NULL)
    return FALSE;
  for (const char *p = json->begin; p < json->at; p++)
    if (*p == '\n')
      {
        line++;
        start = p + 1;
      }
  g_set_error (json->error, KT_ERROR, KT_ERROR_USAGE, "line %u, character %ld: %s", line,
               g_utf8_pointer_to_offset (start, json->at) + 1, what);
  return FALSE;
}

static void
skip_space (Json *json)
{
  while (json->at < json->end && strchr (" \t\r\n", *json->at) != NULL && *json->at != '\0')
    json->at++;
}

static gboolean
at (Json *json, char c)
{
  skip_space (json);
  return json->at < json->end && *json->at == c;
}

static gboolean
expect (Json *json, char c, const char *what)
{
  if (!at (json, c))
    return fail (json, what);
  json->at++;
  return TRUE;
}

static gboolean
read_hex (Json *json, gunichar *ret)
{
  *ret = 0;
  for (int i = 0; i < 4; i++, json->at++)
    {
      if (json->at == json->end || !g_ascii_isxdigit (*json->at))
        return fail (json, "four hexadecimal digits are wanted");
      *ret = *ret * 16 + (gunichar)g_ascii_xdigit_value (*json->at);
    }
  return TRUE;
}

/* Behind "\u". */
static gboolean
read_unicode (Json *json, GString *out)
{
  gunichar c, low;
  if (!read_hex (json, &c))
    return FALSE;
  if (c >= 0xd800 && c < 0xdc00 && json->end - json->at >= 2 && json->at[0] == '\\'
      && json->at[1] == 'u')
    {
      json->at += 2;
      if (!read_hex (json, &low))
        return FALSE;
      if (low < 0xdc00 || low > 0xdfff)
        return fail (json, "half a character");
      c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
    }
  if (c == 0 || (c >= 0xd800 && c < 0xe000))
    return fail (json, "no character");
  g_string_append_unichar (out, c);
  return TRUE;
}

static gboolean
read_escape (Json *json, GString *out)
{
  static const char letters[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
  if (json->at == json->end)
    return fail (json, "the text does not end");
  char c = *json->at++;
  if (c == 'u')
    return read_unicode (json, out);
  const char *known = c != '\0' ? strchr (letters, c) : NULL;
  if (known == NULL)
    return fail (json, "an unknown escape");
  g_string_append_c (out, means[known - letters]);
  return TRUE;
}

/* Appends to out. */
static gboolean
read_string (Json *json, GString *out)
{
  gsize start = out->len;
  if (!expect (json, '"', "a text in quotes is wanted"))
    return FALSE;
  while (json->at < json->end && *json->at != '"')
    {
      if ((guchar)*json->at < 0x20)
        return fail (json, "a control character within a text");
      if (out->len - start > KT_JSON_TEXT_MAX)
        return fail (json, "a text of more than 8 MiB");
      if (*json->at != '\\')
        g_string_append_c (out, *json->at++);
      else
        {
          json->at++;
          if (!read_escape (json, out))
            return FALSE;
        }
    }
  return expect (json, '"', "the text does not end");
}

static gboolean
read_word (Json *json, const char *word)
{
  gsize length = strlen (word);
  if ((gsize)(json->end - json->at) < length || strncmp (json->at, word, length) != 0)
    return fail (json, "no value");
  json->at += length;
  return TRUE;
}

/* Whole numbers only: nothing in a book is anything else. */
static gboolean
read_int (Json *json, GString *out)
{
  const char *start = json->at;
  if (json->at < json->end && *json->at == '-')
    json->at++;
  const char *digits = json->at;
  while (json->at < json->end && g_ascii_isdigit (*json->at))
    json->at++;
  if (json->at == digits || json->at - digits > 19 || (*digits == '0' && json->at - digits > 1))
    return fail (json, "no whole number");
  if (json->at < json->end && strchr (".eE", *json->at) != NULL && *json->at != '\0')
    return fail (json, "a number that is not whole");
  g_string_append_len (out, start, json->at - start);
  return TRUE;
}

static gboolean
read_scalar (Json *json, GString *out, KtJsonKind *ret_kind)
{
  skip_space (json);
  char c = json->at < json->end ? *json->at : '\0';
  *ret_kind = c == '"' ? KT_JSON_TEXT : c == 'n' ? KT_JSON_NULL : KT_JSON_INT;
  if (c == '"')
    return read_string (json, out);
  return c == 'n' ? read_word (json, "null") : read_int (json, out);
}

/* Something newer, or of another program. */
static gboolean
skip_value (Json *json, guint depth)
{
  g_autoptr (GString) text = g_string_new (NULL);
  KtJsonKind kind;
  if (depth > DEPTH_MAX)
    return fail (json, "too deep");
  if (at (json, 't') || at (json, 'f'))
    return read_word (json, *json->at == 't' ? "true" : "false");
  gboolean object = at (json, '{');
  if (!object && !at (json, '['))
    return read_scalar (json, text, &kind);
  json->at++;
  for (gboolean first = TRUE; !at (json, object ? '}' : ']'); first = FALSE)
    {
      g_string_truncate (text, 0);
      if (!first && !expect (json, ',', "a comma is wanted"))
        return FALSE;
      if (object && (!read_string (json, text) || !expect (json, ':', "a colon is wanted")))
        return FALSE;
      if (!skip_value (json, depth + 1))
        return FALSE;
    }
  json->at++;
  return TRUE;
}

static gboolean
is_double (const Json *json, gsize name)
{
  for (guint i = 0; i + 2 < json->offsets->len; i += 2)
    if (strcmp (json->texts->str + g_array_index (json->offsets, gsize, i), json->texts->str + name)
        == 0)
      return TRUE;
  return FALSE;
}

static gboolean
read_member (Json *json)
{
  KtJsonValue value = { 0 };
  gsize name = json->texts->len;
  if (json->values->len == KT_JSON_VALUES_MAX)
    return fail (json, "a row of too many values");
  if (!read_string (json, json->texts) || !expect (json, ':', "a colon is wanted"))
    return FALSE;
  g_string_append_c (json->texts, '\0');
  gsize text = json->texts->len;
  g_array_append_val (json->offsets, name);
  g_array_append_val (json->offsets, text);
  if (is_double (json, name))
    return fail (json, "a value is told twice");
  if (!read_scalar (json, json->texts, &value.kind))
    return FALSE;
  g_string_append_c (json->texts, '\0');
  g_array_append_val (json->values, value);
  return TRUE;
}

static gboolean
read_row (Json *json, const char *table)
{
  g_string_truncate (json->texts, 0);
  g_array_set_size (json->values, 0);
  g_array_set_size (json->offsets, 0);
  if (!expect (json, '{', "a row in braces is wanted"))
    return FALSE;
  for (gboolean first = TRUE; !at (json, '}'); first = FALSE)
    if ((!first && !expect (json, ',', "a comma is wanted")) || !read_member (json))
      return FALSE;
  json->at++;
  if (++json->rows > KT_JSON_ROWS_MAX)
    return fail (json, "too many rows");
  for (guint i = 0; i < json->values->len; i++)
    {
      KtJsonValue *value = &g_array_index (json->values, KtJsonValue, i);
      value->name = json->texts->str + g_array_index (json->offsets, gsize, 2 * i);
      value->text = json->texts->str + g_array_index (json->offsets, gsize, 2 * i + 1);
    }
  return json->take->row (table, (const KtJsonValue *)json->values->data, json->values->len,
                          json->data, json->error);
}

static gboolean
read_table (Json *json, const char *table)
{
  if (!expect (json, '[', "the rows of a table are wanted"))
    return FALSE;
  for (gboolean first = TRUE; !at (json, ']'); first = FALSE)
    if ((!first && !expect (json, ',', "a comma is wanted")) || !read_row (json, table))
      return FALSE;
  json->at++;
  return TRUE;
}

static gboolean
read_tables (Json *json)
{
  g_autoptr (GString) name = g_string_new (NULL);
  if (!expect (json, '{', "tables in braces are wanted"))
    return FALSE;
  for (gboolean first = TRUE; !at (json, '}'); first = FALSE)
    {
      g_string_truncate (name, 0);
      if ((!first && !expect (json, ',', "a comma is wanted")) || !read_string (json, name)
          || !expect (json, ':', "a colon is wanted") || !read_table (json, name->str))
        return FALSE;
    }
  json->at++;
  return TRUE;
}

static gboolean
read_head (Json *json, const char *name)
{
  g_autoptr (GString) text = g_string_new (NULL);
  KtJsonValue value = { .name = name };
  if (at (json, '{') || at (json, '[') || at (json, 't') || at (json, 'f'))
    return skip_value (json, 0);
  if (!read_scalar (json, text, &value.kind))
    return FALSE;
  value.text = text->str;
  return json->take->head (&value, json->data, json->error);
}

static gboolean
read_top (Json *json)
{
  g_autoptr (GString) name = g_string_new (NULL);
  gboolean tables = FALSE;
  if (!expect (json, '{', "it is no JSON object"))
    return FALSE;
  for (gboolean first = TRUE; !at (json, '}'); first = FALSE)
    {
      g_string_truncate (name, 0);
      if ((!first && !expect (json, ',', "a comma is wanted")) || !read_string (json, name)
          || !expect (json, ':', "a colon is wanted"))
        return FALSE;
      gboolean is_tables = strcmp (name->str, "tables") == 0;
      if (is_tables && tables)
        return fail (json, "tables are told twice");
      tables = tables || is_tables;
      if (!(is_tables ? read_tables (json) : read_head (json, name->str)))
        return FALSE;
    }
  json->at++;
  skip_space (json);
  return json->at == json->end || fail (json, "something stands behind the end");
}

gboolean
kt_json_read (const char *bytes, gsize length, const KtJsonTake *take, gpointer data,
              GError **error)
{
  const char *bad;
  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    {
      bytes += 3;
      length -= 3;
    }
  Json json = { .begin = bytes,
                .at = bytes,
                .end = bytes + length,
                .take = take,
                .data = data,
                .error = error,
                .texts = g_string_new (NULL),
                .values = g_array_new (FALSE, TRUE, sizeof (KtJsonValue)),
                .offsets = g_array_new (FALSE, FALSE, sizeof (gsize)) };
  gboolean ok = g_utf8_validate (bytes, (gssize)length, &bad);
  if (!ok)
    {
      json.at = bad;
      fail (&json, "it is no UTF-8");
    }
  ok = ok && read_top (&json);
  g_string_free (json.texts, TRUE);
  g_array_unref (json.values);
  g_array_unref (json.offsets);
  return ok;
}
