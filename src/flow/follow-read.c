#include "config.h"
#include "follow-read.h"
#include "kontor/letter-scan.h"
#include "kontor/owners.h"
#include "kontor/subject.h"
#include "kontor/verdict.h"

/* Who an address is to the rules. */
typedef struct
{
  KtId person, contact; /* contact 0: unowned, or several own it */
  const char *norm;
  gboolean mine, ignored, machine, house;
} Known;

/* A string of foreign text, kept until all is judged. */
static const char *
keep (const KtFollowReading *reading, const char *text)
{
  return *text != '\0' ? g_string_chunk_insert (reading->names, text) : "";
}

/* What the user and the book say of an address in its match form. *ret_owned: somebody has it. */
static gboolean
judge_match (const KtFollowReading *reading, Known *known, const char *match, gboolean *ret_owned,
             GError **error)
{
  gpointer verdict = g_hash_table_lookup (reading->verdicts, match);
  KtId owner;
  if (!kt_owner_of_match (reading->context->store, match, ret_owned, &owner, error))
    return FALSE;
  gboolean shared = verdict == GINT_TO_POINTER (KT_ADDRESS_SHARED + 1);
  known->contact = !shared ? owner : 0;
  known->person
      = known->contact != 0 ? known->contact : kt_id_hash_strings ("address", match, NULL);
  known->mine = kt_settings_is_me (reading->context->settings, match)
                || verdict == GINT_TO_POINTER (KT_ADDRESS_MINE + 1);
  known->ignored = verdict == GINT_TO_POINTER (KT_ADDRESS_IGNORE + 1);
  return TRUE;
}

/* Most letters are of contacts, and most addresses are their own match form: those need no
 * parsing. */
static gboolean
learn (const KtFollowReading *reading, Known *known, GError **error)
{
  gboolean owned;
  if (!judge_match (reading, known, known->norm, &owned, error))
    return FALSE;
  if (owned)
    return TRUE;
  g_autoptr (KtAddr) addr = kt_addr_parse (known->norm, NULL);
  if (addr == NULL)
    {
      *known = (Known){ .norm = known->norm };
      return TRUE;
    }
  g_autofree char *match = kt_addr_match (addr, &reading->context->settings->addr_rules);
  if (!g_str_equal (match, known->norm) && !judge_match (reading, known, match, &owned, error))
    return FALSE;
  known->machine = known->contact == 0 && kt_addr_is_machine (addr);
  known->house = known->contact == 0 && (kt_addr_is_role (addr) || kt_addr_sends_bills (addr));
  return TRUE;
}

static const Known *
know (const KtFollowReading *reading, const char *norm, GError **error)
{
  Known *known = g_hash_table_lookup (reading->known, norm);
  if (known != NULL)
    return known;
  known = g_new0 (Known, 1);
  known->norm = keep (reading, norm);
  g_hash_table_insert (reading->known, (gpointer)known->norm, known);
  return learn (reading, known, error) ? known : NULL;
}

static void
show_face (const KtFollowReading *reading, KtFollowFace *face, const Known *known,
           const KtParticipant *who)
{
  face->contact = known->contact;
  face->norm = known->norm;
  face->name = keep (reading, who->name);
}

/* Who wrote, and whether to me: mine in To wins over mine in Cc. */
static gboolean
read_in (const KtFollowReading *reading, KtFollowLetter *letter, KtFollowFace *face, GError **error)
{
  letter->addressed = KT_ADDRESSED_NEITHER;
  for (guint i = 0; i < reading->people->len; i++)
    {
      const KtParticipant *who = &g_array_index (reading->people, KtParticipant, i);
      const Known *known = know (reading, who->norm, error);
      if (known == NULL)
        return FALSE;
      if (who->role == KT_ROLE_FROM && letter->person == 0)
        {
          letter->person = known->person;
          letter->house = known->house;
          face->ignored = known->ignored;
          if (known->ignored)
            letter->kind = KT_KIND_BULK;
          else if (known->machine)
            letter->kind = KT_KIND_AUTOMATIC;
          show_face (reading, face, known, who);
        }
      else if (known->mine && who->role == KT_ROLE_TO)
        letter->addressed = KT_ADDRESSED_TO;
      else if (known->mine && who->role == KT_ROLE_CC && letter->addressed == KT_ADDRESSED_NEITHER)
        letter->addressed = KT_ADDRESSED_CC;
    }
  return TRUE;
}

