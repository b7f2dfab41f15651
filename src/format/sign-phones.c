#include "config.h"
#include "kontor/sign-phones.h"
#include "kontor/letter-record.h"
#include "phrases.h"
#include <string.h>

#define LINE_OCTETS_MAX 300u
#define LINES_MAX 60u
#define LABEL_OCTETS 120u
#define PHONE_OCTETS 40u /* of one, as typed */
#define DIGITS_MIN 7u
#define DIGITS_MAX 15u /* E.164 */

#define RUN "+0123456789 ()-./"

/* Folded. */
static const char *const phone_words[]
    = { "tel",      "telefon", "telefons", "telefona", "telefonnummer", "telephone",
        "phone",    "ph",      "mob*",     "cell*",    "handy",         "t",
        "m",        "p",       "fon",      "talr*",    "call",          "hotline",
        "whatsapp", "viber",   "telegram", "signal",   "тел",           "телефон*",
        "моб*",     "т",       "м",        "вотсап",   "вайбер",        "дзвон*",
        "звон*",    NULL };
static const char *const fax_words[]
    = { "fax", "telefax", "faks*", "факс*", "телефакс*", "f", "ф", NULL };
static const char *const other_words[]
    = { "iban",    "bic",     "swift",    "konts",   "konta",   "konto",         "kontonummer",
        "kontonr", "blz",     "bank*",    "account", "acc",     "card",          "karte",
        "karta",   "р с",     "рс",       "р р",     "рр",      "рахун*",        "счет*",
        "карт*",   "банк*",   "мфо",      "бик",     "инн",     "кпп",           "огрн*",
        "окпо",    "едрпоу",  "єдрпоу",   "іпн",     "рнокпп",  "снилс",         "reg nr",
        "reg no",  "regnr",   "nr",       "pvn",     "vat",     "registration*", "registrac*",
        "ust*",    "hrb",     "pk",       "ref",     "steuer*", "kundennummer",  "kundennr",
        "order",   "invoice", "personas", NULL };

typedef struct
{
  GString *found;
  guint n;
  const char *carried; /* label of the line before, which had no number; NULL none */
} Search;

/* Blanks and dashes of print as typed ones. */
static char *
plain_line (const char *line)
{
  GString *plain = g_string_new (NULL);
  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeType type = g_unichar_type (c);
      if (type == G_UNICODE_SPACE_SEPARATOR)
        c = ' ';
      else if (type == G_UNICODE_DASH_PUNCTUATION)
        c = '-';
      if (type != G_UNICODE_FORMAT)
        g_string_append_unichar (plain, c);
    }
  return g_string_free (plain, FALSE);
}

static guint
count_digits (const char *text, gsize length)
{
  guint n = 0;
  for (gsize i = 0; i < length; i++)
    n += g_ascii_isdigit (text[i]);
  return n;
}

