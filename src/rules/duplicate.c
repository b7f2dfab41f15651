#include "config.h"
#include "kontor/duplicate.h"
#include <string.h>

/* letters of words in which a slip is likelier than another name: two letters swapped, one too many
 * or too few, another one */
#define TYPO_SWAPPED 6
#define TYPO_MISSING 7
#define TYPO_OTHER 8
#define INITIAL_FAMILY 3 /* letters of a surname beside an initial */

static const char *const patronymics[]
    = { "ovic", "evic", "iovic", "ovna", "evna", "ivna", "icna", "inicna", "ilic", "mic" };

/* Damerau and Levenshtein in three rows; more than max is max + 1. */
static int
distance (const char *a, const char *b, int max)
{
  int rows[3][KT_SOUND_MAX + 2];
  int n = (int)strlen (a), m = (int)strlen (b);
  if (ABS (n - m) > max || n > KT_SOUND_MAX || m > KT_SOUND_MAX)
    return max + 1;
  for (int k = 0; k <= m; k++)
    rows[0][k] = k;
  for (int i = 1; i <= n; i++)
    {
      int *before = rows[(i + 1) % 3], *last = rows[(i - 1) % 3], *now = rows[i % 3];
      now[0] = i;
      for (int k = 1; k <= m; k++)
        {
          int same = a[i - 1] == b[k - 1] ? 0 : 1;
          now[k] = MIN (MIN (last[k] + 1, now[k - 1] + 1), last[k - 1] + same);
          if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
            now[k] = MIN (now[k], before[k - 2] + 1);
        }
    }
  return MIN (rows[n % 3][m], max + 1);
}

typedef enum
{
  FIT_NONE,
  FIT_INITIAL,
  FIT_TYPO,
  FIT_GIVEN,
  FIT_WHOLE,
} Fit;

static gboolean
is_initial (const char *word)
{
  return strlen (word) == 1 || g_str_equal (word, "iu") || g_str_equal (word, "ia");
}

/* A man's and his wife's surname, Bērziņš and Bērziņa, are two people's, not a slip. */
static gboolean
differ_by_gender (const char *a, const char *b)
{
  gsize n = strlen (a), m = strlen (b), least = MIN (n, m);
  const char *more = n > m ? a : b;
  if (n == m) /* Eglītis, Eglīte */
    return n > 1 && strncmp (a, b, n - 1) == 0
           && ((a[n - 1] == 'i' && b[n - 1] == 'e') || (a[n - 1] == 'e' && b[n - 1] == 'i'));
  return strncmp (a, b, least) == 0
         && (g_str_equal (more + least, "a") || g_str_equal (more + least, "ia")
             || g_str_equal (more + least, "e"));
}

static gboolean
same_letters (const char *a, const char *b)
{
  int counts[256] = { 0 };
  for (; *a != '\0'; a++)
    counts[(guchar)*a]++;
  for (; *b != '\0'; b++)
    counts[(guchar)*b]--;
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] != 0)
      return FALSE;
  return TRUE;
}

static gboolean
is_typo (const char *a, const char *b)
{
  gsize n = strlen (a), m = strlen (b);
  gsize least = n != m ? TYPO_MISSING : same_letters (a, b) ? TYPO_SWAPPED : TYPO_OTHER;
  return MIN (n, m) >= least - (n != m ? 1 : 0) && a[0] == b[0] && !differ_by_gender (a, b)
         && distance (a, b, 1) <= 1;
}

static Fit
fit (const KtNameKey *first, guint i, const KtNameKey *second, guint k)
{
  const char *a = first->words[i], *b = second->words[k];
  if (g_str_equal (a, b))
    return FIT_WHOLE;
  if (is_initial (a) || is_initial (b))
    return a[0] == b[0] && is_initial (a) != is_initial (b) ? FIT_INITIAL : FIT_NONE;
  if (first->given[i] != 0 && first->given[i] == second->given[k])
    return FIT_GIVEN;
  return is_typo (a, b) ? FIT_TYPO : FIT_NONE;
}

static gboolean
is_patronymic (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (patronymics); i++)
    if (g_str_has_suffix (word, patronymics[i]) && strlen (word) > strlen (patronymics[i]) + 1)
      return TRUE;
  return FALSE;
}

/* How the words of the shorter name were found in the longer. */
typedef struct
{
  guint whole, given, initials, typos;
  guint letters; /* of the longest word that is the same in both */
  gboolean moved, left_patronymic, left_other;
} Match;

/* Each word of a takes the best word of b that is still free. */
static gboolean
match_words (const KtNameKey *a, const KtNameKey *b, Match *match)
{
  gboolean used[KT_NAME_KEY_WORDS] = { FALSE };
  int last = -1;
  for (guint i = 0; i < a->n; i++)
    {
      Fit best = FIT_NONE;
      guint at = 0;
      for (guint k = 0; k < b->n; k++)
        {
          Fit one = used[k] ? FIT_NONE : fit (a, i, b, k);
          if (one > best)
            best = one, at = k;
        }
      if (best == FIT_NONE)
        return FALSE;
      used[at] = TRUE;
      match->moved |= (int)at < last;
      last = (int)at;
      match->whole += best == FIT_WHOLE ? 1 : 0;
      match->given += best == FIT_GIVEN ? 1 : 0;
      match->initials += best == FIT_INITIAL ? 1 : 0;
      match->typos += best == FIT_TYPO ? 1 : 0;
      if (best == FIT_WHOLE)
        match->letters = MAX (match->letters, (guint)strlen (a->words[i]));
    }
  for (guint k = 0; k < b->n; k++)
    {
      gboolean left = !used[k];
      gboolean patronymic = is_patronymic (b->words[k]) || (is_initial (b->words[k]) && b->n > 2);
      match->left_patronymic |= left && patronymic;
      match->left_other |= left && !patronymic;
    }
  return TRUE;
}

