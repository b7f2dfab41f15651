#include "config.h"
#include "kontor/agenda-gather.h"
#include "kontor/contact.h"
#include "kontor/owners.h"
#include "kontor/quiet.h"
#include "kontor/reminder.h"
#include "kontor/source-state.h"

static void
freshness_free (KtFreshness *freshness)
{
  g_free (freshness->source);
  g_free (freshness->error);
  g_free (freshness);
}

void
kt_agenda_free (KtAgenda *agenda)
{
  g_ptr_array_unref (agenda->lines);
  g_ptr_array_unref (agenda->freshness);
  kt_agenda_salon_free (agenda->salon);
  g_free (agenda);
}

static KtAgenda *
agenda_new (const KtContext *context, KtLocal first, KtLocal last)
{
  KtAgenda *agenda = g_new0 (KtAgenda, 1);
  KtLocal today = kt_local_from_utc (context->clock.now, context->clock.zone);
  first.hour = last.hour = today.hour = -1;
  first.minute = last.minute = today.minute = 0;
  agenda->first = first;
  agenda->last = last;
  agenda->today = kt_local_compare (first, today) == 0 && kt_local_compare (last, today) == 0;
  agenda->lines = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_agenda_line_free);
  agenda->freshness = g_ptr_array_new_with_free_func ((GDestroyNotify)freshness_free);
  return agenda;
}

gboolean
kt_agenda_place (const KtContext *context, const KtAgenda *agenda, KtLocal day,
                 KtAgendaSection *ret_section, int *ret_days)
{
  int days = kt_local_days_between (agenda->first, day);
  int length = kt_local_days_between (agenda->first, agenda->last);
  KtLocal today = kt_local_from_utc (context->clock.now, context->clock.zone);
  *ret_days = kt_local_days_between (today, day);
  if (days >= 0 && days <= length)
    *ret_section = KT_AGENDA_TODAY;
  else if (days < 0)
    {
      *ret_section = KT_AGENDA_LATE;
      *ret_days = -days;
    }
  else
    *ret_section = KT_AGENDA_SOON;
  return *ret_section == KT_AGENDA_TODAY || (agenda->today && days <= KT_AGENDA_SOON_DAYS);
}

static gboolean
read_name (KtStore *store, KtAgendaLine *line, GError **error)
{
  if (line->contact == 0)
    return TRUE;
  g_autoptr (KtContact) contact = kt_contact_get (store, line->contact, error);
  if (contact == NULL)
    return FALSE;
  line->who = g_strdup (contact->name);
  return TRUE;
}

static gboolean
add_reminder (KtContext *context, KtAgenda *agenda, const KtReminder *reminder, GError **error)
{
  KtLocal due = reminder->due.hour < 0 ? reminder->due
                                       : kt_local_from_utc (reminder->due_at, context->clock.zone);
  KtAgendaSection section;
  int days;
  if (!kt_agenda_place (context, agenda, due, &section, &days))
    return TRUE;
  KtAgendaLine *line = g_new0 (KtAgendaLine, 1);
  line->section = section;
  line->kind = KT_AGENDA_REMINDER;
  line->key = reminder->id;
  line->contact = reminder->contact;
  line->text = g_strdup (reminder->text);
  line->local = due;
  line->at = reminder->due_at;
  line->stamp = reminder->updated;
  line->days = days;
  line->late = section == KT_AGENDA_LATE;
  g_ptr_array_add (agenda->lines, line);
  return read_name (context->store, line, error);
}

static gboolean
add_reminders (KtContext *context, KtAgenda *agenda, GError **error)
{
  /* two days more than wanted: an all-day reminder counts in its own zone */
  int ahead = (agenda->today ? KT_AGENDA_SOON_DAYS : 0) + 2;
  gint64 before = kt_local_to_utc (kt_local_add_days (agenda->last, ahead), context->clock.zone);
  g_autoptr (GPtrArray) open = kt_reminder_list_open (context->store, before, error);
  if (open == NULL)
    return FALSE;
  for (guint i = 0; i < open->len; i++)
    if (!add_reminder (context, agenda, g_ptr_array_index (open, i), error))
      return FALSE;
  return TRUE;
}

