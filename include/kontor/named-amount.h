#pragma once
#include "kontor/money.h"

/* Amounts of money a letter names, each with its currency ("9 500 грн", "€ 1.200,50"): KtMoney,
 * the largest first, each once. Bare numbers are none; what is in doubt is left out. text: valid
 * UTF-8, of which the first KT_AMOUNT_LOOK_MAX bytes are looked at. Pure. */
#define KT_AMOUNT_LOOK_MAX 16384u
#define KT_AMOUNTS_MAX 9u

GArray *kt_amounts_named (const char *text);
