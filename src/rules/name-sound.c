#include "config.h"
#include "kontor/duplicate.h"
#include "kontor/fold.h"
#include <string.h>

/* Cyrillic letters of Russian and Ukrainian, casefolded, by how the rest of the table spells them
 * in Latin ones. г is g and h, и is i and y: those fall together below. */
static const struct
{
  gunichar letter;
  const char *latin;
} cyrillic[] = {
  { 0x430, "a" },  { 0x431, "b" }, { 0x432, "v" }, { 0x433, "g" }, { 0x491, "g" }, { 0x434, "d" },
  { 0x435, "e" },  { 0x451, "e" }, { 0x454, "e" }, { 0x436, "z" }, { 0x437, "z" }, { 0x438, "i" },
  { 0x456, "i" },  { 0x457, "i" }, { 0x439, "i" }, { 0x43A, "k" }, { 0x43B, "l" }, { 0x43C, "m" },
  { 0x43D, "n" },  { 0x43E, "o" }, { 0x43F, "p" }, { 0x440, "r" }, { 0x441, "s" }, { 0x442, "t" },
  { 0x443, "u" },  { 0x444, "f" }, { 0x445, "g" }, { 0x446, "c" }, { 0x447, "c" }, { 0x448, "s" },
  { 0x449, "s" },  { 0x44A, "" },  { 0x44B, "i" }, { 0x44C, "" },  { 0x44D, "e" }, { 0x44E, "iu" },
  { 0x44F, "ia" }, { 0x45E, "u" },
};

/* What Latin spellings of one sound become; longest first. Diacritics are gone by then. */
static const char *const sounds[][2] = {
  { "shch", "s" }, { "tsch", "c" }, { "sch", "s" }, { "tch", "c" }, { "kh", "g" },  { "gh", "g" },
  { "zh", "z" },   { "sh", "s" },   { "ch", "c" },  { "ts", "c" },  { "tz", "c" },  { "cz", "c" },
  { "sz", "s" },   { "ph", "f" },   { "th", "t" },  { "ck", "k" },  { "ct", "kt" }, { "sc", "s" },
  { "qu", "kv" },  { "x", "ks" },   { "w", "v" },   { "q", "k" },   { "h", "g" },   { "j", "i" },
  { "y", "i" },    { "ß", "s" },
};

/* After that: what is one in one of the languages and two in another. */
static const char *const vowels[][2]
    = { { "iio", "e" }, { "io", "e" }, { "ie", "e" }, { "dz", "z" } };

static const char *const legal_forms[]
    = { "sia", "as",  "ik",  "zs",  "pk",  "gmbh", "ag", "kg",      "ug",  "ohg", "ltd",
        "llc", "inc", "plc", "uab", "oy",  "ou",   "co", "corp",    "srl", "sro", "ооо",
        "зао", "оао", "пао", "ао",  "тов", "фоп",  "ип", "пп",      "чп",  "нп",  "тзов",
        "дп",  "ek",  "ev",  "spa", "sa",  "bv",   "nv", "company", NULL };

/* Given names as Russian, Ukrainian and Latvian have them, by their sounds; a line is one. */
static const char *const given_names[][4] = {
  { "aleksandr", "oleksandr", "aleksander" },
  { "aleksei", "oleksi", "aleksi" },
  { "anastasia", "nastasia" },
  { "andrei", "andri" },
  { "anton", "antin" },
  { "artem", "artiom" },
  { "daniil", "danilo", "danil" },
  { "dmitri", "dmitro" },
  { "ekaterina", "katerina" },
  { "elena", "olena" },
  { "evgeni", "evgen" },
  { "feodor", "fedor", "fedir" },
  { "grigori", "grigor" },
  { "iakov", "iakiv" },
  { "iulia", "ulia" },
  { "kiril", "kirilo" },
  { "konstantin", "kostiantin", "kostantin" },
  { "matvei", "matvi" },
  { "migail", "migailo" },
  { "nikolai", "mikola", "nikola" },
  { "pavel", "pavlo" },
  { "petr", "petro" },
  { "sergei", "sergi" },
  { "stepan", "stefan" },
  { "svetlana", "svitlana" },
  { "tatiana", "tetiana" },
  { "vasili", "vasil" },
  { "viktor", "victor" },
  { "vladimir", "volodimir" },
};

static const char *
latin_of (gunichar letter)
{
  for (guint i = 0; letter >= 0x400 && i < G_N_ELEMENTS (cyrillic); i++)
    if (cyrillic[i].letter == letter)
      return cyrillic[i].latin;
  return NULL;
}

