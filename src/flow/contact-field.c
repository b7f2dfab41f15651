#include "config.h"
#include "kontor/contact-edit.h"
#include "kontor/error.h"
#include "kontor/field.h"
#include "kontor/fold.h"
#include "kontor/local-time.h"
#include "kontor/nearest.h"
#include <glib/gi18n.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define TEXT_MAX 200 /* characters of a name or word */
#define CADENCE_MAX 3660

static const struct
{
  const char *key;
  gsize place;
} text_fields[] = {
  { "given", offsetof (KtContact, given) },
  { "family", offsetof (KtContact, family) },
  { "patronymic", offsetof (KtContact, patronymic) },
  { "company", offsetof (KtContact, company) },
  { "type", offsetof (KtContact, type) },
  { "status", offsetof (KtContact, status) },
  { "source", offsetof (KtContact, source) },
  { "city", offsetof (KtContact, city) },
};

const char *const kt_contact_keys[]
    = { "kind",   "name",     "given",    "patronymic", "family",   "company", "type",    "status",
        "source", "language", "birthday", "city",       "discount", "consent", "cadence", NULL };

static gboolean
refuse (const char *key, const char *value, const char *why, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("cannot set %s to «%s», %s"), key, value, why);
  return FALSE;
}

/* One line in NFC; NULL with error where it is too long. */
static char *
clean (const char *key, const char *value, GError **error)
{
  g_autofree char *nfc = kt_nfc (value, -1);
  g_strdelimit (nfc, "\n\r\t", ' ');
  g_strstrip (nfc);
  if (g_utf8_strlen (nfc, -1) <= TEXT_MAX)
    return g_steal_pointer (&nfc);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
               ngettext ("the %s is too long, more than %d character",
                         "the %s is too long, more than %d characters", TEXT_MAX),
               key, TEXT_MAX);
  return NULL;
}

static gboolean
set_text (char **place, const char *key, const char *value, gboolean wanted, GError **error)
{
  char *text = clean (key, value, error);
  if (text == NULL)
    return FALSE;
  if (*text == '\0' && wanted)
    {
      g_free (text);
      return refuse (key, value, _ ("it cannot be empty"), error);
    }
  g_free (*place);
  *place = *text != '\0' ? text : (g_free (text), NULL);
  return TRUE;
}

/* RFC 5646 in its common shape: a language, then subtags. */
static gboolean
set_language (KtContact *contact, const char *value, GError **error)
{
  g_auto (GStrv) tags = g_strsplit (value, "-", -1);
  gsize first = tags[0] != NULL ? strlen (tags[0]) : 0;
  gboolean fine = *value == '\0' || first == 2 || first == 3;
  for (guint i = 0; fine && tags[i] != NULL; i++)
    for (const char *p = tags[i]; *p != '\0'; p++)
      fine = fine && (i == 0 ? g_ascii_isalpha (*p) : g_ascii_isalnum (*p)) && p - tags[i] < 8;
  if (!fine)
    {
      refuse ("language", value, _ ("it is not a language tag"), error);
      kt_error_hint (error, _ ("for example lv, ru, uk or en-GB"));
      return FALSE;
    }
  g_free (contact->language);
  contact->language = *value != '\0' ? g_strdup (value) : NULL;
  return TRUE;
}

static gboolean
set_cadence (KtContact *contact, const char *value, GError **error)
{
  guint64 days = 0;
  if (*value != '\0' && !g_ascii_string_to_unsigned (value, 10, 1, CADENCE_MAX, &days, NULL))
    return refuse ("cadence", value, _ ("it is a number of days"), error);
  contact->cadence = (int)days;
  return TRUE;
}

static gboolean
set_kind (KtContact *contact, const char *value, GError **error)
{
  if (!g_str_equal (value, "person") && !g_str_equal (value, "company"))
    {
      refuse ("kind", value, _ ("there is no such kind"), error);
      kt_error_hint (error, _ ("one of: person, company"));
      return FALSE;
    }
  g_free (contact->kind);
  contact->kind = g_strdup (value);
  return TRUE;
}

