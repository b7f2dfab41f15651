#include "config.h"
#include "kontor/own-text.h"

/* Letters as mail programs of five languages write them: what stands above, between and below what
 * they quote. A question mark in what is expected to go would be taken for a question of the
 * writer. */

typedef struct
{
  const char *text, *own;
} Case;

static void
run (const Case *cases, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *own = kt_own_text (cases[i].text);
      if (g_strcmp0 (own, cases[i].own) != 0)
        g_test_message ("row %u: %s", i, cases[i].text);
      g_assert_cmpstr (own, ==, cases[i].own);
    }
}

static void
english (void)
{
  static const Case cases[] = {
    /* wrapped over two and three lines, with and without marks */
    { "Yes.\n\nOn Thu, Nov 19, 2026 at 10:00 AM Anna Bērziņa\n<anna@studija.example> wrote:\n\n> Come?\n",
      "Yes." },
    { "Yes.\n\nOn Thursday, 19 November 2026 at 10:00:00 GMT+2, Anna\n<anna@studija.example>\nwrote:\n> Come?\n",
      "Yes." },
    { "Yes.\n\nOn 19.11.2026 10:00, Anna wrote:\n\nWill you come?\n", "Yes." },
    { "Yes.\nOn Nov 19, 2026, at 10:00, Anna <a@x.example> wrote:\n> Come?\n", "Yes." },
    { "So be it.\nOn Thu, Nov 19, 2026 at 10:00 AM Anna <a@x.example> wrote:\n> a\n", "So be it." },
    { "> On Nov 19, 2026, at 10:00, Anna <a@x.example> wrote:\n> \n> Come?\n\nYes.\n", "Yes." },
    { "Anna wrote:\n> Come?\nYes.\n> When?\nAt five.\n", "Yes.\n\nAt five." },
    { "Anna Kalve <a@x.example> writes:\n\n> Come?\n\nYes.\n", "Yes." },
    { "On 19 Nov Anna wrote:\n> Come?\n\nYes.\n\n-- \nMe\n", "Yes." },
    /* a signature over the quotation, the answers below it */
    { "-- \nMe\n\nOn Thu, 19 Nov 2026 at 10:00, Anna <a@x.example> wrote:\n> Come?\nYes.\n",
      "Yes." },
    { "Yes.\n\n---- On Thu, 19 Nov 2026 10:00:00 +0200 Anna <a@x.example> wrote ----\n\nCome?\n",
      "Yes." },
    { "Yes.\n\n----- Original Message -----\nFrom: Anna\nTo: me\nSent: Thursday\n\n> Come?\n\nAt five.\n",
      "Yes.\n\nAt five." },
    { "AB> Will you come?\nYes.\nAB> When?\nAt five.\n", "Yes.\n\nAt five." },
    /* Outlook */
    { "Yes.\n\n________________________________\nFrom: Anna <a@x.example>\nSent: Thursday, November 19, 2026 10:00 AM\n"
      "To: me <m@x.example>; somebody <s@x.example>;\n  another <o@x.example>\nSubject: RE: Visit\n\nCome?\n",
      "Yes." },
    { "Yes.\n\nFrom: Anna\nReply-To: b\nDate: Thursday\nTo: me\n\nCome?\n", "Yes." },
    { "\342\200\216From: Anna\nSent: Thursday\nTo: me\nSubject: x\n\nCome?\n", "" },
    { "FYI\n\nBegin forwarded message:\n\n> From: Anna\n> Date: Thursday\n>\n> Come?\n\nText\n",
      "FYI" },
    { "See below\n\n---------- Forwarded message ---------\nFrom: Anna\n\n> old\nCan you?\n",
      "See below" },
    /* sign-offs stay with the name, what stands below goes */
    { "Come at five.\n\nBest regards,\nAnna Kalve\nSales manager\n+371 29 555 102\nwww.studija.example\n",
      "Come at five.\n\nBest regards,\nAnna Kalve" },
    { "Come at five.\n\nThanks,\nAnna\n\nAnna Kalve | Studio | Brīvības 1\nT: +371 29 555 102\n",
      "Come at five.\n\nThanks,\nAnna" },
    { "Come at five.\n\nKind regards\n\nAnna Kalve\nHead of things\n\nNeed help? Call us\n",
      "Come at five.\n\nKind regards\n\nAnna Kalve\n\nNeed help? Call us" },
    { "Fine.\n\nBest,\nAnna\n\nP.S. Could you bring the keys?\n",
      "Fine.\n\nBest,\nAnna\n\nP.S. Could you bring the keys?" },
    { "Fine.\n\nBest regards,\nAnna\n+371 29 555 102\n\nPS: call me on +371 29 000 000 tomorrow\n",
      "Fine.\n\nBest regards,\nAnna\n\nPS: call me on +371 29 000 000 tomorrow" },
    { "Fine.\n\nAnna Kalve\nTel. +371 29 555 102\nanna@studija.example\n", "Fine.\n\nAnna Kalve" },
    /* asked for, so it stays */
    { "Here is her number:\n\nAnna Kalve\n+371 29 555 102\n",
      "Here is her number:\n\nAnna Kalve\n+371 29 555 102" },
    { "Call me at +371 29 555 102, please.\n", "Call me at +371 29 555 102, please." },
    { "Thanks for the offer, we will take it.\n\nPlease send it to:\nKalve SIA\nBrīvības 1\n",
      "Thanks for the offer, we will take it.\n\nPlease send it to:\nKalve SIA\nBrīvības 1" },
    /* notices, devices, gateways */
    { "Fine.\n\nThis e-mail and any attachments are confidential and intended solely for the addressee. "
      "If you are not the intended recipient, please delete it. Did you get it in error?\n",
      "Fine." },
    { "Fine.\n\nPlease consider the environment before printing. Do you need a copy?\n", "Fine." },
    { "Fine.\n\nSent from my Galaxy\n\n-------- Original message --------\nFrom: Anna\n\nCome?\n",
      "Fine." },
    { "Fine.\n\nGet Outlook for Android<https://aka.ms/x>\n________________________________\nFrom: A\nSent: T\nTo: m\n\nCome?\n",
      "Fine." },
    { "CAUTION: This email originated from outside of the organization.\n\nFine.\n", "Fine." },
    { "Fine.\n\nConfidentiality Notice\n\nThis is for you.\n\nAre you somebody else?\n", "Fine." },
    { "Fine.\n\nVirus-free. www.avast.com\n", "Fine." },
    /* what only looks like it */
    { "Two ways:\n--\nfirst, we could wait until the spring comes and see what happens then, as we did last year when it "
      "rained all the time and nobody came to see us, or we could do it at once.\nWhat do you say?\n",
      "Two ways:\n--\nfirst, we could wait until the spring comes and see what happens then, as we did last year when it "
      "rained all the time and nobody came to see us, or we could do it at once.\nWhat do you say?" },
    { "I confirm: this message is intended for you. Do you agree?\n",
      "I confirm: this message is intended for you. Do you agree?" },
    { "My lawyer wrote:\nnothing.\nWhat now?\n", "My lawyer wrote:\nnothing.\nWhat now?" },
    { "A>B means more.\n", "A>B means more." },
    { "Best price is 40.\nCan you do it?\n", "Best price is 40.\nCan you do it?" },
    { "From: Riga\nTo: Tallinn\nWhen does it go?\n", "From: Riga\nTo: Tallinn\nWhen does it go?" },
  };

  run (cases, G_N_ELEMENTS (cases));
}

