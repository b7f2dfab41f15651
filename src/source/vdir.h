#pragma once
#include "place-file.h"

/* A vdir (vdirsyncer.pimutils.org/vdir): one directory for each collection, one *.ics (or *.vcf)
 * file for each resource; or a single directory that holds the files itself.
 *
 * Hrefs begin at the vdir, so that it may be moved: "/" or "/NAME/" for collections, with the
 * file's name behind it for resources. What would be ambiguous in a name is escaped (%25, %2F,
 * controls, octets that are no UTF-8). */
typedef struct
{
  KtPlace place;
  char *path, *greeting;
  const char *suffix; /* of the files that count */
  int root;
  gboolean write;
} KtVdir;

/* The directory of a collection; -1 with error. Symbolic links are not followed. */
int kt_vdir_open_collection (const KtVdir *self, const char *collection, GError **error);
/* The file's name that an href of a collection means; NULL: none that could be. */
char *kt_vdir_name (const KtVdir *self, const char *collection, const char *href);
char *kt_vdir_href (const char *collection, const char *name);
/* A name for a new file, whatever was asked for. */
char *kt_vdir_new_name (const KtVdir *self, const char *wanted);
gboolean kt_vdir_is_resource (const KtVdir *self, const char *name);

/* vdir-write.c; as in KtPlaceDriver. */
gboolean kt_vdir_put (KtPlace *place, const char *collection, const char *href, const char *etag,
                      const void *data, gsize length, KtOutcome *ret_outcome, GError **error);
gboolean kt_vdir_remove (KtPlace *place, const char *collection, const char *href, const char *etag,
                         KtOutcome *ret_outcome, GError **error);
