/* The CalDAV and .ics drivers, out of their plugin, against a server that lies (fake-dav.py). */
#include "config.h"
#include "dav-fixture.h"
#include "fake-dav.h"
#include <gio/gio.h>
#include <string.h>

static FakeDav *fake;
static DavServer server; /* the same, as the fixture wants it */

static void
begin_server (void)
{
  fake = fake_dav_start ("server");
  server = (DavServer){ .name = "fake",
                        .ca = fake->ca,
                        .user = (char *)"anna",
                        .password = (char *)"kalns4417",
                        .port = fake->port };
}

static void
set_up (DavFixture *f, gconstpointer unused)
{
  begin_server ();
  dav_set_up (f, NULL);
  f->server = &server;
  if (!dav_open (f, (KtSourceSpec){ .deadline_ms = 10000 }))
    g_error ("%s", f->error->message);
}

static void
tear_down (DavFixture *f, gconstpointer unused)
{
  dav_tear_down (f, NULL);
  if (fake != NULL)
    g_free (fake_dav_stop (g_steal_pointer (&fake)));
}

static gboolean
ask_changes (DavFixture *f, const char *collection, const char *state)
{
  g_free (f->calendar);
  f->calendar = g_strdup (collection);
  return dav_changes (f, state);
}

/* What is listed: "href etag" of each, sorted. */
static char *
listing_of (const DavFixture *f)
{
  g_autoptr (GList) hrefs = g_hash_table_get_keys (f->resources);
  hrefs = g_list_sort (hrefs, (GCompareFunc)g_strcmp0);
  GString *text = g_string_new (NULL);
  for (const GList *l = hrefs; l != NULL; l = l->next)
    g_string_append_printf (text, "%s%s %s", text->len > 0 ? " " : "", (const char *)l->data,
                            (const char *)g_hash_table_lookup (f->resources, l->data));
  return g_string_free (text, FALSE);
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;
  for (const char *at = strstr (text, part); at != NULL; at = strstr (at + 1, part))
    n++;
  return n;
}

/* Ends the server: all that was said to it. The fixture can only be torn down after it. */
static char *
end_server (DavFixture *f)
{
  dav_tear_down (f, NULL);
  *f = (DavFixture){ 0 };
  dav_set_up (f, NULL);
  return fake_dav_stop (g_steal_pointer (&fake));
}

/* --- answers that can be used --- */

