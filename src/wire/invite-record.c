#include "config.h"
#include "kontor/invite-record.h"
#include "kontor/addr.h"
#include "kontor/error.h"
#include "record-text.h"
#include <string.h>

GVariant *
kt_invite_head_to_variant (const KtInviteHead *head)
{
  GVariantBuilder pairs;

  g_variant_builder_init (&pairs, G_VARIANT_TYPE ("a(ss)"));
  for (gsize i = 0; i < MIN (head->n_sent_by, KT_INVITE_SENT_BY_MAX); i++)
    g_variant_builder_add (&pairs, "(ss)", head->sent_by[i].address, head->sent_by[i].by);
  return g_variant_new ("(t@s@sa(ss))", head->item,
                        kt_record_cut (head->method, KT_INVITE_METHOD_MAX),
                        kt_record_cut (head->comment, KT_INVITE_COMMENT_MAX), &pairs);
}

static gboolean
is_method (const char *method)
{
  for (const char *p = method; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && *p != '-')
      return FALSE;
  return *method != '\0' && strlen (method) <= KT_INVITE_METHOD_MAX;
}

static gboolean
is_address (const char *norm)
{
  return *norm != '\0' && strlen (norm) <= KT_ADDR_MAX && !kt_record_has_controls (norm);
}

static gboolean
take_pairs (KtInviteHead *head, GVariant *array)
{
  head->n_sent_by = g_variant_n_children (array);
  if (head->n_sent_by > KT_INVITE_SENT_BY_MAX)
    return FALSE;
  head->sent_by = g_new (KtSentBy, head->n_sent_by + 1);
  for (gsize i = 0; i < head->n_sent_by; i++)
    {
      KtSentBy *pair = &head->sent_by[i];
      g_variant_get_child (array, i, "(&s&s)", &pair->address, &pair->by);
      if (!is_address (pair->address) || !is_address (pair->by))
        return FALSE;
    }
  return TRUE;
}

KtInviteHead *
kt_invite_head_from_frame (const KtFrame *frame, GError **error)
{
  GVariant *record = kt_frame_record (frame, KT_TYPE_INVITE, error);
  g_autoptr (KtInviteHead) head = NULL;
  g_autoptr (GVariant) pairs = NULL;

  if (record == NULL)
    return NULL;
  head = g_new0 (KtInviteHead, 1);
  head->variant = record;
  g_variant_get (record, "(t&s&s@a(ss))", &head->item, &head->method, &head->comment, &pairs);
  if (is_method (head->method) && strlen (head->comment) <= KT_INVITE_COMMENT_MAX
      && take_pairs (head, pairs))
    return g_steal_pointer (&head);
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "an invitation's record passes a limit");
  return NULL;
}

void
kt_invite_head_free (KtInviteHead *head)
{
  if (head == NULL)
    return;
  g_clear_pointer (&head->variant, g_variant_unref);
  g_free (head->sent_by);
  g_free (head);
}

const char *
kt_invite_head_sent_by (const KtInviteHead *head, const char *address)
{
  for (gsize i = 0; i < head->n_sent_by; i++)
    if (strcmp (head->sent_by[i].address, address) == 0)
      return head->sent_by[i].by;
  return "";
}
