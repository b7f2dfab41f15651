#pragma once
#include "kontor/context.h"

/* `kontor book` without arguments: who, what, when, at every key (SCREENS: the phone call). What is
 * typed filters, Enter takes the line marked ">". Booked visits are told one a line, then the next
 * may ring. Needs a store open for writing. On a terminal the block redraws itself; without one the
 * same fields are asked line by line. KT_ERROR_CONFLICT with --no-input: the candidates. */
gboolean kt_booking_dialogue (KtContext *context, GError **error);
