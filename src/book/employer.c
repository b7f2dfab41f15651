#include "config.h"
#include "contact-row.h"
#include "kontor/addr.h"
#include "kontor/employer.h"
#include "kontor/fold.h"
#include "kontor/name.h"

#include <sqlite3.h>
#include <string.h>

#define COMPANIES_SQL                                                                              \
  "SELECT c.id, c.name, c.fold, c.updated, p.kind, p.norm FROM contact AS c"                       \
  " LEFT JOIN contact_point AS p ON p.contact = c.id AND p.kind IN ('email', 'url')"               \
  " WHERE c.kind = 'company' ORDER BY c.id"
/* people without an employer, a row an address */
#define LOOSE_SQL                                                                                  \
  "SELECT c.id, c.company, c.updated, p.norm, p.created FROM contact AS c"                         \
  " LEFT JOIN contact_point AS p ON p.contact = c.id AND p.kind = 'email'"                         \
  " WHERE c.employer IS NULL AND c.kind = 'person'"
#define NEW_ADDRESSES_SQL                                                                          \
  "SELECT norm FROM contact_point WHERE contact = ?1 AND kind = 'email' AND created >= ?2"
#define EMPLOY_SQL "UPDATE contact SET employer = ?2, company = ?3, updated = ?4 WHERE id = ?1"
#define RENAME_SQL                                                                                 \
  "UPDATE contact SET company = ?2, updated = ?4 WHERE employer = ?1 AND company = ?3"
#define DISMISS_SQL "UPDATE contact SET employer = NULL, updated = ?2 WHERE employer = ?1"
#define PEOPLE_SQL "SELECT " KT_CONTACT_COLUMNS " FROM contact WHERE employer = ?1 ORDER BY fold"

typedef struct
{
  KtId id;
  char *name, *fold;
  gint64 updated;
} Company;

/* All companies' cards; what two of them have leads to neither (NULL). */
typedef struct
{
  GPtrArray *all;      /* Company */
  GHashTable *domains; /* → Company or NULL */
  GHashTable *names;   /* fold → Company or NULL */
} Companies;

static void
company_free (gpointer data)
{
  Company *company = data;
  g_free (company->name);
  g_free (company->fold);
  g_free (company);
}

