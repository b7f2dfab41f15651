#pragma once
#include "kontor/closure.h"
#include "kontor/table.h"

/* Closures, and days that are open for once, in words and as JSON. */

/* "Līga"; id 0: "the salon". The caller frees. */
char *kt_say_resource (KtContext *context, KtId id);
/* "closed  Līga  Fri 27.11.  why", then the visits (KtAppointment) that lie in it. */
void kt_closure_print (KtContext *context, const char *verb, const KtClosure *closure,
                       const GPtrArray *visits);
/* Only those: "  Thu 26.11. 10:00  Rita Kalve, cut", one a line. */
void kt_closure_print_visits (KtContext *context, const GPtrArray *visits);
/* A numbered list of KtClosure. */
void kt_closures_print (KtContext *context, const GPtrArray *closures);
