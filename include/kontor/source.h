#pragma once
#include "kontor/records.h"
#include "kontor/settings.h"

/* A place letters come from, whatever it speaks. The courier drives one source at a time:
 *   open → (folders | list | fetch)… in any order → close.
 * All calls block. Nothing is ever changed there: no flag, no file.
 *
 * Errors. KT_ERROR_NETWORK: the connection is over; every later call fails with the same error.
 * Any other code: only this call failed. Messages never hold a secret nor an address out of a
 * letter.
 *
 * Ownership. What a driver hands to the sink belongs to the driver and is valid during the call;
 * requests belong to the caller. */
typedef struct
{
  KtSourceKind kind;
  char *user, *host, *path, *ca_file, *sent;
  guint16 port;
  char *secret;   /* overwritten with zeros by open, whether it succeeds or not */
  char **folders; /* patterns; empty: the inbox and what was sent. Of calendars names; empty: all */
  guint deadline_ms; /* of one answer; 0: the default */
  int tunnel;        /* a socket that speaks IMAP, taken; -1 none */
  gboolean write;    /* may be changed: only calendars ever */
  gboolean probe;    /* only the greeting is wanted: nobody logs in */
  gboolean token;    /* the secret is an OAuth token */
  gboolean refused;  /* set by open: it was the secret that the server refused */
  void (*step) (gpointer data, KtStep step, const char *detail); /* NULL: nobody wants to know */
  gpointer data;                                                 /* of step */
} KtSourceSpec;

typedef struct
{
  const char *name, *wire_name, *role;
  guint64 uidvalidity, uidnext, modseq; /* 0: there is none */
  guint32 total;
} KtSourceFolder;

typedef struct
{
  guint64 uid;
  guint32 flags, what; /* KT_FLAG_*, KT_UID_* */
} KtSourceUid;         /* laid out as an element of KT_TYPE_UIDS */

typedef struct
{
  guint64 uid, size;
  guint32 flags;
  gint64 time;
  gboolean partial;
  const void *data;
  gsize length;
} KtSourceItem;

typedef struct
{
  guint64 first, last;
} KtSourceRange; /* laid out as an element of KT_TYPE_VANISHED */

/* Where a driver puts what it finds. FALSE with error ends the call, and the conversation. */
typedef struct
{
  gboolean (*folder) (gpointer data, const KtSourceFolder *folder, GError **error);
  gboolean (*uids) (gpointer data, const KtSourceUid *uids, gsize n, GError **error);
  gboolean (*vanished) (gpointer data, const KtSourceRange *ranges, gsize n, GError **error);
  gboolean (*item) (gpointer data, const KtSourceItem *item, GError **error);
  /* Called when more could be sent to the server while it still answers: calls the driver's
   * prepare functions for the request that waits in line, if there is one. NULL: nothing waits. */
  void (*ahead) (gpointer data);
  gpointer data;
} KtSourceSink;

/* As KT_TYPE_FOLDERS. */
typedef struct
{
  KtSyncMode mode;
  const char *const *known;
} KtFoldersRequest;

/* As KT_TYPE_LIST. UIDs come in the order the letters arrived, oldest first. */
typedef struct
{
  const char *wire_name;
  gint64 since;
  guint64 first, modseq, recent;
} KtListRequest;

/* As KT_TYPE_LISTED. */
typedef struct
{
  guint64 modseq;
  guint32 total;
  gboolean vanished_told;
} KtListResult;

/* As KT_TYPE_FETCH. What is not there any more is not delivered and is no error.
 * Another uidvalidity: KT_ERROR_CONFLICT. */
typedef struct
{
  const char *wire_name;
  guint64 uidvalidity;
  const guint64 *uids;
  gsize n_uids;
  guint32 octets; /* 0: all, KT_SOURCE_OCTETS_MAX at most */
} KtFetchRequest;

/* As KT_TYPE_IDLE. */
typedef struct
{
  const char *wire_name;
  guint64 uidnext;
  guint32 total, poll_ms;
} KtIdleRequest;

#define KT_SOURCE_OCTETS_MAX (50u << 20)

typedef struct _KtSource KtSource;
typedef struct
{
  KtSource *(*open) (KtSourceSpec *spec, GError **error);
  const char *(*greeting) (KtSource *source); /* for people: server, encryption */
  gboolean (*folders) (KtSource *source, const KtFoldersRequest *request, const KtSourceSink *sink,
                       KtSyncMode *ret_mode, GError **error);
  gboolean (*list) (KtSource *source, const KtListRequest *request, const KtSourceSink *sink,
                    KtListResult *ret, GError **error);
  gboolean (*fetch) (KtSource *source, const KtFetchRequest *request, const KtSourceSink *sink,
                     GError **error);
  /* Waits without end until the folder is not as the request says any more (*ret_changed), or the
   * descriptor wake can be read or has ended. NULL: it cannot be waited for. */
  gboolean (*idle) (KtSource *source, const KtIdleRequest *request, int wake, gboolean *ret_changed,
                    GError **error);
  /* The request that comes next, while another one is still under way: sends what it can. NULL:
   * nothing is gained by that. */
  void (*prepare_list) (KtSource *source, const KtListRequest *request);
  void (*prepare_fetch) (KtSource *source, const KtFetchRequest *request);
  void (*close) (KtSource *source);
} KtSourceDriver;

struct _KtSource
{
  const KtSourceDriver *driver; /* a driver's own struct begins with this one */
};

extern const KtSourceDriver kt_imap_driver, kt_maildir_driver, kt_eml_driver, kt_mbox_driver;
const KtSourceDriver *kt_source_driver (KtSourceKind kind);
