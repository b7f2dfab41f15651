#include "config.h"
#include "salon.h"
#include "kontor/contact.h"

#define MINUTE 60

/* "Rita Kalve" whose visit stands in the way, or for whom the time is held. */
static char *
whose (KtContext *context, const KtBusy *busy)
{
  g_autoptr (KtAppointment) visit
      = busy->appointment != 0 ? kt_appointment_get (context->store, busy->appointment, NULL)
                               : NULL;
  KtId id = visit != NULL ? visit->contact : busy->held;
  g_autoptr (KtContact) contact = id != 0 ? kt_contact_get (context->store, id, NULL) : NULL;
  return contact != NULL ? g_strdup (contact->name) : NULL;
}

static gboolean
is_told (const GPtrArray *conflicts, const KtBusy *busy)
{
  for (guint i = 0; i < conflicts->len; i++)
    {
      const KtBusy *other = conflicts->pdata[i];
      if (other->resource == busy->resource && other->start == busy->start
          && other->end == busy->end)
        return TRUE;
    }
  return FALSE;
}

static void
add_conflict (KtContext *context, GPtrArray *conflicts, const KtBusy *busy)
{
  if (is_told (conflicts, busy))
    return;
  KtBusy *copy = g_memdup2 (busy, sizeof *busy);
  copy->text = busy->text != NULL ? g_strdup (busy->text) : whose (context, busy);
  g_ptr_array_add (conflicts, copy);
}

/* What is in the way of a resource from start to end (UTC). */
static void
find_conflicts (KtSalon *salon, KtId resource, gint64 start, gint64 end, gint64 before,
                gint64 after, GPtrArray *conflicts)
{
  guint index = kt_salon_index (salon, resource), known = conflicts->len;
  for (guint i = 0; i < salon->busy->len; i++)
    {
      const KtBusy *busy = salon->busy->pdata[i];
      gboolean visit = busy->appointment != 0 || busy->held != 0;
      gint64 from = visit ? start - before : start;
      gint64 until = visit ? end + after : end;
      if (busy->start < until && busy->end > from
          && (busy->resource == resource || busy->resource == 0))
        add_conflict (salon->context, conflicts, busy);
    }
  if (conflicts->len > known || kt_slot_board_is_free (salon->board, index, start, end))
    return;
  KtBusy outside = { .start = start, .end = end, .resource = resource };
  add_conflict (salon->context, conflicts, &outside);
}

static void
find_part_conflicts (KtSalon *salon, gint64 visit, const KtVisitPart *part, GPtrArray *conflicts)
{
  const KtLengths *lengths = &part->lengths;
  gint64 before = (gint64)part->before * MINUTE, after = (gint64)part->after * MINUTE;
  KtMinutes spans[2];
  guint n = kt_slot_hand_spans (part->start, lengths->work, lengths->free, lengths->finish, 0, 0,
                                spans);
  for (guint i = 0; i < n; i++)
    find_conflicts (salon, part->staff, visit + (gint64)spans[i].start * MINUTE,
                    visit + (gint64)spans[i].end * MINUTE, i == 0 ? before : 0,
                    i == n - 1 ? after : 0, conflicts);
  KtMinutes place
      = kt_slot_place_span (part->start, lengths->work, lengths->free, lengths->finish, 0, 0);
  if (part->place != 0)
    find_conflicts (salon, part->place, visit + (gint64)place.start * MINUTE,
                    visit + (gint64)place.end * MINUTE, before, after, conflicts);
}

GPtrArray *
kt_slots_place (KtContext *context, const KtSlotQuery *query, KtLocal start,
                GPtrArray **ret_conflicts, GError **error)
{
  g_auto (KtSalonWants) wants = { 0 };
  g_autoptr (KtSalon) salon = kt_salon_read (context, start, kt_local_add_days (start, 1),
                                             query->ignore, query->contact, error);
  if (salon == NULL || !kt_salon_wants (salon, query->wishes, &wants, error))
    return NULL;
  gint64 at = kt_local_to_utc (start, context->clock.zone);
  KtSlotFound found;
  gboolean fits = kt_slot_fits (salon->board, wants.parts, wants.n, at, &found);
  if (!fits)
    kt_slot_lay (wants.parts, wants.n, at, &found);
  GPtrArray *parts = kt_salon_parts (salon, &wants, &found);
  g_autoptr (GPtrArray) conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_busy_free);
  for (guint i = 0; !fits && i < parts->len; i++)
    find_part_conflicts (salon, at, parts->pdata[i], conflicts);
  if (ret_conflicts != NULL)
    *ret_conflicts = g_steal_pointer (&conflicts);
  return parts;
}
