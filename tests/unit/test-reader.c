#include "config.h"
#include "reader-talk.h"
#include <sys/wait.h>

/* kontor-reader, the process, over its socket. */

#define LETTER "From: a@x.example\r\nSubject: One\r\n\r\nText\r\n"

static void
letters (void)
{
  KtHelper *reader = talk_begin ("kontor-reader");

  for (guint64 item = 1; item <= 500; item++)
    talk_letter (reader, item, LETTER);
  g_assert_true (kt_channel_flush (reader->channel, NULL));
  for (guint64 item = 1; item <= 500; item++)
    {
      g_autoptr (KtLetter) letter = talk_expect_letter (reader, item);
      g_assert_cmpstr (letter->subject, ==, "One");
    }
  g_assert_cmpint (kt_helper_end (reader), ==, 0);
}

/* An answer does not wait for the next question. */
static void
one_by_one (void)
{
  KtHelper *reader = talk_begin ("kontor-reader");

  for (guint64 item = 1; item <= 5; item++)
    {
      talk_letter (reader, item, LETTER);
      g_assert_true (kt_channel_flush (reader->channel, NULL));
      g_autoptr (KtLetter) letter = talk_expect_letter (reader, item);
      g_assert_cmpstr (letter->text, ==, "Text");
    }
  g_assert_cmpint (kt_helper_end (reader), ==, 0);
}

static void
refused (void)
{
  KtHelper *reader = talk_begin ("kontor-reader");
  const char *reason;

  talk_letter (reader, 1, "no letter at all");
  talk_letter (reader, 2, "");
  talk_letter (reader, 3, LETTER);
  g_assert_true (kt_channel_flush (reader->channel, NULL));
  for (guint64 item = 1; item <= 2; item++)
    {
      talk_expect_begin (reader, item);
      KtFrame frame = talk_receive (reader);
      g_assert_cmpint (frame.type, ==, KT_FRAME_REFUSED);
      g_autoptr (GVariant) record = kt_frame_record (&frame, "(ts)", NULL);
      g_variant_get (record, "(t&s)", NULL, &reason);
      g_assert_cmpstr (reason, ==, "it has no header");
    }
  g_autoptr (KtLetter) letter G_GNUC_UNUSED = talk_expect_letter (reader, 3);
  g_assert_cmpint (kt_helper_end (reader), ==, 0);
}

/* A part larger than a frame comes whole. */
static void
part (void)
{
  KtHelper *reader = talk_begin ("kontor-reader");
  g_autoptr (GString) text
      = g_string_new ("From: a@x.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
                      "--b\r\n\r\ntext\r\n--b\r\nContent-Type: text/csv; name=x.csv\r\n\r\n");
  gsize size = 3 * KT_FRAME_BYTES_MAX + 17, got = 0;
  const char *name, *type;
  guint64 told;

  for (gsize i = 0; i < size; i++)
    g_string_append_c (text, (char)('a' + i % 26));
  g_string_append (text, "\r\n--b--\r\n");
  talk_send (reader, 9, KT_READ_PART, 2, text->str, text->len);
  g_assert_true (kt_channel_flush (reader->channel, NULL));
  talk_expect_begin (reader, 9);
  KtFrame frame = talk_receive (reader);
  g_assert_cmpint (frame.type, ==, KT_FRAME_PART);
  g_autoptr (GVariant) record = kt_frame_record (&frame, "(tsst)", NULL);
  g_variant_get (record, "(t&s&st)", NULL, &name, &type, &told);
  g_assert_cmpstr (name, ==, "x.csv");
  g_assert_cmpstr (type, ==, "text/csv");
  g_assert_cmpuint (told, ==, size);
  while ((frame = talk_receive (reader)).type == KT_FRAME_BYTES)
    for (gsize i = 0; i < frame.length; i++, got++)
      g_assert_cmpint (frame.data[i], ==, 'a' + got % 26);
  g_assert_cmpint (frame.type, ==, KT_FRAME_ITEM_END);
  g_assert_cmpuint (got, ==, size);
  g_assert_cmpint (kt_helper_end (reader), ==, 0);
}

/* What is told ahead changes nothing of what is read. */
static void
told_ahead (void)
{
  KtHelper *reader = talk_begin ("kontor-reader");

  kt_channel_queue (reader->channel, KT_FRAME_LETTERS, g_variant_new ("()"));
  talk_letter (reader, 7, "From: a@x.example\n\nCan you come?\n");
  g_assert_true (kt_channel_flush (reader->channel, NULL));
  g_autoptr (KtLetter) letter = talk_expect_letter (reader, 7);
  g_assert_cmpuint (letter->flags & KT_LETTER_FLAG_ASKS, !=, 0);
  g_assert_cmpint (kt_helper_end (reader), ==, 0);
}

/* A keeper that breaks the rules is left, not served. */
static void
is_left_over (const KtFrameType *types, gsize n)
{
  KtHelper *reader = talk_begin ("kontor-reader");

  for (gsize i = 0; i < n; i++)
    kt_channel_queue (reader->channel, types[i],
                      types[i] == KT_FRAME_READ
                          ? g_variant_new (KT_TYPE_READ, (guint64)1, (guint32)KT_READ_LETTER,
                                           (gint64)0, (guint64)0, FALSE, (guint32)0)
                          : g_variant_new ("()"));
  g_assert_true (kt_channel_flush (reader->channel, NULL));
  g_assert_cmpint (talk_receive (reader).type, ==, 0);
  int status = kt_helper_end (reader);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 1);
}

static void
broken_conversation (void)
{
  const KtFrameType no_item[] = { KT_FRAME_ITEM_END };
  const KtFrameType within_item[] = { KT_FRAME_READ, KT_FRAME_LETTERS };

  is_left_over (no_item, G_N_ELEMENTS (no_item));
  is_left_over (within_item, G_N_ELEMENTS (within_item));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader/letters", letters);
  g_test_add_func ("/reader/one-by-one", one_by_one);
  g_test_add_func ("/reader/refused", refused);
  g_test_add_func ("/reader/part", part);
  g_test_add_func ("/reader/told-ahead", told_ahead);
  g_test_add_func ("/reader/broken-conversation", broken_conversation);
  return g_test_run ();
}
