#pragma once
#include "kontor/frame.h"

/* The records in frames: one type each, checked on arrival. Strings are UTF-8 without NUL. */

/* --- keeper → courier --- */

/* A source to open: kind (KtSourceKind), user, host, port, path, secret, ca-file, folder patterns
 * or names of calendars, name of the Sent folder ("" as marked), deadline in ms (0 default),
 * whether descriptor 4 is a tunnel, whether it may be written (a vdir), KT_OPEN_*. The secret
 * travels nowhere else. */
#define KT_TYPE_OPEN "(ussusssassubbu)"
enum
{
  KT_OPEN_TOKEN = 1 << 0, /* the secret is an OAuth token */
  KT_OPEN_STEPS = 1 << 1, /* STEP frames come before READY or FAIL */
};

/* Which folders there are: KtSyncMode wanted, wire names known from before (their state is then
 * asked together with the names). */
#define KT_TYPE_FOLDERS "(uas)"

/* Which UIDs there are: folder (wire name), oldest instant wanted (0 all), first UID of interest
 * (1 all; files have no order, all are listed), MODSEQ after which flags are reported, of older
 * UIDs too (0: none are; KT_LIST_ALL_FLAGS, or any number without CONDSTORE: those from the UID
 * that follows on). They come in the order the letters arrived, oldest first. Without a MODSEQ but
 * with an oldest instant only letters wanted are told. */
#define KT_TYPE_LIST "(sxttt)"
#define KT_LIST_ALL_FLAGS 1
/* What LISTED tells of an mbox whose old letters are as they were: only what was added was listed.
 */
#define KT_LIST_ADDED 1

/* Bodies: folder (wire name), the UIDVALIDITY its UIDs were told with (0: not compared), UIDs in
 * the order wanted, leading octets of each (0: all of it). */
#define KT_TYPE_FETCH "(statu)"

/* A folder to be watched: wire name, the first UID that would be new and the number of letters, as
 * they are known here, and how often to ask where the server does not tell by itself, ms. */
#define KT_TYPE_IDLE "(stuu)"

/* --- courier → keeper --- */

/* How far opening came: KtStep, what there is to say of it, foreign. */
#define KT_TYPE_STEP "(us)"
typedef enum
{
  KT_STEP_CONNECTED,   /* "203.0.113.7 port 993" */
  KT_STEP_ENCRYPTED,   /* "TLS 1.3" */
  KT_STEP_CERTIFICATE, /* names, parted by ", " */
  KT_STEP_LOGGED_IN,   /* "PLAIN" */
} KtStep;

/* Folder: name, wire name, role ("inbox", "sent" …; "all": flags tell which are in the inbox, which
 * were sent), uidvalidity, uidnext, total, modseq. All as
 * STATUS says (RFC 3501 §6.3.10, RFC 7162); a Maildir's modseq is a stamp of its directories. */
#define KT_TYPE_FOLDER "(sssttut)"

/* (uid, flags, what) with what = KT_UID_* */
#define KT_TYPE_UIDS "a(tuu)"
enum
{
  KT_UID_PRESENT = 1 << 0, /* the folder has it */
  KT_UID_WANTED = 1 << 1,  /* and it is not older than asked for */
  KT_UID_FLAGS = 1 << 2,   /* flags are told */
};

/* Ranges of UIDs, both ends within, that are not there (any more): they may name what never was
 * there. */
#define KT_TYPE_VANISHED "a(tt)"

/* Ends the answer to LIST: HIGHESTMODSEQ (0 none), letters in the folder (KT_LISTED_UNKNOWN: not
 * told), whether VANISHED told of all that went away since the MODSEQ asked for */
#define KT_TYPE_LISTED "(tub)"
#define KT_LISTED_UNKNOWN G_MAXUINT32

/* As GVariant aligns it, on 32-bit x86 too. */
#define KT_ALIGNED __attribute__ ((aligned (8)))

/* uid, flags, INTERNALDATE or file time (UTC seconds, 0 unknown), octets on the server, whether
 * the bytes that follow are only its beginning */
#define KT_TYPE_ITEM "(tuxtb)"
typedef struct
{
  guint64 uid;
  guint32 flags;
  gint64 received KT_ALIGNED;
  guint64 size;
  guint8 partial;
} KtItemRecord;
G_STATIC_ASSERT (sizeof (KtItemRecord) == 40);
enum
{
  KT_FLAG_SEEN = 1 << 0,
  KT_FLAG_ANSWERED = 1 << 1,
  KT_FLAG_FLAGGED = 1 << 2,
  KT_FLAG_DELETED = 1 << 3,
  KT_FLAG_DRAFT = 1 << 4,
  KT_FLAG_INBOX = 1 << 5, /* by a label, where one folder holds all letters */
  KT_FLAG_SENT = 1 << 6,  /* the same */
};

/* --- keeper → reader --- */

/* item (any number), what to make of it, received (UTC seconds, 0 unknown), octets on the server,
 * whether the bytes are only its beginning, part number for KT_READ_PART */
#define KT_TYPE_READ "(tuxtbu)"
typedef struct
{
  guint64 item;
  guint32 what;
  gint64 received KT_ALIGNED;
  guint64 size;
  guint8 partial;
  guint32 part;
} KtReadRecord;
G_STATIC_ASSERT (sizeof (KtReadRecord) == 40);
typedef enum
{
  KT_READ_LETTER, /* → LETTER */
  KT_READ_PART,   /* → PART: the decoded part */
  KT_READ_CSV,    /* → CSV_FORM CSV_ROWS… READ_END (kontor/csv-record.h) */
  KT_READ_JSON,   /* → JSON_HEAD… JSON_ROWS… READ_END (kontor/json-record.h) */
  KT_READ_TEXT,   /* → PART: all a letter says, UTF-8; its name is "cut" where there is more */
  KT_READ_BY_KIND, /* → LETTER: of what came in and no person wrote, by its header, only the head */
} KtReadWhat;

/* --- reader → keeper --- */
#include "kontor/letter-record.h"
