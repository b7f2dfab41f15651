#include "config.h"
#include "lexicon.h"
#include "forms.h"
#include "phrase-match.h"
#include "phrases.h"
#include "word-cache.h"
#include "kontor/fold.h"
#include <string.h>

#define BUCKETS 16384     /* a power of two, some times the number of phrases */
#define KEY_LETTERS 3     /* of a word that choose its bucket */
#define SECOND_LETTERS 2  /* of the word after it */
#define ENDS 1024         /* a power of two, some times the number of endings */
#define END_LETTERS 2     /* of an ending that choose its bucket */
#define SALUTATION_MAX 4u /* words of "Dear Mrs Anna Weber," */
#define KEYS 65536        /* a power of two, many times what there are */
#define BEGUN_MAX 6       /* phrases remembered of a word */
#define SUBJECTS                                                                                   \
  (KT_PHRASE_ERRAND | KT_PHRASE_ADVERT) /* say what is spoken of, not what is done                 \
                                         */
#define LEADS_MAX 3                     /* "Well, and so can you …" */

/* A phrase is the text between two bars of a table, groups taken apart. */
typedef struct
{
  const char *text;
  guint32 classes;
  gboolean first;  /* only where a sentence begins */
  guint16 certain; /* of phrases of one length the more certain wins */
  guint32 key;     /* mix_first() of all words that it can begin with; 0: they have none */
  guint next;      /* in its bucket, + 1; 0: the last */
} Phrase;

typedef struct
{
  GStringChunk *strings;
  GArray *phrases;
  guint heads[BUCKETS]; /* + 1 */
  guint ends[ENDS];     /* + 1; phrases whose first word is known by its ending */
  guint8 firsts[KEYS / 8], pairs[KEYS / 8]; /* of phrases that lie by two words */
  KtWordCache *words;                       /* Word */
} Lexicon;

/* begun: phrases that the word can begin, of those that lie by one; of too many none are kept. */
typedef struct
{
  KtWordFacts facts; /* first, for KtToken */
  guint32 key;
  guint8 filler, pairs, many; /* booleans */
  guint8 n_begun;
  guint16 begun[BEGUN_MAX];
} Word;

/* Mixes in a word's first letters only, so that "word*" lies where its words look. */
static guint32
mix_word (guint32 hash, const char *text, gsize length, guint most)
{
  guint letters = 0;
  for (gsize i = 0; i < length && text[i] != ' ' && text[i] != '*'; i++)
    {
      if (((guchar)text[i] & 0xC0) != 0x80 && ++letters > most)
        break;
      hash = (hash ^ (guchar)text[i]) * 16777619u;
    }
  return hash;
}

static guint32
mix_first (const char *word, gsize length)
{
  return mix_word (2166136261u, word, length, KEY_LETTERS);
}

/* By one word, of which hash is mix_first(), or by two: hundreds of phrases begin with "I" or
 * "ich". */
static guint32
mix_second (guint32 hash, const KtToken *second)
{
  return mix_word ((hash ^ ' ') * 16777619u, second->text, second->length, SECOND_LETTERS);
}

static guint
bucket_of (guint32 hash)
{
  return (hash ^ hash >> 15) & (BUCKETS - 1);
}

/* The phrase's second word if all that can stand for it begin with the letters looked at. */
static gboolean
second_of (const char *phrase, KtToken *ret)
{
  const char *second = strchr (phrase, ' ');
  if (second == NULL || second[1] == '\0' || second[1] == '~')
    return FALSE;
  *ret = (KtToken){ .text = second + 1, .length = (guint16)strcspn (second + 1, " ") };
  const char *any = memchr (ret->text, '*', ret->length);
  return any == NULL || g_utf8_strlen (ret->text, any - ret->text) >= SECOND_LETTERS;
}

/* By a word's last letters. Words of fewer all lie together. */
static guint
end_bucket_of (const char *text, gsize length)
{
  guint32 hash = 2166136261u;
  guint letters = 0;
  while (length > 0 && letters < END_LETTERS)
    {
      guchar octet = (guchar)text[--length];
      letters += (octet & 0xC0) != 0x80;
      hash = (hash ^ octet) * 16777619u;
    }
  return (hash ^ hash >> 15) & (ENDS - 1);
}

/* Whole words and beginnings are certain; of endings the longer one is, and what begins it too. */
static guint16
certainty_of (const char *phrase)
{
  guint certain = 0;
  for (const char *star = strchr (phrase, '*'); star != NULL; star = strchr (star + 1, '*'))
    certain += 8 * (guint)strcspn (star + 1, " ");
  return certain == 0 ? G_MAXUINT16 : (guint16)(certain + strlen (phrase));
}

