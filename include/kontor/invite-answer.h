#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* What the user answered to invitations (book). Writers want a journal transaction open. */
typedef struct
{
  char *uid, *recurrence;
  char *answer;    /* "accepted", "declined", "tentative" */
  gint64 sequence; /* of the request that was answered */
  gint64 updated;
} KtInviteAnswer;
void kt_invite_answer_free (KtInviteAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtInviteAnswer, kt_invite_answer_free)

KtId kt_invite_answer_id (const char *uid, const char *recurrence);
/* NULL without error: none. */
KtInviteAnswer *kt_invite_answer_get (KtStore *store, KtId id, GError **error);
gboolean kt_invite_answer_put (KtStore *store, const KtInviteAnswer *answer, GError **error);
