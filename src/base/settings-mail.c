#include "config.h"
#include "settings-keys.h"
#include <glib/gi18n.h>
#include <string.h>

#define MAIL(member) G_STRUCT_OFFSET (KtMailSource, member)

const KtSettingsKey kt_settings_mail_keys[] = {
  { "url", VALUE_MAIL_URL, 0 },
  { "tunnel", VALUE_COMMAND, MAIL (tunnel) },
  { "password", VALUE_COMMAND, MAIL (credentials.password) },
  { "password-command", VALUE_COMMAND, MAIL (credentials.password_command) },
  { "password-file", VALUE_PATH, MAIL (credentials.password_file) },
  { "oauth2-command", VALUE_COMMAND, MAIL (credentials.oauth2_command) },
  { "command-seconds", VALUE_INT, MAIL (credentials.command_seconds), 1, 3600, "120" },
  { "ca-file", VALUE_PATH, MAIL (ca_file) },
  { "folders", VALUE_LIST, MAIL (folders), 0, 0, "INBOX; Sent" },
  { "sent", VALUE_TEXT, MAIL (sent) },
  { "address", VALUE_ADDRESSES, MAIL (addresses), 0, 0, "anna@studija.example" },
  { "since", VALUE_DAYS, MAIL (since_days), 0, 0, "3 years" },
  { "deadline-ms", VALUE_INT, MAIL (deadline_ms), 1, 600000, "30000" },
  { "mode", VALUE_SYNC_MODE, MAIL (mode), 0, 0, "auto, qresync, condstore, uids" },
  { NULL },
};

void
kt_mail_source_free (KtMailSource *source)
{
  g_free (source->name);
  g_free (source->user);
  g_free (source->host);
  g_free (source->path);
  g_free (source->tunnel);
  kt_credentials_clear (&source->credentials);
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
  gboolean local = kt_source_is_letter_files (source->kind);
  if (has_url && source->tunnel != NULL)
    return kt_settings_refuse (file, group, "tunnel", error,
                               _ ("url and tunnel exclude each other"));
  if (!has_url && source->tunnel == NULL)
    return kt_settings_refuse (file, group, NULL, error, _ ("[%s] has neither url nor tunnel"),
                               group);
  if (source->tunnel != NULL)
    source->kind = KT_SOURCE_IMAP_TUNNEL;
  if (local && (kt_credentials_any (&source->credentials) || source->ca_file != NULL))
    return kt_settings_refuse (file, group, NULL, error,
                               _ ("[%s] lies on this machine and needs no password or ca-file"),
                               group);
  if (local && source->mode != KT_SYNC_MODE_AUTO)
    return kt_settings_refuse (file, group, "mode", error, _ ("only mail servers have a mode"));
  return kt_settings_check_credentials (file, group, &source->credentials, error);
}

gboolean
kt_settings_take_mail (KtSettings *settings, const KtSettingsFile *file, GError **error)
{
  const GPtrArray *groups = file->groups[KT_SECTION_MAIL];
  for (guint i = 0; i < groups->len; i++)
    {
      const char *group = groups->pdata[i];
      KtMailSource *source = g_new0 (KtMailSource, 1);
      g_ptr_array_add (settings->mail, source);
      source->name = g_strdup (group + strlen ("mail "));
      if (!kt_settings_take_group (file, group, kt_settings_mail_keys, source, error)
          || !check_mail (file, group, source, error))
        return FALSE;
    }
  return TRUE;
}
