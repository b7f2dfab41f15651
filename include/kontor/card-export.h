#pragma once
#include "kontor/context.h"

/* Contacts as a file of vCards. */
typedef struct
{
  const char *version; /* "2.1", "3.0", "4.0": of cards that have none yet; NULL "3.0" */
  gboolean notes;      /* the notes too, which are private */
} KtCardExport;

/* contacts: KtContact, in the order of the file. A raw card is patched, else one is written anew.
 * The caller frees. */
GString *kt_card_export (KtContext *context, const GPtrArray *contacts, const KtCardExport *options,
                         GError **error);
