#include "config.h"
#include "kontor/judgement.h"
#include "kontor/records.h"
#include <string.h>

typedef struct
{
  char verdict; /* a asks, p promises, t tells of trouble, c closes, - none of these */
  const char *text;
} Labelled;

static const Labelled english[] = {
  { 'a', "Could you please send the offer by Friday?" },
  { 'a', "Please send me the invoice again." },
  { 'a', "Hi Anna,\nwhat would the colouring cost?\nBest,\nRita" },
  { 'a', "Let me know if Thursday works for you." },
  { 'a', "Can you call me back" },
  { 'a', "I would like to know whether you have time on Monday." },
  { 'a', "Thanks! When can we meet?" },
  { 'a', "I am wondering if the price includes VAT." },
  { 'a', "Looking forward to hearing from you." },
  { 'a', "Kindly confirm receipt." },
  { 'a', "How are you?" },
  { 'a', "We need your bank details to pay the invoice." },
  { 'a', "Is it possible to move the visit to 15:00" },
  { 'a', "Really?!" },
  { '-', "He asked (why not?) and left." },
  { 'a', "Any update on my order" },
  { 'a', "Pls advise on the next steps" },
  { '-', "Please find attached the signed contract." },
  { '-', "Please do not reply to this letter." },
  { '-', "If you have any questions, please do not hesitate to contact us." },
  { '-', "The parcel was sent yesterday, number 4217." },
  { '-', "See https://shop.example/item?id=4 for details." },
  { '-', "I will be there at three." },
  { 't', "Thanks, but the colour is wrong." },
  { 'c', "Thank you for the offer. Unfortunately it is above our budget this year." },
  { '-',
    "Ok, here are the numbers we talked about: 14 chairs, 3 mirrors, 2 lamps and one big table." },
  { 'c', "Thanks!" },
  { 'c', "Thank you very much, see you on Friday." },
  { 'c', "Got it, thanks" },
  { 'c', "Hi Anna,\n\nperfect, see you tomorrow!\n\nBest regards\nRita" },
  { 'c', "Sounds good." },
  { 'c', "Agreed. See you." },
  { 'c', "Ok" },
  { 'c', "You're welcome!" },
  { 'c', "No problem, have a nice weekend!" },
};

static const Labelled russian[] = {
  { 'a', "Подскажите, пожалуйста, сколько стоит стрижка" },
  { 'a', "Когда вам удобно встретиться?" },
  { 'a', "Пришлите, пожалуйста, счёт." },
  { 'a', "Здравствуйте! Можно записаться на пятницу?" },
  { 'a', "Добрый день.\nХотела бы узнать, есть ли у вас время в субботу.\nС уважением, Ольга" },
  { 'a', "Прошу подтвердить получение." },
  { 'a', "Жду ответа." },
  { 'a', "Дайте знать, если время не подходит." },
  { 'a', "Не могли бы вы перенести визит на среду." },
  { 'a', "Меня интересует окрашивание." },
  { 'a', "Перезвоните мне завтра утром." },
  { 'a', "Скажи, во сколько приходить" },
  { 'a', "Уточните адрес доставки, пожалуйста" },
  { 'a', "Запишите меня на вторник в 10:00." },
  { 'a', "Как дела? Сможете прислать макет к среде?" },
  { 'a', "Спасибо! А что по срокам?" },
  { 'a', "Просьба оплатить до 25 ноября." },
  { 'a', "Сообщите, когда будет готово" },
  { '-', "Договор во вложении." },
  { '-', "Если у вас возникнут вопросы, пожалуйста, пишите." },
  { '-', "Пожалуйста, не отвечайте на это письмо." },
  { '-', "Я приду к трём часам, как обычно." },
  { 't', "Спасибо, но мне не подходит." },
  { '-', "Заказ отправлен вчера, номер 4217." },
  { 't', "Хорошо, но есть ошибка в счёте." },
  { 't', "К сожалению, завтра не получится." },
  { 'c', "Спасибо!" },
  { 'c', "Большое спасибо, до встречи!" },
  { 'c', "Хорошо, договорились." },
  { 'c', "Понял, спасибо." },
  { 'c', "Принято" },
  { 'c', "Отлично, до завтра!\nОльга" },
  { 'c', "Пожалуйста!" },
  { 'c', "Не за что" },
  { 'c', "Добрый день!\nПолучила, спасибо.\nС уважением,\nОльга Петрова" },
  { 'c', "Ок, хорошего дня!" },
};

