/* HTTP over TLS against a server that lies: nothing is followed, believed or waited for too long,
 * and a login goes to its own host only, after its certificate. */
#include "config.h"
#include "fake-dav.h"
#include "kontor/error.h"
#include "kontor/http.h"
#include <string.h>

typedef struct
{
  FakeDav *fake;
  KtHttp *http;
  KtHttpAnswer answer;
  GError *error;
} Fixture;

static void
open_http (Fixture *f, const char *host, KtHttpOptions options)
{
  g_autoptr (GError) error = NULL;
  g_clear_pointer (&f->http, kt_http_free);
  f->http = kt_http_new (host, f->fake->port, &options, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *f, gconstpointer unused)
{
  f->fake = fake_dav_start ("server");
  open_http (f, "localhost", (KtHttpOptions){ "anna", "kalns4417", f->fake->ca, 10000 });
}

static char *
finish (Fixture *f)
{
  g_clear_pointer (&f->http, kt_http_free);
  g_clear_error (&f->error);
  kt_http_answer_clear (&f->answer);
  return fake_dav_stop (g_steal_pointer (&f->fake));
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  if (f->fake != NULL)
    g_free (finish (f));
}

static gboolean
ask (Fixture *f, const char *method, const char *url)
{
  const KtHttpRequest request = { .method = method,
                                  .url = url,
                                  .body = g_str_equal (method, "GET") ? NULL : "<x/>",
                                  .length = 4,
                                  .octets_max = 1u << 20 };
  g_clear_error (&f->error);
  kt_http_answer_clear (&f->answer);
  return kt_http_ask (f->http, &request, &f->answer, &f->error);
}

static void
assert_fails (Fixture *f, const char *method, const char *url, int code, const char *part)
{
  gboolean ok = ask (f, method, url);
  if (ok || f->error->code != code || strstr (f->error->message, part) == NULL)
    g_error ("%s %s: %u %s", method, url, ok ? f->answer.status : (guint)f->error->code,
             ok ? "" : f->error->message);
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;
  for (const char *at = strstr (text, part); at != NULL; at = strstr (at + 1, part))
    n++;
  return n;
}

/* --- ordinary ways --- */

static void
test_statuses (Fixture *f, gconstpointer unused)
{
  static const guint statuses[] = { 200, 201, 204, 207, 400, 403, 404, 405, 409, 412, 500, 507 };
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *path = g_strdup_printf ("/status/%u", statuses[i]);
      g_assert_true (ask (f, "PROPFIND", path));
      g_assert_cmpuint (f->answer.status, ==, statuses[i]);
    }
  g_assert_true (ask (f, "GET", "/status/200"));
  g_assert_cmpmem (f->answer.body->data, f->answer.body->len, "some text", 9);
  g_autofree char *received = finish (f);
  g_assert_cmpuint (count (received, "Authorization: Basic " FAKE_LOGIN "\r\n"), ==, 13);
  g_assert_null (strstr (received, "Expect:"));
  g_assert_null (strstr (received, "Cookie:"));
}

static void
test_refused (Fixture *f, gconstpointer unused)
{
  assert_fails (f, "GET", "/status/401", KT_ERROR_NETWORK,
                "localhost refused the password for anna");
  assert_fails (f, "GET", "/status/503", KT_ERROR_NETWORK, "lets nobody in at the moment");
  assert_fails (f, "GET", "/status/429", KT_ERROR_NETWORK, "lets nobody in at the moment");
  open_http (f, "localhost", (KtHttpOptions){ NULL, NULL, f->fake->ca, 10000 });
  assert_fails (f, "GET", "/status/401", KT_ERROR_NETWORK, "wants a user name and a password");
}

static void
test_bad_login (Fixture *f, gconstpointer unused)
{
  static const struct
  {
    const char *user, *secret;
  } bad[] = { { "an:na", "x" }, { "anna\r\nX: y", "x" }, { "anna", "x\ny" }, { "", "x" } };
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      const KtHttpOptions options = { bad[i].user, bad[i].secret, NULL, 0 };
      g_assert_null (kt_http_new ("localhost", 1, &options, &error));
      g_assert_error (error, KT_ERROR, KT_ERROR_NETWORK);
    }
}

