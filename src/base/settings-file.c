#include "config.h"
#include "settings-keys.h"
#include "kontor/error.h"
#include "kontor/money.h"
#include "kontor/nearest.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  KtSettingsFile *file;
  const char *group; /* the one we are in, owned by file->lines; NULL none yet */
  KtSection section;
  int line;
} Scan;

/* By KtSection. */
static const char *const section_names[KT_SECTIONS + 1]
    = { "me", "mail", "calendar", "invoice", "rates", "contacts", NULL };

/* One of a kind, or as many as have names of their own. */
static gboolean
has_name (KtSection section)
{
  return section != KT_SECTION_ME && section != KT_SECTION_INVOICE && section != KT_SECTION_RATES;
}

static const KtSettingsKey *
keys_of (KtSection section)
{
  static const KtSettingsKey *const keys[KT_SECTIONS]
      = { kt_settings_me_keys,      kt_settings_mail_keys,  kt_settings_calendar_keys,
          kt_settings_invoice_keys, kt_settings_rates_keys, kt_settings_contacts_keys };
  return keys[section];
}

static gboolean refuse_line (const Scan *scan, GError **error, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

static void
set_error (GError **error, const char *path, int line, const char *format, va_list args)
{
  g_autofree char *what = g_strdup_vprintf (format, args);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, "%s:%d: %s", path, line, what);
}

static gboolean
refuse_line (const Scan *scan, GError **error, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  set_error (error, scan->file->path, scan->line, format, args);
  va_end (args);
  return FALSE;
}

static char *
line_key (const char *group, const char *key)
{
  return g_strconcat (group, "\n", key != NULL ? key : "", NULL);
}

gboolean
kt_settings_refuse (const KtSettingsFile *file, const char *group, const char *key, GError **error,
                    const char *format, ...)
{
  g_autofree char *place = line_key (group, key);
  va_list args;
  va_start (args, format);
  set_error (error, file->path, GPOINTER_TO_INT (g_hash_table_lookup (file->lines, place)), format,
             args);
  va_end (args);
  return FALSE;
}

/* Remembers where a group or key stands. FALSE: it stands somewhere already. */
static gboolean
remember (Scan *scan, const char *group, const char *key, GError **error)
{
  g_autofree char *place = line_key (group, key);
  int earlier = GPOINTER_TO_INT (g_hash_table_lookup (scan->file->lines, place));
  if (earlier != 0 && key == NULL)
    return refuse_line (scan, error, _ ("[%s] stands here twice, first in line %d"), group,
                        earlier);
  if (earlier != 0)
    return refuse_line (scan, error, _ ("«%s» stands here twice, first in line %d"), key, earlier);
  return g_hash_table_insert (scan->file->lines, g_steal_pointer (&place),
                              GINT_TO_POINTER (scan->line));
}

static gboolean
check_name (const Scan *scan, const char *kind, const char *name, GError **error)
{
  guint sources = 0;
  if (*name == '\0')
    return refuse_line (scan, error, _ ("[%s] needs a name: [%s studio]"), kind, kind);
  if (strlen (name) > KT_SETTINGS_NAME_MAX)
    return refuse_line (scan, error, _ ("the name is too long"));
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isprint (g_utf8_get_char (p)) || strchr ("[]", *p) != NULL)
      return refuse_line (scan, error, _ ("the name holds a character that it cannot"));
  for (int i = 0; i < KT_SECTIONS; i++)
    sources += scan->file->groups[i]->len;
  if (sources >= KT_SETTINGS_SOURCES_MAX)
    return refuse_line (scan, error, _ ("more than %u sources"), KT_SETTINGS_SOURCES_MAX);
  return TRUE;
}

