#pragma once
#include "imap-session.h"

/* What STATUS says of folders (RFC 3501 §6.3.10), also beside LIST (RFC 5819). */
typedef struct
{
  guint64 uidvalidity, uidnext, modseq; /* 0: not told */
  guint32 total;
} KtImapStatus;

/* wire name → KtImapStatus */
GHashTable *kt_imap_status_table_new (void);
/* NULL: nothing useful was told. */
const KtImapStatus *kt_imap_status_find (GHashTable *table, const char *wire_name);

/* "(MESSAGES UIDNEXT UIDVALIDITY)", and the MODSEQ where the session's mode needs it */
const char *kt_imap_status_items (const KtImap *self);

#define KT_IMAP_STATUS_BATCH 100 /* at once: their answers fit where they wait to be read */

/* Sends STATUS for each; tags go to tags. */
void kt_imap_status_send (KtImap *self, const char *const *names, gsize n, GArray *tags);
/* Reads the answers in the same order. What is refused is not put into the table; *ret_refused may
 * be NULL. */
gboolean kt_imap_status_answer (KtImap *self, const char *const *names, const GArray *tags,
                                GHashTable *table, guint *ret_refused, GError **error);

/* Until it is told NULL: STATUS lines that come go to the table. */
void kt_imap_status_watch (KtImap *self, GHashTable *table);
