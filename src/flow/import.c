#include "config.h"
#include "kontor/import.h"
#include "kontor/fold.h"
#include <string.h>

static const char *const keys[KT_IMPORT_TEXTS]
    = { "kind",   "name",     "given",    "family",  "patronymic", "company", "type",   "status",
        "source", "birthday", "language", "cadence", "discount",   "city",    "consent" };

const char *
kt_import_text_key (KtImportText text)
{
  return keys[text];
}

static void
free_point (KtImportPoint *point)
{
  g_free (point->kind);
  g_free (point->text);
  g_free (point->label);
  g_free (point);
}

static void
free_field (KtImportField *field)
{
  g_free (field->name);
  g_free (field->value);
  g_free (field);
}

static void
free_note (KtImportNote *note)
{
  g_free (note->kind);
  g_free (note->text);
  g_free (note);
}

KtImportRecord *
kt_import_record_new (guint line)
{
  KtImportRecord *record = g_new0 (KtImportRecord, 1);
  record->line = line;
  record->points = g_ptr_array_new_with_free_func ((GDestroyNotify)free_point);
  record->tags = g_ptr_array_new_with_free_func (g_free);
  record->fields = g_ptr_array_new_with_free_func ((GDestroyNotify)free_field);
  record->notes = g_ptr_array_new_with_free_func ((GDestroyNotify)free_note);
  return record;
}

void
kt_import_record_free (KtImportRecord *record)
{
  if (record == NULL)
    return;
  for (guint i = 0; i < KT_IMPORT_TEXTS; i++)
    g_free (record->texts[i]);
  g_ptr_array_unref (record->points);
  g_ptr_array_unref (record->tags);
  g_ptr_array_unref (record->fields);
  g_ptr_array_unref (record->notes);
  g_free (record->ref);
  g_free (record->uid);
  g_free (record->vcard);
  g_free (record->refusal);
  g_free (record);
}

/* NFC without blanks around; NULL: nothing is left. */
static char *
clean (const char *text)
{
  char *nfc = text != NULL ? g_strstrip (kt_nfc (text, -1)) : NULL;
  if (nfc == NULL || *nfc != '\0')
    return nfc;
  g_free (nfc);
  return NULL;
}

void
kt_import_record_set (KtImportRecord *record, KtImportText text, const char *value)
{
  char *cleaned = clean (value);
  if (cleaned == NULL)
    return;
  g_free (record->texts[text]);
  record->texts[text] = cleaned;
  record->columns[text] = record->column;
}

KtImportPoint *
kt_import_record_add_point (KtImportRecord *record, const char *kind, const char *text,
                            const char *label)
{
  g_autofree char *cleaned = clean (text);
  if (cleaned == NULL)
    return NULL;
  for (guint i = 0; i < record->points->len; i++)
    {
      const KtImportPoint *other = record->points->pdata[i];
      if (strcmp (other->kind, kind) == 0 && strcmp (other->text, cleaned) == 0)
        return NULL;
    }
  KtImportPoint *point = g_new0 (KtImportPoint, 1);
  point->kind = g_strdup (kind);
  point->text = g_steal_pointer (&cleaned);
  point->label = clean (label);
  point->column = record->column;
  g_ptr_array_add (record->points, point);
  return point;
}

void
kt_import_record_add_tag (KtImportRecord *record, const char *tag)
{
  g_autofree char *cleaned = clean (tag);
  if (cleaned == NULL)
    return;
  g_autofree char *fold = kt_fold (cleaned);
  for (guint i = 0; i < record->tags->len; i++)
    {
      g_autofree char *other = kt_fold (record->tags->pdata[i]);
      if (strcmp (other, fold) == 0)
        return;
    }
  g_ptr_array_add (record->tags, g_steal_pointer (&cleaned));
}

void
kt_import_record_add_field (KtImportRecord *record, const char *name, const char *value)
{
  g_autofree char *cleaned = clean (value), *field = clean (name);
  if (cleaned == NULL || field == NULL)
    return;
  KtImportField *own = g_new0 (KtImportField, 1);
  own->name = g_steal_pointer (&field);
  own->value = g_steal_pointer (&cleaned);
  own->column = record->column;
  g_ptr_array_add (record->fields, own);
}

void
kt_import_record_add_note (KtImportRecord *record, const char *kind, gint64 at, const char *text)
{
  g_autofree char *cleaned = clean (text);
  if (cleaned == NULL)
    return;
  for (guint i = 0; i < record->notes->len; i++)
    if (strcmp (((const KtImportNote *)record->notes->pdata[i])->text, cleaned) == 0)
      return;
  KtImportNote *note = g_new0 (KtImportNote, 1);
  note->kind = g_strdup (kind);
  note->at = at;
  note->text = g_steal_pointer (&cleaned);
  g_ptr_array_add (record->notes, note);
}
