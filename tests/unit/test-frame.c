/* Frames and records: order kept, every limit refused, broken input never read past. */
#include "config.h"
#include "kontor/error.h"
#include "kontor/records.h"
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct
{
  KtChannel *a, *b;
} Pair;

static void
pair_up (Pair *pair, gconstpointer unused)
{
  int fds[2];
  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), ==, 0);
  pair->a = kt_channel_new (fds[0]);
  pair->b = kt_channel_new (fds[1]);
}

static void
pair_down (Pair *pair, gconstpointer unused)
{
  kt_channel_free (pair->a);
  kt_channel_free (pair->b);
}

static void
test_order (Pair *pair, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  KtFrame frame;
  kt_channel_queue (pair->a, KT_FRAME_DONE, g_variant_new ("(t)", (guint64)7));
  kt_channel_queue_bytes (pair->a, KT_FRAME_BYTES, "abc", 3);
  kt_channel_queue_bytes (pair->a, KT_FRAME_BYTES, NULL, 0);
  g_assert_true (kt_channel_flush (pair->a, &error));
  g_assert_cmpuint (kt_channel_queued (pair->a), ==, 0);

  g_assert_true (kt_channel_receive (pair->b, &frame, &error));
  g_assert_cmpint (frame.type, ==, KT_FRAME_DONE);
  g_autoptr (GVariant) record = kt_frame_record (&frame, "(t)", &error);
  g_assert_no_error (error);
  guint64 n;
  g_variant_get (record, "(t)", &n);
  g_assert_cmpuint (n, ==, 7);
  g_assert_true (kt_channel_receive (pair->b, &frame, &error));
  g_assert_cmpmem (frame.data, frame.length, "abc", 3);
  g_assert_true (kt_channel_receive (pair->b, &frame, &error));
  g_assert_cmpuint (frame.length, ==, 0);
}

static void
test_chunks (Pair *pair, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *big = g_malloc0 (KT_FRAME_BYTES_MAX + 1);
  kt_channel_queue_bytes (pair->a, KT_FRAME_BYTES, big, KT_FRAME_BYTES_MAX + 1);
  gsize got = 0;
  guint frames = 0;
  while (got < KT_FRAME_BYTES_MAX + 1)
    {
      KtFrame frame;
      gboolean eof;
      g_assert_true (kt_channel_pump_out (pair->a, &error));
      g_assert_true (kt_channel_pump_in (pair->b, &eof, &error));
      while (kt_channel_next (pair->b, &frame, &error))
        {
          got += frame.length;
          frames++;
        }
      g_assert_no_error (error);
    }
  g_assert_cmpuint (frames, ==, 2);
}

static void
test_eof (Pair *pair, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  KtFrame frame;
  shutdown (kt_channel_fd (pair->a), SHUT_WR);
  g_assert_true (kt_channel_receive (pair->b, &frame, &error));
  g_assert_cmpint (frame.type, ==, 0);
}

