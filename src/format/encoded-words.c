#include "config.h"
#include "kontor/encoded-words.h"
#include "kontor/charset.h"
#include <string.h>

#define CHARSET_MAX 40u

/* One encoded word, in the field it is of. */
typedef struct
{
  char charset[CHARSET_MAX];
  char encoding; /* 'B' or 'Q' */
  const char *text;
  gsize length;
  const char *end; /* behind it */
} Word;

/* "=?charset*language?B?text?=" at p. */
static gboolean
read_word (const char *p, Word *word)
{
  if (p[0] != '=' || p[1] != '?')
    return FALSE;
  const char *charset = p + 2, *mark = strchr (charset, '?');
  if (mark == NULL || mark == charset || mark[1] == '\0' || mark[2] != '?')
    return FALSE;
  gsize n = MIN (strcspn (charset, "*?"), CHARSET_MAX - 1);
  word->encoding = g_ascii_toupper (mark[1]);
  word->text = mark + 3;
  const char *end = strstr (word->text, "?=");
  if (end == NULL || (word->encoding != 'B' && word->encoding != 'Q')
      || memchr (charset, ' ', (gsize)(mark - charset)) != NULL)
    return FALSE;
  memcpy (word->charset, charset, n);
  word->charset[n] = '\0';
  word->length = (gsize)(end - word->text);
  word->end = end + 2;
  return TRUE;
}

static void
append_quoted (GString *bytes, const Word *word)
{
  for (gsize i = 0; i < word->length; i++)
    {
      char c = word->text[i];
      int high = c == '=' && i + 2 < word->length ? g_ascii_xdigit_value (word->text[i + 1]) : -1;
      int low = high >= 0 ? g_ascii_xdigit_value (word->text[i + 2]) : -1;
      if (low >= 0)
        i += 2;
      g_string_append_c (bytes, low >= 0 ? (char)(high * 16 + low) : c == '_' ? ' ' : c);
    }
}

static void
append_base64 (GString *bytes, const Word *word)
{
  g_autofree guchar *out = g_malloc (word->length / 4 * 3 + 6);
  gint state = 0;
  guint save = 0;
  gsize n = g_base64_decode_step (word->text, word->length, out, &state, &save);

  g_string_append_len (bytes, (const char *)out, (gssize)n);
}

static void
append_word (GString *bytes, const Word *word)
{
  if (word->encoding == 'B')
    append_base64 (bytes, word);
  else
    append_quoted (bytes, word);
}

/* The words from `word` on that belong together; returns what follows them. */
static const char *
append_run (GString *out, Word *word)
{
  g_autoptr (GString) bytes = g_string_new (NULL);
  Word next;
  const char *end;

  for (;;)
    {
      append_word (bytes, word);
      end = word->end;
      if (!read_word (end + strspn (end, " \t\r\n"), &next)
          || g_ascii_strcasecmp (next.charset, word->charset) != 0)
        break;
      *word = next;
    }
  g_autofree char *text = kt_charset_to_utf8 (bytes->str, bytes->len, word->charset);
  g_string_append (out, text);
  /* blanks between two words of other charsets are no text either (RFC 2047 §6.2) */
  const char *after = end + strspn (end, " \t\r\n");
  return read_word (after, &next) ? after : end;
}

char *
kt_encoded_words_decode (const char *value)
{
  GString *out = g_string_sized_new (strlen (value));
  Word word;

  for (const char *p = value; *p != '\0';)
    {
      const char *mark = strstr (p, "=?");
      if (mark == NULL)
        {
          g_string_append (out, p);
          break;
        }
      g_string_append_len (out, p, mark - p);
      p = mark;
      if (read_word (p, &word))
        p = append_run (out, &word);
      else
        {
          g_string_append (out, "=?");
          p += 2;
        }
    }
  return g_string_free (out, FALSE);
}
