#include "config.h"
#include "kontor/build-id.h"
#include "kontor/checkup.h"
#include "kontor/process.h"
#include "kontor/records.h"
#include "kontor/courier-open.h"
#include "kontor/sync-engine.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define PROBE "Subject: probe\r\n\r\nprobe\r\n"

/* A field of /proc/PID/status, "" where it is not. */
static char *
status_field (int pid, const char *name)
{
  g_autofree char *file = g_strdup_printf ("/proc/%d/status", pid);
  g_autofree char *text = NULL, *key = g_strdup_printf ("\n%s:\t", name);
  if (!g_file_get_contents (file, &text, NULL, NULL))
    return g_strdup ("");
  const char *found = strstr (text, key);
  if (found == NULL)
    return g_strdup ("");
  found += strlen (key);
  return g_strndup (found, strcspn (found, "\n"));
}

/* The next frame's type; 0 at its end. */
static guint
answer (KtHelper *helper, KtFrame *frame, GError **error)
{
  return kt_channel_flush (helper->channel, error)
                 && kt_channel_receive (helper->channel, frame, error)
             ? frame->type
             : 0;
}

/* Reads one letter, after which the reader is confined for certain. */
static gboolean
probe_reader (KtHelper *reader, GError **error)
{
  KtFrame frame;
  guint type;
  kt_channel_queue (reader->channel, KT_FRAME_READ,
                    g_variant_new (KT_TYPE_READ, (guint64)1, (guint32)KT_READ_LETTER, (gint64)0,
                                   (guint64)strlen (PROBE), FALSE, (guint32)0));
  kt_channel_queue_bytes (reader->channel, KT_FRAME_BYTES, PROBE, strlen (PROBE));
  kt_channel_queue (reader->channel, KT_FRAME_ITEM_END, g_variant_new ("()"));
  do
    type = answer (reader, &frame, error);
  while (type == KT_FRAME_BEGIN);
  return type == KT_FRAME_LETTER;
}

static void
report_reader (KtHelper *reader, GPtrArray *checks)
{
  g_autoptr (GError) error = NULL;
  if (!probe_reader (reader, &error))
    {
      kt_check_add (checks, "reader", KT_CHECK_FAILED, "kontor-reader", "%s",
                    error != NULL ? error->message : _ ("did not read a small letter"));
      return;
    }
  g_autofree char *filter = status_field (reader->pid, "Seccomp");
  g_autofree char *privileges = status_field (reader->pid, "NoNewPrivs");
  gboolean confined = strcmp (filter, "2") == 0 && strcmp (privileges, "1") == 0;
  kt_check_add (checks, "reader", confined ? KT_CHECK_OK : KT_CHECK_FAILED, "kontor-reader",
                confined ? _ ("reads, confined by %s") : _ ("is NOT confined by %s"),
                "seccomp, no-new-privs");
}

/* What the courier says when it opens a source: its greeting, "; ", what it gave up. */
static char *
ask_courier (const char *directory, GError **error)
{
  KtMailSource source
      = { .name = (char *)"doctor", .kind = KT_SOURCE_EML, .path = (char *)directory };
  KtFrame frame = { 0 };
  char *ready = NULL;
  KtHelper *courier = kt_courier_open (&source, TRUE, error);
  guint type = courier != NULL ? answer (courier, &frame, error) : 0;
  g_autoptr (GVariant) record
      = type == KT_FRAME_READY ? kt_frame_record (&frame, "(s)", error) : NULL;
  if (record != NULL)
    g_variant_get (record, "(s)", &ready);
  kt_helper_end (courier);
  return ready;
}

void
kt_checkup_courier (GPtrArray *checks, const char *confinement)
{
  if (strstr (confinement, "landlock") != NULL)
    kt_check_add (checks, "courier", KT_CHECK_OK, "kontor-courier", _ ("answers, confined by %s"),
                  confinement);
  else
    kt_check_add (checks, "courier", KT_CHECK_WARNING, "kontor-courier",
                  _ ("is NOT confined by %s"), "landlock");
}

/* A directory with one letter is the simplest source. */
static void
report_courier (GPtrArray *checks)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_dir_make_tmp ("kontor-doctor-XXXXXX", &error);
  g_autofree char *letter
      = directory != NULL ? g_build_filename (directory, "probe.eml", NULL) : NULL;
  g_autofree char *ready = NULL;
  if (letter != NULL && g_file_set_contents (letter, PROBE, -1, &error))
    ready = ask_courier (directory, &error);
  const char *confinement = ready != NULL ? strstr (ready, "; ") : NULL;
  if (confinement != NULL)
    kt_checkup_courier (checks, confinement + 2);
  else
    kt_check_add (checks, "courier", KT_CHECK_FAILED, "kontor-courier", "%s",
                  error != NULL ? error->message : _ ("does not answer"));
  if (letter != NULL)
    g_unlink (letter);
  if (directory != NULL)
    g_rmdir (directory);
}

void
kt_checkup_helpers (KtContext *context, GPtrArray *checks)
{
  g_autoptr (GError) error = NULL;
  kt_check_add (checks, "build", KT_CHECK_OK, "kontor", "%s", KT_BUILD_ID);
  report_courier (checks);
  KtHelper *reader = kt_helper_spawn ("kontor-reader", -1, &error);
  if (reader != NULL)
    report_reader (reader, checks);
  else
    kt_check_add (checks, "reader", KT_CHECK_FAILED, "kontor-reader", "%s", error->message);
  kt_helper_end (reader);
}
