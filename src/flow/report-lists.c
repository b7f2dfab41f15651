#include "config.h"
#include "report-parts.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* Goods that were sold, and whose birthday it is. */
#define ITEMS_SQL                                                                                  \
  "SELECT a.contact, coalesce(a.currency, ''), i.name, i.quantity * 1000, i.quantity * i.price"    \
  " FROM appointment AS a JOIN appointment_item AS i ON i.appointment = a.id"                      \
  " WHERE a.start_at >= ?1 AND a.start_at < ?2 AND a.state = 'done'"
#define LINES_SQL                                                                                  \
  "SELECT i.contact, i.currency, l.name, l.quantity, l.total FROM invoice AS i"                    \
  " JOIN invoice_item AS l ON l.invoice = i.id WHERE i.issued >= ?1 AND i.issued <= ?2"            \
  " AND i.kind = 'invoice' AND i.state <> 'void' AND l.good IS NOT NULL"
#define BIRTHDAYS_SQL                                                                              \
  "SELECT id, name, birthday FROM contact WHERE birthday IS NOT NULL"                              \
  " AND CASE WHEN ?1 <= ?2 THEN substr(birthday, -5) BETWEEN ?1 AND ?2"                            \
  " ELSE substr(birthday, -5) >= ?1 OR substr(birthday, -5) <= ?2 END"

static const KtReportColumn goods_columns[] = {
  { "name", N_ ("GOODS"), KT_REPORT_TEXT },
  { "quantity_thousandths", N_ ("PIECES"), KT_REPORT_NUMBER, KT_REPORT_DATA },
  { "quantity", N_ ("PIECES"), KT_REPORT_TEXT },
  { "amount", N_ ("SUM"), KT_REPORT_MONEY },
  { "share", N_ ("SHARE"), KT_REPORT_PERCENT },
};

