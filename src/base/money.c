#include "config.h"
#include "kontor/money.h"
#include "kontor/error.h"
#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

#define TEXT_MAX 64 /* bytes of text that is looked at */
#define GROUPS_MAX 8
#define DIGITS_MAX 18
#define NO_BREAK_SPACE "\u00a0"

/* ISO 4217, with two decimals unless they stand below. */
static const char codes[]
    = " AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP"
      " BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP"
      " GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR"
      " KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK"
      " MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR"
      " SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH"
      " UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ";
static const char without_decimals[]
    = " BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF ";
static const char with_three[] = " BHD IQD JOD KWD LYD OMR TND ";

/* What people write for a currency, in lower case; the first of each is what is shown. */
static const struct
{
  char code[4];
  const char *words;
} names[] = {
  { "EUR", "€ eur euro euros eiro евро euri euras" },
  { "UAH", "₴ грн гривна гривня гривні гривен гривень" },
  { "RUB", "₽ руб р рубль рубля рублей" },
  { "USD", "$ dollar dollars доллар долларов" },
  { "GBP", "£" },
  { "PLN", "zł zl zloty" },
  { "CZK", "Kč kč kc" },
  { "JPY", "¥" },
};

static gboolean
listed (const char *list, const char *code)
{
  char padded[] = "     ";
  if (strlen (code) != 3)
    return FALSE;
  memcpy (padded + 1, code, 3);
  return strstr (list, padded) != NULL;
}

gboolean
kt_money_currency_known (const char *code)
{
  return listed (codes, code);
}

int
kt_money_decimals (const char *currency)
{
  return listed (without_decimals, currency) ? 0 : listed (with_three, currency) ? 3 : 2;
}

/* How a number was read. */
typedef enum
{
  READ_OK,
  READ_DOUBT,    /* 1.234: thousands or decimals */
  READ_TOO_FINE, /* more decimals than there are */
  READ_TOO_BIG,
  READ_NOT,
} Reading;

/* Groups of digits and what stands before each: ' ' for spaces, '\'' for apostrophes, '.', ','. */
typedef struct
{
  const char *start[GROUPS_MAX];
  gsize length[GROUPS_MAX];
  char before[GROUPS_MAX];
  int n;
} Groups;

static char
separator (gunichar c)
{
  if (c == ',' || c == '.')
    return (char)c;
  if (c == '\'' || c == 0x2019)
    return '\'';
  return g_unichar_isspace (c) || c == 0xa0 || c == 0x202f ? ' ' : '\0';
}

/* Reads groups of digits; returns what follows them, NULL where there are none or too many. ",-"
 * at the end says that there are no cents. */
static const char *
read_groups (const char *p, Groups *groups)
{
  char before = '\0';
  while (g_ascii_isdigit (*p))
    {
      if (groups->n == GROUPS_MAX)
        return NULL;
      gsize length = strspn (p, "0123456789");
      groups->start[groups->n] = p;
      groups->length[groups->n] = length;
      groups->before[groups->n++] = before;
      p += length;
      const char *next = *p != '\0' ? g_utf8_next_char (p) : p;
      before = separator (g_utf8_get_char (p));
      if ((before == ',' || before == '.') && strchr ("-\xe2", *next) != NULL && *next != '\0')
        {
          gunichar dash = g_utf8_get_char (next);
          return dash == '-' || dash == 0x2013 || dash == 0x2014 ? g_utf8_next_char (next) : NULL;
        }
      if (before != '\0' && g_ascii_isdigit (*next))
        p = next;
    }
  return groups->n > 0 ? p : NULL;
}

/* Whether the groups up to the n-th are thousands, all parted alike. */
static gboolean
are_thousands (const Groups *groups, int n)
{
  for (int i = 1; i < n; i++)
    if (groups->length[i] != 3 || groups->before[i] != groups->before[1])
      return FALSE;
  return n == 1 || (groups->length[0] <= 3 && *groups->start[0] != '0');
}

