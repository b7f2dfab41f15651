#include "config.h"
#include "kontor/letter-view.h"
#include <glib/gi18n.h>

static void
print_heading (KtContext *context, const KtStoredLetter *letter)
{
  g_autofree char *text = g_strdup (letter->people);
  g_autoptr (GArray) people = kt_people_parse (text);
  g_autofree char *date = kt_say_short (context, letter->time);
  const KtParticipant *from = kt_people_from (people);
  kt_out (context, "{b:%s}  %s", *letter->subject != 0 ? letter->subject : _ ("(no subject)"),
          date);
  if (from == NULL)
    kt_out (context, "\n");
  else if (*from->name != 0)
    kt_out (context, _ ("  from %s {d:<%s>}\n"), from->name, from->norm);
  else
    kt_out (context, _ ("  from %s\n"), from->norm);
}

/* Names are never inflected: they stand in quotes, behind the words. */
static void
print_reason (KtContext *context, const KtLink *link)
{
  g_autofree char *said = kt_say_short (context, link->at);
  switch (link->reason)
    {
    case KT_LINK_MINE:
      kt_out (context, _ ("  %s is your own address\n"), link->norm);
      break;
    case KT_LINK_IGNORED:
      kt_out (context, _ ("  %s is ignored, as you said\n"), link->norm);
      break;
    case KT_LINK_NOBODY:
      kt_out (context, _ ("  nobody has the address %s\n"), link->norm);
      break;
    case KT_LINK_OWNED:
      kt_out (context, _ ("  %s is on contact «%s»\n"), link->norm, link->name);
      break;
    case KT_LINK_FORWARDED:
      kt_out (context, _ ("  it forwards what %s wrote, which is on contact «%s»\n"), link->norm,
              link->name);
      break;
    case KT_LINK_SHARED:
      kt_out (context, _ ("  %s is on contact «%s», but shared: it picks nobody\n"), link->norm,
              link->name);
      break;
    case KT_LINK_THREAD:
      kt_out (context, _ ("  %s is shared, but contact «%s» takes part in the thread\n"),
              link->norm, link->name);
      break;
    case KT_LINK_SAID:
      kt_out (context, _ ("  you said on %s that it belongs to contact «%s»\n"), said, link->name);
      break;
    case KT_LINK_UNSAID:
      kt_out (context, _ ("  you said on %s that it does not belong to contact «%s»\n"), said,
              link->name);
      break;
    case KT_LINK_NAMED:
      kt_out (context, _ ("  «%s» in its title is contact «%s»\n"), link->norm, link->name);
      break;
    case KT_LINK_GUESSED:
      kt_out (context, _ ("  «%s» in its title may be contact «%s»: it picks nobody\n"), link->norm,
              link->name);
      break;
    case KT_LINK_NOBODYS:
      kt_out (context, _ ("  you said on %s that it belongs to nobody\n"), said);
      break;
    }
}

static void
print_conclusion (KtContext *context, const GPtrArray *links)
{
  g_autoptr (GPtrArray) contacts = kt_link_contacts (links);
  g_autoptr (GString) names = g_string_new (NULL);
  for (guint i = 0; i < contacts->len; i++)
    g_string_append_printf (names, "%s«%s»", i > 0 ? ", " : "",
                            ((KtLink *)contacts->pdata[i])->name);
  if (names->len > 0)
    kt_out (context, _ ("so it stands on the card of %s\n"), names->str);
  else
    kt_out (context, _ ("so it stands on nobody's card\n"));
}

/* What its own text was judged to do, and by which sentence. */
static void
print_judgement (KtContext *context, const KtStoredLetter *letter)
{
  const char *sentence = letter->question != NULL ? letter->question : "";
  const char *says = kt_letter_says (letter);
  if (says == NULL)
    kt_out (context, _ ("  its text asks nothing\n"));
  else if (g_str_equal (says, "asks"))
    kt_out (context, _ ("  its text asks: «%s»\n"), sentence);
  else if (g_str_equal (says, "closes"))
    kt_out (context, _ ("  its text merely closes\n"));
  else if (g_str_equal (says, "promises"))
    kt_out (context, _ ("  its text promises: «%s»\n"), sentence);
  else if (g_str_equal (says, "troubles"))
    kt_out (context, _ ("  its text tells of trouble: «%s»\n"), sentence);
  else
    kt_out (context, _ ("  its text thanks or informs: no answer is expected\n"));
}

void
kt_link_print (KtContext *context, const KtStoredLetter *letter, const GPtrArray *links)
{
  print_heading (context, letter);
  if (letter->flags & KT_LETTER_FLAG_FORGED)
    kt_out (context, _ ("  it says it is from you, but it came in from outside\n"));
  if (letter->kind == KT_KIND_PERSONAL)
    print_judgement (context, letter);
  for (guint i = 0; i < links->len; i++)
    print_reason (context, links->pdata[i]);
  print_conclusion (context, links);
}

void
kt_link_print_event (KtContext *context, const KtDated *event, const GPtrArray *links)
{
  g_autofree char *date = kt_say_short (context, event->start);
  kt_out (context, "{b:%s}  %s  {d:%s}\n", *event->summary != 0 ? event->summary : _ ("(no title)"),
          date, event->calendar);
  for (guint i = 0; i < links->len; i++)
    print_reason (context, links->pdata[i]);
  print_conclusion (context, links);
}
