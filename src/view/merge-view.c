#include "config.h"
#include "kontor/merge-view.h"
#include "kontor/table.h"
#include <glib/gi18n.h>

static char *
say_move (const KtMergeMove *move)
{
  guint n = move->count;
  const char *table = move->column->table;
  if (g_str_equal (table, "contact_point"))
    return g_strdup_printf (ngettext ("%u address or phone", "%u addresses and phones", n), n);
  if (g_str_equal (table, "note"))
    return g_strdup_printf (ngettext ("%u note", "%u notes", n), n);
  if (g_str_equal (table, "reminder"))
    return g_strdup_printf (ngettext ("%u reminder", "%u reminders", n), n);
  if (g_str_equal (table, "appointment"))
    return g_strdup_printf (ngettext ("%u visit", "%u visits", n), n);
  if (g_str_equal (table, "deal"))
    return g_strdup_printf (ngettext ("%u deal", "%u deals", n), n);
  if (g_str_equal (table, "invoice"))
    return g_strdup_printf (ngettext ("%u invoice or offer", "%u invoices and offers", n), n);
  if (g_str_equal (table, "formula"))
    return g_strdup_printf (ngettext ("%u formula", "%u formulas", n), n);
  if (g_str_equal (table, "allergy"))
    return g_strdup_printf (ngettext ("%u allergy", "%u allergies", n), n);
  if (g_str_equal (table, "waiting_list"))
    return g_strdup_printf (ngettext ("%u wish for a visit", "%u wishes for a visit", n), n);
  if (g_str_equal (table, "relation"))
    return g_strdup_printf (ngettext ("%u relation", "%u relations", n), n);
  return g_strdup_printf (ngettext ("%u person who works there", "%u people who work there", n), n);
}

char *
kt_merge_say_moves (const KtMergePlan *plan)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < plan->moves->len; i++)
    {
      g_autofree char *one = say_move (&g_array_index (plan->moves, KtMergeMove, i));
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", one);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What stays is bold; what does not goes into the note. */
static void
print_fact (KtContext *context, const KtMergeFact *fact)
{
  const char *stays = fact->taken ? fact->gone : fact->kept;
  const char *goes = fact->taken ? fact->kept : fact->gone;
  kt_out (context, "  %-12s {b:%s}", fact->key, stays);
  if (*goes != '\0')
    kt_out (context, _ ("   {d:not %s, noted}"), goes);
  kt_out (context, "\n");
}

void
kt_merge_print (KtContext *context, const KtMergePlan *plan)
{
  g_autofree char *moves = kt_merge_say_moves (plan);
  kt_out (context, _ ("{b:%s} stays, {b:%s} becomes part of it\n"), plan->kept->name,
          plan->gone->name);
  for (guint i = 0; i < plan->facts->len; i++)
    print_fact (context, plan->facts->pdata[i]);
  if (*moves != '\0')
    kt_out (context, "  %-12s %s\n", _ ("moves"), moves);
}

void
kt_merge_json (KtContext *context, const KtMergePlan *plan, gboolean saved)
{
  KtJson *json = kt_json_begin ();
  kt_json_member (json, "kept");
  kt_json_contact (json, plan->kept->id, plan->kept->name);
  kt_json_member (json, "gone");
  kt_json_contact (json, plan->gone->id, plan->gone->name);
  kt_json_member (json, "facts");
  kt_json_begin_array (json);
  for (guint i = 0; i < plan->facts->len; i++)
    {
      const KtMergeFact *fact = plan->facts->pdata[i];
      kt_json_begin_object (json);
      kt_json_member (json, "key");
      kt_json_string (json, fact->key);
      kt_json_member (json, "stays");
      kt_json_text (json, fact->taken ? fact->gone : fact->kept);
      kt_json_member (json, "noted");
      kt_json_text (json, fact->taken ? fact->kept : fact->gone);
      kt_json_end_object (json);
    }
  kt_json_end_array (json);
  kt_json_member (json, "moves");
  kt_json_begin_array (json);
  for (guint i = 0; i < plan->moves->len; i++)
    {
      const KtMergeMove *move = &g_array_index (plan->moves, KtMergeMove, i);
      kt_json_begin_object (json);
      kt_json_member (json, "what");
      kt_json_string (json, g_str_equal (move->column->column, "employer") ? "people"
                                                                           : move->column->table);
      kt_json_member (json, "count");
      kt_json_int (json, move->count);
      kt_json_end_object (json);
    }
  kt_json_end_array (json);
  kt_json_member (json, "note");
  kt_json_text (json, plan->note);
  kt_json_member (json, "saved");
  kt_json_boolean (json, saved);
  kt_json_end (context, json);
}
