#pragma once
#include "kontor/store.h"

/* What was erased at somebody's request (book; RULES: forgetting a person). Only keyed hashes are
 * kept: they tell whether something is what was erased, never what it was. */
typedef enum
{
  KT_TOMB_ADDRESS, /* addr.h match form */
  KT_TOMB_PHONE,   /* E.164 */
  KT_TOMB_NAME,    /* kt_fold() of a whole name */
  KT_TOMB_LETTER,  /* decimal letter key */
  KT_TOMB_EVENT,   /* iCalendar UID */
  KT_TOMB_CARD,    /* vCard UID */
} KtTombKind;

/* Inside a transaction; one that is there already only gets the later instant. */
gboolean kt_tombstone_put (KtStore *store, KtTombKind kind, const char *value, gint64 now,
                           GError **error);
/* Whether anybody was forgotten at all. */
gboolean kt_tombstone_any (KtStore *store, gboolean *ret_any, GError **error);
/* *ret_at: when it was erased, UTC seconds; 0 never. FALSE only with error. Costs next to nothing
 * in a book where nobody was forgotten. */
gboolean kt_tombstone_at (KtStore *store, KtTombKind kind, const char *value, gint64 *ret_at,
                          GError **error);

/* A vCard (RFC 6350) that says nothing but its UID: what is kept here of an erased one. */
char *kt_tombstone_card (const char *uid);
