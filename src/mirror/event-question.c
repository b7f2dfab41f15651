#include "config.h"
#include "kontor/event-name-rows.h"
#include <sqlite3.h>

void
kt_event_question_free (KtEventQuestion *question)
{
  if (question == NULL)
    return;
  g_free (question->uid);
  g_free (question->summary);
  g_free (question->source);
  g_free (question->calendar);
  g_ptr_array_unref (question->names);
  g_free (question);
}

/* Of rows with one UID the first; the names of all of them. */
static void
take_row (GPtrArray *questions, GHashTable *by_uid, sqlite3_stmt *row)
{
  const char *uid = kt_column_text (row, 5);
  KtId contact = kt_column_int (row, 1);
  KtEventQuestion *question = g_hash_table_lookup (by_uid, uid);
  if (question == NULL)
    {
      question = g_new0 (KtEventQuestion, 1);
      question->key = kt_column_int (row, 4);
      question->uid = g_strdup (uid);
      question->summary = g_strdup (kt_column_text (row, 6));
      question->source = g_strdup (kt_column_text (row, 7));
      question->calendar = g_strdup (kt_column_text (row, 8));
      question->at = kt_column_int (row, 9);
      question->names = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_event_name_free);
      g_ptr_array_add (questions, question);
      g_hash_table_insert (by_uid, question->uid, question);
    }
  for (guint i = 0; i < question->names->len; i++)
    if (((KtEventName *)question->names->pdata[i])->contact == contact)
      return;
  KtEventName *name = g_new0 (KtEventName, 1);
  name->event = kt_column_int (row, 0);
  name->contact = contact;
  name->certain = kt_column_int (row, 2) != 0;
  name->words = g_strdup (kt_column_text (row, 3));
  name->name = g_strdup (kt_column_text (row, 10));
  g_ptr_array_add (question->names, name);
}

GPtrArray *
kt_event_questions (KtStore *store, gint64 since, gint64 now, GError **error)
{
  static const char sql[]
      = "WITH asked AS (SELECT n.event, n.contact, n.certain, n.words, e.key, e.uid, e.summary,"
        " c.source, c.name, coalesce ((SELECT min (o.start_at) FROM mirror.occurrence AS o"
        " WHERE o.event = e.id AND o.start_at >= ?2), (SELECT max (o.start_at)"
        " FROM mirror.occurrence AS o WHERE o.event = e.id), 0) AS at, k.name AS who"
        " FROM mirror.event_name AS n JOIN contact AS k ON k.id = n.contact"
        " JOIN mirror.event AS e ON e.id = n.event"
        " JOIN mirror.object AS b ON b.id = e.object JOIN mirror.calendar AS c ON c.id = b.calendar"
        " WHERE n.certain = 0 AND b.gone_at IS NULL AND c.gone_at IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM event_verdict AS v WHERE v.uid = e.uid"
        " AND (v.verdict IN ('linked', 'ignored') OR v.contact = n.contact))"
        " AND NOT EXISTS (SELECT 1 FROM outbox AS q WHERE q.uid = e.uid AND q.kind <> 'invite'))"
        " SELECT event, contact, certain, words, key, uid, summary, source, name, at, who FROM asked"
        " WHERE at >= ?1 ORDER BY at, event, who, contact";
  g_autoptr (GError) failed = NULL;
  g_autoptr (GPtrArray) questions
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_event_question_free);
  g_autoptr (GHashTable) by_uid = g_hash_table_new (g_str_hash, g_str_equal);
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "ii", since, now);
  while (kt_step (statement, &failed))
    take_row (questions, by_uid, statement);
  if (failed == NULL)
    return g_steal_pointer (&questions);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}
