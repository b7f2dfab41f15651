#include "config.h"
#include "follow-read.h"
#include "kontor/contact.h"
#include "kontor/days-off.h"
#include "kontor/fold.h"
#include "kontor/letter-scan.h"
#include "kontor/mirror.h"
#include "kontor/name.h"
#include "kontor/owners.h"
#include "kontor/record-state.h"
#include "kontor/source-state.h"

#define DAY G_GINT64_CONSTANT (86400) /* seconds */

/* A folder as follow-ups see it: what its letters say of themselves by lying there. */
typedef struct
{
  gboolean inbox, away, has_sent; /* away: archive, junk or trash */
  gint64 horizon;                 /* of its account */
} Folder;

static gboolean
read_folders (KtStore *store, const KtSourceState *state, GHashTable *folders, GError **error)
{
  gint64 horizon;
  g_autoptr (GPtrArray) list = kt_folder_list (store, state->name, error);
  if (list == NULL || !kt_source_state_horizon (store, state->name, &horizon, error))
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      const KtFolder *stored = g_ptr_array_index (list, i);
      Folder *folder = g_new0 (Folder, 1);
      folder->inbox = g_str_equal (stored->role, "inbox");
      folder->away = g_str_equal (stored->role, "archive") || g_str_equal (stored->role, "junk")
                     || g_str_equal (stored->role, "trash");
      folder->has_sent = state->has_sent;
      folder->horizon = horizon;
      g_hash_table_insert (folders, g_memdup2 (&stored->id, sizeof stored->id), folder);
    }
  return TRUE;
}

/* Folder id → Folder. */
static GHashTable *
read_all_folders (KtStore *store, GError **error)
{
  g_autoptr (GPtrArray) states = kt_source_state_list (store, error);
  g_autoptr (GHashTable) folders
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  for (guint i = 0; states != NULL && i < states->len; i++)
    if (!read_folders (store, g_ptr_array_index (states, i), folders, error))
      return NULL;
  return states != NULL ? g_steal_pointer (&folders) : NULL;
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
read_place (KtStore *store, GHashTable *folders, GArray *places, gint64 row, KtFollowPlace *ret,
            GError **error)
{
  if (!kt_letter_places (store, row, places, error))
    return FALSE;
  gboolean in_inbox = FALSE, away = FALSE;
  *ret = (KtFollowPlace){ .gone = places->len == 0, .horizon = places->len == 0 ? 0 : -1 };
  for (guint i = 0; i < places->len; i++)
    {
      const KtLetterPlace *place = &g_array_index (places, KtLetterPlace, i);
      const Folder *folder = g_hash_table_lookup (folders, &place->folder);
      ret->answered |= (place->flags & KT_FLAG_ANSWERED) != 0;
      if (folder == NULL)
        continue;
      in_inbox |= folder->inbox;
      away |= folder->away;
      ret->has_sent |= folder->has_sent;
      ret->horizon = better_horizon (ret->horizon, folder->horizon);
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
  g_autoptr (KtNameGuess) guess = kt_name_guess (face->name, addr);
  g_autofree char *fold = kt_fold (guess->name);
  gboolean taken;
  if (!kt_owners_name_taken (reading->context->store, fold, &taken, error))
    return NULL;
  return taken ? g_strdup (face->norm) : g_steal_pointer (&guess->name);
}

static char *
name_of (KtFollowReading *reading, const KtFollowFace *face, GError **error)
{
  if (face->contact == 0)
    return name_of_stranger (reading, face, error);
  return kt_contact_name (reading->context->store, face->contact, error);
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
  const KtFollowFace *face = &g_array_index (reading->faces, KtFollowFace, found->letter);
  KtAgendaLine *line = g_new0 (KtAgendaLine, 1);
  const KtFollowFace *asked = &g_array_index (reading->faces, KtFollowFace, found->asking);
  g_autofree char *other_subject = NULL;
  line->section = found->kind == KT_FOLLOW_I_OWE ? KT_AGENDA_ANSWER : KT_AGENDA_WAITING;
  line->kind = KT_AGENDA_FOLLOW_UP;
  line->key = letter->key;
  line->contact = face->contact;
  line->who = name_of (reading, face, error);
  line->since = found->since;
  line->days = (int)found->waited;
  line->unanswered = found->unanswered;
  line->why = found->why;
  gboolean ok = line->who != NULL && read_stamp (store, line, error)
                && kt_letter_headline (store, face->row, &line->text, &line->question, error);
  if (ok && asked != face)
    {
      g_clear_pointer (&line->question, g_free);
      ok = kt_letter_headline (store, asked->row, &other_subject, &line->question, error);
    }
  if (ok)
    return line;
  kt_agenda_line_free (line);
  return NULL;
}

static gboolean
judge (KtFollowReading *reading, GPtrArray *lines, GHashTable *off, GError **error)
{
  KtContext *context = reading->context;
  const KtSettings *settings = context->settings;
  KtFollowTerms terms = { .week = { context->clock.zone, settings->working_days, off },
                          .now = context->clock.now,
                          .answer_after = (guint)settings->answer_after,
                          .nudge_after = (guint)settings->nudge_after };
  const KtFollowLetter *letters = (const KtFollowLetter *)(void *)reading->letters->data;
  g_autoptr (GArray) found
      = kt_follow_up_judge (letters, reading->letters->len, reading->met, &terms);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (KtLetterPlace));
  g_autoptr (GHashTable) folders = read_all_folders (context->store, error);
  if (folders == NULL)
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    {
      const KtFollowUp *one = &g_array_index (found, KtFollowUp, i);
      const KtFollowFace *face = &g_array_index (reading->faces, KtFollowFace, one->letter);
      KtFollowPlace place;
      if (!read_place (context->store, folders, places, face->row, &place, error))
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
end_of_last_working_day (const KtWorkWeek *week, gint64 now)
{
  KtLocal day = kt_local_from_utc (now, week->zone);
  day.hour = 12;
  for (int i = 0; i < 31; i++)
    {
      day = kt_local_add_days (day, -1);
      if (kt_workdays_between (week, kt_local_to_utc (kt_local_add_days (day, -1), week->zone),
                               kt_local_to_utc (day, week->zone))
          == 1)
        break;
    }
  day.hour = 18;
  day.minute = 0;
  return kt_local_to_utc (day, week->zone);
}

gboolean
kt_follow_ups (KtContext *context, GPtrArray *lines, KtLetterNews *ret_news, GError **error)
{
  KtFollowReading reading;
  g_autoptr (GError) failed = NULL;
  g_autoptr (GHashTable) off = kt_context_days_off (
      context, context->clock.now - (context->settings->look_back + 31) * DAY,
      context->clock.now + DAY, &failed);
  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  KtWorkWeek week = { context->clock.zone, context->settings->working_days, off };
  *ret_news = (KtLetterNews){ .since = end_of_last_working_day (&week, context->clock.now) };
  gboolean ok = kt_follow_reading_init (&reading, context, ret_news, error)
                && kt_follow_reading_run (&reading, error) && judge (&reading, lines, off, error);
  kt_follow_reading_clear (&reading);
  return ok;
}
