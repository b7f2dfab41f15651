#include "config.h"
#include "kontor/import-view.h"
#include "kontor/ask.h"
#include "kontor/error.h"
#include "kontor/handle.h"
#include "kontor/table.h"
#include <glib/gi18n.h>
#include <string.h>

#define SHOWN 40   /* rows of a preview */
#define DETAILS 10 /* rows named in an error */
#define VALUE_CHARS 40

static const char *const verdict_ids[KT_IMPORT_VERDICTS]
    = { "new", "changed", "same", "doubtful", "refused" };

static const char *
say_verdict (KtImportVerdict verdict)
{
  switch (verdict)
    {
    case KT_IMPORT_NEW:
      return C_ ("import", "new");
    case KT_IMPORT_CHANGED:
      return C_ ("import", "changed");
    case KT_IMPORT_SAME:
      return C_ ("import", "same");
    case KT_IMPORT_DOUBTFUL:
      return C_ ("import", "doubtful");
    default:
      return C_ ("import", "refused");
    }
}

/* The beginning of a value, for a line. */
static char *
brief (const char *text)
{
  if (g_utf8_strlen (text, -1) <= VALUE_CHARS)
    return g_strdup (text);
  g_autofree char *cut = g_utf8_substring (text, 0, VALUE_CHARS - 1);
  return g_strconcat (cut, "…", NULL);
}

char *
kt_import_say_item (const KtImportItem *item, const KtImportOptions *options)
{
  g_autoptr (GString) said = g_string_new (NULL);
  if (item->line > 0)
    g_string_append_printf (said, _ ("line %u"), item->line);
  if (item->column > 0)
    g_string_append_printf (said, _ (", column %u"), item->column);
  if (item->column > 0 && item->column <= options->n_headers)
    g_string_append_printf (said, " «%s»", options->headers[item->column - 1]);
  if (item->why != NULL)
    g_string_append_printf (said, "%s%s", said->len > 0 ? ": " : "", item->why);
  return g_string_free (g_steal_pointer (&said), FALSE);
}

static void
append_changes (GString *said, const KtImportItem *item, gboolean written)
{
  gboolean first = TRUE;
  for (guint i = 0; item->changes != NULL && i < item->changes->len; i++)
    {
      const KtImportChange *change = item->changes->pdata[i];
      if (change->written != written)
        continue;
      g_autofree char *from = change->from != NULL ? brief (change->from) : NULL;
      g_autofree char *to = brief (change->to);
      if (!first)
        g_string_append (said, ", ");
      else if (said->len > 0)
        g_string_append (said, "; ");
      if (first && !written)
        g_string_append_printf (said, "%s ", _ ("stays:"));
      first = FALSE;
      if (from == NULL)
        g_string_append_printf (said, "%s %s", change->field, to);
      else if (written)
        g_string_append_printf (said, "%s %s → %s", change->field, from, to);
      else
        g_string_append_printf (said, _ ("%s %s (the file: %s)"), change->field, from, to);
    }
}

/* What is to be said of a row; "" it is plainly new or the same. */
static char *
say_row (const KtImportItem *item, const KtImportOptions *options)
{
  g_autoptr (GString) said = g_string_new (NULL);
  append_changes (said, item, TRUE);
  append_changes (said, item, FALSE);
  if (item->why != NULL)
    {
      KtImportItem place = *item;
      place.line = 0; /* stands in a column of its own */
      g_autofree char *why = kt_import_say_item (&place, options);
      g_string_append_printf (said, "%s%s", said->len > 0 ? "; " : "",
                              g_str_has_prefix (why, ", ") ? why + 2 : why);
    }
  return g_string_free (g_steal_pointer (&said), FALSE);
}

char *
kt_import_say_counts (const KtImportPlan *plan)
{
  g_autoptr (GString) said = g_string_new (NULL);
  for (guint i = 0; i < KT_IMPORT_VERDICTS; i++)
    if (plan->counts[i] > 0)
      g_string_append_printf (said, "%s%u %s", said->len > 0 ? ", " : "", plan->counts[i],
                              say_verdict (i));
  return g_string_free (g_steal_pointer (&said), FALSE);
}

/* --- for programs --- */

static void
print_csv (KtContext *context, const KtImportPlan *plan, const KtImportOptions *options)
{
  static const KtColumn columns[] = { { "line", N_ ("Line"), KT_COLUMN_NUMBER },
                                      { "verdict", N_ ("Verdict"), KT_COLUMN_TEXT },
                                      { "name", N_ ("Name"), KT_COLUMN_TEXT },
                                      { "what", N_ ("What"), KT_COLUMN_TEXT },
                                      { "ref", N_ ("Ref"), KT_COLUMN_REF } };
  g_autoptr (KtTable) table = kt_table_new (columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < plan->items->len; i++)
    {
      const KtImportItem *item = plan->items->pdata[i];
      g_autofree char *what = say_row (item, options);
      kt_table_add (table, (gint64)item->line, verdict_ids[item->verdict], item->name, what,
                    item->verdict == KT_IMPORT_NEW ? (gint64)0 : (gint64)item->contact);
    }
  kt_table_print (table, context, "rows");
}

