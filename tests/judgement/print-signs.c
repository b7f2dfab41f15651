/* print-signs: prints by which signs the letters given on standard input are judged,
 * a line for each, for learn.py. A line of input has fields parted by tabs, line ends in them as
 * "\n": kind FROM NAME SUBJECT REPLY TEXT. */
#include "config.h"
#include "../../src/format/kind-signs.h"
#include "kontor/own-text.h"
#include <stdio.h>
#include <string.h>

static void
print_sign (const char *sign, gpointer data)
{
  printf ("%s ", sign);
}

static void
print_kind (char **fields)
{
  KtKindHints hints = {
    .from = fields[1], .from_name = fields[2], .subject = fields[3], .reply = fields[4][0] == '1'
  };
  g_autofree char *text = g_strcompress (fields[5]);
  g_autofree char *own = kt_own_text (text);
  g_auto (KtJudgement) judgement = { 0 };
  kt_judge (own, &judgement);
  kt_voice_add (&judgement.voice, hints.subject);
  kt_kind_signs (&hints, &judgement.voice, own, print_sign, NULL);
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
      else
        {
          fprintf (stderr, "print-signs: this line has %u fields: %s\n", count, line);
          return 2;
        }
      putchar ('\n');
    }
  return 0;
}
