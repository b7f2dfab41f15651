#pragma once
#include "kontor/collection.h"
#include <sys/stat.h>

/* What places made of files have in common: files that strangers' programs write beside us. */

/* A regular file below directory (AT_FDCWD: a path), links not followed, with a NUL behind it. NULL
 * with *ret_problem, for people, to be freed; *ret_gone: it is not there. */
GByteArray *kt_place_file_read (int directory, const char *name, gsize max, char **ret_problem,
                                gboolean *ret_gone);
/* Of what a file holds. */
char *kt_place_file_etag (const GByteArray *bytes);

/* Whether anything was changed, without reading: kept with what files the clock may yet hide a
 * change of. */
typedef struct
{
  GChecksum *checksum;
  gboolean fresh; /* changed so lately that another change could show the same time */
} KtFileStamp;
void kt_file_stamp_init (KtFileStamp *stamp);
void kt_file_stamp_add (KtFileStamp *stamp, const char *name, const struct stat *status);
/* The stamp's text; "" where it is too fresh to be believed next time. Frees. */
char *kt_file_stamp_end (KtFileStamp *stamp);
