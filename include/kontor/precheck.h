#pragma once
#include <glib.h>

/* A look at a letter's bytes before the MIME parser sees them: what would exhaust it is refused or
 * made harmless. It scans lines only and needs no memory to speak of. */

#define KT_PRECHECK_PARTS_MAX 1000u /* boundary lines */
#define KT_PRECHECK_DEPTH_MAX 32u   /* multiparts and letters within one another */
#define KT_PRECHECK_GROUPS_MAX 16u  /* colons in an address field; further ones become blanks */

/* Changes bytes in place, keeping their length: in a letter without any line feed lone carriage
 * returns become line feeds. Comes first. */
void kt_precheck_line_ends (guint8 *bytes, gsize length);

/* entity: content fields, a blank line and the body. Fields of nested letters and parts are cut to
 * KT_HEADER_FIELD_MAX (their rest is blanked), groups in their addresses bounded. FALSE with
 * KT_ERROR_FAILED, whose message is the reason to show, when there are too many parts or levels. */
gboolean kt_precheck_entity (guint8 *entity, gsize length, GError **error);
