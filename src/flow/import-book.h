#pragma once
#include "kontor/duplicate.h"
#include "kontor/field.h"
#include "kontor/import.h"
#include "kontor/import-rows.h"

/* The card index in memory, as it would be after what was planned so far. */
typedef struct
{
  KtId field;
  char *value;
  gboolean written; /* it is to be written */
} KtImportValue;

typedef struct
{
  KtContact *contact;
  GPtrArray *points;          /* KtPoint; NULL none. Those with id 0 are to be written */
  GPtrArray *tags;            /* char *; NULL none */
  GArray *values;             /* KtImportValue; NULL none */
  GPtrArray *notes;           /* char *, texts; NULL not read yet */
  GPtrArray *to_note;         /* KtImportNote, borrowed; NULL none */
  guint old_tags;             /* the first so many stand in the book */
  char *uid;                  /* of its vCard; NULL it has none, "" one without */
  const KtImportRecord *card; /* whose vCard is to be written; NULL nobody's */
  KtNameKey *key;             /* of its name; NULL not asked for yet */
  guint line;                 /* of the record that made it, else 0 */
  gboolean fresh, changed;
} KtImportPerson;

typedef struct _KtImportBook
{
  GHashTable *people;   /* KtId * → KtImportPerson, owned */
  GPtrArray *order;     /* KtImportPerson to write, borrowed, as they came */
  GHashTable *by_match; /* match → GSList of KtImportPerson */
  GHashTable *by_name;  /* fold, owned → GSList */
  GHashTable *by_uid;   /* → KtImportPerson */
  GHashTable *by_ref;   /* whole ref, owned → KtImportPerson; NULL not asked for yet */
  GPtrArray *fields;    /* KtField */
  GHashTable *by_field; /* name as the file has it, owned → KtField */
  guint old_fields;     /* the first so many stand in the book */
  gint64 stamp;
} KtImportBook;

KtImportBook *kt_import_book_read (KtContext *context, GError **error);
void kt_import_book_free (KtImportBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtImportBook, kt_import_book_free)

KtImportPerson *kt_import_book_by_ref (KtImportBook *book, const char *ref); /* NULL nobody */
/* Takes the contact over. */
KtImportPerson *kt_import_book_add (KtImportBook *book, KtContact *contact);
/* Takes the point over. */
void kt_import_book_add_point (KtImportBook *book, KtImportPerson *person, KtPoint *point);
void kt_import_book_add_uid (KtImportBook *book, KtImportPerson *person, const char *uid);
KtImportValue *kt_import_book_value (KtImportPerson *person, KtId field); /* NULL none */
void kt_import_book_set_value (KtImportPerson *person, KtId field, const char *value,
                               gboolean written);
/* The own field of that name, made as one of text where there is none; NULL: no field can be called
 * so. */
const KtField *kt_import_book_field (KtImportBook *book, const char *name, gint64 now,
                                     GError **error);
/* To be written, at the end, once. */
void kt_import_book_touch (KtImportBook *book, KtImportPerson *person);

/* --- import-match.c --- */

/* The points of a record, understood: KtPoint without contact. NULL with error; *ret_column is
 * where the one that is none stood. */
GPtrArray *kt_import_points (KtContext *context, const KtImportRecord *record, guint *ret_column,
                             GError **error);

/* Who it is; NULL nobody yet, or with *ret_why: it fits several. contact: what the record says,
 * canonical. */
KtImportPerson *kt_import_match (KtImportBook *book, const KtImportRecord *record,
                                 const KtContact *contact, const GPtrArray *points, char **ret_why);
