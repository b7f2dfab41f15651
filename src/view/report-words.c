#include "config.h"
#include "kontor/report-view.h"
#include "kontor/money.h"
#include "kontor/say-day.h"
#include "kontor/table.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define HOUR 60
#define DAY (24 * 60)

/* Ids of WORD cells and of spans that are none. What is not here is somebody's own word. */
static const struct
{
  const char *id, *text;
} words[] = {
  { "done", NC_ ("report", "done") },
  { "no-show", NC_ ("report", "no-show") },
  { "cancelled", NC_ ("report", "cancelled") },
  { "booked", NC_ ("report", "booked") },
  { "confirmed", NC_ ("report", "confirmed") },
  { "arrived", NC_ ("report", "arrived") },
  { "pencilled", NC_ ("report", "pencilled") },
  { "paid", NC_ ("report", "paid") },
  { "cash", NC_ ("report", "cash") },
  { "card", NC_ ("report", "card") },
  { "transfer", NC_ ("report", "transfer") },
  { "later", NC_ ("report", "later") },
  { "unknown", NC_ ("report", "not said") },
  { "all", NC_ ("report", "all") },
  { "lost", NC_ ("report", "lost") },
  { "won-back", NC_ ("report", "won back") },
  { "new", NC_ ("report", "new") },
  { "late", NC_ ("report", "late") },
  { "undated", NC_ ("report", "no date") },
  { "goods", NC_ ("report", "goods") },
  { "others", NC_ ("report", "others") },
};

/* TRANSLATORS: a month by itself, the nominative: "November 2026". */
static const char *const months[] = {
  NC_ ("month", "January"), NC_ ("month", "February"), NC_ ("month", "March"),
  NC_ ("month", "April"),   NC_ ("month", "May"),      NC_ ("month", "June"),
  NC_ ("month", "July"),    NC_ ("month", "August"),   NC_ ("month", "September"),
  NC_ ("month", "October"), NC_ ("month", "November"), NC_ ("month", "December"),
};

static const char *
say_word (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].id, id))
      return g_dpgettext2 (NULL, "report", words[i].text);
  return id;
}

static const char *
say_month (int month)
{
  return g_dpgettext2 (NULL, "month", months[CLAMP (month, 1, 12) - 1]);
}

static char *
first_letters (const char *text, glong n)
{
  return g_utf8_substring (text, 0, MIN (n, g_utf8_strlen (text, -1)));
}

/* "2026-11", "2026-W48", a day, a word */
static char *
say_span (const KtContext *context, const char *span, gboolean short_form)
{
  KtLocal day;
  if (kt_local_parse (span, &day))
    return short_form ? g_strdup_printf ("%d", day.day)
                      : kt_say_day_time (day, kt_context_today (context).year);
  if (!g_ascii_isdigit (*span) || strlen (span) < 7)
    return g_strdup (say_word (span));
  int year = atoi (span);
  if (span[5] == 'W')
    /* TRANSLATORS: a week's number in a chart, then number and year */
    return short_form ? g_strdup_printf (C_ ("report", "w%d"), atoi (span + 6))
                      : g_strdup_printf (C_ ("report", "week %d, %d"), atoi (span + 6), year);
  const char *month = say_month (atoi (span + 5));
  return short_form ? first_letters (month, 3) : g_strdup_printf ("%s %d", month, year);
}

/* "25 min", "3,5 h", "2,0 d": whole minutes below an hour, then tenths */
static char *
say_minutes (gint64 minutes)
{
  if (minutes < HOUR)
    return g_strdup_printf (_ ("%d min"), (int)minutes);
  gboolean days = minutes >= 2 * DAY;
  gint64 tenths = (minutes * 10 + (days ? DAY : HOUR) / 2) / (days ? DAY : HOUR);
  g_autofree char *text = g_strdup_printf ("%d%s%d", (int)(tenths / 10), kt_money_decimal_sign (),
                                           (int)(tenths % 10));
  if (tenths % 10 == 0)
    *strstr (text, kt_money_decimal_sign ()) = '\0';
  return g_strdup_printf (days ? _ ("%s d") : _ ("%s h"), text);
}

static char *
say_money (gint64 minor, const char *currency)
{
  KtMoney money = { .minor = minor };
  g_strlcpy (money.currency, currency, sizeof money.currency);
  return kt_money_format (money);
}

static char *
say_percent (gint64 tenths)
{
  return g_strdup_printf ("%d%s%d %%", (int)(tenths / 10), kt_money_decimal_sign (),
                          (int)(tenths % 10));
}

