#include "config.h"
#include "kontor/day-close.h"
#include "kontor/error.h"
#include "kontor/journal.h"
#include "kontor/takings.h"
#include "kontor/visit-words.h"
#include "kontor/visit.h"
#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  gint64 from, until; /* UTC seconds; until excluded */
} Span;

static Span
span_of (const KtContext *context, KtLocal day)
{
  day.hour = day.minute = 0;
  return (Span){ kt_local_to_utc (day, context->clock.zone),
                 kt_local_to_utc (kt_local_add_days (day, 1), context->clock.zone) };
}

static gboolean
is_within (const Span *span, gint64 at)
{
  return at >= span->from && at < span->until;
}

static void
hand_free (gpointer data)
{
  KtHandTakings *hand = data;
  g_free (hand->name);
  g_free (hand);
}

void
kt_takings_free (KtTakings *takings)
{
  if (takings == NULL)
    return;
  g_clear_pointer (&takings->open, g_ptr_array_unref);
  g_clear_pointer (&takings->debts, g_ptr_array_unref);
  g_clear_pointer (&takings->settled, g_ptr_array_unref);
  g_clear_pointer (&takings->visits, g_ptr_array_unref);
  g_clear_pointer (&takings->hands, g_ptr_array_unref);
  g_free (takings);
}

static void
add_to_hand (KtTakings *takings, KtId staff, gint64 minor)
{
  KtHandTakings *nobody = NULL;
  for (guint i = 0; i < takings->hands->len; i++)
    {
      KtHandTakings *hand = takings->hands->pdata[i];
      if (hand->staff == staff)
        {
          hand->minor += minor;
          return;
        }
      if (hand->staff == 0)
        nobody = hand;
    }
  if (nobody == NULL)
    {
      nobody = g_new0 (KtHandTakings, 1);
      g_ptr_array_add (takings->hands, nobody);
    }
  nobody->minor += minor;
}

/* What was paid, shared among the hands; goods are the first one's. */
static void
share (KtTakings *takings, const KtAppointment *visit)
{
  gint64 services = MIN (MAX (visit->price, 0), visit->paid);
  g_autoptr (GArray) shares = kt_visit_shares (visit, services);
  const KtVisitPart *first = visit->parts->len > 0 ? visit->parts->pdata[0] : NULL;
  for (guint i = 0; i < shares->len; i++)
    add_to_hand (takings, ((const KtVisitPart *)visit->parts->pdata[i])->staff,
                 g_array_index (shares, gint64, i));
  add_to_hand (takings, first != NULL ? first->staff : 0,
               first != NULL ? visit->paid - services : visit->paid);
}

/* What came in on the day, with the tip. */
static void
add_paid (KtTakings *takings, const KtAppointment *visit)
{
  const char *how = visit->paid_how;
  *(g_strcmp0 (how, "cash") == 0   ? &takings->cash
    : g_strcmp0 (how, "card") == 0 ? &takings->card
                                   : &takings->transfer)
      += visit->paid;
  takings->tips += MAX (visit->tip, 0);
}

static gboolean
is_foreign (KtTakings *takings, const KtAppointment *visit)
{
  gboolean foreign = strcmp (visit->currency, takings->currency) != 0;
  takings->foreign += foreign;
  return foreign;
}

static void
add_money (const Span *day, KtTakings *takings, KtAppointment *visit)
{
  if (visit->paid < 0 || is_foreign (takings, visit))
    return;
  share (takings, visit);
  if (is_within (day, visit->paid_at))
    add_paid (takings, visit);
  else
    {
      takings->later += visit->paid;
      if (visit->paid > 0)
        g_ptr_array_add (takings->debts, visit);
    }
}

/* Work of another day: its hands have it there. */
static void
add_settled (const Span *day, KtTakings *takings)
{
  for (guint i = takings->settled->len; i > 0; i--)
    {
      const KtAppointment *visit = takings->settled->pdata[i - 1];
      if (visit->state == KT_VISIT_DONE && !is_within (day, visit->start_at)
          && !is_foreign (takings, visit))
        {
          add_paid (takings, visit);
          takings->earlier += visit->paid;
        }
      else
        g_ptr_array_remove_index (takings->settled, i - 1);
    }
}

