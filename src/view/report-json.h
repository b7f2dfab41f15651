#pragma once
#include "kontor/context.h"
#include "kontor/report-data.h"

void kt_report_print_json (KtContext *context, const KtReport *report, const char *name);
