#pragma once
#include "kontor/frame.h"

/* A letter as the reader understood it, in its frame (records.h). */

typedef enum
{
  KT_ROLE_FROM,
  KT_ROLE_SENDER,
  KT_ROLE_REPLY_TO,
  KT_ROLE_TO,
  KT_ROLE_CC,
  KT_ROLE_BCC,
  KT_ROLE_DELIVERED_TO, /* topmost Delivered-To, X-Original-To */
  KT_ROLE_FORWARDED,    /* wrote what this letter forwards, so its sender says: no more than that */
} KtRole;

typedef enum
{
  KT_KIND_PERSONAL,
  KT_KIND_BULK, /* newsletters, mailing lists */
  KT_KIND_AUTOMATIC,
  KT_KIND_INVITE,
  KT_KIND_BOUNCE,
} KtLetterKind;

enum
{
  KT_LETTER_FLAG_RECEIVED = 1 << 0,   /* has a Received field: came over the network */
  KT_LETTER_FLAG_CUT = 1 << 1,        /* text goes on in the original */
  KT_LETTER_FLAG_ASKS = 1 << 2,       /* own text asks something */
  KT_LETTER_FLAG_CLOSES = 1 << 3,     /* own text merely closes: thanks, agreed */
  KT_LETTER_FLAG_LIST = 1 << 4,       /* mailing list (List-Id) */
  KT_LETTER_FLAG_SPOOFED = 1 << 5,    /* a display name shows another address */
  KT_LETTER_FLAG_FORGED = 1 << 6,     /* set by the keeper: From is mine, but it came in */
  KT_LETTER_FLAG_ATTACHED = 1 << 7,   /* has attachments */
  KT_LETTER_FLAG_PROMISES = 1 << 8,   /* own text promises to send, find out, come back */
  KT_LETTER_FLAG_TROUBLES = 1 << 9,   /* own text tells that something is wrong */
  KT_LETTER_FLAG_INFORMS = 1 << 10,   /* own text thanks or informs: no answer is expected */
  KT_LETTER_FLAG_OWN = 1 << 11,       /* text is not all: quotations, a signature were left out */
  KT_LETTER_FLAG_PHONES = 1 << 12,    /* a phone stands in its signature: note of FROM */
  KT_LETTER_FLAG_PARTS_CUT = 1 << 14, /* there are more parts, or may be: a beginning was read */
  KT_LETTER_FLAG_FORWARDS = 1 << 13,  /* has KT_ROLE_FORWARDED */
  KT_LETTER_FLAG_HEAD_ONLY = 1 << 15, /* of KT_READ_BY_KIND: its text was not read; not stored */
};

typedef struct
{
  KtRole role;
  const char *norm; /* kt_addr_norm() */
  const char *name; /* decoded display name, NFC, "" none */
  /* FROM: phones of the signature as typed, parted by ";". FORWARDED: when it was written, as the
   * forwarder's program put it. NULL or "" nothing. */
  const char *note;
} KtParticipant;

typedef struct
{
  guint32 number;
  const char *name, *type;
  guint64 size;
} KtPart;

#define KT_LETTER_PARTICIPANTS_MAX 1000
#define KT_LETTER_REFS_MAX 50
#define KT_LETTER_PARTS_MAX 1000
#define KT_LETTER_TEXT_MAX (64u << 10)
#define KT_LETTER_SUBJECT_MAX 2000
#define KT_LETTER_QUESTION_MAX 300
#define KT_LETTER_NORM_MAX 320
#define KT_LETTER_NAME_MAX 300
#define KT_LETTER_NOTE_MAX 160

/* A letter as the reader understood it. What came in a frame owns it all: texts lie in the
 * record. */
typedef struct
{
  guint8 *record; /* NULL: all is the caller's */
  guint64 item;
  gint64 key;        /* RULES: identity */
  gint64 msgid_hash; /* kt_id_hash() of the id without <>; 0 none */
  const gint64 *refs;
  gsize n_refs; /* hashes of References + In-Reply-To, oldest first */
  gint64 time;  /* RULES: letter time */
  KtLetterKind kind;
  guint32 flags;
  const char *subject, *text, *question;
  KtParticipant *people;
  gsize n_people;
  KtPart *parts;
  gsize n_parts;
} KtLetter;

/* Appends its packed record (packed.h): item, key, msgid_hash, time, kind, flags, how many refs,
 * people and parts; subject, text, question; the refs, the people (role, norm, name, note), the
 * parts (number, name, type, size). What passes a limit is cut, and of the parts those are left out
 * that would make it longer than a frame may be. */
void kt_letter_pack (const KtLetter *letter, GByteArray *record);
/* Checks every limit and range; NULL with KT_ERROR_FAILED names what is wrong. */
KtLetter *kt_letter_from_frame (const KtFrame *frame, GError **error);
void kt_letter_free (KtLetter *letter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtLetter, kt_letter_free)
