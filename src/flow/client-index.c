#include "config.h"
#include "kontor/client-index.h"
#include "kontor/client-rows.h"
#include "kontor/fold.h"
#include "kontor/interval.h"
#include "kontor/service.h"
#include <string.h>

#define YEARS_BACK 3
#define DAY G_GINT64_CONSTANT (86400)
#define TAIL 4
#define DIGITS_MIN 2 /* fewer end every second number */

struct _KtClientIndex
{
  gint64 now;
  GPtrArray *clients; /* KtClient */
  GHashTable *by_id;  /* KtId → KtClient */
};

static void
client_free (gpointer data)
{
  KtClient *client = data;
  g_free (client->name);
  g_free (client->fold);
  g_free (client->tail);
  g_free (client->digits);
  g_array_unref (client->starts);
  g_free (client);
}

void
kt_client_index_free (KtClientIndex *index)
{
  if (index == NULL)
    return;
  g_hash_table_unref (index->by_id);
  g_ptr_array_unref (index->clients);
  g_free (index);
}

const KtClient *
kt_client_index_get (const KtClientIndex *index, KtId contact)
{
  return g_hash_table_lookup (index->by_id, &contact);
}

/* --- filling --- */

static void
take_name (gpointer data, KtId contact, const char *name, const char *fold)
{
  KtClientIndex *index = data;
  KtClient *client = g_new0 (KtClient, 1);
  client->contact = contact;
  client->name = g_strdup (name);
  client->fold = g_strdup (fold);
  client->tail = g_strdup ("");
  client->digits = g_strdup ("");
  client->starts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_ptr_array_add (index->clients, client);
  g_hash_table_insert (index->by_id, &client->contact, client);
}

static void
take_phone (gpointer data, KtId contact, const char *norm)
{
  KtClientIndex *index = data;
  KtClient *client = g_hash_table_lookup (index->by_id, &contact);
  if (client == NULL)
    return;
  gsize length = strlen (norm);
  if (*client->tail == '\0' && length >= TAIL)
    {
      g_free (client->tail);
      client->tail = g_strdup_printf ("··%s", norm + length - TAIL);
    }
  char *digits = g_strdup_printf ("%s%s ", client->digits, norm);
  g_free (client->digits);
  client->digits = digits;
}

/* They come oldest first. */
static void
take_visit (gpointer data, KtId contact, gint64 start, gboolean done, KtId service, KtId staff)
{
  KtClientIndex *index = data;
  KtClient *client = g_hash_table_lookup (index->by_id, &contact);
  if (client == NULL)
    return;
  if (start > index->now)
    {
      client->next = client->next == 0 ? start : client->next;
      return;
    }
  client->last = start;
  client->service = service;
  client->staff = staff;
  if (done)
    g_array_append_val (client->starts, start);
}

/* service (KtId) → KtService */
static GHashTable *
read_services (KtStore *store, GError **error)
{
  g_autoptr (GPtrArray) list = kt_service_list (store, TRUE, error);
  if (list == NULL)
    return NULL;
  GHashTable *services
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify)kt_service_free);
  while (list->len > 0)
    {
      KtService *service = g_ptr_array_steal_index_fast (list, list->len - 1);
      g_hash_table_insert (services, &service->id, service);
    }
  return services;
}

/* When she is due: after her own rhythm, else the service's. */
static void
judge (KtClient *client, const KtService *service, KtZone *zone)
{
  KtLocal days[KT_INTERVAL_LAST];
  guint n = MIN (client->starts->len, KT_INTERVAL_LAST);
  guint first = client->starts->len - n;
  if (n == 0)
    return;
  for (guint i = 0; i < n; i++)
    days[i] = kt_local_from_utc (g_array_index (client->starts, gint64, first + i), zone);
  client->every = kt_interval_days (days, n, service != NULL ? service->rebook : 0, NULL);
  KtLocal due = kt_local_add_days (days[n - 1], client->every);
  due.hour = -1; /* from the morning of that day on */
  due.minute = 0;
  client->due = client->every > 0 ? kt_local_to_utc (due, zone) : 0;
}

static gboolean
judge_all (KtContext *context, KtClientIndex *index, GError **error)
{
  g_autoptr (GHashTable) services = read_services (context->store, error);
  if (services == NULL)
    return FALSE;
  for (guint i = 0; i < index->clients->len; i++)
    {
      KtClient *client = index->clients->pdata[i];
      judge (client, g_hash_table_lookup (services, &client->service), context->clock.zone);
    }
  return TRUE;
}

KtClientIndex *
kt_client_index_new (KtContext *context, GError **error)
{
  g_autoptr (KtClientIndex) index = g_new0 (KtClientIndex, 1);
  index->now = context->clock.now;
  index->clients = g_ptr_array_new_with_free_func (client_free);
  index->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  const KtClientSink sink = { index, take_name, take_phone, take_visit };
  if (!kt_client_rows (context->store, index->now - YEARS_BACK * 366 * DAY, index->now, &sink,
                       error)
      || !judge_all (context, index, error))
    return NULL;
  return g_steal_pointer (&index);
}

/* --- finding --- */

/* Whether a word begins one of the name's words; both are folded. */
static gboolean
begins_word (const char *fold, const char *word)
{
  gsize length = strlen (word);
  for (const char *at = strstr (fold, word); at != NULL; at = strstr (at + length, word))
    if (at == fold || at[-1] == ' ' || at[-1] == '-')
      return TRUE;
  return FALSE;
}

/* Digits end one of the phones; digits of a client are "+37129123456 +371… ". */
static gboolean
ends_phone (const char *digits, const char *wanted)
{
  gsize length = strlen (wanted);
  for (const char *at = strstr (digits, wanted); at != NULL; at = strstr (at + 1, wanted))
    if (at[length] == ' ')
      return TRUE;
  return FALSE;
}

static gboolean
fits (const KtClient *client, char **words)
{
  for (char **word = words; *word != NULL; word++)
    {
      if (**word == '\0')
        continue;
      gboolean number = strspn (*word, "0123456789") == strlen (*word);
      if (!(number && strlen (*word) >= DIGITS_MIN && ends_phone (client->digits, *word))
          && !begins_word (client->fold, *word))
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  gint64 now;
} Order;

static int
rank (const KtClient *client, gint64 now)
{
  if (client->next == 0 && client->due != 0 && client->due <= now)
    return 0;
  return client->next == 0 ? 1 : 2;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const KtClient *one = *(const KtClient *const *)a, *other = *(const KtClient *const *)b;
  const Order *order = data;
  int by_rank = rank (one, order->now) - rank (other, order->now);
  if (by_rank != 0)
    return by_rank;
  if (one->last != other->last)
    return one->last > other->last ? -1 : 1;
  return one->contact < other->contact ? -1 : 1;
}

GPtrArray *
kt_client_index_find (const KtClientIndex *index, const char *text, guint limit)
{
  Order order = { index->now };
  g_autofree char *folded = kt_fold (text);
  g_auto (GStrv) words = g_strsplit_set (folded, " ", -1);
  GPtrArray *found = g_ptr_array_new ();
  for (guint i = 0; i < index->clients->len; i++)
    if (fits (index->clients->pdata[i], words))
      g_ptr_array_add (found, index->clients->pdata[i]);
  g_ptr_array_sort_with_data (found, compare, &order);
  if (found->len > limit)
    g_ptr_array_set_size (found, (int)limit);
  return found;
}
