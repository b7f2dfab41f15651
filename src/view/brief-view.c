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
#define SAID_MAX 200

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
  kt_out (context, narrow ? "\n%s\n" : ": %s\n", parts);
}

static void
print_allergies (KtContext *context, const GPtrArray *allergies)
{
  g_autofree char *line = kt_allergy_line (context, allergies);
  if (line != NULL)
    kt_out (context, "{r:%s  %s}\n", _ ("ALLERGY"), line);
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
  label (context, _ ("LAST"));
  kt_out (context, "%s %s%s%s", date, services, hands != NULL ? ", " : "",
          hands != NULL ? hands : "");
  if (last->paid >= 0)
    kt_out (context, ", %s", paid);
  if (brief->longer > 0)
    kt_out (context, _ (", took %s longer"), took);
  else if (brief->longer < 0)
    kt_out (context, _ (", took %s less"), took);
  kt_out (context, "\n");
}

static void
print_formula (KtContext *context, const KtFormula *formula, const KtFormula *before)
{
  g_autofree char *kind = g_utf8_strup (formula->kind, -1);
  gboolean narrow = context->width < NARROW;
  label (context, kind);
  kt_out (context, "%s%s\n", g_utf8_strlen (kind, -1) >= LABEL && !narrow ? " " : "",
          formula->text);
  if (before == NULL)
    return;
  g_autofree char *date = kt_say_short (context, before->at);
  kt_out (context, "%*s{y:%s} ", narrow ? 2 : LABEL, "", _ ("changed:"));
  kt_out (context, _ ("before it was %s"), before->text);
  if (*formula->reason != '\0')
    kt_out (context, ", «%s»", formula->reason);
  kt_out (context, " (%s)\n", date);
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
  label (context, _ ("SAID"));
  for (guint i = 0; i < notes->len; i++)
    {
      const KtNote *note = notes->pdata[i];
      g_autofree char *date = kt_say_short (context, note->at);
      kt_out (context, "%s%s %.*s", i > 0 ? " · " : "", date, SAID_MAX, note->text);
    }
  kt_out (context, "\n");
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
  label (context, _ ("HABIT"));
  kt_out (context, "%s\n", line);
}

static void
print_offer (KtContext *context, const KtBrief *brief, const char *who)
{
  const KtSlot *slot = brief->offer != NULL ? brief->offer->slot : NULL;
  if (slot == NULL)
    return;
  g_autofree char *when = kt_say_visit_day (context, slot->start);
  const KtVisitPart *part = slot->parts->len > 0 ? slot->parts->pdata[0] : NULL;
  g_autofree char *hand = part != NULL ? kt_hand_name (context, part->staff) : NULL;
  label (context, _ ("OFFER"));
  if (hand != NULL)
    kt_out (context, _ ("next time {b:%s} with %s is free"), when, hand);
  else
    kt_out (context, _ ("next time {b:%s} is free"), when);
  if (!context->quiet)
    kt_out (context, context->width < NARROW ? "\n  {c:kontor again %s}" : "   {c:kontor again %s}",
            who);
  kt_out (context, "\n");
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
