#include "config.h"
#include "settings-file.h"
#include <string.h>

#define YEARS_MAX 100

gboolean
kt_value_int (const char *text, int first, int last, int *ret)
{
  gint64 value;
  if (!g_ascii_string_to_signed (text, 10, first, last, &value, NULL))
    return FALSE;
  *ret = value;
  return TRUE;
}

gboolean
kt_value_bool (const char *text, gboolean *ret)
{
  *ret = g_str_equal (text, "yes") || g_str_equal (text, "true");
  return *ret || g_str_equal (text, "no") || g_str_equal (text, "false");
}

/* "12 months": the number, and its unit without a plural s. */
static char *
take_amount (const char *text, int *ret_number)
{
  gsize digits = strspn (text, "0123456789");
  g_autofree char *number = g_strndup (text, digits);
  if (!kt_value_int (number, 0, 366 * YEARS_MAX, ret_number))
    return NULL;
  char *unit = g_ascii_strdown (text + digits, -1);
  g_strstrip (unit);
  if (g_str_has_suffix (unit, "s"))
    unit[strlen (unit) - 1] = '\0';
  return unit;
}

gboolean
kt_value_days (const char *text, int *ret)
{
  int n;
  g_autofree char *unit = take_amount (text, &n);
  if (unit == NULL || n == 0)
    return FALSE;
  if (g_str_equal (unit, "day"))
    *ret = n;
  else if (g_str_equal (unit, "week"))
    *ret = 7 * n;
  else if (g_str_equal (unit, "month"))
    *ret = (n * 1461 + 47) / 48; /* 30.4 days, rounded up */
  else if (g_str_equal (unit, "year"))
    *ret = (n * 1461 + 3) / 4;
  else
    return FALSE;
  return *ret <= 366 * YEARS_MAX;
}

gboolean
kt_value_working_days (const char *text, int *ret)
{
  g_autofree char *unit = take_amount (text, ret);
  return unit != NULL && g_str_equal (unit, "working day") && *ret <= 366;
}

static int
weekday (const char *name)
{
  static const char *const names[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
  for (int i = 0; i < 7; i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      return i + 1;
  return 0;
}

gboolean
kt_value_weekdays (const char *const *items, guint *ret)
{
  *ret = 0;
  for (; *items != NULL; items++)
    {
      g_auto (GStrv) ends = g_strsplit (*items, "..", 2);
      int first = ends[0] != NULL ? weekday (g_strstrip (ends[0])) : 0;
      int last = first != 0 && ends[1] != NULL ? weekday (g_strstrip (ends[1])) : first;
      if (first == 0 || last == 0)
        return FALSE;
      for (int day = first;; day = day % 7 + 1)
        {
          *ret |= 1u << day;
          if (day == last)
            break;
        }
    }
  return *ret != 0;
}

gboolean
kt_value_percent (const char *text, int *ret)
{
  gsize length = strspn (text, "0123456789");
  g_autofree char *whole = g_strndup (text, length);
  const char *rest = text + length;
  int hundredths = 0, digits = 0;
  if (!kt_value_int (whole, 0, 100, ret))
    return FALSE;
  if (*rest == '.' || *rest == ',')
    for (rest++; g_ascii_isdigit (*rest) && digits < 2; rest++, digits++)
      hundredths = hundredths * 10 + (*rest - '0');
  *ret = *ret * 100 + (digits == 1 ? hundredths * 10 : hundredths);
  rest += strspn (rest, " ");
  return *ret <= 10000 && (*rest == '\0' || g_str_equal (rest, "%"));
}

gboolean
kt_value_letters (const char *text, guint length, char **ret)
{
  if (strlen (text) != length)
    return FALSE;
  for (guint i = 0; i < length; i++)
    if (!g_ascii_isalpha (text[i]))
      return FALSE;
  g_free (*ret);
  *ret = g_ascii_strup (text, -1);
  return TRUE;
}

char *
kt_value_path (const char *text, const char *dir)
{
  if (g_str_equal (text, "~"))
    return g_strdup (g_get_home_dir ());
  if (g_str_has_prefix (text, "~/"))
    return g_canonicalize_filename (text + 2, g_get_home_dir ());
  return g_canonicalize_filename (text, dir);
}
