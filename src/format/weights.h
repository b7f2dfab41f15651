#pragma once
#include <glib.h>

/* Judging by weighed signs: logistic regression, whose weights tests/judgement/learn.py finds from
 * labelled letters (Cox 1958; one against the rest). A table says for each class how much a sign
 * speaks for it; what speaks for a letter is the sum over its distinct signs, divided by the root
 * of their number, so that long letters are no surer than short ones. */
#define KT_WEIGHT_CLASSES 3u

/* A table is text: "SIGN WEIGHT WEIGHT WEIGHT|…", weights in 1/KT_WEIGHT_ONE, one for each class.
 * The first sign is "bias": what a letter without signs weighs. */
#define KT_WEIGHT_ONE 16

typedef struct _KtWeights KtWeights;

/* Made of a table; kept by the caller for the life of the process. */
KtWeights *kt_weights_new (const char *table);
void kt_weights_free (KtWeights *weights);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtWeights, kt_weights_free)

/* What signs are known by, never 0; for the test that they differ. */
guint32 kt_weights_hash (const char *sign, gsize length);

/* One text on the scales. */
typedef struct
{
  const KtWeights *weights;
  guint8 *seen; /* a bit for each sign of the table */
  guint n;
  int sum[KT_WEIGHT_CLASSES];
} KtWeighing;

void kt_weighing_init (KtWeighing *weighing, const KtWeights *weights);
void kt_weighing_clear (KtWeighing *weighing);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtWeighing, kt_weighing_clear)

/* A KtSignFunc; data is the KtWeighing. The same sign counts once. */
void kt_weighing_add (const char *sign, gpointer data);
/* Above 0: rather yes. 1 is e to 1. */
double kt_weighing_result (const KtWeighing *weighing, guint class);
