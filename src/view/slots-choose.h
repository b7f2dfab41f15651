#pragma once
#include "kontor/slots-view.h"

/* Which of the free times (KtSlot, by start) a list shows, by start: the firsts of runs, at most so
 * many a day, and of days that are free as a whole the nearest; of a single day the full hours too;
 * with an hour those nearest to it. The caller frees the array; the slots stay the list's. */
GPtrArray *kt_slots_choose (const KtSlotList *list, const GPtrArray *slots);
