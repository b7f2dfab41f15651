#include "config.h"
#include "kontor/id.h"
#include "kontor/letter-identity.h"
#include "letter-fixture.h"

static KtId
key_of (const char *text)
{
  g_autoptr (KtLetterDraft) draft = fixture_read (text);

  return draft->letter.key;
}

static void
key (void)
{
  KtId plain = key_of ("From: Anna <Anna@X.example>\r\nDate: Fri, 20 Nov 2026 08:30:00 +0200\r\n"
                       "Message-ID: <one@x.example>\r\n\r\nx\r\n");

  g_assert_cmpint (plain, ==,
                   kt_id_hash_strings ("one@x.example", "anna@x.example", "1795156200", NULL));
  /* what relays and the way it was fetched add or change does not matter */
  g_assert_cmpint (
      plain, ==,
      key_of ("Received: from a by b; Sat, 21 Nov 2026 00:00:00 +0000\nReturn-Path: <z@x>\n"
              "Message-Id:\n <one@x.example>\nDate: Fri, 20 Nov 2026 06:30:00 +0000\n"
              "From: anna@x.example\nSubject: [list] other\n\nanother body\n"));
  /* another sender or date is another letter */
  g_assert_cmpint (plain, !=,
                   key_of ("From: olga@x.example\r\nDate: Fri, 20 Nov 2026 08:30:00 +0200\r\n"
                           "Message-ID: <one@x.example>\r\n\r\nx\r\n"));
  g_assert_cmpint (plain, !=,
                   key_of ("From: anna@x.example\r\nDate: Fri, 20 Nov 2026 08:30:01 +0200\r\n"
                           "Message-ID: <one@x.example>\r\n\r\nx\r\n"));
  /* unreadable date and sender are empty */
  g_assert_cmpint (
      key_of ("From: ;;\r\nDate: Foo 99 bar\r\nMessage-ID: <one@x.example>\r\n\r\nx\r\n"), ==,
      kt_id_hash_strings ("one@x.example", "", "", NULL));
}

static void
key_without_id (void)
{
  KtId key = key_of (
      "From: a@x.example\r\nTo: b@x.example\r\nDate: d\r\nSubject: s\r\n t\r\n\r\nText\r\nmore\r\n");

  g_assert_cmpint (
      key, ==, kt_id_hash_strings ("a@x.example", "b@x.example", "d", "s t", "Text\nmore\n", NULL));
  g_assert_cmpint (
      key, !=,
      key_of ("From: a@x.example\r\nTo: b@x.example\r\nDate: d\r\nSubject: s t\r\n\r\nOther\r\n"));
}

/* An HTML letter's is what it was when two blanks parted the cells, whatever parts them now; tabs
 * of preformatted text are its writer's. */
static void
key_of_cells (void)
{
#define CELL_59 "12345678901234567890123456789012345678901234567890123456789"
  static const char *const cases[][2] = {
    { "<p>Hi Anna</p><pre>Qty\tPrice\n2\t\t35.00</pre>", "Hi Anna\n\nQty\tPrice\n2\t\t35.00" },
    { "<table><tr><td>a<td><td>c<tr><td>d<td>e</table>", "a  c\nd  e" },
    { "<table><tr><td>a<td><pre>b\tc</pre></table>", "a  b\tc" },
    { "<table><tr><td colspan=3>Sum<td>9,00</table>", "Sum  9,00" },
    { "<table><tr><td colspan=3>a</td>b</tr></table>", "ab" },
    { "<table><tr><td>a<td>" CELL_59 "<td>c</table>", "a  " CELL_59 "\n\nc" },
    { "<table><tr><td>a</td><td><pre>  \n\n</pre></td></tr><tr><td>b</td></tr></table>", "a\nb" },
    { "<pre> <table><tr><td> <td> </table></pre>", "" },
    { "<table><tr><td>a<td><div class=gmail_attr>Toms wrote:</div><blockquote>b</blockquote></table>",
      "a  > Toms wrote:\n\n> b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *letter = g_strconcat (
          "From: a@x.example\nSubject: s\nMIME-Version: 1.0\nContent-Type: text/html\n\n",
          cases[i][0], NULL);
      g_test_message ("%s", cases[i][0]);
      g_assert_cmpint (key_of (letter), ==,
                       kt_id_hash_strings ("a@x.example", "", "", "s", cases[i][1], NULL));
    }
}

/* The beginning of a letter makes the same key as all of it. */
static void
key_of_truncated (void)
{
  g_autoptr (GString) text = g_string_new ("From: a@x.example\r\nSubject: s\r\n\r\n");

  while (text->len < 20000)
    g_string_append (text, "Gara vēstule bez identifikatora\r\n");
  g_autoptr (KtLetterDraft) whole = fixture_read (text->str);
  g_autoptr (KtLetterDraft) part = fixture_read_bytes (text->str, 8000, 0, TRUE, NULL);
  g_assert_cmpint (whole->letter.key, ==, part->letter.key);
}

