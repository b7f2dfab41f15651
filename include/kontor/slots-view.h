#pragma once
#include "kontor/slots.h"
#include "kontor/table.h"

/* `kontor slots`: free times by day, numbered, so that `kontor book WHO 1` takes the first. */
typedef struct
{
  KtId contact;         /* 0 nobody */
  const char *argument; /* how to name her on the command line; NULL */
  const GArray *wishes; /* KtVisitWish */
  KtLocal first, last;
  int near; /* minute of the day that is asked for; -1 none */
} KtSlotList;

/* Finds and prints; keeps the numbers, and behind them the wishes. */
gboolean kt_slots_print (KtContext *context, const KtSlotList *list, GError **error);
/* Free stretches of each hand, where no service was named. */
gboolean kt_gaps_print (KtContext *context, KtLocal first, KtLocal last, GError **error);

/* The free time of that number of the list last printed here: its start, whom it was listed for (0
 * nobody) and what it was for (KtVisitWish; service 0: the usual, with that hand).
 * KT_ERROR_NOT_FOUND, KT_ERROR_CONFLICT. */
gboolean kt_slots_recall (KtContext *context, int number, KtLocal *ret_start, KtId *ret_contact,
                          GArray **ret_wishes, GError **error);
