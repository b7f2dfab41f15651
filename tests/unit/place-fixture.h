#pragma once
#include "kontor/collection.h"
#include "kontor/error.h"
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* A place of files in a directory of a test, asked as the courier asks it. */
typedef struct
{
  char *dir;
  KtPlace *place;
  GPtrArray *collections; /* "HREF NAME rw|ro[ single]" */
  GHashTable *etags;      /* of the last changes: href → etag */
  GHashTable *texts;      /* of the last get: href → text, or "!" and the problem */
  char *state;
  gboolean whole;
} Fixture;

/* What a file's times are compared with: stands before GLib's own in a test program. */
static gint64 fixture_seconds_ahead;

gint64
g_get_real_time (void)
{
  struct timespec now;
  clock_gettime (CLOCK_REALTIME, &now);
  return (now.tv_sec + fixture_seconds_ahead) * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static inline void
fixture_set_up (Fixture *f, gconstpointer data)
{
  fixture_seconds_ahead = 60;
  f->dir = g_dir_make_tmp ("kontor-test-XXXXXX", NULL);
  f->collections = g_ptr_array_new_with_free_func (g_free);
  f->etags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  f->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static inline void
fixture_remove_tree (const char *path)
{
  struct stat status;
  if (lstat (path, &status) == 0 && S_ISDIR (status.st_mode))
    {
      g_chmod (path, 0700);
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);
          fixture_remove_tree (child);
        }
    }
  remove (path);
}

static inline void
fixture_tear_down (Fixture *f, gconstpointer data)
{
  if (f->place != NULL)
    f->place->driver->close (f->place);
  fixture_remove_tree (f->dir);
  g_free (f->dir);
  g_ptr_array_unref (f->collections);
  g_hash_table_unref (f->etags);
  g_hash_table_unref (f->texts);
  g_free (f->state);
}

/* --- files --- */

static inline char *
fixture_path (const Fixture *f, const char *name)
{
  return g_build_filename (f->dir, name, NULL);
}

static inline void
fixture_write (const Fixture *f, const char *name, const char *text)
{
  g_autofree char *path = fixture_path (f, name);
  g_autofree char *dir = g_path_get_dirname (path);
  g_assert_cmpint (g_mkdir_with_parents (dir, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static inline char *
fixture_read (const Fixture *f, const char *name)
{
  char *text = NULL;
  g_autofree char *path = fixture_path (f, name);
  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

/* --- what is asked --- */

static inline gboolean
fixture_open (Fixture *f, const KtPlaceDriver *driver, const char *name, gboolean write,
              GError **error)
{
  g_autofree char *path = fixture_path (f, name);
  KtSourceSpec spec = { .path = path, .secret = (char *)"", .write = write };
  f->place = driver->open (&spec, error);
  return f->place != NULL;
}

static inline gboolean
fixture_take_collection (gpointer data, const KtCollection *collection, GError **error)
{
  Fixture *f = data;
  g_ptr_array_add (f->collections,
                   g_strdup_printf ("%s %s %s%s", collection->href, collection->name,
                                    collection->writable ? "rw" : "ro",
                                    collection->single ? " single" : ""));
  return TRUE;
}

static inline gboolean
fixture_take_resources (gpointer data, const KtResource *resources, gsize n, GError **error)
{
  Fixture *f = data;
  for (gsize i = 0; i < n; i++)
    g_assert_true (
        g_hash_table_insert (f->etags, g_strdup (resources[i].href), g_strdup (resources[i].etag)));
  return TRUE;
}

static inline gboolean
fixture_take_text (gpointer data, const KtResourceText *text, GError **error)
{
  Fixture *f = data;
  char *value = text->problem != NULL ? g_strconcat ("!", text->problem, NULL)
                                      : g_strndup (text->data, text->length);
  g_assert_true (g_hash_table_insert (f->texts, g_strdup (text->href), value));
  return TRUE;
}

static inline KtCollectionSink
fixture_sink (Fixture *f)
{
  return (KtCollectionSink){ fixture_take_collection, fixture_take_resources, fixture_take_text,
                             f };
}

/* All of them, joined by "; ". */
static inline char *
fixture_collections (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  KtCollectionSink sink = fixture_sink (f);
  g_ptr_array_set_size (f->collections, 0);
  f->place->driver->collections (f->place, &sink, &error);
  g_assert_no_error (error);
  g_ptr_array_add (f->collections, NULL);
  return g_strjoinv ("; ", (char **)f->collections->pdata);
}

/* How many entries were told; -1 with error. */
static inline int
fixture_changes (Fixture *f, const char *collection, const char *state, GError **error)
{
  KtCollectionSink sink = fixture_sink (f);
  char *now = NULL;
  g_hash_table_remove_all (f->etags);
  if (!f->place->driver->changes (f->place, collection, state, &sink, &now, &f->whole, error))
    {
      g_assert_null (now);
      return -1;
    }
  g_free (f->state);
  f->state = now;
  return (int)g_hash_table_size (f->etags);
}

/* The text of one, or "!" and the problem. */
static inline const char *
fixture_get (Fixture *f, const char *collection, const char *href)
{
  g_autoptr (GError) error = NULL;
  const char *const hrefs[] = { href, NULL };
  KtCollectionSink sink = fixture_sink (f);
  g_hash_table_remove_all (f->texts);
  f->place->driver->get (f->place, collection, hrefs, &sink, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (f->texts), ==, 1);
  return g_hash_table_lookup (f->texts, href);
}

static inline KtOutcomeKind
fixture_put (Fixture *f, const char *collection, const char *href, const char *etag,
             const char *text, KtOutcome *outcome)
{
  g_autoptr (GError) error = NULL;
  kt_outcome_clear (outcome);
  f->place->driver->put (f->place, collection, href, etag, text, strlen (text), outcome, &error);
  g_assert_no_error (error);
  return outcome->kind;
}

static inline KtOutcomeKind
fixture_remove (Fixture *f, const char *collection, const char *href, const char *etag)
{
  g_autoptr (GError) error = NULL;
  KtOutcome outcome = { 0 };
  f->place->driver->remove (f->place, collection, href, etag, &outcome, &error);
  g_assert_no_error (error);
  kt_outcome_clear (&outcome);
  return outcome.kind;
}
