#pragma once
#include "kontor/id.h"
#include "kontor/local-time.h"
#include "kontor/store.h"

/* Reminders (book; RULES: time). Writers want a journal transaction open. */
typedef struct
{
  KtId id, contact; /* contact 0: about nobody */
  char *text;
  KtLocal due;
  char *tzid;
  gint64 due_at;
  char *repeat; /* RRULE value or NULL */
  KtLocal start;
  gboolean done;
  gint64 done_at;
  KtId letter; /* 0 none */
  char *uid;
  int sequence;
  gint64 created, updated;
  KtId deal; /* the next step of which; 0 none */
} KtReminder;
void kt_reminder_free (KtReminder *reminder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtReminder, kt_reminder_free)

KtReminder *kt_reminder_get (KtStore *store, KtId id, GError **error);
/* Open ones due before an instant (0: all), by due_at. */
GPtrArray *kt_reminder_list_open (KtStore *store, gint64 before, GError **error);
GPtrArray *kt_reminder_list_of (KtStore *store, KtId contact,
                                GError **error); /* all, newest due first */
/* Open ones that are the next steps of deals: of one, or of all (0), soonest first. */
GPtrArray *kt_reminder_list_deal (KtStore *store, KtId deal, GError **error);
gboolean kt_reminder_insert (KtStore *store, const KtReminder *reminder, GError **error);
/* Writes every field; raises sequence. */
gboolean kt_reminder_update (KtStore *store, KtReminder *reminder, gint64 now, GError **error);
gboolean kt_reminder_delete (KtStore *store, KtId id, GError **error);
/* Recomputes due_at of open ones for today's tzdata: a transaction of its own, a journal entry of
 * origin sync where something changed. *ret_changed may be NULL. */
gboolean kt_reminder_refresh (KtStore *store, gint64 now, guint *ret_changed, GError **error);