/* Sets of hashes, by a bit each: nearly no word and no pair of words begins a phrase. */
static inline guint
bit_of (guint32 hash)
{
  return (hash ^ hash >> 15) & (KEYS - 1);
}

static void
include (guint8 set[KEYS / 8], guint32 hash)
{
  set[bit_of (hash) / 8] |= (guint8)(1 << bit_of (hash) % 8);
}

static inline gboolean
may_hold (const guint8 set[KEYS / 8], guint32 hash)
{
  return (set[bit_of (hash) / 8] & 1 << bit_of (hash) % 8) != 0;
}

static guint *
head_of (Lexicon *lexicon, const char *phrase, guint32 *ret_key)
{
  KtToken word = { .text = phrase, .length = (guint16)strcspn (phrase, " ") }, second;
  const char *star = memchr (phrase, '*', word.length), *end = phrase + word.length;
  *ret_key = 0;
  if (star != NULL && star + 1 < end && g_utf8_strlen (phrase, star - phrase) < KEY_LETTERS)
    return &lexicon->ends[end_bucket_of (star + 1, (gsize)(end - star - 1))];
  guint32 key = *ret_key = mix_first (word.text, word.length);
  if (!second_of (phrase, &second))
    return &lexicon->heads[bucket_of (key)];
  guint32 pair = mix_second (key, &second);
  include (lexicon->firsts, key);
  include (lexicon->pairs, pair);
  return &lexicon->heads[bucket_of (pair)];
}

static void
add_phrase (Lexicon *lexicon, const char *text, guint32 classes)
{
  gboolean first = *text == '^';
  text += first;
  guint32 key;
  guint *head = head_of (lexicon, text, &key);
  Phrase phrase = { .text = g_string_chunk_insert (lexicon->strings, text),
                    .key = key,
                    .classes = classes,
                    .first = first,
                    .certain = certainty_of (text),
                    .next = *head };
  g_array_append_val (lexicon->phrases, phrase);
  *head = lexicon->phrases->len;
}

/* Takes the groups of text apart, the first of them here. */
static void
expand (const char *text, void (*see) (const char *phrase, gpointer data), gpointer data)
{
  const char *open = strchr (text, '{');
  const char *close = open != NULL ? strchr (open, '}') : NULL;
  if (close == NULL)
    {
      see (text, data);
      return;
    }
  gsize head = (gsize)(open - text), rest = strlen (close + 1) + 1;
  g_autofree char *one = g_malloc (head + (gsize)(close - open) + rest);
  memcpy (one, text, head);
  for (const char *from = open + 1; from <= close; from += strcspn (from, ",}") + 1)
    {
      gsize length = strcspn (from, ",}");
      memcpy (one + head, from, length);
      memcpy (one + head + length, close + 1, rest);
      expand (one, see, data);
    }
}

static void
expand_table (const KtPhraseTable *row, void (*see) (const char *phrase, gpointer data),
              gpointer data)
{
  for (const char *from = row->phrases; *from != '\0';)
    {
      gsize length = strcspn (from, "|");
      g_autofree char *phrase = g_strndup (from, length);
      if (length > 0)
        expand (phrase, see, data);
      from += length + (from[length] == '|');
    }
}

static const KtPhraseTable *const tables[]
    = { kt_phrases_en, kt_phrases_de, kt_phrases_ru, kt_phrases_uk, kt_phrases_lv };

void
kt_lexicon_foreach (void (*see) (const char *phrase, gpointer data), gpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const KtPhraseTable *row = tables[i]; row->phrases != NULL; row++)
      expand_table (row, see, data);
}

typedef struct
{
  Lexicon *lexicon;
  guint32 classes;
} Filling;

static void
fill (const char *phrase, gpointer data)
{
  Filling *filling = data;
  add_phrase (filling->lexicon, phrase, filling->classes);
}

/* Of the phrases of a bucket those that begin with the word. */
static void
remember_begun (const Lexicon *lexicon, guint index, const KtToken *token, Word *word)
{
  for (; index != 0; index = g_array_index (lexicon->phrases, Phrase, index - 1).next)
    {
      const Phrase *phrase = &g_array_index (lexicon->phrases, Phrase, index - 1);
      if (!kt_phrase_word_matches (phrase->text, token))
        continue;
      word->filler |= (phrase->classes & KT_PHRASE_FILLER) != 0 && phrase->key != 0;
      word->many |= word->n_begun == BEGUN_MAX || index > G_MAXUINT16;
      if (!word->many)
        word->begun[word->n_begun++] = (guint16)index;
    }
}

static const Lexicon *lexicon_get (void);

