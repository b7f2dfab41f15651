#pragma once
#include "signs.h"

/* What a word is about, whatever language it is of: "bring", "отдать" and "iedot" give, "Keller"
 * and "двери" belong to a home. A classifier that sees classes beside words learns from letters of
 * one language for the others, and knows what to think of words it has never met (class-based
 * models: Brown et al. 1992; here the classes are made by hand). Each language has a file,
 * LANGUAGE.classes, of lines: a class and its words, folded (kontor/fold.h). A word that stands in
 * none is of the class of the first that begins with the same letters (KT_SIGN_STEM). */
typedef enum
{
  KT_TONGUE_GERMAN,
  KT_TONGUE_ENGLISH,
  KT_TONGUE_LATVIAN,
  KT_TONGUE_RUSSIAN,
  KT_TONGUE_UKRAINIAN,
  KT_TONGUES
} KtTongue;

typedef struct
{
  const char *name, *words; /* parted by blanks; of the last row NULL */
} KtWordClassRow;

extern const KtWordClassRow kt_word_classes_de[], kt_word_classes_en[], kt_word_classes_lv[];
extern const KtWordClassRow kt_word_classes_ru[], kt_word_classes_uk[];
extern const KtWordClassRow *const kt_word_classes[KT_TONGUES];

/* The class of a folded word, not empty and not terminated, in each language; 0: in none of it. */
#define KT_WORD_CLASSES_MAX 200u
void kt_word_classes_find (const char *word, gsize length, guint8 ret_classes[KT_TONGUES]);

/* Its name as a piece of a sign; of 0 "-". Lives as long as the process. */
const KtStem *kt_word_class_stem (guint word_class);
