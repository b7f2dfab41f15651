#include "config.h"
#include "kontor/export-rows.h"

#include <sqlite3.h>

#define COLUMNS_MAX 20

#define VISITS_SQL                                                                                 \
  "SELECT a.contact, a.currency, a.id, c.name, a.contact, replace (a.start_local, 'T', ' '),"      \
  " a.end_at, a.state,"                                                                            \
  " (SELECT group_concat (name, ' + ') FROM (SELECT name FROM appointment_part"                    \
  "   WHERE appointment = a.id ORDER BY position)),"                                               \
  " (SELECT group_concat (name, ', ') FROM (SELECT DISTINCT r.name FROM appointment_part p"        \
  "   JOIN resource r ON r.id = p.staff WHERE p.appointment = a.id ORDER BY p.position)),"         \
  " a.price, a.paid, a.tip, a.currency, a.paid_how, a.text"                                        \
  " FROM appointment a LEFT JOIN contact c ON c.id = a.contact ORDER BY a.start_at, a.id"
#define DEALS_SQL                                                                                  \
  "SELECT d.contact, d.currency, d.id, c.name, d.contact, d.title, p.name, s.name, s.kind,"        \
  " d.amount, d.currency, d.expected, s.probability, d.since, d.closed_at, d.reason, d.created"    \
  " FROM deal d JOIN stage s ON s.id = d.stage JOIN pipeline p ON p.id = s.pipeline"               \
  " LEFT JOIN contact c ON c.id = d.contact ORDER BY d.created, d.id"
#define INVOICES_SQL                                                                               \
  "SELECT i.contact, i.currency, i.id, i.number, i.kind, c.name, i.contact, d.title, i.amount,"    \
  " (SELECT sum (amount) FROM invoice_payment WHERE invoice = i.id), i.currency, i.tax, i.issued," \
  " i.due, i.state, i.text FROM invoice i LEFT JOIN contact c ON c.id = i.contact"                 \
  " LEFT JOIN deal d ON d.id = i.deal ORDER BY i.issued, i.number, i.id"
#define NOTES_SQL                                                                                  \
  "SELECT n.contact, NULL, n.id, c.name, n.contact, n.kind, n.at, n.text, d.title"                 \
  " FROM note n JOIN contact c ON c.id = n.contact LEFT JOIN deal d ON d.id = n.deal"              \
  " ORDER BY n.at, n.id"
#define REMINDERS_SQL                                                                              \
  "SELECT r.contact, NULL, r.id, c.name, r.contact, replace (r.due_local, 'T', ' '), r.text,"      \
  " r.repeat, r.state, r.done_at FROM reminder r LEFT JOIN contact c ON c.id = r.contact"          \
  " ORDER BY r.due_at, r.id"
#define SERVICES_SQL                                                                               \
  "SELECT NULL, currency, id, name, work, free, finish, before, after, price, currency, rebook,"   \
  " CASE archived WHEN 0 THEN '' ELSE 'yes' END FROM service ORDER BY fold, id"
#define GOODS_SQL                                                                                  \
  "SELECT NULL, currency, id, name, price, currency, CASE archived WHEN 0 THEN '' ELSE 'yes' END"  \
  " FROM good ORDER BY fold, id"

