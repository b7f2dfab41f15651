#pragma once
#include <glib.h>

/* Frames between the three processes over a socketpair (RULES: processes): u32 length of the
 * payload, u16 type, u16 flags, little endian, then the payload. A record is a GVariant of at most
 * 1 MiB in normal form, whose type the frame type fixes, or, where there are very many of them, a
 * packed one (packed.h); raw bytes come in chunks of at most 256 KiB outside GVariant. Whatever
 * breaks this ends the conversation. */
typedef enum
{
  KT_FRAME_HELLO = 1, /* both ways, first: (s) build id */
  KT_FRAME_FAIL,      /* (us) KtError code, message: ends the request, the conversation goes on */
  KT_FRAME_BYTES,     /* raw chunk of the item announced last */
  KT_FRAME_ITEM_END,  /* () no more chunks of it */

  /* keeper → courier, answered in this order; after the first three more may wait in line */
  KT_FRAME_OPEN = 16, /* KT_TYPE_OPEN; answered (STEP…) READY or FAIL */
  KT_FRAME_FOLDERS,   /* KT_TYPE_FOLDERS; answered FOLDER… then DONE */
  KT_FRAME_LIST,      /* KT_TYPE_LIST; answered UIDS… VANISHED… then LISTED */
  KT_FRAME_FETCH,     /* KT_TYPE_FETCH; answered (ITEM BYTES… ITEM_END)… then DONE */
  KT_FRAME_CLOSE,     /* (); answered DONE, then the courier ends */
  KT_FRAME_FIND,      /* KT_TYPE_FIND; answered TRIED… FOUND, or FAIL */
  /* of calendars and address books (kontor/collection.h) */
  KT_FRAME_COLLECTIONS, /* (); answered COLLECTION… then DONE */
  KT_FRAME_CHANGES,     /* KT_TYPE_CHANGES; answered RESOURCES… then STATE */
  KT_FRAME_GET,         /* KT_TYPE_GET; answered (RESOURCE BYTES… ITEM_END)… then DONE */
  KT_FRAME_PUT,         /* KT_TYPE_PUT, then BYTES… ITEM_END; answered OUTCOME */
  KT_FRAME_DELETE,      /* KT_TYPE_DELETE; answered OUTCOME */
  /* of a mailbox that is watched */
  KT_FRAME_IDLE, /* KT_TYPE_IDLE; answered DONE, when something changed or WAKE came */
  KT_FRAME_WAKE, /* (); never answered: ends an IDLE, and means nothing without one */

  /* courier → keeper */
  KT_FRAME_READY = 32, /* (s) the server's name for itself */
  KT_FRAME_FOLDER,     /* KT_TYPE_FOLDER */
  KT_FRAME_UIDS,       /* KT_TYPE_UIDS, at most 10,000 entries a frame */
  KT_FRAME_ITEM,       /* KT_TYPE_ITEM; BYTES and ITEM_END follow */
  KT_FRAME_DONE,       /* (t) the KtSyncMode in effect after FOLDERS; 1 after IDLE if something
                          changed; else 0 */
  KT_FRAME_COLLECTION, /* KT_TYPE_COLLECTION */
  KT_FRAME_RESOURCES,  /* KT_TYPE_RESOURCES, at most 1,000 entries a frame */
  KT_FRAME_STATE,      /* KT_TYPE_STATE */
  KT_FRAME_RESOURCE,   /* KT_TYPE_RESOURCE; BYTES and ITEM_END follow */
  KT_FRAME_OUTCOME,    /* KT_TYPE_OUTCOME */
  KT_FRAME_STEP,       /* KT_TYPE_STEP */
  KT_FRAME_TRIED,      /* KT_TYPE_TRIED */
  KT_FRAME_FOUND,      /* KT_TYPE_FOUND: ends the request */
  KT_FRAME_VANISHED,   /* KT_TYPE_VANISHED, at most 10,000 entries a frame */
  KT_FRAME_LISTED,     /* KT_TYPE_LISTED */

  /* keeper → reader */
  KT_FRAME_READ = 48, /* KT_TYPE_READ; BYTES and ITEM_END follow */
  KT_FRAME_ICAL, /* KT_TYPE_ICAL; as many texts as its kind says follow, each BYTES… ITEM_END */
  KT_FRAME_VCARD_ASK, /* KT_TYPE_VCARD_ASK; the same */
  KT_FRAME_LETTERS,   /* (); never answered: letters will come, what they need may be made now */

  /* reader → keeper */
  KT_FRAME_BEGIN = 64, /* (t) item: sent before the first look at it */
  KT_FRAME_LETTER,     /* packed (kt_letter_pack): ends the item */
  KT_FRAME_REFUSED,    /* (ts) item, reason: ends the item */
  KT_FRAME_PART,   /* (tsst) item, name, type, size; BYTES… ITEM_END follow and end the item */
  KT_FRAME_INVITE, /* KT_TYPE_INVITE; BYTES… ITEM_END follow; before the EVENTs of it and the LETTER
                      of the item */
  KT_FRAME_EVENT,     /* KT_TYPE_EVENT: a component; more may follow for the item */
  KT_FRAME_TEXT,      /* KT_TYPE_TEXT; BYTES… ITEM_END follow; more may follow for the item */
  KT_FRAME_READ_END,  /* (t) item: ends an item of KT_FRAME_ICAL, KT_FRAME_VCARD_ASK */
  KT_FRAME_VCARD,     /* KT_TYPE_VCARD */
  KT_FRAME_PIECES,    /* KT_TYPE_PIECES */
  KT_FRAME_CSV_FORM,  /* KT_TYPE_CSV_FORM: how a table is written */
  KT_FRAME_CSV_ROWS,  /* KT_TYPE_CSV_ROWS: more may follow for the item, then READ_END */
  KT_FRAME_JSON_HEAD, /* KT_TYPE_JSON_HEAD: a scalar at the top of a book in JSON */
  KT_FRAME_JSON_ROWS, /* KT_TYPE_JSON_ROWS: rows of one table; more may follow, then READ_END */
} KtFrameType;

