#include "config.h"
#include "kontor/calendar-engine.h"
#include "kontor/error.h"
#include <stdlib.h>
#include <string.h>

static void
clear_change (gpointer data)
{
  KtIcalChange *change = data;
  g_free ((char *)change->name);
  g_free ((char *)change->params);
  g_free ((char *)change->value);
}

/* Alarms are no properties, and a rule or a zone brings more than its line. */
static gboolean
is_patchable (const char *line, gboolean all)
{
  return !g_str_has_prefix (line, "TRIGGER\t")
         && (all || (!g_str_has_prefix (line, "RRULE\t") && strstr (line, "\t;TZID=") == NULL));
}

static void
add_change (GArray *changes, const char *line, gboolean removed)
{
  g_auto (GStrv) parts = g_strsplit (line, "\t", 3);
  KtIcalChange change = { .recurrence = "",
                          .name = removed ? g_strconcat ("-", parts[0], NULL) : g_strdup (parts[0]),
                          .params = g_strdup (removed ? "" : parts[1]),
                          .value = g_strdup (removed ? "" : parts[2]) };
  g_array_append_val (changes, change);
}

static gboolean
has_name (char **lines, const char *line)
{
  gsize name = strcspn (line, "\t") + 1;
  for (gsize i = 0; lines[i] != NULL; i++)
    if (strncmp (lines[i], line, name) == 0)
      return TRUE;
  return FALSE;
}

/* Before "": nothing is known of what was agreed, so all of it is set. */
GArray *
kt_wish_changes (const char *before, const KtWish *wish, gboolean *ret_patchable)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (KtIcalChange));
  g_auto (GStrv) old = g_strsplit (before, "\n", -1), new = g_strsplit (wish->props, "\n", -1);
  g_array_set_clear_func (changes, clear_change);
  gboolean all = *before == '\0';
  *ret_patchable = TRUE;
  for (gsize i = 0; new[i] != NULL; i++)
    {
      if (*new[i] == '\0' || g_strv_contains ((const char *const *)old, new[i]))
        continue;
      if (is_patchable (new[i], all))
        add_change (changes, new[i], FALSE);
      else
        *ret_patchable = all && *ret_patchable;
    }
  for (gsize i = 0; old[i] != NULL; i++)
    {
      if (*old[i] == '\0' || has_name (new, old[i]))
        continue;
      if (is_patchable (old[i], FALSE))
        add_change (changes, old[i], TRUE);
      else
        *ret_patchable = FALSE;
    }
  return changes;
}

static int
sequence_in (const char *text)
{
  const char *line = strstr (text, "\nSEQUENCE:");
  return line != NULL ? atoi (line + strlen ("\nSEQUENCE:")) : 0;
}

/* Its SEQUENCE rises above what lies there, its stamps are now. */
static char *
stamp (KtCalendarReader *reader, KtContext *context, const char *text, const char *base,
       const KtWish *wish, GError **error)
{
  g_autoptr (GPtrArray) events = kt_calendar_reader_events (reader, base, strlen (base), error);
  gint64 there = 0;
  if (events == NULL)
    return NULL;
  for (guint i = 0; i < events->len; i++)
    there = MAX (there, ((const KtEvent *)g_ptr_array_index (events, i))->sequence);
  g_autofree char *sequence
      = g_strdup_printf ("%" G_GINT64_FORMAT, MAX (there + 1, sequence_in (wish->text)));
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (context->clock.now);
  g_autofree char *now = g_date_time_format (time, "%Y%m%dT%H%M%SZ");
  const KtIcalChange changes[] = { { "", "SEQUENCE", "", sequence },
                                   { "", "DTSTAMP", "", now },
                                   { "", "LAST-MODIFIED", "", now } };
  return kt_calendar_reader_patch (reader, text, changes, G_N_ELEMENTS (changes), error);
}

char *
kt_wish_apply (KtCalendarReader *reader, KtContext *context, const char *base, const char *before,
               const KtWish *wish, GError **error)
{
  gboolean patchable, same = FALSE;
  g_autoptr (GArray) changes = kt_wish_changes (before, wish, &patchable);
  if (!patchable)
    return g_strdup (wish->text);
  if (changes->len == 0)
    return NULL;
  g_autofree char *text = kt_calendar_reader_patch (
      reader, base, (const KtIcalChange *)(void *)changes->data, changes->len, error);
  if (text == NULL || !kt_calendar_same (reader, text, base, &same, error) || same)
    return NULL;
  return stamp (reader, context, text, base, wish, error);
}
