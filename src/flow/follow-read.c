#include "config.h"
#include "follow-read.h"
#include "kontor/letter-scan.h"
#include "kontor/owners.h"
#include "kontor/verdict.h"

/* Who an address is to the rules. */
typedef struct
{
  KtId person, contact; /* contact 0: unowned, or several own it */
  gboolean mine, ignored, machine;
} Known;

/* What the user and the book say of an address in its match form. */
static void
judge_match (const KtFollowReading *reading, Known *known, const char *match)
{
  gpointer verdict = g_hash_table_lookup (reading->verdicts, match);
  const KtId *owner = g_hash_table_lookup (reading->owners, match);
  gboolean shared = verdict == GINT_TO_POINTER (KT_ADDRESS_SHARED + 1);
  known->contact = owner != NULL && !shared ? *owner : 0;
  known->person
      = known->contact != 0 ? known->contact : kt_id_hash_strings ("address", match, NULL);
  known->mine = kt_settings_is_me (reading->context->settings, match)
                || verdict == GINT_TO_POINTER (KT_ADDRESS_MINE + 1);
  known->ignored = verdict == GINT_TO_POINTER (KT_ADDRESS_IGNORE + 1);
}

/* Most letters are of contacts, and most addresses are their own match form: those need no
 * parsing. */
static Known *
known_new (const KtFollowReading *reading, const char *norm)
{
  Known *known = g_new0 (Known, 1);
  if (g_hash_table_contains (reading->owners, norm))
    {
      judge_match (reading, known, norm);
      return known;
    }
  g_autoptr (KtAddr) addr = kt_addr_parse (norm, NULL);
  if (addr == NULL)
    return known;
  g_autofree char *match = kt_addr_match (addr, &reading->context->settings->addr_rules);
  judge_match (reading, known, match);
  known->machine = known->contact == 0 && kt_addr_is_machine (addr);
  return known;
}

static const Known *
know (const KtFollowReading *reading, const char *norm)
{
  Known *known = g_hash_table_lookup (reading->known, norm);
  if (known != NULL)
    return known;
  known = known_new (reading, norm);
  g_hash_table_insert (reading->known, g_strdup (norm), known);
  return known;
}

static void
show_face (const KtFollowReading *reading, KtFollowFace *face, const Known *known,
           const KtParticipant *who)
{
  face->contact = known->contact;
  face->norm = g_string_chunk_insert_const (reading->names, who->norm);
  face->name = g_string_chunk_insert_const (reading->names, who->name);
}

/* Who wrote, and whether to me: mine in To wins over mine in Cc. */
static void
read_in (const KtFollowReading *reading, GArray *people, KtFollowLetter *letter, KtFollowFace *face)
{
  letter->addressed = KT_ADDRESSED_NEITHER;
  for (guint i = 0; i < people->len; i++)
    {
      const KtParticipant *who = &g_array_index (people, KtParticipant, i);
      const Known *known = know (reading, who->norm);
      if (who->role == KT_ROLE_FROM && letter->person == 0)
        {
          letter->person = known->person;
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
}

/* Whom it went to: the first of To, of Cc, of Bcc is the person, the rest are others. */
static void
read_out (const KtFollowReading *reading, GArray *people, KtFollowLetter *letter,
          KtFollowFace *face)
{
  static const KtRole roles[] = { KT_ROLE_TO, KT_ROLE_CC, KT_ROLE_BCC };
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (KtId));
  for (guint r = 0; r < G_N_ELEMENTS (roles); r++)
    for (guint i = 0; i < people->len; i++)
      {
        const KtParticipant *who = &g_array_index (people, KtParticipant, i);
        const Known *known = who->role == roles[r] ? know (reading, who->norm) : NULL;
        if (known == NULL || known->mine || known->person == letter->person)
          continue;
        if (letter->person != 0)
          g_array_append_val (others, known->person);
        else
          {
            letter->person = known->person;
            show_face (reading, face, known, who);
          }
      }
  letter->n_others = others->len;
  if (others->len > 0)
    {
      g_ptr_array_add (reading->others, g_array_ref (others));
      letter->others = (const KtId *)(void *)others->data;
    }
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
read_letter (const KtStoredLetter *stored, gpointer data)
{
  KtFollowReading *reading = data;
  KtFollowLetter letter = { .key = stored->key,
                            .thread = stored->thread,
                            .time = stored->time,
                            .direction = stored->direction,
                            .kind = stored->kind,
                            .flags = stored->flags };
  KtFollowFace face = { .norm = "", .name = "", .row = stored->id };
  gboolean personal = letter.kind == KT_KIND_PERSONAL || letter.kind == KT_KIND_INVITE;
  g_autoptr (GArray) people = personal ? kt_people_parse (stored->people) : NULL;
  if (personal && letter.direction == KT_DIRECTION_OUT)
    read_out (reading, people, &letter, &face);
  else if (personal)
    read_in (reading, people, &letter, &face);
  if (personal)
    heed_links (reading, &letter, &face);
  if (letter.direction == KT_DIRECTION_IN)
    count_news (reading, &letter, &face);
  const KtLetterVerdict *verdict = g_hash_table_lookup (reading->letter_verdicts, &letter.key);
  letter.dismissed = verdict != NULL && verdict->verdict == KT_VERDICT_DISMISSED;
  if (verdict != NULL && verdict->verdict == KT_VERDICT_SNOOZED)
    letter.snoozed_until = verdict->until_at;
  g_array_append_val (reading->letters, letter);
  g_array_append_val (reading->faces, face);
  return TRUE;
}

void
kt_follow_reading_clear (KtFollowReading *reading)
{
  g_clear_pointer (&reading->owners, g_hash_table_unref);
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
}

gboolean
kt_follow_reading_init (KtFollowReading *reading, KtContext *context, KtLetterNews *news,
                        GError **error)
{
  KtStore *store = context->store;
  *reading = (KtFollowReading){ .context = context, .news = news };
  reading->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reading->names = g_string_chunk_new (4096);
  reading->letters = g_array_new (FALSE, FALSE, sizeof (KtFollowLetter));
  reading->faces = g_array_new (FALSE, FALSE, sizeof (KtFollowFace));
  reading->others = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  return (reading->owners = kt_owners_by_match (store, error)) != NULL
         && (reading->verdicts = kt_address_verdict_all (store, error)) != NULL
         && (reading->letter_verdicts = kt_letter_verdict_follow_ups (store, error)) != NULL
         && (reading->linked = kt_owners_said (store, TRUE, error)) != NULL
         && (reading->unlinked = kt_owners_said (store, FALSE, error)) != NULL
         && (reading->met = kt_owners_met (store, context->clock.now, error)) != NULL;
}

gboolean
kt_follow_reading_run (KtFollowReading *reading, GError **error)
{
  const KtContext *context = reading->context;
  gint64 since = context->clock.now - (gint64)context->settings->look_back * 86400;
  return kt_letter_scan (context->store, since, read_letter, reading, error);
}
