#include "config.h"
#include "salon-words.h"
#include "kontor/appointment.h"
#include "kontor/closure-view.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/handle.h"
#include "kontor/journal.h"
#include "kontor/reminder-view.h"
#include "kontor/reminders.h"
#include "kontor/when.h"
#include <glib/gi18n.h>
#include <string.h>

#define DAYS_MAX 370
#define TEXT_MAX_BYTES 1000
#define AHEAD_DAYS 366 /* how far visits in a repeated closure are looked for */

/* --- words --- */

/* "24.12.-26.12." as a range that the date words know; NULL: no dash between two days. */
static char *
as_range (const char *word)
{
  static const char *const dashes[] = { "–", "—", "-" };
  for (gsize i = 0; i < G_N_ELEMENTS (dashes); i++)
    {
      const char *dash = strstr (word, dashes[i]);
      if (dash == NULL || dash == word || dash[strlen (dashes[i])] == '\0')
        continue;
      g_autofree char *first = g_strndup (word, (gsize)(dash - word));
      return g_strconcat (first, "..", dash + strlen (dashes[i]), NULL);
    }
  return NULL;
}

/* Days at the place: "fri", "24.12.", "24.12.-26.12.", "mon..fri", "next week". */
static gboolean
take_days (KtWords *words, const KtWhenContext *when, KtClosure *closure, GError **error)
{
  const char *const *rest = (const char *const *)words->words->pdata + words->at;
  guint used = 0, n = words->words->len - words->at;
  g_autofree char *range = as_range (rest[0]);
  g_autoptr (GError) failure = NULL;
  for (guint i = MIN (n, 3u); i > 0; i--)
    {
      g_autofree char *text = NULL;
      KtWords some = *words;
      GString *joined = g_string_new (NULL);
      for (guint j = 0; j < i; j++)
        g_string_append_printf (joined, "%s%s", j > 0 ? " " : "", rest[j]);
      text = g_string_free (joined, FALSE);
      gboolean is_range = strstr (text, "..") != NULL || i > 1;
      if (is_range && kt_when_parse_range (text, when, &closure->start, &closure->end, NULL)
          && kt_local_days_between (closure->start, closure->end) > 0)
        {
          words->at = some.at + i;
          return TRUE;
        }
    }
  if (range != NULL && strchr (rest[0], ':') == NULL
      && kt_when_parse_range (range, when, &closure->start, &closure->end, NULL))
    {
      words->at++;
      return TRUE;
    }
  if (!kt_when_parse (rest, n, when, &closure->start, &used, &failure))
    {
      if (!g_error_matches (failure, KT_ERROR, KT_ERROR_NOT_FOUND))
        g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  closure->end = closure->start;
  words->at += used;
  return TRUE;
}

static void
set_times (KtClosure *closure, KtMinutes span)
{
  closure->start.hour = (gint8)(span.start / 60);
  closure->start.minute = (gint8)(span.start % 60);
  if (span.end >= 24 * 60)
    {
      closure->end = kt_local_add_days (closure->end, 1);
      span.end -= 24 * 60;
    }
  closure->end.hour = (gint8)(span.end / 60);
  closure->end.minute = (gint8)(span.end % 60);
}

/* What of the words was understood. */
typedef struct
{
  gboolean days, times;
  KtMinutes span;
} Taken;

static gboolean
take_one (KtContext *context, KtWords *words, const KtWhenContext *when, KtClosure *closure,
          Taken *taken, GError **error)
{
  const char *const *rest = (const char *const *)words->words->pdata + words->at;
  guint used = 0;
  if (!taken->times && kt_words_take_times (words, &taken->span))
    return taken->times = TRUE;
  if (closure->repeat == NULL && kt_words_take_any (words, "daily ikdienas ежедневно щодня"))
    {
      closure->repeat = g_strdup ("FREQ=DAILY");
      return TRUE;
    }
  if (closure->repeat == NULL
      && kt_repeat_parse (rest, words->words->len - words->at, &closure->repeat, &used, NULL))
    {
      words->at += used;
      return TRUE;
    }
  return !taken->days && (taken->days = take_days (words, when, closure, error));
}

static gboolean
parse_when (KtContext *context, KtWords *words, KtClosure *closure, GError **error)
{
  KtWhenContext when;
  Taken taken = { 0 };
  GError *failure = NULL;
  kt_context_when (context, &when);
  while (kt_words_peek (words) != NULL
         && take_one (context, words, &when, closure, &taken, &failure))
    ;
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (!taken.days && (taken.times || closure->repeat != NULL))
    {
      closure->start = closure->end = kt_context_today (context);
      closure->start.hour = closure->end.hour = -1;
      closure->start.minute = closure->end.minute = 0;
    }
  else if (!taken.days)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("when?"));
      const char *word = kt_words_peek (words);
      if (word != NULL && kt_when_nearest (word) != NULL)
        kt_error_hint (error, _ ("did you mean «%s»?"), kt_when_nearest (word));
      kt_error_hint (error, _ ("such as: fri, 24.12.-26.12., «12:30-13 daily», «sat 10-14»"));
      return FALSE;
    }
  if (taken.times)
    set_times (closure, taken.span);
  else if (closure->start.hour >= 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("from when to when?"));
      kt_error_hint (error, _ ("such as: 12:30-13"));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check (KtContext *context, const KtClosure *closure, GError **error)
{
  KtLocal today = kt_context_today (context);
  if (closure->repeat == NULL && kt_local_days_between (closure->end, today) > 0)
    {
      g_autofree char *day = kt_say_short_date (context, closure->end);
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is past"), day);
      return FALSE;
    }
  if (kt_local_days_between (closure->start, closure->end) >= DAYS_MAX
      || strlen (closure->text) > TEXT_MAX_BYTES)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("that is too long"));
      return FALSE;
    }
  return TRUE;
}

