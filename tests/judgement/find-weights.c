/* find-weights CLASS,CLASS,… SEEN LEAST: finds from the labelled examples on standard input, each a
 * line "CLASS<TAB>SIGN SIGN …", how much each sign speaks for each class, and prints the table of
 * weights (src/format/weights.h). Multinomial logistic regression by stochastic gradients whose
 * steps adapt to each weight (Adagrad: Duchi, Hazan, Singer 2011), with a small L2 penalty; the
 * same for the same examples. Signs of fewer than SEEN examples, and such as weigh less than LEAST,
 * are left out, and the rest is learned again without them. */
#include "config.h"
#include "../../src/format/weights.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EPOCHS 40
#define PENALTY 3e-4
#define RATE 0.3
#define SETTLED 8 /* epochs before what is learned is averaged (Polyak, Juditsky 1992) */

typedef struct
{
  guint label, n, all; /* all: with those that are not learned */
  guint *signs;
} Example;

typedef struct
{
  char **classes;
  guint n_classes;
  GArray *examples;  /* Example */
  GHashTable *index; /* sign → its number */
  GPtrArray *signs;  /* by number; 0 is the bias */
  GArray *seen;      /* guint by number: in how many examples */
  gboolean *kept;
  double *weights, *steps, *sums; /* n_classes for each sign */
} Learning;

static guint
number_of (Learning *learning, const char *sign)
{
  gpointer found;
  if (g_hash_table_lookup_extended (learning->index, sign, NULL, &found))
    return GPOINTER_TO_UINT (found);
  guint n = learning->signs->len, none = 0;
  char *own = g_strdup (sign);
  g_ptr_array_add (learning->signs, own);
  g_array_append_val (learning->seen, none);
  g_hash_table_insert (learning->index, own, GUINT_TO_POINTER (n));
  return n;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  guint first = *(const guint *)a, second = *(const guint *)b;
  return first < second ? -1 : first > second;
}

static guint
class_of (const Learning *learning, const char *name)
{
  for (guint i = 0; i < learning->n_classes; i++)
    if (strcmp (learning->classes[i], name) == 0)
      return i;
  fprintf (stderr, "find-weights: no such class: %s\n", name);
  exit (2);
}

static void
read_example (Learning *learning, char *line)
{
  char *tab = strchr (line, '\t');
  if (tab == NULL)
    return;
  *tab = '\0';
  Example example = { .label = class_of (learning, line) };
  g_auto (GStrv) signs = g_strsplit (tab + 1, " ", 0);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  for (char **sign = signs; *sign != NULL; sign++)
    if (**sign != '\0')
      {
        guint number = number_of (learning, *sign);
        g_array_append_val (numbers, number);
      }
  g_array_sort (numbers, compare);
  example.signs = g_new (guint, numbers->len + 1);
  for (guint i = 0; i < numbers->len; i++)
    {
      guint number = g_array_index (numbers, guint, i);
      if (i > 0 && number == g_array_index (numbers, guint, i - 1))
        continue;
      example.signs[example.n++] = number;
      g_array_index (learning->seen, guint, number)++;
    }
  example.all = example.n;
  g_array_append_val (learning->examples, example);
}

static void
drop_signs (Learning *learning)
{
  for (guint i = 0; i < learning->examples->len; i++)
    {
      Example *example = &g_array_index (learning->examples, Example, i);
      guint n = 0;
      for (guint j = 0; j < example->n; j++)
        if (learning->kept[example->signs[j]])
          example->signs[n++] = example->signs[j];
      example->n = n;
    }
}

static void
weigh (const Learning *learning, const Example *example, double *likely)
{
  double scale = 1 / sqrt (example->all + 1.0), most = -HUGE_VAL, all = 0;
  guint n = learning->n_classes;

  for (guint k = 0; k < n; k++)
    {
      double sum = 0;
      for (guint i = 0; i < example->n; i++)
        sum += learning->weights[example->signs[i] * n + k];
      likely[k] = sum * scale + learning->weights[k];
      most = MAX (most, likely[k]);
    }
  for (guint k = 0; k < n; k++)
    all += likely[k] = exp (likely[k] - most);
  for (guint k = 0; k < n; k++)
    likely[k] /= all;
}

static void
step (Learning *learning, gsize at, double slope)
{
  learning->steps[at] += slope * slope;
  learning->weights[at] -= RATE * slope / sqrt (learning->steps[at]);
}

static void
learn_from (Learning *learning, const Example *example)
{
  double likely[KT_WEIGHT_CLASSES_MAX], scale = 1 / sqrt (example->all + 1.0);
  guint n = learning->n_classes;

  weigh (learning, example, likely);
  for (guint k = 0; k < n; k++)
    {
      double off = likely[k] - (example->label == k);
      step (learning, k, off);
      for (guint i = 0; i < example->n; i++)
        {
          gsize at = (gsize)example->signs[i] * n + k;
          step (learning, at, off * scale + PENALTY * learning->weights[at]);
        }
    }
}