/* The code of FAIL for OPEN where the server refused the token: with another it may go well. */
#define KT_FAIL_TOKEN 32
#define KT_FAIL_PASSWORD 33 /* the same of a password */

#define KT_FRAME_RECORD_MAX (1u << 20)
#define KT_FRAME_BYTES_MAX (256u << 10)
#define KT_FRAME_ARRAY_MAX 10000u

typedef struct
{
  guint16 type, flags;
  guint32 length;
  const guint8 *data; /* valid until the next call on its channel */
} KtFrame;

/* One end of a conversation; owns the descriptor. */
typedef struct _KtChannel KtChannel;
KtChannel *kt_channel_new (int fd);
void kt_channel_free (KtChannel *channel);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtChannel, kt_channel_free)
int kt_channel_fd (const KtChannel *channel);
/* How long flush and receive wait at a time, ms; -1, as at first: for ever. */
void kt_channel_set_patience (KtChannel *channel, int milliseconds);
/* Overwrites what was sent: after a secret. Nothing may be queued. */
void kt_channel_wipe (KtChannel *channel);

/* Puts a frame into the outgoing buffer; consumes a floating payload. Nothing is written yet. */
void kt_channel_queue (KtChannel *channel, KtFrameType type, GVariant *payload);
/* A record whose type has a fixed size, as a struct that lies in memory as GVariant lays it out:
 * for what comes once a letter. Padding is zero. */
void kt_channel_queue_fixed (KtChannel *channel, KtFrameType type, gconstpointer record,
                             gsize size);
/* A packed record, of at most 1 MiB. */
void kt_channel_queue_packed (KtChannel *channel, KtFrameType type, const GByteArray *record);
void kt_channel_queue_bytes (KtChannel *channel, KtFrameType type, const void *data, gsize length);
gsize kt_channel_queued (const KtChannel *channel); /* octets not yet written */

/* For helpers: writes all that is queued, waits for the next frame. At EOF *frame has type 0. */
gboolean kt_channel_flush (KtChannel *channel, GError **error);
gboolean kt_channel_receive (KtChannel *channel, KtFrame *ret_frame, GError **error);

/* For the keeper, which waits on many: one write or read without waiting. *ret_eof tells that the
 * other end is gone. kt_channel_next() takes a whole frame from what was read, FALSE if there is
 * none yet; a broken one sets error. */
gboolean kt_channel_pump_out (KtChannel *channel, GError **error);
gboolean kt_channel_pump_in (KtChannel *channel, gboolean *ret_eof, GError **error);
gboolean kt_channel_next (KtChannel *channel, KtFrame *ret_frame, GError **error);
/* For helpers: whether something was read already that the descriptor does not show any more. */
gboolean kt_channel_has_input (const KtChannel *channel);

/* The record of a frame: size, type and normal form checked. Ownership is the caller's. */
GVariant *kt_frame_record (const KtFrame *frame, const char *type, GError **error);

/* The same into a struct of that size. */
gboolean kt_frame_fixed (const KtFrame *frame, gpointer record, gsize size, GError **error);

/* The code of a FAIL frame, where it is one that a helper may know of; else KT_ERROR_FAILED. */
int kt_frame_fail_code (guint32 code);

/* The first frames, one each way; a mismatch says "restart kontor". Blocking, but for the check of
 * a first frame that came. */
gboolean kt_channel_greet (KtChannel *channel, GError **error);
gboolean kt_frame_is_greeting (const KtFrame *frame, GError **error);
gboolean kt_channel_be_greeted (KtChannel *channel, GError **error);
