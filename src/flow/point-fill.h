#pragma once
#include "kontor/contact-edit.h"

/* What is typed for a point of a kind, as it is stored; strings of point become its own. */
gboolean kt_point_fill (const KtContext *context, KtPoint *point, const char *kind,
                        const char *text, GError **error);
/* The one of these that is compared equal, NULL none. */
const KtPoint *kt_point_among (const GPtrArray *points, const char *kind, const char *match);
/* The point of a contact that is equal to like gets its label, and its place. */
gboolean kt_contact_order_point (KtContext *context, KtId contact, const KtPoint *like,
                                 int position, GError **error);
