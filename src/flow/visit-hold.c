#include "config.h"
#include "visit-change.h"
#include "kontor/contact.h"
#include "kontor/error.h"
#include "kontor/journal.h"
#include "kontor/visit-hold.h"
#include "kontor/visit-words.h"
#include <glib/gi18n.h>

#define MINUTE 60
#define FIVE_MINUTES (5 * MINUTE)

/* --- free times --- */

/* A stretch from now on, in whole five minutes; FALSE: too short to offer. */
static gboolean
set_gap (const KtContext *context, KtId staff, gint64 start, gint64 end, KtGap *ret_gap)
{
  gint64 now = (context->clock.now + FIVE_MINUTES - 1) / FIVE_MINUTES * FIVE_MINUTES;
  start = MAX (start, now);
  *ret_gap = (KtGap){ .start = kt_local_from_utc (start, context->clock.zone),
                      .minutes = (int)((end - start) / MINUTE),
                      .staff = staff };
  if (ret_gap->minutes < KT_GAP_LEAST)
    ret_gap->minutes = 0;
  return ret_gap->minutes > 0;
}

gboolean
kt_gap_at (KtContext *context, KtId staff, gint64 at, KtGap *ret_gap, GError **error)
{
  KtLocal day = kt_local_from_utc (at, context->clock.zone);
  g_autoptr (GPtrArray) gaps = kt_slots_gaps (context, day, KT_GAP_LEAST, error);
  *ret_gap = (KtGap){ .staff = staff };
  for (guint i = 0; gaps != NULL && i < gaps->len; i++)
    {
      const KtBusy *gap = gaps->pdata[i];
      if (gap->resource == staff && gap->start <= at && at < gap->end)
        set_gap (context, staff, gap->start, gap->end, ret_gap);
    }
  return gaps != NULL;
}

gboolean
kt_visit_gap (KtContext *context, const KtAppointment *visit, KtGap *ret_gap, GError **error)
{
  KtId staff = kt_visit_staff (visit);
  gint64 at = MAX (visit->start_at, context->clock.now);
  *ret_gap = (KtGap){ .staff = staff };
  if (staff == 0 || at >= visit->end_at)
    return TRUE;
  if (!context->dry_run)
    return kt_gap_at (context, staff, at, ret_gap, error);
  set_gap (context, staff, visit->start_at, visit->end_at, ret_gap); /* it still stands there */
  return TRUE;
}

GArray *
kt_gaps_of_day (KtContext *context, KtLocal day, GError **error)
{
  g_autoptr (GPtrArray) gaps = kt_slots_gaps (context, day, KT_GAP_LEAST, error);
  if (gaps == NULL)
    return NULL;
  GArray *found = g_array_new (FALSE, FALSE, sizeof (KtGap));
  for (guint i = 0; i < gaps->len; i++)
    {
      const KtBusy *busy = gaps->pdata[i];
      KtGap gap;
      if (set_gap (context, busy->resource, busy->start, busy->end, &gap))
        g_array_append_val (found, gap);
    }
  return found;
}

/* --- holding one --- */

/* Commits "VERB WHO" where ok; a dry run takes it back. */
static gboolean
end (KtContext *context, const char *verb, KtId who, gboolean ok, GError **error)
{
  g_autoptr (KtContact) contact = ok ? kt_contact_get (context->store, who, error) : NULL;
  if (contact == NULL || context->dry_run)
    {
      kt_journal_rollback (context->store);
      return contact != NULL;
    }
  g_autofree char *line = g_strdup_printf ("%s %s", verb, contact->name);
  return kt_journal_commit (context->store, line, context->clock.now, TRUE, NULL, error);
}

static gboolean
put (KtContext *context, KtWaiting *waiting, GError **error)
{
  waiting->updated = MAX (context->clock.now, waiting->updated + 1);
  return kt_waiting_put (context->store, waiting, error);
}

/* Whether it is still as the caller saw it. */
static gboolean
check_free (KtContext *context, const KtGap *gap, const KtFit *fit, const KtWaiting *waiting,
            GError **error)
{
  KtGap left;
  gboolean asked
      = waiting->state > KT_WAITING_HELD || kt_waiting_is_held (waiting, context->clock.now);
  gint64 start = kt_local_to_utc (gap->start, context->clock.zone);
  if (!asked && !kt_gap_at (context, gap->staff, start, &left, error))
    return FALSE;
  if (!asked && left.minutes >= fit->candidate.minutes)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
               asked ? _ ("that client does not fit any more")
                     : _ ("that time is not free any more"));
  kt_error_hint (error, _ ("see who fits: kontor fill"));
  return FALSE;
}