static void
add_member (KtJson *json, const char *name, const char *text)
{
  kt_json_member (json, name);
  kt_json_text (json, text);
}

static void
add_changes (KtJson *json, const KtImportItem *item)
{
  kt_json_member (json, "changes");
  kt_json_begin_array (json);
  for (guint i = 0; item->changes != NULL && i < item->changes->len; i++)
    {
      const KtImportChange *change = item->changes->pdata[i];
      kt_json_begin_object (json);
      add_member (json, "field", change->field);
      add_member (json, "from", change->from);
      add_member (json, "to", change->to);
      kt_json_member (json, "written");
      kt_json_boolean (json, change->written);
      kt_json_end_object (json);
    }
  kt_json_end_array (json);
}

static void
add_row (KtJson *json, const KtImportItem *item)
{
  kt_json_begin_object (json);
  kt_json_member (json, "line");
  kt_json_int (json, item->line);
  kt_json_member (json, "column");
  if (item->column > 0)
    kt_json_int (json, item->column);
  else
    kt_json_null (json);
  add_member (json, "verdict", verdict_ids[item->verdict]);
  add_member (json, "name", item->name);
  kt_json_member (json, "contact");
  kt_json_contact (json, item->verdict == KT_IMPORT_NEW ? 0 : item->contact, item->name);
  add_member (json, "why", item->why);
  add_changes (json, item);
  kt_json_end_object (json);
}

static void
print_json (KtContext *context, const KtImportPlan *plan, const KtImportOptions *options,
            gboolean saved)
{
  KtJson *json = kt_json_begin ();
  add_member (json, "file", options->file);
  for (guint i = 0; i < KT_IMPORT_VERDICTS; i++)
    {
      kt_json_member (json, verdict_ids[i]);
      kt_json_int (json, plan->counts[i]);
    }
  kt_json_member (json, "columns");
  kt_json_begin_array (json);
  for (guint i = 0; i < options->n_headers; i++)
    {
      kt_json_begin_object (json);
      add_member (json, "header", options->headers[i]);
      add_member (json, "meaning", options->meanings != NULL ? options->meanings[i] : NULL);
      kt_json_end_object (json);
    }
  kt_json_end_array (json);
  kt_json_member (json, "rows");
  kt_json_begin_array (json);
  for (guint i = 0; i < plan->items->len; i++)
    add_row (json, plan->items->pdata[i]);
  kt_json_end_array (json);
  kt_json_member (json, "saved");
  kt_json_boolean (json, saved);
  kt_json_end (context, json);
}

/* --- for people --- */

static const char *const marks[KT_IMPORT_VERDICTS] = { "g", "b", "d", "y", "r" };

static void
print_row (KtContext *context, const KtImportItem *item, const KtImportOptions *options)
{
  g_autofree char *what = say_row (item, options);
  g_autofree char *mark = kt_marked ("%-9.9s", say_verdict (item->verdict));
  g_autofree char *name
      = kt_marked (context->width < 60 ? "%s" : "%-22.22s", item->name != NULL ? item->name : "");
  g_autofree char *safe = kt_safe (what);
  g_autofree char *line
      = g_strdup_printf ("{d:%6u}  {%s:%s}  %s%s%s\n", item->line, marks[item->verdict], mark, name,
                         context->width < 60 ? "\n        " : "  ", safe);
  kt_out_marked (context, line);
}

static gboolean
is_plain (const KtImportItem *item)
{
  return item->why == NULL && item->changes == NULL
         && (item->verdict == KT_IMPORT_NEW || item->verdict == KT_IMPORT_SAME);
}

/* Refused and doubtful ones first: they are what one has to do something about. */
static void
print_rows (KtContext *context, const KtImportPlan *plan, const KtImportOptions *options)
{
  static const KtImportVerdict order[]
      = { KT_IMPORT_REFUSED, KT_IMPORT_DOUBTFUL, KT_IMPORT_CHANGED, KT_IMPORT_SAME, KT_IMPORT_NEW };
  guint shown = 0, more = 0;
  for (gsize k = 0; k < G_N_ELEMENTS (order); k++)
    for (guint i = 0; i < plan->items->len; i++)
      {
        const KtImportItem *item = plan->items->pdata[i];
        if (item->verdict != order[k] || is_plain (item))
          continue;
        if (shown < SHOWN || context->all)
          print_row (context, item, options);
        else
          more++;
        shown++;
      }
  if (more > 0)
    kt_out (context, ngettext ("{d:+ %u more: --all}\n", "{d:+ %u more: --all}\n", more), more);
}

