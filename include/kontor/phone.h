#pragma once
#include <glib.h>

/* A phone number as E.164 ("+37129123456"), however typed; country (ISO 3166, may be NULL) is where
 * numbers without a country code are. libphonenumber is loaded at the first call. NULL with
 * KT_ERROR_USAGE: not a number. */
char *kt_phone_normalise (const char *text, const char *country, GError **error);
