#pragma once
#include "kontor/invites.h"
#include "kontor/table.h"

/* What `kontor invite` prints. */
void kt_invite_view_list (KtContext *context, const GPtrArray *invites, GArray *handles);
void kt_invite_view_show (KtContext *context, const KtInvite *invite);
void kt_invite_view_replied (KtContext *context, const KtInvite *invite, const char *answer,
                             const KtInviteOutcome *outcome);
/* What letters said (KtInviteRow), and what the rules made of it: for `why`. */
void kt_invite_view_words (KtContext *context, const GPtrArray *rows);
/* The only one whose title or organizer holds the words. Stolen from invites. KT_ERROR_NOT_FOUND,
 * KT_ERROR_CONFLICT with the candidates. */
KtInvite *kt_invite_view_pick (KtContext *context, GPtrArray *invites, const char *words,
                               GError **error);
