#include "config.h"
#include "guard-line.h"
#include <string.h>
#include <glib/gi18n.h>

#define MODSEQ_DIGITS 19 /* of 2^63 - 1, RFC 7162 §3.1 */

typedef struct
{
  const char *at;
  gsize length;
} Word;

static gboolean
word_is (Word word, const char *text)
{
  return word.length == strlen (text) && g_ascii_strncasecmp (word.at, text, word.length) == 0;
}

static gboolean
word_in (Word word, const char *const *list)
{
  for (; *list != NULL; list++)
    if (word_is (word, *list))
      return TRUE;
  return FALSE;
}

/* The word at the cursor, which moves behind it and behind one space. */
static Word
next_word (const char **at, const char *end)
{
  Word word = { *at, 0 };
  while (*at < end && **at != ' ')
    (*at)++;
  word.length = *at - word.at;
  if (*at < end)
    (*at)++;
  return word;
}

/* Decimal digits only and not over max. */
static gboolean
word_is_number (Word word, guint64 max)
{
  guint64 value = 0;
  if (word.length == 0 || word.length > MODSEQ_DIGITS)
    return FALSE;
  for (gsize i = 0; i < word.length; i++)
    {
      if (!g_ascii_isdigit (word.at[i]))
        return FALSE;
      value = value * 10 + (word.at[i] - '0');
    }
  return value <= max;
}

static KtLineKind
numbered_kind (Word number, Word word, const char **ret_why)
{
  static const char *const counts[] = { "EXISTS", "RECENT", "EXPUNGE", NULL };
  if (!word_is_number (number, G_MAXUINT32))
    {
      *ret_why = N_ ("a number is too large");
      return KT_LINE_REFUSED;
    }
  if (word_is (word, "FETCH"))
    return KT_LINE_FETCH;
  return word_in (word, counts) ? KT_LINE_DATA : KT_LINE_DROPPED;
}

/* "(EARLIER) 41,43:116,118", without "*" (RFC 7162 §3.2.10) */
static gboolean
is_vanished (const char *at, const char *end)
{
  static const char earlier[] = "(EARLIER) ";
  gsize prefix = strlen (earlier);
  if ((gsize)(end - at) > prefix && g_ascii_strncasecmp (at, earlier, prefix) == 0)
    at += prefix;
  for (gboolean range = FALSE; at < end;)
    {
      Word number = { at, 0 };
      while (at < end && g_ascii_isdigit (*at))
        at++;
      number.length = at - number.at;
      if (!word_is_number (number, G_MAXUINT32) || *number.at == '0')
        return FALSE;
      if (at == end)
        return TRUE;
      if (*at != ',' && (*at != ':' || range))
        return FALSE;
      range = *at++ == ':';
    }
  return FALSE;
}

/* Behind the quoted string that begins here; NULL: it does not end. */
static const char *
skip_quoted (const char *at, const char *end)
{
  for (at++; at < end && *at != '"'; at++)
    if (*at == '\\')
      at++;
  return at < end ? at + 1 : NULL;
}

/* "NAME ()", which libetpan takes and then dereferences NULL; the name may hold anything. */
static gboolean
is_empty_status (const char *at, const char *end)
{
  const char *behind = at < end && *at == '"' ? skip_quoted (at, end) : NULL;
  at = behind != NULL ? behind : at;
  return g_strstr_len (at, end - at, "()") != NULL;
}

static KtLineKind
untagged_kind (const char *at, const char *end, const char **ret_why)
{
  static const char *const states[] = { "OK", "NO", "BAD", "PREAUTH", NULL };
  static const char *const data[] = { "CAPABILITY", "LIST", NULL };
  Word word = next_word (&at, end);
  if (word.length > 0 && g_ascii_isdigit (*word.at))
    return numbered_kind (word, next_word (&at, end), ret_why);
  if (word_is (word, "BYE")) /* libetpan takes it for another kind of answer in some places */
    {
      *ret_why = N_ ("the server says goodbye");
      return KT_LINE_REFUSED;
    }
  if (word_in (word, states))
    return KT_LINE_UNTAGGED_STATUS;
  if (word_is (word, "SEARCH"))
    return KT_LINE_SEARCH;
  if (word_is (word, "VANISHED"))
    return is_vanished (at, end) ? KT_LINE_VANISHED : KT_LINE_DROPPED;
  if (word_is (word, "STATUS"))
    return is_empty_status (at, end) ? KT_LINE_DROPPED : KT_LINE_STATUS;
  return word_in (word, data) ? KT_LINE_DATA : KT_LINE_DROPPED;
}

