#include "config.h"
#include "kontor/address.h"
#include "kontor/auto-contact.h"
#include "kontor/contact.h"
#include "kontor/employer.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/journal.h"
#include "kontor/letter-scan.h"
#include "kontor/name.h"
#include "kontor/owners.h"
#include "kontor/proposal.h"
#include "kontor/source-state.h"
#include "kontor/verdict.h"
#include <glib/gi18n.h>
#include <string.h>

#define FACT_TERMS "contacts-made-by" /* the settings the last run made contacts by */

typedef struct
{
  KtStore *store;
  const KtSettings *settings;
  gint64 now;
  GHashTable *verdicts; /* match → verdict + 1 */
  GHashTable *names;    /* fold → KtId *; grows with the contacts made here */
  GHashTable *done;     /* matches seen in this run, borrowed */
  GPtrArray *worthy;    /* KtAddressSeen that become contacts, borrowed */
  guint made;
} Maker;

static gboolean
gather_facts (Maker *maker, const KtAddressSeen *seen, const KtAddr *addr, const char *fold,
              KtAddressFacts *facts, GError **error)
{
  KtAddressEvidence evidence = { 0 };
  if (!kt_address_evidence (maker->store, seen->id, &evidence, error))
    return FALSE;
  gpointer verdict = g_hash_table_lookup (maker->verdicts, seen->match);
  const KtId *namesake = g_hash_table_lookup (maker->names, fold);
  *facts = (KtAddressFacts){
    .addr = addr,
    .name = seen->name,
    .wrote_at = seen->wrote_at,
    .written_at = seen->written_at,
    .mine = kt_settings_is_me (maker->settings, seen->match)
            || verdict == GINT_TO_POINTER (KT_ADDRESS_MINE + 1),
    .judged = verdict != NULL,
    .sends_as_me = evidence.sent_as > 0,
    .delivered = evidence.delivered,
    .letters = evidence.letters,
    .spoofed = evidence.spoofed,
    .namesakes = namesake == NULL ? 0
                 : *namesake != 0 ? 1
                                  : 2,
  };
  return TRUE;
}

/* A contact that is being made; its texts are the address's or lie beside it. */
typedef struct
{
  KtNameGuess *guess;
  char *company;
  KtContact contact;
  KtPoint point;
} Draft;

static void
draft_free (Draft *draft)
{
  kt_name_guess_free (draft->guess);
  g_free (draft->company);
  g_free (draft);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Draft, draft_free)

/* A contact of its key may be there: the user may have taken its address away. */
static Draft *
draft_new (KtStore *store, const KtAddressSeen *seen, const char *origin, gint64 now,
           GError **error)
{
  g_autoptr (KtAddr) addr = kt_addr_parse (seen->norm, error);
  gboolean taken;
  if (addr == NULL
      || !kt_contact_exists (store, kt_id_hash_strings ("contact", seen->match, NULL), &taken,
                             error))
    return NULL;
  Draft *draft = g_new0 (Draft, 1);
  const KtNameGuess *guess = draft->guess = kt_name_guess (seen->name, addr);
  draft->company = kt_name_company_beside (guess, addr);
  draft->contact = (KtContact){
    .id = taken ? kt_id_random () : kt_id_hash_strings ("contact", seen->match, NULL),
    .kind = guess->company ? (char *)"company" : (char *)"person",
    .name = guess->name,
    .given = guess->given,
    .family = guess->family,
    .patronymic = guess->patronymic,
    .company = draft->company,
    .origin = (char *)origin,
    .created = now,
    .updated = now,
  };
  draft->point = (KtPoint){
    .id = taken ? kt_id_random () : kt_id_hash_strings ("contact-point", seen->match, NULL),
    .contact = draft->contact.id,
    .kind = (char *)"email",
    .raw = seen->norm,
    .norm = seen->norm,
    .match = seen->match,
    .shared = kt_addr_is_role (addr),
  };
  return draft;
}

gboolean
kt_contact_from_address (KtStore *store, const KtAddressSeen *seen, const char *origin, gint64 now,
                         KtId *ret_contact, GError **error)
{
  g_autoptr (Draft) draft = draft_new (store, seen, origin, now, error);
  if (draft == NULL)
    return FALSE;
  *ret_contact = draft->contact.id;
  return kt_contact_insert (store, &draft->contact, error)
         && kt_point_insert (store, &draft->point, now, error)
         && kt_employer_settle_all (store, now, NULL, error);
}

/* Whether a contact comes of it: nothing is written yet. */
static gboolean
consider (Maker *maker, KtAddressSeen *seen, GError **error)
{
  g_autoptr (KtAddr) addr = kt_addr_parse (seen->norm, NULL);
  if (addr == NULL || !g_hash_table_add (maker->done, seen->match))
    return TRUE;
  g_autoptr (KtNameGuess) guess = kt_name_guess (seen->name, addr);
  g_autofree char *fold = kt_fold (guess->name);
  KtAddressFacts facts;
  gboolean there;
  KtId id = kt_id_hash_strings ("contact", seen->match, NULL);
  if (!gather_facts (maker, seen, addr, fold, &facts, error)
      || !kt_contact_exists (maker->store, id, &there, error))
    return FALSE;
  if (there || kt_contact_worth (&facts, maker->settings->auto_contacts) != KT_WORTH_CONTACT)
    return TRUE;
  if (strchr (fold, ' ') != NULL && facts.namesakes == 0)
    g_hash_table_insert (maker->names, g_steal_pointer (&fold), g_memdup2 (&id, sizeof id));
  g_ptr_array_add (maker->worthy, seen);
  return TRUE;
}

