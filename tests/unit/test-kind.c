#include "config.h"
#include "kontor/kind.h"
#include "letter-fixture.h"

#define CALENDAR "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"

/* header fields after From and the body, and the kind they make */
static const struct
{
  const char *from, *rest;
  KtLetterKind kind;
} cases[] = {
  { "anna@x.example", "Subject: Hi\r\n\r\nx", KT_KIND_PERSONAL },
  { "anna@x.example", "Return-Path: <anna@x.example>\r\n\r\nx", KT_KIND_PERSONAL },
  { "anna@x.example", "Auto-Submitted: no\r\n\r\nx", KT_KIND_PERSONAL },
  { "anna@x.example", "Precedence: first-class\r\n\r\nx", KT_KIND_PERSONAL },
  { "anna@x.example", "Subject: Automatic doors, an offer\r\n\r\nx", KT_KIND_PERSONAL },
  { "info@x.example", "\r\nx", KT_KIND_PERSONAL },
  { "news@x.example", "List-Unsubscribe: <https://x.example/u>\r\n\r\nx", KT_KIND_BULK },
  { "anna@x.example", "List-Id: <list.x.example>\r\n\r\nx", KT_KIND_BULK },
  { "anna@x.example", "Precedence: bulk\r\n\r\nx", KT_KIND_BULK },
  { "anna@x.example", "precedence: List\r\n\r\nx", KT_KIND_BULK },
  { "anna@x.example", "Precedence: junk\r\n\r\nx", KT_KIND_BULK },
  { "noreply@x.example", "List-Unsubscribe: <https://x.example/u>\r\n\r\nx", KT_KIND_BULK },
  { "noreply@x.example", "\r\nx", KT_KIND_AUTOMATIC },
  { "no-reply@x.example", "\r\nx", KT_KIND_AUTOMATIC },
  { "anna@x.example", "Auto-Submitted: auto-generated\r\n\r\nx", KT_KIND_AUTOMATIC },
  { "anna@x.example", "Auto-Submitted: auto-replied (vacation)\r\n\r\nx", KT_KIND_AUTOMATIC },
  { "anna@x.example", "X-Auto-Response-Suppress: All\r\n\r\nx", KT_KIND_AUTOMATIC },
  { "anna@x.example", "Precedence: auto_reply\r\n\r\nx", KT_KIND_AUTOMATIC },
  { "anna@x.example", "Auto-Submitted: auto-replied\r\nReturn-Path: <>\r\n\r\nx",
    KT_KIND_AUTOMATIC },
  { "anna@x.example", "Subject: Automatic reply: Offer\r\n\r\nx", KT_KIND_AUTOMATIC },
  { "anna@x.example", "Subject: Out of Office: Offer\r\n\r\nx", KT_KIND_AUTOMATIC },
  { "anna@x.example", "Subject: Автоответ: Счёт\r\n\r\nx", KT_KIND_AUTOMATIC },
  { "anna@x.example", "Subject: Re: Автоматический ответ: Счёт\r\n\r\nx", KT_KIND_AUTOMATIC },
  { "anna@x.example", "Subject: Автоматична відповідь: Рахунок\r\n\r\nx", KT_KIND_AUTOMATIC },
  { "anna@x.example", "Subject: Automātiska atbilde: Rēķins\r\n\r\nx", KT_KIND_AUTOMATIC },
  { "anna@x.example", "Subject: Prombūtnē līdz 3.11.\r\n\r\nx", KT_KIND_AUTOMATIC },
  { "anna@x.example", "Subject: Abwesenheitsnotiz: Angebot\r\n\r\nx", KT_KIND_AUTOMATIC },
  { "anna@x.example",
    "Subject: Read: Offer\r\n"
    "Content-Type: multipart/report; "
    "report-type=disposition-notification; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n",
    KT_KIND_AUTOMATIC },
  { "mailer-daemon@x.example", "Subject: Undelivered\r\n\r\nx", KT_KIND_BOUNCE },
  { "MAILER-DAEMON@x.example", "Auto-Submitted: auto-replied\r\n\r\nx", KT_KIND_BOUNCE },
  { "postmaster@x.example",
    "Content-Type: multipart/report; report-type=\"delivery-status\"; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n",
    KT_KIND_BOUNCE },
  { "anna@x.example", "Return-Path: <>\r\n\r\nx", KT_KIND_BOUNCE },
  { "anna@x.example", "Content-Type: text/calendar; method=REQUEST\r\n\r\n" CALENDAR,
    KT_KIND_INVITE },
  { "anna@x.example", "Content-Type: text/calendar\r\n\r\n" CALENDAR, KT_KIND_INVITE },
  { "anna@x.example", "Content-Type: application/ics; name=invite.ics\r\n\r\n" CALENDAR,
    KT_KIND_INVITE },
  { "anna@x.example",
    "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n"
    "--c\r\n\r\nhi\r\n--c\r\nContent-Type: text/calendar; method=CANCEL\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\nQkVHSU46VkNBTEVOREFS\r\n--c--\r\n--b--\r\n",
    KT_KIND_INVITE },
  { "anna@x.example",
    "Auto-Submitted: auto-generated\r\nContent-Type: text/calendar; method=REQUEST\r\n\r\n" CALENDAR,
    KT_KIND_INVITE },
  { "anna@x.example", "Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    KT_KIND_PERSONAL },
};

static void
kinds (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("From: %s\r\n%s\r\n", cases[i].from, cases[i].rest);
      g_autoptr (KtLetterDraft) draft = fixture_read (text);
      if (draft->letter.kind != cases[i].kind)
        g_test_message ("%s", text);
      g_assert_cmpint (draft->letter.kind, ==, cases[i].kind);
    }
}

static void
flags (void)
{
  g_autoptr (KtLetterDraft) list = fixture_read (
      "Received: x\r\nFrom: a@x.example\r\nList-Id: <l.x.example>\r\n\r\nCan you come?\r\n");
  g_autoptr (KtLetterDraft) news = fixture_read (
      "From: a@x.example\r\nList-Unsubscribe: <https://x.example>\r\n\r\nReady for summer?\r\n");

  g_assert_cmpuint (list->letter.flags, ==,
                    KT_LETTER_FLAG_RECEIVED | KT_LETTER_FLAG_LIST | KT_LETTER_FLAG_ASKS);
  g_assert_cmpuint (news->letter.flags, ==, 0);
  g_assert_cmpstr (news->letter.question, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kt_letter_read_init ();
  g_test_add_func ("/kind/kinds", kinds);
  g_test_add_func ("/kind/flags", flags);
  return g_test_run ();
}
