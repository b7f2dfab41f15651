#include "config.h"
#include "kontor/contact.h"
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
add_owner (KtLinkBook *book, KtStore *store, const KtStoredLetter *letter, const KtPoint *point,
           KtLinkFacts facts, const char *norm, GPtrArray *links, GError **error)
{
  g_autofree char *name = NULL;
  if (!kt_link_book_of_owner (book, point, &facts, &name, error))
    return FALSE;
  if (kt_link_judge (&facts) == KT_LINK_SHARED
      && !is_in_thread (book, store, point->contact, letter->thread, &facts.in_thread, error))
    return FALSE;
  KtLink *link = g_new0 (KtLink, 1);
  link->reason = kt_link_judge (&facts);
  link->norm = g_strdup (norm);
  link->contact = point->contact;
  link->name = g_steal_pointer (&name);
  g_ptr_array_add (links, link);
  return TRUE;
}

static gboolean
add_address (KtLinkBook *book, KtStore *store, const KtStoredLetter *letter, const char *norm,
             GPtrArray *links, GError **error)
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
    if (!add_owner (book, store, letter, owners->pdata[i], facts, norm, links, error))
      return FALSE;
  return TRUE;
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
      if (person->role != KT_ROLE_DELIVERED_TO && g_hash_table_add (seen, (gpointer)person->norm)
          && !add_address (book, store, letter, person->norm, links, error))
        return FALSE;
    }
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
      g_autoptr (KtContact) contact = kt_contact_get (store, verdict->contact, error);
      if (contact == NULL)
        return FALSE;
      KtLink *link = g_new0 (KtLink, 1);
      link->reason = verdict->verdict == KT_VERDICT_LINKED ? KT_LINK_SAID : KT_LINK_UNSAID;
      link->contact = contact->id;
      link->name = g_strdup (contact->name);
      link->at = verdict->created;
      g_ptr_array_add (links, link);
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
is_refused (const GPtrArray *links, KtId contact)
{
  for (guint i = 0; i < links->len; i++)
    {
      const KtLink *link = links->pdata[i];
      if (link->contact == contact && link->reason == KT_LINK_UNSAID)
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