static void
companies_clear (Companies *companies)
{
  g_clear_pointer (&companies->domains, g_hash_table_unref);
  g_clear_pointer (&companies->names, g_hash_table_unref);
  g_clear_pointer (&companies->all, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Companies, companies_clear)

static gboolean
finish (GError *failure, GError **error)
{
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/* "https://www.brize.example/team" lies in brize.example; NULL: in none that says anything. */
static char *
domain_of (const char *kind, const char *norm)
{
  g_autofree char *host = NULL;
  if (g_str_equal (kind, "email"))
    {
      const char *at = strrchr (norm, '@');
      host = g_strdup (at != NULL ? at + 1 : "");
    }
  else
    {
      const char *scheme = strstr (norm, "://");
      const char *start = scheme != NULL ? scheme + 3 : norm;
      if (g_str_has_prefix (start, "www."))
        start += 4;
      host = g_strndup (start, strcspn (start, "/:?#"));
    }
  return strchr (host, '.') != NULL && !kt_domain_is_free_mail (host) ? g_steal_pointer (&host)
                                                                      : NULL;
}

static void
put_unique (GHashTable *table, char *key /* taken */, Company *company)
{
  gpointer there = NULL;
  if (g_hash_table_lookup_extended (table, key, NULL, &there) && there != company)
    company = NULL;
  g_hash_table_insert (table, key, company);
}

static gboolean
read_companies (KtStore *store, Companies *companies, GError **error)
{
  GError *failure = NULL;
  Company *company = NULL;
  sqlite3_stmt *row = kt_store_statement (store, COMPANIES_SQL, error);
  if (row == NULL)
    return FALSE;
  companies->all = g_ptr_array_new_with_free_func (company_free);
  companies->domains = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  companies->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  while (kt_step (row, &failure))
    {
      if (company == NULL || company->id != kt_column_int (row, 0))
        {
          company = g_new0 (Company, 1);
          company->id = kt_column_int (row, 0);
          company->name = g_strdup (kt_column_text (row, 1));
          company->fold = g_strdup (kt_column_text (row, 2));
          company->updated = kt_column_int (row, 3);
          g_ptr_array_add (companies->all, company);
          put_unique (companies->names, g_strdup (company->fold), company);
        }
      char *domain = domain_of (kt_column_text (row, 4), kt_column_text (row, 5));
      if (domain != NULL)
        put_unique (companies->domains, domain, company);
    }
  return finish (failure, error);
}

/* The same company, as far as its name says: nobody said any, its own, or what sync read out of the
 * domain. */
static gboolean
may_be (const char *company, const Company *card, const char *domain)
{
  if (company == NULL || *company == '\0')
    return TRUE;
  g_autofree char *said = kt_fold (company);
  g_autofree char *guess = kt_name_of_company (domain);
  g_autofree char *guessed = guess != NULL ? kt_fold (guess) : NULL;
  return g_str_equal (said, card->fold) || g_strcmp0 (said, guessed) == 0;
}

static const Company *
by_domain (const Companies *companies, const char *company, const char *norm)
{
  g_autofree char *domain = domain_of ("email", norm);
  const Company *card = domain != NULL ? g_hash_table_lookup (companies->domains, domain) : NULL;
  return card != NULL && may_be (company, card, domain) ? card : NULL;
}

static const Company *
by_name (const Companies *companies, const char *company)
{
  g_autofree char *fold = kt_fold (company);
  return g_hash_table_lookup (companies->names, fold);
}

static gboolean
by_new_addresses (KtStore *store, const Companies *companies, const KtContact *contact,
                  const Company **ret, GError **error)
{
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, NEW_ADDRESSES_SQL, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "ii", contact->id, contact->updated);
  while (kt_step (statement, &failure))
    if (*ret == NULL)
      *ret = by_domain (companies, contact->company, kt_column_text (statement, 0));
  return finish (failure, error);
}

static gboolean
find_card (KtStore *store, const KtContact *contact, gboolean said, const Company **ret,
           Companies *companies, GError **error)
{
  if (!read_companies (store, companies, error))
    return FALSE;
  if (said && contact->company != NULL)
    *ret = by_name (companies, contact->company);
  return *ret != NULL || by_new_addresses (store, companies, contact, ret, error);
}

gboolean
kt_employer_find (KtStore *store, const KtContact *before, KtContact *contact, GError **error)
{
  g_auto (Companies) companies = { 0 };
  const Company *card = NULL;
  gboolean said = g_strcmp0 (before != NULL ? before->company : NULL, contact->company) != 0;
  if (g_strcmp0 (contact->kind, "company") == 0)
    {
      contact->employer = 0;
      return TRUE;
    }
  if (!said && contact->employer != 0)
    return TRUE;
  contact->employer = 0;
  if (said && contact->company == NULL)
    return TRUE; /* the user took it away */
  if (!find_card (store, contact, said, &card, &companies, error))
    return FALSE;
  if (card == NULL)
    return TRUE;
  contact->employer = card->id;
  g_free (contact->company);
  contact->company = g_strdup (card->name);
  return TRUE;
}

typedef struct
{
  KtId person;
  const Company *card;
} Link;

/* Who of those without an employer has one now: they or its card were written since. only: that
 * card's people; 0 everybody's. */
static gboolean
find_links (KtStore *store, const Companies *companies, KtId only, gint64 since, GArray *links,
            GError **error)
{
  GError *failure = NULL;
  KtId last = 0;
  sqlite3_stmt *row = kt_store_statement (store, LOOSE_SQL, error);
  if (row == NULL)
    return FALSE;
  while (kt_step (row, &failure))
    {
      KtId id = kt_column_int (row, 0);
      const char *company = kt_column_text_or_null (row, 1);
      const char *norm = kt_column_text_or_null (row, 3);
      const Company *card = company != NULL ? by_name (companies, company) : NULL;
      gboolean fresh = card != NULL && kt_column_int (row, 2) >= since;
      if (card == NULL && norm != NULL)
        {
          card = by_domain (companies, company, norm);
          fresh = kt_column_int (row, 4) >= since;
        }
      if (id == last || card == NULL || (only != 0 && card->id != only)
          || (!fresh && card->updated < since))
        continue;
      last = id;
      g_array_append_val (links, ((Link){ id, card }));
    }
  return finish (failure, error);
}

static gboolean
link_people (KtStore *store, KtId only, gint64 now, guint *ret_linked, GError **error)
{
  g_auto (Companies) companies = { 0 };
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (Link));
  if (!read_companies (store, &companies, error))
    return FALSE;
  if (companies.all->len > 0 && !find_links (store, &companies, only, now, links, error))
    return FALSE;
  for (guint i = 0; i < links->len; i++)
    {
      const Link *link = &g_array_index (links, Link, i);
      if (!kt_store_run (store, error, EMPLOY_SQL, "iisi", link->person, link->card->id,
                         link->card->name, now))
        return FALSE;
    }
  if (ret_linked != NULL)
    *ret_linked = links->len;
  return TRUE;
}

gboolean
kt_employer_rename (KtStore *store, KtId company, const char *from, const char *to, gint64 now,
                    GError **error)
{
  return g_str_equal (from, to)
         || kt_store_run (store, error, RENAME_SQL, "issi", company, to, from, now);
}

gboolean
kt_employer_gather (KtStore *store, const KtContact *before, const KtContact *contact, gint64 now,
                    GError **error)
{
  gboolean is = g_strcmp0 (contact->kind, "company") == 0;
  gboolean was = before != NULL && g_strcmp0 (before->kind, "company") == 0;
  if (was && !is)
    return kt_store_run (store, error, DISMISS_SQL, "ii", contact->id, now);
  if (was && !kt_employer_rename (store, contact->id, before->name, contact->name, now, error))
    return FALSE;
  return !is || link_people (store, contact->id, now, NULL, error);
}

gboolean
kt_employer_settle_all (KtStore *store, gint64 now, guint *ret_linked, GError **error)
{
  return link_people (store, 0, now, ret_linked, error);
}

GPtrArray *
kt_employer_people (KtStore *store, KtId company, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, PEOPLE_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", company);
  return kt_contact_read_all (statement, error);
}
