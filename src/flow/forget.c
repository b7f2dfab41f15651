#include "config.h"
#include "kontor/erase-words.h"
#include "kontor/erase.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/forget.h"
#include "kontor/letter-rows.h"
#include "kontor/mirror-erase.h"
#include "kontor/tombstone.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

void
kt_forget_done_clear (KtForgetDone *done)
{
  g_clear_pointer (&done->found, g_ptr_array_unref);
}

static gboolean
bury (KtContext *context, const KtForget *forget, GError **error)
{
  KtStore *store = context->store;
  gint64 now = context->clock.now;
  g_autofree char *name = kt_fold (forget->name);
  gboolean ok = kt_tombstone_put (store, KT_TOMB_NAME, name, now, error);
  for (guint i = 0; ok && i < forget->matches->len; i++)
    ok = kt_tombstone_put (store, KT_TOMB_ADDRESS, forget->matches->pdata[i], now, error);
  for (guint i = 0; ok && i < forget->texts->len; i++)
    if (*(char *)forget->texts->pdata[i] == '+')
      ok = kt_tombstone_put (store, KT_TOMB_PHONE, forget->texts->pdata[i], now, error);
  for (guint i = 0; ok && i < forget->cards->len; i++)
    ok = kt_tombstone_put (store, KT_TOMB_CARD, forget->cards->pdata[i], now, error);
  for (guint i = 0; ok && i < forget->letters->len; i++)
    {
      g_autofree char *key
          = g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (forget->letters, KtId, i));
      ok = kt_tombstone_put (store, KT_TOMB_LETTER, key, now, error);
    }
  return ok;
}

static gboolean
erase_letters (KtContext *context, const KtForget *forget, GHashTable *mine, GError **error)
{
  for (guint i = 0; i < forget->letters->len; i++)
    {
      gint64 row;
      if (!kt_letter_row (context->store, g_array_index (forget->letters, KtId, i), &row, error)
          || (row != 0 && !kt_erase_letter (context->store, row, error)))
        return FALSE;
    }
  for (guint i = 0; i < forget->shared->len; i++)
    {
      gint64 row;
      if (!kt_letter_row (context->store, g_array_index (forget->shared, KtId, i), &row, error)
          || (row != 0 && !kt_erase_letter_people (context->store, row, mine, error)))
        return FALSE;
    }
  return TRUE;
}

/* Events of somebody else's calendar come again with each change there; those of this book do not.
 */
static gboolean
erase_events (KtContext *context, const KtForget *forget, GError **error)
{
  for (guint i = 0; i < forget->events->len; i++)
    {
      gint64 event = g_array_index (forget->events, gint64, i);
      g_autofree char *uid = kt_erase_event_uid (context->store, event, error);
      if (uid == NULL)
        return FALSE;
      gboolean own = g_ptr_array_find_with_equal_func (forget->uids, uid, g_str_equal, NULL);
      if (!kt_erase_event (context->store, event, !own, error)
          || (!own && *uid != '\0'
              && !kt_tombstone_put (context->store, KT_TOMB_EVENT, uid, context->clock.now, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
erase_all (KtContext *context, const KtForget *forget, const GPtrArray *forms, KtForgetDone *ret,
           GError **error)
{
  KtStore *store = context->store;
  g_autoptr (GHashTable) mine = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < forget->matches->len; i++)
    g_hash_table_add (mine, forget->matches->pdata[i]);
  return kt_journal_erase (store, forget->contact, forms, "erased", &ret->changes, error)
         && bury (context, forget, error) && erase_letters (context, forget, mine, error)
         && erase_events (context, forget, error)
         && kt_erase_addresses (store, mine, forget->contact, error)
         && kt_forget_rows (store, forget->contact, forget->uids, forget->cards, forget->matches,
                            forms, context->clock.now, error)
         && kt_journal_note_erased (store, "forget", context->clock.now, error);
}

/* Copies that kontor made of the book by itself, and what a booking left parked, where they hold
 * something. */
static void
remove_copies (const char *directory, const char *prefix, const GPtrArray *forms)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);
      g_autoptr (GMappedFile) mapped
          = g_str_has_prefix (name, prefix) ? g_mapped_file_new (path, FALSE, NULL) : NULL;
      if (mapped != NULL && g_mapped_file_get_length (mapped) > 0
          && kt_erase_find (forms, g_mapped_file_get_contents (mapped),
                            g_mapped_file_get_length (mapped))
                 >= 0)
        g_unlink (path);
    }
}

gboolean
kt_forget_do (KtContext *context, const KtForget *forget, KtForgetDone *ret, GError **error)
{
  g_autoptr (GPtrArray) forms = kt_erase_forms (forget->texts);
  *ret = (KtForgetDone){ .found = g_ptr_array_new_with_free_func (g_free) };
  if (!kt_forget_pending_write (context, forget, error)
      || !kt_store_begin (context->store, context->command, error))
    return FALSE;
  if (!erase_all (context, forget, forms, ret, error) || !kt_store_commit (context->store, error))
    {
      kt_store_rollback (context->store);
      return FALSE;
    }
  remove_copies (context->paths.data, "book-before-", forms);
  remove_copies (context->paths.state, "booking-draft", forms);
  if (!kt_store_rewrite (context->store, context->command, error))
    {
      kt_error_hint (error, _ ("that is finished by: kontor forget"));
      return FALSE;
    }
  kt_forget_pending_remove (context);
  return kt_forget_search (context, forget, ret, error);
}
