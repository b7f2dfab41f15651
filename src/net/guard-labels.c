#include "config.h"
#include "guard-line.h"
#include <string.h>

#define LABELS "X-GM-LABELS ("

/* Behind the quoted text that begins here; the line was checked, it ends. */
static const char *
behind_quoted (const char *at, const char *end)
{
  for (at++; at < end && *at != '"'; at++)
    if (*at == '\\')
      at++;
  return at < end ? at + 1 : end;
}

/* \Inbox as "\\Inbox" */
static const char *
quote_atom (const char *at, const char *end, GByteArray *out)
{
  g_byte_array_append (out, (const guint8 *)"\"", 1);
  for (; at < end && strchr (" ()\"", *at) == NULL; at++)
    {
      if (*at == '\\')
        g_byte_array_append (out, (const guint8 *)"\\", 1);
      g_byte_array_append (out, (const guint8 *)at, 1);
    }
  g_byte_array_append (out, (const guint8 *)"\"", 1);
  return at;
}

void
kt_line_append_labels (const char *line, gsize length, gboolean *within, GByteArray *out)
{
  const char *at = line, *end = line + length, *next;
  for (; at < end; at = next)
    {
      next = at + 1;
      if (*at == '"')
        next = behind_quoted (at, end);
      else if (*within && *at == '\\')
        {
          next = quote_atom (at, end, out);
          continue;
        }
      else if (*within)
        *within = *at != ')';
      else if ((gsize)(end - at) >= strlen (LABELS)
               && g_ascii_strncasecmp (at, LABELS, strlen (LABELS)) == 0)
        {
          next = at + strlen (LABELS);
          *within = TRUE;
        }
      g_byte_array_append (out, (const guint8 *)at, next - at);
    }
}
