#include "config.h"
#include "follow-read.h"
#include "kontor/contact.h"
#include "kontor/fold.h"
#include "kontor/letter-scan.h"
#include "kontor/name.h"
#include "kontor/owners.h"
#include "kontor/record-state.h"
#include "kontor/source-state.h"

/* An account as follow-ups see it. */
typedef struct
{
  gboolean has_sent;
  gint64 horizon;
} Account;

static GHashTable *
read_accounts (KtStore *store, GError **error)
{
  g_autoptr (GPtrArray) states = kt_source_state_list (store, error);
  if (states == NULL)
    return NULL;
  g_autoptr (GHashTable) accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < states->len; i++)
    {
      const KtSourceState *state = g_ptr_array_index (states, i);
      Account *account = g_new0 (Account, 1);
      account->has_sent = state->has_sent;
      g_hash_table_insert (accounts, g_strdup (state->name), account);
      if (!kt_source_state_horizon (store, state->name, &account->horizon, error))
        return NULL;
    }
  return g_steal_pointer (&accounts);
}

static gint64
better_horizon (gint64 a, gint64 b)
{
  if (a < 0 || b < 0)
    return MAX (a, b);
  return MIN (a, b);
}

/* A letter in several accounts is judged if one of them allows it. A letter whose places are gone
 * has nothing but that to say. Only archive, junk and trash count as put away: what a filter sorted
 * into a client's folder was not. */
static gboolean
read_place (KtStore *store, GHashTable *accounts, gint64 row, KtFollowPlace *ret, GError **error)
{
  g_autoptr (GPtrArray) places = kt_letter_places (store, row, error);
  if (places == NULL)
    return FALSE;
  gboolean in_inbox = FALSE, away = FALSE;
  *ret = (KtFollowPlace){ .gone = places->len == 0, .horizon = places->len == 0 ? 0 : -1 };
  for (guint i = 0; i < places->len; i++)
    {
      const KtPlace *place = g_ptr_array_index (places, i);
      const Account *account = g_hash_table_lookup (accounts, place->source);
      ret->answered |= (place->flags & KT_FLAG_ANSWERED) != 0;
      in_inbox |= g_str_equal (place->role, "inbox");
      away |= g_str_equal (place->role, "archive") || g_str_equal (place->role, "junk")
              || g_str_equal (place->role, "trash");
      if (account == NULL)
        continue;
      ret->has_sent |= account->has_sent;
      ret->horizon = better_horizon (ret->horizon, account->horizon);
    }
  ret->archived = away && !in_inbox;
  return TRUE;
}

/* A stranger under a contact's name is shown by address: the name would be taken for the contact.
 */
static char *
name_of_stranger (KtFollowReading *reading, const KtFollowFace *face, GError **error)
{
  g_autoptr (KtAddr) addr = *face->norm != '\0' ? kt_addr_parse (face->norm, NULL) : NULL;
  if (addr == NULL)
    return g_strdup (face->norm);
  if (reading->names_taken == NULL
      && (reading->names_taken = kt_owners_by_fold (reading->context->store, error)) == NULL)
    return NULL;
  g_autoptr (KtNameGuess) guess = kt_name_guess (face->name, addr);
  g_autofree char *fold = kt_fold (guess->name);
  if (g_hash_table_contains (reading->names_taken, fold))
    return g_strdup (face->norm);
  return g_steal_pointer (&guess->name);
}

static char *
name_of (KtFollowReading *reading, const KtFollowFace *face, GError **error)
{
  if (face->contact == 0)
    return name_of_stranger (reading, face, error);
  g_autoptr (KtContact) contact = kt_contact_get (reading->context->store, face->contact, error);
  return contact != NULL ? g_strdup (contact->name) : NULL;
}

/* What makes the line's number stale once it differs. */
static gboolean
read_stamp (KtStore *store, KtAgendaLine *line, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (KtRecordState));
  if (!kt_record_find_letters (store, (KtIdRange){ line->key, line->key }, 1, found, error))
    return FALSE;
  line->stamp = found->len > 0 ? g_array_index (found, KtRecordState, 0).updated : 0;
  return TRUE;
}