KtLineKind
kt_line_kind (const char *line, gsize length, const char **ret_why)
{
  static const char *const states[] = { "OK", "NO", "BAD", NULL };
  const char *at = line, *end = line + length;
  if (length > 0 && *line == '+')
    return KT_LINE_CONTINUE;
  Word tag = next_word (&at, end);
  if (word_is (tag, "*"))
    return untagged_kind (at, end, ret_why);
  if (tag.length > 0 && word_in (next_word (&at, end), states))
    return KT_LINE_TAGGED;
  *ret_why = N_ ("not the language of a mail server");
  return KT_LINE_REFUSED;
}

/* "CAPABILITY IMAP4rev1 …": atoms only. */
static gboolean
is_atoms (const char *at, const char *end)
{
  for (; at < end; at++)
    if (!g_ascii_isgraph (*at) && *at != ' ')
      return FALSE;
    else if (strchr ("(){%*\"\\[]", *at) != NULL)
      return FALSE;
  return TRUE;
}

/* A response code without its brackets: known, with the argument it must have? */
static gboolean
code_is_good (const char *at, const char *end)
{
  static const char *const bare[]
      = { "NOMODSEQ",    "READ-ONLY", "READ-WRITE", "AUTHENTICATIONFAILED",
          "UNAVAILABLE", "INUSE",     "LIMIT",      NULL };
  static const char *const numbers[] = { "UIDVALIDITY", "UIDNEXT", NULL };
  Word name = next_word (&at, end), argument = { at, end - at };
  if (word_in (name, numbers))
    return word_is_number (argument, G_MAXUINT32);
  if (word_is (name, "HIGHESTMODSEQ"))
    return word_is_number (argument, G_MAXINT64);
  if (word_is (name, "CAPABILITY"))
    return argument.length > 0 && is_atoms (at, end);
  return word_in (name, bare) && argument.length == 0 && name.at + name.length == end;
}

gsize
kt_line_status_length (const char *line, gsize length)
{
  const char *at = line, *end = line + length;
  next_word (&at, end);
  Word state = next_word (&at, end);
  const char *close = at < end && *at == '[' ? memchr (at, ']', end - at) : NULL;
  if (close != NULL && code_is_good (at + 1, close))
    return close + 1 - line;
  return state.at + state.length - line;
}

/* What the number after a keyword may be at most; 0: it is no keyword. */
static guint64
number_after (Word word)
{
  static const char *const keys[]
      = { "UID", "RFC822.SIZE", "UIDNEXT", "UIDVALIDITY", "MESSAGES", "RECENT", "UNSEEN", NULL };
  if (word_is (word, "MODSEQ") || word_is (word, "HIGHESTMODSEQ"))
    return G_MAXINT64;
  return word_in (word, keys) ? G_MAXUINT32 : 0;
}

/* *expected: what the keyword before this word allows, 0 anything. */
static gboolean
check_word (Word word, KtLineKind kind, guint depth, guint64 *expected)
{
  if (kind == KT_LINE_SEARCH) /* "* SEARCH 2 84 (MODSEQ 917)" */
    return depth == 0 ? word_is_number (word, G_MAXUINT32)
                      : word_is (word, "MODSEQ") || word_is_number (word, G_MAXINT64);
  if (kind != KT_LINE_FETCH && kind != KT_LINE_STATUS)
    return TRUE;
  gboolean ok = *expected == 0 || word_is_number (word, *expected);
  *expected = depth == 1 ? number_after (word) : 0;
  return ok;
}

/* Behind "* SEARCH ", "* 5 FETCH ", "* STATUS ": where the data begin. */
static const char *
skip_head (const char *line, const char *end, KtLineKind kind)
{
  const char *at = line;
  for (guint words = kind == KT_LINE_FETCH ? 3 : 2; words > 0; words--)
    next_word (&at, end);
  return at;
}

