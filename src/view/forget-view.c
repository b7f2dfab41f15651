#include "config.h"
#include "kontor/forget-view.h"
#include "kontor/table.h"

#include <glib/gi18n.h>
#include <string.h>

/* "23 visits, 4 notes, 2 letters": those that are not none. */
static char *
say_counts (const KtForget *forget)
{
  const KtForgetCounts *counts = &forget->counts;
  const struct
  {
    guint n;
    const char *text;
  } parts[] = {
    { counts->visits, ngettext ("%u visit", "%u visits", counts->visits) },
    { counts->notes, ngettext ("%u note", "%u notes", counts->notes) },
    { counts->formulas,
      ngettext ("%u formula or allergy", "%u formulas and allergies", counts->formulas) },
    { counts->reminders, ngettext ("%u reminder", "%u reminders", counts->reminders) },
    { counts->deals, ngettext ("%u deal", "%u deals", counts->deals) },
    { counts->invoices, ngettext ("%u invoice", "%u invoices", counts->invoices) },
    { forget->letters->len + forget->shared->len,
      ngettext ("%u letter", "%u letters", forget->letters->len + forget->shared->len) },
    { forget->in_calendars,
      ngettext ("%u calendar entry", "%u calendar entries", forget->in_calendars) },
  };
  GString *said = g_string_new (NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].n > 0)
      {
        g_string_append (said, said->len > 0 ? ", " : "");
        g_string_append_printf (said, parts[i].text, parts[i].n);
      }
  return g_string_free (said, FALSE);
}

static void
print_kept (KtContext *context, const KtForget *forget)
{
  const KtForgetCounts *counts = &forget->counts;
  if (counts->visits + counts->invoices + counts->deals > 0)
    kt_out (context,
            forget->kept_till != 0
                ? _ ("  {b:kept without a name:} date, service and price of visits and invoices,"
                     " sums of deals (books, till %d)\n")
                : _ ("  {b:kept without a name:} sums of deals\n"),
            forget->kept_till);
  if (counts->coming > 0)
    kt_out (context,
            ngettext ("  {b:cancelled:} %u visit to come\n", "  {b:cancelled:} %u visits to come\n",
                      counts->coming),
            counts->coming);
  if (forget->shared->len > 0)
    kt_out (
        context,
        ngettext ("  {b:not erased:} the text of %u letter, others of your book take part in it\n",
                  "  {b:not erased:} the text of %u letters, others of your book take part in"
                  " them\n",
                  forget->shared->len),
        forget->shared->len);
}

static void
print_elsewhere (KtContext *context, const KtForget *forget)
{
  g_autoptr (GString) said = g_string_new (NULL);
  guint letters = forget->letters->len + forget->shared->len;
  if (forget->in_calendars > 0)
    g_string_append_printf (
        said,
        ngettext ("%u entry in the calendar", "%u entries in the calendar", forget->in_calendars),
        forget->in_calendars);
  if (forget->sources->len > 0)
    {
      g_ptr_array_add (forget->sources, NULL);
      g_autofree char *where = g_strjoinv (", ", (char **)forget->sources->pdata);
      g_ptr_array_set_size (forget->sources, (int)forget->sources->len - 1);
      g_string_append (said, said->len > 0 ? ", " : "");
      /* TRANSLATORS: %s is the name of a mailbox */
      g_string_append_printf (said, ngettext ("%u letter at %s", "%u letters at %s", letters),
                              letters, where);
    }
  if (said->len > 0)
    kt_out (context, _ ("  {b:not mine to erase:} %s\n"), said->str);
}

void
kt_forget_print_plan (KtContext *context, const KtForget *forget)
{
  g_autofree char *counts = say_counts (forget);
  kt_out (context, "{b:%s}%s%s%s%s\n", forget->name, *forget->tail != '\0' ? " " : "", forget->tail,
          *counts != '\0' ? ": " : "", counts);
  kt_out (context,
          _ ("  {b:erased:} name, phone, addresses, notes, letters here, index, undo history,"
             " copies\n"));
  print_kept (context, forget);
  print_elsewhere (context, forget);
}

void
kt_forget_print_done (KtContext *context, const KtForget *forget, const KtForgetDone *done,
                      const char *paper)
{
  /* TRANSLATORS: files and strings are numbers */
  kt_out (context, _ ("erased, searched %u files for %u strings: %u found"), done->files,
          done->texts, done->found->len);
  if (paper != NULL)
    kt_out (context, _ ("   the paper: %s"), paper);
  kt_out (context, "\n");
  for (guint i = 0; i < done->found->len; i++)
    kt_out (context, "  {y:!} %s\n", (const char *)done->found->pdata[i]);
  if (done->found->len > 0)
    kt_out (context,
            _ ("what is left stands in records of others: change it there, it is not mine to"
               " cut\n"));
  if (forget->uids->len > 0 && context->settings->phone_calendar != NULL)
    kt_out (context, _ ("next: kontor sync   takes the name out of the calendar that your phone"
                        " shows\n"));
}

static void
add_int (KtJson *json, const char *name, gint64 value)
{
  kt_json_member (json, name);
  kt_json_int (json, value);
}

static void
add_texts (KtJson *json, const char *name, const GPtrArray *texts)
{
  kt_json_member (json, name);
  kt_json_begin_array (json);
  for (guint i = 0; texts != NULL && i < texts->len; i++)
    kt_json_text (json, texts->pdata[i]);
  kt_json_end_array (json);
}

void
kt_forget_print_json (KtContext *context, const KtForget *forget, const KtForgetDone *done,
                      const char *paper)
{
  const KtForgetCounts *counts = &forget->counts;
  KtJson *json = kt_json_begin ();
  kt_json_member (json, "erased");
  kt_json_boolean (json, done != NULL);
  add_int (json, "visits", counts->visits);
  add_int (json, "visits_to_come", counts->coming);
  add_int (json, "notes", counts->notes);
  add_int (json, "formulas", counts->formulas);
  add_int (json, "reminders", counts->reminders);
  add_int (json, "deals", counts->deals);
  add_int (json, "invoices", counts->invoices);
  add_int (json, "letters", forget->letters->len);
  add_int (json, "letters_with_others", forget->shared->len);
  add_int (json, "calendar_entries", forget->in_calendars);
  kt_json_member (json, "kept_till");
  if (forget->kept_till != 0)
    kt_json_int (json, forget->kept_till);
  else
    kt_json_null (json);
  add_texts (json, "letters_lie_at", forget->sources);
  add_int (json, "files_searched", done != NULL ? done->files : 0);
  add_int (json, "strings_searched", done != NULL ? done->texts : 0);
  add_texts (json, "found", done != NULL ? done->found : NULL);
  kt_json_member (json, "paper");
  kt_json_text (json, paper);
  kt_json_end (context, json);
}
