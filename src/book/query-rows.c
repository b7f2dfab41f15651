#include "config.h"
#include "kontor/query-rows.h"

/* Every statement is run once for a term, over the whole book. CROSS JOIN keeps the order. */

#define COMES "state NOT IN ('cancelled', 'no-show')"
#define JSON "(SELECT value FROM json_each (?1))"

/* Newest letter either way, call, meeting or visit: each of them, since who takes the rows finds
 * the newest in less time than GROUP BY does. */
#define LAST_SQL                                                                                   \
  "SELECT contact, at FROM note WHERE kind IN ('call', 'meeting')"                                 \
  " UNION ALL SELECT contact, start_at FROM appointment INDEXED BY appointment_done"               \
  " WHERE state = 'done' AND +start_at <= ?1 AND contact IS NOT NULL"                              \
  " UNION ALL SELECT p.contact, max (a.wrote_at, a.written_at) FROM mirror.address AS a"           \
  " CROSS JOIN contact_point AS p ON p.match = a.match WHERE +p.kind = 'email'"                    \
  " AND p.share <> 'shared' AND max (a.wrote_at, a.written_at) > 0"

#define NEXT_SQL                                                                                   \
  "SELECT contact, start_at FROM appointment WHERE state IN ('pencilled', 'booked', 'confirmed')"  \
  " AND start_at > ?1 AND contact IS NOT NULL AND (pencilled_until IS NULL"                        \
  " OR state <> 'pencilled' OR pencilled_until > ?1)"                                              \
  " UNION ALL SELECT contact, due_at FROM reminder WHERE state = 'open' AND contact IS NOT NULL"

#define OWES_SQL                                                                                   \
  "SELECT i.contact, i.amount - coalesce ((SELECT sum (p.amount) FROM invoice_payment AS p"        \
  " WHERE p.invoice = i.id), 0), i.currency FROM invoice AS i WHERE i.state = 'open'"              \
  " AND i.kind = 'invoice' AND i.contact IS NOT NULL"                                              \
  " UNION ALL SELECT contact, paid, currency FROM appointment WHERE paid_how = 'later'"            \
  " AND paid > 0 AND contact IS NOT NULL"

#define SPENT_SQL                                                                                  \
  "SELECT contact, paid, currency FROM appointment INDEXED BY appointment_paid"                    \
  " WHERE paid_at IS NOT NULL AND paid > 0 AND contact IS NOT NULL"                                \
  " UNION ALL SELECT i.contact, p.amount, i.currency"                                              \
  " FROM invoice_payment AS p CROSS JOIN invoice AS i ON i.id = p.invoice"                         \
  " WHERE i.contact IS NOT NULL AND i.state <> 'void'"

#define RELATED_SQL                                                                                \
  "SELECT contact FROM relation WHERE other IN " JSON                                              \
  " UNION ALL SELECT other FROM relation WHERE contact IN " JSON                                   \
  " UNION ALL SELECT id FROM contact WHERE employer IN " JSON                                      \
  " UNION ALL SELECT employer FROM contact WHERE id IN " JSON " AND employer IS NOT NULL"

typedef struct
{
  const char *sql;
  char bound; /* what ?1 is: 'n' now, 't' today, 'a' the argument, 0 nothing */
} Rows;

