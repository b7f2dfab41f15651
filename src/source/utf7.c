#include "config.h"
#include "kontor/utf7.h"
#include <glib.h>
#include <string.h>

/* Base64 with "," for "/" and without padding. */
static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

static gboolean
is_direct (char c)
{
  return c >= 0x20 && c < 0x7f;
}

/* A run of characters that are not direct, as UTF-16 in big endian bits. */
static const char *
encode_run (const char *at, GString *out)
{
  guint32 bits = 0;
  guint n = 0;
  g_string_append_c (out, '&');
  for (; *at != '\0' && !is_direct (*at); at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      guint16 units[2] = { c, 0 };
      if (c > 0xffff)
        {
          units[0] = 0xd800 + ((c - 0x10000) >> 10);
          units[1] = 0xdc00 + ((c - 0x10000) & 0x3ff);
        }
      for (guint i = 0; i < (c > 0xffff ? 2 : 1); i++)
        {
          bits = bits << 16 | units[i];
          for (n += 16; n >= 6; n -= 6)
            g_string_append_c (out, digits[bits >> (n - 6) & 63]);
        }
    }
  if (n > 0)
    g_string_append_c (out, digits[bits << (6 - n) & 63]);
  g_string_append_c (out, '-');
  return at;
}

char *
kt_utf7_encode (const char *utf8)
{
  GString *out = g_string_new (NULL);
  while (*utf8 != '\0')
    if (!is_direct (*utf8))
      utf8 = encode_run (utf8, out);
    else
      {
        g_string_append (out, *utf8 == '&' ? "&-" : (char[]){ *utf8, '\0' });
        utf8++;
      }
  return g_string_free (out, FALSE);
}

/* Takes one UTF-16 unit; *high holds a first half that waits for its second. */
static gboolean
append_unit (GString *out, guint16 unit, guint16 *high)
{
  gboolean is_low = unit >= 0xdc00 && unit <= 0xdfff;
  if ((*high != 0) != is_low)
    return FALSE;
  if (unit >= 0xd800 && unit <= 0xdbff)
    {
      *high = unit;
      return TRUE;
    }
  gunichar c = is_low ? 0x10000 + ((*high - 0xd800u) << 10) + (unit - 0xdc00u) : unit;
  *high = 0;
  if (c < 0xa0 && is_direct ((char)c))
    return FALSE;
  g_string_append_unichar (out, c);
  return c >= 0xa0;
}

static gboolean
decode_run (const char *at, const char *end, GString *out)
{
  guint32 bits = 0;
  guint n = 0;
  guint16 high = 0;
  for (; at < end; at++)
    {
      const char *digit = memchr (digits, *at, sizeof digits - 1);
      if (digit == NULL)
        return FALSE;
      bits = bits << 6 | (guint32)(digit - digits);
      n += 6;
      if (n < 16)
        continue;
      n -= 16;
      if (!append_unit (out, bits >> n & 0xffff, &high))
        return FALSE;
    }
  return high == 0 && n < 6 && (bits & ((1u << n) - 1)) == 0;
}

char *
kt_utf7_decode (const char *utf7)
{
  g_autoptr (GString) out = g_string_new (NULL);
  for (; *utf7 != '\0'; utf7++)
    {
      if (!is_direct (*utf7))
        return NULL;
      if (*utf7 != '&')
        {
          g_string_append_c (out, *utf7);
          continue;
        }
      const char *end = strchr (utf7, '-');
      if (end == NULL)
        return NULL;
      if (end == utf7 + 1)
        g_string_append_c (out, '&');
      else if (!decode_run (utf7 + 1, end, out))
        return NULL;
      utf7 = end;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
