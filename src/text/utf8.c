#include "config.h"
#include "kontor/utf8.h"

#define HIGH G_GUINT64_CONSTANT (0x8080808080808080)

/* Octets of ASCII and of characters of two octets, eight at a time and whatever their order: bits
 * of each octet are moved to its highest. Returns where something else or the end is near, between
 * two characters. */
static const guchar *
skip_common (const guchar *p, const guchar *end)
{
  guint64 open = 0; /* an octet that goes on is due first */
  for (; end - p >= 8; p += 8)
    {
      guint64 eight;
      memcpy (&eight, p, 8);
      eight = GUINT64_FROM_LE (eight);
      if ((eight & HIGH) == 0 && open == 0)
        continue;
      guint64 goes_on = eight & ~(eight << 1) & HIGH, begins = eight & eight << 1 & HIGH;
      guint64 long_ones = begins & eight << 2;
      guint64 not_ascii = eight << 3 | eight << 4 | eight << 5 | eight << 6; /* no C0, C1 */
      if (goes_on != (begins << 8 | open) || long_ones != 0 || (begins & ~not_ascii) != 0)
        break;
      open = begins >> 56;
    }
  return open != 0 ? p - 1 : p;
}

/* The common letters at once, whatever is rare by the library. */
gboolean
kt_utf8_is_valid (const char *text, gsize length)
{
  const guchar *p = (const guchar *)text, *end = p + length;
  if (length > 0 && memchr (text, '\0', length) != NULL)
    return FALSE;
  while (TRUE)
    {
      p = skip_common (p, end);
      const guchar *near = p + MIN (end - p, 8);
      while (p < near && *p < 0xe0)
        if (*p < 0x80)
          p++;
        else if (end - p >= 2 && p[0] >= 0xc2 && (p[1] & 0xc0) == 0x80)
          p += 2;
        else
          return FALSE;
      if (p == end)
        return TRUE;
      if (p >= near)
        continue;
      const char *stop = NULL;
      gsize few = MIN ((gsize)(end - p), 64);
      gboolean valid = g_utf8_validate ((const char *)p, (gssize)few, &stop);
      /* a character may only be cut off by the end of the look */
      if (!valid && ((const guchar *)stop == p || (gsize)(end - p) == few))
        return FALSE;
      p = (const guchar *)stop;
    }
}
