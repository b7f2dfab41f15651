#include "config.h"
#include "mbox-scan.h"
#include "kontor/records.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define BUFFER (256u << 10)
#define LINE_LOOK 512          /* octets of a line that are understood */
#define HASHED_MAX (64u << 10) /* octets of a letter */
#define UID_BITS 60
#define DAY 86400

/* --- lines, the longest ones in pieces --- */

typedef struct
{
  int fd;
  guint8 *data;
  gsize at, end;
  guint64 offset; /* of data[at] */
  gboolean eof, inside;
} Reader;

typedef struct
{
  const guint8 *data;
  gsize length;
  guint64 offset;
  gboolean first; /* of its line */
} Piece;

static gboolean
refill (Reader *reader)
{
  memmove (reader->data, reader->data + reader->at, reader->end - reader->at);
  reader->end -= reader->at;
  reader->at = 0;
  while (reader->end < BUFFER && !reader->eof)
    {
      gssize n = pread (reader->fd, reader->data + reader->end, BUFFER - reader->end,
                        (off_t)(reader->offset + reader->end));
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      reader->eof = n == 0;
      reader->end += n;
    }
  return TRUE;
}

/* A line with its end, or as much of it as the buffer holds; length 0: there is no more. */
static gboolean
next_piece (Reader *reader, Piece *piece)
{
  const guint8 *from = reader->data + reader->at;
  const guint8 *newline = memchr (from, '\n', reader->end - reader->at);
  if (newline == NULL && !reader->eof)
    {
      if (!refill (reader))
        return FALSE;
      from = reader->data;
      newline = memchr (from, '\n', reader->end);
    }
  gsize length = newline != NULL ? (gsize)(newline + 1 - from) : reader->end - reader->at;
  *piece = (Piece){ from, length, reader->offset, !reader->inside };
  reader->inside = newline == NULL;
  reader->at += length;
  reader->offset += length;
  return TRUE;
}

static gboolean
is_blank (const Piece *piece)
{
  return piece->data[0] == '\n' || (piece->length == 2 && piece->data[0] == '\r');
}

/* --- postmarks --- */

static int
month_of (const char *word)
{
  static const char *const months[]
      = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  for (int i = 0; i < 12; i++)
    if (strcmp (word, months[i]) == 0)
      return i + 1;
  return 0;
}

/* "Nov 23 08:12:00 [ZONE] 2026", from the month on; FALSE: that is none. */
static gboolean
read_date (char **words, gint64 *ret_time)
{
  int hour, minute, second = 0, day, year = 0;
  if (words[1] == NULL || words[2] == NULL)
    return FALSE;
  day = (int)g_ascii_strtoll (words[1], NULL, 10);
  if (sscanf (words[2], "%2d:%2d:%2d", &hour, &minute, &second) < 2)
    return FALSE;
  for (guint i = 3; i < 6 && words[i] != NULL && year == 0; i++)
    if (strlen (words[i]) == 4 && strspn (words[i], "0123456789") == 4)
      year = (int)g_ascii_strtoll (words[i], NULL, 10);
  g_autoptr (GDateTime) date
      = year > 0 ? g_date_time_new_utc (year, month_of (words[0]), day, hour, minute, second)
                 : NULL;
  if (date == NULL)
    return FALSE;
  gint64 time = g_date_time_to_unix (date);
  *ret_time = time > 0 && time < g_get_real_time () / G_USEC_PER_SEC + DAY ? time : 0;
  return TRUE;
}

