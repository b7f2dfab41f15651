#include "config.h"
#include "kontor/id.h"
#include "letter-fixture.h"

#define HEAD                                                                                       \
  "Received: from a by b; Fri, 20 Nov 2026 08:30:10 +0200\r\n"                                     \
  "From: =?utf-8?B?SsSBbmlzIELEk3J6acWGxaE=?= <Janis@Studija.EXAMPLE>\r\n"                         \
  "To: anna@x.example, Olena <olena@y.example>\r\n"                                                \
  "Cc: undisclosed:;\r\n"                                                                          \
  "Date: Fri, 20 Nov 2026 08:30:00 +0200\r\n"                                                      \
  "Message-ID: <one@studija.example>\r\n"

static void
plain (void)
{
  g_autoptr (KtLetterDraft) draft = fixture_read (
      HEAD
      "Subject: =?utf-8?Q?Pied=C4=81v?=\r\n =?utf-8?Q?=C4=81jums?=\r\nReferences: <a@x> <b@x>\r\n"
      "In-Reply-To: <b@x>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
      "Labdien!\r\nVai varat atsūtīt cenu?\r\n\r\nOn Thu, 19 Nov 2026, Anna <a@x> wrote:\r\n> old\r\n");
  KtLetter *letter = &draft->letter;

  g_assert_cmpstr (letter->subject, ==, "Piedāvājums");
  g_assert_cmpint (letter->kind, ==, KT_KIND_PERSONAL);
  g_assert_cmpstr (letter->text, ==, "Labdien!\nVai varat atsūtīt cenu?");
  g_assert_cmpstr (letter->question, ==, "Vai varat atsūtīt cenu?");
  g_assert_cmpuint (letter->flags, ==,
                    KT_LETTER_FLAG_RECEIVED | KT_LETTER_FLAG_ASKS | KT_LETTER_FLAG_OWN);
  g_assert_cmpint (letter->time, ==, 1795156200);
  g_assert_cmpuint (letter->n_people, ==, 3);
  g_assert_cmpstr (letter->people[0].norm, ==, "janis@studija.example");
  g_assert_cmpstr (letter->people[0].name, ==, "Jānis Bērziņš");
  g_assert_cmpint (letter->people[2].role, ==, KT_ROLE_TO);
  g_assert_cmpuint (letter->n_refs, ==, 2);
  g_assert_cmpint (letter->refs[1], ==, kt_id_hash ("b@x", 3));
  g_assert_cmpint (letter->msgid_hash, ==, kt_id_hash ("one@studija.example", 19));
  g_assert_cmpint (letter->item, ==, 7);
}

static void
alternative_and_attachment (void)
{
  g_autoptr (KtLetterDraft) draft = fixture_read (
      HEAD "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
           "Content-Type: multipart/alternative; boundary=c\r\n\r\n"
           "--c\r\nContent-Type: text/plain\r\n\r\nPlain words\r\n"
           "--c\r\nContent-Type: text/html\r\n\r\n<p>HTML <b>words</b></p>\r\n--c--\r\n"
           "--b\r\nContent-Type: application/pdf; name=\"../../etc/x.pdf\"\r\n"
           "Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment;\r\n"
           " filename*=utf-8''c%3A%5Cr%C4%93%C4%B7ins.pdf\r\n\r\nSGVsbG8=\r\n--b--\r\n");

  g_assert_cmpstr (draft->letter.text, ==, "Plain words");
  g_assert_cmpuint (draft->letter.n_parts, ==, 1);
  g_assert_cmpuint (draft->letter.parts[0].number, ==, 3);
  g_assert_cmpstr (draft->letter.parts[0].name, ==, "rēķins.pdf");
  g_assert_cmpstr (draft->letter.parts[0].type, ==, "application/pdf");
  g_assert_cmpuint (draft->letter.parts[0].size, ==, 5);
  g_assert_true (draft->letter.flags & KT_LETTER_FLAG_ATTACHED);
}

