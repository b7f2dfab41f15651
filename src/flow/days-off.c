#include "config.h"
#include "kontor/days-off.h"
#include "kontor/calendar.h"

GHashTable *
kt_context_days_off (KtContext *context, gint64 from, gint64 until, GError **error)
{
  const GPtrArray *calendars = context->settings != NULL ? context->settings->calendars : NULL;
  g_autoptr (GPtrArray) sources = g_ptr_array_new ();
  for (guint i = 0; calendars != NULL && i < calendars->len; i++)
    {
      const KtCalendarSource *source = g_ptr_array_index (calendars, i);
      if (source->days_off)
        g_ptr_array_add (sources, source->name);
    }
  if (sources->len == 0)
    return NULL;
  g_ptr_array_add (sources, NULL);
  return kt_days_off (context->store, (const char *const *)sources->pdata, context->clock.zone,
                      from, until, error);
}