static void
refused (Pair *pair, guint32 length, guint16 type)
{
  g_autoptr (GError) error = NULL;
  guint8 head[8] = { length & 0xff,
                     length >> 8 & 0xff,
                     length >> 16 & 0xff,
                     length >> 24,
                     type & 0xff,
                     type >> 8,
                     0,
                     0 };
  KtFrame frame;
  g_assert_cmpint (write (kt_channel_fd (pair->a), head, sizeof head), ==, sizeof head);
  g_assert_false (kt_channel_receive (pair->b, &frame, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
}

static void
test_record_too_long (Pair *pair, gconstpointer unused)
{
  refused (pair, KT_FRAME_RECORD_MAX + 1, KT_FRAME_LETTER);
}

static void
test_bytes_too_long (Pair *pair, gconstpointer unused)
{
  refused (pair, KT_FRAME_BYTES_MAX + 1, KT_FRAME_BYTES);
}

static void
test_type_zero (Pair *pair, gconstpointer unused)
{
  refused (pair, 0, 0);
}

static void
test_not_normal (void)
{
  g_autoptr (GError) error = NULL;
  KtFrame frame = { .type = KT_FRAME_FAIL, .length = 3, .data = (const guint8 *)"\xff\xff\xff" };
  g_assert_null (kt_frame_record (&frame, "(us)", &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
}

/* A struct lies in memory as GVariant lays its type out. */
static void
lies_as (GVariant *variant, gconstpointer record, gsize size)
{
  g_autoptr (GVariant) sunk = g_variant_ref_sink (variant);
  g_assert_cmpmem (g_variant_get_data (sunk), g_variant_get_size (sunk), record, size);
}

static void
test_fixed (Pair *pair, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  KtItemRecord item, back;
  KtReadRecord read;
  KtFrame frame;
  memset (&item, 0, sizeof item);
  item.uid = 7, item.flags = 5, item.received = -3, item.size = 9000, item.partial = 1;
  lies_as (g_variant_new (KT_TYPE_ITEM, (guint64)7, 5u, (gint64)-3, (guint64)9000, TRUE), &item,
           sizeof item);
  memset (&read, 0, sizeof read);
  read.item = 8, read.what = KT_READ_PART, read.received = 4, read.size = 6, read.part = 2;
  lies_as (g_variant_new (KT_TYPE_READ, (guint64)8, (guint32)KT_READ_PART, (gint64)4, (guint64)6,
                          FALSE, 2u),
           &read, sizeof read);
  kt_channel_queue_fixed (pair->a, KT_FRAME_ITEM, &item, sizeof item);
  g_assert_true (kt_channel_flush (pair->a, &error));
  g_assert_true (kt_channel_receive (pair->b, &frame, &error));
  g_assert_true (kt_frame_fixed (&frame, &back, sizeof back, &error));
  g_assert_cmpmem (&back, sizeof back, &item, sizeof item);
  g_assert_false (kt_frame_fixed (&frame, &back, sizeof back - 1, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
}

static KtLetter *
round_trip (const KtLetter *letter, GError **error)
{
  g_autoptr (GByteArray) record = g_byte_array_new ();
  kt_letter_pack (letter, record);
  KtFrame frame = { .type = KT_FRAME_LETTER, .length = record->len, .data = record->data };
  return kt_letter_from_frame (&frame, error);
}

static void
test_letter (void)
{
  g_autoptr (GError) error = NULL;
  gint64 refs[] = { 5, 6 };
  KtParticipant people[] = { { KT_ROLE_FROM, "anna@x.example", "Anna Bērziņa", "+371 29" } };
  KtPart parts[] = { { 2, "a.pdf", "application/pdf", 100 } };
  KtLetter letter = { .item = 9,
                      .key = 77,
                      .refs = refs,
                      .n_refs = 2,
                      .time = 1700000000,
                      .kind = KT_KIND_INVITE,
                      .flags = KT_LETTER_FLAG_ASKS,
                      .subject = "s",
                      .text = "t",
                      .question = "q?",
                      .people = people,
                      .n_people = 1,
                      .parts = parts,
                      .n_parts = 1 };
  g_autoptr (KtLetter) back = round_trip (&letter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (back->item, ==, 9);
  g_assert_cmpmem (back->refs, back->n_refs * 8, refs, sizeof refs);
  g_assert_cmpstr (back->people[0].name, ==, "Anna Bērziņa");
  g_assert_cmpstr (back->people[0].note, ==, "+371 29");
  g_assert_cmpstr (back->parts[0].name, ==, "a.pdf");
  g_assert_cmpstr (back->question, ==, "q?");
  g_assert_cmphex (back->flags, ==, KT_LETTER_FLAG_ASKS);
}

static void
test_letter_cut (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strnfill (KT_LETTER_TEXT_MAX + 10, 'x');
  memcpy (text + KT_LETTER_TEXT_MAX - 1, "ā", 2); /* the cut must not halve it */
  KtLetter letter = { .key = 1, .text = text };
  g_autoptr (KtLetter) back = round_trip (&letter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (back->text), ==, KT_LETTER_TEXT_MAX - 1);
}

/* All that the single limits allow, at once: the frame's limit holds too. */
static void
test_letter_full (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strnfill (KT_LETTER_TEXT_MAX, 'x');
  g_autofree KtParticipant *people = g_new0 (KtParticipant, KT_LETTER_PARTICIPANTS_MAX);
  g_autofree KtPart *parts = g_new0 (KtPart, KT_LETTER_PARTS_MAX);
  gint64 refs[KT_LETTER_REFS_MAX];
  for (guint i = 0; i < KT_LETTER_REFS_MAX; i++)
    refs[i] = i + 1;
  for (guint i = 0; i < KT_LETTER_PARTICIPANTS_MAX; i++)
    people[i] = (KtParticipant){ KT_ROLE_TO, text, text, text };
  for (guint i = 0; i < KT_LETTER_PARTS_MAX; i++)
    parts[i] = (KtPart){ i, text, text, 1 };
  KtLetter letter = { .key = 1,
                      .flags = KT_LETTER_FLAG_ASKS,
                      .subject = text,
                      .text = text,
                      .question = text,
                      .refs = refs,
                      .n_refs = KT_LETTER_REFS_MAX,
                      .people = people,
                      .n_people = KT_LETTER_PARTICIPANTS_MAX,
                      .parts = parts,
                      .n_parts = KT_LETTER_PARTS_MAX };
  g_autoptr (KtLetter) back = round_trip (&letter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (back->n_people, ==, KT_LETTER_PARTICIPANTS_MAX);
  g_assert_cmpuint (back->n_parts, >, 200);
  g_assert_cmpuint (back->n_parts, <, KT_LETTER_PARTS_MAX);
  g_assert_cmpuint (strlen (back->parts[back->n_parts - 1].name), ==, KT_LETTER_NAME_MAX);
  g_assert_cmphex (back->flags, ==, KT_LETTER_FLAG_ASKS | KT_LETTER_FLAG_PARTS_CUT);
}

static void
letter_refused (const KtLetter *letter)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (round_trip (letter, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
}

static void
test_letter_ranges (void)
{
  gint64 refs[] = { -1 };
  KtParticipant nobody = { KT_ROLE_TO, "", "" }, odd = { 99, "a@x.example", "" },
                control = { KT_ROLE_TO, "a\n@x.example", "" },
                note = { KT_ROLE_FROM, "a@x.example", "", "29\n7\tb@x.example\t" };
  letter_refused (&(KtLetter){ .key = 0 });
  letter_refused (&(KtLetter){ .key = G_GINT64_CONSTANT (1) << 60 });
  letter_refused (&(KtLetter){ .key = 1, .time = -1 });
  letter_refused (&(KtLetter){ .key = 1, .kind = 17 });
  letter_refused (&(KtLetter){ .key = 1, .refs = refs, .n_refs = 1 });
  letter_refused (&(KtLetter){ .key = 1, .people = &nobody, .n_people = 1 });
  letter_refused (&(KtLetter){ .key = 1, .people = &odd, .n_people = 1 });
  letter_refused (&(KtLetter){ .key = 1, .people = &control, .n_people = 1 });
  letter_refused (&(KtLetter){ .key = 1, .people = &note, .n_people = 1 });
}

/* A record of everything, as it is written. */
static GByteArray *
sample (void)
{
  static const gint64 refs[] = { 5, 6 };
  static KtParticipant people[] = { { KT_ROLE_FROM, "anna@x.example", "Anna Bērziņa", "29" } };
  static KtPart parts[] = { { 2, "a.pdf", "application/pdf", 100 } };
  const KtLetter letter = { .key = 77,
                            .refs = refs,
                            .n_refs = 2,
                            .subject = "Offer",
                            .text = "Yes?",
                            .people = people,
                            .n_people = 1,
                            .parts = parts,
                            .n_parts = 1 };
  GByteArray *record = g_byte_array_new ();
  kt_letter_pack (&letter, record);
  return record;
}

static gboolean
is_taken (const guint8 *data, gsize length)
{
  g_autoptr (GError) error = NULL;
  /* exactly as long as it says, so that a sanitizer sees a look beyond it */
  g_autofree guint8 *copy = g_memdup2 (data, length);
  const KtFrame frame = { .type = KT_FRAME_LETTER, .length = (guint32)length, .data = copy };
  g_autoptr (KtLetter) letter = kt_letter_from_frame (&frame, &error);
  g_assert_true ((letter == NULL) == (error != NULL));
  return letter != NULL;
}

static void
test_letter_broken (void)
{
  g_autoptr (GByteArray) record = sample ();
  g_assert_true (is_taken (record->data, record->len));
  for (guint length = 0; length < record->len; length++)
    g_assert_false (is_taken (record->data, length));
  g_byte_array_append (record, (const guint8 *)"", 1);
  g_assert_false (is_taken (record->data, record->len));
}

/* A text of the sample with one of its octets changed. */
static gboolean
is_taken_with (const char *text, gsize at, guint8 octet)
{
  g_autoptr (GByteArray) record = sample ();
  char *found = memmem (record->data, record->len, text, strlen (text) + 1);
  g_assert_nonnull (found);
  found[at] = (char)octet;
  return is_taken (record->data, record->len);
}

static void
test_letter_lies (void)
{
  g_assert_true (is_taken_with ("Offer", 4, 'n'));
  g_assert_false (is_taken_with ("Offer", 2, 0));    /* NUL within */
  g_assert_false (is_taken_with ("Offer", 4, 0xc4)); /* half a character */
  g_assert_false (is_taken_with ("Offer", 5, 'x'));  /* no end */
  g_autoptr (GByteArray) record = sample ();
  for (guint at = 8 * 4 + 4 * 2; at < 8 * 4 + 4 * 5; at++) /* numbers of refs, people, parts */
    for (guint value = 0; value < 256; value++)
      {
        guint8 was = record->data[at];
        record->data[at] = (guint8)value;
        g_assert_true (is_taken (record->data, record->len) == (was == value));
        record->data[at] = was;
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define PAIR(name, func) g_test_add (name, Pair, NULL, pair_up, func, pair_down)
  PAIR ("/frame/order", test_order);
  PAIR ("/frame/chunks", test_chunks);
  PAIR ("/frame/eof", test_eof);
  PAIR ("/frame/record-too-long", test_record_too_long);
  PAIR ("/frame/bytes-too-long", test_bytes_too_long);
  PAIR ("/frame/type-zero", test_type_zero);
  PAIR ("/frame/fixed", test_fixed);
  g_test_add_func ("/frame/not-normal", test_not_normal);
  g_test_add_func ("/letter/round-trip", test_letter);
  g_test_add_func ("/letter/full", test_letter_full);
  g_test_add_func ("/letter/cut", test_letter_cut);
  g_test_add_func ("/letter/ranges", test_letter_ranges);
  g_test_add_func ("/letter/broken", test_letter_broken);
  g_test_add_func ("/letter/lies", test_letter_lies);
  return g_test_run ();
}