static const Labelled ukrainian[] = {
  { 'a', "Чи могли б ви надіслати рахунок" },
  { 'a', "Підкажіть, будь ласка, скільки коштує стрижка." },
  { 'a', "Коли вам зручно зустрітися?" },
  { 'a', "Доброго дня! Чи можна записатися на п'ятницю" },
  { 'a', "Надішліть, будь ласка, договір." },
  { 'a', "Хотіла б дізнатися, чи є вільний час у суботу." },
  { 'a', "Повідомте, коли буде готово." },
  { 'a', "Чекаю на вашу відповідь." },
  { 'a', "Прохання підтвердити отримання." },
  { 'a', "Зателефонуйте мені завтра." },
  { 'a', "Як справи? Чи зможете прийти раніше?" },
  { 'a', "Дякую! А яка ціна?" },
  { 'a', "Запишіть мене на вівторок." },
  { 'a', "Уточніть адресу, будь ласка" },
  { '-', "Договір у вкладенні." },
  { '-', "Якщо у вас виникнуть питання, будь ласка, пишіть." },
  { '-', "Будь ласка, не відповідайте на цей лист." },
  { '-', "Я прийду о третій." },
  { 't', "Дякую, але мені не підходить." },
  { 't', "На жаль, завтра не вийде." },
  { '-', "Замовлення відправлено вчора." },
  { 'c', "Дякую!" },
  { 'c', "Щиро дякую, до зустрічі!" },
  { 'c', "Добре, домовилися." },
  { 'c', "Зрозуміла, дякую" },
  { 'c', "Чудово, до завтра!\nОлена" },
  { 'c', "Нема за що" },
  { 'c', "Доброго дня!\nОтримала, дякую.\nЗ повагою,\nОлена" },
  { 'c', "Гаразд" },
};

static const Labelled latvian[] = {
  { 'a', "Vai varētu atsūtīt rēķinu" },
  { 'a', "Lūdzu, atsūtiet rēķinu vēlreiz." },
  { 'a', "Cik maksā matu griezums?" },
  { 'a', "Labdien! Vai piektdien būtu brīvs laiks?" },
  { 'a', "Vēlos uzzināt par krāsošanu." },
  { 'a', "Gaidīšu atbildi." },
  { 'a', "Dodiet ziņu, kad varam tikties." },
  { 'a', "Ludzu atsutiet cenu" },
  { 'a', "Vai varat pārcelt vizīti uz trešdienu" },
  { 'a', "Pasakiet, cikos man nākt" },
  { 'a', "Paldies! Kad varam sākt?" },
  { 'a', "Pierakstiet mani uz otrdienu, lūdzu." },
  { 'a', "Apstipriniet, ka saņēmāt." },
  { 'a', "Gribēju pajautāt par jūsu piedāvājumu." },
  { 'a', "Precizējiet piegādes adresi." },
  { 'a', "Kā klājas? Vai esi jau mājās?" },
  { '-', "Līgums ir pielikumā." },
  { '-', "Ja rodas jautājumi, lūdzu, rakstiet." },
  { '-', "Jautājumu gadījumā lūdzu zvaniet mums." },
  { '-', "Lūdzu, neatbildiet uz šo vēstuli." },
  { '-', "Es būšu trijos." },
  { 't', "Paldies, bet man neder." },
  { 't', "Diemžēl rīt nevarēšu atnākt." },
  { '-', "Sūtījums izsūtīts vakar, numurs 4217." },
  { 'c', "Paldies!" },
  { 'c', "Liels paldies, tiekamies piektdien!" },
  { 'c', "Labi, sarunāts." },
  { 'c', "Sapratu, paldies" },
  { 'c', "Ļoti labi, uz tikšanos!\nRita" },
  { 'c', "Nav par ko" },
  { 'c', "Labdien!\nSaņēmu, paldies.\nAr cieņu,\nRita Kalve" },
  { 'c', "Skaidrs" },
  { 'c', "Jauku dienu!" },
};

