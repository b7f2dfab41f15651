#include "config.h"
#include "kontor/invite-rule.h"
#include <string.h>

static const char *const methods[] = {
  [KT_INVITE_REQUEST] = "request", [KT_INVITE_CANCEL] = "cancel",   [KT_INVITE_REPLY] = "reply",
  [KT_INVITE_COUNTER] = "counter", [KT_INVITE_PUBLISH] = "publish", [KT_INVITE_OTHER] = "other",
};

static const char *const verdicts[] = {
  [KT_INVITE_HOLDS] = "holds",         [KT_INVITE_UNPROVEN] = "unproven",
  [KT_INVITE_STALE] = "stale",         [KT_INVITE_FOREIGN] = "foreign",
  [KT_INVITE_UNKNOWN] = "unknown",     [KT_INVITE_PROPOSAL] = "proposal",
  [KT_INVITE_UNHANDLED] = "unhandled",
};

const char *
kt_invite_method_id (KtInviteMethod method)
{
  return methods[method];
}

KtInviteMethod
kt_invite_method_from_id (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (strcmp (methods[i], id) == 0)
      return i;
  return KT_INVITE_OTHER;
}

const char *
kt_invite_verdict_id (KtInviteVerdict verdict)
{
  return verdicts[verdict];
}

KtInviteVerdict
kt_invite_verdict_from_id (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (verdicts); i++)
    if (strcmp (verdicts[i], id) == 0)
      return i;
  return KT_INVITE_UNHANDLED;
}

/* Who may speak for the event. */
typedef struct
{
  const char *organizer, *sent_by, *sender;
} Authority;

static gboolean
is (const char *address, const char *other)
{
  return *address != '\0' && strcmp (address, other) == 0;
}

/* --- who has a say --- */

static Authority
find_authority (const KtInviteWord *words, gsize n, const KtInviteKnown *known)
{
  Authority authority = { known->organizer, "", "" };
  const KtInviteWord *first = NULL;

  for (gsize i = 0; i < n; i++)
    if (words[i].method == KT_INVITE_REQUEST && *words[i].organizer != '\0'
        && (first == NULL || words[i].row < first->row)
        && (*known->organizer == '\0' || is (words[i].organizer, known->organizer)))
      first = &words[i];
  if (first == NULL)
    return authority;
  /* whoever may have forged the first request of a known event is not believed for it */
  if (*known->organizer == '\0')
    authority = (Authority){ first->organizer, first->organizer_by, first->sender };
  return authority;
}

static gboolean
speaks_for (const Authority *authority, const KtInviteWord *word)
{
  return is (word->organizer, authority->organizer)
         && (is (word->sender, authority->organizer) || is (word->sender, authority->sent_by)
             || is (word->sender, authority->sender));
}

static gboolean
is_invitation (const KtInviteWord *word)
{
  return word->method == KT_INVITE_REQUEST || word->method == KT_INVITE_PUBLISH;
}

static KtInviteVerdict
judge_organizer (const Authority *authority, const KtInviteWord *word)
{
  if (*authority->organizer == '\0')
    return word->method == KT_INVITE_PUBLISH ? KT_INVITE_HOLDS : KT_INVITE_UNKNOWN;
  if (!speaks_for (authority, word))
    return KT_INVITE_FOREIGN;
  return is (word->sender, authority->organizer) || is (word->sender, authority->sent_by)
             ? KT_INVITE_HOLDS
             : KT_INVITE_UNPROVEN;
}

static KtInviteVerdict
judge_attendee (const Authority *authority, const KtInviteWord *word)
{
  gboolean own = is (word->sender, word->attendee) || is (word->sender, word->attendee_by)
                 || (word->alias && *word->attendee != '\0');

  if (*authority->organizer == '\0')
    return KT_INVITE_UNKNOWN;
  if (!own || !word->invited)
    return KT_INVITE_FOREIGN;
  return word->method == KT_INVITE_COUNTER ? KT_INVITE_PROPOSAL : KT_INVITE_HOLDS;
}

/* --- what is newest --- */

