#include "config.h"
#include "kontor/addr.h"
#include "kontor/contact.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/journal.h"
#include "kontor/letter.h"
#include "kontor/reminders.h"
#include "kontor/verdict.h"
#include <glib/gi18n.h>
#include <string.h>

#define LOG_TEXT_MAX 80 /* characters of a text in the journal's line */

void
kt_reminder_outcome_free (KtReminderOutcome *outcome)
{
  if (outcome == NULL)
    return;
  g_free (outcome->text);
  g_free (outcome->who);
  g_clear_pointer (&outcome->reminder, kt_reminder_free);
  g_free (outcome);
}

/* A name is said where its first word stands in the text as a word, or begins one ("Ievai"). */
static gboolean
names (const char *text, const char *who)
{
  g_autofree char *folded = kt_fold (text), *name = kt_fold (who);
  name[strcspn (name, " ")] = '\0';
  for (const char *p = folded; *name != '\0' && (p = strstr (p, name)) != NULL; p++)
    if (p == folded || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (p))))
      return TRUE;
  return FALSE;
}

char *
kt_reminder_about (const char *who, const char *text)
{
  if (who == NULL || names (text, who))
    return g_strdup (text);
  return g_strdup_printf ("%s: %s", who, text);
}

/* Commits what log shows as "VERB TEXT"; a dry run takes it back. */
static gboolean
commit (KtContext *context, const char *verb, const char *text, GError **error)
{
  if (context->dry_run)
    {
      kt_journal_rollback (context->store);
      return TRUE;
    }
  g_autofree char *cut
      = g_utf8_strlen (text, -1) > LOG_TEXT_MAX ? g_utf8_substring (text, 0, LOG_TEXT_MAX) : NULL;
  g_autofree char *line
      = g_strdup_printf (cut != NULL ? "%s %s…" : "%s %s", verb, cut != NULL ? cut : text);
  return kt_journal_commit (context->store, line, context->clock.now, TRUE, NULL, error);
}

static gboolean
begin (KtContext *context, GError **error)
{
  return kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error);
}

KtReminder *
kt_reminders_add (KtContext *context, const KtReminderRequest *request, GError **error)
{
  g_autoptr (KtReminder) reminder = g_new0 (KtReminder, 1);
  reminder->id = kt_id_random ();
  reminder->contact = request->contact;
  reminder->deal = request->deal;
  reminder->text = g_strdup (request->text);
  reminder->due = reminder->start = request->due;
  reminder->tzid = g_strdup (context->clock.tzid);
  reminder->due_at = kt_local_to_utc (request->due, context->clock.zone);
  reminder->repeat = g_strdup (request->repeat);
  reminder->uid = g_uuid_string_random ();
  reminder->created = reminder->updated = context->clock.now;
  if (!begin (context, error))
    return NULL;
  if (!kt_reminder_insert (context->store, reminder, error))
    {
      kt_journal_rollback (context->store);
      return NULL;
    }
  return commit (context, "remind", reminder->text, error) ? g_steal_pointer (&reminder) : NULL;
}

/* The zone a reminder is kept in; one that this machine does not know is the user's. */
static KtZone *
zone_of (const KtContext *context, const KtReminder *reminder)
{
  KtZone *zone = kt_zone_new (reminder->tzid);
  return zone != NULL ? zone : kt_zone_ref (context->clock.zone);
}

/* A number of a list is stale once `updated` differs: it rises even within one second. */
static gboolean
update (KtContext *context, KtReminder *reminder, GError **error)
{
  gint64 now = MAX (context->clock.now, reminder->updated + 1);
  return kt_reminder_update (context->store, reminder, now, error);
}

