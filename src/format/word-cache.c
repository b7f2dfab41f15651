#include "config.h"
#include "word-cache.h"
#include <string.h>

#define WORDS_MAX 32768u         /* when they are forgotten */
#define OCTETS_MAX (6u << 20)    /* the same, of words and facts */
#define SLOTS (WORDS_MAX * 2)    /* a power of two; a sentence too many still finds room */
#define WORD_IN_SENTENCE_MAX 512 /* more than a sentence has */

G_STATIC_ASSERT (WORDS_MAX + WORD_IN_SENTENCE_MAX < SLOTS);

/* Followed by the facts and the word. */
typedef struct
{
  guint32 hash, length;
} Entry;

struct _KtWordCache
{
  KtWordFunc find_out;
  gsize size;
  guint n;
  gsize octets;
  Entry *slots[SLOTS];
};

static inline gpointer
facts_of (Entry *entry)
{
  return entry + 1;
}

static inline char *
word_of (const KtWordCache *cache, Entry *entry)
{
  return (char *)(entry + 1) + cache->size;
}

static inline guint32
hash_of (const char *word, gsize length)
{
  guint64 hash = length, eight;
  for (; length >= 8; word += 8, length -= 8)
    {
      memcpy (&eight, word, 8);
      hash = (hash ^ eight) * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
      hash ^= hash >> 32;
    }
  for (eight = 0; length > 0; length--)
    eight = eight << 8 | (guchar)*word++;
  hash = (hash ^ eight) * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
  return (guint32)(hash >> 32);
}

KtWordCache *
kt_word_cache_new (gsize size, KtWordFunc find_out)
{
  KtWordCache *cache = g_new0 (KtWordCache, 1);
  cache->size = (size + 7) & ~(gsize)7;
  cache->find_out = find_out;
  return cache;
}

static Entry *
add (KtWordCache *cache, guint at, const KtWordLook *look)
{
  gsize octets = sizeof (Entry) + cache->size + look->length;
  Entry *entry = g_malloc0 (octets);
  entry->hash = look->hash;
  entry->length = look->length;
  memcpy (word_of (cache, entry), look->text, look->length);
  cache->find_out (word_of (cache, entry), look->length, facts_of (entry));
  cache->slots[at] = entry;
  cache->octets += octets;
  cache->n++;
  return entry;
}

static Entry *
find (KtWordCache *cache, const KtWordLook *look)
{
  guint at = look->hash % SLOTS;

  for (Entry *entry; (entry = cache->slots[at]) != NULL; at = (at + 1) % SLOTS)
    if (entry->hash == look->hash && entry->length == look->length
        && memcmp (word_of (cache, entry), look->text, look->length) == 0)
      return entry;
  return add (cache, at, look);
}

void
kt_word_cache_get (KtWordCache *cache, KtWordLook *looks, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      looks[i].hash = hash_of (looks[i].text, looks[i].length);
      __builtin_prefetch (&cache->slots[looks[i].hash % SLOTS]);
    }
  for (guint i = 0; i < n; i++)
    __builtin_prefetch (cache->slots[looks[i].hash % SLOTS]);
  for (guint i = 0; i < n; i++)
    looks[i].facts = facts_of (find (cache, &looks[i]));
}

static void
forget_all (KtWordCache *cache)
{
  for (guint i = 0; i < SLOTS; i++)
    g_clear_pointer (&cache->slots[i], g_free);
  cache->n = 0;
  cache->octets = 0;
}

void
kt_word_cache_tidy (KtWordCache *cache)
{
  if (cache->n >= WORDS_MAX || cache->octets >= OCTETS_MAX)
    forget_all (cache);
}

void
kt_word_cache_free (KtWordCache *cache)
{
  forget_all (cache);
  g_free (cache);
}