static void
blank_plain_alternative (void)
{
  g_autoptr (KtLetterDraft) draft = fixture_read (
      HEAD
      "Content-Type: multipart/alternative; boundary=c\r\n\r\n"
      "--c\r\nContent-Type: text/plain\r\n\r\n  \r\n"
      "--c\r\nContent-Type: multipart/related; boundary=r\r\n\r\n"
      "--r\r\nContent-Type: text/html; charset=windows-1251\r\n\r\n"
      "<meta charset=koi8-r><p>\317\360\350\342\345\362, <a href=\"https://shop.example/42\">here</a>\r\n"
      "--r\r\nContent-Type: image/png\r\nContent-ID: <i@x>\r\n\r\nxx\r\n--r--\r\n--c--\r\n");

  g_assert_cmpstr (draft->letter.text, ==, "Привет, here [1]\n\n[1] https://shop.example/42");
  g_assert_false (draft->letter.flags & KT_LETTER_FLAG_ATTACHED);
  g_assert_cmpuint (draft->letter.n_parts, ==, 1);
}

static void
only_forwarded (void)
{
  g_autoptr (KtLetterDraft) draft = fixture_read (
      HEAD "\r\n-------- Forwarded Message --------\r\nFrom: b@x\r\n\r\nCan you come?\r\n");

  g_assert_nonnull (strstr (draft->letter.text, "Can you come?"));
  g_assert_false (draft->letter.flags & KT_LETTER_FLAG_ASKS);
}

static void
assert_forwarded (const KtLetterDraft *draft, const char *norm, const char *name)
{
  const KtParticipant *last = &draft->letter.people[draft->letter.n_people - 1];

  g_assert_cmpint (last->role, ==, KT_ROLE_FORWARDED);
  g_assert_cmpstr (last->norm, ==, norm);
  g_assert_cmpstr (last->name, ==, name);
}

/* Inline, attached, and what is none: the writer's own letter, one of a machine. */
static void
forwarded_writers (void)
{
  static const char attached[]
      = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee\r\n--b\r\n"
        "Content-Type: message/rfc822\r\n\r\nFrom: =?utf-8?q?J=C4=81nis?=\r\n <Janis@X.example>, b@x.example\r\n"
        "Subject: in it\r\n\r\nText\r\n--b--\r\n";
  static const char head[]
      = "From: Anna <anna@studija.example>\r\nTo: m@x.example\r\nSubject: Fwd: x\r\n";
  static const char inline_one[] = "\r\nSee\r\n\r\n---------- Forwarded message ---------\r\n"
                                   "From: Olga <olga@x.example>\r\n\r\nText\r\n";
  g_autofree char *one = g_strconcat (head, attached, NULL);
  g_autofree char *two = g_strconcat (head, inline_one, NULL);
  g_autofree char *own
      = g_strconcat ("From: olga@x.example\r\nSubject: Fwd: x\r\n", inline_one, NULL);
  g_autofree char *machine
      = g_strconcat ("Auto-Submitted: auto-generated\r\n", head, inline_one, NULL);
  g_autoptr (KtLetterDraft) of_one = fixture_read (one);
  g_autoptr (KtLetterDraft) of_two = fixture_read (two);
  g_autoptr (KtLetterDraft) of_own = fixture_read (own);
  g_autoptr (KtLetterDraft) of_machine = fixture_read (machine);

  g_assert_cmpuint (of_one->letter.n_people, ==, 3);
  assert_forwarded (of_one, "janis@x.example", "Jānis");
  assert_forwarded (of_two, "olga@x.example", "Olga");
  g_assert_cmpstr (of_two->letter.text, ==, "See");
  g_assert_true (of_two->letter.flags & KT_LETTER_FLAG_OWN);
  g_assert_cmpuint (of_own->letter.n_people, ==, 1);
  g_assert_cmpuint (of_machine->letter.n_people, ==, 2);
}

