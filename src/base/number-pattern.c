#include "config.h"
#include "kontor/number-pattern.h"
#include <string.h>

#define SERIAL_MAX 999999999

typedef struct
{
  gsize year, year_length, serial, serial_length; /* places in the pattern */
} Parts;

/* One run of a character; FALSE: none, or several. */
static gboolean
find_run (const char *text, char wanted, gsize *ret_start, gsize *ret_length)
{
  const char *start = strchr (text, wanted);
  if (start == NULL)
    return FALSE;
  gsize length = 0;
  while (start[length] == wanted)
    length++;
  *ret_start = (gsize)(start - text);
  *ret_length = length;
  return strchr (start + length, wanted) == NULL;
}

static gboolean
split (const char *text, Parts *parts)
{
  if (!find_run (text, 'Y', &parts->year, &parts->year_length)
      || !find_run (text, '#', &parts->serial, &parts->serial_length))
    return FALSE;
  return (parts->year_length == 2 || parts->year_length == 4) && parts->serial_length <= 8;
}

gboolean
kt_number_pattern_valid (const char *text)
{
  Parts parts;
  if (strlen (text) > KT_NUMBER_MAX - 9 || !g_utf8_validate (text, -1, NULL)
      || !split (text, &parts))
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (g_unichar_isdigit (c) || !g_unichar_isgraph (c))
        return FALSE;
    }
  /* 2026 and 44 run together would be the 2 of 20264 */
  return parts.year + parts.year_length != parts.serial
         && parts.serial + parts.serial_length != parts.year;
}

char *
kt_number_print (const char *pattern, int year, gint64 serial)
{
  Parts parts;
  GString *number = g_string_new (NULL);
  g_return_val_if_fail (split (pattern, &parts), g_string_free (number, FALSE));
  for (gsize i = 0; pattern[i] != '\0'; i++)
    if (i == parts.year)
      {
        g_string_append_printf (number, "%0*d", (int)parts.year_length,
                                parts.year_length == 2 ? year % 100 : year);
        i += parts.year_length - 1;
      }
    else if (i == parts.serial)
      {
        g_string_append_printf (number, "%0*" G_GINT64_FORMAT, (int)parts.serial_length, serial);
        i += parts.serial_length - 1;
      }
    else
      g_string_append_c (number, pattern[i]);
  return g_string_free (number, FALSE);
}

/* Digits at *at, so many of them or (length 0) all. */
static gint64
read_digits (const char **at, gsize length)
{
  gint64 value = 0;
  gsize n = 0;
  for (; g_ascii_isdigit (**at) && (length == 0 || n < length) && value <= SERIAL_MAX; n++, ++*at)
    value = value * 10 + (**at - '0');
  return n > 0 && (length == 0 || n == length) && value <= SERIAL_MAX ? value : -1;
}

gboolean
kt_number_read (const char *pattern, const char *number, int *ret_year, gint64 *ret_serial)
{
  Parts parts;
  gint64 year = -1, serial = -1;
  if (!split (pattern, &parts))
    return FALSE;
  const char *at = number;
  for (gsize i = 0; pattern[i] != '\0'; i++)
    if (i == parts.year)
      {
        year = read_digits (&at, parts.year_length);
        i += parts.year_length - 1;
      }
    else if (i == parts.serial)
      {
        serial = read_digits (&at, 0);
        i += parts.serial_length - 1;
      }
    else if (*at++ != pattern[i])
      return FALSE;
  *ret_year = (int)(parts.year_length == 2 ? 2000 + year : year);
  *ret_serial = serial;
  g_autofree char *again
      = year >= 0 && serial > 0 ? kt_number_print (pattern, *ret_year, serial) : NULL;
  return again != NULL && strcmp (again, number) == 0;
}
