#pragma once
#include "kontor/table.h"
#include "kontor/visit.h"

/* "booked  Baiba Krūmiņa ··4417 · colour + cut · Līga", then when, how long, the price and note
 * (NULL none, not yet safe); where a gap is left free, the parts one by one and who has it. */
void kt_booked_print (KtContext *context, const KtAppointment *visit, const char *note);
/* Warns of what else the client has that day. */
void kt_booked_print_same_day (KtContext *context, const KtAppointment *visit);
/* The same of several, a line each; and as JSON: {"visits": […]}. */
void kt_booked_print_all (KtContext *context, const GPtrArray *visits, const char *note);