/* --- redirects --- */

static void
test_redirects (Fixture *f, gconstpointer unused)
{
  static const char *const elsewhere[]
      = { "/moved/other", "/moved/http", "/moved/port", "/moved/user" };
  g_autofree char *url = g_strdup_printf ("https://localhost:%u/status/200", f->fake->port);
  g_assert_true (ask (f, "PROPFIND", "/moved/here"));
  g_assert_cmpuint (f->answer.status, ==, 200);
  g_assert_cmpstr (f->answer.url, ==, url);
  g_assert_true (ask (f, "PUT", "/moved/here")); /* is not sent twice */
  g_assert_cmpuint (f->answer.status, ==, 302);
  for (gsize i = 0; i < G_N_ELEMENTS (elsewhere); i++)
    assert_fails (f, "GET", elsewhere[i], KT_ERROR_FAILED, "not following localhost to «http");
  assert_fails (f, "GET", "/moved/loop", KT_ERROR_FAILED, "from one address to the next");
  assert_fails (f, "GET", "https://other.example/x", KT_ERROR_FAILED, "not following");
  assert_fails (f, "GET", "//other.example/x", KT_ERROR_FAILED, "not following");
  g_assert_true (ask (f, "GET", "/moved/long"));
  g_autofree char *received = finish (f);
  g_assert_cmpuint (count (received, "GET /moved/loop"), ==, KT_HTTP_REDIRECTS_MAX + 1);
}

/* Who has no login may be sent elsewhere, over TLS. */
static void
test_redirect_without_login (Fixture *f, gconstpointer unused)
{
  open_http (f, "localhost", (KtHttpOptions){ NULL, NULL, f->fake->ca, 10000 });
  assert_fails (f, "GET", "/moved/port", KT_ERROR_NETWORK, "cannot reach localhost");
  assert_fails (f, "GET", "/moved/http", KT_ERROR_FAILED, "not following");
}

/* --- certificates --- */

