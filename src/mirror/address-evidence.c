#include "config.h"
#include "kontor/address.h"
#include "kontor/letter-scan.h"

gboolean
kt_address_evidence (KtStore *store, gint64 address_id, KtAddressEvidence *ret, GError **error)
{
  static const char sql[]
      = "SELECT count(*) FILTER (WHERE l.kind = 'personal'),"
        " count(*) FILTER (WHERE p.role = ?2 AND l.direction = 'out'),"
        " count(*) FILTER (WHERE p.role = ?3),"
        " max(CASE WHEN p.role = ?2 AND l.flags & ?4 THEN 1 ELSE 0 END),"
        " max(CASE WHEN l.kind = 'personal' THEN l.id ELSE 0 END)"
        " FROM mirror.participant AS p JOIN mirror.letter AS l ON l.id = p.letter"
        " WHERE p.address = ?1 AND p.role <> 7";
  G_STATIC_ASSERT (KT_ROLE_FORWARDED == 7);
  g_autoptr (GError) failed = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "iiii", address_id, (gint64)KT_ROLE_FROM, (gint64)KT_ROLE_DELIVERED_TO,
           (gint64)KT_LETTER_FLAG_SPOOFED);
  if (kt_step (statement, &failed))
    {
      ret->letters = (guint)kt_column_int (statement, 0);
      ret->sent_as = (guint)kt_column_int (statement, 1);
      ret->delivered = (guint)kt_column_int (statement, 2);
      ret->spoofed = kt_column_int (statement, 3) != 0;
      ret->newest = kt_column_int (statement, 4);
    }
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

GPtrArray *
kt_address_like_mine (KtStore *store, guint delivered, GError **error)
{
  static const char sql[]
      = "WITH found (address, n) AS ("
        "SELECT sender, count(*) FROM mirror.letter WHERE direction = 'out' AND sender <> 0 GROUP BY 1"
        " UNION ALL SELECT address, count(*) FROM mirror.participant WHERE role = ?1 GROUP BY 1"
        " HAVING count(*) >= ?2)"
        " SELECT a.id, a.norm, a.match, a.name, a.wrote_at, a.written_at FROM found AS f"
        " JOIN mirror.address AS a ON a.id = f.address GROUP BY a.id ORDER BY sum(f.n) DESC, a.norm";
  g_autoptr (GError) failed = NULL;
  g_autoptr (GPtrArray) list
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_address_seen_free);
  struct sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "ii", (gint64)KT_ROLE_DELIVERED_TO, (gint64)delivered);
  while (kt_step (statement, &failed))
    {
      KtAddressSeen *seen = g_new0 (KtAddressSeen, 1);
      seen->id = kt_column_int (statement, 0);
      seen->norm = g_strdup (kt_column_text (statement, 1));
      seen->match = g_strdup (kt_column_text (statement, 2));
      seen->name = g_strdup (kt_column_text (statement, 3));
      seen->wrote_at = kt_column_int (statement, 4);
      seen->written_at = kt_column_int (statement, 5);
      g_ptr_array_add (list, seen);
    }
  if (failed == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}
