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
  char *fold;
  const char *at, *end;
  gboolean capital;
} Word;

typedef struct
{
  char *words[NAME_WORDS_MAX + 1]; /* folded */
  guint n;
  KtId contact; /* 0: the user */
} FullName;

struct _KtNameBook
{
  GHashTable *own;    /* folded words of the user's name */
  GHashTable *common; /* folded words that name nobody */
  GHashTable *alone;  /* folded word → GArray of KtId, each once */
  GHashTable *full;   /* folded first word → GPtrArray of FullName */
};

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

static void
word_clear (gpointer data)
{
  g_free (((Word *)data)->fold);
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

/* Word; the beginning of very long texts. */
static GArray *
split (const char *text)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
  g_array_set_clear_func (words, word_clear);
  while (*text != '\0' && words->len < WORDS_MAX)
    {
      gunichar first = g_utf8_get_char (text);
      if (!is_letter (first))
        {
          text = g_utf8_next_char (text);
          continue;
        }
      Word word = { .at = text, .end = word_end (text), .capital = g_unichar_isupper (first) };
      g_autofree char *own = g_strndup (word.at, word.end - word.at);
      word.fold = kt_fold (own);
      g_array_append_val (words, word);
      text = word.end;
    }
  return words;
}

static void
full_name_free (gpointer data)
{
  FullName *full = data;
  for (guint i = 0; i < full->n; i++)
    g_free (full->words[i]);
  g_free (full);
}

static void
add_to_set (GHashTable *set, const char *text)
{
  g_autoptr (GArray) words = split (text);
  for (guint i = 0; i < words->len; i++)
    g_hash_table_add (set, g_steal_pointer (&g_array_index (words, Word, i).fold));
}

/* Names of one word stand alone, longer ones as a whole. */
static void
add_full (KtNameBook *book, KtId contact, const GArray *words)
{
  if (words->len < 2 || words->len > NAME_WORDS_MAX)
    return;
  FullName *full = g_new0 (FullName, 1);
  full->contact = contact;
  for (; full->n < words->len; full->n++)
    full->words[full->n] = g_strdup (g_array_index (words, Word, full->n).fold);
  GPtrArray *same = g_hash_table_lookup (book->full, full->words[0]);
  if (same == NULL)
    {
      same = g_ptr_array_new_with_free_func (full_name_free);
      g_hash_table_insert (book->full, g_strdup (full->words[0]), same);
    }
  g_ptr_array_add (same, full);
}

static void
add_full_text (KtNameBook *book, KtId contact, const char *first, const char *second)
{
  g_autofree char *text = g_strconcat (first, " ", second, NULL);
  g_autoptr (GArray) words = split (text);
  add_full (book, contact, words);
}

static void
add_alone (KtNameBook *book, KtId contact, const char *name)
{
  g_autoptr (GArray) words = split (name);
  if (words->len != 1)
    return;
  const char *fold = g_array_index (words, Word, 0).fold;
  if (g_utf8_strlen (fold, -1) < ALONE_MIN)
    return;
  GArray *bearers = g_hash_table_lookup (book->alone, fold);
  if (bearers == NULL)
    {
      bearers = g_array_new (FALSE, FALSE, sizeof (KtId));
      g_hash_table_insert (book->alone, g_strdup (fold), bearers);
    }
  for (guint i = 0; i < bearers->len; i++)
    if (g_array_index (bearers, KtId, i) == contact)
      return;
  g_array_append_val (bearers, contact);
}

static char *
word_text (const GArray *words, guint i)
{
  const Word *word = &g_array_index (words, Word, i);
  return g_strndup (word->at, word->end - word->at);
}

KtNameBook *
kt_name_book_new (const char *own_name)
{
  KtNameBook *book = g_new0 (KtNameBook, 1);
  book->own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  book->common = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  book->alone
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
  book->full
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  add_to_set (book->common, common_words);
  if (own_name != NULL)
    {
      g_autoptr (GArray) words = split (own_name);
      add_full (book, 0, words);
      add_to_set (book->own, own_name);
    }
  return book;
}

void
kt_name_book_free (KtNameBook *book)
{
  if (book == NULL)
    return;
  g_hash_table_unref (book->own);
  g_hash_table_unref (book->common);
  g_hash_table_unref (book->alone);
  g_hash_table_unref (book->full);
  g_free (book);
}

void
kt_name_book_add (KtNameBook *book, KtId contact, const char *name, const char *given,
                  const char *family, gboolean company)
{
  g_autoptr (GArray) words = split (name);
  char *own_words[2] = { NULL };
  add_full (book, contact, words);
  add_alone (book, contact, name);
  if (company)
    return;
  if (given == NULL && family == NULL && words->len > 1)
    {
      given = own_words[0] = word_text (words, 0);
      family = own_words[1] = word_text (words, words->len - 1);
    }
  if (given != NULL && family != NULL)
    {
      add_full_text (book, contact, given, family);
      add_full_text (book, contact, family, given);
    }
  if (given != NULL)
    add_alone (book, contact, given);
  if (family != NULL)
    add_alone (book, contact, family);
  g_free (own_words[0]);
  g_free (own_words[1]);
}

void
kt_name_book_add_words (KtNameBook *book, const char *text)
{
  add_to_set (book->common, text);
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
    if (strcmp (full->words[i], word_at (search, at + i)->fold) != 0)
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
  const GPtrArray *names = g_hash_table_lookup (search->book->full, word_at (search, at)->fold);
  g_autoptr (GArray) bearers = g_array_new (FALSE, FALSE, sizeof (KtId));
  guint longest = 0;
  for (guint i = 0; names != NULL && i < names->len; i++)
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
  g_autoptr (GArray) words = split (summary);
  Search search = { book, words, g_ptr_array_new_with_free_func ((GDestroyNotify)kt_named_free) };
  for (guint i = 0; i < words->len;)
    {
      guint taken = take_full (&search, i);
      if (taken == 0)
        take_alone (&search, i);
      i += MAX (taken, 1);
    }
  return search.found;
}
