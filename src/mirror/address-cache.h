#pragma once
#include "kontor/addr.h"
#include "kontor/store.h"

/* The addresses one sync meets, kept in memory: a letter names three, and nearly all are known. */
typedef struct
{
  gint64 id;
  gint64 wrote_at, written_at;
  int name_rank; /* KT_NAME_* */
  char *name;    /* "" none */
} KtCachedAddress;

/* How good a name is (mirror.address.name_rank). */
enum
{
  KT_NAME_NONE,
  KT_NAME_BY_OTHERS, /* as others wrote it */
  KT_NAME_OWN,       /* in its own From */
};

#define KT_ADDRESS_CACHE_MAX                                                                       \
  50000 /* then it starts afresh: a bound, not a limit on the mailbox                              \
         */

typedef struct _KtAddressCache KtAddressCache;
KtAddressCache *kt_address_cache_new (KtStore *store, const KtAddrRules *rules);
void kt_address_cache_free (KtAddressCache *cache);
void kt_address_cache_clear (KtAddressCache *cache);

/* NULL: nobody met it, or error. As long valid as what kt_address_cache_get() returns. */
KtCachedAddress *kt_address_cache_find (KtAddressCache *cache, const char *norm, GError **error);
/* Makes its row where nobody met it before. Owned by the cache, valid until the next call that
 * may clear it: kt_address_cache_tidy(). */
KtCachedAddress *kt_address_cache_get (KtAddressCache *cache, const char *norm, GError **error);
void kt_address_cache_tidy (KtAddressCache *cache);

/* Takes note of one letter: the name written there, and when it wrote or was written to (0: did
 * not). The result does not depend on the order of letters. */
gboolean kt_address_cache_see (KtAddressCache *cache, KtCachedAddress *address, const char *name,
                               int name_rank, gint64 wrote_at, gint64 written_at, GError **error);
