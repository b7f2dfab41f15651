#pragma once
#include "kontor/id.h"
#include "kontor/records.h"
#include "kontor/store.h"

/* Sources, folders and their state (mirror). Writers want kt_store_begin(). */
typedef struct
{
  gint64 id;
  char *source, *name, *wire_name, *role;
  guint64 uidvalidity, uidnext, modseq;
  guint32 total;
  gint64 since;   /* letters received from then on were wanted; 0 all */
  gint64 horizon; /* all newer letters are here; 0 all; -1 none yet */
} KtFolder;
void kt_folder_free (KtFolder *folder);

GPtrArray *kt_folder_list (KtStore *store, const char *source, GError **error); /* not gone */
gboolean kt_folder_put (KtStore *store, KtFolder *folder,
                        GError **error); /* inserts (id 0) or updates */
/* The folder vanished, or its UIDVALIDITY changed: its locations go, letters lose one place. Those
 * from since on (0: all) without any other are gone, their rows are appended to gone (gint64) where
 * that is not NULL; of older ones nobody can tell. */
gboolean kt_folder_forget_locations (KtStore *store, gint64 folder, gint64 since, gint64 now,
                                     GArray *gone, GError **error);
gboolean kt_folder_mark_gone (KtStore *store, gint64 folder, gint64 now, GArray *gone,
                              GError **error);

/* Sorted UIDs of a folder from first on (0: all of them), with flags where ret_flags is not NULL
 * (guint32). */
GArray *kt_location_uids (KtStore *store, gint64 folder, guint64 first, GArray **ret_flags,
                          GError **error);
/* The same within ranges (KtUidRange, rising and apart). */
GArray *kt_location_uids_within (KtStore *store, gint64 folder, const GArray *ranges,
                                 GArray **ret_flags, GError **error);
/* How many letters lie there, in quarantine or not; 0 error. */
guint kt_location_count (KtStore *store, gint64 folder, GError **error);
/* The first UID there of a letter from since on; G_MAXUINT32 there is none; 0 error. */
guint64 kt_location_young (KtStore *store, gint64 folder, gint64 since, GError **error);
gboolean kt_location_set_flags (KtStore *store, gint64 folder, guint64 uid, guint32 flags,
                                GError **error);
/* Removes places; letters without any other become gone, their rows are appended to gone (gint64)
 * where that is not NULL. Returns how many became gone, -1 error. */
int kt_location_remove (KtStore *store, gint64 folder, const guint64 *uids, gsize n, gint64 now,
                        GArray *gone, GError **error);
/* How many of these rows are gone still; -1 error. */
int kt_letter_count_gone (KtStore *store, const GArray *rows, GError **error);
