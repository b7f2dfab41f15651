#include "config.h"
#include "salon.h"
#include "kontor/source-state.h"

#define MINUTE 60

GPtrArray *
kt_slots_gaps (KtContext *context, KtLocal day, int least, GError **error)
{
  g_autoptr (KtSalon) salon = kt_salon_read (context, day, day, 0, 0, error);
  if (salon == NULL)
    return NULL;
  GPtrArray *gaps = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_busy_free);
  for (guint i = 0; i < salon->resources->len; i++)
    {
      const KtSalonResource *resource = salon->resources->pdata[i];
      gint64 from = MAX (salon->from, context->clock.now), start, end;
      while (resource->kind == KT_RESOURCE_STAFF
             && kt_slot_board_stretch (salon->board, i, from, &start, &end))
        {
          from = end;
          if (end - start < (gint64)least * MINUTE)
            continue;
          KtBusy *gap = g_new0 (KtBusy, 1);
          *gap = (KtBusy){ .start = start, .end = end, .resource = resource->id };
          g_ptr_array_add (gaps, gap);
        }
    }
  return gaps;
}

gint64
kt_slots_read_at (KtContext *context, char **ret_source, GError **error)
{
  const KtSettings *settings = context->settings;
  gint64 oldest = G_MAXINT64;
  *ret_source = NULL;
  if (settings == NULL || settings->calendars->len == 0)
    return oldest;
  g_autoptr (GPtrArray) states = kt_source_state_list (context->store, error);
  for (guint i = 0; states != NULL && i < settings->calendars->len; i++)
    {
      const char *name = ((const KtCalendarSource *)settings->calendars->pdata[i])->name;
      gint64 read_at = 0;
      for (guint j = 0; j < states->len; j++)
        if (g_str_equal (((const KtSourceState *)states->pdata[j])->name, name))
          read_at = ((const KtSourceState *)states->pdata[j])->synced_at;
      if (read_at >= oldest)
        continue;
      oldest = read_at;
      g_free (*ret_source);
      *ret_source = g_strdup (name);
    }
  return oldest;
}
