#include "config.h"
#include "kontor/plain-text.h"
#include "kontor/fold.h"
#include <string.h>

/* Whether text is surely in NFC by a look at its lead octets: U+0000–02FF, U+0370–0482 and most of
 * U+2010–203F neither combine nor decompose, which covers nearly all letters here. U+037E, U+0387
 * and U+0374 decompose; Greek goes the long way. */
static gboolean
is_surely_nfc (const char *text, gsize length)
{
  const guchar *p = (const guchar *)text, *end = p + length;

  while (p < end)
    {
      if (*p < 0x80)
        p++;
      else if (*p < 0xcc || *p == 0xd0 || *p == 0xd1)
        p += 2;
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

char *
kt_plain_block (const char *text, gsize length)
{
  g_autofree char *nfc = NULL;
  g_autofree char *clean = g_malloc (length + 1);
  char *to = clean;

  for (gsize i = 0; i < length; i++)
    if (text[i] == '\r')
      {
        if (i + 1 >= length || text[i + 1] != '\n')
          *to++ = '\n';
      }
    else if (text[i] != '\0' && text[i] != '\f' && text[i] != '\v')
      *to++ = text[i];
  *to = '\0';
  if (is_surely_nfc (clean, to - clean))
    return g_steal_pointer (&clean);
  nfc = kt_nfc (clean, to - clean);
  return g_steal_pointer (&nfc);
}
