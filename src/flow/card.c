#include "config.h"
#include "kontor/card.h"
#include "kontor/employer.h"
#include "kontor/follow-ups.h"
#include "kontor/letter-rows.h"
#include <string.h>

#define WORDS_MAX 200 /* characters of a letter's beginning */

static void
entry_free (gpointer data)
{
  KtCardEntry *entry = data;
  kt_linked_letter_free (entry->linked);
  kt_note_free (entry->note);
  kt_reminder_free (entry->reminder);
  kt_appointment_free (entry->visit);
  kt_dated_free (entry->event);
  kt_invoice_free (entry->invoice);
  kt_deal_move_free (entry->move);
  g_free (entry->hands);
  g_free (entry->words);
  g_free (entry->from_name);
  g_free (entry->from);
  g_free (entry);
}

void
kt_card_free (KtCard *card)
{
  if (card == NULL)
    return;
  kt_contact_free (card->contact);
  g_clear_pointer (&card->points, g_ptr_array_unref);
  g_strfreev (card->tags);
  g_clear_pointer (&card->fields, g_ptr_array_unref);
  g_clear_pointer (&card->relations, g_ptr_array_unref);
  g_clear_pointer (&card->people, g_ptr_array_unref);
  g_free (card->employer);
  g_clear_pointer (&card->reminders, g_ptr_array_unref);
  g_clear_pointer (&card->follow_ups, g_ptr_array_unref);
  g_clear_pointer (&card->history, g_ptr_array_unref);
  kt_card_visits_clear (&card->visits);
  kt_payment_habit_free (card->money);
  kt_deal_sheet_free (card->deals);
  kt_dated_free (card->next_event);
  g_free (card);
}

KtCardEntry *
kt_card_add_entry (KtCard *card, KtCardKind kind, KtId key, gint64 at)
{
  KtCardEntry *entry = g_new0 (KtCardEntry, 1);
  entry->kind = kind;
  entry->key = key;
  entry->at = at;
  g_ptr_array_add (card->history, entry);
  if (card->oldest == 0 || at < card->oldest)
    card->oldest = at;
  return entry;
}

static gboolean
gather_letters (KtContext *context, KtCard *card, guint limit, guint *total, GError **error)
{
  KtLinkSummary summary;
  g_autoptr (GPtrArray) letters = kt_link_letters_of (context->store, context->settings,
                                                      card->contact->id, limit, &summary, error);
  if (letters == NULL)
    return FALSE;
  for (guint i = 0; i < letters->len; i++)
    {
      KtLinkedLetter *linked = letters->pdata[i];
      KtCardEntry *entry
          = kt_card_add_entry (card, KT_CARD_LETTER, linked->letter->key, linked->letter->time);
      entry->linked = linked;
      letters->pdata[i] = NULL;
    }
  if (summary.oldest != 0 && (card->oldest == 0 || summary.oldest < card->oldest))
    card->oldest = summary.oldest;
  *total += summary.total;
  return TRUE;
}

static gboolean
gather_notes (KtContext *context, KtCard *card, guint *total, GError **error)
{
  g_autoptr (GPtrArray) notes
      = kt_note_list (context->store, card->contact->id, G_MAXUINT32, error);
  if (notes == NULL)
    return FALSE;
  for (guint i = 0; i < notes->len; i++)
    {
      KtNote *note = notes->pdata[i];
      kt_card_add_entry (card, KT_CARD_NOTE, note->id, note->at)->note = note;
      notes->pdata[i] = NULL;
    }
  *total += notes->len;
  return TRUE;
}

static int
compare_due (gconstpointer a, gconstpointer b)
{
  const KtReminder *x = *(KtReminder *const *)a, *y = *(KtReminder *const *)b;
  return x->due_at < y->due_at ? -1 : x->due_at > y->due_at;
}

/* What is done is history, what is open is still to do. */
static gboolean
gather_reminders (KtContext *context, KtCard *card, guint *total, GError **error)
{
  g_autoptr (GPtrArray) reminders = kt_reminder_list_of (context->store, card->contact->id, error);
  if (reminders == NULL)
    return FALSE;
  for (guint i = 0; i < reminders->len; i++)
    {
      KtReminder *reminder = reminders->pdata[i];
      reminders->pdata[i] = NULL;
      if (!reminder->done)
        g_ptr_array_add (card->reminders, reminder);
      else
        {
          kt_card_add_entry (card, KT_CARD_REMINDER, reminder->id, reminder->done_at)->reminder
              = reminder;
          ++*total;
        }
    }
  g_ptr_array_sort (card->reminders, compare_due);
  return TRUE;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const KtCardEntry *x = *(KtCardEntry *const *)a, *y = *(KtCardEntry *const *)b;
  if (x->at != y->at)
    return x->at < y->at ? 1 : -1;
  return x->key < y->key ? 1 : x->key > y->key ? -1 : 0;
}

