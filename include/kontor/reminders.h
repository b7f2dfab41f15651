#pragma once
#include "kontor/context.h"
#include "kontor/handle.h"
#include "kontor/reminder.h"
#include "kontor/when.h"

/* What users do with reminders and follow-ups: each call is one journal entry, or none under
 * --dry-run (RULES: time; SCREENS: behaviours). */
#define KT_REMINDER_TEXT_MAX 4096 /* bytes */

typedef struct
{
  KtId contact; /* 0: about nobody */
  char *text;   /* NFC */
  KtLocal due;
  char *repeat; /* RRULE value, NULL: once */
  KtId deal;    /* whose next step it is; 0 none */
} KtReminderRequest;
void kt_reminder_request_clear (KtReminderRequest *request);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtReminderRequest, kt_reminder_request_clear)

/* `[WHO] WHEN TEXT`: WHO is one argument, WHEN the longest run of arguments that parses, "every …"
 * with or instead of it. A first argument that parses as a date means no WHO; a number of the last
 * list and "@Марта" are always WHO. KT_ERROR_USAGE: doubt, past, no text. */
gboolean kt_reminder_request_parse (KtContext *context, char **args, KtReading reading,
                                    KtReminderRequest *ret_request, GError **error);

/* The words of dates in this context: now, the locale, the hour the day starts. */
void kt_context_when (const KtContext *context, KtWhenContext *ret_when);

KtReminder *kt_reminders_add (KtContext *context, const KtReminderRequest *request, GError **error);

/* "Ieva Kalve: call", or the text alone where it says the name itself or who is NULL. */
char *kt_reminder_about (const char *who, const char *text);

/* What became of a reminder or follow-up. Strings are foreign and not yet safe. */
typedef struct
{
  KtHandle handle;
  char *text;           /* the reminder's, a letter's subject */
  char *who;            /* NULL nobody */
  KtReminder *reminder; /* as it is now; NULL: a follow-up */
  gboolean moved;       /* done, and repeats: reminder->due is the next time */
  KtLocal until;        /* snoozed */
} KtReminderOutcome;
void kt_reminder_outcome_free (KtReminderOutcome *outcome);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtReminderOutcome, kt_reminder_outcome_free)

/* All or none of handles (KtHandle: reminders, follow-ups), each once. A reminder that repeats
 * moves to its next occurrence after now and after the present one; a follow-up is dismissed until
 * a newer letter arrives. KT_ERROR_CONFLICT: done already. Returns KtReminderOutcome. */
GPtrArray *kt_reminders_done (KtContext *context, const GArray *handles, GError **error);

/* until without a time keeps the reminder's own time of day. KT_ERROR_USAGE: past. */
KtReminderOutcome *kt_reminders_snooze (KtContext *context, const KtHandle *handle, KtLocal until,
                                        GError **error);
