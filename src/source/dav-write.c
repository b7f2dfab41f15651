#include "config.h"
#include "dav.h"
#include "href.h"
#include "kontor/error.h"
#include <string.h>
#include <glib/gi18n.h>

/* PUT and DELETE, always with a condition, and what servers answer (notes on the servers stand with
 * each case). */

typedef struct
{
  guint status; /* of a 207 the one inside */
  gboolean inside;
  char *condition, *description, *etag, *location;
} Reply;

static void
reply_clear (Reply *reply)
{
  g_free (reply->condition);
  g_free (reply->description);
  g_free (reply->etag);
  g_free (reply->location);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reply, reply_clear)

/* --- the request --- */

static gboolean
take_inside (gpointer data, const KtDavItem *item, GError **error)
{
  Reply *reply = data;
  if (item->status != 0)
    reply->status = item->status;
  if (reply->condition == NULL)
    reply->condition = g_strdup (item->condition);
  if (reply->description == NULL)
    reply->description = g_strdup (item->description);
  return TRUE;
}

/* 207 is never a success here: Xandikos says so for what it refuses. */
static void
read_multistatus (const KtHttpAnswer *answer, Reply *reply)
{
  const KtDavReading reading = { .item = take_inside, .data = reply, .items_max = 10 };
  g_autoptr (KtDavReader) reader = kt_dav_reader_new (&reading);
  reply->inside = TRUE;
  if (kt_dav_reader_feed (reader, answer->body->data, answer->body->len, NULL))
    kt_dav_reader_end (reader, NULL, NULL);
}

static gboolean
ask (KtDav *dav, KtHttpRequest *request, const char *etag, Reply *ret_reply, GError **error)
{
  g_auto (KtHttpAnswer) answer = { 0 };
  g_autofree char *match = g_strconcat ("If-Match: ", etag, NULL);
  g_autofree char *type = g_strconcat ("Content-Type: ", dav->kind->content_type, NULL);
  const char *headers[]
      = { *etag == '\0' ? "If-None-Match: *" : match, request->body != NULL ? type : NULL, NULL };
  request->headers = headers;
  request->octets_max = KT_DAV_ANSWER_MAX;
  if (!kt_http_ask (dav->http, request, &answer, error))
    return FALSE;
  ret_reply->status = answer.status;
  ret_reply->etag = kt_dav_etag (answer.etag);
  ret_reply->location = g_strdup (answer.location);
  if (answer.status == 207)
    read_multistatus (&answer, ret_reply);
  else
    kt_dav_read_error (answer.body->data, answer.body->len, &ret_reply->condition,
                       &ret_reply->description);
  return TRUE;
}

static gboolean
fail (const KtDav *dav, const Reply *reply, const char *href, GError **error)
{
  const KtDavAnswer answer = { .status = reply->status,
                               .condition = reply->condition,
                               .description = reply->description };
  kt_dav_fail (dav, &answer, href, error);
  return FALSE;
}

/* --- what became of it --- */

static gboolean
is_success (const Reply *reply)
{
  return !reply->inside && (reply->status == 200 || reply->status == 201 || reply->status == 204);
}

/* The condition failed, or the UID lies elsewhere (409 of Radicale, 403 of Cyrus, which looks into
 * the user's other calendars too: RFC 6638 §3.2.4.1). What a 207 holds of a named condition is a
 * refusal, though its status be 412. */
static gboolean
is_changed (const Reply *reply)
{
  if (g_strcmp0 (reply->condition, "no-uid-conflict") == 0
      || g_strcmp0 (reply->condition, "unique-scheduling-object-resource") == 0)
    return TRUE;
  return reply->status == 412 && (!reply->inside || reply->condition == NULL);
}

/* Not the object's fault: another time it may be taken. */
static gboolean
is_trouble (const Reply *reply)
{
  return !reply->inside
         && ((reply->status >= 500 && reply->status != 507) || reply->status == 423
             || reply->status < 200 || reply->status / 100 == 3);
}