static KtAgendaLine *
make_line (KtFollowReading *reading, const KtFollowUp *found, GError **error)
{
  KtStore *store = reading->context->store;
  const KtFollowLetter *letter = &g_array_index (reading->letters, KtFollowLetter, found->letter);
  const KtFollowLetter *asking = &g_array_index (reading->letters, KtFollowLetter, found->asking);
  const KtFollowFace *face = &g_array_index (reading->faces, KtFollowFace, found->letter);
  KtAgendaLine *line = g_new0 (KtAgendaLine, 1);
  g_autofree char *other_subject = NULL;
  gint64 row;
  line->section = found->kind == KT_FOLLOW_I_OWE ? KT_AGENDA_ANSWER : KT_AGENDA_WAITING;
  line->kind = KT_AGENDA_FOLLOW_UP;
  line->key = letter->key;
  line->contact = face->contact;
  line->who = name_of (reading, face, error);
  line->since = found->since;
  line->days = (int)found->waited;
  line->unanswered = found->unanswered;
  line->why = found->why;
  gboolean ok
      = line->who != NULL && read_stamp (store, line, error)
        && kt_letter_headline (store, letter->key, &line->text, &line->question, &row, error);
  if (ok && asking != letter)
    {
      g_clear_pointer (&line->question, g_free);
      ok = kt_letter_headline (store, asking->key, &other_subject, &line->question, &row, error);
    }
  if (ok)
    return line;
  kt_agenda_line_free (line);
  return NULL;
}

static gboolean
judge (KtFollowReading *reading, GPtrArray *lines, GError **error)
{
  KtContext *context = reading->context;
  const KtSettings *settings = context->settings;
  KtFollowTerms terms = { .week = { context->clock.zone, settings->working_days },
                          .now = context->clock.now,
                          .answer_after = (guint)settings->answer_after,
                          .nudge_after = (guint)settings->nudge_after };
  const KtFollowLetter *letters = (const KtFollowLetter *)(void *)reading->letters->data;
  g_autoptr (GArray) found
      = kt_follow_up_judge (letters, reading->letters->len, reading->met, &terms);
  g_autoptr (GHashTable) accounts = read_accounts (context->store, error);
  if (accounts == NULL)
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    {
      const KtFollowUp *one = &g_array_index (found, KtFollowUp, i);
      const KtFollowFace *face = &g_array_index (reading->faces, KtFollowFace, one->letter);
      KtFollowPlace place;
      if (!read_place (context->store, accounts, face->row, &place, error))
        return FALSE;
      if (face->contact == 0 && (letters[one->letter].flags & KT_LETTER_FLAG_SPOOFED) != 0)
        continue; /* a stranger under a false name: for review, not to be answered */
      if (!kt_follow_up_stands (one->kind, letters[one->letter].time, &place))
        continue;
      KtAgendaLine *line = make_line (reading, one, error);
      if (line == NULL)
        return FALSE;
      g_ptr_array_add (lines, line);
    }
  return TRUE;
}

static gint64
end_of_last_working_day (const KtSettings *settings, const KtClock *clock)
{
  KtLocal day = kt_local_from_utc (clock->now, clock->zone);
  for (int i = 0; i < 7; i++)
    {
      day = kt_local_add_days (day, -1);
      if ((settings->working_days >> kt_local_weekday (day)) & 1)
        break;
    }
  day.hour = 18;
  day.minute = 0;
  return kt_local_to_utc (day, clock->zone);
}

gboolean
kt_follow_ups (KtContext *context, GPtrArray *lines, KtLetterNews *ret_news, GError **error)
{
  KtFollowReading reading;
  *ret_news
      = (KtLetterNews){ .since = end_of_last_working_day (context->settings, &context->clock) };
  gboolean ok = kt_follow_reading_init (&reading, context, ret_news, error)
                && kt_follow_reading_run (&reading, error) && judge (&reading, lines, error);
  kt_follow_reading_clear (&reading);
  return ok;
}
