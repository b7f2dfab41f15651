#include "config.h"
#include "../../src/format/word-cache.h"
#include <string.h>

#define FLOOD 50000 /* more words than are remembered */
#define CROWD 200   /* more than find a place */
#define PLACES 64

static guint asked;

static void
find_out (const char *word, gsize length, gpointer facts)
{
  asked++;
  *(guint32 *)facts = (guint32)length * 1000 + (guchar)word[length - 1];
}

static guint32
look_up (KtWordCache *cache, const char *word)
{
  KtWordLook look = { .text = word, .length = (guint32)strlen (word) };
  kt_word_cache_get (cache, &look, 1);
  return *(const guint32 *)look.facts;
}

static void
once (void)
{
  g_autoptr (KtWordCache) cache = kt_word_cache_new (sizeof (guint32), find_out);
  asked = 0;
  g_assert_cmpuint (look_up (cache, "a"), ==, 1097);
  g_assert_cmpuint (look_up (cache, "ab"), ==, 2098);
  g_assert_cmpuint (look_up (cache, "abcdefghi"), ==, 9105);
  g_assert_cmpuint (look_up (cache, "abcdefghj"), ==, 9106);
  g_assert_cmpuint (asked, ==, 4);
  kt_word_cache_tidy (cache);
  g_assert_cmpuint (look_up (cache, "ab"), ==, 2098);
  g_assert_cmpuint (look_up (cache, "abcdefghj"), ==, 9106);
  g_assert_cmpuint (asked, ==, 4);
}

/* A word that stands twice among those looked up is found out once. */
static void
together (void)
{
  g_autoptr (KtWordCache) cache = kt_word_cache_new (sizeof (guint32), find_out);
  KtWordLook looks[] = { { .text = "abc", .length = 2 },
                         { .text = "b", .length = 1 },
                         { .text = "ab", .length = 2 } };
  asked = 0;
  kt_word_cache_get (cache, looks, G_N_ELEMENTS (looks));
  g_assert_cmpuint (asked, ==, 2);
  g_assert_true (looks[0].facts == looks[2].facts);
  g_assert_cmpuint (*(const guint32 *)looks[1].facts, ==, 1098);
}

static void
forgotten (void)
{
  g_autoptr (KtWordCache) cache = kt_word_cache_new (sizeof (guint32), find_out);
  g_autofree char *large = g_strnfill (8 << 20, 'x');
  asked = 0;
  for (guint i = 0; i < FLOOD; i++)
    {
      g_autofree char *word = g_strdup_printf ("%u", i);
      kt_word_cache_tidy (cache);
      g_assert_cmpuint (look_up (cache, word), ==, strlen (word) * 1000 + '0' + i % 10);
    }
  g_assert_cmpuint (asked, ==, FLOOD);
  look_up (cache, "0"); /* met long ago */
  g_assert_cmpuint (asked, ==, FLOOD + 1);
  look_up (cache, large);
  kt_word_cache_tidy (cache);
  look_up (cache, "0");
  g_assert_cmpuint (asked, ==, FLOOD + 3);
}

/* Words that all want one place, for of seven octets the first does not tell where: so many stay,
 * the others are found out each time they are met. */
static void
crowded (void)
{
  g_autoptr (KtWordCache) cache = kt_word_cache_new (sizeof (guint32), find_out);
  char words[CROWD][8];
  KtWordLook looks[CROWD];
  asked = 0;
  for (guint round = 1; round <= 3; round++)
    {
      for (guint i = 0; i < CROWD; i++)
        {
          g_snprintf (words[i], sizeof words[i], "%cabcdef", (int)i + 1);
          looks[i] = (KtWordLook){ .text = words[i], .length = 7 };
        }
      kt_word_cache_tidy (cache);
      kt_word_cache_get (cache, looks, CROWD);
      for (guint i = 0; i < CROWD; i++)
        g_assert_cmpuint (looks[i].hash & 0xffff, ==, looks[0].hash & 0xffff);
      for (guint i = 0; i < CROWD; i++)
        g_assert_cmpuint (*(const guint32 *)looks[i].facts, ==, 7000 + 'f');
      g_assert_cmpuint (asked, ==, CROWD + (round - 1) * (CROWD - PLACES));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/word-cache/once", once);
  g_test_add_func ("/word-cache/together", together);
  g_test_add_func ("/word-cache/forgotten", forgotten);
  g_test_add_func ("/word-cache/crowded", crowded);
  return g_test_run ();
}
