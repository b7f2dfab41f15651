#pragma once
#include "folder-choice.h"
#include "imap-session.h"

/* Gmail (X-GM-EXT-1): each label is shown as a folder, so that a letter lies in several and would
 * be fetched as often. Unless folders are named, «All Mail» alone is read, and what its letters are
 * labelled becomes flags: KT_FLAG_INBOX, KT_FLAG_SENT, KT_FLAG_DRAFT. A letter in the trash or in
 * spam is not in «All Mail». */

/* Leaves «All Mail» alone among the candidates, with the role "all"; where it is hidden from
 * programs, or the server is another, nothing is done. *ret_chosen: it was. */
void kt_gmail_choose (KtImap *self, GPtrArray *candidates, gboolean *ret_chosen);

/* What a FETCH asks for besides: "" or " X-GM-LABELS". */
const char *kt_gmail_items (const KtImap *self);

/* Whether an answer's item tells labels; then they are in *flags too. */
gboolean kt_gmail_take (const struct mailimap_msg_att_item *item, guint32 *flags);
