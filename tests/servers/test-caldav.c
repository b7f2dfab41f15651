/* The CalDAV driver, out of its plugin, against real servers: Radicale, Xandikos, sabre/dav, Cyrus.
 * Each of them is skipped where it is not. Every test has a calendar of its own. */
#include "config.h"
#include "dav-fixture.h"
#include "kontor/calendar-courier.h"
#include <string.h>

static DavServer servers[4];
static const char *const names[] = { "radicale", "xandikos", "sabre", "cyrus" };

static gboolean
is_server (const DavFixture *f, const char *name)
{
  return g_str_equal (f->server->name, name);
}

/* --- helpers --- */

/* Writes a new one; returns its ETag, asked for where it was not told. */
static char *
store (DavFixture *f, const char *name, const char *uid, const char *summary)
{
  g_autofree char *href = dav_href (f, name), *text = dav_event (f, uid, summary);
  KtOutcome outcome;
  if (dav_write (f, href, "", text, &outcome) != KT_OUTCOME_STORED)
    g_error ("%s: %s", href, outcome.reason);
  g_assert_cmpstr (outcome.href, ==, href);
  g_free (outcome.href);
  g_free (outcome.reason);
  if (*outcome.etag != '\0')
    return outcome.etag;
  g_free (outcome.etag);
  g_autofree char *state = g_strdup (f->state);
  g_assert_true (dav_changes (f, ""));
  g_free (f->state);
  f->state = g_steal_pointer (&state);
  return g_strdup (g_hash_table_lookup (f->resources, href));
}

static void
open_well (DavFixture *f)
{
  if (!dav_open (f, (KtSourceSpec){ 0 }))
    g_error ("%s", f->error->message);
}

static void
assert_changes (DavFixture *f, const char *state, gboolean whole, guint n)
{
  if (!dav_changes (f, state))
    g_error ("%s", f->error->message);
  g_assert_cmpint (f->whole, ==, whole);
  g_assert_cmpuint (g_hash_table_size (f->resources), ==, n);
}

static gboolean
lists (const DavFixture *f, const char *start)
{
  for (guint i = 0; i < f->collections->len; i++)
    if (g_str_has_prefix (f->collections->pdata[i], start))
      return TRUE;
  return FALSE;
}

static void
assert_text (const DavFixture *f, const char *href, const char *part)
{
  const char *text = g_hash_table_lookup (f->texts, href);
  g_assert_nonnull (text);
  if (strstr (text, part) == NULL)
    g_error ("«%s» is not in: %s", part, text);
}

/* --- finding calendars --- */

static void
test_discovery (DavFixture *f, gconstpointer server)
{
  open_well (f);
  g_assert_nonnull (strstr (f->place->driver->greeting (f->place), "CalDAV, localhost port"));
  if (!dav_collections (f))
    g_error ("%s", f->error->message);
  g_autofree char *home = g_strdup_printf ("Home %s w", f->server->calendar);
  g_autofree char *own = g_strdup_printf ("Own & only %s w", f->calendar);
  g_assert_true (lists (f, home));
  g_assert_true (lists (f, own));
  g_assert_false (lists (f, "Tasks")); /* of Radicale: holds no events */
  g_assert_false (lists (f, "Contacts"));
}

/* A calendar's own address, and that of what holds them. */
static void
test_direct (DavFixture *f, gconstpointer server)
{
  g_autofree char *own = g_strdup_printf ("Own & only %s w", f->calendar);
  g_assert_true (dav_open (f, (KtSourceSpec){ .path = f->calendar }));
  g_assert_true (dav_collections (f));
  g_assert_cmpuint (f->collections->len, ==, 1);
  g_assert_cmpstr (f->collections->pdata[0], ==, own);
  g_assert_true (dav_open (f, (KtSourceSpec){ .path = f->server->home }));
  g_assert_true (dav_collections (f));
  g_assert_cmpuint (f->collections->len, >=, 2);
  g_assert_true (lists (f, own));
}

