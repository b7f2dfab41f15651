#include "config.h"
#include "settings-keys.h"
#include "kontor/error.h"
#include <glib/gi18n.h>
#include <string.h>

#define CALENDAR(member) G_STRUCT_OFFSET (KtCalendarSource, member)

const KtSettingsKey kt_settings_calendar_keys[] = {
  { "url", VALUE_CALENDAR_URL, 0 },
  { "user", VALUE_TEXT, CALENDAR (user) },
  { "password", VALUE_COMMAND, CALENDAR (credentials.password) },
  { "password-command", VALUE_COMMAND, CALENDAR (credentials.password_command) },
  { "password-file", VALUE_PATH, CALENDAR (credentials.password_file) },
  { "oauth2-command", VALUE_COMMAND, CALENDAR (credentials.oauth2_command) },
  { "command-seconds", VALUE_INT, CALENDAR (credentials.command_seconds), 1, 3600, "120" },
  { "ca-file", VALUE_PATH, CALENDAR (ca_file) },
  { "calendars", VALUE_LIST, CALENDAR (calendars), 0, 0, "Salon; Private" },
  { "write", VALUE_BOOL, CALENDAR (write), 0, 0, "yes, no" },
  { "days-off", VALUE_BOOL, CALENDAR (days_off), 0, 0, "yes, no" },
  { "deadline-ms", VALUE_INT, CALENDAR (deadline_ms), 1, 600000, "30000" },
  { NULL },
};

const KtSettingsKey kt_settings_contacts_keys[] = {
  { "url", VALUE_CONTACTS_URL, 0 },
  { "user", VALUE_TEXT, CALENDAR (user) },
  { "password", VALUE_COMMAND, CALENDAR (credentials.password) },
  { "password-command", VALUE_COMMAND, CALENDAR (credentials.password_command) },
  { "password-file", VALUE_PATH, CALENDAR (credentials.password_file) },
  { "oauth2-command", VALUE_COMMAND, CALENDAR (credentials.oauth2_command) },
  { "command-seconds", VALUE_INT, CALENDAR (credentials.command_seconds), 1, 3600, "120" },
  { "ca-file", VALUE_PATH, CALENDAR (ca_file) },
  { "books", VALUE_LIST, CALENDAR (calendars), 0, 0, "Contacts; Clients" },
  { "write", VALUE_BOOL, CALENDAR (write), 0, 0, "yes, no" },
  { "push", VALUE_PUSH, 0, 0, 0, "none, all, tag:client" },
  { "deadline-ms", VALUE_INT, CALENDAR (deadline_ms), 1, 600000, "30000" },
  { NULL },
};

gboolean
kt_source_is_cards (KtSourceKind kind)
{
  return kind == KT_SOURCE_CARDDAV || kind == KT_SOURCE_VDIR_CARDS;
}

void
kt_calendar_source_free (KtCalendarSource *source)
{
  g_free (source->name);
  g_free (source->user);
  g_free (source->host);
  g_free (source->path);
  kt_credentials_clear (&source->credentials);
  g_free (source->ca_file);
  g_strfreev (source->calendars);
  g_free (source->push_query);
  g_free (source);
}

static gboolean
is_ics (const KtCalendarSource *source)
{
  return source->kind == KT_SOURCE_ICS_FILE || source->kind == KT_SOURCE_ICS_URL;
}

/* What a file on this machine, or an .ics, has no use for. */
static gboolean
check_kind (const KtSettingsFile *file, const char *group, const KtCalendarSource *source,
            GError **error)
{
  gboolean local = source->kind == KT_SOURCE_VDIR || source->kind == KT_SOURCE_VDIR_CARDS
                   || source->kind == KT_SOURCE_ICS_FILE;
  gboolean secret = kt_credentials_any (&source->credentials);
  if (local && (secret || source->ca_file != NULL))
    return kt_settings_refuse (file, group, NULL, error,
                               _ ("[%s] lies on this machine and needs no password or ca-file"),
                               group);
  if (local && source->user != NULL)
    return kt_settings_refuse (file, group, "user", error,
                               _ ("[%s] lies on this machine and needs no user"), group);
  if (secret && source->user == NULL)
    return kt_settings_refuse (file, group, NULL, error, _ ("[%s] has a password, but no user"),
                               group);
  if (is_ics (source) && source->calendars != NULL)
    return kt_settings_refuse (file, group, "calendars", error,
                               _ ("[%s] is one calendar, there are none to choose"), group);
  if (is_ics (source) && source->write)
    return kt_settings_refuse (file, group, "write", error,
                               _ ("[%s] is an .ics, which is only read"), group);
  if (source->push != KT_PUSH_NONE && !source->write)
    return kt_settings_refuse (file, group, "push", error,
                               _ ("[%s] is only read, nothing can be put there"), group);
  return TRUE;
}

static gboolean
take_source (KtCalendarSource *source, const KtSettingsKey *keys, const KtSettingsFile *file,
             const char *group, GError **error)
{
  if (!g_key_file_has_key (file->keys, group, "url", NULL))
    return kt_settings_refuse (file, group, NULL, error, _ ("[%s] has no url"), group);
  if (!kt_settings_take_group (file, group, keys, source, error))
    return FALSE;
  if (!g_key_file_has_key (file->keys, group, "write", NULL))
    source->write = !is_ics (source);
  return check_kind (file, group, source, error)
         && kt_settings_check_credentials (file, group, &source->credentials, error);
}

/* section: with the space behind it. */
static gboolean
take_sources (GPtrArray *sources, KtSection kind, const char *section, const KtSettingsKey *keys,
              const KtSettingsFile *file, GError **error)
{
  const GPtrArray *groups = file->groups[kind];
  for (guint i = 0; i < groups->len; i++)
    {
      const char *group = groups->pdata[i];
      KtCalendarSource *source = g_new0 (KtCalendarSource, 1);
      g_ptr_array_add (sources, source);
      source->name = g_strdup (group + strlen (section));
      if (!take_source (source, keys, file, group, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kt_settings_take_calendars (KtSettings *settings, const KtSettingsFile *file, GError **error)
{
  return take_sources (settings->calendars, KT_SECTION_CALENDAR, "calendar ",
                       kt_settings_calendar_keys, file, error);
}

gboolean
kt_settings_take_books (KtSettings *settings, const KtSettingsFile *file, GError **error)
{
  return take_sources (settings->books, KT_SECTION_CONTACTS, "contacts ", kt_settings_contacts_keys,
                       file, error);
}
