/* Waiting for news of a folder, with IDLE and without, against a scripted server. */
#include "config.h"
#include "imap-fixture.h"
#include <string.h>
#include <unistd.h>

#define IDLES "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN IDLE] hello\r\n"
#define IN                                                                                         \
  {                                                                                                \
    "AUTHENTICATE", "$T OK [CAPABILITY IMAP4rev1 IDLE] in\r\n"                                     \
  }

typedef struct
{
  gboolean ok, changed;
  int wake[2];
} Wait;

/* woken: something lies on the keeper's end from the start. */
static Wait
wait_for_news (ImapFixture *f, FakeScript script, guint32 total, gboolean woken)
{
  Wait wait = { 0 };
  KtIdleRequest request = { "INBOX", 0, total, 10 };
  g_assert_true (imap_open_script (f, script));
  g_assert_cmpint (pipe (wait.wake), ==, 0);
  if (woken)
    g_assert_cmpint (write (wait.wake[1], "x", 1), ==, 1);
  wait.ok = f->source->driver->idle (f->source, &request, wait.wake[0], &wait.changed, &f->error);
  close (wait.wake[0]);
  close (wait.wake[1]);
  return wait;
}

static void
assert_said (ImapFixture *f, const char *wanted, const char *unwanted)
{
  g_autofree char *received = imap_finish (f, NULL);
  if (wanted != NULL && strstr (received, wanted) == NULL)
    g_error ("nobody said %s: %s", wanted, received);
  if (unwanted != NULL && strstr (received, unwanted) != NULL)
    g_error ("somebody said %s: %s", unwanted, received);
}

/* The fake's $T is the first word of a line: of "DONE" too, so the tag stands in the rules; the
 * greeting's capabilities save a command: LOGIN is 1. */
static void
test_idle (ImapFixture *f, gconstpointer unused)
{
  static const struct
  {
    const char *news, *done;
    gboolean changed;
  } rows[] = {
    { "+ idling\r\n* 3 EXISTS\r\n", "3 OK x\r\n", TRUE },
    { "+ idling\r\n* 1 EXPUNGE\r\n", "3 OK x\r\n", TRUE },
    { "+ idling\r\n* 1 FETCH (FLAGS (\\Answered))\r\n", "3 OK x\r\n", TRUE },
    { "* 3 EXISTS\r\n+ idling\r\n", "3 OK x\r\n", TRUE },
    { "* VANISHED 7\r\n+ idling\r\n", "3 OK x\r\n", TRUE },
    { "+ idling\r\n* OK still here\r\n* 4 EXISTS\r\n", "3 OK x\r\n", TRUE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      FakeScript script = { .greeting = IDLES,
                            .rules = { IN, { "IDLE", rows[i].news }, { "DONE", rows[i].done } } };
      Wait wait = wait_for_news (f, script, 2, FALSE);
      g_assert_no_error (f->error);
      g_assert_true (wait.ok);
      g_assert_cmpint (wait.changed, ==, rows[i].changed);
      assert_said (f, "DONE\r\n", "NOOP");
      imap_empty (f);
    }
}

/* "Still here" is no news. */
static void
test_woken (ImapFixture *f, gconstpointer unused)
{
  FakeScript script
      = { .greeting = IDLES,
          .rules
          = { IN, { "IDLE", "+ idling\r\n* OK still here\r\n" }, { "DONE", "3 OK x\r\n" } } };
  Wait wait = wait_for_news (f, script, 2, TRUE);
  g_assert_true (wait.ok);
  g_assert_false (wait.changed);
  assert_said (f, "IDLE\r\nDONE\r\n", NULL);
}

/* What came before the waiting began is news as well. */
static void
test_missed (ImapFixture *f, gconstpointer unused)
{
  FakeScript script = { .greeting = IDLES, .rules = { IN } };
  Wait wait = wait_for_news (f, script, 1, FALSE);
  g_assert_true (wait.ok);
  g_assert_true (wait.changed);
  assert_said (f, "EXAMINE", "IDLE\r\n");
}

static void
test_folder_gone (ImapFixture *f, gconstpointer unused)
{
  FakeScript script
      = { .greeting = IDLES, .rules = { IN, { "EXAMINE", "$T NO no such folder\r\n" } } };
  Wait wait = wait_for_news (f, script, 2, FALSE);
  g_assert_true (wait.ok);
  g_assert_true (wait.changed);
}

static void
test_without (ImapFixture *f, gconstpointer unused)
{
  FakeScript script = { .rules = { { "NOOP", "* 3 EXISTS\r\n$T OK x\r\n" } } };
  Wait wait = wait_for_news (f, script, 2, FALSE);
  g_assert_true (wait.ok);
  g_assert_true (wait.changed);
  assert_said (f, "NOOP\r\n", "IDLE");
}

/* A folder that is open tells of itself what it was: it is left, one way or the other. */
static void
test_left (ImapFixture *f, gconstpointer unused)
{
  static const struct
  {
    const char *in, *wanted, *unwanted;
  } rows[] = { { "$T OK [CAPABILITY IMAP4rev1 IDLE] in\r\n", " CLOSE\r\n", "UNSELECT" },
               { "$T OK [CAPABILITY IMAP4rev1 IDLE UNSELECT] in\r\n", " UNSELECT\r\n", "CLOSE" } };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      FakeScript script = { .greeting = IDLES,
                            .rules = { { "AUTHENTICATE", rows[i].in },
                                       { "IDLE", "+ idling\r\n* 3 EXISTS\r\n" },
                                       { "DONE", "3 OK x\r\n" },
                                       { "CLOSE", "$T OK x\r\n" },
                                       { "UNSELECT", "$T OK x\r\n" } } };
      g_assert_true (wait_for_news (f, script, 2, FALSE).ok);
      assert_said (f, rows[i].wanted, rows[i].unwanted);
      imap_empty (f);
    }
}

