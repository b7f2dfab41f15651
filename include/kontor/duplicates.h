#pragma once
#include "kontor/context.h"
#include "kontor/duplicate.h"
#include "kontor/id.h"

/* Which contacts may be one person, or share a phone or an address. */
typedef struct
{
  KtId id;
  char *name, *birthday;
  char *tail; /* how the two are told apart: the end of the phone "··5521", else an address; "" */
} KtDuplicateSide;

typedef struct
{
  KtDuplicateSide a, b; /* a: of whom more is known, the one to keep */
  KtDuplicate judged;
  KtLikeness why;
  int score;
  char *phone, *address; /* what they share, as typed; NULL none */
} KtDuplicatePair;
void kt_duplicate_pair_free (KtDuplicatePair *pair);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtDuplicatePair, kt_duplicate_pair_free)

/* The surest first. only: pairs in which one of these contacts is (KtId* set), NULL all. Without
 * those who were said not to be the same, and without what people of one company, or relatives,
 * share. */
GPtrArray *kt_duplicates (KtContext *context, GHashTable *only, GError **error);