/* What is synced is named by it, a mailbox like a calendar. */
static gboolean
remember_name (Scan *scan, const char *name, GError **error)
{
  char *place = line_key ("", name);
  int earlier = GPOINTER_TO_INT (g_hash_table_lookup (scan->file->lines, place));
  if (earlier == 0)
    return g_hash_table_insert (scan->file->lines, place, GINT_TO_POINTER (scan->line));
  g_free (place);
  return refuse_line (scan, error, _ ("«%s» is the name of what line %d begins, take another"),
                      name, earlier);
}

static gboolean
refuse_section (const Scan *scan, const char *kind, const char *name, GError **error)
{
  const char *nearest = kt_nearest (kind, section_names);
  refuse_line (scan, error, _ ("unknown section [%s]"), kind);
  KtSection section = 0;
  while (nearest != NULL && !g_str_equal (section_names[section], nearest))
    section++;
  if (nearest != NULL && !has_name (section))
    kt_error_hint (error, "[%s]", nearest);
  else if (nearest != NULL)
    kt_error_hint (error, "[%s %s]", nearest, name);
  return FALSE;
}

/* text: what stands between the brackets. */
static gboolean
take_group (Scan *scan, char *text, GError **error)
{
  char *kind = g_strstrip (text), *name = kind + strcspn (kind, " \t");
  if (*name != '\0')
    *name++ = '\0';
  name = g_strchug (name);

  KtSection section = 0;
  while (section < KT_SECTIONS && !g_str_equal (kind, section_names[section]))
    section++;
  gboolean source = section != KT_SECTIONS && has_name (section);
  if (section == KT_SECTIONS || (!source && *name != '\0'))
    return refuse_section (scan, kind, name, error);
  if (source && !check_name (scan, kind, name, error))
    return FALSE;

  g_autofree char *group = source ? g_strconcat (kind, " ", name, NULL) : g_strdup (kind);
  if (!remember (scan, group, NULL, error) || (source && !remember_name (scan, name, error)))
    return FALSE;
  if (source)
    g_ptr_array_add (scan->file->groups[section], g_strdup (group));
  g_autofree char *place = line_key (group, NULL);
  gpointer kept;
  g_hash_table_lookup_extended (scan->file->lines, place, &kept, NULL);
  scan->group = kept; /* "group\n" */
  scan->section = section;
  return TRUE;
}

static gboolean
is_key (KtSection section, const char *name)
{
  for (const KtSettingsKey *key = keys_of (section); key->name != NULL; key++)
    if (g_str_equal (key->name, name))
      return TRUE;
  return FALSE;
}

/* The key that is meant, or the section it belongs into. */
static void
hint_key (const Scan *scan, const char *name, GError **error)
{
  for (KtSection section = 0; section < KT_SECTIONS; section++)
    if (section != scan->section && is_key (section, name))
      {
        g_autofree char *group
            = g_strdup_printf (has_name (section) ? "[%s NAME]" : "[%s]", section_names[section]);
        kt_error_hint (error, _ ("it belongs into %s"), group);
        return;
      }
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  for (const KtSettingsKey *key = keys_of (scan->section); key->name != NULL; key++)
    g_ptr_array_add (names, (gpointer)key->name);
  g_ptr_array_add (names, NULL);
  const char *nearest = kt_nearest (name, (const char *const *)names->pdata);
  if (nearest != NULL)
    kt_error_hint (error, _ ("did you mean «%s»?"), nearest);
}

static gboolean
check_key (const Scan *scan, const char *key, GError **error)
{
  if (is_key (scan->section, key))
    return TRUE;
  if (scan->section == KT_SECTION_RATES && kt_money_currency_known (key))
    return TRUE;
  refuse_line (scan, error, _ ("unknown key «%s»"), key);
  hint_key (scan, key, error);
  return FALSE;
}