static void
russian (void)
{
  static const Case cases[] = {
    { "Да.\n\nчт, 19 нояб. 2026 г. в 10:00, Анна Берзиня из студии на улице Бривибас\n<anna@x.example>:\n\n> Придёте?\n",
      "Да." },
    { "Да.\n\n19 ноября 2026 г., в 10:00, Анна Берзиня <anna@x.example>\nнаписал(а):\n\n> Придёте?\n",
      "Да." },
    { "Да.\n\nЧетверг, 19 ноября 2026, 10:00 +03:00 от Анна Берзиня\n<anna@x.example>:\n>Придёте?\n>\n",
      "Да." },
    { "Да.\n\n19.11.2026 10:00, Анна Берзиня пишет:\nПридёте?\n", "Да." },
    { "Да.\n\n19.11.2026, 10:00, \"Анна\":\n> Придёте?\n", "Да." },
    { "Анна пишет:\n> Придёте?\nДа.\n> Когда?\nВ пять.\n", "Да.\n\nВ пять." },
    { "Здравствуйте, Анна.\n\nВы писали 19 ноября 2026 г., 10:00:\n\nАБ> Придёте?\n\nДа.\n",
      "Здравствуйте, Анна.\n\nДа." },
    { "Да.\n\nОт: Анна <a@x.example>\nДата: четверг, 19 ноября 2026\nКому: мне\nКопия: б\nТема: визит\n\nПридёте?\n",
      "Да." },
    { "Да.\n\n________________________________________\nОт: Анна\nОтправлено: 19 ноября 2026 г. 10:00\nКому: мне\nТема: RE: визит\n\nПридёте?\n",
      "Да." },
    { "Да.\n\n--- Исходное сообщение ---\nОт кого: Анна\nКому: мне\nДата: 19 ноября 2026, 10:00:00\n\nПридёте?\n",
      "Да." },
    { "Да.\n\n-----Исходное сообщение-----\nОт: Анна\n\nПридёте?\n", "Да." },
    { "Да.\n\n-------- Оригинальное сообщение --------\nПридёте?\n", "Да." },
    { "К сведению\n\n-------- Перенаправленное сообщение --------\nТема: визит\nДата: ..\nОт: Анна\n\nПридёте?\n",
      "К сведению" },
    { "К сведению\n\nНачало переадресованного сообщения:\n\nОт: Анна\nТема: визит\n\nПридёте?\n",
      "К сведению" },
    { "К сведению\n\n---------- Forwarded message ---------\nОт: Анна <a@x.example>\nDate: чт, 19 нояб.\n\nПридёте?\n",
      "К сведению" },
    { "Приходите в пять.\n\nС уважением,\nАнна Берзиня\nменеджер\nтел. +371 29 555 102\n",
      "Приходите в пять.\n\nС уважением,\nАнна Берзиня" },
    { "Приходите.\n\n-- \nС уважением, Анна\n+7 (495) 274-22-22\n", "Приходите." },
    { "Приходите.\n\n--\nС наилучшими пожеланиями,\nАнна\n", "Приходите." },
    { "Приходите.\n\nС уважением, Анна Берзиня\nООО «Студия»\n8 (495) 274-22-22\nwww.studija.example\n",
      "Приходите.\n\nС уважением, Анна Берзиня" },
    { "Приходите.\n\nСпасибо!\nАнна\n\nP.S. Ключи у вас?\n",
      "Приходите.\n\nСпасибо!\nАнна\n\nP.S. Ключи у вас?" },
    { "Приходите.\n\nОтправлено с iPhone\n\n> 19 нояб. 2026 г., в 10:00, Анна <a@x.example> написал(а):\n> \n> Придёте?\n",
      "Приходите." },
    { "Приходите.\n\n\nОтправлено из мобильной Почты Mail.ru\n", "Приходите." },
    { "Приходите.\n\n-- \nОтправлено из мобильного приложения Яндекс Почты\n", "Приходите." },
    { "Приходите.\n\nОтправлено с устройства Galaxy\n\n-------- Исходное сообщение --------\nПридёте?\n",
      "Приходите." },
    { "Приходите.\n\nНастоящее сообщение содержит конфиденциальную информацию. Если вы не являетесь адресатом, удалите его. "
      "Получили по ошибке?\n",
      "Приходите." },
    { "Приходите.\n\nПожалуйста, подумайте об окружающей среде, прежде чем распечатать это письмо.\n",
      "Приходите." },
    { "Приходите.\n\nНе содержит вирусов. www.avast.com\n", "Приходите." },
    { "От души: спасибо.\nКогда придёте?\n", "От души: спасибо.\nКогда придёте?" },
    { "Спасибо за письмо, всё получил.\nКогда ждать счёт?\n",
      "Спасибо за письмо, всё получил.\nКогда ждать счёт?" },
    { "Отправлено с курьером, ждите.\nУспеете?\n", "Отправлено с курьером, ждите.\nУспеете?" },
  };

  run (cases, G_N_ELEMENTS (cases));
}

