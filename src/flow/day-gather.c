#include "config.h"
#include "kontor/day-gather.h"
#include "kontor/calendar.h"
#include "kontor/service.h"
#include "kontor/slots.h"
#include <glib/gi18n.h>
#include <string.h>

#define MINUTE 60

int
kt_day_minute (const KtContext *context, const KtDaySheet *sheet, gint64 at)
{
  KtLocal local = kt_local_from_utc (at, context->clock.zone);
  return kt_local_days_between (sheet->day, local) * 1440 + local.hour * 60 + local.minute;
}

static gint64
instant (const KtContext *context, const KtDaySheet *sheet, int minute)
{
  KtLocal local = kt_local_add_days (sheet->day, minute / 1440);
  local.hour = (gint8)(minute % 1440 / 60);
  local.minute = (gint8)(minute % 60);
  return kt_local_to_utc (local, context->clock.zone);
}

int
kt_day_column (const KtDaySheet *sheet, KtId resource)
{
  for (guint i = 0; i < sheet->hands->len; i++)
    if (((const KtSheetHand *)sheet->hands->pdata[i])->resource == resource)
      return (int)i;
  return -1;
}

KtSheetBlock *
kt_day_add_block (KtContext *context, KtDaySheet *sheet, KtSheetKind kind, guint hand, int start,
                  int end, const char *what)
{
  KtSheetBlock *block = kt_sheet_block_new (kind, hand, start, end);
  block->start_at = instant (context, sheet, start);
  block->end_at = instant (context, sheet, end);
  block->what = g_strdup (what);
  g_ptr_array_add (sheet->blocks, block);
  return block;
}

gboolean
kt_day_add_free (KtContext *context, KtDaySheet *sheet, GError **error)
{
  g_autoptr (GPtrArray) gaps = kt_slots_gaps (context, sheet->day, KT_DAY_FREE_LEAST, error);
  if (gaps == NULL)
    return FALSE;
  for (guint i = 0; i < gaps->len; i++)
    {
      const KtBusy *gap = gaps->pdata[i];
      int hand = kt_day_column (sheet, gap->resource);
      int start = kt_day_minute (context, sheet, gap->start);
      if (hand >= 0 && (gap->end - gap->start) / MINUTE >= KT_DAY_FREE_LEAST)
        kt_day_add_block (context, sheet, KT_SHEET_FREE, (guint)hand, start,
                          start + (int)((gap->end - gap->start) / MINUTE), NULL);
    }
  return TRUE;
}

/* Whose calendar it is; FALSE: it concerns everybody. */
static gboolean
find_owner (const GPtrArray *resources, const KtDated *dated, KtId *ret)
{
  for (guint i = 0; i < resources->len; i++)
    {
      const KtSalonResource *resource = resources->pdata[i];
      if (kt_resource_has_calendar (resource, dated->source, dated->calendar))
        {
          *ret = resource->id;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
takes_place (const KtDated *dated)
{
  return !dated->gone && strcmp (dated->status, "cancelled") != 0
         && strcmp (dated->answer, "declined") != 0 && *dated->source != '\0';
}

static void
add_event (KtContext *context, KtDaySheet *sheet, const GPtrArray *resources, const KtDated *dated)
{
  KtId owner = 0;
  int start = kt_day_minute (context, sheet, dated->start);
  int end = kt_day_minute (context, sheet, dated->end);
  gboolean owned = find_owner (resources, dated, &owner);
  if (dated->flags & (KT_EVENT_ALL_DAY | KT_EVENT_TRANSPARENT) || start < 0 || end > 1440)
    {
      g_ptr_array_add (sheet->notes, g_strdup (dated->summary));
      return;
    }
  for (guint hand = 0; hand < sheet->hands->len; hand++)
    if (!owned || ((const KtSheetHand *)sheet->hands->pdata[hand])->resource == owner)
      kt_day_add_block (context, sheet, KT_SHEET_EVENT, hand, start, MAX (end, start + 1),
                        dated->summary);
}

gboolean
kt_day_add_events (KtContext *context, KtDaySheet *sheet, GError **error)
{
  g_autoptr (GPtrArray) events
      = kt_dated_between (context->store, context->settings, instant (context, sheet, 0),
                          instant (context, sheet, 1440), FALSE, error);
  if (events == NULL)
    return FALSE;
  g_autoptr (GPtrArray) resources = kt_resource_list (context->store, FALSE, error);
  if (resources == NULL)
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    if (takes_place (events->pdata[i]))
      add_event (context, sheet, resources, events->pdata[i]);
  return TRUE;
}

static gboolean
is_wanted (const GArray *only, KtId resource)
{
  for (guint i = 0; only != NULL && i < only->len; i++)
    if (g_array_index (only, KtId, i) == resource)
      return TRUE;
  return only == NULL;
}

/* Who works alone has no hands written down, but a day all the same. */
static gboolean
add_hands (KtContext *context, KtDaySheet *sheet, const GArray *only, GError **error)
{
  g_autoptr (GPtrArray) resources = kt_resource_list (context->store, FALSE, error);
  if (resources == NULL)
    return FALSE;
  for (guint i = 0; i < resources->len; i++)
    {
      const KtSalonResource *resource = resources->pdata[i];
      if (resource->kind == KT_RESOURCE_STAFF && is_wanted (only, resource->id))
        kt_day_sheet_add_hand (sheet, resource->id, resource->name);
    }
  if (sheet->hands->len == 0 && only == NULL)
    kt_day_sheet_add_hand (sheet, 0,
                           context->settings != NULL && context->settings->me_name != NULL
                               ? context->settings->me_name
                               : "");
  return TRUE;
}

static gboolean
gather (KtContext *context, KtDaySheet *sheet, const GArray *only, GError **error)
{
  return add_hands (context, sheet, only, error)
         && kt_day_add_visits (context, sheet, only != NULL, error)
         && kt_day_add_closures (context, sheet, error) && kt_day_add_free (context, sheet, error)
         && kt_day_add_events (context, sheet, error);
}

KtDaySheet *
kt_day_gather (KtContext *context, KtLocal day, const GArray *only, GError **error)
{
  day.hour = -1;
  day.minute = 0;
  g_autoptr (KtDaySheet) sheet = kt_day_sheet_new (day);
  gboolean begun = kt_store_snapshot_begin (context->store);
  gboolean ok = gather (context, sheet, only, error);
  kt_store_snapshot_end (context->store, begun);
  if (!ok)
    return NULL;
  kt_sheet_relate (sheet);
  return g_steal_pointer (&sheet);
}
