#include "config.h"
#include "dav.h"
#include "href.h"
#include "kontor/error.h"
#include <string.h>
#include <glib/gi18n.h>

/* What changed in a collection: by sync-collection (RFC 6578) where there is one, else by the CTag
 * and a listing of all ETags. The state says which: "token:…" or "ctag:…". */
#define BY_TOKEN "token:"
#define BY_CTAG "ctag:"
#define PAGES_MAX 10000u
#define BATCH 500u

typedef struct
{
  KtDav *dav;
  const char *collection; /* as asked for */
  char *root, *base;      /* normal form of its path; its whole URL */
  gboolean initial;       /* everything is listed: nothing can be gone */
  const KtCollectionSink *sink;
  GArray *batch;       /* KtResource, not yet handed on */
  GStringChunk *words; /* theirs */
  guint listed;
  gboolean self_seen, self_missing, truncated;
  KtDavItem self; /* flags, token and ctag of the collection */
} Listing;

char *
kt_dav_etag (const char *told)
{
  gsize length = told != NULL ? strlen (told) : 0;
  gboolean strong = length > 2 && told[0] == '"' && told[length - 1] == '"'
                    && memchr (told + 1, '"', length - 2) == NULL
                    && !g_str_has_suffix (told, "-gzip\"") && !g_str_has_suffix (told, ";gzip\"");
  for (gsize i = 0; i < length && strong; i++)
    strong = g_ascii_isprint (told[i]);
  return g_strdup (strong ? told : "");
}

/* --- what the answers list --- */

static gboolean
hand_on (Listing *listing, GError **error)
{
  gboolean ok
      = listing->batch->len == 0
        || listing->sink->resources (listing->sink->data, (const KtResource *)listing->batch->data,
                                     listing->batch->len, error);
  g_array_set_size (listing->batch, 0);
  g_string_chunk_clear (listing->words);
  return ok;
}

static gboolean
add_resource (Listing *listing, const char *href, const KtDavItem *item, GError **error)
{
  g_autofree char *etag = kt_dav_etag (item->etag);
  const KtResource resource = { g_string_chunk_insert (listing->words, href),
                                g_string_chunk_insert (listing->words, etag),
                                item->status == 404 || item->status == 410 };
  if (resource.gone && listing->initial)
    return TRUE;
  if (++listing->listed > KT_COLLECTION_RESOURCES_MAX)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("the calendar holds too many entries"));
      return FALSE;
    }
  g_array_append_val (listing->batch, resource);
  return listing->batch->len < BATCH || hand_on (listing, error);
}

static void
keep_self (Listing *listing, const KtDavItem *item)
{
  listing->self_seen = TRUE;
  listing->self_missing |= item->status == 404 || item->status == 410;
  listing->self.flags |= item->flags;
  if (item->token != NULL && listing->self.token == NULL)
    listing->self.token = g_strdup (item->token);
  if (item->ctag != NULL && listing->self.ctag == NULL)
    listing->self.ctag = g_strdup (item->ctag);
}

static gboolean
refuse_foreign (Listing *listing, const char *href, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("%s lists «%s», which is not in the calendar"),
               kt_http_host (listing->dav->http), href);
  return FALSE;
}

/* The collection itself, one of its resources, or one of its collections, which are passed over. */
static gboolean
take_item (gpointer data, const KtDavItem *item, GError **error)
{
  Listing *listing = data;
  g_autofree char *href = kt_href_resolve (listing->base, item->href);
  g_autofree char *closed = href == NULL || g_str_has_suffix (href, "/")
                                ? g_strdup (href)
                                : g_strconcat (href, "/", NULL);
  if (href == NULL)
    return refuse_foreign (listing, item->href, error);
  if (g_str_equal (closed, listing->root))
    {
      listing->truncated |= item->status == 507;
      keep_self (listing, item);
      return TRUE;
    }
  gboolean member = kt_href_is_member (listing->root, href);
  if ((item->flags & KT_DAV_COLLECTION) || (g_str_has_suffix (href, "/") && !member))
    return TRUE;
  if (!member)
    return refuse_foreign (listing, item->href, error);
  if (item->status != 0 && item->status / 100 != 2 && item->status != 404 && item->status != 410)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("%s does not list all of «%s»"),
                   kt_http_host (listing->dav->http), listing->root);
      return FALSE;
    }
  return add_resource (listing, href, item, error);
}

