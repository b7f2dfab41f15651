#pragma once
#include "kontor/contact.h"
#include "kontor/context.h"
#include "kontor/forget-rows.h"

/* Forgetting a person (RULES): what would be done, doing it, and looking whether it is done. */
typedef struct
{
  KtId contact;
  char *name;
  char *tail;         /* "··8813", the end of a phone, or of an address; "" none */
  char *confirm;      /* what has to be typed: the surname, folded */
  GPtrArray *texts;   /* char *: by what the person is found */
  GPtrArray *matches; /* char *: addresses that are the person's own (addr.h match form) */
  GPtrArray *uids;    /* char *: iCalendar UIDs of visits and reminders of the book */
  GPtrArray *cards;   /* char *: UIDs of vCards */
  GArray *letters;    /* KtId: of the person and me alone */
  GArray *shared;     /* KtId: others of the book take part */
  GArray *events;     /* gint64 rows */
  GPtrArray *sources; /* char *: where letters still lie, names of the config */
  guint in_calendars; /* events on servers, own visits not counted */
  KtForgetCounts counts;
  int kept_till; /* year; 0: nothing is kept */
} KtForget;
void kt_forget_free (KtForget *forget);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtForget, kt_forget_free)

KtForget *kt_forget_plan (KtContext *context, KtId contact, GError **error);
/* One that was begun and not finished; NULL without error: none. */
KtForget *kt_forget_pending (KtContext *context, GError **error);

typedef struct
{
  guint files, texts, changes; /* files searched, texts searched for, entries of the log emptied */
  GPtrArray *found; /* char *: where something still stands, for people; empty: nowhere */
} KtForgetDone;
void kt_forget_done_clear (KtForgetDone *done);

/* Begun, it is finished by whoever calls it again: what it needs lies in a file of the data
 * directory until then. Nobody can take it back. */
gboolean kt_forget_do (KtContext *context, const KtForget *forget, KtForgetDone *ret,
                       GError **error);

/* forget-search.c: every file of the data and state directories. */
gboolean kt_forget_search (KtContext *context, const KtForget *forget, KtForgetDone *ret,
                           GError **error);
/* forget-pending.c */
gboolean kt_forget_pending_write (KtContext *context, const KtForget *forget, GError **error);
void kt_forget_pending_remove (KtContext *context);
