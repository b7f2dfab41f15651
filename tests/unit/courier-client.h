#pragma once
#include "kontor/process.h"
#include "kontor/records.h"
#include "kontor/settings.h"

/* Drives a real kontor-courier over its frames, for tests. Whatever breaks the protocol aborts. */
typedef struct
{
  KtSourceKind kind;
  const char *user, *host, *path, *secret, *ca_file, *sent;
  guint port, deadline_ms;
  const char *const *folders;
  int tunnel; /* 0: none */
} ClientSpec;

typedef struct
{
  char *name, *wire_name, *role;
  guint64 uidvalidity, uidnext, modseq;
  guint32 total;
} ClientFolder;

typedef struct
{
  guint64 uid;
  guint32 flags, what;
} ClientUid;

typedef struct
{
  guint64 uid, size;
  guint32 flags;
  gint64 time;
  gboolean partial;
  GByteArray *data;
} ClientItem;

typedef struct
{
  KtHelper *helper;
  char *ready;       /* text of READY */
  int code;          /* of the last FAIL; 0: it went well */
  char *message;     /* of the last FAIL */
  guint64 modseq;    /* of the last DONE or LISTED */
  KtSyncMode mode;   /* to ask for */
  GString *vanished; /* "first:last " of the last list */
  guint32 total;     /* of the last LISTED */
  gboolean vanished_told;
} Client;

Client *client_new (void);
Client *client_new_of (const char *program);
void client_free (Client *client);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Client, client_free)

gboolean client_open (Client *client, const ClientSpec *spec);
GPtrArray *client_folders (Client *client);
const ClientFolder *client_find (GPtrArray *folders, const char *name);
GArray *client_list (Client *client, const char *wire_name, gint64 since, guint64 first,
                     guint64 modseq);
GPtrArray *client_fetch (Client *client, const char *wire_name, const guint64 *uids, gsize n,
                         guint32 octets);
/* CLOSE, then the helper ends with status 0. */
void client_close (Client *client);

/* A fresh directory, and its removal. */
char *client_scratch (void);
void client_scratch_remove (char *path);
void client_write_file (const char *directory, const char *name, const char *contents);
