#include "config.h"
#include "kontor/forget-rows.h"
#include "kontor/contact.h"
#include "kontor/erase-words.h"
#include "kontor/error.h"
#include "kontor/tombstone.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#define COUNT_SQL                                                                                  \
  "SELECT (SELECT count(*) FROM appointment WHERE contact = ?1),"                                  \
  " (SELECT count(*) FROM appointment WHERE contact = ?1 AND start_at > ?2"                        \
  "  AND state IN ('pencilled', 'booked', 'confirmed')),"                                          \
  " (SELECT count(*) FROM note WHERE contact = ?1),"                                               \
  " (SELECT count(*) FROM reminder WHERE contact = ?1),"                                           \
  " (SELECT count(*) FROM formula WHERE contact = ?1) +"                                           \
  " (SELECT count(*) FROM allergy WHERE contact = ?1),"                                            \
  " (SELECT count(*) FROM deal WHERE contact = ?1),"                                               \
  " (SELECT count(*) FROM invoice WHERE contact = ?1 AND kind = 'invoice')"
#define YEARS_SQL                                                                                  \
  "SELECT max (y) FROM (SELECT substr (start_local, 1, 4) AS y FROM appointment"                   \
  " WHERE contact = ?1 UNION ALL SELECT substr (issued, 1, 4) FROM invoice WHERE contact = ?1)"
#define UIDS_SQL                                                                                   \
  "SELECT uid FROM appointment WHERE contact = ?1 UNION SELECT uid FROM reminder"                  \
  " WHERE contact = ?1"

#define CARDS_SQL                                                                                  \
  "SELECT uid FROM outbox WHERE kind = 'contact' AND record = ?1 AND uid <> ''"                    \
  " UNION SELECT uid FROM contact_vcard WHERE contact = ?1 AND uid <> ''"

/* Objects of address books that stand for the contact. */
#define CARD_OBJECTS                                                                               \
  "(SELECT o.id FROM outbox AS b JOIN mirror.calendar AS c ON c.source = b.source"                 \
  " AND c.href = b.collection AND c.kind = 'addressbook' JOIN mirror.object AS o"                  \
  " ON o.calendar = c.id AND o.href = b.href WHERE b.kind = 'contact' AND b.record = ?1)"

/* In this order: what a row is found by goes last. ?1 the contact, ?2 now. */
static const char *const statements[] = {
  "UPDATE appointment SET state = 'cancelled' WHERE contact = ?1 AND start_at > ?2"
  " AND state IN ('pencilled', 'booked', 'confirmed')",
  "UPDATE appointment_event SET text = NULL WHERE appointment IN"
  " (SELECT id FROM appointment WHERE contact = ?1)",
  "DELETE FROM reminder WHERE contact = ?1"
  " OR deal IN (SELECT id FROM deal WHERE contact = ?1)",
  "UPDATE note SET deal = NULL WHERE deal IN (SELECT id FROM deal WHERE contact = ?1)",
  "DELETE FROM deal_letter WHERE deal IN (SELECT id FROM deal WHERE contact = ?1)",
  "UPDATE deal_move SET reason = NULL WHERE deal IN (SELECT id FROM deal WHERE contact = ?1)",
  "UPDATE deal_item SET name = '…' WHERE service IS NULL AND good IS NULL"
  " AND deal IN (SELECT id FROM deal WHERE contact = ?1)",
  "UPDATE deal SET title = '…', reason = NULL, contact = NULL, updated = ?2 WHERE contact = ?1",
  "UPDATE invoice SET text = '', reason = NULL, contact = NULL, updated = ?2 WHERE contact = ?1",
  "UPDATE contact SET employer = NULL, updated = ?2 WHERE employer = ?1",
  "DELETE FROM relation WHERE contact = ?1 OR other = ?1",
  "DELETE FROM contact_field WHERE contact = ?1",
  "DELETE FROM contact_vcard WHERE contact = ?1",
  "DELETE FROM outbox WHERE kind = 'contact' AND record = ?1 AND base = ''",
  "DELETE FROM mirror.card WHERE object IN " CARD_OBJECTS,
  "UPDATE mirror.object SET text = '' WHERE id IN " CARD_OBJECTS,
  "UPDATE outbox SET base = '-', mine = '', intent = NULL, reason = NULL"
  " WHERE kind = 'contact' AND record = ?1",
};

gboolean
kt_forget_count (KtStore *store, KtId contact, gint64 now, KtForgetCounts *ret, GError **error)
{
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, COUNT_SQL, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "ii", contact, now);
  guint *const counts[] = { &ret->visits,   &ret->coming, &ret->notes,   &ret->reminders,
                            &ret->formulas, &ret->deals,  &ret->invoices };
  if (kt_step (statement, &failure))
    for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
      *counts[i] = (guint)kt_column_int (statement, (int)i);
  sqlite3_reset (statement);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

