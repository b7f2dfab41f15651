#include "config.h"
#include "dav-fixture.h"
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- the server --- */

static char *
script (const char *name)
{
  g_autofree char *file = g_strconcat ("tests/servers/", name, NULL);
  return g_test_build_filename (G_TEST_DIST, file, NULL);
}

static char *
run (char **argv, char **environment, int *ret_status)
{
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  g_spawn_sync (NULL, argv, environment, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, ret_status,
                &error);
  g_assert_no_error (error);
  return output;
}

static char *
run_server (const DavServer *server, const char *command, int *ret_status)
{
  g_autofree char *name = g_strconcat (server->name, ".sh", NULL), *path = script (name);
  g_autofree char *own = g_strdup_printf ("%d", (int)getpid ());
  const char *argv[] = { "bash", path, command, server->dir, own, NULL };
  return run ((char **)argv, NULL, ret_status);
}

static char *
setting (const char *settings, const char *name)
{
  g_autofree char *pattern = g_strdup_printf ("(?m)^%s='?(.*?)'?$", name);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_assert_true (g_regex_match (regex, settings, 0, &match));
  return g_match_info_fetch (match, 1);
}

gboolean
dav_server_start (DavServer *server, const char *name)
{
  int status;
  server->name = name;
  server->dir = g_dir_make_tmp ("kontor-test-XXXXXX", NULL);
  g_assert_cmpint (g_chmod (server->dir, 0755), ==, 0);
  g_autofree char *settings = run_server (server, "start", &status);
  if (!g_spawn_check_wait_status (status, NULL))
    {
      g_assert_cmpint (WEXITSTATUS (status), ==, 77);
      g_assert_null (g_getenv ("KONTOR_NEED_DAV"));
      dav_server_stop (server);
      return FALSE;
    }
  g_autofree char *port = setting (settings, "port");
  server->port = (guint)atoi (port);
  server->url = setting (settings, "url");
  server->ca = setting (settings, "ca");
  server->user = setting (settings, "user");
  server->password = setting (settings, "password");
  server->home = setting (settings, "home");
  server->calendar = setting (settings, "calendar");
  return TRUE;
}

void
dav_server_stop (DavServer *server)
{
  int status;
  g_autofree char *output G_GNUC_UNUSED = run_server (server, "stop", &status);
  const char *argv[] = { "rm", "-rf", server->dir, NULL };
  g_autofree char *removed G_GNUC_UNUSED = run ((char **)argv, NULL, &status);
  g_free (server->dir);
  g_free (server->url);
  g_free (server->ca);
  g_free (server->user);
  g_free (server->password);
  g_free (server->home);
  g_free (server->calendar);
  *server = (DavServer){ 0 };
}

char *
dav_other (const DavServer *server, const char *first, ...)
{
  int status;
  g_autofree char *path = script ("dav.py");
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_auto (GStrv) environment = g_get_environ ();
  environment = g_environ_setenv (environment, "ca", server->ca, TRUE);
  environment = g_environ_setenv (environment, "user", server->user, TRUE);
  environment = g_environ_setenv (environment, "password", server->password, TRUE);
  g_ptr_array_add (argv, (gpointer) "python3");
  g_ptr_array_add (argv, path);
  g_ptr_array_add (argv, server->url);
  va_list args;
  va_start (args, first);
  for (const char *arg = first; arg != NULL; arg = va_arg (args, const char *))
    g_ptr_array_add (argv, (gpointer)arg);
  va_end (args);
  g_ptr_array_add (argv, NULL);
  char *output = run ((char **)argv->pdata, environment, &status);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  return output;
}

/* --- the sink --- */

static gboolean
see_collection (gpointer data, const KtCollection *collection, GError **error)
{
  DavFixture *f = data;
  g_ptr_array_add (f->collections, g_strdup_printf ("%s %s %c", collection->name, collection->href,
                                                    collection->writable ? 'w' : 'r'));
  return TRUE;
}

static gboolean
see_resources (gpointer data, const KtResource *resources, gsize n, GError **error)
{
  DavFixture *f = data;
  for (gsize i = 0; i < n; i++)
    g_hash_table_insert (f->resources, g_strdup (resources[i].href),
                         g_strdup (resources[i].gone ? "gone" : resources[i].etag));
  return TRUE;
}

static gboolean
see_text (gpointer data, const KtResourceText *text, GError **error)
{
  DavFixture *f = data;
  char *seen = text->problem != NULL ? g_strconcat ("problem: ", text->problem, NULL)
                                     : g_strndup (text->data, text->length);
  g_assert_false (g_hash_table_contains (f->texts, text->href)); /* each once */
  g_hash_table_insert (f->texts, g_strdup (text->href), seen);
  return TRUE;
}

