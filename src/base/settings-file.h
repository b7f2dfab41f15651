#pragma once
#include <glib.h>

/* A config file taken apart, with the line of everything, for settings.c. Groups are named "me",
 * "invoice", "rates", "mail NAME", "calendar NAME" or "contacts NAME", keys are known ones
 * (settings-keys.h). */
typedef enum
{
  KT_SECTION_ME,
  KT_SECTION_MAIL,
  KT_SECTION_CALENDAR,
  KT_SECTION_INVOICE,
  KT_SECTION_RATES,
  KT_SECTION_CONTACTS,
  KT_SECTIONS, /* how many kinds there are */
} KtSection;

typedef struct
{
  char *path, *dir; /* dir: relative paths are meant from here */
  GKeyFile *keys;
  GPtrArray *groups[KT_SECTIONS]; /* their names in their order */
  GHashTable *lines;              /* "group\nkey" → line; of sources also "\nname" */
  gboolean others_read;           /* somebody else may read the file */
} KtSettingsFile;

#define KT_SETTINGS_FILE_MAX (1u << 20)
#define KT_SETTINGS_LINE_MAX (16u << 10)
#define KT_SETTINGS_SOURCES_MAX 100u
#define KT_SETTINGS_NAME_MAX 64u

KtSettingsFile *kt_settings_file_read (const char *path, GError **error);
void kt_settings_file_free (KtSettingsFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtSettingsFile, kt_settings_file_free)

/* Sets "FILE:LINE: …" for a key (NULL: for its group). Always FALSE. Never pass secrets. */
gboolean kt_settings_refuse (const KtSettingsFile *file, const char *group, const char *key,
                             GError **error, const char *format, ...) G_GNUC_PRINTF (5, 6);

/* Values. All return FALSE for text that is none of theirs. */
gboolean kt_value_int (const char *text, int first, int last, int *ret);
gboolean kt_value_bool (const char *text, gboolean *ret);          /* yes, no */
gboolean kt_value_days (const char *text, int *ret);               /* "90 days", "3 years" */
gboolean kt_value_working_days (const char *text, int *ret);       /* "1 working day" */
gboolean kt_value_weekdays (const char *const *items, guint *ret); /* "mon..fri", "sat" */
gboolean kt_value_percent (const char *text, int *ret); /* "21 %", "5,5": hundredths of a percent */
gboolean kt_value_letters (const char *text, guint length, char **ret); /* "LV", "EUR" */
/* An absolute path: from ~/, from dir. */
char *kt_value_path (const char *text, const char *dir);
