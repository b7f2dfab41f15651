#include "config.h"
#include "resource-leaves.h"
#include "salon-words.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/journal.h"
#include "kontor/reminder-view.h"
#include "kontor/reminders.h"
#include "kontor/salon-view.h"
#include "kontor/shell-text.h"
#include "kontor/when.h"
#include <glib/gi18n.h>
#include <string.h>

#define NAME_MAX_BYTES 200
#define DEFAULT_DAYS 0x3eu /* Monday to Friday */

/* "mon..fri", "mon-fri", "sat": bits of weekdays; one word. */
static gboolean
take_days (KtContext *context, KtWords *words, guint *ret_days)
{
  const char *word = kt_words_peek (words);
  KtWhenContext when;
  KtLocal first, last;
  if (word == NULL || g_ascii_isdigit (*word))
    return FALSE;
  kt_context_when (context, &when);
  when.reading = KT_READING_FIRST;
  guint days = 0;
  g_auto (GStrv) lists = g_strsplit (word, ",", -1);
  for (char **list = lists; *list != NULL; list++)
    {
      g_auto (GStrv) ends = g_strsplit (*list, strstr (*list, "..") != NULL ? ".." : "-", 2);
      if (ends[0] == NULL || !kt_when_parse_range (ends[0], &when, &first, &last, NULL)
          || kt_local_days_between (first, last) != 0
          || (ends[1] != NULL && !kt_when_parse_range (ends[1], &when, &last, &last, NULL)))
        return FALSE;
      int weekday = kt_local_weekday (first), end = kt_local_weekday (last);
      for (days |= 1u << weekday; weekday != end; days |= 1u << weekday)
        weekday = weekday % 7 + 1;
    }
  words->at++;
  *ret_days = days;
  return TRUE;
}

static void
add_rows (GArray *hours, guint days, KtMinutes span)
{
  for (int weekday = 1; weekday <= 7; weekday++)
    {
      KtHours row = { .weekday = weekday, .opens = span.start, .closes = span.end };
      if ((days >> weekday) & 1)
        g_array_append_val (hours, row);
    }
}

/* Cuts a break out of the rows of those days. */
static void
add_break (GArray *hours, guint days, KtMinutes span)
{
  guint n = hours->len;
  for (guint i = 0; i < n; i++)
    {
      KtHours *row = &g_array_index (hours, KtHours, i);
      if (!((days >> row->weekday) & 1) || row->opens >= span.end || row->closes <= span.start)
        continue;
      KtHours after = { .weekday = row->weekday, .opens = span.end, .closes = row->closes };
      row->closes = span.start;
      if (after.opens < after.closes)
        g_array_append_val (hours, after);
    }
  for (guint i = hours->len; i > 0; i--)
    {
      const KtHours *row = &g_array_index (hours, KtHours, i - 1);
      if (row->opens >= row->closes)
        g_array_remove_index (hours, i - 1);
    }
}

static gboolean
overlaps (const GArray *hours)
{
  for (guint i = 0; i < hours->len; i++)
    for (guint j = 0; j < i; j++)
      {
        const KtHours *a = &g_array_index (hours, KtHours, i);
        const KtHours *b = &g_array_index (hours, KtHours, j);
        if (a->weekday == b->weekday && a->opens < b->closes && b->opens < a->closes)
          return TRUE;
      }
  return FALSE;
}

/* "mon..fri 9-18 break 12:30-13 sat 10-14": what follows days are their times. */
static gboolean
take_hours (KtContext *context, KtWords *words, GArray *hours, GError **error)
{
  guint days = context->settings != NULL ? context->settings->working_days : DEFAULT_DAYS;
  KtMinutes span;
  for (;;)
    {
      if (kt_words_take_any (words, "break pauze pauza lunch перерыв перерва"))
        {
          if (kt_words_take_times (words, &span))
            {
              add_break (hours, days, span);
              continue;
            }
          g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("from when to when is the break?"));
          kt_error_hint (error, _ ("such as: break 12:30-13"));
          return FALSE;
        }
      if (kt_words_take_times (words, &span))
        add_rows (hours, days, span);
      else if (!take_days (context, words, &days))
        break;
    }
  if (!overlaps (hours))
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("these hours overlap"));
  return FALSE;
}

