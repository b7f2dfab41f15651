#include "config.h"
#include "card-parts.h"
#include "kontor/agenda.h"
#include "kontor/card-view.h"
#include "kontor/contact-edit.h"
#include "kontor/table.h"
#include <glib/gi18n.h>
#include <string.h>

#define LABEL_COLUMNS 11

/* "client since 2023", or since when there is anything at all. */
static char *
say_standing (KtContext *context, const KtCard *card)
{
  const KtContact *contact = card->contact;
  gint64 first = card->oldest != 0 ? MIN (card->oldest, contact->created) : contact->created;
  int year = kt_local_from_utc (first, context->clock.zone).year;
  const char *type = contact->type != NULL     ? contact->type
                     : contact->status != NULL ? contact->status
                                               : NULL;
  if (type == NULL)
    return g_strdup_printf (_ ("since %d"), year);
  /* TRANSLATORS: the user's own word, then a year: "client since 2023" */
  return g_strdup_printf (_ ("%s since %d"), type, year);
}

static void
print_title (KtContext *context, const KtCard *card)
{
  const char *company = card->contact->company != NULL ? card->contact->company
                        : card->employer != NULL       ? card->employer
                                                       : "";
  g_autofree char *standing = say_standing (context, card);
  g_autofree char *safe = kt_safe (standing);
  g_autofree char *title
      = kt_marked (*company != 0 ? "{b:%s}  %s" : "{b:%s}%s", card->contact->name, company);
  int gap = context->width - kt_marked_width (title) - kt_marked_width (safe);
  kt_out_marked (context, title);
  if (gap >= 2)
    kt_out (context, "%*s%s\n", gap, "", standing);
  else
    kt_out (context, "\n  %s\n", standing);
}

void
kt_card_print_row (KtContext *context, const char *label, const char *pieces)
{
  if (*pieces == 0)
    return;
  g_auto (GStrv) parts = g_strsplit (pieces, " · ", -1);
  int used = LABEL_COLUMNS;
  kt_out (context, "  %-8s ", label);
  for (char **part = parts; *part != NULL; part++)
    {
      int columns = kt_marked_width (*part) + 3;
      gboolean fits = part == parts || context->width <= 0 || used + columns <= context->width;
      if (!fits)
        kt_out (context, "\n%*s", LABEL_COLUMNS, "");
      else if (part != parts)
        kt_out (context, " · ");
      used = fits ? used + columns : LABEL_COLUMNS + columns - 3;
      kt_out_marked (context, *part);
    }
  kt_out (context, "\n");
}

void
kt_card_append (GString *pieces, char *marked /* taken */)
{
  g_string_append_printf (pieces, "%s%s", pieces->len > 0 ? " · " : "", marked);
  g_free (marked);
}

static void
print_points (KtContext *context, const KtCard *card, const char *kind, const char *label)
{
  g_autoptr (GString) pieces = g_string_new (NULL);
  for (guint i = 0; i < card->points->len; i++)
    {
      const KtPoint *point = card->points->pdata[i];
      if (!g_str_equal (point->kind, kind))
        continue;
      if (point->label != NULL)
        kt_card_append (pieces, kt_marked ("%s {d:(%s)}", point->raw, point->label));
      else if (point->shared)
        kt_card_append (pieces, kt_marked ("%s {d:(%s)}", point->raw, _ ("shared")));
      else
        kt_card_append (pieces, kt_marked ("%s", point->raw));
    }
  kt_card_print_row (context, label, pieces->str);
}

/* The source is a client's name: "referred by" says it. */
static gboolean
is_referred_by (const KtCard *card, const char *source)
{
  for (guint i = 0; i < card->relations->len; i++)
    {
      const KtRelation *relation = card->relations->pdata[i];
      if (g_str_equal (relation->kind, "referred-by") && !relation->reverse
          && g_str_equal (relation->other_name, source))
        return TRUE;
    }
  return FALSE;
}

static void
print_about (KtContext *context, const KtCard *card)
{
  const KtContact *contact = card->contact;
  g_autoptr (GString) pieces = g_string_new (NULL);
  if (contact->type != NULL && contact->status != NULL)
    kt_card_append (pieces, kt_marked ("%s", contact->status));
  if (contact->patronymic != NULL && strstr (contact->name, contact->patronymic) == NULL)
    kt_card_append (pieces, contact->given != NULL
                                ? kt_marked ("%s %s", contact->given, contact->patronymic)
                                : kt_marked ("%s", contact->patronymic));
  if (contact->language != NULL)
    kt_card_append (pieces, kt_marked ("%s", contact->language));
  if (contact->city != NULL)
    kt_card_append (pieces, kt_marked ("%s", contact->city));
  if (contact->discount > 0)
    {
      g_autofree char *discount = kt_contact_get_field (contact, "discount");
      kt_card_append (pieces, kt_marked (_ ("{g:discount %s}"), discount));
    }
  if (contact->source != NULL && !is_referred_by (card, contact->source))
    kt_card_append (pieces, kt_marked (_ ("through %s"), contact->source));
  if (card->tags[0] != NULL)
    {
      g_autofree char *tags = g_strjoinv (", ", card->tags);
      kt_card_append (pieces, kt_marked (_ ("tags: %s"), tags));
    }
  if (contact->cadence > 0)
    kt_card_append (pieces, kt_marked (ngettext ("in touch every %d day", "in touch every %d days",
                                                 contact->cadence),
                                       contact->cadence));
  if (contact->consent != NULL)
    kt_card_append (pieces, g_str_equal (contact->consent, "yes")
                                ? kt_marked (_ ("may be written to"))
                                : kt_marked (_ ("{y:no offers by mail}")));
  kt_card_print_row (context, _ ("about"), pieces->str);
}

static void
print_birthday (KtContext *context, const KtCard *card)
{
  KtLocal day;
  int age;
  if (card->contact->birthday == NULL
      || !kt_birthday_next (card->contact->birthday, kt_context_today (context), &day, &age))
    return;
  day.hour = -1;
  g_autofree char *when = kt_say_when (context, day);
  g_autofree char *piece
      = age > 0 ? kt_marked (_ ("%s, turns %d"), when, age) : kt_marked ("%s", when);
  kt_card_print_row (context, _ ("birthday"), piece);
}

static void
print_waiting (KtContext *context, const KtCard *card)
{
  for (guint i = 0; i < card->follow_ups->len; i++)
    {
      const KtAgendaLine *line = card->follow_ups->pdata[i];
      KtLocal day = kt_local_from_utc (line->since, context->clock.zone);
      g_autofree char *since = kt_say_short (context, line->since);
      const char *what = line->question != NULL ? line->question : line->text;
      const char *format = line->section == KT_AGENDA_ANSWER
                               ? _ ("  {y:waits}    for you since %s %s: «%s»\n")
                               : _ ("  {y:waits}    you wait since %s %s: «%s»\n");
      kt_out (context, format, kt_say_weekday (day), since, what);
    }
}

void
kt_card_head (KtContext *context, const KtCard *card)
{
  print_title (context, card);
  kt_card_print_allergies (context, card);
  print_points (context, card, "email", _ ("mail"));
  print_points (context, card, "phone", _ ("phone"));
  print_points (context, card, "messenger", _ ("chat"));
  print_points (context, card, "post", _ ("post"));
  print_points (context, card, "url", _ ("web"));
  print_about (context, card);
  print_birthday (context, card);
  kt_card_print_people (context, card);
  kt_card_print_money (context, card);
  kt_card_print_visits (context, card);
  kt_card_print_deals (context, card);
  print_waiting (context, card);
}