static void
refuse (const Reply *reply, KtOutcome *outcome)
{
  g_autofree char *reason = kt_dav_reason (reply->status, reply->condition, reply->description);
  outcome->kind = KT_OUTCOME_REFUSED;
  outcome->reason = g_utf8_make_valid (reason, -1);
}

static gboolean
judge_put (const KtDav *dav, const Reply *reply, const char *href, gboolean fresh,
           KtOutcome *outcome, GError **error)
{
  if (is_success (reply))
    outcome->kind = KT_OUTCOME_STORED;
  else if (is_changed (reply) || (!fresh && (reply->status == 404 || reply->status == 410)))
    outcome->kind = KT_OUTCOME_CHANGED;
  else if (is_trouble (reply) || reply->status == 404 || reply->status == 410)
    return fail (dav, reply, href, error);
  else
    refuse (reply, outcome);
  return TRUE;
}

/* Where it is now: servers may choose another name (RFC 5995, Google). */
static char *
place_of (const KtDav *dav, const char *collection, const char *href, const char *location)
{
  g_autofree char *base = kt_dav_base (dav, collection), *root = kt_href_root (collection);
  g_autofree char *told = *location != '\0' ? kt_href_resolve (base, location) : NULL;
  return g_strdup (told != NULL && kt_href_is_member (root, told) ? told : href);
}

static gboolean
keep_etag (gpointer data, const KtDavItem *item, GError **error)
{
  char **etag = data;
  g_free (*etag);
  *etag = kt_dav_etag (item->etag);
  return TRUE;
}

/* What lies there: its ETag, "" without a usable one, NULL where nothing does. */
static gboolean
look (KtDav *dav, const char *url, char **ret_etag, GError **error)
{
  g_auto (KtDavAnswer) answer = { 0 };
  g_autofree char *etag = NULL;
  const KtDavRequest request = { .method = "PROPFIND",
                                 .url = url,
                                 .depth = "0",
                                 .body = "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
                                         "<d:propfind xmlns:d=\"DAV:\"><d:prop><d:getetag/>"
                                         "</d:prop></d:propfind>",
                                 .items_max = 10,
                                 .octets_max = KT_DAV_ANSWER_MAX,
                                 .item = keep_etag,
                                 .data = &etag };
  if (!kt_dav_ask (dav, &request, &answer, error))
    return FALSE;
  if (answer.status == 404 || answer.status == 410)
    *ret_etag = NULL;
  else
    *ret_etag = etag != NULL ? g_steal_pointer (&etag) : g_strdup ("");
  return TRUE;
}

/* Which ETag to demand for "*": the one of what is there now, since not every server knows that
 * star (Radicale); NULL: nothing is there. */
static gboolean
choose_etag (KtDav *dav, const char *url, const char *asked, char **ret_etag, GError **error)
{
  if (!g_str_equal (asked, "*"))
    {
      *ret_etag = g_strdup (asked);
      return TRUE;
    }
  if (!look (dav, url, ret_etag, error))
    return FALSE;
  if (*ret_etag != NULL && **ret_etag == '\0')
    {
      g_free (*ret_etag);
      *ret_etag = g_strdup ("*");
    }
  return TRUE;
}

/* Google does not know If-None-Match. */
static gboolean
overwrites (const KtDav *dav)
{
  const char *host = kt_http_host (dav->http);
  return g_str_has_suffix (host, "google.com") || g_str_has_suffix (host, "googleusercontent.com");
}

static char *
whole_href (const char *collection, const char *href)
{
  g_autofree char *root = kt_href_root (collection);
  return strchr (href, '/') == NULL ? g_strconcat (root, href, NULL) : g_strdup (href);
}

