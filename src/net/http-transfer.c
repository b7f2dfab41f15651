#include "config.h"
#include "http-private.h"
#include "kontor/error.h"
#include <string.h>
#include <glib/gi18n.h>

#define HEADERS_MAX 200
#define HEADER_MAX 4096  /* octets of a value that is kept */
#define POLL_MS_MAX 1000 /* how long to wait without looking at the clock */

/* --- the answer as it comes; FALSE ends the transfer --- */

static gboolean
give_up (KtTransfer *transfer, const char *why)
{
  if (transfer->error == NULL)
    transfer->error = g_error_new (KT_ERROR, KT_ERROR_FAILED, _ ("%s does not answer well: %s"),
                                   transfer->http->host, why);
  return FALSE;
}

/* A value of visible characters and spaces; "" for any other. */
static char *
value_of (const char *at, gsize length)
{
  g_autofree char *value = g_strndup (at, length);
  g_strstrip (value);
  gsize n = strlen (value);
  gboolean ok = n <= HEADER_MAX && g_utf8_validate (value, -1, NULL);
  for (gsize i = 0; i < n && ok; i++)
    ok = !g_ascii_iscntrl (value[i]);
  return ok ? g_steal_pointer (&value) : g_strdup ("");
}

static void
take_header (KtTransfer *transfer, const char *line, gsize length)
{
  KtHttpAnswer *answer = transfer->answer;
  const char *colon = memchr (line, ':', length);
  if (colon == NULL)
    return;
  const struct
  {
    const char *name;
    char **value;
  } kept[] = { { "etag", &answer->etag },
               { "location", &answer->location },
               { "last-modified", &answer->last_modified },
               { "content-type", &answer->content_type } };
  gsize name_length = colon - line, rest = line + length - colon - 1;
  g_autofree char *name = g_ascii_strdown (line, name_length);
  g_autofree char *value = value_of (colon + 1, rest);
  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    if (g_str_equal (name, kept[i].name))
      {
        g_free (*kept[i].value);
        *kept[i].value = g_strdup (value);
      }
  if (g_str_equal (name, "content-encoding"))
    transfer->coded = g_ascii_strcasecmp (value, "identity") != 0 && *value != '\0';
}

static void
begin_answer (KtTransfer *transfer)
{
  kt_http_answer_clear (transfer->answer);
  *transfer->answer = (KtHttpAnswer){ .etag = g_strdup (""),
                                      .location = g_strdup (""),
                                      .last_modified = g_strdup (""),
                                      .content_type = g_strdup (""),
                                      .body = g_byte_array_new () };
  transfer->coded = FALSE;
}

/* "HTTP/1.1 207 Multi-Status" begins an answer: of those with 1xx only the last counts. */
static size_t
on_header (char *data, size_t size, size_t n, void *user)
{
  KtTransfer *transfer = user;
  gsize length = size * n;
  if (++transfer->headers > HEADERS_MAX)
    return give_up (transfer, _ ("too many header lines")), 0;
  if (length > 5 && memcmp (data, "HTTP/", 5) == 0)
    begin_answer (transfer);
  else
    take_header (transfer, data, length);
  return length;
}

static guint
status_of (const KtTransfer *transfer)
{
  long status = 0;
  curl_easy_getinfo (transfer->http->easy, CURLINFO_RESPONSE_CODE, &status);
  return (guint)status;
}

/* What is kept in memory is what was asked for, or little. */
static guint64
octets_max_of (const KtHttpRequest *request, guint status)
{
  gboolean asked
      = request->stream_status != 0 ? status == request->stream_status : status / 100 == 2;
  return asked ? request->octets_max : MIN (request->octets_max, KT_HTTP_OTHER_MAX);
}

static size_t
on_body (char *data, size_t size, size_t n, void *user)
{
  KtTransfer *transfer = user;
  const KtHttpRequest *request = transfer->request;
  gsize length = size * n;
  guint status = status_of (transfer);
  transfer->received += length;
  if (transfer->received > octets_max_of (request, status))
    return give_up (transfer, _ ("more than it may be")), 0;
  if (transfer->coded)
    return give_up (transfer, _ ("packed, though nobody asked for that")), 0;
  if (request->stream_status != 0 && request->stream_status == status)
    return request->take (request->data, data, length, &transfer->error) ? length : 0;
  g_byte_array_append (transfer->answer->body, (const guint8 *)data, length);
  return length;
}

static int
on_progress (void *user, curl_off_t to_get, curl_off_t got, curl_off_t to_put, curl_off_t put)
{
  KtTransfer *transfer = user;
  if (got + put != transfer->moved)
    {
      transfer->moved = got + put;
      transfer->moved_at = g_get_monotonic_time ();
    }
  return 0;
}

/* --- the request --- */