static void
test_login (DavFixture *f, gconstpointer server)
{
  if (is_server (f, "xandikos"))
    {
      g_test_skip ("Xandikos lets everybody in");
      return;
    }
  g_assert_true (dav_open (f, (KtSourceSpec){ .secret = (char *)"wrong" }));
  g_assert_false (dav_collections (f));
  g_assert_error (f->error, KT_ERROR, KT_ERROR_NETWORK);
  g_assert_cmpstr (f->error->message, ==, "localhost refused the password for anna");
  g_assert_false (dav_changes (f, ""));
  g_assert_error (f->error, KT_ERROR, KT_ERROR_NETWORK);
}

/* --- reading --- */

static void
test_changes (DavFixture *f, gconstpointer server)
{
  open_well (f);
  assert_changes (f, "", TRUE, 0);
  g_assert_cmpstr (f->state, !=, "");
  assert_changes (f, NULL, FALSE, 0);
  g_autofree char *one = store (f, "a b+č%.ics", "one@studija.example", "one");
  g_autofree char *two = store (f, "two.ics", "two@studija.example", "two");
  g_autofree char *first = dav_href (f, "a b+č%25.ics"), *second = dav_href (f, "two.ics");
  gboolean all = is_server (f, "sabre"); /* knows only that something changed */
  assert_changes (f, NULL, all, 2);
  g_assert_cmpstr (g_hash_table_lookup (f->resources, first), ==, one);
  g_assert_cmpstr (g_hash_table_lookup (f->resources, second), ==, two);
  assert_changes (f, NULL, FALSE, 0);
  g_free (dav_other (f->server, "delete", second, NULL));
  assert_changes (f, NULL, all, 1);
  if (!all)
    g_assert_cmpstr (g_hash_table_lookup (f->resources, second), ==, "gone");
  assert_changes (f, NULL, FALSE, 0);
  assert_changes (f, "", TRUE, 1); /* all there is, nothing of what was */
}

static void
test_get (DavFixture *f, gconstpointer server)
{
  open_well (f);
  GPtrArray *hrefs = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *name = g_strdup_printf ("š %u.ics", i);
      g_autofree char *uid = g_strdup_printf ("%u@studija.example", i);
      g_free (store (f, name, uid, uid));
      g_ptr_array_add (hrefs, dav_href (f, name));
    }
  g_ptr_array_add (hrefs, dav_href (f, "nosuch.ics"));
  g_ptr_array_add (hrefs, g_strdup ("/elsewhere/x.ics"));
  g_ptr_array_add (hrefs, NULL);
  if (!dav_get (f, (const char *const *)hrefs->pdata))
    g_error ("%s", f->error->message);
  g_assert_cmpuint (g_hash_table_size (f->texts), ==, 62);
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *line = g_strdup_printf ("SUMMARY:%u@studija.example", i);
      assert_text (f, hrefs->pdata[i], line);
    }
  assert_text (f, hrefs->pdata[60], "problem: the server lists it but does not have it");
  assert_text (f, hrefs->pdata[61], "problem: it is not in this calendar");
  g_ptr_array_unref (hrefs);
}

/* Emptied by another client: said, and nothing else said. */
static void
test_emptied (DavFixture *f, gconstpointer server)
{
  open_well (f);
  g_free (store (f, "1.ics", "1@studija.example", "one"));
  g_free (store (f, "2.ics", "2@studija.example", "two"));
  assert_changes (f, "", TRUE, 2);
  g_free (dav_other (f->server, "empty", f->calendar, NULL));
  assert_changes (f, NULL, is_server (f, "sabre"), is_server (f, "sabre") ? 0 : 2);
  assert_changes (f, "", TRUE, 0);
}

/* A state that was never told; a calendar that is gone is not an empty one. */
static void
test_lost (DavFixture *f, gconstpointer server)
{
  static const char *const states[]
      = { "token:http://example.org/ns/sync/999999999", "token:data:,9-9", "nonsense" };
  open_well (f);
  g_free (store (f, "1.ics", "1@studija.example", "one"));
  assert_changes (f, "", TRUE, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_assert_false (dav_changes (f, states[i]));
      g_assert_error (f->error, KT_ERROR, KT_ERROR_CONFLICT);
    }
  g_free (dav_other (f->server, "delete", f->calendar, NULL));
  g_assert_false (dav_changes (f, ""));
  g_assert_error (f->error, KT_ERROR, KT_ERROR_NOT_FOUND);
  g_assert_false (dav_changes (f, NULL));
  g_assert_true (f->error->code == KT_ERROR_NOT_FOUND || f->error->code == KT_ERROR_CONFLICT);
}