KtCollectionSink
dav_sink (DavFixture *f)
{
  return (KtCollectionSink){ see_collection, see_resources, see_text, f };
}

/* --- a session --- */

void
dav_set_up (DavFixture *f, gconstpointer server)
{
  f->server = (DavServer *)server;
  f->collections = g_ptr_array_new_with_free_func (g_free);
  f->resources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  f->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (server == NULL)
    return;
  g_autofree char *own = g_uuid_string_random ();
  f->calendar = g_strconcat (f->server->home, own, "/", NULL);
  g_free (dav_other (f->server, "make", f->calendar, "Own & only", NULL));
}

void
dav_tear_down (DavFixture *f, gconstpointer server)
{
  if (f->place != NULL)
    f->place->driver->close (f->place);
  g_clear_error (&f->error);
  g_free (f->calendar);
  g_free (f->state);
  g_ptr_array_unref (f->collections);
  g_hash_table_unref (f->resources);
  g_hash_table_unref (f->texts);
}

gboolean
dav_open (DavFixture *f, KtSourceSpec spec)
{
  g_autofree char *secret = g_strdup (spec.secret != NULL ? spec.secret : f->server->password);
  gsize length = strlen (secret);
  spec.secret = secret;
  if (spec.kind == 0)
    spec.kind = KT_SOURCE_CALDAV;
  if (spec.user == NULL)
    spec.user = f->server->user;
  if (spec.host == NULL)
    spec.host = (char *)"localhost";
  if (spec.port == 0)
    spec.port = (guint16)f->server->port;
  if (spec.path == NULL)
    spec.path = (char *)"";
  if (spec.ca_file == NULL)
    spec.ca_file = f->server->ca;
  if (spec.deadline_ms == 0)
    spec.deadline_ms = 20000;
  g_clear_error (&f->error);
  if (f->place != NULL)
    f->place->driver->close (f->place);
  f->place = kt_place_driver (spec.kind)->open (&spec, &f->error);
  for (gsize i = 0; i < length; i++)
    g_assert_cmpint (secret[i], ==, 0);
  return f->place != NULL;
}

gboolean
dav_collections (DavFixture *f)
{
  KtCollectionSink sink = dav_sink (f);
  g_ptr_array_set_size (f->collections, 0);
  g_clear_error (&f->error);
  return f->place->driver->collections (f->place, &sink, &f->error);
}

gboolean
dav_changes (DavFixture *f, const char *state)
{
  KtCollectionSink sink = dav_sink (f);
  g_autofree char *asked = g_strdup (state != NULL ? state : f->state), *next = NULL;
  gboolean whole = FALSE;
  g_hash_table_remove_all (f->resources);
  g_clear_error (&f->error);
  if (!f->place->driver->changes (f->place, f->calendar, asked, &sink, &next, &whole, &f->error))
    return FALSE;
  g_free (f->state);
  f->state = g_steal_pointer (&next);
  f->whole = whole;
  return TRUE;
}

gboolean
dav_get (DavFixture *f, const char *const *hrefs)
{
  KtCollectionSink sink = dav_sink (f);
  g_hash_table_remove_all (f->texts);
  g_clear_error (&f->error);
  return f->place->driver->get (f->place, f->calendar, hrefs, &sink, &f->error);
}

KtOutcomeKind
dav_write (DavFixture *f, const char *href, const char *etag, const char *text,
           KtOutcome *ret_outcome)
{
  KtOutcome outcome = { 0 };
  gboolean ok = text != NULL ? f->place->driver->put (f->place, f->calendar, href, etag, text,
                                                      strlen (text), &outcome, &f->error)
                             : f->place->driver->remove (f->place, f->calendar, href, etag,
                                                         &outcome, &f->error);
  g_assert_no_error (f->error);
  g_assert_true (ok);
  KtOutcomeKind kind = outcome.kind;
  if (ret_outcome != NULL)
    *ret_outcome = outcome;
  else
    kt_outcome_clear (&outcome);
  return kind;
}

char *
dav_href (const DavFixture *f, const char *name)
{
  return g_strconcat (f->calendar, name, NULL);
}

char *
dav_event (const DavFixture *f, const char *uid, const char *summary)
{
  g_autofree char *own = g_path_get_basename (f->calendar);
  return g_strdup_printf ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//studija.example//EN\r\n"
                          "BEGIN:VEVENT\r\nUID:%s-%s\r\nDTSTAMP:20260101T000000Z\r\n"
                          "DTSTART:20260102T100000Z\r\nDTEND:20260102T110000Z\r\nSUMMARY:%s\r\n"
                          "END:VEVENT\r\nEND:VCALENDAR\r\n",
                          own, uid, summary);
}
