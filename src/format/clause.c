#include "config.h"
#include "clause.h"
#include "word-cache.h"
#include <string.h>

#define LANGUAGES 2
#define LONG_WORD 4 /* octets */
#define DEEDS                                                                                      \
  (KT_PHRASE_COURTESY | KT_PHRASE_NO_ANSWER | KT_PHRASE_RHETORIC | KT_PHRASE_SMALL_TALK            \
   | KT_PHRASE_CLOSING | KT_PHRASE_PROMISE | KT_PHRASE_INFORM | KT_PHRASE_DECLINE)

static const KtWordTable *const tables[LANGUAGES] = { kt_words_en, kt_words_de };

static void
add_words (GHashTable *dictionary, const KtWordTable *row)
{
  g_auto (GStrv) words = g_strsplit (row->words, " ", -1);
  for (char **word = words; *word != NULL; word++)
    {
      guint32 classes = GPOINTER_TO_UINT (g_hash_table_lookup (dictionary, *word)) | row->classes;
      g_hash_table_insert (dictionary, g_steal_pointer (word), GUINT_TO_POINTER (classes));
      *word = g_strdup ("");
    }
}

/* Made once, as the lexicon is. */
static GHashTable *
dictionary_of (guint language)
{
  static gsize made = 0;
  static GHashTable *dictionaries[LANGUAGES];
  if (g_once_init_enter (&made))
    {
      for (guint i = 0; i < LANGUAGES; i++)
        {
          dictionaries[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
          for (const KtWordTable *row = tables[i]; row->words != NULL; row++)
            add_words (dictionaries[i], row);
        }
      g_once_init_leave (&made, 1);
    }
  return dictionaries[language];
}

guint32
kt_word_known (guint language, const char *word)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (dictionary_of (language), word));
}

/* A word by itself. Its classes are asked for where it stands among words of the language only. */
typedef struct
{
  gboolean known[LANGUAGES]; /* whether the dictionary has it */
  gboolean judged[LANGUAGES];
  guint32 classes[LANGUAGES];
} WordFacts;

static guint32
classes_of (const char *word, guint language)
{
  guint32 classes = kt_word_known (language, word);
  const char *possessor = language == 0 && classes == 0 ? strstr (word, "'s") : NULL;
  if (possessor != NULL && possessor[2] == '\0') /* "Friday's" */
    {
      g_autofree char *owner = g_strndup (word, (gsize)(possessor - word));
      classes = kt_word_known (language, owner) & KT_WORD_TIME;
    }
  if (g_ascii_isdigit (*word))
    return classes | KT_WORD_TIME;
  if (classes != 0)
    return classes;
  return language == 0 ? kt_word_of_english (word) : kt_word_of_german (word);
}

/* A KtWordFunc. */
static void
find_out (const char *text, gsize length, gpointer data)
{
  WordFacts *facts = data;
  g_autofree char *word = g_strndup (text, length);
  for (guint i = 0; i < LANGUAGES; i++)
    facts->known[i] = g_hash_table_contains (dictionary_of (i), word);
}

static KtWordCache *
cache_get (void)
{
  static gsize made = 0;
  if (g_once_init_enter (&made))
    g_once_init_leave (&made, (gsize)kt_word_cache_new (sizeof (WordFacts), find_out));
  return (KtWordCache *)made;
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == 0x02BC || c == '`';
}

static gboolean
parts_clauses (gunichar c)
{
  return c == ',' || c == ';' || c == ':' || c == '(' || c == ')' || c == '.' || c == '!'
         || c == '?' || c == '/' || c == 0x2013 || c == 0x2014 || c == '"' || c == 0xAB
         || c == 0x201E || c == 0x201C;
}

