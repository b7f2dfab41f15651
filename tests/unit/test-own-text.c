#include "config.h"
#include "kontor/own-text.h"
#include <string.h>

static const struct
{
  const char *text, *own;
} cases[] = {
  { "Hello\n\nhow are you?\n", "Hello\n\nhow are you?" },
  { "", "" },
  { "> only\n> quoted\n", "" },
  { "Yes.\n\nOn Thu, 19 Nov 2026 at 10:00, Anna <anna@x.example> wrote:\n\n> Will you come?\n",
    "Yes." },
  /* wrapped attribution */
  { "Yes.\n\nOn Thu, Nov 19, 2026 at 10:00 AM Anna Bērziņa from the studio <anna@studija.example>\nwrote:\n\n> a\n",
    "Yes." },
  { "Да.\n\nчт, 19 нояб. 2026 г. в 10:00, Анна <anna@x.example>:\n\n> Придёте?\n", "Да." },
  { "Да.\n\nЧетверг, 19 ноября 2026, 10:00 +02:00 от Анна <anna@x.example>:\n\n> Придёте?\n",
    "Да." },
  { "Да.\n\n19 нояб. 2026 г., в 10:00, Анна <anna@x.example> написал(а):\n\n> Придёте?\n", "Да." },
  { "Да.\n\n19.11.2026 10:00, Анна пишет:\n> Придёте?\n", "Да." },
  { "19.11.2026, 10:00, \"Анна\" <anna@x.example>:\n> Придёте?\nДа, приду.\n> В пять?\nВ шесть.\n",
    "Да, приду.\n\nВ шесть." },
  { "Так.\n\nчт, 19 лист. 2026 р. о 10:00 Олена <olena@x.example> пише:\n\n> Прийдете?\n", "Так." },
  { "Так.\n\n19 лист. 2026 р. о 10:00 Олена <olena@x.example> написала:\n> a\n", "Так." },
  { "Jā.\n\nceturtd., 2026. g. 19. nov., plkst. 10:00 — lietotājs Anna (<anna@x.example>) rakstīja:\n\n> Nāksiet?\n",
    "Jā." },
  { "Jā.\n\n19.11.2026 10:00, Anna raksta:\n> Nāksiet?\n", "Jā." },
  { "Ja.\n\nAm Do., 19. Nov. 2026 um 10:00 Uhr schrieb Anna <anna@x.example>:\n\n> Kommen Sie?\n",
    "Ja." },
  { "Ja.\n\nAm 19.11.26 um 10:00 schrieb Anna:\n> Kommen Sie?\n", "Ja." },
  { "Yes.\n\nQuoting Anna <anna@x.example>:\n\n> a\n", "Yes." },
  /* Outlook quotes without marks */
  { "Yes.\n\n-----Original Message-----\nFrom: Anna\nSent: Thursday\nTo: me\nSubject: x\n\nWill you come?\n",
    "Yes." },
  { "Yes.\n\n________________________________\nFrom: Anna <a@x.example>\nSent: Thursday, 19 November 2026 10:00\n"
    "To: me\nSubject: Visit\n\nWill you come?\n",
    "Yes." },
  { "Yes.\n\nFrom: Anna <a@x.example>\nDate: Thursday, 19 November 2026\nTo: me\nCc: b\nSubject: Visit\n\nCome?\n",
    "Yes." },
  { "Yes.\n\n*From:* Anna <a@x.example>\n*Sent:* Thursday\n*To:* me\n*Subject:* Visit\n\nCome?\n",
    "Yes." },
  { "Да.\n\nОт: Анна\nОтправлено: четверг\nКому: мне\nТема: визит\n\nПридёте?\n", "Да." },
  { "Да.\n\n-------- Исходное сообщение --------\nОт: Анна\n\nПридёте?\n", "Да." },
  { "Так.\n\nВід: Олена\nНадіслано: четвер\nКому: мені\nТема: візит\n\nПрийдете?\n", "Так." },
  { "Так.\n\n-------- Початкове повідомлення --------\nПрийдете?\n", "Так." },
  { "Jā.\n\nNo: Anna\nNosūtīts: ceturtdien\nKam: man\nTemats: vizīte\n\nNāksiet?\n", "Jā." },
  { "Jā.\n\n-------- Sākotnējā ziņa --------\nNāksiet?\n", "Jā." },
  { "Ja.\n\nVon: Anna\nGesendet: Donnerstag\nAn: mich\nBetreff: Besuch\n\nKommen Sie?\n", "Ja." },
  { "Ja.\n\n-----Ursprüngliche Nachricht-----\nKommen Sie?\n", "Ja." },
  /* forwarded */
  { "FYI\n\n---------- Forwarded message ---------\nFrom: Anna\n\nText\n", "FYI" },
  { "FYI\n\nBegin forwarded message:\n\nFrom: Anna\n\nText\n", "FYI" },
  { "Смотри\n\n-------- Пересылаемое сообщение --------\n19.11.2026, 10:00, Анна:\n\nТекст\n",
    "Смотри" },
  { "Skat\n\n-------- Pārsūtīta ziņa --------\nTeksts\n", "Skat" },
  { "Дивись\n\n-------- Переслане повідомлення --------\nТекст\n", "Дивись" },
  { "Schau\n\n-------- Weitergeleitete Nachricht --------\nText\n", "Schau" },
  /* signatures and devices */
  { "Hello\n-- \nAnna Bērziņa\n+371 29 555 102\n", "Hello" },
  { "Hello\n--\nAnna\n", "Hello" },
  { "Hello\n\nSent from my iPhone\n", "Hello" },
  { "Hello\n\nSent from my iPhone\n\nOn Thu, 19 Nov 2026 at 10:00, Anna <a@x.example> wrote:\n> a\n",
    "Hello" },
  { "Привет\n\nОтправлено с iPhone\n", "Привет" },
  { "Привет\n--\nОтправлено из мобильной Почты\n", "Привет" },
  { "Вітаю\n\nНадіслано з iPhone\n", "Вітаю" },
  { "Sveiki\n\nNosūtīts no mana iPhone\n", "Sveiki" },
  { "Hallo\n\nVon meinem iPhone gesendet\n", "Hallo" },
  { "Hallo\n\nGet Outlook for iOS<https://x.example>\n", "Hallo" },
  /* what only looks like it */
  { "Sent from my heart, with love\nand the invoice is below.\n",
    "Sent from my heart, with love\nand the invoice is below." },
  { "From: here to there\nit goes on.\n", "From: here to there\nit goes on." },
  { "On Monday Anna wrote:\nnothing.\n", "On Monday Anna wrote:\nnothing." },
  { "The list:\n- one\n- two\n", "The list:\n- one\n- two" },
  { "No: divi\nOt: pieci\n", "No: divi\nOt: pieci" },
  { "a\n\n\n\n\nb   \n", "a\n\nb" },
};

