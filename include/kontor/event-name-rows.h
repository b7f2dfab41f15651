#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* With whom events go because their words name him (mirror), and the names themselves (book). */
#define KT_FACT_EVENT_NAMES                                                                        \
  "event-names" /* what they were made from; whoever writes events drops it */
typedef struct
{
  gint64 event; /* mirror row */
  KtId contact;
  gboolean certain;
  char *words;
  char *name; /* of the contact; in questions only, else NULL */
} KtEventName;
void kt_event_name_free (KtEventName *name);

/* Whether there is an event at all, or a name of one that was: else nothing is to be made. */
gboolean kt_event_name_any (KtStore *store, gboolean *ret_any, GError **error);
/* All of them, by event and contact. */
GPtrArray *kt_event_name_list (KtStore *store, GError **error);
/* Of one event, by the contacts' names; contacts that are deleted are left out. */
GPtrArray *kt_event_name_list_of (KtStore *store, gint64 event, GError **error);
/* Everybody who takes part, the organizer too: addresses (kt_addr_norm()). */
GStrv kt_event_people (KtStore *store, gint64 event, GError **error);
/* Writers want kt_store_begin(). put replaces. */
gboolean kt_event_name_put (KtStore *store, const KtEventName *name, GError **error);
gboolean kt_event_name_drop (KtStore *store, gint64 event, KtId contact, GError **error);

/* An event of which it is not certain with whom it is. */
typedef struct
{
  KtId key; /* of the event, for handles */
  char *uid, *summary, *source, *calendar;
  gint64 at;        /* its next time, else its last; 0 none */
  GPtrArray *names; /* KtEventName, of those about whom nothing was decided */
} KtEventQuestion;
void kt_event_question_free (KtEventQuestion *question);
/* Those with a time after since, by time; of each UID one. Not what is gone or ours, nor what was
 * decided (book). */
GPtrArray *kt_event_questions (KtStore *store, gint64 since, gint64 now, GError **error);

/* Every event's summary, by row. */
typedef gboolean (*KtSummaryTaker) (gpointer data, gint64 event, const char *summary);
gboolean kt_event_summaries (KtStore *store, KtSummaryTaker take, gpointer data, GError **error);

/* Every contact's name; given and family NULL where the user did not give them. */
typedef void (*KtNameTaker) (gpointer data, KtId contact, const char *name, const char *given,
                             const char *family, gboolean company);
gboolean kt_contact_names (KtStore *store, KtNameTaker take, gpointer data, GError **error);
/* Every service's name, also of those that are not offered any more. */
gboolean kt_service_names (KtStore *store, void (*take) (gpointer data, const char *name),
                           gpointer data, GError **error);
/* Changes with any of these names. */
char *kt_names_stamp (KtStore *store, GError **error);
