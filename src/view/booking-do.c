#include "config.h"
#include "booking-parts.h"
#include "kontor/booked-view.h"
#include "kontor/contact-edit.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/journal.h"
#include "kontor/phone.h"
#include "kontor/table.h"
#include "kontor/visit.h"
#include "kontor/visit-view.h"
#include "kontor/visit-words.h"
#include "kontor/waiting.h"
#include <glib/gi18n.h>
#include <string.h>

#define PENCIL_HOUR 12 /* of tomorrow: until then a pencilled visit blocks its time */
#define PHONE_DIGITS 5 /* fewer are no number that could be kept */

/* --- what is said --- */

static void
complain (Booking *booking, const GError *problem)
{
  g_autofree char *line = g_strndup (problem->message, strcspn (problem->message, "\n"));
  g_free (booking->message);
  booking->message = kt_marked ("      {r:%s}", line);
}

/* A refusal is shown and the dialogue goes on; what the disk or the interrupt says ends it. */
static gboolean
refused (Booking *booking, GError *problem /* taken */, GError **error)
{
  g_autoptr (GError) owned = problem;
  if (!g_error_matches (owned, KT_ERROR, KT_ERROR_CONFLICT)
      && !g_error_matches (owned, KT_ERROR, KT_ERROR_USAGE)
      && !g_error_matches (owned, KT_ERROR, KT_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&owned));
      return FALSE;
    }
  gboolean ok = booking_offer (booking, error);
  complain (booking, owned);
  return ok;
}

static int
minutes_of (const GPtrArray *parts)
{
  int minutes = 0;
  for (guint i = 0; i < parts->len; i++)
    {
      const KtVisitPart *part = parts->pdata[i];
      const KtLengths *lengths = &part->lengths;
      minutes = MAX (minutes, part->start + lengths->work + lengths->free + lengths->finish);
    }
  return minutes;
}

static gint64
price_of (const GPtrArray *parts)
{
  gint64 price = 0;
  for (guint i = 0; i < parts->len; i++)
    {
      const KtVisitPart *part = parts->pdata[i];
      if (part->price < 0)
        return -1;
      price += part->price;
    }
  return price;
}

static char *
say_parts (KtContext *context, GPtrArray *parts)
{
  g_autoptr (KtAppointment) visit = kt_appointment_new ();
  g_ptr_array_unref (visit->parts);
  visit->parts = g_ptr_array_ref (parts);
  g_autofree char *services = kt_visit_services (visit);
  g_autofree char *hands = kt_visit_hands (context, visit);
  g_autofree char *minutes = kt_say_minutes (minutes_of (parts));
  g_autofree char *price = kt_say_money (price_of (parts), context->settings->currency);
  return kt_marked ("%s%s%s · %s · %s", services, hands != NULL ? " · " : "",
                    hands != NULL ? hands : "", minutes, price);
}

/* "colour + cut · Līga · 2 h · 95,00 €"; hands only where they were wished for. */
char *
booking_say_wishes (KtContext *context, const GArray *wishes)
{
  g_autoptr (GPtrArray) conflicts = NULL;
  KtLocal noon = kt_local_add_days (kt_context_today (context), 1);
  noon.hour = PENCIL_HOUR;
  noon.minute = 0;
  KtSlotQuery query = { .wishes = wishes, .first = noon, .last = noon };
  g_autoptr (GPtrArray) parts = kt_slots_place (context, &query, noon, &conflicts, NULL);
  if (parts == NULL)
    return g_strdup ("");
  for (guint i = 0; i < parts->len; i++)
    if (g_array_index (wishes, KtVisitWish, MIN (i, wishes->len - 1)).staff == 0)
      ((KtVisitPart *)parts->pdata[i])->staff = 0;
  return say_parts (context, parts);
}

/* --- who --- */

/* Her next visit that stands. */
static KtAppointment *
next_visit (KtContext *context, KtId contact, GError **error)
{
  g_autoptr (GPtrArray) visits = kt_appointment_of (context->store, contact, error);
  for (guint i = visits != NULL ? visits->len : 0; i-- > 0;)
    {
      const KtAppointment *visit = visits->pdata[i];
      if (visit->start_at > context->clock.now && kt_appointment_stands (visit, context->clock.now))
        return kt_appointment_copy (visit);
    }
  return NULL;
}

static gboolean
set_wishes (Booking *booking, GArray *wishes /* taken */)
{
  g_clear_pointer (&booking->wishes, g_array_unref);
  g_free (booking->what);
  booking->wishes = wishes;
  booking->what = booking_say_wishes (booking->context, wishes);
  return TRUE;
}