static const KtExportColumn visits[] = {
  { "ref", KT_CELL_REF },       { "contact", KT_CELL_TEXT }, { "contact_ref", KT_CELL_REF },
  { "start", KT_CELL_TEXT },    { "end", KT_CELL_TIME },     { "state", KT_CELL_TEXT },
  { "services", KT_CELL_TEXT }, { "hands", KT_CELL_TEXT },   { "price", KT_CELL_MONEY },
  { "paid", KT_CELL_MONEY },    { "tip", KT_CELL_MONEY },    { "currency", KT_CELL_TEXT },
  { "paid_how", KT_CELL_TEXT }, { "text", KT_CELL_TEXT },
};
static const KtExportColumn deals[] = {
  { "ref", KT_CELL_REF },       { "contact", KT_CELL_TEXT },       { "contact_ref", KT_CELL_REF },
  { "title", KT_CELL_TEXT },    { "pipeline", KT_CELL_TEXT },      { "stage", KT_CELL_TEXT },
  { "kind", KT_CELL_TEXT },     { "amount", KT_CELL_MONEY },       { "currency", KT_CELL_TEXT },
  { "expected", KT_CELL_TEXT }, { "probability", KT_CELL_NUMBER }, { "since", KT_CELL_TIME },
  { "closed", KT_CELL_TIME },   { "reason", KT_CELL_TEXT },        { "created", KT_CELL_TIME },
};
static const KtExportColumn invoices[] = {
  { "ref", KT_CELL_REF },      { "number", KT_CELL_TEXT },     { "kind", KT_CELL_TEXT },
  { "contact", KT_CELL_TEXT }, { "contact_ref", KT_CELL_REF }, { "deal", KT_CELL_TEXT },
  { "amount", KT_CELL_MONEY }, { "paid", KT_CELL_MONEY },      { "currency", KT_CELL_TEXT },
  { "tax", KT_CELL_HUNDREDS }, { "issued", KT_CELL_TEXT },     { "due", KT_CELL_TEXT },
  { "state", KT_CELL_TEXT },   { "text", KT_CELL_TEXT },
};
static const KtExportColumn notes[] = {
  { "ref", KT_CELL_REF },   { "contact", KT_CELL_TEXT }, { "contact_ref", KT_CELL_REF },
  { "kind", KT_CELL_TEXT }, { "at", KT_CELL_TIME },      { "text", KT_CELL_TEXT },
  { "deal", KT_CELL_TEXT },
};
static const KtExportColumn reminders[] = {
  { "ref", KT_CELL_REF },    { "contact", KT_CELL_TEXT }, { "contact_ref", KT_CELL_REF },
  { "due", KT_CELL_TEXT },   { "text", KT_CELL_TEXT },    { "repeat", KT_CELL_TEXT },
  { "state", KT_CELL_TEXT }, { "done", KT_CELL_TIME },
};
static const KtExportColumn services[] = {
  { "ref", KT_CELL_REF },       { "name", KT_CELL_TEXT },
  { "work", KT_CELL_NUMBER },   { "free", KT_CELL_NUMBER },
  { "finish", KT_CELL_NUMBER }, { "before", KT_CELL_NUMBER },
  { "after", KT_CELL_NUMBER },  { "price", KT_CELL_MONEY },
  { "currency", KT_CELL_TEXT }, { "rebook_days", KT_CELL_NUMBER },
  { "archived", KT_CELL_TEXT },
};
static const KtExportColumn goods[] = {
  { "ref", KT_CELL_REF },       { "name", KT_CELL_TEXT },     { "price", KT_CELL_MONEY },
  { "currency", KT_CELL_TEXT }, { "archived", KT_CELL_TEXT },
};

static const KtExportTable tables[] = {
  { "visits", TRUE, visits, G_N_ELEMENTS (visits), VISITS_SQL },
  { "deals", TRUE, deals, G_N_ELEMENTS (deals), DEALS_SQL },
  { "invoices", TRUE, invoices, G_N_ELEMENTS (invoices), INVOICES_SQL },
  { "notes", TRUE, notes, G_N_ELEMENTS (notes), NOTES_SQL },
  { "reminders", TRUE, reminders, G_N_ELEMENTS (reminders), REMINDERS_SQL },
  { "services", FALSE, services, G_N_ELEMENTS (services), SERVICES_SQL },
  { "goods", FALSE, goods, G_N_ELEMENTS (goods), GOODS_SQL },
};
const char kt_export_table_names[] = "visits, deals, invoices, notes, reminders, services, goods";

const KtExportTable *
kt_export_table_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (g_str_equal (tables[i].name, name))
      return &tables[i];
  return NULL;
}

static void
read_cell (sqlite3_stmt *statement, int column, KtCellType type, KtExportCell *cell)
{
  cell->null = sqlite3_column_type (statement, column) == SQLITE_NULL;
  cell->text = type == KT_CELL_TEXT ? kt_column_text (statement, column) : NULL;
  cell->number = type != KT_CELL_TEXT ? kt_column_int (statement, column) : 0;
}

gboolean
kt_export_rows (KtStore *store, const KtExportTable *table, KtExportTake take, gpointer data,
                GError **error)
{
  KtExportCell cells[COLUMNS_MAX];
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, table->sql, error);
  if (statement == NULL)
    return FALSE;
  while (kt_step (statement, &failure))
    {
      for (guint i = 0; i < table->n_columns; i++)
        read_cell (statement, (int)i + 2, table->columns[i].type, &cells[i]);
      take (kt_column_int (statement, 0), kt_column_text_or_null (statement, 1), cells, data);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}
