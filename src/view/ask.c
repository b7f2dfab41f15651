#include "config.h"
#include "kontor/ask.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/interrupt.h"
#include "kontor/table.h"
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define LINE_MAX_BYTES 4096

/* By read(2), not stdio: Ctrl-C must end the wait. NULL then, and at the end of input. */
static char *
read_line (void)
{
  GString *line = g_string_new (NULL);
  for (;;)
    {
      char c;
      gssize n = kt_interrupt_wait (STDIN_FILENO) ? read (STDIN_FILENO, &c, 1) : -1;
      if (n == 1 && c != '\n')
        {
          if (line->len < LINE_MAX_BYTES)
            g_string_append_c (line, c);
          continue;
        }
      if (n == 1 || (n == 0 && line->len > 0))
        return g_string_free (line, FALSE);
      g_string_free (line, TRUE);
      return NULL;
    }
}

static char *
ask_once (KtContext *context, const char *question, GError **error)
{
  kt_out_marked (context, question);
  if (!kt_out_flush (context, error))
    return NULL;
  g_autofree char *line = read_line ();
  if (line != NULL)
    return g_strstrip (kt_nfc (line, -1));
  kt_out (context, "\n");
  g_set_error_literal (error, KT_ERROR, KT_ERROR_INTERRUPTED, _ ("interrupted"));
  return NULL;
}

char *
kt_ask (KtContext *context, const char *question, const char *answer, const char *option,
        GError **error)
{
  if (context->no_input)
    {
      g_set_error_literal (error, KT_ERROR, KT_ERROR_USAGE,
                           _ ("there is something to ask and nobody to answer"));
      if (option != NULL)
        kt_error_hint (error, _ ("answer beforehand: %s"), option);
      return NULL;
    }
  for (;;)
    {
      g_autofree char *line = ask_once (context, question, error);
      if (line == NULL)
        return NULL;
      if (*line != '\0')
        return g_steal_pointer (&line);
      if (answer != NULL)
        return g_strdup (answer);
    }
}

gboolean
kt_ask_leaves (const char *answer)
{
  return *answer == '\0' || g_ascii_strcasecmp (answer, "q") == 0;
}

gboolean
kt_ask_left (GError **error)
{
  g_set_error_literal (error, KT_ERROR, KT_ERROR_INTERRUPTED, _ ("left; nothing was changed"));
  return FALSE;
}

/* The first letter of the language's yes, or of the English one. */
static gboolean
means_yes (const char *line)
{
  g_autofree char *folded = kt_fold (line);
  /* TRANSLATORS: what people type for yes, lower case, separated by spaces */
  g_auto (GStrv) words = g_strsplit (_ ("y yes"), " ", -1);
  return g_str_equal (folded, "y") || g_str_equal (folded, "yes")
         || g_strv_contains ((const char *const *)words, folded);
}

gboolean
kt_ask_yes (KtContext *context, const char *question, gboolean *ret_yes, GError **error)
{
  *ret_yes = TRUE;
  if (context->yes)
    return TRUE;
  g_autofree char *line = kt_ask (context, question, "", "--yes", error);
  if (line == NULL)
    return FALSE;
  *ret_yes = means_yes (line);
  return TRUE;
}
