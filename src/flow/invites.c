#include "config.h"
#include "kontor/invites.h"
#include "kontor/error.h"
#include "kontor/invite-answer.h"
#include "kontor/verdict.h"
#include <glib/gi18n.h>
#include <string.h>

static void
person_free (KtInvitePerson *person)
{
  g_free (person->norm);
  g_free (person->name);
  g_free (person->role);
  g_free (person->partstat);
  g_free (person->comment);
  g_free (person);
}

static void
proposal_free (KtInviteProposal *proposal)
{
  g_free (proposal->who);
  g_free (proposal->comment);
  g_free (proposal);
}

void
kt_invite_free (KtInvite *invite)
{
  if (invite == NULL)
    return;
  kt_dated_free (invite->dated);
  g_free (invite->sender);
  g_free (invite->me);
  g_free (invite->answer);
  g_ptr_array_unref (invite->people);
  g_ptr_array_unref (invite->proposals);
  g_free (invite);
}

const char *
kt_invite_state_id (KtInviteState state)
{
  static const char *const ids[] = {
    [KT_INVITE_STATE_NONE] = "none",           [KT_INVITE_STATE_OPEN] = "open",
    [KT_INVITE_STATE_CHANGED] = "changed",     [KT_INVITE_STATE_ANSWERED] = "answered",
    [KT_INVITE_STATE_CANCELLED] = "cancelled", [KT_INVITE_STATE_PROPOSED] = "proposed",
  };
  return ids[state];
}

/* --- the state --- */

static gboolean
is_answer (const char *partstat)
{
  return g_str_equal (partstat, "accepted") || g_str_equal (partstat, "declined")
         || g_str_equal (partstat, "tentative");
}

static gboolean
judge_state (KtContext *context, const KtDated *dated, const GPtrArray *rows,
             KtInviteState *ret_state, GError **error)
{
  g_autofree KtInviteWord *words = kt_invite_word_array (rows);
  g_autoptr (GError) failed = NULL;
  *ret_state = KT_INVITE_STATE_NONE;
  if (kt_invite_is_cancelled (words, rows->len, dated->recurrence))
    *ret_state = KT_INVITE_STATE_CANCELLED;
  else if (is_answer (dated->answer))
    *ret_state = KT_INVITE_STATE_ANSWERED;
  else if (*dated->answer != '\0')
    {
      g_autoptr (KtInviteAnswer) before = kt_invite_answer_get (
          context->store, kt_invite_answer_id (dated->uid, dated->recurrence), &failed);
      if (failed != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failed));
          return FALSE;
        }
      *ret_state = before != NULL ? KT_INVITE_STATE_CHANGED : KT_INVITE_STATE_OPEN;
    }
  return TRUE;
}

/* --- one invitation --- */

static gboolean
is_me (KtContext *context, GHashTable *verdicts, const char *norm)
{
  gpointer verdict = NULL;
  g_autoptr (KtAddr) addr = kt_addr_parse (norm, NULL);
  if (addr == NULL || context->settings == NULL)
    return FALSE;
  g_autofree char *match = kt_addr_match (addr, &context->settings->addr_rules);
  return kt_settings_is_me (context->settings, match)
         || (g_hash_table_lookup_extended (verdicts, match, NULL, &verdict)
             && GPOINTER_TO_INT (verdict) == KT_ADDRESS_MINE + 1);
}

static char *
comment_of (const GPtrArray *rows, const char *recurrence, const char *norm)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const KtInviteRow *row = g_ptr_array_index (rows, i);
      if (row->word.method == KT_INVITE_REPLY && row->word.verdict == KT_INVITE_HOLDS
          && g_str_equal (row->attendee, norm) && g_str_equal (row->recurrence, recurrence))
        return g_strdup (row->comment);
    }
  return g_strdup ("");
}

static gboolean
add_people (KtContext *context, KtInvite *invite, const GPtrArray *rows, GHashTable *verdicts,
            GError **error)
{
  g_autoptr (GPtrArray) people = kt_event_attendees (context->store, invite->dated->event, error);
  if (people == NULL)
    return FALSE;
  for (guint i = 0; i < people->len; i++)
    {
      const KtEventAttendee *from = g_ptr_array_index (people, i);
      KtInvitePerson *person = g_new0 (KtInvitePerson, 1);
      gboolean organizer = g_str_equal (from->role, "organizer");
      person->norm = g_strdup (from->norm);
      person->name = g_strdup (from->name);
      person->role = g_strdup (from->role);
      person->partstat = g_strdup (from->partstat);
      person->comment = comment_of (rows, invite->dated->recurrence, from->norm);
      g_ptr_array_insert (invite->people, organizer ? 0 : -1, person);
      if (!organizer && *invite->me == '\0' && is_me (context, verdicts, from->norm))
        {
          g_free (invite->me);
          invite->me = g_strdup (from->norm);
        }
    }
  return TRUE;
}

