#include "config.h"
#include "kontor/demo.h"
#include "demo-book.h"
#include "demo-files.h"
#include "demo-script.h"
#include "kontor/error.h"
#include "kontor/write-all.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static const char config[] = "# The demo office: a translator in Riga, her letters and clients\n"
                             "[me]\n"
                             "name = Anna Bērziņa\n"
                             "addresses = anna@studija.example; anna.berzina@inbox.example\n"
                             "timezone = Europe/Riga\n"
                             "country = LV\n"
                             "currency = EUR\n"
                             "\n"
                             "[rates]\n"
                             "UAH = 0.021\n"
                             "\n"
                             "[invoice]\n"
                             "address = Brīvības iela 1-2; Rīga, LV-1010\n"
                             "registration = 120380-10001\n"
                             "bank = Paraugbanka\n"
                             "iban = LV80 BANK 0000 4351 9500 1\n"
                             "due = 14 days\n"
                             "\n"
                             "[mail studio]\n"
                             "url = maildir:mail\n"
                             "folders = INBOX; Sent; Clients\n";

static const struct
{
  const char *name, *dir;
} folders[] = { { "INBOX", "" }, { "Sent", ".Sent" }, { "Clients", ".Clients" } };

static gboolean
write_error (const char *path, GError **error)
{
  int reason = errno;
  g_set_error (error, KT_ERROR, KT_ERROR_DATABASE, _ ("cannot write «%s», %s"), path,
               g_strerror (reason));
  return FALSE;
}

gboolean
kt_demo_take_directory (const char *dir, GError **error)
{
  g_autoptr (GDir) entries = NULL;
  if (g_mkdir_with_parents (dir, 0700) != 0)
    return write_error (dir, error);
  entries = g_dir_open (dir, 0, NULL);
  if (entries == NULL)
    {
      errno = EACCES;
      return write_error (dir, error);
    }
  if (g_dir_read_name (entries) == NULL)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
               _ ("no demo is made in «%s», something is there already"), dir);
  kt_error_hint (error, _ ("name a directory that is empty or not there"));
  return FALSE;
}

gboolean
kt_demo_make_directory (const char *dir, GError **error)
{
  return g_mkdir_with_parents (dir, 0700) == 0 || write_error (dir, error);
}

static gboolean
make_folders (const char *mail, GError **error)
{
  static const char *const inside[] = { "cur", "new", "tmp" };
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    for (guint j = 0; j < G_N_ELEMENTS (inside); j++)
      {
        g_autofree char *path = g_build_filename (mail, folders[i].dir, inside[j], NULL);
        if (!kt_demo_make_directory (path, error))
          return FALSE;
      }
  return TRUE;
}

gboolean
kt_demo_write_file (const char *path, const char *bytes, gsize length, gint64 time, GError **error)
{
  const struct timespec times[2] = { { .tv_sec = time }, { .tv_sec = time } };
  int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    return write_error (path, error);
  gboolean written = kt_write_all (fd, bytes, length) && futimens (fd, times) == 0;
  if (!written)
    write_error (path, error);
  return g_close (fd, written ? error : NULL) && written;
}

static const char *
directory_of (const char *folder)
{
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    if (g_str_equal (folders[i].name, folder))
      return folders[i].dir;
  return "";
}

/* A Maildir's name: time, number, host; then the flags. */
static gboolean
write_letter (const KtDemoScript *script, guint n, const char *mail, GError **error)
{
  const KtDemoLetter *letter = g_ptr_array_index (script->letters, n);
  g_autoptr (GString) bytes = kt_demo_letter_write (script, letter);
  for (guint i = 0; letter->folders[i] != NULL; i++)
    {
      g_autofree char *name
          = g_strdup_printf ("%" G_GINT64_FORMAT ".%03u%c.demo%s", letter->time, n, (char)('a' + i),
                             letter->unread     ? ""
                             : letter->answered ? ":2,RS"
                                                : ":2,S");
      g_autofree char *path = g_build_filename (mail, directory_of (letter->folders[i]),
                                                letter->unread ? "new" : "cur", name, NULL);
      if (!kt_demo_write_file (path, bytes->str, bytes->len, letter->time, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kt_demo_make (const char *dir, gint64 now, guint *ret_letters, guint *ret_clients, guint *ret_deals,
              GError **error)
{
  g_autofree char *mail = g_build_filename (dir, "mail", NULL);
  g_autofree char *config_file = g_build_filename (dir, "config", NULL);
  g_autofree char *data = g_build_filename (dir, "data", NULL);
  g_autoptr (KtDemoScript) script = kt_demo_script_read (kt_demo_texts, now, error);
  if (script == NULL || !kt_demo_take_directory (dir, error) || !make_folders (mail, error))
    return FALSE;
  *ret_letters = script->letters->len;
  for (guint i = 0; i < script->letters->len; i++)
    if (!write_letter (script, i, mail, error))
      return FALSE;
  return kt_demo_write_file (config_file, config, strlen (config), now, error)
         && kt_demo_book_make (config_file, data, script, ret_clients, ret_deals, error);
}
