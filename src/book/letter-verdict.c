#include "config.h"
#include "kontor/verdict.h"

#include <sqlite3.h>
#include <string.h>

#define INSERT_SQL                                                                                 \
  "INSERT INTO letter_verdict (id, letter, verdict, contact, until_at, created)"                   \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
/* a follow-up verdict has no contact, a link has one */
#define CLEAR_SQL "DELETE FROM letter_verdict WHERE letter = ?1 AND contact IS ?2"
#define LIST_SQL                                                                                   \
  "SELECT id, letter, verdict, contact, until_at, created FROM letter_verdict WHERE letter = ?1"   \
  " ORDER BY created, id"
#define OF_CONTACT_SQL                                                                             \
  "SELECT id, letter, verdict, contact, until_at, created FROM letter_verdict WHERE contact = ?1"  \
  " ORDER BY created, id"
#define FOLLOW_UPS_SQL                                                                             \
  "SELECT id, letter, verdict, contact, until_at, created FROM letter_verdict"                     \
  " WHERE contact IS NULL ORDER BY created, id"

static const char *const names[] = { "linked", "not-linked", "dismissed", "snoozed" };

gboolean
kt_letter_verdict_clear (KtStore *store, KtId letter, KtId contact, GError **error)
{
  return kt_store_run (store, error, CLEAR_SQL, "iI", letter, contact);
}

gboolean
kt_letter_verdict_set (KtStore *store, const KtLetterVerdict *verdict, GError **error)
{
  gboolean link
      = verdict->verdict == KT_VERDICT_LINKED || verdict->verdict == KT_VERDICT_NOT_LINKED;
  KtId contact = link ? verdict->contact : 0;
  g_return_val_if_fail (verdict->id != 0 && link == (contact != 0), FALSE);
  return kt_letter_verdict_clear (store, verdict->letter, contact, error)
         && kt_store_run (store, error, INSERT_SQL, "iisIIi", verdict->id, verdict->letter,
                          names[verdict->verdict], contact, verdict->until_at, verdict->created);
}

static KtLetterVerdict
read_verdict (sqlite3_stmt *statement)
{
  KtLetterVerdict verdict = { .id = kt_column_int (statement, 0),
                              .letter = kt_column_int (statement, 1),
                              .contact = kt_column_int (statement, 3),
                              .until_at = kt_column_int (statement, 4),
                              .created = kt_column_int (statement, 5) };
  while (strcmp (names[verdict.verdict], kt_column_text (statement, 2)) != 0)
    verdict.verdict++; /* the column's CHECK knows the same names */
  return verdict;
}

static GArray *
read_verdicts (KtStore *store, const char *sql, KtId of, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", of);
  g_autoptr (GArray) verdicts = g_array_new (FALSE, FALSE, sizeof (KtLetterVerdict));
  GError *failure = NULL;
  while (kt_step (statement, &failure))
    {
      KtLetterVerdict verdict = read_verdict (statement);
      g_array_append_val (verdicts, verdict);
    }
  if (failure == NULL)
    return g_steal_pointer (&verdicts);
  g_propagate_error (error, failure);
  return NULL;
}

GArray *
kt_letter_verdict_list (KtStore *store, KtId letter, GError **error)
{
  return read_verdicts (store, LIST_SQL, letter, error);
}

GArray *
kt_letter_verdict_of_contact (KtStore *store, KtId contact, GError **error)
{
  return read_verdicts (store, OF_CONTACT_SQL, contact, error);
}

GHashTable *
kt_letter_verdict_follow_ups (KtStore *store, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, FOLLOW_UPS_SQL, error);
  if (statement == NULL)
    return NULL;
  g_autoptr (GHashTable) verdicts
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  GError *failure = NULL;
  while (kt_step (statement, &failure))
    {
      KtLetterVerdict verdict = read_verdict (statement);
      KtLetterVerdict *copy = g_memdup2 (&verdict, sizeof verdict);
      g_hash_table_replace (verdicts, &copy->letter, copy);
    }
  if (failure == NULL)
    return g_steal_pointer (&verdicts);
  g_propagate_error (error, failure);
  return NULL;
}
