#pragma once
#include "kontor/process.h"
#include "kontor/reader.h"
#include "kontor/records.h"
#include <string.h>

/* The keeper's side of a talk with a reader process. */
static inline void
talk_send (KtHelper *reader, guint64 item, KtReadWhat what, guint32 part, const char *bytes,
           gsize length)
{
  kt_channel_queue (
      reader->channel, KT_FRAME_READ,
      g_variant_new (KT_TYPE_READ, item, (guint32)what, (gint64)0, (guint64)length, FALSE, part));
  kt_channel_queue_bytes (reader->channel, KT_FRAME_BYTES, bytes, length);
  kt_channel_queue (reader->channel, KT_FRAME_ITEM_END, g_variant_new ("()"));
}

static inline void
talk_letter (KtHelper *reader, guint64 item, const char *text)
{
  talk_send (reader, item, KT_READ_LETTER, 0, text, strlen (text));
}

/* The next frame; type 0 when the reader is gone. */
static inline KtFrame
talk_receive (KtHelper *reader)
{
  KtFrame frame = { 0 };
  g_autoptr (GError) error = NULL;

  if (!kt_channel_receive (reader->channel, &frame, &error))
    frame.type = 0;
  return frame;
}

static inline void
talk_expect_begin (KtHelper *reader, guint64 item)
{
  KtFrame frame = talk_receive (reader);
  guint64 begun = 0;

  g_assert_cmpint (frame.type, ==, KT_FRAME_BEGIN);
  g_autoptr (GVariant) record = kt_frame_record (&frame, "(t)", NULL);
  g_variant_get (record, "(t)", &begun);
  g_assert_cmpuint (begun, ==, item);
}

static inline KtLetter *
talk_expect_letter (KtHelper *reader, guint64 item)
{
  talk_expect_begin (reader, item);
  KtFrame frame = talk_receive (reader);
  g_autoptr (GError) error = NULL;
  KtLetter *letter = kt_letter_from_frame (&frame, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (letter->item, ==, item);
  return letter;
}

static inline KtHelper *
talk_begin (const char *program)
{
  g_autoptr (GError) error = NULL;
  KtHelper *reader = kt_helper_spawn (program, -1, &error);

  g_assert_no_error (error);
  return reader;
}
