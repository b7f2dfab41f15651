#pragma once
#include "kontor/local-time.h"

/* Days in messages, in the user's language. */
const char *kt_say_weekday (KtLocal local); /* "Tue" */
/* "Tue 24.11. 09:00"; with the year where it is another than this_year. The caller frees. */
char *kt_say_day_time (KtLocal local, int this_year);