/* --- visits that lie in it --- */

static gboolean
touches (const KtAppointment *visit, KtId resource)
{
  for (guint i = 0; i < visit->parts->len; i++)
    {
      const KtVisitPart *part = visit->parts->pdata[i];
      if (resource == 0 || part->staff == resource || part->place == resource)
        return TRUE;
    }
  return FALSE;
}

/* Whether a closure covers some of a visit. */
static gboolean
covers (KtContext *context, const KtClosure *closure, const KtAppointment *visit)
{
  KtLocal day = kt_local_from_utc (visit->start_at, context->clock.zone), start = closure->start;
  KtLocal before = kt_local_add_days (day, -1);
  before.hour = 23;
  before.minute = 59;
  if (closure->repeat != NULL && kt_local_days_between (closure->start, day) > 0
      && !kt_repeat_next (closure->repeat, closure->start, before, &start))
    return FALSE;
  KtLocal end = kt_local_add_days (start, kt_local_days_between (closure->start, closure->end));
  end.hour = closure->end.hour;
  end.minute = closure->end.minute;
  if (end.hour < 0)
    end = kt_local_add_days (end, 1);
  return visit->start_at < kt_local_to_utc (end, context->clock.zone)
         && visit->end_at > kt_local_to_utc (start, context->clock.zone)
         && touches (visit, closure->resource);
}

/* Visits that lie in it (KtAppointment). */
static GPtrArray *
visits_within (KtContext *context, const KtClosure *closure, GError **error)
{
  gint64 now = context->clock.now, day = 86400;
  gint64 from = MAX (kt_local_to_utc (closure->start, context->clock.zone), now);
  gint64 until = closure->repeat != NULL
                     ? now + AHEAD_DAYS * day
                     : kt_local_to_utc (kt_local_add_days (closure->end, 1), context->clock.zone);
  GPtrArray *visits = closure->open ? g_ptr_array_new ()
                                    : kt_appointment_between (context->store, from, until, error);
  for (guint i = visits != NULL ? visits->len : 0; i > 0; i--)
    if (!kt_appointment_stands (visits->pdata[i - 1], now)
        || !covers (context, closure, visits->pdata[i - 1]))
      g_ptr_array_remove_index (visits, i - 1);
  return visits;
}

/* --- subcommands --- */

static gboolean
save (KtContext *context, const KtClosure *closure, GError **error)
{
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  g_autoptr (GPtrArray) visits = kt_closure_put (context->store, closure, error)
                                     ? visits_within (context, closure, error)
                                     : NULL;
  if (visits != NULL)
    kt_closure_print (context, closure->open ? _ ("open") : _ ("closed"), closure, visits);
  if (visits == NULL || context->dry_run)
    {
      kt_journal_rollback (context->store);
      if (visits != NULL)
        kt_out_dry_run (context);
      return visits != NULL;
    }
  g_autofree char *name = kt_say_resource (context, closure->resource);
  g_autofree char *line
      = g_strdup_printf ("block %s%s %s", closure->open ? "open " : "", name, closure->text);
  return kt_journal_commit (context->store, g_strchomp (line), context->clock.now, TRUE, NULL,
                            error);
}

