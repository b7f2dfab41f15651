#include "config.h"
#include "vcard-part.h"
#include "kontor/ical-value.h"
#include <stdlib.h>
#include <string.h>

char *
kt_vcard_line_text (const KtIcalLine *line, gsize max)
{
  g_autofree char *value = kt_vcard_value (line, NULL);

  return kt_vcard_one_line (kt_vcard_plain (value, max));
}

/* --- BDAY --- */

/* Digits alone of "1986-03-12", "--0312", "19860312T…"; FALSE: something else stands there. */
static gboolean
date_digits (const char *value, gboolean *ret_year, char digits[9])
{
  gsize n = 0;

  *ret_year = !g_str_has_prefix (value, "--");
  for (; *value != '\0' && *value != 'T' && *value != 't' && *value != ' '; value++)
    {
      if (g_ascii_isdigit (*value) && n < 8)
        digits[n++] = *value;
      else if (*value != '-' && *value != '/')
        return FALSE;
    }
  digits[n] = '\0';
  return n == (*ret_year ? 8u : 4u);
}

/* As people write it, 12.3.1986. */
static gboolean
date_dotted (const char *value, int *year, int *month, int *day)
{
  char *end;

  *day = (int)strtol (value, &end, 10);
  if (*end != '.' || !g_ascii_isdigit (end[1]))
    return FALSE;
  *month = (int)strtol (end + 1, &end, 10);
  if (*end != '.' || strspn (end + 1, "0123456789") != 4)
    return FALSE;
  *year = (int)strtol (end + 1, &end, 10);
  return *end == '\0';
}

#define YEAR_MIN 1850 /* before it a year only stands in for one that is not known */

char *
kt_vcard_birthday (const KtIcalLine *line)
{
  g_autofree char *value = kt_vcard_line_text (line, KT_VCARD_LINE_MAX);
  g_autofree char *omit = kt_ical_param (line->params, "X-APPLE-OMIT-YEAR");
  int year = 0, month = 0, day = 0;
  gboolean has_year;
  char digits[9];

  if (date_digits (value, &has_year, digits))
    {
      int number = atoi (digits);
      year = has_year ? number / 10000 : 0;
      month = number / 100 % 100;
      day = number % 100;
    }
  else if (!date_dotted (value, &year, &month, &day))
    return NULL;
  if (month < 1 || month > 12 || day < 1 || day > 31)
    return NULL;
  if (year < YEAR_MIN || (omit != NULL && atoi (omit) == year))
    return g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, 2024)
               ? g_strdup_printf ("--%02d-%02d", month, day)
               : NULL;
  return g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year)
             ? g_strdup_printf ("%04d-%02d-%02d", year, month, day)
             : NULL;
}

/* --- N --- */

/* Part n; several in it, by commas, with blanks between. */
static char *
name_part (GPtrArray *parts, guint n)
{
  char *part = kt_vcard_one_line (g_strdup (n < parts->len ? parts->pdata[n] : ""));
  g_auto (GStrv) words = g_strsplit (part, ",", -1);

  g_free (part);
  for (char **word = words; *word != NULL; word++)
    g_strstrip (*word);
  return g_strstrip (g_strjoinv (" ", words));
}

void
kt_vcard_name (const KtIcalLine *line, KtVcardName *ret_name)
{
  g_autofree char *value = kt_vcard_value (line, NULL);
  g_autoptr (GPtrArray) parts = kt_vcard_parts (value, ';', KT_VCARD_LINE_MAX);
  char **places[] = { &ret_name->family, &ret_name->given, &ret_name->additional, &ret_name->prefix,
                      &ret_name->suffix };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    *places[i] = name_part (parts, i);
}

void
kt_vcard_name_clear (KtVcardName *name)
{
  g_clear_pointer (&name->family, g_free);
  g_clear_pointer (&name->given, g_free);
  g_clear_pointer (&name->additional, g_free);
  g_clear_pointer (&name->prefix, g_free);
  g_clear_pointer (&name->suffix, g_free);
}

/* --- CATEGORIES --- */

gboolean
kt_vcard_is_tag (const char *word)
{
  /* Google puts them on all cards */
  return *word != '\0' && g_ascii_strcasecmp (word, "myContacts") != 0
         && g_ascii_strcasecmp (word, "* myContacts") != 0;
}

GPtrArray *
kt_vcard_tags (const KtIcalLine *line)
{
  g_autofree char *value = kt_vcard_value (line, NULL);
  GPtrArray *tags = kt_vcard_parts (value, ',', KT_VCARD_LINE_MAX);

  for (guint i = tags->len; i-- > 0;)
    {
      tags->pdata[i] = kt_vcard_one_line (tags->pdata[i]);
      if (!kt_vcard_is_tag (tags->pdata[i]))
        g_ptr_array_remove_index (tags, i);
    }
  return tags;
}

/* --- X-KONTOR-… --- */

