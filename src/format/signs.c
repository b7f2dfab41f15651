#include "config.h"
#include "signs.h"
#include "phrases.h"
#include <string.h>

#define LONG_FIGURE 5 /* digits of what numbers an order or an account */

static guint32
fnv (const char *text, gsize length)
{
  guint32 hash = 2166136261u; /* FNV-1a */
  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar)text[i]) * 16777619u;
  return hash;
}

static guint32
join (guint32 hash, guint32 stem)
{
  hash = (hash ^ stem) * 0x9E3779B1u;
  return hash ^ hash >> 15;
}

KtStem
kt_stem_new (const char *text, gsize length)
{
  return (KtStem){ .text = text, .length = (guint)length, .hash = fnv (text, length) };
}

static gboolean
is_figure (const char *word, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (word[i]))
      return FALSE;
  return TRUE;
}

KtStem
kt_stem_of_word (const char *word, gsize length)
{
  const char *end = word;
  if (is_figure (word, length))
    return length >= LONG_FIGURE ? kt_stem_new ("##", 2) : kt_stem_new ("#", 1);
  for (guint i = 0; i < KT_SIGN_STEM && end < word + length; i++)
    end = g_utf8_next_char (end);
  return kt_stem_new (word, (gsize)(end - word));
}

void
kt_sign_see (const KtSeer *seer, const char *tag, guint32 tag_hash, const KtStem *first,
             const KtStem *second)
{
  guint32 hash = join (tag_hash, first->hash);
  if (second != NULL)
    hash = join (hash, second->hash);
  KtSign sign = { tag, first, second, hash != 0 ? hash : 1 };
  seer->see (&sign, seer->data);
}

void
kt_sign_say (const KtSeer *seer, const char *stem)
{
  KtStem only = kt_stem_new (stem, strlen (stem));
  kt_sign_see (seer, "", 0, &only, NULL);
}

void
kt_sign_count (const KtSeer *seer, const char *stem, guint n)
{
  char digits[12] = { (char)('0' + n) };
  int length = n < 10 ? 1 : g_snprintf (digits, sizeof digits, "%u", n);
  KtStem first = kt_stem_new (stem, strlen (stem)), second = kt_stem_new (digits, (gsize)length);
  kt_sign_see (seer, "", 0, &first, &second);
}

guint32
kt_sign_hash (const char *text, gsize length)
{
  const char *colon = memchr (text, ':', length), *end = text + length;
  const char *first = colon != NULL ? colon + 1 : text;
  const char *bar = memchr (first, '_', (gsize)(end - first));
  guint32 hash = colon != NULL ? fnv (text, (gsize)(colon - text)) : 0;

  hash = join (hash, fnv (first, (gsize)((bar != NULL ? bar : end) - first)));
  if (bar != NULL)
    hash = join (hash, fnv (bar + 1, (gsize)(end - bar - 1)));
  return hash != 0 ? hash : 1;
}

void
kt_sign_write (const KtSign *sign, char text[KT_SIGN_MAX + 1])
{
  const KtStem *second = sign->second;
  g_snprintf (text, KT_SIGN_MAX + 1, "%s%s%.*s%s%.*s", sign->tag, *sign->tag != '\0' ? ":" : "",
              (int)sign->first->length, sign->first->text, second != NULL ? "_" : "",
              second != NULL ? (int)second->length : 0, second != NULL ? second->text : "");
}

/* "39,90" and "1.250,00" */
static gboolean
has_amount (const char *text)
{
  for (const char *p = strpbrk (text, ".,"); p != NULL; p = strpbrk (p + 1, ".,"))
    if (p > text && g_ascii_isdigit (p[-1]) && g_ascii_isdigit (p[1]) && g_ascii_isdigit (p[2])
        && !g_ascii_isdigit (p[3]))
      return TRUE;
  return FALSE;
}

void
kt_signs_of_text (const char *folded, const KtSeer *seer)
{
  for (const char *p = folded; *p != '\0';)
    {
      const char *from = p;
      gsize octets;
      for (; kt_phrases_is_word (p, &octets); p += octets)
        ;
      if (p > from)
        {
          KtStem stem = kt_stem_of_word (from, (gsize)(p - from));
          kt_sign_see (seer, "", 0, &stem, NULL);
        }
      else
        p += octets;
    }
  if (strstr (folded, "://") != NULL || strstr (folded, "www.") != NULL)
    kt_sign_say (seer, "@url");
  if (has_amount (folded))
    kt_sign_say (seer, "@amount");
}
