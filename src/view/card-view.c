#include "config.h"
#include "kontor/agenda-view.h"
#include "kontor/card-view.h"
#include "kontor/handle.h"
#include "kontor/reminder-view.h"
#include "kontor/table.h"
#include <glib/gi18n.h>
#include <string.h>

#define HEAD_ROWS 14 /* what stands around the history, more or less */
#define ROWS_LEAST 5
#define ROWS_PIPED 20
#define NARROW 60
#define TEXT_LEAST 12 /* columns */

guint
kt_card_history_rows (const KtContext *context)
{
  if (context->all)
    return 0;
  if (context->height <= 0)
    return ROWS_PIPED;
  int rows = context->height - HEAD_ROWS;
  return (guint)MAX (context->width < NARROW ? rows / 2 : rows, ROWS_LEAST);
}

static void
keep (GArray *handles, KtRecordKind kind, KtId key, KtId contact, gint64 stamp, int number)
{
  KtHandle handle
      = { .kind = kind, .key = key, .contact = contact, .stamp = stamp, .number = number };
  g_array_append_val (handles, handle);
}

/* "Fri 27 November 14:00 (in 4 days)"; narrow: "Fri 27.11. 14:00". */
static char *
say_due (KtContext *context, const KtReminder *reminder)
{
  if (context->width >= NARROW)
    return kt_say_when (context, reminder->due);
  g_autofree char *day = kt_say_short_date (context, reminder->due);
  if (reminder->due.hour < 0)
    return g_strdup_printf ("%s %s", kt_say_weekday (reminder->due), day);
  return g_strdup_printf ("%s %s %02d:%02d", kt_say_weekday (reminder->due), day,
                          reminder->due.hour, reminder->due.minute);
}

static void
print_reminder (KtContext *context, const KtReminder *reminder, int number)
{
  int days = kt_local_days_between (kt_context_today (context), reminder->due);
  g_autofree char *when = say_due (context, reminder);
  g_autofree char *said = kt_say_repeat (reminder->repeat);
  g_autofree char *repeat = said != NULL ? kt_marked ("  {d:%s}", said) : g_strdup ("");
  g_autofree char *head
      = kt_marked (days < 0 ? "{d:%2d}  {r:%s}  " : "{d:%2d}  %s  ", number, when);
  int left = context->width - kt_marked_width (head) - kt_marked_width (repeat);
  kt_out_marked (context, head);
  kt_out (context, "%.*s", MAX (left, TEXT_LEAST), reminder->text);
  kt_out_marked (context, repeat);
  kt_out (context, "\n");
}

static int
print_reminders (KtContext *context, const KtCard *card, int number, GArray *handles)
{
  if (card->reminders->len > 0)
    kt_out (context, "\n{b:%s}\n", _ ("TO DO"));
  for (guint i = 0; i < card->reminders->len; i++)
    {
      const KtReminder *reminder = card->reminders->pdata[i];
      print_reminder (context, reminder, ++number);
      keep (handles, KT_RECORD_REMINDER, reminder->id, card->contact->id, reminder->updated,
            number);
    }
  return number;
}

static void
keep_entry (const KtCard *card, const KtCardEntry *entry, int number, GArray *handles)
{
  KtId contact = card->contact->id;
  if (entry->kind == KT_CARD_NOTE)
    keep (handles, KT_RECORD_NOTE, entry->key, contact, entry->note->updated, number);
  else if (entry->kind == KT_CARD_REMINDER)
    keep (handles, KT_RECORD_REMINDER, entry->key, contact, entry->reminder->updated, number);
  else if (entry->kind == KT_CARD_VISIT)
    keep (handles, KT_RECORD_APPOINTMENT, entry->key, contact, entry->visit->updated, number);
  else if (entry->kind == KT_CARD_EVENT)
    keep (handles, KT_RECORD_EVENT, entry->key, contact, 0, number);
  else if (entry->kind == KT_CARD_INVOICE)
    keep (handles, KT_RECORD_INVOICE, entry->key, contact, entry->invoice->updated, number);
  else if (entry->kind == KT_CARD_DEAL)
    keep (handles, KT_RECORD_DEAL, entry->key, contact, entry->deal->deal->updated, number);
  else
    keep (handles, entry->answer || entry->awaiting ? KT_RECORD_FOLLOW_UP : KT_RECORD_LETTER,
          entry->key, contact, 0, number);
}

/* Dates of this year are "19.11.", older ones "19.11.2025". */
static int
date_columns (KtContext *context, const KtCard *card)
{
  int columns = 6;
  for (guint i = 0; i < card->history->len; i++)
    {
      const KtCardEntry *entry = card->history->pdata[i];
      g_autofree char *date = kt_say_short (context, entry->at);
      columns = MAX (columns, (int)strlen (date));
    }
  return columns;
}

/* A line with something at its right end, as far as it fits. */
static void
print_with_right (KtContext *context, const char *left, const char *right)
{
  int gap = context->width - kt_marked_width (left) - kt_marked_width (right);
  kt_out_marked (context, left);
  if (gap >= 2)
    {
      kt_out (context, "%*s", gap, "");
      kt_out_marked (context, right);
    }
  kt_out (context, "\n");
}

static int
print_history (KtContext *context, const KtCard *card, const char *who, int number, GArray *handles)
{
  g_autofree char *title = kt_marked ("{b:%s}", _ ("HISTORY"));
  int columns = date_columns (context, card);
  g_autofree char *legend = kt_marked ("{d:%s}", _ ("< from them  > from you  · your word"));
  kt_out (context, "\n");
  if (card->history->len == 0)
    {
      kt_out (context, _ ("No letters and no notes yet.\n"));
      return number;
    }
  print_with_right (context, title, legend);
  for (guint i = 0; i < card->history->len; i++)
    {
      kt_card_line (context, card->history->pdata[i], ++number, columns);
      keep_entry (card, card->history->pdata[i], number, handles);
    }
  if (card->older == 0)
    return number;
  KtLocal first = kt_local_from_utc (card->oldest, context->clock.zone);
  g_autofree char *since = g_strdup_printf ("%d.%02d.%d", first.day, first.month, first.year);
  g_autofree char *older
      = kt_marked (ngettext ("{d:+ %u older since %s}", "{d:+ %u older since %s}", card->older),
                   card->older, since);
  g_autofree char *all = kt_marked ("{c:kontor show %s --all}", who);
  print_with_right (context, older, all);
  return number;
}

/* The hint names the first letter: the number is what one types. */
static void
print_hint (KtContext *context, const GArray *handles)
{
  if (!context->terminal || context->quiet)
    return;
  for (guint i = 0; i < handles->len; i++)
    {
      const KtHandle *handle = &g_array_index (handles, KtHandle, i);
      if (handle->kind != KT_RECORD_LETTER && handle->kind != KT_RECORD_FOLLOW_UP)
        continue;
      kt_out (context, _ ("\n{c:mail show %d  read it    why %d  why it stands here}\n"),
              handle->number, handle->number);
      return;
    }
}

void
kt_card_print (KtContext *context, const KtCard *card, const char *who, GArray *handles)
{
  if (context->output == KT_OUTPUT_JSON)
    {
      kt_card_json (context, card);
      return;
    }
  kt_card_head (context, card);
  int number = print_reminders (context, card, 0, handles);
  print_history (context, card, who, number, handles);
  print_hint (context, handles);
}
