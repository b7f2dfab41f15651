#include "config.h"
#include "kontor/quote-words.h"
#include <string.h>

#define DEVICE_MAX 120 /* octets of a line that names a device */

/* Whether text begins with word; case counts only beyond ASCII, where both forms are listed. Asked
 * for each line and each word of the lists: nearly always the first octets differ. */
static gboolean
begins (const char *text, const char *word)
{
  for (; *word != '\0'; text++, word++)
    if (*text != *word && ((*text ^ *word) != 0x20 || !g_ascii_isalpha (*word)))
      return FALSE;
  return TRUE;
}

static gboolean
begins_any (const char *text, const char *const *words)
{
  for (; *words != NULL; words++)
    if (begins (text, *words))
      return TRUE;
  return FALSE;
}

static gboolean
contains_any (const char *text, const char *const *words)
{
  for (; *words != NULL; words++)
    if (strstr (text, *words) != NULL)
      return TRUE;
  return FALSE;
}

typedef struct
{
  const char *word;
  KtQuoteField field;
} FieldWord;

static const FieldWord field_words[] = {
  { "From", KT_QUOTE_FIELD_FROM },
  { "От", KT_QUOTE_FIELD_FROM },
  { "От кого", KT_QUOTE_FIELD_FROM },
  { "Отправитель", KT_QUOTE_FIELD_FROM },
  { "Від", KT_QUOTE_FIELD_FROM },
  { "Від кого", KT_QUOTE_FIELD_FROM },
  { "Відправник", KT_QUOTE_FIELD_FROM },
  { "No", KT_QUOTE_FIELD_FROM },
  { "No kā", KT_QUOTE_FIELD_FROM },
  { "Sūtītājs", KT_QUOTE_FIELD_FROM },
  { "Von", KT_QUOTE_FIELD_FROM },
  { "Absender", KT_QUOTE_FIELD_FROM },
  { "Sent", KT_QUOTE_FIELD_SENT },
  { "Date", KT_QUOTE_FIELD_SENT },
  { "Отправлено", KT_QUOTE_FIELD_SENT },
  { "Дата", KT_QUOTE_FIELD_SENT },
  { "Дата отправки", KT_QUOTE_FIELD_SENT },
  { "Надіслано", KT_QUOTE_FIELD_SENT },
  { "Відправлено", KT_QUOTE_FIELD_SENT },
  { "Nosūtīts", KT_QUOTE_FIELD_SENT },
  { "Nosūtīta", KT_QUOTE_FIELD_SENT },
  { "Sūtīts", KT_QUOTE_FIELD_SENT },
  { "Datums", KT_QUOTE_FIELD_SENT },
  { "Gesendet", KT_QUOTE_FIELD_SENT },
  { "Datum", KT_QUOTE_FIELD_SENT },
  { "To", KT_QUOTE_FIELD_TO },
  { "Кому", KT_QUOTE_FIELD_TO },
  { "Получатель", KT_QUOTE_FIELD_TO },
  { "Одержувач", KT_QUOTE_FIELD_TO },
  { "Kam", KT_QUOTE_FIELD_TO },
  { "Adresāts", KT_QUOTE_FIELD_TO },
  { "Saņēmējs", KT_QUOTE_FIELD_TO },
  { "An", KT_QUOTE_FIELD_TO },
  { "Empfänger", KT_QUOTE_FIELD_TO },
  { "Cc", KT_QUOTE_FIELD_CC },
  { "Копия", KT_QUOTE_FIELD_CC },
  { "Копія", KT_QUOTE_FIELD_CC },
  { "Kopija", KT_QUOTE_FIELD_CC },
  { "Kopie", KT_QUOTE_FIELD_CC },
  { "Subject", KT_QUOTE_FIELD_SUBJECT },
  { "Тема", KT_QUOTE_FIELD_SUBJECT },
  { "Temats", KT_QUOTE_FIELD_SUBJECT },
  { "Tēma", KT_QUOTE_FIELD_SUBJECT },
  { "Betreff", KT_QUOTE_FIELD_SUBJECT },
};

