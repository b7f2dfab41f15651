#pragma once
#include "kontor/id.h"
#include "kontor/local-time.h"
#include "kontor/money.h"
#include "kontor/store.h"

/* Days whose takings were counted (book). Writers want a journal transaction open. */
typedef struct
{
  KtLocal day;    /* all day */
  KtMoney cash;   /* what should be in the drawer */
  gint64 counted; /* minor units that are; -1 not counted */
  gint64 closed_at;
} KtDayClose;

/* FALSE without error: that day was not closed. */
gboolean kt_day_close_get (KtStore *store, KtLocal day, KtDayClose *ret, GError **error);
/* Closing a day again replaces what was written. */
gboolean kt_day_close_put (KtStore *store, const KtDayClose *close, GError **error);