/* "11-22 11-23 …": the birthdays that fall into the agenda, and those of 29 February where that is
 * kept on the 28th. NULL: any day does. */
static char *
days_of_agenda (const KtAgenda *agenda)
{
  int ahead = kt_local_days_between (agenda->first, agenda->last);
  ahead = agenda->today ? MAX (ahead, KT_AGENDA_SOON_DAYS) : ahead;
  if (ahead >= 366)
    return NULL;
  GString *days = g_string_new (NULL);
  for (int i = 0; i <= ahead; i++)
    {
      KtLocal day = kt_local_add_days (agenda->first, i);
      g_string_append_printf (days, "%02d-%02d ", day.month, day.day);
      if (day.month == 2 && day.day == 28)
        g_string_append (days, "02-29 ");
    }
  return g_string_free (days, FALSE);
}

static gboolean
add_birthdays (KtContext *context, KtAgenda *agenda, GError **error)
{
  g_autofree char *days_wanted = days_of_agenda (agenda);
  g_autoptr (GPtrArray) owners = kt_owners_with_birthday (context->store, days_wanted, error);
  if (owners == NULL)
    return FALSE;
  for (guint i = 0; i < owners->len; i++)
    {
      KtOwner *owner = g_ptr_array_index (owners, i);
      KtAgendaSection section;
      KtLocal day;
      int age, days;
      if (!kt_birthday_next (owner->birthday, agenda->first, &day, &age)
          || !kt_agenda_place (context, agenda, day, &section, &days))
        continue;
      KtAgendaLine *line = g_new0 (KtAgendaLine, 1);
      line->section = section;
      line->kind = KT_AGENDA_BIRTHDAY;
      line->key = line->contact = owner->id;
      line->who = g_steal_pointer (&owner->name);
      line->local = day;
      line->at = kt_local_to_utc (day, context->clock.zone);
      line->stamp = owner->updated;
      line->days = days;
      line->usual = age;
      g_ptr_array_add (agenda->lines, line);
    }
  return TRUE;
}

/* Contacts that have a follow-up line are not silent. */
static GHashTable *
talked_about (const KtAgenda *agenda)
{
  GHashTable *contacts = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < agenda->lines->len; i++)
    {
      KtAgendaLine *line = g_ptr_array_index (agenda->lines, i);
      if (line->kind == KT_AGENDA_FOLLOW_UP && line->contact != 0)
        g_hash_table_add (contacts, &line->contact);
    }
  return contacts;
}

static void
add_silence (KtContext *context, KtAgenda *agenda, KtOwner *owner, gint64 met)
{
  KtQuietFacts facts = { MAX (owner->last, met), owner->cadence, owner->rhythm };
  guint days, usual;
  KtFollowWhy why;
  if (!kt_quiet_judge (&facts, owner->created, context->clock.now, context->clock.zone, &days,
                       &usual, &why))
    return;
  KtAgendaLine *line = g_new0 (KtAgendaLine, 1);
  line->section = KT_AGENDA_QUIET;
  line->kind = KT_AGENDA_SILENCE;
  line->key = line->contact = owner->id;
  line->who = g_steal_pointer (&owner->name);
  line->since = facts.last;
  line->stamp = owner->updated;
  line->days = (int)days;
  line->usual = (int)usual;
  line->why = why;
  g_ptr_array_add (agenda->lines, line);
}

static gboolean
add_quiet (KtContext *context, KtAgenda *agenda, GError **error)
{
  gint64 now = context->clock.now;
  g_autoptr (GPtrArray) owners = kt_owners_maybe_quiet (context->store, now, error);
  if (owners == NULL)
    return FALSE;
  g_autoptr (GHashTable) busy = talked_about (agenda);
  for (guint i = 0; i < owners->len; i++)
    {
      KtOwner *owner = g_ptr_array_index (owners, i);
      gint64 met;
      if (g_hash_table_contains (busy, &owner->id))
        continue;
      if (!kt_owner_met (context->store, owner->id, now, &met, error))
        return FALSE;
      add_silence (context, agenda, owner, met);
    }
  return TRUE;
}

