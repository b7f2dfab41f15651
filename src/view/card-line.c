#include "config.h"
#include "card-parts.h"
#include "kontor/card-view.h"
#include "kontor/table.h"
#include "kontor/visit.h"
#include "kontor/visit-view.h"
#include <glib/gi18n.h>
#include <string.h>

#define NARROW 60
#define SUBJECT_COLUMNS 24 /* in the wide layout */
#define SUBJECT_LEAST 10
#define WORDS_LEAST 12 /* columns below which the first words are left out */

static void
append_note (GString *notes, char *marked /* taken */)
{
  g_string_append_printf (notes, "  %s", marked);
  g_free (marked);
}

static const char *
say_kind (KtLetterKind kind)
{
  static const char *const kinds[] = {
    [KT_KIND_PERSONAL] = NULL,
    [KT_KIND_BULK] = N_ ("newsletter"),
    [KT_KIND_AUTOMATIC] = N_ ("automatic"),
    [KT_KIND_INVITE] = N_ ("invitation"),
    [KT_KIND_BOUNCE] = N_ ("came back"),
  };
  return kinds[kind] != NULL ? _ (kinds[kind]) : NULL;
}

/* What is to be known of a letter beside its words; the warnings first. */
static char *
letter_notes (const KtCardEntry *entry)
{
  const KtStoredLetter *letter = entry->linked->letter;
  GString *notes = g_string_new (NULL);
  if (letter->flags & KT_LETTER_FLAG_SPOOFED)
    append_note (notes, kt_marked (_ ("{r:shows another address than} %s"), entry->from));
  if (letter->flags & KT_LETTER_FLAG_FORGED)
    append_note (notes, kt_marked ("{r:%s}", _ ("forged: not sent by you")));
  if (entry->answer)
    append_note (notes, kt_marked ("{y:%s}", _ ("answer")));
  if (entry->awaiting)
    append_note (notes, kt_marked ("{y:%s}", _ ("no answer yet")));
  if (entry->linked->reason == KT_LINK_FORWARDED && entry->from != NULL)
    append_note (notes, kt_marked (_ ("{d:forwarded by %s}"),
                                   *entry->from_name != 0 ? entry->from_name : entry->from));
  else if (entry->from_other && !(letter->flags & (KT_LETTER_FLAG_SPOOFED | KT_LETTER_FLAG_FORGED)))
    append_note (notes, kt_marked (_ ("{d:from %s}"),
                                   *entry->from_name != 0 ? entry->from_name : entry->from));
  if (say_kind (letter->kind) != NULL)
    append_note (notes, kt_marked ("{d:%s}", say_kind (letter->kind)));
  if (entry->files > 0)
    append_note (notes,
                 kt_marked (ngettext ("{d:%u file}", "{d:%u files}", entry->files), entry->files));
  if (entry->linked->reason == KT_LINK_THREAD)
    append_note (notes, kt_marked ("{d:%s}", _ ("by its thread")));
  if (letter->gone_at != 0)
    append_note (notes, kt_marked ("{d:%s}", _ ("gone from the server")));
  return g_string_free (notes, FALSE);
}

/* Mark, title, words and notes of a line; the strings are the caller's. */
typedef struct
{
  const char *mark;
  char *title, *words, *notes;
} Line;

static void
line_of_letter (const KtCardEntry *entry, Line *line)
{
  const KtStoredLetter *letter = entry->linked->letter;
  line->mark = letter->direction == KT_DIRECTION_OUT ? ">" : "{y:<}";
  line->title = g_strdup (*letter->subject != 0 ? letter->subject : _ ("(no subject)"));
  line->words = *entry->words != 0 ? g_strdup_printf ("«%s»", entry->words) : g_strdup ("");
  line->notes = letter_notes (entry);
}

static const char *
say_state (const KtAppointment *visit)
{
  switch (visit->state)
    {
    case KT_VISIT_NO_SHOW:
      return C_ ("visit", "no-show");
    case KT_VISIT_CANCELLED:
      return C_ ("visit", "cancelled");
    case KT_VISIT_DONE:
      return NULL;
    case KT_VISIT_PENCILLED:
      return C_ ("visit", "lapsed");
    default:
      return C_ ("visit", "without an outcome");
    }
}

static void
line_of_visit (const KtCardEntry *entry, Line *line)
{
  const KtAppointment *visit = entry->visit;
  const char *state = say_state (visit);
  gint64 sum = visit->paid >= 0 ? visit->paid : visit->price;
  g_autofree char *money = sum >= 0 ? kt_say_money (sum, visit->currency) : NULL;
  line->mark = "·";
  line->title = kt_visit_services (visit);
  line->words = g_strjoin (", ", entry->hands != NULL ? entry->hands : money, /* NULL ends it */
                           entry->hands != NULL ? money : NULL, NULL);
  if (entry->hands == NULL && money == NULL)
    line->words = (g_free (line->words), g_strdup (""));
  line->notes = state == NULL                        ? g_strdup ("")
                : visit->state == KT_VISIT_CANCELLED ? kt_marked ("  {d:%s}", state)
                                                     : kt_marked ("  {y:%s}", state);
}

