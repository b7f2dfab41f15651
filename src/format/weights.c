#include "config.h"
#include "weights.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  guint32 hash; /* 0: free */
  gint16 weights[KT_WEIGHT_CLASSES];
} Entry;

/* Open addressing, at most half full. Two signs of one hash would share their weights: of some
 * thousands, none does (tests/unit/test-weights). */
struct _KtWeights
{
  Entry bias, *entries;
  guint mask;
};

guint32
kt_weights_hash (const char *sign, gsize length)
{
  guint32 hash = 2166136261u; /* FNV-1a */
  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar)sign[i]) * 16777619u;
  return hash != 0 ? hash : 1;
}

/* Where the sign's entry is, or would be. */
static guint
place_of (const KtWeights *weights, guint32 hash)
{
  guint at = (hash ^ hash >> 15) & weights->mask;
  while (weights->entries[at].hash != 0 && weights->entries[at].hash != hash)
    at = (at + 1) & weights->mask;
  return at;
}

static guint
count_signs (const char *signs)
{
  guint n = 0;
  for (; *signs != '\0'; signs++)
    n += *signs == '|';
  return n;
}

/* Reads the weights at text into weights; returns what follows them. */
static const char *
read_weights (const char *text, gint16 weights[KT_WEIGHT_CLASSES])
{
  char *end = (char *)text;

  for (guint i = 0; i < KT_WEIGHT_CLASSES; i++)
    weights[i] = (gint16)strtol (end, &end, 10);
  return *end == '|' ? end + 1 : end;
}

KtWeights *
kt_weights_new (const char *table)
{
  KtWeights *weights = g_new0 (KtWeights, 1);
  guint size = 64, n = count_signs (table);

  while (size < 2 * n)
    size *= 2;
  weights->entries = g_new0 (Entry, size);
  weights->mask = size - 1;
  for (const char *from = table; *from != '\0';)
    {
      gsize length = strcspn (from, " ");
      guint32 hash = kt_weights_hash (from, length);
      Entry *entry = from == table ? &weights->bias : &weights->entries[place_of (weights, hash)];
      entry->hash = hash;
      from = read_weights (from + length, entry->weights);
    }
  return weights;
}

void
kt_weights_free (KtWeights *weights)
{
  g_free (weights->entries);
  g_free (weights);
}

void
kt_weighing_init (KtWeighing *weighing, const KtWeights *weights)
{
  *weighing = (KtWeighing){ .weights = weights, .seen = g_malloc0 (weights->mask / 8 + 1) };
}

void
kt_weighing_clear (KtWeighing *weighing)
{
  g_clear_pointer (&weighing->seen, g_free);
}

void
kt_weighing_add (const char *sign, gpointer data)
{
  KtWeighing *weighing = data;
  guint at = place_of (weighing->weights, kt_weights_hash (sign, strlen (sign)));
  const Entry *entry = &weighing->weights->entries[at];

  if (entry->hash == 0 || (weighing->seen[at / 8] & 1 << at % 8) != 0)
    return;
  weighing->seen[at / 8] |= (guint8)(1 << at % 8);
  weighing->n++;
  for (guint i = 0; i < KT_WEIGHT_CLASSES; i++)
    weighing->sum[i] += entry->weights[i];
}

double
kt_weighing_result (const KtWeighing *weighing, guint class)
{
  double sum = weighing->sum[class] / sqrt (weighing->n + 1.0);
  return (sum + weighing->weights->bias.weights[class]) / KT_WEIGHT_ONE;
}