static gboolean
counts (const KtInviteWord *word)
{
  return word->verdict == KT_INVITE_HOLDS || word->verdict == KT_INVITE_UNPROVEN
         || word->verdict == KT_INVITE_PROPOSAL;
}

static gboolean
is_newer (const KtInviteWord *a, const KtInviteWord *b)
{
  if (a->sequence != b->sequence)
    return a->sequence > b->sequence;
  if (a->dtstamp != b->dtstamp)
    return a->dtstamp > b->dtstamp;
  return a->row < b->row;
}

/* Whether two words can only hold one at a time. */
static gboolean
compete (const KtInviteWord *a, const KtInviteWord *b)
{
  if (strcmp (a->recurrence, b->recurrence) != 0)
    return FALSE;
  if (a->method == KT_INVITE_REPLY || a->method == KT_INVITE_COUNTER)
    return a->method == b->method && strcmp (a->attendee, b->attendee) == 0;
  return (is_invitation (a) && is_invitation (b)) || a->method == b->method;
}

const KtInviteWord *
kt_invite_request (const KtInviteWord *words, gsize n, const char *recurrence)
{
  const KtInviteWord *newest = NULL;

  for (gsize i = 0; i < n; i++)
    if (is_invitation (&words[i]) && counts (&words[i])
        && strcmp (words[i].recurrence, recurrence) == 0
        && (newest == NULL || is_newer (&words[i], newest)))
      newest = &words[i];
  return newest;
}

/* The component a word speaks of; of an occurrence that was never told apart the whole. */
static const KtInviteWord *
request_of (const KtInviteWord *words, gsize n, const char *recurrence)
{
  const KtInviteWord *request = kt_invite_request (words, n, recurrence);

  return request != NULL ? request : kt_invite_request (words, n, "");
}

static gboolean
is_outdated (const KtInviteWord *words, gsize n, const KtInviteWord *word)
{
  const KtInviteWord *request
      = is_invitation (word) ? NULL : request_of (words, n, word->recurrence);

  for (gsize i = 0; i < n; i++)
    if (&words[i] != word && counts (&words[i]) && compete (&words[i], word)
        && is_newer (&words[i], word))
      return TRUE;
  if (request == NULL)
    return FALSE;
  if (word->method == KT_INVITE_CANCEL)
    return request->sequence > word->sequence
           || (request->sequence == word->sequence && request->dtstamp >= word->dtstamp
               && request->dtstamp != 0);
  return request->sequence > word->sequence;
}

void
kt_invite_judge (KtInviteWord *words, gsize n, const KtInviteKnown *known)
{
  Authority authority = find_authority (words, n, known);
  g_autofree gboolean *outdated = g_new0 (gboolean, n + 1);

  for (gsize i = 0; i < n; i++)
    switch (words[i].method)
      {
      case KT_INVITE_REQUEST:
      case KT_INVITE_PUBLISH:
      case KT_INVITE_CANCEL:
        words[i].verdict = judge_organizer (&authority, &words[i]);
        break;
      case KT_INVITE_REPLY:
      case KT_INVITE_COUNTER:
        words[i].verdict = judge_attendee (&authority, &words[i]);
        break;
      case KT_INVITE_OTHER:
        words[i].verdict = KT_INVITE_UNHANDLED;
        break;
      }
  for (gsize i = 0; i < n; i++)
    outdated[i] = counts (&words[i]) && is_outdated (words, n, &words[i]);
  for (gsize i = 0; i < n; i++)
    if (outdated[i])
      words[i].verdict = KT_INVITE_STALE;
}

gboolean
kt_invite_is_cancelled (const KtInviteWord *words, gsize n, const char *recurrence)
{
  const KtInviteWord *request = kt_invite_request (words, n, recurrence);

  for (gsize i = 0; i < n; i++)
    {
      gboolean whole = *words[i].recurrence == '\0';
      if (words[i].method != KT_INVITE_CANCEL || !counts (&words[i]))
        continue;
      if (strcmp (words[i].recurrence, recurrence) == 0
          || (whole && (request == NULL || is_newer (&words[i], request))))
        return TRUE;
    }
  return FALSE;
}