static gboolean
finish (KtContext *context, const char *line, gboolean ok, GError **error)
{
  if (!ok || context->dry_run)
    {
      kt_journal_rollback (context->store);
      if (ok)
        kt_out_dry_run (context);
      return ok;
    }
  return kt_journal_commit (context->store, line, context->clock.now, TRUE, NULL, error);
}

static gboolean
save (KtContext *context, KtSalonResource *resource, const GArray *hours, const char *verb,
      const char *shown, GError **error)
{
  g_autofree char *line = g_strdup_printf ("resource %s %s", verb, resource->name);
  resource->updated = MAX (context->clock.now, resource->updated + 1);
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  gboolean ok
      = kt_resource_put (context->store, resource, error)
        && (hours == NULL || kt_hours_set (context->store, resource->id, hours, error))
        && kt_resource_print (context, shown, resource, error)
        && (!g_str_equal (verb, "archive") || kt_resource_leaves (context, resource, error));
  return finish (context, line, ok, error);
}

static gboolean
check_name (KtContext *context, const char *name, KtId own, GError **error)
{
  g_autoptr (GPtrArray) all = kt_resource_list (context->store, TRUE, error);
  g_autofree char *fold = kt_fold (name);
  if (all == NULL)
    return FALSE;
  if (strlen (name) > NAME_MAX_BYTES || strchr (name, '+') != NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("a name like «%.40s» cannot be typed again"),
                   name);
      return FALSE;
    }
  for (guint i = 0; i < all->len; i++)
    {
      const KtSalonResource *other = all->pdata[i];
      g_autofree char *other_fold = kt_fold (other->name);
      if (other->id == own || !g_str_equal (other_fold, fold))
        continue;
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("there is «%s» already"), other->name);
      g_autofree char *word = kt_shell_word (other->name);
      kt_error_hint (error, _ ("change it: kontor resource edit %s"), word);
      if (other->archived)
        kt_error_hint (error, _ ("bring it back: kontor resource restore %s"), word);
      return FALSE;
    }
  return TRUE;
}

/* The words of a name: up to the first that begins hours. */
static char *
take_name (KtContext *context, KtWords *words)
{
  GString *name = g_string_new (NULL);
  for (const char *word; (word = kt_words_peek (words)) != NULL; words->at++)
    {
      guint at = words->at, days;
      KtMinutes span;
      gboolean hours = name->len > 0
                       && (kt_words_take_times (words, &span) || take_days (context, words, &days));
      words->at = at;
      if (hours)
        break;
      g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", word);
    }
  return g_string_free (name, FALSE);
}

static gboolean
take_kind (KtWords *words, KtResourceKind *ret)
{
  static const char *const kinds[] = {
    [KT_RESOURCE_STAFF] = "staff hand meistars meistare мастер майстер",
    [KT_RESOURCE_CHAIR] = "chair krēsls кресло крісло",
    [KT_RESOURCE_ROOM] = "room telpa комната кабинет кімната кабінет",
  };
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kt_words_take_any (words, kinds[i]))
      {
        *ret = (KtResourceKind)i;
        return TRUE;
      }
  return FALSE;
}

static int
next_position (KtContext *context)
{
  g_autoptr (GPtrArray) all = kt_resource_list (context->store, TRUE, NULL);
  int position = 0;
  for (guint i = 0; all != NULL && i < all->len; i++)
    position = MAX (position, ((const KtSalonResource *)all->pdata[i])->position + 1);
  return position;
}

