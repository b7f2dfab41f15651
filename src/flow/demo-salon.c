#include "config.h"
#include "demo-salon.h"
#include "demo-files.h"
#include "kontor/demo.h"
#include "kontor/error.h"
#include "kontor/good.h"
#include "kontor/journal.h"
#include "kontor/service.h"
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define ZONE "Europe/Riga"
#define SUNDAY 7
#define FIELDS_MAX 8

static const char config[] = "# The demo salon: a hairdresser's in Riga\n"
                             "[me]\n"
                             "name = Ilze Kalniņa\n"
                             "addresses = ilze@salons.example\n"
                             "timezone = Europe/Riga\n"
                             "country = LV\n"
                             "currency = EUR\n"
                             "working-days = mon..sat\n"
                             "phone-calendar = salon/visits\n"
                             "\n"
                             "[calendar salon]\n"
                             "url = vdir:calendars\n";

static const char *const calendars[] = { "visits", "ilze", "liga" };

/* How many fields each has at least. */
static const struct
{
  const char *word;
  guint fields;
  KtDemoRecord read;
} records[] = {
  { "hand", 2, kt_demo_read_hand },         { "room", 2, kt_demo_read_room },
  { "hours", 2, kt_demo_read_hours },       { "service", 6, kt_demo_read_service },
  { "good", 3, kt_demo_read_good },         { "lunch", 2, kt_demo_read_lunch },
  { "closed", 3, kt_demo_read_closed },     { "client", 4, kt_demo_read_client },
  { "allergy", 4, kt_demo_read_allergy },   { "formula", 5, kt_demo_read_formula },
  { "note", 3, kt_demo_read_note },         { "past", 5, kt_demo_read_past },
  { "visit", 5, kt_demo_read_visit },       { "waiting", 6, kt_demo_read_waiting },
  { "reminder", 3, kt_demo_read_reminder }, { "event", 3, kt_demo_read_event },
};

KtId
kt_demo_key (const char *what, const char *name)
{
  return kt_id_hash_strings ("demo", what, name, NULL);
}

gboolean
kt_demo_at (KtLocal day, const char *time, KtLocal *ret)
{
  if (time == NULL || strlen (time) != strlen ("09:00") || time[2] != ':')
    return FALSE;
  *ret = day;
  ret->hour = (gint8)atoi (time);
  ret->minute = (guint8)atoi (time + 3);
  return kt_local_is_valid (*ret);
}

gint64
kt_demo_utc (const KtDemoSalon *salon, KtLocal local)
{
  return kt_local_to_utc (local, salon->zone);
}

gint64
kt_demo_days (const KtDemoSalon *salon, int days, int hour)
{
  KtLocal day = kt_local_add_days (salon->today, days);
  day.hour = (gint8)hour;
  day.minute = 0;
  return kt_demo_utc (salon, day);
}

static char *
ics_time (gint64 utc)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (utc);
  return g_date_time_format (time, "%Y%m%dT%H%M%SZ");
}

/* CALENDAR | DAYS TIME MINUTES | TITLE [| ORGANIZER | ADDRESS]: with an organizer it is an
 * invitation that waits for an answer. */
gboolean
kt_demo_read_event (KtDemoSalon *salon, char **fields, GError **error)
{
  g_auto (GStrv) when = g_strsplit (fields[1], " ", 3);
  KtLocal start;
  if (g_strv_length (when) != 3
      || !kt_demo_at (kt_local_add_days (salon->today, atoi (when[0])), when[1], &start))
    return FALSE;
  gint64 start_at = kt_demo_utc (salon, start);
  g_autofree char *stamp = ics_time (kt_demo_days (salon, -7, 12)), *from = ics_time (start_at);
  g_autofree char *until = ics_time (start_at + (gint64)atoi (when[2]) * 60);
  g_autofree char *name = g_strdup_printf ("%s-%s", fields[0], from);
  g_autoptr (GString) text = g_string_new ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
                                           "PRODID:-//Example//Phone//EN\r\nBEGIN:VEVENT\r\n");
  g_string_append_printf (text, "UID:%s@phone.example\r\nDTSTAMP:%s\r\nDTSTART:%s\r\nDTEND:%s\r\n",
                          name, stamp, from, until);
  g_string_append_printf (text, "SUMMARY:%s\r\n", fields[2]);
  if (fields[3] != NULL && fields[4] != NULL)
    g_string_append_printf (
        text,
        "ORGANIZER;CN=%s:mailto:%s\r\n"
        "ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:ilze@salons.example\r\n",
        fields[3], fields[4]);
  g_string_append (text, "END:VEVENT\r\nEND:VCALENDAR\r\n");
  g_autofree char *file = g_strconcat (name, ".ics", NULL);
  g_autofree char *path = g_build_filename (salon->dir, "calendars", fields[0], file, NULL);
  return kt_demo_write_file (path, text->str, text->len, kt_demo_days (salon, -7, 12), error);
}

