#include "config.h"
#include "salon.h"

void
kt_busy_free (KtBusy *busy)
{
  if (busy == NULL)
    return;
  g_free (busy->text);
  g_free (busy);
}

void
kt_salon_free (KtSalon *salon)
{
  if (salon == NULL)
    return;
  g_clear_pointer (&salon->services, g_ptr_array_unref);
  g_clear_pointer (&salon->resources, g_ptr_array_unref);
  g_clear_pointer (&salon->hours, g_array_unref);
  g_clear_pointer (&salon->skills, g_array_unref);
  g_clear_pointer (&salon->left, g_array_unref);
  g_clear_pointer (&salon->busy, g_ptr_array_unref);
  g_clear_pointer (&salon->works, g_byte_array_unref);
  g_clear_pointer (&salon->board, kt_slot_board_free);
  g_free (salon);
}

gint64
kt_salon_at (const KtSalon *salon, KtLocal day, int minute)
{
  if (minute >= 24 * 60)
    {
      day = kt_local_add_days (day, 1);
      minute -= 24 * 60;
    }
  day.hour = (gint8)(minute / 60);
  day.minute = (gint8)(minute % 60);
  return kt_local_to_utc (day, salon->context->clock.zone);
}

KtBusy *
kt_salon_add_busy (KtSalon *salon, gint64 start, gint64 end, KtId resource, KtId appointment,
                   const char *text)
{
  KtBusy *busy = g_new0 (KtBusy, 1);
  *busy = (KtBusy){ start, end, resource, appointment, 0, g_strdup (text) };
  g_ptr_array_add (salon->busy, busy);
  return busy;
}

const KtService *
kt_salon_service (const KtSalon *salon, KtId id)
{
  for (guint i = 0; i < salon->services->len; i++)
    if (((const KtService *)salon->services->pdata[i])->id == id)
      return salon->services->pdata[i];
  return NULL;
}

guint
kt_salon_index (const KtSalon *salon, KtId id)
{
  for (guint i = 0; i < salon->resources->len; i++)
    if (((const KtSalonResource *)salon->resources->pdata[i])->id == id)
      return i;
  return G_MAXUINT;
}

/* Who works alone need not name a hand first. */
static void
add_myself (GPtrArray *resources)
{
  if (resources->len > 0
      && ((const KtSalonResource *)resources->pdata[0])->kind == KT_RESOURCE_STAFF)
    return;
  KtSalonResource *myself = g_new0 (KtSalonResource, 1);
  myself->name = g_strdup ("");
  g_ptr_array_insert (resources, 0, myself);
}

static int
compare_busy (gconstpointer a, gconstpointer b)
{
  const KtBusy *first = *(gpointer const *)a, *second = *(gpointer const *)b;
  return (first->start > second->start) - (first->start < second->start);
}

/* Before visits take the hours. */
static gboolean
note_days (KtSalon *salon)
{
  salon->works = g_byte_array_new ();
  for (KtLocal day = salon->first; kt_local_compare (day, salon->last) <= 0;
       day = kt_local_add_days (day, 1))
    {
      gint64 from = kt_salon_at (salon, day, 0), until = kt_salon_at (salon, day, 1440), start, end;
      guint8 works = 0;
      for (guint i = 0; i < salon->resources->len && !works; i++)
        works = ((const KtSalonResource *)salon->resources->pdata[i])->kind == KT_RESOURCE_STAFF
                && kt_slot_board_stretch (salon->board, i, from, &start, &end) && start < until;
      g_byte_array_append (salon->works, &works, 1);
    }
  return TRUE;
}

/* Archived ones are taken out; of the hands among them it is remembered who they were. */
static gboolean
read_resources (KtSalon *salon, GError **error)
{
  salon->left = g_array_new (FALSE, FALSE, sizeof (KtId));
  salon->resources = kt_resource_list (salon->context->store, TRUE, error);
  for (guint i = salon->resources != NULL ? salon->resources->len : 0; i > 0; i--)
    {
      const KtSalonResource *resource = salon->resources->pdata[i - 1];
      if (!resource->archived)
        continue;
      if (resource->kind == KT_RESOURCE_STAFF)
        g_array_append_val (salon->left, resource->id);
      g_ptr_array_remove_index (salon->resources, i - 1);
    }
  return salon->resources != NULL;
}

static gboolean
read_book (KtSalon *salon, GError **error)
{
  KtStore *store = salon->context->store;
  return (salon->services = kt_service_list (store, TRUE, error)) != NULL
         && read_resources (salon, error) && (salon->hours = kt_hours_list (store, error)) != NULL
         && (salon->skills = kt_skill_list (store, error)) != NULL;
}

static KtSalon *
salon_new (KtContext *context, KtLocal first, KtLocal last)
{
  KtSalon *salon = g_new0 (KtSalon, 1);
  salon->context = context;
  first.hour = last.hour = -1;
  first.minute = last.minute = 0;
  if (kt_local_days_between (first, last) >= KT_SLOT_DAYS_MAX)
    last = kt_local_add_days (first, KT_SLOT_DAYS_MAX - 1);
  salon->first = first;
  salon->last = last;
  salon->from = kt_local_to_utc (first, context->clock.zone);
  salon->until = kt_local_to_utc (kt_local_add_days (last, 1), context->clock.zone);
  salon->busy = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_busy_free);
  return salon;
}

static gboolean
read_hours (KtSalon *salon, GError **error)
{
  if (!read_book (salon, error))
    return FALSE;
  add_myself (salon->resources);
  salon->board = kt_slot_board_new (salon->from, salon->until, salon->resources->len);
  return kt_salon_open_hours (salon, error);
}

KtSalon *
kt_salon_read_hours (KtContext *context, KtLocal first, KtLocal last, GError **error)
{
  g_autoptr (KtSalon) salon = salon_new (context, first, last);
  gboolean begun = kt_store_snapshot_begin (context->store);
  gboolean ok = read_hours (salon, error);
  kt_store_snapshot_end (context->store, begun);
  return ok ? g_steal_pointer (&salon) : NULL;
}

KtSalon *
kt_salon_read (KtContext *context, KtLocal first, KtLocal last, KtId ignore, KtId contact,
               GError **error)
{
  g_autoptr (KtSalon) salon = salon_new (context, first, last);
  salon->ignore = ignore;
  salon->contact = contact;
  gboolean begun = kt_store_snapshot_begin (context->store);
  gboolean ok = read_hours (salon, error) && note_days (salon)
                && kt_salon_take_visits (salon, error) && kt_salon_take_holds (salon, error)
                && kt_salon_take_calendars (salon, error);
  kt_store_snapshot_end (context->store, begun);
  g_ptr_array_sort (salon->busy, compare_busy);
  return ok ? g_steal_pointer (&salon) : NULL;
}
