#pragma once
#include <glib.h>

/* The header of a letter (RFC 5322 §2.2), cut into fields before any library looks at it. */
typedef struct _KtHeader KtHeader;

#define KT_HEADER_FIELD_MAX (16u << 10) /* octets of a field; what is longer is cut */
#define KT_HEADER_FIELDS_MAX 2000u      /* further fields are passed over */

/* Borrows bytes, which must outlive it. *ret_body is where the body begins (length: there is
 * none). NULL when nothing at the beginning looks like a header. */
KtHeader *kt_header_new (const guint8 *bytes, gsize length, gsize *ret_body);
void kt_header_free (KtHeader *header);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtHeader, kt_header_free)

/* The nth field of a name (0 the topmost), unfolded, trimmed, valid UTF-8, encoded words left
 * alone; NULL none. Owned by the header. */
const char *kt_header_get (KtHeader *header, const char *name, guint nth);
gboolean kt_header_has (KtHeader *header, const char *name);

/* Appends the first Content-Type, -Transfer-Encoding, -Disposition and -ID as they are in the bytes
 * (cut to KT_HEADER_FIELD_MAX), each with its line end: the header a MIME parser needs. */
void kt_header_append_content_fields (KtHeader *header, GByteArray *out);

/* Text of a field: encoded words (RFC 2047) decoded, line breaks and tabs made spaces, other
 * controls dropped, NFC, at most max octets. */
char *kt_header_decode (const char *value, gsize max);
