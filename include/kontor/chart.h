#pragma once
#include "kontor/context.h"
#include "kontor/report-data.h"

/* A chart as inline SVG. Its colours are the custom properties --s0 … --s2, --grid and --ink of the
 * page; role, title and desc say what it shows to those who do not see it. Bars are rect elements
 * of the classes s0 … s2, one for each value that is not zero. */
void kt_chart_svg (GString *out, const KtContext *context, const KtChart *chart, guint number);
