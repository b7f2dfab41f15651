#pragma once
#include "kontor/fits.h"
#include "kontor/table.h"

/* A free time and who fits it, numbered: the numbers are what `fill` wants. */

/* "Līga 09:00–11:00 (2 h)"; foreign, not safe. */
char *kt_say_gap (KtContext *context, const KtGap *gap);
/* The numbered lines, best first; handles (KtHandle) gets them. */
void kt_fits_print (KtContext *context, const KtGap *gap, const GPtrArray *fits, GArray *handles);
/* "gap" and "fits" into an object that is open. gap NULL: nothing is free. */
void kt_json_fits (KtJson *builder, KtContext *context, const KtGap *gap, const GPtrArray *fits);
