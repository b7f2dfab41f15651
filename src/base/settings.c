#include "config.h"
#include "kontor/settings.h"
#include "kontor/error.h"
#include "settings-file.h"
#include "settings-url.h"
#include <glib/gi18n.h>
#include <string.h>

typedef enum
{
  VALUE_TEXT,
  VALUE_COMMAND, /* text in which # is no comment */
  VALUE_PATH,
  VALUE_LIST,
  VALUE_ADDRESSES,
  VALUE_INT,
  VALUE_BOOL,
  VALUE_DAYS,
  VALUE_WORKING_DAYS,
  VALUE_WEEKDAYS,
  VALUE_LETTERS, /* as many as .last */
  VALUE_ZONE,
  VALUE_AUTO_CONTACTS,
  VALUE_URL,
} ValueType;

typedef struct
{
  const char *name;
  ValueType type;
  gsize offset;
  int first, last; /* of numbers */
  const char *example;
} Key;

#define ME(member) G_STRUCT_OFFSET (KtSettings, member)
#define MAIL(member) G_STRUCT_OFFSET (KtMailSource, member)
#define LIST_MAX 1000u

static const Key me_keys[] = {
  { "name", VALUE_TEXT, ME (me_name) },
  { "addresses", VALUE_ADDRESSES, ME (addresses), 0, 0,
    "anna@studija.example; anna@inbox.example" },
  { "timezone", VALUE_ZONE, ME (timezone), 0, 0, "Europe/Riga" },
  { "country", VALUE_LETTERS, ME (country), 0, 2, "LV" },
  { "currency", VALUE_LETTERS, ME (currency), 0, 3, "EUR" },
  { "working-days", VALUE_WEEKDAYS, ME (working_days), 0, 0, "mon..fri; sun" },
  { "day-starts", VALUE_INT, ME (day_starts), 0, 23, "9" },
  { "answer-after", VALUE_WORKING_DAYS, ME (answer_after), 0, 0, "1 working day" },
  { "nudge-after", VALUE_WORKING_DAYS, ME (nudge_after), 0, 0, "4 working days" },
  { "look-back", VALUE_DAYS, ME (look_back), 0, 0, "90 days" },
  { "auto-contacts", VALUE_AUTO_CONTACTS, ME (auto_contacts), 0, 0, "replied, never, all" },
  { "plus-tags", VALUE_BOOL, ME (addr_rules.strip_plus), 0, 0, "yes, no" },
  { "gmail-dots", VALUE_BOOL, ME (addr_rules.gmail_dots), 0, 0, "yes, no" },
};

static const Key mail_keys[] = {
  { "url", VALUE_URL, 0 },
  { "tunnel", VALUE_COMMAND, MAIL (tunnel) },
  { "password", VALUE_COMMAND, MAIL (password) },
  { "password-command", VALUE_COMMAND, MAIL (password_command) },
  { "password-file", VALUE_PATH, MAIL (password_file) },
  { "ca-file", VALUE_PATH, MAIL (ca_file) },
  { "folders", VALUE_LIST, MAIL (folders), 0, 0, "INBOX; Sent" },
  { "sent", VALUE_TEXT, MAIL (sent) },
  { "address", VALUE_ADDRESSES, MAIL (addresses), 0, 0, "anna@studija.example" },
  { "since", VALUE_DAYS, MAIL (since_days), 0, 0, "3 years" },
  { "deadline-ms", VALUE_INT, MAIL (deadline_ms), 1, 600000, "30000" },
};

static const char *const auto_contacts[] = { "replied", "never", "all", NULL };