static void
references (void)
{
  g_autoptr (GString) text
      = g_string_new ("From: a@x.example\r\nMessage-ID: <own@x>\r\nReferences:");

  for (int i = 0; i < 80; i++)
    g_string_append_printf (text, " <r%d@x>", i);
  g_string_append (text,
                   " <own@x> <r3@x>\r\nIn-Reply-To: Your letter of Friday <reply@x>\r\n\r\nx\r\n");
  g_autoptr (KtLetterDraft) draft = fixture_read (text->str);
  KtLetter *letter = &draft->letter;
  g_assert_cmpuint (letter->n_refs, ==, KT_LETTER_REFS_MAX);
  g_assert_cmpint (letter->refs[0], ==, kt_id_hash ("r0@x", 4));
  g_assert_cmpint (letter->refs[9], ==, kt_id_hash ("r9@x", 4));
  g_assert_cmpint (letter->refs[10], ==, kt_id_hash ("r41@x", 5));
  g_assert_cmpint (letter->refs[49], ==, kt_id_hash ("reply@x", 7));
}

static void
message_ids (void)
{
  static const char *const cases[][2]
      = { { "<a@b>", "a@b" }, { " <a@ b> ", "a@b" }, { "a@b", "a@b" }, { "x <a@b> y", "a@b" },
          { "<a@b", "a@b" },  { "<>", "" },          { "", "" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = kt_message_id (cases[i][0]);
      g_assert_cmpstr (id, ==, cases[i][1]);
    }
  g_autoptr (KtLetterDraft) draft
      = fixture_read ("From: a@x.example\r\nMessage-ID: <>\r\n\r\nx\r\n");
  g_assert_cmpint (draft->letter.msgid_hash, ==, 0);
}

#define NOV_20 G_GINT64_CONSTANT (1795132800) /* 2026-11-20 00:00 UTC */
#define DAY G_GINT64_CONSTANT (86400)

static gint64
time_of (const char *fields, gint64 received)
{
  g_autofree char *text = g_strconcat ("From: a@x.example\r\n", fields, "\r\nx\r\n", NULL);
  g_autoptr (KtLetterDraft) draft = fixture_read_bytes (text, strlen (text), received, FALSE, NULL);

  return draft->letter.time;
}

static void
times (void)
{
  const char *date = "Date: Fri, 20 Nov 2026 00:00:00 +0000\r\n";
  const char *both
      = "Received: by a; Thu, 19 Nov 2026 00:00:00 +0000\r\nDate: Fri, 20 Nov 2026 00:00:01 +0000\r\n";

  g_assert_cmpint (time_of (date, NOV_20 + 100), ==, NOV_20);
  g_assert_cmpint (time_of (date, NOV_20 - DAY), ==, NOV_20); /* a day ahead is believed */
  g_assert_cmpint (time_of (date, NOV_20 - DAY - 1), ==, NOV_20 - DAY - 1); /* no more */
  g_assert_cmpint (time_of ("Date: Mon, 21 Nov 2016 00:00:00 +0000\r\n", NOV_20), ==, 1479686400);
  g_assert_cmpint (time_of ("Date: Tue, 15 Nov 2016 00:00:00 +0000\r\n", NOV_20), ==, NOV_20);
  g_assert_cmpint (time_of ("Date: nonsense\r\n", NOV_20), ==, NOV_20);
  g_assert_cmpint (time_of ("", NOV_20), ==, NOV_20);
  /* nothing lies in the future */
  g_assert_cmpint (time_of ("Date: Sun, 22 Nov 2026 20:00:00 +0000\r\n", FIXTURE_NOW), ==,
                   FIXTURE_NOW);
  g_assert_cmpint (time_of ("", FIXTURE_NOW + DAY), ==, FIXTURE_NOW);
  /* files have no INTERNALDATE: the topmost Received stands for it */
  g_assert_cmpint (time_of (both, 0), ==, NOV_20 - DAY);
  g_assert_cmpint (time_of (date, 0), ==, NOV_20);
  g_assert_cmpint (time_of ("", 0), ==, 0);
  g_assert_cmpint (time_of ("Date: Mon, 1 Jan 1900 00:00:00 +0000\r\n", 0), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kt_letter_read_init ();
  g_test_add_func ("/identity/key", key);
  g_test_add_func ("/identity/key-without-id", key_without_id);
  g_test_add_func ("/identity/key-of-cells", key_of_cells);
  g_test_add_func ("/identity/key-of-truncated", key_of_truncated);
  g_test_add_func ("/identity/references", references);
  g_test_add_func ("/identity/message-ids", message_ids);
  g_test_add_func ("/identity/times", times);
  return g_test_run ();
}