/* The row of the list, or a new one for somebody who is only due. A new one is known by its
 * `updated`, which is its `created`. */
static KtWaiting *
row_for (KtContext *context, const KtFit *fit, GError **error)
{
  if (fit->candidate.waiting != 0)
    return kt_waiting_get (context->store, fit->candidate.waiting, error);
  KtWaiting *waiting = g_new0 (KtWaiting, 1);
  waiting->id = kt_id_random ();
  waiting->contact = fit->candidate.contact;
  waiting->service = fit->candidate.service;
  waiting->weekdays = KT_WEEKDAYS_ANY;
  waiting->text = g_strdup ("");
  waiting->created = context->clock.now;
  waiting->updated = waiting->created - 1;
  return waiting;
}

/* The row of one who fits, with the time that is hers now; not written yet. */
static KtWaiting *
held_row (KtContext *context, const KtGap *gap, const KtFit *fit, GError **error)
{
  g_autoptr (KtWaiting) waiting = row_for (context, fit, error);
  if (waiting == NULL || !check_free (context, gap, fit, waiting, error))
    return NULL;
  gint64 start = kt_local_to_utc (gap->start, context->clock.zone);
  waiting->state = KT_WAITING_HELD;
  waiting->held_until = kt_fit_held_until (context->clock.now, start);
  waiting->held_start = gap->start;
  waiting->held_staff = gap->staff;
  return g_steal_pointer (&waiting);
}

KtWaiting *
kt_hold (KtContext *context, const KtGap *gap, const KtFit *fit, GError **error)
{
  if (!kt_visit_journal_begin (context, error))
    return NULL;
  g_autoptr (KtWaiting) waiting = held_row (context, gap, fit, error);
  gboolean ok = waiting != NULL && put (context, waiting, error);
  return end (context, "hold a time for", fit->candidate.contact, ok, error)
             ? g_steal_pointer (&waiting)
             : NULL;
}

KtWaiting *
kt_hold_get (KtContext *context, GError **error)
{
  g_autoptr (GPtrArray) open = kt_waiting_open (context->store, error);
  int best = -1;
  for (guint i = 0; open != NULL && i < open->len; i++)
    {
      const KtWaiting *waiting = open->pdata[i];
      if (kt_waiting_is_held (waiting, context->clock.now)
          && (best < 0 || waiting->updated > ((KtWaiting *)open->pdata[best])->updated))
        best = (int)i;
    }
  if (best >= 0)
    return g_ptr_array_steal_index (open, (guint)best);
  if (open != NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("no time is held for anybody"));
      kt_error_hint (error, _ ("see who fits: kontor fill"));
    }
  return NULL;
}

static gboolean
has_service (const KtAppointment *visit, KtId service)
{
  for (guint i = 0; i < visit->parts->len; i++)
    if (((const KtVisitPart *)visit->parts->pdata[i])->service == service)
      return TRUE;
  return service == 0;
}

/* The later visit that moves here; NULL without error: there is none. */
static KtAppointment *
later_visit (KtContext *context, const KtWaiting *hold, gint64 start, GError **error)
{
  g_autoptr (GPtrArray) visits = kt_appointment_of (context->store, hold->contact, error);
  for (guint i = visits != NULL ? visits->len : 0; i > 0; i--)
    {
      const KtAppointment *visit = visits->pdata[i - 1];
      if (kt_appointment_stands (visit, context->clock.now) && visit->start_at > start
          && has_service (visit, hold->service))
        return g_ptr_array_steal_index (visits, i - 1);
    }
  return NULL;
}

/* What is done, all of it with the hand whose time it is. */
static GArray *
wishes_for (KtContext *context, const KtWaiting *hold, const KtAppointment *later, GError **error)
{
  g_autoptr (GArray) wishes = NULL;
  if (hold->service == 0 && later == NULL)
    wishes = kt_usual_wishes (context, hold->contact, error);
  else
    wishes = g_array_new (FALSE, FALSE, sizeof (KtVisitWish));
  if (wishes == NULL)
    return NULL;
  for (guint i = 0; later != NULL && i < later->parts->len; i++)
    {
      KtVisitWish wish = { ((const KtVisitPart *)later->parts->pdata[i])->service, 0 };
      g_array_append_val (wishes, wish);
    }
  if (hold->service != 0 && later == NULL)
    {
      KtVisitWish wish = { hold->service, 0 };
      g_array_append_val (wishes, wish);
    }
  for (guint i = 0; i < wishes->len; i++)
    g_array_index (wishes, KtVisitWish, i).staff = hold->held_staff;
  return g_steal_pointer (&wishes);
}