static const char *
skip_word (const char *at, const char *end)
{
  while (at < end && *at != ' ' && *at != '(' && *at != ')' && *at != '"')
    at++;
  return at;
}

gboolean
kt_line_check (const char *line, gsize length, KtLineKind kind, gboolean continued, guint depth_max,
               guint *depth, const char **ret_why)
{
  const char *end = line + length, *at = continued ? line : skip_head (line, end, kind), *next;
  guint64 expected = 0;
  *ret_why = N_ ("not the language of a mail server");
  if (continued && kind == KT_LINE_STATUS && is_empty_status (line, end))
    return FALSE;
  for (; at < end; at = next)
    {
      next = at + 1;
      *ret_why = N_ ("too many parentheses within each other");
      if (*at == '(' && ++*depth > depth_max)
        return FALSE;
      if (*at == ')' && *depth > 0)
        --*depth;
      *ret_why = N_ ("a quoted text does not end");
      if (*at == '"' && (next = skip_quoted (at, end)) == NULL)
        return FALSE;
      if (strchr (" ()\"", *at) != NULL)
        continue;
      next = skip_word (at, end);
      *ret_why = N_ ("a number is too large");
      if (!check_word ((Word){ at, next - at }, kind, *depth, &expected))
        return FALSE;
    }
  return TRUE;
}

/* "17-Jul-1996 02:44:25 -0700", with its quotes: as RFC 3501 has it, whatever the numbers say. */
static gboolean
is_date (const char *at, gsize length)
{
  static const char form[] = "\"90-aaa-0000 00:00:00 +0000\"";
  static const char months[] = "jan feb mar apr may jun jul aug sep oct nov dec ";
  if (length != strlen (form))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      gboolean digit = g_ascii_isdigit (at[i]), ok = at[i] == form[i];
      if (form[i] == '0')
        ok = digit;
      else if (form[i] == '9')
        ok = digit || at[i] == ' ';
      else if (form[i] == 'a')
        ok = g_ascii_isalpha (at[i]);
      else if (form[i] == '+')
        ok = at[i] == '+' || at[i] == '-';
      if (!ok)
        return FALSE;
    }
  g_autofree char *month = g_ascii_strdown (at + 4, 3);
  return strstr (months, month) != NULL;
}

void
kt_line_append_fetch (const char *line, gsize length, GByteArray *out)
{
  static const char none[] = "\"01-Jan-1970 00:00:00 +0000\"";
  const char *end = line + length, *copied = line, *next;
  gboolean date = FALSE;
  for (const char *at = line; at < end; at = next)
    {
      next = at + 1;
      if (*at == ' ')
        continue;
      next = *at == '"' ? skip_quoted (at, end) : MAX (skip_word (at, end), at + 1);
      if (next == NULL)
        break;
      if (date && *at != '{' && *at != '(' && !is_date (at, next - at))
        {
          g_byte_array_append (out, (const guint8 *)copied, at - copied);
          g_byte_array_append (out, (const guint8 *)none, strlen (none));
          copied = next;
        }
      date = word_is ((Word){ at, next - at }, "INTERNALDATE");
    }
  g_byte_array_append (out, (const guint8 *)copied, end - copied);
}

gboolean
kt_line_literal (const char *line, gsize length, guint64 max, gboolean *ret_has,
                 guint64 *ret_length, const char **ret_why)
{
  *ret_has = FALSE;
  if (length < 3 || line[length - 1] != '}')
    return TRUE;
  gsize last = length - 1, first;
  if (line[last - 1] == '+')
    last--;
  for (first = last; first > 0 && (g_ascii_isdigit (line[first - 1]) || line[first - 1] == '-');)
    first--;
  if (first == last || first == 0 || line[first - 1] != '{')
    return TRUE;
  Word number = { line + first, last - first };
  *ret_has = TRUE;
  *ret_why = N_ ("a text is too large");
  if (!word_is_number (number, max))
    return FALSE;
  *ret_length = g_ascii_strtoull (number.at, NULL, 10);
  return TRUE;
}
