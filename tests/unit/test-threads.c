#include "config.h"
#include "mirror-fixture.h"

#define LETTERS 7

/* a ← b ← c, a ← d, an unknown x that e and f refer to, and g, which joins both. */
static const Draft thread[LETTERS] = {
  { "a", {}, 1000, .subject = "a" },           { "b", { "a" }, 1001, .subject = "b" },
  { "c", { "a", "b" }, 1002, .subject = "c" }, { "d", { "a" }, 1003, .subject = "d" },
  { "e", { "x" }, 1004, .subject = "e" },      { "f", { "x", "y" }, 1005, .subject = "f" },
  { "g", { "c", "y" }, 1006, .subject = "g" },
};

/* Letters of the same subject that have nothing to do with them. */
static const Draft other = { "o", { "p" }, 1007, .subject = "a" };

static gboolean
next_order (guint *order)
{
  int i = LETTERS - 2;
  while (i >= 0 && order[i] > order[i + 1])
    i--;
  if (i < 0)
    return FALSE;
  int j = LETTERS - 1;
  while (order[j] < order[i])
    j--;
  guint swap = order[i];
  order[i] = order[j], order[j] = swap;
  for (int a = i + 1, b = LETTERS - 1; a < b; a++, b--)
    swap = order[a], order[a] = order[b], order[b] = swap;
  return TRUE;
}

static void
empty (Office *office)
{
  office_sql (office->store, "DELETE FROM mirror.letter; DELETE FROM mirror.letter_text;"
                             "DELETE FROM mirror.thread_ref; DELETE FROM mirror.location;"
                             "INSERT INTO mirror.letter_fts (letter_fts) VALUES ('rebuild')");
}

static void
test_every_order (Office *office, gconstpointer data)
{
  guint order[LETTERS] = { 0, 1, 2, 3, 4, 5, 6 }, tried = 0;
  g_autoptr (KtLetterWriter) writer = writer_of (office);
  begin (office);
  do
    {
      KtPlacement place = { .folder = 1, .now = NOW };
      empty (office);
      kt_letter_writer_reset (writer);
      for (guint i = 0; i < LETTERS; i++)
        {
          place.uid = order[i] + 1;
          put_at (writer, &thread[order[i]], &place, NULL);
          place.uid = 100;
          if (i == tried % LETTERS)
            put_at (writer, &other, &place, NULL);
        }
      assert_value (office->store, "SELECT count(DISTINCT thread) FROM mirror.letter", "2");
      assert_value (office->store,
                    "SELECT count(*) FROM mirror.letter GROUP BY thread ORDER BY 1 DESC", "7");
      assert_value (office->store,
                    "SELECT count(*) FROM mirror.thread_ref AS r WHERE NOT EXISTS"
                    " (SELECT 1 FROM mirror.letter AS l WHERE l.thread = r.thread)",
                    "0");
      tried++;
    }
  while (next_order (order));
  commit (office);
  g_assert_cmpuint (tried, ==, 5040);
}

static void
test_smaller_is_relabelled (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  put_letter (office, 1, 1, KT_DIRECTION_IN, &thread[0]);
  put_letter (office, 1, 2, KT_DIRECTION_IN, &thread[1]);
  put_letter (office, 1, 3, KT_DIRECTION_IN, &thread[2]);
  put_letter (office, 1, 4, KT_DIRECTION_IN, &thread[5]);
  g_autofree char *large
      = office_value (office->store, "SELECT thread FROM mirror.letter WHERE subject = 'a'");
  put_letter (office, 1, 5, KT_DIRECTION_IN, &thread[6]);
  assert_value (office->store, "SELECT thread FROM mirror.letter WHERE subject = 'f'", large);
  g_autoptr (GPtrArray) letters
      = kt_letter_thread (office->store, g_ascii_strtoll (large, NULL, 10), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (letters->len, ==, 5);
  g_assert_cmpstr (((KtStoredLetter *)letters->pdata[0])->subject, ==, "a");
  g_assert_cmpstr (((KtStoredLetter *)letters->pdata[4])->subject, ==, "g");
}

/* Without ids nothing joins, not even one subject. */
static void
test_no_ids (Office *office, gconstpointer data)
{
  Draft first = { NULL, {}, 2000, .subject = "Hello" }, second = first;
  second.time++;
  put_letter (office, 1, 1, KT_DIRECTION_IN, &first);
  put_letter (office, 1, 2, KT_DIRECTION_IN, &second);
  assert_value (office->store, "SELECT count(DISTINCT thread) FROM mirror.letter", "2");
  assert_value (office->store, "SELECT count(*) FROM mirror.thread_ref", "0");
}

static void
test_many_refs (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtLetterWriter) writer = writer_of (office);
  gint64 refs[KT_LETTER_REFS_MAX + 10];
  for (guint i = 0; i < G_N_ELEMENTS (refs); i++)
    refs[i] = 1000 + i % 30;
  KtLetter letter = { .key = 5,
                      .msgid_hash = 7,
                      .refs = refs,
                      .n_refs = G_N_ELEMENTS (refs),
                      .time = 3000,
                      .subject = "",
                      .text = "",
                      .question = "" };
  KtPlacement place = { .folder = 1, .uid = 1, .now = NOW };
  begin (office);
  g_assert_true (kt_letter_writer_put (writer, &letter, &place, NULL, &error));
  commit (office);
  assert_value (office->store, "SELECT count(*) FROM mirror.thread_ref", "31");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_office ("/threads/every-order", test_every_order);
  add_office ("/threads/smaller-is-relabelled", test_smaller_is_relabelled);
  add_office ("/threads/no-ids", test_no_ids);
  add_office ("/threads/many-refs", test_many_refs);
  return g_test_run ();
}
