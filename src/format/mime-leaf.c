#include "config.h"
#include "mime-leaf.h"
#include "kontor/charset.h"
#include "kontor/flowed.h"
#include "kontor/header.h"
#include "kontor/html.h"
#include "kontor/ical-read.h"
#include "kontor/invite-record.h"
#include "kontor/mojibake.h"
#include "kontor/plain-text.h"
#include "kontor/records.h"
#include <string.h>

#define CALENDAR_HEAD 4096 /* METHOD stands near the top */

KtMimeLeaf *
kt_mime_leaf_new (GMimeObject *object, GMimeObject *parent, GByteArray *entity, guint32 number)
{
  KtMimeLeaf *leaf = g_new0 (KtMimeLeaf, 1);

  *leaf = (KtMimeLeaf){ object, parent, entity, number, FALSE };
  return leaf;
}

void
kt_mime_leaf_free (KtMimeLeaf *leaf)
{
  g_free (leaf);
}

static gboolean
is_type (const KtMimeLeaf *leaf, const char *type, const char *subtype)
{
  return g_mime_content_type_is_type (g_mime_object_get_content_type (leaf->object), type, subtype);
}

static gboolean
is_disposed (const KtMimeLeaf *leaf, const char *disposition)
{
  GMimeContentDisposition *value = g_mime_object_get_content_disposition (leaf->object);
  const char *word = value != NULL ? g_mime_content_disposition_get_disposition (value) : NULL;

  return word != NULL && g_ascii_strcasecmp (word, disposition) == 0;
}

gboolean
kt_mime_leaf_is_readable (const KtMimeLeaf *leaf)
{
  return GMIME_IS_PART (leaf->object)
         && (is_type (leaf, "text", "plain") || is_type (leaf, "text", "html"))
         && !is_disposed (leaf, "attachment")
         && g_mime_part_get_filename ((GMimePart *)leaf->object) == NULL;
}

/* Where its encoded bytes lie in the letter. */
static const guint8 *
raw_bytes (const KtMimeLeaf *leaf, gsize *ret_length)
{
  GMimeDataWrapper *content
      = GMIME_IS_PART (leaf->object) ? g_mime_part_get_content ((GMimePart *)leaf->object) : NULL;
  GMimeStream *stream = content != NULL ? g_mime_data_wrapper_get_stream (content) : NULL;

  *ret_length = 0;
  if (stream == NULL)
    return NULL;
  gint64 end = stream->bound_end < 0 ? leaf->entity->len : stream->bound_end;
  if (stream->bound_start < 0 || stream->bound_start > end || end > leaf->entity->len)
    return NULL;
  *ret_length = end - stream->bound_start;
  return leaf->entity->data + stream->bound_start;
}

gboolean
kt_mime_leaf_touches_end (const KtMimeLeaf *leaf)
{
  gsize length;
  const guint8 *raw = raw_bytes (leaf, &length);

  return raw == NULL || raw + length == leaf->entity->data + leaf->entity->len;
}

static GMimeContentEncoding
encoding_of (const KtMimeLeaf *leaf)
{
  return g_mime_part_get_content_encoding ((GMimePart *)leaf->object);
}

/* Whether the letter came with CR LF line ends. */
static gboolean
has_network_line_ends (const GByteArray *entity)
{
  const guint8 *cr = memchr (entity->data, '\r', MIN (entity->len, CALENDAR_HEAD));

  return cr != NULL && cr + 1 < entity->data + entity->len && cr[1] == '\n';
}

/* A nested letter is written out as it came. */
static GByteArray *
letter_bytes (const KtMimeLeaf *leaf)
{
  GByteArray *out = g_byte_array_new ();
  GMimeMessage *message = GMIME_IS_MESSAGE_PART (leaf->object)
                              ? g_mime_message_part_get_message ((GMimeMessagePart *)leaf->object)
                              : NULL;

  if (message == NULL)
    return out;
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new_with_byte_array (out);
  g_mime_stream_mem_set_owner ((GMimeStreamMem *)stream, FALSE);
  GMimeFormatOptions *options = g_mime_format_options_new ();
  g_mime_format_options_set_newline_format (options, has_network_line_ends (leaf->entity)
                                                         ? GMIME_NEWLINE_FORMAT_DOS
                                                         : GMIME_NEWLINE_FORMAT_UNIX);
  g_mime_object_write_to_stream ((GMimeObject *)message, options, stream);
  g_mime_format_options_free (options);
  return out;
}

