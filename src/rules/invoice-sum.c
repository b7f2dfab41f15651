#include "config.h"
#include "kontor/invoice-sum.h"

#define THOUSANDTHS 1000
#define WHOLE 10000 /* hundredths of a percent */

/* amount × rate / whole. Both are below 2^47 and 2^15: the whole parts are multiplied apart from
 * the rest so that nothing overflows. */
static gint64
share (gint64 amount, gint64 rate, gint64 whole)
{
  gint64 size = ABS (amount);
  gint64 part = size / whole * rate + (size % whole * rate * 2 + whole) / (2 * whole);
  return amount < 0 ? -part : part;
}

gboolean
kt_line_total (gint64 quantity, gint64 price, gint64 *ret)
{
  gint64 size = ABS (price), whole = 0;
  gint64 rest = (size * (quantity % THOUSANDTHS) + THOUSANDTHS / 2) / THOUSANDTHS;
  if (quantity < 0 || size > KT_MONEY_MAX
      || __builtin_mul_overflow (quantity / THOUSANDTHS, size, &whole)
      || whole > KT_MONEY_MAX - rest)
    return FALSE;
  *ret = price < 0 ? -(whole + rest) : whole + rest;
  return TRUE;
}

gint64
kt_percent_of (gint64 amount, int rate)
{
  return share (amount, rate, WHOLE);
}

gint64
kt_tax_within (gint64 amount, int rate)
{
  return share (amount, rate, WHOLE + rate);
}