void
kt_import_print (KtContext *context, const KtImportPlan *plan, const KtImportOptions *options,
                 const char *remark)
{
  if (context->output == KT_OUTPUT_CSV)
    {
      print_csv (context, plan, options);
      return;
    }
  if (context->output == KT_OUTPUT_JSON)
    {
      print_json (context, plan, options, FALSE);
      return;
    }
  if (remark != NULL)
    kt_out_marked (context, remark);
  print_rows (context, plan, options);
  g_autofree char *counts = kt_import_say_counts (plan);
  kt_out (context, "{b:%s}\n", counts);
  if (plan->new_fields[0] != NULL)
    {
      g_autofree char *names = g_strjoinv (", ", plan->new_fields);
      kt_out (context, _ ("own fields that are made: %s\n"), names);
    }
  if (plan->differing > 0 && !options->update)
    kt_out (context,
            ngettext ("{d:what differs in %u of them stays as you have it; --update takes the "
                      "file's}\n",
                      "{d:what differs in %u of them stays as you have it; --update takes the "
                      "file's}\n",
                      plan->differing),
            plan->differing);
}

static gboolean
is_bad (const KtImportItem *item)
{
  return item->verdict == KT_IMPORT_REFUSED || item->verdict == KT_IMPORT_DOUBTFUL;
}

static void
name_bad_rows (const KtImportPlan *plan, const KtImportOptions *options, GError **error)
{
  guint named = 0;
  for (guint i = 0; i < plan->items->len; i++)
    {
      const KtImportItem *item = plan->items->pdata[i];
      if (!is_bad (item) || named++ >= DETAILS)
        continue;
      g_autofree char *said = kt_import_say_item (item, options);
      if (item->name != NULL)
        kt_error_detail (error, "%s  %s", said, item->name);
      else
        kt_error_detail (error, "%s", said);
    }
  if (named > DETAILS)
    kt_error_detail (error, ngettext ("and %u more", "and %u more", named - DETAILS),
                     named - DETAILS);
}

/* With partial, after all is done. */
static gboolean
tell_left_out (KtContext *context, const KtImportPlan *plan, const KtImportOptions *options,
               GError **error)
{
  guint bad = plan->counts[KT_IMPORT_REFUSED] + plan->counts[KT_IMPORT_DOUBTFUL];
  if (bad == 0)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_PARTLY,
               ngettext ("%u of the contacts of «%s» was left out",
                         "%u of the contacts of «%s» were left out", bad),
               bad, options->file);
  name_bad_rows (plan, options, error);
  if (bad > DETAILS)
    kt_error_hint (error, _ ("all of them: repeat with --dry-run --all"));
  kt_error_hint (error, _ ("correct them in the file and import it again: what is here already "
                           "stays as it is"));
  return FALSE;
}

static void
say_done (KtContext *context, const KtImportPlan *plan, const KtImportOptions *options)
{
  guint here = plan->counts[KT_IMPORT_SAME];
  gboolean nothing = plan->counts[KT_IMPORT_NEW] + plan->counts[KT_IMPORT_CHANGED] == 0;
  if (context->output == KT_OUTPUT_JSON)
    {
      print_json (context, plan, options, !nothing);
      return;
    }
  if (nothing)
    {
      kt_out (context,
              ngettext ("nothing new in %s, its %u contact is here already\n",
                        "nothing new in %s, its %u contacts are here already\n", here),
              options->file, here);
      return;
    }
  g_autofree char *counts = kt_import_say_counts (plan);
  kt_out (context, "%-8s %s: %s", _ ("imported"), options->file, counts);
  kt_out (context, context->quiet ? "\n" : "   {d:%s}\n", _ ("take it back: kontor undo"));
}

static gboolean
ask (KtContext *context, const KtImportPlan *plan, const KtImportOptions *options,
     gboolean *ret_yes, GError **error)
{
  guint fresh = plan->counts[KT_IMPORT_NEW], changed = plan->counts[KT_IMPORT_CHANGED];
  *ret_yes = TRUE;
  if (context->yes || context->no_input || fresh + changed == 0)
    return TRUE;
  g_autofree char *question
      = kt_marked (_ ("import %s: %u new, %u changed? [y/N] "), options->file, fresh, changed);
  return kt_ask_yes (context, question, ret_yes, error);
}

gboolean
kt_import_run (KtContext *context, GPtrArray *records, const KtImportOptions *options,
               const char *command, const char *remark, GError **error)
{
  gboolean yes;
  g_autoptr (KtImportPlan) plan = kt_import_plan (context, records, options, error);
  if (plan == NULL)
    return FALSE;
  gboolean asks = !context->yes && !context->no_input && context->output == KT_OUTPUT_TEXT;
  if (context->dry_run || asks)
    kt_import_print (context, plan, options, remark);
  if (!kt_import_check (plan, options, error))
    {
      name_bad_rows (plan, options, error);
      kt_error_hint (error, _ ("nothing was imported; correct the file, or import the others: "
                               "--partial"));
      return FALSE;
    }
  if (context->dry_run)
    return TRUE;
  if (!ask (context, plan, options, &yes, error))
    return FALSE;
  if (!yes)
    {
      kt_out (context, "%s\n", _ ("nothing was imported"));
      return TRUE;
    }
  if (!kt_import_do (context, plan, options, command, error))
    return FALSE;
  say_done (context, plan, options);
  return tell_left_out (context, plan, options, error);
}