/* Letters, digits and the marks on them; U+0100–017F are letters. */
static inline gboolean
is_of_word (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum ((char)c);
  return (c >= 0x100 && c < 0x180) || g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static inline gunichar
character (const char *p)
{
  return (guchar)*p < 0x80 ? (guchar)*p : g_utf8_get_char (p);
}

static inline char *
write_lower (char *to, gunichar c)
{
  if (c < 0x80)
    *to++ = g_ascii_tolower ((char)c);
  else
    to += g_unichar_to_utf8 (g_unichar_tolower (c), to);
  return to;
}

/* Whether c at p joins the letters around it, as in "don't". */
static gboolean
joins (gunichar c, const char *p, const char *end)
{
  p = is_apostrophe (c) ? g_utf8_next_char (p) : end;
  return p < end && g_unichar_isalpha (g_utf8_get_char (p));
}

/* Writes the word at *p in lower case, terminated; moves *p behind it. */
static char *
write_word (const char **p, const char *end, char *to)
{
  const char *from = *p;
  while (*p < end)
    {
      gunichar c = character (*p);
      gboolean apostrophe = *p > from && !is_of_word (c) && joins (c, *p, end);
      if (!apostrophe && !is_of_word (c))
        break;
      to = apostrophe ? write_lower (to, '\'') : write_lower (to, c);
      *p = g_utf8_next_char (*p);
    }
  *to++ = '\0';
  return to;
}

/* Words as the lexicon parts them, but with their marks and apostrophes. A small letter has at most
 * half an octet more than its capital for each of that. A word long enough is no abbreviation: who
 * writes small letters only ends sentences too. */
static void
split_words (KtClauses *clauses, const char *text, gsize length)
{
  char *to = clauses->lower = g_malloc (2 * length + 16);
  gboolean clause = TRUE, ended = FALSE, is_long = FALSE;
  const char *end = text + length, *p = text;

  clauses->n = 0;
  while (p < end)
    {
      gunichar c = character (p);
      if (is_of_word (c))
        {
          if (clauses->n == KT_TOKENS_MAX)
            break;
          KtWord *word = &clauses->words[clauses->n++];
          *word = (KtWord){
            .text = to, .clause = clause, .start = ended, .capital = g_unichar_isupper (c)
          };
          to = write_word (&p, end, to);
          word->length = (guint)(to - 1 - word->text);
          is_long = word->length >= LONG_WORD;
          clause = ended = FALSE;
          continue;
        }
      clause |= parts_clauses (c) || (c == '-' && p[1] == ' ');
      ended |= (c == '.' || c == '!' || c == '?' || c == 0x2026) && is_long;
      p = g_utf8_next_char (p);
    }
  for (guint i = clauses->n; i < clauses->n + KT_WORDS_BEYOND; i++)
    clauses->words[i] = (KtWord){ .text = "", .clause = TRUE };
}

/* Where greetings and names end the phrases know, and what a finished wording does they know
 * better; where words were parted otherwise, commas do. */
static void
take_phrases (KtClauses *clauses, const KtPhrasing *phrasing)
{
  gboolean same = clauses->n == phrasing->n_tokens;
  for (guint i = 0; i < clauses->n; i++)
    clauses->words[i].start |= same ? phrasing->tokens[i].start : i == 0;
  for (guint i = 0; same && i < phrasing->n_matches; i++)
    {
      const KtPhraseMatch *match = &phrasing->matches[i];
      clauses->words[match->at].known
          = (match->classes & DEEDS) != 0
            && (match->classes & (KT_PHRASE_ASK | KT_PHRASE_PLEASE)) == 0;
      for (guint j = match->at; j < match->at + match->n && match->classes == 0; j++)
        clauses->words[j].plain = TRUE;
    }
}

static void
classify (KtClauses *clauses, const KtWordLook *looks, guint language)
{
  for (guint i = 0; i < clauses->n; i++)
    {
      KtWord *word = &clauses->words[i];
      WordFacts *facts = looks[i].facts;
      if (!facts->judged[language])
        facts->classes[language] = classes_of (word->text, language);
      facts->judged[language] = TRUE;
      word->classes = facts->classes[language];
      if (i > 0 && i + 1 < clauses->n && word->start && word->classes == 0 && !word->clause)
        word[1].start = TRUE; /* "hi marta can you": a name after a greeting */
    }
}

guint32
kt_word_is (const KtClauses *clauses, guint at, guint32 classes)
{
  return at < clauses->n ? clauses->words[at].classes & classes : 0;
}

gboolean
kt_word_says (const KtClauses *clauses, guint at, const char *const *words)
{
  if (at >= clauses->n)
    return FALSE;
  const char *text = clauses->words[at].text;
  for (; *words != NULL; words++)
    if (**words == *text && strcmp (*words, text) == 0)
      return TRUE;
  return FALSE;
}

guint
kt_clause_end (const KtClauses *clauses, guint at)
{
  for (at++; at < clauses->n && !clauses->words[at].clause; at++)
    ;
  return MIN (at, clauses->n);
}

guint
kt_word_skip (const KtClauses *clauses, guint at, guint32 classes)
{
  guint from = at;
  while (at < clauses->n && (clauses->words[at].classes & classes) != 0
         && (at == from || !clauses->words[at].clause))
    at++;
  return at;
}

static guint32
judge_words (KtClauses *clauses)
{
  KtWordLook looks[KT_TOKENS_MAX];
  guint n_known[LANGUAGES] = { 0 };

  for (guint i = 0; i < clauses->n; i++)
    looks[i] = (KtWordLook){ .text = clauses->words[i].text, .length = clauses->words[i].length };
  kt_word_cache_get (cache_get (), looks, clauses->n);
  for (guint i = 0; i < clauses->n; i++)
    for (guint language = 0; language < LANGUAGES; language++)
      n_known[language] += ((const WordFacts *)looks[i].facts)->known[language] != 0;
  gboolean is_english = n_known[0] >= n_known[1];
  if (MAX (n_known[0], n_known[1]) * 3 < clauses->n)
    return 0;
  classify (clauses, looks, is_english ? 0 : 1);
  return is_english ? kt_clauses_english (clauses) : kt_clauses_german (clauses);
}

guint32
kt_clauses_said (const char *text, gsize length, const KtPhrasing *phrasing)
{
  KtClauses clauses;

  if ((guchar)*phrasing->folded >= 0xD0 || phrasing->n_tokens == 0) /* Cyrillic */
    return 0;
  kt_word_cache_tidy (cache_get ());
  split_words (&clauses, text, MIN (length, KT_PHRASING_MAX));
  take_phrases (&clauses, phrasing);
  guint32 said = judge_words (&clauses);
  g_free (clauses.lower);
  return said;
}
