#include "config.h"
#include "settings-keys.h"
#include "settings-url.h"
#include "kontor/error.h"
#include "kontor/iban.h"
#include "kontor/number-pattern.h"
#include <glib/gi18n.h>
#include <string.h>

#define LIST_MAX 1000u
#define PUSH_MAX 1000u /* octets of a query */

static const char *const auto_contacts[] = { "replied", "never", "all", NULL };

/* Where a value of the file comes from, for errors. */
typedef struct
{
  const KtSettingsFile *file;
  const char *group;
  const KtSettingsKey *key;
} Place;

static gboolean
refuse_value (const Place *place, const char *text, GError **error)
{
  kt_settings_refuse (place->file, place->group, place->key->name, error, _ ("%s cannot be «%s»"),
                      place->key->name, text);
  if (place->key->example != NULL)
    kt_error_hint (error, _ ("write it like: %s"), place->key->example);
  return FALSE;
}

/* A value with a backslash that is none of GKeyFile's escapes. */
static gboolean
refuse_escape (const Place *place, GError **error)
{
  kt_settings_refuse (place->file, place->group, place->key->name, error,
                      _ ("cannot read the value of «%s»"), place->key->name);
  kt_error_hint (error, _ ("a backslash is written twice: \\\\"));
  return FALSE;
}

static gboolean
take_list (const Place *place, char ***ret, GError **error)
{
  gsize n = 0;
  g_autoptr (GError) broken = NULL;
  g_auto (GStrv) items
      = g_key_file_get_string_list (place->file->keys, place->group, place->key->name, &n, &broken);
  if (broken != NULL)
    return refuse_escape (place, error);
  if (n > LIST_MAX)
    return kt_settings_refuse (place->file, place->group, place->key->name, error,
                               _ ("more than %u in «%s»"), LIST_MAX, place->key->name);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  for (gsize i = 0; i < n; i++)
    if (*g_strstrip (items[i]) != '\0')
      g_ptr_array_add (list, g_strdup (items[i]));
  g_ptr_array_add (list, NULL);
  *ret = (char **)g_ptr_array_free (g_steal_pointer (&list), FALSE);
  return **ret != NULL || refuse_value (place, ";", error);
}

static gboolean
take_addresses (const Place *place, char ***ret, GError **error)
{
  if (!take_list (place, ret, error))
    return FALSE;
  for (char **item = *ret; *item != NULL; item++)
    {
      g_autoptr (KtAddr) addr = kt_addr_parse (*item, NULL);
      if (addr == NULL)
        return refuse_value (place, *item, error);
      g_free (*item);
      *item = g_strdup (kt_addr_norm (addr));
    }
  return TRUE;
}

static gboolean
take_weekdays (const Place *place, guint *ret, GError **error)
{
  g_auto (GStrv) items = NULL;
  if (!take_list (place, &items, error))
    return FALSE;
  if (kt_value_weekdays ((const char *const *)items, ret))
    return TRUE;
  g_autofree char *joined = g_strjoinv ("; ", items);
  return refuse_value (place, joined, error);
}

static gboolean
take_zone (const char *text, KtSettings *settings)
{
  settings->zone = *text == '/' ? NULL : kt_zone_new (text);
  if (settings->zone == NULL)
    return FALSE;
  settings->timezone = g_strdup (text);
  return TRUE;
}

