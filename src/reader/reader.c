#include "config.h"
#include "kontor/reader.h"
#include "kontor/charset.h"
#include "kontor/clock.h"
#include "kontor/error.h"
#include "kontor/letter-read.h"
#include "kontor/process.h"
#include "read-invite.h"
#include "reader-csv.h"
#include "reader-ical.h"
#include "reader-json.h"
#include "reader-vcard.h"
#include <poll.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

typedef struct
{
  KtChannel *channel;
  KtReaderHook hook;
  gint64 now;         /* fixed by KONTOR_NOW; 0: the clock's */
  rlim_t cpu_limit;   /* as last set */
  GByteArray *record; /* a letter's, being packed */
  /* the item that is being sent */
  GByteArray *bytes;
  gboolean open, too_large, truncated;
  guint64 item;
  guint32 what, part;
  gint64 received;
  /* of KT_FRAME_ICAL and KT_FRAME_VCARD_ASK: texts that are here, and that are still to come */
  gboolean is_card;
  KtReaderIcal *ical;
  KtReaderVcard *vcard;
  KtInviteReader *invites;
  GPtrArray *texts;
  guint texts_left;
} Reader;

/* A soft limit, moved before each item: SIGXCPU ends the process (RULES: processes). */
static void
limit_time (Reader *reader)
{
  struct timespec used;
  struct rlimit limit;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &used);
  /* whole seconds: rounded up */
  rlim_t soft = (rlim_t)used.tv_sec + KT_READER_CPU_SECONDS + 1;
  if (soft == reader->cpu_limit || getrlimit (RLIMIT_CPU, &limit) != 0)
    return;
  limit.rlim_cur = MIN (soft, limit.rlim_max);
  setrlimit (RLIMIT_CPU, &limit);
  reader->cpu_limit = soft;
}

static void
refuse (Reader *reader, const char *reason)
{
  kt_channel_queue (reader->channel, KT_FRAME_REFUSED,
                    g_variant_new ("(ts)", reader->item, reason));
}

static gint64
now_of (const Reader *reader)
{
  return reader->now != 0 ? reader->now : (gint64)time (NULL);
}

static gboolean
read_letter (Reader *reader, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  KtLetterSource source = { .item = reader->item,
                            .received = reader->received,
                            .now = now_of (reader),
                            .truncated = reader->truncated,
                            .by_kind = reader->what == KT_READ_BY_KIND };
  g_autoptr (KtLetterDraft) draft = kt_letter_read (reader->bytes, &source, &refusal);

  if (draft == NULL)
    {
      refuse (reader, refusal->message);
      return TRUE;
    }
  if (draft->invitation != NULL
      && !kt_invite_reader_queue (reader->invites, reader->channel, &source, draft, error))
    return FALSE;
  g_byte_array_set_size (reader->record, 0);
  kt_letter_pack (&draft->letter, reader->record);
  kt_channel_queue_packed (reader->channel, KT_FRAME_LETTER, reader->record);
  return TRUE;
}

static gboolean
send_part (Reader *reader, const char *name, const char *type, const void *bytes, gsize length,
           GError **error)
{
  const guint8 *data = bytes;

  kt_channel_queue (reader->channel, KT_FRAME_PART,
                    g_variant_new ("(tsst)", reader->item, name, type, (guint64)length));
  for (gsize at = 0; at < length; at += KT_FRAME_BYTES_MAX)
    {
      kt_channel_queue_bytes (reader->channel, KT_FRAME_BYTES, data + at,
                              MIN (length - at, KT_FRAME_BYTES_MAX));
      if (!kt_channel_flush (reader->channel, error))
        return FALSE;
    }
  kt_channel_queue (reader->channel, KT_FRAME_ITEM_END, g_variant_new ("()"));
  return TRUE;
}

static gboolean
read_part (Reader *reader, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  KtMimePart part = { 0 };
  g_autoptr (GBytes) bytes = kt_letter_read_part (reader->bytes, reader->part, &part, &refusal);

  if (bytes == NULL)
    {
      refuse (reader, refusal->message);
      return TRUE;
    }
  gboolean sent = send_part (reader, part.name, part.type, g_bytes_get_data (bytes, NULL),
                             g_bytes_get_size (bytes), error);
  kt_mime_part_clear (&part);
  return sent;
}

