#include "config.h"
#include "kontor/records.h"
