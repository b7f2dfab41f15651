#pragma once
#include <glib.h>

/* Pages for people: HTML5, self-contained, no script, nothing fetched. The policy names the one
 * style sheet by its hash and forbids everything else, so that nothing a stranger wrote can act. */

/* Text between tags or in a quoted attribute: what a terminal would obey is visible, & < > " '
 * escaped. */
void kt_html_append (GString *out, const char *text);
/* The same into <TAG class="CLASS">…</TAG>; class NULL none. Tag and class are ours. */
void kt_html_append_element (GString *out, const char *tag, const char *class, const char *text);
/* A link, where address is http, https or mailto; text alone else. */
void kt_html_append_link (GString *out, const char *address, const char *text);

/* A whole page: kt_html_style and then style in its head. language is a BCP 47 tag or NULL; body is
 * HTML. The caller frees. */
char *kt_html_page (const char *title, const char *language, const char *style, const char *body);

/* What pages have in common: light and dark as the reader's screen is, black on white in print,
 * tables with lines, numbers (class "n") to the right. Colours are the variables --ink, --paper,
 * --dim, --line, --accent, --bad. */
extern const char kt_html_style[];
