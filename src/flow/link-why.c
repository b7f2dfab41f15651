#include "config.h"
#include "kontor/contact.h"
#include "kontor/event-name-rows.h"
#include "kontor/event-verdict.h"
#include "kontor/letter-rows.h"
#include "kontor/verdict.h"
#include "link-book.h"

void
kt_link_free (KtLink *link)
{
  if (link == NULL)
    return;
  g_free (link->norm);
  g_free (link->name);
  g_free (link);
}

/* Whether the contact's own address takes part in some letter of the thread. */
static gboolean
is_in_thread (KtLinkBook *book, KtStore *store, KtId contact, gint64 thread, gboolean *ret_in,
              GError **error)
{
  g_auto (GStrv) own = NULL, shared = NULL;
  if (!kt_link_book_matches (book, contact, &own, &shared, error))
    return FALSE;
  g_autoptr (GArray) rows = kt_letter_rows_of (store, (const char *const *)own, error);
  *ret_in = FALSE;
  for (guint i = 0; rows != NULL && i < rows->len && !*ret_in; i++)
    {
      gint64 other;
      if (!kt_letter_row_thread (store, g_array_index (rows, gint64, i), &other, error))
        return FALSE;
      *ret_in = other == thread;
    }
  return rows != NULL;
}

static gboolean
add_owner (KtLinkBook *book, KtStore *store, gint64 thread, const KtPoint *point, KtLinkFacts facts,
           const char *norm, GPtrArray *links, GError **error)
{
  g_autofree char *name = NULL;
  if (!kt_link_book_of_owner (book, point, &facts, &name, error))
    return FALSE;
  if (thread != 0 && kt_link_judge (&facts) == KT_LINK_SHARED
      && !is_in_thread (book, store, point->contact, thread, &facts.in_thread, error))
    return FALSE;
  KtLink *link = g_new0 (KtLink, 1);
  link->reason = kt_link_judge (&facts);
  link->norm = g_strdup (norm);
  link->contact = point->contact;
  link->name = g_steal_pointer (&name);
  g_ptr_array_add (links, link);
  return TRUE;
}

/* thread 0: there is none. */
static gboolean
add_address (KtLinkBook *book, KtStore *store, gint64 thread, const char *norm, GPtrArray *links,
             GError **error)
{
  KtLinkFacts facts;
  g_autofree char *match = kt_link_book_match (book, norm);
  g_autoptr (GPtrArray) owners = kt_link_book_owners (book, match, &facts, error);
  if (owners == NULL)
    return FALSE;
  KtLinkReason reason = kt_link_judge (&facts);
  if (reason == KT_LINK_MINE || reason == KT_LINK_IGNORED || owners->len == 0)
    {
      KtLink *link = g_new0 (KtLink, 1);
      link->reason = reason;
      link->norm = g_strdup (norm);
      g_ptr_array_add (links, link);
      return TRUE;
    }
  for (guint i = 0; i < owners->len; i++)
    if (!add_owner (book, store, thread, owners->pdata[i], facts, norm, links, error))
      return FALSE;
  return TRUE;
}

/* What the people of a letter are said to have written elsewhere proves less than taking part: one
 * who owns the address alone, and nobody by a thread. */
static void
note_forwarded (GPtrArray *links, guint from)
{
  for (guint i = from; i < links->len; i++)
    {
      KtLink *link = links->pdata[i];
      if (link->reason == KT_LINK_OWNED)
        link->reason = KT_LINK_FORWARDED;
    }
}

static gboolean
add_people (KtLinkBook *book, KtStore *store, const KtStoredLetter *letter, GPtrArray *links,
            GError **error)
{
  g_autofree char *text = g_strdup (letter->people);
  g_autoptr (GArray) people = kt_people_parse (text);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < people->len; i++)
    {
      const KtParticipant *person = &g_array_index (people, KtParticipant, i);
      gboolean forwarded = person->role == KT_ROLE_FORWARDED;
      guint from = links->len;
      if (person->role == KT_ROLE_DELIVERED_TO || !g_hash_table_add (seen, (gpointer)person->norm))
        continue;
      if (!add_address (book, store, forwarded ? 0 : letter->thread, person->norm, links, error))
        return FALSE;
      if (forwarded)
        note_forwarded (links, from);
    }
  return TRUE;
}

