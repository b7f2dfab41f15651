#include "config.h"
#include "salon.h"
#include "visit-change.h"
#include "visit-refusal.h"
#include "kontor/contact-edit.h"
#include "kontor/error.h"
#include "kontor/journal.h"
#include "kontor/say-day.h"
#include "kontor/visit.h"
#include "kontor/when.h"
#include <glib/gi18n.h>

/* One booking under way. */
typedef struct
{
  KtContext *context;
  const KtVisitRequest *request;
  KtId contact;
  KtSlotQuery query;
  KtId series;
  GPtrArray *made;  /* KtAppointment */
  GString *refused; /* dates of a repetition that are taken */
  guint n_refused;
} Booking;

static KtLocal
now_of (const KtContext *context)
{
  return kt_local_from_utc (context->clock.now, context->clock.zone);
}

static gboolean
check_request (KtContext *context, const KtVisitRequest *request, GError **error)
{
  if (request->start.hour < 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("at what time?"));
      return FALSE;
    }
  if (kt_local_to_utc (request->start, context->clock.zone) < context->clock.now)
    {
      g_autofree char *day = kt_say_day_time (request->start, now_of (context).year);
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is past"), day);
      kt_error_hint (error, _ ("a visit wants a day and time to come"));
      return FALSE;
    }
  if (request->repeat != NULL && (request->times < 2 || request->times > KT_VISIT_SERIES_MAX))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("a repetition is 2 to %u visits"),
                   KT_VISIT_SERIES_MAX);
      return FALSE;
    }
  return TRUE;
}

/* A client who is new comes into the book with her first visit. */
static gboolean
make_contact (Booking *booking, GError **error)
{
  const KtVisitRequest *request = booking->request;
  booking->contact = request->contact;
  if (request->contact == 0 && request->new_name != NULL)
    booking->contact
        = kt_contact_add_person (booking->context, request->new_name, request->new_phone, error);
  return booking->contact != 0 || request->new_name == NULL;
}

/* The sum of parts; -1 where one is by agreement or they are of different currencies. */
static void
set_price (const Booking *booking, KtAppointment *visit)
{
  const KtVisitRequest *request = booking->request;
  KtMoney sum = { 0 };
  gboolean known = TRUE;
  for (guint i = 0; i < visit->parts->len; i++)
    {
      const KtVisitPart *part = visit->parts->pdata[i];
      g_autoptr (KtService) service = kt_service_get (booking->context->store, part->service, NULL);
      const char *currency = service != NULL ? service->price.currency : "";
      if (i == 0)
        g_strlcpy (sum.currency, currency, sizeof sum.currency);
      KtMoney price = { part->price, "" };
      g_strlcpy (price.currency, currency, sizeof price.currency);
      known = known && part->price >= 0 && kt_money_add (&sum, price);
    }
  if (request->has_price)
    sum = request->price;
  const KtSettings *settings = booking->context->settings;
  if (*sum.currency == '\0' && settings != NULL && settings->currency != NULL)
    g_strlcpy (sum.currency, settings->currency, sizeof sum.currency);
  visit->price = known || request->has_price ? sum.minor : -1;
  g_strlcpy (visit->currency, sum.currency, sizeof visit->currency);
}

static gboolean
write_visit (Booking *booking, KtAppointment *visit, GError **error)
{
  KtContext *context = booking->context;
  const KtVisitRequest *request = booking->request;
  char local[KT_LOCAL_TEXT];
  kt_local_format (visit->start, local);
  KtVisitEvent event = { .appointment = visit->id,
                         .at = context->clock.now,
                         .what = (char *)(request->pencilled_until != 0 ? "pencilled" : "booked"),
                         .how = (char *)request->how,
                         .to_local = local };
  return kt_appointment_put (context->store, visit, context->clock.now, error)
         && kt_visit_event_add (context->store, &event, error);
}

static KtAppointment *
new_visit (const Booking *booking, KtLocal start, GPtrArray *parts, gboolean overlaps)
{
  const KtVisitRequest *request = booking->request;
  KtAppointment *visit = kt_appointment_new ();
  visit->id = kt_id_random ();
  visit->contact = booking->contact;
  visit->start = start;
  visit->tzid = g_strdup (booking->context->clock.tzid);
  visit->state = request->pencilled_until != 0 ? KT_VISIT_PENCILLED : KT_VISIT_BOOKED;
  visit->pencilled_until = request->pencilled_until;
  visit->series = booking->series;
  visit->overlaps = overlaps;
  if (request->text != NULL)
    {
      g_free (visit->text);
      visit->text = g_strdup (request->text);
    }
  g_ptr_array_unref (visit->parts);
  visit->parts = g_ptr_array_ref (parts);
  set_price (booking, visit);
  return visit;
}

