#include "config.h"
#include "kontor/deal-letters.h"
#include "kontor/deal-view.h"
#include "kontor/handle.h"
#include "kontor/invoice-view.h"
#include "kontor/letter-view.h"
#include "kontor/note.h"
#include "kontor/reminder-view.h"
#include "kontor/term.h"
#include "kontor/visit-view.h"

#include <glib/gi18n.h>
#include <string.h>

#define LETTERS_SHOWN 10u
#define TEXT_LEAST 12
#define LABEL 10 /* columns */

/* Everything of one deal. */
typedef struct
{
  KtDealSheet *sheet;
  const KtDealRow *row;
  GPtrArray *items, *moves, *notes, *mails, *invoices; /* the last offers too */
  KtDealBilling *billing;
  guint letters;
} Deal;

static void
deal_clear (Deal *deal)
{
  g_clear_pointer (&deal->sheet, kt_deal_sheet_free);
  g_clear_pointer (&deal->items, g_ptr_array_unref);
  g_clear_pointer (&deal->moves, g_ptr_array_unref);
  g_clear_pointer (&deal->notes, g_ptr_array_unref);
  g_clear_pointer (&deal->mails, g_ptr_array_unref);
  g_clear_pointer (&deal->invoices, g_ptr_array_unref);
  g_clear_pointer (&deal->billing, kt_deal_billing_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Deal, deal_clear)

static gboolean
gather (KtContext *context, KtId id, Deal *deal, GError **error)
{
  guint limit = context->all || context->output == KT_OUTPUT_JSON ? G_MAXUINT : LETTERS_SHOWN;
  const KtInvoiceFilter of_deal = { .deal = id };
  deal->sheet = kt_deal_sheet_one (context, id, error);
  if (deal->sheet == NULL || deal->sheet->rows->len == 0)
    return FALSE;
  deal->row = &g_array_index (deal->sheet->rows, KtDealRow, 0);
  return (deal->items = kt_deal_items (context->store, id, error)) != NULL
         && (deal->moves = kt_deal_moves (context->store, id, error)) != NULL
         && (deal->notes = kt_note_list_deal (context->store, id, error)) != NULL
         && (deal->invoices = kt_invoice_list (context->store, &of_deal, error)) != NULL
         && (deal->billing = kt_deal_billing (context, deal->row->deal, error)) != NULL
         && (deal->mails = kt_deal_letters (context, deal->row->deal, limit, &deal->letters, error))
                != NULL;
}

static void
keep (GArray *handles, KtRecordKind kind, KtId key, KtId contact, gint64 stamp)
{
  KtHandle handle = {
    .kind = kind, .key = key, .contact = contact, .stamp = stamp, .number = (int)handles->len + 1
  };
  g_array_append_val (handles, handle);
}

static void
print_label (KtContext *context, const char *label)
{
  kt_out (context, "  %-*s", LABEL, label);
}

/* "Offer, 16 days (stands still after 14) · 40 %" */
static void
print_stage (KtContext *context, const KtDealRow *row)
{
  const KtStage *stage = row->stage;
  print_label (context, _ ("stage"));
  if (stage->kind != KT_STAGE_OPEN)
    {
      g_autofree char *closed = kt_say_short (context, row->deal->closed_at);
      kt_out (context, "{b:%s} %s", kt_stage_title (stage), closed);
      if (row->deal->reason != NULL)
        kt_out (context, ": %s", row->deal->reason);
      kt_out (context, "\n");
      return;
    }
  kt_out (context, "{b:%s}", kt_stage_title (stage));
  kt_out (context, ngettext (", %d day", ", %d days", row->days), row->days);
  if (row->stale)
    kt_out (context, "  {r:%s}", _ ("stands still"));
  kt_out (context, "  {d:%d %%}\n", stage->probability);
}

static void
print_next (KtContext *context, const Deal *deal, GArray *handles)
{
  const GPtrArray *steps = deal->sheet->steps;
  if (steps->len == 0 && deal->row->stage->kind == KT_STAGE_OPEN)
    {
      print_label (context, _ ("next"));
      kt_out (context, "{y:%s}\n", _ ("no next step"));
    }
  for (guint i = 0; i < steps->len; i++)
    {
      const KtReminder *step = steps->pdata[i];
      g_autofree char *when = kt_say_when (context, step->due);
      print_label (context, i == 0 ? _ ("next") : "");
      keep (handles, KT_RECORD_REMINDER, step->id, step->contact, step->updated);
      kt_out (context, "{d:%u}  %s  %s\n", handles->len, when, step->text);
    }
}

static void
print_head (KtContext *context, const Deal *deal, GArray *handles)
{
  const KtDealRow *row = deal->row;
  KtLocal day;
  g_autofree char *amount = kt_say_deal_amount (row->deal);
  kt_out (context, "{b:%s}", row->deal->title);
  if (row->deal->who != NULL)
    kt_out (context, "  %s", row->deal->who);
  kt_out (context, "  {b:%s}\n", amount);
  print_stage (context, row);
  if (row->deal->expected != NULL && kt_local_parse (row->deal->expected, &day))
    {
      g_autofree char *due = kt_say_when (context, day);
      print_label (context, _ ("due"));
      kt_out (context, row->late > 0 && row->deal->closed_at == 0 ? "{r:%s}\n" : "%s\n", due);
    }
  if (deal->billing->invoices->len > 0)
    {
      g_autofree char *said = kt_say_billing (context, deal->billing);
      print_label (context, _ ("invoiced"));
      kt_out (context, "%s\n", said);
    }
  print_next (context, deal, handles);
}

static void
print_items (KtContext *context, const Deal *deal)
{
  const char *currency = deal->row->deal->amount.currency;
  int widest = 0, width = MIN (context->width, KT_TERM_READABLE);
  if (deal->items->len == 0)
    return;
  kt_out (context, "\n{b:%s}\n", _ ("ITEMS"));
  for (guint i = 0; i < deal->items->len; i++)
    widest = MAX (widest, kt_term_width (((const KtDealItem *)deal->items->pdata[i])->name));
  widest = MIN (widest, MAX (TEXT_LEAST, width - 48));
  for (guint i = 0; i < deal->items->len; i++)
    {
      const KtDealItem *item = deal->items->pdata[i];
      KtMoney price = { .minor = item->price }, total;
      g_strlcpy (price.currency, currency, sizeof price.currency);
      kt_money_times (price, item->quantity, &total);
      g_autofree char *said = kt_say_deal_item (item, currency), *sum = kt_money_format (total);
      g_autofree char *left
          = kt_marked ("{d:%2u.} %-*.*s  %s", i + 1, widest, widest, item->name, said);
      int gap = width - kt_marked_width (left) - kt_term_width (sum);
      kt_out_marked (context, left);
      kt_out (context, "%*s%s\n", MAX (gap, 2), "", sum);
    }
}

/* What was offered and asked for, newest first. */
static void
print_invoices (KtContext *context, const Deal *deal, GArray *handles)
{
  if (deal->invoices->len == 0)
    return;
  kt_out (context, "\n{b:%s}\n", _ ("INVOICES"));
  for (guint i = 0; i < deal->invoices->len; i++)
    {
      const KtInvoice *invoice = deal->invoices->pdata[i];
      g_autofree char *date = kt_say_iso (context, invoice->issued);
      g_autofree char *amount = kt_money_format (invoice->amount);
      g_autofree char *state = kt_say_invoice_state (context, invoice);
      keep (handles, KT_RECORD_INVOICE, invoice->id, invoice->contact, invoice->updated);
      kt_out (context, "{d:%2u}  %6s  %s %s  %s  ", handles->len, date,
              invoice->kind == KT_OFFER ? _ ("offer") : _ ("invoice"), invoice->number, amount);
      char color = kt_invoice_state_color (context, invoice);
      if (color == 'r')
        kt_out (context, "{r:%s}\n", state);
      else
        kt_out (context, "%s\n", state);
    }
}

static void
print_letters (KtContext *context, const Deal *deal, GArray *handles)
{
  if (deal->mails->len == 0)
    return;
  kt_out (context, "\n{b:%s}  %u\n", _ ("LETTERS"), deal->letters);
  for (guint i = 0; i < deal->mails->len; i++)
    {
      const KtDealMail *mail = deal->mails->pdata[i];
      const KtStoredLetter *letter = mail->letter;
      g_autofree char *date = kt_say_short (context, letter->time);
      keep (handles, KT_RECORD_LETTER, letter->key, deal->row->deal->contact, 0);
      const char *note = mail->reason == KT_DEAL_LINK_ONLY   ? _ ("the only open deal then")
                         : mail->reason == KT_DEAL_LINK_SAID ? ""
                                                             : _ ("by its thread");
      int room = context->width - 16 - (*note != '\0' ? kt_term_width (note) + 2 : 0);
      kt_out (context, "{d:%2u}  %6s  %s  %.*s", handles->len, date,
              letter->direction == KT_DIRECTION_OUT ? ">" : "<", MAX (room, TEXT_LEAST),
              *letter->subject != '\0' ? letter->subject : _ ("(no subject)"));
      kt_out (context, *note != '\0' && context->width >= 60 ? "  {d:%s}\n" : "\n", note);
    }
  guint more = deal->letters - deal->mails->len;
  if (more > 0)
    kt_out (context, ngettext ("{d:    + %u older: --all}\n", "{d:    + %u older: --all}\n", more),
            more);
}

/* Moves and notes, newest first. */
static void
print_move (KtContext *context, const Deal *deal, const KtDealMove *move)
{
  const KtStage *from = kt_pipelines_stage (deal->sheet->pipelines, move->from);
  const KtStage *to = kt_pipelines_stage (deal->sheet->pipelines, move->to);
  g_autofree char *date = kt_say_short (context, move->at);
  g_autofree char *amount = move->has_amount ? kt_money_format (move->amount) : NULL;
  kt_out (context, "    %6s  ·  ", date);
  if (move->from == 0)
    kt_out (context, _ ("made, in %s"), to != NULL ? kt_stage_title (to) : "?");
  else
    kt_out (context, "%s → %s", from != NULL ? kt_stage_title (from) : "?",
            to != NULL ? kt_stage_title (to) : "?");
  kt_out (context, "%s%s%s%s\n", amount != NULL ? "  " : "", amount != NULL ? amount : "",
          move->reason != NULL ? "  " : "", move->reason != NULL ? move->reason : "");
}

static void
print_note (KtContext *context, const KtNote *note, GArray *handles)
{
  g_autofree char *date = kt_say_short (context, note->at);
  keep (handles, KT_RECORD_NOTE, note->id, note->contact, note->updated);
  kt_out (context, "{d:%2u}  %6s  ·  %.*s\n", handles->len, date,
          MAX (context->width - 16, TEXT_LEAST), note->text);
}

static void
print_history (KtContext *context, const Deal *deal, GArray *handles)
{
  guint note = 0, move = deal->moves->len;
  kt_out (context, "\n{b:%s}\n", _ ("HISTORY"));
  while (note < deal->notes->len || move > 0)
    {
      const KtNote *one = note < deal->notes->len ? deal->notes->pdata[note] : NULL;
      const KtDealMove *other = move > 0 ? deal->moves->pdata[move - 1] : NULL;
      if (other == NULL || (one != NULL && one->at > other->at))
        {
          print_note (context, one, handles);
          note++;
          continue;
        }
      print_move (context, deal, other);
      move--;
    }
}

static void
add_moves (KtJson *builder, KtContext *context, const Deal *deal)
{
  kt_json_member (builder, "moves");
  kt_json_begin_array (builder);
  for (guint i = 0; i < deal->moves->len; i++)
    {
      const KtDealMove *move = deal->moves->pdata[i];
      const KtStage *from = kt_pipelines_stage (deal->sheet->pipelines, move->from);
      const KtStage *to = kt_pipelines_stage (deal->sheet->pipelines, move->to);
      kt_json_begin_object (builder);
      kt_json_member (builder, "at");
      kt_json_time (builder, context, move->at);
      kt_json_member (builder, "from");
      kt_json_text (builder, from != NULL ? from->name : NULL);
      kt_json_member (builder, "to");
      kt_json_text (builder, to != NULL ? to->name : NULL);
      kt_json_member (builder, "amount");
      kt_json_money (builder, move->has_amount ? move->amount.minor : -1, move->amount.currency);
      kt_json_member (builder, "reason");
      kt_json_text (builder, move->reason);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
}

static void
add_letters (KtJson *builder, KtContext *context, const Deal *deal)
{
  kt_json_member (builder, "letters");
  kt_json_begin_array (builder);
  for (guint i = 0; i < deal->mails->len; i++)
    {
      const KtDealMail *mail = deal->mails->pdata[i];
      kt_json_begin_object (builder);
      kt_json_member (builder, "ref");
      kt_json_ref (builder, mail->letter->key);
      kt_json_member (builder, "at");
      kt_json_time (builder, context, mail->letter->time);
      kt_json_member (builder, "subject");
      kt_json_text (builder, mail->letter->subject);
      kt_json_member (builder, "direction");
      kt_json_text (builder, mail->letter->direction == KT_DIRECTION_OUT ? "out" : "in");
      kt_json_member (builder, "why");
      kt_json_text (builder, kt_deal_link_id (mail->reason));
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
}

static void
print_json (KtContext *context, const Deal *deal)
{
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "deal");
  kt_json_deal (builder, context, deal->row);
  kt_json_member (builder, "items");
  kt_json_begin_array (builder);
  for (guint i = 0; i < deal->items->len; i++)
    kt_json_deal_item (builder, deal->items->pdata[i], deal->row->deal->amount.currency);
  kt_json_end_array (builder);
  kt_json_member (builder, "steps");
  kt_json_begin_array (builder);
  for (guint i = 0; i < deal->sheet->steps->len; i++)
    kt_json_reminder (builder, context, deal->sheet->steps->pdata[i], deal->row->deal->who);
  kt_json_end_array (builder);
  kt_json_member (builder, "notes");
  kt_json_begin_array (builder);
  for (guint i = 0; i < deal->notes->len; i++)
    {
      const KtNote *note = deal->notes->pdata[i];
      kt_json_begin_object (builder);
      kt_json_member (builder, "ref");
      kt_json_ref (builder, note->id);
      kt_json_member (builder, "at");
      kt_json_time (builder, context, note->at);
      kt_json_member (builder, "text");
      kt_json_text (builder, note->text);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
  kt_json_member (builder, "invoices");
  kt_json_begin_array (builder);
  for (guint i = 0; i < deal->invoices->len; i++)
    kt_json_invoice (builder, context, deal->invoices->pdata[i], NULL, NULL);
  kt_json_end_array (builder);
  kt_json_billing (builder, deal->billing);
  add_letters (builder, context, deal);
  add_moves (builder, context, deal);
  kt_json_end (context, builder);
}

gboolean
kt_deal_show_print (KtContext *context, KtId id, GError **error)
{
  g_auto (Deal) deal = { 0 };
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  if (!gather (context, id, &deal, error))
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    {
      print_json (context, &deal);
      return TRUE;
    }
  print_head (context, &deal, handles);
  print_items (context, &deal);
  print_invoices (context, &deal, handles);
  print_letters (context, &deal, handles);
  print_history (context, &deal, handles);
  return kt_handles_save (context, handles, error);
}
