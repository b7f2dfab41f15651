#include "config.h"
#include "follow-deals.h"
#include "follow-ties.h"
#include "kontor/contact.h"
#include "kontor/days-off.h"
#include "kontor/fold.h"
#include "kontor/letter-rows.h"
#include "kontor/name.h"
#include "kontor/owners.h"
#include "kontor/record-state.h"

#define DAY G_GINT64_CONSTANT (86400) /* seconds */

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

/* What makes the line's number stale once it differs: the newest letter of the thread, drafts too.
 * What was said of the letter itself is asked for. */
static gboolean
read_stamp (KtFollowReading *reading, const KtFollowLetter *letter, gint64 *ret_stamp,
            GError **error)
{
  const gint64 *newest = g_hash_table_lookup (reading->newest, &letter->thread);
  g_autoptr (GArray) found = NULL;
  *ret_stamp = *newest >> 20;
  if (!g_hash_table_contains (reading->letter_verdicts, &letter->key))
    return TRUE;
  found = g_array_new (FALSE, FALSE, sizeof (KtRecordState));
  if (!kt_record_find_letters (reading->context->store, (KtIdRange){ letter->key, letter->key }, 1,
                               found, error))
    return FALSE;
  *ret_stamp = found->len > 0 ? g_array_index (found, KtRecordState, 0).updated : 0;
  return TRUE;
}

static KtAgendaLine *
make_line (KtFollowReading *reading, const KtFollowUp *found, GError **error)
{
  const KtFollowLetter *letter = &g_array_index (reading->letters, KtFollowLetter, found->letter);
  const KtFollowFace *face = &g_array_index (reading->faces, KtFollowFace, found->letter);
  const KtFollowFace *asked = &g_array_index (reading->faces, KtFollowFace, found->asking);
  KtAgendaLine *line = g_new0 (KtAgendaLine, 1);
  line->section = found->kind == KT_FOLLOW_I_OWE ? KT_AGENDA_ANSWER : KT_AGENDA_WAITING;
  line->kind = KT_AGENDA_FOLLOW_UP;
  line->key = letter->key;
  line->contact = face->contact;
  line->who = name_of (reading, face, error);
  line->text = g_strdup (face->subject);
  line->question = g_strdup (asked->question);
  line->since = found->since;
  line->days = (int)found->waited;
  line->unanswered = found->unanswered;
  line->why = found->why;
  if (line->who != NULL && read_stamp (reading, letter, &line->stamp, error))
    return line;
  kt_agenda_line_free (line);
  return NULL;
}

/* Whether places and review leave it a follow-up. */
static gboolean
stands (KtFollowReading *reading, const KtFollowUp *found)
{
  const KtFollowLetter *letter = &g_array_index (reading->letters, KtFollowLetter, found->letter);
  const KtFollowFace *face = &g_array_index (reading->faces, KtFollowFace, found->letter);
  if (face->contact == 0 && (letter->flags & KT_LETTER_FLAG_SPOOFED) != 0)
    return FALSE; /* a stranger under a false name: for review, not to be answered */
  return kt_follow_up_stands (found->kind, letter->time, &face->place);
}

/* Waits for my answer, but not long enough to be said. */
static gboolean
is_young (const KtFollowReading *reading, const KtFollowUp *found)
{
  return found->kind == KT_FOLLOW_I_OWE
         && found->waited < (guint)reading->context->settings->answer_after;
}

/* only: of that contact, where nobody asks for what is young; 0: of all. */
static void
keep_standing (KtFollowReading *reading, KtId only, GArray *found)
{
  guint kept = 0;
  for (guint i = 0; i < found->len; i++)
    {
      const KtFollowUp *one = &g_array_index (found, KtFollowUp, i);
      const KtFollowFace *face = &g_array_index (reading->faces, KtFollowFace, one->letter);
      gboolean meant = only == 0 || (face->contact == only && !is_young (reading, one));
      if (meant && stands (reading, one))
        g_array_index (found, KtFollowUp, kept++) = *one;
    }
  g_array_set_size (found, kept);
}