static void
ukrainian (void)
{
  static const Case cases[] = {
    { "Так.\n\nчт, 19 лист. 2026 р. о 10:00 Олена Коваль із студії на вулиці\n<olena@x.example> пише:\n\n> Прийдете?\n",
      "Так." },
    { "Так.\n\nчт, 19 лист. 2026 р. о 10:00 Олена Коваль <olena@x.example>\nпише:\n\n> Прийдете?\n",
      "Так." },
    { "Так.\n\n19.11.26 10:00, Олена Коваль пише:\nПрийдете?\n", "Так." },
    { "Так.\n\n19 лист. 2026 р. о 10:00 Олена <o@x.example> написав(ла):\n\n> Прийдете?\n",
      "Так." },
    { "Олена пише:\n> Прийдете?\nТак.\n> Коли?\nО п’ятій.\n", "Так.\n\nО п’ятій." },
    { "Так.\n\nВід: Олена\nНадіслано: четвер, 19 листопада 2026 р. 10:00\nКому: мені\nКопія: б\nТема: візит\n\nПрийдете?\n",
      "Так." },
    { "Так.\n\nВід: Олена\nДата: четвер\nКому: мені\n\nПрийдете?\n", "Так." },
    { "Так.\n\n--- Оригінальне повідомлення ---\nВід кого: \"Олена\" <o@x.example>\nДата: 19 листопада 2026, 10:00:00\n\nПрийдете?\n",
      "Так." },
    { "Так.\n\n-------- Вихідне повідомлення --------\nПрийдете?\n", "Так." },
    { "До відома\n\n---------- Переслане повідомлення ---------\nВід: Олена\n\nПрийдете?\n",
      "До відома" },
    { "До відома\n\n---------- Forwarded message ---------\nВід: Олена <o@x.example>\nDate: чт\n\nПрийдете?\n",
      "До відома" },
    { "До відома\n\nПочаток листа, який пересилається:\n\nВід: Олена\n\nПрийдете?\n", "До відома" },
    { "Чекаємо о п’ятій.\n\nЗ повагою,\nОлена Коваль\nменеджерка\n+380 67 123 45 67\n",
      "Чекаємо о п’ятій.\n\nЗ повагою,\nОлена Коваль" },
    { "Чекаємо.\n\nЗ найкращими побажаннями\nОлена\nstudio.example | http://studio.example\n",
      "Чекаємо.\n\nЗ найкращими побажаннями\nОлена" },
    { "Чекаємо.\n\nДякую,\nОлена\n\nP.S. Ключі у вас?\n",
      "Чекаємо.\n\nДякую,\nОлена\n\nP.S. Ключі у вас?" },
    { "Чекаємо.\n\nНадіслано з iPhone\n", "Чекаємо." },
    { "Чекаємо.\n\nНадіслано з пристрою Galaxy\n\n-------- Оригінальне повідомлення --------\nПрийдете?\n",
      "Чекаємо." },
    { "Чекаємо.\n\nОтримайте Outlook для Android<https://aka.ms/x>\n________________________________\nВід: О\nНадіслано: ч\nКому: м\n\nПрийдете?\n",
      "Чекаємо." },
    { "Чекаємо.\n\nЦей лист містить конфіденційну інформацію. Якщо ви не є адресатом, видаліть його. Отримали помилково?\n",
      "Чекаємо." },
    { "Дякую за лист.\nКоли чекати рахунок?\n", "Дякую за лист.\nКоли чекати рахунок?" },
  };

  run (cases, G_N_ELEMENTS (cases));
}

