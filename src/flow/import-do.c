#include "config.h"
#include "import-book.h"
#include "kontor/employer.h"
#include "kontor/error.h"
#include "kontor/journal.h"
#include "kontor/note.h"
#include "kontor/word-index.h"
#include <glib/gi18n.h>

/* Where what is written gets its keys. */
typedef struct
{
  KtContext *context;
  KtIdRun *points, *tags, *notes;
} Writing;

static gboolean
write_points (const Writing *writing, KtImportPerson *person, GError **error)
{
  KtContext *context = writing->context;
  for (guint i = 0; person->points != NULL && i < person->points->len; i++)
    {
      KtPoint *point = person->points->pdata[i];
      if (point->id != 0)
        continue;
      point->id = kt_id_run_next (writing->points);
      for (guint k = 0; k < i; k++)
        {
          const KtPoint *other = person->points->pdata[k];
          if (g_str_equal (other->kind, point->kind))
            point->position = MAX (point->position, other->position + 1);
        }
      if (!kt_point_insert (context->store, point, context->clock.now, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_values (KtContext *context, const KtImportPerson *person, GError **error)
{
  for (guint i = 0; person->values != NULL && i < person->values->len; i++)
    {
      const KtImportValue *value = &g_array_index (person->values, KtImportValue, i);
      if (value->written
          && !kt_field_set (context->store, person->contact->id, value->field, value->value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_notes (const Writing *writing, const KtImportPerson *person, GError **error)
{
  KtContext *context = writing->context;
  gint64 now = context->clock.now;
  for (guint i = 0; person->to_note != NULL && i < person->to_note->len; i++)
    {
      const KtImportNote *told = person->to_note->pdata[i];
      const KtNote note = { .id = kt_id_run_next (writing->notes),
                            .contact = person->contact->id,
                            .kind = told->kind,
                            .at = told->at != 0 ? told->at : now,
                            .created = now,
                            .updated = now,
                            .text = told->text };
      if (!kt_note_insert (context->store, &note, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_person (const Writing *writing, KtImportPerson *person, GError **error)
{
  KtContext *context = writing->context;
  KtStore *store = context->store;
  const KtImportRecord *card = person->card;
  person->contact->updated = context->clock.now;
  if (!(person->fresh ? kt_contact_insert (store, person->contact, error)
                      : kt_contact_update (store, person->contact, error))
      || !write_points (writing, person, error))
    return FALSE;
  for (guint i = person->old_tags; person->tags != NULL && i < person->tags->len; i++)
    if (!kt_import_tag_write (store, kt_id_run_next (writing->tags), person->contact->id,
                              person->tags->pdata[i], error))
      return FALSE;
  return write_values (context, person, error) && write_notes (writing, person, error)
         && (card == NULL
             || kt_import_card_write (store, person->contact->id, card->uid, card->vcard, error));
}

static void
writing_clear (Writing *writing)
{
  kt_id_run_free (writing->points);
  kt_id_run_free (writing->tags);
  kt_id_run_free (writing->notes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writing, writing_clear)

static gboolean
write_people (KtContext *context, const KtImportBook *book, GError **error)
{
  gsize points = 0, tags = 0, notes = 0;
  for (guint i = 0; i < book->order->len; i++)
    {
      const KtImportPerson *person = book->order->pdata[i];
      points += person->points != NULL ? person->points->len : 0;
      tags += person->tags != NULL ? person->tags->len - person->old_tags : 0;
      notes += person->to_note != NULL ? person->to_note->len : 0;
    }
  g_auto (Writing) writing
      = { context, kt_id_run_new (points), kt_id_run_new (tags), kt_id_run_new (notes) };
  for (guint i = 0; i < book->order->len; i++)
    if (!write_person (&writing, book->order->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* The plan was made of the book as it was: what changed since is not in it. */
static gboolean
check_stamp (KtContext *context, const KtImportBook *book, const KtImportOptions *options,
             GError **error)
{
  gint64 stamp = kt_import_rows_stamp (context->store, error);
  if (stamp < 0 || stamp == book->stamp)
    return stamp >= 0;
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
               _ ("«%s» was not imported, the book has changed meanwhile"), options->file);
  kt_error_hint (error, _ ("say it once more: what would change is worked out anew"));
  return FALSE;
}

static gboolean
write_all (KtContext *context, KtImportPlan *plan, const KtImportOptions *options, GError **error)
{
  KtImportBook *book = plan->book;
  if (!check_stamp (context, book, options, error))
    return FALSE;
  for (guint i = book->old_fields; i < book->fields->len; i++)
    if (!kt_field_insert (context->store, book->fields->pdata[i], error))
      return FALSE;
  gboolean many = book->order->len > KT_WORD_INDEX_MANY, ok;
  if (many)
    kt_word_index_pause (context->store);
  ok = write_people (context, book, error);
  if (many)
    ok = kt_word_index_resume (context->store, ok, ok ? error : NULL) && ok;
  return ok && kt_employer_settle_all (context->store, context->clock.now, NULL, error)
         && (options->also == NULL || options->also (context, options->also_data, error));
}

gboolean
kt_import_do (KtContext *context, KtImportPlan *plan, const KtImportOptions *options,
              const char *command, GError **error)
{
  if (plan->book->order->len == 0 && options->also == NULL)
    return TRUE;
  if (!kt_journal_begin (context->store, KT_ORIGIN_IMPORT, context->command, error))
    return FALSE;
  if (!write_all (context, plan, options, error))
    {
      kt_journal_rollback (context->store);
      return FALSE;
    }
  return kt_journal_commit (context->store, command, context->clock.now, FALSE, NULL, error);
}
