#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* What the user decided about letters and addresses (book). Writers want a journal transaction. */
typedef enum
{
  KT_VERDICT_LINKED,
  KT_VERDICT_NOT_LINKED,
  KT_VERDICT_DISMISSED,
  KT_VERDICT_SNOOZED,
} KtLetterVerdictKind;

typedef struct
{
  KtId id, letter, contact;
  KtLetterVerdictKind verdict;
  gint64 until_at, created;
} KtLetterVerdict;

typedef enum
{
  KT_ADDRESS_IGNORE,
  KT_ADDRESS_MINE,
  KT_ADDRESS_SHARED,
  KT_ADDRESS_NEVER,
} KtAddressVerdict;

/* Replaces what stood for that letter (dismissed and snoozed replace each other; linked and
 * not-linked stand for each contact). */
gboolean kt_letter_verdict_set (KtStore *store, const KtLetterVerdict *verdict, GError **error);
gboolean kt_letter_verdict_clear (KtStore *store, KtId letter, KtId contact, GError **error);
GArray *kt_letter_verdict_list (KtStore *store, KtId letter, GError **error); /* of one letter */
GArray *kt_letter_verdict_of_contact (KtStore *store, KtId contact, GError **error);
/* All dismissed and snoozed, letter key → KtLetterVerdict (copied). */
GHashTable *kt_letter_verdict_follow_ups (KtStore *store, GError **error);

gboolean kt_address_verdict_set (KtStore *store, const char *match, KtAddressVerdict verdict,
                                 gint64 now, GError **error);
gboolean kt_address_verdict_clear (KtStore *store, const char *match, GError **error);
/* match → GINT_TO_POINTER (KtAddressVerdict + 1) */
GHashTable *kt_address_verdict_all (KtStore *store, GError **error);
