#include "config.h"
#include "kontor/new-config.h"
#include "kontor/addr.h"
#include "kontor/error.h"
#include "kontor/preset.h"
#include "kontor/settings.h"
#include "kontor/write-all.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define ZONE_TABLE "/usr/share/zoneinfo/zone.tab"

void
kt_new_config_clear (KtNewConfig *config)
{
  g_free (config->name);
  g_free (config->address);
  g_free (config->timezone);
  g_free (config->country);
  g_free (config->source);
  g_free (config->url);
  g_free (config->password_command);
  g_free (config->password_file);
  g_free (config->oauth2_command);
  g_free (config->ca_file);
  g_free (config->own_address);
  g_free (config->calendar);
  g_free (config->calendar_password_command);
}

char *
kt_guess_mail_url (const char *address)
{
  g_autoptr (KtAddr) addr = kt_addr_parse (address, NULL);
  if (addr == NULL)
    return NULL;
  const char *domain = kt_addr_domain (addr);
  const KtPreset *preset = kt_preset_of_domain (domain);
  g_autofree char *host
      = preset != NULL ? g_strdup (preset->imap) : g_strconcat ("imap.", domain, NULL);
  g_autofree char *user = g_uri_escape_string (kt_addr_norm (addr), NULL, FALSE);
  return g_strdup_printf ("imaps://%s@%s", user, host);
}

/* "studija" of anna@studija.example. */
char *
kt_guess_source_name (const char *address)
{
  g_autoptr (KtAddr) addr = kt_addr_parse (address, NULL);
  if (addr == NULL)
    return NULL;
  const char *domain = kt_addr_domain (addr);
  return g_strndup (domain, strcspn (domain, "."));
}

char *
kt_guess_country (const char *tzid)
{
  g_autofree char *text = NULL;
  if (tzid == NULL || !g_file_get_contents (ZONE_TABLE, &text, NULL, NULL))
    return NULL;
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);
      if (lines[i][0] != '#' && g_strv_length (cells) >= 3 && g_str_equal (cells[2], tzid))
        return g_strdup (cells[0]);
    }
  return NULL;
}

/* key = value, as the config's reader unescapes it; nothing for a value that was not given. */
static void
append_pair (GString *text, const char *key, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  g_string_append_printf (text, "%s = ", key);
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *p == '\n' ? ' ' : *p);
    }
  g_string_append_c (text, '\n');
}

static gboolean
is_given (const char *value)
{
  return value != NULL && *value != '\0';
}

/* Its server takes tokens only. */
static gboolean
wants_token (const char *url)
{
  const char *at = strrchr (url, '@');
  g_autofree char *host = at != NULL ? g_strndup (at + 1, strcspn (at + 1, ":/")) : NULL;
  const KtPreset *preset = host != NULL ? kt_preset_of_host (host) : NULL;
  return preset != NULL && preset->login == KT_PRESET_OAUTH;
}

static void
append_password (GString *text, const char *command, gboolean needed, const char *example)
{
  if (is_given (command))
    append_pair (text, "password-command", command);
  else if (needed)
    g_string_append_printf (text,
                            "# prints the password; without it you are asked at each sync\n"
                            "#password-command = pass show %s\n",
                            example);
}

char *
kt_new_config_mail (const KtNewConfig *config)
{
  GString *text = g_string_new (NULL);
  gboolean given = is_given (config->password_file) || is_given (config->oauth2_command);
  gboolean server = g_str_has_prefix (config->url, "imap");
  g_string_append_printf (text, "[mail %s]\n", is_given (config->source) ? config->source : "mail");
  append_pair (text, "url", config->url);
  append_pair (text, "address", config->own_address);
  append_pair (text, "ca-file", config->ca_file);
  append_pair (text, "password-file", config->password_file);
  append_pair (text, "oauth2-command", config->oauth2_command);
  if (server && !given && !is_given (config->password_command) && wants_token (config->url))
    g_string_append (text, "# prints a token: no password is taken there\n"
                           "#oauth2-command = oama access ADDRESS\n");
  else
    append_password (text, config->password_command, server && !given, "mail");
  return g_string_free (text, FALSE);
}

/* A name of its own: no mailbox may have the same. */
static const char *
calendar_name (const KtNewConfig *config)
{
  gboolean taken = is_given (config->url) && g_strcmp0 (config->source, "calendar") == 0;
  return taken ? "calendars" : "calendar";
}

char *
kt_new_config_text (const KtNewConfig *config)
{
  const char *calendar = calendar_name (config);
  GString *text
      = g_string_new ("# Kontor: who you are and where your mail lies. man kontor\n[me]\n");
  append_pair (text, "name", config->name);
  append_pair (text, "addresses", config->address);
  append_pair (text, "timezone", config->timezone);
  append_pair (text, "country", config->country);
  if (config->phone && is_given (config->calendar))
    append_pair (text, "phone-calendar", calendar);
  if (is_given (config->url))
    {
      g_autofree char *section = kt_new_config_mail (config);
      g_string_append_printf (text, "\n%s", section);
    }
  if (is_given (config->calendar))
    {
      g_string_append_printf (text, "\n[calendar %s]\n", calendar);
      append_pair (text, "url", config->calendar);
      append_password (text, config->calendar_password_command,
                       g_str_has_prefix (config->calendar, "caldav+"), "calendar");
    }
  return g_string_free (text, FALSE);
}

static gboolean
write_error (const char *file, GError **error)
{
  int reason = errno;
  g_set_error (error, KT_ERROR, reason == EEXIST ? KT_ERROR_CONFLICT : KT_ERROR_DATABASE,
               reason == EEXIST ? _ ("there is a config already, «%s»")
                                : _ ("cannot write the config «%s», %s"),
               file, g_strerror (reason));
  if (reason == EEXIST)
    kt_error_hint (error, _ ("change it with an editor, then: kontor config check"));
  return FALSE;
}

static gboolean
write_temporary (const char *temporary, const char *text)
{
  int fd = g_open (temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    return FALSE;
  gboolean written = kt_write_all (fd, text, strlen (text)) && fsync (fd) == 0;
  return g_close (fd, NULL) && written;
}

gboolean
kt_new_config_check (const KtNewConfig *config, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autofree char *text = kt_new_config_text (config);
  G_GNUC_UNUSED g_autoptr (KtSettings) settings = kt_config_preview ("", text, &failed);
  if (!g_error_matches (failed, KT_ERROR, KT_ERROR_USAGE))
    return TRUE; /* what could not be written is seen when the config is */
  const char *message = failed->message;
  if (*message == ':') /* FILE:LINE: of a file that nobody knows */
    message = strchr (message + 1, ':') + 2;
  g_set_error_literal (error, KT_ERROR, KT_ERROR_USAGE, message);
  return FALSE;
}

gboolean
kt_new_config_write (const KtNewConfig *config, const char *file, GError **error)
{
  g_autofree char *dir = g_path_get_dirname (file);
  g_autofree char *temporary = g_strdup_printf ("%s.new-%d", file, (int)getpid ());

  if (g_file_test (file, G_FILE_TEST_EXISTS))
    {
      errno = EEXIST;
      return write_error (file, error);
    }
  g_autofree char *text = kt_new_config_text (config);
  if (g_mkdir_with_parents (dir, 0700) != 0 || !write_temporary (temporary, text))
    return write_error (file, error);
  g_autoptr (KtSettings) settings = kt_config_read_as (temporary, file, error);
  gboolean written = settings != NULL;
  if (written
      && link (temporary, file) != 0) /* not rename: that would replace one made meanwhile */
    written = write_error (file, error);
  g_unlink (temporary);
  return written;
}