static void
truncated (void)
{
  const char *text
      = HEAD "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nThe beginning of a long";
  g_autoptr (KtLetterDraft) draft = fixture_read_bytes (text, strlen (text), 0, TRUE, NULL);

  g_assert_cmpstr (draft->letter.text, ==, "The beginning of a long");
  g_assert_true (draft->letter.flags & KT_LETTER_FLAG_CUT);
  g_assert_true (draft->letter.flags & KT_LETTER_FLAG_PARTS_CUT);
  g_assert_true (draft->letter.flags & KT_LETTER_FLAG_ATTACHED);
}

static void
truncated_after_text (void)
{
  const char *text
      = HEAD "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nAll of it\r\n--b\r\n"
             "Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nSGVs";
  g_autoptr (KtLetterDraft) draft = fixture_read_bytes (text, strlen (text), 0, TRUE, NULL);

  g_assert_cmpstr (draft->letter.text, ==, "All of it");
  g_assert_false (draft->letter.flags & KT_LETTER_FLAG_OWN);
  g_assert_false (draft->letter.flags & KT_LETTER_FLAG_CUT);
  g_assert_cmpuint (draft->letter.n_parts, ==, 1);
  g_assert_cmpuint (draft->letter.parts[0].size, ==, 0);
}

static void
long_text (void)
{
  g_autoptr (GString) text = g_string_new (HEAD "Content-Type: text/plain; charset=utf-8\r\n\r\n");

  while (text->len < 200000)
    g_string_append (text, "Слово за словом, и так много слов в одном письме\r\n");
  g_autoptr (KtLetterDraft) draft = fixture_read (text->str);
  gsize length = strlen (draft->letter.text);
  g_assert_cmpuint (length, <=, KT_LETTER_TEXT_MAX);
  g_assert_cmpuint (length, >, KT_LETTER_TEXT_MAX - 4);
  g_assert_true (g_utf8_validate (draft->letter.text, -1, NULL));
  g_assert_true (draft->letter.flags & KT_LETTER_FLAG_CUT);
}

/* Many long names must not burst the frame. */
static void
record_stays_small (void)
{
  g_autoptr (GString) text = g_string_new ("From: a@x.example\r\nSubject: x\r\n");

  for (int field = 0; field < 60; field++)
    {
      g_string_append (text, field % 2 ? "To: " : "Cc: ");
      for (int i = 0; i < 40; i++)
        {
          for (int k = 0; k < 70; k++)
            g_string_append (text, "\304\201\304\201");
          g_string_append_printf (text, " <p%d.%d@x.example>,", field, i);
        }
      g_string_append (text, "\r\n");
    }
  g_string_append (text, "Content-Type: multipart/mixed; boundary=b\r\n\r\n");
  for (int i = 0; i < 900; i++)
    {
      g_string_append (text, "--b\r\nContent-Type: application/pdf; name=\"");
      for (int k = 0; k < 290; k++)
        g_string_append_c (text, 'n');
      g_string_append (text, "\"\r\n\r\nx\r\n");
    }
  g_autoptr (KtLetterDraft) draft = fixture_read (text->str);
  g_autoptr (GByteArray) record = g_byte_array_new ();
  kt_letter_pack (&draft->letter, record);
  g_assert_cmpuint (record->len, <=, KT_FRAME_RECORD_MAX);
  g_assert_cmpuint (draft->letter.n_people, >, 500);
  g_assert_cmpuint (draft->letter.n_parts, >, 500);
}

/* n files with long names; whether it is said that there are more. */
static gboolean
says_more (guint n)
{
  g_autofree char *name = g_strnfill (KT_LETTER_NAME_MAX, 'n');
  g_autofree char *type = g_strnfill (100, 't');
  g_autoptr (GString) text
      = g_string_new ("From: a@x.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n");
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "--b\r\nContent-Type: application/%s; name=\"%s\"\r\n\r\nx\r\n",
                            type, name);
  g_autoptr (KtLetterDraft) draft = fixture_read (text->str);
  gboolean more = (draft->letter.flags & KT_LETTER_FLAG_PARTS_CUT) != 0;
  g_assert_true (more == (draft->letter.n_parts < n));
  return more;
}

