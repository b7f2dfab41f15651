#pragma once
#include "kontor/ical-edit.h"
#include "kontor/vcard-text.h"

/* Edits of raw vCard text: bytes in, bytes out. What is not meant keeps its bytes; the result is
 * read again and refused if a line that was not touched is missing. UTF-8. KT_ERROR_FAILED. */

/* Makes a card tell what wanted->tells names, in the version it has; a line that says so already
 * stays. Without a text (length 0): a new card of that version. */
GString *kt_vcard_patch (const char *text, gsize length, const KtVcard *wanted, const char *version,
                         GError **error);

/* Theirs with what mine changed since base, property by property; a line and its group's X-ABLABEL
 * are one. *ret_conflicts: the properties both changed to different ends, by commas, theirs stays
 * there; "" none. What one side changed and the other removed stays. */
GString *kt_vcard_merge (const KtIcalBytes *base, const KtIcalBytes *mine,
                         const KtIcalBytes *theirs, char **ret_conflicts, GError **error);

/* The card with what another one says of which the book has no place (X-…, PHOTO, the parameters of
 * a NOTE), line by line: what `to` says and `from` does not is added, what `from` says and `to`
 * does not is taken away. A line that is there already stays, and of what a card has but once its
 * own. */
GString *kt_vcard_join (const KtIcalBytes *from, const KtIcalBytes *to, const KtIcalBytes *text,
                        GError **error);

/* What the card says, in one form whatever program rewrote it: lines sorted, unfolded, decoded; the
 * case of types, REV, PRODID, VERSION, names of groups do not count. To be compared, never stored.
 */
char *kt_vcard_canonical (const char *text, gsize length, GError **error);
