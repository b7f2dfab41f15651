#include "config.h"
#include "refusal.h"
#include "kontor/contact.h"

/* Children go by hand: with CASCADE an undo would silently take newer ones along. */
static const char *const statements[] = {
  "DELETE FROM contact_point WHERE contact = ?1",
  "DELETE FROM contact_tag WHERE contact = ?1",
  "DELETE FROM note WHERE contact = ?1",
  "DELETE FROM letter_verdict WHERE contact = ?1",
  "DELETE FROM event_verdict WHERE contact = ?1",
  "DELETE FROM allergy WHERE contact = ?1",
  "DELETE FROM formula WHERE contact = ?1",
  "DELETE FROM waiting_list WHERE contact = ?1",
  "DELETE FROM contact WHERE id = ?1",
};

/* Visits keep date, service and price, which the books need; not what was said of the person. */
#define FREE_EVENTS_SQL                                                                            \
  "UPDATE appointment_event SET text = NULL WHERE text IS NOT NULL AND appointment IN"             \
  " (SELECT id FROM appointment WHERE contact = ?1)"
#define FREE_VISITS_SQL                                                                            \
  "UPDATE appointment SET contact = NULL, text = '', question = NULL, updated = ?2,"               \
  " sequence = sequence + 1 WHERE contact = ?1"
#define FREE_REMINDERS_SQL "UPDATE reminder SET contact = NULL, updated = ?2 WHERE contact = ?1"

static gboolean
delete_rows (KtStore *store, KtId id, gint64 now, GError **error)
{
  if (!kt_store_run (store, error, FREE_REMINDERS_SQL, "ii", id, now)
      || !kt_store_run (store, error, FREE_EVENTS_SQL, "i", id)
      || !kt_store_run (store, error, FREE_VISITS_SQL, "ii", id, now))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!kt_store_run (store, error, statements[i], "i", id))
      return FALSE;
  return TRUE;
}

gboolean
kt_contact_delete (KtStore *store, KtId id, gint64 now, GError **error)
{
  g_autoptr (KtContact) contact = kt_contact_get (store, id, error);
  g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func (g_free);
  return contact != NULL && kt_refusal_addresses (store, id, addresses, error)
         && delete_rows (store, id, now, error) && kt_refusal_write (store, addresses, now, error);
}