static gboolean
take_pair (Scan *scan, char *line, char *equals, GError **error)
{
  *equals = '\0';
  const char *key = g_strchomp (line), *value = g_strchug (equals + 1);
  if (scan->group == NULL)
    return refuse_line (scan, error, _ ("«%s» stands before the first [section]"), key);
  g_autofree char *group = g_strndup (scan->group, strcspn (scan->group, "\n"));
  if (!check_key (scan, key, error) || !remember (scan, group, key, error))
    return FALSE;
  if (*value == '\0')
    return refuse_line (scan, error, _ ("«%s» has no value"), key);
  g_key_file_set_value (scan->file->keys, group, key, value);
  return TRUE;
}

static gboolean
take_line (Scan *scan, char *line, GError **error)
{
  if (strlen (line) > KT_SETTINGS_LINE_MAX)
    return refuse_line (scan, error, _ ("the line is too long"));
  if (!g_utf8_validate (line, -1, NULL))
    return refuse_line (scan, error, _ ("the line is not UTF-8"));
  line = g_strstrip (line);
  gsize length = strlen (line);
  if (length == 0 || line[0] == '#')
    return TRUE;
  if (line[0] == '[' && line[length - 1] == ']')
    {
      line[length - 1] = '\0';
      return take_group (scan, line + 1, error);
    }
  char *equals = strchr (line, '=');
  if (line[0] != '[' && equals != NULL && equals != line)
    return take_pair (scan, line, equals, error);
  refuse_line (scan, error, _ ("cannot read this line"));
  kt_error_hint (error, _ ("a line is [section], key = value, or # comment"));
  return FALSE;
}

/* The file's text; NUL bytes are refused, since everything after one would be overlooked. */
static char *
load (KtSettingsFile *file, GError **error)
{
  g_autoptr (GError) io = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;
  struct stat status;
  if (stat (file->path, &status) < 0 && errno == ENOENT)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is no config yet, «%s»"),
                   file->path);
      kt_error_hint (error, _ ("make one: kontor init"));
      return NULL;
    }
  if (!g_file_test (file->path, G_FILE_TEST_IS_REGULAR) || status.st_size > KT_SETTINGS_FILE_MAX
      || !g_file_get_contents (file->path, &text, &length, &io))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("cannot read the config «%s», %s"),
                   file->path, io != NULL ? io->message : _ ("it is not a small file"));
      return NULL;
    }
  if (memchr (text, '\0', length) != NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("cannot read the config «%s», %s"),
                   file->path, _ ("it is not text"));
      return NULL;
    }
  file->others_read = (status.st_mode & 077) != 0;
  return g_steal_pointer (&text);
}

KtSettingsFile *
kt_settings_file_read (const char *path, GError **error)
{
  g_autoptr (KtSettingsFile) file = g_new0 (KtSettingsFile, 1);
  file->path = g_canonicalize_filename (path, NULL);
  file->dir = g_path_get_dirname (file->path);
  file->keys = g_key_file_new ();
  for (int i = 0; i < KT_SECTIONS; i++)
    file->groups[i] = g_ptr_array_new_with_free_func (g_free);
  file->lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_autofree char *text = load (file, error);
  if (text == NULL)
    return NULL;
  Scan scan = { .file = file, .line = 1 };
  char *line = g_str_has_prefix (text, "\xEF\xBB\xBF") ? text + 3 : text; /* a Windows editor's */
  for (; line != NULL; scan.line++)
    {
      char *end = strchr (line, '\n');
      if (end != NULL)
        *end = '\0';
      if (!take_line (&scan, line, error))
        return NULL;
      line = end != NULL ? end + 1 : NULL;
    }
  return g_steal_pointer (&file);
}

void
kt_settings_file_free (KtSettingsFile *file)
{
  if (file == NULL)
    return;
  g_free (file->path);
  g_free (file->dir);
  g_key_file_unref (file->keys);
  for (int i = 0; i < KT_SECTIONS; i++)
    if (file->groups[i] != NULL)
      g_ptr_array_unref (file->groups[i]);
  g_hash_table_unref (file->lines);
  g_free (file);
}
