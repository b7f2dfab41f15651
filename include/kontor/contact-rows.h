#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* Contacts as lists show them: the whole book in three statements, no allocation a row (book). */
typedef struct
{
  KtId id;
  const char *kind, *name;
  const char *company, *type, *status, *source, *birthday, *language, *city; /* NULL not known */
  gint64 created, updated;
  const char *email, *phone; /* the preferred ones, as typed; NULL none */
  const char *tags;          /* "brand, vip"; NULL none */
} KtContactRow;

typedef struct
{
  GArray *rows; /* KtContactRow, by id */
  GStringChunk *texts;
} KtContactRows;

/* ids: a set of KtId *; NULL: everybody. NULL with error. */
KtContactRows *kt_contact_rows_read (KtStore *store, GHashTable *ids, GError **error);
void kt_contact_rows_free (KtContactRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtContactRows, kt_contact_rows_free)
/* The row of a contact; NULL: not among them. */
KtContactRow *kt_contact_rows_find (const KtContactRows *rows, KtId id);
