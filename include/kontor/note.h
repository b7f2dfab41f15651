#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* Notes, calls, meetings (book). Writers want a journal transaction open. */
typedef struct
{
  KtId id, contact;
  char *kind; /* "note", "call", "meeting" */
  gint64 at, created, updated;
  char *text;
  KtId deal; /* about which; 0 none */
} KtNote;
void kt_note_free (KtNote *note);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtNote, kt_note_free)

KtNote *kt_note_get (KtStore *store, KtId id, GError **error);
GPtrArray *kt_note_list (KtStore *store, KtId contact, guint limit,
                         GError **error);                                 /* newest first */
GPtrArray *kt_note_list_deal (KtStore *store, KtId deal, GError **error); /* newest first */
gboolean kt_note_insert (KtStore *store, const KtNote *note, GError **error);
gboolean kt_note_delete (KtStore *store, KtId id, GError **error);