/* "10 %", "7,5", "12.25%": hundredths of a percent. */
static gboolean
set_discount (KtContact *contact, const char *value, GError **error)
{
  int whole = 0, end = 0, hundredths = 0;
  g_autofree char *text = g_strdelimit (g_strdup (value), ",", '.');
  g_strstrip (text);
  if (g_str_has_suffix (text, "%"))
    text[strlen (text) - 1] = '\0';
  g_strstrip (text);
  gboolean fine
      = *text == '\0' || (g_ascii_isdigit (*text) && sscanf (text, "%3d%n", &whole, &end) == 1);
  if (fine && text[end] == '.')
    {
      gsize digits = strspn (text + end + 1, "0123456789");
      fine = digits >= 1 && digits <= 2 && text[end + 1 + digits] == '\0';
      hundredths = fine ? (text[end + 1] - '0') * 10 + (digits > 1 ? text[end + 2] - '0' : 0) : 0;
    }
  else
    fine = fine && text[end] == '\0';
  if (!fine || whole * 100 + hundredths > 10000)
    {
      refuse ("discount", value, _ ("it is a share of the price"), error);
      kt_error_hint (error, _ ("for example %s"), "10 %, 7.5 %");
      return FALSE;
    }
  contact->discount = whole * 100 + hundredths;
  return TRUE;
}

/* May they be written to about more than their own affairs? */
static gboolean
set_consent (KtContact *contact, const char *value, GError **error)
{
  static const KtField yes_no = { .name = (char *)"consent", .kind = KT_FIELD_YES_NO };
  char *consent = *value != '\0' ? kt_field_check (&yes_no, value, NULL, NULL, error) : NULL;
  if (consent == NULL && *value != '\0')
    return FALSE;
  g_free (contact->consent);
  contact->consent = consent;
  return TRUE;
}

static gboolean
set_birthday (KtContact *contact, const char *value, const KtClock *clock, GError **error)
{
  char *birthday = *value != '\0' ? kt_birthday_parse (value, clock, error) : NULL;
  if (birthday == NULL && *value != '\0')
    return FALSE;
  g_free (contact->birthday);
  contact->birthday = birthday;
  return TRUE;
}

static gboolean
unknown_field (const char *key, GError **error)
{
  const char *near = kt_nearest (key, kt_contact_keys);
  g_autofree char *all = g_strjoinv (", ", (char **)kt_contact_keys);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("a contact has no «%s»"), key);
  if (near != NULL)
    kt_error_hint (error, _ ("did you mean %s?"), near);
  kt_error_hint (error, _ ("one of: %s"), all);
  return FALSE;
}

gboolean
kt_contact_set_field (KtContact *contact, const char *key, const char *value, const KtClock *clock,
                      GError **error)
{
  if (g_str_equal (key, "name"))
    return set_text (&contact->name, key, value, TRUE, error);
  if (g_str_equal (key, "language"))
    return set_language (contact, value, error);
  if (g_str_equal (key, "cadence"))
    return set_cadence (contact, value, error);
  if (g_str_equal (key, "kind"))
    return set_kind (contact, value, error);
  if (g_str_equal (key, "discount"))
    return set_discount (contact, value, error);
  if (g_str_equal (key, "consent"))
    return set_consent (contact, value, error);
  if (g_str_equal (key, "birthday"))
    return set_birthday (contact, value, clock, error);
  if (g_str_equal (key, "surname"))
    key = "family";
  for (guint i = 0; i < G_N_ELEMENTS (text_fields); i++)
    if (g_str_equal (key, text_fields[i].key))
      return set_text (&G_STRUCT_MEMBER (char *, contact, text_fields[i].place), key, value, FALSE,
                       error);
  return unknown_field (key, error);
}

/* How people with these parts are called: the patronymic only where there is no surname. NULL:
 * there are none. */
static char *
name_of_parts (const KtContact *contact)
{
  const char *last = contact->family != NULL ? contact->family : contact->patronymic;
  if (contact->given == NULL || last == NULL)
    return g_strdup (contact->given != NULL ? contact->given : last);
  return g_strdup_printf ("%s %s", contact->given, last);
}

gboolean
kt_contact_complete (const KtContact *before, KtContact *contact, GError **error)
{
  g_autofree char *was = before != NULL ? name_of_parts (before) : NULL;
  g_autofree char *is = name_of_parts (contact);
  gboolean follows = contact->name == NULL
                     || (was != NULL && g_str_equal (was, before->name)
                         && g_str_equal (contact->name, before->name));
  if (follows && is != NULL)
    {
      g_free (contact->name);
      contact->name = g_steal_pointer (&is);
    }
  if (contact->name != NULL && *contact->name != '\0')
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("a contact needs a name"));
  return FALSE;
}