/* How many of the groups are the whole part. */
static Reading
split_groups (const Groups *groups, int decimals, int *ret_whole)
{
  int last = groups->n - 1;
  char sign = groups->before[last];
  *ret_whole = groups->n;
  if (last == 0)
    return READ_OK;
  gboolean may_be_decimal
      = (sign == '.' || sign == ',') && (last == 1 || groups->before[1] != sign);
  gboolean may_be_thousands = are_thousands (groups, groups->n);
  if (!may_be_decimal)
    return may_be_thousands ? READ_OK : READ_NOT;
  if (may_be_thousands && decimals > 0)
    return READ_DOUBT;
  if (may_be_thousands)
    return READ_OK;
  *ret_whole = last;
  if (!are_thousands (groups, last))
    return READ_NOT;
  return groups->length[last] <= (gsize)decimals ? READ_OK : READ_TOO_FINE;
}

static Reading
read_number (const Groups *groups, int decimals, gint64 *ret_minor)
{
  int whole = groups->n;
  Reading reading = split_groups (groups, decimals, &whole);
  if (reading != READ_OK)
    return reading;
  gint64 value = 0;
  gsize digits = 0, fraction = 0;
  for (int i = 0; i < groups->n; i++)
    for (gsize j = 0; j < groups->length[i]; j++)
      {
        digits += value > 0 || groups->start[i][j] != '0';
        if (digits > DIGITS_MAX - 3)
          return READ_TOO_BIG;
        value = value * 10 + (groups->start[i][j] - '0');
        fraction += i >= whole;
      }
  for (; fraction < (gsize)decimals; fraction++)
    value *= 10;
  *ret_minor = value;
  return value <= KT_MONEY_MAX ? READ_OK : READ_TOO_BIG;
}

/* The code a word stands for; NULL unknown. */
static const char *
currency_of (const char *word)
{
  g_autofree char *folded = g_utf8_casefold (word, -1);
  gsize length = strlen (folded);
  if (length > 1 && folded[length - 1] == '.')
    folded[length - 1] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (GStrv) words = g_strsplit (names[i].words, " ", -1);
      if (g_strv_contains ((const char *const *)words, folded))
        return names[i].code;
    }
  g_autofree char *code = g_ascii_strup (folded, -1);
  const char *place = strlen (code) == 3 ? strstr (codes, code) : NULL;
  return place != NULL && kt_money_currency_known (code) ? place : NULL;
}

/* Without spaces around it, those that do not break included. */
static char *
strip (const char *text, gsize length)
{
  const char *end = text + length;
  while (text < end && separator (g_utf8_get_char (text)) == ' ')
    text = g_utf8_next_char (text);
  for (const char *last; text < end; end = last)
    if (separator (g_utf8_get_char (last = g_utf8_prev_char (end))) != ' ')
      break;
  return g_strndup (text, (gsize)(end - text));
}

/* The amount's digits and its currency's word, which stands on one side of them ("" none). */
static gboolean
split_text (const char *text, Groups *groups, char **ret_word)
{
  *groups = (Groups){ 0 };
  gsize lead = strcspn (text, "0123456789");
  const char *rest = read_groups (text + lead, groups);
  if (rest == NULL)
    return FALSE;
  g_autofree char *front = strip (text, lead);
  g_autofree char *back = strip (rest, strlen (rest));
  if (*front != '\0' && *back != '\0')
    return FALSE;
  *ret_word = *front != '\0' ? g_steal_pointer (&front) : g_steal_pointer (&back);
  return TRUE;
}

static gboolean
refuse (const char *text, Reading reading, const char *code, GError **error)
{
  g_autofree char *shown = g_utf8_make_valid (text, strnlen (text, TEXT_MAX));
  switch (reading)
    {
    case READ_DOUBT:
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
                   _ ("how much is «%s»? it may be thousands or decimals"), shown);
      kt_error_hint (error, _ ("write 1234 or 1 234,00 for thousands, 1,23 for decimals"));
      break;
    case READ_TOO_FINE:
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» has more decimals than %s"), shown,
                   code);
      break;
    case READ_TOO_BIG:
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is too much"), shown);
      break;
    default:
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is not an amount of money"), shown);
      kt_error_hint (error, _ ("such as: 45, 45,50, 1 234,50, 450 грн"));
    }
  return FALSE;
}