/* Of what is still nobody's and not judged: the user may have said so since it was looked at. */
static gboolean
draft_all (Maker *maker, GPtrArray *drafts, GError **error)
{
  g_autoptr (GHashTable) verdicts = kt_address_verdict_all (maker->store, error);
  if (verdicts == NULL)
    return FALSE;
  for (guint i = 0; i < maker->worthy->len; i++)
    {
      const KtAddressSeen *seen = maker->worthy->pdata[i];
      gboolean owned;
      if (!kt_point_is_owned (maker->store, seen->match, &owned, error))
        return FALSE;
      if (owned || g_hash_table_contains (verdicts, seen->match))
        continue;
      Draft *draft = draft_new (maker->store, seen, "sync", maker->now, error);
      if (draft == NULL)
        return FALSE;
      g_ptr_array_add (drafts, draft);
    }
  return TRUE;
}

static gboolean
make_all (Maker *maker, GError **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify)draft_free);
  g_autoptr (GPtrArray) contacts = g_ptr_array_new ();
  if (!draft_all (maker, drafts, error))
    return FALSE;
  for (guint i = 0; i < drafts->len; i++)
    g_ptr_array_add (contacts, &((Draft *)drafts->pdata[i])->contact);
  if (!kt_contact_insert_all (maker->store, contacts, error))
    return FALSE;
  for (guint i = 0; i < drafts->len; i++)
    if (!kt_point_insert (maker->store, &((Draft *)drafts->pdata[i])->point, maker->now, error))
      return FALSE;
  maker->made = drafts->len;
  return kt_employer_settle_all (maker->store, maker->now, NULL, error);
}

static gboolean
save_all (Maker *maker, GError **error)
{
  if (maker->worthy->len == 0)
    return TRUE;
  if (!kt_journal_begin (maker->store, KT_ORIGIN_SYNC, "sync", error))
    return FALSE;
  if (!make_all (maker, error))
    {
      kt_journal_rollback (maker->store);
      return FALSE;
    }
  g_autofree char *command
      = g_strdup_printf (ngettext ("sync: %u contact from letters you wrote",
                                   "sync: %u contacts from letters you wrote", maker->made),
                         maker->made);
  return kt_journal_commit (maker->store, command, maker->now, FALSE, NULL, error);
}

static gboolean
make_contacts (KtStore *store, const KtSettings *settings, gint64 now, const GArray *touched,
               guint *ret_made, GError **error)
{
  gboolean written = settings->auto_contacts == KT_AUTO_CONTACTS_REPLIED;
  g_autoptr (GPtrArray) addresses = touched == NULL
                                        ? kt_address_unowned (store, written, error)
                                        : kt_address_unowned_of (store, written, touched, error);
  if (addresses == NULL)
    return FALSE;
  if (addresses->len == 0)
    return TRUE;
  g_autoptr (GHashTable) verdicts = kt_address_verdict_all (store, error);
  g_autoptr (GHashTable) names = verdicts != NULL ? kt_owners_by_fold (store, error) : NULL;
  if (names == NULL)
    return FALSE;
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) worthy = g_ptr_array_new ();
  Maker maker = { store, settings, now, verdicts, names, done, worthy, 0 };
  for (guint i = 0; i < addresses->len; i++)
    if (!consider (&maker, addresses->pdata[i], error))
      return FALSE;
  if (!save_all (&maker, error))
    return FALSE;
  *ret_made = maker.made;
  return TRUE;
}

/* What decides about addresses no new letter names: with other settings all are looked at again. */
static char *
terms_of (const KtSettings *settings)
{
  return g_strdup_printf ("%d %s", (int)settings->auto_contacts,
                          settings->hash != NULL ? settings->hash : "");
}

static gboolean
finish (KtStore *store, const KtClock *clock, const char *terms, GError **error)
{
  if (!kt_store_begin (store, "sync", error))
    return FALSE;
  if (kt_owners_refresh_rhythm (store, clock->zone, error)
      && kt_fact_set (store, FACT_TERMS, terms, error) && kt_store_commit (store, error))
    return TRUE;
  kt_store_rollback (store);
  return FALSE;
}

gboolean
kt_auto_contacts (KtStore *store, const KtSettings *settings, const KtClock *clock,
                  const GArray *touched, guint *ret_made, GError **error)
{
  g_autofree char *terms = terms_of (settings);
  g_autofree char *before = kt_fact_get (store, FACT_TERMS, NULL);
  *ret_made = 0;
  if (g_strcmp0 (terms, before) != 0)
    touched = NULL;
  if (settings->auto_contacts != KT_AUTO_CONTACTS_NEVER
      && !make_contacts (store, settings, clock->now, touched, ret_made, error))
    return FALSE;
  return finish (store, clock, terms, error);
}
