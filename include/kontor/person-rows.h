#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* Everything the book has of one contact, row by row, as its tables have it (GDPR, articles 15 and
 * 20). Tables are found by what refers to what, so that none is forgotten. */
typedef enum
{
  KT_CELL_NULL,
  KT_CELL_TEXT,
  KT_CELL_NUMBER,
  KT_CELL_KEY,  /* of a record */
  KT_CELL_TIME, /* UTC seconds */
} KtCellKind;

typedef struct
{
  KtCellKind kind;
  gint64 number; /* number, key, time */
  char *text;    /* text; NULL else */
} KtCell;

typedef struct
{
  char *table;
  GStrv columns;
  GPtrArray *rows; /* KtCell *, one a column */
} KtPersonRows;
void kt_person_rows_free (KtPersonRows *rows);

/* KtPersonRows of tables that have any: the contact's own first, then those that name it, then what
 * belongs to those (lines of an invoice). KT_ERROR_NOT_FOUND. */
GPtrArray *kt_person_rows (KtStore *store, KtId contact, GError **error);
/* The cell of a column; NULL: there is no such column. */
const KtCell *kt_person_cell (const KtPersonRows *rows, guint row, const char *column);