/* FALSE with error: it is taken, or could not be written. */
static gboolean
book_one (Booking *booking, KtLocal start, gboolean repeated, GError **error)
{
  KtContext *context = booking->context;
  const KtVisitRequest *request = booking->request;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GPtrArray) parts = kt_slots_place (context, &booking->query, start, &conflicts, error);
  if (parts == NULL)
    return FALSE;
  if (conflicts->len > 0 && !request->force && !repeated)
    return kt_conflict_refuse (context, "book", &booking->query, start, conflicts, TRUE, error);
  if (conflicts->len > 0 && !request->force)
    {
      g_autofree char *day = kt_say_day_time (start, now_of (context).year);
      g_autofree char *why = kt_conflict_say (context, conflicts);
      g_string_append_printf (booking->refused, "%s%s  %s", booking->n_refused++ > 0 ? "\n" : "",
                              day, why);
      return TRUE;
    }
  KtAppointment *visit = new_visit (booking, start, parts, conflicts->len > 0);
  g_ptr_array_add (booking->made, visit);
  return write_visit (booking, visit, error);
}

/* Those that are taken, one a line. Always FALSE. */
static gboolean
refuse_series (const Booking *booking, GError **error)
{
  guint times = booking->request->times;
  g_auto (GStrv) lines = g_strsplit (booking->refused->str, "\n", -1);
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
               ngettext ("cannot book all %2$u visits, %1$u of them is taken",
                         "cannot book all %2$u visits, %1$u of them are taken", booking->n_refused),
               booking->n_refused, times);
  for (char **line = lines; *line != NULL; line++)
    kt_error_detail (error, "%s", *line);
  kt_error_hint (error, _ ("without these: --skip; all the same: --force"));
  return FALSE;
}

static gboolean
book_all (Booking *booking, GError **error)
{
  const KtVisitRequest *request = booking->request;
  KtLocal start = request->start;
  if (request->repeat == NULL)
    return book_one (booking, start, FALSE, error);
  booking->series = kt_id_random ();
  for (guint i = 0; i < request->times; i++)
    {
      if (i > 0 && !kt_repeat_next (request->repeat, request->start, start, &start))
        break;
      if (!book_one (booking, start, TRUE, error))
        return FALSE;
    }
  return (booking->n_refused == 0 || (request->skip && booking->made->len > 0))
         || refuse_series (booking, error);
}

/* "booked Zane Ozola 24.11. 09:00"; the journal is never translated. */
static gboolean
commit (KtContext *context, const KtAppointment *visit, GError **error)
{
  if (context->dry_run)
    {
      kt_journal_rollback (context->store);
      return TRUE;
    }
  g_autoptr (KtContact) contact
      = visit->contact != 0 ? kt_contact_get (context->store, visit->contact, NULL) : NULL;
  g_autofree char *line = g_strdup_printf (
      "%s %s %d.%02d. %02d:%02d", visit->state == KT_VISIT_PENCILLED ? "pencilled" : "booked",
      contact != NULL ? contact->name : "walk-in", visit->start.day, visit->start.month,
      visit->start.hour, visit->start.minute);
  return kt_journal_commit (context->store, line, context->clock.now, TRUE, NULL, error);
}

GPtrArray *
kt_visit_book_within (KtContext *context, const KtVisitRequest *request, GError **error)
{
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_appointment_free);
  g_autoptr (GString) refused = g_string_new (NULL);
  Booking booking = { .context = context, .request = request, .made = made, .refused = refused };
  if (!make_contact (&booking, error))
    return NULL;
  booking.query = (KtSlotQuery){ .contact = booking.contact, .wishes = request->wishes };
  return book_all (&booking, error) ? g_steal_pointer (&made) : NULL;
}

GPtrArray *
kt_visit_book (KtContext *context, const KtVisitRequest *request, GError **error)
{
  if (!check_request (context, request, error)
      || !kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return NULL;
  g_autoptr (GPtrArray) made = kt_visit_book_within (context, request, error);
  if (made == NULL)
    {
      kt_journal_rollback (context->store);
      return NULL;
    }
  return commit (context, made->pdata[0], error) ? g_steal_pointer (&made) : NULL;
}