KtQuoteField
kt_quote_words_field (const char *line, const char **ret_value)
{
  if (strchr (line, ':') == NULL)
    return KT_QUOTE_FIELD_NONE;
  for (guint i = 0; i < G_N_ELEMENTS (field_words); i++)
    {
      gsize n = strlen (field_words[i].word);
      if (!begins (line, field_words[i].word))
        continue;
      gsize after = n + strspn (line + n, "* \t");
      if (line[after] != ':')
        continue;
      if (ret_value != NULL)
        *ret_value = line + after + 1 + strspn (line + after + 1, "* \t");
      return field_words[i].field;
    }
  return KT_QUOTE_FIELD_NONE;
}

static const char *const original_words[]
    = { "Original Message",         "Original message",
        "Original Email",           "Reply message",
        "Исходное сообщение",       "Исходное письмо",
        "Оригинальное сообщение",   "Оригинальное письмо",
        "Оригинал сообщения",       "Первоначальное сообщение",
        "Початкове повідомлення",   "Вихідне повідомлення",
        "Оригінальне повідомлення", "Оригінал повідомлення",
        "Первинне повідомлення",    "Sākotnējā ziņa",
        "Sākotnējais ziņojums",     "Sākotnējā vēstule",
        "Oriģinālais ziņojums",     "Oriģinālā vēstule",
        "Oriģinālā ziņa",           "Ursprüngliche Nachricht",
        "Ursprüngliche Mail",       "Ursprüngliche E-Mail",
        "Originalnachricht",        "Original-Nachricht",
        "Original Nachricht",       NULL };

static const char *const forward_words[] = { "Forwarded",
                                             "Forward",
                                             "Пересылаемое сообщение",
                                             "Пересланное сообщение",
                                             "Переадресованное сообщение",
                                             "Перенаправленное сообщение",
                                             "Пересылаемое письмо",
                                             "Пересланное письмо",
                                             "Перенаправленное письмо",
                                             "Конец пересылаемого",
                                             "Начало переад",
                                             "Переслане повідомлення",
                                             "Переспрямоване повідомлення",
                                             "Переадресоване повідомлення",
                                             "Пересланий лист",
                                             "Переслане",
                                             "Pārsūtīta",
                                             "Pārsūtītā",
                                             "Pārsūtīts",
                                             "Pārsūtītais",
                                             "Pāradresēt",
                                             "Weitergeleitete Nachricht",
                                             "Weitergeleitete Mail",
                                             "Weitergeleitete E-Mail",
                                             "Weitergeleitet",
                                             NULL };

static const char *const forward_alone[] = { "Begin forwarded message:",
                                             "Начало переадресованного сообщения:",
                                             "Начало пересылаемого сообщения:",
                                             "Начало перенаправленного сообщения:",
                                             "Пересылаемое сообщение:",
                                             "Початок листа, який пересилається:",
                                             "Початок переадресованого повідомлення:",
                                             "Початок пересланого повідомлення:",
                                             "Pārsūtītā ziņojuma sākums:",
                                             "Pārsūtītās ziņas sākums:",
                                             "Sākas pārsūtītais ziņojums:",
                                             "Anfang der weitergeleiteten Nachricht:",
                                             "Anfang der weitergeleiteten E‑Mail:",
                                             "Anfang der weitergeleiteten E-Mail:",
                                             NULL };

/* the verb stands at the end ("On … Anna wrote:") or with the name at the end ("schrieb Anna:") */
static const char *const wrote_verbs[]
    = { " wrote",   " writes",     " schrieb", "geschrieben", " писал",   " писала",    "написал",
        " пише",    "писав",       "писала",   "rakstīja",    " raksta",  "пишет",      "пишут",
        " rašė",    "kirjutas",    "napisa",   "a écrit",     "escribió", "ha scritto", " skrev",
        "nosūtīja", "отправил(а)", "надіслав", NULL };

