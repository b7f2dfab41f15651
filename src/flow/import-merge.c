#include "config.h"
#include "import-work.h"
#include "kontor/contact-edit.h"
#include "kontor/fold.h"
#include "kontor/note.h"
#include <string.h>

static void
free_change (KtImportChange *change)
{
  g_free (change->field);
  g_free (change->from);
  g_free (change->to);
  g_free (change);
}

static void
add_change (KtImportWork *work, const char *field, const char *from, const char *to,
            gboolean written)
{
  KtImportChange *change = g_new0 (KtImportChange, 1);
  change->field = g_strdup (field);
  change->from = from != NULL && *from != '\0' ? g_strdup (from) : NULL;
  change->to = g_strdup (to);
  change->written = written;
  if (work->item->changes == NULL)
    work->item->changes = g_ptr_array_new_with_free_func ((GDestroyNotify)free_change);
  g_ptr_array_add (work->item->changes, change);
}

/* «Bērziņa Anna» is no other name than «Anna Bērziņa», nor is «Анна Берзиня». */
static gboolean
is_same_name (const char *a, const char *b)
{
  KtLikeness why;
  g_autoptr (KtNameKey) x = kt_name_key (a, FALSE), y = kt_name_key (b, FALSE);
  return kt_name_likeness (x, y, &why) > 0
         && (why == KT_LIKENESS_SAME || why == KT_LIKENESS_SPELLING || why == KT_LIKENESS_ORDER);
}

static gboolean
means_the_same (KtImportText text, const char *a, const char *b)
{
  if (text == KT_IMPORT_NAME)
    return is_same_name (a, b);
  g_autofree char *x = kt_fold (a), *y = kt_fold (b);
  return g_str_equal (x, y);
}

/* The parts of a name are told by the name itself; kind is only what the user says. */
static void
compare_text (KtImportWork *work, KtImportPerson *person, KtImportText text)
{
  const char *key = kt_import_text_key (text);
  g_autofree char *new = kt_contact_get_field (work->said, key);
  g_autofree char *old = kt_contact_get_field (person->contact, key);
  if (*new == '\0' || g_str_equal (new, old))
    return;
  gboolean update = work->options->update;
  if (*old != '\0' && !update && means_the_same (text, new, old))
    return;
  gboolean written = *old == '\0' || update;
  if (written && !kt_contact_set_field (person->contact, key, new, &work->context->clock, NULL))
    return;
  add_change (work, key, old, new, written);
}

static void
compare_texts (KtImportWork *work, KtImportPerson *person)
{
  for (guint i = 0; i < KT_IMPORT_TEXTS; i++)
    {
      gboolean told = work->record->texts[i] != NULL
                      || (i == KT_IMPORT_NAME
                          && (work->record->texts[KT_IMPORT_GIVEN] != NULL
                              || work->record->texts[KT_IMPORT_FAMILY] != NULL));
      if (told && !(i == KT_IMPORT_COMPANY && work->said->company == NULL))
        compare_text (work, person, i);
    }
}

gboolean
kt_import_has_point (const KtImportPerson *person, const KtPoint *point)
{
  for (guint i = 0; person->points != NULL && i < person->points->len; i++)
    {
      const KtPoint *other = person->points->pdata[i];
      if (g_str_equal (other->match, point->match) && g_str_equal (other->kind, point->kind))
        return TRUE;
    }
  return FALSE;
}

/* Takes the points over. */
static void
add_points (KtImportWork *work, KtImportPerson *person, gboolean tell)
{
  g_autoptr (GPtrArray) points = g_steal_pointer (&work->points);
  g_ptr_array_set_free_func (points, NULL);
  for (guint i = 0; i < points->len; i++)
    {
      KtPoint *point = points->pdata[i];
      if (kt_import_has_point (person, point))
        {
          kt_point_free (point);
          continue;
        }
      point->contact = person->contact->id;
      if (tell)
        add_change (work, point->kind, NULL, point->raw, TRUE);
      kt_import_book_add_point (work->book, person, point);
    }
}

