#pragma once
#include "kontor/context.h"
#include "kontor/handle.h"
#include "kontor/letter.h"

/* Letters that wait and were put off (snooze). */
typedef struct
{
  KtStoredLetter *letter;
  gint64 until; /* UTC seconds */
} KtSnoozed;
void kt_snoozed_free (KtSnoozed *snoozed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtSnoozed, kt_snoozed_free)

/* Those whose time is to come and that no newer letter woke (KtSnoozed), the next one first. Needs
 * an open store. */
GPtrArray *kt_snoozed_list (KtContext *context, GError **error);
/* Takes it back: the letter waits again. KT_ERROR_CONFLICT: it is not put off. */
gboolean kt_snoozed_wake (KtContext *context, const KtHandle *handle, GError **error);

/* The reminder or follow-up a number or ref names; the number of a letter in any other list means
 * what waits, or is put off, in its thread. KT_ERROR_CONFLICT: nobody waits there. */
gboolean kt_follow_up_resolve (KtContext *context, const char *argument, KtHandle *ret,
                               GError **error);