static void
count (const KtContext *context, const Span *day, KtTakings *takings, KtAppointment *visit)
{
  if (visit->state == KT_VISIT_DONE)
    {
      takings->done++;
      add_money (day, takings, visit);
    }
  else if (visit->state == KT_VISIT_NO_SHOW)
    takings->missed++;
  else if (visit->state == KT_VISIT_CANCELLED)
    takings->cancelled++;
  else if (visit->start_at <= context->clock.now)
    g_ptr_array_add (takings->open, visit);
  else
    takings->to_come++;
}

static gboolean
read_hands (KtContext *context, KtTakings *takings, GError **error)
{
  g_autoptr (GPtrArray) resources = kt_resource_list (context->store, TRUE, error);
  for (guint i = 0; resources != NULL && i < resources->len; i++)
    {
      const KtSalonResource *resource = resources->pdata[i];
      if (resource->kind != KT_RESOURCE_STAFF)
        continue;
      KtHandTakings *hand = g_new0 (KtHandTakings, 1);
      hand->staff = resource->id;
      hand->name = g_strdup (resource->name);
      g_ptr_array_add (takings->hands, hand);
    }
  return resources != NULL;
}

/* Those that begin on the day; what was pencilled in and has lapsed is none. */
static GPtrArray *
visits_of (KtContext *context, KtLocal day, GError **error)
{
  Span span = span_of (context, day);
  g_autoptr (GPtrArray) visits
      = kt_appointment_between (context->store, span.from, span.until, error);
  if (visits == NULL)
    return NULL;
  for (guint i = visits->len; i > 0; i--)
    {
      const KtAppointment *visit = visits->pdata[i - 1];
      gboolean lapsed = visit->state == KT_VISIT_PENCILLED
                        && !kt_appointment_stands (visit, context->clock.now);
      if (visit->start_at < span.from || lapsed)
        g_ptr_array_remove_index (visits, i - 1);
    }
  return g_steal_pointer (&visits);
}

KtTakings *
kt_takings_get (KtContext *context, KtLocal day, GError **error)
{
  g_autoptr (KtTakings) takings = g_new0 (KtTakings, 1);
  Span span = span_of (context, day);
  takings->day = day;
  takings->open = g_ptr_array_new ();
  takings->debts = g_ptr_array_new ();
  takings->hands = g_ptr_array_new_with_free_func (hand_free);
  g_strlcpy (takings->currency, context->settings->currency, sizeof takings->currency);
  takings->visits = visits_of (context, day, error);
  if (takings->visits == NULL || !read_hands (context, takings, error))
    return NULL;
  takings->settled = kt_appointment_paid_between (context->store, span.from, span.until, error);
  if (takings->settled == NULL)
    return NULL;
  add_settled (&span, takings);
  for (guint i = 0; i < takings->visits->len; i++)
    count (context, &span, takings, takings->visits->pdata[i]);
  return g_steal_pointer (&takings);
}

/* What was shown and counted is what is written: visits may have changed while the drawer was
 * counted. */
static gboolean
check_unchanged (KtContext *context, const KtTakings *takings, GError **error)
{
  g_autoptr (KtTakings) fresh = kt_takings_get (context, takings->day, error);
  if (fresh == NULL)
    return FALSE;
  if (fresh->open->len == takings->open->len && fresh->cash == takings->cash
      && fresh->done == takings->done)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("the day has changed meanwhile"));
  kt_error_hint (error, _ ("count again: kontor close"));
  return FALSE;
}

gboolean
kt_takings_close (KtContext *context, const KtTakings *takings, gint64 counted, GError **error)
{
  KtDayClose close = { .day = takings->day,
                       .cash.minor = takings->cash,
                       .counted = counted,
                       .closed_at = context->clock.now };
  g_strlcpy (close.cash.currency, takings->currency, sizeof close.cash.currency);
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  gboolean ok = check_unchanged (context, takings, error)
                && kt_day_close_put (context->store, &close, error);
  if (!ok || context->dry_run)
    {
      kt_journal_rollback (context->store);
      return ok;
    }
  char day[KT_LOCAL_TEXT];
  close.day.hour = -1;
  kt_local_format (close.day, day);
  g_autofree char *line = g_strdup_printf ("close %s", day);
  return kt_journal_commit (context->store, line, context->clock.now, FALSE, NULL, error);
}

KtAppointment *
kt_takings_next (KtContext *context, KtLocal day, GError **error)
{
  g_autoptr (GPtrArray) visits = visits_of (context, kt_local_add_days (day, 1), error);
  for (guint i = 0; visits != NULL && i < visits->len; i++)
    if (kt_appointment_stands (visits->pdata[i], context->clock.now))
      return g_ptr_array_steal_index (visits, i);
  return NULL;
}
