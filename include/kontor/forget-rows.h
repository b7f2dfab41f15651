#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* The book's side of forgetting a person (RULES: forgetting a person). Inside kt_store_begin(), not
 * journaled: it cannot be taken back. */

typedef struct
{
  guint visits, coming; /* coming: of them those still to come, which are cancelled */
  guint notes, reminders, formulas, deals, invoices;
} KtForgetCounts;
gboolean kt_forget_count (KtStore *store, KtId contact, gint64 now, KtForgetCounts *ret,
                          GError **error);
/* The first and the last year that visits and invoices of a contact lie in; 0 none. */
gboolean kt_forget_years (KtStore *store, KtId contact, int *ret_last, GError **error);

/* iCalendar UIDs (char *) of the contact's visits and reminders. NULL with error. */
GPtrArray *kt_forget_uids (KtStore *store, KtId contact, GError **error);
/* UIDs (char *) of the contact's vCards, in address books and as they were imported. */
GPtrArray *kt_forget_cards (KtStore *store, KtId contact, GError **error);

/* Everything that is the contact's goes; visits and invoices stay without it, those to come
 * cancelled; deals keep stage and sum. What lies in calendars and address books for it is noted so
 * that the next sync writes or removes it there. forms: kt_erase_forms(). The contact may be gone
 * already: what is left of a first try is finished. */
gboolean kt_forget_rows (KtStore *store, KtId contact, const GPtrArray *uids,
                         const GPtrArray *cards, const GPtrArray *matches, const GPtrArray *forms,
                         gint64 now, GError **error);
