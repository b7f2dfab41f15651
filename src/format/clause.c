#include "config.h"
#include "clause.h"
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

/* Whether the last word is no abbreviation: who writes small letters only ends sentences too. */
static gboolean
is_long (const KtClauses *clauses, const GString *lower)
{
  gsize n = 0;
  while (n < lower->len && lower->str[lower->len - 1 - n] != '\0')
    n++;
  if (n == 0 && lower->len > 0)
    for (n = 1; n < lower->len && lower->str[lower->len - 1 - n] != '\0'; n++)
      ;
  return clauses->n > 0 && n >= LONG_WORD;
}

/* Words as the lexicon parts them, but with their marks and apostrophes; lower has room for all. */
static void
split_words (KtClauses *clauses, const char *text, gsize length)
{
  GString *lower = g_string_sized_new (2 * length + 16);
  gsize offsets[KT_TOKENS_MAX];
  gboolean clause = TRUE, ended = FALSE, inside = FALSE;
  const char *end = text + length;

  clauses->n = 0;
  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean joins = inside && is_apostrophe (c) && g_utf8_next_char (p) < end
                       && g_unichar_isalpha (g_utf8_get_char (g_utf8_next_char (p)));
      if (!joins && !g_unichar_isalnum (c) && !g_unichar_ismark (c))
        {
          clause |= parts_clauses (c) || (c == '-' && p[1] == ' ');
          ended |= (c == '.' || c == '!' || c == '?' || c == 0x2026) && is_long (clauses, lower);
          if (inside)
            g_string_append_c (lower, '\0');
          inside = FALSE;
          continue;
        }
      if (!inside && clauses->n == KT_TOKENS_MAX)
        break;
      if (!inside)
        {
          offsets[clauses->n] = lower->len;
          clauses->words[clauses->n++]
              = (KtWord){ .clause = clause, .start = ended, .capital = g_unichar_isupper (c) };
        }
      inside = TRUE;
      clause = ended = FALSE;
      g_string_append_unichar (lower, joins ? '\'' : g_unichar_tolower (c));
    }
  clauses->lower = g_string_free (lower, FALSE);
  for (guint i = 0; i < clauses->n; i++)
    clauses->words[i].text = clauses->lower + offsets[i];
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

/* How many words of the sentence a language knows. */
static guint
known_words (const KtClauses *clauses, guint language)
{
  GHashTable *dictionary = dictionary_of (language);
  guint n = 0;
  for (guint i = 0; i < clauses->n; i++)
    n += g_hash_table_contains (dictionary, clauses->words[i].text);
  return n;
}

static void
classify (KtClauses *clauses, guint language)
{
  GHashTable *dictionary = dictionary_of (language);
  for (guint i = 0; i < clauses->n; i++)
    {
      KtWord *word = &clauses->words[i];
      word->classes = GPOINTER_TO_UINT (g_hash_table_lookup (dictionary, word->text));
      char *possessor = language == 0 && word->classes == 0 ? strstr (word->text, "'s") : NULL;
      if (possessor != NULL && possessor[2] == '\0') /* "Friday's" */
        {
          g_autofree char *owner = g_strndup (word->text, (gsize)(possessor - word->text));
          word->classes = kt_word_known (language, owner) & KT_WORD_TIME;
        }
      if (g_ascii_isdigit (*word->text))
        word->classes |= KT_WORD_TIME;
      else if (word->classes == 0)
        word->classes
            = language == 0 ? kt_word_of_english (word->text) : kt_word_of_german (word->text);
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

guint32
kt_clauses_said (const char *text, gsize length, const KtPhrasing *phrasing)
{
  KtClauses clauses;
  guint32 said = 0;

  if ((guchar)*phrasing->folded >= 0xD0 || phrasing->n_tokens == 0) /* Cyrillic */
    return 0;
  length = MIN (length, KT_PHRASING_MAX);
  split_words (&clauses, text, length);
  take_phrases (&clauses, phrasing);
  guint english = known_words (&clauses, 0), german = known_words (&clauses, 1);
  gboolean is_english = english >= german;
  if (MAX (english, german) * 3 >= clauses.n)
    {
      classify (&clauses, is_english ? 0 : 1);
      said = is_english ? kt_clauses_english (&clauses) : kt_clauses_german (&clauses);
    }
  g_free (clauses.lower);
  return said;
}
