#pragma once
#include "kontor/source.h"
#include "kontor/stream.h"

/* A session with an IMAP server (RFC 3501), read-only: EXAMINE and BODY.PEEK.
 *
 * Every command goes begin → libetpan → end. Any answer but OK and NO breaks the session for good:
 * libetpan may then be out of step with the server. */
typedef struct
{
  KtSource source;
  char *host; /* as shown in messages */
  char *user, *sent, *greeting;
  char **folders;
  mailimap *imap;
  KtGuard *guard; /* the stream's */
  gboolean has_condstore, has_special_use;
  gboolean labels;      /* of Gmail are asked for (imap-gmail.h) */
  char *selected;       /* wire name of the folder examined last, NULL none */
  GHashTable *validity; /* wire name → UIDVALIDITY as FOLDERS told it */
  GError *broken;       /* why the session is over */
} KtImap;

#define KT_IMAP_ANSWER_MAX (64u << 20) /* octets of one answer, letters aside */

gboolean kt_imap_begin (KtImap *self, guint64 octets_max, GError **error);

/* result: libetpan's. no: what it returns for this command when the server says NO; *ret_no may be
 * NULL: NO is then KT_ERROR_FAILED. */
gboolean kt_imap_end (KtImap *self, int result, int no, gboolean *ret_no, GError **error);

/* Both, around a command of our own making. Results are in imap->imap_response_info. */
gboolean kt_imap_command (KtImap *self, const char *command, guint64 octets_max, gboolean *ret_no,
                          GError **error);

/* "AUTH=PLAIN" or "IDLE"; asks the server if it has not told. */
gboolean kt_imap_ask_capabilities (KtImap *self, GError **error);
void kt_imap_forget_capabilities (KtImap *self);
gboolean kt_imap_has (const KtImap *self, const char *capability);

/* EXAMINE; where it is examined already, only if ret_modseq is wanted. The UIDVALIDITY must be what
 * FOLDERS told. */
gboolean kt_imap_examine (KtImap *self, const char *wire_name, guint64 *ret_modseq, GError **error);

/* imap-login.c: connects, encrypts, logs in. The secret is overwritten. */
gboolean kt_imap_connect (KtImap *self, KtSourceSpec *spec, GError **error);
/* "not connecting to HOST, why": before the secret went out. Always FALSE. */
gboolean kt_imap_refuse (KtImap *self, const char *why, GError **error);

/* imap-auth.c: PLAIN, LOGIN; with a token OAUTHBEARER, XOAUTH2. A token that was refused is told in
 * spec->refused. */
gboolean kt_imap_log_in (KtImap *self, KtSourceSpec *spec, GError **error);

/* Their part of kt_imap_driver. */
gboolean kt_imap_folders (KtSource *source, const KtSourceSink *sink, GError **error);
gboolean kt_imap_list (KtSource *source, const KtListRequest *request, const KtSourceSink *sink,
                       guint64 *ret_modseq, GError **error);
gboolean kt_imap_fetch (KtSource *source, const KtFetchRequest *request, const KtSourceSink *sink,
                        GError **error);
gboolean kt_imap_idle (KtSource *source, const KtIdleRequest *request, int wake,
                       gboolean *ret_changed, GError **error);

/* The flags of a FETCH answer as KT_FLAG_*. */
guint32 kt_imap_flags (const struct mailimap_msg_att_dynamic *attribute);

/* Runs a FETCH whose answers go to handler one by one. */
gboolean kt_imap_stream_fetch (KtImap *self, const char *command, guint64 octets_max,
                               mailimap_msg_att_handler *handler, gpointer data, gboolean *ret_no,
                               GError **error);