static gboolean
add_contact (KtStore *store, KtLinkReason reason, KtId id, const char *words, gint64 at,
             GPtrArray *links, GError **error)
{
  g_autoptr (KtContact) contact = kt_contact_get (store, id, error);
  if (contact == NULL)
    return FALSE;
  KtLink *link = g_new0 (KtLink, 1);
  link->reason = reason;
  link->norm = g_strdup (words);
  link->contact = contact->id;
  link->name = g_strdup (contact->name);
  link->at = at;
  g_ptr_array_add (links, link);
  return TRUE;
}

static gboolean
add_verdicts (KtStore *store, KtId letter, GPtrArray *links, GError **error)
{
  g_autoptr (GArray) verdicts = kt_letter_verdict_list (store, letter, error);
  if (verdicts == NULL)
    return FALSE;
  for (guint i = 0; i < verdicts->len; i++)
    {
      const KtLetterVerdict *verdict = &g_array_index (verdicts, KtLetterVerdict, i);
      if (verdict->contact == 0)
        continue;
      KtLinkReason reason = verdict->verdict == KT_VERDICT_LINKED ? KT_LINK_SAID : KT_LINK_UNSAID;
      if (!add_contact (store, reason, verdict->contact, NULL, verdict->created, links, error))
        return FALSE;
    }
  return TRUE;
}

GPtrArray *
kt_link_explain (KtStore *store, const KtSettings *settings, const KtStoredLetter *letter,
                 GError **error)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_link_free);
  g_autoptr (KtLinkBook) book = kt_link_book_new (store, settings, error);
  if (book != NULL && add_people (book, store, letter, links, error)
      && add_verdicts (store, letter->key, links, error))
    return g_steal_pointer (&links);
  return NULL;
}

static gboolean
add_named (KtStore *store, gint64 event, GPtrArray *links, GError **error)
{
  g_autoptr (GPtrArray) names = kt_event_name_list_of (store, event, error);
  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const KtEventName *name = names->pdata[i];
      KtLinkReason reason = name->certain ? KT_LINK_NAMED : KT_LINK_GUESSED;
      if (!add_contact (store, reason, name->contact, name->words, 0, links, error))
        return FALSE;
    }
  return names != NULL;
}

static gboolean
add_event_verdicts (KtStore *store, const char *uid, GPtrArray *links, GError **error)
{
  g_autoptr (GArray) verdicts = kt_event_verdict_list (store, uid, error);
  for (guint i = 0; verdicts != NULL && i < verdicts->len; i++)
    {
      const KtEventVerdict *verdict = &g_array_index (verdicts, KtEventVerdict, i);
      if (verdict->verdict == KT_EVENT_IGNORED)
        {
          KtLink *link = g_new0 (KtLink, 1);
          link->reason = KT_LINK_NOBODYS;
          link->at = verdict->created;
          g_ptr_array_add (links, link);
          continue;
        }
      KtLinkReason reason = verdict->verdict == KT_EVENT_LINKED ? KT_LINK_SAID : KT_LINK_UNSAID;
      if (!add_contact (store, reason, verdict->contact, NULL, verdict->created, links, error))
        return FALSE;
    }
  return verdicts != NULL;
}

GPtrArray *
kt_link_explain_event (KtStore *store, const KtSettings *settings, gint64 event, const char *uid,
                       GError **error)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_link_free);
  g_autoptr (KtLinkBook) book = kt_link_book_new (store, settings, error);
  g_auto (GStrv) people = book != NULL ? kt_event_people (store, event, error) : NULL;
  if (people == NULL)
    return NULL;
  for (guint i = 0; people[i] != NULL; i++)
    if (!add_address (book, store, 0, people[i], links, error))
      return NULL;
  if (!add_named (store, event, links, error) || !add_event_verdicts (store, uid, links, error))
    return NULL;
  return g_steal_pointer (&links);
}

static gboolean
is_refused (const GPtrArray *links, KtId contact)
{
  for (guint i = 0; i < links->len; i++)
    {
      const KtLink *link = links->pdata[i];
      if (link->reason == KT_LINK_NOBODYS
          || (link->contact == contact && link->reason == KT_LINK_UNSAID))
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
kt_link_contacts (const GPtrArray *links)
{
  GPtrArray *contacts = g_ptr_array_new ();
  for (guint i = 0; i < links->len; i++)
    {
      KtLink *link = links->pdata[i];
      gboolean repeated = FALSE;
      for (guint k = 0; k < contacts->len; k++)
        repeated |= ((KtLink *)contacts->pdata[k])->contact == link->contact;
      if (!repeated && kt_link_holds (link->reason) && !is_refused (links, link->contact))
        g_ptr_array_add (contacts, link);
    }
  return contacts;
}
