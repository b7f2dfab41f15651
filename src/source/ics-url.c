#include "config.h"
#include "http-places.h"
#include "kontor/error.h"
#include "kontor/http.h"
#include <string.h>
#include <glib/gi18n.h>

/* An .ics file on the web, read-only (RFC 9110 §13 conditional GET). The one collection and the one
 * resource in it are called "/": the URL itself may be a secret, and is stored nowhere.
 *
 * The state is "SHA-256 ETag LF Last-Modified". What a changed file holds is kept for the get that
 * follows, so that it is fetched once. */
#define HREF "/"

typedef struct
{
  KtPlace place; /* first */
  KtHttp *http;
  char *path, *greeting;
  GByteArray *text; /* of the last answer with one; NULL none */
  char *etag;       /* of it: the hash */
} IcsUrl;

static KtPlace *
ics_url_open (KtSourceSpec *spec, GError **error)
{
  const KtHttpOptions options
      = { spec->user, spec->secret, spec->ca_file, spec->deadline_ms, spec->token };
  KtHttp *http = kt_http_new (spec->host != NULL ? spec->host : "", spec->port, &options, error);
  if (spec->secret != NULL)
    explicit_bzero (spec->secret, strlen (spec->secret));
  if (http == NULL)
    return NULL;
  IcsUrl *self = g_new0 (IcsUrl, 1);
  self->place.driver = &kt_http_ics_url_driver;
  self->http = http;
  self->path = g_strdup (spec->path != NULL && *spec->path != '\0' ? spec->path : "/");
  self->greeting = g_strdup_printf (_ ("an .ics file at %s, TLS"), kt_http_host (http));
  return &self->place;
}

static gboolean
ics_url_token_refused (KtPlace *place)
{
  return kt_http_token_refused (((IcsUrl *)place)->http);
}

static const char *
ics_url_greeting (KtPlace *place)
{
  return ((IcsUrl *)place)->greeting;
}

static void
ics_url_close (KtPlace *place)
{
  IcsUrl *self = (IcsUrl *)place;
  kt_http_free (self->http);
  if (self->text != NULL)
    g_byte_array_unref (self->text);
  g_free (self->etag);
  g_free (self->path);
  g_free (self->greeting);
  g_free (self);
}

static gboolean
ics_url_collections (KtPlace *place, const KtCollectionSink *sink, GError **error)
{
  const KtCollection collection
      = { .href = HREF, .name = kt_http_host (((IcsUrl *)place)->http), .single = TRUE };
  return sink->collection (sink->data, &collection, error);
}

/* --- the state --- */

typedef struct
{
  char *hash, *etag, *modified;
} State;

static void
state_clear (State *state)
{
  g_free (state->hash);
  g_free (state->etag);
  g_free (state->modified);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (State, state_clear)

static State
state_read (const char *text)
{
  const char *space = strchr (text, ' '), *line = strchr (text, '\n');
  if (space == NULL || line == NULL || line < space)
    return (State){ g_strdup (""), g_strdup (""), g_strdup ("") };
  return (State){ g_strndup (text, space - text), g_strndup (space + 1, line - space - 1),
                  g_strdup (line + 1) };
}

/* --- asking --- */

static gboolean
set_refusal (const IcsUrl *self, const KtHttpAnswer *answer, GError **error)
{
  const char *host = kt_http_host (self->http);
  if (answer->status == 404 || answer->status == 410)
    g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("%s has no such calendar any more"), host);
  else if (answer->status == 200)
    g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("%s gave a web page instead of a calendar"),
                 host);
  else
    g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("%s does not give the calendar (%u)"), host,
                 answer->status);
  return FALSE;
}

