#pragma once
#include <glib.h>

/* The phones in what stands below a letter's own words (kt_own_text_signature()), as typed, parted
 * by ";", at most KT_SIGN_PHONES_MAX; "" none. Numbers of faxes, accounts, registers and dates are
 * left out; without a label and a country code only what is a phone in Latvia, Russia, Ukraine or
 * Germany counts. */
#define KT_SIGN_PHONES_MAX 3u

char *kt_sign_phones (const char *signature);
