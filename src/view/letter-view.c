#include "config.h"
#include "kontor/letter-view.h"
#include "letter-text.h"
#include <glib/gi18n.h>
#include <string.h>

#define PEOPLE_COLUMN 9 /* behind "Forwards" */

const KtParticipant *
kt_people_from (const GArray *people)
{
  for (guint i = 0; i < people->len; i++)
    {
      const KtParticipant *person = &g_array_index (people, KtParticipant, i);
      if (person->role == KT_ROLE_FROM)
        return person;
    }
  return NULL;
}

/* The address always stands beside the name: a name can say anything. */
static char *
say_person (const KtParticipant *person)
{
  g_autofree char *marked = *person->name != 0 && !g_str_equal (person->name, person->norm)
                                ? kt_marked ("%s {d:<%s>}", person->name, person->norm)
                                : kt_marked ("%s", person->norm);
  g_autofree char *date = person->role == KT_ROLE_FORWARDED && *person->note != 0
                              ? kt_marked (" {d:(%s)}", person->note)
                              : NULL;
  return g_strconcat (marked, date, NULL);
}

/* On a terminal a line ends behind a person, never within one. */
static void
print_people (KtContext *context, const GArray *people, KtRole role, const char *label)
{
  g_autoptr (GString) list = g_string_new (NULL);
  int column = PEOPLE_COLUMN;
  for (guint i = 0; i < people->len; i++)
    {
      const KtParticipant *person = &g_array_index (people, KtParticipant, i);
      if (person->role != role)
        continue;
      g_autofree char *marked = say_person (person);
      int width = kt_marked_width (marked);
      gboolean first = list->len == 0;
      gboolean over = !first && context->terminal && column + 2 + width >= context->width;
      if (over)
        g_string_append_printf (list, ",\n%*s", PEOPLE_COLUMN, "");
      else if (!first)
        g_string_append (list, ", ");
      g_string_append (list, marked);
      column = (over ? PEOPLE_COLUMN : column + (first ? 0 : 2)) + width;
    }
  if (list->len == 0)
    return;
  kt_out (context, "%-8s ", label);
  kt_out_marked (context, list->str);
  kt_out (context, "\n");
}

static void
print_contacts (KtContext *context, const GPtrArray *contacts)
{
  g_autoptr (GString) names = g_string_new (NULL);
  for (guint i = 0; i < contacts->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", ((KtLink *)contacts->pdata[i])->name);
  if (names->len > 0)
    kt_out (context, "%-8s %s\n", _ ("Card"), names->str);
}

static void
print_parts (KtContext *context, const GArray *parts, gboolean cut, gboolean full)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const KtPart *part = &g_array_index (parts, KtPart, i);
      g_autofree char *size = g_format_size (part->size);
      kt_out (context, "%-8s %u  %s  {d:%s%s%s}\n", i == 0 ? _ ("Files") : "", i + 1,
              *part->name != 0 ? part->name : _ ("(no name)"), part->type,
              part->size > 0 ? ", " : "", part->size > 0 ? size : "");
    }
  if (cut)
    kt_out (context, "%-8s {d:%s}\n", parts->len == 0 ? _ ("Files") : "",
            full ? _ ("there are more than can be listed; --raw fetches the original")
                 : _ ("a large letter, its beginning was read: there may be more; --full tells"));
}

static void
print_warnings (KtContext *context, const KtStoredLetter *letter)
{
  if (letter->flags & KT_LETTER_FLAG_FORGED)
    kt_out (context, _ ("{r:forged:} it says it is from you, but it came in from outside\n"));
  if (letter->flags & KT_LETTER_FLAG_SPOOFED)
    kt_out (context, _ ("{r:careful:} the name shows another address than the letter came from\n"));
  if (letter->gone_at != 0)
    {
      g_autofree char *when = kt_say_short (context, letter->gone_at);
      kt_out (context, _ ("{y:gone from the server} since %s; what is here was kept\n"), when);
    }
}

static void
print_text (KtContext *context, const KtStoredLetter *letter, gboolean full)
{
  if (*letter->text == 0)
    {
      kt_out (context, full || letter->kind == KT_KIND_PERSONAL || letter->kind == KT_KIND_INVITE
                           ? _ ("{d:It has no text of its own.}\n")
                           : _ ("{d:Of newsletters and automatic letters only the header is "
                                "kept; --full reads the original.}\n"));
      return;
    }
  g_autofree char *laid = kt_letter_lay_out (letter->text, context->terminal ? context->width : 0);
  g_autofree char *text = kt_safe_block (laid);
  kt_out_marked (context, text);
  if (letter->flags & KT_LETTER_FLAG_CUT)
    kt_out (context, full ? _ ("\n{d:cut: the letter goes on; --raw fetches the original}\n")
                          : _ ("\n{d:cut: the letter goes on; --full shows it}\n"));
  else if (letter->flags & KT_LETTER_FLAG_OWN)
    kt_out (context,
            _ ("\n{d:not shown: what it quotes or forwards, a signature; --full shows all}\n"));
}

void
kt_letter_print (KtContext *context, const KtStoredLetter *letter, const GPtrArray *contacts,
                 const GArray *parts, gboolean full)
{
  g_autofree char *text = g_strdup (letter->people);
  g_autoptr (GArray) people = kt_people_parse (text);
  g_autofree char *date
      = kt_say_date (context, kt_local_from_utc (letter->time, context->clock.zone));
  print_people (context, people, KT_ROLE_FROM, _ ("From"));
  print_people (context, people, KT_ROLE_SENDER, _ ("Sender"));
  print_people (context, people, KT_ROLE_REPLY_TO, _ ("Reply to"));
  print_people (context, people, KT_ROLE_TO, _ ("To"));
  print_people (context, people, KT_ROLE_CC, _ ("Cc"));
  print_people (context, people, KT_ROLE_BCC, _ ("Bcc"));
  print_people (context, people, KT_ROLE_FORWARDED, _ ("Forwards"));
  kt_out (context, "%-8s %s\n", _ ("Date"), date);
  kt_out (context, "%-8s {b:%s}\n", _ ("Subject"),
          *letter->subject != 0 ? letter->subject : _ ("(no subject)"));
  print_contacts (context, contacts);
  print_parts (context, parts, letter->flags & KT_LETTER_FLAG_PARTS_CUT, full);
  print_warnings (context, letter);
  kt_out (context, "\n");
  print_text (context, letter, full);
}
