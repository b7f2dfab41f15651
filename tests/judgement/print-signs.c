/* print-signs: prints by which signs the letters given on standard input are judged, for learn.py.
 * A line of input has fields parted by tabs, line ends in them as "\n": kind FROM NAME SUBJECT
 * REPLY TEXT    a line of signs acts TEXT                            a line for each sentence: its
 * signs, a tab, the sentence; then an empty line */
#include "config.h"
#include "../../src/format/act-signs.h"
#include "../../src/format/kind-signs.h"
#include "kontor/own-text.h"
#include <stdio.h>
#include <string.h>

static void
print_sign (const KtSign *sign, gpointer data)
{
  char text[KT_SIGN_MAX + 1];
  kt_sign_write (sign, text);
  printf ("%s ", text);
}

static const KtSeer printer = { print_sign, NULL };

static void
print_kind (char **fields)
{
  KtKindHints hints = {
    .from = fields[1], .from_name = fields[2], .subject = fields[3], .reply = fields[4][0] == '1'
  };
  g_autofree char *text = g_strcompress (fields[5]);
  g_autofree char *own = kt_own_text (text);
  g_auto (KtJudgement) judgement = { 0 };
  kt_judge (own, hints.reply, &judgement);
  kt_voice_add (&judgement.voice, hints.subject);
  kt_kind_signs (&hints, &judgement.voice, own, &printer);
}

static void
print_acts (char **fields)
{
  g_autofree char *text = g_strcompress (fields[1]);
  g_autoptr (GArray) sentences = kt_sentences_split (text);
  guint understood[KT_TONGUES] = { 0 };

  for (guint i = 0; i < sentences->len; i++)
    {
      const KtSentence *sentence = &g_array_index (sentences, KtSentence, i);
      g_autofree char *line = g_strndup (sentence->from, sentence->length);
      g_auto (KtPhrasing) phrasing;
      kt_phrasing_init (&phrasing, sentence->from, sentence->length);
      kt_act_signs (sentence, &phrasing, kt_tongue_of (&phrasing, understood), &printer);
      printf ("\t%s\n", g_strdelimit (line, "\n\t", ' '));
    }
}

int
main (void)
{
  g_autofree char *line = NULL;
  size_t size = 0;

  for (ssize_t n; (n = getline (&line, &size, stdin)) > 0;)
    {
      line[n - 1] = '\0';
      g_auto (GStrv) fields = g_strsplit (line, "\t", 0);
      guint count = g_strv_length (fields);
      if (count == 6 && strcmp (fields[0], "kind") == 0)
        print_kind (fields);
      else if (count == 2 && strcmp (fields[0], "acts") == 0)
        print_acts (fields);
      else
        {
          fprintf (stderr, "print-signs: this line has %u fields: %s\n", count, line);
          return 2;
        }
      putchar ('\n');
    }
  return 0;
}
