#pragma once
#include "kontor/appointment.h"
#include "kontor/context.h"

/* What visits, hands and clients are called, and when a visit is for who sits here. All strings
 * are foreign and not yet safe; the caller frees. */
char *kt_hand_name (KtContext *context, KtId staff); /* NULL: nobody's */
char *kt_visit_who (KtContext *context,
                    const KtAppointment *appointment); /* NULL: off the street */
/* What names it in a command to copy, between double quotes: its client, without one its hour. */
char *kt_visit_argument (KtContext *context, const KtAppointment *appointment);
/* The first hand of a visit; 0 nobody's. */
KtId kt_visit_staff (const KtAppointment *appointment);
/* What tells a client from a namesake: year of birth, else the end of the phone; NULL nothing. */
char *kt_client_mark (KtContext *context, KtId contact);
/* The start in the user's zone, and how many days from today that is. */
KtLocal kt_visit_local (const KtContext *context, const KtAppointment *appointment);
int kt_visit_days (const KtContext *context, const KtAppointment *appointment);