static void
latvian (void)
{
  static const Case cases[] = {
    { "Jā.\n\nceturtd., 2026. g. 19. nov., plkst. 10:00 — lietotājs Anna Bērziņa\n(<anna@x.example>) rakstīja:\n\n> Nāksiet?\n",
      "Jā." },
    { "Jā.\n\nCeturtd., 2026. g. 19. nov. plkst. 10:00 Anna Bērziņa no studijas\nBrīvības ielā <anna@x.example>\nrakstīja:\n\n> Nāksiet?\n",
      "Jā." },
    { "Jā.\n\nOn 2026.11.19. 10:00, Anna rakstīja:\n\nNāksiet?\n", "Jā." },
    { "Jā.\n\n2026. gada 19. nov. 10:00 Anna <a@x.example> rakstīja:\n\n> Nāksiet?\n", "Jā." },
    { "Jā.\n\nCitējot Anna <a@x.example>:\n\n> Nāksiet?\n", "Jā." },
    { "Anna rakstīja:\n> Nāksiet?\nJā.\n> Kad?\nPiecos.\n", "Jā.\n\nPiecos." },
    { "Jā.\n\nNo: Anna\nNosūtīts: ceturtdiena, 2026. gada 19. novembris 10:00\nKam: man\nKopija: b\nTēma: vizīte\n\nNāksiet?\n",
      "Jā." },
    { "Jā.\n\nNo: Anna\nDatums: ceturtdiena\nKam: man\n\nNāksiet?\n", "Jā." },
    { "Jā.\n\nSūtītājs: Anna\nDatums: ceturtdiena\nSaņēmējs: es\nTēma: vizīte\n\nNāksiet?\n",
      "Jā." },
    { "Jā.\n\n-----Oriģinālais ziņojums-----\nNo: Anna\n\nNāksiet?\n", "Jā." },
    { "Jā.\n\n-------- Oriģinālā ziņa --------\nNāksiet?\n", "Jā." },
    { "Zināšanai\n\n---------- Pārsūtīta ziņa ---------\nNo: Anna\n\nNāksiet?\n", "Zināšanai" },
    { "Zināšanai\n\n-------- Pārsūtīts ziņojums --------\nNāksiet?\n", "Zināšanai" },
    { "Gaidām piecos.\n\nAr cieņu,\nAnna Bērziņa\nvadītāja\nMob. 29 555 102\n",
      "Gaidām piecos.\n\nAr cieņu,\nAnna Bērziņa" },
    { "Gaidām.\n\nAr cieņu\nAnna Bērziņa\n\nSIA Studija\nTālr.: 67 555 102\nwww.studija.example\n",
      "Gaidām.\n\nAr cieņu\nAnna Bērziņa" },
    { "Gaidām.\n\nAr sveicieniem,\nAnna Bērziņa, SIA Studija\nvalde\n",
      "Gaidām.\n\nAr sveicieniem,\nAnna Bērziņa, SIA Studija" },
    { "Gaidām.\n\nPaldies!\nAnna\n\nP.S. Vai atslēgas ir?\n",
      "Gaidām.\n\nPaldies!\nAnna\n\nP.S. Vai atslēgas ir?" },
    { "Gaidām.\n\nNosūtīts no mana iPhone\n\n> On 19 Nov 2026, at 10:00, Anna <a@x.example> wrote:\n> Nāksiet?\n",
      "Gaidām." },
    { "Gaidām.\n\nIegūstiet Outlook operētājsistēmai Android<https://aka.ms/x>\n________________________________\nNo: A\nNosūtīts: c\nKam: m\n\nNāksiet?\n",
      "Gaidām." },
    { "Gaidām.\n\nŠis e-pasts ir konfidenciāls un paredzēts tikai adresātam. Ja Jūs neesat adresāts, izdzēsiet to. Saņēmāt kļūdas pēc?\n",
      "Gaidām." },
    { "Gaidām.\n\nPadomājiet par vidi, pirms drukājat šo e-pastu!\n", "Gaidām." },
    { "Paldies par vēstuli.\nKad gaidīt rēķinu?\n", "Paldies par vēstuli.\nKad gaidīt rēķinu?" },
    { "No pirmdienas: slēgts.\nKad nāksiet?\n", "No pirmdienas: slēgts.\nKad nāksiet?" },
  };

  run (cases, G_N_ELEMENTS (cases));
}