GArray *
kt_hold_wishes (KtContext *context, const KtWaiting *hold, GError **error)
{
  GError *failure = NULL;
  gint64 start = kt_local_to_utc (hold->held_start, context->clock.zone);
  g_autoptr (KtAppointment) later = later_visit (context, hold, start, &failure);
  if (failure == NULL)
    return wishes_for (context, hold, later, error);
  g_propagate_error (error, failure);
  return NULL;
}

/* Another command may have answered, or asked anew, since the caller looked. */
static KtWaiting *
read_hold (KtContext *context, KtId id, GError **error)
{
  g_autoptr (KtWaiting) row = kt_waiting_get (context->store, id, error);
  if (row == NULL || kt_waiting_is_held (row, context->clock.now))
    return g_steal_pointer (&row);
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("that time is not held any more"));
  kt_error_hint (error, _ ("see who fits: kontor fill"));
  return NULL;
}

static KtAppointment *
take (KtContext *context, const KtWaiting *hold, GError **error)
{
  KtGap gap;
  gint64 start = kt_local_to_utc (hold->held_start, context->clock.zone);
  GError *failure = NULL;
  set_gap (context, hold->held_staff, start, G_MAXINT32 * G_GINT64_CONSTANT (8), &gap);
  g_autoptr (KtAppointment) later = later_visit (context, hold, start, &failure);
  g_autoptr (GArray) wishes = failure == NULL ? wishes_for (context, hold, later, &failure) : NULL;
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  if (later != NULL)
    return kt_visit_move_within (context, later, gap.start, wishes, FALSE, NULL, error)
               ? g_steal_pointer (&later)
               : NULL;
  KtVisitRequest request = { .contact = hold->contact, .wishes = wishes, .start = gap.start };
  g_autoptr (GPtrArray) made = kt_visit_book_within (context, &request, error);
  return made != NULL ? g_ptr_array_steal_index (made, 0) : NULL;
}

/* The visit in that time, and the row that says so; row NULL: the error is set. */
static KtAppointment *
settle (KtContext *context, KtWaiting *row, GError **error)
{
  g_autoptr (KtAppointment) visit = row != NULL ? take (context, row, error) : NULL;
  if (visit == NULL)
    return NULL;
  row->state = KT_WAITING_BOOKED;
  row->held_until = 0;
  return put (context, row, error) ? g_steal_pointer (&visit) : NULL;
}

KtAppointment *
kt_hold_yes (KtContext *context, const KtWaiting *hold, GError **error)
{
  if (!kt_visit_journal_begin (context, error))
    return NULL;
  g_autoptr (KtWaiting) row = read_hold (context, hold->id, error);
  g_autoptr (KtAppointment) visit = settle (context, row, error);
  return end (context, "fill yes:", hold->contact, visit != NULL, error) ? g_steal_pointer (&visit)
                                                                         : NULL;
}

KtAppointment *
kt_fit_book (KtContext *context, const KtGap *gap, const KtFit *fit, GError **error)
{
  if (!kt_visit_journal_begin (context, error))
    return NULL;
  g_autoptr (KtWaiting) row = held_row (context, gap, fit, error);
  g_autoptr (KtAppointment) visit = settle (context, row, error);
  return end (context, "book", fit->candidate.contact, visit != NULL, error)
             ? g_steal_pointer (&visit)
             : NULL;
}

gboolean
kt_hold_no (KtContext *context, const KtWaiting *hold, GError **error)
{
  if (!kt_visit_journal_begin (context, error))
    return FALSE;
  g_autoptr (KtWaiting) row = read_hold (context, hold->id, error);
  gboolean ok = row != NULL;
  if (ok)
    {
      gboolean only_due = row->updated == row->created;
      row->state = only_due ? KT_WAITING_WITHDRAWN : KT_WAITING_WAITING;
      row->held_until = 0; /* which time it was stays: that one is not offered to her again */
      ok = put (context, row, error);
    }
  return end (context, "fill no:", hold->contact, ok, error);
}
