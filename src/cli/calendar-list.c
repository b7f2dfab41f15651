#include "config.h"
#include "calendar-parts.h"
#include "kontor/calendar-sync.h"
#include "kontor/source-state.h"
#include "kontor/table.h"
#include <glib/gi18n.h>

static const KtColumn columns[] = {
  { "source", N_ ("SOURCE"), KT_COLUMN_TEXT },     { "calendar", N_ ("CALENDAR"), KT_COLUMN_TEXT },
  { "entries", N_ ("ENTRIES"), KT_COLUMN_NUMBER }, { "read_at", N_ ("READ"), KT_COLUMN_TIME },
  { "access", N_ ("ACCESS"), KT_COLUMN_TEXT },     { "state", N_ ("STATE"), KT_COLUMN_TEXT },
};

static gint64
read_at (const GPtrArray *states, const char *source)
{
  for (guint i = 0; i < states->len; i++)
    {
      const KtSourceState *state = g_ptr_array_index (states, i);
      if (g_str_equal (state->name, source))
        return state->synced_at;
    }
  return 0;
}

/* "phone": appointments go there; words of their own on a terminal. */
static const char *
access_of (KtContext *context, const KtCalendar *calendar, const KtCalendar *target)
{
  gboolean screen = context->terminal && context->output == KT_OUTPUT_TEXT;
  if (target != NULL && target->id == calendar->id)
    return screen ? C_ ("calendar access", "phone") : "phone";
  if (calendar->writable)
    return screen ? C_ ("calendar access", "write") : "write";
  return screen ? C_ ("calendar access", "read only") : "read";
}

static const char *
state_of (KtContext *context, const KtCalendar *calendar)
{
  gboolean screen = context->terminal && context->output == KT_OUTPUT_TEXT;
  if (calendar->stopped != NULL)
    return screen ? C_ ("calendar state", "stopped") : "stopped";
  return screen ? C_ ("calendar state", "ok") : "ok";
}

gboolean
kt_calendar_cmd_list (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  if (args[0] != NULL)
    return kt_command_usage_error (command, error);
  g_autoptr (KtTable) table = kt_table_new (columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) list = kt_calendar_list (context->store, NULL, error);
  g_autoptr (GPtrArray) states = list != NULL ? kt_source_state_list (context->store, error) : NULL;
  KtCalendar *target = kt_phone_calendar (context, NULL);
  gboolean ok = states != NULL;
  for (guint i = 0; ok && i < list->len; i++)
    {
      const KtCalendar *calendar = g_ptr_array_index (list, i);
      guint n = 0;
      ok = kt_calendar_count (context->store, calendar->id, &n, error);
      kt_table_add (table, calendar->source, calendar->name, (gint64)n,
                    read_at (states, calendar->source), access_of (context, calendar, target),
                    state_of (context, calendar));
    }
  kt_calendar_free (target);
  if (ok && list->len == 0 && context->terminal && context->output == KT_OUTPUT_TEXT)
    kt_out (context, _ ("no calendar was read yet: kontor sync\n"));
  else if (ok)
    kt_table_print (table, context, "calendars");
  return ok;
}
