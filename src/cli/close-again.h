#pragma once
#include "kontor/command.h"
#include "kontor/local-time.h"

/* A day that was closed is gone through again where that is wanted: asked, or said with --yes or
 * counted, a sum. TRUE as well where it was not closed. */
gboolean kt_close_again (KtContext *context, KtLocal day, gboolean counted, gboolean asks,
                         GError **error);
/* Which visits keep the day open, behind an error that is set. Always FALSE. */
gboolean kt_close_hint_open (KtContext *context, const GPtrArray *open, GError **error);
