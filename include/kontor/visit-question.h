#pragma once
#include "kontor/appointment.h"

/* Visits about which the user has to decide (KtAppointment.question), from an instant on, by start.
 */
GPtrArray *kt_visit_questions (KtStore *store, gint64 since, GError **error);
