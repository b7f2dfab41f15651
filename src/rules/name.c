#include "config.h"
#include "kontor/name.h"
#include "kontor/fold.h"
#include <string.h>

#define NAME_MAX_CHARS 100

/* Legal forms; those in capitals are told from words by their capitals. */
static const char *const legal_forms[]
    = { "gmbh",   "ohg",    "e.k",     "inc",    "ltd",   "llc",      "llp",      "plc",   "corp",
        "gbr",    "sia",    "uab",     "oü",     "oy",    "srl",      "s.r.o",    "ооо",   "зао",
        "оао",    "пао",    "тов",     "фоп",    "ип",    "компания", "компанія", "group", "grupa",
        "verlag", "studio", "studija", "agency", "salon", NULL };
static const char *const capital_forms[]
    = { "AS", "AG", "KG", "UG", "SA", "AB", "BV", "NV", "IK", "АО", "ПП", "ТЗ", NULL };
static const char *const titles[]
    = { "dr", "prof", "mr", "mrs", "ms", "herr", "frau", "ing", "mag", "h.c", NULL };
/* Of titles with a hyphen in them the first part tells: Dr.-Ing., Dipl.-Kffr., Univ.-Prof. */
static const char *const joined_titles[]
    = { "dr.-", "dipl.-", "univ.-", "priv.-", "mag.-", "prof.-", NULL };
static const char *const degrees[] = { "phd", "ph.d", "mba", "md",  "m.d", "jr",  "sr", "dr",
                                       "msc", "bsc",  "esq", "cpa", "ii",  "iii", NULL };
static const char *const particles[]
    = { "von", "van", "de", "da", "der", "den", "di", "la", "le", "del", "zu", NULL };
static const char *const patronymic_endings[]
    = { "ович", "евич", "йович", "івна", "ївна", "овна", "евна", "ична", "инична", "ьич", NULL };

void
kt_name_guess_free (KtNameGuess *guess)
{
  g_free (guess->name);
  g_free (guess->given);
  g_free (guess->family);
  g_free (guess->patronymic);
  g_free (guess);
}

/* Casefolded, without final dots and commas. */
static char *
bare (const char *word)
{
  char *folded = g_utf8_casefold (word, -1);
  gsize length = strlen (folded);
  while (length > 0 && strchr (".,;", folded[length - 1]) != NULL)
    folded[--length] = '\0';
  return folded;
}

static gboolean
among (const char *word, const char *const *list)
{
  g_autofree char *folded = bare (word);
  return g_strv_contains (list, folded);
}

static gboolean
is_title (const char *word)
{
  g_autofree char *folded = bare (word);
  for (const char *const *start = joined_titles; *start != NULL; start++)
    if (g_str_has_prefix (folded, *start))
      return TRUE;
  return g_strv_contains (titles, folded) || g_str_equal (word, "med.");
}

static gboolean
is_legal_form (const char *word)
{
  return among (word, legal_forms) || g_strv_contains (capital_forms, word);
}

static gboolean
is_patronymic (const char *word)
{
  g_autofree char *folded = bare (word);
  for (const char *const *ending = patronymic_endings; *ending != NULL; ending++)
    if (g_str_has_suffix (folded, *ending) && strlen (folded) > strlen (*ending) + 2)
      return TRUE;
  return FALSE;
}

/* 1 all capitals (at least two letters), -1 all small, 0 mixed or neither */
static int
loudness (const char *word)
{
  int upper = 0, lower = 0;
  for (; *word != '\0'; word = g_utf8_next_char (word))
    {
      gunichar c = g_utf8_get_char (word);
      upper += g_unichar_isupper (c);
      lower += g_unichar_islower (c);
    }
  if (upper > 1 && lower == 0)
    return 1;
  return upper == 0 && lower > 0 ? -1 : 0;
}

