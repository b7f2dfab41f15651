#include "config.h"
#include "kontor/shell-text.h"
#include <string.h>

char *
kt_shell_text (const char *text)
{
  GString *safe = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p++)
    {
      if (strchr ("$`\\\"", *p) != NULL)
        g_string_append_c (safe, '\\');
      g_string_append_c (safe, *p);
    }
  return g_string_free (safe, FALSE);
}

char *
kt_shell_word (const char *text)
{
  gboolean plain = *text != '\0';
  for (const char *p = text; *p != '\0'; p++)
    plain
        = plain && ((guchar)*p >= 0x80 || g_ascii_isalnum (*p) || strchr ("/._-+@:,", *p) != NULL);
  return plain ? g_strdup (text) : g_shell_quote (text);
}