static gboolean
run_add (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autofree char *calendar = NULL;
  const GOptionEntry entries[]
      = { { "calendar", 0, 0, G_OPTION_ARG_STRING, &calendar, NULL, NULL }, { NULL } };
  g_auto (KtWords) words = { 0 };
  g_autoptr (GArray) hours = g_array_new (FALSE, TRUE, sizeof (KtHours));
  g_autoptr (KtSalonResource) resource = g_new0 (KtSalonResource, 1);
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  kt_words_init (&words, args);
  if (!take_kind (&words, &resource->kind))
    return kt_command_missing (command, "staff | chair | room", error);
  g_autofree char *name = take_name (context, &words);
  if (*name == '\0')
    return kt_command_missing (command, "NAME", error);
  if (!check_name (context, name, 0, error) || !take_hours (context, &words, hours, error))
    return FALSE;
  if (kt_words_peek (&words) != NULL)
    return kt_words_refuse (&words, command, error);
  resource->id = kt_id_random ();
  resource->name = kt_nfc (name, -1);
  resource->calendar = g_steal_pointer (&calendar);
  resource->position = next_position (context);
  resource->created = context->clock.now;
  return save (context, resource, hours, "add", _ ("added"), error);
}

/* NAME at the beginning of args: the longest that is one, else the first argument. */
static KtSalonResource *
take_resource (KtContext *context, const KtCommand *command, char **args, KtWords *words,
               GError **error)
{
  KtId id = 0;
  GError *inner = NULL;
  kt_words_init (words, args);
  if (args[0] == NULL)
    {
      kt_command_missing (command, "NAME", error);
      return NULL;
    }
  if (!kt_words_take_resource (context, words, FALSE, &id, &inner) && inner == NULL
      && kt_resource_named (context, args[0], &id, &inner))
    {
      kt_words_clear (words);
      kt_words_init (words, args + 1);
    }
  if (inner != NULL)
    g_propagate_error (error, inner);
  return inner == NULL ? kt_resource_get (context->store, id, error) : NULL;
}

