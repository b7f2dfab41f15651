#include "config.h"
#include "kontor/journal.h"
#include "store-private.h"
#include "kontor/error.h"

#include <glib/gi18n.h>
#include <string.h>

#define YEAR_SECONDS (366 * G_GINT64_CONSTANT (86400))
#define KEEP_OCTETS (64 << 20)
#define WEIGH_EVERY 32 /* entries: adding up all sizes at each would cost more than it brings */

#define INSERT_SQL                                                                                 \
  "INSERT INTO journal (id, at, device, origin, command, undoes, schema, changeset)"               \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
/* stops at the first entry that is young enough */
#define DROP_OLD_SQL                                                                               \
  "DELETE FROM journal WHERE seq < coalesce ((SELECT min (seq) FROM journal WHERE at >= ?1),"      \
  " 9223372036854775807)"
/* the sum runs from the newest, which always stays */
#define DROP_BIG_SQL                                                                               \
  "DELETE FROM journal WHERE seq <= (SELECT max (seq) FROM (SELECT seq, sum (length (changeset))"  \
  " OVER (ORDER BY seq DESC) AS total FROM journal)"                                               \
  " WHERE total > ?1 AND seq < (SELECT max (seq) FROM journal))"

const char *const KT_JOURNALED[] = { "contact",
                                     "contact_point",
                                     "contact_tag",
                                     "note",
                                     "reminder",
                                     "letter_verdict",
                                     "address_verdict",
                                     "setting",
                                     "service",
                                     "resource",
                                     "resource_hours",
                                     "service_resource",
                                     "closure",
                                     "appointment",
                                     "appointment_part",
                                     "appointment_item",
                                     "appointment_event",
                                     "good",
                                     "waiting_list",
                                     "formula",
                                     "allergy",
                                     "day_close",
                                     "event_verdict",
                                     "invite_answer",
                                     "field",
                                     "contact_field",
                                     "relation",
                                     "contact_vcard",
                                     "segment",
                                     "import_mapping",
                                     "pipeline",
                                     "stage",
                                     "deal",
                                     "deal_item",
                                     "deal_move",
                                     "deal_letter",
                                     "invoice",
                                     "invoice_item",
                                     "invoice_payment",
                                     "template",
                                     "saved_report",
                                     NULL };
/* FTS5's tables follow theirs by triggers; what was sent, given out or forgotten cannot be taken
 * back
 */
const char *const KT_NOT_JOURNALED[]
    = { "journal", "contact_fts", "note_fts",       "reminder_fts", "formula_fts", "deal_fts",
        "outbox",  "kept_text",   "invoice_number", "tombstone",    NULL };

static const char *const origins[] = { "user", "sync", "import" };

static gboolean
watch (KtStore *store)
{
  if (sqlite3session_create (store->db, "main", &store->session) != SQLITE_OK)
    return FALSE;
  for (const char *const *table = KT_JOURNALED; *table != NULL; table++)
    if (sqlite3session_attach (store->session, *table) != SQLITE_OK)
      return FALSE;
  return TRUE;
}

gboolean
kt_journal_begin (KtStore *store, KtOrigin origin, const char *who, GError **error)
{
  if (!kt_store_begin (store, who, error))
    return FALSE;
  store->origin = origin;
  if (watch (store))
    return TRUE;
  kt_sqlite_error (store->db, _ ("record changes"), error);
  kt_store_rollback (store);
  return FALSE;
}

static gboolean
insert (KtStore *store, const char *command, gint64 now, const char *undoes, const void *changeset,
        int length, GError **error)
{
  g_autofree char *device = kt_store_device (store, error);
  return device != NULL
         && kt_store_run (store, error, INSERT_SQL, "iissssib", kt_id_random (), now, device,
                          origins[store->origin], command, undoes,
                          (gint64)kt_migrations_last (kt_book_migrations), changeset,
                          (gsize)length);
}

static gboolean
record (KtStore *store, const char *command, gint64 now, const char *undoes, gboolean must_change,
        gint64 *ret_seq, GError **error)
{
  void *changeset = NULL;
  int length = 0;
  int code = sqlite3session_changeset (store->session, &length, &changeset);
  g_clear_pointer (&store->session, sqlite3session_delete);
  gboolean good = FALSE;
  if (code != SQLITE_OK)
    kt_sqlite_error (store->db, _ ("record changes"), error);
  else if (length > 0)
    good = insert (store, command, now, undoes, changeset, length, error);
  else if (must_change)
    g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("«%s» would change nothing"), command);
  else
    good = TRUE;
  sqlite3_free (changeset);
  *ret_seq = good && length > 0 ? sqlite3_last_insert_rowid (store->db) : 0;
  return good;
}

static gboolean
drop_old (KtStore *store, gint64 now, GError **error)
{
  return kt_store_run (store, error, DROP_OLD_SQL, "i", now - YEAR_SECONDS);
}

gboolean
kt_journal_trim (KtStore *store, gint64 now, GError **error)
{
  return drop_old (store, now, error)
         && kt_store_run (store, error, DROP_BIG_SQL, "i", (gint64)KEEP_OCTETS);
}

static gboolean
trim_some (KtStore *store, gint64 seq, gint64 now, GError **error)
{
  return seq % WEIGH_EVERY == 0 ? kt_journal_trim (store, now, error)
                                : drop_old (store, now, error);
}

static gboolean
commit (KtStore *store, const char *command, gint64 now, const char *undoes, gboolean must_change,
        gint64 *ret_seq, GError **error)
{
  g_return_val_if_fail (store->session != NULL, FALSE);
  gint64 seq = 0;
  gboolean good = record (store, command, now, undoes, must_change, &seq, error);
  if (good && seq != 0)
    {
      g_free (store->who); /* what a full disk fails to save */
      store->who = g_strdup (command);
      good = trim_some (store, seq, now, error) && kt_store_commit (store, error);
    }
  if (!good || seq == 0)
    kt_store_rollback (store);
  if (good && ret_seq != NULL)
    *ret_seq = seq;
  return good;
}

gboolean
kt_journal_commit (KtStore *store, const char *command, gint64 now, gboolean must_change,
                   gint64 *ret_seq, GError **error)
{
  return commit (store, command, now, NULL, must_change, ret_seq, error);
}

gboolean
kt_journal_commit_undo (KtStore *store, const char *command, gint64 now, const char *undoes,
                        gint64 *ret_seq, GError **error)
{
  return commit (store, command, now, undoes, TRUE, ret_seq, error);
}

void
kt_journal_rollback (KtStore *store)
{
  kt_store_rollback (store);
}
