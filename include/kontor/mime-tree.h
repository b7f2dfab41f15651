#pragma once
#include <glib.h>

/* The MIME structure (RFC 2045) of one letter, by GMime, behind limits. */
typedef struct _KtMimeTree KtMimeTree;

typedef struct
{
  guint32 number;    /* leaves of the tree in their order, from 1 */
  char *name;        /* decoded, without any path; "" none */
  char *type;        /* "application/pdf", lower case */
  guint64 size;      /* decoded octets; 0 not known */
  gboolean attached; /* meant to be kept: not a picture shown in the text, not a signature */
} KtMimePart;

typedef struct
{
  char *text;       /* UTF-8, LF, NFC; "" none; cells of HTML parted by KT_HTML_GAP */
  GPtrArray *links; /* of an HTML letter, else NULL (kontor/html.h) */
  gboolean cut;     /* there is more of it in the original */
} KtMimeText;

#define KT_MIME_TEXT_MAX (128u << 10) /* octets of plain text decoded */
#define KT_MIME_FULL_MAX (4u << 20)   /* the same, where all of it is to be read */
#define KT_MIME_DEPTH_MAX 32u

/* entity: content fields, a blank line, the body; checked in place (kontor/precheck.h), kept.
 * truncated: the body goes on in the original. KT_ERROR_FAILED with the reason to show. */
KtMimeTree *kt_mime_tree_new (GByteArray *entity, gboolean truncated, GError **error);
void kt_mime_tree_free (KtMimeTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtMimeTree, kt_mime_tree_free)

/* Text for people: of alternatives the plain one unless it is blank, of the rest all that is not
 * attached, in order; about max octets. */
void kt_mime_tree_text (KtMimeTree *tree, gsize max, KtMimeText *ret_text);
/* In its place where nobody wants the text: what it is made of is no attachment either. */
void kt_mime_tree_leave_text (KtMimeTree *tree);
void kt_mime_text_clear (KtMimeText *text);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtMimeText, kt_mime_text_clear)

/* Leaves that are not the letter's text; of KtMimePart, freeing its strings. */
GArray *kt_mime_tree_parts (KtMimeTree *tree);

/* A text/calendar (or .ics) leaf with a METHOD (RFC 6047). */
gboolean kt_mime_tree_has_invitation (KtMimeTree *tree);
/* The text of the first whole one of at most max octets, UTF-8; *ret_method its METHOD in lower
 * case. NULL: there is none, or its method= parameter names another than the text. */
char *kt_mime_tree_invitation (KtMimeTree *tree, gsize max, char **ret_method);
/* report-type of a multipart/report (RFC 6522) in lower case; NULL it is none. */
const char *kt_mime_tree_report_type (KtMimeTree *tree);

/* The writers of attached letters into list (of KtForwarded), until it has max of them. */
void kt_mime_tree_attached_from (KtMimeTree *tree, GArray *list, guint max);

/* One leaf decoded, its name and type as in kt_mime_tree_parts(). KT_ERROR_NOT_FOUND. */
GBytes *kt_mime_tree_decode (KtMimeTree *tree, guint32 number, KtMimePart *ret_part,
                             GError **error);
void kt_mime_part_clear (KtMimePart *part);
