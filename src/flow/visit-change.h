#pragma once
#include "kontor/visit.h"

/* The steps that visit-state.c, visit-move.c and visit-hold.c share. */

/* Opens a journal transaction for a command of the user. */
gboolean kt_visit_journal_begin (KtContext *context, GError **error);
/* The same, and reads the visit in it; NULL: none is open. */
KtAppointment *kt_visit_begin (KtContext *context, KtId id, GError **error);
/* Commits "VERB WHO 24.11. 09:00" where ok, else rolls back (visit may be NULL then); so does a dry
 * run, without error. */
gboolean kt_visit_end (KtContext *context, const KtAppointment *visit, const char *verb,
                       gboolean ok, GError **error);
/* Writes the visit as it is now, and what happened; from and to may be NULL. */
gboolean kt_visit_record (KtContext *context, KtAppointment *visit, const KtVisitEvent *happened,
                          GError **error);
/* The change of state with its times, checks included, within a transaction. */
gboolean kt_visit_apply (KtContext *context, KtAppointment *visit, KtVisitState state,
                         const char *how, const char *text, GError **error);
/* The move with its checks, within a transaction. */
gboolean kt_visit_move_within (KtContext *context, KtAppointment *visit, KtLocal start,
                               const GArray *wishes, gboolean force, const char *how,
                               GError **error);
/* What kt_visit_book() does (visit-book.c), within a transaction and without the check that the
 * time is to come: who is here already has a visit that begins now. */
GPtrArray *kt_visit_book_within (KtContext *context, const KtVisitRequest *request, GError **error);
/* "cannot WHAT «Zane Ozola Tue 24.11. 09:00», REASON". Always FALSE. */
gboolean kt_visit_refuse (KtContext *context, const KtAppointment *visit, const char *what,
                          const char *reason, GError **error);
