#pragma once
#include "signs.h"

/* Judging by weighed signs: logistic regression with a class for each answer (multinomial), whose
 * weights tests/judgement/learn.py finds from labelled letters. A table says for each class how
 * much a sign speaks for it; what speaks for a text is the sum over its distinct signs, divided by
 * the root of the number of all, known or not, so that long texts are no surer than short ones, and
 * such as are hardly understood less sure. */
#define KT_WEIGHT_CLASSES_MAX 5u

/* Weights are in 1/KT_WEIGHT_ONE, at most KT_WEIGHT_MOST, one for each class. */
#define KT_WEIGHT_ONE 16
#define KT_WEIGHT_MOST 127

typedef struct
{
  guint32 hash; /* kt_sign_hash() */
  gint8 weights[8];
} KtWeightRow;

/* Of a file NAME.weights ("HASH SIGN WEIGHT WEIGHT …" a line, to be read and compared) the build
 * makes kt_NAME_weights, so that no process has to read text before it can judge. The first row is
 * the bias: what a text without signs weighs. */
typedef struct
{
  const KtWeightRow *rows;
  guint n, classes;
} KtWeightTable;

typedef struct _KtWeights KtWeights;

/* Made of a table that lives as long; kept by the caller for the life of the process. */
KtWeights *kt_weights_new (const KtWeightTable *table);
void kt_weights_free (KtWeights *weights);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtWeights, kt_weights_free)

#define KT_WEIGHTS_WAIT 64u

/* The scales, for one text after the other. */
typedef struct
{
  const KtWeights *weights;
  guint8 *seen;   /* a bit for each sign of the table */
  GArray *places; /* guint: those set */
  guint all;      /* signs, unknown ones too */
  int sum[KT_WEIGHT_CLASSES_MAX];
  guint32 waiting[KT_WEIGHTS_WAIT]; /* hashes: looked up together, for each waits for memory */
  guint n_waiting;
} KtWeighing;

void kt_weighing_init (KtWeighing *weighing, const KtWeights *weights);
/* Takes everything off. */
void kt_weighing_reset (KtWeighing *weighing);
void kt_weighing_clear (KtWeighing *weighing);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtWeighing, kt_weighing_clear)

/* A KtSignFunc; data is the KtWeighing. The same sign counts once. */
void kt_weighing_add (const KtSign *sign, gpointer data);
/* How likely each class is, together 1. */
void kt_weighing_result (KtWeighing *weighing, double ret_likely[KT_WEIGHT_CLASSES_MAX]);
