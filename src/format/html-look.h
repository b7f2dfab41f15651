#pragma once
#include <glib.h>

/* What html.c asks of one element and its attributes (names and values in turn, NULL at the end, as
 * libxml2 gives them; NULL none). */

/* What an element does to the lines around it. */
typedef enum
{
  KT_HTML_INLINE,
  KT_HTML_LINE,  /* its own lines */
  KT_HTML_BLOCK, /* and a blank one before and after */
  KT_HTML_CELL,
  KT_HTML_HIDDEN, /* its content is not text */
} KtHtmlEffect;
KtHtmlEffect kt_html_effect (const char *name);

enum
{
  KT_HTML_LOOK_HIDDEN = 1 << 0,      /* not shown: preheaders, other layouts */
  KT_HTML_LOOK_QUOTED = 1 << 1,      /* somebody else's words */
  KT_HTML_LOOK_REST = 1 << 2,        /* so is all that follows */
  KT_HTML_LOOK_ATTRIBUTION = 1 << 3, /* "On … wrote:", or the head of a forwarded letter */
  KT_HTML_LOOK_SIGNATURE = 1 << 4,
  KT_HTML_LOOK_PRE = 1 << 5,    /* blanks and line ends stand as they are */
  KT_HTML_LOOK_INDENT = 1 << 6, /* a blockquote that only indents */
};
guint kt_html_look (const char *name, const guchar **attributes);

const char *kt_html_attribute (const guchar **attributes, const char *name);
/* What stands for an image: its alternative text; NULL nothing (counters, ornaments). */
char *kt_html_image_text (const guchar **attributes);

/* The address a link leads to, out of the wrappers of mail gateways and without the marks of
 * advertisers; NULL: none to list. */
char *kt_html_link_address (const char *href);
/* Whether a link's text says its address already. */
gboolean kt_html_link_is_told (const char *text, const char *address);
