#include "config.h"
#include "kontor/card-view.h"
#include "kontor/letter-view.h"
#include "kontor/reminder-view.h"
#include "kontor/agenda-view.h"
#include "kontor/table.h"
#include "kontor/visit.h"
#include "card-parts.h"

static void
add_text (KtJson *builder, const char *name, const char *value)
{
  kt_json_member (builder, name);
  kt_json_text (builder, value);
}

static void
add_flag (KtJson *builder, const char *name, gboolean value)
{
  kt_json_member (builder, name);
  kt_json_boolean (builder, value);
}

static void
add_contact (KtJson *builder, KtContext *context, const KtCard *card)
{
  const KtContact *contact = card->contact;
  kt_json_member (builder, "contact");
  kt_json_begin_object (builder);
  kt_json_member (builder, "ref");
  kt_json_ref (builder, contact->id);
  add_text (builder, "name", contact->name);
  add_text (builder, "kind", contact->kind);
  add_text (builder, "given", contact->given);
  add_text (builder, "family", contact->family);
  add_text (builder, "patronymic", contact->patronymic);
  add_text (builder, "company", contact->company);
  add_text (builder, "type", contact->type);
  add_text (builder, "status", contact->status);
  add_text (builder, "source", contact->source);
  add_text (builder, "birthday", contact->birthday);
  add_text (builder, "language", contact->language);
  kt_json_member (builder, "cadence_days");
  if (contact->cadence > 0)
    kt_json_int (builder, contact->cadence);
  else
    kt_json_null (builder);
  kt_card_json_facts (builder, card);
  kt_json_member (builder, "tags");
  kt_json_begin_array (builder);
  for (guint i = 0; card->tags[i] != NULL; i++)
    kt_json_string (builder, card->tags[i]);
  kt_json_end_array (builder);
  kt_json_member (builder, "since");
  kt_json_time (builder, context, card->oldest);
  kt_json_end_object (builder);
}

static void
add_points (KtJson *builder, const KtCard *card)
{
  kt_json_member (builder, "points");
  kt_json_begin_array (builder);
  for (guint i = 0; i < card->points->len; i++)
    {
      const KtPoint *point = card->points->pdata[i];
      kt_json_begin_object (builder);
      add_text (builder, "kind", point->kind);
      add_text (builder, "value", point->raw);
      add_text (builder, "normal", point->norm);
      add_text (builder, "label", point->label);
      add_flag (builder, "shared", point->shared);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
}

static const char *const kinds[]
    = { "letter", "note", "reminder", "visit", "event", "invoice", "deal" };

static const char *
kind_of (const KtCardEntry *entry)
{
  if (entry->kind == KT_CARD_NOTE)
    return entry->note->kind;
  return entry->kind == KT_CARD_INVOICE ? kt_invoice_kind_id (entry->invoice->kind)
                                        : kinds[entry->kind];
}

static char *
text_of (const KtCardEntry *entry)
{
  switch (entry->kind)
    {
    case KT_CARD_LETTER:
      return g_strdup (entry->words);
    case KT_CARD_NOTE:
      return g_strdup (entry->note->text);
    case KT_CARD_REMINDER:
      return g_strdup (entry->reminder->text);
    case KT_CARD_VISIT:
      return kt_visit_services (entry->visit);
    case KT_CARD_INVOICE:
      return g_strdup (entry->invoice->title);
    case KT_CARD_DEAL:
      return g_strdup (entry->deal->deal->title);
    default:
      return g_strdup (entry->event->summary);
    }
}

static void
add_entry (KtJson *builder, const KtContext *context, const KtCardEntry *entry)
{
  const KtStoredLetter *letter = entry->kind == KT_CARD_LETTER ? entry->linked->letter : NULL;
  g_autofree char *text = text_of (entry);
  kt_json_begin_object (builder);
  add_text (builder, "kind", kind_of (entry));
  kt_json_member (builder, "ref");
  kt_json_ref (builder, entry->key);
  kt_json_member (builder, "at");
  kt_json_time (builder, context, entry->at);
  add_text (builder, "text", text);
  if (entry->kind == KT_CARD_VISIT)
    kt_card_json_visit (builder, context, entry->visit, entry->hands);
  if (entry->kind == KT_CARD_INVOICE)
    kt_card_json_invoice (builder, entry->invoice);
  if (entry->kind == KT_CARD_DEAL)
    kt_card_json_move (builder, entry);
  if (entry->kind == KT_CARD_EVENT)
    kt_card_json_event (builder, context, entry->event);
  if (letter != NULL)
    {
      kt_json_letter_members (builder, context, letter);
      kt_json_member (builder, "files");
      kt_json_int (builder, entry->files);
      add_flag (builder, "answer", entry->answer);
      add_flag (builder, "awaiting", entry->awaiting);
      add_text (builder, "why", kt_link_reason_id (entry->linked->reason));
    }
  kt_json_end_object (builder);
}

static void
add_follow_ups (KtJson *builder, const KtContext *context, const KtCard *card)
{
  kt_json_member (builder, "follow_ups");
  kt_json_begin_array (builder);
  for (guint i = 0; i < card->follow_ups->len; i++)
    {
      const KtAgendaLine *line = card->follow_ups->pdata[i];
      g_autofree char *why = kt_agenda_why (context, line);
      kt_json_begin_object (builder);
      kt_json_member (builder, "ref");
      kt_json_ref (builder, line->key);
      add_text (builder, "waits", line->section == KT_AGENDA_ANSWER ? "they" : "you");
      add_text (builder, "text", line->text);
      add_text (builder, "question", line->question);
      kt_json_member (builder, "since");
      kt_json_time (builder, context, line->since);
      add_text (builder, "why", why);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
}

void
kt_card_json (KtContext *context, const KtCard *card)
{
  KtJson *builder = kt_json_begin ();
  add_contact (builder, context, card);
  add_points (builder, card);
  kt_card_json_people (builder, card);
  kt_json_member (builder, "history");
  kt_json_begin_array (builder);
  for (guint i = 0; i < card->history->len; i++)
    add_entry (builder, context, card->history->pdata[i]);
  kt_json_end_array (builder);
  kt_json_member (builder, "older");
  kt_json_int (builder, card->older);
  kt_json_member (builder, "reminders");
  kt_json_begin_array (builder);
  for (guint i = 0; i < card->reminders->len; i++)
    kt_json_reminder (builder, context, card->reminders->pdata[i], card->contact->name);
  kt_json_end_array (builder);
  add_follow_ups (builder, context, card);
  kt_card_json_diary (builder, context, card);
  kt_card_json_money (builder, context, card);
  kt_card_json_deals (builder, context, card);
  kt_json_end (context, builder);
}
