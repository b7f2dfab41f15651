#include "config.h"
#include "kontor/field.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/local-time.h"
#include "kontor/money.h"
#include "kontor/nearest.h"
#include "kontor/when.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define NAME_LONGEST 40   /* characters */
#define VALUE_LONGEST 500 /* characters */
#define DIGITS_MAX 30     /* of a number */
#define WORDS_MAX 8       /* of a date */

/* What every contact has, and what queries ask for: a field of that name would never be heard. */
static const char *const taken_names[] = {
  "name",   "given",    "family",   "surname",  "patronymic", "company",  "type",     "status",
  "source", "birthday", "language", "cadence",  "kind",       "discount", "city",     "consent",
  "email",  "mail",     "phone",    "post",     "url",        "web",      "chat",     "messenger",
  "tag",    "tags",     "note",     "notes",    "address",    "employer", "relation", "last",
  "spent",  "stage",    "deal",     "has",      "no",         "created",  "updated",  "origin",
  "ref",    "next",     "visits",   "since",    "before",     "after",    "field",    "and",
  "or",     "not",      "segment",  "pipeline", "invoice",    "amount",   "text",     "letter",
  "by",     "age",      "photo",    "reminder", "service",    "points",   "related",  NULL
};

char *
kt_field_check_name (const char *name, GError **error)
{
  g_autofree char *nfc = g_strstrip (kt_nfc (name, -1)), *fold = kt_fold (nfc);
  const char *why = NULL;
  if (*nfc == '\0')
    why = _ ("it is empty");
  else if (g_utf8_strlen (nfc, -1) > NAME_LONGEST)
    why = _ ("it is too long");
  else if (strpbrk (nfc, "=:\n\r\t\"#+,;()") != NULL || g_ascii_isdigit (*nfc) || *nfc == '-')
    why = _ ("a name is words without = : # + , ; ( ) and quotes");
  else if (g_strv_contains (taken_names, fold))
    why = _ ("the word means something else already");
  if (why == NULL)
    return g_steal_pointer (&nfc);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("cannot name a field «%s», %s"), nfc, why);
  return NULL;
}

static char *
refuse (const KtField *field, const char *text, const char *why, const char *example,
        GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("cannot set %s to «%s», %s"), field->name, text,
               why);
  if (example != NULL)
    kt_error_hint (error, _ ("for example %s"), example);
  return NULL;
}

/* "1 234,50" is "1234.5": exact, so that it sorts and compares by its digits. */
static char *
check_number (const KtField *field, const char *text, GError **error)
{
  GString *number = g_string_new (NULL);
  gsize fraction = 0, digits = 0;
  gboolean fine = TRUE;
  for (const char *p = text; *p != '\0' && fine; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (g_unichar_isspace (c) || c == '\'')
        continue;
      if (c < 0x80 && g_ascii_isdigit ((char)c))
        {
          g_string_append_c (number, (char)c);
          digits++;
        }
      else if ((c == '.' || c == ',') && fraction == 0 && digits > 0)
        {
          g_string_append_c (number, '.');
          fraction = number->len;
        }
      else if ((c == '-' || c == 0x2212) && number->len == 0)
        g_string_append_c (number, '-');
      else
        fine = c == '+' && number->len == 0;
    }
  if (!fine || digits == 0 || digits > DIGITS_MAX || fraction == number->len)
    {
      g_string_free (number, TRUE);
      return refuse (field, text, _ ("it is not a number"), "38, 38.5", error);
    }
  while (fraction > 0 && number->str[number->len - 1] == '0')
    g_string_truncate (number, number->len - 1);
  if (number->str[number->len - 1] == '.')
    g_string_truncate (number, number->len - 1);
  gsize first = number->str[0] == '-' ? 1 : 0;
  while (number->str[first] == '0' && g_ascii_isdigit (number->str[first + 1]))
    g_string_erase (number, (gssize)first, 1);
  if (g_str_equal (number->str, "-0"))
    g_string_assign (number, "0");
  return g_string_free (number, FALSE);
}

