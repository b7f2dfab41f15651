#pragma once
#include "kontor/fits.h"
#include "kontor/visit.h"
#include "kontor/waiting.h"

/* Free times that are offered to who fits (SCREENS: fill). Each change is one journal entry, or
 * none under --dry-run. */

/* What is left of the time of a visit for its first hand: from now or its start, as far as that
 * hand is free around it; minutes 0: nothing worth offering. */
#define KT_GAP_LEAST 15 /* minutes */
gboolean kt_visit_gap (KtContext *context, const KtAppointment *visit, KtGap *ret_gap,
                       GError **error);
/* The free stretch of a hand that an instant lies in. */
gboolean kt_gap_at (KtContext *context, KtId staff, gint64 at, KtGap *ret_gap, GError **error);
/* Free stretches of a day, from now on, by start (KtGap). */
GArray *kt_gaps_of_day (KtContext *context, KtLocal day, GError **error);

/* Keeps the time for one who fits until she has answered (kt_fit_held_until): it is no free time
 * for others. KT_ERROR_CONFLICT: it was taken meanwhile, or another is held for her. */
KtWaiting *kt_hold (KtContext *context, const KtGap *gap, const KtFit *fit, GError **error);
/* She comes at once: booked, or her later visit moved here, without a hold before. The errors of
 * kt_hold(). */
KtAppointment *kt_fit_book (KtContext *context, const KtGap *gap, const KtFit *fit, GError **error);
/* The hold that stands, the newest; KT_ERROR_NOT_FOUND. */
KtWaiting *kt_hold_get (KtContext *context, GError **error);
/* What it is held for (KtVisitWish), all of it with the hand whose time it is. */
GArray *kt_hold_wishes (KtContext *context, const KtWaiting *hold, GError **error);
/* She comes: her visit is booked, or the later one moved here. KT_ERROR_CONFLICT: it is not held
 * any more. */
KtAppointment *kt_hold_yes (KtContext *context, const KtWaiting *hold, GError **error);
/* She does not: back to the list, or off it where she was on it only for this. */
gboolean kt_hold_no (KtContext *context, const KtWaiting *hold, GError **error);
