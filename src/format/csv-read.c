#include "config.h"
#include "kontor/csv-read.h"
#include "kontor/charset.h"
#include "kontor/error.h"
#include <string.h>

#define SNIFF_OCTETS (64u << 10)
#define SNIFF_ROWS 50

struct _KtCsvText
{
  char *text; /* UTF-8 without NUL */
  const char *at, *end;
  const char *charset;
  char delimiter;
  guint line;      /* of at */
  gboolean strict; /* a quote was never closed: the others end in their own lines */
  guint rows, faults;
  /* the row being read */
  GString *octets;    /* of its cells, each ends with NUL */
  GArray *starts;     /* gsize: where each cell begins there */
  GPtrArray *cells;   /* what the caller gets */
  const char *begin;  /* of the line that place counts in */
  gsize field_octets; /* of the cell so far */
  KtCsvFault fault;   /* the first */
  guint place;
};

static KtCsvText *
new_text (char *text, gsize length)
{
  KtCsvText *csv = g_new0 (KtCsvText, 1);
  csv->text = text;
  csv->at = text;
  csv->end = text + length;
  csv->line = 1;
  csv->octets = g_string_new (NULL);
  csv->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  csv->cells = g_ptr_array_new ();
  return csv;
}

void
kt_csv_close (KtCsvText *text)
{
  if (text == NULL)
    return;
  g_string_free (text->octets, TRUE);
  g_array_unref (text->starts);
  g_ptr_array_unref (text->cells);
  g_free (text->text);
  g_free (text);
}

const char *
kt_csv_charset (const KtCsvText *text)
{
  return text->charset;
}

char
kt_csv_delimiter (const KtCsvText *text)
{
  return text->delimiter;
}

/* --- one row --- */

static void
set_fault (KtCsvText *csv, KtCsvFault fault, const char *where)
{
  if (csv->fault != KT_CSV_FINE)
    return;
  csv->fault = fault;
  csv->place = (guint)g_utf8_pointer_to_offset (csv->begin, where) + 1;
}

static void
begin_cell (KtCsvText *csv)
{
  gsize start = csv->octets->len;
  g_array_append_val (csv->starts, start);
  csv->field_octets = 0;
}

/* Vertical tabs and form feeds are line breaks within a cell of a spreadsheet. */
static void
add_char (KtCsvText *csv, char c, const char *at)
{
  if (c == '\v' || c == '\f')
    c = '\n';
  if (((guchar)c < 0x20 && c != '\n' && c != '\t') || c == 0x7f)
    set_fault (csv, KT_CSV_CONTROL, at);
  else if (++csv->field_octets > KT_CSV_FIELD_MAX)
    set_fault (csv, KT_CSV_FIELD_LONG, at);
  else if (csv->octets->len >= KT_CSV_ROW_MAX)
    set_fault (csv, KT_CSV_ROW_LONG, at);
  if (csv->fault == KT_CSV_FINE)
    g_string_append_c (csv->octets, c);
}

static void
end_cell (KtCsvText *csv, const char *at)
{
  if (csv->starts->len > KT_CSV_FIELDS_MAX)
    set_fault (csv, KT_CSV_MANY_FIELDS, at);
  if (csv->fault == KT_CSV_FINE)
    g_string_append_c (csv->octets, '\0');
}

static gboolean
at_line_end (const KtCsvText *csv)
{
  return csv->at == csv->end || *csv->at == '\n' || *csv->at == '\r';
}

/* Over CRLF, LF or CR. */
static void
skip_line_end (KtCsvText *csv)
{
  if (csv->at == csv->end)
    return;
  csv->at += csv->at[0] == '\r' && csv->at + 1 < csv->end && csv->at[1] == '\n' ? 2 : 1;
  csv->line++;
}

static void
read_bare (KtCsvText *csv)
{
  while (!at_line_end (csv) && *csv->at != csv->delimiter)
    {
      add_char (csv, *csv->at, csv->at);
      csv->at++;
    }
}

/* Back to the end of the line the quote stands in: what follows is read as rows of its own. */
static void
give_up_quote (KtCsvText *csv, const char *quote, guint line)
{
  set_fault (csv, KT_CSV_OPEN_QUOTE, quote);
  csv->at = quote;
  csv->line = line;
  while (!at_line_end (csv))
    csv->at++;
}

/* Behind the closing quote, or where reading goes on after a fault. */
static void
read_quoted (KtCsvText *csv)
{
  const char *quote = csv->at++, *begin = csv->begin;
  guint line = csv->line;

  for (;;)
    {
      if (csv->at == csv->end || (csv->strict && at_line_end (csv)))
        {
          csv->begin = begin;
          csv->strict = TRUE;
          give_up_quote (csv, quote, line);
          return;
        }
      if (*csv->at == '"')
        {
          if (csv->at + 1 == csv->end || csv->at[1] != '"')
            break;
          add_char (csv, '"', csv->at);
          csv->at += 2;
        }
      else if (at_line_end (csv))
        {
          add_char (csv, '\n', csv->at);
          skip_line_end (csv);
          csv->begin = csv->at;
        }
      else
        {
          add_char (csv, *csv->at, csv->at);
          csv->at++;
        }
    }
  csv->at++;
  while (csv->at < csv->end && *csv->at == ' ')
    csv->at++;
  if (at_line_end (csv) || *csv->at == csv->delimiter)
    return;
  if (csv->line != line) /* most likely it closes the quote of another row */
    {
      csv->begin = begin;
      give_up_quote (csv, quote, line);
      return;
    }
  set_fault (csv, KT_CSV_QUOTE_INSIDE, csv->at);
  read_bare (csv);
}

