#include "config.h"

int kt_net_placeholder;
