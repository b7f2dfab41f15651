#include "config.h"
#include "kontor/merge.h"
#include "kontor/contact-apply.h"
#include "kontor/contact-edit.h"
#include "kontor/employer.h"
#include "kontor/error.h"
#include "kontor/field.h"
#include "kontor/note.h"
#include "kontor/outbox.h"
#include <glib/gi18n.h>
#include <string.h>

static void
fact_free (gpointer data)
{
  KtMergeFact *fact = data;
  g_free (fact->key);
  g_free (fact->kept);
  g_free (fact->gone);
  g_free (fact);
}

void
kt_merge_plan_free (KtMergePlan *plan)
{
  if (plan == NULL)
    return;
  kt_contact_free (plan->kept);
  kt_contact_free (plan->gone);
  g_ptr_array_unref (plan->facts);
  g_array_unref (plan->moves);
  g_free (plan->note);
  g_free (plan);
}

static void
add_fact (KtMergePlan *plan, const char *key, const char *kept, const char *gone, gboolean taken)
{
  KtMergeFact *fact = g_new0 (KtMergeFact, 1);
  fact->key = g_strdup (key);
  fact->kept = g_strdup (kept);
  fact->gone = g_strdup (gone);
  fact->taken = taken;
  g_ptr_array_add (plan->facts, fact);
}

/* Parts of a name go together: a given name in one script and a surname in another are nobody's. */
static gboolean
takes_part (const KtMergePlan *plan, const char *key)
{
  if (g_str_equal (key, "given") || g_str_equal (key, "family"))
    return plan->kept->given == NULL && plan->kept->family == NULL;
  return TRUE;
}

static guint
count_people (const KtMergePlan *plan)
{
  for (guint i = 0; i < plan->moves->len; i++)
    {
      const KtMergeMove *move = &g_array_index (plan->moves, KtMergeMove, i);
      if (g_str_equal (move->column->column, "employer"))
        return move->count;
    }
  return 0;
}

static void
compare_columns (KtMergePlan *plan)
{
  for (const char *const *key = kt_contact_keys; *key != NULL; key++)
    {
      g_autofree char *kept = kt_contact_get_field (plan->kept, *key);
      g_autofree char *gone = kt_contact_get_field (plan->gone, *key);
      if (*gone == '\0' || g_str_equal (kept, gone))
        continue;
      gboolean taken = *kept == '\0' && takes_part (plan, *key);
      /* who said no once means it, and a card that people work at is a company's */
      taken |= g_str_equal (*key, "consent") && g_str_equal (gone, "no");
      taken
          |= g_str_equal (*key, "kind") && g_str_equal (gone, "company") && count_people (plan) > 0;
      add_fact (plan, *key, kept, gone, taken);
    }
}

static const char *
value_of (const GPtrArray *values, KtId field)
{
  for (guint i = 0; i < values->len; i++)
    if (((const KtFieldValue *)values->pdata[i])->field == field)
      return ((const KtFieldValue *)values->pdata[i])->value;
  return "";
}

static gboolean
compare_own_fields (KtStore *store, KtMergePlan *plan, GError **error)
{
  g_autoptr (GPtrArray) kept = kt_field_values (store, plan->kept->id, error);
  g_autoptr (GPtrArray) gone = kept != NULL ? kt_field_values (store, plan->gone->id, error) : NULL;
  for (guint i = 0; gone != NULL && i < gone->len; i++)
    {
      const KtFieldValue *value = gone->pdata[i];
      const char *own = value_of (kept, value->field);
      if (!g_str_equal (own, value->value))
        add_fact (plan, value->name, own, value->value, *own == '\0');
    }
  return gone != NULL;
}

/* A phone both have, called "work" here and "private" there. */
static gboolean
compare_labels (KtStore *store, KtMergePlan *plan, GError **error)
{
  g_autoptr (GPtrArray) kept = kt_point_list (store, plan->kept->id, error);
  g_autoptr (GPtrArray) gone = kept != NULL ? kt_point_list (store, plan->gone->id, error) : NULL;
  for (guint i = 0; gone != NULL && i < gone->len; i++)
    for (guint k = 0; k < kept->len; k++)
      {
        const KtPoint *a = kept->pdata[k], *b = gone->pdata[i];
        if (!g_str_equal (a->kind, b->kind) || !g_str_equal (a->match, b->match) || a->label == NULL
            || b->label == NULL || g_str_equal (a->label, b->label))
          continue;
        g_autofree char *here = kt_point_join_label (a), *there = kt_point_join_label (b);
        add_fact (plan, a->kind, here, there, FALSE);
      }
  return gone != NULL;
}