/* What of text is an amount; *ret is set with READ_OK. */
static Reading
read_money (const char *text, const char *currency, KtMoney *ret)
{
  Groups groups;
  g_autofree char *word = NULL;
  ret->currency[0] = '\0';
  if (strnlen (text, TEXT_MAX + 1) > TEXT_MAX || !g_utf8_validate (text, -1, NULL)
      || !split_text (text, &groups, &word))
    return READ_NOT;
  const char *code = *word == '\0' ? currency : currency_of (word);
  if (code == NULL)
    return READ_NOT;
  g_strlcpy (ret->currency, code, sizeof ret->currency);
  return read_number (&groups, kt_money_decimals (ret->currency), &ret->minor);
}

gboolean
kt_money_parse (const char *text, const char *currency, KtMoney *ret, GError **error)
{
  KtMoney money = { 0 };
  Reading reading = read_money (text, currency != NULL ? currency : "EUR", &money);
  if (reading != READ_OK)
    return refuse (text, reading, money.currency, error);
  *ret = money;
  return TRUE;
}

gboolean
kt_money_has_form (const char *text)
{
  KtMoney money = { 0 };
  return read_money (text, "EUR", &money) != READ_NOT;
}

/* The locale's decimal sign; where no language was chosen the comma. */
const char *
kt_money_decimal_sign (void)
{
  const char *locale = setlocale (LC_NUMERIC, NULL);
  gboolean none = locale == NULL || g_str_equal (locale, "C") || g_str_has_prefix (locale, "C.")
                  || g_str_equal (locale, "POSIX");
  const char *sign = localeconv ()->decimal_point;
  return none || *sign == '\0' ? "," : sign;
}

static const char *
symbol (const char *code, char buffer[8])
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].code, code))
      {
        gsize length = strcspn (names[i].words, " ");
        g_strlcpy (buffer, names[i].words, MIN (length + 1, 8));
        return buffer;
      }
  return code;
}

#define ROOM 96 /* octets of any sum with its currency */

static char *
put_before (char *p, const char *text)
{
  gsize length = strlen (text);
  return memcpy (p - length, text, length);
}

/* The digits that end at p, from the last one on: lists have thousands of sums. group: between
 * thousands. */
static char *
put_digits (char *p, KtMoney money, const char *sign, const char *group)
{
  guint64 rest = money.minor < 0 ? -(guint64)money.minor : (guint64)money.minor;
  int decimals = kt_money_decimals (money.currency);
  for (int i = 0; i < decimals; i++, rest /= 10)
    *--p = (char)('0' + rest % 10);
  if (decimals > 0)
    p = put_before (p, sign);
  for (int digits = 0; digits == 0 || rest > 0; digits++, rest /= 10)
    {
      if (digits > 0 && digits % 3 == 0)
        p = put_before (p, group);
      *--p = (char)('0' + rest % 10);
    }
  return p;
}

char *
kt_money_format (KtMoney money)
{
  char room[ROOM], buffer[8], *p = room + sizeof room - 1;
  *p = '\0';
  if (money.currency[0] != '\0')
    p = put_before (put_before (p, symbol (money.currency, buffer)), NO_BREAK_SPACE);
  p = put_digits (p, money, kt_money_decimal_sign (), NO_BREAK_SPACE);
  return g_strdup (money.minor < 0 ? put_before (p, "−") : p);
}

char *
kt_money_decimal (KtMoney money)
{
  char room[ROOM], *p = room + sizeof room - 1;
  *p = '\0';
  p = put_digits (p, money, ".", "");
  return g_strdup (money.minor < 0 ? put_before (p, "-") : p);
}

gboolean
kt_money_add (KtMoney *sum, KtMoney money)
{
  gint64 total;
  if (!g_str_equal (sum->currency, money.currency)
      || __builtin_add_overflow (sum->minor, money.minor, &total) || total > KT_MONEY_MAX
      || total < -KT_MONEY_MAX)
    return FALSE;
  sum->minor = total;
  return TRUE;
}

gboolean
kt_money_times (KtMoney price, gint64 thousandths, KtMoney *ret)
{
  gint64 product;
  *ret = price;
  if (__builtin_mul_overflow (price.minor, thousandths, &product)
      || __builtin_add_overflow (product, 500, &product))
    return FALSE;
  ret->minor = product / 1000 - (product % 1000 < 0 ? 1 : 0);
  return ret->minor <= KT_MONEY_MAX && ret->minor >= -KT_MONEY_MAX;
}
