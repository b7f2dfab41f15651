#include "config.h"
#include "csv-words.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include <glib/gi18n.h>
#include <string.h>

#define SAMPLE_ROWS 200
#define PHONE_DIGITS 7

/* Words that say which of several; they are the label of a point. */
static const struct
{
  const char *words, *label;
} qualifiers[]
    = { { "home|private|personal|домашний|личный|домашній|особистий|mājas|privātais|privāts",
          "home" },
        { "work|business|office|рабочий|служебный|робочий|службовий|darba", "work" },
        { "mobile|cell|мобильный|мобільний|mobilais", "mobile" },
        { "other|другой|інший|cits", "other" } };

char *
kt_csv_plain_header (const char *header, guint *ret_number)
{
  g_autofree char *fold = kt_fold (header);
  g_autoptr (GString) plain = g_string_new (NULL);
  gboolean gap = FALSE;
  *ret_number = 0;
  for (const char *p = fold; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (g_unichar_isdigit (c))
        *ret_number = MIN (*ret_number * 10 + (guint)g_unichar_digit_value (c), 9999u);
      else if (g_unichar_isalpha (c))
        {
          if (gap && plain->len > 0 && !g_str_equal (plain->str, "e"))
            g_string_append_c (plain, ' ');
          g_string_append_unichar (plain, c);
        }
      gap = !g_unichar_isalpha (c) && c != '\'' && c != 0x2019 && c != 0x02bc;
    }
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

void
kt_csv_columns_free (KtCsvColumns *columns)
{
  if (columns == NULL)
    return;
  g_array_unref (columns->columns);
  g_free (columns);
}

static void
clear_column (gpointer data)
{
  KtCsvColumn *column = data;
  g_free (column->header);
  g_free (column->label);
  g_free (column->own);
}

/* --- by the header --- */

static GHashTable *
read_words (void)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (const KtCsvWords *row = kt_csv_words; row->words != NULL; row++)
    {
      g_auto (GStrv) words = g_strsplit (row->words, "|", -1);
      for (char **word = words; *word != NULL; word++)
        {
          guint number;
          g_hash_table_insert (table, kt_csv_plain_header (*word, &number), (gpointer)row);
        }
    }
  return table;
}

/* "work" of "business phone", which becomes "phone"; NULL: there is none. */
static const char *
take_qualifier (char **plain)
{
  g_auto (GStrv) words = g_strsplit (*plain, " ", -1);
  for (gsize i = 0; i < G_N_ELEMENTS (qualifiers); i++)
    {
      g_auto (GStrv) known = g_strsplit (qualifiers[i].words, "|", -1);
      for (char **word = known; *word != NULL; word++)
        {
          guint number;
          g_autofree char *fold = kt_csv_plain_header (*word, &number);
          guint n = g_strv_length (words);
          char **at = words;
          while (*at != NULL && !g_str_equal (*at, fold))
            at++;
          if (*at == NULL || n < 2)
            continue;
          g_free (*at);
          memmove (at, at + 1, (gsize)(words + n - at) * sizeof *at);
          g_free (*plain);
          *plain = g_strjoinv (" ", words);
          return qualifiers[i].label;
        }
    }
  return NULL;
}

static void
take_words (KtCsvColumn *column, const KtCsvWords *words, const char *label)
{
  column->target = words->target;
  column->text = words->text;
  column->point = words->point;
  g_free (column->label);
  column->label = g_strdup (words->label != NULL ? words->label : label);
}

static gboolean
guess_by_header (KtCsvColumn *column, GHashTable *table)
{
  if (g_ascii_strncasecmp (column->header, "field:", 6) == 0 && column->header[6] != '\0')
    {
      column->target = KT_CSV_OWN;
      column->own = g_strdup (column->header + 6);
      column->said = TRUE;
      return TRUE;
    }
  g_autofree char *plain = kt_csv_plain_header (column->header, &column->number);
  const KtCsvWords *words = g_hash_table_lookup (table, plain);
  const char *label = NULL;
  if (words == NULL && (label = take_qualifier (&plain)) != NULL)
    words = g_hash_table_lookup (table, plain);
  if (words == NULL)
    return FALSE;
  take_words (column, words, label);
  return TRUE;
}

/* --- by what it holds --- */

static gboolean
looks_like_phone (const char *text)
{
  guint digits = 0;
  for (; *text != '\0'; text++)
    {
      digits += g_ascii_isdigit (*text) ? 1 : 0;
      if (!g_ascii_isdigit (*text) && strchr ("+-()./ '", *text) == NULL)
        return FALSE;
    }
  return digits >= PHONE_DIGITS;
}

static gboolean
looks_like_date (const char *text)
{
  gsize digits = strspn (text, "0123456789"), length = strlen (text);
  return digits > 0 && digits < 5 && length >= 8 && length <= 10
         && strspn (text, "0123456789.-/") == length;
}