static const Rows all_rows[] = {
  [KT_ROWS_EVERYBODY] = { "SELECT id FROM contact", 0 },
  [KT_ROWS_TAG] = { "SELECT contact, fold FROM contact_tag", 0 },
  [KT_ROWS_TYPE] = { "SELECT id, type FROM contact WHERE type IS NOT NULL", 0 },
  [KT_ROWS_STATUS] = { "SELECT id, status FROM contact WHERE status IS NOT NULL", 0 },
  [KT_ROWS_SOURCE] = { "SELECT id, source FROM contact WHERE source IS NOT NULL", 0 },
  [KT_ROWS_KIND] = { "SELECT id, kind FROM contact", 0 },
  [KT_ROWS_COMPANY] = { "SELECT id, company FROM contact WHERE company IS NOT NULL UNION ALL"
                        " SELECT c.id, e.name FROM contact AS c JOIN contact AS e"
                        " ON e.id = c.employer",
                        0 },
  [KT_ROWS_CITY] = { "SELECT id, city FROM contact WHERE city IS NOT NULL", 0 },
  [KT_ROWS_LANGUAGE] = { "SELECT id, language FROM contact WHERE language IS NOT NULL", 0 },
  [KT_ROWS_BIRTHDAY] = { "SELECT id, birthday FROM contact WHERE birthday IS NOT NULL", 0 },
  [KT_ROWS_CONSENT] = { "SELECT id, consent FROM contact WHERE consent IS NOT NULL", 0 },
  [KT_ROWS_NAME] = { "SELECT id, fold FROM contact", 0 },
  [KT_ROWS_EMAIL] = { "SELECT contact, norm FROM contact_point WHERE kind = 'email'", 0 },
  [KT_ROWS_PHONE] = { "SELECT contact, norm FROM contact_point WHERE kind = 'phone'", 0 },
  [KT_ROWS_POINT] = { "SELECT contact, norm FROM contact_point"
                      " WHERE kind IN ('post', 'url', 'messenger')",
                      0 },
  [KT_ROWS_NOTE] = { "SELECT n.contact, '' FROM note_fts AS f CROSS JOIN note AS n"
                     " ON n.id = f.rowid WHERE f.note_fts MATCH ?1",
                     'a' },
  [KT_ROWS_NOTED] = { "SELECT contact, '' FROM note", 0 },
  [KT_ROWS_WORDS] = { "SELECT rowid, '' FROM contact_fts WHERE contact_fts MATCH ?1", 'a' },
  [KT_ROWS_FORMULA] = { "SELECT contact, kind FROM formula", 0 },
  [KT_ROWS_ALLERGY] = { "SELECT contact, text FROM allergy", 0 },
  [KT_ROWS_DEAL] = { "SELECT d.contact, s.kind FROM deal AS d JOIN stage AS s ON s.id = d.stage"
                     " WHERE d.contact IS NOT NULL",
                     0 },
  [KT_ROWS_INVOICE] = { "SELECT contact, state FROM invoice WHERE kind = 'invoice'"
                        " AND contact IS NOT NULL UNION ALL SELECT contact, 'overdue' FROM invoice"
                        " WHERE kind = 'invoice' AND state = 'open' AND due < ?1"
                        " AND contact IS NOT NULL",
                        't' },
  [KT_ROWS_OFFER] = { "SELECT contact, state FROM invoice WHERE kind = 'offer'"
                      " AND contact IS NOT NULL",
                      0 },
  [KT_ROWS_RELATED] = { RELATED_SQL, 'a' },
  [KT_ROWS_RELATION] = { "SELECT contact, kind FROM relation UNION ALL SELECT other, kind"
                         " FROM relation",
                         0 },
  [KT_ROWS_SERVICE] = { "SELECT a.contact, '' FROM appointment_part AS p CROSS JOIN appointment"
                        " AS a ON a.id = p.appointment WHERE p.service IN " JSON " AND a." COMES
                        " AND a.contact IS NOT NULL",
                        'a' },
  [KT_ROWS_HAND] = { "SELECT a.contact, '' FROM appointment_part AS p CROSS JOIN appointment AS a"
                     " ON a.id = p.appointment WHERE p.staff IN " JSON " AND a." COMES
                     " AND a.contact IS NOT NULL",
                     'a' },
  [KT_ROWS_STAGE]
  = { "SELECT contact, '' FROM deal WHERE stage IN " JSON " AND contact IS NOT NULL", 'a' },
  [KT_ROWS_PIPELINE] = { "SELECT d.contact, '' FROM deal AS d JOIN stage AS s ON s.id = d.stage"
                         " WHERE s.pipeline IN " JSON " AND d.contact IS NOT NULL",
                         'a' },
  [KT_ROWS_OWN] = { "SELECT contact, value FROM contact_field WHERE field IN " JSON, 'a' },
  [KT_ROWS_CREATED] = { "SELECT id, created FROM contact", 0 },
  [KT_ROWS_UPDATED] = { "SELECT id, updated FROM contact", 0 },
  [KT_ROWS_LAST] = { LAST_SQL, 'n' },
  [KT_ROWS_NEXT] = { NEXT_SQL, 'n' },
  [KT_ROWS_VISITS] = { "SELECT contact, 1 FROM appointment INDEXED BY appointment_done"
                       " WHERE state = 'done' AND contact IS NOT NULL",
                       0 },
  [KT_ROWS_NO_SHOW] = { "SELECT contact, 1 FROM appointment WHERE state = 'no-show'"
                        " AND contact IS NOT NULL",
                        0 },
  [KT_ROWS_DISCOUNT] = { "SELECT id, discount FROM contact WHERE discount IS NOT NULL", 0 },
  [KT_ROWS_CADENCE] = { "SELECT id, cadence FROM contact WHERE cadence IS NOT NULL", 0 },
  [KT_ROWS_SPENT] = { SPENT_SQL, 0 },
  [KT_ROWS_AMOUNT] = { "SELECT contact, amount, currency FROM deal WHERE closed_at IS NULL"
                       " AND amount IS NOT NULL AND contact IS NOT NULL",
                       0 },
  [KT_ROWS_OWES] = { OWES_SQL, 0 },
};

