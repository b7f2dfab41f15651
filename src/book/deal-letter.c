#include "config.h"
#include "kontor/deal-letter.h"

#include <sqlite3.h>

#define OF_SQL                                                                                     \
  "SELECT deal, letter, verdict = 'linked', created FROM deal_letter WHERE deal = ?1 ORDER BY id"
#define ALL_SQL "SELECT deal, letter, verdict = 'linked', created FROM deal_letter ORDER BY id"
#define SET_SQL                                                                                    \
  "INSERT INTO deal_letter (id, deal, letter, verdict, created) VALUES (?1, ?2, ?3, ?4, ?5)"       \
  " ON CONFLICT (id) DO UPDATE SET verdict = ?4, created = ?5"
#define CLEAR_SQL "DELETE FROM deal_letter WHERE id = ?1"

static KtId
key_of (KtId deal, KtId letter)
{
  g_autofree char *deal_text = g_strdup_printf ("%" G_GINT64_FORMAT, deal);
  g_autofree char *letter_text = g_strdup_printf ("%" G_GINT64_FORMAT, letter);
  return kt_id_hash_strings ("deal-letter", deal_text, letter_text, NULL);
}

gboolean
kt_deal_letter_set (KtStore *store, const KtDealLetter *said, GError **error)
{
  return kt_store_run (store, error, SET_SQL, "iiisi", key_of (said->deal, said->letter),
                       said->deal, said->letter, said->linked ? "linked" : "not-linked",
                       said->created);
}

gboolean
kt_deal_letter_clear (KtStore *store, KtId deal, KtId letter, GError **error)
{
  return kt_store_run (store, error, CLEAR_SQL, "i", key_of (deal, letter));
}

static GArray *
read_all (sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GArray) said = g_array_new (FALSE, FALSE, sizeof (KtDealLetter));
  GError *failure = NULL;
  while (kt_step (statement, &failure))
    {
      KtDealLetter row = { .deal = kt_column_int (statement, 0),
                           .letter = kt_column_int (statement, 1),
                           .linked = kt_column_int (statement, 2) != 0,
                           .created = kt_column_int (statement, 3) };
      g_array_append_val (said, row);
    }
  if (failure == NULL)
    return g_steal_pointer (&said);
  g_propagate_error (error, failure);
  return NULL;
}

GArray *
kt_deal_letters_of (KtStore *store, KtId deal, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, OF_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", deal);
  return read_all (statement, error);
}

GArray *
kt_deal_letters_all (KtStore *store, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, ALL_SQL, error);
  return statement != NULL ? read_all (statement, error) : NULL;
}
