#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* What lies in calendars and address books on behalf of records of the book, and what is under way
 * (book; not journaled: what was sent cannot be taken back). A row a record, two while it moves
 * from one calendar to another; a contact may lie in several address books. Writers want a
 * transaction open. */
typedef enum
{
  KT_OUTBOX_APPOINTMENT,
  KT_OUTBOX_REMINDER,
  KT_OUTBOX_INVITE, /* record: id of invite_answer; what is wanted is its intent */
  KT_OUTBOX_CONTACT,
} KtOutboxKind;

typedef enum
{
  KT_OUTBOX_WANTED,   /* not sent yet */
  KT_OUTBOX_PUTTING,  /* the PUT of intent may or may not have arrived */
  KT_OUTBOX_DELETING, /* the same of a DELETE */
  KT_OUTBOX_AGREED,
  KT_OUTBOX_CONFLICT, /* both changed the same: kept_text holds the sides */
  KT_OUTBOX_REFUSED,  /* the server does not take it: reason */
  KT_OUTBOX_ASKED,    /* deleted there: the user has to say what that means */
} KtOutboxState;

typedef struct
{
  KtId id;
  KtOutboxKind kind;
  KtId record;
  char *source, *collection; /* "" of an invitation: where the phone looks */
  char *href, *uid;
  char *etag;   /* of base */
  char *base;   /* text as both sides had it last; "" never there */
  char *intent; /* NULL none */
  char *mine;   /* properties as the book wanted them when it was agreed (flow/calendar-wish) */
  KtOutboxState state;
  int attempts;
  char *reason; /* NULL none */
  gint64 updated;
} KtOutbox;
KtOutbox *kt_outbox_new (void); /* strings empty, state wanted */
KtOutbox *kt_outbox_copy (const KtOutbox *row);
void kt_outbox_free (KtOutbox *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtOutbox, kt_outbox_free)
const char *kt_outbox_kind_id (KtOutboxKind kind);    /* "appointment", as stored */
const char *kt_outbox_state_id (KtOutboxState state); /* "agreed", as stored */

GPtrArray *kt_outbox_list (KtStore *store, GError **error); /* KtOutbox, all */
/* Of one record, the newest last. */
GPtrArray *kt_outbox_of (KtStore *store, KtOutboxKind kind, KtId record, GError **error);
KtOutbox *kt_outbox_get (KtStore *store, KtId id, GError **error); /* KT_ERROR_NOT_FOUND */
/* Inserts (id 0: a new key) or replaces; sets updated. */
gboolean kt_outbox_put (KtStore *store, KtOutbox *row, gint64 now, GError **error);
/* With its texts settled. */
gboolean kt_outbox_delete (KtStore *store, KtId id, GError **error);

/* A contact goes on purpose: so do its cards, with the next sync. (Of one that is merely not here,
 * because an undo took it back, the cards are left alone.) */
gboolean kt_outbox_contact_deleted (KtStore *store, KtId contact, gint64 now, GError **error);
/* One contact became part of another: so do its cards, but where the other has one beside it. */
gboolean kt_outbox_contact_merged (KtStore *store, KtId from, KtId into, gint64 now,
                                   GError **error);
/* Why such a row stands as it does: an undo of that entry of the log means the row too. */
#define KT_OUTBOX_DELETED_BY "deleted by " /* seq */
#define KT_OUTBOX_MERGED_BY "merged by "   /* seq " from " contact " into " contact */
/* The reason is no more, unless it is one of those. */
void kt_outbox_clear_reason (KtOutbox *row);
/* Names of the sources whose address book such a contact's card leaves with the next sync. */
GPtrArray *kt_outbox_leaving (KtStore *store, KtId contact, GError **error);

typedef enum
{
  KT_SIDE_MINE,
  KT_SIDE_THEIRS,
  KT_SIDE_REPLACED,
} KtSide;
#define KT_KEPT_TEXT_DAYS 366

/* Keeps a text; outbox 0: of no open conflict. Of an open one the side's text is replaced. */
gboolean kt_kept_text_put (KtStore *store, const char *uid, KtSide side, KtId outbox,
                           const char *text, gint64 now, GError **error);
/* The side of an open conflict; NULL without error: none. */
char *kt_kept_text_get (KtStore *store, KtId outbox, KtSide side, GError **error);
/* The conflict is solved: its texts are only history. */
gboolean kt_kept_text_settle (KtStore *store, KtId outbox, GError **error);
/* Drops what is older than KT_KEPT_TEXT_DAYS. */
gboolean kt_kept_text_trim (KtStore *store, gint64 now, GError **error);
