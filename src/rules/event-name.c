#include "config.h"
#include "kontor/event-name.h"
#include "kontor/fold.h"
#include <string.h>

#define ALONE_MIN 3 /* letters of a name that stands alone */
#define WORDS_MAX 100
#define NAME_WORDS_MAX 6

/* A word of a text: folded, and where it stands. */
typedef struct
{
  const char *fold; /* belongs to the book */
  const char *at, *end;
  gboolean capital;
} Word;

typedef struct
{
  const char *words[NAME_WORDS_MAX]; /* folded; belong to the book */
  guint n;
  KtId contact; /* 0: the user */
} FullName;

/* Folded words are the same pointer where they are the same word: the same few come again and again
 * in names and in titles, and folding is what costs. */
struct _KtNameBook
{
  GStringChunk *folded;
  GHashTable *folds;  /* word as written → folded */
  GHashTable *own;    /* folded words of the user's name */
  GHashTable *common; /* folded words that name nobody */
  GHashTable *alone;  /* folded word → GArray of KtId, each once */
  GHashTable *full;   /* the first two folded words → GPtrArray of FullName */
};

typedef struct
{
  const char *first, *second;
} Pair;

static guint
pair_hash (gconstpointer key)
{
  const Pair *pair = key;
  return g_direct_hash (pair->first) * 31 + g_direct_hash (pair->second);
}

static gboolean
pair_equal (gconstpointer a, gconstpointer b)
{
  const Pair *x = a, *y = b;
  return x->first == y->first && x->second == y->second;
}

/* Weekdays and months are family and given names too, but rarely in a calendar. */
static const char common_words[]
    = "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun "
      "january february march april may june july august september october november december "
      "montag dienstag mittwoch donnerstag freitag samstag sonntag mai juni juli "
      "pirmdiena otrdiena tresdiena ceturtdiena piektdiena sestdiena svetdiena "
      "понедельник вторник среда четверг пятница суббота воскресенье "
      "понеділок вівторок середа четвер пятниця субота неділя "
      "the and for with und mit или для від для pie pec uz";

static gboolean
is_letter (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == 0x2BC;
}

static const char *
word_end (const char *p)
{
  for (;;)
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);
      if (!is_letter (c) && !(is_apostrophe (c) && is_letter (g_utf8_get_char (next))))
        return p;
      p = next;
    }
}

static const char *
fold_word (const KtNameBook *book, const char *at, const char *end)
{
  g_autofree char *word = g_strndup (at, end - at);
  const char *known = g_hash_table_lookup (book->folds, word);
  if (known != NULL)
    return known;
  g_autofree char *fold = kt_fold (word);
  known = g_string_chunk_insert_const (book->folded, fold);
  g_hash_table_insert (book->folds, g_string_chunk_insert (book->folded, word), (gpointer)known);
  return known;
}

/* Word; the beginning of very long texts. */
static GArray *
split (const KtNameBook *book, const char *text)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
  while (*text != '\0' && words->len < WORDS_MAX)
    {
      gunichar first = g_utf8_get_char (text);
      if (!is_letter (first))
        {
          text = g_utf8_next_char (text);
          continue;
        }
      const char *end = word_end (text);
      const Word word = { fold_word (book, text, end), text, end, g_unichar_isupper (first) };
      g_array_append_val (words, word);
      text = end;
    }
  return words;
}

static void
add_to_set (const KtNameBook *book, GHashTable *set, const char *text)
{
  g_autoptr (GArray) words = split (book, text);
  for (guint i = 0; i < words->len; i++)
    g_hash_table_add (set, (gpointer)g_array_index (words, Word, i).fold);
}

/* Names of one word stand alone, longer ones as a whole. */
static void
add_full (KtNameBook *book, KtId contact, const char *const *folds, guint n)
{
  if (n < 2 || n > NAME_WORDS_MAX)
    return;
  FullName *full = g_new0 (FullName, 1);
  Pair pair = { folds[0], folds[1] };
  full->contact = contact;
  full->n = n;
  memcpy (full->words, folds, n * sizeof *folds);
  GPtrArray *same = g_hash_table_lookup (book->full, &pair);
  if (same == NULL)
    {
      same = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (book->full, g_memdup2 (&pair, sizeof pair), same);
    }
  g_ptr_array_add (same, full);
}