static void
line_of_event (const KtCardEntry *entry, Line *line)
{
  const KtDated *event = entry->event;
  gboolean cancelled = strcmp (event->status, "cancelled") == 0 || event->gone;
  line->mark = "·";
  line->title = g_strdup (*event->summary != 0 ? event->summary : _ ("(no title)"));
  line->words = g_strdup (event->location);
  line->notes = cancelled ? kt_marked ("  {d:%s}", C_ ("visit", "cancelled"))
                          : kt_marked ("  {d:%s}", event->calendar);
}

static void
line_of_invoice (const KtContext *context, const KtCardEntry *entry, Line *line)
{
  const KtInvoice *invoice = entry->invoice;
  line->mark = "·";
  line->title = g_strdup_printf ("%s %s", invoice->kind == KT_OFFER ? _ ("offer") : _ ("invoice"),
                                 invoice->number);
  line->words = kt_card_say_invoice (context, invoice);
  line->notes = g_strdup ("");
}

static void
line_of_deal (const KtCardEntry *entry, Line *line)
{
  line->mark = "·";
  line->title = kt_card_say_move (entry);
  line->words = kt_card_say_move_words (entry);
  line->notes = g_strdup ("");
}

static void
line_of_word (const KtCardEntry *entry, Line *line)
{
  line->mark = "·";
  line->notes = g_strdup ("");
  if (entry->kind == KT_CARD_REMINDER)
    {
      line->title = g_strdup (C_ ("reminder", "done"));
      line->words = g_strdup (entry->reminder->text);
      return;
    }
  const char *kind = entry->note->kind;
  line->title = g_strdup (g_str_equal (kind, "call")      ? C_ ("kind of note", "call")
                          : g_str_equal (kind, "meeting") ? C_ ("kind of note", "meeting")
                                                          : C_ ("kind of note", "note"));
  line->words = g_strdup (entry->note->text);
}

static void
print_wide (KtContext *context, const KtCardEntry *entry, int number, int date_columns,
            const Line *line)
{
  KtLocal day = kt_local_from_utc (entry->at, context->clock.zone);
  g_autofree char *date = kt_say_short (context, entry->at);
  gboolean letter = entry->kind == KT_CARD_LETTER;
  gboolean bold = entry->answer || entry->awaiting;
  g_autofree char *head
      = kt_marked ("{d:%2d}  %*s %s  ", number, date_columns, date, kt_say_weekday (day));
  int left = context->width - kt_marked_width (head) - 1 - 2 - kt_marked_width (line->notes);
  int columns = CLAMP (left, SUBJECT_LEAST, SUBJECT_COLUMNS);
  g_autofree char *title
      = kt_marked (bold ? "  {b:%-*.*s}" : "  %-*.*s", columns, columns, line->title);
  left -= columns + 2;
  kt_out_marked (context, head);
  kt_out_marked (context, line->mark);
  kt_out_marked (context, title);
  if (left >= WORDS_LEAST || !letter)
    kt_out (context, "  %.*s", MAX (left, WORDS_LEAST), line->words);
  kt_out_marked (context, line->notes);
  kt_out (context, "\n");
}

static void
print_narrow (KtContext *context, const KtCardEntry *entry, int number, const Line *line)
{
  g_autofree char *date = kt_say_short (context, entry->at);
  g_autofree char *head = kt_marked ("{d:%2d} %s ", number, date);
  int left = context->width - kt_marked_width (head) - 2;
  kt_out_marked (context, head);
  kt_out_marked (context, line->mark);
  kt_out (context, " %.*s\n", MAX (left, WORDS_LEAST), line->title);
  if (*line->words != 0)
    kt_out (context, "   %.*s\n", MAX (context->width - 3, WORDS_LEAST), line->words);
  if (*line->notes != 0)
    {
      kt_out (context, " ");
      kt_out_marked (context, line->notes);
      kt_out (context, "\n");
    }
}

void
kt_card_line (KtContext *context, const KtCardEntry *entry, int number, int date_columns)
{
  Line line = { 0 };
  if (entry->kind == KT_CARD_LETTER)
    line_of_letter (entry, &line);
  else if (entry->kind == KT_CARD_VISIT)
    line_of_visit (entry, &line);
  else if (entry->kind == KT_CARD_EVENT)
    line_of_event (entry, &line);
  else if (entry->kind == KT_CARD_INVOICE)
    line_of_invoice (context, entry, &line);
  else if (entry->kind == KT_CARD_DEAL)
    line_of_deal (entry, &line);
  else
    line_of_word (entry, &line);
  if (context->width < NARROW)
    print_narrow (context, entry, number, &line);
  else
    print_wide (context, entry, number, date_columns, &line);
  g_free (line.title);
  g_free (line.words);
  g_free (line.notes);
}