/* Anna-Maria: a capital at the start and behind each hyphen. */
static char *
capitalise (const char *word)
{
  g_autofree char *small = g_utf8_strdown (word, -1);
  GString *result = g_string_new (NULL);
  gboolean start = TRUE;
  for (const char *p = small; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      g_string_append_unichar (result, start ? g_unichar_totitle (c) : c);
      start = c == '-';
    }
  return g_string_free (result, FALSE);
}

static void
lower_the_voice (char **words)
{
  for (char **word = words; *word != NULL; word++)
    if (loudness (*word) == 0)
      return;
  for (char **word = words; *word != NULL; word++)
    {
      char *quiet = among (*word, particles) ? g_utf8_strdown (*word, -1) : capitalise (*word);
      g_free (*word);
      *word = quiet;
    }
}

/* Words without empty ones, quotes and what stands in brackets. */
static char **
split_words (const char *display)
{
  g_autofree char *valid = g_utf8_make_valid (display, -1);
  g_autofree char *nfc = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  g_autofree char *cut = g_utf8_substring (nfc, 0, MIN (g_utf8_strlen (nfc, -1), NAME_MAX_CHARS));
  GString *clean = g_string_new (NULL);
  int depth = 0;
  for (const char *p = cut; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      depth += c == '(' || c == '[';
      gboolean skip = depth > 0 || c == '"' || c == 0x201c || c == 0x201d || c == 0x201e
                      || c == 0xab || c == 0xbb || c == 0x2039 || c == 0x203a
                      || g_unichar_type (c) == G_UNICODE_FORMAT;
      if ((c == ')' || c == ']') && depth > 0)
        depth--;
      if (!skip)
        g_string_append_unichar (clean, g_unichar_isspace (c) || g_unichar_iscntrl (c) ? ' ' : c);
    }
  g_auto (GStrv) all = g_strsplit (clean->str, " ", -1);
  g_string_free (clean, TRUE);
  GPtrArray *words = g_ptr_array_new ();
  for (char **word = all; *word != NULL; word++)
    if (**word != '\0' && !g_str_equal (*word, "'"))
      g_ptr_array_add (words, g_strdup (*word));
  g_ptr_array_add (words, NULL);
  return (char **)g_ptr_array_free (words, FALSE);
}

/* 'Anna Kalve', ‘Anna Kalve’, ‚Anna Kalve‘: single quotes round the whole, as some programs write
 * them. Within a name the same signs are apostrophes. */
static void
strip_single_quotes (char **words)
{
  static const struct
  {
    const char *opens, *closes;
  } pairs[] = { { "'", "'" }, { "‘", "’" }, { "‚", "‘" }, { "‚", "’" }, { "’", "’" } };
  guint n = g_strv_length (words);
  for (gsize i = 0; n > 0 && i < G_N_ELEMENTS (pairs); i++)
    {
      char *first = words[0], *last = words[n - 1];
      gsize opens = strlen (pairs[i].opens), closes = strlen (pairs[i].closes);
      if (!g_str_has_prefix (first, pairs[i].opens) || !g_str_has_suffix (last, pairs[i].closes)
          || (n == 1 && strlen (first) <= opens + closes))
        continue;
      last[strlen (last) - closes] = '\0';
      memmove (first, first + opens, strlen (first) + 1 - opens);
      return;
    }
}

static char *
join (char **words, guint from, guint to)
{
  GString *joined = g_string_new (NULL);
  for (guint i = from; i < to; i++)
    g_string_append_printf (joined, "%s%s", i > from ? " " : "", words[i]);
  return g_string_free (joined, FALSE);
}

static void
drop_word (char **words, guint at)
{
  g_free (words[at]);
  for (; words[at] != NULL; at++)
    words[at] = words[at + 1];
}

/* Cuts "via LinkedIn", "| Company" and what follows. */
static void
drop_tail (char **words)
{
  for (guint i = 1; words[0] != NULL && words[i] != NULL; i++)
    if (g_str_equal (words[i], "via") || g_str_equal (words[i], "|") || g_str_equal (words[i], "-")
        || g_str_equal (words[i], "–") || g_str_equal (words[i], "/"))
      {
        while (words[i] != NULL)
          drop_word (words, i);
        return;
      }
}