static void
add_other (KtFollowReading *reading, KtFollowLetter *letter, const KtId *person)
{
  if (letter->n_others == 0)
    g_ptr_array_add (reading->others, g_array_new (FALSE, FALSE, sizeof (KtId)));
  GArray *others = g_ptr_array_index (reading->others, reading->others->len - 1);
  g_array_append_vals (others, person, 1);
  letter->n_others = others->len;
  letter->others = (const KtId *)(void *)others->data;
}

/* Whom it went to: the first of To, of Cc, of Bcc is the person, the rest are others. */
static gboolean
read_out (KtFollowReading *reading, KtFollowLetter *letter, KtFollowFace *face, GError **error)
{
  static const KtRole roles[] = { KT_ROLE_TO, KT_ROLE_CC, KT_ROLE_BCC };
  for (guint r = 0; r < G_N_ELEMENTS (roles); r++)
    for (guint i = 0; i < reading->people->len; i++)
      {
        const KtParticipant *who = &g_array_index (reading->people, KtParticipant, i);
        if (who->role != roles[r])
          continue;
        const Known *known = know (reading, who->norm, error);
        if (known == NULL)
          return FALSE;
        if (known->mine || known->person == letter->person)
          continue;
        if (letter->person != 0)
          add_other (reading, letter, &known->person);
        else
          {
            letter->person = known->person;
            show_face (reading, face, known, who);
          }
      }
  return TRUE;
}

static void
count_news (KtFollowReading *reading, const KtFollowLetter *letter, const KtFollowFace *face)
{
  KtLetterNews *news = reading->news;
  news->out_of_office += letter->kind == KT_KIND_AUTOMATIC;
  news->bounces += letter->kind == KT_KIND_BOUNCE;
  if (letter->time < news->since || (face->ignored && face->contact == 0))
    return;
  gboolean personal = letter->kind == KT_KIND_PERSONAL || letter->kind == KT_KIND_INVITE;
  if (personal && face->contact != 0)
    news->clients++;
  else if (personal)
    news->strangers++;
  else
    news->rest++;
}

/* What the user said of this very letter wins over its addresses. */
static void
heed_links (const KtFollowReading *reading, KtFollowLetter *letter, KtFollowFace *face)
{
  const KtId *linked = g_hash_table_lookup (reading->linked, &letter->key);
  const KtId *unlinked = g_hash_table_lookup (reading->unlinked, &letter->key);
  if (linked != NULL)
    letter->person = face->contact = *linked;
  else if (unlinked != NULL && face->contact == *unlinked)
    {
      face->contact = 0;
      letter->person = kt_id_hash_strings ("address", face->norm, NULL);
    }
}

static gboolean
read_people (KtFollowReading *reading, KtFollowLetter *letter, KtFollowFace *face, char *people,
             GError **error)
{
  kt_people_read (people, reading->people);
  if (letter->direction == KT_DIRECTION_OUT ? !read_out (reading, letter, face, error)
                                            : !read_in (reading, letter, face, error))
    return FALSE;
  heed_links (reading, letter, face);
  return TRUE;
}

static void
heed_verdict (const KtFollowReading *reading, KtFollowLetter *letter)
{
  const KtLetterVerdict *verdict = g_hash_table_lookup (reading->letter_verdicts, &letter->key);
  letter->dismissed = verdict != NULL && verdict->verdict == KT_VERDICT_DISMISSED;
  if (verdict != NULL && verdict->verdict == KT_VERDICT_SNOOZED)
    letter->snoozed_until = verdict->until_at;
}

