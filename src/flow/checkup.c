#include "config.h"
#include "kontor/checkup.h"
#include "kontor/erase.h"
#include "kontor/error.h"
#include "kontor/forget.h"
#include "kontor/reminder.h"
#include "kontor/store-check.h"
#include "kontor/tombstone.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

void
kt_check_free (KtCheck *check)
{
  if (check == NULL)
    return;
  g_free (check->subject);
  g_free (check->text);
  g_free (check);
}

void
kt_check_add (GPtrArray *checks, const char *id, KtCheckState state, const char *subject,
              const char *format, ...)
{
  KtCheck *check = g_new0 (KtCheck, 1);
  va_list args;
  va_start (args, format);
  check->id = id;
  check->state = state;
  check->subject = g_strdup (subject);
  check->text = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (checks, check);
}

static void
check_config (KtContext *context, GPtrArray *checks)
{
  const char *file = context->paths.config;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtSettings) settings = kt_settings_read (file, &error);
  if (settings != NULL)
    {
      kt_check_add (checks, "config", KT_CHECK_OK, file,
                    ngettext ("%u mailbox", "%u mailboxes", settings->mail->len),
                    settings->mail->len);
      g_autoptr (GPtrArray) doubts = kt_settings_doubts (settings);
      for (guint i = 0; i < doubts->len; i++)
        kt_check_add (checks, "config", KT_CHECK_WARNING, file, "%s", (char *)doubts->pdata[i]);
    }
  else if (g_error_matches (error, KT_ERROR, KT_ERROR_NOT_FOUND))
    kt_check_add (checks, "config", KT_CHECK_WARNING, file, _ ("is not there: kontor init"));
  else
    kt_check_add (checks, "config", KT_CHECK_FAILED, file, "%s", error->message);
}

static void
check_directory (KtContext *context, GPtrArray *checks)
{
  const char *directory = context->paths.data;
  GStatBuf status;
  if (g_stat (directory, &status) != 0)
    kt_check_add (checks, "directory", KT_CHECK_WARNING, directory, _ ("is not there yet"));
  else if ((status.st_mode & 077) != 0)
    kt_check_add (checks, "directory", KT_CHECK_FAILED, directory,
                  _ ("others can read it: chmod 700 %s"), directory);
  else if (g_access (directory, W_OK) != 0)
    kt_check_add (checks, "directory", KT_CHECK_WARNING, directory,
                  _ ("can only be read, nothing can be saved"));
  else
    kt_check_add (checks, "directory", KT_CHECK_OK, directory, _ ("yours alone"));
}

/* A person who was begun to be forgotten is to be forgotten whole. */
static void
check_forgetting (KtContext *context, GPtrArray *checks)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (KtForget) pending = kt_forget_pending (context, &failed);
  if (failed != NULL)
    kt_check_add (checks, "forget", KT_CHECK_FAILED, NULL, "%s", failed->message);
  else if (pending != NULL)
    kt_check_add (checks, "forget", KT_CHECK_FAILED, pending->tail,
                  _ ("somebody is not forgotten whole, finish it: kontor forget"));
}

/* Without its key nobody knows any more who was forgotten. */
static void
check_tombstones (KtStore *store, GPtrArray *checks)
{
  gboolean any = FALSE;
  if (!kt_tombstone_any (store, &any, NULL) || !any)
    return;
  if (kt_store_tombstone_key (store, FALSE, NULL) == NULL)
    kt_check_add (checks, "forget", KT_CHECK_FAILED, "tombstone-key",
                  _ ("cannot be read: who was forgotten may come back, put it back from a copy"));
}

static char *
size_of (const char *file)
{
  GStatBuf status;
  return g_format_size (g_stat (file, &status) == 0 ? (guint64)status.st_size : 0);
}

static void
report_file (KtStore *store, const char *id, const char *schema, const char *file, int version,
             GPtrArray *checks)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *size = size_of (file);
  if (!kt_store_check_pages (store, schema, problems, &error))
    g_ptr_array_add (problems, g_strdup (error->message));
  for (guint i = 0; i < problems->len; i++)
    kt_check_add (checks, id, KT_CHECK_FAILED, file, "%s", (char *)problems->pdata[i]);
  if (problems->len == 0)
    kt_check_add (checks, id, KT_CHECK_OK, file, _ ("whole, %s, version %d"), size, version);
}