static gboolean
add_freshness (KtContext *context, KtAgenda *agenda, gboolean calendars, GError **error)
{
  g_autoptr (GPtrArray) states = kt_source_state_list (context->store, error);
  if (states == NULL)
    return FALSE;
  for (guint i = 0; i < states->len; i++)
    {
      const KtSourceState *state = g_ptr_array_index (states, i);
      if (state->retired_at != 0 || (!calendars && !kt_source_state_is_mail (state)))
        continue;
      KtFreshness *freshness = g_new0 (KtFreshness, 1);
      freshness->source = g_strdup (state->name);
      freshness->error = g_strdup (state->error);
      freshness->synced_at = state->synced_at;
      freshness->has_sent = state->has_sent;
      freshness->calendar = !kt_source_state_is_mail (state);
      g_ptr_array_add (agenda->freshness, freshness);
      if (!freshness->calendar
          && !kt_source_state_horizon (context->store, state->name, &freshness->horizon, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
look_for_emptiness (KtContext *context, KtAgenda *agenda, GError **error)
{
  if (agenda->lines->len > 0 || agenda->freshness->len > 0 || agenda->salon != NULL)
    return TRUE;
  return kt_owners_none (context->store, &agenda->empty_book, error);
}

KtAgenda *
kt_agenda_new_empty (const KtContext *context, KtLocal first, KtLocal last)
{
  KtAgenda *agenda = agenda_new (context, first, last);
  agenda->empty_book = TRUE;
  return agenda;
}

/* Who stands behind a chair all day has one list of the rest. */
static void
join_to_do (KtAgenda *agenda)
{
  for (guint i = 0; i < agenda->lines->len; i++)
    {
      KtAgendaLine *line = g_ptr_array_index (agenda->lines, i);
      if (line->section == KT_AGENDA_TODAY || line->section == KT_AGENDA_LATE)
        line->section = KT_AGENDA_TODO;
    }
}

static gboolean
gather_all (KtContext *context, KtAgenda *agenda, GError **error)
{
  if (!add_reminders (context, agenda, error) || !add_birthdays (context, agenda, error)
      || !kt_agenda_add_visits (context, agenda, error)
      || !kt_agenda_add_events (context, agenda, error)
      || !kt_agenda_add_invoices (context, agenda, error)
      || !add_freshness (context, agenda, TRUE, error))
    return FALSE;
  if (agenda->today
      && (!kt_follow_ups (context, FALSE, agenda->lines, &agenda->news, error)
          || !add_quiet (context, agenda, error)))
    return FALSE;
  if (!kt_agenda_add_deals (context, agenda, error))
    return FALSE;
  if (agenda->salon != NULL && agenda->today)
    join_to_do (agenda);
  return look_for_emptiness (context, agenda, error);
}

KtAgenda *
kt_agenda_gather (KtContext *context, KtLocal first, KtLocal last, GError **error)
{
  g_autoptr (KtAgenda) agenda = agenda_new (context, first, last);
  gboolean begun = kt_store_snapshot_begin (context->store);
  gboolean ok = gather_all (context, agenda, error);
  kt_store_snapshot_end (context->store, begun);
  if (!ok)
    return NULL;
  kt_agenda_sort (agenda->lines);
  return g_steal_pointer (&agenda);
}

KtAgenda *
kt_waiting_gather (KtContext *context, gboolean young, GError **error)
{
  KtLocal today = kt_local_from_utc (context->clock.now, context->clock.zone);
  g_autoptr (KtAgenda) agenda = agenda_new (context, today, today);
  gboolean begun = kt_store_snapshot_begin (context->store);
  gboolean ok = kt_follow_ups (context, young, agenda->lines, &agenda->news, error)
                && add_freshness (context, agenda, FALSE, error);
  kt_store_snapshot_end (context->store, begun);
  if (!ok)
    return NULL;
  kt_agenda_sort (agenda->lines);
  return g_steal_pointer (&agenda);
}