static char *
say_number (KtReportType type, gint64 number, const char *currency)
{
  if (number == KT_REPORT_NULL)
    return NULL;
  switch (type)
    {
    case KT_REPORT_PERCENT:
      return say_percent (number);
    case KT_REPORT_MONEY:
      return say_money (number, currency);
    case KT_REPORT_MINUTES:
      return say_minutes (number);
    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT, number);
    }
}

static char *
say_text (const KtContext *context, KtReportType type, const char *text, const char *none)
{
  KtLocal day;
  if (text == NULL)
    return none != NULL ? g_strdup (_ (none)) : NULL;
  if (type == KT_REPORT_SPAN)
    return say_span (context, text, FALSE);
  if (type == KT_REPORT_WORD)
    return g_strdup (say_word (text));
  if (type == KT_REPORT_DATE && kt_local_parse (text, &day))
    return kt_say_day_time (day, kt_context_today (context).year);
  return g_strdup (text);
}

char *
kt_report_cell (const KtContext *context, const KtReportColumn *column, const KtReportRow *row,
                gsize index)
{
  const KtReportCell *cell = &row->cells[index];
  if (kt_report_is_text (column->type))
    return say_text (context, column->type, cell->text, column->none);
  return say_number (column->type, cell->number, row->currency);
}

char *
kt_report_cell_data (const KtReportColumn *column, const KtReportRow *row, gsize index)
{
  const KtReportCell *cell = &row->cells[index];
  if (kt_report_is_text (column->type))
    return g_strdup (cell->text);
  if (cell->number == KT_REPORT_NULL)
    return NULL;
  if (column->type == KT_REPORT_MONEY)
    {
      KtMoney money = { .minor = cell->number };
      g_strlcpy (money.currency, row->currency, sizeof money.currency);
      return kt_money_decimal (money);
    }
  if (column->type == KT_REPORT_PERCENT)
    return g_strdup_printf ("%d.%d", (int)(cell->number / 10), (int)(cell->number % 10));
  return g_strdup_printf ("%" G_GINT64_FORMAT, cell->number);
}

char *
kt_chart_value (const KtChart *chart, gint64 value)
{
  return say_number (chart->unit, value, chart->currency);
}

char *
kt_chart_label (const KtContext *context, const KtChart *chart, const KtChartPoint *point,
                gboolean short_form)
{
  if (point->label != NULL && short_form && chart->label_type == KT_REPORT_SPAN)
    return say_span (context, point->label, TRUE);
  char *label = say_text (context, chart->label_type, point->label, chart->label_none);
  return label != NULL ? label : g_strdup ("");
}

char *
kt_report_period (const KtReport *report)
{
  KtLocal a = report->first, b = report->last;
  if (!report->has_period)
    return g_strdup (_ ("all of it"));
  gboolean whole = a.day == 1 && b.day == kt_local_month_days (b.year, b.month);
  if (whole && a.year == b.year && a.month == b.month)
    return g_strdup_printf ("%s %d", say_month (a.month), a.year);
  if (whole && a.year == b.year && a.month == 1 && b.month == 12)
    return g_strdup_printf ("%d", a.year);
  if (kt_local_compare (a, b) == 0)
    return g_strdup_printf ("%s %d.%02d.%d", kt_say_weekday (a), a.day, a.month, a.year);
  if (a.year == b.year)
    return g_strdup_printf ("%d.%02d.–%d.%02d.%d", a.day, a.month, b.day, b.month, b.year);
  return g_strdup_printf ("%d.%02d.%d–%d.%02d.%d", a.day, a.month, a.year, b.day, b.month, b.year);
}

char *
kt_report_headline (const char *title)
{
  const char *text = _ (title);
  GString *line = g_string_new (NULL);
  g_string_append_unichar (line, g_unichar_toupper (g_utf8_get_char (text)));
  g_string_append (line, g_utf8_next_char (text));
  return g_string_free (line, FALSE);
}

char *
kt_report_note_text (const KtReportNote *note)
{
  if (note->amount == KT_REPORT_NULL)
    return g_strdup (note->text);
  g_autofree char *sum = say_money (note->amount, note->currency);
  return g_strdup_printf ("%s: %" G_GINT64_FORMAT ", %s", note->text, note->count, sum);
}

gboolean
kt_report_is_right (KtReportType type)
{
  return !kt_report_is_text (type);
}
