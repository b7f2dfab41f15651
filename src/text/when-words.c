#include "config.h"
#include "kontor/fold.h"
#include "kontor/nearest.h"
#include "kontor/when.h"
#include "when-parts.h"
#include <string.h>

/* All words are written as kt_fold() leaves them: without marks (except й, ї), without apostrophes,
 * in lower case. So "nākamajā" and "nakamaja", п'ятниця with any apostrophe are one word here.
 * uk неділя is Sunday, ru неделя a week; lv rīt is tomorrow, rīts (a morning) is not here. */
static const struct
{
  KtWordKind kind;
  int value;
  const char *words;
} rows[] = {
  { KT_WORD_WEEKDAY, 1,
    "monday mon понедельник понедельника пн понеділок понеділка "
    "pirmdiena pirmdien pirmdienu pirmdienas pirmd pr" },
  { KT_WORD_WEEKDAY, 2,
    "tuesday tue tues вторник вторника вт вівторок вівторка "
    "otrdiena otrdien otrdienu otrdienas otrd ot" },
  { KT_WORD_WEEKDAY, 3,
    "wednesday wed weds среда среду среды ср середа середу середи "
    "tresdiena tresdien tresdienu tresdienas tresd tr" },
  { KT_WORD_WEEKDAY, 4,
    "thursday thu thur thurs четверг четверга чт четвер "
    "ceturtdiena ceturtdien ceturtdienu ceturtdienas ceturtd ce" },
  { KT_WORD_WEEKDAY, 5,
    "friday fri пятница пятницу пятницы пт пятниця пятницю пятниці "
    "piektdiena piektdien piektdienu piektdienas piektd pk" },
  { KT_WORD_WEEKDAY, 6,
    "saturday sat суббота субботу субботы сб субота суботу суботи "
    "sestdiena sestdien sestdienu sestdienas sestd se" },
  { KT_WORD_WEEKDAY, 7,
    "sunday sun воскресенье воскресенья вс неділя неділю неділі нд "
    "svetdiena svetdien svetdienu svetdienas svetd sv" },

  /* no lv pirmdienās: folded it is also the genitive (pirmdienas sapulce) */
  { KT_WORD_EVERY_WEEKDAY, 1, "mondays понедельникам понеділках щопонеділка" },
  { KT_WORD_EVERY_WEEKDAY, 2, "tuesdays вторникам вівторках щовівторка" },
  { KT_WORD_EVERY_WEEKDAY, 3, "wednesdays средам середах щосереди" },
  { KT_WORD_EVERY_WEEKDAY, 4, "thursdays четвергам четвергах щочетверга" },
  { KT_WORD_EVERY_WEEKDAY, 5, "fridays пятницам пятницях щопятниці" },
  { KT_WORD_EVERY_WEEKDAY, 6, "saturdays субботам суботах щосуботи" },
  { KT_WORD_EVERY_WEEKDAY, 7, "sundays воскресеньям неділях щонеділі" },

  { KT_WORD_MONTH, 1,
    "january jan января январь янв січня січень січ janvari janvara janvaris janv" },
  { KT_WORD_MONTH, 2,
    "february feb февраля февраль фев февр лютого лютий лют "
    "februari februara februaris febr" },
  { KT_WORD_MONTH, 3, "march mar марта март мар березня березень бер marta marts" },
  { KT_WORD_MONTH, 4, "april apr апреля апрель апр квітня квітень кві квіт aprili aprila aprilis" },
  { KT_WORD_MONTH, 5, "may мая май травня травень тра трав maija maijs mai" },
  { KT_WORD_MONTH, 6, "june jun июня июнь июн червня червень чер черв junija junijs" },
  { KT_WORD_MONTH, 7, "july jul июля июль июл липня липень лип julija julijs" },
  { KT_WORD_MONTH, 8, "august aug августа август авг серпня серпень сер серп augusta augusts" },
  { KT_WORD_MONTH, 9,
    "september sep sept сентября сентябрь сен сент вересня вересень вер верес "
    "septembri septembra septembris" },
  { KT_WORD_MONTH, 10,
    "october oct октября октябрь окт жовтня жовтень жов жовт oktobri oktobra oktobris okt" },
  { KT_WORD_MONTH, 11,
    "november nov ноября ноябрь ноя нояб листопада листопад "
    "novembri novembra novembris" },
  { KT_WORD_MONTH, 12,
    "december dec декабря декабрь дек грудня грудень гру груд "
    "decembri decembra decembris" },
  { KT_WORD_ENGLISH_MONTH, 1, "january jan" },
  { KT_WORD_ENGLISH_MONTH, 2, "february feb" },
  { KT_WORD_ENGLISH_MONTH, 3, "march mar" },
  { KT_WORD_ENGLISH_MONTH, 4, "april apr" },
  { KT_WORD_ENGLISH_MONTH, 5, "may" },
  { KT_WORD_ENGLISH_MONTH, 6, "june jun" },
  { KT_WORD_ENGLISH_MONTH, 7, "july jul" },
  { KT_WORD_ENGLISH_MONTH, 8, "august aug" },
  { KT_WORD_ENGLISH_MONTH, 9, "september sep sept" },
  { KT_WORD_ENGLISH_MONTH, 10, "october oct" },
  { KT_WORD_ENGLISH_MONTH, 11, "november nov" },
  { KT_WORD_ENGLISH_MONTH, 12, "december dec" },

  { KT_WORD_DAY, -2, "позавчера позавчора aizvakar" },
  { KT_WORD_DAY, -1, "yesterday вчера вчора учора vakar" },
  { KT_WORD_DAY, 0, "today сегодня сьогодні sodien" },
  { KT_WORD_DAY, 1, "tomorrow завтра rit ritdien" },
  { KT_WORD_DAY, 2, "послезавтра післязавтра parit paritdien" },

  { KT_WORD_UNIT, KT_UNIT_MINUTE,
    "minute minutes min mins минута минуту минуты минут мин хвилина хвилину хвилини хвилин хв "
    "minutes minutem minute" },
  { KT_WORD_UNIT, KT_UNIT_HOUR,
    "hour hours час часа часов година годину години годин stundas stundam stunda" },
  { KT_WORD_UNIT, KT_UNIT_DAY, "day days день дня дней дні днів diena dienas dienam dienu" },
  { KT_WORD_UNIT, KT_UNIT_WEEK,
    "week weeks неделя неделю недели неделе недель тиждень тижня тижні тижнів "
    "nedela nedelas nedelam nedelu" },
  { KT_WORD_UNIT, KT_UNIT_MONTH,
    "month months месяц месяца месяцев месяце місяць місяця місяці місяців "
    "menesis menesi menesa menesiem menesus" },
  { KT_WORD_UNIT, KT_UNIT_YEAR,
    "year years год года лет году рік року роки років gads gada gadu gadiem gadus" },
  { KT_WORD_JOINED_UNIT, KT_UNIT_MINUTE, "min мин хв" },
  { KT_WORD_JOINED_UNIT, KT_UNIT_HOUR, "h ч год st" },
  { KT_WORD_JOINED_UNIT, KT_UNIT_DAY, "d day days д дн" },
  { KT_WORD_JOINED_UNIT, KT_UNIT_WEEK, "w week weeks н нед тиж ned" },
  { KT_WORD_JOINED_UNIT, KT_UNIT_MONTH, "m month months м мес міс men" },
  { KT_WORD_JOINED_UNIT, KT_UNIT_YEAR, "y year years г л р g" },
  /* adverbs only: en "weekly", lv "iknedēļas" more often begin a text */
  { KT_WORD_EVERY_UNIT, KT_UNIT_DAY, "ежедневно щодня щоденно" },
  { KT_WORD_EVERY_UNIT, KT_UNIT_WEEK, "еженедельно щотижня" },
  { KT_WORD_EVERY_UNIT, KT_UNIT_MONTH, "ежемесячно щомісяця" },
  { KT_WORD_EVERY_UNIT, KT_UNIT_YEAR, "ежегодно щороку ikgadu" },
  { KT_WORD_THIS_UNIT, KT_UNIT_WEEK, "week неделя неделю тиждень nedela sonedel" },
  { KT_WORD_THIS_UNIT, KT_UNIT_MONTH, "month месяц місяць menesis somenes" },
  { KT_WORD_THIS_UNIT, KT_UNIT_YEAR, "year год рік gads sogad" },
  { KT_WORD_NEXT_UNIT, KT_UNIT_WEEK, "nakamnedel" },
  { KT_WORD_NEXT_UNIT, KT_UNIT_MONTH, "nakammenes" },
  { KT_WORD_NEXT_UNIT, KT_UNIT_YEAR, "nakamgad" },

  { KT_WORD_HALF_HOUR, 30, "полчаса півгодини pusstundas pusstundu" },
  { KT_WORD_HALF_TO, 1, "pusvienos полпервого" },
  { KT_WORD_HALF_TO, 2, "pusdivos полвторого" },
  { KT_WORD_HALF_TO, 3, "pustrijos полтретьего" },
  { KT_WORD_HALF_TO, 4, "puscetros полчетвертого" },
  { KT_WORD_HALF_TO, 5, "puspiecos полпятого" },
  { KT_WORD_HALF_TO, 6, "pussesos полшестого" },
  { KT_WORD_HALF_TO, 7, "pusseptinos полседьмого" },
  { KT_WORD_HALF_TO, 8, "pusastonos полвосьмого" },
  { KT_WORD_HALF_TO, 9, "pusdevinos полдевятого" },
  { KT_WORD_HALF_TO, 10, "pusdesmitos полдесятого" },
  { KT_WORD_HALF_TO, 11, "pusvienpadsmitos полодиннадцатого" },
  { KT_WORD_HALF_TO, 12, "pusdivpadsmitos полдвенадцатого" },

  { KT_WORD_IN, 0, "in через pec" },
  { KT_WORD_IN_FIRST, 0, "за" },
  { KT_WORD_AT, 0, "at plkst pulksten о об" },
  { KT_WORD_ON, 0, "on" },
  { KT_WORD_AT_OR_ON, 0, "в во у" },
  { KT_WORD_BY, 0, "по on" },
  { KT_WORD_THE, 0, "the" },
  { KT_WORD_ONE, 1, "a an one один одну одно одна viena vienas" },
  { KT_WORD_OTHER, 2, "other second" },
  { KT_WORD_NEXT, 0,
    "next следующий следующую следующее следующей следующем следующего "
    "наступний наступну наступна наступної наступного наступному наступній "
    "nakamaja nakamais nakamo nakama nakamas" },
  { KT_WORD_THIS, 0,
    "this этот эту это эта этой этом этого цей цю ця це цієї цього цьому saja so si sis" },
  { KT_WORD_EVERY, 0,
    "every each каждый каждую каждое каждые каждая каждой каждого "
    "кожен кожний кожну кожна кожні кожного кожної кожне katru katra katras ik" },
  { KT_WORD_AFTER, 0, "after" },
  { KT_WORD_HALF, 0, "half" },
  { KT_WORD_ORDINAL, 0, "th st nd rd го е ого числа" },
  { KT_WORD_OF, 0, "of" },
  { KT_WORD_YEAR_MARK, 0, "года году г року р gada" },
  { KT_WORD_HOUR_MARK, 0, "h ч час часа часов год годині години годин stundas oclock" },
  { KT_WORD_MORNING, 0, "am утра ночи ранку ночі" },
  { KT_WORD_AFTERNOON, 0, "pm дня вечера вечора vakara" },
  { KT_WORD_NOON, 12, "noon midday полдень полудень опівдні pusdienlaika" },
  { KT_WORD_FROM, 0, "no" },
  { KT_WORD_FROM_MORNING, 0, "rita" },
  { KT_WORD_DAY_PART, 0, "morning утром вранці зранку" },
  { KT_WORD_DAY_PART, 14, "afternoon днем вдень diena" },
  { KT_WORD_DAY_PART, 18, "evening" },
  { KT_WORD_EVENING, 18, "tonight вечером ввечері увечері vakara sovakar" },
  { KT_WORD_T, 0, "t" },
};

