#pragma once
#include "kontor/allergy.h"
#include "kontor/table.h"
#include "kontor/visit.h"

/* Visits in words and as JSON, the same everywhere. */

/* {ref, contact, at, end, state, services, parts[], price, paid, …} as doc/json.md has it. */
void kt_json_visit (KtJson *builder, KtContext *context, const KtAppointment *visit);
/* {"schema":1, name: visit}: what most commands print. */
void kt_json_print_visit (KtContext *context, const char *name, const KtAppointment *visit);
/* {amount_minor, currency} or null where minor is negative. */
void kt_json_money (KtJson *builder, gint64 minor, const char *currency);

/* "today 09:00", "Tue 5.01. 09:00"; safe. */
char *kt_say_visit_start (const KtContext *context, KtLocal start);
/* "Tue 5.01. 09:00" also where it is today. */
char *kt_say_visit_day (const KtContext *context, KtLocal start);
/* "2 h", "45 min", "1 h 30". */
char *kt_say_minutes (int minutes);
/* "12,00 €"; minor -1: "by agreement". */
char *kt_say_money (gint64 minor, const char *currency);
/* "Zane Ozola", "off the street"; not yet safe. */
char *kt_say_client (KtContext *context, const KtAppointment *visit);
/* Appends "   phone: yes" where visits go to a phone: whether it has this one as it is now. */
void kt_out_phone (KtContext *context, const KtAppointment *visit);
/* Appends "  ALLERGY PPD · …" in red where there is one. */
void kt_out_allergies (KtContext *context, KtId contact);
