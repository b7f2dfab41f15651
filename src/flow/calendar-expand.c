#include "config.h"
#include "kontor/calendar-engine.h"
#include "kontor/source-state.h"
#include <string.h>

#define EXPANDED_FACT "calendar-expanded"

static gboolean
replace_events (KtContext *context, const GPtrArray *objects, GPtrArray **events, GError **error)
{
  KtStore *store = context->store;
  if (!kt_store_begin (store, "sync", error))
    return FALSE;
  for (guint i = 0; i < objects->len; i++)
    {
      const KtObject *object = g_ptr_array_index (objects, i);
      if (events[i] == NULL) /* what could be read once is kept */
        continue;
      if (kt_event_replace (store, object->id, 0, events[i], context->settings, error))
        continue;
      kt_store_rollback (store);
      return FALSE;
    }
  if (kt_store_commit (store, error))
    return TRUE;
  kt_store_rollback (store);
  return FALSE;
}

static gboolean
expand_batch (KtContext *context, KtCalendarReader *reader, const GPtrArray *objects,
              GError **error)
{
  guint n = objects->len;
  g_autofree const char **texts = g_new0 (const char *, n + 1);
  g_autofree GPtrArray **events = g_new0 (GPtrArray *, n + 1);
  g_autofree char **reasons = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    texts[i] = ((const KtObject *)g_ptr_array_index (objects, i))->text;
  gboolean ok = kt_calendar_reader_batch (reader, texts, n, events, reasons, error)
                && replace_events (context, objects, events, error);
  for (guint i = 0; i < n; i++)
    {
      g_clear_pointer (&events[i], g_ptr_array_unref);
      g_free (reasons[i]);
    }
  return ok;
}

/* Occurrences reach some years ahead, and times without a zone are the user's: when either has
 * changed they are made anew from the texts here. */
gboolean
kt_calendar_expand (KtContext *context, KtCalendarReader *reader, GError **error)
{
  g_autofree char *before = kt_fact_get (context->store, EXPANDED_FACT, NULL);
  g_autofree char *stamp = g_strdup_printf ("%" G_GINT64_FORMAT " %s %s", context->clock.now,
                                            context->clock.tzid, context->settings->hash);
  char *rest = NULL;
  gint64 at = before != NULL ? g_ascii_strtoll (before, &rest, 10) : context->clock.now;
  const char *now_rest = strchr (stamp, ' ');
  gboolean fresh = before == NULL
                   || (g_strcmp0 (rest, now_rest) == 0
                       && ABS (context->clock.now - at) < KT_CALENDAR_EXPAND_SECONDS);
  if (before != NULL && fresh)
    return TRUE;
  for (gint64 after = 0; !fresh;)
    {
      g_autoptr (GPtrArray) objects
          = kt_object_next (context->store, after, KT_CALENDAR_BATCH, error);
      if (objects == NULL || (objects->len > 0 && !expand_batch (context, reader, objects, error)))
        return FALSE;
      if (objects->len == 0)
        break;
      after = ((const KtObject *)g_ptr_array_index (objects, objects->len - 1))->id;
    }
  if (!kt_store_begin (context->store, "sync", error))
    return FALSE;
  if (kt_fact_set (context->store, EXPANDED_FACT, stamp, error)
      && kt_store_commit (context->store, error))
    return TRUE;
  kt_store_rollback (context->store);
  return FALSE;
}
