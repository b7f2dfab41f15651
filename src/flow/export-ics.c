#include "config.h"
#include "kontor/export-ics.h"
#include "kontor/error.h"
#include "kontor/ics-records.h"
#include <glib/gi18n.h>
#include <stdlib.h>
#include <sys/stat.h>

#define FAR G_GINT64_CONSTANT (253402300800) /* the year 10000 */

static gboolean
add_reminders (KtContext *context, KtIcsRecords *records, guint *count, GError **error)
{
  g_autoptr (GPtrArray) reminders = kt_reminder_list_open (context->store, 0, error);
  for (guint i = 0; reminders != NULL && i < reminders->len; i++)
    kt_ics_add_reminder (records, context, reminders->pdata[i]);
  *count = reminders != NULL ? reminders->len : 0;
  return reminders != NULL;
}

/* From the first of the month before on: within a month the file has the same visits each day, so
 * that only what changed changes in it. */
static gint64
first_visit (const KtContext *context)
{
  KtLocal day = kt_local_from_utc (context->clock.now, context->clock.zone);
  day.day = 1;
  day.hour = -1;
  day.minute = 0;
  return kt_local_to_utc (kt_local_add_months (day, -1), context->clock.zone);
}

static gboolean
add_appointments (KtContext *context, KtIcsRecords *records, guint *count, GError **error)
{
  g_autoptr (GPtrArray) visits
      = kt_appointment_between (context->store, first_visit (context), FAR, error);
  for (guint i = 0; visits != NULL && i < visits->len; i++)
    kt_ics_add_visit (records, context, visits->pdata[i]);
  *count = visits != NULL ? visits->len : 0;
  return visits != NULL;
}

static gboolean
add_birthdays (KtContext *context, KtIcsRecords *records, guint *count, GError **error)
{
  g_autoptr (GPtrArray) owners = kt_owners_with_birthday (context->store, NULL, error);
  *count = 0;
  for (guint i = 0; owners != NULL && i < owners->len; i++)
    *count += kt_ics_add_birthday (records, context, owners->pdata[i]) ? 1 : 0;
  return owners != NULL;
}

char *
kt_export_ics (KtContext *context, guint kinds, KtIcsPreset preset,
               guint ret_counts[KT_EXPORT_KINDS], GError **error)
{
  static gboolean (*const adders[]) (KtContext *, KtIcsRecords *, guint *, GError **)
      = { add_reminders, add_appointments, add_birthdays };
  g_autoptr (KtIcsRecords) records = kt_ics_records_new ();
  gboolean begun = kt_store_snapshot_begin (context->store), ok = TRUE;
  for (guint kind = 0; ok && kind < KT_EXPORT_KINDS; kind++)
    {
      ret_counts[kind] = 0;
      ok = !(kinds & 1u << kind) || adders[kind](context, records, &ret_counts[kind], error);
    }
  kt_store_snapshot_end (context->store, begun);
  if (!ok)
    return NULL;
  return kt_ics_write ((const KtIcsEvent *)records->events->data, records->events->len, preset,
                       _ ("Kontor"), error);
}

/* The file a path leads to in the end: renaming onto a link would put a file in its place, and
 * /dev/stdout is one. NULL: nothing there yet. */
static char *
final_path (const char *path)
{
  char *real = realpath (path, NULL);
  char *copy = g_strdup (real);
  free (real);
  return copy;
}

static gboolean
is_writable_place (const char *path)
{
  struct stat link, file;
  if (lstat (path, &link) != 0)
    return TRUE; /* nothing there */
  return stat (path, &file) == 0 && S_ISREG (file.st_mode)
         && (!g_str_has_prefix (path, "/dev/") || g_str_has_prefix (path, "/dev/shm/"))
         && !g_str_has_prefix (path, "/proc/");
}

gboolean
kt_export_write (const char *path, const char *data, gsize length, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *final = final_path (path);
  if (!is_writable_place (path))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("cannot write «%s», it is not a file"),
                   path);
      kt_error_hint (error, _ ("without --output it goes to standard output"));
      return FALSE;
    }
  if (g_file_set_contents_full (final != NULL ? final : path, data, length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &failure))
    return TRUE;
  gboolean full = g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
  const char *why = g_strrstr (failure->message, ": "); /* "… /path.XXXXXX: No such file" */
  g_set_error (error, KT_ERROR, full ? KT_ERROR_DATABASE : KT_ERROR_FAILED,
               _ ("cannot write «%s», %s"), path, why != NULL ? why + 2 : failure->message);
  return FALSE;
}
