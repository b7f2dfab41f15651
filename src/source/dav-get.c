#include "config.h"
#include "dav.h"
#include "href.h"
#include "kontor/error.h"
#include <string.h>
#include <glib/gi18n.h>

/* The texts of resources: by multiget, in batches that are halved where a server answers one badly,
 * down to single GETs. */
#define BATCH 50u
#define BATCH_OCTETS_MAX (64u << 20)

typedef struct
{
  KtDav *dav;
  const char *collection, *base;
  const KtCollectionSink *sink;
  GHashTable *waiting; /* href → itself: asked for and not answered yet */
} Fetch;

static gboolean
answer (Fetch *fetch, const char *href, const char *etag, const char *problem, const void *data,
        gsize length, GError **error)
{
  g_autofree char *strong = kt_dav_etag (etag);
  const KtResourceText text = { href, strong, problem, data, length };
  g_autofree char *asked = NULL;
  if (!g_hash_table_steal_extended (fetch->waiting, href, (gpointer *)&asked, NULL))
    return TRUE; /* not asked for, or answered already */
  return fetch->sink->text (fetch->sink->data, &text, error);
}

static gboolean
answer_problem (Fetch *fetch, const char *href, const char *problem, GError **error)
{
  return answer (fetch, href, NULL, problem, NULL, 0, error);
}

static gboolean
answer_too_large (Fetch *fetch, const char *href, GError **error)
{
  g_autofree char *problem
      = g_strdup_printf (_ ("it is larger than %u MiB"), KT_COLLECTION_TEXT_MAX >> 20);
  return answer_problem (fetch, href, problem, error);
}

/* --- one by one --- */

static gboolean
get_one (Fetch *fetch, const char *href, GError **error)
{
  g_auto (KtHttpAnswer) got = { 0 };
  g_autoptr (GError) failure = NULL;
  g_autofree char *url = kt_dav_url (fetch->collection, href);
  const KtHttpRequest request
      = { .method = "GET", .url = url, .octets_max = KT_COLLECTION_TEXT_MAX };
  if (!kt_http_ask (fetch->dav->http, &request, &got, &failure))
    {
      if (!g_error_matches (failure, KT_ERROR, KT_ERROR_FAILED))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      return answer_problem (fetch, href, failure->message, error);
    }
  if (got.status == 200)
    return answer (fetch, href, got.etag, NULL, got.body->data, got.body->len, error);
  if (got.status == 404 || got.status == 410)
    return answer_problem (fetch, href, _ ("the server lists it but does not have it"), error);
  g_autofree char *reason = kt_dav_reason (got.status, NULL, NULL);
  g_autofree char *problem
      = g_strdup_printf (_ ("the server lists it but does not give it, %s"), reason);
  return answer_problem (fetch, href, problem, error);
}

/* --- many at once --- */

static gboolean
take_item (gpointer data, const KtDavItem *item, GError **error)
{
  Fetch *fetch = data;
  g_autofree char *href = kt_href_resolve (fetch->base, item->href);
  if (href == NULL)
    return TRUE; /* stays unanswered: it is asked for alone */
  if (item->status == 404 || item->status == 410)
    return answer_problem (fetch, href, _ ("the server lists it but does not have it"), error);
  if (item->flags & KT_DAV_TOO_LARGE)
    return answer_too_large (fetch, href, error);
  if (item->data == NULL)
    return TRUE;
  return answer (fetch, href, item->etag, NULL, item->data->str, item->data->len, error);
}

static char *
body_of (const KtDav *dav, const char *const *hrefs, guint n)
{
  GString *body = g_string_new ("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
  g_string_append_printf (body,
                          "<c:%s xmlns:d=\"DAV:\" xmlns:c=\"%s\">"
                          "<d:prop><d:getetag/><c:%s/></d:prop>",
                          dav->kind->multiget, dav->kind->space, dav->kind->data);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = kt_href_encode (hrefs[i]);
      g_autofree char *escaped = g_markup_escape_text (path, -1);
      g_string_append_printf (body, "<d:href>%s</d:href>", escaped);
    }
  g_string_append_printf (body, "</c:%s>", dav->kind->multiget);
  return g_string_free (body, FALSE);
}

/* *ret_good: it served, whatever it left out. */
static gboolean
get_many (Fetch *fetch, const char *const *hrefs, guint n, gboolean *ret_good, GError **error)
{
  g_auto (KtDavAnswer) got = { 0 };
  g_autoptr (GError) failure = NULL;
  g_autofree char *body = body_of (fetch->dav, hrefs, n);
  const KtDavRequest request = { .method = "REPORT",
                                 .url = fetch->collection,
                                 .depth = "1",
                                 .body = body,
                                 .items_max = n * 2 + 10,
                                 .octets_max = BATCH_OCTETS_MAX,
                                 .item = take_item,
                                 .data = fetch };
  *ret_good = kt_dav_ask (fetch->dav, &request, &got, &failure) && got.status == 207;
  if (failure != NULL && !g_error_matches (failure, KT_ERROR, KT_ERROR_FAILED))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

/* Those of a range that wait still. */
static GPtrArray *
waiting_of (const Fetch *fetch, const char *const *hrefs, guint n)
{
  GPtrArray *left = g_ptr_array_new ();
  for (guint i = 0; i < n; i++)
    if (g_hash_table_contains (fetch->waiting, hrefs[i]))
      g_ptr_array_add (left, (gpointer)hrefs[i]);
  return left;
}

/* A batch that served but left some out: those are asked for alone. */
static gboolean
get_range (Fetch *fetch, const char *const *hrefs, guint n, GError **error)
{
  gboolean good = n > 1;
  if (n > 1 && !get_many (fetch, hrefs, n, &good, error))
    return FALSE;
  g_autoptr (GPtrArray) left = waiting_of (fetch, hrefs, n);
  const char *const *rest = (const char *const *)left->pdata;
  if (good || left->len == 1)
    {
      for (guint i = 0; i < left->len; i++)
        if (!get_one (fetch, rest[i], error))
          return FALSE;
      return TRUE;
    }
  guint half = left->len / 2;
  return left->len == 0
         || (get_range (fetch, rest, half, error)
             && get_range (fetch, rest + half, left->len - half, error));
}

gboolean
kt_dav_get (KtPlace *place, const char *collection, const char *const *hrefs,
            const KtCollectionSink *sink, GError **error)
{
  KtDav *dav = (KtDav *)place;
  g_autofree char *base = kt_dav_base (dav, collection), *root = kt_href_root (collection);
  g_autoptr (GHashTable) waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Fetch fetch = { dav, collection, base, sink, waiting };
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  for (; *hrefs != NULL; hrefs++)
    if (!kt_href_is_member (root, *hrefs))
      {
        const KtResourceText text = { *hrefs, "", _ ("it is not in this calendar"), NULL, 0 };
        if (!sink->text (sink->data, &text, error))
          return FALSE;
      }
    else if (g_hash_table_add (waiting, g_strdup (*hrefs)))
      g_ptr_array_add (wanted, (gpointer)*hrefs);
  for (guint i = 0; i < wanted->len; i += BATCH)
    if (!get_range (&fetch, (const char *const *)wanted->pdata + i, MIN (BATCH, wanted->len - i),
                    error))
      return FALSE;
  return TRUE;
}
