#pragma once
#include "kontor/frame.h"

/* KT_FRAME_INVITE: a letter's iTIP text. BYTES… ITEM_END follow (the text, UTF-8), then an EVENT
 * for each of its components, then the LETTER of the item.
 *
 * item, METHOD in lower case, COMMENT of a reply, (address, SENT-BY) of its people */
#define KT_TYPE_INVITE "(tssa(ss))"
#define KT_INVITE_TEXT_MAX (1u << 20) /* octets; a larger one is no invitation here */
#define KT_INVITE_EVENTS_MAX 50u      /* components that are told */
#define KT_INVITE_METHOD_MAX 30u
#define KT_INVITE_COMMENT_MAX 1000u
#define KT_INVITE_SENT_BY_MAX 20u

typedef struct
{
  const char *address, *by; /* kt_addr_norm() */
} KtSentBy;

/* Pointers go into variant, which it owns. */
typedef struct
{
  GVariant *variant;
  guint64 item;
  const char *method, *comment;
  KtSentBy *sent_by;
  gsize n_sent_by;
} KtInviteHead;

GVariant *kt_invite_head_to_variant (const KtInviteHead *head); /* floating; cut to the limits */
/* NULL with KT_ERROR_FAILED names what is wrong. */
KtInviteHead *kt_invite_head_from_frame (const KtFrame *frame, GError **error);
void kt_invite_head_free (KtInviteHead *head);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtInviteHead, kt_invite_head_free)
/* Who speaks for an address; "" nobody is told. */
const char *kt_invite_head_sent_by (const KtInviteHead *head, const char *address);
