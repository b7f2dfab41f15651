#pragma once
#include <glib.h>

/* A phone number as E.164 ("+37129123456"), however typed; country (ISO 3166, may be NULL) is where
 * numbers without a country code are. libphonenumber is loaded at the first call. NULL with
 * KT_ERROR_USAGE: not a number; with KT_ERROR_FAILED: the installation lacks the plugin. */
#define KT_PHONE_MAX 100 /* bytes of text */

char *kt_phone_normalise (const char *text, const char *country, GError **error);

/* The bare digits of something typed like a phone or the end of one, for searching by the last
 * digits. FALSE where there are none, more than 31, or anything that stands in no number. Needs no
 * library. */
#define KT_PHONE_DIGITS 32

gboolean kt_phone_digits (const char *text, char out[KT_PHONE_DIGITS]);
