#include "config.h"
#include "kontor/guard.h"
#include "kontor/error.h"
#include <string.h>

/* Feeds text in pieces of the given size; NULL when it is refused. */
static char *
pass_length (const char *text, gsize length, gsize piece, const KtGuardLimits *limits)
{
  g_autoptr (KtGuard) guard = kt_guard_new (limits);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  for (gsize at = 0; at < length; at += piece)
    if (!kt_guard_feed (guard, text + at, MIN (piece, length - at), out, &error))
      {
        g_assert_error (error, KT_ERROR, KT_ERROR_NETWORK);
        return NULL;
      }
  g_byte_array_append (out, (const guint8 *)"", 1);
  return g_strdup ((const char *)out->data);
}

static char *
pass (const char *text)
{
  g_autofree char *whole = pass_length (text, strlen (text), strlen (text), NULL);
  g_autofree char *bytes = pass_length (text, strlen (text), 1, NULL);
  g_autofree char *threes = pass_length (text, strlen (text), 3, NULL);
  g_assert_cmpstr (whole, ==, bytes);
  g_assert_cmpstr (whole, ==, threes);
  return g_steal_pointer (&whole);
}

static void
assert_pass (const char *text, const char *expected)
{
  g_autofree char *got = pass (text);
  g_assert_cmpstr (got, ==, expected);
}

static void
assert_same (const char *text)
{
  assert_pass (text, text);
}

static void
assert_refused (const char *text)
{
  g_autofree char *got = pass (text);
  g_assert_cmpstr (got, ==, NULL);
}

/* What belongs to the folder that is left, in pieces of any size. */
static void
test_closed (void)
{
  static const char left[] = "* 9 EXISTS\r\n* VANISHED 1:9\r\n* 1 FETCH (UID 1 X {2}\r\nab)\r\n";
  static const char closed[] = "* OK [CLOSED] left\r\n";
  static const char opened[] = "* 2 EXISTS\r\n* VANISHED (EARLIER) 4\r\n7 OK -\r\n";
  static const char before[] = "6 OK -\r\n";
  const struct
  {
    guint before;
    const char *in, *out; /* Left, Closed, Opened, 6 */
  } rows[] = { { 0, "LCO", "O" },   { 0, "LO", "LO" },      { 6, "L6LCO", "L6O" },
               { 6, "L6O", "L6O" }, { 6, "LC6LO", "L6LO" }, { 5, "L6LCO", "L6LO" },
               { 0, "LCLCO", "LO" } };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize piece = 1; piece < 40; piece += 6)
      {
        g_autoptr (KtGuard) guard = kt_guard_new (NULL);
        g_autoptr (GByteArray) out = g_byte_array_new ();
        g_autoptr (GString) in = g_string_new (NULL), expected = g_string_new (NULL);
        for (const char *c = rows[i].in; *c != '\0'; c++)
          g_string_append (in, *c == 'L' ? left : *c == 'C' ? closed : *c == 'O' ? opened : before);
        for (const char *c = rows[i].out; *c != '\0'; c++)
          g_string_append (expected, *c == 'L' ? left : *c == 'O' ? opened : before);
        g_assert_true (kt_guard_feed (guard, "* OK -\r\n", 8, out, NULL));
        g_byte_array_set_size (out, 0);
        kt_guard_hold (guard, rows[i].before, 7);
        for (gsize at = 0; at < in->len; at += piece)
          g_assert_true (kt_guard_feed (guard, in->str + at, MIN (piece, in->len - at), out, NULL));
        g_byte_array_append (out, (const guint8 *)"", 1);
        g_assert_cmpstr ((const char *)out->data, ==, expected->str);
      }
}

/* What is held back does not grow without end. */
static void
test_closed_late (void)
{
  g_autoptr (KtGuard) guard = kt_guard_new (NULL);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  static const char line[] = "* 1 FETCH (UID 1 FLAGS ())\r\n";
  kt_guard_set_streaming (guard, TRUE);
  kt_guard_hold (guard, 0, 7);
  for (guint i = 0; i < 50000; i++)
    g_assert_true (kt_guard_feed (guard, line, strlen (line), out, NULL));
  g_assert_cmpuint (out->len, >, 1 << 20);
}

/* A server that says goodbye instead: what was held back is of no folder. */
static void
test_closed_never (void)
{
  static const char *const behind[] = { "* BYE going down\r\n", "* 4294967296 EXISTS\r\n" };
  for (guint i = 0; i < G_N_ELEMENTS (behind); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GByteArray) out = g_byte_array_new ();
      g_autoptr (KtGuard) guard = kt_guard_new (NULL);
      g_autofree char *said = g_strconcat ("6 OK x\r\n* VANISHED 1:4\r\n", behind[i], NULL);
      kt_guard_hold (guard, 6, 7);
      g_assert_false (kt_guard_feed (guard, said, strlen (said), out, &error));
      g_assert_cmpmem (out->data, out->len, "6 OK -\r\n", 8);
    }
}