/* "---- On Thu, 19 Nov 2026 10:00:00 +0200 Anna <anna@x> wrote ----" */
static gboolean
is_dashed_attribution (const char *words)
{
  gsize n = strlen (words);

  return n > 4 && n < 300 && strcmp (words + n - 2, "--") == 0 && contains_any (words, wrote_verbs);
}

KtSeparator
kt_quote_words_separator (const char *words, gboolean dashed)
{
  if (begins_any (words, forward_alone) || (dashed && begins_any (words, forward_words)))
    return KT_SEPARATOR_FORWARD;
  if (dashed && (begins_any (words, original_words) || is_dashed_attribution (words)))
    return KT_SEPARATOR_ORIGINAL;
  return KT_SEPARATOR_NONE;
}

static gboolean
ends_with_colon (const char *line)
{
  gsize n = strlen (line);

  while (n > 0 && strchr (" \t*", line[n - 1]) != NULL)
    n--;
  return n > 0 && line[n - 1] == ':';
}

static gboolean
has_digit (const char *line)
{
  return line[strcspn (line, "0123456789")] != '\0';
}

/* A time of day, a date in figures, or a year: what programs say of when. */
static gboolean
has_date (const char *line)
{
  for (const char *p = line; *p != '\0'; p++)
    {
      if (!g_ascii_isdigit (*p) || (p > line && g_ascii_isdigit (p[-1])))
        continue;
      gsize n = strspn (p, "0123456789");
      if (n == 4 && (g_str_has_prefix (p, "20") || g_str_has_prefix (p, "19")))
        return TRUE;
      if (n <= 2 && strchr (":./-", p[n]) != NULL && p[n] != '\0' && g_ascii_isdigit (p[n + 1]))
        return TRUE;
    }
  return FALSE;
}

#define WEAK_WORDS 8

static gboolean
is_short (const char *line)
{
  guint words = 1;

  for (const char *p = line; *p != '\0'; p++)
    words += *p == ' ' && p[1] != ' ';
  return words <= WEAK_WORDS;
}

KtAttribution
kt_quote_words_attribution (const char *line)
{
  static const char *const quoting[]
      = { "Quoting ", "Zitat von ", "Citējot ", "Citēts ", "Цитирую ", "Цитата ", "Цитую ", NULL };
  gboolean address;

  if (!ends_with_colon (line))
    return KT_ATTRIBUTION_NONE;
  address = strchr (line, '@') != NULL;
  if (contains_any (line, wrote_verbs))
    return address || has_date (line)            ? KT_ATTRIBUTION_SURE
           : has_digit (line) || is_short (line) ? KT_ATTRIBUTION_WEAK
                                                 : KT_ATTRIBUTION_NONE;
  /* "пн, 3 нояб. 2026 г. в 10:00, Анна <anna@x>:" goes without a verb */
  if (address && ((has_digit (line) && strstr (line, ">:") != NULL) || begins_any (line, quoting)))
    return KT_ATTRIBUTION_SURE;
  return g_ascii_isdigit (*line) && strchr (line, ',') != NULL && has_date (line)
                 && strchr (line, ':') != strrchr (line, ':')
             ? KT_ATTRIBUTION_WEAK
             : KT_ATTRIBUTION_NONE;
}