/* A KtWordFunc. */
static void
find_out (const char *text, gsize length, gpointer data)
{
  Word *word = data;
  const Lexicon *lexicon = lexicon_get ();
  const KtToken token = { .text = text, .length = (guint16)length };
  const char *ending = text + length;

  word->key = mix_first (text, length);
  word->pairs = may_hold (lexicon->firsts, word->key);
  remember_begun (lexicon, lexicon->ends[end_bucket_of (text, length)], &token, word);
  remember_begun (lexicon, lexicon->heads[bucket_of (word->key)], &token, word);
  word->facts.forms = kt_forms_of (text, length);
  word->facts.stem = kt_stem_of_word (text, length);
  kt_word_classes_find (text, length, word->facts.classes);
  if (g_utf8_strlen (text, (gssize)length) < KT_ENDING_WORD_MIN)
    return;
  for (guint i = 0; i < KT_ENDING_LETTERS; i++)
    ending = g_utf8_prev_char (ending);
  word->facts.ending = kt_stem_new (ending, (gsize)(text + length - ending));
}

/* Made once, when the first letter is looked at; kept for the life of the process. */
static const Lexicon *
lexicon_get (void)
{
  static gsize made = 0;
  if (g_once_init_enter (&made))
    {
      Lexicon *lexicon = g_new0 (Lexicon, 1);
      lexicon->strings = g_string_chunk_new (64 << 10);
      lexicon->phrases = g_array_sized_new (FALSE, FALSE, sizeof (Phrase), 8192);
      lexicon->words = kt_word_cache_new (sizeof (Word), find_out);
      for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
        for (const KtPhraseTable *row = tables[i]; row->phrases != NULL; row++)
          {
            Filling filling = { lexicon, row->classes };
            expand_table (row, fill, &filling);
          }
      g_once_init_leave (&made, (gsize)lexicon);
    }
  return (const Lexicon *)made;
}

/* phrase: of those that lie at the word found is about. */
static void
match_phrase (const Phrase *phrase, const KtToken *tokens, guint n_tokens, KtPhraseMatch *found)
{
  if (phrase->first && !tokens[found->at].start)
    return;
  guint n = kt_phrase_takes (phrase->text, tokens, n_tokens, found->at);
  if (n == 0 || n < found->n || (n == found->n && phrase->certain < found->certain))
    return;
  gboolean better = n > found->n || phrase->certain > found->certain;
  found->classes = better ? phrase->classes : found->classes | phrase->classes;
  found->certain = phrase->certain;
  found->n = n;
}

/* The phrases of a bucket, index that of the first, + 1; key: of their first word; 0: any. */
static void
match_bucket (const Lexicon *lexicon, guint index, guint32 key, const KtToken *tokens,
              guint n_tokens, KtPhraseMatch *found)
{
  while (index != 0)
    {
      const Phrase *phrase = &g_array_index (lexicon->phrases, Phrase, index - 1);
      if (key == 0 || phrase->key == key)
        match_phrase (phrase, tokens, n_tokens, found);
      index = phrase->next;
    }
}

static const Word *
word_of (const KtToken *token)
{
  return (const Word *)token->facts;
}

/* The longest phrases at one word; of the same length and certainty all. */
static KtPhraseMatch
match_at (const Lexicon *lexicon, const KtToken *tokens, guint n_tokens, guint at)
{
  const KtToken *first = &tokens[at];
  const Word *word = word_of (first);
  KtPhraseMatch found = { .at = at };
  guint second = at + 1, end = end_bucket_of (first->text, first->length);
  for (guint i = 0; i < word->n_begun && !word->many; i++)
    match_phrase (&g_array_index (lexicon->phrases, Phrase, word->begun[i] - 1), tokens, n_tokens,
                  &found);
  if (word->many)
    {
      match_bucket (lexicon, lexicon->ends[end], 0, tokens, n_tokens, &found);
      match_bucket (lexicon, lexicon->heads[bucket_of (word->key)], word->key, tokens, n_tokens,
                    &found);
    }
  while (word->pairs && second < n_tokens && second <= at + KT_FILLERS_MAX + 1)
    {
      guint32 pair = mix_second (word->key, &tokens[second]);
      if (may_hold (lexicon->pairs, pair))
        match_bucket (lexicon, lexicon->heads[bucket_of (pair)], word->key, tokens, n_tokens,
                      &found);
      if (!tokens[second++].filler)
        break;
    }
  return found;
}

static gboolean
parts_clauses (gunichar c)
{
  return c == ',' || c == ';' || c == ':' || c == '(' || c == ')' || c == '.' || c == '!'
         || c == '?' || c == '/' || c == 0x2013 || c == 0x2014 || c == '"' || c == 0xAB
         || c == 0x201E || c == 0x201C;
}