static gboolean
make_lines (KtFollowReading *reading, const GArray *found, gboolean young, GPtrArray *lines,
            GError **error)
{
  KtFollowTies ties;
  gboolean ok = TRUE;
  kt_follow_ties_init (&ties, reading, found);
  for (guint i = 0; ok && i < found->len; i++)
    {
      const KtFollowUp *one = &g_array_index (found, KtFollowUp, i);
      if (kt_follow_ties_settle (&ties, reading, one))
        continue;
      if (!young && is_young (reading, one))
        {
          /* what I promised nobody asked for */
          reading->news->young += one->why != KT_WHY_YOU_PROMISED;
          continue;
        }
      KtAgendaLine *line = make_line (reading, one, error);
      ok = line != NULL;
      if (ok)
        g_ptr_array_add (lines, line);
    }
  kt_follow_ties_clear (&ties);
  return ok;
}

static gboolean
judge (KtFollowReading *reading, KtId only, gboolean young, GPtrArray *lines, GHashTable *off,
       GError **error)
{
  KtContext *context = reading->context;
  const KtSettings *settings = context->settings;
  KtFollowTerms terms = { .week = { context->clock.zone, settings->working_days, off },
                          .now = context->clock.now,
                          .answer_after = 0, /* is_young() */
                          .nudge_after = (guint)settings->nudge_after };
  const KtFollowLetter *letters = (const KtFollowLetter *)(void *)reading->letters->data;
  g_autoptr (GArray) found
      = kt_follow_up_judge (letters, reading->letters->len, reading->met, &terms);
  keep_standing (reading, only, found);
  if (found->len == 0)
    return TRUE;
  return (only == 0 || kt_follow_ties_fetch (reading, found, error))
         && make_lines (reading, found, young, lines, error);
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

static GHashTable *
days_off (KtContext *context, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (GHashTable) off = kt_context_days_off (
      context, context->clock.now - (context->settings->look_back + 31) * DAY,
      context->clock.now + DAY, &failed);
  if (failed == NULL)
    return g_steal_pointer (&off);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

/* rows: which letters are read; NULL: all of the look-back. */
static gboolean
read_and_judge (KtContext *context, KtId only, const GArray *rows, gboolean young, GHashTable *off,
                GPtrArray *lines, KtLetterNews *news, GError **error)
{
  KtFollowReading reading;
  gboolean ok = kt_follow_reading_init (&reading, context, news, error)
                && (rows != NULL ? kt_follow_reading_rows (&reading, rows, error)
                                 : kt_follow_reading_run (&reading, error))
                && kt_follow_deals_mark (context, reading.letters, reading.faces, error)
                && judge (&reading, only, young, lines, off, error);
  kt_follow_reading_clear (&reading);
  return ok && kt_follow_deals_rank (context, lines, error);
}

gboolean
kt_follow_ups (KtContext *context, gboolean young, GPtrArray *lines, KtLetterNews *ret_news,
               GError **error)
{
  GError *failed = NULL;
  g_autoptr (GHashTable) off = days_off (context, &failed);
  if (failed != NULL)
    {
      g_propagate_error (error, failed);
      return FALSE;
    }
  KtWorkWeek week = { context->clock.zone, context->settings->working_days, off };
  *ret_news = (KtLetterNews){ .since = end_of_last_working_day (&week, context->clock.now) };
  return read_and_judge (context, 0, NULL, young, off, lines, ret_news, error);
}

gboolean
kt_follow_ups_of (KtContext *context, KtId contact, GPtrArray *lines, GError **error)
{
  GError *failed = NULL;
  KtLetterNews news = { 0 };
  g_autoptr (GArray) rows
      = kt_letter_rows_around (context->store, contact, kt_follow_since (context), error);
  if (rows == NULL)
    return FALSE;
  if (rows->len == 0)
    return TRUE;
  g_autoptr (GHashTable) off = days_off (context, &failed);
  if (failed != NULL)
    {
      g_propagate_error (error, failed);
      return FALSE;
    }
  return read_and_judge (context, contact, rows, FALSE, off, lines, &news, error);
}
