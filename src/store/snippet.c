#include "config.h"
#include "snippet.h"

#include <glib.h>

/* FTS5's own looks the text up by itself and parts it into words twice, each time to its end. Here
 * it comes with the row, and is read once, as far as the last hit. */
#define WORDS_MAX 64
#define BEGIN "\002"
#define END "\003"
#define ELLIPSIS "…"

enum
{
  SCORE_NEW = 1000, /* a phrase that was not seen yet */
  SCORE_AGAIN = 1,
  SCORE_SENTENCE = 100, /* what is shown begins with one */
  SCORE_TEXT = 120,     /* … with the text */
};

typedef struct
{
  int start, end; /* octets */
} Word;

typedef struct
{
  int phrase;
  int at, words;
} Hit;

typedef struct
{
  const char *text;
  int length;
  int shown;         /* words */
  GArray *hits;      /* of the column, in order */
  GArray *sentences; /* words that begin one */
  Word *words;       /* the first of them, so many as matter */
  int n, size, n_max;
  gboolean *seen; /* by phrase */
  guint phrases;
} Text;

static gboolean
begins_sentence (const char *text, int start)
{
  int i = start - 1;
  while (i >= 0 && (text[i] == ' ' || text[i] == '\t' || text[i] == '\n' || text[i] == '\r'))
    i--;
  return i >= 0 && i != start - 1 && (text[i] == '.' || text[i] == ':');
}

static int
take_word (void *data, int flags, const char *token, int length, int start, int end)
{
  Text *text = data;
  if (text->n == 0 || begins_sentence (text->text, start))
    g_array_append_val (text->sentences, text->n);
  if (text->n == text->size)
    {
      text->size = MAX (128, 2 * text->size);
      text->words = g_renew (Word, text->words, text->size);
    }
  text->words[text->n++] = (Word){ start, end };
  return text->n < text->n_max ? SQLITE_OK : SQLITE_DONE;
}

static int
read_hits (Text *text, const Fts5ExtensionApi *api, Fts5Context *fts, int column)
{
  int count = 0, in = 0, code = api->xInstCount (fts, &count);
  text->n_max = text->shown + 1;
  for (int i = 0; i < count && code == SQLITE_OK; i++)
    {
      Hit hit;
      code = api->xInst (fts, i, &hit.phrase, &in, &hit.at);
      if (code != SQLITE_OK || in != column)
        continue;
      hit.words = api->xPhraseSize (fts, hit.phrase);
      text->n_max = MAX (text->n_max, hit.at + hit.words + text->shown + 1);
      g_array_append_val (text->hits, hit);
    }
  return code;
}

/* Of the words shown from there on, n: the first hit among them. ret_start: where they begin to
 * have the hits in the middle. */
static int
score (const Text *text, int from, guint n, int *ret_start)
{
  int sum = 0, first = -1, last = 0;
  for (guint i = 0; i < text->phrases; i++)
    text->seen[i] = FALSE;
  for (; n < text->hits->len; n++)
    {
      const Hit *hit = &g_array_index (text->hits, Hit, n);
      if (hit->at >= from + text->shown)
        break;
      sum += text->seen[hit->phrase] ? SCORE_AGAIN : SCORE_NEW;
      text->seen[hit->phrase] = TRUE;
      first = first < 0 ? hit->at : first;
      last = hit->at + hit->words;
    }
  int start = first - (text->shown - (last - first)) / 2;
  *ret_start = MAX (0, MIN (start, text->n - text->shown));
  return sum;
}

/* Moves *n on to the last sentence that begins at the word or before it. */
static int
sentence_of (const Text *text, int word, guint *n)
{
  const int *starts = (const int *)(void *)text->sentences->data;
  while (*n + 1 < text->sentences->len && starts[*n + 1] <= word)
    ++*n;
  return *n < text->sentences->len ? starts[*n] : 0;
}

/* Moves *n on to the first hit at the word or behind it. */
static guint
hit_of (const Text *text, int word, guint *n)
{
  while (*n < text->hits->len && g_array_index (text->hits, Hit, *n).at < word)
    ++*n;
  return *n;
}

/* The first word to be shown. A letter may be nothing but hits: from one to the next the places
 * only move on. */
