#pragma once
#include <glib.h>

/* Templates: text or HTML with places that are filled in.
 *
 *   {{number}}                 a value, escaped as its surroundings need
 *   {{name:30}} {{total:-12}}  text only: so many columns wide, to the left, to the right
 *   {{#lines}} … {{/lines}}    for each row of a list
 *   {{?iban}} … {{/iban}}      where there is a value (or a row)
 *   {{^paid}} … {{/paid}}      where there is none
 *
 * A section that stands alone on its line takes the line with it. An unknown place is an error: a
 * letter with a hole in it is worse than none. In HTML values are escaped by context; a place in a
 * tag's name, an attribute without quotes, a style, a script or a comment is refused, and so are
 * scripts, handlers, forms, frames and whatever is fetched; links go to http, https and mailto. */
typedef enum
{
  KT_FILL_TEXT, /* what a terminal would obey becomes visible */
  KT_FILL_HTML,
} KtFillFormat;

#define KT_FILL_TEMPLATE_MAX (256u << 10) /* bytes */
#define KT_FILL_OUTPUT_MAX (8u << 20)
#define KT_FILL_DEPTH_MAX 8u

typedef struct _KtFillValues KtFillValues;
KtFillValues *kt_fill_values_new (void);
void kt_fill_values_free (KtFillValues *values);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtFillValues, kt_fill_values_free)

/* A place and what it holds; NULL and "": known, nothing there. */
void kt_fill_set (KtFillValues *values, const char *name, const char *text);
/* A list and the places of its rows; NULL ends them. */
void kt_fill_list (KtFillValues *values, const char *list, ...) G_GNUC_NULL_TERMINATED;
/* A new row of it, which belongs to the list. */
KtFillValues *kt_fill_add_row (KtFillValues *values, const char *list);

/* The text filled in; the caller frees. KT_ERROR_USAGE with line and column: unknown place, section
 * not closed, forbidden place or element; more than a limit. */
char *kt_fill (const char *text, KtFillFormat format, const KtFillValues *values, GError **error);