static void
test_passes (void)
{
  assert_same ("* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN\r\n");
  assert_same ("* LIST (\\HasNoChildren \\Sent) \"/\" \"a \\\" b\"\r\n");
  assert_same ("* LIST () NIL {5}\r\na\r\nb*\r\n");
  assert_same ("* SEARCH\r\n* SEARCH 1 22 4294967295 (MODSEQ 917162500)\r\n* SEARCH \r\n");
  assert_same ("* STATUS \"12345678901\" (MESSAGES 1 UIDNEXT 6 HIGHESTMODSEQ 9000000000)\r\n");
  assert_same ("* STATUS \"Foo \\\"()\" (MESSAGES 1)\r\n");
  assert_same ("* 3 FETCH (UID 7 FLAGS (\\Seen UID 99999999999) MODSEQ (9000000000) BODY[]<0> "
               "{4}\r\n* x\n)\r\n");
  assert_same ("* 3 FETCH (UID 7 BODY[] {0}\r\n)\r\n* 4 EXISTS\r\n");
}

static void
test_line_ends (void)
{
  assert_pass ("* 1 EXISTS\n", "* 1 EXISTS\r\n");
  assert_pass ("+ idling, so what\r\n", "+ -\r\n");
}

static void
test_status (void)
{
  assert_pass ("* OK ready\r\n", "* OK -\r\n");
  assert_pass ("* OK\r\n", "* OK -\r\n");
  assert_pass ("7 NO [AUTHENTICATIONFAILED] nonsense {5}\r\n", "7 NO [AUTHENTICATIONFAILED] -\r\n");
  assert_pass ("7 NO [AUTHENTICATIONFAILED x] y\r\n", "7 NO -\r\n");
  assert_pass ("* OK [UIDVALIDITY 7] x\r\n", "* OK [UIDVALIDITY 7] -\r\n");
  assert_pass ("* OK [UIDVALIDITY 4294967296] x\r\n", "* OK -\r\n");
  assert_pass ("* OK [UIDNEXT -1] x\r\n", "* OK -\r\n");
  assert_pass ("* OK [HIGHESTMODSEQ 9223372036854775807] x\r\n",
               "* OK [HIGHESTMODSEQ 9223372036854775807] -\r\n");
  assert_pass ("* OK [HIGHESTMODSEQ 9223372036854775808] x\r\n", "* OK -\r\n");
  assert_pass ("* OK [PERMANENTFLAGS ( x\r\n", "* OK -\r\n");
  assert_pass ("* OK [CAPABILITY IMAP4rev1 IDLE] hi\r\n", "* OK [CAPABILITY IMAP4rev1 IDLE] -\r\n");
  assert_pass ("* OK [CAPABILITY (IMAP4rev1] hi\r\n", "* OK -\r\n");
  assert_pass ("A7 BAD [UIDNEXT 5] syntax\r\n", "A7 NO -\r\n");
  assert_pass ("* BAD syntax\r\n", "* BAD -\r\n");
  assert_pass ("* NO \"(((\r\n", "* NO -\r\n");
}

/* Behind the greeting, text alone tells nothing. */
static void
test_mere_text (void)
{
  assert_pass ("* OK hi\r\n* OK\r\n* NO no room\r\n* OK [XFOO] x\r\n1 OK done\r\n",
               "* OK -\r\n1 OK -\r\n");
  assert_pass ("* OK hi\r\n* OK [UIDNEXT 5] x\r\n", "* OK -\r\n* OK [UIDNEXT 5] -\r\n");
}

/* An INTERNALDATE that libetpan would fall over, and what only looks like one. */
static void
test_dates (void)
{
  assert_same ("* 1 FETCH (INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" UID 3)\r\n");
  assert_same ("* 1 FETCH (INTERNALDATE \" 1-fEB-1996 99:99:99 +9999\")\r\n");
  assert_same ("* 1 FETCH (BODY[]<0> \"INTERNALDATE x\" UID 3)\r\n");
  static const char *const bad[] = { "NIL",
                                     "\"\"",
                                     "\"17-Foo-1996 02:44:25 -0700\"",
                                     "\"17-Jul-96 02:44:25 -0700\"",
                                     "\"17-Jul-1996 02:44:25 0700\"",
                                     "\"aa-Jul-1996 02:44:25 -0700\"",
                                     "1996" };
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *in = g_strdup_printf ("* 1 FETCH (INTERNALDATE %s UID 3)\r\n", bad[i]);
      assert_pass (in, "* 1 FETCH (INTERNALDATE \"01-Jan-1970 00:00:00 +0000\" UID 3)\r\n");
    }
}