static void
drop_titles (char **words)
{
  for (guint i = 0; words[i] != NULL && words[1] != NULL;)
    if (is_title (words[i]) || (i > 0 && among (words[i], degrees)))
      drop_word (words, i);
    else
      i++;
}

/* Where the family name that comes first ends: "Kalns, Toms", "KALNS Toms"; 0: it comes last. */
static guint
leading_family (char **words)
{
  guint n = g_strv_length (words);
  for (guint i = 0; i + 1 < n; i++)
    if (g_str_has_suffix (words[i], ",") && strlen (words[i]) > 1)
      return i + 1;
  if (n == 2 && loudness (words[0]) == 1 && loudness (words[1]) == 0)
    return 1;
  return n == 3 && is_patronymic (words[2]) ? 1 : 0;
}

static void
turn_round (char **words, guint family)
{
  guint n = g_strv_length (words);
  g_autofree char **turned = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    turned[i] = words[(i + family) % n];
  memcpy (words, turned, n * sizeof *words);
}

static void
strip_commas (char **words)
{
  for (char **word = words; *word != NULL; word++)
    while (g_str_has_suffix (*word, ","))
      (*word)[strlen (*word) - 1] = '\0';
}

static guint
family_start (char **words, guint n)
{
  for (guint i = 1; i + 1 < n; i++)
    if (among (words[i], particles))
      return i;
  return n - 1;
}

static void
take_parts (KtNameGuess *guess, char **words, guint family)
{
  guint n = g_strv_length (words);
  guint start = family > 0 ? n - family : n > 1 ? family_start (words, n) : n;
  guint given_end = start;
  if (start > 1 && is_patronymic (words[start - 1]))
    guess->patronymic = g_strdup (words[--given_end]);
  guess->given = join (words, 0, given_end);
  if (start < n)
    guess->family = join (words, start, n);
}

static KtNameGuess *
guess_words (char **words)
{
  KtNameGuess *guess = g_new0 (KtNameGuess, 1);
  for (char **word = words; *word != NULL && !guess->company; word++)
    guess->company = is_legal_form (*word);
  if (guess->company)
    {
      guess->name = g_strjoinv (" ", words);
      return guess;
    }
  drop_tail (words);
  drop_titles (words);
  guint family = leading_family (words);
  if (family == 1 && words[2] == NULL && loudness (words[0]) == 1)
    {
      char *quiet = capitalise (words[0]);
      g_free (words[0]);
      words[0] = quiet;
    }
  if (family > 0)
    turn_round (words, family);
  strip_commas (words);
  lower_the_voice (words);
  take_parts (guess, words, family);
  guess->name = g_strjoinv (" ", words);
  return guess;
}

/* "anna.berzina-ozola1986" → Anna Berzina-Ozola; "o.savchuk" → O. Savchuk; NULL: nothing nice. */
static char *
nice_local_part (const char *norm)
{
  const char *sign = strrchr (norm, '@');
  g_autofree char *local = g_strndup (norm, sign != NULL ? (gsize)(sign - norm) : strlen (norm));
  char *plus = strchr (local, '+');
  if (plus != NULL && plus > local)
    *plus = '\0';
  for (char *p = local; *p != '\0'; p++)
    if (g_ascii_isdigit (*p) || strchr ("._", *p) != NULL)
      *p = ' ';
  g_auto (GStrv) words = split_words (local);
  for (char **word = words; *word != NULL; word++)
    {
      g_autofree char *old = *word;
      g_autofree char *capital = capitalise (old);
      *word = g_strconcat (capital, g_utf8_strlen (old, -1) == 1 ? "." : "", NULL);
    }
  g_autofree char *name = g_strjoinv (" ", words);
  return g_utf8_strlen (name, -1) > 2 ? g_steal_pointer (&name) : NULL;
}

