#include "config.h"
#include "phrases.h"
#include "kontor/fold.h"
#include "kontor/plain-text.h"
#include <string.h>

#define BUCKETS 256
#define LISTS 256 /* a power of two, many times what there are */

typedef struct
{
  const char *const *phrases; /* as they are written */
  const char **ordered;       /* by bucket */
  guint16 starts[BUCKETS + 1];
} Index;

/* --- words --- */

char *
kt_phrases_words (const char *text, gsize length, gsize max)
{
  g_autofree char *folded = kt_fold_head (text, kt_plain_cut (text, length, max));
  char *words = g_malloc (strlen (folded) + 3), *to = words;
  gsize n;

  *to++ = ' ';
  for (const char *p = folded; *p != '\0'; p += n)
    if (kt_phrases_is_word (p, &n))
      to = mempcpy (to, p, n);
    else if (to[-1] != ' ')
      *to++ = ' ';
  if (to[-1] != ' ')
    *to++ = ' ';
  *to = '\0';
  return words;
}

/* --- the index --- */

/* Of the first two letters; '*' stands where a phrase leaves them open. p is followed by a blank.
 */
static inline guint
bucket_of (const guchar *p)
{
  guint first = p[0], second = p[1];
  if (first >= 0x80 && second != '\0')
    {
      first = second;
      second = p[2] >= 0x80 ? p[3] : p[2];
    }
  return (first * 31 + second) % BUCKETS;
}

/* Whether a phrase says what its first two letters are. */
static gboolean
is_definite (const char *phrase)
{
  const char *second = g_utf8_next_char (phrase);
  return *phrase != '*' && *second != '*';
}

static guint
bucket_of_phrase (const char *phrase)
{
  guchar head[8] = { 0 };
  gsize n = MIN (strlen (phrase), 6);
  memcpy (head, phrase, n);
  head[n] = ' ';
  return bucket_of (head);
}

/* Counting sort. Phrases that leave their letters open stand before the buckets. */
static Index *
index_new (const char *const *phrases)
{
  Index *index = g_new0 (Index, 1);
  guint n = 0, open = 0, counts[BUCKETS] = { 0 };
  for (; phrases[n] != NULL; n++)
    if (is_definite (phrases[n]))
      counts[bucket_of_phrase (phrases[n])]++;
    else
      open++;
  index->phrases = phrases;
  index->ordered = g_new (const char *, n + 1);
  index->starts[0] = (guint16)open;
  for (guint i = 0; i < BUCKETS; i++)
    index->starts[i + 1] = (guint16)(index->starts[i] + counts[i]);
  open = 0;
  for (guint i = 0; i < n; i++)
    {
      guint bucket = is_definite (phrases[i]) ? bucket_of_phrase (phrases[i]) : BUCKETS;
      guint at = bucket == BUCKETS ? open++ : index->starts[bucket + 1] - counts[bucket]--;
      index->ordered[at] = phrases[i];
    }
  return index;
}

/* The reader is one thread; an index of constant data is constant itself. */
static const Index *
index_of (const char *const *phrases)
{
  static Index *known[LISTS];
  guint at = (guint)(((gsize)phrases >> 3) * 2654435761u) % LISTS;
  while (known[at] != NULL && known[at]->phrases != phrases)
    at = (at + 1) % LISTS;
  if (known[at] == NULL)
    known[at] = index_new (phrases);
  return known[at];
}

static inline gsize
matches_at (const char *p, const char *phrase)
{
  gsize n = 0;

  while (phrase[n] != '\0' && phrase[n] == p[n])
    n++;
  if (phrase[n] == '*')
    return n;
  return phrase[n] == '\0' && p[n] == ' ' ? n : 0;
}

static gsize
longest (const Index *index, guint from, guint end, const char *p)
{
  gsize length = 0;
  for (guint i = from; i < end; i++)
    length = MAX (length, matches_at (p, index->ordered[i]));
  return length;
}

static gsize
match (const Index *index, const char *p)
{
  if (*p == '\0')
    return 0;
  guint bucket = bucket_of ((const guchar *)p);
  gsize open = longest (index, 0, index->starts[0], p);
  gsize definite = longest (index, index->starts[bucket], index->starts[bucket + 1], p);
  return MAX (open, definite);
}

gsize
kt_phrases_match (const char *const *phrases, const char *p)
{
  return match (index_of (phrases), p);
}

gboolean
kt_phrases_contain (const char *const *phrases, const char *words)
{
  const Index *index = index_of (phrases);
  for (const char *p = words; p != NULL && p[0] == ' ' && p[1] != '\0'; p = strchr (p + 1, ' '))
    if (match (index, p + 1) > 0)
      return TRUE;
  return FALSE;
}