static gboolean
read_text (Reader *reader, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  gboolean cut = FALSE;
  g_autofree char *text = kt_letter_read_text (reader->bytes, &cut, &refusal);

  if (text == NULL)
    {
      refuse (reader, refusal->message);
      return TRUE;
    }
  return send_part (reader, cut ? "cut" : "", "text/plain", text, strlen (text), error);
}

static gboolean
read_texts (Reader *reader, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  gboolean fine
      = reader->is_card
            ? kt_reader_vcard_run (reader->vcard, reader->channel, reader->texts, &refusal, error)
            : kt_reader_ical_run (reader->ical, reader->channel, reader->texts, now_of (reader),
                                  &refusal, error);
  if (fine && refusal != NULL)
    refuse (reader, refusal->message);
  return fine;
}

static gboolean
read_table (Reader *reader, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  gboolean csv = reader->what == KT_READ_CSV;
  gboolean fine = (csv ? kt_reader_csv_run : kt_reader_json_run) (reader->channel, reader->item,
                                                                  reader->bytes, &refusal, error);
  if (fine && refusal != NULL)
    refuse (reader, refusal->message);
  return fine;
}

/* All bytes are here. BEGIN goes out together with the answers before it. */
static gboolean
read_item (Reader *reader, GError **error)
{
  gboolean fine = TRUE;

  kt_channel_queue_fixed (reader->channel, KT_FRAME_BEGIN, &reader->item, sizeof reader->item);
  if (!kt_channel_flush (reader->channel, error))
    return FALSE;
  limit_time (reader);
  if (reader->hook != NULL)
    {
      const GByteArray *bytes
          = reader->texts->len > 0 ? g_ptr_array_index (reader->texts, 0) : reader->bytes;
      reader->hook (bytes->data, bytes->len);
    }
  if (reader->too_large)
    refuse (reader, "larger than 128 MiB");
  else if (reader->texts->len > 0)
    fine = read_texts (reader, error);
  else if (reader->what == KT_READ_LETTER || reader->what == KT_READ_BY_KIND)
    fine = read_letter (reader, error);
  else if (reader->what == KT_READ_PART)
    fine = read_part (reader, error);
  else if (reader->what == KT_READ_TEXT)
    fine = read_text (reader, error);
  else if (reader->what == KT_READ_CSV || reader->what == KT_READ_JSON)
    fine = read_table (reader, error);
  else
    refuse (reader, "the reader does not know what to do with it");
  g_ptr_array_set_size (reader->texts, 0);
  reader->open = FALSE;
  return fine;
}

static gboolean
broken (const char *what, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "the keeper broke the conversation, %s", what);
  return FALSE;
}

/* A large text's memory is not kept for the small ones after it. */
static void
start_bytes (Reader *reader)
{
  if (reader->bytes->len > KT_FRAME_RECORD_MAX)
    {
      g_byte_array_unref (reader->bytes);
      reader->bytes = g_byte_array_new ();
    }
  g_byte_array_set_size (reader->bytes, 0);
}

static gboolean
open_texts (Reader *reader, const KtFrame *frame, GError **error)
{
  reader->is_card = frame->type == KT_FRAME_VCARD_ASK;
  if (reader->is_card
          ? !kt_reader_vcard_open (reader->vcard, frame, &reader->item, &reader->texts_left, error)
          : !kt_reader_ical_open (reader->ical, frame, &reader->item, &reader->texts_left, error))
    return FALSE;
  start_bytes (reader);
  reader->open = TRUE;
  reader->too_large = FALSE;
  return TRUE;
}

static gboolean
open_letter (Reader *reader, const KtFrame *frame, GError **error)
{
  KtReadRecord record;
  if (!kt_frame_fixed (frame, &record, sizeof record, error))
    return FALSE;
  reader->item = record.item;
  reader->what = record.what;
  reader->received = record.received;
  reader->truncated = record.partial != 0;
  reader->part = record.part;
  start_bytes (reader);
  reader->texts_left = 0;
  reader->open = TRUE;
  reader->too_large = FALSE;
  return TRUE;
}

