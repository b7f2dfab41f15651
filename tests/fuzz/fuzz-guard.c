#include "config.h"
#include "kontor/guard.h"
#include <string.h>

/* What an IMAP server may say: the guard passes the same octets, or refuses, wherever they are
 * cut. The first octet is the size of the pieces. */
int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static GByteArray *
feed (const guint8 *data, gsize size, gsize piece, gboolean *ret_ok)
{
  g_autoptr (KtGuard) guard = kt_guard_new (NULL);
  GByteArray *out = g_byte_array_new ();
  *ret_ok = TRUE;
  for (gsize at = 0; at < size && *ret_ok; at += piece)
    *ret_ok = kt_guard_feed (guard, data + at, MIN (piece, size - at), out, NULL);
  return out;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  gboolean whole_ok, cut_ok;
  if (size < 2)
    return 0;
  g_autoptr (GByteArray) whole = feed (data + 1, size - 1, size, &whole_ok);
  g_autoptr (GByteArray) cut = feed (data + 1, size - 1, MAX (data[0] % 32, 1), &cut_ok);
  if (whole_ok != cut_ok || whole->len != cut->len
      || (whole->len > 0 && memcmp (whole->data, cut->data, whole->len) != 0))
    g_error ("the guard depends on how its input is cut");
  return 0;
}