static void
more_parts (void)
{
  g_assert_false (says_more (1));
  g_assert_false (says_more (700));
  g_assert_true (says_more (990));
}

static void
not_a_letter (void)
{
  static const char *const nothing[]
      = { "", "\r\n\r\n", "garbage without colon\nmore\n", "\n\n\n" };

  for (guint i = 0; i < G_N_ELEMENTS (nothing); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (fixture_read_bytes (nothing[i], strlen (nothing[i]), 0, FALSE, &error));
      g_assert_cmpstr (error->message, ==, "it has no header");
    }
}

static void
odd_bytes (void)
{
  static const char raw[] = "From: a@x.example\rSubject: old Mac\r\rText\rmore\r";
  static const char nul[] = "From: a@x.example\nSubject: a\0b\n\nte\0xt\n";
  g_autoptr (KtLetterDraft) mac = fixture_read_bytes (raw, sizeof raw - 1, 0, FALSE, NULL);
  g_autoptr (KtLetterDraft) nuls = fixture_read_bytes (nul, sizeof nul - 1, 0, FALSE, NULL);

  g_assert_cmpstr (mac->letter.subject, ==, "old Mac");
  g_assert_cmpstr (mac->letter.text, ==, "Text\nmore");
  g_assert_cmpstr (nuls->letter.subject, ==, "ab");
  g_assert_cmpstr (nuls->letter.text, ==, "text");
}

static void
parts_decoded (void)
{
  const char *text = HEAD
      "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\ntext\r\n"
      "--b\r\nContent-Type: application/x; name=\"a/b.bin\"\r\n"
      "Content-Transfer-Encoding: base64\r\n\r\nSGVs\r\nbG8=\r\n"
      "--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: z@x.example\r\n\r\nNested\r\n--b--\r\n";
  static const struct
  {
    guint32 number;
    const char *name, *type, *content;
  } cases[] = { { 1, "", "text/plain", "text" },
                { 2, "b.bin", "application/x", "Hello" },
                { 3, "letter.eml", "message/rfc822", "From: z@x.example\r\n\r\nNested" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      KtMimePart part;
      g_byte_array_append (bytes, (const guint8 *)text, strlen (text));
      g_autoptr (GBytes) content = kt_letter_read_part (bytes, cases[i].number, &part, NULL);
      g_assert_cmpmem (g_bytes_get_data (content, NULL), g_bytes_get_size (content),
                       cases[i].content, strlen (cases[i].content));
      g_assert_cmpstr (part.name, ==, cases[i].name);
      g_assert_cmpstr (part.type, ==, cases[i].type);
      kt_mime_part_clear (&part);
    }
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  KtMimePart part;
  g_byte_array_append (bytes, (const guint8 *)text, strlen (text));
  g_assert_null (kt_letter_read_part (bytes, 4, &part, &error));
  g_assert_cmpstr (error->message, ==, "the letter has no part 4");
}

static void
spoofed (void)
{
  g_autoptr (KtLetterDraft) draft
      = fixture_read ("From: \"anna@studija.example\" <evil@else.example>\r\n\r\nHi\r\n");

  g_assert_true (draft->letter.flags & KT_LETTER_FLAG_SPOOFED);
  g_assert_cmpstr (draft->letter.people[0].norm, ==, "evil@else.example");
}

static KtLetterDraft *
read_by_kind (const char *text)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  KtLetterSource source = { .item = 7, .now = FIXTURE_NOW, .by_kind = TRUE };
  g_byte_array_append (bytes, (const guint8 *)text, (guint)strlen (text));
  return kt_letter_read (bytes, &source, NULL);
}

