#include "config.h"
#include "kontor/reminder-view.h"
#include <glib/gi18n.h>

char *
kt_say_repeat (const char *rule)
{
  char unit;
  int n, weekday;
  if (rule == NULL || !kt_repeat_read (rule, &unit, &n, &weekday))
    return NULL;
  if (weekday != 0)
    {
      /* any week whose Monday is a first: only the weekday is said */
      const char *day = kt_say_weekday ((KtLocal){ 2001, 1, weekday, -1, 0 });
      if (n == 1)
        return g_strdup_printf (_ ("every %s"), day);
      return g_strdup_printf (ngettext ("every %d week on %s", "every %d weeks on %s", n), n, day);
    }
  switch (unit)
    {
    case 'D':
      return n == 1 ? g_strdup (C_ ("repetition", "every day"))
                    : g_strdup_printf (ngettext ("every %d day", "every %d days", n), n);
    case 'W':
      return n == 1 ? g_strdup (C_ ("repetition", "every week"))
                    : g_strdup_printf (ngettext ("every %d week", "every %d weeks", n), n);
    case 'M':
      return n == 1 ? g_strdup (_ ("every month"))
                    : g_strdup_printf (ngettext ("every %d month", "every %d months", n), n);
    default:
      return n == 1 ? g_strdup (_ ("every year"))
                    : g_strdup_printf (ngettext ("every %d year", "every %d years", n), n);
    }
}

static void
add_member (KtJson *builder, const char *name, const char *value)
{
  kt_json_member (builder, name);
  kt_json_text (builder, value);
}

static void
add_time (KtJson *builder, const KtContext *context, const char *name, gint64 utc)
{
  kt_json_member (builder, name);
  kt_json_time (builder, context, utc);
}

void
kt_json_reminder (KtJson *builder, const KtContext *context, const KtReminder *reminder,
                  const char *who)
{
  char due[KT_LOCAL_TEXT];
  kt_local_format (reminder->due, due);
  kt_json_begin_object (builder);
  kt_json_member (builder, "ref");
  kt_json_ref (builder, reminder->id);
  kt_json_member (builder, "contact");
  kt_json_contact (builder, reminder->contact, who);
  add_member (builder, "text", reminder->text);
  add_member (builder, "due", due);
  add_member (builder, "timezone", reminder->tzid);
  add_time (builder, context, "at", reminder->due_at);
  add_member (builder, "repeat", reminder->repeat);
  add_member (builder, "state", reminder->done ? "done" : "open");
  add_time (builder, context, "done_at", reminder->done_at);
  kt_json_end_object (builder);
}

void
kt_json_follow_up (KtJson *builder, const KtContext *context, const KtReminderOutcome *outcome)
{
  gboolean snoozed = outcome->until.year != 0;
  kt_json_begin_object (builder);
  kt_json_member (builder, "ref");
  kt_json_ref (builder, outcome->handle.key);
  kt_json_member (builder, "contact");
  kt_json_contact (builder, outcome->handle.contact, outcome->who);
  add_member (builder, "name", outcome->who);
  add_member (builder, "text", outcome->text);
  add_time (builder, context, "until",
            snoozed ? kt_local_to_utc (outcome->until, context->clock.zone) : 0);
  kt_json_end_object (builder);
}

void
kt_out_dry_run (KtContext *context)
{
  if (context->dry_run && context->output == KT_OUTPUT_TEXT)
    kt_out (context, "{d:%s}\n", _ ("a dry run: nothing was saved"));
}
