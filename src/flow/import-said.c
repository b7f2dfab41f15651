#include "config.h"
#include "import-work.h"
#include "kontor/contact-edit.h"
#include "kontor/error.h"
#include <glib/gi18n.h>
#include <string.h>

#define POINTS_MAX 100 /* of one contact, as kontor/contact-edit.h */
#define TAGS_MAX 100
#define TAG_MAX 60 /* characters */
#define NOTE_MAX (64u << 10)

/* The first line of an error, which the item keeps; hints are for one value typed by hand. */
static gboolean
refused (KtImportWork *work, GError *error, guint column)
{
  work->item->verdict = KT_IMPORT_REFUSED;
  work->item->why = g_strndup (error->message, strcspn (error->message, "\n"));
  work->item->column = column;
  g_error_free (error);
  return FALSE;
}

gboolean
kt_import_refuse (KtImportWork *work, const char *why, guint column)
{
  return refused (work, g_error_new_literal (KT_ERROR, KT_ERROR_USAGE, why), column);
}

static gboolean
read_texts (KtImportWork *work)
{
  GError *error = NULL;
  for (guint i = 0; i < KT_IMPORT_TEXTS; i++)
    if (work->record->texts[i] != NULL
        && !kt_contact_set_field (work->said, kt_import_text_key (i), work->record->texts[i],
                                  &work->context->clock, &error))
      return refused (work, error, work->record->columns[i]);
  return TRUE;
}

/* Who has no name of their own is called by company, address or phone. */
static gboolean
complete_name (KtImportWork *work)
{
  KtContact *said = work->said;
  g_autoptr (GError) error = NULL;
  if (said->name == NULL && said->given == NULL && said->family == NULL && said->company != NULL)
    {
      said->name = g_steal_pointer (&said->company);
      if (said->kind == NULL)
        said->kind = g_strdup ("company");
    }
  for (guint i = 0;
       said->name == NULL && said->given == NULL && said->family == NULL && i < work->points->len;
       i++)
    {
      const KtPoint *point = work->points->pdata[i];
      if (g_str_equal (point->kind, "email") || g_str_equal (point->kind, "phone"))
        said->name = g_strdup (point->raw);
    }
  if (kt_contact_complete (NULL, said, &error))
    return TRUE;
  return kt_import_refuse (work, _ ("there is neither a name nor a company, address or phone"), 0);
}

static gboolean
read_points (KtImportWork *work)
{
  GError *error = NULL;
  guint column = 0;
  work->points = kt_import_points (work->context, work->record, &column, &error);
  return work->points != NULL || refused (work, error, column);
}

static gboolean
read_values (KtImportWork *work)
{
  const KtSettings *settings = work->context->settings;
  const char *currency = settings != NULL ? settings->currency : NULL;
  for (guint i = 0; i < work->record->fields->len; i++)
    {
      GError *error = NULL;
      const KtImportField *told = work->record->fields->pdata[i];
      const KtField *field
          = kt_import_book_field (work->book, told->name, work->context->clock.now, &error);
      char *value = field != NULL ? kt_field_check (field, told->value, currency,
                                                    &work->context->clock, &error)
                                  : NULL;
      if (value == NULL)
        return refused (work, error, told->column);
      KtImportValue read = { field->id, value, TRUE };
      g_array_append_val (work->values, read);
    }
  return TRUE;
}

static gboolean
check_lists (KtImportWork *work)
{
  for (guint i = 0; i < work->record->tags->len; i++)
    {
      const char *tag = work->record->tags->pdata[i];
      if (g_utf8_strlen (tag, -1) <= TAG_MAX && strpbrk (tag, "\n\r\t,;") == NULL)
        continue;
      g_autofree char *why = g_strdup_printf (_ ("«%s» cannot be a tag"), tag);
      return kt_import_refuse (work, why, 0);
    }
  for (guint i = 0; i < work->record->notes->len; i++)
    if (strlen (((const KtImportNote *)work->record->notes->pdata[i])->text) > NOTE_MAX)
      return kt_import_refuse (work, _ ("a note is too long, more than 64 KB"), 0);
  if (work->points->len <= POINTS_MAX && work->record->tags->len <= TAGS_MAX)
    return TRUE;
  return kt_import_refuse (work, _ ("there are too many addresses, phones or tags for one contact"),
                           0);
}

gboolean
kt_import_read_record (KtImportWork *work)
{
  return read_texts (work) && read_points (work) && complete_name (work) && read_values (work)
         && check_lists (work);
}
