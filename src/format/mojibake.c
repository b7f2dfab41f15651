#include "config.h"
#include "kontor/mojibake.h"
#include <string.h>

#define LETTERS_MIN 3u /* so many letters have to come out */

/* windows-1252 from 0x80 to 0x9F; 0 none. */
static const guint16 specials[32]
    = { 0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
        0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
        0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178 };

/* The octet a character was taken for; -1 none. */
static int
octet_of (gunichar c)
{
  if (c < 0x100)
    return (int)c;
  for (guint i = 0; i < G_N_ELEMENTS (specials); i++)
    if (specials[i] == c)
      return 0x80 + (int)i;
  return -1;
}

/* Whether it holds what every such text does: the lead octet of a letter, as a letter. */
static gboolean
may_be (const char *utf8, gsize length)
{
  const char *p = utf8, *end = utf8 + length;

  while ((p = memchr (p, 0xc3, (gsize)(end - p))) != NULL && p + 1 < end)
    {
      guchar second = (guchar)p[1];
      if ((second >= 0x82 && second <= 0x85) || second == 0x90 || second == 0x91)
        return TRUE;
      p++;
    }
  return FALSE;
}

static gboolean
is_meant (const char *text)
{
  guint letters = 0, others = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (c < 0x80)
        continue;
      if (g_unichar_isalpha (c) && (c < 0x250 || (c >= 0x400 && c < 0x530)))
        letters++;
      else if (c < 0x2010 || c > 0x2122)
        others++;
    }
  return letters >= LETTERS_MIN && others * 10 <= letters;
}

char *
kt_mojibake_repair (const char *utf8, gsize length)
{
  if (!may_be (utf8, length))
    return NULL;
  g_autofree char *bytes = g_malloc (length + 1);
  char *to = bytes;
  for (const char *p = utf8; p < utf8 + length; p = g_utf8_next_char (p))
    {
      int octet = octet_of (g_utf8_get_char (p));
      if (octet <= 0)
        return NULL;
      *to++ = (char)octet;
    }
  *to = '\0';
  if (!g_utf8_validate (bytes, to - bytes, NULL) || !is_meant (bytes))
    return NULL;
  return g_steal_pointer (&bytes);
}
