#pragma once
#include <glib.h>

/* HTTP/1.1 (RFC 9110) over verified TLS, one server at a time, through libcurl: https only, TLS 1.2
 * or newer, certificate and host name always checked; no proxy, no .netrc, no cookies, nothing from
 * the environment. Login is Basic, or Bearer with a token, sent unasked (RFC 7617, RFC 6750), to
 * one host and port only.
 *
 * Errors. KT_ERROR_NETWORK: cannot be reached, certificate, login refused, too slow, cut, or it
 * asks to come again later. Any other code: this answer is of no use (too large, coded, a redirect
 * that must not be followed), the next may be. Status codes are not errors, 401, 407, 429 and 503
 * apart. */
#define KT_HTTP_DEADLINE_MS 60000
#define KT_HTTP_RATE_MIN 2048 /* octets a second that lengthen the deadline of an answer */
#define KT_HTTP_REDIRECTS_MAX 5
#define KT_HTTP_OTHER_MAX (1u << 20) /* octets of a body that only says what went wrong */

typedef struct
{
  const char *user, *secret; /* secret NULL or "": nobody logs in */
  const char *ca_file;       /* "" or NULL: the system's authorities */
  guint deadline_ms;         /* without any octet; 0: the default */
  gboolean token;            /* the secret is an OAuth token */
} KtHttpOptions;

/* One conversation; its connection is kept between requests. */
typedef struct _KtHttp KtHttp;
/* For host and port (0: 443). Connects to nobody yet. KT_ERROR_NETWORK: a login that cannot be
 * sent. */
KtHttp *kt_http_new (const char *host, guint16 port, const KtHttpOptions *options, GError **error);
void kt_http_free (KtHttp *http); /* wipes the secret; NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtHttp, kt_http_free)
const char *kt_http_host (const KtHttp *http);
/* Whether the last answer refused the token: with another it may go well. */
gboolean kt_http_token_refused (const KtHttp *http);

typedef struct
{
  const char *method;
  const char *url;            /* "/path?query", or a whole https URL */
  const char *const *headers; /* "Name: value", NULL at the end; or NULL */
  const void *body;           /* NULL: none */
  gsize length;
  guint64 octets_max;  /* of the body asked for: of stream_status, of 2xx where that is 0; of others
                          KT_HTTP_OTHER_MAX at most. More is KT_ERROR_FAILED */
  guint stream_status; /* bodies of this status go to take as they come; 0: none */
  gboolean (*take) (gpointer data, const void *octets, gsize length, GError **error);
  gpointer data;
} KtHttpRequest;

typedef struct
{
  guint status;
  char *url;                                            /* that answered, after redirects: whole */
  char *etag, *location, *last_modified, *content_type; /* "" where not told */
  GByteArray *body;                                     /* what did not go to take */
} KtHttpAnswer;
void kt_http_answer_clear (KtHttpAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtHttpAnswer, kt_http_answer_clear)

/* Asks and waits for the whole answer. Redirects of GET, HEAD, OPTIONS, PROPFIND and REPORT are
 * followed: to this host and port; who is not logged in also to others. */
gboolean kt_http_ask (KtHttp *http, const KtHttpRequest *request, KtHttpAnswer *ret_answer,
                      GError **error);
