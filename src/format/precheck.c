#include "config.h"
#include "kontor/precheck.h"
#include "kontor/error.h"
#include "kontor/header.h"
#include "gmime-auto.h"
#include <string.h>

void
kt_precheck_line_ends (guint8 *bytes, gsize length)
{
  if (length == 0 || memchr (bytes, '\n', length) != NULL)
    return;
  for (gsize i = 0; i < length; i++)
    if (bytes[i] == '\r')
      bytes[i] = '\n';
}

typedef struct
{
  guint8 *bytes;
  gsize length;
  GPtrArray *boundaries; /* of the multiparts that are open, outermost first */
  guint nested;          /* letters announced since the last boundary */
  guint parts;
  gboolean in_header;   /* of a part or a nested letter; only there a type announces anything */
  gboolean letter_next; /* the header that ends next is followed by that of a nested letter */
  gboolean digest;      /* its parts are letters without saying so */
} Scan;

/* The end of the field beginning at `at`, continuation lines included. */
static gsize
field_end (const Scan *scan, gsize at)
{
  do
    {
      const guint8 *lf = memchr (scan->bytes + at, '\n', scan->length - at);
      at = lf ? (gsize)(lf - scan->bytes) + 1 : scan->length;
    }
  while (at < scan->length && (scan->bytes[at] == ' ' || scan->bytes[at] == '\t'));
  return at;
}

static gboolean
begins_with (const Scan *scan, gsize at, const char *word)
{
  const char *p = (const char *)scan->bytes + at;
  gsize n = strlen (word);

  if (at >= scan->length || (*p | 0x20) != (*word | 0x20)) /* nearly always, whatever their case */
    return FALSE;
  return scan->length - at >= n && g_ascii_strncasecmp (p, word, n) == 0;
}

/* Blanks, but for line ends: a field keeps its lines. */
static void
blank (guint8 *from, guint8 *end)
{
  for (; from < end; from++)
    if (*from != '\n' && *from != '\r')
      *from = ' ';
}

/* GMime overflows its stack on "From: a:a:a:…": a group within a group and so on. */
static void
bound_groups (guint8 *value, guint8 *end)
{
  guint colons = 0;

  for (; value < end; value++)
    if (*value == ':' && ++colons > KT_PRECHECK_GROUPS_MAX)
      *value = ' ';
}

static void
open_multipart (Scan *scan, gsize value, gsize end)
{
  g_autofree char *text = g_strndup ((char *)scan->bytes + value, end - value);
  g_autofree char *line = g_mime_utils_header_unfold (text);
  g_autoptr (GMimeContentType) type = g_mime_content_type_parse (NULL, line);
  const char *boundary = g_mime_content_type_get_parameter (type, "boundary");

  if (boundary != NULL && *boundary != '\0')
    g_ptr_array_add (scan->boundaries, g_strdup (boundary));
  if (g_mime_content_type_is_type (type, "multipart", "digest"))
    scan->digest = TRUE;
}

/* A content type: what it announces counts as a level. */
static gboolean
look_at_type (Scan *scan, gsize at, gsize end)
{
  const guint8 *colon = memchr (scan->bytes + at, ':', end - at);

  if (colon == NULL)
    return TRUE;
  gsize value = colon - scan->bytes + 1;
  while (value < end && g_ascii_isspace (scan->bytes[value]))
    value++;
  if (begins_with (scan, value, "multipart/"))
    open_multipart (scan, value, end);
  else if (begins_with (scan, value, "message/"))
    {
      scan->nested++;
      scan->letter_next = TRUE;
    }
  return scan->boundaries->len + scan->nested <= KT_PRECHECK_DEPTH_MAX;
}

static void
tame_field (Scan *scan, gsize at, gsize end)
{
  static const char *const addressed[] = { "From", "Sender", "Reply-To", "To", "Cc", "Bcc" };

  if (end - at > KT_HEADER_FIELD_MAX)
    blank (scan->bytes + at + KT_HEADER_FIELD_MAX, scan->bytes + end);
  for (guint i = 0; i < G_N_ELEMENTS (addressed); i++)
    if (begins_with (scan, at, addressed[i]))
      bound_groups (scan->bytes + at, scan->bytes + end);
}

/* Closes the multiparts that lie inside the one whose boundary this line is. */
static gboolean
look_at_boundary (Scan *scan, gsize at)
{
  for (guint i = scan->boundaries->len; i > 0; i--)
    {
      const char *boundary = g_ptr_array_index (scan->boundaries, i - 1);
      gsize n = strlen (boundary);
      if (scan->length - at - 2 < n || memcmp (scan->bytes + at + 2, boundary, n) != 0)
        continue;
      gboolean last
          = scan->length - at - 2 >= n + 2 && memcmp (scan->bytes + at + 2 + n, "--", 2) == 0;
      g_ptr_array_set_size (scan->boundaries, last ? i - 1 : i);
      scan->nested = 0;
      scan->in_header = TRUE;
      scan->letter_next = FALSE;
      scan->parts++;
      break;
    }
  return scan->parts <= KT_PRECHECK_PARTS_MAX;
}

/* Whether a line may begin a field that matters: one look at its first letter for nearly all. */
static gboolean
may_matter (guint8 c)
{
  return strchr ("CcFfSsRrTtBb", c) != NULL && c != '\0';
}

static const char *
scan_lines (Scan *scan)
{
  gsize at = 0;

  while (at < scan->length)
    {
      const guint8 *line = scan->bytes + at, *lf = memchr (line, '\n', scan->length - at);
      gsize next = lf ? (gsize)(lf - scan->bytes) + 1 : scan->length;

      if (*line == '\n' || (*line == '\r' && next - at == 2))
        {
          scan->in_header = scan->letter_next || scan->digest;
          scan->letter_next = FALSE;
        }
      if (*line == '-' && next - at > 2 && line[1] == '-' && !look_at_boundary (scan, at))
        return "more than 1,000 parts";
      if (may_matter (*line) && memchr (line, ':', MIN (next - at, 80)) != NULL)
        {
          gsize end = field_end (scan, at);
          tame_field (scan, at, end);
          if (scan->in_header && begins_with (scan, at, "Content-Type")
              && !look_at_type (scan, at, end))
            return "more than 32 parts within one another";
        }
      at = next;
    }
  return NULL;
}

gboolean
kt_precheck_entity (guint8 *entity, gsize length, GError **error)
{
  Scan scan = { .bytes = entity, .length = length, .in_header = TRUE };

  scan.boundaries = g_ptr_array_new_with_free_func (g_free);
  const char *reason = scan_lines (&scan);
  g_ptr_array_unref (scan.boundaries);
  if (reason == NULL)
    return TRUE;
  g_set_error_literal (error, KT_ERROR, KT_ERROR_FAILED, reason);
  return FALSE;
}
