#pragma once
#include "kontor/mime-tree.h"
#include "kontor/records.h"

/* Makes what the libraries make on first use; once a process, before anything else here. */
void kt_letter_read_init (void);
/* Makes the tables that the first letter would wait for. */
void kt_letter_read_warm (void);

/* A letter's bytes understood: everything of its record. */
typedef struct
{
  guint64 item;
  gint64 received; /* UTC seconds, 0 unknown */
  gint64 now;
  gboolean truncated;
  gboolean by_kind; /* KT_READ_BY_KIND */
} KtLetterSource;

/* The letter with what it points to; letter.record is NULL. */
typedef struct
{
  KtLetter letter;
  GStringChunk *strings;
  GArray *people, *parts, *refs;
  char *invitation, *method; /* kt_mime_tree_invitation(); NULL none */
} KtLetterDraft;

/* bytes are changed. What cannot be read is KT_ERROR_FAILED, the message a reason to show after
 * "refused: ". */
KtLetterDraft *kt_letter_read (GByteArray *bytes, const KtLetterSource *source, GError **error);
void kt_letter_draft_free (KtLetterDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtLetterDraft, kt_letter_draft_free)

/* One leaf of it, decoded (kt_mime_tree_decode()). bytes are changed. */
GBytes *kt_letter_read_part (GByteArray *bytes, guint32 number, KtMimePart *ret_part,
                             GError **error);
/* All that people read of it, quotations and signatures too, with the links of HTML. bytes are
 * changed. *ret_cut: there is more. */
char *kt_letter_read_text (GByteArray *bytes, gboolean *ret_cut, GError **error);
