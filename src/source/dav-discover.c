#include "config.h"
#include "dav.h"
#include "href.h"
#include "kontor/error.h"
#include <string.h>
#include <glib/gi18n.h>

/* Where the collections are (RFC 6764 §6, RFC 4791 §6.2.1, RFC 5397): from a path that may be one
 * of them, their home, or anything else that names the user's principal; else from the well-known
 * one.
 *
 * Whatever is refused on the way (403, 404, a redirect elsewhere) is passed over for the next way
 * in; only a refused login or a lost connection ends the search. */

#define HOMES_MAX 20u /* each is asked */

typedef struct
{
  KtDav *dav;
  const KtCollectionSink *sink;
  const char *asked; /* the URL whose answer is being read */
  char *base;        /* the same, whole */
  char *principal;   /* URL; NULL unknown */
  GPtrArray *homes;  /* URLs */
  GHashTable *told;  /* hrefs of collections handed on */
} Search;

static char *
body_of (const KtDav *dav)
{
  return g_strdup_printf (
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
      "<d:propfind xmlns:d=\"DAV:\" xmlns:c=\"%s\"><d:prop>"
      "<d:resourcetype/><d:displayname/><d:current-user-principal/><d:current-user-privilege-set/>"
      "<c:%s/>%s</d:prop></d:propfind>",
      dav->kind->space, dav->kind->home,
      dav->kind->wanted & KT_DAV_EVENTS ? "<c:supported-calendar-component-set/>" : "");
}

/* --- what a response tells --- */

static gboolean
is_wanted (const Search *search, const KtDavItem *item)
{
  const KtDavKind *kind = search->dav->kind;
  if (!(item->flags & kind->type) || (item->status != 0 && item->status / 100 != 2))
    return FALSE;
  return !(item->flags & KT_DAV_COMPONENTS) || (item->flags & kind->wanted) == kind->wanted;
}

/* A path on our host stays a path; one on another host becomes a URL. */
static char *
absolute (const Search *search, const char *href)
{
  g_autofree char *whole = g_uri_resolve_relative (
      search->base, href, G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED, NULL);
  if (*href == '/' && href[1] != '/' && strstr (search->asked, "://") == NULL)
    return g_strdup (href);
  g_autofree char *path = kt_href_resolve (search->base, href);
  if (path != NULL && strstr (search->asked, "://") == NULL)
    return kt_href_encode (path);
  return g_steal_pointer (&whole);
}

static char *
name_of (const KtDavItem *item, const char *href)
{
  if (item->name != NULL && *item->name != '\0')
    return g_strdup (item->name);
  g_autofree char *root = kt_href_root (href);
  root[strlen (root) - 1] = '\0';
  const char *slash = strrchr (root, '/');
  return g_strdup (slash != NULL ? slash + 1 : root);
}

static gboolean
hand_on (Search *search, const KtDavItem *item, GError **error)
{
  g_autofree char *href = absolute (search, item->href);
  if (href == NULL || !g_utf8_validate (href, -1, NULL))
    return TRUE;
  g_autofree char *name = name_of (item, href);
  const KtCollection collection
      = { .href = href,
          .name = name,
          .writable = !(item->flags & KT_DAV_PRIVILEGES) || (item->flags & KT_DAV_WRITE) };
  return !g_hash_table_add (search->told, kt_href_root (href))
         || search->sink->collection (search->sink->data, &collection, error);
}

static gboolean
take_item (gpointer data, const KtDavItem *item, GError **error)
{
  Search *search = data;
  if (item->principal != NULL && *item->principal != '\0' && search->principal == NULL)
    search->principal = absolute (search, item->principal);
  for (guint i = 0; item->homes != NULL && i < item->homes->len && search->homes->len < HOMES_MAX;
       i++)
    g_ptr_array_add (search->homes, absolute (search, item->homes->pdata[i]));
  if (!is_wanted (search, item))
    return TRUE;
  return hand_on (search, item, error);
}

/* --- the questions --- */

/* TRUE and *ret_good FALSE: it does not serve. */
static gboolean
look (Search *search, const char *url, const char *depth, gboolean *ret_good, GError **error)
{
  g_auto (KtDavAnswer) answer = { 0 };
  g_autoptr (GError) failure = NULL;
  g_autofree char *body = body_of (search->dav);
  const KtDavRequest request = { .method = "PROPFIND",
                                 .url = url,
                                 .depth = depth,
                                 .body = body,
                                 .items_max = 10000,
                                 .octets_max = KT_DAV_LISTING_MAX,
                                 .item = take_item,
                                 .data = search };
  g_free (search->base);
  search->asked = url;
  search->base = kt_dav_base (search->dav, url);
  *ret_good = kt_dav_ask (search->dav, &request, &answer, &failure) && answer.status == 207;
  if (failure == NULL || g_error_matches (failure, KT_ERROR, KT_ERROR_FAILED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
is_any_found (const Search *search)
{
  return g_hash_table_size (search->told) > 0;
}

/* The way in: the path of the config, else the well-known one, else the top. What the path of the
 * config is or holds is what is meant by it, whatever else the user has. */
static gboolean
find_entrance (Search *search, GError **error)
{
  const KtDav *dav = search->dav;
  const char *const ways[] = { *dav->path != '\0' ? dav->path : NULL, dav->kind->well_known, "/" };
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      gboolean good;
      if (ways[i] == NULL)
        continue;
      if (!look (search, ways[i], "0", &good, error))
        return FALSE;
      if (ways[i] == dav->path && good && !is_any_found (search)
          && !look (search, ways[i], "1", &good, error))
        return FALSE;
      if (is_any_found (search) || search->principal != NULL || search->homes->len > 0)
        return TRUE;
    }
  return TRUE;
}

static gboolean
find_in_homes (Search *search, GError **error)
{
  gboolean good, any = FALSE;
  if (search->homes->len == 0 && search->principal != NULL
      && !look (search, search->principal, "0", &good, error))
    return FALSE;
  g_autoptr (GPtrArray) homes = g_steal_pointer (&search->homes);
  search->homes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < homes->len; i++)
    {
      if (homes->pdata[i] == NULL)
        continue;
      if (!look (search, homes->pdata[i], "1", &good, error))
        return FALSE;
      any |= good;
    }
  if (any)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ (search->dav->kind->none_found),
               kt_http_host (search->dav->http));
  kt_error_hint (error, "%s", _ (search->dav->kind->hint));
  return FALSE;
}

gboolean
kt_dav_collections (KtPlace *place, const KtCollectionSink *sink, GError **error)
{
  Search search = { .dav = (KtDav *)place,
                    .sink = sink,
                    .homes = g_ptr_array_new_with_free_func (g_free),
                    .told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  gboolean ok = find_entrance (&search, error)
                && (is_any_found (&search) || find_in_homes (&search, error));
  g_free (search.base);
  g_free (search.principal);
  g_ptr_array_unref (search.homes);
  g_hash_table_unref (search.told);
  return ok;
}