static gboolean
check_member (const char *collection, const char *href, const char *etag, GError **error)
{
  g_autofree char *root = kt_href_root (collection);
  if (kt_href_is_member (root, href) && strpbrk (etag, "\r\n") == NULL)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("«%s» is not in the calendar «%s»"), href,
               root);
  return FALSE;
}

static void
finish (KtOutcome *outcome, char *etag, char *href)
{
  outcome->etag = etag;
  outcome->href = href;
  if (outcome->reason == NULL)
    outcome->reason = g_strdup ("");
}

/* *ret_etag: the condition; NULL: it has failed already. */
static gboolean
prepare_put (KtDav *dav, const char *url, const char *asked, char **ret_etag, GError **error)
{
  g_autofree char *there = NULL;
  if (*asked != '\0' || !overwrites (dav))
    return choose_etag (dav, url, asked, ret_etag, error);
  if (!look (dav, url, &there, error))
    return FALSE;
  *ret_etag = there == NULL ? g_strdup ("") : NULL;
  return TRUE;
}

gboolean
kt_dav_put (KtPlace *place, const char *collection, const char *href, const char *etag,
            const void *data, gsize length, KtOutcome *ret_outcome, GError **error)
{
  KtDav *dav = (KtDav *)place;
  g_auto (Reply) reply = { 0 };
  g_autofree char *whole = whole_href (collection, href), *demanded = NULL;
  g_autofree char *url = kt_dav_url (collection, whole);
  KtHttpRequest request = { .method = "PUT", .url = url, .body = data, .length = length };
  if (!check_member (collection, whole, etag, error)
      || !prepare_put (dav, url, etag, &demanded, error))
    return FALSE;
  KtOutcome outcome = { .kind = KT_OUTCOME_CHANGED };
  if (demanded != NULL
      && (!ask (dav, &request, demanded, &reply, error)
          || !judge_put (dav, &reply, whole, *etag == '\0', &outcome, error)))
    return FALSE;
  gboolean stored = outcome.kind == KT_OUTCOME_STORED;
  finish (&outcome, g_strdup (stored ? reply.etag : ""),
          stored ? place_of (dav, collection, whole, reply.location) : g_strdup (whole));
  *ret_outcome = outcome;
  return TRUE;
}

/* sabre says 412 of what is gone already: the others say it of what has changed. */
static gboolean
judge_remove (KtDav *dav, const Reply *reply, const char *url, const char *href, KtOutcome *outcome,
              GError **error)
{
  if (is_success (reply))
    outcome->kind = KT_OUTCOME_STORED;
  else if (reply->status == 404 || reply->status == 410)
    outcome->kind = KT_OUTCOME_GONE;
  else if (reply->status == 412)
    {
      g_autofree char *there = NULL;
      if (!look (dav, url, &there, error))
        return FALSE;
      outcome->kind = there != NULL ? KT_OUTCOME_CHANGED : KT_OUTCOME_GONE;
    }
  else if (is_trouble (reply))
    return fail (dav, reply, href, error);
  else
    refuse (reply, outcome);
  return TRUE;
}

gboolean
kt_dav_remove (KtPlace *place, const char *collection, const char *href, const char *etag,
               KtOutcome *ret_outcome, GError **error)
{
  KtDav *dav = (KtDav *)place;
  g_auto (Reply) reply = { 0 };
  g_autofree char *url = kt_dav_url (collection, href), *demanded = NULL;
  KtHttpRequest request = { .method = "DELETE", .url = url };
  if (!check_member (collection, href, etag, error)
      || !choose_etag (dav, url, *etag != '\0' ? etag : "*", &demanded, error))
    return FALSE;
  KtOutcome outcome = { .kind = KT_OUTCOME_GONE };
  if (demanded != NULL
      && (!ask (dav, &request, demanded, &reply, error)
          || !judge_remove (dav, &reply, url, href, &outcome, error)))
    return FALSE;
  finish (&outcome, g_strdup (""), g_strdup (href));
  *ret_outcome = outcome;
  return TRUE;
}
