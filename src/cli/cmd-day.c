#include "config.h"
#include "kontor/command.h"
#include "kontor/day-gather.h"
#include "kontor/day-view.h"
#include "kontor/error.h"
#include "kontor/export-ics.h"
#include "kontor/service.h"
#include "kontor/table.h"
#include "kontor/when.h"
#include <glib/gi18n.h>
#include <string.h>

/* The day in front of the hands' names; today where none stands there. */
static gboolean
take_day (KtContext *context, char **args, KtLocal *ret_day, guint *ret_used, GError **error)
{
  g_autoptr (GError) failed = NULL;
  KtWhenContext when;
  kt_when_context_init (&when, &context->clock);
  when.reading = KT_READING_FIRST; /* to look at a day costs nothing: no question is asked */
  *ret_day = when.now;
  *ret_used = 0;
  if (args[0] == NULL
      || kt_when_parse ((const char *const *)args, g_strv_length (args), &when, ret_day, ret_used,
                        &failed))
    return TRUE;
  if (g_error_matches (failed, KT_ERROR, KT_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

static gboolean
add_hand (KtContext *context, const char *words, GArray *only, GError **error)
{
  g_autoptr (GPtrArray) found = kt_resource_find (context->store, words, error);
  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    {
      const KtSalonResource *resource = found->pdata[i];
      if (resource->kind != KT_RESOURCE_STAFF)
        continue;
      g_array_append_val (only, resource->id);
      return TRUE;
    }
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("nobody here is called «%s»"), words);
  if (kt_when_nearest (words) != NULL)
    kt_error_hint (error, _ ("did you mean «%s»?"), kt_when_nearest (words));
  kt_error_hint (error, _ ("who works here: kontor resource"));
  return FALSE;
}

static gboolean
write_page (KtContext *context, const KtDaySheet *sheet, const char *file, GError **error)
{
  g_autofree char *html = kt_day_html (context, sheet);
  if (strcmp (file, "-") == 0)
    {
      g_string_append (context->out, html);
      return TRUE;
    }
  if (!kt_export_write (file, html, strlen (html), error))
    return FALSE;
  g_autofree char *date = kt_say_date (context, sheet->day);
  kt_out (context, _ ("written  %s to %s\n"), date, file);
  return TRUE;
}

static gboolean
run_day (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autofree char *html = NULL;
  const GOptionEntry entries[]
      = { { "html", 0, 0, G_OPTION_ARG_STRING, &html, NULL, NULL }, { NULL } };
  KtLocal day;
  guint used;
  if (!kt_command_parse (command, entries, &args, error)
      || !take_day (context, args, &day, &used, error))
    return FALSE;
  g_autoptr (GArray) only = g_array_new (FALSE, FALSE, sizeof (KtId));
  for (guint i = used; args[i] != NULL; i++)
    if (!add_hand (context, args[i], only, error))
      return FALSE;
  g_autoptr (KtDaySheet) sheet = kt_day_gather (context, day, only->len > 0 ? only : NULL, error);
  if (sheet == NULL)
    return FALSE;
  if (html != NULL)
    return write_page (context, sheet, html, error);
  kt_day_print (context, sheet);
  return TRUE;
}

static const GOptionEntry options[]
    = { { "html", 0, 0, G_OPTION_ARG_STRING, NULL,
          N_ ("write it for paper, A4 across; - is standard output"), N_ ("FILE") },
        { NULL } };

const KtCommand kt_cmd_day = {
  .name = "day",
  .summary = N_ ("the booking diary of a day, hand by hand"),
  .usage = "day [DATE] [HAND…] [--html FILE]",
  .help
  = N_ ("Half hours down, who works across; a quarter has a row only where something starts. "
        "! is an allergy, ? not confirmed, + new, └ lies in a processing gap. Free times from "
        "a quarter of an hour on are told, and what lies in calendars. Under 60 columns it is "
        "a list.\n"
        "Examples:\n"
        "  kontor day\n"
        "  kontor day tomorrow ilze\n"
        "  kontor day sat --html saturday.html"),
  .needs = KT_NEED_READ,
  .run = run_day,
  .options = options,
  .complete = KT_COMPLETE_NOTHING,
  .group = KT_GROUP_SALON,
};
