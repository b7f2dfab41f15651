#include "config.h"
#include "forms.h"
#include <string.h>

#define WHOLE_ROOT 6 /* octets: an ending that long may be all that follows a prefix */
#define WORD_MIN 5   /* octets */

/* Built like a verb in the first person. */
typedef enum
{
  FORM_ONE = 1 << 0,           /* I */
  FORM_ONE_UKRAINIAN = 1 << 1, /* I, in Ukrainian */
  FORM_MANY = 1 << 2,          /* we */
} Form;

/* Prefixes make a verb perfective: "шью" sews now, "дошью" will have sewn. */
static const char *const cyrillic_prefixes[]
    = { "по",  "при", "вы",  "ви",  "від", "от", "пере", "за", "на", "про",  "до", "раз",
        "рас", "роз", "под", "під", "изу", "об", "вз",   "зі", "ис", "спро", NULL };
static const char *const latvian_prefixes[]
    = { "no", "at", "aiz", "par", "ie", "iz", "uz", "sa", "pa", "pie", "ap", NULL };

/* "I shall": endings that nouns and adjectives have but rarely; those are in the tables. */
static const char *const cyrillic_first[]
    = { "лю",   "ню",    "рю",   "жу",   "шу",   "чу",    "щу",   "аю",    "ею",   "ирую",  "изую",
        "исую", "робую", "едую", "ляну", "кину", "стану", "чну",  "верну", "тяну", "тягну", "двину",
        "юсь",  "усь",   "юся",  "уся",  "веду", "несу",  "беру", "зову",  "тиму", NULL };
static const char *const ukrainian_first[] = { "ую", "юю", NULL };
static const char *const cyrillic_plural[]
    = { "аем",    "шлем",   "ишем",  "ажем",  "яжем",   "ведем",  "несем",  "берем",  "вернем",
        "глянем", "кинем",  "чнем",  "руем",  "изуем",  "робуем", "правим", "ставим", "товим",
        "бавим",  "формим", "купим", "делим", "верим",  "отрим",  "ворим",  "судим",  "ветим",
        "метим",  "латим",  "ислим", "дарим", "вторим", "вердим", "грузим", "устим",  "естим",
        "отим",   "росим",  "ончим", "лучим", "ючим",   "точним", "воним",  "олним",  "меним",
        "помним", "ценим",  "ложим", "решим", "жемся",  "емо",    "ємо",    "имо",    "емося",
        "имося",  "ємося",  "емось", "имось", NULL };
static const char *const latvian_first[]
    = { "isu", "asu",  "esu",  "osu",  "iksu", "uksu", "igsu", "egsu", "ugsu", "lsu",  "msu",
        "rsu", "isos", "asos", "esos", "osos", "ksos", "gsos", "lsos", "msos", "rsos", NULL };
static const char *const latvian_plural[] = { "sim", "simies", NULL };

/* A noun follows: "на выдачу", "через подачу". */
static const char *const prepositions[]
    = { "в", "во", "на",    "за",  "про", "по", "под", "о", "об", "через", "к",   "ко",  "у", "из",
        "с", "со", "перед", "для", "при", "до", "від", "з", "зі", "із",    "над", "від", NULL };
static const char *const of_nouns[]
    = { "ую", "юю", "нашу", "вашу", "свою", "твою", "эту", "цю", NULL };

/* Nothing is called for what differs at once. */
static gboolean
ends_in (const KtToken *token, gsize begin, const char *const *endings)
{
  for (const char *const *ending = endings; *ending != NULL; ending++)
    {
      gsize length = strlen (*ending);
      const char *end = token->text + token->length;
      if (token->length >= begin + length + (length < WHOLE_ROOT ? 1 : 0)
          && end[-1] == (*ending)[length - 1] && memcmp (end - length, *ending, length) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Octets of a prefix that the token begins with; 0: it does not. */
static gsize
begun (const KtToken *token, const char *prefix)
{
  gsize n = 0;
  while (prefix[n] != '\0' && n < token->length && prefix[n] == token->text[n])
    n++;
  return prefix[n] == '\0' ? n : 0;
}

/* With a letter at least between prefix and a short ending. */
static gboolean
is_built (const KtToken *token, const char *const *prefixes, const char *const *endings)
{
  for (const char *const *prefix = prefixes; *prefix != NULL; prefix++)
    {
      gsize length = begun (token, *prefix);
      if (length > 0 && token->length > length && ends_in (token, length, endings))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_one_of (const KtToken *token, const char *const *words)
{
  for (; *words != NULL; words++)
    if (strlen (*words) == token->length && memcmp (token->text, *words, token->length) == 0)
      return TRUE;
  return FALSE;
}

/* Adjectives never end in -ую there. */
static gboolean
is_ukrainian (const KtToken *tokens, guint n_tokens)
{
  const char *from = tokens[0].text;
  gssize length = tokens[n_tokens - 1].text + tokens[n_tokens - 1].length - from;
  return g_strstr_len (from, length, "і") != NULL || g_strstr_len (from, length, "ї") != NULL
         || g_strstr_len (from, length, "є") != NULL;
}

guint32
kt_forms_of (const char *word, gsize length)
{
  const KtToken token = { .text = word, .length = (guint16)length };
  char last = length > 0 ? word[length - 1] : '\0';

  if (length < WORD_MIN)
    return 0;
  if ((guchar)*word >= 0xD0)
    return (is_built (&token, cyrillic_prefixes, cyrillic_first) ? FORM_ONE : 0)
           | (is_built (&token, cyrillic_prefixes, ukrainian_first) ? FORM_ONE_UKRAINIAN : 0)
           | (is_built (&token, cyrillic_prefixes, cyrillic_plural) ? FORM_MANY : 0);
  if (last != 'u' && last != 's' && last != 'm')
    return 0;
  return (is_built (&token, latvian_prefixes, latvian_first) ? FORM_ONE : 0)
         | (is_built (&token, latvian_prefixes, latvian_plural) ? FORM_MANY : 0);
}

/* Whether a noun stands here: Cyrillic words after some others. */
static gboolean
is_noun (const KtToken *token, gboolean alone)
{
  if ((guchar)*token->text < 0xD0 || token->clause || alone)
    return FALSE;
  return is_one_of (token - 1, prepositions) || ends_in (token - 1, 0, of_nouns);
}

guint32
kt_form_classes (const KtToken *tokens, guint n_tokens, guint at)
{
  guint32 forms = tokens[at].facts->forms;
  if (forms == 0 || is_noun (&tokens[at], at == 0))
    return 0;
  if ((forms & FORM_ONE) != 0
      || ((forms & FORM_ONE_UKRAINIAN) != 0 && is_ukrainian (tokens, n_tokens)))
    return KT_PHRASE_PROMISE | KT_PHRASE_PERSON;
  return (forms & FORM_MANY) != 0 ? KT_PHRASE_PROMISE : 0;
}
