#include "config.h"
#include "kontor/marks.h"
#include "kontor/error.h"
#include "kontor/term.h"
#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* Braces of foreign text, between kt_safe() and the output: controls that safe text cannot hold. */
#define OPEN_BRACE '\016'
#define CLOSE_BRACE '\017'
#define MARKS "{}\016\017"
#define MAX_DEPTH 8

static const char *
escape_of (char mark)
{
  switch (mark)
    {
    case 'b':
      return "\033[1m";
    case 'd':
      return "\033[2m";
    case 'c':
      return "\033[36m";
    case 'r':
      return "\033[31m";
    case 'y':
      return "\033[33m";
    case 'g':
      return "\033[32m";
    default:
      return NULL;
    }
}

static void
hide_braces (char *text)
{
  for (char *p = text; (p = strpbrk (p, "{}")) != NULL; p++)
    *p = *p == '{' ? OPEN_BRACE : CLOSE_BRACE;
}

void
kt_safe_append (GString *out, const char *text)
{
  gsize start = out->len;
  kt_term_append (out, text, -1, KT_TERM_LINE);
  hide_braces (out->str + start);
}

char *
kt_safe (const char *text)
{
  char *safe = kt_term_safe (text, KT_TERM_LINE);
  hide_braces (safe);
  return safe;
}

char *
kt_safe_block (const char *text)
{
  char *safe = kt_term_safe (text, KT_TERM_BLOCK);
  hide_braces (safe);
  return safe;
}

static void
close_mark (GString *out, const char *const *open, guint depth, gboolean color)
{
  if (!color)
    return;
  g_string_append (out, "\033[0m");
  for (guint i = 0; i < depth; i++)
    g_string_append (out, open[i]);
}

void
kt_marked_render (GString *out, const char *marked, gboolean color)
{
  const char *open[MAX_DEPTH];
  guint depth = 0;

  for (const char *p = marked; *p != '\0'; p++)
    {
      const char *plain = p;
      while ((guchar)*p > CLOSE_BRACE && *p != '{' && *p != '}')
        p++;
      g_string_append_len (out, plain, p - plain);
      if (*p == '\0')
        break;
      const char *escape = *p == '{' && p[1] != '\0' && p[2] == ':' ? escape_of (p[1]) : NULL;
      if (escape != NULL && depth < MAX_DEPTH)
        {
          open[depth++] = escape;
          if (color)
            g_string_append (out, escape);
          p += 2;
        }
      else if (*p == '}' && depth > 0)
        close_mark (out, open, --depth, color);
      else if (*p == OPEN_BRACE)
        g_string_append_c (out, '{');
      else if (*p == CLOSE_BRACE)
        g_string_append_c (out, '}');
      else
        g_string_append_c (out, *p);
    }
  if (depth > 0)
    close_mark (out, open, 0, color);
}

int
kt_marked_width (const char *marked)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  kt_marked_render (plain, marked, FALSE);
  return kt_term_width (plain->str);
}

void
kt_out_marked (KtContext *context, const char *marked)
{
  kt_marked_render (context->out, marked, context->color);
}

/* Written where it stays: most of what is printed has no mark in it, and is right as it is. */
void
kt_out (KtContext *context, const char *format, ...)
{
  GString *out = context->out;
  gsize start = out->len;
  va_list args;
  va_start (args, format);
  kt_marked_append (out, format, args);
  va_end (args);
  if (strpbrk (out->str + start, MARKS) == NULL)
    return;
  g_autofree char *marked = g_strdup (out->str + start);
  g_string_truncate (out, start);
  kt_out_marked (context, marked);
}

char *
kt_marked (const char *format, ...)
{
  GString *marked = g_string_new (NULL);
  va_list args;
  va_start (args, format);
  kt_marked_append (marked, format, args);
  va_end (args);
  return g_string_free (marked, FALSE);
}

gboolean
kt_out_flush (KtContext *context, GError **error)
{
  if (context->store != NULL)
    kt_store_snapshot_leave (context->store);
  gboolean written = fwrite (context->out->str, 1, context->out->len, stdout) == context->out->len
                     && fflush (stdout) == 0;
  int reason = errno;

  g_string_truncate (context->out, 0);
  if (written || reason == EPIPE) /* `| head` has what it wanted */
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_DATABASE, _ ("cannot write the output, %s"),
               g_strerror (reason));
  return FALSE;
}
