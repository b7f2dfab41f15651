#pragma once
#include "import-book.h"

/* One record on its way into the plan. */
typedef struct
{
  KtContext *context;
  const KtImportOptions *options;
  KtImportPlan *plan;
  KtImportBook *book;
  const KtImportRecord *record;
  KtImportItem *item;
  KtContact *said;   /* what the record says of the contact itself */
  GPtrArray *points; /* KtPoint */
  GArray *values;    /* KtImportValue */
} KtImportWork;

/* Reads the record into said, points and values. FALSE: the item is refused and says why. */
gboolean kt_import_read_record (KtImportWork *work);
/* The item is refused; column: where what is wrong stands, 0 not known. Always FALSE. */
gboolean kt_import_refuse (KtImportWork *work, const char *why, guint column);

/* Adds to person what the record says and the book does not; the points become the person's. tell:
 * as changes of the item. FALSE with error: the book cannot be read. */
gboolean kt_import_merge (KtImportWork *work, KtImportPerson *person, gboolean tell,
                          GError **error);
gboolean kt_import_has_point (const KtImportPerson *person, const KtPoint *point);