static gboolean
is_listed (const char *words, const char *word, gsize length)
{
  for (const char *p = words; *p != '\0';)
    {
      gsize n = strcspn (p, " ");
      if (n == length && memcmp (p, word, n) == 0)
        return TRUE;
      p += n;
      p += *p == ' ';
    }
  return FALSE;
}

gboolean
kt_when_word (const char *word, KtWordKind kind, int *ret_value)
{
  gsize length = strlen (word);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].kind == kind && is_listed (rows[i].words, word, length))
      {
        if (ret_value != NULL)
          *ret_value = rows[i].value;
        return TRUE;
      }
  return FALSE;
}

const char *
kt_when_nearest (const char *word)
{
  static const char *const days[] = {
    "today",      "tomorrow", "yesterday", "monday",    "tuesday",     "wednesday",   "thursday",
    "friday",     "saturday", "sunday",    "сегодня",   "завтра",      "послезавтра", "сьогодні",
    "šodien",     "rītdien",  "parīt",     "pirmdien",  "otrdien",     "trešdien",    "ceturtdien",
    "piektdien",  "sestdien", "svētdien",  "вчера",     "позавчера",   "понедельник", "вторник",
    "среда",      "четверг",  "пятница",   "суббота",   "воскресенье", "вчора",       "післязавтра",
    "понеділок",  "вівторок", "середа",    "четвер",    "пʼятниця",    "субота",      "неділя",
    "aizvakar",   "vakar",    "january",   "february",  "march",       "april",       "august",
    "september",  "october",  "november",  "december",  "января",      "февраля",     "марта",
    "апреля",     "июня",     "июля",      "августа",   "сентября",    "октября",     "ноября",
    "декабря",    "січня",    "лютого",    "березня",   "квітня",      "травня",      "червня",
    "липня",      "серпня",   "вересня",   "жовтня",    "листопада",   "грудня",      "janvāris",
    "februāris",  "marts",    "aprīlis",   "maijs",     "jūnijs",      "jūlijs",      "augusts",
    "septembris", "oktobris", "novembris", "decembris", NULL
  };
  return g_utf8_strlen (word, -1) < 5 ? NULL : kt_nearest (word, days);
}

gboolean
kt_when_is_until (const char *word)
{
  static const char *const words[] = { "until", "till", "bis", "до", "lidz", NULL };
  g_autofree char *fold = kt_fold (word);
  return g_strv_contains (words, fold);
}