gboolean
kt_vcard_field (const KtIcalLine *line, char **ret_name, char **ret_value)
{
  static const char prefix[] = "X-KONTOR-";

  if (!g_str_has_prefix (line->name, prefix))
    return FALSE;
  if (strcmp (line->name, "X-KONTOR-FIELD") != 0)
    {
      *ret_name = g_ascii_strdown (line->name + strlen (prefix), -1);
      *ret_value = kt_vcard_line_text (line, KT_VCARD_VALUE_MAX);
    }
  else
    {
      g_autofree char *value = kt_vcard_value (line, NULL);
      g_autoptr (GPtrArray) parts = kt_vcard_parts (value, ';', KT_VCARD_VALUE_MAX);
      g_autofree char *name = kt_vcard_one_line (g_strdup (parts->pdata[0]));
      *ret_name = g_strconcat ("=", name, NULL);
      *ret_value = kt_vcard_one_line (g_strdup (parts->len > 1 ? parts->pdata[1] : ""));
    }
  if (**ret_value != '\0' && strcmp (*ret_name, "=") != 0
      && strlen (*ret_name) <= KT_VCARD_LINE_MAX)
    return TRUE;
  g_clear_pointer (ret_name, g_free);
  g_clear_pointer (ret_value, g_free);
  return FALSE;
}

/* --- relations --- */

/* What programs wrote before there was RELATED. */
static const struct
{
  const char *name, *kind;
} kin_names[] = {
  { "X-SPOUSE", "spouse" },
  { "X-EVOLUTION-SPOUSE", "spouse" },
  { "X-KADDRESSBOOK-X-SPOUSESNAME", "spouse" },
  { "X-MS-SPOUSE", "spouse" },
  { "X-ASSISTANT", "assistant" },
  { "X-EVOLUTION-ASSISTANT", "assistant" },
  { "X-KADDRESSBOOK-X-ASSISTANTSNAME", "assistant" },
  { "X-MS-ASSISTANT", "assistant" },
  { "X-MANAGER", "manager" },
  { "X-EVOLUTION-MANAGER", "manager" },
  { "X-KADDRESSBOOK-X-MANAGERSNAME", "manager" },
  { "X-MS-MANAGER", "manager" },
};

static const char *
old_kind (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kin_names); i++)
    if (strcmp (kin_names[i].name, name) == 0)
      return kin_names[i].kind;
  return NULL;
}

static char *
kin_kind (const KtIcalComponent *card, const KtIcalLine *line)
{
  const KtIcalLine *label = kt_vcard_of_group (card, line->group, "X-ABLABEL");
  g_auto (GStrv) types = kt_vcard_types (line);

  if (label != NULL)
    return kt_vcard_bare_label (kt_vcard_line_text (label, KT_VCARD_LINE_MAX));
  for (char **type = types; *type != NULL; type++)
    if (strcmp (*type, "pref") != 0)
      return kt_vcard_clean (g_strdup (g_str_has_prefix (*type, "x-") ? *type + 2 : *type));
  return g_strdup ("contact");
}

gboolean
kt_vcard_kin (const KtIcalComponent *card, const KtIcalLine *line, KtVcardKin *ret_kin)
{
  const char *old = old_kind (line->name);
  gboolean related = strcmp (line->name, "RELATED") == 0;

  if (old == NULL && !related && strcmp (line->name, "X-ABRELATEDNAMES") != 0)
    return FALSE;
  char *value = kt_vcard_line_text (line, KT_VCARD_LINE_MAX);
  g_autofree char *form = kt_ical_param (line->params, "VALUE");
  g_autofree char *uid = kt_ical_param (line->params, "X-KONTOR-UID");
  gboolean is_uid = related && (form == NULL || !kt_ical_is (form, "text"));
  ret_kin->kind = old != NULL ? g_strdup (old) : kin_kind (card, line);
  ret_kin->uid = is_uid        ? value
                 : uid != NULL ? kt_vcard_clean (g_steal_pointer (&uid))
                               : g_strdup ("");
  ret_kin->name = is_uid ? g_strdup ("") : value;
  if (*value != '\0' && *ret_kin->kind != '\0' && strlen (ret_kin->uid) <= KT_VCARD_LINE_MAX)
    return TRUE;
  kt_vcard_kin_clear (ret_kin);
  return FALSE;
}

void
kt_vcard_kin_clear (KtVcardKin *kin)
{
  g_clear_pointer (&kin->kind, g_free);
  g_clear_pointer (&kin->name, g_free);
  g_clear_pointer (&kin->uid, g_free);
}

/* --- what the card is of --- */

gboolean
kt_vcard_is_company (const KtIcalComponent *card)
{
  return kt_ical_is (kt_ical_value (card, "KIND"), "org")
         || kt_ical_is (kt_ical_value (card, "X-ABSHOWAS"), "company");
}

gboolean
kt_vcard_is_group (const KtIcalComponent *card)
{
  return kt_ical_is (kt_ical_value (card, "KIND"), "group")
         || kt_ical_is (kt_ical_value (card, "X-ADDRESSBOOKSERVER-KIND"), "group");
}
