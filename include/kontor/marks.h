#pragma once
#include "kontor/table.h"

/* Marked text inside view/; table.h says what it is. */

/* Appends format with its arguments: strings are made safe, their widths count columns. The
 * conversions d i u x X c s f g %, with flags, width, precision and the lengths h l ll z. */
void kt_marked_append (GString *marked, const char *format, va_list args);

void kt_marked_render (GString *out, const char *marked, gboolean color);
