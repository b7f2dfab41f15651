#include "config.h"
#include "kontor/quote-words.h"
#include <string.h>

#define DEVICE_MAX 120 /* octets of a line that names a device */

/* Whether text begins with word; case counts only beyond ASCII, where both forms are listed. */
static gboolean
begins (const char *text, const char *word)
{
  if ((*text | 0x20) != (*word | 0x20))
    return FALSE; /* nearly always, whatever their case */
  return g_ascii_strncasecmp (text, word, strlen (word)) == 0;
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

KtQuoteField
kt_quote_words_field (const char *line)
{
  static const struct
  {
    const char *word;
    KtQuoteField field;
  } fields[] = {
    { "From", KT_QUOTE_FIELD_FROM },
    { "От", KT_QUOTE_FIELD_FROM },
    { "От кого", KT_QUOTE_FIELD_FROM },
    { "Від", KT_QUOTE_FIELD_FROM },
    { "No", KT_QUOTE_FIELD_FROM },
    { "Von", KT_QUOTE_FIELD_FROM },
    { "Sūtītājs", KT_QUOTE_FIELD_FROM },
    { "Sent", KT_QUOTE_FIELD_SENT },
    { "Date", KT_QUOTE_FIELD_SENT },
    { "Отправлено", KT_QUOTE_FIELD_SENT },
    { "Дата", KT_QUOTE_FIELD_SENT },
    { "Надіслано", KT_QUOTE_FIELD_SENT },
    { "Відправлено", KT_QUOTE_FIELD_SENT },
    { "Nosūtīts", KT_QUOTE_FIELD_SENT },
    { "Datums", KT_QUOTE_FIELD_SENT },
    { "Nosūtīta", KT_QUOTE_FIELD_SENT },
    { "Gesendet", KT_QUOTE_FIELD_SENT },
    { "Datum", KT_QUOTE_FIELD_SENT },
    { "To", KT_QUOTE_FIELD_TO },
    { "Кому", KT_QUOTE_FIELD_TO },
    { "Kam", KT_QUOTE_FIELD_TO },
    { "An", KT_QUOTE_FIELD_TO },
    { "Cc", KT_QUOTE_FIELD_CC },
    { "Копия", KT_QUOTE_FIELD_CC },
    { "Копія", KT_QUOTE_FIELD_CC },
    { "Kopija", KT_QUOTE_FIELD_CC },
    { "Subject", KT_QUOTE_FIELD_SUBJECT },
    { "Тема", KT_QUOTE_FIELD_SUBJECT },
    { "Temats", KT_QUOTE_FIELD_SUBJECT },
    { "Tēma", KT_QUOTE_FIELD_SUBJECT },
    { "Betreff", KT_QUOTE_FIELD_SUBJECT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      gsize n = strlen (fields[i].word);
      if (!begins (line, fields[i].word))
        continue;
      gsize after = n + strspn (line + n, "* ");
      if (line[after] == ':')
        return fields[i].field;
    }
  return KT_QUOTE_FIELD_NONE;
}

gboolean
kt_quote_words_separator (const char *words, gboolean dashed)
{
  static const char *const between_dashes[] = { "Original Message",
                                                "Original message",
                                                "Forwarded",
                                                "Forward",
                                                "Reply message",
                                                "Исходное сообщение",
                                                "Оригинальное сообщение",
                                                "Пересылаемое сообщение",
                                                "Пересланное сообщение",
                                                "Перенаправленное сообщение",
                                                "Пересылаемое письмо",
                                                "Пересланное письмо",
                                                "Початкове повідомлення",
                                                "Вихідне повідомлення",
                                                "Оригінальне повідомлення",
                                                "Переслане повідомлення",
                                                "Пересланий лист",
                                                "Переслане",
                                                "Sākotnējā ziņa",
                                                "Sākotnējais ziņojums",
                                                "Sākotnējā vēstule",
                                                "Oriģinālais ziņojums",
                                                "Oriģinālā vēstule",
                                                "Pārsūtīta",
                                                "Pārsūtītā",
                                                "Pārsūtīts",
                                                "Pārsūtītais",
                                                "Ursprüngliche Nachricht",
                                                "Originalnachricht",
                                                "Original-Nachricht",
                                                "Weitergeleitete Nachricht",
                                                "Weitergeleitet",
                                                "Конец пересылаемого",
                                                "Начало переад",
                                                NULL };
  static const char *const alone[] = { "Begin forwarded message:",
                                       "Начало переадресованного сообщения:",
                                       "Початок листа, який пересилається:",
                                       "Початок пересланого повідомлення:",
                                       "Pārsūtītā ziņojuma sākums:",
                                       "Anfang der weitergeleiteten Nachricht:",
                                       "Anfang der weitergeleiteten E‑Mail:",
                                       "Anfang der weitergeleiteten E-Mail:",
                                       NULL };

  return begins_any (words, alone) || (dashed && begins_any (words, between_dashes));
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

gboolean
kt_quote_words_attribution (const char *line)
{
  /* the verb stands at the end ("On … Anna wrote:") or with the name at the end ("schrieb Anna:")
   */
  static const char *const verbs[]
      = { " wrote",   " schrieb", "geschrieben", " писал", "написал", " пише",   "писав", "писала",
          "rakstīja", " raksta",  "пишет",       "пишут",  "napisa",  "a écrit", NULL };

  static const char *const quoting[]
      = { "Quoting ", "Zitat von ", "Citējot ", "Цитирую ", "Цитата ", NULL };

  if (!ends_with_colon (line))
    return FALSE;
  if (contains_any (line, verbs))
    return has_digit (line) || strchr (line, '@') != NULL;
  /* "пн, 3 нояб. 2026 г. в 10:00, Анна <anna@x>:" goes without a verb */
  return strchr (line, '@') != NULL
         && ((has_digit (line) && strstr (line, ">:") != NULL) || begins_any (line, quoting));
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
          "Quoting",     "Zitat",    "Citējot", "Цит",     NULL };

  return g_ascii_isdigit (*line) || begins_any (line, openings) || strchr (line, '@') != NULL
         || kt_quote_words_attribution (line);
}

gboolean
kt_quote_words_device (const char *line)
{
  static const char *const openings[]
      = { "Sent from my ",        "Sent from Mail for",
          "Sent from Outlook",    "Sent from Yahoo",
          "Sent from Proton",     "Sent from the",
          "Sent with ",           "Sent via ",
          "Get Outlook for",      "Отправлено с ",
          "Отправлено из ",       "Отправлено от ",
          "Отправлено через ",    "Скачать Outlook",
          "Получить Outlook",     "Надіслано з ",
          "Відправлено з ",       "Надіслано із ",
          "Надіслано через ",     "Nosūtīts no ",
          "Nosūtīta no ",         "Sūtīts no ",
          "Nosūtīts, izmantojot", "Von meinem ",
          "Von meinen ",          "Gesendet von ",
          "Gesendet mit ",        "Diese Nachricht wurde von meinem",
          "Outlook für ",         NULL };

  return strlen (line) <= DEVICE_MAX && begins_any (line, openings);
}
