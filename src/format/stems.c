#include "config.h"
#include "stems.h"
#include <string.h>

#define HEAD 4u /* octets */

static inline guint
place_of (const char *head)
{
  guint32 octets;
  memcpy (&octets, head, HEAD);
  return octets * 0x9E3779B1u >> 20; /* of 64 * 64 */
}

static void
make (KtStems *stems)
{
  for (const char *const *stem = stems->stems; *stem != NULL; stem++)
    {
      g_assert (strlen (*stem) >= HEAD);
      guint at = place_of (*stem);
      stems->heads[at / 64] |= G_GUINT64_CONSTANT (1) << at % 64;
    }
}

gboolean
kt_stems_any_in (KtStems *stems, const char *text)
{
  const char *end = text + strlen (text);
  if (g_once_init_enter (&stems->made))
    {
      make (stems);
      g_once_init_leave (&stems->made, 1);
    }
  for (const char *p = text; end - p >= HEAD; p++)
    {
      guint at = place_of (p);
      if ((stems->heads[at / 64] >> at % 64 & 1) == 0)
        continue;
      for (const char *const *stem = stems->stems; *stem != NULL; stem++)
        if (g_str_has_prefix (p, *stem))
          return TRUE;
    }
  return FALSE;
}
