#pragma once
#include <glib.h>

/* HTML letters as plain text: block elements make lines, rows of short cells one, parted by
 * KT_HTML_GAP (an empty cell between two others has its own), lists their marks; quotations, as
 * two dozen mail programs mark them, get "> " before each line, signatures "-- " over them. What is
 * not shown goes, scripts and styles too; an image is its alternative text. A link whose text
 * differs from its address is followed by [n]. */
typedef struct
{
  char *text;
  GPtrArray *links; /* of [1], [2] …: http, https and mailto addresses */
  gboolean cut;
} KtHtmlText;

#define KT_HTML_MAX (2u << 20)        /* octets looked at */
#define KT_HTML_TEXT_MAX (256u << 10) /* octets of text made */
#define KT_HTML_LINKS_MAX 40u
#define KT_HTML_LINK_MAX 500u /* octets of an address; longer ones are not listed */

/* No tab: those of preformatted text are its writer's, and a letter's key
 * (kontor/letter-identity.h) tells them apart. */
#define KT_HTML_GAP '\037'

/* html is valid UTF-8, whatever it says of itself. */
KtHtmlText *kt_html_to_text (const char *html, gsize length);
void kt_html_text_free (KtHtmlText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtHtmlText, kt_html_text_free)

/* Parts the cells in text by tabs, as it is kept and shown. */
void kt_html_set_tabs (char *text);

/* Appends "[n] address" lines for the links whose mark stands in text. */
void kt_html_append_links (GString *text, GPtrArray *links);