static void
learn (Learning *learning)
{
  gsize size = (gsize)learning->signs->len * learning->n_classes;
  guint n = learning->examples->len;
  g_autoptr (GRand) dice = g_rand_new_with_seed (1);

  memset (learning->weights, 0, size * sizeof *learning->weights);
  memset (learning->sums, 0, size * sizeof *learning->sums);
  for (gsize i = 0; i < size; i++)
    learning->steps[i] = 1e-6;
  for (guint epoch = 0; epoch < EPOCHS; epoch++)
    {
      for (guint i = n; i-- > 1;)
        {
          guint j = (guint)g_rand_int_range (dice, 0, (gint32)i + 1);
          Example *examples = (Example *)(void *)learning->examples->data, other = examples[i];
          examples[i] = examples[j];
          examples[j] = other;
        }
      for (guint i = 0; i < n; i++)
        learn_from (learning, &g_array_index (learning->examples, Example, i));
      for (gsize i = 0; i < size && epoch >= SETTLED; i++)
        learning->sums[i] += learning->weights[i];
    }
  for (gsize i = 0; i < size; i++)
    learning->weights[i] = learning->sums[i] / (EPOCHS - SETTLED);
}

static double
most_of (const Learning *learning, guint sign)
{
  double most = 0;
  for (guint k = 0; k < learning->n_classes; k++)
    most = MAX (most, fabs (learning->weights[(gsize)sign * learning->n_classes + k]));
  return most;
}

static int
by_text (gconstpointer a, gconstpointer b, gpointer signs)
{
  GPtrArray *all = signs;
  return strcmp (all->pdata[*(const guint *)a], all->pdata[*(const guint *)b]);
}

static void
print_row (const Learning *learning, guint sign)
{
  const double *weights = learning->weights + (gsize)sign * learning->n_classes;

  const char *text = learning->signs->pdata[sign];
  printf ("%08x %s", kt_sign_hash (text, strlen (text)), text);
  for (guint k = 0; k < learning->n_classes; k++)
    printf (" %ld", CLAMP (lround (weights[k] * KT_WEIGHT_ONE), -KT_WEIGHT_MOST, KT_WEIGHT_MOST));
  putchar ('\n');
}

/* The bias first, then signs by their text; of two that have one hash the first. */
static void
print_table (const Learning *learning)
{
  guint n = learning->signs->len;
  g_autofree guint *order = g_new (guint, n);
  g_autoptr (GHashTable) hashes = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data (order + 1, (int)n - 1, sizeof *order, by_text, learning->signs);
  for (guint i = 0; i < n; i++)
    {
      const char *sign = learning->signs->pdata[order[i]];
      guint hash = kt_sign_hash (sign, strlen (sign));
      if (learning->kept[order[i]] && g_hash_table_add (hashes, GUINT_TO_POINTER (hash)))
        print_row (learning, order[i]);
    }
}

static void
read_examples (Learning *learning)
{
  g_autofree char *line = NULL;
  size_t size = 0;

  number_of (learning, "bias");
  for (ssize_t n; (n = getline (&line, &size, stdin)) > 0;)
    {
      line[n - 1] = '\0';
      read_example (learning, line);
    }
}

int
main (int argc, char **argv)
{
  Learning learning = { .examples = g_array_new (FALSE, FALSE, sizeof (Example)),
                        .index = g_hash_table_new (g_str_hash, g_str_equal),
                        .signs = g_ptr_array_new (),
                        .seen = g_array_new (FALSE, FALSE, sizeof (guint)) };
  guint seen_in;
  double least;

  if (argc != 4)
    {
      fprintf (stderr, "find-weights: usage: find-weights CLASS,CLASS,… SEEN LEAST\n");
      return 2;
    }
  seen_in = (guint)atoi (argv[2]);
  least = g_ascii_strtod (argv[3], NULL);
  learning.classes = g_strsplit (argv[1], ",", 0);
  learning.n_classes = g_strv_length (learning.classes);
  read_examples (&learning);
  guint n = learning.signs->len;
  learning.weights = g_new (double, (gsize)n *learning.n_classes);
  learning.steps = g_new (double, (gsize)n *learning.n_classes);
  learning.sums = g_new (double, (gsize)n *learning.n_classes);
  learning.kept = g_new (gboolean, n);
  for (guint i = 0; i < n; i++)
    learning.kept[i] = i == 0 || g_array_index (learning.seen, guint, i) >= seen_in;
  drop_signs (&learning);
  learn (&learning);
  for (guint i = 1; i < n && least > 0; i++)
    learning.kept[i] &= most_of (&learning, i) >= least;
  drop_signs (&learning);
  if (least > 0)
    learn (&learning);
  print_table (&learning);
  return 0;
}