static gboolean
run_edit (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autofree char *calendar = NULL, *hours_text = NULL, *name = NULL;
  const GOptionEntry entries[] = { { "calendar", 0, 0, G_OPTION_ARG_STRING, &calendar, NULL, NULL },
                                   { "hours", 0, 0, G_OPTION_ARG_STRING, &hours_text, NULL, NULL },
                                   { "name", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
                                   { NULL } };
  g_auto (KtWords) words = { 0 };
  g_auto (KtWords) times = { 0 };
  g_autoptr (GArray) hours = g_array_new (FALSE, TRUE, sizeof (KtHours));
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  g_autoptr (KtSalonResource) resource = take_resource (context, command, args, &words, error);
  if (resource == NULL)
    return FALSE;
  char *said[] = { hours_text, NULL };
  kt_words_init (&times, said);
  if (!take_hours (context, &times, hours, error) || !take_hours (context, &words, hours, error))
    return FALSE;
  if (kt_words_peek (&times) != NULL || kt_words_peek (&words) != NULL)
    return kt_words_refuse (kt_words_peek (&times) != NULL ? &times : &words, command, error);
  if (calendar != NULL)
    {
      g_free (resource->calendar);
      resource->calendar = *calendar != '\0' ? g_strdup (calendar) : NULL;
    }
  if (name != NULL)
    {
      g_free (resource->name);
      resource->name = kt_nfc (g_strstrip (name), -1);
      if (!check_name (context, resource->name, resource->id, error))
        return FALSE;
    }
  gboolean changes = hours->len > 0 || hours_text != NULL;
  return save (context, resource, changes ? hours : NULL, "edit", _ ("changed"), error);
}

/* `resource hours salon|NAME [HOURS | none]` */
static gboolean
run_hours (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_auto (KtWords) words = { 0 };
  g_autoptr (GArray) hours = g_array_new (FALSE, TRUE, sizeof (KtHours));
  g_autoptr (KtSalonResource) resource = NULL;
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  kt_words_init (&words, args);
  gboolean salon = kt_words_take_any (&words, "salon salons salonu салон");
  if (!salon)
    {
      kt_words_clear (&words);
      if ((resource = take_resource (context, command, args, &words, error)) == NULL)
        return FALSE;
    }
  gboolean none = kt_words_take_any (&words, "none nav нет немає");
  if (!none && !take_hours (context, &words, hours, error))
    return FALSE;
  if (kt_words_peek (&words) != NULL)
    return kt_words_refuse (&words, command, error);
  if (!none && hours->len == 0)
    return kt_command_missing (command, "HOURS", error);
  if (!salon)
    return save (context, resource, hours, "hours", _ ("hours"), error);
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  gboolean ok = kt_hours_set (context->store, 0, hours, error)
                && kt_resource_print (context, _ ("hours"), NULL, error);
  return finish (context, "resource hours salon", ok, error);
}

static gboolean
set_archived (KtContext *context, const KtCommand *command, char **args, gboolean archived,
              GError **error)
{
  g_auto (KtWords) words = { 0 };
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  g_autoptr (KtSalonResource) resource = take_resource (context, command, args, &words, error);
  if (resource == NULL)
    return FALSE;
  if (kt_words_peek (&words) != NULL)
    return kt_words_refuse (&words, command, error);
  resource->archived = archived;
  return save (context, resource, NULL, archived ? "archive" : "restore",
               archived ? _ ("archived") : _ ("back"), error);
}

static gboolean
run_archive (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  return set_archived (context, command, args, TRUE, error);
}

static gboolean
run_restore (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  return set_archived (context, command, args, FALSE, error);
}

static gboolean
run_list (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  return args[0] == NULL ? kt_resources_print (context, error)
                         : kt_command_usage_error (command, error);
}

static gboolean
run_resource (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  static const KtSubcommand subcommands[] = {
    { "list", run_list, KT_NEED_READ },
    { "add", run_add, KT_NEED_WRITE },
    { "edit", run_edit, KT_NEED_WRITE },
    { "hours", run_hours, KT_NEED_WRITE },
    { "archive", run_archive, KT_NEED_WRITE },
    { "restore", run_restore, KT_NEED_WRITE },
    { NULL },
  };
  return kt_command_dispatch (context, command, subcommands, args, error);
}

static const GOptionEntry options[] = {
  { "calendar", 0, 0, G_OPTION_ARG_STRING, NULL,
    N_ ("add, edit: the [calendar NAME] that takes only this one's time; \"\" none"), N_ ("NAME") },
  { "hours", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("edit: other working hours"), N_ ("HOURS") },
  { "name", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("edit: another name"), N_ ("NAME") },
  { NULL }
};

const KtCommand kt_cmd_resource = {
  .name = "resource",
  .summary = N_ ("who works here, on which chairs and in which rooms, and when"),
  .usage = "resource [list | add KIND NAME [HOURS] | edit NAME … | hours salon|NAME HOURS | "
           "archive NAME | restore NAME]",
  .help
  = N_ ("KIND is staff, chair or room. HOURS are days and times, a break is cut out of them;\n"
        "who has none of her own has the salon's. Which hand does what, and where: kontor\n"
        "service. A hand who leaves is archived: her visits "
        "stay, and are named.\n"
        "Examples:\n"
        "  kontor resource add staff Līga mon..fri 9-18 break 12:30-13\n"
        "  kontor resource add chair \"chair 1\"\n"
        "  kontor resource edit līga --calendar liga-google\n"
        "  kontor resource hours salon mon..fri 9-19 sat 10-15"),
  .run = run_resource,
  .options = options,
  .complete = KT_COMPLETE_WORDS,
  .words = "list add edit hours archive restore",
  .group = KT_GROUP_SALON,
};
