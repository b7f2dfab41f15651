#include "config.h"
#include "signs.h"
#include <string.h>

#define LONG_FIGURE 5 /* digits of what numbers an order or an account */

/* A word in a folded text. */
typedef struct
{
  const char *text;
  gsize length;
  gboolean figure;
} Word;

typedef struct
{
  KtSignFunc see;
  gpointer data;
} Seer;

static void see_sign (const Seer *seer, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
see_sign (const Seer *seer, const char *format, ...)
{
  char sign[KT_SIGN_MAX + 1];
  va_list args;

  va_start (args, format);
  int n = g_vsnprintf (sign, sizeof sign, format, args);
  va_end (args);
  if (n > 0 && n < (int)sizeof sign)
    seer->see (sign, seer->data);
}

static gboolean
is_figure (const Word *word)
{
  for (gsize i = 0; i < word->length; i++)
    if (!g_ascii_isdigit (word->text[i]))
      return FALSE;
  return TRUE;
}

/* words: of Word */
static GArray *
split_words (const char *folded)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
  const char *from = NULL, *p = folded;

  for (;; p = g_utf8_next_char (p))
    {
      gboolean inside = *p != '\0' && g_unichar_isalnum (g_utf8_get_char (p));
      if (inside && from == NULL)
        from = p;
      if (!inside && from != NULL)
        {
          Word word = { .text = from, .length = (gsize)(p - from) };
          word.figure = is_figure (&word);
          g_array_append_val (words, word);
          from = NULL;
        }
      if (*p == '\0')
        return words;
    }
}

/* stem: room for KT_SIGN_STEM letters of at most 4 octets, and an end */
#define STEM_SIZE (KT_SIGN_STEM * 4 + 1)
G_STATIC_ASSERT (STEM_SIZE <= KT_SIGN_MAX); /* a stem is a sign as it is */

static void
stem_of (const Word *word, char stem[STEM_SIZE])
{
  if (word->figure)
    {
      strcpy (stem, word->length >= LONG_FIGURE ? "##" : "#");
      return;
    }
  const char *end = word->text;
  for (guint i = 0; i < KT_SIGN_STEM && end < word->text + word->length; i++)
    end = g_utf8_next_char (end);
  memcpy (stem, word->text, (gsize)(end - word->text));
  stem[end - word->text] = '\0';
}

/* "39,90" and "1.250,00" */
static gboolean
has_amount (const char *text)
{
  for (const char *p = strpbrk (text, ".,"); p != NULL; p = strpbrk (p + 1, ".,"))
    if (p > text && g_ascii_isdigit (p[-1]) && g_ascii_isdigit (p[1]) && g_ascii_isdigit (p[2])
        && !g_ascii_isdigit (p[3]))
      return TRUE;
  return FALSE;
}

void
kt_signs_of_text (const char *folded, KtSignFunc see, gpointer data)
{
  Seer seer = { see, data };
  g_autoptr (GArray) words = split_words (folded);
  char stem[STEM_SIZE];

  for (guint i = 0; i < words->len; i++)
    {
      stem_of (&g_array_index (words, Word, i), stem);
      see (stem, data);
    }
  if (strstr (folded, "://") != NULL || strstr (folded, "www.") != NULL)
    see_sign (&seer, "@url");
  if (has_amount (folded))
    see_sign (&seer, "@amount");
}
