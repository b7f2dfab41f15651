#pragma once
#include "kontor/http.h"
#include <curl/curl.h>

/* Between the files of the HTTP client. */
struct _KtHttp
{
  char *host, *user, *ca_file;
  guint16 port;
  char *authorization;     /* "Authorization: Basic …"; NULL: nobody logs in */
  gboolean token, refused; /* Bearer; the server refused it */
  guint deadline_ms;
  CURLM *multi; /* keeps the connections */
  CURL *easy;
};

/* One request and its answer under way. */
typedef struct
{
  KtHttp *http;
  const KtHttpRequest *request;
  const char *url; /* whole */
  KtHttpAnswer *answer;
  GError *error;  /* why it was given up from our side */
  guint headers;  /* lines of the answer so far */
  gboolean coded; /* Content-Encoding other than identity */
  guint64 received;
  curl_off_t moved;       /* octets both ways, as of moved_at */
  gint64 begun, moved_at; /* µs, monotonic */
} KtTransfer;

/* http-transfer.c: from request to answer, no redirects. */
gboolean kt_transfer_run (KtTransfer *transfer, gboolean login, GError **error);

/* http-error.c: what curl says of a transfer that failed, in our words. */
void kt_transfer_fail (KtTransfer *transfer, CURLcode code, GError **error);
