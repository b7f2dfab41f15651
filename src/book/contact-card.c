#include "config.h"
#include "kontor/contact-card.h"
#include <sqlite3.h>
#include <string.h>

#define CARD_SQL "SELECT uid, text FROM contact_vcard WHERE contact = ?1 ORDER BY id LIMIT 1"
#define OWNER_SQL "SELECT contact FROM contact_vcard WHERE uid = ?1 AND uid <> '' LIMIT 1"
#define THERE_SQL "SELECT id FROM contact WHERE id = ?1"
#define PREFIX "kontor-"
#define DIGITS 15 /* of 60 bits */

gboolean
kt_contact_card_get (KtStore *store, KtId contact, char **ret_uid, char **ret_text, GError **error)
{
  GError *failure = NULL;
  char *uid = NULL, *text = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, CARD_SQL, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", contact);
  if (kt_step (statement, &failure))
    {
      uid = g_strdup (kt_column_text (statement, 0));
      text = g_strdup (kt_column_text (statement, 1));
      sqlite3_reset (statement);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  *ret_uid = uid != NULL ? uid : g_strdup ("");
  *ret_text = text != NULL ? text : g_strdup ("");
  return TRUE;
}

/* The first column of the first row. */
static gboolean
take_id (sqlite3_stmt *statement, KtId *ret_id, GError **error)
{
  GError *failure = NULL;
  *ret_id = 0;
  if (kt_step (statement, &failure))
    {
      *ret_id = sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

gboolean
kt_contact_card_owner (KtStore *store, const char *uid, KtId *ret_contact, GError **error)
{
  KtId key = kt_contact_card_key (uid);
  sqlite3_stmt *statement = kt_store_statement (store, OWNER_SQL, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "s", uid);
  if (!take_id (statement, ret_contact, error))
    return FALSE;
  if (*ret_contact != 0 || key == 0)
    return TRUE;
  statement = kt_store_statement (store, THERE_SQL, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", key);
  return take_id (statement, ret_contact, error);
}

char *
kt_contact_card_uid (KtId contact)
{
  return g_strdup_printf (PREFIX "%0*" G_GINT64_MODIFIER "x", DIGITS, contact);
}

KtId
kt_contact_card_key (const char *uid)
{
  guint64 key = 0;
  if (!g_str_has_prefix (uid, PREFIX) || strlen (uid) != strlen (PREFIX) + DIGITS
      || !g_ascii_string_to_unsigned (uid + strlen (PREFIX), 16, 1,
                                      (G_GUINT64_CONSTANT (1) << KT_ID_BITS) - 1, &key, NULL))
    return 0;
  return (KtId)key;
}