/* Where a value of the file comes from, for errors. */
typedef struct
{
  const KtSettingsFile *file;
  const char *group;
  const Key *key;
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
take_zone (const char *text, char **ret)
{
  g_autoptr (GTimeZone) zone = *text == '/' ? NULL : g_time_zone_new_identifier (text);
  if (zone == NULL)
    return FALSE;
  *ret = g_strdup (text);
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
take_url (const Place *place, const char *text, KtMailSource *source, GError **error)
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

/* One value of the file into target, which is what the key's offset is counted from. */
static gboolean
take_value (const Place *place, gpointer target, GError **error)
{
  const Key *key = place->key;
  gpointer at = (char *)target + key->offset;
  if (key->type == VALUE_LIST)
    return take_list (place, at, error);
  if (key->type == VALUE_ADDRESSES)
    return take_addresses (place, at, error);
  if (key->type == VALUE_WEEKDAYS)
    return take_weekdays (place, at, error);

  g_autoptr (GError) broken = NULL;
  g_autofree char *text
      = g_key_file_get_string (place->file->keys, place->group, key->name, &broken);
  if (broken != NULL)
    return refuse_escape (place, error);
  gboolean ok = FALSE;
  switch (key->type)
    {
    case VALUE_URL:
      return take_url (place, text, target, error);
    case VALUE_TEXT:
    case VALUE_COMMAND:
      *(char **)at = g_strdup (text);
      ok = TRUE;
      break;
    case VALUE_PATH:
      *(char **)at = kt_value_path (text, place->file->dir);
      ok = TRUE;
      break;
    case VALUE_INT:
      ok = kt_value_int (text, key->first, key->last, at);
      break;
    case VALUE_BOOL:
      ok = kt_value_bool (text, at);
      break;
    case VALUE_DAYS:
      ok = kt_value_days (text, at);
      break;
    case VALUE_WORKING_DAYS:
      ok = kt_value_working_days (text, at);
      break;
    case VALUE_LETTERS:
      ok = kt_value_letters (text, key->last, at);
      break;
    case VALUE_ZONE:
      ok = take_zone (text, at);
      break;
    case VALUE_AUTO_CONTACTS:
      ok = take_auto_contacts (text, at);
      break;
    default:
      g_assert_not_reached ();
    }
  return ok || refuse_value (place, text, error);
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

static gboolean
take_group (const KtSettingsFile *file, const char *group, const Key *keys, gsize n_keys,
            gpointer target, GError **error)
{
  for (gsize i = 0; i < n_keys; i++)
    {
      Place place = { file, group, &keys[i] };
      if (g_key_file_has_key (file->keys, group, keys[i].name, NULL)
          && (!check_comment (&place, error) || !take_value (&place, target, error)))
        return FALSE;
    }
  return TRUE;
}

static void
mail_source_free (KtMailSource *source)
{
  g_free (source->name);
  g_free (source->user);
  g_free (source->host);
  g_free (source->path);
  g_free (source->tunnel);
  if (source->password != NULL)
    explicit_bzero (source->password, strlen (source->password));
  g_free (source->password);
  g_free (source->password_command);
  g_free (source->password_file);
  g_free (source->ca_file);
  g_strfreev (source->folders);
  g_free (source->sent);
  g_strfreev (source->addresses);
  g_free (source);
}

/* What fits together in one [mail NAME]. */
static gboolean
check_mail (const KtSettingsFile *file, const char *group, KtMailSource *source, GError **error)
{
  gboolean has_url = g_key_file_has_key (file->keys, group, "url", NULL);
  gboolean local = source->kind == KT_SOURCE_MAILDIR || source->kind == KT_SOURCE_EML;
  int secrets = (source->password != NULL) + (source->password_command != NULL)
                + (source->password_file != NULL);

  if (has_url && source->tunnel != NULL)
    return kt_settings_refuse (file, group, "tunnel", error,
                               _ ("url and tunnel exclude each other"));
  if (!has_url && source->tunnel == NULL)
    return kt_settings_refuse (file, group, NULL, error, _ ("[%s] has neither url nor tunnel"),
                               group);
  if (source->tunnel != NULL)
    source->kind = KT_SOURCE_IMAP_TUNNEL;
  if (secrets > 1)
    return kt_settings_refuse (file, group, NULL, error, _ ("[%s] has more than one password"),
                               group);
  if (local && (secrets > 0 || source->ca_file != NULL))
    return kt_settings_refuse (file, group, NULL, error,
                               _ ("[%s] lies on this machine and needs no password or ca-file"),
                               group);
  if (source->password != NULL && file->others_read)
    {
      kt_settings_refuse (file, group, "password", error,
                          _ ("others may read this file, and it holds a password"));
      kt_error_hint (error, "chmod 600 %s", file->path);
      return FALSE;
    }
  return TRUE;
}

static gboolean
take_mail (KtSettings *settings, const KtSettingsFile *file, GError **error)
{
  for (guint i = 0; i < file->mail->len; i++)
    {
      const char *group = file->mail->pdata[i];
      KtMailSource *source = g_new0 (KtMailSource, 1);
      g_ptr_array_add (settings->mail, source);
      source->name = g_strdup (group + strlen ("mail "));
      if (!take_group (file, group, mail_keys, G_N_ELEMENTS (mail_keys), source, error)
          || !check_mail (file, group, source, error))
        return FALSE;
    }
  return TRUE;
}

static void
add_own (KtSettings *settings, char **addresses)
{
  for (char **item = addresses; item != NULL && *item != NULL; item++)
    {
      g_autoptr (KtAddr) addr = kt_addr_parse (*item, NULL);
      g_hash_table_add (settings->me, kt_addr_match (addr, &settings->addr_rules));
    }
}

/* Own addresses, and the hash of what rows derived from them depend on. */
static void
settle (KtSettings *settings)
{
  add_own (settings, settings->addresses);
  for (guint i = 0; i < settings->mail->len; i++)
    add_own (settings, ((KtMailSource *)settings->mail->pdata[i])->addresses);

  g_autoptr (GList) own = g_list_sort (g_hash_table_get_keys (settings->me), (GCompareFunc)strcmp);
  g_autoptr (GString) text = g_string_new (NULL);
  g_string_append_printf (text, "%d %d\n", settings->addr_rules.strip_plus,
                          settings->addr_rules.gmail_dots);
  for (GList *l = own; l != NULL; l = l->next)
    g_string_append_printf (text, "%s\n", (char *)l->data);
  settings->hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, text->len);
}

static KtSettings *
defaults (void)
{
  KtSettings *settings = g_new0 (KtSettings, 1);
  settings->working_days = 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 5;
  settings->day_starts = 9;
  settings->answer_after = 1;
  settings->nudge_after = 4;
  settings->look_back = 90;
  settings->auto_contacts = KT_AUTO_CONTACTS_REPLIED;
  settings->addr_rules = kt_addr_rules_default;
  settings->mail = g_ptr_array_new_with_free_func ((GDestroyNotify)mail_source_free);
  settings->me = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return settings;
}

static const char **
key_names (const Key *keys, gsize n)
{
  const char **names = g_new0 (const char *, n + 1);
  for (gsize i = 0; i < n; i++)
    names[i] = keys[i].name;
  return names;
}

KtSettings *
kt_settings_read (const char *path, GError **error)
{
  g_autofree const char **known_me = key_names (me_keys, G_N_ELEMENTS (me_keys));
  g_autofree const char **known_mail = key_names (mail_keys, G_N_ELEMENTS (mail_keys));
  g_autoptr (KtSettingsFile) file = kt_settings_file_read (path, known_me, known_mail, error);
  if (file == NULL)
    return NULL;

  g_autoptr (KtSettings) settings = defaults ();
  settings->file = g_strdup (file->path);
  if (!take_group (file, "me", me_keys, G_N_ELEMENTS (me_keys), settings, error)
      || !take_mail (settings, file, error))
    return NULL;
  settle (settings);
  return g_steal_pointer (&settings);
}

void
kt_settings_free (KtSettings *settings)
{
  if (settings == NULL)
    return;
  g_free (settings->file);
  g_free (settings->me_name);
  g_free (settings->timezone);
  g_free (settings->country);
  g_free (settings->currency);
  g_strfreev (settings->addresses);
  g_ptr_array_unref (settings->mail);
  g_hash_table_unref (settings->me);
  g_free (settings->hash);
  g_free (settings);
}

gboolean
kt_settings_is_me (const KtSettings *settings, const char *match)
{
  return g_hash_table_contains (settings->me, match);
}
