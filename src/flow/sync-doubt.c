#include "config.h"
#include "kontor/sync-engine.h"
#include <string.h>

/* Octets of letters in doubt, of all windows: well below KT_SYNC_BYTES_MAX, or nothing more would
 * come that could decide them. */
#define DOUBTFUL_MAX (2u << 20)

/* Of whom I wrote to, the writer knows what is stored; letters of mine of the same window are not.
 */
void
kt_sync_note_written (const KtSyncWindow *window, const KtSyncLetter *read)
{
  const KtLetter *letter = read->letter;
  if (kt_sync_place (window, read).direction != KT_DIRECTION_OUT)
    return;
  for (gsize i = 0; i < letter->n_people; i++)
    if (letter->people[i].role == KT_ROLE_TO || letter->people[i].role == KT_ROLE_CC
        || letter->people[i].role == KT_ROLE_BCC)
      g_hash_table_add (window->source->sync->written, g_strdup (letter->people[i].norm));
}

static gboolean
wants_text (const KtSyncWindow *window, const KtSyncLetter *read)
{
  KtSync *sync = window->source->sync;
  const char *sender = kt_sync_sender_of (read->letter);
  return (sender != NULL && g_hash_table_contains (sync->written, sender))
         || kt_letter_writer_keeps_text (sync->writer, read->letter,
                                         kt_sync_place (window, read).direction);
}

/* The first in doubt: its head alone will be stored, or it is read once more. */
static void
settle_first (KtSyncWindow *window)
{
  KtSync *sync = window->source->sync;
  KtSyncItem *item = g_queue_pop_head (&window->doubtful);
  KtSyncLetter *head = g_steal_pointer (&item->head);

  sync->doubtful -= item->bytes->len;
  head->letter->flags &= ~(guint32)KT_LETTER_FLAG_HEAD_ONLY;
  if (wants_text (window, head))
    {
      kt_sync_letter_free (head);
      item->whole = TRUE;
      item->id = ++sync->next_item;
      g_queue_push_head (&sync->pending, item);
      return;
    }
  g_ptr_array_add (window->letters, head);
  kt_sync_reader_done (sync, item);
}

void
kt_sync_doubt (KtSync *sync, KtSyncItem *item)
{
  KtSyncWindow *window = item->window;

  sync->doubtful += item->bytes->len;
  g_queue_push_tail (&window->doubtful, item);
  while (sync->doubtful > DOUBTFUL_MAX && !g_queue_is_empty (&window->doubtful))
    settle_first (window);
  kt_sync_window_check (window);
}

void
kt_sync_settle_doubts (KtSyncWindow *window)
{
  if (window->outstanding == window->doubtful.length)
    while (!g_queue_is_empty (&window->doubtful))
      settle_first (window);
}
