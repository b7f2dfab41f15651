#include "config.h"
#include "csv-words.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/nearest.h"
#include <glib/gi18n.h>
#include <string.h>

/* How --columns and saved mappings call what a column is. */
static const struct
{
  const char *word;
  KtCsvTarget target;
  KtImportText text;
  const char *point, *label;
} meanings[] = {
  { "name", KT_CSV_NAME, KT_IMPORT_NAME, NULL, NULL },
  { "full-name", KT_CSV_FULL, KT_IMPORT_NAME, NULL, NULL },
  { "given", KT_CSV_TEXT, KT_IMPORT_GIVEN, NULL, NULL },
  { "family", KT_CSV_TEXT, KT_IMPORT_FAMILY, NULL, NULL },
  { "patronymic", KT_CSV_TEXT, KT_IMPORT_PATRONYMIC, NULL, NULL },
  { "company", KT_CSV_TEXT, KT_IMPORT_COMPANY, NULL, NULL },
  { "phone", KT_CSV_POINT, KT_IMPORT_NAME, "phone", NULL },
  { "email", KT_CSV_POINT, KT_IMPORT_NAME, "email", NULL },
  { "birthday", KT_CSV_TEXT, KT_IMPORT_BIRTHDAY, NULL, NULL },
  { "city", KT_CSV_TEXT, KT_IMPORT_CITY, NULL, NULL },
  { "address", KT_CSV_POINT, KT_IMPORT_NAME, "post", NULL },
  { "street", KT_CSV_STREET, KT_IMPORT_NAME, NULL, NULL },
  { "region", KT_CSV_REGION, KT_IMPORT_NAME, NULL, NULL },
  { "postcode", KT_CSV_POSTCODE, KT_IMPORT_NAME, NULL, NULL },
  { "country", KT_CSV_COUNTRY, KT_IMPORT_NAME, NULL, NULL },
  { "url", KT_CSV_POINT, KT_IMPORT_NAME, "url", NULL },
  { "messenger", KT_CSV_POINT, KT_IMPORT_NAME, "messenger", NULL },
  { "tags", KT_CSV_TAGS, KT_IMPORT_NAME, NULL, NULL },
  { "note", KT_CSV_NOTE, KT_IMPORT_NAME, NULL, NULL },
  { "type", KT_CSV_TEXT, KT_IMPORT_TYPE, NULL, NULL },
  { "status", KT_CSV_TEXT, KT_IMPORT_STATUS, NULL, NULL },
  { "source", KT_CSV_TEXT, KT_IMPORT_SOURCE, NULL, NULL },
  { "discount", KT_CSV_TEXT, KT_IMPORT_DISCOUNT, NULL, NULL },
  { "language", KT_CSV_TEXT, KT_IMPORT_LANGUAGE, NULL, NULL },
  { "cadence", KT_CSV_TEXT, KT_IMPORT_CADENCE, NULL, NULL },
  { "consent", KT_CSV_TEXT, KT_IMPORT_CONSENT, NULL, NULL },
  { "kind", KT_CSV_TEXT, KT_IMPORT_KIND, NULL, NULL },
  { "ref", KT_CSV_REF, KT_IMPORT_NAME, NULL, NULL },
  { "email-label", KT_CSV_LABEL, KT_IMPORT_NAME, "email", NULL },
  { "phone-label", KT_CSV_LABEL, KT_IMPORT_NAME, "phone", NULL },
  { "address-label", KT_CSV_LABEL, KT_IMPORT_NAME, "post", NULL },
  { "url-label", KT_CSV_LABEL, KT_IMPORT_NAME, "url", NULL },
  { "messenger-label", KT_CSV_LABEL, KT_IMPORT_NAME, "messenger", NULL },
  { "email-shared", KT_CSV_SHARED, KT_IMPORT_NAME, "email", NULL },
  { "-", KT_CSV_NOTHING, KT_IMPORT_NAME, NULL, NULL },
};

static char *
all_words (void)
{
  GString *words = g_string_new (NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (strchr (meanings[i].word, '-') == NULL)
      g_string_append_printf (words, "%s, ", meanings[i].word);
  g_string_append (words, "full-name, field:NAME, -");
  return g_string_free (words, FALSE);
}

static gboolean
unknown_meaning (const char *word, GError **error)
{
  const char *known[G_N_ELEMENTS (meanings) + 2];
  gsize n = 0;
  for (; n < G_N_ELEMENTS (meanings); n++)
    known[n] = meanings[n].word;
  known[n++] = "field";
  known[n] = NULL;
  g_autofree char *all = all_words ();
  const char *near = kt_nearest (word, known);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("a column cannot be «%s»"), word);
  if (near != NULL)
    kt_error_hint (error, _ ("did you mean %s?"), near);
  kt_error_hint (error, _ ("one of: %s"), all);
  return FALSE;
}

