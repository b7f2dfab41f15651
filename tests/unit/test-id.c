#include "config.h"
#include "kontor/id.h"
#include <string.h>

#define LARGEST ((G_GINT64_CONSTANT (1) << KT_ID_BITS) - 1)

static gboolean
in_ranges (KtId id, const char *text)
{
  KtIdRange ranges[KT_REF_RANGES];
  guint n = kt_ref_ranges (text, ranges);
  for (guint i = 0; i < n; i++)
    if (id >= ranges[i].first && id <= ranges[i].last)
      return TRUE;
  return FALSE;
}

static void
test_hash (void)
{
  /* sha256("abc") = ba7816bf8f01cfea… */
  g_assert_cmpint (kt_id_hash ("abc", 3), ==, G_GINT64_CONSTANT (0xba7816bf8f01cfe));
  g_assert_cmpint (kt_id_hash_strings ("contact", "a@b.example", NULL), ==,
                   kt_id_hash ("contact\0a@b.example", 19));
  g_assert_cmpint (kt_id_hash_strings ("ab", "c", NULL), !=, kt_id_hash_strings ("a", "bc", NULL));
  g_assert_cmpint (kt_id_hash_strings ("abc", NULL), ==, kt_id_hash ("abc", 3));
}

static void
test_random (void)
{
  KtId a = kt_id_random (), b = kt_id_random ();
  g_assert_cmpint (a, !=, b);
  g_assert_cmpint (a, >, 0);
  g_assert_cmpint (a, <=, LARGEST);
}

static void
test_full (void)
{
  static const struct
  {
    KtId id;
    const char *ref;
  } known[] = {
    { 0, "0a0000000000" },
    { 1, "0a0000000001" },
    { 31, "0a000000000z" },
    { 32, "0a0000000010" },
    { G_GINT64_CONSTANT (1) << 50, "0b0000000000" },
    { 22 * (G_GINT64_CONSTANT (1) << 50), "1a0000000000" },
    { 220 * (G_GINT64_CONSTANT (1) << 50) - 1, "9zzzzzzzzzzz" },
    { 220 * (G_GINT64_CONSTANT (1) << 50), "0a0000000000" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      char ref[KT_REF_LENGTH + 1];
      kt_ref_full (known[i].id, ref);
      g_assert_cmpstr (ref, ==, known[i].ref);
    }
}

static void
test_form (void)
{
  static const char *const good[] = { "4k2p", "0a00", "9ZZZ", "4k2p4k2p4k2p" };
  static const char *const bad[]
      = { "",     "4",    "4k2",  "4k2p4k2p4k2p4", "anna", "4711", "42kp", "k42p",
          "4o2p", "4k2u", "4k2l", "4i2p",          "4k-p", "4k2 ", "4ķ2p", "@4k2" };
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (kt_ref_has_form (good[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (kt_ref_has_form (bad[i]));

  g_autofree char *huge = g_strnfill (100000, '4');
  g_assert_false (kt_ref_has_form (huge));
}

/* Every prefix of a key's ref stands for ranges that hold the key, and not for its neighbour's. */
static void
test_ranges (void)
{
  static const KtId keys[]
      = { 1, 2, 219 * (G_GINT64_CONSTANT (1) << 50), G_GINT64_CONSTANT (1) << 59, LARGEST };
  for (guint i = 0; i < 200; i++)
    {
      KtId id = i < G_N_ELEMENTS (keys) ? keys[i] : kt_id_hash (&i, sizeof i);
      char ref[KT_REF_LENGTH + 1];
      kt_ref_full (id, ref);
      for (int length = KT_REF_LENGTH; length >= KT_REF_MIN; length--)
        {
          ref[length] = '\0';
          g_assert_true (in_ranges (id, ref));
          ref[length - 1] = ref[length - 1] == 'z' ? '0' : 'z';
          g_assert_false (in_ranges (id, ref));
          kt_ref_full (id, ref);
        }
      g_autofree char *upper = g_ascii_strup (ref, -1);
      g_assert_true (in_ranges (id, upper));
    }
}

static void
test_range_limits (void)
{
  KtIdRange ranges[KT_REF_RANGES];
  g_assert_cmpuint (kt_ref_ranges ("anna", ranges), ==, 0);
  g_assert_cmpuint (kt_ref_ranges ("0a00", ranges), ==, KT_REF_RANGES);
  g_assert_cmpint (ranges[0].first, ==, 0);
  g_assert_cmpint (ranges[0].last, ==, (G_GINT64_CONSTANT (1) << 40) - 1);
  guint n = kt_ref_ranges ("9zzz", ranges); /* the fifth lap does not come so far */
  g_assert_cmpuint (n, ==, 4);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (ranges[i].last, <=, LARGEST);
}

static void
test_run (void)
{
  g_autoptr (KtIdRun) run = kt_id_run_new (1000);
  KtId last = 0, first = 0;
  for (guint i = 0; i < 1000; i++)
    {
      KtId id = kt_id_run_next (run);
      g_assert_cmpint (id, >, last);
      first = i == 0 ? id : first;
      last = id;
    }
  g_assert_cmpint (last, <=, LARGEST);
  g_assert_cmpint (last - first, >, LARGEST / 2); /* over the whole range: refs stay short */
  g_assert_cmpint (kt_id_run_next (run), >, 0);   /* more than were asked for */
  g_autoptr (KtIdRun) none = kt_id_run_new (0);
  g_assert_cmpint (kt_id_run_next (none), >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/id/hash", test_hash);
  g_test_add_func ("/id/random", test_random);
  g_test_add_func ("/id/run", test_run);
  g_test_add_func ("/ref/full", test_full);
  g_test_add_func ("/ref/form", test_form);
  g_test_add_func ("/ref/ranges", test_ranges);
  g_test_add_func ("/ref/range-limits", test_range_limits);
  return g_test_run ();
}
