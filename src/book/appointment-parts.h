#pragma once
#include "kontor/appointment.h"

/* Parts and goods of visits. */

/* Reads those of appointments (KtAppointment), which have none yet. */
gboolean kt_appointment_parts_read (KtStore *store, const GPtrArray *appointments, GError **error);
/* Replaces those of one; parts without a key get one. */
gboolean kt_appointment_parts_write (KtStore *store, const KtAppointment *appointment,
                                     GError **error);
gboolean kt_appointment_parts_delete (KtStore *store, KtId appointment, GError **error);
gboolean kt_appointment_parts_equal (const GPtrArray *a, const GPtrArray *b);
KtVisitPart *kt_visit_part_copy (const KtVisitPart *part);
