#include "config.h"
#include "weights.h"
#include <math.h>
#include <string.h>

#define FILTER_BITS 8 /* for each place of the table */

typedef KtWeightRow Entry; /* hash 0: free */
G_STATIC_ASSERT (KT_WEIGHT_CLASSES_MAX <= G_N_ELEMENTS (((Entry *)0)->weights));

/* Open addressing, at most half full. Two signs of one hash would share their weights: of some
 * thousands, none does (tests/unit/test-weights). */
struct _KtWeights
{
  Entry bias, *entries;
  guint mask, classes;
  /* A bit for each entry by its hash: most signs, pairs of words, are unknown, and are told so by a
   * table small enough to be at hand. */
  guint8 *filter;
  guint filter_mask;
};

static inline guint
filter_place (const KtWeights *weights, guint32 hash)
{
  return hash * 0x9E3779B1u >> 7 & weights->filter_mask;
}

static inline guint
first_place (const KtWeights *weights, guint32 hash)
{
  return (hash ^ hash >> 15) & weights->mask;
}

/* Where the sign's entry is, or would be. */
static inline guint
place_of (const KtWeights *weights, guint32 hash)
{
  guint at = first_place (weights, hash);
  while (weights->entries[at].hash != 0 && weights->entries[at].hash != hash)
    at = (at + 1) & weights->mask;
  return at;
}

KtWeights *
kt_weights_new (const KtWeightTable *table)
{
  KtWeights *weights = g_new0 (KtWeights, 1);
  guint size = 64;

  while (size < 2 * table->n)
    size *= 2;
  weights->entries = g_new0 (Entry, size);
  weights->filter = g_malloc0 (size * FILTER_BITS / 8);
  weights->filter_mask = size * FILTER_BITS - 1;
  weights->mask = size - 1;
  weights->classes = table->classes;
  weights->bias = table->rows[0];
  for (guint i = 1; i < table->n; i++)
    {
      const KtWeightRow *row = &table->rows[i];
      guint bit = filter_place (weights, row->hash);
      weights->entries[place_of (weights, row->hash)] = *row;
      weights->filter[bit / 8] |= (guint8)(1 << bit % 8);
    }
  return weights;
}

void
kt_weights_free (KtWeights *weights)
{
  g_free (weights->entries);
  g_free (weights->filter);
  g_free (weights);
}

void
kt_weighing_init (KtWeighing *weighing, const KtWeights *weights)
{
  *weighing = (KtWeighing){ .weights = weights,
                            .seen = g_malloc0 (weights->mask / 8 + 1),
                            .places = g_array_new (FALSE, FALSE, sizeof (guint)) };
}

void
kt_weighing_reset (KtWeighing *weighing)
{
  for (guint i = 0; i < weighing->places->len; i++)
    weighing->seen[g_array_index (weighing->places, guint, i) / 8] = 0;
  g_array_set_size (weighing->places, 0);
  weighing->all = weighing->n_waiting = 0;
  memset (weighing->sum, 0, sizeof weighing->sum);
}

void
kt_weighing_clear (KtWeighing *weighing)
{
  g_clear_pointer (&weighing->seen, g_free);
  g_clear_pointer (&weighing->places, g_array_unref);
}

static void
weigh (KtWeighing *weighing, guint32 hash)
{
  guint at = place_of (weighing->weights, hash);
  const Entry *entry = &weighing->weights->entries[at];

  if (entry->hash == 0)
    weighing->all++;
  if (entry->hash == 0 || (weighing->seen[at / 8] & 1 << at % 8) != 0)
    return;
  weighing->seen[at / 8] |= (guint8)(1 << at % 8);
  weighing->all++;
  g_array_append_val (weighing->places, at);
  for (guint i = 0; i < KT_WEIGHT_CLASSES_MAX; i++)
    weighing->sum[i] += entry->weights[i];
}

/* Signs that the filter does not know are unknown; the others' entries are asked for before the
 * first of them is looked at. */
static void
weigh_waiting (KtWeighing *weighing)
{
  const KtWeights *weights = weighing->weights;
  guint n_known = 0;

  for (guint i = 0; i < weighing->n_waiting; i++)
    {
      guint32 hash = weighing->waiting[i];
      guint bit = filter_place (weights, hash);
      guint known = weights->filter[bit / 8] >> bit % 8 & 1;
      weighing->waiting[n_known] = hash;
      n_known += known;
    }
  weighing->all += weighing->n_waiting - n_known;
  for (guint i = 0; i < n_known; i++)
    __builtin_prefetch (&weights->entries[first_place (weights, weighing->waiting[i])]);
  for (guint i = 0; i < n_known; i++)
    weigh (weighing, weighing->waiting[i]);
  weighing->n_waiting = 0;
}

void
kt_weighing_add (const KtSign *sign, gpointer data)
{
  KtWeighing *weighing = data;
  if (weighing->n_waiting == KT_WEIGHTS_WAIT)
    weigh_waiting (weighing);
  weighing->waiting[weighing->n_waiting++] = sign->hash;
}

void
kt_weighing_result (KtWeighing *weighing, double ret_likely[KT_WEIGHT_CLASSES_MAX])
{
  const KtWeights *weights = weighing->weights;
  weigh_waiting (weighing);
  double scale = 1 / sqrt (weighing->all + 1.0), all = 0;

  for (guint i = 0; i < weights->classes; i++)
    {
      double speaks = weighing->sum[i] * scale + weights->bias.weights[i];
      ret_likely[i] = exp (speaks / KT_WEIGHT_ONE);
      all += ret_likely[i];
    }
  for (guint i = 0; i < weights->classes; i++)
    ret_likely[i] /= all;
}
