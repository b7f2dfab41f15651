#include "config.h"
#include "search-people.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include <glib/gi18n.h>
#include <string.h>

#define WORDS_MAX 1000 /* octets */
#define STEM_MIN 4     /* letters of a word that is searched for as a beginning */

/* Whether the tokenizer will find anything in it. */
static gboolean
is_searchable (const char *text, gsize length)
{
  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* Languages inflect: договор is meant to find договору. Not what has digits or signs in it, an
 * address or a number is meant as it is. */
static gboolean
is_stem (const char *start, gsize length)
{
  guint letters = 0;
  for (const char *p = start; p < start + length; p = g_utf8_next_char (p))
    if (!g_unichar_isalpha (g_utf8_get_char (p)))
      return FALSE;
    else
      letters++;
  return letters >= STEM_MIN;
}

/* One word or phrase from p on: its text, whether it is a beginning only. Returns what follows. */
static const char *
take_word (const char *p, const char **ret_start, gsize *ret_length, gboolean *ret_prefix)
{
  gboolean phrase = *p == '"';
  const char *start = phrase ? p + 1 : p;
  gsize length = phrase ? strcspn (start, "\"") : strcspn (start, " \t\n\"");
  p = start + length;
  if (phrase && *p == '"')
    p++;
  *ret_prefix = phrase && *p == '*';
  if (*ret_prefix)
    p++;
  while (!phrase && length > 0 && start[length - 1] == '*')
    {
      *ret_prefix = TRUE;
      length--;
    }
  *ret_prefix |= !phrase && is_stem (start, length);
  *ret_start = start;
  *ret_length = length;
  return p;
}

/* Everything a user types becomes quoted strings: to FTS5 anna@x, follow-up and NOT are syntax. */
char *
kt_search_query (const char *words, GError **error)
{
  g_autofree char *text = kt_nfc (words, -1);
  GString *query = g_string_new (NULL);
  if (strlen (text) > WORDS_MAX)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
                   _ ("too long a search, %d characters are enough"), WORDS_MAX);
      return g_string_free (query, TRUE);
    }
  for (const char *p = text; *p != 0;)
    {
      const char *start;
      gsize length;
      gboolean prefix;
      p = g_ascii_isspace (*p) ? p + 1 : p;
      if (*p == 0 || g_ascii_isspace (*p))
        continue;
      p = take_word (p, &start, &length, &prefix);
      if (is_searchable (start, length))
        g_string_append_printf (query, "%s\"%.*s\"%s", query->len > 0 ? " " : "", (int)length,
                                start, prefix ? "*" : "");
    }
  if (query->len > 0)
    return g_string_free (query, FALSE);
  g_string_free (query, TRUE);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("nothing to search for in «%s»"), words);
  kt_error_hint (error,
                 _ ("write words, \"a phrase\" or the beginning of a word with a star: kal*"));
  return NULL;
}

GStrv
kt_search_pieces (const char *words)
{
  g_autofree char *text = kt_nfc (words, -1);
  g_autoptr (GStrvBuilder) pieces = g_strv_builder_new ();
  for (const char *p = text; *p != 0;)
    {
      const char *start, *from = p;
      gsize length;
      gboolean prefix;
      if (g_ascii_isspace (*p))
        {
          p++;
          continue;
        }
      p = take_word (p, &start, &length, &prefix);
      g_autofree char *piece = g_strndup (from, (gsize)(p - from));
      g_strv_builder_add (pieces, piece);
    }
  return g_strv_builder_end (pieces);
}
