#include "config.h"
#include "kontor/id.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#define ID_MASK ((G_GINT64_CONSTANT (1) << KT_ID_BITS) - 1)

/* A ref is a digit, a letter, then ten of both: so many names there are. */
#define TAIL_BITS 50
#define N_LETTERS 22
#define N_REFS (10 * N_LETTERS * (G_GINT64_CONSTANT (1) << TAIL_BITS))

static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
static const char *const letters = alphabet + 10;

KtId
kt_id_random (void)
{
  guint64 bits = 0;
  while ((bits & ID_MASK) == 0)
    {
      guint8 *at = (guint8 *)&bits;
      gsize left = sizeof bits;
      while (left > 0)
        {
          ssize_t got = getrandom (at + sizeof bits - left, left, 0);
          if (got > 0)
            left -= got;
          else if (errno != EINTR)
            g_error ("getrandom: %s", g_strerror (errno)); /* no kernel we run on lacks it */
        }
    }
  return bits & ID_MASK;
}

struct _KtIdRun
{
  KtId *keys;
  gsize n, at;
};

static int
compare_keys (const void *a, const void *b)
{
  KtId x = *(const KtId *)a, y = *(const KtId *)b;
  return (x > y) - (x < y);
}

KtIdRun *
kt_id_run_new (gsize n)
{
  KtIdRun *run = g_new0 (KtIdRun, 1);
  run->keys = g_new (KtId, MAX (n, 1));
  run->n = n;
  for (gsize i = 0; i < n; i++)
    run->keys[i] = kt_id_random ();
  qsort (run->keys, n, sizeof *run->keys, compare_keys);
  return run;
}

KtId
kt_id_run_next (KtIdRun *run)
{
  return run->at < run->n ? run->keys[run->at++] : kt_id_random ();
}

void
kt_id_run_free (KtIdRun *run)
{
  if (run == NULL)
    return;
  g_free (run->keys);
  g_free (run);
}

static KtId
take_id (GChecksum *checksum)
{
  guint8 digest[32];
  gsize length = sizeof digest;
  g_checksum_get_digest (checksum, digest, &length);
  guint64 id = 0;
  for (int i = 0; i < 8; i++)
    id = id << 8 | digest[i];
  id >>= 64 - KT_ID_BITS;
  return id == 0 ? 1 : id;
}

KtId
kt_id_hash (const void *data, gsize length)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_checksum_update (checksum, data, length);
  return take_id (checksum);
}

KtId
kt_id_hash_strings (const char *first, ...)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  va_list args;
  va_start (args, first);
  for (const char *s = first; s != NULL; s = va_arg (args, const char *))
    {
      if (s != first)
        g_checksum_update (checksum, (const guchar *)"", 1);
      g_checksum_update (checksum, (const guchar *)s, strlen (s));
    }
  va_end (args);
  return take_id (checksum);
}

void
kt_ref_full (KtId id, char ref[KT_REF_LENGTH + 1])
{
  guint64 r = (guint64)(id & ID_MASK) % N_REFS;
  for (int i = KT_REF_LENGTH - 1; i >= 2; i--, r >>= 5)
    ref[i] = alphabet[r & 31];
  ref[1] = letters[r % N_LETTERS];
  ref[0] = alphabet[r / N_LETTERS];
  ref[KT_REF_LENGTH] = '\0';
}

static int
value_of (char c)
{
  const char *found = c == '\0' ? NULL : strchr (alphabet, g_ascii_tolower (c));
  return found == NULL ? -1 : (int)(found - alphabet);
}

gboolean
kt_ref_has_form (const char *text)
{
  gsize length = strnlen (text, KT_REF_LENGTH + 1);
  if (length < KT_REF_MIN || length > KT_REF_LENGTH)
    return FALSE;
  if (!g_ascii_isdigit (text[0]) || value_of (text[1]) < 10)
    return FALSE;
  for (gsize i = 2; i < length; i++)
    if (value_of (text[i]) < 0)
      return FALSE;
  return TRUE;
}

guint
kt_ref_ranges (const char *text, KtIdRange ranges[KT_REF_RANGES])
{
  if (!kt_ref_has_form (text))
    return 0;

  gsize length = strlen (text);
  gint64 first = (text[0] - '0') * N_LETTERS + value_of (text[1]) - 10;
  for (gsize i = 2; i < length; i++)
    first = first << 5 | value_of (text[i]);
  int open_bits = 5 * (int)(KT_REF_LENGTH - length);
  first <<= open_bits;
  gint64 last = first + ((G_GINT64_CONSTANT (1) << open_bits) - 1);

  /* 2^60 is a multiple of 2^TAIL_BITS: a range is whole or past the end */
  guint n = 0;
  for (; n < KT_REF_RANGES && first <= ID_MASK; n++, first += N_REFS, last += N_REFS)
    ranges[n] = (KtIdRange){ first, last };
  return n;
}