static gboolean
read_record (KtDemoSalon *salon, const char *line, GError **error)
{
  const char *blank = strchr (line, ' ');
  gsize length = blank != NULL ? (gsize)(blank - line) : 0;
  g_auto (GStrv) fields = g_strsplit (blank != NULL ? blank : "", "|", FIELDS_MAX);
  for (char **field = fields; *field != NULL; field++)
    g_strstrip (*field);
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    if (strncmp (records[i].word, line, length) == 0 && records[i].word[length] == '\0'
        && g_strv_length (fields) >= records[i].fields)
      return records[i].read (salon, fields, error);
  return FALSE;
}

static gboolean
read_all (KtDemoSalon *salon, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (kt_demo_salon_texts[0], "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0' && **line != '#' && !read_record (salon, *line, error))
      {
        if (error != NULL && *error == NULL)
          g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("cannot read the demo's «%s»"), *line);
        return FALSE;
      }
  return TRUE;
}

/* The whole book is one entry, an import. */
static gboolean
write_book (KtDemoSalon *salon, GError **error)
{
  if (!kt_journal_begin (salon->store, KT_ORIGIN_IMPORT, "demo", error))
    return FALSE;
  if (read_all (salon, error))
    return kt_journal_commit (salon->store, "demo salon", salon->now, TRUE, NULL, error);
  kt_journal_rollback (salon->store);
  return FALSE;
}

static void
spans_free (gpointer spans)
{
  g_array_unref (spans);
}

static gboolean
make_book (KtDemoSalon *salon, GError **error)
{
  salon->zone = kt_zone_new (ZONE);
  if (salon->zone == NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("cannot read the demo's «%s»"), ZONE);
      return FALSE;
    }
  salon->today = kt_local_from_utc (salon->now, salon->zone);
  /* whatever day it is, the salon is open */
  salon->closed_weekday = kt_local_weekday (salon->today) == SUNDAY ? 1 : SUNDAY;
  salon->services
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)kt_service_free);
  salon->goods
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)kt_good_free);
  salon->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  salon->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, spans_free);
  gboolean made = write_book (salon, error);
  g_hash_table_unref (salon->services);
  g_hash_table_unref (salon->goods);
  g_hash_table_unref (salon->places);
  g_hash_table_unref (salon->taken);
  kt_zone_unref (salon->zone);
  return made;
}

static gboolean
make_calendars (const char *dir, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (calendars); i++)
    {
      g_autofree char *path = g_build_filename (dir, "calendars", calendars[i], NULL);
      if (!kt_demo_make_directory (path, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kt_demo_salon_make (const char *dir, gint64 now, guint *ret_clients, guint *ret_visits,
                    GError **error)
{
  g_autofree char *config_file = g_build_filename (dir, "config", NULL);
  g_autofree char *data = g_build_filename (dir, "data", NULL);
  if (!kt_demo_take_directory (dir, error) || !make_calendars (dir, error)
      || !kt_demo_write_file (config_file, config, strlen (config), now, error))
    return FALSE;
  KtPaths paths;
  kt_paths_init (&paths, config_file, data);
  g_autoptr (KtStore) store = kt_store_open (&paths, KT_STORE_WRITE, error);
  kt_paths_clear (&paths);
  if (store == NULL)
    return FALSE;
  KtDemoSalon salon = { .store = store, .dir = dir, .now = now };
  if (!make_book (&salon, error))
    return FALSE;
  *ret_clients = salon.clients;
  *ret_visits = salon.visits;
  return TRUE;
}
