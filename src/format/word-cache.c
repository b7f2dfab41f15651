#include "config.h"
#include "word-cache.h"
#include <string.h>

#define WORDS_MAX 32768u      /* when they are forgotten */
#define OCTETS_MAX (6u << 20) /* the same, of words and facts */
#define SLOTS (WORDS_MAX * 2) /* a power of two */
/* Places a word may have. Chance hardly ever fills so many in a row; who chooses words that all
 * want one place gains that they are found out each time, as new ones are. */
#define PLACES_MAX 64u

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
  GPtrArray *passing; /* entries that found no place: until the cache is tidied */
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
  cache->passing = g_ptr_array_new_with_free_func (g_free);
  return cache;
}

static gsize
octets_of (const KtWordCache *cache, const KtWordLook *look)
{
  return sizeof (Entry) + cache->size + look->length;
}

static Entry *
entry_new (KtWordCache *cache, const KtWordLook *look)
{
  Entry *entry = g_malloc0 (octets_of (cache, look));
  entry->hash = look->hash;
  entry->length = look->length;
  memcpy (word_of (cache, entry), look->text, look->length);
  cache->find_out (word_of (cache, entry), look->length, facts_of (entry));
  return entry;
}

static Entry *
add (KtWordCache *cache, guint at, const KtWordLook *look)
{
  cache->octets += octets_of (cache, look);
  cache->n++;
  return cache->slots[at] = entry_new (cache, look);
}

static Entry *
add_passing (KtWordCache *cache, const KtWordLook *look)
{
  Entry *entry = entry_new (cache, look);
  g_ptr_array_add (cache->passing, entry);
  return entry;
}

static Entry *
find (KtWordCache *cache, const KtWordLook *look)
{
  for (guint i = 0; i < PLACES_MAX; i++)
    {
      guint at = (look->hash + i) % SLOTS;
      Entry *entry = cache->slots[at];
      if (entry == NULL)
        return add (cache, at, look);
      if (entry->hash == look->hash && entry->length == look->length
          && memcmp (word_of (cache, entry), look->text, look->length) == 0)
        return entry;
    }
  return add_passing (cache, look);
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
  g_ptr_array_set_size (cache->passing, 0);
  if (cache->n >= WORDS_MAX || cache->octets >= OCTETS_MAX)
    forget_all (cache);
}

void
kt_word_cache_free (KtWordCache *cache)
{
  forget_all (cache);
  g_ptr_array_unref (cache->passing);
  g_free (cache);
}
