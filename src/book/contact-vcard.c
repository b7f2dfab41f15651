#include "config.h"
#include "kontor/contact-vcard.h"
#include "kontor/contact.h"
#include "kontor/error.h"
#include <sqlite3.h>
#include <string.h>

#define GET_SQL "SELECT uid, text FROM contact_vcard WHERE contact = ? ORDER BY id LIMIT 1"
#define FIND_SQL "SELECT contact FROM contact_vcard WHERE uid = ? AND uid <> '' ORDER BY id LIMIT 1"
#define REST_SQL "SELECT text FROM contact_vcard WHERE contact = ? ORDER BY id LIMIT -1 OFFSET 1"
#define KEEP_SQL                                                                                   \
  "INSERT INTO contact_vcard (id, contact, uid, text) SELECT ?1, ?2, ?3, ?4"                       \
  " WHERE NOT EXISTS (SELECT 1 FROM contact_vcard WHERE contact = ?2)"
#define CHANGE_SQL                                                                                 \
  "UPDATE contact_vcard SET text = ?2"                                                             \
  " WHERE id = (SELECT min (id) FROM contact_vcard WHERE contact = ?1)"
#define IS_SQL "SELECT id FROM contact WHERE id BETWEEN ?1 AND ?2"

gboolean
kt_contact_vcard_get (KtStore *store, KtId contact, char **ret_uid, char **ret_text, GError **error)
{
  g_autoptr (GError) failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, GET_SQL, error);
  if (statement == NULL)
    return FALSE;
  *ret_uid = *ret_text = NULL;
  kt_bind (statement, "i", contact);
  if (kt_step (statement, &failed))
    {
      *ret_uid = g_strdup (kt_column_text (statement, 0));
      *ret_text = g_strdup (kt_column_text (statement, 1));
    }
  sqlite3_reset (statement);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

static gboolean
read_id (sqlite3_stmt *statement, KtId *ret, GError **error)
{
  g_autoptr (GError) failed = NULL;
  *ret = kt_step (statement, &failed) ? kt_column_int (statement, 0) : 0;
  sqlite3_reset (statement);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* "4k2p….@kontor": the ref says whose it is. */
static gboolean
find_own (KtStore *store, const char *uid, KtId *ret_contact, GError **error)
{
  KtIdRange ranges[KT_REF_RANGES];
  gsize length = strlen (uid);
  *ret_contact = 0;
  if (length != KT_REF_LENGTH + strlen (KT_CARD_UID_SUFFIX)
      || !g_str_has_suffix (uid, KT_CARD_UID_SUFFIX))
    return TRUE;
  g_autofree char *ref = g_strndup (uid, KT_REF_LENGTH);
  guint n = kt_ref_ranges (ref, ranges);
  for (guint i = 0; i < n && *ret_contact == 0; i++)
    {
      sqlite3_stmt *statement = kt_store_statement (store, IS_SQL, error);
      if (statement == NULL)
        return FALSE;
      kt_bind (statement, "ii", ranges[i].first, ranges[i].last);
      if (!read_id (statement, ret_contact, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kt_contact_vcard_find (KtStore *store, const char *uid, KtId *ret_contact, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, FIND_SQL, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "s", uid);
  return read_id (statement, ret_contact, error)
         && (*ret_contact != 0 || find_own (store, uid, ret_contact, error));
}

GPtrArray *
kt_contact_vcard_rest (KtStore *store, KtId contact, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, REST_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", contact);
  while (kt_step (statement, &failed))
    g_ptr_array_add (texts, g_strdup (kt_column_text (statement, 0)));
  if (failed == NULL)
    return g_steal_pointer (&texts);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

gboolean
kt_contact_vcard_keep (KtStore *store, KtId contact, const char *uid, const char *text,
                       GError **error)
{
  return kt_store_run (store, error, KEEP_SQL, "iiss", kt_id_random (), contact, uid, text);
}

gboolean
kt_contact_vcard_change (KtStore *store, KtId contact, const char *text, GError **error)
{
  return kt_store_run (store, error, CHANGE_SQL, "is", contact, text);
}
