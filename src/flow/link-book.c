#include "config.h"
#include "link-book.h"
#include "kontor/verdict.h"

struct _KtLinkBook
{
  KtStore *store;
  const KtSettings *settings;
  GHashTable *verdicts; /* match → KtAddressVerdict + 1 */
};

KtLinkBook *
kt_link_book_new (KtStore *store, const KtSettings *settings, GError **error)
{
  GHashTable *verdicts = kt_address_verdict_all (store, error);
  if (verdicts == NULL)
    return NULL;
  KtLinkBook *book = g_new (KtLinkBook, 1);
  book->store = store;
  book->settings = settings;
  book->verdicts = verdicts;
  return book;
}

void
kt_link_book_free (KtLinkBook *book)
{
  g_hash_table_unref (book->verdicts);
  g_free (book);
}

char *
kt_link_book_match (KtLinkBook *book, const char *norm)
{
  g_autoptr (KtAddr) addr = kt_addr_parse (norm, NULL);
  const KtAddrRules *rules
      = book->settings != NULL ? &book->settings->addr_rules : &kt_addr_rules_default;
  return addr != NULL ? kt_addr_match (addr, rules) : g_strdup (norm);
}

static gboolean
is_company (KtLinkBook *book, KtId contact, gboolean *ret_company, char **ret_name, GError **error)
{
  g_autoptr (KtContact) found = kt_contact_get (book->store, contact, error);
  if (found == NULL)
    return FALSE;
  *ret_company = g_str_equal (found->kind, "company");
  if (ret_name != NULL)
    *ret_name = g_steal_pointer (&found->name);
  return TRUE;
}

/* Two points of one contact with equal match forms (plus-tags) are one owner. */
static void
drop_repeated (GPtrArray *points)
{
  for (guint i = 1; i < points->len;)
    {
      gboolean repeated = FALSE;
      for (guint k = 0; k < i && !repeated; k++)
        repeated = ((KtPoint *)points->pdata[k])->contact == ((KtPoint *)points->pdata[i])->contact;
      if (repeated)
        g_ptr_array_remove_index (points, i);
      else
        i++;
    }
}

GPtrArray *
kt_link_book_owners (KtLinkBook *book, const char *match, KtLinkFacts *ret_facts, GError **error)
{
  g_autoptr (GPtrArray) points = kt_point_by_match (book->store, match, error);
  if (points == NULL)
    return NULL;
  drop_repeated (points);
  int verdict = GPOINTER_TO_INT (g_hash_table_lookup (book->verdicts, match)) - 1;
  *ret_facts = (KtLinkFacts){ 0 };
  ret_facts->mine = verdict == KT_ADDRESS_MINE
                    || (book->settings != NULL && kt_settings_is_me (book->settings, match));
  ret_facts->ignored = verdict == KT_ADDRESS_IGNORE;
  ret_facts->shared = verdict == KT_ADDRESS_SHARED;
  for (guint i = 0; i < points->len; i++)
    {
      const KtPoint *point = points->pdata[i];
      gboolean company;
      if (!is_company (book, point->contact, &company, NULL, error))
        return NULL;
      ret_facts->shared |= point->shared;
      ret_facts->people += !company;
      ret_facts->companies += company;
    }
  return g_steal_pointer (&points);
}

gboolean
kt_link_book_of_owner (KtLinkBook *book, const KtPoint *point, KtLinkFacts *facts, char **ret_name,
                       GError **error)
{
  return is_company (book, point->contact, &facts->is_company, ret_name, error);
}

gboolean
kt_link_book_matches (KtLinkBook *book, KtId contact, GStrv *ret_own, GStrv *ret_shared,
                      GError **error)
{
  g_autoptr (GPtrArray) points = kt_point_list (book->store, contact, error);
  g_autoptr (GStrvBuilder) own = g_strv_builder_new (), shared = g_strv_builder_new ();
  if (points == NULL)
    return FALSE;
  for (guint i = 0; i < points->len; i++)
    {
      const KtPoint *point = points->pdata[i];
      KtLinkFacts facts;
      if (!g_str_equal (point->kind, "email"))
        continue;
      g_autoptr (GPtrArray) owners = kt_link_book_owners (book, point->match, &facts, error);
      if (owners == NULL || !kt_link_book_of_owner (book, point, &facts, NULL, error))
        return FALSE;
      KtLinkReason reason = kt_link_judge (&facts);
      if (reason == KT_LINK_OWNED)
        g_strv_builder_add (own, point->match);
      else if (reason == KT_LINK_SHARED)
        g_strv_builder_add (shared, point->match);
    }
  *ret_own = g_strv_builder_end (own);
  *ret_shared = g_strv_builder_end (shared);
  return TRUE;
}