static void
add_tags (KtImportWork *work, KtImportPerson *person, gboolean tell)
{
  for (guint i = 0; i < work->record->tags->len; i++)
    {
      const char *tag = work->record->tags->pdata[i];
      gboolean there = FALSE;
      for (guint k = 0; person->tags != NULL && !there && k < person->tags->len; k++)
        there = means_the_same (KT_IMPORT_TYPE, person->tags->pdata[k], tag);
      if (there)
        continue;
      if (person->tags == NULL)
        person->tags = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (person->tags, g_strdup (tag));
      if (tell)
        add_change (work, "tag", NULL, tag, TRUE);
    }
}

static const char *
field_name (const KtImportBook *book, KtId id)
{
  for (guint i = 0; i < book->fields->len; i++)
    if (((const KtField *)book->fields->pdata[i])->id == id)
      return ((const KtField *)book->fields->pdata[i])->name;
  return "";
}

static void
add_values (KtImportWork *work, KtImportPerson *person, gboolean tell)
{
  for (guint i = 0; i < work->values->len; i++)
    {
      const KtImportValue *value = &g_array_index (work->values, KtImportValue, i);
      const KtImportValue *old = kt_import_book_value (person, value->field);
      if (old != NULL && g_str_equal (old->value, value->value))
        continue;
      gboolean written = old == NULL || work->options->update;
      if (tell)
        add_change (work, field_name (work->book, value->field), old != NULL ? old->value : NULL,
                    value->value, written);
      if (written)
        kt_import_book_set_value (person, value->field, value->value, TRUE);
    }
}

static gboolean
read_notes (KtImportWork *work, KtImportPerson *person, GError **error)
{
  if (person->notes != NULL)
    return TRUE;
  person->notes = g_ptr_array_new_with_free_func (g_free);
  person->to_note = g_ptr_array_new ();
  if (person->fresh)
    return TRUE;
  g_autoptr (GPtrArray) notes
      = kt_note_list (work->context->store, person->contact->id, G_MAXINT, error);
  for (guint i = 0; notes != NULL && i < notes->len; i++)
    g_ptr_array_add (person->notes, g_strdup (((const KtNote *)notes->pdata[i])->text));
  return notes != NULL;
}

static gboolean
add_notes (KtImportWork *work, KtImportPerson *person, gboolean tell, GError **error)
{
  if (work->record->notes->len > 0 && !read_notes (work, person, error))
    return FALSE;
  for (guint i = 0; i < work->record->notes->len; i++)
    {
      KtImportNote *note = work->record->notes->pdata[i];
      if (g_ptr_array_find_with_equal_func (person->notes, note->text, g_str_equal, NULL))
        continue;
      g_ptr_array_add (person->notes, g_strdup (note->text));
      g_ptr_array_add (person->to_note, note);
      if (tell)
        add_change (work, "note", NULL, note->text, TRUE);
    }
  return TRUE;
}

/* A card that is there stays unless update: what matters of it is told field by field. */
static gboolean
add_card (KtImportWork *work, KtImportPerson *person, gboolean tell, GError **error)
{
  const KtImportRecord *record = work->record;
  if (record->vcard == NULL || person->card != NULL
      || (person->uid != NULL && !work->options->update))
    return TRUE;
  if (person->uid != NULL)
    {
      g_autofree char *text
          = kt_import_card_text (work->context->store, person->contact->id, error);
      if (text == NULL || g_str_equal (text, record->vcard))
        return text != NULL;
    }
  kt_import_book_add_uid (work->book, person, record->uid != NULL ? record->uid : "");
  person->card = record;
  if (tell)
    add_change (work, "vcard", NULL, record->uid != NULL ? record->uid : "", TRUE);
  return TRUE;
}

gboolean
kt_import_merge (KtImportWork *work, KtImportPerson *person, gboolean tell, GError **error)
{
  if (tell)
    compare_texts (work, person);
  add_points (work, person, tell);
  add_tags (work, person, tell);
  add_values (work, person, tell);
  return add_notes (work, person, tell, error) && add_card (work, person, tell, error);
}
