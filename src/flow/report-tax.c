#include "config.h"
#include "report-parts.h"

#include <glib/gi18n.h>
#include <string.h>

/* Visits of these days, whatever became of them, and older or later ones whose money came in them.
 */
#define VISITS_SQL                                                                                 \
  "SELECT a.id, a.contact, a.start_at, a.state, coalesce(a.currency, ''), a.price, a.paid_how,"    \
  " a.paid, a.tip, a.paid_at, a.pencilled_until,"                                                  \
  " (SELECT group_concat(name, ' + ') FROM (SELECT name FROM appointment_part"                     \
  "  WHERE appointment = a.id ORDER BY position)),"                                                \
  " (SELECT group_concat(name, ' + ') FROM appointment_item WHERE appointment = a.id)"             \
  " FROM appointment AS a WHERE a.id IN (SELECT id FROM appointment"                               \
  " WHERE start_at >= ?1 AND start_at < ?2 UNION SELECT id FROM appointment"                       \
  " WHERE paid_at >= ?1 AND paid_at < ?2)"
#define PAYMENTS_SQL                                                                               \
  "SELECT i.id, i.contact, p.paid, i.number, i.currency, i.amount, p.how, p.amount,"               \
  " (SELECT group_concat(name, ' + ') FROM (SELECT name FROM invoice_item"                         \
  "  WHERE invoice = i.id ORDER BY position))"                                                     \
  " FROM invoice_payment AS p JOIN invoice AS i ON i.id = p.invoice"                               \
  " WHERE p.paid >= ?1 AND p.paid <= ?2 AND i.kind = 'invoice' AND i.state <> 'void'"

typedef struct
{
  char date[KT_LOCAL_TEXT]; /* with the minute, of visits */
  KtId contact;
  char *what;
  const char *kind; /* visit, invoice */
  char state[16], how[16], currency[4];
  gint64 price, paid, tip; /* KT_REPORT_NULL */
} Line;

typedef struct
{
  KtReportAsk *ask;
  GArray *lines;       /* Line */
  KtReportGroups ways; /* by way of payment and currency */
} Tax;

static void
line_clear (gpointer data)
{
  g_free (((Line *)data)->what);
}

static void
tax_clear (Tax *tax)
{
  g_clear_pointer (&tax->lines, g_array_unref);
  kt_report_groups_clear (&tax->ways);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tax, tax_clear)

static gint64
number_or_null (struct sqlite3_stmt *row, int column)
{
  return kt_column_text_or_null (row, column) != NULL ? kt_column_int (row, column)
                                                      : KT_REPORT_NULL;
}

static void
add_way (Tax *tax, const Line *line)
{
  KtReportGroup *way
      = kt_report_group (&tax->ways, 0, *line->how != '\0' ? line->how : NULL, line->currency);
  way->counts[0]++;
  way->amount += line->paid;
  way->tip += line->tip != KT_REPORT_NULL ? line->tip : 0;
}

/* What came on other days is counted there. */
static void
add_visit (Tax *tax, struct sqlite3_stmt *row)
{
  const KtReportAsk *ask = tax->ask;
  gint64 start = kt_column_int (row, 2), paid_at = kt_column_int (row, 9);
  Line line = { .contact = kt_column_int (row, 1),
                .kind = "visit",
                .price = number_or_null (row, 5),
                .paid = KT_REPORT_NULL,
                .tip = KT_REPORT_NULL };
  g_strlcpy (line.state, kt_column_text (row, 3), sizeof line.state);
  if ((g_str_equal (line.state, "pencilled") && kt_column_int (row, 10) != 0
       && kt_column_int (row, 10) <= ask->context->clock.now)
      || !kt_report_wants (ask, line.contact))
    return;
  gboolean came = paid_at >= ask->from && paid_at < ask->until && paid_at != 0
                  && kt_column_text_or_null (row, 7) != NULL && g_str_equal (line.state, "done");
  if (!came && (start < ask->from || start >= ask->until))
    return;
  g_strlcpy (line.currency, kt_report_currency_of (ask, kt_column_text (row, 4)),
             sizeof line.currency);
  kt_local_format (kt_local_from_utc (start, ask->context->clock.zone), line.date);
  g_strlcpy (line.how, came || paid_at == 0 ? kt_column_text (row, 6) : "later", sizeof line.how);
  const char *services = kt_column_text (row, 11), *goods = kt_column_text (row, 12);
  line.what = *goods != '\0' && *services != '\0' ? g_strdup_printf ("%s + %s", services, goods)
                                                  : g_strconcat (services, goods, NULL);
  if (came)
    {
      line.paid = kt_column_int (row, 7);
      line.tip = number_or_null (row, 8);
      add_way (tax, &line);
    }
  g_array_append_val (tax->lines, line);
}

