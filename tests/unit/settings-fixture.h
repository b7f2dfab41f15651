#pragma once
#include "kontor/settings.h"
#include "kontor/error.h"
#include <glib/gstdio.h>
#include <string.h>

/* A config file of a test. */
typedef struct
{
  char *dir, *file;
} Place;

static inline void
set_up (Place *place, gconstpointer data)
{
  place->dir = g_dir_make_tmp ("kontor-XXXXXX", NULL);
  place->file = g_build_filename (place->dir, "config", NULL);
}

static inline void
tear_down (Place *place, gconstpointer data)
{
  g_unlink (place->file);
  g_rmdir (place->dir);
  g_free (place->file);
  g_free (place->dir);
}

static inline KtSettings *
read_text (const Place *place, const char *text, gssize length, GError **error)
{
  g_assert_true (g_file_set_contents_full (place->file, text, length,
                                           G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
  return kt_settings_read (place->file, error);
}

static inline void
assert_bad_url (const Place *place, const char *section, const char *url)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf ("[%s x]\n\nurl = %s\n", section, url);
  g_autoptr (KtSettings) settings = read_text (place, text, -1, &error);
  if (settings != NULL)
    g_error ("accepted %s", url);
  g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
  g_assert_nonnull (strstr (error->message, "/config:3: "));
  g_assert_null (strstr (error->message, "s3"));
  g_assert_nonnull (strstr (error->message, "\nhint: "));
}

static inline void
assert_mistake (const Place *place, const char *text, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtSettings) settings = read_text (place, text, -1, &error);
  if (settings != NULL)
    g_error ("accepted: %s", text);
  g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
  g_assert_true (g_str_has_prefix (error->message, place->file));
  if (strstr (error->message, says) == NULL)
    g_error ("«%s» is not in: %s", says, error->message);
}