static void
german (void)
{
  static const Case cases[] = {
    { "Ja.\n\nAm Do., 19. Nov. 2026 um 10:00 Uhr schrieb Anna Bērziņa vom Studio in Riga\n<anna@x.example>:\n\n> Kommen Sie?\n",
      "Ja." },
    { "Ja.\n\nAm 19.11.2026 um 10:00 schrieb Anna Kalve:\nKommen Sie?\n", "Ja." },
    { "Ja.\n\nAm Donnerstag, 19. November 2026 um 10:00:00 MEZ hat Anna <a@x.example>\nFolgendes geschrieben:\n\nKommen Sie?\n",
      "Ja." },
    { "Ja.\n\n> Am 19.11.2026 um 10:00 schrieb Anna <a@x.example>:\n> \n> Kommen Sie?\n", "Ja." },
    { "Ja.\n\nZitat von Anna <a@x.example>:\n\n> Kommen Sie?\n", "Ja." },
    { "Anna schrieb:\n> Kommen Sie?\nJa.\n> Wann?\nUm fünf.\n", "Ja.\n\nUm fünf." },
    { "Ja.\n\nVon: Anna <a@x.example>\nGesendet: Donnerstag, 19. November 2026 10:00\nAn: mich\nCc: b\nBetreff: AW: Besuch\n\nKommen Sie?\n",
      "Ja." },
    { "Ja.\n\nVon: Anna\nDatum: Donnerstag\nAn: mich\n\nKommen Sie?\n", "Ja." },
    { "Ja.\n\n-------- Originalnachricht --------\nKommen Sie?\n", "Ja." },
    { "Ja.\n\nGesendet: Donnerstag, 19. November 2026 um 10:00 Uhr\nVon: \"Anna\" <a@x.example>\nAn: mich\nBetreff: Besuch\n\nKommen Sie?\n",
      "Ja." },
    { "Zur Info\n\n-------- Weitergeleitete Nachricht --------\nBetreff: Besuch\nVon: Anna\n\nKommen Sie?\n",
      "Zur Info" },
    { "Zur Info\n\nAnfang der weitergeleiteten Nachricht:\n\nVon: Anna\n\nKommen Sie?\n",
      "Zur Info" },
    { "Bis fünf.\n\nMit freundlichen Grüßen\nAnna Kalve\nVertrieb\nTel.: +49 30 1234567\n",
      "Bis fünf.\n\nMit freundlichen Grüßen\nAnna Kalve" },
    { "Bis fünf.\n\nMit freundlichen Grüßen\n\ni. A. Anna Kalve\n\nKalve GmbH\nHauptstraße 1\n10115 Berlin\nTel.: 030 1234567\n",
      "Bis fünf.\n\nMit freundlichen Grüßen" },
    { "Bis fünf.\n\nViele Grüße\nAnna\n\nPS: Haben Sie die Schlüssel?\n",
      "Bis fünf.\n\nViele Grüße\nAnna\n\nPS: Haben Sie die Schlüssel?" },
    { "Bis fünf.\n\nVon meinem iPhone gesendet\n\n> Am 19.11.2026 um 10:00 schrieb Anna <a@x.example>:\n> Kommen Sie?\n",
      "Bis fünf." },
    { "Bis fünf.\n\nHolen Sie sich Outlook für Android<https://aka.ms/x>\n________________________________\nVon: A\nGesendet: D\nAn: m\n\nKommen Sie?\n",
      "Bis fünf." },
    { "Bis fünf.\n\nDiese E-Mail enthält vertrauliche Informationen. Sollten Sie nicht der Adressat sein, löschen Sie sie. Irrtum?\n",
      "Bis fünf." },
    { "Bis fünf.\n\nVirenfrei. www.avast.com\n", "Bis fünf." },
    { "Danke für die Nachricht.\nWann kommt die Rechnung?\n",
      "Danke für die Nachricht.\nWann kommt die Rechnung?" },
    { "An: alle\nVon: mir\nWann kommt ihr?\n", "An: alle\nVon: mir\nWann kommt ihr?" },
  };

  run (cases, G_N_ELEMENTS (cases));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/own-text/english", english);
  g_test_add_func ("/own-text/russian", russian);
  g_test_add_func ("/own-text/ukrainian", ukrainian);
  g_test_add_func ("/own-text/latvian", latvian);
  g_test_add_func ("/own-text/german", german);
  return g_test_run ();
}
