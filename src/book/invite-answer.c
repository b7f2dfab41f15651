#include "config.h"
#include "kontor/invite-answer.h"
#include <sqlite3.h>

void
kt_invite_answer_free (KtInviteAnswer *answer)
{
  if (answer == NULL)
    return;
  g_free (answer->uid);
  g_free (answer->recurrence);
  g_free (answer->answer);
  g_free (answer);
}

KtId
kt_invite_answer_id (const char *uid, const char *recurrence)
{
  return kt_id_hash_strings ("invite", uid, recurrence, NULL);
}

KtInviteAnswer *
kt_invite_answer_get (KtStore *store, KtId id, GError **error)
{
  static const char sql[]
      = "SELECT uid, recurrence, answer, sequence, updated FROM invite_answer WHERE id = ?";
  g_autoptr (GError) failed = NULL;
  KtInviteAnswer *answer = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", id);
  if (kt_step (statement, &failed))
    {
      answer = g_new0 (KtInviteAnswer, 1);
      answer->uid = g_strdup (kt_column_text (statement, 0));
      answer->recurrence = g_strdup (kt_column_text (statement, 1));
      answer->answer = g_strdup (kt_column_text (statement, 2));
      answer->sequence = kt_column_int (statement, 3);
      answer->updated = kt_column_int (statement, 4);
    }
  sqlite3_reset (statement);
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  return answer;
}

gboolean
kt_invite_answer_put (KtStore *store, const KtInviteAnswer *answer, GError **error)
{
  static const char sql[]
      = "INSERT INTO invite_answer (id, uid, recurrence, answer, sequence, created, updated)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6) ON CONFLICT DO UPDATE SET answer = excluded.answer,"
        " sequence = excluded.sequence, updated = excluded.updated";
  return kt_store_run (store, error, sql, "isssii",
                       kt_invite_answer_id (answer->uid, answer->recurrence), answer->uid,
                       answer->recurrence, answer->answer, answer->sequence, answer->updated);
}