static gboolean
read_goods (const KtReportAsk *ask, struct sqlite3_stmt *row, KtReportGroups *groups,
            GError **error)
{
  GError *failure = NULL;
  while (kt_step (row, &failure))
    {
      if (!kt_report_wants (ask, kt_column_int (row, 0)))
        continue;
      KtReportGroup *group = kt_report_group (groups, 0, kt_column_text (row, 2),
                                              kt_report_currency_of (ask, kt_column_text (row, 1)));
      group->counts[0] += kt_column_int (row, 3);
      group->amount += kt_column_int (row, 4);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

/* "2", "2.5" */
static char *
quantity (gint64 thousandths)
{
  if (thousandths % 1000 == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, thousandths / 1000);
  char *text = g_strdup_printf ("%" G_GINT64_FORMAT ".%03d", thousandths / 1000,
                                (int)(thousandths % 1000));
  while (g_str_has_suffix (text, "0"))
    text[strlen (text) - 1] = '\0';
  return text;
}

static void
fill_goods (KtReport *report, KtReportGroups *goods)
{
  GPtrArray *groups = goods->groups;
  kt_report_groups_sort_amount (goods);
  for (guint i = 0, n; i < groups->len; i += n)
    {
      const KtReportGroup *first = groups->pdata[i];
      gint64 sum = 0, pieces = 0;
      for (n = 0;
           i + n < groups->len
           && strcmp (((KtReportGroup *)groups->pdata[i + n])->currency, first->currency) == 0;
           n++)
        {
          sum += ((KtReportGroup *)groups->pdata[i + n])->amount;
          pieces += ((KtReportGroup *)groups->pdata[i + n])->counts[0];
        }
      KtChart *chart
          = kt_report_add_chart (report, N_ ("goods sold"), KT_REPORT_MONEY, first->currency);
      for (guint k = i; k < i + n; k++)
        {
          const KtReportGroup *good = groups->pdata[k];
          g_autofree char *text = quantity (good->counts[0]);
          kt_report_add (report, good->currency, 0, good->label, good->counts[0], text,
                         good->amount, kt_report_percent (good->amount, sum));
          kt_chart_add (chart, good->label, good->amount);
        }
      g_autofree char *text = quantity (pieces);
      kt_report_add_total (report, first->currency, NULL, pieces, text, sum,
                           kt_report_percent (sum, sum));
    }
}

gboolean
kt_gather_goods (KtReportAsk *ask, GError **error)
{
  g_auto (KtReportGroups) goods = { 0 };
  char first[KT_LOCAL_TEXT], last[KT_LOCAL_TEXT];
  kt_report_groups_init (&goods);
  kt_report_set_columns (ask->report, goods_columns, G_N_ELEMENTS (goods_columns));
  kt_report_span_of (ask->first, 'D', first);
  kt_report_span_of (ask->last, 'D', last);
  struct sqlite3_stmt *row = kt_store_statement (ask->context->store, ITEMS_SQL, error);
  if (row == NULL)
    return FALSE;
  kt_bind (row, "ii", ask->from, ask->until);
  if (!read_goods (ask, row, &goods, error)
      || (row = kt_store_statement (ask->context->store, LINES_SQL, error)) == NULL)
    return FALSE;
  kt_bind (row, "ss", first, last);
  if (!read_goods (ask, row, &goods, error))
    return FALSE;
  fill_goods (ask->report, &goods);
  kt_report_note (
      ask->report, "sold", KT_REPORT_NULL, "%s",
      _ ("counted is what was sold at visits and on invoices of these days, paid or not"));
  return TRUE;
}

static const KtReportColumn birthday_columns[] = {
  { "date", N_ ("DAY"), KT_REPORT_DATE },
  { "client", N_ ("CLIENT"), KT_REPORT_TEXT },
  { "age", N_ ("TURNS"), KT_REPORT_NUMBER },
  { "birthday", N_ ("BORN"), KT_REPORT_TEXT, KT_REPORT_DATA },
};

typedef struct
{
  KtId contact;
  char *name, *born;
  KtLocal day;
  gint64 age;
} Birthday;

static void
birthday_clear (gpointer data)
{
  g_free (((Birthday *)data)->name);
  g_free (((Birthday *)data)->born);
}

static int
compare_birthdays (gconstpointer a, gconstpointer b)
{
  const Birthday *one = a, *two = b;
  int order = kt_local_compare (one->day, two->day);
  return order != 0 ? order : g_utf8_collate (one->name, two->name);
}

/* From which to which day of the year, "11-01"; a year and more is all of it. 29 February counts as
 * the 28th too. */
static void
bind_days (const KtReportAsk *ask, struct sqlite3_stmt *row, char first[8], char last[8])
{
  gboolean whole = kt_local_days_between (ask->first, ask->last) >= 365;
  int day = ask->last.month == 2 && ask->last.day == 28 ? 29 : ask->last.day;
  g_snprintf (first, 8, "%02d-%02d", ask->first.month, ask->first.day);
  g_snprintf (last, 8, "%02d-%02d", ask->last.month, day);
  kt_bind (row, "ss", whole ? "01-01" : first, whole ? "12-31" : last);
}

/* Each time it falls into the period; of 29 February on the 28th where there is none. */
static void
add_birthdays (const KtReportAsk *ask, struct sqlite3_stmt *row, GArray *found)
{
  const char *born = kt_column_text (row, 2);
  gboolean no_year = g_str_has_prefix (born, "--");
  int year = no_year ? 0 : atoi (born), month = atoi (born + (no_year ? 2 : 5));
  int day = strlen (born) >= (no_year ? 7u : 10u) ? atoi (born + (no_year ? 5 : 8)) : 0;
  if (month < 1 || month > 12 || day < 1 || day > 31)
    return;
  for (int in = ask->first.year; in <= ask->last.year; in++)
    {
      KtLocal when = { (gint16)in, (guint8)month,
                       (guint8)MIN (day, kt_local_month_days (in, month)), -1, 0 };
      if (kt_local_compare (when, ask->first) < 0 || kt_local_compare (when, ask->last) > 0
          || in < year)
        continue;
      Birthday birthday = { kt_column_int (row, 0), g_strdup (kt_column_text (row, 1)),
                            g_strdup (born), when, no_year ? KT_REPORT_NULL : in - year };
      g_array_append_val (found, birthday);
    }
}

gboolean
kt_gather_birthdays (KtReportAsk *ask, GError **error)
{
  GError *failure = NULL;
  char first[8], last[8];
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Birthday));
  g_array_set_clear_func (found, birthday_clear);
  ask->report->of_clients = TRUE;
  kt_report_set_columns (ask->report, birthday_columns, G_N_ELEMENTS (birthday_columns));
  struct sqlite3_stmt *row = kt_store_statement (ask->context->store, BIRTHDAYS_SQL, error);
  if (row == NULL)
    return FALSE;
  bind_days (ask, row, first, last);
  while (kt_step (row, &failure))
    if (kt_report_wants (ask, kt_column_int (row, 0)))
      add_birthdays (ask, row, found);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  g_array_sort (found, compare_birthdays);
  for (guint i = 0; i < found->len; i++)
    {
      const Birthday *birthday = &g_array_index (found, Birthday, i);
      char day[KT_LOCAL_TEXT];
      kt_report_span_of (birthday->day, 'D', day);
      kt_report_add (ask->report, NULL, birthday->contact, day, birthday->name, birthday->age,
                     birthday->born);
    }
  return TRUE;
}