gboolean
kt_quote_words_attribution_begins (const char *line)
{
  static const char *const openings[]
      = { "On ",         "Am ",      "Le ",     "Den ",    "В ",      "Пн",      "Вт",
          "Ср",          "Чт",       "Пт",      "Сб",      "Вс",      "Нд",      "пн",
          "вт",          "ср",       "чт",      "пт",      "сб",      "вс",      "нд",
          "Понедельник", "Вторник",  "Среда",   "Четверг", "Пятница", "Суббота", "Воскресенье",
          "понедельник", "вторник",  "сред",    "четверг", "пятниц",  "суббот",  "воскресень",
          "понеділок",   "вівторок", "четвер",  "п'ятниц", "п’ятниц", "субот",   "неділ",
          "Pirmd",       "Otrd",     "Trešd",   "Ceturtd", "Piektd",  "Sestd",   "Svētd",
          "pirmd",       "otrd",     "trešd",   "ceturtd", "piektd",  "sestd",   "svētd",
          "P.",          "O.",       "T.",      "C.",      "Pk.",     "S.",      "Sv.",
          "Mo",          "Di",       "Mi",      "Do",      "Fr",      "Sa",      "So",
          "Mon",         "Tue",      "Wed",     "Thu",     "Fri",     "Sat",     "Sun",
          "Quoting",     "Zitat",    "Citējot", "Цит",     "Вы ",     "Ви ",     "You ",
          "Sie ",        "Jūs ",     "Dne ",    "Dnia ",   "Il ",     "El ",     "W dniu",
          NULL };

  return g_ascii_isdigit (*line) || begins_any (line, openings) || strchr (line, '@') != NULL
         || kt_quote_words_attribution (line) != KT_ATTRIBUTION_NONE;
}

static const char *const device_openings[] = { "Sent from my ",
                                               "Sent from Mail for",
                                               "Sent from Outlook",
                                               "Sent from Yahoo",
                                               "Sent from Proton",
                                               "Sent from Samsung",
                                               "Sent from Gmail",
                                               "Sent from the",
                                               "Sent from a ",
                                               "Sent from iPhone",
                                               "Sent from iPad",
                                               "Sent with ",
                                               "Sent via ",
                                               "Sent using ",
                                               "Get Outlook for",
                                               "Download Outlook for",
                                               "Отправлено с ",
                                               "Отправлено со ",
                                               "Отправлено из ",
                                               "Отправлено от ",
                                               "Отправлено через ",
                                               "Отправлено при помощи ",
                                               "Отправлено с помощью ",
                                               "Скачать Outlook",
                                               "Загрузить Outlook",
                                               "Загрузите Outlook",
                                               "Получить Outlook",
                                               "Получите Outlook",
                                               "Outlook для ",
                                               "Надіслано з ",
                                               "Надіслано зі ",
                                               "Надіслано із ",
                                               "Надіслано через ",
                                               "Надіслано за допомогою ",
                                               "Відправлено з ",
                                               "Відправлено зі ",
                                               "Відправлено із ",
                                               "Відправлено через ",
                                               "Отримайте Outlook",
                                               "Отримати Outlook",
                                               "Завантажте Outlook",
                                               "Завантажити Outlook",
                                               "Nosūtīts no ",
                                               "Nosūtīta no ",
                                               "Sūtīts no ",
                                               "Sūtīta no ",
                                               "Nosūtīts, izmantojot",
                                               "Nosūtīts ar ",
                                               "Iegūstiet Outlook",
                                               "Iegūt Outlook",
                                               "Lejupielādējiet Outlook",
                                               "Lejupielādēt Outlook",
                                               "Outlook operētājsistēmai",
                                               "Von meinem ",
                                               "Von meinen ",
                                               "Gesendet von ",
                                               "Gesendet mit ",
                                               "Gesendet aus ",
                                               "Gesendet über ",
                                               "Diese Nachricht wurde von meinem",
                                               "Holen Sie sich Outlook",
                                               "Laden Sie Outlook",
                                               "Outlook für ",
                                               NULL };

gboolean
kt_quote_words_device (const char *line)
{
  /* nearly no line begins with one of these octets and is short */
  return *line != '\0' && strchr ("SGDNILVHOsgdnilvho\xd0", *line) != NULL
         && strlen (line) <= DEVICE_MAX && begins_any (line, device_openings);
}
