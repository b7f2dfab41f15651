#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* What handles and refs ask the databases about records. */
typedef enum
{
  KT_RECORD_CONTACT = 1 << 0,
  KT_RECORD_LETTER = 1 << 1, /* key: letter key */
  KT_RECORD_REMINDER = 1 << 2,
  KT_RECORD_NOTE = 1 << 3,
  KT_RECORD_ADDRESS = 1 << 4, /* key: hash of ("address", match) */
  KT_RECORD_JOURNAL = 1 << 5,
  KT_RECORD_FOLLOW_UP = 1 << 6, /* key: the newest letter of its thread */
  KT_RECORD_APPOINTMENT = 1 << 7,
  KT_RECORD_EVENT = 1 << 8, /* key: hash of ("event", uid, recurrence) */
  KT_RECORD_SERVICE = 1 << 9,
  KT_RECORD_RESOURCE = 1 << 10,
  KT_RECORD_CLOSURE = 1 << 11,
  KT_RECORD_WAITING = 1 << 12, /* a row of the waiting list */
  KT_RECORD_FORMULA = 1 << 13,
  KT_RECORD_OUTBOX = 1 << 14, /* a conflict, or what a server refused */
  KT_RECORD_SLOT = 1 << 15,   /* a free time just listed: no record; stamp is its start (UTC) */
  KT_RECORD_DEAL = 1 << 16,
  KT_RECORD_INVOICE = 1 << 17, /* an offer too */
  KT_RECORD_PAIR = 1 << 24, /* two contacts who look alike; key: the second, contact: the first */
} KtRecordKind;

typedef struct
{
  KtRecordKind kind;
  KtId key;
  KtId contact;   /* whom it is about, 0 nobody */
  gint64 updated; /* of a letter: the newest of its thread, or when it was dismissed */
  gboolean done;  /* of a letter: it was dismissed */
} KtRecordState;

/* Appends records whose key lies in the range to found (KtRecordState), at most limit of each kind:
 * contacts, reminders, notes, journal entries; the second one letters,
 * the third events of calendars. */
gboolean kt_record_find_book (KtStore *store, KtIdRange range, guint kinds, guint limit,
                              GArray *found, GError **error);
gboolean kt_record_find_letters (KtStore *store, KtIdRange range, guint limit, GArray *found,
                                 GError **error);
gboolean kt_record_find_events (KtStore *store, KtIdRange range, guint limit, GArray *found,
                                GError **error);
