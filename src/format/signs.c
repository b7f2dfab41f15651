#include "config.h"
#include "signs.h"
#include <string.h>

#define LONG_FIGURE 5 /* digits of what numbers an order or an account */

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

/* Whether a letter or a figure stands there, and how many octets it takes. Of two octets nearly all
 * are Latin letters with marks or Cyrillic ones (U+0100–017F, U+0400–047F). */
static gboolean
is_inside (const char *p, gsize *ret_octets)
{
  guchar first = (guchar)*p;

  *ret_octets = 1;
  if (first < 0x80)
    return g_ascii_isalnum (*p);
  *ret_octets = (gsize)(g_utf8_next_char (p) - p);
  return first == 0xc4 || first == 0xc5 || first == 0xd0 || first == 0xd1
         || g_unichar_isalnum (g_utf8_get_char (p));
}

static gboolean
is_figure (const char *from, const char *end)
{
  while (from < end && g_ascii_isdigit (*from))
    from++;
  return from == end;
}

#define STEM_SIZE (KT_SIGN_STEM * 4 + 1)    /* letters of at most 4 octets, and an end */
G_STATIC_ASSERT (STEM_SIZE <= KT_SIGN_MAX); /* a stem is a sign as it is */

/* A word, of which the stem is what stands before stem_end. */
static void
see_word (const Seer *seer, const char *from, const char *stem_end, const char *end)
{
  char stem[STEM_SIZE];

  if (is_figure (from, end))
    {
      seer->see (end - from >= LONG_FIGURE ? "##" : "#", seer->data);
      return;
    }
  memcpy (stem, from, (gsize)(stem_end - from));
  stem[stem_end - from] = '\0';
  seer->see (stem, seer->data);
}

static void
see_words (const Seer *seer, const char *folded)
{
  for (const char *p = folded; *p != '\0';)
    {
      const char *from = p, *stem_end = p;
      guint letters = 0;
      gsize octets;
      for (; is_inside (p, &octets); p += octets)
        if (++letters <= KT_SIGN_STEM)
          stem_end = p + octets;
      if (p > from)
        see_word (seer, from, stem_end, p);
      else
        p += octets;
    }
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

  see_words (&seer, folded);
  if (strstr (folded, "://") != NULL || strstr (folded, "www.") != NULL)
    see_sign (&seer, "@url");
  if (has_amount (folded))
    see_sign (&seer, "@amount");
}
