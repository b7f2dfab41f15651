#include "config.h"
#include "kontor/fold.h"
#include "when-parts.h"
#include <string.h>

#define WORD_MAX 80 /* bytes of one argument; a quoted one may hold a whole date */

/* Parts and separators of "25.11.2026", "14:30", "1430"; FALSE: more than dates have. */
static gboolean
split_number (KtToken *token)
{
  guint n_separators = 0;
  for (const char *p = token->text; *p != '\0';)
    {
      if (token->n_parts == G_N_ELEMENTS (token->parts))
        return FALSE;
      guint digits = 0;
      int value = 0;
      for (; g_ascii_isdigit (*p); p++, digits++)
        {
          if (digits == 8)
            return FALSE;
          value = value * 10 + (*p - '0');
        }
      if (digits == 0)
        return FALSE;
      token->parts[token->n_parts] = value;
      token->digits[token->n_parts++] = digits;
      if (*p != '\0')
        token->shape[n_separators++] = *p++;
    }
  return TRUE;
}

static gboolean
is_separator (char c)
{
  return c == '.' || c == ':' || c == '/' || c == '-';
}

/* Figures with the separators between them; a dot may end them ("25.", "25.11."). */
static const char *
number_end (const char *p)
{
  while (g_ascii_isdigit (*p) || (is_separator (*p) && g_ascii_isdigit (p[1])))
    p++;
  return *p == '.' ? p + 1 : p;
}

static const char *
word_end (const char *p)
{
  while (*p != '\0' && g_unichar_isalpha (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

static gboolean
set_token (KtToken *token, const char *from, const char *to, gboolean is_number)
{
  gsize length = to - from;
  if (length == 0 || length >= KT_TOKEN_TEXT)
    return FALSE;
  token->is_number = is_number;
  memcpy (token->said, from, length);
  memcpy (token->text, from, length);
  if (!is_number)
    return TRUE;
  if (token->text[length - 1] == '.' && strpbrk (token->text, ":/-") != NULL)
    token->text[length - 1] = '\0';
  return split_number (token);
}

/* What may stand between tokens without meaning: spaces, commas, the dot of an abbreviation, the
 * hyphen of 25-го. */
static const char *
skip_between (const char *p, gboolean *ret_space)
{
  *ret_space = FALSE;
  for (; *p != '\0' && strchr (" ,.-", *p) != NULL; p++)
    if (*p == ' ')
      *ret_space = TRUE;
  return p;
}

/* Cuts one argument; FALSE: it is no part of a date. */
static gboolean
cut_word (const char *typed, guint word, KtToken *tokens, guint *n)
{
  if (strnlen (typed, WORD_MAX + 1) > WORD_MAX || !g_utf8_validate (typed, -1, NULL))
    return FALSE;
  g_autofree char *folded = kt_fold (typed);
  gboolean space = FALSE;
  guint first = *n;
  const char *p = folded + strspn (folded, " ");
  while (*p != '\0')
    {
      if (*n == KT_TOKEN_MAX)
        return FALSE;
      KtToken *token = &tokens[*n];
      *token = (KtToken){ .word = word, .joined = *n > first, .plus = *p == '+' };
      p += token->plus;
      gboolean is_number = g_ascii_isdigit (*p);
      const char *end = is_number ? number_end (p) : word_end (p);
      if (is_number && *n > first && !space && token[-1].is_number)
        return FALSE; /* 25..11 */
      if ((token->plus && !is_number) || !set_token (token, p, end, is_number))
        return FALSE;
      if (space)
        token->joined = FALSE;
      p = skip_between (end, &space);
      (*n)++;
    }
  if (*n == first)
    return FALSE;
  tokens[*n - 1].ends_word = TRUE;
  if (*n == first + 1 && strlen (typed) < KT_TOKEN_TEXT)
    strcpy (tokens[first].said, typed);
  return TRUE;
}

guint
kt_tokens_cut (const char *const *words, guint n_words, KtToken tokens[KT_TOKEN_MAX])
{
  guint n = 0;
  for (guint i = 0; i < n_words; i++)
    {
      guint before = n;
      if (!cut_word (words[i], i, tokens, &n))
        return before;
    }
  return n;
}

const KtToken *
kt_cursor_peek (const KtCursor *cursor)
{
  return cursor->at < cursor->n ? &cursor->tokens[cursor->at] : NULL;
}

gboolean
kt_cursor_take (KtCursor *cursor, KtWordKind kind, int *ret_value)
{
  const KtToken *token = kt_cursor_peek (cursor);
  if (token == NULL || token->is_number || !kt_when_word (token->text, kind, ret_value))
    return FALSE;
  cursor->at++;
  return TRUE;
}

gboolean
kt_cursor_take_count (KtCursor *cursor, guint max_digits, int *ret_value)
{
  const KtToken *token = kt_cursor_peek (cursor);
  if (token == NULL || !token->is_number || token->n_parts != 1 || token->shape[0] != '\0'
      || token->digits[0] > max_digits)
    return FALSE;
  *ret_value = token->parts[0];
  cursor->at++;
  return TRUE;
}
