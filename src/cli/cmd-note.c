#include "config.h"
#include "kontor/ask-when.h"
#include "kontor/command.h"
#include "kontor/contact.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/handle.h"
#include "kontor/journal.h"
#include "kontor/note.h"
#include "kontor/reminder-view.h"
#include <glib/gi18n.h>
#include <string.h>

#define TEXT_MAX (64 * 1024) /* bytes */
#define NOON 12              /* the hour of what happened on a day */
#define SAID_COLUMNS 120

/* The last such day or time. */
static gboolean
parse_when (KtContext *context, gpointer data, KtReading reading, KtLocal *ret_local,
            GError **error)
{
  const char *text = data;
  KtWhenContext when;
  guint used;
  kt_context_when (context, &when);
  when.past = TRUE;
  when.reading = reading;
  return kt_when_parse (&text, 1, &when, ret_local, &used, error);
}

/* When it happened: now, or as --at says. A day alone is its noon, today is now. */
static gboolean
parse_at (KtContext *context, char *text, gint64 *ret_at, GError **error)
{
  KtLocal local;
  KtReading reading;
  *ret_at = context->clock.now;
  if (text == NULL)
    return TRUE;
  if (!kt_ask_when (context, parse_when, text, &reading, error)
      || !parse_when (context, text, reading, &local, error))
    return FALSE;
  if (local.hour < 0 && kt_local_days_between (kt_context_today (context), local) == 0)
    return TRUE;
  if (local.hour < 0)
    local.hour = NOON;
  *ret_at = kt_local_to_utc (local, context->clock.zone);
  if (*ret_at <= context->clock.now)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is still to come"), text);
  kt_error_hint (error, _ ("for what is to come: kontor remind WHO WHEN TEXT"));
  return FALSE;
}

static char *
join_text (char **words, GError **error)
{
  g_autofree char *joined = g_strjoinv (" ", words);
  g_strstrip (joined);
  if (*joined != '\0' && strlen (joined) <= TEXT_MAX)
    return kt_nfc (joined, -1);
  if (*joined == '\0')
    g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("there is no text to note"));
  else
    g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("the text is longer than %d KiB"),
                 TEXT_MAX / 1024);
  return NULL;
}

/* The contact of the note, which it writes. */
static KtContact *
insert (KtContext *context, KtNote *note, const char *who, GError **error)
{
  if (!kt_who_resolve (context, who, &note->contact, error))
    return NULL;
  g_autoptr (KtContact) contact = kt_contact_get (context->store, note->contact, error);
  return contact != NULL && kt_note_insert (context->store, note, error)
             ? g_steal_pointer (&contact)
             : NULL;
}

static KtContact *
save (KtContext *context, const KtCommand *command, KtNote *note, const char *who, GError **error)
{
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return NULL;
  g_autoptr (KtContact) contact = insert (context, note, who, error);
  if (contact == NULL || context->dry_run)
    {
      kt_journal_rollback (context->store);
      return g_steal_pointer (&contact);
    }
  g_autofree char *line = g_strdup_printf ("%s %s", command->name, contact->name);
  return kt_journal_commit (context->store, line, context->clock.now, TRUE, NULL, error)
             ? g_steal_pointer (&contact)
             : NULL;
}

static void
print_json (KtContext *context, const KtNote *note, const char *who)
{
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "note");
  kt_json_begin_object (builder);
  kt_json_member (builder, "ref");
  kt_json_ref (builder, note->id);
  kt_json_member (builder, "contact");
  kt_json_contact (builder, note->contact, who);
  kt_json_member (builder, "kind");
  kt_json_text (builder, note->kind);
  kt_json_member (builder, "at");
  kt_json_time (builder, context, note->at);
  kt_json_member (builder, "text");
  kt_json_text (builder, note->text);
  kt_json_end_object (builder);
  kt_json_end (context, builder);
}

static void
print_note (KtContext *context, const KtCommand *command, const KtNote *note, const char *who)
{
  if (context->output == KT_OUTPUT_JSON)
    {
      print_json (context, note, who);
      return;
    }
  KtLocal at = kt_local_from_utc (note->at, context->clock.zone);
  g_autofree char *when = note->at != context->clock.now ? kt_say_when (context, at) : NULL;
  kt_out (context, "%-6s  {b:%s}  %.*s%s%s\n", command->name, who, SAID_COLUMNS, note->text,
          when != NULL ? "  " : "", when != NULL ? when : "");
}

static gboolean
run_note (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autofree char *at = NULL;
  const GOptionEntry entries[] = { { "at", 0, 0, G_OPTION_ARG_STRING, &at, NULL, NULL }, { NULL } };
  g_autoptr (KtNote) note = g_new0 (KtNote, 1);
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  if (args[0] == NULL || args[1] == NULL)
    return kt_command_usage_error (command, error);
  guint used;
  g_autofree char *who = kt_who_take (context, args, &used);
  if (!parse_at (context, at, &note->at, error)
      || (note->text = join_text (args + used, error)) == NULL)
    return FALSE;
  note->id = kt_id_random ();
  note->kind = g_strdup (g_str_equal (command->name, "meet") ? "meeting" : command->name);
  note->created = note->updated = context->clock.now;
  g_autoptr (KtContact) contact = save (context, command, note, who, error);
  if (contact == NULL)
    return FALSE;
  print_note (context, command, note, contact->name);
  kt_out_dry_run (context);
  return TRUE;
}

static const GOptionEntry options[] = { { "at", 0, 0, G_OPTION_ARG_STRING, NULL,
                                          N_ ("when it happened; now otherwise"), N_ ("WHEN") },
                                        { NULL } };

const KtCommand kt_cmd_note = {
  .name = "note",
  .summary = N_ ("write down something about a contact"),
  .usage = "note [--at WHEN] WHO TEXT",
  .help = N_ ("The note stands on the contact's card among the letters.\n"
              "Examples:\n"
              "  kontor note kalve likes mornings\n"
              "  kontor note 3 --at yesterday \"her dog is called Bruno\""),
  .needs = KT_NEED_WRITE,
  .run = run_note,
  .options = options,
  .complete = KT_COMPLETE_WHO,
  .group = KT_GROUP_DAILY,
};

const KtCommand kt_cmd_call = {
  .name = "call",
  .summary = N_ ("write down a phone call"),
  .usage = "call [--at WHEN] WHO TEXT",
  .help = N_ ("A call counts as contact: whoever waited for an answer has it.\n"
              "Examples:\n"
              "  kontor call kalns wants UK too\n"
              "  kontor call kalns --at 9:30 14 min, the brand book"),
  .needs = KT_NEED_WRITE,
  .run = run_note,
  .options = options,
  .complete = KT_COMPLETE_WHO,
  .group = KT_GROUP_RECORDS,
};

const KtCommand kt_cmd_meet = {
  .name = "meet",
  .summary = N_ ("write down a meeting that took place"),
  .usage = "meet [--at WHEN] WHO TEXT",
  .help = N_ ("A meeting counts as contact, like a call.\n"
              "Examples:\n"
              "  kontor meet kalns kick-off, all agreed\n"
              "  kontor meet kalns --at \"fri 14:00\" signed"),
  .needs = KT_NEED_WRITE,
  .run = run_note,
  .options = options,
  .complete = KT_COMPLETE_WHO,
  .group = KT_GROUP_RECORDS,
};
