#pragma once
#include <glib.h>

/* Where in an HTML page a place stands, as far as escaping has to know. */
typedef enum
{
  KT_PAGE_TEXT,
  KT_PAGE_VALUE,   /* in a quoted attribute */
  KT_PAGE_LINK,    /* at the beginning of one that is an address */
  KT_PAGE_IN_LINK, /* behind the beginning of such an address */
  KT_PAGE_NEVER,   /* nowhere a value may stand */
} KtPagePlace;

typedef struct
{
  int state;
  gboolean closing; /* in </tag */
  char quote;       /* of the attribute's value */
  GString *tag, *attribute, *value;

} KtPageScan;

void kt_page_scan_init (KtPageScan *scan);
void kt_page_scan_clear (KtPageScan *scan);
/* Reads on. Returns the index of what is forbidden, -1 nothing; *ret_what says what it is. */
gssize kt_page_scan_feed (KtPageScan *scan, const char *text, gsize length, char **ret_what);
/* Where it stands now. */
KtPagePlace kt_page_scan_place (const KtPageScan *scan);
/* A value was put here. */
void kt_page_scan_filled (KtPageScan *scan);
/* Whether two places are of one kind, so that a part in between may be left out or repeated. */
gboolean kt_page_scan_same (const KtPageScan *scan, int state, const char *tag);
/* Appends a value as the place needs it. */
void kt_page_append (GString *out, KtPagePlace place, const char *prefix, const char *value);
