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
  { "anna@x.example", "Subject: Gelesen\r\n\r\nx", KT_KIND_AUTOMATIC },
  { "anna@x.example", "Subject: Gelesene Texte\r\n\r\nx", KT_KIND_PERSONAL },
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

/* Headers that tell nothing: fields after Received, and the body. */
static const struct
{
  const char *from, *rest;
  KtLetterKind kind;
} by_text[] = {
  { "orders@shop.example",
    "Subject: Your order 4711\r\n\r\nDear customer,\r\nyour order 4711 has been shipped.\r\nTrack your parcel.",
    KT_KIND_AUTOMATIC },
  { "orders@shop.example",
    "Subject: Order\r\n\r\nHello Anna, I got your order and will pack it tonight. Is the red one fine? Tom",
    KT_KIND_PERSONAL },
  { "\"Anna Weber\" <anna@weber.example>",
    "Subject: Your order\r\n\r\nI am still waiting for your order confirmation, and customer service has been closed all day.",
    KT_KIND_PERSONAL },
  { "service@bank.example",
    "Subject: Kontoauszug\r\n\r\nBitte antworten Sie nicht auf diese automatisch erstellte Nachricht.",
    KT_KIND_AUTOMATIC },
  { "hello@brush.example",
    "Subject: 30 % off\r\n\r\nShop now!\r\n\r\nUnsubscribe | View in your browser", KT_KIND_BULK },
  { "somebody@gmail.com", "Subject: Question\r\n\r\nHow do I unsubscribe from your list?",
    KT_KIND_PERSONAL },
  { "peter@x.example",
    "Subject: Re: Offer\r\n\r\nThank you for your message. I am out of the office until 4 December. "
    "In urgent cases please contact my colleague.",
    KT_KIND_AUTOMATIC },
  { "peter@x.example",
    "Subject: Re: Offer\r\n\r\nSure, I am on holiday until Monday but will send it then.",
    KT_KIND_PERSONAL },
  { "peter@x.example",
    "Subject: Offer\r\n\r\nYour message to Peter Falk was read on 12 November 2026 at 10:22.",
    KT_KIND_AUTOMATIC },
};

static void
kinds_by_text (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (by_text); i++)
    {
      g_autofree char *in
          = g_strdup_printf ("Received: x\r\nFrom: %s\r\n%s\r\n", by_text[i].from, by_text[i].rest);
      g_autofree char *out
          = g_strdup_printf ("From: %s\r\n%s\r\n", by_text[i].from, by_text[i].rest);
      g_autoptr (KtLetterDraft) came = fixture_read (in);
      g_autoptr (KtLetterDraft) went = fixture_read (out);
      if (came->letter.kind != by_text[i].kind)
        g_test_message ("%s", in);
      g_assert_cmpint (came->letter.kind, ==, by_text[i].kind);
      g_assert_cmpint (went->letter.kind, ==, KT_KIND_PERSONAL); /* mine is nobody's machine */
    }
}

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
  g_test_add_func ("/kind/by-text", kinds_by_text);
  g_test_add_func ("/kind/flags", flags);
  return g_test_run ();
}
