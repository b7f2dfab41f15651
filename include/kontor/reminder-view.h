#pragma once
#include "kontor/reminders.h"
#include "kontor/table.h"

/* How reminders are said and written as JSON. */

/* "every 4 weeks", "every Mon"; NULL: not a rule of ours. */
char *kt_say_repeat (const char *rule);
/* The object: ref, contact, text, due, timezone, at, repeat, state, done_at. who: the contact's
 * name. */
void kt_json_reminder (KtJson *builder, const KtContext *context, const KtReminder *reminder,
                       const char *who);
/* The object of a follow-up: ref (the letter's), contact, name, text, until (null: dismissed). */
void kt_json_follow_up (KtJson *builder, const KtContext *context,
                        const KtReminderOutcome *outcome);
/* Behind what a write answered: that a dry run saved nothing. */
void kt_out_dry_run (KtContext *context);
