#pragma once
#include "kontor/letter.h"

/* Letters by their rows, for joining them with the book (mirror). A row is no stable key: it lives
 * as long as a command does. */

/* Rows (gint64) of all letters any of these addresses (match forms) takes part in, newest first,
 * each once. An address that is only where a letter was delivered to, or whose words it only
 * forwards, takes no part. */
GArray *kt_letter_rows_of (KtStore *store, const char *const *matches, GError **error);
/* The same of letters that forward what one of them wrote, if their senders are to be believed. */
GArray *kt_letter_rows_forwarding (KtStore *store, const char *const *matches, GError **error);
/* Rows since an instant, oldest first, of all that may say something about a contact's letters:
 * those its addresses take part in, those the user spoke of beside it, and the rest of their
 * threads. */
GArray *kt_letter_rows_around (KtStore *store, KtId contact, gint64 since, GError **error);
/* The row of a key; 0: no such letter here. FALSE only with error. */
gboolean kt_letter_row (KtStore *store, KtId key, gint64 *ret_row, GError **error);
gboolean kt_letter_row_thread (KtStore *store, gint64 row, gint64 *ret_thread, GError **error);
/* When its letter was written. */
gint64 kt_letter_row_time (gint64 row);
/* The first characters of a letter's own text, one line; "" none. NULL with error. */
char *kt_letter_beginning (KtStore *store, gint64 row, guint characters, GError **error);
/* Without text. NULL with error. */
KtStoredLetter *kt_letter_at_row (KtStore *store, gint64 row, GError **error);
/* "personal", "bulk" …: the words of the column, also those of JSON. */
const char *kt_letter_kind_id (KtLetterKind kind);
/* The newest letters of all, but for bulk unless wanted; without text. */
GPtrArray *kt_letter_newest (KtStore *store, gboolean bulk, guint limit, GError **error);