static char *
romanise (const char *fold, gboolean *ret_cyrillic)
{
  GString *out = g_string_new (NULL);
  for (const char *p = fold; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *latin = latin_of (c);
      *ret_cyrillic |= latin != NULL;
      if (latin != NULL)
        g_string_append (out, latin);
      else if (g_unichar_isalpha (c))
        g_string_append_unichar (out, c == 0xDF ? 's' : c);
    }
  return g_string_free (out, FALSE);
}

static char *
replace (char *text, const char *const (*pairs)[2], guint n)
{
  GString *out = g_string_new (NULL);
  for (const char *p = text; *p != '\0';)
    {
      guint i = 0;
      while (i < n && (*p != pairs[i][0][0] || !g_str_has_prefix (p, pairs[i][0])))
        i++;
      g_string_append_len (out, i < n ? pairs[i][1] : p, i < n ? (gssize)strlen (pairs[i][1]) : 1);
      p += i < n ? strlen (pairs[i][0]) : 1;
    }
  g_free (text);
  return g_string_free (out, FALSE);
}

/* "anna" and "ana", "Dmitrij" and "Dmitry" are one. */
static void
single_letters (char *text)
{
  char *to = text;
  for (const char *from = text; *from != '\0'; from++)
    if (to == text || to[-1] != *from || (guchar)*from >= 0x80)
      *to++ = *from;
  *to = '\0';
}

/* Latvian ends men's names in -s: Oļegs, Ivanovs, Jānis are Олег, Иванов, Янис. */
static void
drop_ending (char *text)
{
  gsize length = strlen (text);
  if (length > 3 && text[length - 1] == 's')
    text[length - 1] = '\0';
  length = strlen (text);
  if (length > KT_SOUND_MAX)
    text[KT_SOUND_MAX] = '\0';
}

static char *
sound_of (const char *fold)
{
  gboolean cyrillic_letters = FALSE;
  char *text = romanise (fold, &cyrillic_letters);
  if (!cyrillic_letters)
    text = replace (text, (const char *const(*)[2])sounds, G_N_ELEMENTS (sounds));
  text = replace (text, (const char *const(*)[2])vowels, G_N_ELEMENTS (vowels));
  single_letters (text);
  drop_ending (text);
  return text;
}

char *
kt_name_sound (const char *word)
{
  g_autofree char *fold = kt_fold (word);
  return sound_of (fold);
}

/* The line of given_names a word stands in, counted from 1; 0 none. */
static guint
given_of (const char *sound)
{
  for (guint i = 0; i < G_N_ELEMENTS (given_names); i++)
    for (guint k = 0; k < G_N_ELEMENTS (given_names[i]) && given_names[i][k] != NULL; k++)
      if (given_names[i][k][1] == sound[1] && g_str_equal (given_names[i][k], sound))
        return i + 1;
  return 0;
}

const char *
kt_name_common (const KtNameKey *key, guint word)
{
  return key->given[word] != 0 ? given_names[key->given[word] - 1][0] : key->words[word];
}

void
kt_name_key_free (KtNameKey *key)
{
  if (key == NULL)
    return;
  for (guint i = 0; i < key->n; i++)
    g_free (key->words[i]);
  g_free (key->shown);
  g_free (key->number);
  g_free (key);
}

/* Words of letters; "А.В." are two, "Anna-Maria" too, apostrophes join. */
static GStrv
split (const char *fold)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  const char *start = NULL;
  for (const char *p = fold;; p = g_utf8_next_char (p))
    {
      gboolean letter = *p != '\0' && g_unichar_isalnum (g_utf8_get_char (p));
      if (letter && start == NULL)
        start = p;
      if (letter || start == NULL)
        {
          if (*p == '\0')
            break;
          continue;
        }
      g_autofree char *word = g_strndup (start, (gsize)(p - start));
      g_strv_builder_add (words, word);
      start = NULL;
      if (*p == '\0')
        break;
    }
  return g_strv_builder_end (words);
}

KtNameKey *
kt_name_key (const char *name, gboolean company)
{
  KtNameKey *key = g_new0 (KtNameKey, 1);
  key->shown = kt_fold (name);
  key->company = company;
  g_auto (GStrv) words = split (key->shown);
  for (char **word = words; *word != NULL && key->n < KT_NAME_KEY_WORDS; word++)
    {
      if (company && g_strv_contains (legal_forms, *word))
        continue;
      if (g_ascii_isdigit (**word))
        {
          g_free (key->number);
          key->number = g_strdup (*word);
          continue;
        }
      g_autofree char *sound = sound_of (*word);
      if (*sound == '\0')
        continue;
      key->given[key->n] = given_of (sound);
      key->words[key->n++] = g_steal_pointer (&sound);
    }
  return key;
}
