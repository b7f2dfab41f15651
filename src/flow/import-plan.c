#include "config.h"
#include "import-work.h"
#include "kontor/error.h"
#include "kontor/tombstone.h"
#include "kontor/fold.h"
#include <glib/gi18n.h>
#include <string.h>

static void
free_item (KtImportItem *item)
{
  g_free (item->name);
  g_free (item->why);
  g_clear_pointer (&item->changes, g_ptr_array_unref);
  g_free (item);
}

void
kt_import_plan_free (KtImportPlan *plan)
{
  if (plan == NULL)
    return;
  g_clear_pointer (&plan->items, g_ptr_array_unref);
  kt_import_book_free (plan->book);
  g_clear_pointer (&plan->records, g_ptr_array_unref);
  g_strfreev (plan->new_fields);
  kt_id_run_free (plan->keys);
  g_free (plan);
}

/* An address of their own that is another's already: merged by UID or key it would pick two. */
static gboolean
points_fit (KtImportWork *work, const KtImportPerson *person)
{
  for (guint i = 0; i < work->points->len; i++)
    {
      const KtPoint *point = work->points->pdata[i];
      if (point->shared || !g_str_equal (point->kind, "email")
          || kt_import_has_point (person, point))
        continue;
      for (GSList *l = g_hash_table_lookup (work->book->by_match, point->match); l != NULL;
           l = l->next)
        {
          const KtImportPerson *other = l->data;
          if (other == person)
            continue;
          work->item->verdict = KT_IMPORT_DOUBTFUL;
          work->item->why
              = g_strdup_printf (_ ("«%s» is «%s», but %s belongs to «%s»"), work->said->name,
                                 person->contact->name, point->raw, other->contact->name);
          return FALSE;
        }
    }
  return TRUE;
}

/* What one would want to know of somebody new. */
static char *
warning (const KtImportWork *work)
{
  g_autofree char *fold = kt_fold (work->said->name);
  for (guint i = 0; i < work->points->len; i++)
    {
      const KtPoint *point = work->points->pdata[i];
      const GSList *owners = g_hash_table_lookup (work->book->by_match, point->match);
      if (owners != NULL)
        return g_strdup_printf (_ ("%s is also «%s»"), point->raw,
                                ((const KtImportPerson *)owners->data)->contact->name);
    }
  return g_hash_table_contains (work->book->by_name, fold)
             ? g_strdup_printf (_ ("there is another «%s»"), work->said->name)
             : NULL;
}

static gboolean
plan_new (KtImportWork *work, GError **error)
{
  KtContact *contact = work->said; /* lives on in the book */
  gint64 now = work->context->clock.now;
  work->item->why = warning (work);
  contact->id = kt_id_run_next (work->plan->keys);
  if (contact->kind == NULL)
    contact->kind = g_strdup ("person");
  contact->origin = g_strdup ("import");
  contact->created = contact->updated = now;
  KtImportPerson *person = kt_import_book_add (work->book, contact);
  person->fresh = TRUE;
  person->line = work->record->line;
  work->item->verdict = KT_IMPORT_NEW;
  work->item->contact = contact->id;
  kt_import_book_touch (work->book, person);
  gboolean ok = kt_import_merge (work, person, FALSE, error);
  work->said = NULL;
  return ok;
}

static gboolean
plan_known (KtImportWork *work, KtImportPerson *person, GError **error)
{
  KtImportItem *item = work->item;
  if (!points_fit (work, person))
    return TRUE;
  if (!kt_import_merge (work, person, TRUE, error))
    return FALSE;
  item->contact = person->contact->id;
  g_free (item->name);
  item->name = g_strdup (person->contact->name);
  item->verdict = KT_IMPORT_SAME;
  gboolean differs = FALSE;
  for (guint i = 0; item->changes != NULL && i < item->changes->len; i++)
    {
      const KtImportChange *change = item->changes->pdata[i];
      differs = differs || !change->written;
      if (change->written)
        item->verdict = KT_IMPORT_CHANGED;
    }
  work->plan->differing += differs;
  if (item->verdict == KT_IMPORT_CHANGED)
    kt_import_book_touch (work->book, person);
  if (person->line > 0 && person->line != work->record->line)
    item->why = g_strdup_printf (_ ("the same as line %u"), person->line);
  return TRUE;
}

/* Who was forgotten does not come back with a list that still has them. FALSE: refused, or error.
 */
