#pragma once
#include "kontor/context.h"
#include "kontor/fit.h"

/* Who fits a free time, best first (SCREENS: cancel, fill). */
#define KT_FITS_SHOWN 9u

typedef struct
{
  KtFitCandidate candidate;
  char *name;    /* foreign, as all below */
  char *phone;   /* as typed; NULL none */
  char *service; /* for what; NULL: not known */
} KtFit;
void kt_fit_free (KtFit *fit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtFit, kt_fit_free)

/* Everybody who fits into the time of a hand, from the waiting list, those due and those who would
 * come sooner; nobody twice, and nobody who said no to it or whose visit it was. */
GPtrArray *kt_fits (KtContext *context, const KtGap *gap, GError **error);
/* The same where it is known who is due (KtDueClient), for several times in a row. */
GPtrArray *kt_fits_among (KtContext *context, const KtGap *gap, const GPtrArray *due,
                          GError **error);
/* "waits since 19.11. for a cut with Līga, mornings": why, without the name. Foreign, not safe. */
/* "mornings"; NULL: any time. */
char *kt_day_part_say (KtDayPart part);
char *kt_fit_reason (KtContext *context, const KtFit *fit);
