#include "config.h"
#include "dav.h"
#include "kontor/error.h"
#include <string.h>
#include <glib/gi18n.h>

void
kt_dav_answer_clear (KtDavAnswer *answer)
{
  g_free (answer->url);
  g_free (answer->token);
  g_free (answer->condition);
  g_free (answer->description);
  *answer = (KtDavAnswer){ 0 };
}

static gboolean
take (gpointer data, const void *octets, gsize length, GError **error)
{
  return kt_dav_reader_feed (data, octets, length, error);
}

void
kt_dav_read_error (const void *body, gsize length, char **ret_condition, char **ret_description)
{
  const KtDavReading reading = { .is_error = TRUE };
  g_autoptr (KtDavReader) reader = kt_dav_reader_new (&reading);
  if (length == 0 || !kt_dav_reader_feed (reader, body, length, NULL)
      || !kt_dav_reader_end (reader, NULL, NULL))
    return;
  *ret_condition = g_strdup (kt_dav_reader_condition (reader));
  *ret_description = g_strdup (kt_dav_reader_description (reader));
}

gboolean
kt_dav_ask (KtDav *dav, const KtDavRequest *request, KtDavAnswer *ret_answer, GError **error)
{
  g_auto (KtHttpAnswer) answer = { 0 };
  g_auto (KtDavAnswer) result = { 0 };
  g_autofree char *depth = g_strconcat ("Depth: ", request->depth, NULL);
  const char *headers[] = { "Content-Type: application/xml; charset=utf-8",
                            request->depth != NULL ? depth : NULL, NULL };
  const KtDavReading reading
      = { .item = request->item, .data = request->data, .items_max = request->items_max };
  g_autoptr (KtDavReader) reader = kt_dav_reader_new (&reading);
  const KtHttpRequest http = { .method = request->method,
                               .url = request->url,
                               .headers = headers,
                               .body = request->body,
                               .length = strlen (request->body),
                               .octets_max = request->octets_max,
                               .stream_status = 207,
                               .take = take,
                               .data = reader };
  if (!kt_http_ask (dav->http, &http, &answer, error))
    return FALSE;
  if (answer.status == 207 && !kt_dav_reader_end (reader, &result.token, error))
    return FALSE;
  if (answer.status != 207)
    kt_dav_read_error (answer.body->data, answer.body->len, &result.condition, &result.description);
  result.status = answer.status;
  result.url = g_steal_pointer (&answer.url);
  *ret_answer = result;
  result = (KtDavAnswer){ 0 };
  return TRUE;
}

/* --- refusals in words --- */

static const char *
words_of_condition (const char *condition)
{
  static const struct
  {
    const char *condition, *words;
  } known[] = {
    { "no-uid-conflict", N_ ("another entry has the same UID") },
    { "valid-address-data", N_ ("it is no contact by this server's rules") },
    { "supported-address-data", N_ ("it takes no such entries") },
    { "valid-calendar-data", N_ ("it is no calendar entry by this server's rules") },
    { "valid-calendar-object-resource", N_ ("it is no calendar entry by this server's rules") },
    { "supported-calendar-data", N_ ("it takes no such entries") },
    { "supported-calendar-component", N_ ("it takes no entries of this kind") },
    { "max-resource-size", N_ ("it is too large") },
    { "need-privileges", N_ ("we may not write there") },
    { "quota-not-exceeded", N_ ("there is no room left") },
    { "sufficient-disk-space", N_ ("there is no room left") },
  };
  for (gsize i = 0; condition != NULL && i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (condition, known[i].condition))
      return _ (known[i].words);
  return NULL;
}

char *
kt_dav_reason (guint status, const char *condition, const char *description)
{
  const char *words = words_of_condition (condition);
  if (words == NULL && description != NULL && *description != '\0')
    words = description;
  if (words == NULL && condition == NULL && status == 403)
    words = _ ("we may not do that there");
  if (words == NULL && (status == 413 || status == 507))
    words = _ ("it is too large");
  if (words == NULL)
    words = condition;
  return words != NULL ? g_strdup_printf ("%s (%u)", words, status)
                       : g_strdup_printf (_ ("without a reason (%u)"), status);
}

void
kt_dav_fail (const KtDav *dav, const KtDavAnswer *answer, const char *path, GError **error)
{
  const char *host = kt_http_host (dav->http);
  if (answer->status == 404 || answer->status == 410)
    g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("%s has no «%s»"), host, path);
  else if (answer->status == 207)
    g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("%s does not list all of «%s»"), host, path);
  else if (answer->status == 200)
    g_set_error (error, KT_ERROR, KT_ERROR_FAILED,
                 _ ("%s does not speak the language of calendar servers at «%s»"), host, path);
  else
    {
      g_autofree char *reason
          = kt_dav_reason (answer->status, answer->condition, answer->description);
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("%s refused a request for «%s», %s"), host,
                   path, reason);
    }
}