/* "26.11.2026", "2026-11-26" */
static gboolean
is_date (const char *run)
{
  guint sizes[4] = { 0 }, groups = 0;
  for (const char *p = run; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      sizes[groups]++;
    else if (*p == ' ' || strchr (".-/", *p) == NULL || ++groups == 3)
      return FALSE;
  return groups == 2
         && ((sizes[0] <= 2 && sizes[1] <= 2 && sizes[2] == 4)
             || (sizes[0] == 4 && sizes[1] <= 2 && sizes[2] <= 2));
}

/* A beginning of an account number: "LV80 BANK". */
static gboolean
begins_account (const char *label, gsize length)
{
  for (gsize i = 0; i + 4 <= length; i++)
    if ((i == 0 || !g_ascii_isalnum (label[i - 1])) && g_ascii_isupper (label[i])
        && g_ascii_isupper (label[i + 1]) && g_ascii_isdigit (label[i + 2])
        && g_ascii_isdigit (label[i + 3]))
      return TRUE;
  return FALSE;
}

typedef enum
{
  LABEL_NONE,
  LABEL_PHONE,
  LABEL_OTHER,
} Label;

static Label
label_of (const char *text, gsize length)
{
  if (begins_account (text, length))
    return LABEL_OTHER;
  gsize from = length > LABEL_OCTETS ? length - LABEL_OCTETS : 0;
  while (from > 0 && from < length && ((guchar)text[from] & 0xc0) == 0x80)
    from++;
  g_autofree char *words = kt_phrases_words (text + from, length - from, LABEL_OCTETS);
  if (kt_phrases_contain (phone_words, words)) /* "Tel./Fax" rings too */
    return LABEL_PHONE;
  return kt_phrases_contain (fax_words, words) || kt_phrases_contain (other_words, words)
             ? LABEL_OTHER
             : LABEL_NONE;
}

/* "+371 67 123 456 (fax)": what stands behind, unless it is the label of another number. */
static gboolean
is_fax_behind (const char *text)
{
  gsize n = strcspn (text, ",;|0123456789+:");
  if (text[n] == ':' || text[n] == '+' || g_ascii_isdigit (text[n]))
    return FALSE;
  g_autofree char *words = kt_phrases_words (text, MIN (n, LABEL_OCTETS), LABEL_OCTETS);
  return kt_phrases_contain (fax_words, words) && !kt_phrases_contain (phone_words, words);
}

/* Forms that need no label: +371…, 00371…, 8 (495)…, 067…, 0511/…, and eight digits of Latvia. */
static gboolean
is_phone_form (const char *run, guint digits, gboolean alone)
{
  if (*run == '+' || g_str_has_prefix (run, "(+"))
    return digits >= 8;
  const char *first = run + strcspn (run, "0123456789");
  if (first[0] == '0' && first[1] == '0')
    return digits >= 10;
  if (*first == '0')
    return digits >= 9 && digits <= 13;
  if (*first == '8' && digits == 11)
    return strpbrk (run, " (-") != NULL;
  return alone && digits == 8 && (*first == '2' || *first == '6') && strchr (run, '.') == NULL;
}

static gboolean
is_known (const Search *search, const char *phone)
{
  char digits[KT_LETTER_NOTE_MAX + 1] = "", *end = digits;
  for (const char *p = phone; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      *end++ = *p;
  *end = '\0';
  g_auto (GStrv) known = g_strsplit (search->found->str, ";", -1);
  for (char **one = known; *one != NULL; one++)
    {
      GString *bare = g_string_new (NULL);
      for (const char *p = *one; *p != '\0'; p++)
        if (g_ascii_isdigit (*p))
          g_string_append_c (bare, *p);
      gboolean same = g_str_equal (bare->str, digits);
      g_string_free (bare, TRUE);
      if (same)
        return TRUE;
    }
  return FALSE;
}

/* Trimmed of what belongs to the text around it, single blanks. */
static char *
tidy (const char *run, gsize length)
{
  GString *phone = g_string_new (NULL);
  gsize from = 0;
  while (from < length && strchr ("+(0123456789", run[from]) == NULL)
    from++;
  while (length > from && !g_ascii_isdigit (run[length - 1]))
    length--;
  for (gsize i = from; i < length; i++)
    if (run[i] != ' ' || phone->str[phone->len - 1] != ' ')
      g_string_append_c (phone, run[i]);
  if (*phone->str == '(' && strchr (phone->str, ')') == NULL)
    g_string_erase (phone, 0, 1);
  return g_string_free (phone, FALSE);
}

static void
take (Search *search, const char *line, const char *label, const char *run, gsize length)
{
  g_autofree char *phone = tidy (run, length);
  guint digits = count_digits (phone, strlen (phone));
  gsize label_length = (gsize)(run - label);
  if (digits > DIGITS_MAX || strlen (phone) > PHONE_OCTETS || is_date (phone))
    return;
  /* "LV80HABA0551": within a word */
  if (run > line && g_ascii_isdigit (*run) && g_ascii_isalpha (run[-1]))
    return;
  gboolean bare = label_length == strspn (label, " ");
  Label said = bare && search->carried != NULL
                   ? label_of (search->carried, strlen (search->carried))
                   : label_of (label, label_length);
  gboolean alone = bare && run[length + strspn (run + length, " ")] == '\0';
  if (said == LABEL_OTHER || is_fax_behind (run + length)
      || (said == LABEL_NONE && !is_phone_form (phone, digits, alone)) || is_known (search, phone)
      || search->found->len + strlen (phone) + 1 > KT_LETTER_NOTE_MAX)
    return;
  g_string_append_printf (search->found, "%s%s", search->n > 0 ? ";" : "", phone);
  search->n++;
}

/* One run of digits and what stands between them: it may hold two numbers. */
static gsize
first_number (const char *run, gsize length)
{
  for (gsize i = 1; i < length; i++)
    {
      gboolean slash = run[i] == '/' && run[i - 1] == ' ';
      if (slash || (run[i] == '+' && count_digits (run, i) > 0))
        return i;
    }
  return length;
}

static void
search_line (Search *search, const char *line)
{
  const char *label = line;
  for (const char *p = line; *p != '\0' && search->n < KT_SIGN_PHONES_MAX;)
    {
      gsize run = strspn (p, RUN);
      if (run == 0)
        {
          p = g_utf8_next_char (p);
          continue;
        }
      run = first_number (p, run);
      if (count_digits (p, run) >= DIGITS_MIN)
        {
          take (search, line, label, p, run);
          label = p + run;
        }
      p += run;
    }
}

char *
kt_sign_phones (const char *signature)
{
  Search search = { .found = g_string_new (NULL) };
  g_auto (GStrv) lines = g_strsplit (signature, "\n", LINES_MAX + 1);
  g_autofree char *before = NULL;
  for (guint i = 0; lines[i] != NULL && i < LINES_MAX && search.n < KT_SIGN_PHONES_MAX; i++)
    {
      if (strlen (lines[i]) > LINE_OCTETS_MAX)
        continue;
      g_autofree char *line = plain_line (lines[i]);
      search_line (&search, line);
      /* "Tālrunis:" above its number */
      gboolean labels
          = count_digits (line, strlen (line)) == 0 && g_str_has_suffix (g_strchomp (line), ":");
      g_free (before);
      before = labels ? g_steal_pointer (&line) : NULL;
      search.carried = before;
    }
  return g_string_free (search.found, FALSE);
}
