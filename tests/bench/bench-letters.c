/* bench-letters [LETTERS]: what the keeper's part of a first sync costs, without network and
 * reader: letters of 1.5 kB own text put into a fresh mirror in windows of 1,000, newest first,
 * then the queries of the daily commands. Prints a line each; processor time, for the machine is
 * shared. */
#include "config.h"
#include "kontor/letter.h"
#include "kontor/search.h"
#include "../unit/book-fixture.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define WINDOW 1000
#define WORDS 20000
#define PEOPLE 2000
#define LETTERS 50000
#define GAP 6300 /* seconds from one letter to the next: ten years of 50,000 */

static guint64 state = 88172645463325252;

static guint64
rnd (guint64 below)
{
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (state >> 11) % below;
}

static double
processor (void)
{
  struct rusage usage;
  getrusage (RUSAGE_SELF, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static char *words[WORDS], *people[PEOPLE], *names[PEOPLE];

static void
make_words (void)
{
  static const char *const syllables[]
      = { "ka", "re", "mi", "so", "tā", "lē", "ni", "vo", "du", "šu",
          "ка", "ре", "ми", "со", "та", "ле", "ни", "во", "ду", "шу" };
  for (guint i = 0; i < WORDS; i++)
    {
      GString *word = g_string_new (NULL);
      for (guint k = 0, n = 1 + (guint)rnd (4); k < n; k++)
        g_string_append (word, syllables[(i % 3 == 0 ? 10 : 0) + rnd (10)]);
      words[i] = g_string_free (word, FALSE);
    }
  for (guint i = 0; i < PEOPLE; i++)
    {
      people[i] = g_strdup_printf ("person.%u@firm%u.example", i, i / 3);
      names[i] = g_strdup_printf ("%s %s", words[rnd (WORDS)], words[rnd (WORDS)]);
    }
}

/* Few words are said often, most of them seldom. */
static const char *
word (void)
{
  double u = ((double)rnd (1 << 30) + 0.5) / (1 << 30);
  return words[(guint)(pow (u, 4) * WORDS)];
}

typedef struct
{
  KtLetter letter;
  KtParticipant who[3];
  gint64 ref;
  GString *text, *subject;
} Sample;

static void
fill (Sample *sample, guint n, const char *me)
{
  guint person = (guint)rnd (PEOPLE);
  g_string_truncate (sample->text, 0);
  g_string_truncate (sample->subject, 0);
  gboolean bulk = rnd (100) < 15;
  for (gsize size = 700 + rnd (1600); sample->text->len < size;)
    g_string_append_printf (sample->text, "%s%s", word (), rnd (9) == 0 ? ".\n" : " ");
  for (guint i = 0; i < 4; i++)
    g_string_append_printf (sample->subject, "%s ", word ());
  sample->ref = (gint64)(rnd (2) == 0 || n < 40 ? 0 : 1 + n - 1 - rnd (40));
  KtLetter *letter = &sample->letter;
  letter->key = (gint64)rnd ((guint64)1 << 59) + 1;
  letter->msgid_hash = n + 1;
  letter->refs = &sample->ref;
  letter->n_refs = sample->ref != 0;
  letter->time = G_GINT64_CONSTANT (1480000000) + (gint64)n * GAP;
  letter->kind = bulk ? KT_KIND_BULK : KT_KIND_PERSONAL;
  letter->subject = sample->subject->str;
  letter->text = sample->text->str;
  letter->question = "";
  sample->who[0] = (KtParticipant){ KT_ROLE_FROM, people[person], names[person] };
  sample->who[1] = (KtParticipant){ KT_ROLE_TO, me, "Anna" };
  sample->who[2] = (KtParticipant){ KT_ROLE_CC, people[person / 3], "" };
  letter->people = sample->who;
  letter->n_people = 2 + (rnd (3) == 0);
}

static double
put_window (KtStore *store, KtLetterWriter *writer, Sample *samples, guint first, guint n)
{
  g_autoptr (GError) error = NULL;
  for (guint i = 0; i < n; i++)
    fill (&samples[i], first + i, "anna@studija.example");
  double start = processor ();
  if (!kt_store_begin (store, "bench", &error))
    g_error ("%s", error->message);
  for (guint i = 0; i < n; i++)
    {
      KtPlacement place = { .folder = 1, .uid = first + i + 1, .size = 7000, .now = NOW };
      place.direction = i % 10 < 3 ? KT_DIRECTION_OUT : KT_DIRECTION_IN;
      if (!kt_letter_writer_put (writer, &samples[i].letter, &place, NULL, &error))
        g_error ("%s", error->message);
    }
  if (!kt_store_commit (store, &error))
    g_error ("%s", error->message);
  return processor () - start;
}

static void
bench_writer (KtStore *store, guint letters)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtLetterWriter) writer = kt_letter_writer_new (store, NULL, &error);
  Sample *samples = g_new0 (Sample, WINDOW);
  double spent = 0;
  for (guint i = 0; i < WINDOW; i++)
    samples[i].text = g_string_new (NULL), samples[i].subject = g_string_new (NULL);
  for (guint end = letters; end > 0; end -= MIN (end, WINDOW))
    spent += put_window (store, writer, samples, end - MIN (end, WINDOW), MIN (end, WINDOW));
  printf ("%-40s %8.0f a second\n", "letters stored", letters / spent);
  for (guint i = 0; i < WINDOW; i++)
    {
      g_string_free (samples[i].text, TRUE);
      g_string_free (samples[i].subject, TRUE);
    }
  g_free (samples);
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

#define MEASURE(what, rows, call)                                                                  \
  G_STMT_START                                                                                     \
  {                                                                                                \
    double times[21];                                                                              \
    guint n_ = 0;                                                                                  \
    for (guint i_ = 0; i_ < 21; i_++)                                                              \
      {                                                                                            \
        double start_ = processor ();                                                              \
        g_autoptr (GPtrArray) list_ = call;                                                        \
        times[i_] = (processor () - start_) * 1e3;                                                 \
        n_ = list_ != NULL ? list_->len : 0;                                                       \
      }                                                                                            \
    qsort (times, 21, sizeof *times, compare);                                                     \
    printf ("%-40s %8.2f ms, %u rows\n", what, times[10], n_);                                     \
  }                                                                                                \
  G_STMT_END

static void
bench_reader (Office *office, guint letters)
{
  KtStore *store = office_open (office, KT_STORE_READ);
  const char *one[] = { people[7], NULL }, *mine[] = { "anna@studija.example", NULL };
  gint64 recent = G_GINT64_CONSTANT (1480000000) + (gint64)(letters - MIN (letters, 4000)) * GAP;
  g_autofree char *frequent = g_strdup_printf ("%s %s", words[3], words[11]);
  g_autofree char *rare = g_strdup_printf ("%s %s", words[900], words[2000]);
  MEASURE ("letters since, 4,000", 4000, kt_letter_since (store, recent, NULL));
  MEASURE ("letters of one person, newest 50", 50, kt_letter_list_of (store, one, 50, NULL, NULL));
  MEASURE ("letters of myself, newest 50", 50, kt_letter_list_of (store, mine, 50, NULL, NULL));
  MEASURE ("search, one frequent word", 50, kt_search (store, words[2], 50, NULL));
  MEASURE ("search, two frequent words", 50, kt_search (store, frequent, 50, NULL));
  MEASURE ("search, two rare words", 50, kt_search (store, rare, 50, NULL));
  kt_store_close (store);
}

int
main (int argc, char **argv)
{
  guint letters = argc > 1 ? (guint)atoi (argv[1]) : LETTERS;
  Office office = { 0 };
  office_setup (&office, NULL);
  make_words ();
  bench_writer (office.store, letters);
  g_autoptr (GError) error = NULL;
  kt_store_checkpoint (office.store, &error);
  GStatBuf status;
  if (g_stat (office.paths.mirror, &status) == 0)
    printf ("%-40s %8.0f MB\n", "mirror.db", (double)status.st_size / 1e6);
  bench_reader (&office, letters);
  struct rusage usage;
  getrusage (RUSAGE_SELF, &usage);
  printf ("%-40s %8ld MB\n", "peak memory", usage.ru_maxrss / 1024);
  office_teardown (&office, NULL);
  return 0;
}