static gboolean
take_auto_contacts (const char *text, KtAutoContacts *ret)
{
  for (int i = 0; auto_contacts[i] != NULL; i++)
    if (g_str_equal (text, auto_contacts[i]))
      {
        *ret = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
take_mail_url (const Place *place, const char *text, gpointer source, GError **error)
{
  const char *why;
  if (kt_settings_take_url (source, text, place->file->dir, &why))
    return TRUE;
  kt_settings_refuse (place->file, place->group, "url", error, _ ("cannot use this url, %s"), why);
  kt_error_hint (error, _ ("urls look like imaps://anna@imap.host.example, imap+starttls://…, "
                           "maildir:/path, eml:/path; an @ in the user is %%40"));
  kt_error_hint (error, _ ("a password comes by password-command or password-file"));
  return FALSE;
}

static gboolean
take_calendar_url (const Place *place, const char *text, gpointer source, GError **error)
{
  const char *why;
  if (kt_settings_take_calendar_url (source, text, place->file->dir, &why))
    return TRUE;
  kt_settings_refuse (place->file, place->group, "url", error, _ ("cannot use this url, %s"), why);
  kt_error_hint (error, _ ("urls look like caldav+https://anna@host.example, vdir:/path, "
                           "ics:/path, https://host.example/calendar.ics; an @ in the user is "
                           "%%40"));
  kt_error_hint (error, _ ("a password comes by password-command or password-file"));
  return FALSE;
}

/* "Brīvības iela 1; Rīga, LV-1010": a line each. */
static gboolean
take_lines (const Place *place, char **ret, GError **error)
{
  g_auto (GStrv) items = NULL;
  if (!take_list (place, &items, error))
    return FALSE;
  *ret = g_strjoinv ("\n", items);
  return TRUE;
}

static gboolean
take_contacts_url (const Place *place, const char *text, gpointer source, GError **error)
{
  const char *why;
  if (kt_settings_take_contacts_url (source, text, place->file->dir, &why))
    return TRUE;
  kt_settings_refuse (place->file, place->group, "url", error, _ ("cannot use this url, %s"), why);
  kt_error_hint (error, _ ("urls look like carddav+https://anna@host.example, vdir:/path; an @ in "
                           "the user is %%40"));
  kt_error_hint (error, _ ("a password comes by password-command or password-file"));
  return FALSE;
}

/* all, none, or a query: what it names is asked when it is needed. */
static gboolean
take_push (const char *text, KtCalendarSource *source)
{
  if (g_str_equal (text, "none") || g_str_equal (text, "all"))
    {
      source->push = *text == 'a' ? KT_PUSH_ALL : KT_PUSH_NONE;
      return TRUE;
    }
  source->push = KT_PUSH_QUERY;
  source->push_query = g_strdup (text);
  return strlen (text) <= PUSH_MAX;
}

static gboolean
take_sync_mode (const char *text, KtSyncMode *ret)
{
  static const char *const modes[] = { "auto", "uids", "condstore", "qresync" };
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    if (g_str_equal (text, modes[i]))
      {
        *ret = i;
        return TRUE;
      }
  return FALSE;
}

/* The items of a list; *ret_taken: it is one. */
static gboolean
take_items (const Place *place, gpointer at, gboolean *ret_taken, GError **error)
{
  *ret_taken = TRUE;
  switch (place->key->type)
    {
    case VALUE_LIST:
      return take_list (place, at, error);
    case VALUE_ADDRESSES:
      return take_addresses (place, at, error);
    case VALUE_WEEKDAYS:
      return take_weekdays (place, at, error);
    case VALUE_LINES:
      return take_lines (place, at, error);
    default:
      *ret_taken = FALSE;
      return TRUE;
    }
}

/* What says itself where it goes; *ret_taken: it is such a value. */
static gboolean
take_place (const Place *place, const char *text, gpointer target, gboolean *ret_taken,
            GError **error)
{
  char **at = (gpointer)((char *)target + place->key->offset);
  *ret_taken = TRUE;
  switch (place->key->type)
    {
    case VALUE_MAIL_URL:
      return take_mail_url (place, text, target, error);
    case VALUE_CALENDAR_URL:
      return take_calendar_url (place, text, target, error);
    case VALUE_CONTACTS_URL:
      return take_contacts_url (place, text, target, error);
    case VALUE_TEXT:
    case VALUE_COMMAND:
      if (*at != NULL)
        return kt_settings_refuse (place->file, place->group, place->key->name, error,
                                   _ ("the url names a %s already"), place->key->name);
      *at = g_strdup (text);
      return TRUE;
    default:
      *ret_taken = FALSE;
      return TRUE;
    }
}

/* Any other value; FALSE: it cannot be. */
static gboolean
take_plain (const Place *place, const char *text, gpointer target)
{
  const KtSettingsKey *key = place->key;
  gpointer at = (char *)target + key->offset;
  switch (key->type)
    {
    case VALUE_PUSH:
      return take_push (text, target);
    case VALUE_PATH:
      *(char **)at = kt_value_path (text, place->file->dir);
      return TRUE;
    case VALUE_INT:
      return kt_value_int (text, key->first, key->last, at);
    case VALUE_BOOL:
      return kt_value_bool (text, at);
    case VALUE_DAYS:
      return kt_value_days (text, at);
    case VALUE_WORKING_DAYS:
      return kt_value_working_days (text, at);
    case VALUE_LETTERS:
      return kt_value_letters (text, key->last, at);
    case VALUE_PERCENT:
      return kt_value_percent (text, at);
    case VALUE_NUMBERS:
      *(char **)at = g_strdup (text);
      return kt_number_pattern_valid (text);
    case VALUE_IBAN:
      *(char **)at = kt_iban_parse (text);
      return *(char **)at != NULL;
    case VALUE_ZONE:
      return take_zone (text, target);
    case VALUE_AUTO_CONTACTS:
      return take_auto_contacts (text, at);
    case VALUE_SYNC_MODE:
      return take_sync_mode (text, at);
    default:
      g_assert_not_reached ();
    }
}

/* One value of the file into target, which is what the key's offset is counted from. */
static gboolean
take_value (const Place *place, gpointer target, GError **error)
{
  gboolean taken, ok = take_items (place, (char *)target + place->key->offset, &taken, error);
  g_autoptr (GError) broken = NULL;
  if (taken)
    return ok;
  g_autofree char *text
      = g_key_file_get_string (place->file->keys, place->group, place->key->name, &broken);
  if (broken != NULL)
    return refuse_escape (place, error);
  ok = take_place (place, text, target, &taken, error);
  return taken ? ok : take_plain (place, text, target) || refuse_value (place, text, error);
}

/* "name = Anna # my name" would make the comment a part of the name. */
static gboolean
check_comment (const Place *place, GError **error)
{
  g_autofree char *raw
      = g_key_file_get_value (place->file->keys, place->group, place->key->name, NULL);
  if (place->key->type == VALUE_COMMAND || strstr (raw, " #") == NULL)
    return TRUE;
  kt_settings_refuse (place->file, place->group, place->key->name, error,
                      _ ("a comment stands behind the value of «%s»"), place->key->name);
  kt_error_hint (error, _ ("comments have lines of their own"));
  return FALSE;
}

gboolean
kt_settings_take_group (const KtSettingsFile *file, const char *group, const KtSettingsKey *keys,
                        gpointer target, GError **error)
{
  for (const KtSettingsKey *key = keys; key->name != NULL; key++)
    {
      Place place = { file, group, key };
      if (g_key_file_has_key (file->keys, group, key->name, NULL)
          && (!check_comment (&place, error) || !take_value (&place, target, error)))
        return FALSE;
    }
  return TRUE;
}

gboolean
kt_settings_check_credentials (const KtSettingsFile *file, const char *group,
                               const KtCredentials *credentials, GError **error)
{
  int secrets = (credentials->password != NULL) + (credentials->password_command != NULL)
                + (credentials->password_file != NULL) + (credentials->oauth2_command != NULL);
  if (secrets > 1)
    return kt_settings_refuse (file, group, NULL, error, _ ("[%s] has more than one password"),
                               group);
  if (credentials->password == NULL || !file->others_read)
    return TRUE;
  kt_settings_refuse (file, group, "password", error,
                      _ ("others may read this file, and it holds a password"));
  kt_error_hint (error, "chmod 600 %s", file->path);
  return FALSE;
}

void
kt_credentials_clear (KtCredentials *credentials)
{
  if (credentials->password != NULL)
    explicit_bzero (credentials->password, strlen (credentials->password));
  g_free (credentials->password);
  g_free (credentials->password_command);
  g_free (credentials->password_file);
  g_free (credentials->oauth2_command);
}

gboolean
kt_credentials_any (const KtCredentials *credentials)
{
  return credentials->password != NULL || credentials->password_command != NULL
         || credentials->password_file != NULL || credentials->oauth2_command != NULL;
}