/* after_blank: an empty line, or nothing, stands before it. */
static gboolean
is_postmark (const guint8 *data, gsize length, gboolean after_blank, gint64 *ret_time)
{
  if (length < 5 || memcmp (data, "From ", 5) != 0)
    return FALSE;
  *ret_time = 0;
  g_autofree char *line = g_strndup ((const char *)data, MIN (length, LINE_LOOK));
  g_strchomp (line);
  if (strcmp (line, "From") == 0 || strcmp (line, "From -") == 0)
    return after_blank;
  g_auto (GStrv) spaced = g_strsplit (line, " ", -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  for (guint i = 0; spaced[i] != NULL; i++)
    if (*spaced[i] != '\0')
      g_ptr_array_add (words, spaced[i]);
  g_ptr_array_add (words, NULL);
  for (guint i = 1; words->pdata[i] != NULL; i++)
    if (month_of (words->pdata[i]) > 0 && read_date ((char **)words->pdata + i, ret_time))
      return TRUE;
  return FALSE;
}

/* --- letters --- */

typedef struct
{
  GArray *letters;
  KtMboxLetter now;
  GChecksum *hash;
  guint64 kept; /* octets that count */
  guint64 end;  /* of the last line that is not empty */
  guint blanks; /* empty lines since */
  gboolean open, in_header, unwanted;
  gboolean aside;       /* the field that goes on is not part of the hash */
  gboolean after_blank; /* the line before was empty, or there was none */
} Scan;

static void
keep (Scan *scan, const guint8 *data, gsize length)
{
  if (scan->kept < HASHED_MAX)
    g_checksum_update (scan->hash, data, (gssize)MIN (length, HASHED_MAX - scan->kept));
  scan->kept += length;
}

static guint64
first_bits (GChecksum *hash)
{
  guint8 digest[32];
  gsize length = sizeof digest;
  guint64 bits = 0;
  g_checksum_get_digest (hash, digest, &length);
  for (guint i = 0; i < 8; i++)
    bits = bits << 8 | digest[i];
  return MAX (bits >> (64 - UID_BITS), 1);
}

static void
close_letter (Scan *scan)
{
  KtMboxLetter *now = &scan->now;
  now->length = scan->end > now->offset ? scan->end - now->offset : 0;
  if (!scan->open || scan->kept == 0 || scan->unwanted || scan->letters->len >= KT_MBOX_LETTERS_MAX)
    return;
  g_checksum_update (scan->hash, (const guint8 *)&scan->kept, sizeof scan->kept);
  now->uid = first_bits (scan->hash);
  g_array_append_val (scan->letters, *now);
}

static void
open_letter (Scan *scan, const Piece *piece, gint64 time)
{
  close_letter (scan);
  scan->now = (KtMboxLetter){ .time = time, .offset = piece->offset + piece->length };
  g_checksum_reset (scan->hash);
  scan->kept = 0;
  scan->end = scan->now.offset;
  scan->blanks = 0;
  scan->open = scan->in_header = TRUE;
  scan->unwanted = scan->aside = FALSE;
}

static guint32
flags_of (const char *letters)
{
  static const struct
  {
    char letter;
    guint32 flag;
  } known[] = { { 'R', KT_FLAG_SEEN },
                { 'A', KT_FLAG_ANSWERED },
                { 'F', KT_FLAG_FLAGGED },
                { 'D', KT_FLAG_DELETED },
                { 'T', KT_FLAG_DRAFT } };
  guint32 flags = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (strchr (letters, known[i].letter) != NULL)
      flags |= known[i].flag;
  return flags;
}

/* X-Mozilla-Status: hexadecimal; 8: deleted, but still in the file. */
static void
take_mozilla (Scan *scan, const char *value)
{
  guint64 bits = g_ascii_strtoull (value, NULL, 16);
  scan->now.flags |= (bits & 1 ? KT_FLAG_SEEN : 0) | (bits & 2 ? KT_FLAG_ANSWERED : 0)
                     | (bits & 4 ? KT_FLAG_FLAGGED : 0);
  scan->unwanted |= (bits & 8) != 0;
}

/* Whether a field is one that programs change, or say about the folder. */
static gboolean
take_field (Scan *scan, const Piece *piece)
{
  static const char *const others[]
      = { "X-Mozilla-Status2", "X-Mozilla-Keys", "X-Keywords", "X-UID", "Content-Length", "Lines" };
  g_autofree char *line = g_strndup ((const char *)piece->data, MIN (piece->length, LINE_LOOK));
  char *value = strchr (line, ':');
  if (value == NULL)
    return FALSE;
  *value++ = '\0';
  if (g_ascii_strcasecmp (line, "Status") == 0 || g_ascii_strcasecmp (line, "X-Status") == 0)
    scan->now.flags |= flags_of (value);
  else if (g_ascii_strcasecmp (line, "X-Mozilla-Status") == 0)
    take_mozilla (scan, value);
  else if (g_ascii_strcasecmp (line, "X-IMAP") == 0)
    scan->unwanted = TRUE; /* the first "letter" of some programs' files */
  else if (g_ascii_strcasecmp (line, "X-IMAPbase") != 0)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
        if (g_ascii_strcasecmp (line, others[i]) == 0)
          return TRUE;
      return FALSE;
    }
  return TRUE;
}

