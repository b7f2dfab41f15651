#include "config.h"
#include "kontor/contact.h"
#include "kontor/due.h"
#include "kontor/interval.h"
#include "kontor/service.h"
#include "kontor/visit-history.h"

#define DAY_SECONDS G_GINT64_CONSTANT (86400)
#define LOOK_BACK_DAYS 400 /* who was not here for so long is not waited for */
#define GONE_TIMES 3       /* neither is who stays away for so many intervals */

void
kt_due_client_free (KtDueClient *due)
{
  if (due == NULL)
    return;
  g_free (due->name);
  g_free (due->services);
  g_free (due);
}

typedef struct
{
  KtContext *context;
  GHashTable *services; /* KtId → KtService, borrowed */
  GHashTable *expected; /* clients who come anyway */
  KtLocal today;
  gboolean all;
  GPtrArray *found; /* KtDueClient, by client as the history is */
} Search;

/* The visits of one client for one service, as due or not. */
static KtDueClient *
judge (const Search *search, const KtVisitHistory *rows, guint n)
{
  const KtVisitHistory *last = &rows[n - 1];
  const KtService *service = g_hash_table_lookup (search->services, &last->service);
  g_autofree KtLocal *days = g_new (KtLocal, n);
  gboolean learned;
  for (guint i = 0; i < n; i++)
    days[i] = kt_local_from_utc (rows[i].start_at, search->context->clock.zone);
  int usual = kt_interval_days (days, n, service != NULL ? service->rebook : 0, &learned);
  int since = kt_local_days_between (days[n - 1], search->today);
  if (service == NULL || usual <= 0 || since < usual
      || (!search->all && since > usual * GONE_TIMES))
    return NULL;
  KtDueClient *due = g_new0 (KtDueClient, 1);
  due->contact = last->contact;
  due->service = last->service;
  due->services = g_strdup (service->name);
  due->staff = last->staff;
  due->last_at = last->start_at;
  due->days = since;
  due->usual = usual;
  due->learned = learned;
  due->visits = n;
  return due;
}

static int
overdue (const KtDueClient *due)
{
  return due->days - due->usual;
}

/* One line a client: several services that are due stand in it, the longest overdue first. */
static void
add (Search *search, KtDueClient *due)
{
  KtDueClient *before
      = search->found->len > 0 ? search->found->pdata[search->found->len - 1] : NULL;
  if (before == NULL || before->contact != due->contact)
    {
      g_ptr_array_add (search->found, due);
      return;
    }
  gboolean first = overdue (due) > overdue (before);
  char *both = first ? g_strdup_printf ("%s + %s", due->services, before->services)
                     : g_strdup_printf ("%s + %s", before->services, due->services);
  if (first)
    {
      KtDueClient swap = *before;
      *before = *due;
      *due = swap;
    }
  g_free (before->services);
  before->services = both;
  kt_due_client_free (due);
}

static void
search_history (Search *search, const GArray *history, KtId service)
{
  const KtVisitHistory *rows = (const KtVisitHistory *)history->data;
  for (guint i = 0, n; i < history->len; i += n)
    {
      for (n = 1; i + n < history->len && rows[i + n].contact == rows[i].contact
                  && rows[i + n].service == rows[i].service;)
        n++;
      if ((service != 0 && rows[i].service != service)
          || g_hash_table_contains (search->expected, &rows[i].contact))
        continue;
      KtDueClient *due = judge (search, rows + i, n);
      if (due != NULL)
        add (search, due);
    }
}

static GHashTable *
index_services (const GPtrArray *services)
{
  GHashTable *index = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < services->len; i++)
    {
      KtService *service = services->pdata[i];
      g_hash_table_insert (index, &service->id, service);
    }
  return index;
}

static gint
compare_due (gconstpointer a, gconstpointer b)
{
  const KtDueClient *one = *(KtDueClient *const *)a, *two = *(KtDueClient *const *)b;
  if (overdue (one) != overdue (two))
    return overdue (two) - overdue (one);
  return one->contact < two->contact ? -1 : one->contact > two->contact;
}

gboolean
kt_due_read_names (KtStore *store, const GPtrArray *clients, guint n, GError **error)
{
  for (guint i = 0; i < MIN (n, clients->len); i++)
    {
      KtDueClient *due = clients->pdata[i];
      due->name = kt_contact_name (store, due->contact, error);
      if (due->name == NULL)
        return FALSE;
    }
  return TRUE;
}

GPtrArray *
kt_due_list (KtContext *context, KtId service, gboolean all, GError **error)
{
  gint64 now = context->clock.now;
  gint64 since = all ? 0 : now - LOOK_BACK_DAYS * DAY_SECONDS;
  g_autoptr (GArray) history = kt_visit_history (context->store, since, error);
  g_autoptr (GPtrArray) services
      = history != NULL ? kt_service_list (context->store, FALSE, error) : NULL;
  g_autoptr (GHashTable) expected
      = services != NULL ? kt_visit_expected (context->store, now, error) : NULL;
  if (expected == NULL)
    return NULL;
  g_autoptr (GHashTable) index = index_services (services);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_due_client_free);
  Search search = { .context = context,
                    .services = index,
                    .expected = expected,
                    .today = kt_local_from_utc (now, context->clock.zone),
                    .all = all,
                    .found = found };
  search_history (&search, history, service);
  g_ptr_array_sort (found, compare_due);
  return g_steal_pointer (&found);
}
