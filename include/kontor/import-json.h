#pragma once
#include "kontor/book-rows.h"
#include "kontor/context.h"

/* A book in JSON (kontor/export-json.h), read by kontor-reader and put into this one. */
typedef struct
{
  char *name;
  GPtrArray *rows; /* GArray of KtBookValue, whose columns and texts are the strings' */
} KtBookTable;

typedef struct
{
  int schema, version; /* of the format, of the book's tables */
  GPtrArray *tables;   /* KtBookTable */
} KtBookJson;
void kt_book_json_free (KtBookJson *json);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtBookJson, kt_book_json_free)

/* path "-": standard input. KT_ERROR_FAILED: it is none, or of a newer Kontor. */
KtBookJson *kt_book_json_read (KtContext *context, const char *path, GError **error);

typedef struct
{
  guint counts[KT_ROW_VERDICTS];
  guint forgotten;      /* people of the file who were erased here on request: left out */
  GPtrArray *differing; /* char *, "contact «Anna»: city", the first KT_BOOK_DIFFERING_MAX */
} KtBookRestored;
#define KT_BOOK_DIFFERING_MAX 10u
void kt_book_restored_clear (KtBookRestored *restored);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtBookRestored, kt_book_restored_clear)

/* Adds what is missing, in one journal entry of origin import; whole or not at all. Rows that
 * differ are KT_ERROR_CONFLICT unless update; restored tells about them in any case. With --dry-run
 * nothing stays. */
gboolean kt_book_json_restore (KtContext *context, const KtBookJson *json, const char *command,
                               gboolean update, KtBookRestored *ret, GError **error);
