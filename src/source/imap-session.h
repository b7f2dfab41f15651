#pragma once
#include "kontor/source.h"
#include "kontor/stream.h"

/* A session with an IMAP server (RFC 3501), read-only: EXAMINE and BODY.PEEK.
 *
 * Commands may be sent ahead (imap-pipe.c): their answers come in the same order and are read in
 * it. A command of libetpan's own goes begin → libetpan → end. Any answer but OK and NO breaks the
 * session for good: libetpan may then be out of step with the server. */
typedef struct _KtImapListJob KtImapListJob;
typedef struct _KtImapFetchJob KtImapFetchJob;

/* Of a folder, as FOLDERS told it. */
typedef struct
{
  guint32 uidvalidity, total;
} KtImapTold;

typedef struct
{
  KtSource source;
  char *host; /* as shown in messages */
  char *user, *sent, *greeting;
  char **folders;
  mailimap *imap;
  KtGuard *guard;            /* the stream's */
  KtSyncMode mode;           /* in effect; AUTO: FOLDERS was not asked for yet */
  gboolean labels;           /* of Gmail are asked for (imap-gmail.h) */
  gboolean enabled;          /* ENABLE QRESYNC was sent */
  GQueue under_way;          /* tags of what was sent and not answered yet */
  guint last_tag;            /* sent */
  char *examining;           /* wire name of the folder whose EXAMINE was sent last, NULL none */
  char *selected;            /* the same by the answers read so far */
  guint64 highest;           /* its MODSEQ, 0: it has none */
  GHashTable *told;          /* wire name → KtImapTold */
  KtImapListJob *list_ahead; /* sent already, will be asked for next; one of the two at most */
  KtImapFetchJob *fetch_ahead;
  GError *broken; /* why the session is over */
} KtImap;

#define KT_IMAP_ANSWER_MAX (64u << 20) /* octets of one answer, letters aside */

/* Reads what is under way, then lets libetpan speak. */
gboolean kt_imap_begin (KtImap *self, guint64 octets_max, GError **error);

/* result: libetpan's. no: what it returns for this command when the server says NO; *ret_no may be
 * NULL: NO is then KT_ERROR_FAILED. */
gboolean kt_imap_end (KtImap *self, int result, int no, gboolean *ret_no, GError **error);

/* Up to the tagged answer, when its first line is read: libetpan's result. */
int kt_imap_parse_answer (mailimap *imap);

/* A command of our own making, sent and answered. Results are in imap->imap_response_info. */
gboolean kt_imap_command (KtImap *self, const char *command, guint64 octets_max, gboolean *ret_no,
                          GError **error);

/* "AUTH=PLAIN" or "IDLE"; asks the server if it has not told. */
gboolean kt_imap_ask_capabilities (KtImap *self, GError **error);
void kt_imap_forget_capabilities (KtImap *self);
gboolean kt_imap_has (const KtImap *self, const char *capability);

/* --- imap-pipe.c: commands ahead of their answers --- */

/* Puts a command behind those under way; returns its tag. What fails shows in the answer. */
guint kt_imap_send (KtImap *self, const char *command);

/* Writes what was sent, reads the answer to tag; answers before it that nobody took are read and
 * left. FETCH answers go to handler; NULL: into the results. */
gboolean kt_imap_answer (KtImap *self, guint tag, guint64 octets_max,
                         mailimap_msg_att_handler *handler, gpointer data, gboolean *ret_no,
                         GError **error);

/* Reads all that is under way and forgets it, jobs sent ahead too. */
gboolean kt_imap_drain (KtImap *self, GError **error);

/* --- imap-examine.c --- */

/* How long an answer may be that tells the flags of so many letters, and more. */
guint64 kt_imap_flags_max (guint32 letters, guint64 more);

/* A name as a quoted string, with what goes before and behind it. The name has no line break. */
char *kt_imap_quoted (const char *before, const char *wire_name, const char *behind);

/* parameter: "(CONDSTORE)" or NULL. */
guint kt_imap_send_examine (KtImap *self, const char *wire_name, const char *parameter);
/* The UIDVALIDITY must be what FOLDERS told. Not selected after NO. */
gboolean kt_imap_answer_examine (KtImap *self, guint tag, const char *wire_name,
                                 mailimap_msg_att_handler *handler, gpointer data, gboolean *ret_no,
                                 GError **error);
/* EXAMINE alone; where it is examined already, only if ret_modseq is wanted. */
gboolean kt_imap_examine (KtImap *self, const char *wire_name, guint64 *ret_modseq, GError **error);
/* "does not open the folder"; always FALSE. */
gboolean kt_imap_refuse_folder (KtImap *self, const char *wire_name, GError **error);
/* The ranges of VANISHED in the answer read last (KtSourceRange). */
void kt_imap_take_vanished (KtImap *self, GArray *ranges);
/* How many letters that answer tells to have gone just now; 0 where that is more than letters. */
guint32 kt_imap_count_vanished (KtImap *self, guint32 letters);

/* --- the driver --- */

/* imap-login.c: connects, encrypts, logs in. The secret is overwritten. */
gboolean kt_imap_connect (KtImap *self, KtSourceSpec *spec, GError **error);
/* "not connecting to HOST, why": before the secret went out. Always FALSE. */
gboolean kt_imap_refuse (KtImap *self, const char *why, GError **error);

/* imap-auth.c: PLAIN, LOGIN; with a token OAUTHBEARER, XOAUTH2. A token that was refused is told in
 * spec->refused. */
gboolean kt_imap_log_in (KtImap *self, KtSourceSpec *spec, GError **error);

/* Their part of kt_imap_driver. */
gboolean kt_imap_folders (KtSource *source, const KtFoldersRequest *request,
                          const KtSourceSink *sink, KtSyncMode *ret_mode, GError **error);
gboolean kt_imap_list (KtSource *source, const KtListRequest *request, const KtSourceSink *sink,
                       KtListResult *ret, GError **error);
gboolean kt_imap_fetch (KtSource *source, const KtFetchRequest *request, const KtSourceSink *sink,
                        GError **error);
gboolean kt_imap_idle (KtSource *source, const KtIdleRequest *request, int wake,
                       gboolean *ret_changed, GError **error);
void kt_imap_prepare_list (KtSource *source, const KtListRequest *request);
void kt_imap_prepare_fetch (KtSource *source, const KtFetchRequest *request);
void kt_imap_list_job_free (KtImapListJob *job);
void kt_imap_fetch_job_free (KtImapFetchJob *job);

/* What a FETCH answer tells of a letter (imap-item.c); its data are libetpan's, NULL: none. */
KtSourceItem kt_imap_read_item (const struct mailimap_msg_att *answer);

/* The flags of a FETCH answer as KT_FLAG_*. */
guint32 kt_imap_flags (const struct mailimap_msg_att_dynamic *attribute);
