#include "config.h"
#include "asking-words.h"

const char *const kt_words_request[] = {
  /* en */
  "could you", "let me know", "let us know", "i need you to", "we need you to", "need your", "waiting for your",
  "waiting to hear", "awaiting your", "look forward to hearing", "looking forward to hearing",
  "looking forward to your", "look forward to your", "i would like to know", "id like to know", "want to know",
  "like to ask", "kindly", "tell me", "would appreciate", "id appreciate", "is it possible", "wondering if",
  "wondering whether", "get back to me", "get back to us", "would be grateful if", "asap",
  /* ru */
  "подскажите", "подскажи", "скажите", "скажи", "пришлите", "вышлите", "отправьте", "сообщите", "сообщи",
  "напишите", "напиши", "дайте знать", "дай знать", "ответьте", "ответь", "уточните", "уточни", "посмотрите",
  "проверьте", "проверь", "подтвердите", "подтверди", "прошу вас", "прошу", "просим", "просьба", "не могли бы",
  "могли бы вы", "можете ли", "сможете ли", "можно ли", "нельзя ли", "есть ли", "жду ответа", "жду ваш*",
  "ждем ваш*", "жду от вас", "хотел бы узнать", "хотела бы узнать", "хотели бы узнать", "хочу узнать",
  "хотел узнать", "хотела узнать", "хочу спросить", "хотел спросить", "хотела спросить", "интересует",
  "перезвоните", "позвоните", "заполните", "подпишите", "оплатите", "запишите меня", "рассчитайте",
  "предложите", "нужен ваш", "нужна ваша", "нужно ваше", "нужны ваши", "сколько стоит", "сколько будет стоить",
  "во сколько",
  /* uk */
  "підкажіть", "підкажи", "скажіть", "надішліть", "надішли", "пришліть", "відправте", "повідомте",
  "напишіть", "дайте знати", "уточніть", "перевірте", "підтвердьте", "підтвердіть", "просимо", "прохання",
  "чи могли б", "чи можете", "чи можна", "чи зможете", "чи є", "не могли б", "чекаю на відповідь",
  "чекаю на вашу", "чекаю вашої", "хотів би дізнатися", "хотіла б дізнатися", "хотіли б дізнатися",
  "хочу дізнатися", "цікавить", "зателефонуйте", "передзвоніть", "заповніть", "підпишіть", "сплатіть",
  "оплатіть", "запишіть мене", "скільки коштує", "скільки буде коштувати", "потрібна ваша", "потрібен ваш",
  /* lv */
  "vai varetu", "vai varat", "vai vari", "vai jus", "vai tu", "vai jums", "vai butu", "vai ir iespejams",
  "pastastiet", "pasakiet", "pasaki", "atsutiet", "atsuti", "nosutiet", "aizsutiet", "dodiet zinu",
  "dod zinu", "pazinojiet", "apstipriniet", "uzrakstiet", "atbildiet", "gribeju jautat", "gribeju pajautat",
  "gribetu pajautat", "gribeju uzzinat", "velos uzzinat", "velos noskaidrot", "veletos uzzinat",
  "veletos noskaidrot", "gaidu atbildi", "gaidu jusu", "gaidisu atbildi", "gaidisu jusu", "precizejiet",
  "parbaudiet", "parakstiet", "piezvaniet", "pierakstiet mani", "nepieciesama jusu", "nepieciesams jusu",
  "cik maksa", "cik maksatu",
  /* de */
  "konnten sie", "konntest du", "konnen sie mir", "kannst du mir", "wurden sie", "waren sie so", "bis wann",
  "bescheid", "lassen sie mich wissen", "lass mich wissen", "teilen sie", "schicken sie", "schick mir",
  "senden sie", "ich brauchte", "ich benotige", "wir benotigen", "ich warte auf", "wir warten auf",
  "auf ihre antwort", "auf ihre ruckmeldung", "auf deine antwort", "um ruckmeldung", "um antwort",
  "um bestatigung", "gerne wissen", "wurde mich interessieren", "ist es moglich", "ware es moglich",
  "was kostet", "wie viel kostet", NULL,
};

const char *const kt_words_request_first[] = {
  "can you", "can we", "would you", "will you", "do you", "did you", "are you able", "send me", "send us",
  "when can", "when could", "when will", "when would", "how much", "how many", "what time", "what is",
  "what would", "where can", "which one", "any news", "any update*",
  "можете", "можешь", "сможете", "сможешь", "могли бы", "могу ли", "можно", "пришли", "отправь", "посмотри",
  "когда можно", "когда сможете", "когда вам", "какая цена", "какова", "как насчет", "запишите",
  "чи", "можете", "зможете", "коли можна", "коли зможете", "напиши", "яка ціна", "запишіть",
  "vai", "varbut varat", "varbut vari", "kad varu", "kad var", "kad jums", "kada cena", "cik ilgi",
  "konnen", "kannst du", "wann", "wie lange", "wie viel", "hatten sie", "haben sie", "gibt es", "hast du",
  NULL,
};

const char *const kt_words_please[] = {
  "please", "pls", "plz", "пожалуйста", "пожалуиста", "плиз", "будь ласка", "будьте ласкаві", "ludzu",
  "ludzam", "bitte", "bitten", NULL,
};

