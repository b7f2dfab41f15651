#include "config.h"
#include "kontor/collection-kind.h"
#include "kontor/source-state.h"
#include <string.h>

/* The list of a source's calendars, asked for once a day. */

static gboolean
is_chosen (const KtCalendarSource *config, const char *name)
{
  if (config->calendars == NULL)
    return TRUE;
  g_autofree char *folded = g_utf8_casefold (name, -1);
  for (gsize i = 0; config->calendars[i] != NULL; i++)
    {
      g_autofree char *wanted = g_utf8_casefold (config->calendars[i], -1);
      if (g_str_equal (folded, wanted))
        return TRUE;
    }
  return FALSE;
}

static gboolean
take_collection (gpointer data, const KtCollection *collection, GError **error)
{
  KtCalendar *calendar = g_new0 (KtCalendar, 1);
  calendar->href = g_strdup (collection->href);
  calendar->name = g_strdup (*collection->name != '\0' ? collection->name : collection->href);
  calendar->writable = collection->writable;
  g_ptr_array_add (data, calendar);
  return TRUE;
}

static KtCalendar *
find_href (const GPtrArray *calendars, const char *href)
{
  for (guint i = 0; i < calendars->len; i++)
    {
      KtCalendar *calendar = g_ptr_array_index (calendars, i);
      if (g_str_equal (calendar->href, href))
        return calendar;
    }
  return NULL;
}

static gboolean
put_found (KtCalendarRun *run, const KtCalendar *found, GError **error)
{
  KtCalendar *known = find_href (run->calendars, found->href);
  KtCalendar fresh = { .source = run->config->name,
                       .href = found->href,
                       .cards = kt_source_is_cards (run->config->kind) };
  KtCalendar *calendar = known != NULL ? known : &fresh;
  KtCalendar row = *calendar;
  row.name = found->name;
  row.writable = found->writable && run->config->write;
  if (g_strcmp0 (row.stopped, "vanished") == 0)
    row.stopped = NULL;
  return kt_calendar_put (run->context->store, &row, error);
}

/* What the config does not want any more is left alone; what the server does not show any more
 * stays, and is asked about: it may be back tomorrow. */
static gboolean
put_missing (KtCalendarRun *run, const GPtrArray *found, GError **error)
{
  KtStore *store = run->context->store;
  for (guint i = 0; i < run->calendars->len; i++)
    {
      KtCalendar *known = g_ptr_array_index (run->calendars, i);
      const KtCalendar *there = find_href (found, known->href);
      if (there != NULL && is_chosen (run->config, there->name))
        continue;
      g_autoptr (GHashTable) objects = kt_object_etags (store, known->id, error);
      if (objects == NULL)
        return FALSE;
      gboolean quiet = there != NULL || g_hash_table_size (objects) == 0;
      g_free (known->stopped);
      known->stopped = g_strdup ("vanished");
      if (quiet ? !kt_calendar_mark_gone (store, known->id, run->context->clock.now, error)
                : !kt_calendar_put (store, known, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
store_collections (KtCalendarRun *run, const GPtrArray *found, const char *fact, const char *stamp,
                   GError **error)
{
  KtStore *store = run->context->store;
  gboolean ok = kt_store_begin (store, "sync", error);
  if (!ok)
    return FALSE;
  for (guint i = 0; ok && i < found->len; i++)
    {
      const KtCalendar *one = g_ptr_array_index (found, i);
      if (is_chosen (run->config, one->name))
        ok = put_found (run, one, error);
    }
  if (ok && put_missing (run, found, error) && kt_fact_set (store, fact, stamp, error)
      && kt_store_commit (store, error))
    return TRUE;
  kt_store_rollback (store);
  return FALSE;
}

/* Whether the list of a day ago was made with another config. */
static char *
stamp_of (const KtCalendarSource *config)
{
  g_autofree char *names = config->calendars != NULL ? g_strjoinv ("\t", config->calendars) : NULL;
  return g_strdup_printf ("%d %s %s %s %d %s", config->kind, config->host, config->path,
                          config->user, config->write, names);
}

static gboolean
list_is_due (KtCalendarRun *run, const char *fact, const char *stamp)
{
  g_autofree char *before = kt_fact_get (run->context->store, fact, NULL);
  char *rest = NULL;
  gint64 at = before != NULL ? g_ascii_strtoll (before, &rest, 10) : 0;
  gint64 age = run->context->clock.now - at;
  return before == NULL || run->calendars->len == 0 || age < 0
         || age > KT_CALENDAR_COLLECTIONS_SECONDS || *rest != ' ' || strcmp (rest + 1, stamp) != 0;
}

gboolean
kt_calendar_collections (KtCalendarRun *run, gboolean forced, GError **error)
{
  g_autofree char *fact = g_strconcat ("calendars-of ", run->config->name, NULL);
  g_autofree char *config = stamp_of (run->config);
  g_autofree char *stamp
      = g_strdup_printf ("%" G_GINT64_FORMAT " %s", run->context->clock.now, config);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_calendar_free);
  const KtCollectionSink sink = { .collection = take_collection, .data = found };
  if (!forced && !list_is_due (run, fact, config))
    return TRUE;
  if (!kt_calendar_courier_collections (run->courier, &sink, error)
      || !store_collections (run, found, fact, stamp, error))
    return FALSE;
  g_clear_pointer (&run->calendars, g_ptr_array_unref);
  run->calendars = kt_run_collections (run, error);
  return run->calendars != NULL;
}
