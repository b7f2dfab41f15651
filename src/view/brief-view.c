#include "config.h"
#include "kontor/allergy.h"
#include "kontor/brief-view.h"
#include "kontor/formula.h"
#include "kontor/note.h"
#include "kontor/visit-facts.h"
#include "kontor/visit-view.h"
#include "kontor/visit-words.h"
#include <glib/gi18n.h>
#include <string.h>

#define WEEK 7
#define NARROW 60
#define LABEL 8
#define INDENT 2 /* of what stands below a label in the narrow layout */
#define SAID_MAX 200
#define HALF_YEAR 183

static const char *const weekdays[] = {
  NC_ ("habit", "Mondays"),   NC_ ("habit", "Tuesdays"), NC_ ("habit", "Wednesdays"),
  NC_ ("habit", "Thursdays"), NC_ ("habit", "Fridays"),  NC_ ("habit", "Saturdays"),
  NC_ ("habit", "Sundays"),
};

/* "LAST    " in front of a line, on a line of its own in the narrow layout. */
static void
label (KtContext *context, const char *name)
{
  if (context->width < NARROW)
    kt_out (context, "{b:%s}\n  ", name);
  else
    kt_out (context, "{b:%-*s}", LABEL, name);
}

/* A marked line and its end; where the window is narrow, broken at spaces and indented below. */
static void
out_line (KtContext *context, int indent, const char *marked)
{
  g_auto (GStrv) words = g_strsplit (marked, " ", -1);
  g_autoptr (GString) lines = g_string_new (NULL);
  int used = indent;
  for (guint i = 0; words[i] != NULL; i++)
    {
      int columns = kt_marked_width (words[i]);
      gboolean breaks = context->width < NARROW && i > 0 && used + 1 + columns > context->width;
      g_string_append (lines, breaks ? "\n  " : i > 0 ? " " : "");
      g_string_append (lines, words[i]);
      used = (breaks ? INDENT : used + (i > 0)) + columns;
    }
  kt_out_marked (context, lines->str);
  kt_out (context, "\n");
}

/* The same behind its label; text is not yet safe. */
static void
out_row (KtContext *context, const char *name, const char *text)
{
  g_autofree char *marked = kt_marked ("%s", text);
  label (context, name);
  out_line (context, INDENT, marked);
}

/* "colour 45 · works 40 · cut 35" */
static char *
say_parts (const KtAppointment *visit)
{
  GString *line = g_string_new (NULL);
  for (guint i = 0; i < visit->parts->len; i++)
    {
      const KtVisitPart *part = visit->parts->pdata[i];
      const KtLengths *lengths = &part->lengths;
      g_string_append_printf (line, "%s%s %d", line->len > 0 ? " · " : "", part->name,
                              lengths->work);
      if (lengths->free > 0)
        g_string_append_printf (line, _ (" · works %d"), lengths->free);
      if (lengths->finish > 0)
        g_string_append_printf (line, _ (" · finish %d"), lengths->finish);
    }
  return g_string_free (line, FALSE);
}

static void
print_head (KtContext *context, const KtBrief *brief)
{
  const KtAppointment *visit = brief->visit;
  gboolean narrow = context->width < NARROW;
  if (visit == NULL)
    {
      kt_out (context, "{b:%s}  {d:%s}\n", brief->contact->name, _ ("no visit is booked"));
      return;
    }
  KtLocal start = kt_visit_local (context, visit);
  KtLocal end = kt_local_from_utc (visit->end_at, context->clock.zone);
  gboolean today = kt_visit_days (context, visit) == 0;
  g_autofree char *day
      = today ? g_strdup (_ ("today")) : g_strdup_printf ("%s", kt_say_weekday (start));
  g_autofree char *date = today ? g_strdup ("") : kt_say_short_date (context, start);
  g_autofree char *hands = kt_visit_hands (context, visit);
  g_autofree char *parts = say_parts (visit);
  kt_out (context, narrow ? "{b:%s}\n" : "{b:%s}   ", brief->contact->name);
  kt_out (context, "%s%s%s {b:%02d:%02d–%02d:%02d}", day, *date != '\0' ? " " : "", date,
          start.hour, start.minute, end.hour, end.minute);
  kt_out (context, "%s%s", hands != NULL ? ", " : "", hands != NULL ? hands : "");
  g_autofree char *line = kt_marked (narrow ? "%s" : ": %s", parts);
  kt_out (context, narrow ? "\n" : "");
  out_line (context, 0, line);
}

