#pragma once
#include "lexicon.h"

/* What a sentence does by its build: who acts, in which mood and when. The phrases of lexicon.h
 * know finished wordings; here words have classes, and a rule of a language looks at the order in
 * which they stand ("I" + "will" + a verb that leaves something to do: a promise), so that a
 * wording nobody has listed is understood. English and German; other letters say nothing here. */
typedef enum
{
  KT_WORD_FIRST = 1 << 0,   /* I, we */
  KT_WORD_YOU = 1 << 1,     /* you, Sie, du */
  KT_WORD_THIRD = 1 << 2,   /* he, it, they, this, somebody, es, man */
  KT_WORD_DET = 1 << 3,     /* the, my, any */
  KT_WORD_WH = 1 << 4,      /* what, when, how */
  KT_WORD_BE = 1 << 5,      /* is, are, bin, ist */
  KT_WORD_DO = 1 << 6,      /* do, does, did */
  KT_WORD_HAVE = 1 << 7,    /* have, has, hat, habe */
  KT_WORD_MODAL = 1 << 8,   /* can, could, should, kann, darf */
  KT_WORD_WILL = 1 << 9,    /* will, shall, werde */
  KT_WORD_WOULD = 1 << 10,  /* would, could, wäre, hätte, könnte: the mood of wishes */
  KT_WORD_NOT = 1 << 11,    /* not, never, kein */
  KT_WORD_VERB = 1 << 12,   /* what can be asked of somebody: base form, German stem */
  KT_WORD_NOUNY = 1 << 13,  /* as often a noun: order, call */
  KT_WORD_STAY = 1 << 14,   /* leaves nothing to wait for when said of oneself: come, see, take */
  KT_WORD_MIND = 1 << 15,   /* asks nothing as an imperative: hope, enjoy, thank */
  KT_WORD_WISH = 1 << 16,   /* need, want, brauche */
  KT_WORD_SEEK = 1 << 17,   /* wondering, interested, unsure */
  KT_WORD_LIKE = 1 << 18,   /* like, appreciate, gern */
  KT_WORD_ADV = 1 << 19,    /* may stand between: please, just, also */
  KT_WORD_TIME = 1 << 20,   /* tomorrow, Friday, soon; figures */
  KT_WORD_PREP = 1 << 21,   /* at, for, with */
  KT_WORD_IF = 1 << 22,     /* if, whether, ob, wenn, falls */
  KT_WORD_LINK = 1 << 23,   /* and, but, or */
  KT_WORD_CARRY = 1 << 24,  /* what others can promise: send, call, reply, pay */
  KT_WORD_PONDER = 1 << 25, /* check, ask, think: to be done before an answer */
  KT_WORD_SHIFT = 1 << 26,  /* cancel, move, reschedule: news that wants a reaction */
  KT_WORD_GOOD = 1 << 27,   /* great, helpful, schön */
  KT_WORD_PART = 1 << 28,   /* done, sent, written: a past participle */
  KT_WORD_QUERY = 1 << 29,  /* question, favour: "one question" */
  KT_WORD_ING = 1 << 30,    /* sending, checking */
} KtWordClass;

typedef struct
{
  const char *text; /* lower case, terminated */
  guint length;     /* octets */
  guint32 classes;
  gboolean clause; /* as in KtToken */
  gboolean start;
  gboolean capital; /* as written */
  gboolean known;   /* a phrase that begins here says what it does: the clause's build does not */
  gboolean plain;   /* within a phrase that says that it does nothing */
} KtWord;

/* Rules look a few words ahead: as many empty ones, each a clause of its own, stand behind the
 * last. */
#define KT_WORDS_BEYOND 8u

typedef struct
{
  char *lower;
  KtWord words[KT_TOKENS_MAX + KT_WORDS_BEYOND];
  guint n;
} KtClauses;

typedef struct
{
  guint32 classes;
  const char *words; /* parted by blanks, lower case, with their marks */
} KtWordTable;

extern const KtWordTable kt_words_en[];
extern const KtWordTable kt_words_de[];

/* KtPhraseClass, together. phrasing: of the same text. */
guint32 kt_clauses_said (const char *text, gsize length, const KtPhrasing *phrasing);

/* For the rules of a language. 0 beyond the end. */
guint32 kt_word_is (const KtClauses *clauses, guint at, guint32 classes);
gboolean kt_word_says (const KtClauses *clauses, guint at, const char *const *words);
/* The first word from at on that is none of the classes; all of one clause. */
guint kt_word_skip (const KtClauses *clauses, guint at, guint32 classes);
guint kt_clause_end (const KtClauses *clauses, guint at);

guint32 kt_clauses_english (const KtClauses *clauses);
guint32 kt_clauses_german (const KtClauses *clauses);
/* A dictionary's word; language 0: English, 1: German. */
guint32 kt_word_known (guint language, const char *word);
guint32 kt_word_of_english (const char *word);
guint32 kt_word_of_german (const char *word);