static gboolean
add (KtContext *context, const KtCommand *command, char **args, gboolean open, GError **error)
{
  g_auto (KtWords) words = { 0 };
  g_autoptr (KtClosure) closure = g_new0 (KtClosure, 1);
  GError *failure = NULL;
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  if (args[0] == NULL)
    return kt_command_missing (command, "WHEN", error);
  kt_words_init (&words, args);
  KtWhenContext when;
  KtLocal local;
  guint used;
  kt_context_when (context, &when);
  when.reading = KT_READING_FIRST;
  /* "fri" is Friday also where somebody is called Frida */
  gboolean begins_day = kt_when_parse ((const char *const *)words.words->pdata, words.words->len,
                                       &when, &local, &used, NULL);
  if (!begins_day && !kt_words_take_resource (context, &words, FALSE, &closure->resource, &failure)
      && failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (kt_words_peek (&words) == NULL)
    return kt_command_missing (command, "WHEN", error);
  closure->id = kt_id_random ();
  closure->open = open;
  closure->tzid = g_strdup (context->clock.tzid);
  closure->created = closure->updated = context->clock.now;
  if (!parse_when (context, &words, closure, error))
    return FALSE;
  g_autofree char *text = kt_words_rest (&words);
  closure->text = kt_nfc (text, -1);
  return check (context, closure, error) && save (context, closure, error);
}

static gboolean
run_add (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  return add (context, command, args, FALSE, error);
}

static gboolean
run_open (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  return add (context, command, args, TRUE, error);
}

static gboolean
run_list (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  if (args[0] != NULL)
    return kt_command_usage_error (command, error);
  KtLocal today = kt_context_today (context);
  KtLocal first = context->all ? (KtLocal){ 1900, 1, 1, -1, 0 } : today;
  g_autoptr (GPtrArray) closures
      = kt_closure_list (context->store, first, (KtLocal){ 9998, 1, 1, -1, 0 }, error);
  if (closures == NULL)
    return FALSE;
  kt_closures_print (context, closures);
  return TRUE;
}

static gboolean
run_remove (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  KtHandle handle;
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  if (args[0] == NULL || args[1] != NULL)
    return kt_command_missing (command, "NUMBER", error);
  if (!kt_handle_resolve (context, args[0], KT_RECORD_CLOSURE, &handle, error)
      || !kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  g_autoptr (KtClosure) closure = kt_closure_get (context->store, handle.key, error);
  if (closure == NULL || !kt_closure_delete (context->store, handle.key, error))
    {
      kt_journal_rollback (context->store);
      return FALSE;
    }
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autofree char *name = kt_say_resource (context, closure->resource);
  kt_closure_print (context, _ ("removed"), closure, none);
  if (context->dry_run)
    {
      kt_journal_rollback (context->store);
      kt_out_dry_run (context);
      return TRUE;
    }
  g_autofree char *line = g_strdup_printf ("block remove %s %s", name, closure->text);
  return kt_journal_commit (context->store, g_strchomp (line), context->clock.now, TRUE, NULL,
                            error);
}

static gboolean
run_block (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  static const KtSubcommand subcommands[] = {
    { "list", run_list, KT_NEED_READ },
    { "open", run_open, KT_NEED_WRITE },
    { "remove", run_remove, KT_NEED_WRITE },
    { NULL },
  };
  gboolean named = args[0] == NULL || args[0][0] == '-';
  for (guint i = 0; !named && subcommands[i].name != NULL; i++)
    named = g_str_equal (args[0], subcommands[i].name);
  if (named)
    return kt_command_dispatch (context, command, subcommands, args, error);
  return kt_command_open (context, KT_NEED_WRITE, error) && run_add (context, command, args, error);
}

const KtCommand kt_cmd_block = {
  .name = "block",
  .summary = N_ ("holidays, lunch, days off; and days that are open for once"),
  .usage = "block [open] [HAND] WHEN [TIMES] [daily | every …] [WHY] | list | remove NUMBER",
  .help
  = N_ ("Without a hand (or chair, or room): the whole salon. What is open for once wins over\n"
        "whole days that are closed, not over lunch. Visits that lie in it are named, and stay.\n"
        "Examples:\n"
        "  kontor block līga fri\n"
        "  kontor block 24.12.-26.12. christmas\n"
        "  kontor block līga 12:30-13 daily lunch\n"
        "  kontor block open sat 28.11. 10-14"),
  .run = run_block,
  .complete = KT_COMPLETE_WORDS,
  .words = "list open remove",
  .group = KT_GROUP_SALON,
};
