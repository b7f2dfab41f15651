#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* Records of the book as rows for tables of others (book). */
typedef enum
{
  KT_CELL_TEXT,
  KT_CELL_REF,      /* number: a key */
  KT_CELL_TIME,     /* number: UTC seconds */
  KT_CELL_NUMBER,   /* number */
  KT_CELL_HUNDREDS, /* number: hundredths */
  KT_CELL_MONEY,    /* number: minor units of currency */
} KtCellType;

typedef struct
{
  const char *id; /* header */
  KtCellType type;
} KtExportColumn;

typedef struct
{
  gboolean null;
  const char *text; /* of KT_CELL_TEXT */
  gint64 number;
} KtExportCell;

typedef struct
{
  const char *name;     /* "visits" */
  gboolean of_contacts; /* its rows belong to contacts */
  const KtExportColumn *columns;
  guint n_columns;
  const char *sql; /* contact, currency, then the columns */
} KtExportTable;

const KtExportTable *kt_export_table_find (const char *name); /* NULL: there is none */
extern const char kt_export_table_names[];                    /* "visits, deals …" */

/* Cells live until take returns; contact 0: nobody. */
typedef void (*KtExportTake) (KtId contact, const char *currency, const KtExportCell *cells,
                              gpointer data);
gboolean kt_export_rows (KtStore *store, const KtExportTable *table, KtExportTake take,
                         gpointer data, GError **error);
