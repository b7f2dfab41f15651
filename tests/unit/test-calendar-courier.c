/* The keeper's calls to the courier of a calendar: a real one over a vdir, and one that lies. */
#include "config.h"
#include "kontor/calendar-courier.h"
#include "kontor/error.h"
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct
{
  GPtrArray *collections; /* hrefs */
  GHashTable *etags, *texts;
  gboolean refuse;
} Taken;

static void
set_up (Taken *taken, gconstpointer data)
{
  taken->collections = g_ptr_array_new_with_free_func (g_free);
  taken->etags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  taken->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
tear_down (Taken *taken, gconstpointer data)
{
  g_ptr_array_unref (taken->collections);
  g_hash_table_unref (taken->etags);
  g_hash_table_unref (taken->texts);
}

static gboolean
take_collection (gpointer data, const KtCollection *collection, GError **error)
{
  g_ptr_array_add (((Taken *)data)->collections, g_strdup (collection->href));
  return TRUE;
}

static gboolean
take_resources (gpointer data, const KtResource *resources, gsize n, GError **error)
{
  Taken *taken = data;
  for (gsize i = 0; i < n; i++)
    g_hash_table_insert (taken->etags, g_strdup (resources[i].href), g_strdup (resources[i].etag));
  if (taken->refuse)
    g_set_error (error, KT_ERROR, KT_ERROR_DATABASE, "the disk is full");
  return !taken->refuse;
}

static gboolean
take_text (gpointer data, const KtResourceText *text, GError **error)
{
  Taken *taken = data;
  if (text->problem == NULL)
    g_assert_cmpuint (strlen (text->data), ==, text->length); /* a NUL stands behind it */
  g_hash_table_insert (taken->texts, g_strdup (text->href),
                       text->problem != NULL ? g_strconcat ("!", text->problem, NULL)
                                             : g_strdup (text->data));
  return TRUE;
}

static KtCollectionSink
sink_of (Taken *taken)
{
  return (KtCollectionSink){ take_collection, take_resources, take_text, taken };
}

/* --- a real courier --- */

static void
write_file (const char *dir, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
remove_all (const char *dir)
{
  g_autoptr (GDir) listing = g_dir_open (dir, 0, NULL);
  for (const char *name; (name = g_dir_read_name (listing)) != NULL;)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);
      g_unlink (path);
    }
  g_rmdir (dir);
}

