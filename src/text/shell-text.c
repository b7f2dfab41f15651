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
