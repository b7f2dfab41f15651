#include "config.h"
#include "follow-read.h"
#include "kontor/source-state.h"

/* A folder as follow-ups see it: what its letters say of themselves by lying there. */
typedef struct
{
  gboolean inbox, away, has_sent; /* away: archive, junk or trash */
  gint64 horizon;                 /* of its account */
} Folder;

static gboolean
read_folders (KtStore *store, const KtSourceState *state, GHashTable *folders, GError **error)
{
  gint64 horizon;
  g_autoptr (GPtrArray) list = kt_folder_list (store, state->name, error);
  if (list == NULL || !kt_source_state_horizon (store, state->name, &horizon, error))
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      const KtFolder *stored = g_ptr_array_index (list, i);
      Folder *folder = g_new0 (Folder, 1);
      folder->inbox = g_str_equal (stored->role, "inbox");
      folder->away = g_str_equal (stored->role, "archive") || g_str_equal (stored->role, "junk")
                     || g_str_equal (stored->role, "trash");
      folder->has_sent = state->has_sent;
      folder->horizon = horizon;
      g_hash_table_insert (folders, g_memdup2 (&stored->id, sizeof stored->id), folder);
    }
  return TRUE;
}

GHashTable *
kt_follow_folders (KtStore *store, GError **error)
{
  g_autoptr (GPtrArray) states = kt_source_state_list (store, error);
  g_autoptr (GHashTable) folders
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  for (guint i = 0; states != NULL && i < states->len; i++)
    if (!read_folders (store, g_ptr_array_index (states, i), folders, error))
      return NULL;
  return states != NULL ? g_steal_pointer (&folders) : NULL;
}

static gint64
better_horizon (gint64 a, gint64 b)
{
  if (a < 0 || b < 0)
    return MAX (a, b);
  return MIN (a, b);
}

/* A letter in several accounts is judged if one of them allows it. A letter whose places are gone
 * has nothing but that to say. Only archive, junk and trash count as put away: what a filter sorted
 * into a client's folder was not. */
KtFollowPlace
kt_follow_place (GHashTable *folders, const KtLetterPlace *places, guint n_places)
{
  gboolean in_inbox = FALSE, away = FALSE;
  KtFollowPlace result = { .gone = n_places == 0, .horizon = n_places == 0 ? 0 : -1 };
  for (guint i = 0; i < n_places; i++)
    {
      const Folder *folder = g_hash_table_lookup (folders, &places[i].folder);
      result.answered |= (places[i].flags & KT_FLAG_ANSWERED) != 0;
      if (folder == NULL)
        continue;
      in_inbox |= folder->inbox || (places[i].flags & KT_FLAG_INBOX) != 0;
      away |= folder->away;
      result.has_sent |= folder->has_sent;
      result.horizon = better_horizon (result.horizon, folder->horizon);
    }
  result.archived = away && !in_inbox;
  return result;
}
