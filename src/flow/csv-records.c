#include "config.h"
#include "csv-cells.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  const KtCsvColumns *columns;
  KtCsvDays days;
  int this_year;
  gboolean name_is_given;
  gboolean ours; /* a file that Kontor wrote */
  /* the row being read */
  const KtCsvRow *row;
  KtImportRecord *record;
  GPtrArray *address;      /* char *, parts of one postal address */
  guint64 whole_addresses; /* numbers of those that are told in one piece too */
} Reading;

/* The label or sharing that stands in another column beside the points of column; NULL none. */
static char *
beside (const Reading *reading, const KtCsvColumn *column, KtCsvTarget target)
{
  for (guint i = 0; i < MIN (reading->columns->columns->len, reading->row->n_cells); i++)
    {
      const KtCsvColumn *other = &g_array_index (reading->columns->columns, KtCsvColumn, i);
      if (other->target != target || other->number != column->number
          || g_strcmp0 (other->point, column->point) != 0)
        continue;
      g_autofree char *cell = kt_csv_clean_cell (reading->row->cells[i]);
      return kt_csv_label (cell);
    }
  return NULL;
}

static char *
label_of (const Reading *reading, const KtCsvColumn *column)
{
  char *label = beside (reading, column, KT_CSV_LABEL);
  return label != NULL ? label : g_strdup (column->label);
}

/* The lines of a postal address are one address. */
static void
take_post (Reading *reading, const KtCsvColumn *column, const char *cell)
{
  g_autofree char *label = label_of (reading, column);
  g_auto (GStrv) pieces = kt_csv_split_cell (cell, "");
  for (char **piece = pieces; *piece != NULL; piece++)
    {
      g_auto (GStrv) lines = kt_csv_split_cell (*piece, "\n");
      g_autofree char *line = g_strjoinv (reading->ours ? "\n" : ", ", lines);
      kt_import_record_add_point (reading->record, "post", line, label);
    }
  if (column->number < 64)
    reading->whole_addresses |= G_GUINT64_CONSTANT (1) << column->number;
}

static void
take_points (Reading *reading, const KtCsvColumn *column, const char *cell)
{
  gboolean email = g_str_equal (column->point, "email");
  gboolean phone = g_str_equal (column->point, "phone");
  g_autofree char *label = label_of (reading, column);
  g_autofree char *shared = email ? beside (reading, column, KT_CSV_SHARED) : NULL;
  g_auto (GStrv) pieces = kt_csv_split_cell (cell, email ? ";, \t\n" : phone ? ";,\n" : "\n");
  gboolean signs = FALSE;
  for (char **piece = pieces; *piece != NULL; piece++)
    signs = signs || strchr (*piece, '@') != NULL;
  for (char **piece = pieces; *piece != NULL; piece++)
    {
      if (email && signs && strchr (*piece, '@') == NULL)
        continue; /* "Anna Kalve <anna@…>" */
      KtImportPoint *point
          = kt_import_record_add_point (reading->record, column->point, *piece, label);
      if (point != NULL)
        point->shared = shared != NULL;
    }
}

static void
take_tags (Reading *reading, const char *cell)
{
  g_auto (GStrv) pieces = kt_csv_split_cell (cell, ",;|\n\t");
  for (char **piece = pieces; *piece != NULL; piece++)
    if (!g_str_has_prefix (*piece, "* ")) /* groups that Google makes itself */
      kt_import_record_add_tag (reading->record, *piece);
}

/* "Петрова Анна Ивановна", "Kalns, Toms" */
static void
take_full_name (Reading *reading, const char *cell)
{
  g_auto (GStrv) words = kt_csv_split_cell (cell, ", \t\n");
  guint n = g_strv_length (words);
  if (n < 2)
    {
      kt_import_record_set (reading->record, KT_IMPORT_NAME, cell);
      return;
    }
  g_autofree char *rest = g_strjoinv (" ", words + 2);
  kt_import_record_set (reading->record, KT_IMPORT_FAMILY, words[0]);
  kt_import_record_set (reading->record, KT_IMPORT_GIVEN, words[1]);
  kt_import_record_set (reading->record, KT_IMPORT_PATRONYMIC, rest);
}