static gboolean
ask (Listing *listing, const char *method, const char *depth, const char *body,
     KtDavAnswer *ret_answer, GError **error)
{
  const KtDavRequest request = { .method = method,
                                 .url = listing->collection,
                                 .depth = depth,
                                 .body = body,
                                 .items_max = KT_DAV_ITEMS_MAX,
                                 .octets_max = KT_DAV_LISTING_MAX,
                                 .item = take_item,
                                 .data = listing };
  listing->truncated = FALSE;
  listing->self_seen = FALSE;
  listing->self_missing = FALSE;
  if (!kt_dav_ask (listing->dav, &request, ret_answer, error))
    return FALSE;
  if (listing->self_missing) /* Xandikos says so inside of a 207 */
    ret_answer->status = 404;
  return TRUE;
}

/* --- sync-collection --- */

static gboolean
ask_report (Listing *listing, const char *token, KtDavAnswer *ret_answer, GError **error)
{
  g_autofree char *escaped = g_markup_escape_text (token, -1);
  g_autofree char *body = g_strconcat ("<?xml version=\"1.0\" encoding=\"utf-8\"?>"
                                       "<d:sync-collection xmlns:d=\"DAV:\"><d:sync-token>",
                                       escaped,
                                       "</d:sync-token><d:sync-level>1</d:sync-level>"
                                       "<d:prop><d:getetag/></d:prop></d:sync-collection>",
                                       NULL);
  return ask (listing, "REPORT", "0", body, ret_answer, error);
}

static gboolean
refuse_state (Listing *listing, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("%s does not know that state of «%s»"),
               kt_http_host (listing->dav->http), listing->root);
  return FALSE;
}

/* Page after page. KT_ERROR_CONFLICT: not by this token, whatever the reason. */
static gboolean
run_report (Listing *listing, const char *first, char **ret_token, GError **error)
{
  g_autofree char *token = g_strdup (first);
  for (guint page = 0; page < PAGES_MAX; page++)
    {
      g_auto (KtDavAnswer) answer = { 0 };
      guint before = listing->listed;
      if (!ask_report (listing, token, &answer, error))
        return FALSE;
      if (answer.status == 404 && answer.condition == NULL)
        {
          kt_dav_fail (listing->dav, &answer, listing->root, error);
          return FALSE;
        }
      if (answer.status != 207 || answer.token == NULL || *answer.token == '\0'
          || strlen (answer.token) > KT_DAV_VALUE_MAX)
        return refuse_state (listing, error);
      if (!listing->truncated)
        {
          *ret_token = g_steal_pointer (&answer.token);
          return TRUE;
        }
      if (listing->listed == before || g_str_equal (token, answer.token))
        break;
      g_free (token);
      token = g_steal_pointer (&answer.token);
    }
  return refuse_state (listing, error);
}

/* --- without it --- */

static const char properties[]
    = "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
      "<d:propfind xmlns:d=\"DAV:\" xmlns:s=\"http://calendarserver.org/ns/\"><d:prop>"
      "<d:sync-token/><s:getctag/><d:supported-report-set/></d:prop></d:propfind>";
static const char ctag_only[]
    = "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
      "<d:propfind xmlns:d=\"DAV:\" xmlns:s=\"http://calendarserver.org/ns/\"><d:prop>"
      "<s:getctag/></d:prop></d:propfind>";
static const char etags[] = "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
                            "<d:propfind xmlns:d=\"DAV:\"><d:prop>"
                            "<d:getetag/><d:resourcetype/></d:prop></d:propfind>";

/* What the collection says of itself. */
static gboolean
ask_self (Listing *listing, const char *body, GError **error)
{
  g_auto (KtDavAnswer) answer = { 0 };
  if (!ask (listing, "PROPFIND", "0", body, &answer, error))
    return FALSE;
  if (answer.status == 207 && listing->self_seen)
    return TRUE;
  kt_dav_fail (listing->dav, &answer, listing->root, error);
  return FALSE;
}

