#pragma once
#include "word-classes.h"

/* Phrases of five languages and what they do in a letter. Each language is a table of its own
 * (words-en.c …), in folded form (kontor/fold.h). Phrases are parted by "|", their words by spaces:
 *   word*      any ending
 *   *ing       any word of five letters or more that ends so: at least two letters of ending
 *   be*ing     any word that begins and ends so
 *   {a,b c}    each of these; several such groups multiply
 *   ~          up to KT_PHRASE_GAP words stand between; no comma right after a first word
 *   ^ in front only where a sentence begins, greetings and names aside
 * Where several phrases match at one word the longest wins and takes its words: a longer phrase of
 * no class is how an exception is said. Of the same number of words those without endings win, and
 * the longer ending over the shorter: "during" of no class is an exception from "*ing". A word of
 * no phrase may still say something by its form (forms.h); a phrase of no class is how that is
 * unsaid. */
typedef enum
{
  KT_PHRASE_PLAIN = 0,            /* nothing; keeps shorter phrases from matching */
  KT_PHRASE_ASK = 1 << 0,         /* asks, needs or offers something: an answer is expected */
  KT_PHRASE_PLEASE = 1 << 1,      /* asks, unless it stands alone ("you are welcome") */
  KT_PHRASE_COURTESY = 1 << 2,    /* makes a mere politeness of its sentence */
  KT_PHRASE_NO_ANSWER = 1 << 3,   /* says that none is expected */
  KT_PHRASE_RHETORIC = 1 << 4,    /* its question is none */
  KT_PHRASE_TAG = 1 << 5,         /* the same beside praise: "isn't it" */
  KT_PHRASE_PRAISE = 1 << 6,      /* beautiful, great */
  KT_PHRASE_SMALL_TALK = 1 << 7,  /* how are you */
  KT_PHRASE_CLOSING = 1 << 8,     /* thanks, agreed, see you: at a sentence's beginning */
  KT_PHRASE_OBJECTION = 1 << 9,   /* makes more of a sentence than thanks */
  KT_PHRASE_SALUTATION = 1 << 10, /* opens and ends a letter without saying anything */
  KT_PHRASE_PROMISE = 1 << 11,    /* the writer will send, find out, come back */
  KT_PHRASE_TROUBLE = 1 << 12,    /* something is wrong, missing, impossible */
  KT_PHRASE_RESOLVED = 1 << 13,   /* and no more */
  KT_PHRASE_DECLINE = 1 << 14,    /* ends a matter by no */
  KT_PHRASE_INFORM = 1 << 15,     /* for your information */
  KT_PHRASE_NEGATION = 1 << 16,   /* what follows at once is not said */
  KT_PHRASE_PERSON = 1 << 17,     /* I, me */
  KT_PHRASE_MACHINE = 1 << 18,    /* generated automatically, do not reply */
  KT_PHRASE_ERRAND = 1 << 19,     /* what machines write about: orders, parcels, codes */
  KT_PHRASE_MAILING = 1 << 20,    /* unsubscribe, view in browser */
  KT_PHRASE_ADVERT = 1 << 21,     /* discount, shop now */
  KT_PHRASE_AWAY = 1 << 22,       /* out of office */
  KT_PHRASE_AWAY_TOO = 1 << 23,   /* what stands beside: thank you for your message, urgent */
  KT_PHRASE_RECEIPT = 1 << 24,    /* your message was read */
  KT_PHRASE_LEAD = 1 << 25,       /* well, so, and: a sentence begins after it */
  KT_PHRASE_DOUBT = 1 << 28,      /* does not know: asks, unless something is promised too */
  KT_PHRASE_UNMARKED
  = 1 << 29,                  /* asks where no mark at all ends the sentence: "you work Sundays" */
  KT_PHRASE_FILLER = 1 << 27, /* may stand inside any phrase: still, please, bitte, еще */
  KT_PHRASE_QUERY = 1 << 26,  /* asks, but neither exclaimed ("how fast!") nor beside a promise */
} KtPhraseClass;

#define KT_PHRASE_GAP 8

typedef struct
{
  guint32 classes;
  const char *phrases;
} KtPhraseTable;

/* Each ends with phrases NULL. */
extern const KtPhraseTable kt_phrases_en[];
extern const KtPhraseTable kt_phrases_de[];
extern const KtPhraseTable kt_phrases_ru[];
extern const KtPhraseTable kt_phrases_uk[];
extern const KtPhraseTable kt_phrases_lv[];

/* What is known of a word whatever stands around it. */
#define KT_ENDING_LETTERS 3
typedef struct
{
  KtStem stem, ending; /* ending: its last letters, of words long enough for one; else length 0 */
  guint32 forms;       /* forms.h */
  guint8 classes[KT_TONGUES]; /* word-classes.h */
} KtWordFacts;

/* A word of a folded sentence. facts are good until the next sentence is taken apart. */
typedef struct
{
  const KtWordFacts *facts;
  const char *text; /* not terminated */
  guint16 length;   /* octets */
  gboolean clause;  /* a comma, a colon or the sentence's beginning stands before it */
  gboolean start;   /* the sentence may be said to begin here */
  gboolean filler;  /* phrases may go on after it */
} KtToken;

#define KT_TOKENS_MAX 200u  /* words of a sentence that are looked at */
#define KT_MATCHES_MAX 100u /* phrases of one */

typedef struct
{
  guint at, n;     /* first word, how many it takes */
  guint32 classes; /* KtPhraseClass, together */
  guint16 certain; /* the more, the less by endings */
} KtPhraseMatch;

/* A sentence taken apart. Not to be moved: tokens point into folded. */
typedef struct
{
  char *folded;
  KtToken tokens[KT_TOKENS_MAX];
  guint n_tokens;
  KtPhraseMatch matches[KT_MATCHES_MAX];
  guint n_matches;
  guint32 classes; /* of all matches; negated ones left out */
} KtPhrasing;

/* text: length octets of UTF-8, at most KT_PHRASING_MAX of them are looked at. Clear it
 * before the next: facts of its words last until then. */
#define KT_PHRASING_MAX 1200u
void kt_phrasing_init (KtPhrasing *phrasing, const char *text, gsize length);
void kt_phrasing_clear (KtPhrasing *phrasing);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtPhrasing, kt_phrasing_clear)

/* Calls see for each phrase of all tables as it stands there, groups taken apart. For tests. */
void kt_lexicon_foreach (void (*see) (const char *phrase, gpointer data), gpointer data);
