#pragma once
#include "kontor/booking.h"
#include "kontor/client-index.h"
#include "kontor/keys.h"
#include "kontor/slots.h"

/* The parts of the booking dialogue, which only they include. */
typedef enum
{
  BOOKING_WHO,
  BOOKING_PHONE, /* of a new client */
  BOOKING_NAME,  /* the same */
  BOOKING_WHAT,
  BOOKING_WHEN,
} BookingField;

typedef enum
{
  OFFER_CLIENT,
  OFFER_NEW,      /* a client who is not known yet, with what was typed */
  OFFER_DRAFT,    /* goes on with what was parked */
  OFFER_WISHES,   /* services and hands */
  OFFER_EXISTING, /* a visit she has already: Enter moves it, Del cancels it */
  OFFER_SLOT,
  OFFER_WAIT, /* onto the waiting list */
} OfferKind;

/* One line under the field; what belongs to its kind is set. */
typedef struct
{
  OfferKind kind;
  char *line; /* marked text */
  KtId contact;
  GArray *wishes; /* KtVisitWish */
  KtSlot *slot;
  guint day_part; /* KtDayPart, of OFFER_WAIT */
} BookingOffer;

typedef struct
{
  KtContext *context;
  KtClientIndex *index;
  BookingField field;
  GString *typed;
  GPtrArray *offers; /* BookingOffer */
  guint selected;
  gboolean unread; /* what is typed says no time (yet): the times offered are others */
  char *message;   /* marked; why something was not taken; NULL */
  char *free_now;  /* marked: what is free today and tomorrow; "" nothing */
  /* what is known of the booking */
  KtId contact;
  char *name, *tail, *phone; /* phone: as typed, of a new client */
  GArray *wishes;            /* KtVisitWish; NULL none yet */
  char *what;                /* "colour + cut · Līga · 2 h · 95,00 €", marked */
  KtAppointment *existing;   /* her next visit; NULL none */
  gboolean moving;           /* the existing one gets the time that is taken */
  gboolean parked, ended;
} Booking;

/* booking-dialogue.c */
char *booking_say_free (KtContext *context); /* free_now */

/* booking.c */
void booking_clear (Booking *booking);
gboolean booking_key (Booking *booking, const KtKey *key, GError **error);
/* The field is entered with what is known; offers follow. */
gboolean booking_enter (Booking *booking, BookingField field, GError **error);
void booking_set_client (Booking *booking, const KtClient *client);

/* booking-offers.c: what the field offers for what is typed. */
gboolean booking_offer (Booking *booking, GError **error);
void booking_offer_free (gpointer offer);
/* "colour + cut · Līga · 2 h · 95,00 €" of what would be done at once. */
char *booking_say_wishes (KtContext *context, const GArray *wishes);

/* booking-do.c */
gboolean booking_take (Booking *booking, const BookingOffer *offer, gboolean pencil,
                       GError **error);
gboolean booking_cancel_existing (Booking *booking, GError **error);
/* The draft somebody at the desk interrupted: in the state directory, one for all terminals. */
gboolean booking_park (const Booking *booking);
gboolean booking_unpark (Booking *booking, gboolean forget);

/* booking-draw.c */
void booking_draw (const Booking *booking, int width, GString *out, guint *ret_line,
                   guint *ret_column, guint *ret_lines);
