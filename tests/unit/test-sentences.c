#include "config.h"
#include "../../src/format/sentences.h"

/* A line for each sentence, with "?" in front where it asks, "!" where it exclaims. */
static char *
taken_apart (const char *text)
{
  g_autoptr (GArray) sentences = kt_sentences_split (text);
  GString *lines = g_string_new (NULL);
  for (guint i = 0; i < sentences->len; i++)
    {
      const KtSentence *sentence = &g_array_index (sentences, KtSentence, i);
      g_string_append (lines, sentence->question ? "?" : sentence->exclaimed ? "!" : "");
      g_string_append_len (lines, sentence->from, (gssize)sentence->length);
      g_string_append_c (lines, '|');
    }
  return g_string_free (lines, FALSE);
}

static void
at_marks (void)
{
  static const struct
  {
    const char *text, *sentences;
  } cases[] = {
    { "", "" },
    { "Hi Anna,\nis it done? Thanks!", "Hi Anna,|?is it done?|!Thanks!|" },
    { "It costs 12. and no more. Really.", "It costs 12. and no more.|Really.|" },
    { "What?! Now.", "?What?!|Now.|" },
    { "no mark at all", "no mark at all|" },
    /* who names a question asks none */
    { "The piece \"Who is there?\" was sold out.", "The piece \"Who is there?\" was sold out.|" },
    { "\"Was tun?\" lief gestern. Schön!", "\"Was tun?\" lief gestern.|!Schön!|" },
    { "Es heißt „Was tun?“ Morgen mehr.", "Es heißt „Was tun?“|Morgen mehr.|" },
    { "Спектакль «Кто там?» понравился.", "Спектакль «Кто там?» понравился.|" },
    { "Did she like \"Who is there\"?", "?Did she like \"Who is there\"?|" },
    /* but who quotes a whole one may */
    { "\"Can you come on Friday?\"", "?\"Can you come on Friday?\"|" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = taken_apart (cases[i].text);
      g_assert_cmpstr (found, ==, cases[i].sentences);
    }
}

/* Each mark of a run is looked at once: tried from each of them anew this would take an hour. */
static void
long_runs (void)
{
  static const char *const runs[] = { ".", "?", ".\"", "!?" };
  for (guint i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      while (text->len < 1u << 20)
        g_string_append (text, runs[i]);
      g_string_append (text, "x");
      g_autoptr (GArray) found = kt_sentences_split (text->str);
      g_assert_cmpuint (found->len, ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sentences/at-marks", at_marks);
  g_test_add_func ("/sentences/long-runs", long_runs);
  return g_test_run ();
}
