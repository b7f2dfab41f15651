#include "config.h"
#include "kontor/flowed.h"
#include <string.h>

static guint
quote_depth (const char *line, gsize length)
{
  guint depth = 0;

  while (depth < length && line[depth] == '>')
    depth++;
  return depth;
}

char *
kt_flowed_join (const char *text, gboolean del_sp)
{
  GString *out = g_string_sized_new (strlen (text) + 1);
  gboolean flows = FALSE;
  guint depth_before = 0;

  for (const char *line = text; *line != '\0';)
    {
      gsize length = strcspn (line, "\n");
      guint depth = quote_depth (line, length);
      const char *content = line + depth;
      gsize n = length - depth;
      if (n > 0 && *content == ' ')
        {
          content++;
          n--;
        }
      gboolean signature = n == 3 && memcmp (content, "-- ", 3) == 0;
      if (out->len > 0 && !(flows && depth == depth_before && !signature))
        {
          g_string_append_c (out, '\n');
          flows = FALSE;
        }
      if (!flows)
        {
          for (guint i = 0; i < depth; i++)
            g_string_append_c (out, '>');
          if (depth > 0)
            g_string_append_c (out, ' ');
        }
      flows = n > 0 && content[n - 1] == ' ' && !signature;
      depth_before = depth;
      g_string_append_len (out, content, flows && del_sp ? n - 1 : n);
      line += length + (line[length] == '\n' ? 1 : 0);
      if (line[-1] == '\n' && length == 0 && out->len == 0)
        g_string_append_c (out, '\n');
    }
  if (text[0] != '\0' && g_str_has_suffix (text, "\n"))
    g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}
