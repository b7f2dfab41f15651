#include "config.h"
#include "kontor/csv-excel.h"
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  char decimal; /* sign */
  enum
  {
    DAY_FIRST_DOTS,
    DAY_FIRST_SLASHES,
    MONTH_FIRST,
  } order; /* of dates */
} Form;

/* The C locale has the form of the countries Kontor is made for. */
static Form
local_form (void)
{
  const char *numeric = setlocale (LC_NUMERIC, NULL), *times = setlocale (LC_TIME, NULL);
  const char *date = nl_langinfo (D_FMT), *radix = nl_langinfo (RADIXCHAR);
  gboolean named = times != NULL && times[0] != 'C' && !g_str_equal (times, "POSIX");
  gboolean counted = numeric != NULL && numeric[0] != 'C' && !g_str_equal (numeric, "POSIX");
  Form form = { ',', DAY_FIRST_DOTS };
  if (counted && radix[0] == '.')
    form.decimal = '.';
  if (named && g_str_has_prefix (date, "%m"))
    form.order = MONTH_FIRST;
  else if (named && strchr (date, '/') != NULL)
    form.order = DAY_FIRST_SLASHES;
  return form;
}

static gboolean
fits (const char *text, const char *pattern)
{
  for (; *pattern != '\0'; text++, pattern++)
    if (*pattern == '0' ? !g_ascii_isdigit (*text) : *text != *pattern)
      return FALSE;
  return TRUE;
}

/* "2026-11-24", "2026-11-24T10:00:00+02:00" */
static char *
local_date (const Form *form, const char *cell)
{
  if (!fits (cell, "0000-00-00") || (cell[10] != '\0' && !fits (cell + 10, "T00:00:00")))
    return NULL;
  int year = atoi (cell), month = atoi (cell + 5), day = atoi (cell + 8);
  g_autofree char *date
      = form->order == MONTH_FIRST         ? g_strdup_printf ("%02d/%02d/%04d", month, day, year)
        : form->order == DAY_FIRST_SLASHES ? g_strdup_printf ("%02d/%02d/%04d", day, month, year)
                                           : g_strdup_printf ("%02d.%02d.%04d", day, month, year);
  return cell[10] == '\0' ? g_steal_pointer (&date) : g_strdup_printf ("%s %.5s", date, cell + 11);
}

static char *
local_number (const Form *form, const char *cell)
{
  const char *p = cell + (*cell == '-');
  gsize whole = strspn (p, "0123456789");
  if (whole == 0 || p[whole] != '.')
    return NULL;
  gsize part = strspn (p + whole + 1, "0123456789");
  const char *rest = p + whole + 1 + part;
  if (part == 0 || (*rest != '\0' && !g_str_equal (rest, " %")))
    return NULL;
  char *number = g_strdup (cell);
  number[(p - cell) + (gssize)whole] = form->decimal;
  return number;
}

static void
append_cell (GString *out, const Form *form, const char *cell)
{
  g_autofree char *local = local_date (form, cell);
  if (local == NULL)
    local = local_number (form, cell);
  const char *text = local != NULL ? local : cell;
  if (strpbrk (text, ";\"\r\n") == NULL && *text != ' ' && !g_str_has_suffix (text, " "))
    {
      g_string_append (out, text);
      return;
    }
  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *text);
    }
  g_string_append_c (out, '"');
}

/* The cell at p, its quotes taken off; returns what stands behind it. */
static const char *
read_cell (const char *p, GString *cell)
{
  g_string_truncate (cell, 0);
  if (*p != '"')
    {
      gsize length = strcspn (p, ",\r\n");
      g_string_append_len (cell, p, (gssize)length);
      return p + length;
    }
  for (p++; *p != '\0'; p++)
    {
      if (*p == '"' && *++p != '"')
        break;
      g_string_append_c (cell, *p);
    }
  return p;
}

char *
kt_csv_for_excel (const char *csv)
{
  Form form = local_form ();
  GString *out = g_string_new ("\xef\xbb\xbf");
  g_autoptr (GString) cell = g_string_new (NULL);
  const char *p = csv;
  while (*p != '\0')
    {
      p = read_cell (p, cell);
      append_cell (out, &form, cell->str);
      gboolean more = *p == ',';
      g_string_append (out, more ? ";" : "\r\n");
      p += more ? 1 : p[0] == '\r' && p[1] == '\n' ? 2 : *p != '\0';
    }
  return g_string_free (out, FALSE);
}
