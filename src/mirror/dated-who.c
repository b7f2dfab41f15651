#include "config.h"
#include "kontor/dated-who.h"

/* The one value of a statement's rows; 0: none, or several. */
static gboolean
read_one (struct sqlite3_stmt *statement, KtId *ret, GError **error)
{
  g_autoptr (GError) failed = NULL;
  gboolean several = FALSE;
  *ret = 0;
  while (kt_step (statement, &failed))
    {
      KtId contact = kt_column_int (statement, 0);
      several |= *ret != 0 && *ret != contact;
      *ret = contact;
    }
  if (several)
    *ret = 0;
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

static gboolean
by_verdict (KtStore *store, const KtDated *dated, KtId *ret, GError **error)
{
  static const char sql[]
      = "SELECT contact FROM event_verdict WHERE uid = ? AND verdict = 'linked'";
  struct sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "s", dated->uid);
  return read_one (statement, ret, error);
}

/* Their owners as letters have them: not me, nobody's shared address. CROSS keeps the few attendees
 * in front of all contacts. */
#define ATTENDED                                                                                     \
  "SELECT p.contact, a.match FROM mirror.attendee AS a"                                              \
  " CROSS JOIN contact_point AS p ON p.match = a.match AND p.kind = 'email' AND p.share <> 'shared'" \
  " WHERE a.event = ?1 AND NOT EXISTS (SELECT 1 FROM address_verdict AS v WHERE v.match = a.match"   \
  " AND v.verdict IN ('mine', 'ignore', 'shared')) AND NOT EXISTS (SELECT 1 FROM event_verdict"      \
  " AS w WHERE w.uid = ?2 AND w.verdict = 'not-linked' AND w.contact = p.contact)"

static gboolean
by_attendee (KtStore *store, const KtSettings *settings, const KtDated *dated, KtId *ret,
             GError **error)
{
  static const char sql[] = ATTENDED;
  g_autoptr (GError) failed = NULL;
  gboolean several = FALSE;
  struct sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  *ret = 0;
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "is", dated->event, dated->uid);
  while (kt_step (statement, &failed))
    {
      KtId contact = kt_column_int (statement, 0);
      if (settings != NULL && kt_settings_is_me (settings, kt_column_text (statement, 1)))
        continue;
      several |= *ret != 0 && *ret != contact;
      *ret = contact;
    }
  if (several)
    *ret = 0;
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

static gboolean
by_name (KtStore *store, const KtDated *dated, KtId *ret, GError **error)
{
  static const char sql[]
      = "SELECT n.contact FROM mirror.event_name AS n CROSS JOIN contact AS c ON c.id = n.contact"
        " WHERE n.event = ?1 AND n.certain = 1 AND NOT EXISTS (SELECT 1 FROM event_verdict AS w"
        " WHERE w.uid = ?2 AND w.verdict = 'not-linked' AND w.contact = n.contact)";
  struct sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "is", dated->event, dated->uid);
  return read_one (statement, ret, error);
}

gboolean
kt_dated_contact (KtStore *store, const KtSettings *settings, const KtDated *dated, KtId *ret,
                  GError **error)
{
  if (!by_verdict (store, dated, ret, error))
    return FALSE;
  if (*ret == 0 && !by_attendee (store, settings, dated, ret, error))
    return FALSE;
  return *ret != 0 || by_name (store, dated, ret, error);
}