GByteArray *
kt_mime_leaf_decode (const KtMimeLeaf *leaf, gsize max)
{
  GMimeEncoding state;
  gsize length;

  if (!GMIME_IS_PART (leaf->object))
    return letter_bytes (leaf);
  const guint8 *raw = raw_bytes (leaf, &length);
  GMimeContentEncoding encoding = encoding_of (leaf);
  gboolean plain = encoding != GMIME_CONTENT_ENCODING_BASE64
                   && encoding != GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE
                   && encoding != GMIME_CONTENT_ENCODING_UUENCODE;
  GByteArray *out = g_byte_array_sized_new (MIN (length, max) + 16);
  if (plain)
    return length > 0 ? g_byte_array_append (out, raw, MIN (length, max)) : out;
  g_mime_encoding_init_decode (&state, encoding);
  for (gsize at = 0; at < length && out->len < max;)
    {
      gsize n = MIN (length - at, 32768), from = out->len;
      g_byte_array_set_size (out, from + g_mime_encoding_outlen (&state, n));
      gsize written
          = g_mime_encoding_step (&state, (const char *)raw + at, n, (char *)out->data + from);
      g_byte_array_set_size (out, from + written);
      at += n;
    }
  return out;
}

static char *
plain_text (const KtMimeLeaf *leaf, const char *utf8)
{
  GMimeContentType *type = g_mime_object_get_content_type (leaf->object);
  const char *format = g_mime_content_type_get_parameter (type, "format");
  const char *del_sp = g_mime_content_type_get_parameter (type, "delsp");
  g_autofree char *block = kt_plain_block (utf8, strlen (utf8));

  if (format == NULL || g_ascii_strcasecmp (format, "flowed") != 0)
    return g_steal_pointer (&block);
  return kt_flowed_join (block, del_sp != NULL && g_ascii_strcasecmp (del_sp, "yes") == 0);
}

char *
kt_mime_leaf_text (const KtMimeLeaf *leaf, gsize max, GPtrArray **ret_links, gboolean *cut)
{
  gboolean html = is_type (leaf, "text", "html");
  max = html ? KT_HTML_MAX : max;
  g_autoptr (GByteArray) bytes = kt_mime_leaf_decode (leaf, max + 1);
  GMimeContentType *type = g_mime_object_get_content_type (leaf->object);

  if (bytes->len > max)
    *cut = TRUE;
  g_autofree char *utf8 = kt_charset_to_utf8 ((const char *)bytes->data, MIN (bytes->len, max),
                                              g_mime_content_type_get_parameter (type, "charset"));
  char *meant = kt_mojibake_repair (utf8, strlen (utf8));
  if (meant != NULL)
    {
      g_free (utf8);
      utf8 = meant;
    }
  if (!html)
    return plain_text (leaf, utf8);
  g_autoptr (KtHtmlText) text = kt_html_to_text (utf8, strlen (utf8));
  *cut |= text->cut;
  *ret_links = g_steal_pointer (&text->links);
  return kt_plain_block (text->text, strlen (text->text));
}

/* The last step of any path, Windows' too; "" for what names no file. */
static char *
base_name (const char *name)
{
  g_autofree char *line = kt_plain_line (name, KT_LETTER_NAME_MAX * 4);
  const char *base = line;

  for (const char *p = line; *p != '\0'; p++)
    if (*p == '/' || *p == '\\')
      base = p + 1;
  if (strcmp (base, ".") == 0 || strcmp (base, "..") == 0)
    base = "";
  gsize length = strlen (base);
  if (length <= KT_LETTER_NAME_MAX)
    return g_strdup (base);
  /* its ending tells what it is */
  const char *dot = strrchr (base, '.');
  const char *ending = dot != NULL && strlen (dot) <= 16 ? dot : base + length;
  gsize cut = kt_plain_cut (base, length, KT_LETTER_NAME_MAX - strlen (ending));
  return g_strdup_printf ("%.*s%s", (int)cut, base, ending);
}

