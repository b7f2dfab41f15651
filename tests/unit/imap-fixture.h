#pragma once
#include "fake-imap.h"
#include "kontor/error.h"
#include "kontor/source.h"

/* Drives the IMAP driver, in this process, against a scripted server. */
#define NOTHING_SENT "\nhint: nothing was sent, no password either"
#define SECRET "kalns4417"
#define SECRET_CODED "AGFubmEAa2FsbnM0NDE3" /* \0anna\0kalns4417 */

typedef struct
{
  GString *folders;  /* "name=wire:role " each */
  GString *vanished; /* "first:last " each */
  KtSyncMode mode;
  KtListResult listed;
  GArray *uids;
  GPtrArray *letters; /* "uid:text" */
  GArray *times;
  guint partial;
} ImapSeen;

typedef struct
{
  Fake *fake;
  KtSource *source;
  GError *error;
  gboolean refused; /* the secret, by the server */
  ImapSeen seen;
} ImapFixture;

/* What is not set is what lets it go well. */
typedef struct
{
  KtSourceKind kind;
  const char *host, *user, *ca, *secret, *sent;
  const char *const *folders;
  guint deadline_ms;
  int tunnel;
  gboolean token; /* the secret is one */
} ImapOptions;

extern char *imap_certificates; /* directory */

/* g_test_init() and certificates; FALSE, with a reason told, where there is no openssl. */
gboolean imap_begin (int *argc, char ***argv);
int imap_run (void);

void imap_set_up (ImapFixture *f, gconstpointer unused);
void imap_tear_down (ImapFixture *f, gconstpointer unused);
void imap_empty (ImapFixture *f); /* both, for another round */
/* Ends the session. Returns what the server got. */
char *imap_finish (ImapFixture *f, gsize *ret_sent);

gboolean imap_open_with (ImapFixture *f, ImapOptions options);
gboolean imap_open_script (ImapFixture *f, FakeScript script);
gboolean imap_ask_folders (ImapFixture *f);
gboolean imap_ask_folders_by (ImapFixture *f, KtSyncMode mode, const char *const *known);
gboolean imap_ask_list (ImapFixture *f, gint64 since, guint64 first, guint64 modseq);
gboolean imap_ask_list_of (ImapFixture *f, const char *wire_name, guint64 modseq);
gboolean imap_ask_letters (ImapFixture *f, guint32 octets); /* 5, 3 and 5 again */
void imap_assert_letters (ImapFixture *f, const char *expected);
