#pragma once
#include "kontor/event.h"
#include "kontor/id.h"
#include "kontor/invite-record.h"
#include "kontor/invite-rule.h"
#include "kontor/settings.h"
#include "kontor/store.h"

/* What letters said about events (mirror.invite). */

/* What one letter says. Pointers are borrowed. */
typedef struct
{
  KtId letter;
  const char *sender; /* From, norm; "" none */
  gint64 at;          /* time of the letter */
  const KtInviteHead *head;
  const char *text;
  const GPtrArray *events; /* KtEvent: its components */
} KtInviteNews;

/* Stores it, judges all that is known of its UIDs anew (rules/invite-rule) and lets the events
 * shown follow: what holds is stored with its occurrences, a cancellation marks, a reply sets one
 * answer. A letter stored before is passed over. Wants kt_store_begin(). */
gboolean kt_invite_put (KtStore *store, const KtSettings *settings, const KtInviteNews *news,
                        GError **error);
#define KT_INVITE_WORDS_MAX 200u /* of one UID; beyond, what does not hold goes, oldest first */

/* One word about one component, as stored. */
typedef struct
{
  gint64 row, at;
  KtId letter;
  char *uid, *recurrence, *sender, *organizer, *organizer_by, *attendee, *attendee_by;
  char *partstat, *comment; /* of a reply */
  gint64 start;             /* what it proposes, or speaks of */
  KtInviteWord word;        /* its strings are those above */
} KtInviteRow;
void kt_invite_row_free (KtInviteRow *row);

/* All words about a UID as they were stored, judged. */
GPtrArray *kt_invite_words (KtStore *store, const char *uid, GError **error);
/* What a letter said. */
GPtrArray *kt_invite_words_of_letter (KtStore *store, KtId letter, GError **error);
/* The words of rows (KtInviteRow) in one array, for the functions of rules/invite-rule. */
KtInviteWord *kt_invite_word_array (const GPtrArray *rows);
/* The raw text a letter brought. KT_ERROR_NOT_FOUND. */
char *kt_invite_text (KtStore *store, KtId letter, GError **error);
/* Components that somebody invites to by what holds (KtInviteRow of requests), with an occurrence
 * that ends after an instant; by start. */
GPtrArray *kt_invite_requests (KtStore *store, gint64 after, GError **error);

/* Who takes part in an event, the organizer included. */
typedef struct
{
  char *norm, *name, *role, *partstat; /* as KtAttendee */
} KtEventAttendee;
GPtrArray *kt_event_attendees (KtStore *store, gint64 event /* mirror.event.id */, GError **error);