/* News without end, before the "+" and behind it. */
static void
test_endless (ImapFixture *f, gconstpointer unused)
{
  g_autoptr (GString) news = g_string_new (NULL);
  for (guint i = 0; i < 20000; i++)
    g_string_append (news, "* 3 EXISTS\r\n");
  g_autofree char *behind = g_strconcat ("+ idling\r\n", news->str, NULL);
  const FakeRule endless[] = { { "IDLE", news->str }, { "DONE", behind } };
  for (gsize i = 0; i < G_N_ELEMENTS (endless); i++)
    {
      FakeScript script = { .greeting = IDLES, .rules = { IN, endless[i], { "IDLE", behind } } };
      g_assert_false (wait_for_news (f, script, 2, FALSE).ok);
      g_assert_error (f->error, KT_ERROR, KT_ERROR_NETWORK);
      imap_empty (f);
    }
}

static void
test_refused (ImapFixture *f, gconstpointer unused)
{
  FakeScript script
      = { .greeting = IDLES,
          .rules
          = { IN, { "IDLE", "$T NO not now\r\n" }, { "NOOP", "* 1 EXPUNGE\r\n$T OK x\r\n" } } };
  Wait wait = wait_for_news (f, script, 2, FALSE);
  g_assert_true (wait.ok);
  g_assert_true (wait.changed);
  assert_said (f, "NOOP\r\n", "DONE");
}

static void
test_lost (ImapFixture *f, gconstpointer unused)
{
  static const FakeRule lost[] = {
    { "IDLE", "+ idling\r\n", FAKE_HANG_UP },
    { "IDLE", "", FAKE_HANG_UP },
    { "IDLE", "+ idling\r\n* BYE enough\r\n", FAKE_HANG_UP },
    { "IDLE", "+ idling\r\n* 3 EXI", FAKE_HANG_UP },
    { "IDLE", "+ idling\r\nnonsense\r\n" },
    { "IDLE", "+ idling\r\n* 99999999999 EXISTS\r\n" },
    { "IDLE", "* BYE enough\r\n" },
    { "IDLE", "* 3 EXISTS\r\n* BYE enough\r\n" },
    { "IDLE", "+ idling\r\n* 1 FETCH (UID 4294967296 FLAGS ())\r\n" },
    { "IDLE", "+ idling\r\n* 1 FETCH (UID 1 MODSEQ (9223372036854775808))\r\n" },
    { "IDLE", "+ idling\r\n* 1 FETCH (UID 1 BODY[] {4294967296}\r\n" },
    { "IDLE", "+ idling\r\n* LIST () \"/\" \"open\r\n" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (lost); i++)
    {
      FakeScript script = { .greeting = IDLES, .rules = { IN, lost[i] } };
      Wait wait = wait_for_news (f, script, 2, FALSE);
      g_assert_false (wait.ok);
      g_assert_error (f->error, KT_ERROR, KT_ERROR_NETWORK);
      imap_empty (f);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (ImapFixture *f, gconstpointer unused);
  } rows[] = { { "/imap-idle/idle", test_idle },       { "/imap-idle/woken", test_woken },
               { "/imap-idle/missed", test_missed },   { "/imap-idle/gone", test_folder_gone },
               { "/imap-idle/without", test_without }, { "/imap-idle/refused", test_refused },
               { "/imap-idle/lost", test_lost },       { "/imap-idle/left", test_left },
               { "/imap-idle/endless", test_endless } };
  if (!imap_begin (&argc, &argv))
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_test_add (rows[i].name, ImapFixture, NULL, imap_set_up, rows[i].run, imap_tear_down);
  return imap_run ();
}
