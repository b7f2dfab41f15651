#include "config.h"
#include "kontor/invite-view.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/handle.h"
#include <glib/gi18n.h>
#include <string.h>

static const KtColumn columns[] = {
  { "ref", N_ ("REF"), KT_COLUMN_REF },          { "start", N_ ("WHEN"), KT_COLUMN_TIME },
  { "title", N_ ("WHAT"), KT_COLUMN_TEXT },      { "organizer", N_ ("WHO"), KT_COLUMN_TEXT },
  { "address", N_ ("ADDRESS"), KT_COLUMN_TEXT }, { "state", N_ ("STATE"), KT_COLUMN_TEXT },
};

static const KtInvitePerson *
organizer_of (const KtInvite *invite)
{
  const KtInvitePerson *first = invite->people->len > 0 ? invite->people->pdata[0] : NULL;
  return first != NULL && g_str_equal (first->role, "organizer") ? first : NULL;
}

static const char *
organizer_name (const KtInvite *invite)
{
  const KtInvitePerson *organizer = organizer_of (invite);
  return organizer != NULL && *organizer->name != '\0' ? organizer->name : invite->dated->organizer;
}

static const char *
say_answer (const char *answer)
{
  if (g_str_equal (answer, "accepted"))
    return C_ ("answer to an invitation", "accepted");
  if (g_str_equal (answer, "declined"))
    return C_ ("answer to an invitation", "declined");
  if (g_str_equal (answer, "tentative"))
    return C_ ("answer to an invitation", "perhaps");
  if (g_str_equal (answer, "delegated"))
    return C_ ("answer to an invitation", "sends somebody else");
  return C_ ("answer to an invitation", "not answered");
}

static const char *
say_state (const KtInvite *invite)
{
  switch (invite->state)
    {
    case KT_INVITE_STATE_CANCELLED:
      return C_ ("invitation", "cancelled by its organizer");
    case KT_INVITE_STATE_CHANGED:
      return C_ ("invitation", "changed since you answered");
    case KT_INVITE_STATE_ANSWERED:
      return say_answer (invite->answer);
    case KT_INVITE_STATE_PROPOSED:
      return C_ ("invitation", "another time is proposed");
    case KT_INVITE_STATE_NONE:
      return C_ ("invitation", "you are not asked");
    case KT_INVITE_STATE_OPEN:
      break;
    }
  return say_answer ("");
}

/* --- the list --- */

void
kt_invite_view_list (KtContext *context, const GPtrArray *invites, GArray *handles)
{
  gboolean screen = context->terminal && context->output == KT_OUTPUT_TEXT;
  g_autoptr (KtTable) table = kt_table_new (columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < invites->len; i++)
    {
      const KtInvite *invite = invites->pdata[i];
      KtHandle handle
          = { .kind = KT_RECORD_EVENT, .key = invite->dated->key, .number = (int)handles->len + 1 };
      const char *state = screen ? say_state (invite) : kt_invite_state_id (invite->state);
      kt_table_add (table, invite->dated->key, invite->dated->start, invite->dated->summary,
                    organizer_name (invite), invite->dated->organizer, state);
      g_array_append_val (handles, handle);
    }
  if (invites->len == 0 && screen)
    kt_out (context, "%s\n", _ ("no invitation waits for an answer"));
  else
    kt_table_print (table, context, "invites");
}

/* --- one --- */

static void
json_person (KtJson *builder, const KtInvitePerson *person)
{
  kt_json_begin_object (builder);
  kt_json_member (builder, "address");
  kt_json_text (builder, person->norm);
  kt_json_member (builder, "name");
  kt_json_text (builder, *person->name != '\0' ? person->name : NULL);
  kt_json_member (builder, "role");
  kt_json_text (builder, person->role);
  kt_json_member (builder, "answer");
  kt_json_text (builder, *person->partstat != '\0' ? person->partstat : NULL);
  kt_json_member (builder, "comment");
  kt_json_text (builder, *person->comment != '\0' ? person->comment : NULL);
  kt_json_end_object (builder);
}

