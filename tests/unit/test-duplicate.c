/* Which names are one person's, in whatever spelling; what else tells. */
#include "config.h"
#include "duplicate-pairs.h"
#include <string.h>

static int
likeness (const char *a, const char *b, KtLikeness *why)
{
  g_autoptr (KtNameKey) one = kt_name_key (a, FALSE), other = kt_name_key (b, FALSE);
  KtLikeness back = KT_LIKENESS_NONE;
  int score = kt_name_likeness (one, other, why);
  g_assert_cmpint (score, ==, kt_name_likeness (other, one, &back));
  g_assert_cmpint (*why, ==, back);
  return score;
}

static void
test_alike (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (alike), >=, 30);
  for (guint i = 0; i < G_N_ELEMENTS (alike); i++)
    {
      KtLikeness why;
      int score = likeness (alike[i].a, alike[i].b, &why);
      g_test_message ("%s = %s: %d, %d", alike[i].a, alike[i].b, score, (int)why);
      if (why != alike[i].why || score < 50)
        g_test_fail ();
    }
}

static void
test_unlike (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (unlike), >=, 30);
  for (guint i = 0; i < G_N_ELEMENTS (unlike); i++)
    {
      KtLikeness why;
      int score = likeness (unlike[i][0], unlike[i][1], &why);
      g_test_message ("%s, %s: %d, %d", unlike[i][0], unlike[i][1], score, (int)why);
      if (score != 0 || why != KT_LIKENESS_NONE)
        g_test_fail ();
    }
}

static gboolean
within (const char *a, const char *b)
{
  g_autoptr (KtNameKey) one = kt_name_key (a, FALSE), other = kt_name_key (b, FALSE);
  gboolean is = kt_name_within (one, other);
  g_assert_cmpint (is, ==, kt_name_within (other, one));
  return is;
}

static void
test_within (void)
{
  g_assert_true (within ("Anna", "Bērziņa Anna"));
  g_assert_true (within ("Анна", "Bērziņa Anna"));
  g_assert_true (within ("Oleg Savchuk", "Олег Савчук"));
  g_assert_true (within ("A. Bērziņa", "Anna Bērziņa"));
  g_assert_true (within ("Anna Bērziņa", "Anna Bērziņa Kalniņa"));
  g_assert_false (within ("Ilze Bērziņa", "Anna Bērziņa"));
  g_assert_false (within ("Zanes mamma", "Zane Ozola"));
  g_assert_false (within ("Anna Bērziņa 1986", "Anna Bērziņa 1990"));
  g_assert_false (within ("Olegs Bērziņš", "Oksana Bērziņa"));
}

static void
test_companies (void)
{
  KtLikeness why;
  g_autoptr (KtNameKey) a = kt_name_key ("Brīvais Vilnis SIA", TRUE);
  g_autoptr (KtNameKey) b = kt_name_key ("SIA «Brivais Vilnis»", TRUE);
  g_autoptr (KtNameKey) person = kt_name_key ("Brivais Vilnis", FALSE);
  g_assert_cmpint (kt_name_likeness (a, b, &why), >=, 90);
  g_assert_cmpint (kt_name_likeness (a, person, &why), ==, 0);
  g_autoptr (KtNameKey) made = kt_name_key ("Koks un Ko", FALSE);
  g_autoptr (KtNameKey) card = kt_name_key ("Koks un Ko", TRUE);
  g_assert_cmpint (kt_name_likeness (made, card, &why), ==, 100);
}

typedef struct
{
  const char *a, *b, *born_a, *born_b;
  gboolean phone_a, phone_b, share_phone, share_address;
  KtDuplicate judged;
} Case;

