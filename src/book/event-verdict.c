#include "config.h"
#include "kontor/event-verdict.h"
#include <string.h>

#define INSERT_SQL                                                                                 \
  "INSERT INTO event_verdict (id, uid, verdict, contact, created) VALUES (?1, ?2, ?3, ?4, ?5)"
#define CLEAR_SQL "DELETE FROM event_verdict WHERE uid = ?1 AND (contact = ?2 OR contact IS NULL)"
#define CLEAR_ALL_SQL "DELETE FROM event_verdict WHERE uid = ?1"
#define LIST_SQL                                                                                   \
  "SELECT verdict, contact, created FROM event_verdict WHERE uid = ?1 ORDER BY created, id"

static const char *const names[] = { "linked", "not-linked", "ignored" };

gboolean
kt_event_verdict_set (KtStore *store, const char *uid, KtEventVerdictKind verdict, KtId contact,
                      gint64 now, GError **error)
{
  gboolean nobody = verdict == KT_EVENT_IGNORED;
  g_return_val_if_fail (nobody == (contact == 0), FALSE);
  gboolean cleared = nobody ? kt_store_run (store, error, CLEAR_ALL_SQL, "s", uid)
                            : kt_store_run (store, error, CLEAR_SQL, "si", uid, contact);
  return cleared
         && kt_store_run (store, error, INSERT_SQL, "issIi", kt_id_random (), uid, names[verdict],
                          contact, now);
}

GArray *
kt_event_verdict_list (KtStore *store, const char *uid, GError **error)
{
  GError *failed = NULL;
  struct sqlite3_stmt *row = kt_store_statement (store, LIST_SQL, error);
  if (row == NULL)
    return NULL;
  kt_bind (row, "s", uid);
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (KtEventVerdict));
  while (kt_step (row, &failed))
    {
      KtEventVerdict verdict
          = { .contact = kt_column_int (row, 1), .created = kt_column_int (row, 2) };
      while (strcmp (names[verdict.verdict], kt_column_text (row, 0)) != 0)
        verdict.verdict++; /* the column's CHECK knows the same names */
      g_array_append_val (list, verdict);
    }
  if (failed == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, failed);
  return NULL;
}