static void
look_up (const Lexicon *lexicon, KtPhrasing *phrasing)
{
  KtWordLook looks[KT_TOKENS_MAX];
  for (guint i = 0; i < phrasing->n_tokens; i++)
    looks[i]
        = (KtWordLook){ .text = phrasing->tokens[i].text, .length = phrasing->tokens[i].length };
  kt_word_cache_get (lexicon->words, looks, phrasing->n_tokens);
  for (guint i = 0; i < phrasing->n_tokens; i++)
    {
      phrasing->tokens[i].facts = looks[i].facts;
      phrasing->tokens[i].filler = word_of (&phrasing->tokens[i])->filler;
    }
}

static void
split_words (KtPhrasing *phrasing)
{
  gboolean clause = TRUE;
  for (const char *p = phrasing->folded; *p != '\0';)
    {
      const char *from = p;
      gsize octets;
      for (; kt_phrases_is_word (p, &octets); p += octets)
        ;
      if (p > from && phrasing->n_tokens == KT_TOKENS_MAX)
        return;
      if (p > from)
        {
          phrasing->tokens[phrasing->n_tokens++]
              = (KtToken){ .text = from, .length = (guint16)(p - from), .clause = clause };
          clause = FALSE;
          continue;
        }
      clause |= parts_clauses (g_utf8_get_char (p));
      p += octets;
    }
}

static guint
end_of_clause (const KtPhrasing *phrasing, guint at)
{
  for (at++; at < phrasing->n_tokens && !phrasing->tokens[at].clause; at++)
    ;
  return at;
}

static void
mark_start (KtPhrasing *phrasing, guint at)
{
  if (at < phrasing->n_tokens)
    phrasing->tokens[at].start = TRUE;
}

/* Where the sentence begins: at its first word; after a greeting, with and without the name that
 * follows; after a name it is addressed to ("Anna, …"); after "so", "and", "well". */
static void
mark_starts (const Lexicon *lexicon, KtPhrasing *phrasing)
{
  guint at = 0;
  for (guint i = 0; i < LEADS_MAX && at < phrasing->n_tokens; i++)
    {
      mark_start (phrasing, at);
      KtPhraseMatch match = match_at (lexicon, phrasing->tokens, phrasing->n_tokens, at);
      guint end = end_of_clause (phrasing, at);
      if ((match.classes & KT_PHRASE_SALUTATION) != 0)
        {
          mark_start (phrasing, at + match.n);
          at = end - at <= SALUTATION_MAX ? end : at + match.n;
        }
      else if ((match.classes & (KT_PHRASE_LEAD | KT_PHRASE_CLOSING)) != 0)
        at = (match.classes & KT_PHRASE_LEAD) != 0 || end - at <= match.n ? at + match.n : end;
      else if (end - at == 1)
        at = end;
      else
        return;
    }
  mark_start (phrasing, at);
}

static gboolean
is_negated (const KtPhrasing *phrasing)
{
  if (phrasing->n_matches == 0)
    return FALSE;
  const KtPhraseMatch *last = &phrasing->matches[phrasing->n_matches - 1];
  return (last->classes & KT_PHRASE_NEGATION) != 0;
}

void
kt_phrasing_init (KtPhrasing *phrasing, const char *text, gsize length)
{
  const Lexicon *lexicon = lexicon_get ();

  phrasing->folded = kt_fold_head (text, MIN (length, KT_PHRASING_MAX));
  phrasing->n_tokens = phrasing->n_matches = 0;
  phrasing->classes = 0;
  kt_word_cache_tidy (lexicon->words);
  split_words (phrasing);
  look_up (lexicon, phrasing);
  mark_starts (lexicon, phrasing);
  for (guint at = 0; at < phrasing->n_tokens && phrasing->n_matches < KT_MATCHES_MAX;)
    {
      KtPhraseMatch match = match_at (lexicon, phrasing->tokens, phrasing->n_tokens, at);
      if (match.n <= 1 && (match.n == 0 || match.classes != 0) && (match.classes & ~SUBJECTS) == 0)
        match.classes |= kt_form_classes (phrasing->tokens, phrasing->n_tokens, at);
      at += MAX (match.n, 1);
      if (match.classes != 0)
        match.n = MAX (match.n, 1);
      if (match.n == 0)
        continue;
      const KtPhraseMatch *last
          = phrasing->n_matches > 0 ? &phrasing->matches[phrasing->n_matches - 1] : NULL;
      if (last != NULL && is_negated (phrasing) && last->at + last->n == match.at)
        match.classes &= KT_PHRASE_NEGATION | KT_PHRASE_OBJECTION;
      phrasing->matches[phrasing->n_matches++] = match;
      phrasing->classes |= match.classes;
    }
}

void
kt_phrasing_clear (KtPhrasing *phrasing)
{
  g_clear_pointer (&phrasing->folded, g_free);
}
