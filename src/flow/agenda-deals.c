#include "config.h"
#include "kontor/agenda-gather.h"
#include "kontor/deal-sheet.h"

/* What the agenda says of clients already: who waits for whom is a next step by itself. */
static GHashTable *
spoken_of (const KtAgenda *agenda)
{
  GHashTable *contacts = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < agenda->lines->len; i++)
    {
      KtAgendaLine *line = agenda->lines->pdata[i];
      if (line->contact != 0
          && (line->kind == KT_AGENDA_FOLLOW_UP || line->kind == KT_AGENDA_VISIT
              || line->kind == KT_AGENDA_EVENT))
        g_hash_table_add (contacts, &line->contact);
    }
  return contacts;
}

static KtAgendaLine *
new_line (const KtDealRow *row, KtAgendaSection section)
{
  const KtDeal *deal = row->deal;
  KtAgendaLine *line = g_new0 (KtAgendaLine, 1);
  line->section = section;
  line->kind = KT_AGENDA_DEAL;
  line->key = line->deal = deal->id;
  line->contact = deal->contact;
  line->who = g_strdup (deal->who);
  line->text = g_strdup (deal->title);
  line->since = deal->since;
  line->stamp = deal->updated;
  line->has_amount = deal->has_amount;
  line->amount = deal->amount;
  line->stage = g_strdup (kt_stage_title (row->stage));
  line->no_step = row->next == NULL;
  return line;
}

/* A day of its own: today, late or soon. TRUE: the line is there. */
static gboolean
add_due (const KtContext *context, KtAgenda *agenda, const KtDealRow *row)
{
  KtAgendaSection section;
  KtLocal day;
  int days;
  if (row->late == G_MININT || !kt_local_parse (row->deal->expected, &day)
      || !kt_agenda_place (context, agenda, day, &section, &days))
    return FALSE;
  KtAgendaLine *line = new_line (row, section);
  line->local = day;
  line->at = kt_local_to_utc (day, context->clock.zone);
  line->days = days;
  line->late = section == KT_AGENDA_LATE;
  g_ptr_array_add (agenda->lines, line);
  return TRUE;
}

/* It stands still after its stage's days, unless something is planned; without a next step it says
 * so after half of them, unless the client is spoken of or a day is set. */
static void
add_standing (KtAgenda *agenda, const KtDealRow *row, GHashTable *spoken)
{
  int after = kt_deal_step_after (row->stage);
  gboolean open_step = row->next != NULL;
  gboolean silent = !g_hash_table_contains (spoken, &row->deal->contact) && row->late == G_MININT;
  if (open_step || !(row->stale || (after > 0 && row->days >= after && silent)))
    return;
  KtAgendaLine *line = new_line (row, KT_AGENDA_STANDING);
  line->days = row->days;
  g_ptr_array_add (agenda->lines, line);
}

/* The line of a deal that stands still; NULL: it does not. */
static KtAgendaLine *
find_standing (const KtAgenda *agenda, KtId deal)
{
  for (guint i = 0; i < agenda->lines->len; i++)
    {
      KtAgendaLine *line = agenda->lines->pdata[i];
      if (line->section == KT_AGENDA_STANDING && line->deal == deal)
        return line;
    }
  return NULL;
}

/* One matter, one line: that of a deal that stands still says how long its client is silent. The
 * letter stays among those of kontor waiting. */
static void
say_once (KtAgenda *agenda)
{
  for (guint i = agenda->lines->len; i > 0; i--)
    {
      const KtAgendaLine *line = agenda->lines->pdata[i - 1];
      KtAgendaLine *standing = line->section == KT_AGENDA_WAITING && line->deal != 0
                                   ? find_standing (agenda, line->deal)
                                   : NULL;
      if (standing == NULL)
        continue;
      standing->asked++;
      standing->awaited = MAX (standing->awaited, line->days);
      g_ptr_array_remove_index (agenda->lines, i - 1);
    }
}

gboolean
kt_agenda_add_deals (KtContext *context, KtAgenda *agenda, GError **error)
{
  g_autoptr (KtDealSheet) sheet = kt_deal_sheet_read (context, FALSE, error);
  if (sheet == NULL)
    return FALSE;
  g_autoptr (GHashTable) spoken = spoken_of (agenda);
  for (guint i = 0; i < sheet->rows->len; i++)
    {
      const KtDealRow *row = &g_array_index (sheet->rows, KtDealRow, i);
      gboolean due = add_due (context, agenda, row);
      if (agenda->today && !due)
        add_standing (agenda, row, spoken);
    }
  say_once (agenda);
  return TRUE;
}
