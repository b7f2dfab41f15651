#include "config.h"
#include "kontor/ask.h"
#include "kontor/ask-when.h"
#include "kontor/error.h"
#include "kontor/table.h"
#include <glib/gi18n.h>
#include <string.h>

/* The doubt's own words, then the two days; 1 or 2 answers. */
static gboolean
ask (KtContext *context, const char *doubt, KtLocal first, KtLocal other, KtReading *ret_reading,
     GError **error)
{
  g_autofree char *line = g_strndup (doubt, strcspn (doubt, "\n"));
  g_autofree char *one = kt_say_when (context, first), *two = kt_say_when (context, other);
  g_autofree char *question = kt_marked ("%s\n{d: 1}  {b:%s}\n{d: 2}  {b:%s}\n%s ", line, one, two,
                                         _ ("1 or 2? (Enter leaves it)"));
  for (;;)
    {
      g_autofree char *answer = kt_ask (context, question, "", NULL, error);
      if (answer == NULL || (kt_ask_leaves (answer) && !kt_ask_left (error)))
        return FALSE;
      if (g_str_equal (answer, "1") || g_str_equal (answer, "2"))
        {
          *ret_reading = *answer == '1' ? KT_READING_FIRST : KT_READING_OTHER;
          return TRUE;
        }
    }
}

gboolean
kt_ask_when (KtContext *context, KtWhenFunc parse, gpointer data, KtReading *ret_reading,
             GError **error)
{
  g_autoptr (GError) doubt = NULL;
  KtLocal local, first, other;
  *ret_reading = KT_READING_ASK;
  if (parse (context, data, KT_READING_ASK, &local, &doubt))
    return TRUE;
  if (!context->no_input && g_error_matches (doubt, KT_ERROR, KT_ERROR_USAGE)
      && parse (context, data, KT_READING_FIRST, &first, NULL)
      && parse (context, data, KT_READING_OTHER, &other, NULL)
      && kt_local_compare (first, other) != 0)
    return ask (context, doubt->message, first, other, ret_reading, error);
  g_propagate_error (error, g_steal_pointer (&doubt));
  return FALSE;
}
