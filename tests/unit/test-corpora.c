#include "config.h"
#include "kontor/records.h"
#include "ical-fixture.h"
#include "kontor/ical-forms.h"
#include "letter-fixture.h"
#include <sys/resource.h>

/* Real and hostile letters and calendars of others, where they are at hand ($KONTOR_CORPORA, else
 * ../shared/corpora beside the source tree): each is read, whole and cut, into records within their
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
  g_autoptr (GByteArray) record = g_byte_array_new ();
  kt_letter_pack (&draft->letter, record);
  g_assert_cmpuint (record->len, <=, KT_FRAME_RECORD_MAX);
  KtFrame frame = { KT_FRAME_LETTER, 0, record->len, record->data };
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

/* --- calendars: none takes more than a second of the processor --- */

static double
cpu_seconds (void)
{
  struct rusage usage;
  getrusage (RUSAGE_SELF, &usage);
  return (double)usage.ru_utime.tv_sec + (double)usage.ru_utime.tv_usec / 1e6;
}

static void
check_event (const KtEvent *event)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) record = g_variant_ref_sink (kt_event_to_variant (event));
  g_assert_cmpuint (g_variant_get_size (record), <=, KT_FRAME_RECORD_MAX);
  KtFrame frame
      = { KT_FRAME_EVENT, 0, (guint32)g_variant_get_size (record), g_variant_get_data (record) };
  g_autoptr (KtEvent) taken G_GNUC_UNUSED = kt_event_from_frame (&frame, &error);
  g_assert_no_error (error);
}

/* How many events; -1: refused. */
static int
check_calendar (const char *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;
  double before = cpu_seconds ();
  g_autoptr (KtIcalEvents) events = ical_read_bytes (bytes, length, &error);
  double used = cpu_seconds () - before;
#ifdef KT_SANITIZED
  g_assert_cmpfloat (used, <, 20);
#else
  g_assert_cmpfloat (used, <, 1);
#endif
  if (events == NULL)
    {
      g_assert_nonnull (error);
      n_refused++;
      return -1;
    }
  for (guint i = 0; i < events->events->len; i++)
    check_event (&g_array_index (events->events, KtEvent, i));
  n_read++;
  return (int)events->events->len;
}

/* The pieces hold as many events as the whole, each under its UID. */
static void
check_split (const char *bytes, gsize length, int n_whole)
{
  g_autoptr (KtIcalSplit) split = kt_ical_split (bytes, length, NULL);
  g_autoptr (GString) piece = g_string_new (NULL);
  const char *uid;
  int n = 0;
  while (split != NULL && kt_ical_split_next (split, &uid, piece))
    {
      g_autoptr (KtIcalEvents) events = ical_read (piece->str);
      for (guint i = 0; i < events->events->len; i++)
        g_assert_cmpstr (g_array_index (events->events, KtEvent, i).uid, ==, uid);
      n += (int)events->events->len;
    }
  g_assert_cmpint (n, ==, MAX (n_whole, 0));
}

static void
check_calendar_file (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length;

  if (!g_file_get_contents (path, &bytes, &length, NULL))
    return;
  g_test_message ("%s", path);
  check_split (bytes, length, check_calendar (bytes, length));
  check_calendar (bytes, length / 2);
  check_calendar (bytes, MIN (length, 300));
}

/* --- all of them --- */

static void
check_directory (const char *path, void (*check) (const char *))
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *entry = g_build_filename (path, name, NULL);
      if (g_file_test (entry, G_FILE_TEST_IS_DIR))
        check_directory (entry, check);
      else
        check (entry);
    }
}

static void
check_corpus (const char *kind, void (*check) (const char *), guint least)
{
  const char *given = g_getenv ("KONTOR_CORPORA");
  g_autofree char *beside
      = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "shared", "corpora", NULL);
  g_autofree char *dir = g_build_filename (given != NULL ? given : beside, kind, NULL);

  if (!g_file_test (dir, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("no corpora here: set KONTOR_CORPORA");
      return;
    }
  n_read = n_refused = 0;
  check_directory (dir, check);
  g_test_message ("%u read, %u refused", n_read, n_refused);
  g_assert_cmpuint (n_read, >, least);
}

static void
letters (void)
{
  check_corpus ("eml", check_file, 500);
}

static void
calendars (void)
{
  check_corpus ("ics", check_calendar_file, 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kt_letter_read_init ();
  g_test_add_func ("/corpora/letters", letters);
  g_test_add_func ("/corpora/calendars", calendars);
  return g_test_run ();
}
