#include "config.h"
#include "kontor/settings.h"
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>

static void
doubt_path (GPtrArray *doubts, const char *section, const char *name, const char *path,
            gboolean directory)
{
  if (g_file_test (path, directory ? G_FILE_TEST_IS_DIR : G_FILE_TEST_IS_REGULAR))
    return;
  g_ptr_array_add (doubts, g_strdup_printf (directory ? _ ("[%s %s]: there is no directory «%s»")
                                                      : _ ("[%s %s]: there is no file «%s»"),
                                            section, name, path));
}

/* A file with a password is its owner's alone. */
static void
doubt_password_file (GPtrArray *doubts, const char *section, const char *name,
                     const KtCredentials *credentials)
{
  struct stat info;
  const char *path = credentials->password_file;
  if (path == NULL)
    return;
  if (stat (path, &info) != 0 || !S_ISREG (info.st_mode) || (info.st_mode & 077) == 0)
    {
      doubt_path (doubts, section, name, path, FALSE);
      return;
    }
  g_autofree char *quoted = g_shell_quote (path);
  g_ptr_array_add (
      doubts, g_strdup_printf (_ ("[%s %s]: others may read the password in «%s»: chmod 600 %s"),
                               section, name, path, quoted));
}

/* "INBOX, Sent" is one name with a comma in it, which hardly anybody has. */
static void
doubt_commas (GPtrArray *doubts, const char *section, const char *name, char **items)
{
  for (; items != NULL && *items != NULL; items++)
    if (strchr (*items, ',') != NULL)
      g_ptr_array_add (doubts,
                       g_strdup_printf (_ ("[%s %s]: «%s» is one name; several are separated by ;"),
                                        section, name, *items));
}

static void
doubt_phone_calendar (GPtrArray *doubts, const KtSettings *settings)
{
  const char *collection;
  const KtCalendarSource *source = kt_settings_phone_calendar (settings, &collection);
  if (source == NULL || collection == NULL || source->calendars == NULL
      || g_strv_contains ((const char *const *)source->calendars, collection))
    return;
  g_ptr_array_add (
      doubts,
      g_strdup_printf (_ ("[me]: phone-calendar is «%s», which calendars of «%s» leave out"),
                       collection, source->name));
}

GPtrArray *
kt_settings_doubts (const KtSettings *settings)
{
  GPtrArray *doubts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < settings->mail->len; i++)
    {
      const KtMailSource *source = settings->mail->pdata[i];
      if (kt_source_is_letter_files (source->kind))
        doubt_path (doubts, "mail", source->name, source->path,
                    source->kind != KT_SOURCE_MBOX
                        || g_file_test (source->path, G_FILE_TEST_IS_DIR));
      doubt_password_file (doubts, "mail", source->name, &source->credentials);
      doubt_commas (doubts, "mail", source->name, source->folders);
    }
  for (guint i = 0; i < settings->calendars->len; i++)
    {
      const KtCalendarSource *source = settings->calendars->pdata[i];
      if (source->kind == KT_SOURCE_VDIR || source->kind == KT_SOURCE_ICS_FILE)
        doubt_path (doubts, "calendar", source->name, source->path, source->kind == KT_SOURCE_VDIR);
      doubt_password_file (doubts, "calendar", source->name, &source->credentials);
      doubt_commas (doubts, "calendar", source->name, source->calendars);
    }
  for (guint i = 0; i < settings->books->len; i++)
    {
      const KtCalendarSource *source = settings->books->pdata[i];
      if (source->kind == KT_SOURCE_VDIR_CARDS)
        doubt_path (doubts, "contacts", source->name, source->path, TRUE);
      doubt_password_file (doubts, "contacts", source->name, &source->credentials);
      doubt_commas (doubts, "contacts", source->name, source->calendars);
    }
  doubt_phone_calendar (doubts, settings);
  return doubts;
}
