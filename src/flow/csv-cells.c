#include "config.h"
#include "csv-cells.h"
#include "kontor/fold.h"
#include <stdio.h>
#include <string.h>

char *
kt_csv_clean_cell (const char *cell)
{
  if (cell[0] == '\'' && cell[1] != '\0' && strchr ("=+-@\t\r'", cell[1]) != NULL)
    cell++;
  char *clean = g_strdup (cell);
  const char *start = clean;
  while (g_unichar_isspace (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  memmove (clean, start, strlen (start) + 1);
  gsize length = strlen (clean);
  while (length > 0)
    {
      const char *last = g_utf8_find_prev_char (clean, clean + length);
      if (!g_unichar_isspace (g_utf8_get_char (last)))
        break;
      length = (gsize)(last - clean);
      clean[length] = '\0';
    }
  return clean;
}

GStrv
kt_csv_split_cell (const char *cell, const char *separators)
{
  g_autoptr (GStrvBuilder) pieces = g_strv_builder_new ();
  g_auto (GStrv) groups = g_strsplit (cell, ":::", -1);
  for (char **group = groups; *group != NULL; group++)
    {
      g_auto (GStrv) all = g_strsplit_set (*group, separators, -1);
      for (char **piece = all; *piece != NULL; piece++)
        {
          g_autofree char *clean = kt_csv_clean_cell (*piece);
          if (*clean != '\0')
            g_strv_builder_add (pieces, clean);
        }
    }
  return g_strv_builder_end (pieces);
}

/* Three numbers with one separator between them, then the end or a time. */
static gboolean
read_three (const char *cell, char separator, int n[3])
{
  int end = 0;
  const char format[]
      = { '%', '4', 'd', separator, '%', '4', 'd', separator, '%', '4', 'd', '%', 'n', '\0' };
  if (strspn (cell, "0123456789") == 0 || sscanf (cell, format, &n[0], &n[1], &n[2], &end) != 3)
    return FALSE;
  return cell[end] == '\0' || cell[end] == 'T' || cell[end] == ' ' || g_str_equal (cell + end, ".");
}

/* 86 is 1986, 04 is 2004. */
static int
whole_year (const char *cell, int year, int this_year)
{
  const char *digits = cell + strlen (cell);
  while (digits > cell && !g_ascii_isdigit (digits[-1]))
    digits--;
  const char *start = digits;
  while (start > cell && g_ascii_isdigit (start[-1]))
    start--;
  if (year >= 100 || digits - start > 2)
    return year;
  return year + this_year / 100 * 100 > this_year ? year + this_year / 100 * 100 - 100
                                                  : year + this_year / 100 * 100;
}

static char *
iso (int year, int month, int day)
{
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

char *
kt_csv_birthday (const char *cell, KtCsvDays days, int this_year)
{
  int n[3];
  if (strpbrk (cell, "123456789") == NULL && strpbrk (cell, "0123456789") != NULL)
    return g_strdup ("");
  if (read_three (cell, '-', n))
    {
      if (n[0] > 31)
        return iso (n[0], n[1], n[2]);
      return iso (whole_year (cell, n[2], this_year), n[1], n[0]);
    }
  if (read_three (cell, '.', n))
    {
      if (n[0] > 31)
        return iso (n[0], n[1], n[2]);
      g_autofree char *day = g_strndup (cell, strcspn (cell, " T"));
      return iso (whole_year (day, n[2], this_year), n[1], n[0]);
    }
  if (read_three (cell, '/', n))
    {
      g_autofree char *day = g_strndup (cell, strcspn (cell, " T"));
      if (n[0] > 31)
        return iso (n[0], n[1], n[2]);
      int year = whole_year (day, n[2], this_year);
      return days == KT_CSV_MONTH_FIRST ? iso (year, n[0], n[1]) : iso (year, n[1], n[0]);
    }
  return g_strdup (cell);
}

gboolean
kt_csv_days_of (const KtCsvFile *file, guint column, guint first_row, KtCsvDays *ret_days,
                const char **ret_sample)
{
  gboolean day_first = FALSE, month_first = FALSE;
  *ret_sample = NULL;
  for (guint r = first_row; r < file->rows->len; r++)
    {
      int n[3];
      const KtCsvRow *row = file->rows->pdata[r];
      if (column >= row->n_cells || !read_three (row->cells[column], '/', n) || n[0] > 31
          || n[0] == 0 || n[1] == 0)
        continue;
      if (*ret_sample == NULL)
        *ret_sample = row->cells[column];
      day_first = day_first || n[0] > 12;
      month_first = month_first || n[1] > 12;
    }
  *ret_days = month_first ? KT_CSV_MONTH_FIRST : KT_CSV_DAY_FIRST;
  return *ret_sample == NULL || day_first != month_first;
}

char *
kt_csv_language (const char *cell)
{
  static const struct
  {
    const char *words, *tag;
  } languages[] = {
    { "latviesu|latviesu valoda|latvian|lettisch|латышский|латиська", "lv" },
    { "russian|русский|російська|krievu|krievu valoda|russisch", "ru" },
    { "ukrainian|украинский|українська|ukrainu|ukrainu valoda|ukrainisch", "uk" },
    { "english|английский|англійська|anglu|anglu valoda|englisch", "en" },
    { "german|deutsch|немецкий|німецька|vacu|vacu valoda", "de" },
    { "lithuanian|литовский|литовська|lietuviesu|lietuviu", "lt" },
    { "estonian|эстонский|естонська|igaunu|eesti", "et" },
    { "polish|polski|польский|польська|polu", "pl" },
  };
  g_autofree char *fold = kt_fold (cell);
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_auto (GStrv) words = g_strsplit (languages[i].words, "|", -1);
      for (char **word = words; *word != NULL; word++)
        {
          g_autofree char *known = kt_fold (*word);
          if (g_str_equal (known, fold))
            return g_strdup (languages[i].tag);
        }
    }
  return g_strdup (cell);
}

char *
kt_csv_consent (const char *cell)
{
  static const char *const yes[]
      = { "yes", "y", "true", "1", "+", "да", "так", "ja", "v", "x", NULL };
  static const char *const no[] = { "no", "n", "false", "0", "-", "нет", "ні", "ne", "ni", NULL };
  g_autofree char *fold = kt_fold (cell);
  if (g_strv_contains (yes, fold))
    return g_strdup ("yes");
  return g_strdup (g_strv_contains (no, fold) ? "no" : cell);
}

char *
kt_csv_kind (const char *cell)
{
  static const char *const company[]
      = { "company",     "organization",     "organisation", "business",          "компания",
          "организация", "юридическое лицо", "юрлицо",       "юр лицо",           "компанія",
          "організація", "юридична особа",   "uznemums",     "juridiska persona", NULL };
  static const char *const person[] = { "person",        "individual", "физическое лицо",
                                        "физлицо",       "физ лицо",   "частное лицо",
                                        "фізична особа", "фізособа",   "fiziska persona",
                                        "privatpersona", NULL };
  g_autofree char *fold = kt_fold (cell);
  for (const char *const *word = company; *word != NULL; word++)
    {
      g_autofree char *known = kt_fold (*word);
      if (g_str_equal (known, fold))
        return g_strdup ("company");
    }
  for (const char *const *word = person; *word != NULL; word++)
    {
      g_autofree char *known = kt_fold (*word);
      if (g_str_equal (known, fold))
        return g_strdup ("person");
    }
  return g_strdup (cell);
}

char *
kt_csv_label (const char *cell)
{
  static const char *const usual[] = { "home", "work", "mobile", "other", "main", NULL };
  const char *text = *cell == '*' ? cell + 1 : cell; /* the one Google prefers */
  g_autofree char *label = kt_csv_clean_cell (text);
  g_autofree char *lower = g_ascii_strdown (label, -1);
  if (*label == '\0')
    return NULL;
  return g_strdup (g_strv_contains (usual, lower) ? lower : label);
}
