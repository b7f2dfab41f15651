#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* Contacts as lists show them: the whole book in three statements, no allocation a row (book). */
typedef struct
{
  KtId id;
  const char *name;
  const char *company, *type; /* NULL not known, here and below */
  const char *email, *phone;  /* the preferred ones, as typed */
  const char *tags;           /* "brand, vip" */
  /* of whole rows only */
  const char *kind, *status, *source, *birthday, *language, *city;
  gint64 created, updated;
} KtContactRow;

typedef struct
{
  GArray *rows; /* KtContactRow, by id */
  GArray *ids;  /* KtId, theirs: close together, for who looks one up */
  GStringChunk *texts;
} KtContactRows;

/* ids: a set of KtId *; NULL: everybody. whole: not only what every list shows. NULL with error. */
KtContactRows *kt_contact_rows_read (KtStore *store, GHashTable *ids, gboolean whole,
                                     GError **error);
void kt_contact_rows_free (KtContactRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtContactRows, kt_contact_rows_free)
/* The row of a contact; NULL: not among them. */
KtContactRow *kt_contact_rows_find (const KtContactRows *rows, KtId id);