/* Any day of history; the words of today's dates besides. */
static char *
check_date (const KtField *field, const char *text, const KtClock *clock, GError **error)
{
  int year = 0, month = 0, day = 0, end = 0;
  KtWhenContext when;
  KtLocal local;
  guint used = 0;
  if ((sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &end) == 3 && text[end] == '\0')
      || (sscanf (text, "%2d.%2d.%4d%n", &day, &month, &year, &end) == 3 && text[end] == '\0'))
    return year >= 1000 && month > 0 && day > 0
                   && day <= kt_local_month_days (year, MIN (month, 12)) && month <= 12
               ? g_strdup_printf ("%04d-%02d-%02d", year, month, day)
               : refuse (field, text, _ ("there is no such day"), NULL, error);
  g_auto (GStrv) words = g_strsplit (text, " ", WORDS_MAX);
  kt_when_context_init (&when, clock);
  if (!kt_when_parse ((const char *const *)words, g_strv_length (words), &when, &local, &used, NULL)
      || used < g_strv_length (words) || local.hour >= 0)
    return refuse (field, text, _ ("it is not a day"), "2026-11-24, 24.11.2026", error);
  char iso[KT_LOCAL_TEXT];
  kt_local_format (local, iso);
  return g_strdup (iso);
}

static char *
check_money (const char *text, const char *currency, GError **error)
{
  KtMoney money;
  const char *usual = currency != NULL && *currency != '\0' ? currency : "EUR";
  if (!kt_money_parse (text, usual, &money, error))
    return NULL;
  g_autofree char *decimal = kt_money_decimal (money);
  return g_strdup_printf ("%s %s", decimal, money.currency);
}

static char *
check_yes_no (const KtField *field, const char *text, GError **error)
{
  static const char *const yes[]
      = { "yes", "y", "1", "true", "да", "так", "ja", "jā", "+", "x", NULL };
  static const char *const no[] = { "no", "n", "0", "false", "нет", "ні", "ne", "nē", "-", NULL };
  g_autofree char *fold = kt_fold (text);
  for (const char *const *word = yes; *word != NULL; word++)
    {
      g_autofree char *known = kt_fold (*word);
      if (g_str_equal (known, fold))
        return g_strdup ("yes");
    }
  for (const char *const *word = no; *word != NULL; word++)
    {
      g_autofree char *known = kt_fold (*word);
      if (g_str_equal (known, fold))
        return g_strdup ("no");
    }
  return refuse (field, text, _ ("it is yes or no"), NULL, error);
}

static char *
check_choice (const KtField *field, const char *text, GError **error)
{
  g_autofree char *fold = kt_fold (text);
  for (char **choice = field->choices; *choice != NULL; choice++)
    {
      g_autofree char *known = kt_fold (*choice);
      if (g_str_equal (known, fold))
        return g_strdup (*choice);
    }
  const char *near = kt_nearest (text, (const char *const *)field->choices);
  g_autofree char *all = g_strjoinv (", ", field->choices);
  refuse (field, text, _ ("it is not one of the choices"), NULL, error);
  if (near != NULL)
    kt_error_hint (error, _ ("did you mean %s?"), near);
  kt_error_hint (error, _ ("one of: %s"), all);
  return NULL;
}

char *
kt_field_check (const KtField *field, const char *text, const char *currency, const KtClock *clock,
                GError **error)
{
  g_autofree char *nfc = kt_nfc (text, -1);
  g_strdelimit (nfc, "\n\r\t", ' ');
  g_strstrip (nfc);
  if (*nfc == '\0')
    return refuse (field, nfc, _ ("it is empty"), NULL, error);
  if (g_utf8_strlen (nfc, -1) > VALUE_LONGEST)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
                   ngettext ("the %s is too long, more than %d character",
                             "the %s is too long, more than %d characters", VALUE_LONGEST),
                   field->name, VALUE_LONGEST);
      return NULL;
    }
  switch (field->kind)
    {
    case KT_FIELD_NUMBER:
      return check_number (field, nfc, error);
    case KT_FIELD_DATE:
      return check_date (field, nfc, clock, error);
    case KT_FIELD_MONEY:
      return check_money (nfc, currency, error);
    case KT_FIELD_YES_NO:
      return check_yes_no (field, nfc, error);
    case KT_FIELD_CHOICE:
      return check_choice (field, nfc, error);
    default:
      return g_steal_pointer (&nfc);
    }
}