static gboolean
has_letters (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalpha (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

/* No header: addresses, dates and phones show themselves, the first text is the name. */
static void
guess_by_cells (KtCsvColumns *columns, const KtCsvFile *file)
{
  gboolean named = FALSE;
  for (guint i = 0; i < columns->columns->len; i++)
    {
      KtCsvColumn *column = &g_array_index (columns->columns, KtCsvColumn, i);
      guint filled = 0, emails = 0, phones = 0, dates = 0, texts = 0;
      for (guint r = 0; r < MIN (file->rows->len, SAMPLE_ROWS); r++)
        {
          const KtCsvRow *row = file->rows->pdata[r];
          if (i >= row->n_cells || *row->cells[i] == '\0')
            continue;
          filled++;
          emails += strchr (row->cells[i], '@') != NULL;
          dates += looks_like_date (row->cells[i]);
          phones += looks_like_phone (row->cells[i]);
          texts += has_letters (row->cells[i]);
        }
      if (filled == 0)
        continue;
      if (2 * emails > filled)
        *column
            = (KtCsvColumn){ .header = column->header, .target = KT_CSV_POINT, .point = "email" };
      else if (2 * dates > filled)
        *column = (KtCsvColumn){ .header = column->header,
                                 .target = KT_CSV_TEXT,
                                 .text = KT_IMPORT_BIRTHDAY };
      else if (2 * phones > filled)
        *column
            = (KtCsvColumn){ .header = column->header, .target = KT_CSV_POINT, .point = "phone" };
      else if (!named && 2 * texts > filled)
        {
          column->target = KT_CSV_NAME;
          named = TRUE;
        }
    }
}

/* A first row that holds no address, phone or date of its own. */
static gboolean
may_be_header (const KtCsvRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    if (strchr (row->cells[i], '@') != NULL || looks_like_phone (row->cells[i])
        || looks_like_date (row->cells[i]))
      return FALSE;
  return row->fault == KT_CSV_FINE;
}

static void
count_filled (KtCsvColumns *columns, const KtCsvFile *file)
{
  for (guint i = 0; i < columns->columns->len; i++)
    {
      KtCsvColumn *column = &g_array_index (columns->columns, KtCsvColumn, i);
      for (guint r = columns->has_header ? 1 : 0; r < file->rows->len; r++)
        {
          const KtCsvRow *row = file->rows->pdata[r];
          column->filled += i < row->n_cells && *row->cells[i] != '\0';
        }
    }
}

static gboolean
has_numbered (const KtCsvColumns *columns, KtCsvTarget target, guint number)
{
  for (guint i = 0; i < columns->columns->len; i++)
    {
      const KtCsvColumn *column = &g_array_index (columns->columns, KtCsvColumn, i);
      if (column->target == target && column->number == number)
        return TRUE;
    }
  return FALSE;
}

/* «Address» beside a post code and no street is the street. */
static void
settle_streets (KtCsvColumns *columns)
{
  for (guint i = 0; i < columns->columns->len; i++)
    {
      KtCsvColumn *column = &g_array_index (columns->columns, KtCsvColumn, i);
      if (column->target == KT_CSV_POINT && g_str_equal (column->point, "post")
          && has_numbered (columns, KT_CSV_POSTCODE, column->number)
          && !has_numbered (columns, KT_CSV_STREET, column->number))
        column->target = KT_CSV_STREET;
    }
}

/* The width of a table without a header. */
static guint
widest (const KtCsvFile *file)
{
  guint n = 0;
  for (guint i = 0; i < file->rows->len; i++)
    n = MAX (n, ((const KtCsvRow *)file->rows->pdata[i])->n_cells);
  return n;
}

KtCsvColumns *
kt_csv_columns_guess (const KtCsvFile *file)
{
  KtCsvColumns *columns = g_new0 (KtCsvColumns, 1);
  g_autoptr (GHashTable) words = read_words ();
  const KtCsvRow *first = file->rows->len > 0 ? file->rows->pdata[0] : NULL;
  guint known = 0, unknown = 0;
  columns->columns = g_array_new (FALSE, TRUE, sizeof (KtCsvColumn));
  g_array_set_clear_func (columns->columns, clear_column);
  if (first == NULL)
    return columns;
  for (guint i = 0; i < first->n_cells; i++)
    {
      KtCsvColumn column = { .header = g_strstrip (g_strdup (first->cells[i])) };
      gboolean fits = guess_by_header (&column, words);
      known += fits;
      unknown += !fits && *column.header != '\0';
      g_array_append_val (columns->columns, column);
    }
  /* one word that happens to be one is none among many: «Anna;Pasta iela 1;klients» */
  columns->has_header
      = may_be_header (first) && known > 0 && (unknown < 2 * known + 3 || known > 1);
  if (!columns->has_header)
    {
      guint width = widest (file);
      g_array_set_size (columns->columns, 0);
      for (guint i = 0; i < width; i++)
        {
          KtCsvColumn column = { .header = g_strdup_printf ("%u", i + 1) };
          g_array_append_val (columns->columns, column);
        }
      guess_by_cells (columns, file);
    }
  settle_streets (columns);
  count_filled (columns, file);
  return columns;
}

void
kt_csv_columns_own (KtCsvColumns *columns, gboolean all, const GPtrArray *known)
{
  for (guint i = 0; i < columns->columns->len; i++)
    {
      KtCsvColumn *column = &g_array_index (columns->columns, KtCsvColumn, i);
      if (column->target != KT_CSV_NOTHING || column->said || *column->header == '\0'
          || !columns->has_header || column->filled == 0)
        continue;
      if (!all && kt_field_among (known, column->header) == NULL)
        continue;
      column->target = KT_CSV_OWN;
      column->own = g_strdup (column->header);
    }
}