static gboolean
take_client (Booking *booking, KtId contact, GError **error)
{
  g_autoptr (GError) failed = NULL;
  booking_set_client (booking, kt_client_index_get (booking->index, contact));
  booking->existing = next_visit (booking->context, contact, &failed);
  g_autoptr (GArray) usual
      = failed == NULL ? kt_usual_wishes (booking->context, contact, &failed) : NULL;
  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  if (usual->len == 0 || g_array_index (usual, KtVisitWish, 0).service == 0)
    return booking_enter (booking, BOOKING_WHAT, error);
  set_wishes (booking, g_steal_pointer (&usual));
  return booking_enter (booking, BOOKING_WHEN, error);
}

/* What was typed is her phone where it looks like one, else her name. */
static gboolean
take_new (Booking *booking, GError **error)
{
  char digits[KT_PHONE_DIGITS];
  g_autofree char *typed = g_strstrip (g_strdup (booking->typed->str));
  char *text = *typed == '+' && !g_ascii_isdigit (typed[1]) ? g_strchug (typed + 1) : typed;
  gboolean phone = kt_phone_digits (text, digits) && strlen (digits) >= PHONE_DIGITS;
  booking_clear (booking);
  booking->tail = g_strdup (_ ("new"));
  if (phone)
    booking->phone = g_strdup (text);
  else if (*text != '\0')
    booking->name = kt_nfc (text, -1);
  return booking_enter (booking, phone ? BOOKING_NAME : BOOKING_PHONE, error);
}

static gboolean
take_draft (Booking *booking, GError **error)
{
  if (!booking_unpark (booking, TRUE))
    return booking_enter (booking, BOOKING_WHO, error);
  if (booking->contact != 0 && booking->wishes == NULL)
    return take_client (booking, booking->contact, error);
  if (booking->tail == NULL)
    booking->tail = g_strdup (_ ("new"));
  if (booking->name == NULL)
    return booking_enter (booking, BOOKING_NAME, error);
  if (booking->wishes == NULL)
    return booking_enter (booking, BOOKING_WHAT, error);
  booking->what = booking_say_wishes (booking->context, booking->wishes);
  return booking_enter (booking, BOOKING_WHEN, error);
}

/* --- when --- */

static gint64
pencilled_until (const KtContext *context)
{
  KtLocal noon = kt_local_add_days (kt_context_today (context), 1);
  noon.hour = PENCIL_HOUR;
  noon.minute = 0;
  return kt_local_to_utc (noon, context->clock.zone);
}

/* Wishes with the hands of the slot that is taken. */
static GArray *
wishes_of_slot (const Booking *booking, const KtSlot *slot)
{
  GArray *wishes = g_array_new (FALSE, TRUE, sizeof (KtVisitWish));
  for (guint i = 0; i < booking->wishes->len; i++)
    {
      KtVisitWish wish = g_array_index (booking->wishes, KtVisitWish, i);
      if (i < slot->parts->len)
        wish.staff = ((KtVisitPart *)slot->parts->pdata[i])->staff;
      g_array_append_val (wishes, wish);
    }
  return wishes;
}

static KtAppointment *
book_or_move (Booking *booking, const KtSlot *slot, gboolean pencil, GError **error)
{
  KtContext *context = booking->context;
  g_autoptr (GArray) wishes = wishes_of_slot (booking, slot);
  if (booking->moving)
    return kt_visit_move (context, booking->existing->id, slot->start, wishes, FALSE, "phone",
                          error);
  KtVisitRequest request
      = { .contact = booking->contact,
          .wishes = wishes,
          .start = slot->start,
          .pencilled_until = pencil ? pencilled_until (context) : 0,
          .new_name = booking->contact == 0 ? booking->name : NULL,
          .new_phone = booking->phone != NULL && *booking->phone != '\0' ? booking->phone : NULL,
          .how = "phone" };
  g_autoptr (GPtrArray) made = kt_visit_book (context, &request, error);
  return made != NULL ? g_ptr_array_steal_index (made, 0) : NULL;
}

/* All is done for this one; the next may ring. */
static gboolean
begin_anew (Booking *booking, GError **error)
{
  booking_clear (booking);
  KtClientIndex *fresh = kt_client_index_new (booking->context, error);
  if (fresh == NULL)
    return FALSE;
  kt_client_index_free (booking->index);
  booking->index = fresh;
  g_free (booking->free_now);
  booking->free_now = booking_say_free (booking->context);
  return booking_enter (booking, BOOKING_WHO, error);
}

