/* Gmail: one folder with labels instead of a folder for each label. */
#include "config.h"
#include "imap-fixture.h"
#include <string.h>

#define GREETING "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] Gimap ready\r\n"
#define LOGGED_IN "$T OK [CAPABILITY IMAP4rev1 X-GM-EXT-1] in\r\n"
#define LIST                                                                                       \
  "* LIST (\\HasNoChildren) \"/\" \"INBOX\"\r\n"                                                   \
  "* LIST (\\HasChildren \\Noselect) \"/\" \"[Gmail]\"\r\n"                                        \
  "* LIST (\\All \\HasNoChildren) \"/\" \"[Gmail]/All Mail\"\r\n"                                  \
  "* LIST (\\Drafts \\HasNoChildren) \"/\" \"[Gmail]/Drafts\"\r\n"                                 \
  "* LIST (\\HasNoChildren \\Sent) \"/\" \"[Gmail]/Sent Mail\"\r\n"                                \
  "* LIST (\\HasNoChildren \\Trash) \"/\" \"[Gmail]/Trash\"\r\n"                                   \
  "* LIST (\\HasNoChildren) \"/\" \"Clients\"\r\n$T OK Success\r\n"

static gboolean
open_gmail (ImapFixture *f, FakeScript script, const char *const *folders)
{
  script.greeting = GREETING;
  script.rules[6] = (FakeRule){ "AUTHENTICATE", LOGGED_IN };
  script.rules[7] = (FakeRule){ "LIST", LIST };
  f->fake = fake_start (&script, imap_certificates);
  return imap_open_with (f, (ImapOptions){ .folders = folders }) && imap_ask_folders (f);
}

static void
test_all_mail (ImapFixture *f, gconstpointer unused)
{
  g_assert_true (open_gmail (f, (FakeScript){ 0 }, NULL));
  g_assert_cmpstr (f->seen.folders->str, ==, "[Gmail]/All Mail=[Gmail]/All Mail:all ");
  imap_empty (f);
  /* whoever names folders gets them */
  const char *const named[] = { "INBOX", "*Sent*", NULL };
  g_assert_true (open_gmail (f, (FakeScript){ 0 }, named));
  g_assert_cmpstr (f->seen.folders->str, ==,
                   "INBOX=INBOX:inbox [Gmail]/Sent Mail=[Gmail]/Sent Mail:sent ");
  g_assert_true (imap_ask_letters (f, 0));
  g_autofree char *received = imap_finish (f, NULL);
  g_assert_null (strstr (received, "X-GM"));
}

/* A user can hide «All Mail» from programs: then it is like any server. */
static void
test_hidden (ImapFixture *f, gconstpointer unused)
{
  FakeScript script
      = { .rules = { { "LIST", "* LIST (\\HasNoChildren) \"/\" \"INBOX\"\r\n"
                               "* LIST (\\Sent) \"/\" \"[Gmail]/Sent Mail\"\r\n$T OK x\r\n" } } };
  g_assert_true (open_gmail (f, script, NULL));
  g_assert_cmpstr (f->seen.folders->str, ==,
                   "INBOX=INBOX:inbox [Gmail]/Sent Mail=[Gmail]/Sent Mail:sent ");
}

/* Labels as Gmail writes them: system ones bare or quoted, names of users in any form. */
static void
test_labels (ImapFixture *f, gconstpointer unused)
{
  static const struct
  {
    const char *labels;
    guint32 flags;
  } cases[] = {
    { "()", 0 },
    { "(\\Inbox)", KT_FLAG_INBOX },
    { "(\\Inbox \\Sent Important \"Muy Importante\")", KT_FLAG_INBOX | KT_FLAG_SENT },
    { "(\"\\\\Inbox\" \"\\\\Important\")", KT_FLAG_INBOX },
    { "(\"\\\\Sent\" \\Draft)", KT_FLAG_SENT | KT_FLAG_DRAFT },
    { "(\\inbox \"a) b\" \"\\\"(\" Clients)", KT_FLAG_INBOX },
    { "(Inbox Sent \"(\\\\Sent)\")", 0 }, /* names of a user */
    { "({6}\r\n\\Inbox \\Sent)", KT_FLAG_INBOX | KT_FLAG_SENT },
    { "({7}\r\na(b\\c)d \\Inbox \\Starred)", KT_FLAG_INBOX },
    { "(&BBoEOwQ4BDUEPQRCBEs- 2026)", 0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *reply
          = g_strdup_printf ("* 1 FETCH (X-GM-LABELS %s UID 3 FLAGS (\\Seen))\r\n"
                             "* 2 FETCH (UID 5 FLAGS ())\r\n$T OK Success\r\n",
                             cases[i].labels);
      FakeScript script = { .rules = { { "FETCH 1:* (UID FLAGS X-GM-LABELS)", reply } } };
      g_assert_true (open_gmail (f, script, NULL));
      g_assert_true (imap_ask_list_of (f, "[Gmail]/All Mail", 1));
      g_assert_no_error (f->error);
      const KtSourceUid *first = &g_array_index (f->seen.uids, KtSourceUid, 0);
      g_assert_cmpuint (first->uid, ==, 3);
      g_assert_cmpuint (first->flags, ==, cases[i].flags | KT_FLAG_SEEN);
      g_assert_true (first->what & KT_UID_FLAGS);
      /* flags told without labels say too little */
      const KtSourceUid *second = &g_array_index (f->seen.uids, KtSourceUid, 1);
      g_assert_cmpuint (second->uid, ==, 5);
      g_assert_false (second->what & KT_UID_FLAGS);
      imap_empty (f);
    }
}

/* Labels that never end, or a list within the list: nothing worse than an error. */
static void
test_broken_labels (ImapFixture *f, gconstpointer unused)
{
  static const char *const replies[] = {
    "* 1 FETCH (X-GM-LABELS (\\Inbox\r\n$T OK x\r\n",
    "* 1 FETCH (X-GM-LABELS ((\\Inbox)) UID 3)\r\n$T OK x\r\n",
    "* 1 FETCH (X-GM-LABELS \\Inbox UID 3)\r\n$T OK x\r\n",
    "* 1 FETCH (X-GM-LABELS (\"\\\r\n$T OK x\r\n",
    "* 1 FETCH (X-GM-LABELS (\\) UID 3 FLAGS ())\r\n$T OK x\r\n",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      FakeScript script = { .rules = { { "X-GM-LABELS", replies[i] } } };
      g_assert_true (open_gmail (f, script, NULL));
      if (!imap_ask_list_of (f, "[Gmail]/All Mail", 1))
        g_assert_error (f->error, KT_ERROR, KT_ERROR_NETWORK);
      imap_empty (f);
    }
}

#define add(name, function)                                                                        \
  g_test_add ("/imap-gmail/" name, ImapFixture, NULL, imap_set_up, function, imap_tear_down)

int
main (int argc, char **argv)
{
  if (!imap_begin (&argc, &argv))
    return 0;
  add ("all-mail", test_all_mail);
  add ("hidden", test_hidden);
  add ("labels", test_labels);
  add ("broken-labels", test_broken_labels);
  return imap_run ();
}
