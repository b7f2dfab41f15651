#include "config.h"
#include "kontor/header.h"
#include "kontor/utf8.h"
#include "kontor/charset.h"
#include "kontor/encoded-words.h"
#include "kontor/mojibake.h"
#include "kontor/plain-text.h"
#include <string.h>

/* Lines before the first field that are passed over: mbox marks, banners of gateways. */
#define LEADING_JUNK_MAX 20

typedef struct
{
  const char *name, *value; /* in the bytes */
  gsize name_length, length;
  char *text; /* unfolded, made on first use */
} Field;

struct _KtHeader
{
  GArray *fields;
};

static void
field_clear (gpointer data)
{
  g_free (((Field *)data)->text);
}

void
kt_header_free (KtHeader *header)
{
  g_array_unref (header->fields);
  g_free (header);
}

/* Length of the field name a line begins with; 0 if it begins with none. */
static gsize
name_length (const char *line, gsize length)
{
  gsize i = 0;

  while (i < length && line[i] > ' ' && line[i] < 127 && line[i] != ':')
    i++;
  gsize colon = i;
  while (colon < length && (line[colon] == ' ' || line[colon] == '\t'))
    colon++;
  return i > 0 && colon < length && line[colon] == ':' ? i : 0;
}

static gboolean
is_blank (const char *line, gsize length)
{
  return length == 0 || (length == 1 && *line == '\r');
}

static void
add_field (KtHeader *header, const char *line, gsize length, gsize name)
{
  if (header->fields->len >= KT_HEADER_FIELDS_MAX)
    return;
  gsize value = (const char *)memchr (line + name, ':', length - name) - line + 1;
  Field field = { .name = line,
                  .name_length = name,
                  .value = line + value,
                  .length = MIN (length - value, KT_HEADER_FIELD_MAX) };
  g_array_append_val (header->fields, field);
}

static void
continue_field (KtHeader *header, const char *end)
{
  Field *last = &g_array_index (header->fields, Field, header->fields->len - 1);

  if (header->fields->len < KT_HEADER_FIELDS_MAX)
    last->length = MIN ((gsize)(end - last->value), KT_HEADER_FIELD_MAX);
}

KtHeader *
kt_header_new (const guint8 *bytes, gsize length, gsize *ret_body)
{
  const char *text = (const char *)bytes;
  g_autoptr (KtHeader) header = g_new0 (KtHeader, 1);
  gsize at = 0;
  guint junk = 0;

  header->fields = g_array_sized_new (FALSE, FALSE, sizeof (Field), 32);
  g_array_set_clear_func (header->fields, field_clear);
  while (at < length)
    {
      const char *line = text + at, *lf = memchr (line, '\n', length - at);
      gsize line_length = lf ? (gsize)(lf - line) : length - at;
      gsize next = at + line_length + (lf ? 1 : 0), name;

      if (is_blank (line, line_length) && header->fields->len > 0)
        {
          *ret_body = next;
          return g_steal_pointer (&header);
        }
      if ((*line == ' ' || *line == '\t') && header->fields->len > 0)
        continue_field (header, line + line_length);
      else if ((name = name_length (line, line_length)) > 0)
        add_field (header, line, line_length, name);
      else if (header->fields->len > 0)
        break; /* the blank line is missing */
      else if (++junk > LEADING_JUNK_MAX)
        return NULL;
      at = next;
    }
  *ret_body = at;
  return header->fields->len > 0 ? g_steal_pointer (&header) : NULL;
}

/* RFC 5322 §2.2.3: a line break before white space is taken out; trimmed, without NUL. */
static char *
unfold (const Field *field)
{
  g_autoptr (GString) out = g_string_sized_new (field->length + 1);

  for (gsize i = 0; i < field->length; i++)
    {
      char c = field->value[i];
      if (c == '\t')
        c = ' ';
      if (c != '\r' && c != '\n' && c != '\0' && !(c == ' ' && out->len == 0))
        g_string_append_c (out, c);
    }
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  if (kt_utf8_is_valid (out->str, out->len))
    return g_string_free (g_steal_pointer (&out), FALSE);
  return kt_charset_to_utf8 (out->str, out->len, NULL);
}

static Field *
find (KtHeader *header, const char *name, guint nth)
{
  gsize length = strlen (name);

  for (guint i = 0; i < header->fields->len; i++)
    {
      Field *field = &g_array_index (header->fields, Field, i);
      if (field->name_length == length && g_ascii_strncasecmp (field->name, name, length) == 0
          && nth-- == 0)
        return field;
    }
  return NULL;
}

const char *
kt_header_get (KtHeader *header, const char *name, guint nth)
{
  Field *field = find (header, name, nth);

  if (field == NULL)
    return NULL;
  if (field->text == NULL)
    field->text = unfold (field);
  return field->text;
}

gboolean
kt_header_has (KtHeader *header, const char *name)
{
  return find (header, name, 0) != NULL;
}

void
kt_header_append_content_fields (KtHeader *header, GByteArray *out)
{
  static const char *const names[]
      = { "Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "Content-ID" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      Field *field = find (header, names[i], 0);
      if (field == NULL)
        continue;
      g_byte_array_append (out, (const guint8 *)names[i], strlen (names[i]));
      g_byte_array_append (out, (const guint8 *)":", 1);
      gsize from = out->len;
      g_byte_array_append (out, (const guint8 *)field->value, field->length);
      for (gsize at = from; at < out->len; at++)
        if (out->data[at] == '\0')
          out->data[at] = ' ';
      g_byte_array_append (out, (const guint8 *)"\n", 1);
    }
}

char *
kt_header_decode (const char *value, gsize max)
{
  g_autofree char *decoded = strstr (value, "=?") != NULL ? kt_encoded_words_decode (value) : NULL;
  const char *text = decoded != NULL ? decoded : value;
  g_autofree char *meant = kt_mojibake_repair (text, strlen (text));

  return kt_plain_line (meant != NULL ? meant : text, max);
}
