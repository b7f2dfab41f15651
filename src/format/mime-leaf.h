#pragma once
#include "kontor/mime-tree.h"
#include "gmime-auto.h"

/* One leaf of a MIME tree; of mime-tree.c only. */
typedef struct
{
  GMimeObject *object; /* owned by the tree's root */
  GMimeObject *parent; /* NULL: the root itself */
  GByteArray *entity;  /* borrowed: the letter's bytes */
  guint32 number;
  gboolean is_body; /* taken as the letter's text, or an alternative to it */
} KtMimeLeaf;

KtMimeLeaf *kt_mime_leaf_new (GMimeObject *object, GMimeObject *parent, GByteArray *entity,
                              guint32 number);
void kt_mime_leaf_free (KtMimeLeaf *leaf);

/* text/plain or text/html that is not attached. */
gboolean kt_mime_leaf_is_readable (const KtMimeLeaf *leaf);
/* Its text, max octets of a plain one; *ret_links are those of HTML, *cut is set where a limit cut
 * it, else left alone. */
char *kt_mime_leaf_text (const KtMimeLeaf *leaf, gsize max, GPtrArray **ret_links, gboolean *cut);
/* Its bytes without transfer encoding, about max of them. */
GByteArray *kt_mime_leaf_decode (const KtMimeLeaf *leaf, gsize max);
void kt_mime_leaf_describe (const KtMimeLeaf *leaf, KtMimePart *ret_part);
gboolean kt_mime_leaf_is_invitation (const KtMimeLeaf *leaf);
/* kt_mime_tree_invitation() of one. */
char *kt_mime_leaf_invitation (const KtMimeLeaf *leaf, gsize max, char **ret_method);
/* Whether nothing follows it in the letter's bytes. */
gboolean kt_mime_leaf_touches_end (const KtMimeLeaf *leaf);