static void
add_payment (Tax *tax, struct sqlite3_stmt *row)
{
  const char *what = kt_column_text (row, 8);
  Line line = { .contact = kt_column_int (row, 1),
                .kind = "invoice",
                .price = kt_column_int (row, 5),
                .paid = kt_column_int (row, 7),
                .tip = KT_REPORT_NULL };
  if (!kt_report_wants (tax->ask, line.contact))
    return;
  g_strlcpy (line.date, kt_column_text (row, 2), sizeof line.date);
  g_strlcpy (line.state, "paid", sizeof line.state);
  g_strlcpy (line.currency, kt_column_text (row, 4), sizeof line.currency);
  g_strlcpy (line.how, kt_column_text (row, 6), sizeof line.how);
  line.what = g_strdup_printf ("%s%s%s", kt_column_text (row, 3), *what != '\0' ? " " : "", what);
  add_way (tax, &line);
  g_array_append_val (tax->lines, line);
}

static gboolean
read_rows (Tax *tax, struct sqlite3_stmt *row, void (*add) (Tax *tax, struct sqlite3_stmt *row),
           GError **error)
{
  GError *failure = NULL;
  while (kt_step (row, &failure))
    add (tax, row);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

static gboolean
read_lines (Tax *tax, GError **error)
{
  const KtReportAsk *ask = tax->ask;
  char first[KT_LOCAL_TEXT], last[KT_LOCAL_TEXT];
  kt_report_span_of (ask->first, 'D', first);
  kt_report_span_of (ask->last, 'D', last);
  struct sqlite3_stmt *row = kt_store_statement (ask->context->store, VISITS_SQL, error);
  if (row == NULL)
    return FALSE;
  kt_bind (row, "ii", ask->from, ask->until);
  if (!read_rows (tax, row, add_visit, error)
      || (row = kt_store_statement (ask->context->store, PAYMENTS_SQL, error)) == NULL)
    return FALSE;
  kt_bind (row, "ss", first, last);
  return read_rows (tax, row, add_payment, error);
}

/* "Z. O."; of a company and of a name in one word that word's first letter. */
static char *
initials (const char *name)
{
  g_auto (GStrv) words = g_strsplit_set (name, " \t", -1);
  GString *out = g_string_new (NULL);
  for (char **word = words; *word != NULL; word++)
    {
      gunichar letter = g_utf8_get_char (*word);
      if (!g_unichar_isalnum (letter))
        continue;
      if (out->len > 0)
        g_string_append_c (out, ' ');
      g_string_append_unichar (out, g_unichar_toupper (letter));
      g_string_append_c (out, '.');
    }
  return g_string_free (out, FALSE);
}

static const KtReportColumn columns[] = {
  { "date", N_ ("DATE"), KT_REPORT_DATE },
  { "time", N_ ("TIME"), KT_REPORT_TEXT, KT_REPORT_DATA },
  { "client", N_ ("CLIENT"), KT_REPORT_TEXT, KT_REPORT_ALWAYS, N_ ("(no card)") },
  { "kind", N_ ("KIND"), KT_REPORT_WORD, KT_REPORT_DATA },
  { "service", N_ ("SERVICE"), KT_REPORT_TEXT },
  { "state", N_ ("STATE"), KT_REPORT_WORD, KT_REPORT_DATA },
  { "price", N_ ("PRICE"), KT_REPORT_MONEY, KT_REPORT_WIDE },
  { "paid_how", N_ ("PAID"), KT_REPORT_WORD, KT_REPORT_DATA },
  { "outcome", N_ ("PAID"), KT_REPORT_WORD, KT_REPORT_PEOPLE },
  { "paid", N_ ("RECEIVED"), KT_REPORT_MONEY },
  { "tip", N_ ("TIP"), KT_REPORT_MONEY, KT_REPORT_WIDE },
};

static int
compare (gconstpointer a, gconstpointer b)
{
  const Line *one = a, *two = b;
  int order = strcmp (one->date, two->date);
  return order != 0 ? order : g_strcmp0 (one->what, two->what);
}

/* One word for people: how it was paid, or why it was not. */
static const char *
outcome_of (const Line *line)
{
  gboolean happened = g_str_equal (line->state, "done") || g_str_equal (line->state, "paid");
  return !happened ? line->state : *line->how != '\0' ? line->how : NULL;
}

static gboolean
fill (Tax *tax, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < tax->lines->len; i++)
    g_hash_table_add (ids, &g_array_index (tax->lines, Line, i).contact);
  g_autoptr (GHashTable) names = kt_report_names (tax->ask, ids, error);
  if (names == NULL)
    return FALSE;
  g_array_sort (tax->lines, compare);
  for (guint i = 0; i < tax->lines->len; i++)
    {
      const Line *line = &g_array_index (tax->lines, Line, i);
      const char *name = g_hash_table_lookup (names, &line->contact);
      g_autofree char *shown = name == NULL      ? NULL
                               : tax->ask->names ? g_strdup (name)
                                                 : initials (name);
      g_autofree char *day = g_strndup (line->date, strlen ("2026-11-24"));
      const char *time = strchr (line->date, 'T');
      kt_report_add (tax->ask->report, line->currency, tax->ask->names ? line->contact : 0, day,
                     time != NULL ? time + 1 : NULL, shown, line->kind, line->what, line->state,
                     line->price, *line->how != '\0' ? line->how : NULL, outcome_of (line),
                     line->paid, line->tip);
    }
  return TRUE;
}

