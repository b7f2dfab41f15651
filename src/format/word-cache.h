#pragma once
#include <glib.h>

/* What is known of a word whatever stands around it, found out once: nearly every word of a mailbox
 * was met before. It is forgotten when there are too many (kt_word_cache_tidy()), so that nobody
 * who writes many words fills the memory with them; nor does anybody who chooses them make looking
 * them up slow: of very many that share one place most are found out each time. */
typedef struct _KtWordCache KtWordCache;

/* Fills facts, which are zero, for a word, not terminated, that lives as long as they do. */
typedef void (*KtWordFunc) (const char *word, gsize length, gpointer facts);

/* size: of the facts. */
KtWordCache *kt_word_cache_new (gsize size, KtWordFunc find_out);
void kt_word_cache_free (KtWordCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtWordCache, kt_word_cache_free)

typedef struct
{
  const char *text; /* not terminated */
  guint32 length, hash;
  gpointer facts; /* found: the caller may add to them; good until the cache is tidied */
} KtWordLook;

/* Fills hash and facts of n looks. They are looked up together, for the memory that each waits for
 * is fetched while the others are. */
void kt_word_cache_get (KtWordCache *cache, KtWordLook *looks, guint n);

/* Between two sentences: forgets all if that is due. A sentence adds as many as it likes. */
void kt_word_cache_tidy (KtWordCache *cache);