gboolean
kt_forget_years (KtStore *store, KtId contact, int *ret_last, GError **error)
{
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, YEARS_SQL, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", contact);
  *ret_last = kt_step (statement, &failure) ? atoi (kt_column_text (statement, 0)) : 0;
  sqlite3_reset (statement);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static GPtrArray *
list_uids (KtStore *store, const char *sql, KtId contact, GError **error)
{
  GError *failure = NULL;
  g_autoptr (GPtrArray) uids = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", contact);
  while (kt_step (statement, &failure))
    g_ptr_array_add (uids, g_strdup (kt_column_text (statement, 0)));
  if (failure == NULL)
    return g_steal_pointer (&uids);
  g_propagate_error (error, failure);
  return NULL;
}

GPtrArray *
kt_forget_uids (KtStore *store, KtId contact, GError **error)
{
  return list_uids (store, UIDS_SQL, contact, error);
}

GPtrArray *
kt_forget_cards (KtStore *store, KtId contact, GError **error)
{
  return list_uids (store, CARDS_SQL, contact, error);
}

/* What lies in a calendar for a record keeps its place and ETag, but no words: as nothing is known
 * of what was agreed, the next sync writes all of it anew, or takes it away. */
static gboolean
empty_outbox (KtStore *store, const char *uid, GError **error)
{
  static const char base[]
      = "UPDATE outbox SET base = CASE base WHEN '' THEN '' ELSE ?2 END,"
        " mine = '', intent = NULL, state = CASE state WHEN 'putting' THEN"
        " 'agreed' WHEN 'conflict' THEN 'agreed' ELSE state END WHERE uid = ?1";
  static const char object[] = "UPDATE mirror.object SET text = ?2 WHERE uid = ?1";
  static const char kept[] = "DELETE FROM kept_text WHERE uid = ?1";
  g_autofree char *text = g_strdup_printf (
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Kontor//EN\r\nBEGIN:VEVENT\r\nUID:%s\r\n"
      "DTSTAMP:19700101T000000Z\r\nDTSTART:19700101T000000Z\r\nDTEND:19700101T000100Z\r\n"
      "END:VEVENT\r\nEND:VCALENDAR\r\n",
      uid);
  return kt_store_run (store, error, base, "ss", uid, text)
         && kt_store_run (store, error, object, "ss", uid, text)
         && kt_store_run (store, error, kept, "s", uid);
}

/* Cards of an address book keep their place, so that the next sync takes them away there. */
static gboolean
empty_cards (KtStore *store, const GPtrArray *cards, GError **error)
{
  static const char row[] = "UPDATE outbox SET base = ?2, mine = '', intent = NULL, reason = NULL"
                            " WHERE kind = 'contact' AND uid = ?1";
  static const char kept[] = "DELETE FROM kept_text WHERE uid = ?1";
  for (guint i = 0; i < cards->len; i++)
    {
      const char *uid = cards->pdata[i];
      g_autofree char *text = kt_tombstone_card (uid);
      if (!kt_store_run (store, error, row, "ss", uid, text)
          || !kt_store_run (store, error, kept, "s", uid))
        return FALSE;
    }
  return TRUE;
}

/* Kept texts that name her although they are somebody else's. */
static gboolean
drop_kept (KtStore *store, const GPtrArray *forms, GError **error)
{
  static const char all[] = "SELECT id, text FROM kept_text";
  static const char drop[] = "DELETE FROM kept_text WHERE id = ?1";
  GError *failure = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = kt_store_statement (store, all, error);
  if (statement == NULL)
    return FALSE;
  while (kt_step (statement, &failure))
    {
      gint64 id = kt_column_int (statement, 0);
      const char *text = kt_column_text (statement, 1);
      if (kt_erase_find (forms, text, strlen (text)) >= 0)
        g_array_append_val (ids, id);
    }
  for (guint i = 0; i < ids->len && failure == NULL; i++)
    kt_store_run (store, &failure, drop, "i", g_array_index (ids, gint64, i));
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static gboolean
drop_verdicts (KtStore *store, const GPtrArray *matches, GError **error)
{
  static const char sql[] = "DELETE FROM address_verdict WHERE match = ?1";
  for (guint i = 0; i < matches->len; i++)
    if (!kt_store_run (store, error, sql, "s", (const char *)matches->pdata[i]))
      return FALSE;
  return TRUE;
}

static gboolean
delete_contact (KtStore *store, KtId contact, gint64 now, GError **error)
{
  g_autoptr (GError) failed = NULL;
  if (kt_contact_delete (store, contact, now, &failed)
      || g_error_matches (failed, KT_ERROR, KT_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

gboolean
kt_forget_rows (KtStore *store, KtId contact, const GPtrArray *uids, const GPtrArray *cards,
                const GPtrArray *matches, const GPtrArray *forms, gint64 now, GError **error)
{
  static const char no_way_back[]
      = "UPDATE outbox SET reason = NULL WHERE kind = 'contact' AND record = ?";
  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!kt_store_run (store, error, statements[i], strstr (statements[i], "?2") ? "ii" : "i",
                       contact, now))
      return FALSE;
  for (guint i = 0; i < uids->len; i++)
    if (!empty_outbox (store, uids->pdata[i], error))
      return FALSE;
  return empty_cards (store, cards, error) && delete_contact (store, contact, now, error)
         && kt_store_run (store, error, no_way_back, "i", contact)
         && drop_kept (store, forms, error) && drop_verdicts (store, matches, error);
}