static const Case cases[] = {
  { "Anna Bērziņa", "Anna Bērziņa", "1986-03-12", "1994-05-06", TRUE, TRUE, FALSE, FALSE,
    KT_DUPLICATE_NO },
  { "Anna Bērziņa", "Anna Bērziņa", "1986-03-12", "1994-05-06", FALSE, FALSE, FALSE, FALSE,
    KT_DUPLICATE_NO },
  { "Anna Bērziņa", "Anna Bērziņa", "1986-03-12", "--03-12", FALSE, FALSE, FALSE, FALSE,
    KT_DUPLICATE_SAME },
  { "Anna Bērziņa", "Anna Bērziņa", "--05-06", "1986-03-12", FALSE, FALSE, FALSE, FALSE,
    KT_DUPLICATE_NO },
  { "Anna Bērziņa", "Anna Bērziņa", NULL, NULL, TRUE, TRUE, FALSE, FALSE, KT_DUPLICATE_MAYBE },
  { "Anna Bērziņa", "Anna Bērziņa", NULL, NULL, TRUE, FALSE, FALSE, FALSE, KT_DUPLICATE_MAYBE },
  { "Anna Bērziņa", "Jānis Bērziņš", NULL, NULL, TRUE, TRUE, TRUE, FALSE, KT_DUPLICATE_SHARE },
  { "Anna Bērziņa", "Jānis Bērziņš", NULL, NULL, TRUE, TRUE, FALSE, TRUE, KT_DUPLICATE_SHARE },
  { "Anna Bērziņa", "A. Bērziņa", NULL, NULL, TRUE, TRUE, TRUE, FALSE, KT_DUPLICATE_SAME },
  { "Anna Bērziņa", "A. Bērziņa", NULL, NULL, TRUE, TRUE, FALSE, FALSE, KT_DUPLICATE_NO },
  { "Anna Bērziņa", "Anna Bērziņa", "1986-03-12", "1986-03-21", TRUE, TRUE, TRUE, FALSE,
    KT_DUPLICATE_SAME },
  { "Олег Савчук", "Oleg Savchuk", NULL, NULL, FALSE, TRUE, FALSE, TRUE, KT_DUPLICATE_SAME },
  { "Anna", "Anna", NULL, NULL, FALSE, FALSE, FALSE, FALSE, KT_DUPLICATE_NO },
  { "Anna", "Anna", NULL, NULL, TRUE, TRUE, TRUE, FALSE, KT_DUPLICATE_SAME },
  { "Anna Ozola", "Ieva Kalve", NULL, NULL, FALSE, FALSE, FALSE, FALSE, KT_DUPLICATE_NO },
};

static void
test_judged (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *one = &cases[i];
      g_autoptr (KtNameKey) a = kt_name_key (one->a, FALSE), b = kt_name_key (one->b, FALSE);
      KtDuplicateFacts first = { a, one->born_a, one->phone_a };
      KtDuplicateFacts second = { b, one->born_b, one->phone_b };
      KtLikeness why;
      int score = 0;
      KtDuplicate judged = kt_duplicate_judge (&first, &second, one->share_phone,
                                               one->share_address, &why, &score);
      g_test_message ("%u %s, %s: %d %d", i, one->a, one->b, (int)judged, score);
      g_assert_cmpint (judged, ==, one->judged);
    }
}

/* Any name in any script is compared without harm. */
static void
test_strange (void)
{
  static const char *const names[]
      = { "", " ", ".", "1986", "ß", "李小龍", "محمد علي", "a b c d e f g h", "\xcc\x81\xcc\x81" };
  g_autofree char *long_name = g_strnfill (5000, 'a');
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint k = 0; k < G_N_ELEMENTS (names); k++)
      {
        KtLikeness why;
        int score = likeness (names[i], names[k], &why);
        if (i == k && *names[i] != '\0')
          g_assert_cmpint (score, >, 0);
        likeness (names[i], long_name, &why);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/duplicate/alike", test_alike);
  g_test_add_func ("/duplicate/unlike", test_unlike);
  g_test_add_func ("/duplicate/within", test_within);
  g_test_add_func ("/duplicate/companies", test_companies);
  g_test_add_func ("/duplicate/judged", test_judged);
  g_test_add_func ("/duplicate/strange", test_strange);
  return g_test_run ();
}