const char *const kt_words_formula[] = {
  "please find", "please see attached", "please see the attached", "please note", "please do not reply",
  "please dont reply", "please ignore", "please accept", "any questions", "any further questions",
  "have questions", "do not hesitate", "dont hesitate", "feel free", "no need to reply",
  "не отвечайте", "есть вопросы", "будут вопросы", "возникнут вопросы", "вопросам обращайтесь",
  "появятся вопросы", "обратите внимание", "примите",
  "не відповідайте", "є питання", "є запитання", "будуть питання", "будуть запитання", "виникнуть питання",
  "виникнуть запитання", "зверніть увагу",
  "ja rodas jautajumi", "ja ir jautajumi", "ja ir kadi jautajumi", "jautajumu gadijuma", "neatbildiet",
  "nemiet vera", "skatit pielikuma", "skatiet pielikuma", "pielikuma ludzu", "pielikuma atradisiet",
  "bei fragen", "fragen haben", "ruckfragen", "nicht antworten", "nicht auf diese", "bitte beachten",
  "bitte schon", "bitte sehr", "finden sie anbei", "entschuldigen sie", NULL,
};

const char *const kt_words_greeting_question[] = {
  "how are you", "how are things", "how is it going", "как дела", "как вы", "как ты", "как поживаете",
  "як справи", "як ви", "як ся маєте", "ka klajas", "ka iet", "ka jums", "ka tev", "wie geht es", "wie gehts",
  NULL,
};

const char *const kt_words_closing[] = {
  "thanks", "thank you", "thx", "many thanks", "much appreciated", "got it", "great", "perfect", "ok", "okay",
  "agreed", "sounds good", "sounds great", "see you", "noted", "will do", "works for me", "that works",
  "no problem", "you are welcome", "youre welcome", "cheers", "received", "deal", "fine", "all good",
  "all right", "wonderful", "excellent", "have a nice", "have a good", "have a great", "looking forward to seeing",
  "looking forward to it", "yes thanks", "yes thank you", "understood", "super", "cool", "awesome", "confirmed",
  "спасибо", "большое спасибо", "благодарю", "благодарим", "принято", "хорошо", "ок", "окей", "договорились",
  "до встречи", "понял*", "понятно", "ясно", "отлично", "супер", "прекрасно", "замечательно", "согласен",
  "согласна", "согласны", "до связи", "хорошего дня", "хороших выходных", "ладно", "получил*", "не за что",
  "увидимся", "до завтра", "да спасибо", "огромное спасибо", "подтверждаю", "пожалуйста", "здорово",
  "дякую", "дякуємо", "дуже дякую", "щиро дякую", "спасибі", "добре", "гаразд", "домовилис*", "зрозумі*",
  "до зустрічі", "чудово", "прийнято", "згоден", "згодна", "згодні", "отримав", "отримала", "отримали",
  "гарного дня", "гарних вихідних", "нема за що", "прошу", "будь ласка", "побачимося", "так дякую",
  "підтверджую",
  "paldies", "liels paldies", "liels liels paldies", "milzigs paldies", "labi", "loti labi", "sarunats", "norunats",
  "sapratu", "skaidrs", "lieliski", "tiekamies", "uz tiksanos", "piekritu", "piekritam", "sanemu", "sanemam",
  "sanemts", "jauku dienu", "lai jauka", "jauku nedelas nogali", "nav par ko", "ludzu", "perfekti", "ja paldies",
  "lidz rit*", "ata", "der", "forsi", "apstiprinu",
  "danke", "vielen dank", "besten dank", "herzlichen dank", "passt", "alles klar", "einverstanden", "verstanden",
  "perfekt", "prima", "bis dann", "bis morgen", "bis bald", "in ordnung", "abgemacht", "gern geschehen",
  "gerne geschehen", "bitte schon", "bitte sehr", "schonen tag", "schones wochenende", "wunderbar", "erhalten",
  "ja danke", "geht klar", "freut mich", "toll", NULL,
};

const char *const kt_words_objection[] = {
  "but", "however", "unfortunately", "wrong", "problem", "not", "cant", "cannot", "dont", "doesnt", "isnt",
  "still", "instead", "only", "except", "later",
  "но", "однако", "к сожалению", "не", "нет", "ошибка", "проблема", "вместо", "только", "жаль",
  "але", "однак", "на жаль", "ні", "немає", "помилка", "замість", "тільки", "лише",
  "bet", "tomer", "diemzel", "nav", "ne", "nevar*", "kluda", "problema", "tikai",
  "aber", "leider", "jedoch", "nicht", "kein*", "fehler", "falsch", "nur", NULL,
};

const char *const kt_words_salutation[] = {
  "hi", "hello", "dear", "hey", "good morning", "good afternoon", "good evening", "best", "best regards", "regards",
  "kind regards", "warm regards", "yours", "sincerely", "br", "greetings", "all the best",
  "здравствуйте", "здравствуй", "привет", "добрый", "доброе", "доброго", "уважаемый", "уважаемая", "с уважением",
  "всего доброго", "всего хорошего", "дорогой", "дорогая",
  "вітаю", "привіт", "доброго дня", "добрий", "шановний", "шановна", "з повагою", "всього найкращого",
  "sveiki", "sveika", "sveiks", "labdien", "labrit", "labvakar", "cau", "ar cienu", "cienijam*", "mila", "milais",
  "ar sveicieniem", "visu labu",
  "hallo", "guten tag", "guten morgen", "guten abend", "sehr geehrte*", "liebe", "lieber", "mit freundlichen",
  "freundliche", "viele gruße", "viele grusse", "liebe grusse", "beste grusse", "lg", "mfg", "vg", NULL,
};