/* --- writing --- */

static void
test_put (DavFixture *f, gconstpointer server)
{
  open_well (f);
  g_autofree char *href = dav_href (f, "1.ics");
  g_autofree char *first = dav_event (f, "1@studija.example", "first");
  g_autofree char *second = dav_event (f, "1@studija.example", "second");
  g_autofree char *etag = store (f, "1.ics", "1@studija.example", "first");
  g_assert_cmpint (dav_write (f, href, "", second, NULL), ==, KT_OUTCOME_CHANGED);
  g_assert_cmpint (dav_write (f, href, "\"stale\"", second, NULL), ==, KT_OUTCOME_CHANGED);
  g_assert_cmpint (dav_write (f, href, etag, second, NULL), ==, KT_OUTCOME_STORED);
  g_assert_cmpint (dav_write (f, href, etag, first, NULL), ==, KT_OUTCOME_CHANGED);
  g_assert_cmpint (dav_write (f, href, "*", second, NULL), ==, KT_OUTCOME_STORED);
  g_assert_true (dav_get (f, (const char *const[]){ href, NULL }));
  assert_text (f, href, "SUMMARY:second");
}

/* A name alone is one in the calendar. */
static void
test_put_name (DavFixture *f, gconstpointer server)
{
  KtOutcome outcome;
  open_well (f);
  g_autofree char *href = dav_href (f, "new.ics"),
                  *text = dav_event (f, "n@studija.example", "new");
  g_assert_cmpint (dav_write (f, "new.ics", "", text, &outcome), ==, KT_OUTCOME_STORED);
  g_assert_cmpstr (outcome.href, ==, href);
  kt_outcome_clear (&outcome);
}

static void
test_put_refused (DavFixture *f, gconstpointer server)
{
  KtOutcome outcome;
  open_well (f);
  g_autofree char *href = dav_href (f, "bad.ics");
  g_assert_cmpint (dav_write (f, href, "", "garbage", &outcome), ==, KT_OUTCOME_REFUSED);
  g_assert_cmpstr (outcome.reason, !=, "");
  g_test_message ("%s: %s", f->server->name, outcome.reason);
  kt_outcome_clear (&outcome);
  g_autofree char *other = dav_href (f, "other.ics");
  g_autofree char *same = dav_event (f, "1@studija.example", "again");
  g_free (store (f, "1.ics", "1@studija.example", "first"));
  if (!is_server (f, "xandikos") && !is_server (f, "sabre")) /* they take two of one UID */
    g_assert_cmpint (dav_write (f, other, "", same, NULL), ==, KT_OUTCOME_CHANGED);
}

static void
test_remove (DavFixture *f, gconstpointer server)
{
  open_well (f);
  G_GNUC_UNUSED g_autofree char *href = dav_href (f, "1.ics"),
                                *second = dav_event (f, "1@studija.example", "2nd");
  g_autofree char *etag = store (f, "1.ics", "1@studija.example", "first");
  g_free (dav_other (f->server, "delete", href, NULL));
  g_assert_cmpint (dav_write (f, href, etag, NULL, NULL), ==, KT_OUTCOME_GONE);
  g_autofree char *fresh = store (f, "1.ics", "1@studija.example", "first");
  g_assert_cmpint (dav_write (f, href, "\"stale\"", NULL, NULL), ==, KT_OUTCOME_CHANGED);
  g_assert_cmpint (dav_write (f, href, fresh, NULL, NULL), ==, KT_OUTCOME_STORED);
  assert_changes (f, "", TRUE, 0);
}