/* What libetpan keeps until a command ends. */
static void
test_kept (void)
{
  const KtGuardLimits limits = { .literal_max = 99,
                                 .line_max = 99,
                                 .search_max = 999,
                                 .depth_max = 3,
                                 .kept_max = 60,
                                 .kept_lines = 5 };
  g_autoptr (KtGuard) guard = kt_guard_new (&limits);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  static const char fetch[] = "* 1 FETCH (UID 1 FLAGS (x))\r\n", one[] = "* 1 EXISTS\r\n";
  static const char search[]
      = "* SEARCH 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22\r\n";
  kt_guard_set_streaming (guard, TRUE);
  for (guint i = 0; i < 9; i++)
    g_assert_true (kt_guard_feed (guard, fetch, strlen (fetch), out, NULL));
  kt_guard_set_streaming (guard, FALSE);
  g_assert_true (kt_guard_feed (guard, search, strlen (search), out, NULL));
  for (guint round = 0; round < 2; round++, kt_guard_begin (guard))
    for (guint i = 0; i < 5; i++)
      g_assert_true (kt_guard_feed (guard, one, strlen (one), out, NULL));
  for (guint i = 0; i < 2; i++)
    g_assert_true (kt_guard_feed (guard, fetch, strlen (fetch), out, NULL));
  g_assert_false (kt_guard_feed (guard, fetch, strlen (fetch), out, NULL));
  g_autoptr (KtGuard) another = kt_guard_new (&limits);
  for (guint i = 0; i < 5; i++)
    g_assert_true (kt_guard_feed (another, one, strlen (one), out, NULL));
  g_assert_false (kt_guard_feed (another, one, strlen (one), out, NULL));
}

static void
test_drops (void)
{
  assert_pass ("* NAMESPACE ((\"\" \"\r\n* 1 EXISTS\r\n", "* 1 EXISTS\r\n");
  assert_pass ("* FLAGS (\\Seen)\r\n* XFOO {8}\r\n1 OK x\r\n tail\r\n* 5 XFOO\r\n", "");
  assert_pass ("* STATUS INBOX ()\r\n* STATUS \"Foo ()\" ()\r\n", "");
  assert_pass ("* VANISHED 1:4294967296\r\n* VANISHED 5:*\r\n* VANISHED (EARLIER) 1:2:3\r\n"
               "* VANISHED 0\r\n* VANISHED \r\n* VANISHED (EARLIER)\r\n* VANISHED 1,\r\n"
               "* VANISHED (EARLIER) 5 6\r\n* VANISHED {3}\r\n5:6\r\n",
               "");
}

static void
test_refuses (void)
{
  assert_refused ("HTTP/1.1 200 OK\r\n");
  assert_refused ("\r\n");
  assert_refused ("5 FETCH x\r\n");
  assert_refused ("* BYE going down\r\n");
  assert_refused ("* 4294967296 EXISTS\r\n");
  assert_refused ("* 1 FETCH (UID 4294967296)\r\n");
  assert_refused ("* 1 FETCH (UID -7)\r\n");
  assert_refused ("* 1 FETCH (UID NIL)\r\n");
  assert_refused ("* 1 FETCH (MODSEQ (1) RFC822.SIZE 99999999999)\r\n");
  assert_refused ("* SEARCH 1 4294967296\r\n");
  assert_refused ("* SEARCH 1 (MODSEQ 9223372036854775808)\r\n");
  assert_refused ("* STATUS x (UIDVALIDITY 4294967296)\r\n");
  assert_refused ("* STATUS {5}\r\nINBOX ()\r\n"); /* libetpan dereferences NULL */
  assert_same ("* STATUS {7}\r\nINBOX() (MESSAGES 1)\r\n");
  assert_refused ("* 1 FETCH (UID 1 BODY[] {-5}\r\n");
  assert_refused ("* 1 FETCH (UID 1 BODY[] {4294967301}\r\n");
  assert_refused ("* 1 FETCH (UID 1 BODY[] {99999999999999999999999}\r\n");
  assert_refused ("* 1 FETCH (UID 1 BODY[] \"abc {5}\r\n");
  assert_refused ("* LIST () \"/\" \"abc\\\"\r\n");
}

static void
test_nul (void)
{
  static const char line[] = "* 1 EX\0STS\r\n", literal[] = "* LIST () NIL {3}\r\na\0b\r\n";
  for (gsize piece = 1; piece < 20; piece += 6)
    {
      g_autofree char *refused = pass_length (line, sizeof line - 1, piece, NULL);
      g_autofree char *passed = pass_length (literal, sizeof literal - 1, piece, NULL);
      g_assert_null (refused);
      g_assert_nonnull (passed);
    }
}

