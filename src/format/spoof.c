#include "config.h"
#include "kontor/spoof.h"
#include "kontor/addr.h"
#include <string.h>

/* Look-alikes of the at sign become one; everything else that cannot stand in an address parts
 * words. */
static char *
plain_name (const char *name)
{
  g_autofree char *folded = g_utf8_normalize (name, -1, G_NORMALIZE_NFKC);
  GString *plain = g_string_new (NULL);

  for (const char *p = folded != NULL ? folded : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (g_unichar_iszerowidth (c) || c == 0xad)
        continue;
      if (c < 0x80 && strchr ("<>()[]\"',;:/|{} ", (char)c) != NULL)
        g_string_append_c (plain, ' ');
      else
        g_string_append_unichar (plain, c);
    }
  return g_string_free (plain, FALSE);
}

gboolean
kt_name_is_spoofed (const char *name, const char *norm)
{
  if (strchr (name, '@') == NULL && strstr (name, "\357\274\240") == NULL
      && strstr (name, "\357\271\253") == NULL)
    return FALSE;
  g_autofree char *plain = plain_name (name);
  g_auto (GStrv) words = g_strsplit (plain, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autoptr (KtAddr) shown
          = strchr (words[i], '@') != NULL ? kt_addr_parse (words[i], NULL) : NULL;
      if (shown != NULL && strcmp (kt_addr_norm (shown), norm) != 0)
        return TRUE;
    }
  return FALSE;
}
