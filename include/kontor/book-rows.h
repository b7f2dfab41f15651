#pragma once
#include "kontor/store.h"

/* The book's tables row by row, whatever their columns: for copies of the whole (book). */

/* Journaled ones, those others refer to first, and invoice_number, whose numbers are never given
 * again; NULL ends. */
extern const char *const KT_BOOK_TABLES[];

typedef enum
{
  KT_VALUE_NULL,
  KT_VALUE_INT,
  KT_VALUE_TEXT,
} KtValueType;

typedef struct
{
  const char *column;
  KtValueType type;
  gint64 number;
  const char *text;
  gboolean key; /* an integer that names a record */
} KtBookValue;

/* Rows in the order of their keys; values live until take returns. FALSE of take ends. */
typedef gboolean (*KtBookTake) (const KtBookValue *values, guint n, gpointer data, GError **error);
gboolean kt_book_rows (KtStore *store, const char *table, KtBookTake take, gpointer data,
                       GError **error);

typedef enum
{
  KT_ROW_NEW,
  KT_ROW_SAME,
  KT_ROW_DIFFERS,
  KT_ROW_VERDICTS,
} KtRowVerdict;

/* Writers of one table's rows, inside a journal transaction that defers foreign keys. */
typedef struct _KtBookWriter KtBookWriter;
/* KT_ERROR_USAGE: no such table. */
KtBookWriter *kt_book_writer_new (KtStore *store, const char *table, GError **error);
void kt_book_writer_free (KtBookWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtBookWriter, kt_book_writer_free)
/* Values of integer columns may be text that is their digits. fold follows the name. A row that
 * differs is written only with update; *ret_column (may be NULL) is where it differs first.
 * KT_ERROR_USAGE: an unknown column, a value of the wrong type, one that the table does not take.
 */
gboolean kt_book_writer_put (KtBookWriter *writer, const KtBookValue *values, guint n,
                             gboolean update, KtRowVerdict *ret_verdict, const char **ret_column,
                             GError **error);

gboolean kt_book_defer_keys (KtStore *store, GError **error);
/* KT_ERROR_USAGE: a row refers to what is not there. */
gboolean kt_book_check_keys (KtStore *store, GError **error);
int kt_book_version (KtStore *store);
