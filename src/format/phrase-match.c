#include "config.h"
#include "phrase-match.h"
#include <string.h>

/* Whether the token, of which begin octets are taken, ends as ending does, up to a space. */
static gboolean
ends_with (const KtToken *token, gsize begin, const char *ending)
{
  gsize length = strcspn (ending, " ");
  if (token->length < begin + length
      || memcmp (token->text + token->length - length, ending, length) != 0)
    return FALSE;
  return begin > 0
         || (token->length > length
             && g_utf8_strlen (token->text, token->length) >= KT_ENDING_WORD_MIN);
}

gboolean
kt_phrase_word_matches (const char *word, const KtToken *token)
{
  gsize n = 0;
  while (n < token->length && word[n] == token->text[n] && word[n] != '\0')
    n++;
  if (word[n] == '*')
    return word[n + 1] == '\0' || word[n + 1] == ' ' || ends_with (token, n, word + n + 1);
  return n == token->length && (word[n] == '\0' || word[n] == ' ');
}

static const char *
next_word (const char *word)
{
  word += strcspn (word, " ");
  return *word == ' ' ? word + 1 : word;
}

guint
kt_phrase_takes (const char *phrase, const KtToken *tokens, guint n_tokens, guint at)
{
  guint i = at;
  for (const char *word = phrase; *word != '\0'; word = next_word (word))
    {
      if (*word == '~')
        {
          const char *rest = next_word (word);
          if (i == at + 1 && i < n_tokens && tokens[i].clause)
            return 0; /* "Jā, tas der": no "ja ~ der" */
          for (guint gap = 0; gap <= KT_PHRASE_GAP && i + gap < n_tokens; gap++)
            {
              guint n = kt_phrase_takes (rest, tokens, n_tokens, i + gap);
              if (n > 0)
                return i + gap + n - at;
            }
          return 0;
        }
      for (guint skipped = 0; skipped < KT_FILLERS_MAX && i > at && i < n_tokens && tokens[i].filler
                              && !kt_phrase_word_matches (word, &tokens[i]);
           skipped++)
        i++;
      if (i >= n_tokens || !kt_phrase_word_matches (word, &tokens[i]))
        return 0;
      i++;
    }
  return i - at;
}