static void
test_vdir (Taken *taken, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_dir_make_tmp ("kontor-test-XXXXXX", NULL), *state = NULL;
  gboolean whole;
  KtOutcome outcome = { 0 };
  const KtCalendarSource source
      = { .name = (char *)"local", .kind = KT_SOURCE_VDIR, .path = dir, .write = TRUE };
  KtCollectionSink sink = sink_of (taken);
  for (int i = 0; i < 250; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d.ics", i);
      write_file (dir, name, name);
    }
  KtCalendarCourier *courier = kt_calendar_courier_open (&source, TRUE, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (kt_calendar_courier_greeting (courier), "no-new-privs"));
  g_assert_true (kt_calendar_courier_collections (courier, &sink, &error));
  g_assert_cmpuint (taken->collections->len, ==, 1);
  g_assert_true (kt_calendar_courier_changes (courier, "/", "", &sink, &state, &whole, &error));
  g_assert_true (whole);
  g_assert_cmpuint (g_hash_table_size (taken->etags), ==, 250);

  /* more than go into one request; one of them is not there */
  g_autoptr (GPtrArray) hrefs = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer href;
  g_hash_table_iter_init (&iter, taken->etags);
  while (g_hash_table_iter_next (&iter, &href, NULL))
    g_ptr_array_add (hrefs, href);
  g_ptr_array_add (hrefs, (char *)"/none.ics");
  g_ptr_array_add (hrefs, NULL);
  g_assert_true (
      kt_calendar_courier_get (courier, "/", (const char *const *)hrefs->pdata, &sink, &error));
  g_assert_cmpuint (g_hash_table_size (taken->texts), ==, 251);
  g_assert_cmpstr (g_hash_table_lookup (taken->texts, "/7.ics"), ==, "7.ics");
  g_assert_cmpstr (g_hash_table_lookup (taken->texts, "/none.ics"), ==,
                   "!it is not there any more");

  /* written through the courier's confinement */
  g_assert_true (kt_calendar_courier_put (courier, "/", "new", "", "TEXT", &outcome, &error));
  g_assert_no_error (error);
  g_assert_cmpint (outcome.kind, ==, KT_OUTCOME_STORED);
  g_assert_cmpstr (outcome.href, ==, "/new.ics");
  g_autofree char *etag = g_strdup (outcome.etag);
  kt_outcome_clear (&outcome);
  g_autofree char *large = g_strnfill (KT_COLLECTION_TEXT_MAX + 1, 'x');
  g_assert_true (kt_calendar_courier_put (courier, "/", "large", "", large, &outcome, &error));
  g_assert_cmpint (outcome.kind, ==, KT_OUTCOME_REFUSED);
  kt_outcome_clear (&outcome);
  large[KT_COLLECTION_TEXT_MAX] = '\0';
  g_assert_true (kt_calendar_courier_put (courier, "/", "large", "", large, &outcome, &error));
  g_assert_cmpint (outcome.kind, ==, KT_OUTCOME_STORED);
  kt_outcome_clear (&outcome);
  g_assert_true (kt_calendar_courier_remove (courier, "/", "/new.ics", etag, &outcome, &error));
  g_assert_cmpint (outcome.kind, ==, KT_OUTCOME_STORED);
  kt_outcome_clear (&outcome);

  /* a request that fails costs no conversation; a sink that does, costs it */
  g_free (state);
  state = NULL;
  g_assert_false (
      kt_calendar_courier_changes (courier, "/gone/", "", &sink, &state, &whole, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  taken->refuse = TRUE;
  g_assert_false (kt_calendar_courier_changes (courier, "/", "", &sink, &state, &whole, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_DATABASE);
  g_clear_error (&error);
  g_assert_false (kt_calendar_courier_collections (courier, &sink, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_NETWORK);
  kt_calendar_courier_close (courier);
  remove_all (dir);
}

static void
test_not_there (Taken *taken, gconstpointer data)
{
  static const struct
  {
    KtSourceKind kind;
    const char *path;
  } none[]
      = { { KT_SOURCE_VDIR, "/nonexistent/vdir" }, { KT_SOURCE_ICS_FILE, "/nonexistent.ics" } };
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr (GError) error = NULL;
      const KtCalendarSource source
          = { .name = (char *)"x", .kind = none[i].kind, .path = (char *)none[i].path };
      g_assert_null (kt_calendar_courier_open (&source, TRUE, &error));
      g_assert_error (error, KT_ERROR, KT_ERROR_NOT_FOUND);
    }
  g_autoptr (GError) error = NULL;
  const KtCalendarSource server = { .name = (char *)"cloud",
                                    .kind = KT_SOURCE_CALDAV,
                                    .user = (char *)"anna",
                                    .host = (char *)"localhost" };
  g_assert_null (kt_calendar_courier_open (&server, TRUE, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_NETWORK);
  g_assert_nonnull (strstr (error->message, "in [calendar cloud]"));
}

/* --- a courier that lies --- */

typedef void (*Lie) (KtChannel *channel);

/* A process that says it is ready, waits for a question, and answers as lie does. */
static KtCalendarCourier *
liar (Lie lie)
{
  g_autoptr (GError) error = NULL;
  int fds[2];
  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), ==, 0);
  int pid = fork ();
  if (pid == 0)
    {
      KtFrame frame;
      KtChannel *channel = kt_channel_new (fds[1]);
      close (fds[0]);
      kt_channel_queue (channel, KT_FRAME_READY, g_variant_new ("(s)", "liar"));
      if (kt_channel_flush (channel, NULL) && kt_channel_receive (channel, &frame, NULL))
        {
          lie (channel);
          kt_channel_flush (channel, NULL);
          while (kt_channel_receive (channel, &frame, NULL) && frame.type != 0)
            ;
        }
      _exit (0);
    }
  close (fds[1]);
  KtHelper *helper = g_new0 (KtHelper, 1);
  helper->pid = pid;
  helper->channel = kt_channel_new (fds[0]);
  KtCalendarCourier *courier = kt_calendar_courier_greet (helper, FALSE, &error);
  g_assert_no_error (error);
  return courier;
}

static void
queue_resources (KtChannel *channel, guint from, guint n)
{
  GVariantBuilder builder;
  g_variant_builder_init (&builder, G_VARIANT_TYPE (KT_TYPE_RESOURCES));
  for (guint i = from; i < from + n; i++)
    {
      g_autofree char *href = g_strdup_printf ("/%u", i);
      g_variant_builder_add (&builder, "(ssb)", href, "", FALSE);
    }
  kt_channel_queue (channel, KT_FRAME_RESOURCES, g_variant_builder_end (&builder));
}

static void
tell_too_many_at_once (KtChannel *channel)
{
  queue_resources (channel, 0, 1001);
}

static void
tell_too_many (KtChannel *channel)
{
  for (guint i = 0; i <= KT_COLLECTION_RESOURCES_MAX; i += 1000)
    queue_resources (channel, i, 1000);
  kt_channel_queue (channel, KT_FRAME_STATE, g_variant_new (KT_TYPE_STATE, "x", TRUE));
}

static void
tell_no_place (KtChannel *channel)
{
  kt_channel_queue (channel, KT_FRAME_RESOURCES, g_variant_new_parsed ("[('', '', false)]"));
}

/* As long as one likes, without an end in sight. */
static void
tell_none (KtChannel *channel)
{
  queue_resources (channel, 0, 0);
  kt_channel_queue (channel, KT_FRAME_STATE, g_variant_new (KT_TYPE_STATE, "x", TRUE));
}

static void
tell_long_etag (KtChannel *channel)
{
  g_autofree char *etag = g_strnfill (KT_COLLECTION_NAME_MAX + 1, 'x');
  GVariant *resource = g_variant_new ("(ssb)", "/a", etag, FALSE);
  kt_channel_queue (channel, KT_FRAME_RESOURCES, g_variant_new_array (NULL, &resource, 1));
  kt_channel_queue (channel, KT_FRAME_STATE, g_variant_new (KT_TYPE_STATE, "x", TRUE));
}

static void
tell_long_state (KtChannel *channel)
{
  g_autofree char *state = g_strnfill (KT_COLLECTION_NAME_MAX + 1, 'x');
  kt_channel_queue (channel, KT_FRAME_STATE, g_variant_new (KT_TYPE_STATE, state, TRUE));
}

static void
tell_other_type (KtChannel *channel)
{
  kt_channel_queue (channel, KT_FRAME_STATE, g_variant_new ("(s)", "x"));
}

static void
tell_other_frame (KtChannel *channel)
{
  kt_channel_queue (channel, KT_FRAME_DONE, g_variant_new ("(t)", (guint64)0));
}

static void
tell_nothing (KtChannel *channel)
{
  _exit (1);
}

static void
test_lies_about_changes (Taken *taken, gconstpointer data)
{
  static const Lie lies[]
      = { tell_too_many_at_once, tell_too_many,   tell_no_place,    tell_none,   tell_long_etag,
          tell_long_state,       tell_other_type, tell_other_frame, tell_nothing };
  for (gsize i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KtCalendarCourier) courier = liar (lies[i]);
      KtCollectionSink sink = sink_of (taken);
      char *state = NULL;
      gboolean whole;
      g_assert_false (
          kt_calendar_courier_changes (courier, "/", "", &sink, &state, &whole, &error));
      g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
      g_assert_null (state);
      g_clear_error (&error);
      g_assert_false (kt_calendar_courier_collections (courier, &sink, &error));
      g_assert_error (error, KT_ERROR, KT_ERROR_NETWORK);
    }
}

static void
queue_text (KtChannel *channel, const char *href, gsize length)
{
  g_autofree char *text = g_strnfill (length, 'x');
  kt_channel_queue (channel, KT_FRAME_RESOURCE, g_variant_new (KT_TYPE_RESOURCE, href, "", ""));
  kt_channel_queue_bytes (channel, KT_FRAME_BYTES, text, length);
  kt_channel_queue (channel, KT_FRAME_ITEM_END, g_variant_new ("()"));
}

static void
send_unasked (KtChannel *channel)
{
  queue_text (channel, "/b", 1);
}

static void
send_twice (KtChannel *channel)
{
  queue_text (channel, "/a", 1);
  queue_text (channel, "/a", 1);
}

static void
send_too_much (KtChannel *channel)
{
  queue_text (channel, "/a", KT_COLLECTION_TEXT_MAX + 1);
}

static void
send_the_most (KtChannel *channel)
{
  queue_text (channel, "/a", KT_COLLECTION_TEXT_MAX);
  kt_channel_queue (channel, KT_FRAME_DONE, g_variant_new ("(t)", (guint64)0));
}

static void
send_none (KtChannel *channel)
{
  kt_channel_queue (channel, KT_FRAME_DONE, g_variant_new ("(t)", (guint64)0));
}

static gboolean
get_a (Taken *taken, Lie lie, GError **error)
{
  static const char *const hrefs[] = { "/a", NULL };
  g_autoptr (KtCalendarCourier) courier = liar (lie);
  KtCollectionSink sink = sink_of (taken);
  g_hash_table_remove_all (taken->texts);
  return kt_calendar_courier_get (courier, "/", hrefs, &sink, error);
}

static void
test_lies_about_texts (Taken *taken, gconstpointer data)
{
  static const Lie lies[] = { send_unasked, send_twice, send_too_much };
  for (gsize i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (get_a (taken, lies[i], &error));
      g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
    }
  g_autoptr (GError) error = NULL;
  g_assert_true (get_a (taken, send_the_most, &error));
  g_assert_cmpuint (strlen (g_hash_table_lookup (taken->texts, "/a")), ==, KT_COLLECTION_TEXT_MAX);
  g_assert_true (get_a (taken, send_none, &error));
  g_assert_cmpstr (g_hash_table_lookup (taken->texts, "/a"), ==,
                   "!it was listed, but not delivered");
}

static void
tell_unknown_outcome (KtChannel *channel)
{
  kt_channel_queue (channel, KT_FRAME_OUTCOME, g_variant_new (KT_TYPE_OUTCOME, 4u, "", "", ""));
}

static void
test_lies_about_outcomes (Taken *taken, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KtOutcome outcome = { 0 };
  g_autoptr (KtCalendarCourier) courier = liar (tell_unknown_outcome);
  g_assert_false (kt_calendar_courier_remove (courier, "/", "/a", "x", &outcome, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
  g_assert_null (outcome.etag);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Taken *taken, gconstpointer data);
  } tests[] = {
    { "/calendar-courier/vdir", test_vdir },
    { "/calendar-courier/not-there", test_not_there },
    { "/calendar-courier/changes", test_lies_about_changes },
    { "/calendar-courier/texts", test_lies_about_texts },
    { "/calendar-courier/outcomes", test_lies_about_outcomes },
  };
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Taken, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