static gboolean
finish_reminder (KtContext *context, KtReminderOutcome *outcome, GError **error)
{
  KtReminder *reminder = outcome->reminder;
  if (reminder->done)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("«%s» is done already"), reminder->text);
      return FALSE;
    }
  g_autoptr (KtZone) zone = zone_of (context, reminder);
  KtLocal now = kt_local_from_utc (context->clock.now, zone), next;
  KtLocal after = kt_local_compare (reminder->due, now) > 0 ? reminder->due : now;
  outcome->moved = reminder->repeat != NULL
                   && kt_repeat_next (reminder->repeat, reminder->start, after, &next);
  if (outcome->moved)
    {
      reminder->due = next;
      reminder->due_at = kt_local_to_utc (next, zone);
    }
  else
    {
      reminder->done = TRUE;
      reminder->done_at = context->clock.now;
    }
  return update (context, reminder, error);
}

static gboolean
set_verdict (KtContext *context, const KtHandle *handle, KtLetterVerdictKind kind, gint64 until,
             GError **error)
{
  KtLetterVerdict verdict = { .id = kt_id_random (),
                              .letter = handle->key,
                              .verdict = kind,
                              .until_at = until,
                              .created = context->clock.now };
  return kt_letter_verdict_set (context->store, &verdict, error);
}

static char *
contact_name (KtContext *context, KtId contact)
{
  g_autoptr (KtContact) found
      = contact != 0 ? kt_contact_get (context->store, contact, NULL) : NULL;
  return found != NULL ? g_strdup (found->name) : NULL;
}

/* Who wrote, or to whom I did, as the letter says. */
static const KtParticipant *
other_side (const KtStoredLetter *letter, const GArray *people)
{
  KtRole wanted = letter->direction == KT_DIRECTION_IN ? KT_ROLE_FROM : KT_ROLE_TO;
  for (guint i = 0; i < people->len; i++)
    {
      const KtParticipant *person = &g_array_index (people, KtParticipant, i);
      if (person->role == wanted)
        return person;
    }
  return NULL;
}

/* The one contact whose address it is; 0: nobody's, or several people's. */
static KtId
owner_of (KtContext *context, const char *address)
{
  const KtSettings *settings = context->settings;
  g_autoptr (KtAddr) addr = kt_addr_parse (address, NULL);
  if (addr == NULL)
    return 0;
  g_autofree char *match
      = kt_addr_match (addr, settings != NULL ? &settings->addr_rules : &kt_addr_rules_default);
  g_autoptr (GPtrArray) owners = kt_contact_by_match (context->store, match, NULL);
  return owners != NULL && owners->len == 1 ? ((const KtContact *)owners->pdata[0])->id : 0;
}

/* A follow-up named by a ref does not say whom it is about: the letter does. */
static void
set_person (KtContext *context, KtReminderOutcome *outcome, KtStoredLetter *letter)
{
  g_autoptr (GArray) people = kt_people_parse (letter->people);
  const KtParticipant *person = other_side (letter, people);
  if (outcome->handle.contact == 0 && person != NULL)
    outcome->handle.contact = owner_of (context, person->norm);
  outcome->who = contact_name (context, outcome->handle.contact);
  if (outcome->who == NULL && person != NULL)
    outcome->who
        = g_strdup (person->name != NULL && *person->name != '\0' ? person->name : person->norm);
}

/* What the handle names, read but not changed. */
static KtReminderOutcome *
outcome_of (KtContext *context, const KtHandle *handle, GError **error)
{
  g_autoptr (KtReminderOutcome) outcome = g_new0 (KtReminderOutcome, 1);
  outcome->handle = *handle;
  if (!kt_handle_recheck (context, handle, error))
    return NULL;
  if (handle->kind == KT_RECORD_REMINDER)
    {
      outcome->reminder = kt_reminder_get (context->store, handle->key, error);
      if (outcome->reminder == NULL)
        return NULL;
      outcome->handle.contact = outcome->reminder->contact;
      outcome->text = g_strdup (outcome->reminder->text);
      outcome->who = contact_name (context, outcome->reminder->contact);
      return g_steal_pointer (&outcome);
    }
  g_autoptr (KtStoredLetter) letter = kt_letter_get (context->store, handle->key, error);
  if (letter == NULL)
    return NULL;
  outcome->text = g_strdup (letter->subject);
  set_person (context, outcome, letter);
  return g_steal_pointer (&outcome);
}

