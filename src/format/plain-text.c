#include "config.h"
#include "kontor/plain-text.h"
#include "kontor/fold.h"
#include "kontor/utf8.h"
#include <string.h>

#define HIGH G_GUINT64_CONSTANT (0x8080808080808080)

/* Whether of eight octets those that begin a character are C2–CB, D0 and D1; bits of each octet are
 * moved to its highest. */
static inline gboolean
begin_composed (guint64 eight)
{
  guint64 begins = eight & eight << 1 & HIGH;
  guint64 above = eight << 3, low = ~(eight << 4 & eight << 5); /* D0–; C0–CB */
  guint64 zero = ~(eight << 4 | eight << 5 | eight << 6);       /* D0, D1 */
  guint64 fine = ~(eight << 2) & ((~above & low) | (above & zero));
  return (begins & ~fine) == 0;
}

/* Whether text is surely in NFC by a look at its lead octets: U+0000–02FF, U+0370–0482 and most of
 * U+2010–203F neither combine nor decompose, which covers nearly all letters here. U+037E, U+0387
 * and U+0374 decompose; Greek goes the long way. */
static gboolean
is_surely_nfc (const char *text, gsize length)
{
  const guchar *p = (const guchar *)text, *end = p + length;

  while (p < end)
    {
      guint64 eight;
      for (; end - p >= 8; p += 8)
        {
          memcpy (&eight, p, 8);
          if (!begin_composed (GUINT64_FROM_LE (eight)))
            break;
        }
      for (const guchar *near = p + MIN (end - p, 8); p < near;)
        if (*p < 0xcc || *p == 0xd0 || *p == 0xd1)
          p++; /* one that goes on too */
        else if (*p == 0xe2 && end - p >= 3 && p[1] == 0x80 && p[2] >= 0x90)
          p += 3;
        else
          return FALSE;
    }
  return TRUE;
}

char *
kt_plain_nfc (const char *text, gssize length)
{
  gsize n = length < 0 ? strlen (text) : (gsize)length;

  return is_surely_nfc (text, n) ? g_strndup (text, n) : kt_nfc (text, n);
}

gsize
kt_plain_cut (const char *text, gsize length, gsize max)
{
  if (length <= max)
    return length;
  while (max > 0 && ((guchar)text[max] & 0xc0) == 0x80)
    max--;
  return max;
}

char *
kt_plain_line (const char *text, gsize max)
{
  if (text == NULL)
    text = "";
  gsize length = strlen (text);
  /* composing never lengthens more than threefold; the rest is not looked at */
  length = kt_plain_cut (text, length, max * 4);
  g_autofree char *nfc = kt_plain_nfc (text, length);
  char *to = nfc;

  for (const char *from = nfc; *from != '\0'; from++)
    {
      if (*from == ' ' || *from == '\t' || *from == '\n' || *from == '\r')
        {
          if (to > nfc && to[-1] != ' ')
            *to++ = ' ';
        }
      else if ((guchar)*from >= 0x20 && *from != 0x7f)
        *to++ = *from;
    }
  gsize end = kt_plain_cut (nfc, to - nfc, max);
  while (end > 0 && nfc[end - 1] == ' ')
    end--;
  nfc[end] = '\0';
  return g_steal_pointer (&nfc);
}

/* What is no text and no line end goes; nearly all text has none. Returns the new length. */
static gsize
drop_controls (char *text, gsize length)
{
  static const char dropped[] = { '\0', '\f', '\v' };

  for (guint i = 0; i < G_N_ELEMENTS (dropped); i++)
    {
      char *to = memchr (text, dropped[i], length), *end = text + length;
      for (char *from = to; from != NULL && from < end; from++)
        if (*from != dropped[i])
          *to++ = *from;
      if (to != NULL)
        length = (gsize)(to - text);
    }
  return length;
}

char *
kt_plain_block (const char *text, gsize length)
{
  g_autofree char *clean = g_malloc (length + 1);
  const char *p = text, *end = text + length, *cr;
  char *to = clean;

  while (p < end && (cr = memchr (p, '\r', (gsize)(end - p))) != NULL)
    {
      to = mempcpy (to, p, (gsize)(cr - p));
      if (cr + 1 == end || cr[1] != '\n')
        *to++ = '\n';
      p = cr + 1;
    }
  if (p < end)
    to = mempcpy (to, p, (gsize)(end - p));
  length = drop_controls (clean, (gsize)(to - clean));
  clean[length] = '\0';
  return is_surely_nfc (clean, length) ? g_steal_pointer (&clean) : kt_nfc (clean, length);
}
