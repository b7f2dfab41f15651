#include "config.h"
#include "kontor/contact-vcard.h"
#include "kontor/contact.h"
#include "kontor/error.h"
#include <sqlite3.h>
#include <string.h>

#define GET_SQL "SELECT uid, text FROM contact_vcard WHERE contact = ? ORDER BY id LIMIT 1"
#define FIND_SQL "SELECT contact FROM contact_vcard WHERE uid = ? AND uid <> '' ORDER BY id LIMIT 1"
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
