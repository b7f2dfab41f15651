#include "config.h"
#include "kontor/letter-identity.h"
#include "kontor/html.h"
#include "kontor/plain-text.h"
#include "kontor/records.h"
#include <gmime/gmime.h>
#include <string.h>

#define REFS_FIRST 10u
#define DAY G_GINT64_CONSTANT (86400)
#define YEARS_10 (3653 * DAY)

char *
kt_message_id (const char *value)
{
  const char *begin = value != NULL ? value : "", *open = strchr (begin, '<');
  gsize n = strlen (begin);

  if (open != NULL)
    {
      begin = open + 1;
      n = strcspn (begin, "><");
    }
  char *id = g_malloc (n + 1), *to = id;
  for (gsize i = 0; i < n; i++)
    if ((guchar)begin[i] > ' ')
      *to++ = begin[i];
  *to = '\0';
  return id;
}

gboolean
kt_header_date (const char *value, gint64 *ret_utc)
{
  g_autoptr (GDateTime) date = value != NULL ? g_mime_utils_header_decode_date (value) : NULL;

  if (date == NULL)
    return FALSE;
  *ret_utc = g_date_time_to_unix (date);
  return TRUE;
}

static const char *
field (KtHeader *header, const char *name)
{
  const char *value = kt_header_get (header, name, 0);

  return value != NULL ? value : "";
}

/* Cells as they were parted when the first keys were made. */
static char *
with_gaps (const char *text)
{
  static const char cell[] = { KT_HTML_GAP, '\0' };
  g_auto (GStrv) cells = g_strsplit (text, cell, -1);
  GString *out = g_string_new (cells[0]);

  for (guint i = 1; cells[0] != NULL && cells[i] != NULL; i++)
    if (*cells[i] != '\0')
      g_string_append_printf (out, "  %s", cells[i]);
  return g_string_free (out, FALSE);
}

KtId
kt_letter_key (KtHeader *header, const char *sender, const char *text, gboolean of_html)
{
  g_autofree char *id = kt_message_id (kt_header_get (header, "Message-ID", 0));
  char date[24] = "";
  gint64 utc;

  if (*id == '\0')
    {
      g_autofree char *cells = of_html ? with_gaps (text) : NULL;
      const char *whole = cells != NULL ? cells : text;
      g_autofree char *head
          = g_strndup (whole, kt_plain_cut (whole, strlen (whole), KT_LETTER_KEY_TEXT));
      return kt_id_hash_strings (field (header, "From"), field (header, "To"),
                                 field (header, "Date"), field (header, "Subject"), head, NULL);
    }
  if (kt_header_date (kt_header_get (header, "Date", 0), &utc))
    g_snprintf (date, sizeof date, "%" G_GINT64_FORMAT, utc);
  return kt_id_hash_strings (id, sender, date, NULL);
}

/* Appends the hashes of all <…> in a field, or of the one bare id of an In-Reply-To. */
static void
add_ids (GArray *refs, GHashTable *seen, const char *value)
{
  for (const char *p = value; p != NULL && (p = strchr (p, '<')) != NULL; p++)
    {
      gsize n = strcspn (p + 1, "<> ");
      if (n == 0 || p[1 + n] != '>')
        continue;
      gint64 hash = kt_id_hash (p + 1, n);
      if (g_hash_table_add (seen, g_memdup2 (&hash, sizeof hash)))
        g_array_append_val (refs, hash);
    }
}

GArray *
kt_letter_references (KtHeader *header, KtId own_hash)
{
  GArray *refs = g_array_new (FALSE, FALSE, sizeof (gint64));
  const char *fields[]
      = { kt_header_get (header, "References", 0), kt_header_get (header, "In-Reply-To", 0) };

  if (fields[0] == NULL && fields[1] == NULL)
    return refs;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_hash_table_add (seen, g_memdup2 (&own_hash, sizeof own_hash));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    add_ids (refs, seen, fields[i]);
  if (refs->len > KT_LETTER_REFS_MAX)
    g_array_remove_range (refs, REFS_FIRST, refs->len - KT_LETTER_REFS_MAX);
  return refs;
}

/* The date behind the last semicolon of the topmost Received field. */
static gint64
received_date (KtHeader *header)
{
  const char *value = kt_header_get (header, "Received", 0);
  const char *semicolon = value != NULL ? strrchr (value, ';') : NULL;
  gint64 utc;

  return semicolon != NULL && kt_header_date (semicolon + 1, &utc) && utc > 0 ? utc : 0;
}

gint64
kt_letter_time (KtHeader *header, gint64 received, gint64 now)
{
  gint64 date, time;
  gboolean dated = kt_header_date (kt_header_get (header, "Date", 0), &date);

  if (received <= 0)
    received = received_date (header);
  if (received <= 0)
    time = dated ? date : 0;
  else
    time = dated && date >= received - YEARS_10 && date <= received + DAY ? date : received;
  return CLAMP (time, 0, MAX (now, 0));
}
