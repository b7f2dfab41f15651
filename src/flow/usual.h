#pragma once
#include "kontor/slots.h"

/* Her usual weekday (1 Monday; 0: none) and minute of the day, of her last visits. */
gboolean kt_usual_time (KtContext *context, KtId contact, int *ret_weekday, int *ret_minute,
                        GError **error);
