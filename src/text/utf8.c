#include "config.h"
#include "kontor/utf8.h"

/* The common letters at once, whatever is rare by the library. */
gboolean
kt_utf8_is_valid (const char *text, gsize length)
{
  const guchar *p = (const guchar *)text, *end = p + length;
  if (length > 0 && memchr (text, '\0', length) != NULL)
    return FALSE;
  while (TRUE)
    {
      p = kt_utf8_skip_ascii (p, end);
      while (end - p >= 2 && p[0] >= 0xc2 && p[0] < 0xe0 && (p[1] & 0xc0) == 0x80)
        p += 2;
      if (p == end)
        return TRUE;
      if (*p < 0x80)
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
