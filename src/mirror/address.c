#include "config.h"
#include "kontor/address.h"
#include "kontor/journal.h"
#include "kontor/match-refresh.h"
#include <sqlite3.h>

#define COLUMNS "a.id, a.norm, a.match, a.name, a.wrote_at, a.written_at"

void
kt_address_seen_free (KtAddressSeen *address)
{
  if (address == NULL)
    return;
  g_free (address->norm);
  g_free (address->match);
  g_free (address->name);
  g_free (address);
}

static KtAddressSeen *
address_of_row (sqlite3_stmt *row)
{
  KtAddressSeen *address = g_new0 (KtAddressSeen, 1);
  address->id = kt_column_int (row, 0);
  address->norm = g_strdup (kt_column_text (row, 1));
  address->match = g_strdup (kt_column_text (row, 2));
  address->name = g_strdup (kt_column_text (row, 3));
  address->wrote_at = kt_column_int (row, 4);
  address->written_at = kt_column_int (row, 5);
  return address;
}

KtAddressSeen *
kt_address_get (KtStore *store, const char *norm, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM mirror.address AS a WHERE a.norm = ?";
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "s", norm);
  KtAddressSeen *address = kt_step (statement, error) ? address_of_row (statement) : NULL;
  sqlite3_reset (statement);
  return address;
}

/* Two spellings of one address (plus-tags) are one stranger. */
static void
add_or_merge (GPtrArray *list, GHashTable *by_match, KtAddressSeen *address)
{
  KtAddressSeen *known = g_hash_table_lookup (by_match, address->match);
  if (known == NULL)
    {
      g_hash_table_insert (by_match, address->match, address);
      g_ptr_array_add (list, address);
      return;
    }
  known->wrote_at = MAX (known->wrote_at, address->wrote_at);
  known->written_at = MAX (known->written_at, address->written_at);
  if (*known->name == 0)
    {
      char *name = known->name;
      known->name = address->name;
      address->name = name;
    }
  kt_address_seen_free (address);
}

#define UNOWNED                                                                                    \
  " FROM mirror.address AS a WHERE iif (?1, a.written_at, a.wrote_at) > 0"                         \
  " AND NOT EXISTS (SELECT 1 FROM main.contact_point AS p WHERE p.match = a.match)"                \
  " AND NOT EXISTS (SELECT 1 FROM main.address_verdict AS v WHERE v.match = a.match)"
#define NEWEST_FIRST " ORDER BY max (a.wrote_at, a.written_at) DESC, a.norm"

static GPtrArray *
list_unowned (sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GPtrArray) list
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_address_seen_free);
  g_autoptr (GHashTable) by_match = g_hash_table_new (g_str_hash, g_str_equal);
  GError *failed = NULL;
  while (kt_step (statement, &failed))
    add_or_merge (list, by_match, address_of_row (statement));
  if (failed == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, failed);
  return NULL;
}

GPtrArray *
kt_address_unowned (KtStore *store, gboolean written, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS UNOWNED NEWEST_FIRST;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", (gint64)written);
  return list_unowned (statement, error);
}

GPtrArray *
kt_address_unowned_of (KtStore *store, gboolean written, const GArray *ids, GError **error)
{
  static const char sql[]
      = "SELECT " COLUMNS UNOWNED " AND a.match IN (SELECT b.match FROM json_each (?2) AS j"
        " JOIN mirror.address AS b ON b.id = j.value)" NEWEST_FIRST ", a.id";
  g_autoptr (GString) list = g_string_new ("[");
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (list, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (ids, gint64, i));
  g_string_append_c (list, ']');
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "is", (gint64)written, list->str);
  return list_unowned (statement, error);
}

static gboolean
rules_changed (KtStore *store, const char *rules, gboolean *ret_changed, GError **error)
{
  static const char sql[] = "SELECT value FROM mirror.fact WHERE name = 'address-rules'";
  GError *failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  *ret_changed = !kt_step (statement, &failed) || g_strcmp0 (kt_column_text (statement, 0), rules);
  sqlite3_reset (statement);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, failed);
  return FALSE;
}

/* Every address whose match differs from what the rules make of it now. */
static GPtrArray *
collect_stale (KtStore *store, const KtAddrRules *rules, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM mirror.address AS a";
  g_autoptr (GPtrArray) list
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_address_seen_free);
  GError *failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  while (kt_step (statement, &failed))
    {
      g_autoptr (KtAddr) addr = kt_addr_parse (kt_column_text (statement, 1), NULL);
      g_autofree char *match = addr != NULL ? kt_addr_match (addr, rules) : NULL;
      if (match == NULL || g_str_equal (match, kt_column_text (statement, 2)))
        continue;
      KtAddressSeen *address = address_of_row (statement);
      g_free (address->match);
      address->match = g_steal_pointer (&match);
      g_ptr_array_add (list, address);
    }
  if (failed == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, failed);
  return NULL;
}

static gboolean
refresh_book (KtStore *store, const KtSettings *settings, gint64 now, GError **error)
{
  if (!kt_journal_begin (store, KT_ORIGIN_SYNC, "sync", error))
    return FALSE;
  if (kt_match_refresh (store, &settings->addr_rules, error))
    return kt_journal_commit (store, "sync: addresses compared by the new settings", now, FALSE,
                              NULL, error);
  kt_journal_rollback (store);
  return FALSE;
}

static gboolean
refresh_mirror (KtStore *store, const KtSettings *settings, const char *rules, GError **error)
{
  static const char update[] = "UPDATE mirror.address SET match = ? WHERE id = ?";
  static const char remember[] = "INSERT INTO mirror.fact (name, value) VALUES ('address-rules', ?)"
                                 " ON CONFLICT DO UPDATE SET value = excluded.value";
  g_autoptr (GPtrArray) stale = collect_stale (store, &settings->addr_rules, error);
  if (stale == NULL)
    return FALSE;
  for (guint i = 0; i < stale->len; i++)
    {
      const KtAddressSeen *address = g_ptr_array_index (stale, i);
      if (!kt_store_run (store, error, update, "si", address->match, address->id))
        return FALSE;
    }
  return kt_store_run (store, error, remember, "s", rules);
}

gboolean
kt_address_refresh (KtStore *store, const KtSettings *settings, gint64 now, GError **error)
{
  g_autofree char *rules = g_strdup_printf ("plus %d dots %d", settings->addr_rules.strip_plus != 0,
                                            settings->addr_rules.gmail_dots != 0);
  gboolean changed;
  if (!rules_changed (store, rules, &changed, error))
    return FALSE;
  if (!changed)
    return TRUE;
  if (!refresh_book (store, settings, now, error) || !kt_store_begin (store, "sync", error))
    return FALSE;
  if (refresh_mirror (store, settings, rules, error) && kt_store_commit (store, error))
    return TRUE;
  kt_store_rollback (store);
  return FALSE;
}