/* Every "=" takes its line end along, or two digits. */
static guint64
quoted_printable_size (const guint8 *raw, gsize length)
{
  guint64 size = 0;

  for (gsize i = 0; i < length; i++)
    if (raw[i] != '=')
      size++;
    else if (i + 1 < length && raw[i + 1] == '\n')
      i++;
    else if (i + 2 < length)
      {
        size += raw[i + 1] != '\r';
        i += 2;
      }
  return size;
}

/* Octets above a blank that are no padding, eight at a time: attachments are long. */
static gsize
count_digits (const guint8 *raw, gsize length)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101), high = ones << 7;
  gsize i = 0, digits = 0;
  guint64 eight;

  for (; i + 8 <= length; i += 8)
    {
      memcpy (&eight, raw + i, 8);
      guint64 above = ((eight & ~high) + ones * (0x7f - ' ')) | eight;
      guint64 other = eight ^ (ones * '=');
      guint64 unpadded = ((other & ~high) + ones * 0x7f) | other;
      digits += (((above & unpadded & high) >> 7) * ones) >> 56;
    }
  for (; i < length; i++)
    digits += raw[i] > ' ' && raw[i] != '=';
  return digits;
}

/* Without decoding: exact but for broken encodings. */
static guint64
decoded_size (const KtMimeLeaf *leaf)
{
  gsize length;

  if (!GMIME_IS_PART (leaf->object))
    {
      g_autoptr (GByteArray) letter = letter_bytes (leaf);
      return letter->len;
    }
  const guint8 *raw = raw_bytes (leaf, &length);
  switch (encoding_of (leaf))
    {
    case GMIME_CONTENT_ENCODING_BASE64:
      return count_digits (raw, length) * 3 / 4;
    case GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE:
      return quoted_printable_size (raw, length);
    case GMIME_CONTENT_ENCODING_UUENCODE:
      return 0;
    default:
      return length;
    }
}

static gboolean
is_signature (const KtMimeLeaf *leaf)
{
  return is_type (leaf, "application", "pgp-signature")
         || is_type (leaf, "application", "pkcs7-signature")
         || is_type (leaf, "application", "x-pkcs7-signature");
}

/* A picture the HTML refers to. */
static gboolean
is_shown_in_text (const KtMimeLeaf *leaf)
{
  if (leaf->parent == NULL || is_disposed (leaf, "attachment"))
    return FALSE;
  GMimeContentType *parent = g_mime_object_get_content_type (leaf->parent);
  return g_mime_content_type_is_type (parent, "multipart", "related")
         && g_mime_object_get_content_id (leaf->object) != NULL;
}

/* The parts of a delivery report are no attachments of anybody. */
static gboolean
is_of_report (const KtMimeLeaf *leaf)
{
  return leaf->parent != NULL
         && g_mime_content_type_is_type (g_mime_object_get_content_type (leaf->parent), "multipart",
                                         "report");
}

static char *
type_name (const KtMimeLeaf *leaf)
{
  GMimeContentType *type = g_mime_object_get_content_type (leaf->object);
  g_autofree char *mime = g_mime_content_type_get_mime_type (type);
  g_autofree char *lower = g_ascii_strdown (mime, -1);
  g_autofree char *valid = g_utf8_make_valid (lower, -1);

  return kt_plain_line (valid, 100);
}

/* An attached letter is called as it calls itself. */
static char *
letter_name (const KtMimeLeaf *leaf)
{
  GMimeMessage *message = g_mime_message_part_get_message ((GMimeMessagePart *)leaf->object);
  GMimeHeaderList *headers
      = message != NULL ? g_mime_object_get_header_list ((GMimeObject *)message) : NULL;
  GMimeHeader *header = headers != NULL ? g_mime_header_list_get_header (headers, "Subject") : NULL;
  const char *raw = header != NULL ? g_mime_header_get_raw_value (header) : NULL;
  if (raw == NULL)
    raw = "";
  g_autofree char *text = kt_charset_to_utf8 (raw, MIN (strlen (raw), KT_HEADER_FIELD_MAX), NULL);
  g_autofree char *subject = kt_header_decode (text, KT_LETTER_NAME_MAX - 4);
  g_strdelimit (subject, "/\\:", '-');
  return g_strconcat (*subject != '\0' ? subject : "letter", ".eml", NULL);
}

