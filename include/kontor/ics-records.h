#pragma once
#include "kontor/appointment.h"
#include "kontor/context.h"
#include "kontor/ics.h"
#include "kontor/owners.h"
#include "kontor/reminder.h"

/* Records of the book as events of a calendar: for files, and for calendars they are pushed to. The
 * same records give the same events, whenever they are asked for. */
typedef struct
{
  GArray *events;     /* KtIcsEvent */
  GPtrArray *strings; /* what they point at */
} KtIcsRecords;
KtIcsRecords *kt_ics_records_new (void);
void kt_ics_records_free (KtIcsRecords *records);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtIcsRecords, kt_ics_records_free)

#define KT_ICS_REMINDER_MINUTES 15 /* a reminder takes in a calendar */
#define KT_ICS_VISIT_ALARM 60      /* minutes before a visit that it rings */

/* One event; two where a repeated one was snoozed: the snoozed time, and the rhythm after it. */
void kt_ics_add_reminder (KtIcsRecords *records, KtContext *context, const KtReminder *reminder);
/* Client and services; hands, phone and what was said below. A cancelled one, and a pencilled one
 * whose time has run out, is STATUS:CANCELLED. */
void kt_ics_add_visit (KtIcsRecords *records, KtContext *context, const KtAppointment *visit);
/* Each year, all day; FALSE: not a birthday. */
gboolean kt_ics_add_birthday (KtIcsRecords *records, KtContext *context, const KtOwner *owner);
