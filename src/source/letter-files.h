#pragma once
#include "kontor/source.h"

/* A folder whose letters are files: what Maildir and .eml directories have in common. */
typedef struct
{
  guint64 uid; /* kt_id_hash() of the base name */
  gint64 time;
  guint32 flags;
  guint directory; /* index into paths */
  const char *name;
} KtLetterFile;

typedef struct
{
  char *name, *wire_name;
  const char *role;
  GPtrArray *paths;    /* of its directories */
  GArray *files;       /* KtLetterFile by uid; NULL: not looked at yet */
  GStringChunk *names; /* of files */
} KtFileFolder;

KtFileFolder *kt_file_folder_new (const char *name, const char *wire_name, const char *role);
void kt_file_folder_free (KtFileFolder *folder);

/* Says what a file of a directory is; FALSE: no letter. base is the part of the name that stays
 * when flags change. */
typedef gboolean (*KtFileJudge) (const char *name, guint directory, KtLetterFile *file,
                                 gsize *ret_base_length);

/* A source of such folders; drivers fill folders and judge. */
typedef struct
{
  KtSource source;
  char *path;
  GPtrArray *folders; /* KtFileFolder */
  KtFileJudge judge;
  gboolean has_flags;
} KtFileSource;

/* From here on as in KtSourceDriver. */
const char *kt_file_source_greeting (KtSource *source);
gboolean kt_file_source_folders (KtSource *source, const KtFoldersRequest *request,
                                 const KtSourceSink *sink, KtSyncMode *ret_mode, GError **error);
gboolean kt_file_source_list (KtSource *source, const KtListRequest *request,
                              const KtSourceSink *sink, KtListResult *ret, GError **error);
gboolean kt_file_source_fetch (KtSource *source, const KtFetchRequest *request,
                               const KtSourceSink *sink, GError **error);
void kt_file_source_close (KtSource *source);

/* Tells UIDs to a sink, a few thousand at a time; the last are told by the end. */
#define KT_FILE_UIDS 4096
typedef struct
{
  const KtSourceSink *sink;
  gsize n;
  KtSourceUid uids[KT_FILE_UIDS];
} KtFileUids;
gboolean kt_file_uids_add (KtFileUids *self, guint64 uid, guint32 flags, guint32 what,
                           GError **error);
gboolean kt_file_uids_end (KtFileUids *self, GError **error);

/* The octets of a letter that are asked for. */
gsize kt_file_octets (const KtFetchRequest *request);
/* So many octets from an offset on; FALSE: they are not there. */
gboolean kt_file_read (int fd, guint64 offset, gsize wanted, GByteArray *bytes);

/* "cannot read «path», why" from errno. Always FALSE. */
gboolean kt_file_fail (const char *path, GError **error);
