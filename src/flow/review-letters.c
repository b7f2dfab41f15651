#include "config.h"
#include "review-parts.h"
#include "kontor/contact.h"
#include "kontor/phone.h"
#include <string.h>

#define LETTERS_MAX 5000u

typedef struct
{
  KtReviewGather *gather;
  GHashTable *owners; /* match → KtId * */
  GHashTable *asked;  /* phones looked at: match of a phone proposal, owned */
} Letters;

static char *
match_of (const KtReviewGather *gather, const char *norm)
{
  g_autoptr (KtAddr) addr = kt_addr_parse (norm, NULL);
  return addr != NULL ? kt_addr_match (addr, &gather->context->settings->addr_rules) : NULL;
}

/* Whoever a contact forwards; whoever a stranger does may be anybody. */
static gboolean
consider_forwarded (Letters *letters, const KtStoredLetter *letter, const KtContact *contact,
                    const KtParticipant *who, GError **error)
{
  KtReviewGather *gather = letters->gather;
  g_autoptr (GError) failed = NULL;
  g_autofree char *match = match_of (gather, who->norm);
  if (match == NULL || g_hash_table_contains (letters->owners, match))
    return TRUE;
  KtAddressSeen *seen = kt_address_get (gather->context->store, who->norm, &failed);
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  if (seen == NULL)
    return error == NULL || *error == NULL;
  g_free (seen->name);
  seen->name = g_strdup (who->name);
  gather->forward = letter;
  gather->forwarder = contact->name;
  gboolean ok = kt_review_consider (gather, seen, error);
  gather->forward = NULL;
  gather->forwarder = NULL;
  return ok;
}

/* Where numbers without a country code are: a letter out of .ua, .de … tells. */
static char *
normalise (const KtContext *context, const char *typed, const char *norm)
{
  const char *dot = strrchr (norm, '.');
  g_autofree char *country = dot != NULL && strlen (dot) == 3 ? g_ascii_strup (dot + 1, -1) : NULL;
  const char *first = typed + strcspn (typed, "0123456789");
  guint digits = 0;
  for (const char *p = typed; *p != '\0'; p++)
    digits += g_ascii_isdigit (*p);
  if (*typed != '+' && *first == '8' && digits == 11)
    return kt_phone_normalise (typed, "RU", NULL);
  char *phone = country != NULL ? kt_phone_normalise (typed, country, NULL) : NULL;
  return phone != NULL ? phone : kt_phone_normalise (typed, context->settings->country, NULL);
}

static gboolean
has_phone (KtStore *store, KtId contact, const char *phone, gboolean *ret_has, GError **error)
{
  g_autoptr (GPtrArray) points = kt_point_list (store, contact, error);
  for (guint i = 0; points != NULL && i < points->len; i++)
    {
      const KtPoint *point = points->pdata[i];
      *ret_has |= g_str_equal (point->kind, "phone") && g_str_equal (point->match, phone);
    }
  return points != NULL;
}

static KtProposal *
phone_proposal (const KtStoredLetter *letter, const KtContact *contact, const char *typed,
                const char *phone, const char *match)
{
  KtProposal *proposal = g_new0 (KtProposal, 1);
  proposal->kind = KT_PROPOSAL_PHONE;
  proposal->key = kt_id_hash_strings ("address", match, NULL);
  proposal->address = g_new0 (KtAddressSeen, 1);
  proposal->address->norm = g_strdup (phone);
  proposal->address->match = g_strdup (match);
  proposal->address->name = g_strdup (contact->name);
  proposal->namesake = contact->id;
  proposal->namesake_name = g_strdup (contact->name);
  proposal->phone = g_strdup (typed);
  proposal->newest = letter->key;
  proposal->last = letter->time;
  proposal->text = g_strdup (letter->subject);
  return proposal;
}

/* Not what the contact has already, its company's card has, or the user has refused. */
static gboolean
consider_phone (Letters *letters, const KtStoredLetter *letter, const KtContact *contact,
                const char *norm, const char *typed, GError **error)
{
  const KtContext *context = letters->gather->context;
  gboolean has = FALSE;
  g_autofree char *phone = normalise (context, typed, norm);
  if (phone == NULL)
    return TRUE;
  char ref[KT_REF_LENGTH + 1];
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, contact->id);
  kt_ref_full (kt_id_hash_strings ("phone", id, phone, NULL), ref);
  g_autofree char *match = g_strconcat ("phone:", ref, NULL);
  if (!g_hash_table_add (letters->asked, g_strdup (match))
      || g_hash_table_contains (letters->gather->verdicts, match))
    return TRUE;
  if (!has_phone (context->store, contact->id, phone, &has, error)
      || (contact->employer != 0
          && !has_phone (context->store, contact->employer, phone, &has, error)))
    return FALSE;
  if (!has)
    g_ptr_array_add (letters->gather->proposals,
                     phone_proposal (letter, contact, typed, phone, match));
  return TRUE;
}

static gboolean
consider_phones (Letters *letters, const KtStoredLetter *letter, const KtContact *contact,
                 const KtParticipant *from, GError **error)
{
  g_auto (GStrv) phones = g_strsplit (from->note, ";", -1);
  for (char **phone = phones; *phone != NULL; phone++)
    if (**phone != '\0' && !consider_phone (letters, letter, contact, from->norm, *phone, error))
      return FALSE;
  return TRUE;
}

static gboolean
consider_letter (Letters *letters, const KtStoredLetter *letter, GError **error)
{
  g_autofree char *text = g_strdup (letter->people);
  g_autoptr (GArray) people = kt_people_parse (text);
  const KtParticipant *from = kt_people_other (people, KT_DIRECTION_IN);
  g_autofree char *match = from != NULL ? match_of (letters->gather, from->norm) : NULL;
  const KtId *owner = match != NULL ? g_hash_table_lookup (letters->owners, match) : NULL;
  if (owner == NULL || *owner == 0)
    return TRUE;
  g_autoptr (KtContact) contact = kt_contact_get (letters->gather->context->store, *owner, error);
  if (contact == NULL || !consider_phones (letters, letter, contact, from, error))
    return FALSE;
  for (guint i = 0; i < people->len; i++)
    {
      const KtParticipant *who = &g_array_index (people, KtParticipant, i);
      if (who->role == KT_ROLE_FORWARDED
          && !consider_forwarded (letters, letter, contact, who, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kt_review_consider_letters (KtReviewGather *gather, GHashTable *owners, GError **error)
{
  g_autoptr (GPtrArray) list
      = kt_letter_telling (gather->context->store, gather->oldest, LETTERS_MAX, error);
  g_autoptr (GHashTable) asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Letters letters = { gather, owners, asked };
  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    if (!consider_letter (&letters, list->pdata[i], error))
      return FALSE;
  return TRUE;
}