static void
add_proposals (KtInvite *invite, const GPtrArray *rows)
{
  for (guint i = rows->len; i-- > 0;)
    {
      const KtInviteRow *row = g_ptr_array_index (rows, i);
      if (row->word.verdict != KT_INVITE_PROPOSAL
          || !g_str_equal (row->recurrence, invite->dated->recurrence))
        continue;
      KtInviteProposal *proposal = g_new0 (KtInviteProposal, 1);
      proposal->who = g_strdup (row->attendee);
      proposal->comment = g_strdup (row->comment);
      proposal->start = row->start;
      proposal->at = row->at;
      g_ptr_array_add (invite->proposals, proposal);
    }
}

/* Takes dated. NULL without error: no letter tells of it. */
static KtInvite *
invite_of (KtContext *context, KtDated *dated, GError **error)
{
  g_autoptr (KtInvite) invite = g_new0 (KtInvite, 1);
  invite->dated = dated;
  invite->me = g_strdup ("");
  invite->people = g_ptr_array_new_with_free_func ((GDestroyNotify)person_free);
  invite->proposals = g_ptr_array_new_with_free_func ((GDestroyNotify)proposal_free);
  g_autoptr (GPtrArray) rows = kt_invite_words (context->store, dated->uid, error);
  if (rows == NULL)
    return NULL;
  g_autofree KtInviteWord *words = kt_invite_word_array (rows);
  const KtInviteWord *request = kt_invite_request (words, rows->len, dated->recurrence);
  const KtInviteRow *newest = NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      const KtInviteRow *row = g_ptr_array_index (rows, i);
      if (request != NULL ? row->row == request->row
                          : g_str_equal (row->recurrence, dated->recurrence))
        newest = row;
    }
  if (newest == NULL)
    return NULL;
  invite->letter = newest->letter;
  invite->sender = g_strdup (newest->sender);
  invite->unproven = newest->word.verdict == KT_INVITE_UNPROVEN;
  invite->sequence = newest->word.sequence;
  invite->at = newest->at;
  invite->answer = g_strdup (is_answer (dated->answer) ? dated->answer : "");
  g_autoptr (GHashTable) verdicts = kt_address_verdict_all (context->store, error);
  if (verdicts == NULL || !add_people (context, invite, rows, verdicts, error)
      || !judge_state (context, dated, rows, &invite->state, error))
    return NULL;
  /* the list's address was invited, or an alias */
  if (invite->state == KT_INVITE_STATE_NONE && request != NULL
      && request->method == KT_INVITE_REQUEST && *invite->me == '\0'
      && !is_me (context, verdicts, dated->organizer))
    invite->state = KT_INVITE_STATE_OPEN;
  add_proposals (invite, rows);
  if (invite->state == KT_INVITE_STATE_NONE && invite->proposals->len > 0)
    invite->state = KT_INVITE_STATE_PROPOSED;
  return g_steal_pointer (&invite);
}

KtInvite *
kt_invites_get (KtContext *context, KtId key, GError **error)
{
  g_autoptr (GError) failed = NULL;
  KtDated *dated = kt_dated_get (context->store, context->settings, key, error);
  if (dated == NULL)
    return NULL;
  KtInvite *invite = invite_of (context, dated, &failed);
  if (invite != NULL)
    return invite;
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  else
    g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("no letter invites to that"));
  return NULL;
}

static int
by_start (gconstpointer a, gconstpointer b)
{
  const KtInvite *x = *(KtInvite *const *)a, *y = *(KtInvite *const *)b;
  return x->dated->start < y->dated->start ? -1 : x->dated->start > y->dated->start;
}

GPtrArray *
kt_invites_open (KtContext *context, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_invite_free);
  g_autoptr (GPtrArray) rows = kt_invite_requests (context->store, context->clock.now, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const KtInviteRow *row = g_ptr_array_index (rows, i);
      KtId key = kt_id_hash_strings ("event", row->uid, row->recurrence, NULL);
      g_autoptr (KtInvite) invite = kt_invites_get (context, key, error);
      if (invite == NULL)
        return NULL;
      if (invite->state == KT_INVITE_STATE_OPEN || invite->state == KT_INVITE_STATE_CHANGED
          || invite->state == KT_INVITE_STATE_PROPOSED)
        g_ptr_array_add (list, g_steal_pointer (&invite));
    }
  g_ptr_array_sort (list, by_start);
  return rows != NULL ? g_steal_pointer (&list) : NULL;
}
