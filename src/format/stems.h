#pragma once
#include <glib.h>

/* Pieces of words looked for all at once, as they are written: a look at each octet of a text, not
 * one for each of them. */
typedef struct
{
  const char *const *stems; /* of four octets or more each, ended by NULL */
  gsize made;
  guint64 heads[64]; /* a bit for each by its first four octets */
} KtStems;
#define KT_STEMS(list)                                                                             \
  {                                                                                                \
    .stems = (list)                                                                                \
  }

/* Whether one of them stands in the text. */
gboolean kt_stems_any_in (KtStems *stems, const char *text);