static void
print_allergies (KtContext *context, const GPtrArray *allergies)
{
  g_autofree char *line = kt_allergy_line (context, allergies);
  g_autofree char *marked = line != NULL ? kt_marked ("{r:%s  %s}", _ ("ALLERGY"), line) : NULL;
  if (marked != NULL)
    out_line (context, 0, marked);
}

static void
print_last (KtContext *context, const KtBrief *brief)
{
  const KtAppointment *last = brief->last;
  if (last == NULL)
    return;
  g_autofree char *date = kt_say_short (context, last->start_at);
  g_autofree char *services = kt_visit_services (last), *hands = kt_visit_hands (context, last);
  g_autofree char *paid = kt_say_money (last->paid, last->currency);
  g_autofree char *took = kt_say_minutes (ABS (brief->longer));
  g_autoptr (GString) line = g_string_new (NULL);
  g_string_append_printf (line, "%s %s%s%s", date, services, hands != NULL ? ", " : "",
                          hands != NULL ? hands : "");
  if (last->paid >= 0)
    g_string_append_printf (line, ", %s", paid);
  if (brief->longer > 0)
    g_string_append_printf (line, _ (", took %s longer"), took);
  else if (brief->longer < 0)
    g_string_append_printf (line, _ (", took %s less"), took);
  out_row (context, _ ("LAST"), line->str);
}

static void
print_formula (KtContext *context, const KtFormula *formula, const KtFormula *before)
{
  g_autofree char *kind = g_utf8_strup (formula->kind, -1);
  gboolean narrow = context->width < NARROW;
  label (context, kind);
  g_autofree char *text
      = kt_marked ("%s%s", g_utf8_strlen (kind, -1) >= LABEL && !narrow ? " " : "", formula->text);
  out_line (context, INDENT, text);
  if (before == NULL)
    return;
  g_autofree char *date = kt_say_short (context, before->at);
  g_autofree char *was = g_strdup_printf (_ ("before it was %s"), before->text);
  g_autofree char *why
      = *formula->reason != '\0' ? g_strdup_printf (", «%s»", formula->reason) : g_strdup ("");
  g_autofree char *line = kt_marked ("{y:%s} %s%s (%s)", _ ("changed:"), was, why, date);
  kt_out (context, "%*s", narrow ? INDENT : LABEL, "");
  out_line (context, INDENT, line);
}

void
kt_formulas_print (KtContext *context, const GPtrArray *formulas)
{
  for (guint i = 0; i < formulas->len; i++)
    {
      const KtFormula *formula = formulas->pdata[i];
      const KtFormula *newer = i > 0 ? formulas->pdata[i - 1] : NULL;
      const KtFormula *before = i + 1 < formulas->len ? formulas->pdata[i + 1] : NULL;
      if (newer != NULL && strcmp (newer->kind, formula->kind) == 0)
        continue;
      gboolean changed = before != NULL && strcmp (before->kind, formula->kind) == 0
                         && strcmp (before->text, formula->text) != 0;
      print_formula (context, formula, changed ? before : NULL);
    }
}

static void
print_notes (KtContext *context, const GPtrArray *notes)
{
  if (notes->len == 0)
    return;
  g_autoptr (GString) line = g_string_new (NULL);
  for (guint i = 0; i < notes->len; i++)
    {
      const KtNote *note = notes->pdata[i];
      g_autofree char *date = kt_say_short (context, note->at);
      g_autofree char *said
          = kt_marked ("%s%s %.*s", i > 0 ? " · " : "", date, SAID_MAX, note->text);
      g_string_append (line, said);
    }
  label (context, _ ("SAID"));
  out_line (context, INDENT, line->str);
}

