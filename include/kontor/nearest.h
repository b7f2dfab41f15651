#pragma once
#include <glib.h>

/* The known word that a mistyped one most likely means, for hints; NULL if none is near. Near is:
 * one or two letters missing, added, swapped or wrong (by length), or the beginning of exactly one
 * known word. known ends with NULL; upper and lower case are the same; words over KT_NEAREST_MAX
 * bytes are near to nothing. */
#define KT_NEAREST_MAX 64

const char *kt_nearest (const char *word, const char *const *known);