static KtNameGuess *
guess_address (const KtAddr *addr)
{
  g_autofree char *name = NULL;
  gboolean role = kt_addr_is_role (addr);
  name = role ? kt_name_of_company (kt_addr_domain (addr)) : nice_local_part (kt_addr_norm (addr));
  if (name == NULL)
    name = g_strdup (kt_addr_norm (addr));
  KtNameGuess *guess = g_new0 (KtNameGuess, 1);
  guess->company = role;
  guess->name = g_steal_pointer (&name);
  return guess;
}

static gboolean
says_nothing (char **words, const KtAddr *addr)
{
  if (words[0] == NULL)
    return TRUE;
  g_autofree char *joined = g_strjoinv (" ", words);
  g_autofree char *folded = g_utf8_casefold (joined, -1);
  const char *norm = kt_addr_norm (addr);
  gsize length = strlen (folded);
  gboolean local = strncmp (norm, folded, length) == 0 && norm[length] == '@';
  return strchr (joined, '@') != NULL || (local && words[1] == NULL);
}

/* Whoever signs, info@ is the company's: as a person's it would be a shared address, which picks
 * nobody. */
static void
be_company (KtNameGuess *guess)
{
  guess->company = TRUE;
  g_clear_pointer (&guess->given, g_free);
  g_clear_pointer (&guess->family, g_free);
  g_clear_pointer (&guess->patronymic, g_free);
}

KtNameGuess *
kt_name_guess (const char *display, const KtAddr *addr)
{
  g_auto (GStrv) words = split_words (display != NULL ? display : "");
  strip_single_quotes (words);
  if (says_nothing (words, addr))
    return guess_address (addr);
  g_autoptr (KtNameGuess) guess = guess_words (words);
  if (*guess->name == '\0')
    return guess_address (addr);
  if (kt_addr_is_role (addr))
    be_company (guess);
  return g_steal_pointer (&guess);
}

/* Second-level domains under which companies are registered: firm.co.uk. */
static const char *const shared_levels[]
    = { "co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", NULL };

char *
kt_name_of_company (const char *domain)
{
  if (kt_domain_is_free_mail (domain))
    return NULL;
  g_autofree char *shown = g_hostname_to_unicode (domain);
  g_auto (GStrv) labels = g_strsplit (shown != NULL ? shown : domain, ".", -1);
  guint n = g_strv_length (labels);
  if (n < 2)
    return NULL;
  guint at = n - 2;
  if (n > 2 && strlen (labels[n - 1]) == 2 && g_strv_contains (shared_levels, labels[at]))
    at--;
  g_strdelimit (labels[at], "-_", ' ');
  g_auto (GStrv) words = split_words (labels[at]);
  lower_the_voice (words);
  g_autofree char *name = g_strjoinv (" ", words);
  return *name != '\0' ? g_steal_pointer (&name) : NULL;
}

char *
kt_name_company_beside (const KtNameGuess *guess, const KtAddr *addr)
{
  g_autofree char *company = guess->company ? NULL : kt_name_of_company (kt_addr_domain (addr));
  if (company == NULL || guess->family == NULL)
    return g_steal_pointer (&company);
  g_autofree char *fold = kt_fold (company);
  g_autofree char *family = kt_fold (guess->family);
  return g_str_equal (fold, family) ? NULL : g_steal_pointer (&company);
}

char *
kt_name_shows_address (const char *display, const KtAddr *addr, const KtAddrRules *rules)
{
  if (display == NULL || strchr (display, '@') == NULL)
    return NULL;
  g_auto (GStrv) words = g_strsplit_set (display, " \t\"'<>()[],;:", -1);
  g_autofree char *own = kt_addr_match (addr, rules);
  for (char **word = words; *word != NULL; word++)
    {
      g_autoptr (KtAddr) shown = strchr (*word, '@') != NULL ? kt_addr_parse (*word, NULL) : NULL;
      g_autofree char *match = shown != NULL ? kt_addr_match (shown, rules) : NULL;
      if (match != NULL && !g_str_equal (match, own))
        return g_steal_pointer (&match);
    }
  return NULL;
}
