#pragma once
#include <glib.h>

/* Lines of plain text out of the words of an HTML letter. */
typedef struct
{
  GString *out;
  GPtrArray *links; /* addresses of [1], [2] … */
  guint quotes;     /* how deep what comes next is quoted */
  guint breaks;     /* line ends due before the next word */
  gboolean space;   /* a blank is due */
  guint gaps;       /* cells that began in this line since the last word */
  guint spans;      /* columns the last cell took beside its own: due where another begins */
  gboolean fresh;   /* a cell or item began: its first paragraph stays in the line */
  gboolean sign;    /* a signature began */
  char bullet[24];  /* of the item that began */
  guint line;       /* number of the line being written, from 1 */
  guint line_quotes;
  char *href; /* of the open link */
  gsize href_from;
} KtHtmlWriter;

#define KT_HTML_BREAKS_MAX 2u /* at most one blank line */
#define KT_HTML_GAPS_MAX 20u  /* cells in a row */

void kt_html_writer_init (KtHtmlWriter *writer, gsize length);
/* So many line ends before the next word; not where a cell or item has only begun. */
void kt_html_want_breaks (KtHtmlWriter *writer, guint n);
/* Writes what is due, then the word. Returns whether it was the first of cells or items. */
gboolean kt_html_add_word (KtHtmlWriter *writer, const char *word, gsize length);
void kt_html_begin_link (KtHtmlWriter *writer, const char *href);
void kt_html_end_link (KtHtmlWriter *writer);
/* The line that says who is quoted gets the mark of a quotation, from there on; the head of a
 * forwarded letter does not, for no marks follow it. */
void kt_html_mark_attribution (KtHtmlWriter *writer, gsize from);