static gboolean
is_own_address (const KtCard *card, const char *norm)
{
  for (guint i = 0; i < card->points->len; i++)
    {
      const KtPoint *point = card->points->pdata[i];
      if (g_str_equal (point->norm, norm) || g_str_equal (point->match, norm))
        return TRUE;
    }
  return FALSE;
}

static void
find_sender (const KtCard *card, KtCardEntry *entry)
{
  g_autofree char *text = g_strdup (entry->linked->letter->people);
  g_autoptr (GArray) people = kt_people_parse (text);
  for (guint i = 0; i < people->len && entry->from == NULL; i++)
    {
      const KtParticipant *person = &g_array_index (people, KtParticipant, i);
      if (person->role != KT_ROLE_FROM)
        continue;
      entry->from = g_strdup (person->norm);
      entry->from_name = g_strdup (person->name);
    }
  entry->from_other = entry->linked->letter->direction == KT_DIRECTION_IN && entry->from != NULL
                      && !is_own_address (card, entry->from);
}

/* What only the lines that are shown need. */
static gboolean
complete_letter (KtContext *context, const KtCard *card, KtCardEntry *entry, GError **error)
{
  const KtStoredLetter *letter = entry->linked->letter;
  find_sender (card, entry);
  entry->words = letter->question != NULL
                     ? g_strdup (letter->question)
                     : kt_letter_beginning (context->store, letter->id, WORDS_MAX, error);
  if (entry->words == NULL)
    return FALSE;
  for (guint i = 0; i < card->follow_ups->len; i++)
    {
      const KtAgendaLine *line = card->follow_ups->pdata[i];
      entry->answer |= line->key == entry->key && line->section == KT_AGENDA_ANSWER;
      entry->awaiting |= line->key == entry->key && line->section == KT_AGENDA_WAITING;
    }
  if (!(letter->flags & KT_LETTER_FLAG_ATTACHED))
    return TRUE;
  g_autoptr (GPtrArray) strings = NULL;
  g_autoptr (GArray) parts = kt_letter_parts (context->store, letter->id, &strings, error);
  if (parts == NULL)
    return FALSE;
  entry->files = parts->len;
  return TRUE;
}

/* Follow-ups need to know which addresses are mine: without a config there are none. */
static gboolean
gather_follow_ups (KtContext *context, KtCard *card, GError **error)
{
  return context->settings == NULL
         || kt_follow_ups_of (context, card->contact->id, card->follow_ups, error);
}

static gboolean
gather_history (KtContext *context, KtCard *card, guint limit, GError **error)
{
  guint total = 0;
  if (!gather_letters (context, card, limit, &total, error)
      || !gather_notes (context, card, &total, error)
      || !gather_reminders (context, card, &total, error)
      || !kt_card_add_visits (context, card, &total, error)
      || !kt_card_add_invoices (context, card, &total, error)
      || !kt_card_add_deals (context, card, &total, error)
      || !kt_card_add_events (context, card, &total, error))
    return FALSE;
  g_ptr_array_sort (card->history, compare_newest_first);
  if (card->history->len > limit)
    g_ptr_array_set_size (card->history, (int)limit);
  card->older = total - card->history->len;
  for (guint i = 0; i < card->history->len; i++)
    {
      KtCardEntry *entry = card->history->pdata[i];
      if (entry->kind == KT_CARD_LETTER && !complete_letter (context, card, entry, error))
        return FALSE;
    }
  return TRUE;
}

/* Who they are to others, and what the user keeps of them. */
static gboolean
gather_people (KtContext *context, KtCard *card, GError **error)
{
  const KtContact *contact = card->contact;
  card->fields = kt_field_values (context->store, contact->id, error);
  if (card->fields != NULL)
    card->relations = kt_relation_list (context->store, contact->id, error);
  if (card->relations != NULL)
    card->people = kt_employer_people (context->store, contact->id, error);
  if (card->people == NULL)
    return FALSE;
  if (contact->employer != 0)
    card->employer = kt_contact_name (context->store, contact->employer, error);
  return contact->employer == 0 || card->employer != NULL;
}

KtCard *
kt_card_get (KtContext *context, KtId contact, guint limit, GError **error)
{
  g_autoptr (KtCard) card = g_new0 (KtCard, 1);
  card->reminders = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_reminder_free);
  card->follow_ups = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_agenda_line_free);
  card->history = g_ptr_array_new_with_free_func (entry_free);
  card->contact = kt_contact_get (context->store, contact, error);
  if (card->contact != NULL)
    card->points = kt_point_list (context->store, contact, error);
  if (card->points != NULL)
    card->tags = kt_tag_list (context->store, contact, error);
  if (card->tags != NULL && gather_people (context, card, error)
      && gather_follow_ups (context, card, error)
      && gather_history (context, card, limit > 0 ? limit : G_MAXINT, error))
    return g_steal_pointer (&card);
  return NULL;
}
