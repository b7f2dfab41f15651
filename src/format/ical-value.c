#include "config.h"
#include "kontor/ical-value.h"
#include "kontor/local-time.h"
#include <string.h>

#define DURATION_MAX (G_GINT64_CONSTANT (36600) * KT_ICAL_DAY)

gint64
kt_ical_day_of (gint64 wall)
{
  return wall >= 0 ? wall / KT_ICAL_DAY : -((-wall + KT_ICAL_DAY - 1) / KT_ICAL_DAY);
}

/* Exactly n digits at *at, which moves behind them; -1 for anything else. */
static int
take_digits (const char **at, int n)
{
  int value = 0;
  for (int i = 0; i < n; i++, (*at)++)
    {
      if (!g_ascii_isdigit (**at))
        return -1;
      value = value * 10 + (**at - '0');
    }
  return value;
}

static gboolean
take_clock (const char **at, gint64 *ret_seconds)
{
  int hour = take_digits (at, 2), minute = hour < 0 ? -1 : take_digits (at, 2), second = 0;
  if (minute >= 0 && g_ascii_isdigit (**at))
    second = take_digits (at, 2);
  if (minute < 0 || second < 0 || minute > 59 || second > 60
      || hour > (minute == 0 && second == 0 ? 24 : 23))
    return FALSE;
  *ret_seconds = hour * 3600 + minute * 60 + MIN (second, 59);
  return TRUE;
}

gboolean
kt_ical_time_parse (const char *value, KtIcalTime *ret_time)
{
  const char *at = value + strspn (value, " \t");
  int year = take_digits (&at, 4), month = year < 0 ? -1 : take_digits (&at, 2);
  int day = month < 0 ? -1 : take_digits (&at, 2);
  KtIcalTime time = { .is_date = TRUE };
  gint64 seconds = 0;
  if (day < 0)
    return FALSE;
  KtLocal local = { year, month, day, -1, 0 };
  if (!kt_local_is_valid (local))
    return FALSE;
  if (*at == 'T' || *at == 't')
    {
      at++;
      time.is_date = FALSE;
      if (!take_clock (&at, &seconds))
        return FALSE;
      time.is_utc = *at == 'Z' || *at == 'z';
      at += time.is_utc;
    }
  if (at[strspn (at, " \t")] != 0)
    return FALSE;
  time.wall = kt_local_day_number (local) * KT_ICAL_DAY + seconds;
  if (time.wall >= KT_ICAL_WALL_END)
    return FALSE;
  *ret_time = time;
  return TRUE;
}

/* One "15M" of a duration; FALSE at what is none. */
static gboolean
take_part (const char **at, gboolean in_time, KtIcalDuration *duration)
{
  gint64 n = 0;
  const char *begin = *at;
  for (; g_ascii_isdigit (**at); (*at)++)
    {
      n = n * 10 + (**at - '0');
      if (n > DURATION_MAX)
        return FALSE;
    }
  if (*at == begin)
    return FALSE;
  char unit = g_ascii_toupper (**at);
  if (unit != 0)
    (*at)++;
  if (!in_time && (unit == 'W' || unit == 'D'))
    duration->days += n * (unit == 'W' ? 7 : 1);
  else if (in_time && (unit == 'H' || unit == 'M' || unit == 'S'))
    duration->seconds += n * (unit == 'H' ? 3600 : unit == 'M' ? 60 : 1);
  else
    return FALSE;
  return TRUE;
}

gboolean
kt_ical_duration_parse (const char *value, KtIcalDuration *ret_duration)
{
  const char *at = value + strspn (value, " \t");
  gboolean negative = *at == '-', in_time = FALSE, any = FALSE;
  KtIcalDuration duration = { 0 };
  if (*at == '-' || *at == '+')
    at++;
  if (*at != 'P' && *at != 'p')
    return FALSE;
  for (at++; *at != 0 && strchr (" \t", *at) == NULL;)
    if ((*at == 'T' || *at == 't') && !in_time)
      {
        in_time = TRUE;
        at++;
      }
    else if (take_part (&at, in_time, &duration))
      any = TRUE;
    else
      return FALSE;
  if (!any || at[strspn (at, " \t")] != 0 || duration.days > DURATION_MAX / KT_ICAL_DAY
      || duration.seconds > DURATION_MAX)
    return FALSE;
  if (negative)
    duration = (KtIcalDuration){ -duration.days, -duration.seconds };
  *ret_duration = duration;
  return TRUE;
}

gboolean
kt_ical_offset_parse (const char *value, int *ret_offset)
{
  const char *at = value + strspn (value, " \t");
  int sign = *at == '-' ? -1 : 1;
  if (*at == '-' || *at == '+')
    at++;
  int hour = take_digits (&at, 2), minute = hour < 0 ? -1 : take_digits (&at, 2), second = 0;
  if (minute >= 0 && g_ascii_isdigit (*at))
    second = take_digits (&at, 2);
  if (minute < 0 || second < 0 || hour > 23 || minute > 59 || second > 59)
    return FALSE;
  *ret_offset = sign * (hour * 3600 + minute * 60 + second);
  return TRUE;
}

static void
append_plain (GString *text, const char *value)
{
  for (const char *at = value; *at != 0; at++)
    {
      char c = *at;
      if (c == '\\' && at[1] != 0)
        {
          c = *++at;
          if (c == 'n' || c == 'N')
            c = '\n';
        }
      if ((guchar)c >= 0x20 ? c != 0x7f : c == '\n' || c == '\t')
        g_string_append_c (text, c);
    }
}

char *
kt_ical_text_value (const char *value, gsize max)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  append_plain (plain, value);
  char *text = g_utf8_normalize (plain->str, plain->len, G_NORMALIZE_DEFAULT_COMPOSE);
  if (text == NULL)
    return g_utf8_make_valid (plain->str, MIN (plain->len, max / 3));
  gsize length = strlen (text), end = MIN (length, max);
  while (end > 0 && end < length && ((guchar)text[end] & 0xc0) == 0x80)
    end--;
  text[end] = 0;
  return text;
}

gboolean
kt_ical_is (const char *value, const char *word)
{
  gsize n = strlen (word);
  value += strspn (value, " \t");
  return g_ascii_strncasecmp (value, word, n) == 0 && value[n + strspn (value + n, " \t")] == 0;
}