static void
json_member (KtJson *builder, const char *name, const char *text)
{
  kt_json_member (builder, name);
  kt_json_text (builder, *text != '\0' ? text : NULL);
}

static void
show_json (KtContext *context, const KtInvite *invite)
{
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "invite");
  kt_json_begin_object (builder);
  kt_json_member (builder, "ref");
  kt_json_ref (builder, invite->dated->key);
  json_member (builder, "title", invite->dated->summary);
  json_member (builder, "location", invite->dated->location);
  kt_json_member (builder, "start");
  kt_json_time (builder, context, invite->dated->start);
  kt_json_member (builder, "end");
  kt_json_time (builder, context, invite->dated->end);
  json_member (builder, "organizer", invite->dated->organizer);
  json_member (builder, "sender", invite->sender);
  kt_json_member (builder, "unproven");
  kt_json_boolean (builder, invite->unproven);
  json_member (builder, "state", kt_invite_state_id (invite->state));
  json_member (builder, "answer", invite->answer);
  json_member (builder, "calendar", invite->dated->calendar);
  kt_json_member (builder, "letter");
  kt_json_ref (builder, invite->letter);
  kt_json_member (builder, "people");
  kt_json_begin_array (builder);
  for (guint i = 0; i < invite->people->len; i++)
    json_person (builder, invite->people->pdata[i]);
  kt_json_end_array (builder);
  kt_json_member (builder, "proposals");
  kt_json_begin_array (builder);
  for (guint i = 0; i < invite->proposals->len; i++)
    {
      const KtInviteProposal *proposal = invite->proposals->pdata[i];
      kt_json_begin_object (builder);
      json_member (builder, "address", proposal->who);
      kt_json_member (builder, "start");
      kt_json_time (builder, context, proposal->start);
      json_member (builder, "comment", proposal->comment);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
  kt_json_end_object (builder);
  kt_json_end (context, builder);
}

static KtLocal
local_start (const KtContext *context, const KtInvite *invite)
{
  KtLocal local = kt_local_from_utc (invite->dated->start, context->clock.zone);
  if (invite->dated->flags & KT_EVENT_ALL_DAY)
    local.hour = -1;
  return local;
}

static void
show_person (KtContext *context, const KtInvitePerson *person)
{
  gboolean organizer = g_str_equal (person->role, "organizer");
  const char *name = *person->name != '\0' ? person->name : "";
  kt_out (context, "  %-24.24s {d:<%s>}  %s%s%s\n", name, person->norm,
          organizer ? C_ ("invitation", "organizer") : say_answer (person->partstat),
          *person->comment != '\0' ? ": " : "", person->comment);
}

void
kt_invite_view_show (KtContext *context, const KtInvite *invite)
{
  if (context->output == KT_OUTPUT_JSON)
    {
      show_json (context, invite);
      return;
    }
  g_autofree char *when = kt_say_when (context, local_start (context, invite));
  kt_out (context, "{b:%s}  %s\n", invite->dated->summary, when);
  if (*invite->dated->location != '\0')
    kt_out (context, "  %s\n", invite->dated->location);
  kt_out (context, "  {y:%s}\n", say_state (invite));
  if (invite->unproven)
    kt_out (context, "  {r:%s} %s\n", _ ("not sent by its organizer, but by"), invite->sender);
  if (*invite->dated->calendar != '\0')
    kt_out (context, "  %s %s\n", _ ("in the calendar"), invite->dated->calendar);
  for (guint i = 0; i < invite->people->len; i++)
    show_person (context, invite->people->pdata[i]);
  for (guint i = 0; i < invite->proposals->len; i++)
    {
      const KtInviteProposal *proposal = invite->proposals->pdata[i];
      g_autofree char *other
          = kt_say_when (context, kt_local_from_utc (proposal->start, context->clock.zone));
      kt_out (context, "  {y:%s} %s: %s  %s\n", _ ("another time is proposed by"), proposal->who,
              other, proposal->comment);
    }
}

/* --- after an answer --- */