void
kt_mime_leaf_describe (const KtMimeLeaf *leaf, KtMimePart *ret_part)
{
  const char *name = NULL;

  if (GMIME_IS_PART (leaf->object))
    name = g_mime_part_get_filename ((GMimePart *)leaf->object);
  if (name == NULL)
    name = g_mime_object_get_content_type_parameter (leaf->object, "name");
  g_autofree char *valid = name != NULL ? kt_charset_to_utf8 (name, strlen (name), NULL) : NULL;
  if (GMIME_IS_MESSAGE_PART (leaf->object) && (valid == NULL || *valid == '\0'))
    {
      g_free (valid);
      valid = letter_name (leaf);
    }
  *ret_part
      = (KtMimePart){ .number = leaf->number,
                      .name = base_name (valid),
                      .type = type_name (leaf),
                      .size = decoded_size (leaf),
                      .attached = !is_signature (leaf) && !is_shown_in_text (leaf)
                                  && !is_of_report (leaf) && !is_type (leaf, "text", "calendar") };
}

gboolean
kt_mime_leaf_is_invitation (const KtMimeLeaf *leaf)
{
  if (!is_type (leaf, "text", "calendar") && !is_type (leaf, "application", "ics"))
    return FALSE;
  if (g_mime_object_get_content_type_parameter (leaf->object, "method") != NULL)
    return TRUE;
  g_autoptr (GByteArray) bytes = kt_mime_leaf_decode (leaf, CALENDAR_HEAD);
  g_autofree char *head = g_ascii_strup ((const char *)bytes->data, bytes->len);
  return g_strstr_len (head, bytes->len, "\nMETHOD:") != NULL;
}

/* METHOD of the VCALENDAR in lower case, "" none. */
static char *
method_of (const char *text, gsize length)
{
  g_autoptr (KtIcalText) lines = kt_ical_text_parse (text, length, NULL);
  const KtIcalComponent *calendar
      = lines != NULL ? kt_ical_component_find (kt_ical_text_root (lines), "VCALENDAR", 0) : NULL;
  char *method = g_ascii_strdown (calendar != NULL ? kt_ical_value (calendar, "METHOD") : "", -1);

  return g_strstrip (method);
}

static gboolean
is_method (const char *method)
{
  const char *p = method;

  while (g_ascii_islower (*p) || *p == '-')
    p++;
  return *p == '\0' && p > method && p - method <= KT_INVITE_METHOD_MAX;
}

/* Many say UTF-8 and fold within a character: unfolded it is that. */
static char *
calendar_text (const GByteArray *bytes, const char *charset)
{
  const char *data = (const char *)bytes->data;
  gboolean other = charset != NULL && g_ascii_strcasecmp (charset, "utf-8") != 0;
  gboolean valid = g_utf8_validate (data, bytes->len, NULL);
  gsize length = 0;
  char *text = other || valid ? NULL : kt_ical_to_utf8 (data, bytes->len, &length);

  return text != NULL ? text : kt_charset_to_utf8 (data, bytes->len, charset);
}

char *
kt_mime_leaf_invitation (const KtMimeLeaf *leaf, gsize max, char **ret_method)
{
  const char *said = g_mime_object_get_content_type_parameter (leaf->object, "method");
  const char *charset = g_mime_object_get_content_type_parameter (leaf->object, "charset");
  g_autoptr (GByteArray) bytes = kt_mime_leaf_decode (leaf, max + 1);

  if (bytes->len > max)
    return NULL;
  g_autofree char *text = calendar_text (bytes, charset);
  g_autofree char *method = method_of (text, strlen (text));
  if (strlen (text) > max || !is_method (method)
      || (said != NULL && g_ascii_strcasecmp (said, method) != 0))
    return NULL;
  *ret_method = g_steal_pointer (&method);
  return g_steal_pointer (&text);
}