typedef gboolean (*StoreCheck) (KtStore *store, GPtrArray *problems, GError **error);

static void
report_store_check (KtStore *store, const char *id, StoreCheck ask, const char *good,
                    GPtrArray *checks)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  if (!ask (store, problems, &error))
    g_ptr_array_add (problems, g_strdup (error->message));
  for (guint i = 0; i < problems->len; i++)
    kt_check_add (checks, id, KT_CHECK_FAILED, "", "%s", (char *)problems->pdata[i]);
  if (problems->len == 0)
    kt_check_add (checks, id, KT_CHECK_OK, "", "%s", good);
}

/* The rules of a time zone may have changed since a reminder was written. */
static void
refresh_reminders (KtStore *store, gint64 now, GPtrArray *checks)
{
  g_autoptr (GError) error = NULL;
  guint changed = 0;
  if (kt_reminder_refresh (store, now, &changed, &error))
    {
      if (changed == 0)
        kt_check_add (checks, "reminders", KT_CHECK_OK, "", _ ("due when their zones say"));
      else
        kt_check_add (checks, "reminders", KT_CHECK_OK, "",
                      ngettext ("%u moved by new rules of its zone",
                                "%u moved by new rules of their zones", changed),
                      changed);
      return;
    }
  kt_check_add (checks, "reminders", KT_CHECK_FAILED, "", "%s", error->message);
}

static void
check_databases (KtContext *context, KtStore *store, gboolean writable, GPtrArray *checks)
{
  int book = 0, mirror = 0;
  kt_store_versions (store, &book, &mirror, NULL);
  report_file (store, "book", "main", context->paths.book, book, checks);
  if (g_access (context->paths.mirror, F_OK) == 0)
    report_file (store, "mirror", "mirror", context->paths.mirror, mirror, checks);
  else
    kt_check_add (checks, "mirror", KT_CHECK_WARNING, context->paths.mirror,
                  _ ("is not there: kontor sync makes it again"));
  report_store_check (store, "references", kt_store_check_references, _ ("nothing is missing"),
                      checks);
  if (!writable)
    return;
  report_store_check (store, "index", kt_store_check_indexes, _ ("fits its text"), checks);
  refresh_reminders (store, context->clock.now, checks);
}

/* For writing where that is possible, since an index can only be checked so. A mirror that is not
 * there is left alone. */
static KtStore *
open_store (KtContext *context, gboolean *ret_writable, GError **error)
{
  *ret_writable = g_access (context->paths.data, W_OK) == 0
                  && g_access (context->paths.book, W_OK) == 0
                  && g_access (context->paths.mirror, W_OK) == 0;
  return kt_store_open (&context->paths, *ret_writable ? KT_STORE_WRITE : KT_STORE_READ, error);
}

/* SQLite names the file that cannot even be attached. */
static void
report_unopened (const KtContext *context, const GError *error, GPtrArray *checks)
{
  gboolean mirror = strstr (error->message, context->paths.mirror) != NULL;
  g_autofree char *line = g_strndup (error->message, strcspn (error->message, "\n"));
  kt_check_add (checks, mirror ? "mirror" : "book", KT_CHECK_FAILED,
                mirror ? context->paths.mirror : context->paths.book, "%s", line);
}

static void
check_store (KtContext *context, GPtrArray *checks)
{
  g_autoptr (GError) error = NULL;
  gboolean writable = FALSE;
  g_autoptr (KtStore) store = open_store (context, &writable, &error);
  if (store != NULL)
    {
      check_databases (context, store, writable, checks);
      check_tombstones (store, checks);
      kt_checkup_sources (context, store, checks);
      kt_checkup_calendars (context, store, checks);
    }
  else if (g_error_matches (error, KT_ERROR, KT_ERROR_NOT_FOUND))
    kt_check_add (checks, "book", KT_CHECK_WARNING, context->paths.book,
                  _ ("is not there yet: kontor sync fills it"));
  else
    report_unopened (context, error, checks);
}

GPtrArray *
kt_checkup (KtContext *context)
{
  GPtrArray *checks = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_check_free);
  check_config (context, checks);
  check_directory (context, checks);
  check_forgetting (context, checks);
  check_store (context, checks);
  kt_checkup_helpers (context, checks);
  return checks;
}