void
kt_invite_view_replied (KtContext *context, const KtInvite *invite, const char *answer,
                        const KtInviteOutcome *outcome)
{
  g_autofree char *when = kt_say_when (context, local_start (context, invite));
  if (context->output == KT_OUTPUT_JSON)
    {
      KtJson *builder = kt_json_begin ();
      kt_json_member (builder, "invite");
      kt_json_begin_object (builder);
      kt_json_member (builder, "ref");
      kt_json_ref (builder, invite->dated->key);
      json_member (builder, "title", invite->dated->summary);
      json_member (builder, "answer", answer);
      json_member (builder, "draft", outcome->draft);
      json_member (builder, "calendar", outcome->calendar != NULL ? outcome->calendar : "");
      kt_json_end_object (builder);
      kt_json_end (context, builder);
      return;
    }
  kt_out (context, "%s  {b:%s}  %s  %s\n", say_answer (answer), invite->dated->summary, when,
          organizer_name (invite));
  if (outcome->calendar != NULL)
    kt_out (context, _ ("goes into the calendar %s with the next sync\n"), outcome->calendar);
  kt_out (context, _ ("the answer is a letter to send: %s\n"), outcome->draft);
}

/* --- why --- */

static const char *
say_method (KtInviteMethod method)
{
  switch (method)
    {
    case KT_INVITE_REQUEST:
      return C_ ("letter about an event", "invitation");
    case KT_INVITE_CANCEL:
      return C_ ("letter about an event", "cancellation");
    case KT_INVITE_REPLY:
      return C_ ("letter about an event", "answer");
    case KT_INVITE_COUNTER:
      return C_ ("letter about an event", "proposal");
    case KT_INVITE_PUBLISH:
      return C_ ("letter about an event", "announcement");
    case KT_INVITE_OTHER:
      break;
    }
  return C_ ("letter about an event", "message");
}

static const char *
say_verdict (KtInviteVerdict verdict)
{
  switch (verdict)
    {
    case KT_INVITE_HOLDS:
      return _ ("what it says of the event holds");
    case KT_INVITE_UNPROVEN:
      return _ ("it holds, but who sent it is not the organizer");
    case KT_INVITE_STALE:
      return _ ("passed over, something as new or newer was known");
    case KT_INVITE_FOREIGN:
      return _ ("passed over, who sent it has no say in the event");
    case KT_INVITE_UNKNOWN:
      return _ ("passed over, no invitation to that event is known");
    case KT_INVITE_PROPOSAL:
      return _ ("another time is proposed, nothing was changed");
    case KT_INVITE_UNHANDLED:
      break;
    }
  return _ ("nothing is done for such a letter");
}

void
kt_invite_view_words (KtContext *context, const GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const KtInviteRow *row = rows->pdata[i];
      g_autofree char *date = kt_say_short (context, row->at);
      kt_out (context, "  {d:%s} %s, %s: %s\n", date, say_method (row->word.method), row->sender,
              say_verdict (row->word.verdict));
    }
}

/* --- by words --- */

static gboolean
holds (const char *text, const char *folded)
{
  g_autofree char *own = kt_fold (text);
  return strstr (own, folded) != NULL;
}

KtInvite *
kt_invite_view_pick (KtContext *context, GPtrArray *invites, const char *words, GError **error)
{
  g_autofree char *folded = kt_fold (words);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < invites->len; i++)
    {
      const KtInvite *invite = invites->pdata[i];
      if (holds (invite->dated->summary, folded) || holds (organizer_name (invite), folded)
          || holds (invite->dated->organizer, folded))
        g_array_append_val (found, i);
    }
  if (found->len == 1)
    return g_ptr_array_steal_index (invites, g_array_index (found, guint, 0));
  if (found->len == 0)
    g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("no open invitation is «%s»"), words);
  else
    g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("«%s» is more than one invitation"), words);
  for (guint i = 0; i < found->len; i++)
    {
      const KtInvite *invite = invites->pdata[g_array_index (found, guint, i)];
      g_autofree char *when = kt_say_when (context, local_start (context, invite));
      kt_error_detail (error, "  %s  %s  %s", invite->dated->summary, when,
                       organizer_name (invite));
    }
  kt_error_hint (error, _ ("list them and take the number: kontor invite"));
  return NULL;
}