static int
choose_start (const Text *text)
{
  int best = 0, chosen = 0;
  guint here = 0, in_sentence = 0, n = 0;
  for (guint i = 0; i < text->hits->len; i++)
    {
      int start, at = g_array_index (text->hits, Hit, i).at;
      int sum = score (text, at, hit_of (text, at, &here), &start);
      if (sum > best)
        {
          best = sum;
          chosen = start;
        }
      int sentence = sentence_of (text, at, &n), ignored;
      if (text->n <= text->shown || sentence == at)
        continue;
      sum = score (text, sentence, hit_of (text, sentence, &in_sentence), &ignored)
            + (sentence == 0 ? SCORE_TEXT : SCORE_SENTENCE);
      if (sum > best)
        {
          best = sum;
          chosen = sentence;
        }
    }
  return chosen;
}

/* The next hit, with those that overlap it, from *n on; none: both -1. */
static void
next_hit (const Text *text, guint *n, int *ret_first, int *ret_last)
{
  *ret_first = *ret_last = -1;
  for (; *n < text->hits->len; (*n)++)
    {
      const Hit *hit = &g_array_index (text->hits, Hit, *n);
      int last = hit->at + hit->words - 1;
      if (*ret_first >= 0 && hit->at > *ret_last)
        break;
      *ret_first = *ret_first < 0 ? hit->at : *ret_first;
      *ret_last = MAX (*ret_last, last);
    }
}

/* From octet *at to end. What the text itself holds of the marks is made visible: it would show
 * what was not found as found. */
static void
append (const Text *text, GString *out, int *at, int end)
{
  for (; *at < end; ++*at)
    if (text->text[*at] == *BEGIN)
      g_string_append (out, "␂");
    else if (text->text[*at] == *END)
      g_string_append (out, "␃");
    else
      g_string_append_c (out, text->text[*at]);
}

static GString *
write_snippet (const Text *text, int start)
{
  GString *out = g_string_new (start > 0 ? ELLIPSIS : NULL);
  int first, last, end = MIN (start + text->shown, text->n);
  int at = start > 0 ? text->words[start].start : 0;
  guint n = 0;
  do
    next_hit (text, &n, &first, &last);
  while (first >= 0 && first < start);
  for (int i = start; i < end; i++)
    {
      const Word *word = &text->words[i];
      if (i == first)
        {
          append (text, out, &at, word->start);
          g_string_append (out, BEGIN);
        }
      if (i == last)
        {
          append (text, out, &at, word->end);
          g_string_append (out, END);
          next_hit (text, &n, &first, &last);
        }
      if (i == start + text->shown - 1)
        append (text, out, &at, word->end);
      if (i == start + text->shown - 1 && first <= i && i < last)
        g_string_append (out, END);
    }
  if (start + text->shown >= text->n)
    append (text, out, &at, text->length);
  else
    g_string_append (out, ELLIPSIS);
  return out;
}

static int
snippet (const Fts5ExtensionApi *api, Fts5Context *fts, Text *text, int column, GString **ret_out)
{
  int code = read_hits (text, api, fts, column);
  if (code == SQLITE_OK)
    code = api->xTokenize (fts, text->text, text->length, text, take_word);
  if (code != SQLITE_OK && code != SQLITE_DONE)
    return code;
  *ret_out = write_snippet (text, choose_start (text));
  return SQLITE_OK;
}

static void
run (const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *context, int n_args,
     sqlite3_value **args)
{
  GString *out = NULL;
  int shown = n_args == 3 ? sqlite3_value_int (args[2]) : 0;
  if (shown < 1 || shown > WORDS_MAX)
    {
      sqlite3_result_error_code (context, SQLITE_MISUSE);
      return;
    }
  const char *given = (const char *)sqlite3_value_text (args[1]);
  Text text = { .text = given != NULL ? given : "",
                .length = given != NULL ? sqlite3_value_bytes (args[1]) : 0,
                .shown = shown,
                .phrases = (guint)api->xPhraseCount (fts) };
  text.hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  text.sentences = g_array_new (FALSE, FALSE, sizeof (int));
  text.seen = g_new0 (gboolean, text.phrases + 1);
  int code = snippet (api, fts, &text, sqlite3_value_int (args[0]), &out);
  g_array_unref (text.hits);
  g_free (text.words);
  g_array_unref (text.sentences);
  g_free (text.seen);
  if (code != SQLITE_OK)
    {
      sqlite3_result_error_code (context, code);
      return;
    }
  sqlite3_result_text (context, out->str, (int)out->len, SQLITE_TRANSIENT);
  g_string_free (out, TRUE);
}

int
kt_snippet_register (fts5_api *api)
{
  return api->xCreateFunction (api, "kt_snippet", NULL, run, NULL);
}
