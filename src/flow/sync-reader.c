#include "config.h"
#include "sync-invite.h"
#include "kontor/error.h"
#include "kontor/sync-engine.h"
#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#define CLOCK_SLACK 86400 /* seconds: no letter is from the future */
#define STILLBORN_MAX 3   /* readers that die at once: none can run here */
/* Octets queued to the reader beyond what its socket holds; what comes in a day is less and needs
 * no other reader, whose start costs as much as a hundred letters. */
#define FEED_AHEAD (2u << 20)

void
kt_sync_item_free (KtSyncItem *item)
{
  g_byte_array_unref (item->bytes);
  kt_sync_invite_free (item->invite);
  if (item->head != NULL)
    kt_sync_letter_free (item->head);
  g_free (item);
}

void
kt_sync_reader_add (KtSync *sync, KtSyncItem *item)
{
  item->id = ++sync->next_item;
  sync->held += item->bytes->len;
  g_queue_push_tail (&sync->pending, item);
}

static void
refuse (KtSyncItem *item, const char *reason)
{
  KtSyncRefused refused = { .uid = item->uid, .reason = g_strdup (reason) };
  g_array_append_val (item->window->refused, refused);
}

void
kt_sync_reader_done (KtSync *sync, KtSyncItem *item)
{
  item->window->outstanding--;
  sync->held -= item->bytes->len;
  kt_sync_item_free (item);
}

static void
finish (KtSync *sync, KtSyncItem *item)
{
  KtSyncWindow *window = item->window;
  kt_sync_reader_done (sync, item);
  kt_sync_window_check (window);
}

static void
send_item (KtSyncReader *reader, KtSyncItem *item)
{
  KtChannel *channel = reader->helper->channel;
  if (g_queue_is_empty (&reader->sent))
    reader->heard = g_get_monotonic_time ();
  KtReadRecord record;
  memset (&record, 0, sizeof record); /* its padding too */
  record.item = item->id;
  record.what = item->whole ? KT_READ_LETTER : KT_READ_BY_KIND;
  record.received = item->received;
  record.size = item->size;
  record.partial = item->partial != FALSE;
  kt_channel_queue_fixed (channel, KT_FRAME_READ, &record, sizeof record);
  kt_channel_queue_bytes (channel, KT_FRAME_BYTES, item->bytes->data, item->bytes->len);
  kt_channel_queue (channel, KT_FRAME_ITEM_END, g_variant_new ("()"));
  g_queue_push_tail (&reader->sent, item);
  reader->octets += item->bytes->len;
}

/* How much it has before it, in letters of usual size. */
static gsize
load (const KtSyncReader *reader)
{
  return reader->sent.length + reader->octets / KT_SYNC_READER_LARGE;
}

/* The one with the least to do; NULL: none is there. */
static KtSyncReader *
least_busy (KtSync *sync)
{
  KtSyncReader *least = NULL;
  for (guint i = 0; i < KT_SYNC_READERS_MAX; i++)
    {
      KtSyncReader *reader = &sync->readers[i];
      if (reader->greeted && (least == NULL || load (reader) < load (least)))
        least = reader;
    }
  return least;
}

/* Whether one was started that has not greeted yet. */
static gboolean
is_awaited (const KtSync *sync)
{
  gboolean awaited = FALSE;
  for (guint i = 0; i < KT_SYNC_READERS_MAX; i++)
    awaited |= sync->readers[i].helper != NULL && !sync->readers[i].greeted;
  return awaited;
}

static guint
running (const KtSync *sync)
{
  guint n = 0;
  for (guint i = 0; i < KT_SYNC_READERS_MAX; i++)
    n += sync->readers[i].helper != NULL;
  return n;
}

/* Where no more can be had, those there are do: no other is asked for again. */
static void
make_do (KtSync *sync)
{
  sync->readers_max = MAX (running (sync), 1);
}

/* Its greeting is not waited for: this may be in the middle of a transaction. */
static gboolean
start_reader (KtSync *sync, GError **error)
{
  guint at = 0;
  if (running (sync) >= sync->readers_max || is_awaited (sync))
    return TRUE;
  while (sync->readers[at].helper != NULL)
    at++;
  KtSyncReader *reader = &sync->readers[at];
  reader->helper = kt_helper_start ("kontor-reader", -1, error);
  reader->heard = g_get_monotonic_time ();
  if (reader->helper != NULL)
    kt_channel_queue (reader->helper->channel, KT_FRAME_LETTERS, g_variant_new ("()"));
  else
    make_do (sync);
  return reader->helper != NULL;
}

