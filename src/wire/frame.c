#include "config.h"
#include "kontor/frame.h"