static void
add_totals (Tax *tax)
{
  KtReport *report = tax->ask->report;
  GPtrArray *ways = tax->ways.groups;
  kt_report_groups_sort_amount (&tax->ways);
  for (guint i = 0, n; i < ways->len; i += n)
    {
      const KtReportGroup *first = ways->pdata[i];
      gint64 paid = 0, tips = 0;
      KtChart *chart = kt_report_add_chart (report, N_ ("received by way of payment"),
                                            KT_REPORT_MONEY, first->currency);
      chart->label_type = KT_REPORT_WORD;
      chart->label_none = N_ ("(not said)");
      for (n = 0; i + n < ways->len; n++)
        {
          const KtReportGroup *way = ways->pdata[i + n];
          if (strcmp (way->currency, first->currency) != 0)
            break;
          paid += way->amount;
          tips += way->tip;
          kt_chart_add (chart, way->label, way->amount);
          kt_report_add_total (report, way->currency, NULL, NULL, NULL, NULL, NULL, NULL,
                               KT_REPORT_NULL, way->label != NULL ? way->label : "unknown",
                               way->label != NULL ? way->label : "unknown", way->amount, way->tip);
        }
      kt_report_add_total (report, first->currency, NULL, NULL, NULL, NULL, NULL, NULL,
                           KT_REPORT_NULL, "all", "all", paid, tips);
    }
}

gboolean
kt_gather_tax (KtReportAsk *ask, GError **error)
{
  g_auto (Tax) tax = { .ask = ask };
  tax.lines = g_array_new (FALSE, TRUE, sizeof (Line));
  g_array_set_clear_func (tax.lines, line_clear);
  kt_report_groups_init (&tax.ways);
  ask->report->of_clients = ask->names; /* initials are not to be traced back */
  kt_report_set_columns (ask->report, columns, G_N_ELEMENTS (columns));
  if (!read_lines (&tax, error) || !fill (&tax, error))
    return FALSE;
  add_totals (&tax);
  kt_report_note (ask->report, "received", KT_REPORT_NULL, "%s",
                  _ ("received: money that came in these days, also for visits and invoices of "
                     "other days; tips apart"));
  if (!ask->names)
    kt_report_note (ask->report, "initials", KT_REPORT_NULL, "%s",
                    _ ("clients by initials; --names writes them out"));
  return TRUE;
}
