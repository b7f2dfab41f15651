#include "config.h"
#include "close-again.h"
#include "kontor/ask.h"
#include "kontor/day-close.h"
#include "kontor/error.h"
#include "kontor/reminder-view.h"
#include "kontor/visit-view.h"
#include "kontor/visit-words.h"
#include <glib/gi18n.h>

/* "counted 410,00 €, 2,00 € missing". */
static char *
say_drawer (const KtDayClose *closed)
{
  gint64 over = closed->counted - closed->cash.minor;
  g_autofree char *counted = kt_say_money (closed->counted, closed->cash.currency);
  g_autofree char *difference = kt_say_money (ABS (over), closed->cash.currency);
  if (closed->counted < 0)
    return g_strdup (_ ("not counted"));
  if (over == 0)
    return g_strdup_printf (_ ("counted %s"), counted);
  return g_strdup_printf (over > 0 ? _ ("counted %s, %s too much") : _ ("counted %s, %s missing"),
                          counted, difference);
}

gboolean
kt_close_again (KtContext *context, KtLocal day, gboolean counted, gboolean asks, GError **error)
{
  KtDayClose closed;
  GError *failure = NULL;
  gboolean yes = context->yes || counted;
  if (!kt_day_close_get (context->store, day, &closed, &failure))
    {
      gboolean open = failure == NULL;
      if (!open)
        g_propagate_error (error, failure);
      return open;
    }
  KtLocal at = kt_local_from_utc (closed.closed_at, context->clock.zone);
  g_autofree char *date = kt_say_visit_day (context, day), *when = kt_say_visit_day (context, at);
  g_autofree char *cash = kt_say_money (closed.cash.minor, closed.cash.currency);
  g_autofree char *drawer = say_drawer (&closed);
  /* TRANSLATORS: a day, when it was closed, the cash that came in, what was counted */
  g_autofree char *said
      = g_strdup_printf (_ ("%s was closed %s: cash %s, %s"), date, when, cash, drawer);
  if (!yes && asks)
    {
      g_autofree char *question = kt_marked (_ ("%s. Once more? [y/n] "), said);
      return kt_ask_yes (context, question, &yes, error) && (yes || kt_ask_left (error));
    }
  if (!yes)
    {
      g_set_error_literal (error, KT_ERROR, KT_ERROR_CONFLICT, said);
      kt_error_hint (error, _ ("once more: kontor close DAY --yes, or --counted SUM"));
      return FALSE;
    }
  if (context->output == KT_OUTPUT_TEXT)
    kt_out (context, "{d:%s}\n", said);
  return TRUE;
}

gboolean
kt_close_hint_open (KtContext *context, const GPtrArray *open, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  for (guint i = 0; i < open->len; i++)
    {
      KtLocal start = kt_visit_local (context, open->pdata[i]);
      g_autofree char *who = kt_say_client (context, open->pdata[i]);
      g_string_append_printf (names, "%s%02d:%02d %s", i > 0 ? ", " : "", start.hour, start.minute,
                              who);
    }
  kt_error_hint (error, _ ("without an outcome: %s"), names->str);
  return FALSE;
}