static struct curl_slist *
headers_of (const KtTransfer *transfer, gboolean login)
{
  struct curl_slist *list = curl_slist_append (NULL, "Accept-Encoding: identity");
  list = curl_slist_append (list, "Expect:"); /* no waiting for leave to send the body */
  if (transfer->request->body == NULL)
    list = curl_slist_append (list, "Content-Type:");
  for (gsize i = 0; transfer->request->headers != NULL && transfer->request->headers[i] != NULL;
       i++)
    list = curl_slist_append (list, transfer->request->headers[i]);
  return login ? curl_slist_append (list, transfer->http->authorization) : list;
}

static void
set_network (CURL *easy, const KtHttp *http)
{
  curl_easy_setopt (easy, CURLOPT_PROTOCOLS_STR, "https");
  curl_easy_setopt (easy, CURLOPT_REDIR_PROTOCOLS_STR, "https");
  curl_easy_setopt (easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt (easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
  curl_easy_setopt (easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt (easy, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt (easy, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt (easy, CURLOPT_CERTINFO, 1L); /* so that a refusal can be explained */
  curl_easy_setopt (easy, CURLOPT_PROXY, "");
  curl_easy_setopt (easy, CURLOPT_NOPROXY, "*");
  curl_easy_setopt (easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
  curl_easy_setopt (easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (easy, CURLOPT_TCP_NODELAY, 1L);
  curl_easy_setopt (easy, CURLOPT_PATH_AS_IS, 1L);
  curl_easy_setopt (easy, CURLOPT_CONNECTTIMEOUT_MS, (long)http->deadline_ms);
  if (*http->ca_file != '\0')
    {
      curl_easy_setopt (easy, CURLOPT_CAINFO, http->ca_file);
      curl_easy_setopt (easy, CURLOPT_CAPATH, NULL);
    }
}

static void
set_request (CURL *easy, KtTransfer *transfer, struct curl_slist *headers)
{
  const KtHttpRequest *request = transfer->request;
  curl_easy_setopt (easy, CURLOPT_URL, transfer->url);
  curl_easy_setopt (easy, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt (easy, CURLOPT_USERAGENT, "Kontor/" PACKAGE_VERSION);
  if (request->body != NULL)
    {
      curl_easy_setopt (easy, CURLOPT_POSTFIELDS, request->body);
      curl_easy_setopt (easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->length);
    }
  if (g_str_equal (request->method, "HEAD"))
    curl_easy_setopt (easy, CURLOPT_NOBODY, 1L);
  curl_easy_setopt (easy, CURLOPT_CUSTOMREQUEST, request->method);
  curl_easy_setopt (easy, CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt (easy, CURLOPT_HEADERDATA, transfer);
  curl_easy_setopt (easy, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt (easy, CURLOPT_WRITEDATA, transfer);
  curl_easy_setopt (easy, CURLOPT_XFERINFOFUNCTION, on_progress);
  curl_easy_setopt (easy, CURLOPT_XFERINFODATA, transfer);
  curl_easy_setopt (easy, CURLOPT_NOPROGRESS, 0L);
}

/* --- under way --- */

/* ms left until it is too slow: no octet for the deadline, or all of it not within the deadline and
 * what its length earns. */
static gint64
left_of (const KtTransfer *transfer)
{
  gint64 now = g_get_monotonic_time (), deadline = transfer->http->deadline_ms * (gint64)1000;
  gint64 earned = transfer->moved * (G_USEC_PER_SEC / KT_HTTP_RATE_MIN);
  gint64 end = MIN (transfer->moved_at + deadline, transfer->begun + deadline + earned);
  return (end - now) / 1000;
}

static CURLcode
wait_for_end (KtTransfer *transfer)
{
  CURLM *multi = transfer->http->multi;
  int running = 1;
  while (curl_multi_perform (multi, &running) == CURLM_OK && running > 0)
    {
      gint64 left = left_of (transfer);
      if (left <= 0)
        return CURLE_OPERATION_TIMEDOUT;
      curl_multi_poll (multi, NULL, 0, (int)MIN (left + 1, POLL_MS_MAX), NULL);
    }
  int queued;
  const CURLMsg *message = curl_multi_info_read (multi, &queued);
  return message != NULL && message->msg == CURLMSG_DONE ? message->data.result : CURLE_FAILED_INIT;
}

gboolean
kt_transfer_run (KtTransfer *transfer, gboolean login, GError **error)
{
  KtHttp *http = transfer->http;
  struct curl_slist *headers = headers_of (transfer, login);
  begin_answer (transfer);
  curl_easy_reset (http->easy);
  set_network (http->easy, http);
  set_request (http->easy, transfer, headers);
  transfer->begun = transfer->moved_at = g_get_monotonic_time ();
  CURLcode code = CURLE_FAILED_INIT;
  if (curl_multi_add_handle (http->multi, http->easy) == CURLM_OK)
    {
      code = wait_for_end (transfer);
      transfer->answer->status = status_of (transfer);
      if (code != CURLE_OK)
        kt_transfer_fail (transfer, code, error);
      curl_multi_remove_handle (http->multi, http->easy);
    }
  else
    kt_transfer_fail (transfer, code, error);
  curl_slist_free_all (headers);
  return code == CURLE_OK;
}