static void
bind (struct sqlite3_stmt *statement, char bound, gint64 now, const char *today,
      const char *argument)
{
  if (bound == 'n')
    kt_bind (statement, "i", now);
  else if (bound != 0)
    kt_bind (statement, "s", bound == 't' ? today : argument);
}

gboolean
kt_query_rows (KtStore *store, KtQueryRows kind, gint64 now, const char *today,
               const char *argument, KtQueryRowFunc func, gpointer data, GError **error)
{
  GError *failure = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (store, all_rows[kind].sql, error);
  if (statement == NULL)
    return FALSE;
  bind (statement, all_rows[kind].bound, now, today, argument);
  while (kt_step (statement, &failure))
    {
      KtQueryRow row = { .contact = kt_column_int (statement, 0), .text = "", .currency = "" };
      if (kind < KT_ROWS_CREATED && kind != KT_ROWS_EVERYBODY && kind != KT_ROWS_RELATED)
        row.text = kt_column_text (statement, 1);
      if (kind >= KT_ROWS_CREATED)
        row.number = kt_column_int (statement, 1);
      if (kind >= KT_ROWS_SPENT)
        row.currency = kt_column_text (statement, 2);
      func (&row, data);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

/* --- names --- */

static const char *const names_sql[] = {
  [KT_NAMES_SERVICE] = "SELECT id, name, fold, '' FROM service ORDER BY archived, name",
  [KT_NAMES_HAND] = "SELECT id, name, fold, '' FROM resource WHERE kind = 'staff'"
                    " ORDER BY archived, position",
  [KT_NAMES_STAGE] = "SELECT s.id, s.name, s.fold, '' FROM stage AS s JOIN pipeline AS p"
                     " ON p.id = s.pipeline ORDER BY p.position, s.position",
  [KT_NAMES_PIPELINE] = "SELECT id, name, fold, '' FROM pipeline ORDER BY position",
  [KT_NAMES_OWN] = "SELECT id, name, fold, kind FROM field ORDER BY archived, position",
};

static void
name_free (gpointer data)
{
  KtQueryName *name = data;
  g_free (name->name);
  g_free (name->fold);
  g_free (name->kind);
  g_free (name);
}

GPtrArray *
kt_query_names (KtStore *store, KtQueryNames which, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (name_free);
  GError *failure = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (store, names_sql[which], error);
  if (statement == NULL)
    return NULL;
  while (kt_step (statement, &failure))
    {
      KtQueryName *name = g_new0 (KtQueryName, 1);
      name->id = kt_column_int (statement, 0);
      name->name = g_strdup (kt_column_text (statement, 1));
      name->fold = g_strdup (kt_column_text (statement, 2));
      name->kind = g_strdup (kt_column_text (statement, 3));
      g_ptr_array_add (names, name);
    }
  if (failure == NULL)
    return g_steal_pointer (&names);
  g_propagate_error (error, failure);
  return NULL;
}