static void
print_habit (KtContext *context, const KtBrief *brief)
{
  const KtHabit *habit = &brief->habit;
  g_autoptr (GPtrArray) said = g_ptr_array_new_with_free_func (g_free);
  int usual = brief->usual, visits = (int)brief->visits;
  if (usual > 0 && usual % WEEK == 0)
    g_ptr_array_add (said, g_strdup_printf (ngettext ("every week", "every %d weeks", usual / WEEK),
                                            usual / WEEK));
  else if (usual > 0)
    g_ptr_array_add (said, g_strdup_printf (ngettext ("every day", "every %d days", usual), usual));
  if (visits > 0)
    g_ptr_array_add (said, g_strdup_printf (ngettext ("%d visit", "%d visits", visits), visits));
  if (habit->weekday > 0)
    g_ptr_array_add (said, g_strdup (g_dpgettext2 (NULL, "habit", weekdays[habit->weekday - 1])));
  if (habit->hour >= 0)
    g_ptr_array_add (said, g_strdup_printf (_ ("at %d:%02d"), habit->hour, habit->minute));
  if (habit->always)
    g_ptr_array_add (said, g_strdup (_ ("always on time")));
  else if (habit->known && habit->late > KT_HABIT_LATE)
    g_ptr_array_add (said, g_strdup_printf (ngettext ("usually %d minute late",
                                                      "usually %d minutes late", habit->late),
                                            habit->late));
  if (said->len == 0)
    return;
  g_ptr_array_add (said, NULL);
  g_autofree char *line = g_strjoinv (", ", (char **)said->pdata);
  out_row (context, _ ("HABIT"), line);
}

/* The year of a time to offer only where it could be doubted. */
static char *
say_offered (const KtContext *context, KtLocal start)
{
  KtLocal today = kt_context_today (context);
  if (start.year != today.year && kt_local_days_between (today, start) > HALF_YEAR)
    return kt_say_visit_day (context, start);
  return g_strdup_printf ("%s %d.%02d. %02d:%02d", kt_say_weekday (start), start.day, start.month,
                          start.hour, start.minute);
}

static void
print_offer (KtContext *context, const KtBrief *brief, const char *who)
{
  const KtSlot *slot = brief->offer != NULL ? brief->offer->slot : NULL;
  if (slot == NULL)
    return;
  g_autofree char *when = say_offered (context, slot->start);
  const KtVisitPart *part = slot->parts->len > 0 ? slot->parts->pdata[0] : NULL;
  g_autofree char *hand = part != NULL ? kt_hand_name (context, part->staff) : NULL;
  label (context, _ ("OFFER"));
  g_autofree char *said = hand != NULL
                              ? kt_marked (_ ("next time {b:%s} with %s is free"), when, hand)
                              : kt_marked (_ ("next time {b:%s} is free"), when);
  if (context->quiet || context->width < NARROW)
    out_line (context, INDENT, said);
  else
    kt_out_marked (context, said);
  if (!context->quiet)
    kt_out (context,
            context->width < NARROW ? "  {c:kontor again %s}\n" : "   {c:kontor again %s}\n", who);
}

static void
print_text (KtContext *context, const KtBrief *brief, const char *who)
{
  print_head (context, brief);
  print_allergies (context, brief->allergies);
  kt_out (context, "\n");
  print_last (context, brief);
  kt_formulas_print (context, brief->formulas);
  print_notes (context, brief->notes);
  print_habit (context, brief);
  print_offer (context, brief, who);
}

/* --- JSON --- */

static void
add_text (KtJson *builder, const char *name, const char *text)
{
  kt_json_member (builder, name);
  kt_json_text (builder, text);
}

