#pragma once
#include "kontor/money.h"

/* The arithmetic of invoices: exact, each result rounded once, half up (away from nothing, where it
 * is below it). Pure. */

/* quantity (thousandths) × price (minor units). FALSE: more than KT_MONEY_MAX. */
gboolean kt_line_total (gint64 quantity, gint64 price, gint64 *ret);
/* A part of an amount in hundredths of a percent. */
gint64 kt_percent_of (gint64 amount, int rate);
/* The tax that lies within an amount. */
gint64 kt_tax_within (gint64 amount, int rate);
