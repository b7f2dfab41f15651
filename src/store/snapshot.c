#include "config.h"
#include "store-private.h"

gboolean
kt_store_snapshot_begin (KtStore *store)
{
  return sqlite3_get_autocommit (store->db)
         && sqlite3_exec (store->db, "BEGIN", NULL, NULL, NULL) == SQLITE_OK;
}

void
kt_store_snapshot_end (KtStore *store, gboolean begun)
{
  if (begun)
    sqlite3_exec (store->db, "COMMIT", NULL, NULL, NULL);
}

void
kt_store_snapshot_leave (KtStore *store)
{
  if (store->in_transaction)
    return;
  kt_sqlite_reset_running (store->db);
  kt_store_snapshot_end (store, !sqlite3_get_autocommit (store->db));
}