/* *ret_same: it is as known says (or was answered so). Else the text is in self. */
static gboolean
ask (IcsUrl *self, const State *known, KtHttpAnswer *ret_answer, gboolean *ret_same, GError **error)
{
  g_autofree char *match = g_strconcat ("If-None-Match: ", known->etag, NULL);
  g_autofree char *since = g_strconcat ("If-Modified-Since: ", known->modified, NULL);
  const char *headers[4] = { "Accept: text/calendar, text/plain;q=0.8, */*;q=0.5" };
  guint n = 1;
  if (*known->etag != '\0')
    headers[n++] = match;
  if (*known->modified != '\0')
    headers[n++] = since;
  const KtHttpRequest request = {
    .method = "GET", .url = self->path, .headers = headers, .octets_max = KT_COLLECTION_ICS_MAX
  };
  if (!kt_http_ask (self->http, &request, ret_answer, error))
    return FALSE;
  *ret_same = ret_answer->status == 304 && *known->hash != '\0';
  if (*ret_same)
    return TRUE;
  if (ret_answer->status != 200
      || g_ascii_strncasecmp (ret_answer->content_type, "text/html", 9) == 0)
    return set_refusal (self, ret_answer, error);
  g_clear_pointer (&self->text, g_byte_array_unref);
  g_free (self->etag);
  self->text = g_steal_pointer (&ret_answer->body);
  self->etag = g_compute_checksum_for_data (G_CHECKSUM_SHA256, self->text->data, self->text->len);
  *ret_same = g_str_equal (self->etag, known->hash);
  return TRUE;
}

static gboolean
check_collection (const char *collection, GError **error)
{
  if (g_str_equal (collection, HREF))
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is no calendar «%s»"), collection);
  return FALSE;
}

static gboolean
ics_url_changes (KtPlace *place, const char *collection, const char *state,
                 const KtCollectionSink *sink, char **ret_state, gboolean *ret_whole,
                 GError **error)
{
  IcsUrl *self = (IcsUrl *)place;
  g_auto (State) known = state_read (state);
  g_auto (KtHttpAnswer) answer = { 0 };
  gboolean same;
  if (!check_collection (collection, error) || !ask (self, &known, &answer, &same, error))
    return FALSE;
  if (answer.status == 304)
    *ret_state = g_strdup (state);
  else
    *ret_state = g_strdup_printf ("%s %s\n%s", self->etag, answer.etag, answer.last_modified);
  *ret_whole = !same;
  const KtResource resource = { HREF, self->etag, FALSE };
  if (same || sink->resources (sink->data, &resource, 1, error))
    return TRUE;
  g_clear_pointer (ret_state, g_free);
  return FALSE;
}

static gboolean
ics_url_get (KtPlace *place, const char *collection, const char *const *hrefs,
             const KtCollectionSink *sink, GError **error)
{
  IcsUrl *self = (IcsUrl *)place;
  g_auto (State) nothing = state_read ("");
  if (!check_collection (collection, error))
    return FALSE;
  for (; *hrefs != NULL; hrefs++)
    {
      g_auto (KtHttpAnswer) answer = { 0 };
      KtResourceText text = { *hrefs, "", NULL, NULL, 0 };
      gboolean same, here = g_str_equal (*hrefs, HREF);
      if (here && self->text == NULL && !ask (self, &nothing, &answer, &same, error))
        return FALSE;
      if (here)
        text = (KtResourceText){ HREF, self->etag, NULL, self->text->data, self->text->len };
      else
        text.problem = _ ("it is not in this calendar");
      if (!sink->text (sink->data, &text, error))
        return FALSE;
    }
  g_clear_pointer (&self->text, g_byte_array_unref);
  return TRUE;
}

static gboolean
refuse_writing (GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("a calendar on the web is only read"));
  return FALSE;
}

static gboolean
ics_url_put (KtPlace *place, const char *collection, const char *href, const char *etag,
             const void *data, gsize length, KtOutcome *ret_outcome, GError **error)
{
  return refuse_writing (error);
}

static gboolean
ics_url_remove (KtPlace *place, const char *collection, const char *href, const char *etag,
                KtOutcome *ret_outcome, GError **error)
{
  return refuse_writing (error);
}

const KtPlaceDriver kt_http_ics_url_driver = {
  ics_url_open, ics_url_greeting, ics_url_token_refused, ics_url_collections, ics_url_changes,
  ics_url_get,  ics_url_put,      ics_url_remove,        ics_url_close,
};