static int
judge (const KtNameKey *a, const KtNameKey *b, const Match *match, KtLikeness *why)
{
  if (match->left_other || match->typos > 1 || (match->typos > 0 && match->initials > 0))
    return 0;
  if (match->typos > 0)
    {
      /* the rest of the name must stand by a word that is long enough to say something */
      *why = KT_LIKENESS_TYPO;
      return match->whole > 0 && match->given == 0 && a->n == b->n ? 60 : 0;
    }
  if (match->initials > 0)
    {
      *why = KT_LIKENESS_INITIALS;
      return match->letters >= INITIAL_FAMILY ? 55 : 0;
    }
  if (match->given > 0)
    {
      *why = KT_LIKENESS_GIVEN;
      return match->whole > 0 && match->given == 1 ? 75 : 0;
    }
  if (match->left_patronymic)
    {
      *why = KT_LIKENESS_PATRONYMIC;
      return a->n > 1 ? 85 : 0;
    }
  *why = g_str_equal (a->shown, b->shown) ? KT_LIKENESS_SAME
         : match->moved                   ? KT_LIKENESS_ORDER
                                          : KT_LIKENESS_SPELLING;
  if (a->n == 1 && b->n == 1 && !a->company)
    return 50; /* a first name alone says little */
  return *why == KT_LIKENESS_SAME ? 100 : *why == KT_LIKENESS_SPELLING ? 95 : 90;
}

int
kt_name_likeness (const KtNameKey *a, const KtNameKey *b, KtLikeness *ret_why)
{
  Match match = { 0 };
  const KtNameKey *shorter = a->n <= b->n ? a : b, *longer = a->n <= b->n ? b : a;
  *ret_why = KT_LIKENESS_NONE;
  if (shorter->n == 0)
    {
      *ret_why = g_str_equal (a->shown, b->shown) ? KT_LIKENESS_SAME : KT_LIKENESS_NONE;
      return *ret_why == KT_LIKENESS_SAME ? 100 : 0;
    }
  if (a->number != NULL && b->number != NULL && !g_str_equal (a->number, b->number))
    return 0; /* «Anna Bērziņa 1986»: so people tell namesakes apart */
  if (!match_words (shorter, longer, &match))
    return 0;
  int score = judge (shorter, longer, &match, ret_why);
  if (score == 0 || (a->company != b->company && *ret_why != KT_LIKENESS_SAME))
    {
      *ret_why = KT_LIKENESS_NONE;
      return 0;
    }
  return score;
}

gboolean
kt_name_within (const KtNameKey *a, const KtNameKey *b)
{
  Match match = { 0 };
  const KtNameKey *shorter = a->n <= b->n ? a : b, *longer = a->n <= b->n ? b : a;
  if (a->number != NULL && b->number != NULL && !g_str_equal (a->number, b->number))
    return FALSE;
  if (shorter->n == 0)
    return g_str_equal (a->shown, b->shown);
  return match_words (shorter, longer, &match)
         && (match.typos == 0 || (match.typos == 1 && match.whole > 0));
}

/* Whatever is alike has a whole word and the other's first letter in common. */
GStrv
kt_name_blocks (const KtNameKey *key)
{
  g_autoptr (GStrvBuilder) blocks = g_strv_builder_new ();
  for (guint i = 0; i < key->n; i++)
    for (guint k = 0; k < key->n; k++)
      {
        g_autofree char *block = g_strdup_printf ("%s %c", kt_name_common (key, i),
                                                  key->n > 1 ? *kt_name_common (key, k) : ' ');
        if (k != i || key->n == 1)
          g_strv_builder_add (blocks, block);
      }
  return g_strv_builder_end (blocks);
}

/* -1 they differ, 1 they are the same, 0 one does not say. Without a year only the day counts. */
static int
compare_birthdays (const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return 0;
  gsize n = strlen (a), m = strlen (b);
  if (n < 6 || m < 6)
    return 0;
  if (a[0] == '-' || b[0] == '-')
    return g_str_equal (a + n - 6, b + m - 6) ? 1 : -1;
  return g_str_equal (a, b) ? 1 : -1;
}

KtDuplicate
kt_duplicate_judge (const KtDuplicateFacts *a, const KtDuplicateFacts *b, gboolean share_phone,
                    gboolean share_address, KtLikeness *ret_why, int *ret_score)
{
  int score = kt_name_likeness (a->name, b->name, ret_why);
  int birthdays = compare_birthdays (a->birthday, b->birthday);
  gboolean share = share_phone || share_address;
  if (score > 0 && birthdays < 0 && !(share && score >= 90))
    score = 0; /* namesakes, unless everything else is the same: then one day is a slip */
  if (score > 0 && share)
    {
      *ret_score = MIN (score + 20, 100) + (share_phone && share_address ? 10 : 0);
      return KT_DUPLICATE_SAME;
    }
  if (score == 0)
    {
      *ret_why = KT_LIKENESS_NONE;
      *ret_score = share_phone ? 20 : 10;
      return share ? KT_DUPLICATE_SHARE : KT_DUPLICATE_NO;
    }
  if (birthdays > 0)
    {
      *ret_score = MIN (score + 10, 100);
      return KT_DUPLICATE_SAME;
    }
  if (a->phones && b->phones)
    score -= 30; /* each has a phone, and they are two */
  *ret_score = score;
  return score >= 55 ? KT_DUPLICATE_MAYBE : KT_DUPLICATE_NO;
}