static gboolean
read_letter (const KtLetterSeen *seen, gpointer data, GError **error)
{
  KtFollowReading *reading = data;
  const KtStoredLetter *stored = seen->letter;
  KtFollowRow row = { stored->thread, stored->id };
  g_array_append_val (reading->rows, row);
  if (seen->draft)
    return TRUE;
  KtFollowLetter letter = { .key = stored->key,
                            .thread = stored->thread,
                            .time = stored->time,
                            .direction = stored->direction,
                            .kind = stored->kind,
                            .flags = stored->flags,
                            .reply = kt_subject_base (stored->subject) != stored->subject };
  KtFollowFace face = { .norm = "", .name = "", .subject = keep (reading, stored->subject) };
  if (stored->question != NULL)
    face.question = keep (reading, stored->question);
  face.place = kt_follow_place (reading->folders, seen->places, seen->n_places);
  gboolean personal = letter.kind == KT_KIND_PERSONAL || letter.kind == KT_KIND_INVITE;
  if (personal && !read_people (reading, &letter, &face, stored->people, error))
    return FALSE;
  if (letter.direction == KT_DIRECTION_IN)
    count_news (reading, &letter, &face);
  heed_verdict (reading, &letter);
  g_array_append_val (reading->letters, letter);
  g_array_append_val (reading->faces, face);
  return TRUE;
}

void
kt_follow_reading_clear (KtFollowReading *reading)
{
  g_clear_pointer (&reading->folders, g_hash_table_unref);
  g_clear_pointer (&reading->verdicts, g_hash_table_unref);
  g_clear_pointer (&reading->letter_verdicts, g_hash_table_unref);
  g_clear_pointer (&reading->met, g_hash_table_unref);
  g_clear_pointer (&reading->linked, g_hash_table_unref);
  g_clear_pointer (&reading->unlinked, g_hash_table_unref);
  g_hash_table_unref (reading->known);
  g_string_chunk_free (reading->names);
  g_array_unref (reading->letters);
  g_array_unref (reading->faces);
  g_ptr_array_unref (reading->others);
  g_array_unref (reading->people);
  g_array_unref (reading->rows);
  g_hash_table_unref (reading->newest);
}

gboolean
kt_follow_reading_init (KtFollowReading *reading, KtContext *context, KtLetterNews *news,
                        GError **error)
{
  KtStore *store = context->store;
  *reading = (KtFollowReading){ .context = context, .news = news };
  reading->known = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  reading->names = g_string_chunk_new (4096);
  reading->letters = g_array_new (FALSE, FALSE, sizeof (KtFollowLetter));
  reading->faces = g_array_new (FALSE, FALSE, sizeof (KtFollowFace));
  reading->others = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  reading->people = g_array_new (FALSE, FALSE, sizeof (KtParticipant));
  reading->rows = g_array_new (FALSE, FALSE, sizeof (KtFollowRow));
  reading->newest = g_hash_table_new (g_int64_hash, g_int64_equal);
  return (reading->folders = kt_follow_folders (store, error)) != NULL
         && (reading->verdicts = kt_address_verdict_all (store, error)) != NULL
         && (reading->letter_verdicts = kt_letter_verdict_follow_ups (store, error)) != NULL
         && (reading->linked = kt_owners_said (store, TRUE, error)) != NULL
         && (reading->unlinked = kt_owners_said (store, FALSE, error)) != NULL
         && (reading->met
             = kt_owners_met (store, kt_follow_since (context), context->clock.now, error))
                != NULL;
}

/* Rows were appended: what pointed at them points anew. Of a thread the newest comes last. */
static void
note_newest (KtFollowReading *reading)
{
  g_hash_table_remove_all (reading->newest);
  for (guint i = 0; i < reading->rows->len; i++)
    {
      KtFollowRow *row = &g_array_index (reading->rows, KtFollowRow, i);
      g_hash_table_insert (reading->newest, &row->thread, &row->row);
    }
}

gint64
kt_follow_since (const KtContext *context)
{
  return context->clock.now - (gint64)context->settings->look_back * 86400;
}

gboolean
kt_follow_reading_run (KtFollowReading *reading, GError **error)
{
  const KtContext *context = reading->context;
  if (!kt_letter_scan (context->store, kt_follow_since (context), read_letter, reading, error))
    return FALSE;
  note_newest (reading);
  return TRUE;
}

gboolean
kt_follow_reading_rows (KtFollowReading *reading, const GArray *ids, GError **error)
{
  if (!kt_letter_scan_rows (reading->context->store, ids, read_letter, reading, error))
    return FALSE;
  note_newest (reading);
  return TRUE;
}