/* The courier was told to fetch: while its server looks for the letters the reader gets ready. */
static void
start_ahead (KtSync *sync)
{
  for (guint i = 0; i < sync->sources->len && running (sync) == 0; i++)
    {
      const KtSyncSource *source = g_ptr_array_index (sync->sources, i);
      if (source->courier == NULL || source->window == NULL || sync->stillborn > 0
          || kt_channel_queued (source->courier->channel) > 0)
        continue;
      if (!start_reader (sync, NULL))
        return;
    }
}

/* Who gets the next item. NULL without error: all have enough, or are not there yet. */
static KtSyncReader *
choose_reader (KtSync *sync, GError **error)
{
  KtSyncReader *least = least_busy (sync);
  if (least == NULL)
    {
      start_reader (sync, error);
      return NULL;
    }
  gboolean fed = kt_channel_queued (least->helper->channel) >= FEED_AHEAD;
  gboolean busy = fed || load (least) >= KT_SYNC_READER_WORTH;
  if (busy)
    start_reader (sync, NULL);
  return fed || (busy && is_awaited (sync)) ? NULL : least;
}

gboolean
kt_sync_reader_feed (KtSync *sync, GError **error)
{
  GError *failed = NULL;
  KtSyncReader *reader;
  start_ahead (sync);
  while (!g_queue_is_empty (&sync->pending) && (reader = choose_reader (sync, &failed)) != NULL)
    send_item (reader, g_queue_pop_head (&sync->pending));
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, failed);
  return FALSE;
}

/* Whether an item is to blame for its reader's death. When somebody else killed the reader
 * (SIGKILL, as the kernel does when memory is short) it is given one more chance. */
static gboolean
is_to_blame (int status, gboolean by_us, const KtSyncItem *item)
{
  gboolean killed = WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL && !by_us;
  return !killed || item->blamed;
}

/* Letters of a source whose letters killed too many readers are not read in this run. */
static void
refuse_the_rest (KtSync *sync, const KtSyncSource *source)
{
  GQueue others = G_QUEUE_INIT;
  KtSyncItem *item;
  while ((item = g_queue_pop_head (&sync->pending)) != NULL)
    if (item->window->source == source)
      {
        refuse (item, "the reader died too often in this run");
        finish (sync, item);
      }
    else
      g_queue_push_tail (&others, item);
  sync->pending = others;
}

/* Only the item it had begun is to blame; the others are read again by another reader. */
static void
reader_died (KtSync *sync, KtSyncReader *reader, gboolean by_us)
{
  int status = kt_helper_kill (g_steal_pointer (&reader->helper));
  KtSyncItem *head = g_queue_peek_head (&reader->sent);
  KtSyncSource *source = head != NULL ? head->window->source : NULL;
  gboolean begun = head != NULL && head->id == reader->begun;
  for (KtSyncItem *item; (item = g_queue_pop_tail (&reader->sent)) != NULL;)
    if (item == head && begun && is_to_blame (status, by_us, item))
      {
        refuse (item, kt_helper_death_reason (status));
        finish (sync, item);
      }
    else
      {
        item->blamed |= item == head && begun;
        g_clear_pointer (&item->invite, kt_sync_invite_free);
        g_queue_push_head (&sync->pending, item);
      }
  reader->greeted = FALSE;
  reader->octets = reader->begun = 0;
  if (running (sync) > 0 && !begun)
    make_do (sync);
  else
    sync->stillborn = begun ? 0 : sync->stillborn + 1;
  if (begun && ++source->deaths > KT_SYNC_DEATHS_MAX)
    refuse_the_rest (sync, source);
}

static gboolean
take_letter (KtSync *sync, KtSyncItem *item, const KtFrame *frame, GError **error)
{
  KtLetter *letter = kt_letter_from_frame (frame, error);
  gboolean half = item->invite != NULL && !item->invite->whole;
  gboolean head = letter != NULL && (letter->flags & KT_LETTER_FLAG_HEAD_ONLY) != 0;
  if (letter == NULL || letter->item != item->id || half || (head && item->whole)
      || letter->time > sync->context->clock.now + CLOCK_SLACK)
    {
      kt_letter_free (letter);
      return FALSE;
    }
  KtSyncLetter *read = g_new (KtSyncLetter, 1);
  *read = (KtSyncLetter){ letter, item->uid, item->flags, (gint64)item->size,
                          g_steal_pointer (&item->invite) };
  if (head)
    {
      item->head = read;
      return TRUE;
    }
  kt_sync_note_written (item->window, read);
  g_ptr_array_add (item->window->letters, read);
  return TRUE;
}