/* Some write a blank between delimiter and quote. */
static gboolean
is_quoted (KtCsvText *csv)
{
  const char *p = csv->at;
  while (p < csv->end && *p == ' ')
    p++;
  if (p == csv->end || *p != '"')
    return FALSE;
  csv->at = p;
  return TRUE;
}

static void
read_row (KtCsvText *csv)
{
  g_string_truncate (csv->octets, 0);
  g_array_set_size (csv->starts, 0);
  csv->begin = csv->at;
  csv->fault = KT_CSV_FINE;
  csv->place = 0;
  for (;;)
    {
      begin_cell (csv);
      if (is_quoted (csv))
        read_quoted (csv);
      else
        read_bare (csv);
      end_cell (csv, csv->at);
      if (at_line_end (csv))
        break;
      csv->at++; /* the delimiter */
    }
  skip_line_end (csv);
}

/* FALSE: nothing but blanks in it. */
static gboolean
take_cells (KtCsvText *csv)
{
  gboolean something = FALSE;
  g_ptr_array_set_size (csv->cells, 0);
  for (guint i = 0; csv->fault == KT_CSV_FINE && i < csv->starts->len; i++)
    {
      char *cell = csv->octets->str + g_array_index (csv->starts, gsize, i);
      something = something || cell[strspn (cell, " \t\n")] != '\0';
      g_ptr_array_add (csv->cells, cell);
    }
  if (!something)
    g_ptr_array_set_size (csv->cells, 0);
  g_ptr_array_add (csv->cells, NULL);
  return something || csv->fault != KT_CSV_FINE;
}

static gboolean
next_row (KtCsvText *csv, KtCsvRow *ret_row)
{
  while (csv->at < csv->end)
    {
      guint line = csv->line;
      read_row (csv);
      if (!take_cells (csv))
        continue;
      *ret_row = (KtCsvRow){ .line = line,
                             .fault = csv->fault,
                             .place = csv->place,
                             .cells = (const char **)csv->cells->pdata,
                             .n_cells = csv->cells->len - 1 };
      return TRUE;
    }
  return FALSE;
}

gboolean
kt_csv_next (KtCsvText *text, KtCsvRow *ret_row, GError **error)
{
  if (!next_row (text, ret_row))
    return FALSE;
  if (++text->rows > KT_CSV_ROWS_MAX)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "it has more than %u rows", KT_CSV_ROWS_MAX);
      return FALSE;
    }
  text->faults += ret_row->fault != KT_CSV_FINE;
  if (text->faults <= KT_CSV_FAULTS_MAX)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "more than %u rows cannot be read, it is no table",
               KT_CSV_FAULTS_MAX);
  return FALSE;
}

/* --- how it is written --- */

/* How much a file looks like one with that delimiter: rows as long as most are, and the first one
 * among them. */
static int
score_delimiter (const char *text, gsize length, char delimiter)
{
  guint counts[KT_CSV_FIELDS_MAX + 1] = { 0 };
  guint rows = 0, first = 0, usual = 1;
  KtCsvRow row;
  g_autoptr (KtCsvText) csv = new_text (g_strndup (text, length), length);

  csv->delimiter = delimiter;
  for (; rows < SNIFF_ROWS && next_row (csv, &row); rows++)
    {
      counts[row.n_cells]++;
      if (rows == 0)
        first = row.n_cells;
      if (row.n_cells > 1 && counts[row.n_cells] > (usual > 1 ? counts[usual] : 0))
        usual = row.n_cells;
    }
  if (rows == 0 || usual < 2)
    return 0;
  return (int)(100 * counts[usual] / rows + MIN (usual, 50) + (first == usual ? 50 : 0));
}

static char
sniff_delimiter (const char *text, gsize length)
{
  static const char delimiters[] = ",;\t|";
  char best = ',';
  int best_score = 0;
  gsize sample = MIN (length, SNIFF_OCTETS);

  while (sample < length && sample > SNIFF_OCTETS / 2 && text[sample - 1] != '\n'
         && text[sample - 1] != '\r')
    sample--;
  for (const char *d = delimiters; *d != '\0'; d++)
    {
      int score = score_delimiter (text, sample, *d);
      if (score > best_score)
        {
          best_score = score;
          best = *d;
        }
    }
  return best;
}

/* "sep=;", which Excel writes and obeys. */
static gboolean
take_sep_line (KtCsvText *csv)
{
  gsize left = (gsize)(csv->end - csv->at);
  if (left < 5 || g_ascii_strncasecmp (csv->at, "sep=", 4) != 0 || csv->at[4] == '\n'
      || csv->at[4] == '\r' || (guchar)csv->at[4] >= 0x80)
    return FALSE;
  csv->delimiter = csv->at[4];
  csv->at += 5;
  if (!at_line_end (csv))
    {
      csv->at -= 5;
      return FALSE;
    }
  skip_line_end (csv);
  return TRUE;
}

KtCsvText *
kt_csv_open (const char *bytes, gsize length, GError **error)
{
  const char *charset;
  char *utf8 = kt_charset_read_file (bytes, length, &charset);
  KtCsvText *csv = new_text (utf8, strlen (utf8));
  csv->charset = charset;
  if (csv->at == csv->end)
    {
      kt_csv_close (csv);
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "there is nothing in it");
      return NULL;
    }
  if (!take_sep_line (csv))
    csv->delimiter = sniff_delimiter (csv->text, strlen (csv->text));
  return csv;
}