static const Labelled german[] = {
  { 'a', "Könnten Sie mir bitte das Angebot schicken" },
  { 'a', "Bitte senden Sie mir die Rechnung." },
  { 'a', "Bis wann brauchen Sie die Unterlagen" },
  { 'a', "Wann passt es Ihnen?" },
  { 'a', "Guten Tag,\nich würde gerne wissen, was ein Schnitt kostet.\nViele Grüße\nRita" },
  { 'a', "Geben Sie mir bitte Bescheid." },
  { 'a', "Ich warte auf Ihre Antwort." },
  { 'a', "Wir bitten um Rückmeldung bis Freitag." },
  { 'a', "Haben Sie am Samstag noch etwas frei" },
  { 'a', "Wäre es möglich, den Termin zu verschieben" },
  { 'a', "Danke! Was kostet die Farbe?" },
  { 'a', "Lassen Sie mich wissen, ob es passt." },
  { '-', "Anbei der unterschriebene Vertrag." },
  { '-', "Bei Fragen stehen wir gerne zur Verfügung." },
  { '-', "Bitte antworten Sie nicht auf diese Nachricht." },
  { '-', "Ich komme um drei Uhr vorbei." },
  { 't', "Danke, aber die Farbe ist falsch." },
  { '-', "Leider geht es morgen nicht." },
  { 'c', "Danke!" },
  { 'c', "Vielen Dank, bis Freitag!" },
  { 'c', "Alles klar, danke." },
  { 'c', "Einverstanden." },
  { 'c', "Guten Tag,\nperfekt, bis morgen!\nMit freundlichen Grüßen\nRita Kalve" },
  { 'c', "Gern geschehen" },
  { 'c', "Schönes Wochenende!" },
};

#define MAY_FAIL 0.05   /* of all: what is learned has exceptions */
#define MAY_BE_OPEN 0.3 /* of letters that merely close: it is enough that they want nothing */

/* Who tells of trouble wants an answer too; who merely closes wants none. */
static gboolean
fits (const KtJudgement *judgement, char verdict)
{
  gboolean wants = judgement->asks || judgement->troubles;
  switch (verdict)
    {
    case 'a':
    case 't':
      return wants;
    case 'p':
      return !wants && judgement->promises;
    default:
      return !wants && !judgement->promises;
    }
}

static void
check (const Labelled *labelled, guint n)
{
  guint wrong = 0, closing = 0, open = 0;

  for (guint i = 0; i < n; i++)
    {
      g_auto (KtJudgement) judgement = { 0 };
      kt_judge (labelled[i].text, FALSE, &judgement);
      gboolean says = judgement.asks || judgement.promises || judgement.troubles;
      g_assert_true (says == (*judgement.question != '\0'));
      closing += labelled[i].verdict == 'c';
      open += labelled[i].verdict == 'c' && !judgement.closes;
      if (fits (&judgement, labelled[i].verdict))
        continue;
      wrong++;
      g_test_message ("should be %c: %s", labelled[i].verdict, labelled[i].text);
    }
  g_assert_cmpfloat (wrong, <=, MAY_FAIL * n);
  g_assert_cmpfloat (open, <=, MAY_BE_OPEN * closing);
}

static void
of_english (void)
{
  check (english, G_N_ELEMENTS (english));
}

static void
of_russian (void)
{
  check (russian, G_N_ELEMENTS (russian));
}

static void
of_ukrainian (void)
{
  check (ukrainian, G_N_ELEMENTS (ukrainian));
}

static void
of_latvian (void)
{
  check (latvian, G_N_ELEMENTS (latvian));
}

static void
of_german (void)
{
  check (german, G_N_ELEMENTS (german));
}

