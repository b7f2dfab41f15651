#pragma once
#include "kontor/vcard-edit.h"
#include "vcard-part.h"

/* A card that is being patched. Lines are found by their index, which insertions move. */
typedef struct
{
  KtIcalText *text;
  KtIcalComponent *card;
  GHashTable *touched;
  const KtVcard *wanted;
  const char *version;
} KtVcardPatch;

/* A line that is to be. */
typedef struct
{
  const char *group, *name; /* group "" none */
  const char *params;       /* as written, without encoding and charset: "" or ";TYPE=…" */
  const char *value;        /* escaped; of 2.1 with line feeds as they are */
} KtVcardDraft;
/* In the text's line ends; quoted-printable where 2.1 needs it. Read back and compared: what would
 * break out of its line is KT_ERROR_FAILED. */
gboolean kt_vcard_line_new (KtIcalText *text, const char *version, const KtVcardDraft *draft,
                            KtIcalLine *ret_line, GError **error);

KtIcalLine *kt_vcard_line_at (const KtVcardPatch *patch, guint index); /* NULL: a component */
/* The first line of that name from index on; the card's length: none. */
guint kt_vcard_index_of (const KtVcardPatch *patch, const char *name, guint from);
gboolean kt_vcard_replace (KtVcardPatch *patch, guint index, const KtVcardDraft *draft,
                           GError **error);
/* The same line with another value. */
gboolean kt_vcard_replace_value (KtVcardPatch *patch, guint index, const char *value,
                                 GError **error);
/* After the last line of its name, else at the end. */
gboolean kt_vcard_add (KtVcardPatch *patch, const KtVcardDraft *draft, GError **error);
/* With what its group says of it alone; returns where the line after it is now. */
guint kt_vcard_remove (KtVcardPatch *patch, guint index);
/* Params without those that tell how a value was written. */
char *kt_vcard_plain_params (const KtIcalLine *line);
/* A group that no line has; the caller frees. */
char *kt_vcard_new_group (const KtVcardPatch *patch);
/* Appends a TEXT, or a part of a list or structured value. */
void kt_vcard_escape (const KtVcardPatch *patch, GString *value, const char *text);
char *kt_vcard_escaped (const KtVcardPatch *patch, const char *text);

/* How a point is written in the card's version (vcard-draft.c). */
gboolean kt_vcard_is_version (const KtVcardPatch *patch, const char *version);
void kt_vcard_append_type (const KtVcardPatch *patch, GString *params, const char *type);
/* FALSE: the label is the user's own word, which needs an X-ABLABEL. */
gboolean kt_vcard_append_label (const KtVcardPatch *patch, GString *params, const char *label);
/* A line's params without the types that a label stands for. */
char *kt_vcard_params_without_label (const KtIcalLine *line);
const char *kt_vcard_property_of (const char *kind); /* "EMAIL" */
void kt_vcard_draft_point (const KtVcardPatch *patch, const KtVcardPoint *point,
                           const char **ret_name, GString *params, GString *out);

gboolean kt_vcard_patch_places (KtVcardPatch *patch, GError **error);
gboolean kt_vcard_patch_lists (KtVcardPatch *patch, GError **error);
