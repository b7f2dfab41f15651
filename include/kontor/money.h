#pragma once
#include <glib.h>

/* Exact money: integer minor units and an ISO 4217 code. Amounts of different currencies are never
 * added. Currencies have 0, 2 or 3 decimals as ISO 4217 says. */
typedef struct
{
  gint64 minor;
  char currency[4]; /* "EUR"; "" none */
} KtMoney;

#define KT_MONEY_MAX G_GINT64_CONSTANT (100000000000000) /* minor units */

/* As people write it: "45", "45,-", "45,50", "45.5", "1 234,50", "450грн", "€45", "45 eur";
 * without a currency it is that of currency. KT_ERROR_USAGE: doubt ("1.234": asks with hints),
 * negative, too large, more decimals than the currency has, an unknown word. */
gboolean kt_money_parse (const char *text, const char *currency, KtMoney *ret, GError **error);
/* Whether text looks like money at all ("92", "15,50€"), for commands that tell words apart. */
gboolean kt_money_has_form (const char *text);
/* "1 039,00 €" with no-break spaces and the locale's decimal sign (C locale: comma as in the
 * countries Kontor is made for); unknown symbols: the code. The caller frees. */
char *kt_money_format (KtMoney money);
/* "106.00": decimal point, no grouping, no currency: for CSV. */
char *kt_money_decimal (KtMoney money);
/* The locale's; a comma in the C locale. */
const char *kt_money_decimal_sign (void);
int kt_money_decimals (const char *currency);
gboolean kt_money_currency_known (const char *code);
/* FALSE: other currency or overflow. */
gboolean kt_money_add (KtMoney *sum, KtMoney money);
/* The total of a line: price × quantity in thousandths, rounded half up once. FALSE: too large. */
gboolean kt_money_times (KtMoney price, gint64 thousandths, KtMoney *ret);