static gboolean
is_repeated (const GArray *handles, guint i)
{
  const KtHandle *handle = &g_array_index (handles, KtHandle, i);
  for (guint j = 0; j < i; j++)
    if (g_array_index (handles, KtHandle, j).key == handle->key)
      return TRUE;
  return FALSE;
}

static gboolean
finish_one (KtContext *context, const KtHandle *handle, GPtrArray *outcomes, GString *texts,
            GError **error)
{
  KtReminderOutcome *outcome = outcome_of (context, handle, error);
  if (outcome == NULL)
    return FALSE;
  g_ptr_array_add (outcomes, outcome);
  g_string_append_printf (texts, "%s%s", texts->len > 0 ? "; " : "", outcome->text);
  return outcome->reminder != NULL ? finish_reminder (context, outcome, error)
                                   : set_verdict (context, handle, KT_VERDICT_DISMISSED, 0, error);
}

GPtrArray *
kt_reminders_done (KtContext *context, const GArray *handles, GError **error)
{
  g_autoptr (GPtrArray) outcomes
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_reminder_outcome_free);
  g_autoptr (GString) texts = g_string_new (NULL);
  if (!begin (context, error))
    return NULL;
  for (guint i = 0; i < handles->len; i++)
    if (!is_repeated (handles, i)
        && !finish_one (context, &g_array_index (handles, KtHandle, i), outcomes, texts, error))
      {
        kt_journal_rollback (context->store);
        return NULL;
      }
  return commit (context, "done", texts->str, error) ? g_steal_pointer (&outcomes) : NULL;
}

/* Where a reminder or follow-up goes; a reminder keeps its time of day if none was said. */
static gboolean
set_until (KtContext *context, KtReminderOutcome *outcome, KtLocal until, GError **error)
{
  KtReminder *reminder = outcome->reminder;
  if (reminder != NULL && until.hour < 0)
    {
      until.hour = reminder->due.hour;
      until.minute = reminder->due.minute;
    }
  outcome->until = until;
  KtLocal now = kt_local_from_utc (context->clock.now, context->clock.zone);
  gboolean is_today = until.hour < 0 && kt_local_days_between (now, until) == 0;
  if (kt_local_compare (until, now) > 0 || (is_today && reminder != NULL))
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("cannot snooze «%s», that time is past"),
               outcome->text);
  kt_error_hint (error, _ ("say when: kontor snooze REF tomorrow, or fri 14:00, or +2h"));
  return FALSE;
}

static gboolean
snooze (KtContext *context, KtReminderOutcome *outcome, GError **error)
{
  KtReminder *reminder = outcome->reminder;
  gint64 at = kt_local_to_utc (outcome->until, context->clock.zone);
  if (reminder == NULL)
    return set_verdict (context, &outcome->handle, KT_VERDICT_SNOOZED, at, error);
  if (reminder->done)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("«%s» is done already"), reminder->text);
      return FALSE;
    }
  reminder->due = outcome->until;
  reminder->due_at = at;
  g_free (reminder->tzid);
  reminder->tzid = g_strdup (context->clock.tzid);
  return update (context, reminder, error);
}

KtReminderOutcome *
kt_reminders_snooze (KtContext *context, const KtHandle *handle, KtLocal until, GError **error)
{
  if (!begin (context, error))
    return NULL;
  g_autoptr (KtReminderOutcome) outcome = outcome_of (context, handle, error);
  if (outcome == NULL || !set_until (context, outcome, until, error)
      || !snooze (context, outcome, error))
    {
      kt_journal_rollback (context->store);
      return NULL;
    }
  return commit (context, "snooze", outcome->text, error) ? g_steal_pointer (&outcome) : NULL;
}