static void
test_certificates (void)
{
  static const struct
  {
    const char *certificate, *host, *why;
  } rows[] = {
    { "wrong", "localhost", "\n  its certificate is for www.host.example" },
    { "expired", "localhost", "\n  its certificate expired on 2021-01-01" },
    { "self", "localhost", "\n  its certificate is signed by an unknown authority" },
    { "other", "localhost", "\n  its certificate is signed by an unknown authority" },
    { "server", "127.0.0.1", "\n  its certificate is for localhost" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Fixture f = { .fake = fake_dav_start (rows[i].certificate) };
      open_http (&f, rows[i].host, (KtHttpOptions){ "anna", "kalns4417", f.fake->ca, 10000 });
      assert_fails (&f, "GET", "/status/200", KT_ERROR_NETWORK, rows[i].why);
      g_assert_true (g_str_has_prefix (f.error->message, "not connecting to "));
      g_assert_true (
          g_str_has_suffix (f.error->message, "\nhint: nothing was sent, no password either"));
      g_autofree char *received = finish (&f);
      g_assert_cmpstr (received, ==, "");
    }
}

/* The system's authorities do not know the test's. */
static void
test_no_authority (Fixture *f, gconstpointer unused)
{
  open_http (f, "localhost", (KtHttpOptions){ "anna", "kalns4417", NULL, 10000 });
  assert_fails (f, "GET", "/status/200", KT_ERROR_NETWORK, "signed by an unknown authority");
  open_http (f, "localhost", (KtHttpOptions){ "anna", "kalns4417", "/nonexistent", 10000 });
  assert_fails (f, "GET", "/status/200", KT_ERROR_NETWORK, "cannot read the authorities");
  g_autofree char *received = finish (f);
  g_assert_cmpstr (received, ==, "");
}

/* Nothing in the environment changes where a request goes. */
static void
test_environment (Fixture *f, gconstpointer unused)
{
  static const char *const names[] = { "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY" };
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_setenv (names[i], "http://127.0.0.1:1", TRUE);
  g_assert_true (ask (f, "GET", "/status/200"));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_unsetenv (names[i]);
}

/* --- limits --- */

static void
test_limits (Fixture *f, gconstpointer unused)
{
  assert_fails (f, "GET", "/endless/", KT_ERROR_FAILED, "more than it may be");
  assert_fails (f, "GET", "/coded/", KT_ERROR_FAILED, "packed, though nobody asked for that");
  assert_fails (f, "GET", "/headers/", KT_ERROR_FAILED, "too many header lines");
  assert_fails (f, "GET", "/garbage/", KT_ERROR_NETWORK, "lost the connection to localhost");
  assert_fails (f, "GET", "/cut/10", KT_ERROR_NETWORK, "lost the connection to localhost");
  assert_fails (f, "GET", "/cut/100", KT_ERROR_NETWORK, "lost the connection to localhost");
  g_assert_true (ask (f, "GET", "/status/200")); /* none of it lasts */
}

/* Much is only kept of what was asked for, not of what went wrong. */
static void
test_large (Fixture *f, gconstpointer unused)
{
  KtHttpRequest request = { .method = "GET", .url = "/large/200", .octets_max = 4u << 20 };
  g_assert_true (kt_http_ask (f->http, &request, &f->answer, &f->error));
  g_assert_cmpuint (f->answer.body->len, ==, 2u << 20);
  kt_http_answer_clear (&f->answer);
  request.url = "/large/500";
  g_assert_false (kt_http_ask (f->http, &request, &f->answer, &f->error));
  g_assert_error (f->error, KT_ERROR, KT_ERROR_FAILED);
  g_clear_error (&f->error);
  request.url = "/large/200";
  request.stream_status = 207;
  g_assert_false (kt_http_ask (f->http, &request, &f->answer, &f->error));
  g_assert_error (f->error, KT_ERROR, KT_ERROR_FAILED);
}

static void
test_slow (Fixture *f, gconstpointer unused)
{
  open_http (f, "localhost", (KtHttpOptions){ "anna", "kalns4417", f->fake->ca, 300 });
  assert_fails (f, "GET", "/mute/", KT_ERROR_NETWORK,
                "lost the connection to localhost, timed out");
  assert_fails (f, "GET", "/drip/", KT_ERROR_NETWORK, "timed out");
  assert_fails (f, "GET", "/drip-head/", KT_ERROR_NETWORK, "timed out");
}

static void
test_unreachable (Fixture *f, gconstpointer unused)
{
  KtHttpOptions options = { "anna", "kalns4417", f->fake->ca, 5000 };
  open_http (f, "nosuch.invalid", options);
  assert_fails (f, "GET", "/", KT_ERROR_NETWORK,
                "cannot reach nosuch.invalid, there is no such host");
  g_clear_pointer (&f->http, kt_http_free);
  f->http = kt_http_new ("localhost", 1, &options, NULL);
  assert_fails (f, "GET", "/", KT_ERROR_NETWORK, "cannot reach localhost, nobody listens there");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!fake_dav_begin ())
    return 0;
  g_test_add ("/http/statuses", Fixture, NULL, set_up, test_statuses, tear_down);
  g_test_add ("/http/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/http/bad-login", Fixture, NULL, set_up, test_bad_login, tear_down);
  g_test_add ("/http/redirects", Fixture, NULL, set_up, test_redirects, tear_down);
  g_test_add ("/http/redirect-without-login", Fixture, NULL, set_up, test_redirect_without_login,
              tear_down);
  g_test_add_func ("/http/certificates", test_certificates);
  g_test_add ("/http/no-authority", Fixture, NULL, set_up, test_no_authority, tear_down);
  g_test_add ("/http/environment", Fixture, NULL, set_up, test_environment, tear_down);
  g_test_add ("/http/limits", Fixture, NULL, set_up, test_limits, tear_down);
  g_test_add ("/http/large", Fixture, NULL, set_up, test_large, tear_down);
  g_test_add ("/http/slow", Fixture, NULL, set_up, test_slow, tear_down);
  g_test_add ("/http/unreachable", Fixture, NULL, set_up, test_unreachable, tear_down);
  int result = g_test_run ();
  fake_dav_end ();
  return result;
}
