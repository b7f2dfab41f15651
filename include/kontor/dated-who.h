#pragma once
#include "kontor/calendar.h"

/* With whom an event goes: as the user said, else the one contact who takes part in it, else the
 * one its words name. *ret 0: nobody known, or several. The same rules as kt_dated_of(). */
gboolean kt_dated_contact (KtStore *store, const KtSettings *settings, const KtDated *dated,
                           KtId *ret, GError **error);