static char *
say_discount (int discount)
{
  if (discount == 0)
    return g_strdup ("");
  if (discount % 100 == 0)
    return g_strdup_printf ("%d %%", discount / 100);
  return g_strdup_printf (discount % 10 == 0 ? "%d.%01d %%" : "%d.%02d %%", discount / 100,
                          discount % 10 == 0 ? discount % 100 / 10 : discount % 100);
}

char *
kt_contact_get_field (const KtContact *contact, const char *key)
{
  const struct
  {
    const char *key, *value;
  } others[] = {
    { "kind", contact->kind },         { "name", contact->name },
    { "language", contact->language }, { "birthday", contact->birthday },
    { "consent", contact->consent },
  };
  if (g_str_equal (key, "discount"))
    return say_discount (contact->discount);
  if (g_str_equal (key, "cadence"))
    return contact->cadence > 0 ? g_strdup_printf ("%d", contact->cadence) : g_strdup ("");
  if (g_str_equal (key, "surname"))
    key = "family";
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_equal (key, others[i].key))
      return g_strdup (others[i].value != NULL ? others[i].value : "");
  for (guint i = 0; i < G_N_ELEMENTS (text_fields); i++)
    if (g_str_equal (key, text_fields[i].key))
      {
        const char *value = G_STRUCT_MEMBER (char *, contact, text_fields[i].place);
        return g_strdup (value != NULL ? value : "");
      }
  return NULL;
}

/* 29 February stands for people born in a leap year of which only the day is known. */
static char *
without_year (int month, int day)
{
  return g_date_valid_dmy (day, month, 2024) ? g_strdup_printf ("--%02d-%02d", month, day) : NULL;
}

static char *
with_year (int year, int month, int day, const KtClock *clock)
{
  KtLocal today = kt_local_from_utc (clock->now, clock->zone);
  if (year < 1850 || !g_date_valid_dmy (day, month, year))
    return NULL;
  KtLocal born = { .year = year, .month = month, .day = day, .hour = -1 };
  return kt_local_days_between (born, today) >= 0
             ? g_strdup_printf ("%04d-%02d-%02d", year, month, day)
             : NULL;
}

char *
kt_birthday_parse (const char *text, const KtClock *clock, GError **error)
{
  int year, month, day, end = 0;
  char *birthday = NULL;

  if (sscanf (text, "--%2d-%2d%n", &month, &day, &end) == 2 && text[end] == '\0')
    birthday = without_year (month, day);
  else if (sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &end) == 3 && text[end] == '\0')
    birthday = with_year (year, month, day, clock);
  else if (sscanf (text, "%2d.%2d.%4d%n", &day, &month, &year, &end) == 3 && text[end] == '\0')
    birthday = with_year (year, month, day, clock);
  else if (sscanf (text, "%2d.%2d.%n", &day, &month, &end) == 2 && end > 0 && text[end] == '\0')
    birthday = without_year (month, day);
  if (birthday != NULL)
    return birthday;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is not a date of birth"), text);
  kt_error_hint (error, _ ("write 1986-03-12, or --03-12 without a year"));
  return NULL;
}

static void
take_text (char **to, const char *from)
{
  g_free (*to);
  *to = g_strdup (from);
}

void
kt_contact_take_field (KtContact *to, const KtContact *from, const char *key)
{
  if (g_str_equal (key, "discount"))
    to->discount = from->discount;
  else if (g_str_equal (key, "cadence"))
    to->cadence = from->cadence;
  else if (g_str_equal (key, "kind"))
    take_text (&to->kind, from->kind);
  else if (g_str_equal (key, "name"))
    take_text (&to->name, from->name);
  else if (g_str_equal (key, "language"))
    take_text (&to->language, from->language);
  else if (g_str_equal (key, "birthday"))
    take_text (&to->birthday, from->birthday);
  else if (g_str_equal (key, "consent"))
    take_text (&to->consent, from->consent);
  else
    for (guint i = 0; i < G_N_ELEMENTS (text_fields); i++)
      if (g_str_equal (key, text_fields[i].key))
        take_text (&G_STRUCT_MEMBER (char *, to, text_fields[i].place),
                   G_STRUCT_MEMBER (char *, from, text_fields[i].place));
}