static void
take_blank (Scan *scan, const Piece *piece)
{
  scan->after_blank = TRUE;
  scan->blanks++;
  if (scan->in_header)
    scan->end = piece->offset + piece->length;
  scan->in_header = scan->aside = FALSE;
}

static void
take_piece (Scan *scan, const Piece *piece)
{
  gint64 time;
  if (piece->first && is_postmark (piece->data, piece->length, scan->after_blank, &time))
    open_letter (scan, piece, time);
  else if (piece->first && is_blank (piece))
    {
      take_blank (scan, piece);
      return;
    }
  else if (scan->open)
    {
      for (; scan->blanks > 0; scan->blanks--)
        keep (scan, (const guint8 *)"\n", 1);
      gboolean folded = *piece->data == ' ' || *piece->data == '\t';
      if (scan->in_header && piece->first && !folded)
        scan->aside = take_field (scan, piece);
      if (!scan->aside)
        keep (scan, piece->data, piece->length);
      scan->end = piece->offset + piece->length;
    }
  scan->after_blank = FALSE;
}

gboolean
kt_mbox_scan (int fd, guint64 from, GArray *letters)
{
  g_autofree guint8 *data = g_malloc (BUFFER);
  g_autoptr (GChecksum) hash = g_checksum_new (G_CHECKSUM_SHA256);
  Reader reader = { .fd = fd, .data = data, .offset = from };
  Scan scan = { .letters = letters, .hash = hash, .after_blank = TRUE };
  Piece piece;
  if (!refill (&reader))
    return FALSE;
  if (from == 0 && reader.end >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      reader.at = 3;
      reader.offset = 3;
    }
  for (;;)
    {
      if (!next_piece (&reader, &piece))
        return FALSE;
      if (piece.length == 0)
        break;
      take_piece (&scan, &piece);
    }
  close_letter (&scan);
  return TRUE;
}

gboolean
kt_mbox_begins (int fd, guint64 offset)
{
  guint8 data[LINE_LOOK];
  gint64 time;
  gssize n = pread (fd, data, sizeof data, (off_t)offset), at = 0;
  if (offset == 0 && n >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    at = 3;
  while (at < n && (data[at] == '\n' || data[at] == '\r'))
    at++;
  if (n <= at)
    return FALSE;
  const guint8 *newline = memchr (data + at, '\n', (gsize)(n - at));
  gsize length = newline != NULL ? (gsize)(newline - (data + at)) : (gsize)(n - at);
  return is_postmark (data + at, length, TRUE, &time);
}

void
kt_mbox_unescape (GByteArray *letter)
{
  guint8 *data = letter->data;
  gsize length = letter->len, kept = 0;
  gboolean in_body = FALSE;
  for (gsize at = 0; at < length;)
    {
      const guint8 *newline = memchr (data + at, '\n', length - at);
      gsize next = newline != NULL ? (gsize)(newline - data) + 1 : length;
      gsize marks = at;
      while (marks < next && data[marks] == '>')
        marks++;
      if (in_body && marks > at && next - marks >= 5 && memcmp (data + marks, "From ", 5) == 0)
        at++;
      in_body |= data[at] == '\n' || (data[at] == '\r' && next - at == 2);
      memmove (data + kept, data + at, next - at);
      kept += next - at;
      at = next;
    }
  g_byte_array_set_size (letter, kept);
}
