#pragma once
#include "kontor/contact.h"

/* The card index as an import compares with it: each table in one go, and what an import writes
 * besides contacts and points. Writers want a journal transaction open. */
typedef struct
{
  KtId contact;
  KtId other; /* of a value: the field; else the row's own key */
  char *text; /* tag, value, UID */
} KtImportRow;
void kt_import_row_free (KtImportRow *row);

/* Arrays of KtContact, KtPoint, KtImportRow. */
GPtrArray *kt_import_rows_contacts (KtStore *store, GError **error);
GPtrArray *kt_import_rows_points (KtStore *store, GError **error);
GPtrArray *kt_import_rows_tags (KtStore *store, GError **error);
GPtrArray *kt_import_rows_values (KtStore *store, GError **error);
GPtrArray *kt_import_rows_cards (KtStore *store, GError **error);

/* The journal's last entry: whether the book is still as it was read. -1 with error. */
gint64 kt_import_rows_stamp (KtStore *store, GError **error);

/* The raw vCard of a contact; "" none, NULL with error. */
char *kt_import_card_text (KtStore *store, KtId contact, GError **error);
gboolean kt_import_card_write (KtStore *store, KtId contact, const char *uid, const char *text,
                               GError **error);
gboolean kt_import_tag_write (KtStore *store, KtId id, KtId contact, const char *tag,
                              GError **error);

/* Whether two names may be one person's, in whatever spelling: each word of the shorter is one of
 * the longer, initials count. One that is an address or a phone is near to any. Pure. */
gboolean kt_names_near (const char *a, const char *b);
