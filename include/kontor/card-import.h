#pragma once
#include "kontor/import.h"

/* A file of vCards as people to import. */
typedef struct
{
  GPtrArray *records;  /* KtImportRecord; refused ones too */
  GPtrArray *warnings; /* char *: "line 12, «Anna»: …": what of a card is only kept */
  guint groups;        /* cards of groups, which are nobody */
  GArray *relations;   /* internal */
} KtCardImport;
void kt_card_import_free (KtCardImport *import);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtCardImport, kt_card_import_free)

/* FALSE and NULL with error: no reader runs, or the file is too large. */
KtCardImport *kt_card_import_read (KtContext *context, const char *bytes, gsize length,
                                   GError **error);
/* Who is what to whom, once the people are there: for KtImportOptions.also, with the KtCardImport.
 */
gboolean kt_card_import_relate (KtContext *context, gpointer import, GError **error);
