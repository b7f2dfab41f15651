#include "config.h"
#include "imap-gmail.h"
#include <libetpan/xgmlabels.h>
#include <string.h>

void
kt_gmail_choose (KtImap *self, GPtrArray *candidates, gboolean *ret_chosen)
{
  guint all = 0;
  *ret_chosen = FALSE;
  if (!kt_imap_has (self, "X-GM-EXT-1") || (self->folders != NULL && *self->folders != NULL))
    return;
  while (all < candidates->len && !((KtFolderCandidate *)candidates->pdata[all])->all)
    all++;
  if (all == candidates->len)
    return;
  if (all + 1 < candidates->len)
    g_ptr_array_remove_range (candidates, all + 1, candidates->len - all - 1);
  if (all > 0)
    g_ptr_array_remove_range (candidates, 0, all);
  ((KtFolderCandidate *)candidates->pdata[0])->role = "all";
  self->labels = *ret_chosen = TRUE;
  kt_guard_set_labels (self->guard, TRUE);
}

const char *
kt_gmail_items (const KtImap *self)
{
  return self->labels ? " X-GM-LABELS" : "";
}

static guint32
flag_of (const char *label)
{
  static const struct
  {
    const char *label;
    guint32 flag;
  } labels[] = { { "\\Inbox", KT_FLAG_INBOX },
                 { "\\Sent", KT_FLAG_SENT },
                 { "\\Draft", KT_FLAG_DRAFT },
                 { "\\Drafts", KT_FLAG_DRAFT } };
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_ascii_strcasecmp (label, labels[i].label) == 0)
      return labels[i].flag;
  return 0;
}

gboolean
kt_gmail_take (const struct mailimap_msg_att_item *item, guint32 *flags)
{
  const struct mailimap_extension_data *extension
      = item->att_type == MAILIMAP_MSG_ATT_ITEM_EXTENSION ? item->att_data.att_extension_data
                                                          : NULL;
  if (extension == NULL || extension->ext_extension != &mailimap_extension_xgmlabels)
    return FALSE;
  const struct mailimap_msg_att_xgmlabels *told = extension->ext_data;
  clist *labels = told != NULL ? told->att_labels : NULL;
  for (clistiter *i = labels != NULL ? clist_begin (labels) : NULL; i != NULL; i = clist_next (i))
    *flags |= flag_of (clist_content (i));
  return TRUE;
}