static void
take_text (Reading *reading, KtImportText text, const char *cell)
{
  g_autofree char *value = NULL;
  if (text == KT_IMPORT_BIRTHDAY)
    value = kt_csv_birthday (cell, reading->days, reading->this_year);
  else if (text == KT_IMPORT_LANGUAGE)
    value = kt_csv_language (cell);
  else if (text == KT_IMPORT_CONSENT)
    value = kt_csv_consent (cell);
  else if (text == KT_IMPORT_KIND)
    value = kt_csv_kind (cell);
  else if (text == KT_IMPORT_DISCOUNT && strpbrk (cell, "123456789") == NULL
           && strchr (cell, '0') != NULL)
    return; /* «0 %» is none */
  kt_import_record_set (reading->record, text, value != NULL ? value : cell);
}

static void
take_ref (Reading *reading, const char *cell)
{
  g_free (reading->record->ref);
  reading->record->ref
      = strlen (cell) == KT_REF_LENGTH && kt_ref_has_form (cell) ? g_strdup (cell) : NULL;
}

static void
take_cell (Reading *reading, const KtCsvColumn *column, const char *cell)
{
  switch (column->target)
    {
    case KT_CSV_TEXT:
      take_text (reading, column->text, cell);
      break;
    case KT_CSV_NAME:
      kt_import_record_set (reading->record,
                            reading->name_is_given ? KT_IMPORT_GIVEN : KT_IMPORT_NAME, cell);
      break;
    case KT_CSV_FULL:
      take_full_name (reading, cell);
      break;
    case KT_CSV_POINT:
      if (g_str_equal (column->point, "post"))
        take_post (reading, column, cell);
      else
        take_points (reading, column, cell);
      break;
    case KT_CSV_STREET:
    case KT_CSV_REGION:
    case KT_CSV_POSTCODE:
    case KT_CSV_COUNTRY:
      g_ptr_array_add (reading->address, g_strdup (cell));
      break;
    case KT_CSV_TAGS:
      take_tags (reading, cell);
      break;
    case KT_CSV_NOTE:
      kt_import_record_add_note (reading->record, "note", 0, cell);
      break;
    case KT_CSV_REF:
      take_ref (reading, cell);
      break;
    case KT_CSV_OWN:
      kt_import_record_add_field (reading->record, column->own, cell);
      break;
    case KT_CSV_LABEL:
    case KT_CSV_SHARED:
    case KT_CSV_NOTHING:
      break;
    }
}

/* Street, place, region, code and country are one address; a city alone is none. last: the last of
 * their columns, NULL there was none. */
static void
take_address (Reading *reading, const KtCsvColumn *last, gboolean street)
{
  if (street && reading->address->len > 0
      && (last->number >= 64 || (reading->whole_addresses >> last->number & 1) == 0))
    {
      g_autoptr (GString) whole = g_string_new (NULL);
      const KtCsvColumn place = { .number = last->number, .label = last->label, .point = "post" };
      g_autofree char *label = label_of (reading, &place);
      for (guint i = 0; i < reading->address->len; i++)
        g_string_append_printf (whole, "%s%s", i > 0 ? ", " : "",
                                (char *)reading->address->pdata[i]);
      g_strdelimit (whole->str, "\n", ' ');
      kt_import_record_add_point (reading->record, "post", whole->str, label);
    }
  g_ptr_array_set_size (reading->address, 0);
}

static gboolean
is_city (const KtCsvColumn *column)
{
  return column->target == KT_CSV_TEXT && column->text == KT_IMPORT_CITY;
}

static gboolean
is_address_part (const KtCsvColumn *column)
{
  return column->target == KT_CSV_STREET || column->target == KT_CSV_REGION
         || column->target == KT_CSV_POSTCODE || column->target == KT_CSV_COUNTRY
         || is_city (column);
}

/* Those of one number and label stand together in all files. */
static gboolean
same_address (const KtCsvColumn *a, const KtCsvColumn *b)
{
  return a->number == b->number && g_strcmp0 (a->label, b->label) == 0;
}