/* All ETags. A listing that does not even name the collection is not complete. */
static gboolean
list_all (Listing *listing, GError **error)
{
  g_auto (KtDavAnswer) answer = { 0 }, second = { 0 };
  if (!ask (listing, "PROPFIND", "1", etags, &answer, error))
    return FALSE;
  if (answer.status == 207 && listing->self_seen && !listing->truncated)
    return TRUE;
  if (answer.status == 207 || answer.status == 404 || answer.status == 410)
    {
      kt_dav_fail (listing->dav, &answer, listing->root, error);
      return FALSE;
    }
  if (!ask (listing, "REPORT", "1", listing->dav->kind->query, &second, error))
    return FALSE;
  if (second.status == 207 && !listing->truncated)
    return TRUE;
  kt_dav_fail (listing->dav, &second, listing->root, error);
  return FALSE;
}

static char *
state_by_ctag (const char *ctag)
{
  return ctag != NULL && *ctag != '\0' ? g_strconcat (BY_CTAG, ctag, NULL) : g_strdup ("");
}

/* The state is taken before the listing: what changes in between is listed once more next time. */
static gboolean
compare_all (Listing *listing, char **ret_state, GError **error)
{
  if (!list_all (listing, error))
    return FALSE;
  const KtDavItem *self = &listing->self;
  gboolean sync = (self->flags & KT_DAV_SYNC) && self->token != NULL && *self->token != '\0';
  *ret_state = sync ? g_strconcat (BY_TOKEN, self->token, NULL) : state_by_ctag (self->ctag);
  return TRUE;
}

static gboolean
begin (Listing *listing, char **ret_state, gboolean *ret_whole, GError **error)
{
  g_autofree char *token = NULL;
  g_autoptr (GError) failure = NULL;
  *ret_whole = TRUE;
  if (!ask_self (listing, properties, error))
    return FALSE;
  if (listing->self.flags & KT_DAV_SYNC)
    {
      if (run_report (listing, "", &token, &failure))
        {
          *ret_state = g_strconcat (BY_TOKEN, token, NULL);
          return TRUE;
        }
      if (listing->listed > 0 || !g_error_matches (failure, KT_ERROR, KT_ERROR_CONFLICT))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      g_clear_pointer (&listing->self.token, g_free); /* worth nothing, as it seems */
    }
  return compare_all (listing, ret_state, error);
}

static gboolean
go_on (Listing *listing, const char *state, char **ret_state, gboolean *ret_whole, GError **error)
{
  g_autofree char *token = NULL;
  if (g_str_has_prefix (state, BY_TOKEN))
    {
      if (!run_report (listing, state + strlen (BY_TOKEN), &token, error))
        return FALSE;
      *ret_state = g_strconcat (BY_TOKEN, token, NULL);
      return TRUE;
    }
  if (!g_str_has_prefix (state, BY_CTAG))
    return refuse_state (listing, error);
  if (!ask_self (listing, ctag_only, error))
    return FALSE;
  g_autofree char *now = state_by_ctag (listing->self.ctag);
  if (g_str_equal (now, state))
    {
      *ret_state = g_steal_pointer (&now);
      return TRUE;
    }
  *ret_whole = TRUE;
  return compare_all (listing, ret_state, error);
}

gboolean
kt_dav_changes (KtPlace *place, const char *collection, const char *state,
                const KtCollectionSink *sink, char **ret_state, gboolean *ret_whole, GError **error)
{
  g_autofree char *root = kt_href_root (collection), *next = NULL;
  g_autofree char *base = kt_dav_base ((KtDav *)place, collection);
  Listing listing = { .dav = (KtDav *)place,
                      .collection = collection,
                      .root = root,
                      .base = base,
                      .initial = *state == '\0',
                      .sink = sink,
                      .batch = g_array_new (FALSE, FALSE, sizeof (KtResource)),
                      .words = g_string_chunk_new (16u << 10) };
  gboolean whole = FALSE;
  gboolean ok = (*state == '\0' ? begin (&listing, &next, &whole, error)
                                : go_on (&listing, state, &next, &whole, error))
                && hand_on (&listing, error);
  g_array_unref (listing.batch);
  g_string_chunk_free (listing.words);
  g_free (listing.self.token);
  g_free (listing.self.ctag);
  if (!ok)
    return FALSE;
  *ret_state = g_steal_pointer (&next);
  *ret_whole = whole;
  return TRUE;
}
