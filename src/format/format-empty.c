#include "config.h"

int kt_format_placeholder;
