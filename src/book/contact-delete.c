#include "config.h"
#include "refusal.h"
#include "kontor/contact-columns.h"
#include "kontor/contact.h"
#include "kontor/outbox.h"

#define DELETE_SQL "DELETE FROM contact WHERE id = ?1"

gboolean
kt_contact_delete (KtStore *store, KtId id, gint64 now, GError **error)
{
  g_autoptr (KtContact) contact = kt_contact_get (store, id, error);
  g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func (g_free);
  return contact != NULL && kt_refusal_addresses (store, id, addresses, error)
         && kt_contact_remove_rows (store, id, now, error)
         && kt_store_run (store, error, DELETE_SQL, "i", id)
         && kt_outbox_contact_deleted (store, id, now, error)
         && kt_refusal_write (store, addresses, now, error);
}

gboolean
kt_contact_drop (KtStore *store, KtId id, GError **error)
{
  return kt_store_run (store, error, DELETE_SQL, "i", id);
}
