#include "config.h"
#include "csv-words.h"

/* English, Russian, Ukrainian, Latvian; the files of Google Contacts, Outlook, and of the programs
 * that salons use. */
const KtCsvWords kt_csv_words[] = {
  { "name|full name|fullname|client|client name|customer|customer name|contact|contact name|"
    "display name|file as|имя|имя клиента|клиент|контакт|наименование|название|"
    "имя и фамилия|имя фамилия|клієнт|контакт|імя|ім'я|імя клієнта|ім'я клієнта|"
    "назва|ім'я та прізвище|ім'я прізвище|klients|klienta vārds|kontakts|nosaukums|"
    "vārds|vārds uzvārds|vārds un uzvārds|kunde|pasūtītājs",
    KT_CSV_NAME, KT_IMPORT_NAME, NULL, NULL },
  { "фио|ф и о|фио клиента|фамилия имя отчество|фамилия и имя|"
    "фамилия имя|піб|п і б|піб клієнта|прізвище ім'я по батькові|прізвище та ім'я|"
    "прізвище ім'я|uzvārds vārds|uzvārds un vārds",
    KT_CSV_FULL, KT_IMPORT_NAME, NULL, NULL },
  { "given|given name|first name|firstname|forename|vorname", KT_CSV_TEXT, KT_IMPORT_GIVEN, NULL,
    NULL },
  { "family|family name|last name|lastname|surname|фамилия|прізвище|uzvārds|nachname", KT_CSV_TEXT,
    KT_IMPORT_FAMILY, NULL, NULL },
  { "patronymic|middle name|additional name|second name|отчество|по батькові|"
    "tēvvārds|tēva vārds",
    KT_CSV_TEXT, KT_IMPORT_PATRONYMIC, NULL, NULL },
  { "company|company name|organization|organisation|organization name|"
    "organisation name|employer|firm|компания|организация|фирма|место работы|"
    "компанія|організація|фірма|місце роботи|uzņēmums|uzņēmuma nosaukums|firma|"
    "organizācija|darbavieta|darba vieta",
    KT_CSV_TEXT, KT_IMPORT_COMPANY, NULL, NULL },
  { "kind|вид контрагента|тип контрагента|юр физ лицо|вид контрагенту|тип контрагента", KT_CSV_TEXT,
    KT_IMPORT_KIND, NULL, NULL },
  { "type|client type|customer type|тип|тип клиента|тип клієнта|вид|tips|"
    "klienta tips|veids",
    KT_CSV_TEXT, KT_IMPORT_TYPE, NULL, NULL },
  { "status|client status|статус|статус клиента|статус клієнта|statuss|"
    "klienta statuss",
    KT_CSV_TEXT, KT_IMPORT_STATUS, NULL, NULL },
  { "source|lead source|referral source|referred by|how did you hear about us|"
    "источник|откуда|откуда узнал|откуда узнали|откуда пришел|источник привлечения|"
    "рекламный источник|джерело|звідки|звідки дізналися|avots|no kurienes|"
    "kā uzzināja",
    KT_CSV_TEXT, KT_IMPORT_SOURCE, NULL, NULL },
  { "birthday|birth date|birthdate|date of birth|dob|born|birth day|дата рождения|"
    "день рождения|д р|др|дата народження|день народження|д н|dzimšanas diena|"
    "dzimšanas datums|dzimš diena|dzimš datums|dz diena|dz datums|dzimis|dzimusi",
    KT_CSV_TEXT, KT_IMPORT_BIRTHDAY, NULL, NULL },
  { "language|lang|preferred language|язык|мова|valoda", KT_CSV_TEXT, KT_IMPORT_LANGUAGE, NULL,
    NULL },
  { "cadence", KT_CSV_TEXT, KT_IMPORT_CADENCE, NULL, NULL },
  { "discount|discount percent|client discount|скидка|скидка клиента|знижка|"
    "знижка клієнта|atlaide",
    KT_CSV_TEXT, KT_IMPORT_DISCOUNT, NULL, NULL },
  { "city|town|locality|город|населенный пункт|місто|населений пункт|pilsēta", KT_CSV_TEXT,
    KT_IMPORT_CITY, NULL, NULL },
  { "consent|marketing consent|accepts marketing|email marketing|newsletter|согласие|"
    "согласие на рассылку|рассылка|згода|згода на розсилку|розсилка|piekrišana|"
    "jaunumi",
    KT_CSV_TEXT, KT_IMPORT_CONSENT, NULL, NULL },
  { "email|emails|email address|mail|email value|primary email|почта|"
    "электронная почта|эл почта|адрес эл почты|имейл|емейл|адрес электронной почты|пошта|"
    "електронна пошта|ел пошта|імейл|адреса електронної пошти|epasts|epasta adrese|"
    "pasts",
    KT_CSV_POINT, KT_IMPORT_NAME, "email", NULL },
  { "phone|phones|phone number|phone value|telephone|telephone number|tel|"
    "contact number|contact phone|primary phone|телефон|телефоны|номер телефона|тел|"
    "контактный телефон|номер|телефони|номер телефону|контактний телефон|telefons|"
    "telefoni|telefona numurs|telefona nr|tālrunis|tālruņa numurs|tālruņa nr|tālr",
    KT_CSV_POINT, KT_IMPORT_NAME, "phone", NULL },
  { "mobile|mobile number|mobile phone|mobile tel|cell|cell phone|cellphone|gsm|"
    "мобильный|мобильный телефон|телефон мобильный|моб телефон|моб тел|моб|сотовый|"
    "сотовый телефон|мобільний|мобільний телефон|телефон мобільний|mobilais|"
    "mobilais telefons|mobilais tālrunis|mobīlais|mobīlais telefons|mob|mob tel|"
    "mob tālr|телефон переносной|переносной телефон",
    KT_CSV_POINT, KT_IMPORT_NAME, "phone", "mobile" },
  { "url|urls|website|web site|web page|web|site|homepage|website value|"
    "personal web page|веб страница|сайт|веб сайт|mājaslapa|mājas lapa|tīmekļa vietne|vietne",
    KT_CSV_POINT, KT_IMPORT_NAME, "url", NULL },
  { "messenger", KT_CSV_POINT, KT_IMPORT_NAME, "messenger", NULL },
  { "telegram|телеграм|телеграмм", KT_CSV_POINT, KT_IMPORT_NAME, "messenger", "Telegram" },
  { "whatsapp|whats app|ватсап|вотсап|вацап", KT_CSV_POINT, KT_IMPORT_NAME, "messenger",
    "WhatsApp" },
  { "viber|вайбер", KT_CSV_POINT, KT_IMPORT_NAME, "messenger", "Viber" },
  { "skype|скайп", KT_CSV_POINT, KT_IMPORT_NAME, "messenger", "Skype" },
  { "signal", KT_CSV_POINT, KT_IMPORT_NAME, "messenger", "Signal" },
  { "instagram|инстаграм|інстаграм", KT_CSV_POINT, KT_IMPORT_NAME, "messenger", "Instagram" },
  { "facebook|фейсбук", KT_CSV_POINT, KT_IMPORT_NAME, "messenger", "Facebook" },
  { "address|post|post address|postal address|mailing address|full address|"
    "address formatted|адрес|фактический адрес|юридический адрес|адрес доставки|почтовый адрес|домашний адрес|адреса|поштова адреса|"
    "домашня адреса|adrese|pasta adrese|mājas adrese",
    KT_CSV_POINT, KT_IMPORT_NAME, "post", NULL },
  { "street|street address|address street|address line|улица раб адрес|улица дом адрес|улица|вулиця|iela",
    KT_CSV_STREET, KT_IMPORT_NAME, NULL, NULL },
  { "address city|город раб адрес|город дом адрес", KT_CSV_TEXT, KT_IMPORT_CITY, NULL, NULL },
  { "state|region|province|county|address region|область|регион|район|регіон|novads|"
    "rajons",
    KT_CSV_REGION, KT_IMPORT_NAME, NULL, NULL },
  { "zip|zip code|postcode|post code|postal code|address postal code|индекс|"
    "почтовый индекс|індекс|поштовий індекс|indekss|pasta indekss",
    KT_CSV_POSTCODE, KT_IMPORT_NAME, NULL, NULL },
  { "country|country region|address country|страна|країна|valsts", KT_CSV_COUNTRY, KT_IMPORT_NAME,
    NULL, NULL },
  { "tags|tag|categories|category|client category|labels|groups|group|"
    "group membership|segments|теги|тег|метки|категория|категории|категория клиента|"
    "группа|группы|мітки|категорія|категорії|група|групи|birkas|birka|tagi|"
    "kategorija|kategorijas|grupa|grupas",
    KT_CSV_TAGS, KT_IMPORT_NAME, NULL, NULL },
  { "notes|note|comment|comments|remark|remarks|client notes|client note|заметки|"
    "заметка|комментарий|комментарии|примечание|примечания|нотатки|нотатка|коментар|"
    "коментарі|примітка|примітки|piezīmes|piezīme|komentārs|komentāri|notizen",
    KT_CSV_NOTE, KT_IMPORT_NAME, NULL, NULL },
  { "ref", KT_CSV_REF, KT_IMPORT_NAME, NULL, NULL },
  { "email label|email type", KT_CSV_LABEL, KT_IMPORT_NAME, "email", NULL },
  { "phone label|phone type", KT_CSV_LABEL, KT_IMPORT_NAME, "phone", NULL },
  { "url label|website label|website type", KT_CSV_LABEL, KT_IMPORT_NAME, "url", NULL },
  { "post label|address label|address type", KT_CSV_LABEL, KT_IMPORT_NAME, "post", NULL },
  { "messenger label", KT_CSV_LABEL, KT_IMPORT_NAME, "messenger", NULL },
  { "email shared", KT_CSV_SHARED, KT_IMPORT_NAME, "email", NULL },
  { NULL, KT_CSV_NOTHING, KT_IMPORT_NAME, NULL, NULL },
};