static gboolean
count_moves (KtStore *store, KtMergePlan *plan, GError **error)
{
  for (const KtContactColumn *column = kt_contact_columns; column->table != NULL; column++)
    {
      KtMergeMove move = { .column = column };
      if (column->count == NULL)
        continue;
      if (!kt_contact_count_rows (store, column, plan->gone->id, &move.count, error))
        return FALSE;
      if (move.count > 0)
        g_array_append_val (plan->moves, move);
    }
  return TRUE;
}

/* "was also Anna Bergmane: birthday 1994-05-06, company Brīze". */
static char *
note_text (const KtMergePlan *plan)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < plan->facts->len; i++)
    {
      const KtMergeFact *fact = plan->facts->pdata[i];
      const char *lost = fact->taken ? fact->kept : fact->gone;
      if (*lost == '\0' || g_str_equal (fact->key, "name"))
        continue;
      g_string_append_printf (text, "%s%s %s", text->len > 0 ? "; " : "", fact->key, lost);
    }
  if (text->len == 0 && g_str_equal (plan->kept->name, plan->gone->name))
    return NULL;
  if (text->len == 0)
    return g_strdup_printf (_ ("merged with «%s»"), plan->gone->name);
  return g_strdup_printf (_ ("merged with «%s»: %s"), plan->gone->name, text->str);
}

KtMergePlan *
kt_merge_plan (KtStore *store, KtId kept, KtId gone, GError **error)
{
  g_autoptr (KtMergePlan) plan = g_new0 (KtMergePlan, 1);
  plan->facts = g_ptr_array_new_with_free_func (fact_free);
  plan->moves = g_array_new (FALSE, FALSE, sizeof (KtMergeMove));
  if (kept == gone)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("that is one and the same contact"));
      return NULL;
    }
  plan->kept = kt_contact_get (store, kept, error);
  plan->gone = plan->kept != NULL ? kt_contact_get (store, gone, error) : NULL;
  if (plan->gone == NULL || !count_moves (store, plan, error))
    return NULL;
  compare_columns (plan);
  if (!compare_own_fields (store, plan, error) || !compare_labels (store, plan, error))
    return NULL;
  plan->note = note_text (plan);
  return g_steal_pointer (&plan);
}

static gboolean
write_note (KtStore *store, const KtMergePlan *plan, gint64 now, GError **error)
{
  const KtNote note = { .id = kt_id_random (),
                        .contact = plan->kept->id,
                        .kind = (char *)"note",
                        .at = now,
                        .created = now,
                        .updated = now,
                        .text = plan->note };
  return plan->note == NULL || kt_note_insert (store, &note, error);
}

/* The kept one's columns, with what it takes from the other. */
static gboolean
write_kept (KtStore *store, const KtMergePlan *plan, const KtClock *clock, GError **error)
{
  g_autoptr (KtContact) kept = kt_contact_copy (plan->kept);
  for (guint i = 0; i < plan->facts->len; i++)
    {
      const KtMergeFact *fact = plan->facts->pdata[i];
      if (fact->taken && g_strv_contains (kt_contact_keys, fact->key))
        kt_contact_take_field (kept, plan->gone, fact->key);
    }
  gboolean company = g_str_equal (kept->kind, "company");
  if (kept->employer == 0 && g_strcmp0 (kept->company, plan->gone->company) == 0)
    kept->employer = plan->gone->employer;
  if (kept->employer == plan->gone->id || kept->employer == kept->id || company)
    kept->employer = 0;
  kept->created = MIN (kept->created, plan->gone->created);
  kept->updated = clock->now;
  return kt_contact_update (store, kept, error);
}

gboolean
kt_merge_do (KtStore *store, const KtMergePlan *plan, const KtClock *clock, GError **error)
{
  return write_kept (store, plan, clock, error)
         && kt_merge_cards (store, plan->kept->id, plan->gone->id, error)
         && kt_contact_move_rows (store, plan->kept->id, plan->gone->id, clock->now, error)
         && kt_employer_rename (store, plan->kept->id, plan->gone->name, plan->kept->name,
                                clock->now, error)
         && write_note (store, plan, clock->now, error)
         && kt_outbox_contact_merged (store, plan->gone->id, plan->kept->id, clock->now, error)
         && kt_contact_drop (store, plan->gone->id, error);
}