static void
test_usable (DavFixture *f, gconstpointer unused)
{
  static const struct
  {
    const char *name, *listing;
  } rows[] = {
    { "good", "/xml/good/a b.ics \"1\"" },
    { "entity", "/xml/entity/&&a.ics \"1\"" },
    { "control", "/xml/control/a.ics \"1\"" },
    { "url", "/xml/url/a.ics \"1\"" },
    { "relative", "/xml/relative/a.ics \"1\"" },
    { "weak", "/xml/weak/a.ics " },
    { "gzip", "/xml/gzip/a.ics " },
    { "bare", "/xml/bare/a.ics " },
    { "injected", "/xml/injected/a.ics " },
    { "gone", "/xml/gone/a.ics gone" },
    { "stray", "/xml/stray/a.ics " },
    { "itself", "" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *collection = g_strdup_printf ("/xml/%s/", rows[i].name);
      gboolean ok = ask_changes (f, collection, "token:1");
      g_autofree char *listing = listing_of (f);
      if (!ok)
        g_error ("%s: %s", rows[i].name, f->error->message);
      g_assert_cmpstr (listing, ==, rows[i].listing);
      g_assert_cmpstr (f->state, ==, "token:next");
      g_assert_false (f->whole);
    }
}

/* --- answers that cannot --- */

static void
test_unusable (DavFixture *f, gconstpointer unused)
{
  static const struct
  {
    const char *name;
    int code;
    const char *part;
  } rows[] = {
    { "broken", KT_ERROR_FAILED, "not well formed" },
    { "unknown-entity", KT_ERROR_FAILED, "not well formed" },
    { "bomb", KT_ERROR_FAILED, "document type" },
    { "external", KT_ERROR_FAILED, "document type" },
    { "deep", KT_ERROR_FAILED, "too deep" },
    { "long-href", KT_ERROR_FAILED, "a value is too long" },
    { "bad-utf8", KT_ERROR_FAILED, "not well formed" },
    { "html", KT_ERROR_FAILED, "not the language of a calendar server" },
    { "nothing", KT_ERROR_FAILED, "not well formed" },
    { "no-token", KT_ERROR_CONFLICT, "does not know that state" },
    { "foreign", KT_ERROR_FAILED, "lists «/other/a.ics», which is not in the calendar" },
    { "host", KT_ERROR_FAILED, "which is not in the calendar" },
    { "dots", KT_ERROR_FAILED, "which is not in the calendar" },
    { "dot", KT_ERROR_FAILED, "which is not in the calendar" },
    { "half", KT_ERROR_FAILED, "does not list all" },
    { "no-href", KT_ERROR_FAILED, "a response is about nothing" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *collection = g_strdup_printf ("/xml/%s/", rows[i].name);
      gboolean ok = ask_changes (f, collection, "token:1");
      if (ok || f->error->code != rows[i].code || strstr (f->error->message, rows[i].part) == NULL)
        g_error ("%s: %s", rows[i].name, ok ? "went well" : f->error->message);
      g_assert_null (f->state);
    }
}

/* A listing cut short anywhere is none. */
static void
test_cut (DavFixture *f, gconstpointer unused)
{
  for (guint octets = 1; octets < 350; octets += 37)
    {
      g_autofree char *collection = g_strdup_printf ("/cut/%u/", octets);
      g_assert_false (ask_changes (f, collection, "token:1"));
      g_assert_error (f->error, KT_ERROR, KT_ERROR_NETWORK);
    }
}

/* Every status that is no listing: a token failure is a reason to compare, a 404 is not emptiness.
 */
static void
test_states (DavFixture *f, gconstpointer unused)
{
  static const guint conflicts[] = { 200, 204, 400, 403, 405, 409, 412, 418, 500, 501, 507 };
  for (gsize i = 0; i < G_N_ELEMENTS (conflicts); i++)
    {
      g_autofree char *collection = g_strdup_printf ("/status/%u/", conflicts[i]);
      g_assert_false (ask_changes (f, collection, "token:1"));
      g_assert_error (f->error, KT_ERROR, KT_ERROR_CONFLICT);
      g_assert_false (ask_changes (f, collection, ""));
      g_assert_error (f->error, KT_ERROR, KT_ERROR_FAILED);
    }
  g_assert_false (ask_changes (f, "/status/404/", "token:1"));
  g_assert_error (f->error, KT_ERROR, KT_ERROR_NOT_FOUND);
  g_assert_false (ask_changes (f, "/status/404/", ""));
  g_assert_error (f->error, KT_ERROR, KT_ERROR_NOT_FOUND);
  g_assert_false (ask_changes (f, "/status/401/", ""));
  g_assert_error (f->error, KT_ERROR, KT_ERROR_NETWORK);
}

static void
test_pages (DavFixture *f, gconstpointer unused)
{
  g_assert_true (ask_changes (f, "/pages/", "token:0"));
  g_autofree char *listing = listing_of (f);
  g_assert_cmpstr (listing, ==,
                   "/pages/1.ics \"1\" /pages/2.ics \"1\" /pages/3.ics \"1\" /pages/4.ics \"1\"");
  g_assert_cmpstr (f->state, ==, "token:4");
  g_assert_false (ask_changes (f, "/loop/", "token:1"));
  g_assert_error (f->error, KT_ERROR, KT_ERROR_CONFLICT);
}

/* Nothing changed is one request, whatever tells it. */
static void
test_one_request (DavFixture *f, gconstpointer unused)
{
  g_assert_true (ask_changes (f, "/xml/itself/", "token:1"));
  g_autofree char *received = end_server (f);
  g_assert_cmpuint (count (received, "REPORT /xml/itself/ HTTP/1.1"), ==, 1);
  g_assert_cmpuint (count (received, "HTTP/1.1"), ==, 1);
}

static void
test_ctag (DavFixture *f, gconstpointer unused)
{
  g_assert_true (ask_changes (f, "/ctag/", ""));
  g_assert_true (f->whole);
  g_assert_cmpuint (g_hash_table_size (f->resources), ==, 1);
  g_assert_cmpstr (f->state, ==, "ctag:5");
  g_assert_true (dav_changes (f, NULL));
  g_assert_false (f->whole);
  g_assert_cmpuint (g_hash_table_size (f->resources), ==, 0);
  g_assert_true (dav_changes (f, "ctag:4"));
  g_assert_true (f->whole);
  g_assert_false (ask_changes (f, "/noself/", "")); /* who knows what else it leaves out */
  g_assert_error (f->error, KT_ERROR, KT_ERROR_FAILED);
  g_autofree char *received = end_server (f);
  g_assert_cmpuint (count (received, "PROPFIND /ctag/ HTTP/1.1"), ==, 5);
}

/* --- texts --- */

static void
test_multiget (DavFixture *f, gconstpointer unused)
{
  g_autoptr (GPtrArray) hrefs = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < 20; i++)
    g_ptr_array_add (hrefs, g_strdup_printf ("/items/%u.ics", i));
  g_ptr_array_add (hrefs, g_strdup ("/items/poison.ics"));
  g_ptr_array_add (hrefs, g_strdup ("/items/forgotten.ics"));
  g_ptr_array_add (hrefs, g_strdup ("/items/missing.ics"));
  g_ptr_array_add (hrefs, g_strdup ("/items/3.ics")); /* once more */
  g_ptr_array_add (hrefs, NULL);
  f->calendar = g_strdup ("/items/");
  if (!dav_get (f, (const char *const *)hrefs->pdata))
    g_error ("%s", f->error->message);
  g_assert_cmpuint (g_hash_table_size (f->texts), ==, 23);
  g_assert_cmpstr (g_hash_table_lookup (f->texts, "/items/7.ics"), ==, "of /items/7.ics");
  g_assert_cmpstr (g_hash_table_lookup (f->texts, "/items/forgotten.ics"), ==,
                   "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
  for (guint i = 20; i < 23; i += 2)
    g_assert_true (g_str_has_prefix (g_hash_table_lookup (f->texts, hrefs->pdata[i]), "problem: "));
}

/* --- writing --- */

static void
test_put (DavFixture *f, gconstpointer unused)
{
  static const struct
  {
    const char *name, *etag;
    int kind; /* -1: an error */
  } rows[] = {
    { "200", "", KT_OUTCOME_STORED },
    { "201", "", KT_OUTCOME_STORED },
    { "204", "\"1\"", KT_OUTCOME_STORED },
    { "412", "\"1\"", KT_OUTCOME_CHANGED },
    { "uid-409", "", KT_OUTCOME_CHANGED },
    { "uid-403", "", KT_OUTCOME_CHANGED },
    { "uid-home", "", KT_OUTCOME_CHANGED },
    { "207-412", "", KT_OUTCOME_CHANGED },
    { "207-200", "", KT_OUTCOME_REFUSED },
    { "409", "", KT_OUTCOME_REFUSED },
    { "403", "", KT_OUTCOME_REFUSED },
    { "400", "", KT_OUTCOME_REFUSED },
    { "413", "", KT_OUTCOME_REFUSED },
    { "415", "", KT_OUTCOME_REFUSED },
    { "507", "", KT_OUTCOME_REFUSED },
    { "202", "", KT_OUTCOME_REFUSED },
    { "404", "\"1\"", KT_OUTCOME_CHANGED },
    { "bomb", "", KT_OUTCOME_REFUSED },
    { "escape", "", KT_OUTCOME_REFUSED },
    { "404", "", -1 },
    { "500", "", -1 },
    { "502", "", -1 },
    { "423", "", -1 },
    { "302", "", -1 },
    { "401", "", -1 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      KtOutcome outcome = { 0 };
      g_autofree char *calendar = g_strdup_printf ("/put/%s/", rows[i].name);
      g_autoptr (GError) error = NULL;
      gboolean ok = f->place->driver->put (f->place, calendar, "a.ics", rows[i].etag, "x", 1,
                                           &outcome, &error);
      if (ok != (rows[i].kind >= 0) || (ok && (int)outcome.kind != rows[i].kind))
        g_error ("%s: %u %s", rows[i].name, outcome.kind, ok ? outcome.reason : error->message);
      g_assert_cmpstr (outcome.etag, ==, ok ? "" : NULL); /* "5-gzip" is of no use */
      if (ok)
        g_assert_cmpint (*outcome.reason != '\0', ==, outcome.kind == KT_OUTCOME_REFUSED);
      if (g_str_equal (rows[i].name, "201"))
        g_assert_cmpstr (outcome.href, ==, "/put/201/b c.ics"); /* where it says it lies */
      kt_outcome_clear (&outcome);
    }
  g_autofree char *received = end_server (f);
  g_assert_nonnull (strstr (received, "PUT /put/200/a.ics HTTP/1.1"));
  g_assert_nonnull (strstr (received, "If-None-Match: *\r\n"));
  g_assert_nonnull (strstr (received, "If-Match: \"1\"\r\n"));
}

/* Nothing leaves for a place outside of the calendar, nor with a header smuggled in. */
static void
test_put_outside (DavFixture *f, gconstpointer unused)
{
  static const char *const hrefs[]
      = { "/put/200/../x.ics", "/other/a.ics", "/put/200/", "/put/200/..", ".." };
  KtOutcome outcome = { 0 };
  for (gsize i = 0; i < G_N_ELEMENTS (hrefs); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (
          f->place->driver->put (f->place, "/put/200/", hrefs[i], "", "x", 1, &outcome, &error));
      g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
    }
  g_assert_false (f->place->driver->remove (f->place, "/put/200/", "/put/200/a.ics",
                                            "\"1\"\r\nX: y", &outcome, NULL));
  g_autofree char *received = end_server (f);
  g_assert_cmpstr (received, ==, "");
}

/* --- .ics on the web --- */

static void
test_ics_url (DavFixture *f, gconstpointer unused)
{
  const KtSourceSpec spec = { .kind = KT_SOURCE_ICS_URL, .path = (char *)"/ics/secret.ics?key=1" };
  g_assert_true (dav_open (f, spec));
  g_assert_null (strstr (f->place->driver->greeting (f->place), "secret"));
  g_assert_true (dav_collections (f));
  g_assert_cmpstr (f->collections->pdata[0], ==, "localhost / r");
  g_assert_true (ask_changes (f, "/", ""));
  g_assert_true (f->whole);
  g_assert_true (dav_get (f, (const char *const[]){ "/", NULL }));
  g_assert_cmpstr (g_hash_table_lookup (f->texts, "/"), ==, "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
  g_assert_true (dav_changes (f, NULL));
  g_assert_false (f->whole);
  g_assert_cmpuint (g_hash_table_size (f->resources), ==, 0);
  g_assert_true (
      dav_open (f, (KtSourceSpec){ .kind = KT_SOURCE_ICS_URL, .path = (char *)"/ics/page" }));
  g_assert_false (ask_changes (f, "/", ""));
  g_assert_nonnull (strstr (f->error->message, "a web page instead of a calendar"));
  g_autofree char *received = end_server (f);
  g_assert_cmpuint (count (received, "GET /ics/secret.ics?key=1 HTTP/1.1"), ==, 2);
}

/* --- discovery --- */

static void
assert_found (DavFixture *f)
{
  if (!dav_collections (f))
    g_error ("%s", f->error->message);
  g_assert_cmpuint (f->collections->len, ==, 2);
  g_assert_cmpstr (f->collections->pdata[0], ==, "A <b> /mine/a%20b/ w");
  g_assert_cmpstr (f->collections->pdata[1], ==, "read /mine/read/ r");
}

/* From the top, though the well-known address sends elsewhere; from a home; from a calendar. */
static void
test_discovery (DavFixture *f, gconstpointer unused)
{
  assert_found (f);
  g_assert_true (dav_open (f, (KtSourceSpec){ .path = (char *)"/mine/" }));
  assert_found (f);
}

/* A resolver whose records are in a table. */
typedef GResolver TestResolver;
typedef GResolverClass TestResolverClass;
GType test_resolver_get_type (void);
G_DEFINE_TYPE (TestResolver, test_resolver, G_TYPE_RESOLVER)

static GList *
lookup_service (GResolver *resolver, const char *name, GCancellable *cancellable, GError **error)
{
  if (g_str_equal (name, "_caldavs._tcp.localhost"))
    return g_list_append (NULL, g_srv_target_new ("localhost", fake->port, 0, 0));
  if (g_str_equal (name, "_caldavs._tcp.studija.example"))
    return g_list_append (NULL, g_srv_target_new ("studija.example.evil.example", 443, 0, 0));
  g_set_error_literal (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "none");
  return NULL;
}

static GList *
lookup_records (GResolver *resolver, const char *name, GResolverRecordType type,
                GCancellable *cancellable, GError **error)
{
  const char *const texts[] = { "path=/dav/", NULL };
  g_assert_cmpstr (name, ==, "_caldavs._tcp.localhost");
  return g_list_append (NULL, g_variant_ref_sink (g_variant_new ("(^as)", texts)));
}

static void
test_resolver_class_init (TestResolverClass *class)
{
  class->lookup_service = lookup_service;
  class->lookup_records = lookup_records;
}

static void
test_resolver_init (TestResolver *self)
{
}

static void
test_srv (DavFixture *f, gconstpointer unused)
{
  g_autoptr (GResolver) old = g_resolver_get_default ();
  g_autoptr (GResolver) resolver = g_object_new (test_resolver_get_type (), NULL);
  g_resolver_set_default (resolver);
  KtSourceSpec spec = { .user = (char *)"anna@localhost", .host = (char *)"", .port = G_MAXUINT16 };
  g_assert_true (dav_open (f, spec));
  assert_found (f);
  spec.user = (char *)"anna@studija.example";
  g_assert_false (dav_open (f, spec));
  g_assert_nonnull (strstr (f->error->message, "not connecting to studija.example.evil.example"));
  spec.user = (char *)"anna@brize.example";
  g_assert_false (dav_open (f, spec));
  g_assert_error (f->error, KT_ERROR, KT_ERROR_NETWORK);
  g_resolver_set_default (old);
  g_autofree char *received = end_server (f);
  g_assert_true (g_str_has_prefix (received, "PROPFIND /dav/ HTTP/1.1\r\n"));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (DavFixture *f, gconstpointer unused);
  } tests[] = { { "/dav/usable", test_usable },   { "/dav/unusable", test_unusable },
                { "/dav/cut", test_cut },         { "/dav/states", test_states },
                { "/dav/pages", test_pages },     { "/dav/one-request", test_one_request },
                { "/dav/ctag", test_ctag },       { "/dav/multiget", test_multiget },
                { "/dav/put", test_put },         { "/dav/put-outside", test_put_outside },
                { "/dav/ics-url", test_ics_url }, { "/dav/discovery", test_discovery },
                { "/dav/srv", test_srv } };
  g_test_init (&argc, &argv, NULL);
  if (!fake_dav_begin ())
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, DavFixture, NULL, set_up, tests[i].run, tear_down);
  int result = g_test_run ();
  fake_dav_end ();
  return result;
}