static void
add_int (KtJson *builder, const char *name, gint64 value)
{
  kt_json_member (builder, name);
  kt_json_int (builder, value);
}

static void
add_time (KtJson *builder, const KtContext *context, const char *name, gint64 utc)
{
  kt_json_member (builder, name);
  kt_json_time (builder, context, utc);
}

void
kt_json_allergies (KtJson *builder, KtContext *context, const GPtrArray *allergies)
{
  kt_json_begin_array (builder);
  for (guint i = 0; i < allergies->len; i++)
    {
      const KtAllergy *allergy = allergies->pdata[i];
      char tested[KT_LOCAL_TEXT];
      if (allergy->tested.year != 0)
        kt_local_format (allergy->tested, tested);
      kt_json_begin_object (builder);
      add_text (builder, "text", allergy->text);
      add_text (builder, "tested", allergy->tested.year != 0 ? tested : NULL);
      add_text (builder, "result", allergy->result);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
}

void
kt_json_formulas (KtJson *builder, KtContext *context, const GPtrArray *formulas)
{
  kt_json_begin_array (builder);
  for (guint i = 0; i < formulas->len; i++)
    {
      const KtFormula *formula = formulas->pdata[i];
      kt_json_begin_object (builder);
      kt_json_member (builder, "ref");
      kt_json_ref (builder, formula->id);
      add_text (builder, "kind", formula->kind);
      add_time (builder, context, "at", formula->at);
      add_text (builder, "text", formula->text);
      add_text (builder, "reason", *formula->reason != '\0' ? formula->reason : NULL);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
}

static void
add_visit (KtJson *builder, KtContext *context, const char *name, const KtAppointment *visit)
{
  kt_json_member (builder, name);
  if (visit != NULL)
    kt_json_visit (builder, context, visit);
  else
    kt_json_null (builder);
}

static void
add_habit (KtJson *builder, const KtBrief *brief)
{
  const KtHabit *habit = &brief->habit;
  g_autofree char *hour = g_strdup_printf ("%02d:%02d", habit->hour, habit->minute);
  kt_json_member (builder, "habit");
  kt_json_begin_object (builder);
  add_int (builder, "visits", brief->visits);
  add_int (builder, "usual_days", brief->usual);
  add_int (builder, "weekday", habit->weekday);
  add_text (builder, "hour", habit->hour >= 0 ? hour : NULL);
  kt_json_member (builder, "minutes_late");
  if (habit->known)
    kt_json_int (builder, habit->late);
  else
    kt_json_null (builder);
  kt_json_end_object (builder);
}

static void
print_json (KtContext *context, const KtBrief *brief)
{
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "contact");
  kt_json_contact (builder, brief->contact->id, brief->contact->name);
  kt_json_member (builder, "allergies");
  kt_json_allergies (builder, context, brief->allergies);
  add_visit (builder, context, "visit", brief->visit);
  add_visit (builder, context, "last", brief->last);
  add_int (builder, "last_took_longer", brief->longer);
  kt_json_member (builder, "formulas");
  kt_json_formulas (builder, context, brief->formulas);
  kt_json_member (builder, "notes");
  kt_json_begin_array (builder);
  for (guint i = 0; i < brief->notes->len; i++)
    {
      const KtNote *note = brief->notes->pdata[i];
      kt_json_begin_object (builder);
      add_time (builder, context, "at", note->at);
      add_text (builder, "kind", note->kind);
      add_text (builder, "text", note->text);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
  add_habit (builder, brief);
  const KtSlot *slot = brief->offer != NULL ? brief->offer->slot : NULL;
  add_time (builder, context, "offer", slot != NULL ? slot->start_at : 0);
  kt_json_end (context, builder);
}

void
kt_brief_print (KtContext *context, const KtBrief *brief, const char *who)
{
  if (context->output == KT_OUTPUT_JSON)
    print_json (context, brief);
  else
    print_text (context, brief, who);
}