/* What is added for one contact comes in one go. */
static void
add_alone (KtNameBook *book, KtId contact, const char *fold)
{
  if (g_utf8_strlen (fold, -1) < ALONE_MIN)
    return;
  GArray *bearers = g_hash_table_lookup (book->alone, fold);
  if (bearers == NULL)
    {
      bearers = g_array_new (FALSE, FALSE, sizeof (KtId));
      g_hash_table_insert (book->alone, (gpointer)fold, bearers);
    }
  if (bearers->len == 0 || g_array_index (bearers, KtId, bearers->len - 1) != contact)
    g_array_append_val (bearers, contact);
}

/* The words of a name, at most one too many; how many. */
static guint
name_words (const KtNameBook *book, const char *name, const char **folds)
{
  g_autoptr (GArray) words = split (book, name);
  guint n = MIN (words->len, NAME_WORDS_MAX + 1);
  for (guint i = 0; i < n; i++)
    folds[i] = g_array_index (words, Word, i).fold;
  return n;
}

KtNameBook *
kt_name_book_new (const char *own_name)
{
  KtNameBook *book = g_new0 (KtNameBook, 1);
  const char *folds[NAME_WORDS_MAX + 1];
  book->folded = g_string_chunk_new (4096);
  book->folds = g_hash_table_new (g_str_hash, g_str_equal);
  book->own = g_hash_table_new (NULL, NULL);
  book->common = g_hash_table_new (NULL, NULL);
  book->alone = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
  book->full
      = g_hash_table_new_full (pair_hash, pair_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  add_to_set (book, book->common, common_words);
  if (own_name != NULL)
    {
      add_full (book, 0, folds, name_words (book, own_name, folds));
      add_to_set (book, book->own, own_name);
    }
  return book;
}

void
kt_name_book_free (KtNameBook *book)
{
  if (book == NULL)
    return;
  g_string_chunk_free (book->folded);
  g_hash_table_unref (book->folds);
  g_hash_table_unref (book->own);
  g_hash_table_unref (book->common);
  g_hash_table_unref (book->alone);
  g_hash_table_unref (book->full);
  g_free (book);
}

/* One after the other, in both orders. */
static void
add_both (KtNameBook *book, KtId contact, const char **given, guint n_given, const char **family,
          guint n_family)
{
  const char *folds[2 * NAME_WORDS_MAX + 2];
  memcpy (folds, given, n_given * sizeof *folds);
  memcpy (folds + n_given, family, n_family * sizeof *folds);
  add_full (book, contact, folds, n_given + n_family);
  memcpy (folds, family, n_family * sizeof *folds);
  memcpy (folds + n_family, given, n_given * sizeof *folds);
  add_full (book, contact, folds, n_given + n_family);
}

void
kt_name_book_add (KtNameBook *book, KtId contact, const char *name, const char *given,
                  const char *family, gboolean company)
{
  const char *whole[NAME_WORDS_MAX + 1], *first[NAME_WORDS_MAX + 1], *last[NAME_WORDS_MAX + 1];
  guint n = name_words (book, name, whole), n_first = 0, n_last = 0;
  add_full (book, contact, whole, n);
  if (n == 1)
    add_alone (book, contact, whole[0]);
  if (company || n == 0)
    return;
  if (given != NULL)
    n_first = name_words (book, given, first);
  if (family != NULL)
    n_last = name_words (book, family, last);
  if (given == NULL && family == NULL && n > 1)
    {
      first[n_first++] = whole[0];
      last[n_last++] = whole[n - 1];
    }
  if (n_first > 0 && n_last > 0)
    add_both (book, contact, first, n_first, last, n_last);
  if (n_first == 1)
    add_alone (book, contact, first[0]);
  if (n_last == 1)
    add_alone (book, contact, last[0]);
}

void
kt_name_book_add_words (KtNameBook *book, const char *text)
{
  add_to_set (book, book->common, text);
}

void
kt_named_free (KtNamed *named)
{
  g_free (named->words);
  g_free (named);
}

/* --- finding --- */

typedef struct
{
  const KtNameBook *book;
  const GArray *words;
  GPtrArray *found; /* KtNamed */
} Search;

static const Word *
word_at (const Search *search, guint i)
{
  return &g_array_index (search->words, Word, i);
}

static gboolean
fits (const Search *search, const FullName *full, guint at)
{
  if (at + full->n > search->words->len)
    return FALSE;
  for (guint i = 0; i < full->n; i++)
    if (full->words[i] != word_at (search, at + i)->fold)
      return FALSE;
  return TRUE;
}

/* Certain wins over uncertain. */
static void
add_named (Search *search, KtId contact, gboolean certain, guint first, guint n)
{
  for (guint i = 0; i < search->found->len; i++)
    {
      KtNamed *named = search->found->pdata[i];
      if (named->contact == contact)
        {
          named->certain |= certain;
          return;
        }
    }
  KtNamed *named = g_new0 (KtNamed, 1);
  const char *from = word_at (search, first)->at, *to = word_at (search, first + n - 1)->end;
  named->contact = contact;
  named->certain = certain;
  named->words = g_strndup (from, to - from);
  g_ptr_array_add (search->found, named);
}

/* The longest full name that begins here: how many words it takes, 0 none. */
static guint
take_full (Search *search, guint at)
{
  const Pair pair = { word_at (search, at)->fold, word_at (search, at + 1)->fold };
  const GPtrArray *names = g_hash_table_lookup (search->book->full, &pair);
  if (names == NULL)
    return 0;
  g_autoptr (GArray) bearers = g_array_new (FALSE, FALSE, sizeof (KtId));
  guint longest = 0;
  for (guint i = 0; i < names->len; i++)
    {
      const FullName *full = names->pdata[i];
      if (full->n < longest || !fits (search, full, at))
        continue;
      if (full->n > longest)
        g_array_set_size (bearers, 0);
      longest = full->n;
      gboolean known = FALSE;
      for (guint k = 0; k < bearers->len; k++)
        known |= g_array_index (bearers, KtId, k) == full->contact;
      if (!known)
        g_array_append_val (bearers, full->contact);
    }
  gboolean own = FALSE;
  for (guint i = 0; i < bearers->len; i++)
    own |= g_array_index (bearers, KtId, i) == 0;
  for (guint i = 0; !own && bearers->len <= KT_NAMED_MAX && i < bearers->len; i++)
    add_named (search, g_array_index (bearers, KtId, i), bearers->len == 1, at, longest);
  return longest;
}

static gboolean
may_be_name (const Search *search, guint i)
{
  const Word *word = word_at (search, i);
  return word->capital && !g_hash_table_contains (search->book->common, word->fold)
         && g_unichar_isalpha (g_utf8_get_char (word->at));
}

/* Only a space between two words: "Anna Ozola", but not "Anna, Ozola". */
static gboolean
is_beside (const Search *search, guint i)
{
  const Word *left = word_at (search, i), *right = word_at (search, i + 1);
  for (const char *p = left->end; p < right->at; p++)
    if (*p != ' ' && *p != '-')
      return FALSE;
  return TRUE;
}

/* A neighbour that looks like a name makes it somebody else's, who is not known. The first word is
 * a capital letter's by grammar. */
static gboolean
stands_beside_stranger (const Search *search, guint at)
{
  gboolean behind
      = at + 1 < search->words->len && is_beside (search, at) && may_be_name (search, at + 1);
  gboolean before = at > 1 && is_beside (search, at - 1) && may_be_name (search, at - 1);
  return behind || before;
}

static void
take_alone (Search *search, guint at)
{
  const char *fold = word_at (search, at)->fold;
  const GArray *bearers = g_hash_table_lookup (search->book->alone, fold);
  if (bearers == NULL || bearers->len > KT_NAMED_MAX
      || g_hash_table_contains (search->book->own, fold)
      || g_hash_table_contains (search->book->common, fold))
    return;
  gboolean certain = bearers->len == 1 && !stands_beside_stranger (search, at);
  for (guint i = 0; i < bearers->len; i++)
    add_named (search, g_array_index (bearers, KtId, i), certain, at, 1);
}

GPtrArray *
kt_name_book_find (const KtNameBook *book, const char *summary)
{
  g_autoptr (GArray) words = split (book, summary);
  Search search = { book, words, g_ptr_array_new_with_free_func ((GDestroyNotify)kt_named_free) };
  for (guint i = 0; i < words->len;)
    {
      guint taken = i + 1 < words->len ? take_full (&search, i) : 0;
      if (taken == 0)
        take_alone (&search, i);
      i += MAX (taken, 1);
    }
  return search.found;
}