static void
texts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *own = kt_own_text (cases[i].text);
      g_assert_cmpstr (own, ==, cases[i].own);
    }
}

static void
lines (void)
{
  g_assert_cmpint (kt_own_text_line ("-- "), ==, KT_LINE_SIGNATURE);
  g_assert_cmpint (kt_own_text_line ("  > x"), ==, KT_LINE_QUOTED);
  g_assert_cmpint (kt_own_text_line ("---- Original Message ----"), ==, KT_LINE_SEPARATOR);
  g_assert_cmpint (kt_own_text_line ("Original Message"), ==, KT_LINE_OWN);
  g_assert_cmpint (kt_own_text_line ("On 19.11.2026 Anna wrote:"), ==, KT_LINE_ATTRIBUTION);
  g_assert_cmpint (kt_own_text_line ("Sent from my iPhone"), ==, KT_LINE_DEVICE);
  g_assert_cmpint (kt_own_text_line ("Hello"), ==, KT_LINE_OWN);
}

/* Time must grow with the text only. */
static void
limits (void)
{
  static const char *const units[] = { ">",      "\n",       "On 1 wrote\n", "From: x\n", "-- x\n",
                                       "> \n\n", "1 a@b:\n", "_____\n",      "-----\n\n" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      while (text->len < 256 * 1024)
        g_string_append (text, units[i]);
      g_autofree char *own = kt_own_text (text->str);
      g_assert_cmpuint (strlen (own), <=, text->len);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/own-text/texts", texts);
  g_test_add_func ("/own-text/lines", lines);
  g_test_add_func ("/own-text/limits", limits);
  return g_test_run ();
}