static char *
nested (guint depth)
{
  GString *text = g_string_new ("* 1 FETCH ");
  for (guint i = 0; i < depth; i++)
    g_string_append (text, i % 2 ? "(" : "({1}\r\nx ");
  return g_string_free (g_string_append (text, "\r\n"), FALSE);
}

/* At each limit it passes, one over it does not. */
static void
test_limits (void)
{
  KtGuardLimits limits = { .literal_max = 10,
                           .line_max = 30,
                           .search_max = 50,
                           .depth_max = 3,
                           .kept_max = 1000,
                           .kept_lines = 100 };
  const struct
  {
    const char *text;
    gboolean ok;
  } cases[] = {
    { "* LIST () NIL {10}\r\n0123456789\r\n", TRUE },
    { "* LIST () NIL {11}\r\n", FALSE },
    { "* LIST () NIL 01234567890123\r\n", TRUE },
    { "* LIST () NIL 012345678901234\r\n", FALSE },
    { "* LIST () NIL 0123456789012345678", FALSE },
    { "* SEARCH 123456 123456 123456 123456 123456 123\r\n", TRUE },
    { "* SEARCH 123456 123456 123456 123456 123456 123456\r\n", FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = strlen (cases[i].text);
      g_autofree char *whole = pass_length (cases[i].text, length, length, &limits);
      g_autofree char *bytes = pass_length (cases[i].text, length, 1, &limits);
      g_assert_cmpint (whole != NULL, ==, cases[i].ok);
      g_assert_cmpint (bytes != NULL, ==, cases[i].ok);
    }
  g_autofree char *deep = nested (60), *deeper = nested (61);
  assert_same (deep);
  assert_refused (deeper);
}

static gboolean
plain_passes (const char *text)
{
  g_autoptr (KtGuard) guard = kt_guard_new (NULL);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  kt_guard_set_plain (guard, TRUE);
  return kt_guard_feed (guard, text, strlen (text), out, NULL);
}

static void
test_plain (void)
{
  g_assert_true (plain_passes ("* OK hello\r\n1 OK go\r\n"));
  g_assert_false (plain_passes ("* OK hello\r\n1 OK go\r\n* CAPABILITY EVIL\r\n"));
  g_assert_false (plain_passes ("* OK hello\r\n1 OK go\r\n2 OK logged in\r\n"));
  g_assert_false (plain_passes ("* OK hello\r\n* CAPABILITY EVIL\r\n1 OK go\r\n"));
  g_assert_false (plain_passes ("* CAPABILITY IMAP4rev1\r\n"));
}

static void
test_idle (void)
{
  static const char text[] = "* LIST () NIL {2}\r\nab\r\n";
  g_autoptr (KtGuard) guard = kt_guard_new (NULL);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_assert_true (kt_guard_is_idle (guard));
  for (gsize i = 0; i < sizeof text - 2; i++)
    {
      g_assert_true (kt_guard_feed (guard, text + i, 1, out, NULL));
      g_assert_false (kt_guard_is_idle (guard));
    }
  g_assert_true (kt_guard_feed (guard, "\n", 1, out, NULL));
  g_assert_true (kt_guard_is_idle (guard));
}

/* Whatever comes in: the same verdict and the same octets, cut anywhere. */
static void
test_any_cut (void)
{
  static const char *const pieces[] = { "* ",    "1 FETCH ", "(", ")", "{3}\r\n", "\r\n", "\"",
                                        "UID 5", "OK ",      "[", "]", "{9}",     "+ " };
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (GString) text = g_string_new ("* 1 FETCH (UID 1");
      for (gint n = g_rand_int_range (random, 1, 12); n > 0; n--)
        g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      g_autofree char *whole G_GNUC_UNUSED = pass (text->str);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guard/closed", test_closed);
  g_test_add_func ("/guard/closed-late", test_closed_late);
  g_test_add_func ("/guard/closed-never", test_closed_never);
  g_test_add_func ("/guard/passes", test_passes);
  g_test_add_func ("/guard/line-ends", test_line_ends);
  g_test_add_func ("/guard/status", test_status);
  g_test_add_func ("/guard/drops", test_drops);
  g_test_add_func ("/guard/mere-text", test_mere_text);
  g_test_add_func ("/guard/dates", test_dates);
  g_test_add_func ("/guard/kept", test_kept);
  g_test_add_func ("/guard/refuses", test_refuses);
  g_test_add_func ("/guard/nul", test_nul);
  g_test_add_func ("/guard/limits", test_limits);
  g_test_add_func ("/guard/plain", test_plain);
  g_test_add_func ("/guard/idle", test_idle);
  g_test_add_func ("/guard/any-cut", test_any_cut);
  return g_test_run ();
}