static void
take_bytes (Reader *reader, const KtFrame *frame)
{
  if (reader->bytes->len + (gsize)frame->length > KT_READER_ITEM_MAX)
    {
      reader->too_large = TRUE;
      g_byte_array_set_size (reader->bytes, 0);
    }
  if (!reader->too_large)
    g_byte_array_append (reader->bytes, frame->data, frame->length);
}

/* One of the texts of a request, or all bytes of a letter. */
static gboolean
end_item (Reader *reader, GError **error)
{
  if (reader->texts_left == 0)
    return read_item (reader, error);
  g_ptr_array_add (reader->texts, g_steal_pointer (&reader->bytes));
  reader->bytes = g_byte_array_new ();
  return --reader->texts_left > 0 || read_item (reader, error);
}

static gboolean
take_frame (Reader *reader, const KtFrame *frame, GError **error)
{
  if (frame->type == KT_FRAME_READ || frame->type == KT_FRAME_ICAL
      || frame->type == KT_FRAME_VCARD_ASK)
    {
      if (reader->open)
        return broken ("an item within another", error);
      return frame->type == KT_FRAME_READ ? open_letter (reader, frame, error)
                                          : open_texts (reader, frame, error);
    }
  if (frame->type == KT_FRAME_LETTERS && !reader->open)
    {
      kt_letter_read_warm ();
      return TRUE;
    }
  if (!reader->open)
    return broken ("bytes of no item", error);
  if (frame->type == KT_FRAME_BYTES)
    {
      take_bytes (reader, frame);
      return TRUE;
    }
  if (frame->type == KT_FRAME_ITEM_END)
    return end_item (reader, error);
  return broken ("an unknown frame", error);
}

/* Answers are held back while more input is here already: one write an item. */
static gboolean
next_frame (Reader *reader, KtFrame *ret_frame, GError **error)
{
  g_autoptr (GError) wrong = NULL;
  struct pollfd input = { .fd = kt_channel_fd (reader->channel), .events = POLLIN };

  if (kt_channel_next (reader->channel, ret_frame, &wrong))
    return TRUE;
  if (wrong != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&wrong));
      return FALSE;
    }
  if (kt_channel_queued (reader->channel) > 0 && poll (&input, 1, 0) == 0
      && !kt_channel_flush (reader->channel, error))
    return FALSE;
  return kt_channel_receive (reader->channel, ret_frame, error);
}

gboolean
kt_reader_run (KtChannel *channel, KtReaderHook hook, GError **error)
{
  Reader reader = { .channel = channel,
                    .hook = hook,
                    .record = g_byte_array_new (),
                    .bytes = g_byte_array_new (),
                    .ical = kt_reader_ical_new (),
                    .vcard = kt_reader_vcard_new (),
                    .invites = kt_invite_reader_new (),
                    .texts = g_ptr_array_new_with_free_func ((GDestroyNotify)g_byte_array_unref) };
  gboolean fine = TRUE;
  KtFrame frame = { 0 };
  KtClock clock;

  if (g_getenv ("KONTOR_NOW") != NULL && kt_clock_init (&clock, NULL, NULL))
    {
      reader.now = clock.now;
      kt_clock_clear (&clock);
    }
  while (fine && next_frame (&reader, &frame, error))
    {
      if (frame.type == 0)
        break;
      fine = take_frame (&reader, &frame, error);
    }
  fine = fine && frame.type == 0;
  g_byte_array_unref (reader.record);
  g_byte_array_unref (reader.bytes);
  g_ptr_array_unref (reader.texts);
  kt_reader_ical_free (reader.ical);
  kt_reader_vcard_free (reader.vcard);
  kt_invite_reader_free (reader.invites);
  return fine;
}

int
kt_reader_main (KtReaderHook hook)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtChannel) channel = kt_helper_begin (&error);
  GPtrArray *converters = kt_charset_warm (); /* opened while that is still allowed */
  gboolean ok
      = channel != NULL && kt_reader_confine (&error) && kt_reader_run (channel, hook, &error);

  g_ptr_array_unref (converters);
  if (ok)
    return 0;
  if (channel == NULL || !kt_helper_is_alone (channel))
    g_printerr ("kontor-reader: %s\n", error->message);
  return 1;
}
