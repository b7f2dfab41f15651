#pragma once
#include <glib.h>

/* Thousandths as people write them: "12,5", "1", "0,125", with the locale's decimal sign. */
char *kt_quantity_format (gint64 thousandths);
