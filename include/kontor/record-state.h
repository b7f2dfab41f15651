#pragma once
#include "kontor/handle.h"

/* What handles and refs ask the databases about records. */
typedef struct
{
  KtRecordKind kind;
  KtId key;
  KtId contact;   /* whom it is about, 0 nobody */
  gint64 updated; /* 0: it never changes */
  gboolean done;
} KtRecordState;

/* Appends records whose key lies in the range to found (KtRecordState), at most limit of each kind:
 * contacts, reminders, notes, journal entries; the second one letters. */
gboolean kt_record_find_book (KtStore *store, KtIdRange range, guint kinds, guint limit,
                              GArray *found, GError **error);
gboolean kt_record_find_letters (KtStore *store, KtIdRange range, guint limit, GArray *found,
                                 GError **error);