/* An .ics on the web: fetched once, then asked whether it changed. */
static void
test_ics_url (DavFixture *f, gconstpointer server)
{
  g_autofree char *href = dav_href (f, "1.ics"), *etag = NULL;
  g_autofree char *second = dav_event (f, "1@studija.example", "second");
  open_well (f);
  etag = store (f, "1.ics", "1@studija.example", "first");
  g_assert_true (dav_open (f, (KtSourceSpec){ .kind = KT_SOURCE_ICS_URL, .path = href }));
  g_free (f->calendar);
  f->calendar = g_strdup ("/");
  assert_changes (f, "", TRUE, 1);
  g_assert_true (dav_get (f, (const char *const[]){ "/", NULL }));
  assert_text (f, "/", "SUMMARY:first");
  assert_changes (f, NULL, FALSE, 0);
  g_autofree char *file = g_build_filename (f->server->dir, "second.ics", NULL);
  g_assert_true (g_file_set_contents (file, second, -1, NULL));
  g_free (dav_other (f->server, "put", href, file, NULL));
  assert_changes (f, NULL, TRUE, 1);
  g_assert_true (dav_get (f, (const char *const[]){ "/", NULL }));
  assert_text (f, "/", "SUMMARY:second");
}

/* The same out of a courier, which opens its plugin after it gave up files and programs. */
static void
test_courier (DavFixture *f, gconstpointer server)
{
  const KtCalendarSource source = { .name = (char *)"phone",
                                    .kind = KT_SOURCE_CALDAV,
                                    .user = f->server->user,
                                    .host = (char *)"localhost",
                                    .port = (guint16)f->server->port,
                                    .path = f->calendar,
                                    .credentials = { .password = f->server->password },
                                    .ca_file = f->server->ca,
                                    .write = TRUE };
  KtCollectionSink sink = dav_sink (f);
  KtOutcome outcome = { 0 };
  g_autofree char *href = dav_href (f, "1.ics"), *state = NULL;
  g_autofree char *text = dav_event (f, "1", "first");
  g_autoptr (KtCalendarCourier) courier = kt_calendar_courier_open (&source, TRUE, &f->error);
  g_assert_no_error (f->error);
  g_assert_nonnull (strstr (kt_calendar_courier_greeting (courier), "no-new-privs"));
  kt_calendar_courier_collections (courier, &sink, &f->error);
  g_assert_no_error (f->error);
  g_assert_cmpuint (f->collections->len, ==, 1);
  kt_calendar_courier_put (courier, f->calendar, "1.ics", "", text, &outcome, &f->error);
  g_assert_no_error (f->error);
  g_assert_cmpint (outcome.kind, ==, KT_OUTCOME_STORED);
  g_assert_cmpstr (outcome.href, ==, href);
  kt_outcome_clear (&outcome);
  kt_calendar_courier_changes (courier, f->calendar, "", &sink, &state, &f->whole, &f->error);
  g_assert_no_error (f->error);
  g_assert_true (g_hash_table_contains (f->resources, href));
  kt_calendar_courier_get (courier, f->calendar, (const char *const[]){ href, NULL }, &sink,
                           &f->error);
  g_assert_no_error (f->error);
  assert_text (f, href, "SUMMARY:first");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (DavFixture *f, gconstpointer server);
  } tests[] = { { "discovery", test_discovery },
                { "direct", test_direct },
                { "login", test_login },
                { "changes", test_changes },
                { "get", test_get },
                { "emptied", test_emptied },
                { "lost", test_lost },
                { "put", test_put },
                { "put-name", test_put_name },
                { "put-refused", test_put_refused },
                { "remove", test_remove },
                { "ics-url", test_ics_url },
                { "courier", test_courier } };
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    for (gsize j = 0;
         j < G_N_ELEMENTS (tests) && (j > 0 || dav_server_start (&servers[i], names[i])); j++)
      {
        g_autofree char *path = g_strdup_printf ("/caldav/%s/%s", names[i], tests[j].name);
        g_test_add (path, DavFixture, &servers[i], dav_set_up, tests[j].run, dav_tear_down);
      }
  int result = g_test_run ();
  for (gsize i = 0; i < G_N_ELEMENTS (servers); i++)
    if (servers[i].dir != NULL)
      dav_server_stop (&servers[i]);
  return result;
}
