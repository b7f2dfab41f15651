#pragma once
#include "kontor/process.h"

/* Couriers that stay beyond one sync, by the name of their source (kontor sync --watch). Each lies
 * here between two uses, its session open, owing nothing. */
typedef struct _KtCourierPool KtCourierPool;
KtCourierPool *kt_courier_pool_new (void);
void kt_courier_pool_free (KtCourierPool *pool); /* ends them */

/* Takes courier, or the reason why there is none. What lay there before is ended. */
void kt_courier_pool_put (KtCourierPool *pool, const char *source, KtHelper *courier);
void kt_courier_pool_refuse (KtCourierPool *pool, const char *source, GError *error);

/* Whether a sync of that source gets its courier from here. */
gboolean kt_courier_pool_knows (const KtCourierPool *pool, const char *source);
/* The courier, now the caller's; NULL: nobody's is here, and why. */
KtHelper *kt_courier_pool_take (KtCourierPool *pool, const char *source, GError **error);