static const Labelled further[] = {
  { 'p', "I'll send it tomorrow." },
  { 'p', "Let me check with the printer." },
  { 'p', "Уточню и напишу вам завтра." },
  { 'p', "Надішлю до п'ятниці." },
  { 'p', "Noskaidrošu un rīt uzrakstīšu." },
  { 'p', "Ich schicke Ihnen den Entwurf morgen früh." },
  { '-', "I won't send it tomorrow." },
  { '-', "Не пришлю." },
  { 't', "The mirror arrived broken." },
  { 't', "В счёте ошибка." },
  { 't', "У рахунку помилка." },
  { 't', "Rēķinā ir kļūda." },
  { 't', "Auf Seite 3 ist ein Fehler." },
  { '-', "The mistake on page 3 is fixed now." },
  { '-', "Paid this morning. No need to reply." },
  { '-', "Isn't it beautiful? Thank you!" },
  { '-', "Ну разве не красота? Спасибо!" },
  { 'a', "Isn't there a cheaper paper?" },
  { '-', "Any questions? Just call." },
  { '-', "Ok, thanks! How are you?" },
  { '-', "It is printed.\n\n--\nAnna Weber\nLooking for a designer?" },
  { '-', "It is printed.\nAnna Weber | Designer\nLooking for a designer?" },
  { 'a', "Our prices:\nCut | 35 EUR\nColour | 60 EUR\n\nCould you tell me which one you want?" },
  { 'a', "Our prices are below.\n\n------\n\nCould you tell me which one you want?\nAnna" },
};

static void
of_all (void)
{
  check (further, G_N_ELEMENTS (further));
}

#define PAGE                                                                                       \
  "https://docs.example/document/d/1aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789_-abcdefg/edit?usp=sharing"

/* However long the address of a page is, what stands beside it is said. */
static void
addresses (void)
{
  static const Labelled letters[] = {
    { 'a', "Could you please sign the contract here: " PAGE },
    { 'a', "Please send me the invoice for May and confirm " PAGE " by Friday." },
    { 'p', "I will send you the signed offer tomorrow, it is at " PAGE "." },
    { 't', "The link " PAGE " does not work, please help." },
    { 'a', "Könnten Sie bitte den Vertrag hier unterschreiben: " PAGE },
    { 'a', "Пришлите, пожалуйста, счёт: " PAGE },
    { 'a', "Надішліть, будь ласка, рахунок: " PAGE },
    { 'a', "Lūdzu, atsūtiet rēķinu: " PAGE },
    { '-', PAGE },
  };

  check (letters, G_N_ELEMENTS (letters));
}

static void
question (void)
{
  static const char *const cases[][2] = {
    { "Hi!\nHow are you? Could you send the offer? Thanks.", "Could you send the offer?" },
    { "We met. Please call me, it is\nurgent for all of us here in the studio. Bye.",
      "Please call me, it is" },
    { "This is a letter with a line that was wrapped by the mail program,\nwill you come to the party? Yes.",
      "This is a letter with a line that was wrapped by the mail program, will you come to the party?" },
    { "«Придёте?»", "«Придёте?»" },
    { "M@*5+T*@$L04T^P]!.[1N*Z`!8`X\\P`&CV8I)*Q!EN*(,@+F(N)][RP#75[K7M@*5+T*?", "" },
    { "Nothing here.", "" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (KtJudgement) judgement = { 0 };
      kt_judge (cases[i][0], FALSE, &judgement);
      g_assert_cmpstr (judgement.question, ==, cases[i][1]);
    }
}

static void
limits (void)
{
  static const char *const units[]
      = { "?", "a? ", "please ", "Пожалуйста ", "\n", ". ", "спасибо! " };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_auto (KtJudgement) judgement = { 0 };
      g_autoptr (GString) text = g_string_new (NULL);
      while (text->len < 256 * 1024)
        g_string_append (text, units[i]);
      kt_judge (text->str, FALSE, &judgement);
      g_assert_cmpuint (strlen (judgement.question), <=, KT_LETTER_QUESTION_MAX);
      g_assert_true (g_utf8_validate (judgement.question, -1, NULL));
      g_assert_false (judgement.closes);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/judgement/english", of_english);
  g_test_add_func ("/judgement/russian", of_russian);
  g_test_add_func ("/judgement/ukrainian", of_ukrainian);
  g_test_add_func ("/judgement/latvian", of_latvian);
  g_test_add_func ("/judgement/german", of_german);
  g_test_add_func ("/judgement/further", of_all);
  g_test_add_func ("/judgement/addresses", addresses);
  g_test_add_func ("/judgement/question", question);
  g_test_add_func ("/judgement/limits", limits);
  return g_test_run ();
}
