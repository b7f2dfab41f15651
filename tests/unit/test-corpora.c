#include "config.h"
#include "kontor/records.h"
#include "letter-fixture.h"

/* Real and hostile letters of others, where they are at hand ($KONTOR_CORPORA, else
 * ../shared/corpora beside the source tree): each is read, whole and cut, into a record within its
 * limits, or refused with a reason. */

static guint n_read, n_refused;

static void
check_letter (const char *bytes, gsize length, gboolean truncated)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtLetterDraft) draft = fixture_read_bytes (bytes, length, 0, truncated, &error);

  if (draft == NULL)
    {
      g_assert_nonnull (error);
      n_refused++;
      return;
    }
  g_autoptr (GVariant) record = g_variant_ref_sink (kt_letter_to_variant (&draft->letter));
  g_assert_cmpuint (g_variant_get_size (record), <=, KT_FRAME_RECORD_MAX);
  KtFrame frame
      = { KT_FRAME_LETTER, 0, (guint32)g_variant_get_size (record), g_variant_get_data (record) };
  g_autoptr (KtLetter) letter G_GNUC_UNUSED = kt_letter_from_frame (&frame, &error);
  g_assert_no_error (error);
  n_read++;
}

static void
check_file (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length;

  if (!g_file_get_contents (path, &bytes, &length, NULL))
    return;
  g_test_message ("%s", path);
  check_letter (bytes, length, FALSE);
  check_letter (bytes, length / 2, TRUE);
  check_letter (bytes, MIN (length, 300), TRUE);
}

static void
check_directory (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *entry = g_build_filename (path, name, NULL);
      if (g_file_test (entry, G_FILE_TEST_IS_DIR))
        check_directory (entry);
      else
        check_file (entry);
    }
}

static void
letters (void)
{
  const char *given = g_getenv ("KONTOR_CORPORA");
  g_autofree char *beside
      = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "shared", "corpora", NULL);
  g_autofree char *dir = g_build_filename (given != NULL ? given : beside, "eml", NULL);

  if (!g_file_test (dir, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("no corpora here: set KONTOR_CORPORA");
      return;
    }
  check_directory (dir);
  g_test_message ("%u read, %u refused", n_read, n_refused);
  g_assert_cmpuint (n_read, >, 500);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kt_letter_read_init ();
  g_test_add_func ("/corpora/letters", letters);
  return g_test_run ();
}
