#pragma once
#include <glib.h>
#include <string.h>

/* Whether it is UTF-8 without NUL, as g_utf8_validate() says it, but eight octets of ASCII and two
 * of a Cyrillic letter at a time: all text of a mailbox passes here. */
gboolean kt_utf8_is_valid (const char *text, gsize length);

/* The first octet from p on that is not ASCII; end: none is. NUL counts as ASCII. */
static inline const guchar *
kt_utf8_skip_ascii (const guchar *p, const guchar *end)
{
  guint64 eight;
  for (; end - p >= 8; p += 8)
    {
      memcpy (&eight, p, 8);
      eight = GUINT64_FROM_LE (eight) & G_GUINT64_CONSTANT (0x8080808080808080);
      if (eight != 0)
        return p + __builtin_ctzll (eight) / 8;
    }
  while (p < end && *p < 0x80)
    p++;
  return p;
}