static void
take_cells (Reading *reading)
{
  const KtCsvColumn *last = NULL;
  gboolean street = FALSE;
  reading->whole_addresses = 0;
  for (guint i = 0; i < MIN (reading->columns->columns->len, reading->row->n_cells); i++)
    {
      const KtCsvColumn *column = &g_array_index (reading->columns->columns, KtCsvColumn, i);
      if (column->target == KT_CSV_NOTHING || *reading->row->cells[i] == '\0')
        continue;
      g_autofree char *cell = kt_csv_clean_cell (reading->row->cells[i]);
      if (*cell == '\0')
        continue;
      if (is_address_part (column))
        {
          if (last != NULL && column->label != NULL && !same_address (last, column))
            {
              take_address (reading, last, street);
              street = FALSE;
            }
          last = column;
          street = street || column->target == KT_CSV_STREET;
          if (is_city (column))
            g_ptr_array_add (reading->address, g_strdup (cell));
        }
      reading->record->column = i + 1;
      take_cell (reading, column, cell);
    }
  take_address (reading, last, street);
}

static gboolean
has_target (const KtCsvColumns *columns, KtCsvTarget target, KtImportText text)
{
  for (guint i = 0; i < columns->columns->len; i++)
    {
      const KtCsvColumn *column = &g_array_index (columns->columns, KtCsvColumn, i);
      if (column->target == target && (target != KT_CSV_TEXT || column->text == text))
        return TRUE;
    }
  return FALSE;
}

/* More cells than the header has: a delimiter stands where it does not belong. */
static char *
misfit (const KtCsvColumns *columns, const KtCsvRow *row)
{
  for (guint i = columns->columns->len; i < row->n_cells; i++)
    if (*row->cells[i] != '\0')
      return g_strdup_printf (_ ("it has %u fields, the header has %u"), row->n_cells,
                              columns->columns->len);
  return NULL;
}

static KtImportRecord *
read_row (Reading *reading, const KtCsvRow *row)
{
  KtImportRecord *record = kt_import_record_new (row->line);
  reading->row = row;
  reading->record = record;
  record->refusal = kt_csv_fault_say (row);
  if (record->refusal == NULL)
    record->refusal = misfit (reading->columns, row);
  if (record->refusal == NULL)
    take_cells (reading);
  return record;
}

/* One order for all birthdays of the file. */
static gboolean
settle_days (Reading *reading, const KtCsvFile *file, KtCsvDays days, GError **error)
{
  const char *sample;
  reading->days = days;
  for (guint i = 0; days == KT_CSV_DAYS_UNKNOWN && i < reading->columns->columns->len; i++)
    {
      const KtCsvColumn *column = &g_array_index (reading->columns->columns, KtCsvColumn, i);
      if (column->target != KT_CSV_TEXT || column->text != KT_IMPORT_BIRTHDAY)
        continue;
      if (kt_csv_days_of (file, i, reading->columns->has_header, &reading->days, &sample))
        continue;
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("is «%s» day/month or month/day?"), sample);
      kt_error_hint (error, _ ("say which: --dates day-first, or --dates month-first"));
      return FALSE;
    }
  return TRUE;
}

GPtrArray *
kt_csv_records (const KtCsvFile *file, const KtCsvColumns *columns, KtCsvDays days,
                const KtClock *clock, GError **error)
{
  g_autoptr (GPtrArray) records
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_import_record_free);
  g_autoptr (GPtrArray) address = g_ptr_array_new_with_free_func (g_free);
  Reading reading = { .columns = columns,
                      .this_year = kt_local_from_utc (clock->now, clock->zone).year,
                      .address = address };
  if (!settle_days (&reading, file, days, error))
    return NULL;
  reading.ours = has_target (columns, KT_CSV_REF, KT_IMPORT_NAME);
  reading.name_is_given = has_target (columns, KT_CSV_TEXT, KT_IMPORT_FAMILY)
                          && !has_target (columns, KT_CSV_TEXT, KT_IMPORT_GIVEN);
  for (guint i = columns->has_header ? 1 : 0; i < file->rows->len; i++)
    g_ptr_array_add (records, read_row (&reading, file->rows->pdata[i]));
  return g_steal_pointer (&records);
}
