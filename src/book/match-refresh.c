#include "config.h"
#include "kontor/match-refresh.h"
#include "kontor/id.h"

#define POINTS_SQL "SELECT id, norm, match FROM contact_point WHERE kind = 'email'"
#define SET_POINT_SQL "UPDATE contact_point SET match = ?2 WHERE id = ?1"
/* the newest last: it wins where two become one */
#define VERDICTS_SQL                                                                               \
  "SELECT v.match, v.verdict, v.created, a.norm FROM address_verdict AS v"                         \
  " LEFT JOIN mirror.address AS a ON a.match = v.match ORDER BY v.created, v.id"
#define DROP_VERDICT_SQL "DELETE FROM address_verdict WHERE match = ?1"
#define PUT_VERDICT_SQL                                                                            \
  "INSERT INTO address_verdict (id, match, verdict, created) VALUES (?1, ?2, ?3, ?4)"              \
  " ON CONFLICT (id) DO UPDATE SET verdict = excluded.verdict, created = excluded.created"         \
  " WHERE verdict <> excluded.verdict OR created <> excluded.created"

/* What is to be written: a point's new form, or a verdict on one. */
typedef struct
{
  KtId point;
  char *match, *verdict;
  gint64 created;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;
  g_free (change->match);
  g_free (change->verdict);
  g_free (change);
}

/* What is no address keeps the form it has. */
static char *
match_of (const char *norm, const char *before, const KtAddrRules *rules)
{
  g_autoptr (KtAddr) addr = kt_addr_parse (norm, NULL);
  return addr != NULL ? kt_addr_match (addr, rules) : g_strdup (before);
}

static gboolean
collect_points (KtStore *store, const KtAddrRules *rules, GPtrArray *changes, GError **error)
{
  GError *failed = NULL;
  struct sqlite3_stmt *row = kt_store_statement (store, POINTS_SQL, error);
  if (row == NULL)
    return FALSE;
  while (kt_step (row, &failed))
    {
      g_autofree char *match = match_of (kt_column_text (row, 1), kt_column_text (row, 2), rules);
      if (g_str_equal (match, kt_column_text (row, 2)))
        continue;
      Change *change = g_new0 (Change, 1);
      change->point = kt_column_int (row, 0);
      change->match = g_steal_pointer (&match);
      g_ptr_array_add (changes, change);
    }
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, failed);
  return FALSE;
}

static gboolean
refresh_points (KtStore *store, const KtAddrRules *rules, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (change_free);
  if (!collect_points (store, rules, changes, error))
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    {
      const Change *change = changes->pdata[i];
      if (!kt_store_run (store, error, SET_POINT_SQL, "is", change->point, change->match))
        return FALSE;
    }
  return TRUE;
}

static void
add_verdict (GHashTable *verdicts, char *match, const char *verdict, gint64 created)
{
  Change *change = g_new0 (Change, 1);
  change->match = match;
  change->verdict = g_strdup (verdict);
  change->created = created;
  g_hash_table_replace (verdicts, change->match, change);
}

/* A verdict goes on for every address it was about, and for what it names itself. */
static gboolean
collect_verdicts (KtStore *store, const KtAddrRules *rules, GHashTable *old, GHashTable *new,
                  GError **error)
{
  GError *failed = NULL;
  struct sqlite3_stmt *row = kt_store_statement (store, VERDICTS_SQL, error);
  if (row == NULL)
    return FALSE;
  while (kt_step (row, &failed))
    {
      const char *before = kt_column_text (row, 0), *verdict = kt_column_text (row, 1);
      const char *norm = kt_column_text_or_null (row, 3);
      gint64 created = kt_column_int (row, 2);
      g_hash_table_add (old, g_strdup (before));
      add_verdict (new, match_of (before, before, rules), verdict, created);
      if (norm != NULL)
        add_verdict (new, match_of (norm, before, rules), verdict, created);
    }
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, failed);
  return FALSE;
}

static gboolean
refresh_verdicts (KtStore *store, const KtAddrRules *rules, GError **error)
{
  g_autoptr (GHashTable) old = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) new = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, change_free);
  GHashTableIter iter;
  gpointer key, value;
  if (!collect_verdicts (store, rules, old, new, error))
    return FALSE;
  g_hash_table_iter_init (&iter, old);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (new, key)
        && !kt_store_run (store, error, DROP_VERDICT_SQL, "s", key))
      return FALSE;
  g_hash_table_iter_init (&iter, new);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Change *change = value;
      if (!kt_store_run (store, error, PUT_VERDICT_SQL, "issi",
                         kt_id_hash_strings ("address-verdict", change->match, NULL), change->match,
                         change->verdict, change->created))
        return FALSE;
    }
  return TRUE;
}

gboolean
kt_match_refresh (KtStore *store, const KtAddrRules *rules, GError **error)
{
  return refresh_points (store, rules, error) && refresh_verdicts (store, rules, error);
}