static gboolean
check_forgotten (KtImportWork *work, GError **error)
{
  for (guint i = 0; work->points != NULL && i < work->points->len; i++)
    {
      const KtPoint *point = work->points->pdata[i];
      gboolean email = strcmp (point->kind, "email") == 0;
      gint64 at = 0;
      if ((!email && strcmp (point->kind, "phone") != 0) || point->shared)
        continue;
      if (!kt_tombstone_at (work->context->store, email ? KT_TOMB_ADDRESS : KT_TOMB_PHONE,
                            point->match, &at, error))
        return FALSE;
      if (at != 0)
        return kt_import_refuse (
            work, _ ("was forgotten on request; if that is over: kontor contact add"), 0);
    }
  return TRUE;
}

/* FALSE with error: the book cannot be read. */
static gboolean
plan_record (KtImportWork *work, GError **error)
{
  KtImportItem *item = work->item;
  char *why = NULL;
  if (work->record->refusal != NULL)
    {
      kt_import_refuse (work, work->record->refusal, work->record->column);
      return TRUE;
    }
  if (!kt_import_read_record (work))
    return TRUE;
  g_free (item->name);
  item->name = g_strdup (work->said->name);
  KtImportPerson *person
      = kt_import_match (work->book, work->record, work->said, work->points, &why);
  if (person == NULL && why == NULL && !check_forgotten (work, error))
    return work->item->verdict == KT_IMPORT_REFUSED;
  if (why != NULL)
    {
      item->verdict = KT_IMPORT_DOUBTFUL;
      item->why = why;
      return TRUE;
    }
  return person != NULL ? plan_known (work, person, error) : plan_new (work, error);
}

/* What the file calls somebody who is refused. */
static char *
called (const KtImportRecord *record)
{
  const KtImportText texts[]
      = { KT_IMPORT_NAME, KT_IMPORT_GIVEN, KT_IMPORT_FAMILY, KT_IMPORT_COMPANY };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (record->texts[texts[i]] != NULL)
      return g_strdup (record->texts[texts[i]]);
  return NULL;
}

static void
clear_value (gpointer data)
{
  g_free (((KtImportValue *)data)->value);
}

static gboolean
plan_one (KtImportWork *work, const KtImportRecord *record, GError **error)
{
  work->record = record;
  work->item = g_new0 (KtImportItem, 1);
  work->item->record = record;
  work->item->line = record->line;
  work->item->name = called (record);
  work->said = g_new0 (KtContact, 1);
  work->values = g_array_new (FALSE, FALSE, sizeof (KtImportValue));
  g_array_set_clear_func (work->values, clear_value);
  g_ptr_array_add (work->plan->items, work->item);
  gboolean ok = plan_record (work, error);
  work->plan->counts[work->item->verdict]++;
  kt_contact_free (work->said);
  g_clear_pointer (&work->points, g_ptr_array_unref);
  g_array_unref (work->values);
  return ok;
}

static GStrv
names_of_new_fields (const KtImportBook *book)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  for (guint i = book->old_fields; i < book->fields->len; i++)
    g_strv_builder_add (names, ((const KtField *)book->fields->pdata[i])->name);
  return g_strv_builder_end (names);
}

KtImportPlan *
kt_import_plan (KtContext *context, GPtrArray *records, const KtImportOptions *options,
                GError **error)
{
  g_autoptr (KtImportPlan) plan = g_new0 (KtImportPlan, 1);
  plan->records = g_ptr_array_ref (records);
  plan->items = g_ptr_array_new_with_free_func ((GDestroyNotify)free_item);
  if (records->len > KT_IMPORT_RECORDS_MAX)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("«%s» has more than %u contacts"),
                   options->file, KT_IMPORT_RECORDS_MAX);
      return NULL;
    }
  plan->keys = kt_id_run_new (records->len);
  plan->book = kt_import_book_read (context, error);
  if (plan->book == NULL)
    return NULL;
  KtImportWork work = { .context = context, .options = options, .plan = plan, .book = plan->book };
  for (guint i = 0; i < records->len; i++)
    if (!plan_one (&work, records->pdata[i], error))
      return NULL;
  plan->new_fields = names_of_new_fields (plan->book);
  return g_steal_pointer (&plan);
}

gboolean
kt_import_check (const KtImportPlan *plan, const KtImportOptions *options, GError **error)
{
  guint bad = plan->counts[KT_IMPORT_REFUSED] + plan->counts[KT_IMPORT_DOUBTFUL];
  if (bad == 0 || options->partial)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED,
               ngettext ("cannot import «%s», %u of its %u contacts is refused or doubtful",
                         "cannot import «%s», %u of its %u contacts are refused or doubtful", bad),
               options->file, bad, plan->items->len);
  return FALSE;
}
