#include "config.h"
#include "kontor/name-words.h"

#include <string.h>

static gboolean
is_word_char (const char *p)
{
  return g_unichar_isalnum (g_utf8_get_char (p));
}

gboolean
kt_name_begins_word (const char *name, const char *word, gboolean *ret_whole)
{
  gboolean begins = FALSE;
  *ret_whole = FALSE;
  for (const char *p = strstr (name, word); p != NULL; p = strstr (g_utf8_next_char (p), word))
    if (p == name || !is_word_char (g_utf8_prev_char (p)))
      {
        const char *end = p + strlen (word);
        begins = TRUE;
        *ret_whole |= *end == '\0' || !is_word_char (end);
      }
  return begins;
}

KtNameRank
kt_name_rank (const char *name, const char *fold, char **words)
{
  KtNameRank rank = strcmp (name, fold) == 0 ? KT_NAME_EXACT : KT_NAME_WORDS;
  for (char **word = words; *word != NULL; word++)
    {
      gboolean whole = FALSE;
      if (!kt_name_begins_word (name, *word, &whole))
        return KT_NAME_NONE;
      if (!whole && rank == KT_NAME_WORDS)
        rank = KT_NAME_PREFIX;
    }
  return rank;
}

GStrv
kt_name_words (const char *fold)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = g_strsplit (fold, " ", -1);
  for (char **part = parts; *part != NULL; part++)
    if (**part != '\0')
      g_ptr_array_add (words, g_strdup (*part));
  g_ptr_array_add (words, NULL);
  return (char **)g_ptr_array_steal (words, NULL);
}