/* An answer for the item at the head of its queue, TRUE if the frame was one. */
static gboolean
take_answer (KtSync *sync, KtSyncReader *reader, const KtFrame *frame, GError **error)
{
  KtSyncItem *item = g_queue_peek_head (&reader->sent);
  if (item == NULL)
    return FALSE;
  if (frame->type == KT_FRAME_BEGIN)
    {
      guint64 id = 0; /* of no item */
      gboolean expected
          = kt_frame_fixed (frame, &id, sizeof id, error) && id == item->id && reader->begun != id;
      reader->begun = item->id; /* whatever it says, it is at this one */
      return expected;
    }
  if (frame->type == KT_FRAME_REFUSED)
    {
      guint64 id = 0;
      const char *reason;
      g_autoptr (GVariant) record = kt_frame_record (frame, "(ts)", error);
      if (record != NULL)
        g_variant_get (record, "(t&s)", &id, &reason);
      if (id != item->id)
        return FALSE;
      refuse (item, reason);
      return TRUE;
    }
  return frame->type == KT_FRAME_LETTER ? take_letter (sync, item, frame, error)
                                        : kt_sync_take_invite (item, frame, error);
}

static gboolean
ends_item (const KtFrame *frame)
{
  return frame->type == KT_FRAME_LETTER || frame->type == KT_FRAME_REFUSED;
}

/* The first frame of a reader. */
static gboolean
take_greeting (KtSync *sync, KtSyncReader *reader, const KtFrame *frame)
{
  g_autoptr (GError) unfit = NULL;
  reader->greeted = kt_frame_is_greeting (frame, &unfit);
  if (unfit != NULL && running (sync) == 1 && sync->unfit == NULL)
    sync->unfit = g_steal_pointer (&unfit);
  return reader->greeted;
}

/* A reader that talks nonsense is a dead reader: the item it read has taken it over. */
static gboolean
take_frame (KtSync *sync, KtSyncReader *reader, const KtFrame *frame, GError **error)
{
  reader->heard = g_get_monotonic_time ();
  if (!reader->greeted)
    return take_greeting (sync, reader, frame);
  if (!take_answer (sync, reader, frame, error))
    return FALSE;
  if (ends_item (frame))
    {
      KtSyncItem *item = g_queue_pop_head (&reader->sent);
      sync->stillborn = 0;
      reader->octets -= item->bytes->len;
      if (item->head != NULL)
        kt_sync_doubt (sync, item);
      else
        finish (sync, item);
    }
  return TRUE;
}

void
kt_sync_reader_frames (KtSync *sync, KtSyncReader *reader, gboolean eof)
{
  gboolean nonsense = FALSE;
  g_autoptr (GError) broken = NULL;
  KtFrame frame;
  while (!nonsense && kt_channel_next (reader->helper->channel, &frame, &broken))
    nonsense = !take_frame (sync, reader, &frame, &broken);
  /* one that is ended by us is to blame, however it ends */
  if (eof || nonsense || broken != NULL)
    reader_died (sync, reader, !eof);
}

gboolean
kt_sync_reader_is_busy (const KtSync *sync)
{
  gboolean busy = !g_queue_is_empty ((GQueue *)&sync->pending);
  for (guint i = 0; i < KT_SYNC_READERS_MAX; i++)
    busy |= sync->readers[i].sent.length > 0;
  return busy;
}

/* A reader that neither works nor dies, or never greets: RLIMIT_CPU only counts work. */
static gboolean
is_overdue (const KtSyncReader *reader)
{
  gint64 waited = g_get_monotonic_time () - reader->heard;
  return reader->helper != NULL && (reader->sent.length > 0 || !reader->greeted)
         && waited > KT_SYNC_READER_WAIT_MS * G_GINT64_CONSTANT (1000);
}

gboolean
kt_sync_reader_overdue (KtSync *sync, GError **error)
{
  for (guint i = 0; i < KT_SYNC_READERS_MAX; i++)
    if (is_overdue (&sync->readers[i]))
      reader_died (sync, &sync->readers[i], TRUE);
  if (sync->unfit != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&sync->unfit));
      return FALSE;
    }
  if (sync->stillborn < STILLBORN_MAX)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED,
               _ ("letters cannot be read, the reader does not run"));
  kt_error_hint (error, _ ("see why: kontor doctor"));
  return FALSE;
}

void
kt_sync_reader_end (KtSync *sync)
{
  for (guint i = 0; i < KT_SYNC_READERS_MAX; i++)
    {
      KtSyncReader *reader = &sync->readers[i];
      if (reader->greeted && reader->sent.length == 0)
        kt_helper_end (reader->helper);
      else
        kt_helper_kill (reader->helper);
      g_queue_clear_full (&reader->sent, (GDestroyNotify)kt_sync_item_free);
    }
  g_queue_clear_full (&sync->pending, (GDestroyNotify)kt_sync_item_free);
}