/* Of what came from no person, and has an id, only the head; all else of it is as it would be. */
static void
head_only (void)
{
  static const char list[]
      = HEAD "List-Id: <x.example>\r\nSubject: News\r\nReferences: <a@x>\r\n"
             "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nWill you come?\r\n"
             "--b\r\nContent-Type: text/csv; name=x.csv\r\nContent-Disposition: attachment\r\n\r\n"
             "1\r\n--b--\r\n";
  g_autoptr (KtLetterDraft) whole = fixture_read (list);
  g_autoptr (KtLetterDraft) head = read_by_kind (list);
  g_autoptr (KtLetterDraft) person = read_by_kind (HEAD "\r\nWill you come?\r\n");
  g_autoptr (KtLetterDraft) mine = read_by_kind ("List-Id: <x>\r\nMessage-ID: <a@x>\r\n\r\nHi\r\n");
  g_autoptr (KtLetterDraft) nameless
      = read_by_kind ("Received: from a by b\r\nList-Id: <x>\r\n\r\nHi\r\n");

  g_assert_cmpstr (whole->letter.text, ==, "Will you come?");
  g_assert_cmpstr (head->letter.text, ==, "");
  g_assert_cmpstr (head->letter.question, ==, "");
  g_assert_cmpuint (head->letter.flags, ==,
                    (whole->letter.flags & ~(guint32)KT_LETTER_FLAG_ASKS)
                        | KT_LETTER_FLAG_HEAD_ONLY);
  g_assert_cmpint (head->letter.kind, ==, whole->letter.kind);
  g_assert_cmpint (head->letter.key, ==, whole->letter.key);
  g_assert_cmpint (head->letter.time, ==, whole->letter.time);
  g_assert_cmpuint (head->letter.n_refs, ==, 1);
  g_assert_cmpuint (head->letter.n_people, ==, whole->letter.n_people);
  g_assert_cmpuint (head->letter.n_parts, ==, 1);
  g_assert_cmpstr (person->letter.text, ==, "Will you come?");
  g_assert_cmpstr (mine->letter.text, ==, "Hi");
  g_assert_cmpstr (nameless->letter.text, ==, "Hi");
}

/* Who writes nothing else asks in the subject. */
static void
subject_only (void)
{
  static const char in[] = "Received: from a by b\r\nFrom: Anna Weber <anna@weber.example>\r\n";
  g_autofree char *asks = g_strconcat (in, "Subject: Could you call me back today?\r\n\r\n", NULL);
  g_autofree char *says = g_strconcat (in, "Subject: Photos\r\n\r\n", NULL);
  g_autoptr (KtLetterDraft) question = fixture_read (asks);
  g_autoptr (KtLetterDraft) nothing = fixture_read (says);

  g_assert_cmphex (question->letter.flags & KT_LETTER_FLAG_ASKS, ==, KT_LETTER_FLAG_ASKS);
  g_assert_cmpstr (question->letter.question, ==, "Could you call me back today?");
  g_assert_cmphex (nothing->letter.flags & KT_LETTER_FLAG_ASKS, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kt_letter_read_init ();
  g_test_add_func ("/letter-read/plain", plain);
  g_test_add_func ("/letter-read/alternative-and-attachment", alternative_and_attachment);
  g_test_add_func ("/letter-read/blank-plain-alternative", blank_plain_alternative);
  g_test_add_func ("/letter-read/only-forwarded", only_forwarded);
  g_test_add_func ("/letter-read/forwarded-writers", forwarded_writers);
  g_test_add_func ("/letter-read/truncated", truncated);
  g_test_add_func ("/letter-read/truncated-after-text", truncated_after_text);
  g_test_add_func ("/letter-read/long-text", long_text);
  g_test_add_func ("/letter-read/record-stays-small", record_stays_small);
  g_test_add_func ("/letter-read/not-a-letter", not_a_letter);
  g_test_add_func ("/letter-read/odd-bytes", odd_bytes);
  g_test_add_func ("/letter-read/more-parts", more_parts);
  g_test_add_func ("/letter-read/parts-decoded", parts_decoded);
  g_test_add_func ("/letter-read/spoofed", spoofed);
  g_test_add_func ("/letter-read/head-only", head_only);
  g_test_add_func ("/letter-read/subject-only", subject_only);
  return g_test_run ();
}
