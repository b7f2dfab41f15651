#include "config.h"
#include "../unit/reader-talk.h"
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* What a letter can do to its reader, and what it cannot. */

static char *
letter_with (const char *fault)
{
  return g_strdup_printf ("From: a@x.example\r\nSubject: %s\r\nX-Kontor-Fault: %s\r\n\r\nText\r\n",
                          fault, fault);
}

/* The letter before is answered, the one that is begun ends the process; returns its wait status.
 */
static int
die_of (const char *fault)
{
  KtHelper *reader = talk_begin ("tests/faults/reader-faulty");
  g_autofree char *text = letter_with (fault);

  talk_letter (reader, 1, "From: a@x.example\r\n\r\nText\r\n");
  talk_letter (reader, 2, text);
  g_assert_true (kt_channel_flush (reader->channel, NULL));
  g_autoptr (KtLetter) before G_GNUC_UNUSED = talk_expect_letter (reader, 1);
  talk_expect_begin (reader, 2);
  g_assert_cmpint (talk_receive (reader).type, ==, 0);
  return kt_helper_end (reader);
}

static void
crash (void)
{
  int status = die_of ("crash");
  g_assert_true (WIFSIGNALED (status) || WEXITSTATUS (status) != 0);
}

static void
hang (void)
{
  int status = die_of ("hang");
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGXCPU);
}

static void
memory (void)
{
#ifdef KT_SANITIZED
  g_test_skip ("sanitizers need the address space");
#else
  int status = die_of ("memory");
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGABRT);
#endif
}

/* Tried and forbidden: the letter is read as if nothing were. */
static void
forbidden (void)
{
  static const char *const faults[] = { "write", "exec", "fork", "socket" };
  KtHelper *reader = talk_begin ("tests/faults/reader-faulty");

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *text = letter_with (faults[i]);
      talk_letter (reader, i, text);
      g_assert_true (kt_channel_flush (reader->channel, NULL));
      g_autoptr (KtLetter) letter = talk_expect_letter (reader, i);
      g_assert_cmpstr (letter->subject, ==, faults[i]);
    }
  g_assert_cmpint (kt_helper_end (reader), ==, 0);
  g_assert_false (g_file_test ("kontor-fault-was-here", G_FILE_TEST_EXISTS));
}

/* Work is counted for each letter alone: many honest ones may take long together. */
static void
each_has_its_own_time (void)
{
  KtHelper *reader = talk_begin ("tests/faults/reader-faulty");
  g_autofree char *text = letter_with ("work");

  for (guint64 item = 1; item <= 6; item++)
    {
      talk_letter (reader, item, text);
      g_assert_true (kt_channel_flush (reader->channel, NULL));
      g_autoptr (KtLetter) letter G_GNUC_UNUSED = talk_expect_letter (reader, item);
    }
  g_assert_cmpint (kt_helper_end (reader), ==, 0);
}

/* What can be seen of it from outside. */
static void
confined (void)
{
  KtHelper *reader = talk_begin ("kontor-reader");
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", reader->pid);
  g_autofree char *limits_path = g_strdup_printf ("/proc/%d/limits", reader->pid);
  g_autofree char *status = NULL, *limits = NULL;

  talk_letter (reader, 1, "From: a@x.example\r\n\r\nText\r\n");
  g_assert_true (kt_channel_flush (reader->channel, NULL));
  g_autoptr (KtLetter) letter G_GNUC_UNUSED = talk_expect_letter (reader, 1);
  g_assert_true (g_file_get_contents (path, &status, NULL, NULL));
  g_assert_nonnull (strstr (status, "\nNoNewPrivs:\t1"));
  g_assert_nonnull (strstr (status, "\nSeccomp:\t2"));
  g_assert_nonnull (strstr (status, "\nThreads:\t1"));
  /* not dumpable: its files belong to root then */
  if (g_file_get_contents (limits_path, &limits, NULL, NULL))
    {
#ifndef KT_SANITIZED
      g_assert_nonnull (strstr (limits, "Max address space         1073741824"));
#endif
      g_assert_nonnull (strstr (limits, "Max core file size        0 "));
    }
  g_assert_cmpint (kt_helper_end (reader), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader-faults/crash", crash);
  g_test_add_func ("/reader-faults/hang", hang);
  g_test_add_func ("/reader-faults/memory", memory);
  g_test_add_func ("/reader-faults/forbidden", forbidden);
  g_test_add_func ("/reader-faults/each-has-its-own-time", each_has_its_own_time);
  g_test_add_func ("/reader-faults/confined", confined);
  return g_test_run ();
}