/* "booked  Thu 26 November 15:15–17:15 (in 2 days)  Baiba Krūmiņa, colour + cut, Līga  95,00 €" */
static void
print_visit (Booking *booking, const char *verb, const KtAppointment *visit)
{
  KtContext *context = booking->context;
  g_autofree char *who = kt_say_client (context, visit);
  g_autofree char *services = kt_visit_services (visit);
  g_autofree char *hands = kt_visit_hands (context, visit);
  g_autofree char *when = kt_say_when (context, kt_visit_local (context, visit));
  g_autofree char *price = kt_say_money (visit->price, visit->currency);
  kt_out (context, "%-7s {b:%s}  %s, %s%s%s  %s", verb, when, who, services,
          hands != NULL ? ", " : "", hands != NULL ? hands : "", price);
  kt_out_phone (context, visit);
  kt_out (context, "\n");
}

static gboolean
take_slot (Booking *booking, const KtSlot *slot, gboolean pencil, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (KtAppointment) visit = book_or_move (booking, slot, pencil, &problem);
  if (visit == NULL)
    return refused (booking, g_steal_pointer (&problem), error);
  if (booking->moving)
    print_visit (booking, "moved", visit);
  else
    kt_booked_print (booking->context, visit, NULL);
  kt_out (booking->context, "        {d:%s}\n",
          _ ("kontor undo takes it back · the next name is the next booking"));
  return begin_anew (booking, error);
}

gboolean
booking_cancel_existing (Booking *booking, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (KtAppointment) visit = kt_visit_set_state (
      booking->context, booking->existing->id, KT_VISIT_CANCELLED, "phone", NULL, &problem);
  if (visit == NULL)
    return refused (booking, g_steal_pointer (&problem), error);
  print_visit (booking, "cancelled", visit);
  return begin_anew (booking, error);
}

/* --- the waiting list --- */

static gboolean
write_waiting (Booking *booking, KtDayPart part, GError **error)
{
  KtContext *context = booking->context;
  const KtVisitWish *wish = &g_array_index (booking->wishes, KtVisitWish, 0);
  KtWaiting waiting = { .id = kt_id_random (),
                        .service = wish->service,
                        .staff = wish->staff,
                        .day_part = part,
                        .weekdays = KT_WEEKDAYS_ANY,
                        .text = (char *)"",
                        .state = KT_WAITING_WAITING,
                        .created = context->clock.now,
                        .updated = context->clock.now };
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  /* a new client comes into the book with what she wants first */
  waiting.contact = booking->contact != 0
                        ? booking->contact
                        : kt_contact_add_person (context, booking->name, booking->phone, error);
  if (waiting.contact == 0 || !kt_waiting_put (context->store, &waiting, error))
    {
      kt_journal_rollback (context->store);
      return FALSE;
    }
  g_autofree char *line = g_strdup_printf ("wait %s", booking->name);
  return kt_journal_commit (context->store, line, context->clock.now, TRUE, NULL, error);
}

static gboolean
take_wait (Booking *booking, const BookingOffer *offer, GError **error)
{
  g_autoptr (GError) problem = NULL;
  if (!write_waiting (booking, (KtDayPart)offer->day_part, &problem))
    return refused (booking, g_steal_pointer (&problem), error);
  kt_out (booking->context, "%s   {b:%s}  ", _ ("waits"), booking->name);
  kt_out_marked (booking->context, booking->what);
  kt_out (booking->context, "   {d:%s}\n", _ ("kontor undo takes it back"));
  return begin_anew (booking, error);
}

gboolean
booking_take (Booking *booking, const BookingOffer *offer, gboolean pencil, GError **error)
{
  switch (offer->kind)
    {
    case OFFER_CLIENT:
      return take_client (booking, offer->contact, error);
    case OFFER_NEW:
      return take_new (booking, error);
    case OFFER_DRAFT:
      return take_draft (booking, error);
    case OFFER_WISHES:
      set_wishes (booking, g_array_ref (offer->wishes));
      return booking_enter (booking, BOOKING_WHEN, error);
    case OFFER_EXISTING:
      booking->moving = TRUE;
      return booking_enter (booking, BOOKING_WHEN, error);
    case OFFER_SLOT:
      return take_slot (booking, offer->slot, pencil, error);
    default:
      return take_wait (booking, offer, error);
    }
}