/* "phone", "phone:work", "field", "field:Nails", "-" */
static gboolean
set_meaning (KtCsvColumn *column, const char *meaning, GError **error)
{
  const char *colon = strchr (meaning, ':');
  g_autofree char *word
      = colon != NULL ? g_strndup (meaning, (gsize)(colon - meaning)) : g_strdup (meaning);
  const char *detail = colon != NULL && colon[1] != '\0' ? colon + 1 : NULL;
  gsize i = 0;

  while (i < G_N_ELEMENTS (meanings) && !g_str_equal (meanings[i].word, word))
    i++;
  gboolean own = g_str_equal (word, "field");
  if (!own
      && (i == G_N_ELEMENTS (meanings) || (detail != NULL && meanings[i].target != KT_CSV_POINT)))
    return unknown_meaning (meaning, error);
  g_clear_pointer (&column->own, g_free);
  g_clear_pointer (&column->label, g_free);
  column->said = TRUE;
  column->target = own ? KT_CSV_OWN : meanings[i].target;
  column->text = own ? KT_IMPORT_NAME : meanings[i].text;
  column->point = own ? NULL : meanings[i].point;
  if (own)
    column->own = g_strdup (detail != NULL ? detail : column->header);
  else
    column->label = g_strdup (detail);
  return TRUE;
}

/* By header, however spelled; by number. */
static KtCsvColumn *
find_column (KtCsvColumns *columns, const char *name)
{
  g_autofree char *fold = kt_fold (name);
  guint64 number = 0;
  g_strstrip (fold);
  for (guint i = 0; i < columns->columns->len; i++)
    {
      KtCsvColumn *column = &g_array_index (columns->columns, KtCsvColumn, i);
      g_autofree char *header = kt_fold (column->header);
      if (g_str_equal (header, fold))
        return column;
    }
  if (g_ascii_string_to_unsigned (fold, 10, 1, columns->columns->len, &number, NULL))
    return &g_array_index (columns->columns, KtCsvColumn, (guint)number - 1);
  return NULL;
}

static gboolean
no_column (const KtCsvColumns *columns, const char *name, GError **error)
{
  g_autoptr (GString) all = g_string_new (NULL);
  for (guint i = 0; i < MIN (columns->columns->len, 30); i++)
    g_string_append_printf (all, "%s%s", i > 0 ? ", " : "",
                            g_array_index (columns->columns, KtCsvColumn, i).header);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("the file has no column «%s»"), name);
  kt_error_hint (error, _ ("its columns: %s"), all->str);
  return FALSE;
}

static gboolean
say_one (KtCsvColumns *columns, const char *text, GError **error)
{
  const char *equals = strrchr (text, '=');
  if (equals == NULL || equals == text)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is not HEADER=MEANING"), text);
      kt_error_hint (error, _ ("for example: --columns 'Klients=name,Mob.=phone,Foto=-'"));
      return FALSE;
    }
  g_autofree char *name = g_strstrip (g_strndup (text, (gsize)(equals - text)));
  g_autofree char *meaning = g_strstrip (g_strdup (equals + 1));
  KtCsvColumn *column = find_column (columns, name);
  if (column == NULL)
    return no_column (columns, name, error);
  return set_meaning (column, meaning, error);
}

/* A comma ends a meaning only where another one follows: headers have commas too. */
gboolean
kt_csv_columns_say (KtCsvColumns *columns, const char *text, GError **error)
{
  g_auto (GStrv) pieces = g_strsplit (text, ",", -1);
  g_autoptr (GString) one = g_string_new (NULL);
  for (char **piece = pieces; *piece != NULL; piece++)
    {
      if (one->len > 0)
        g_string_append_c (one, ',');
      g_string_append (one, *piece);
      if (strchr (*piece, '=') == NULL && piece[1] != NULL)
        continue;
      if (!say_one (columns, one->str, error))
        return FALSE;
      g_string_truncate (one, 0);
    }
  return TRUE;
}

void
kt_csv_columns_apply (KtCsvColumns *columns, const char *mapping)
{
  g_auto (GStrv) lines = g_strsplit (mapping, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      char *tab = strrchr (*line, '\t');
      if (tab == NULL)
        continue;
      *tab = '\0';
      KtCsvColumn *column = find_column (columns, *line);
      if (column != NULL)
        set_meaning (column, tab + 1, NULL);
    }
}

char *
kt_csv_column_meaning (const KtCsvColumn *column)
{
  if (column->target == KT_CSV_OWN)
    return g_strdup_printf ("field:%s", column->own);
  for (gsize i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (meanings[i].target == column->target
        && (column->target != KT_CSV_TEXT || meanings[i].text == column->text)
        && g_strcmp0 (meanings[i].point, column->point) == 0)
      return column->label != NULL && column->target == KT_CSV_POINT
                 ? g_strdup_printf ("%s:%s", meanings[i].word, column->label)
                 : g_strdup (meanings[i].word);
  return g_strdup ("-");
}

char *
kt_csv_columns_write (const KtCsvColumns *columns)
{
  GString *mapping = g_string_new (NULL);
  for (guint i = 0; i < columns->columns->len; i++)
    {
      const KtCsvColumn *column = &g_array_index (columns->columns, KtCsvColumn, i);
      g_autofree char *meaning = kt_csv_column_meaning (column);
      g_autofree char *header = g_strdelimit (g_strdup (column->header), "\t\n", ' ');
      if (*header != '\0')
        g_string_append_printf (mapping, "%s\t%s\n", header, meaning);
    }
  return g_string_free (mapping, FALSE);
}
