#pragma once
#include "kontor/card-record.h"
#include "kontor/context.h"
#include "kontor/id.h"

/* What the card of a contact is to tell, for kt_card_reader_patch(): the book's word. */
typedef struct
{
  KtVcard card; /* its texts are the wish's */
  char *text;   /* the raw card it came with; "" none */
  GStringChunk *strings;
  GArray *points, *fields, *relations;
  GPtrArray *tags, *notes;
} KtCardWanted;
void kt_card_wanted_free (KtCardWanted *wanted);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtCardWanted, kt_card_wanted_free)

/* Tells everything but KT_VCARD_TITLE, of which the book knows nothing; NOTES only when asked for:
 * without the bit a patch leaves them alone. UID only where the raw card has none. */
KtCardWanted *kt_card_wanted (KtContext *context, KtId contact, gboolean notes, GError **error);

/* What present, the card as it is, tells and the book cannot hold, is wanted too, or left alone:
 * numbers that are no phones, words that are no tags, birthdays to come. Otherwise a patch would
 * take it away. */
void kt_card_wanted_keep (KtContext *context, KtCardWanted *wanted, const KtVcard *present);

/* Whether the book can hold a point, a tag; the same for imports. */
gboolean kt_card_point_fits (KtContext *context, const KtVcardPoint *point);
gboolean kt_card_tag_fits (const char *tag);
