#include "config.h"
#include "salon-words.h"
#include "kontor/command.h"
#include "kontor/contact.h"
#include "kontor/error.h"
#include "kontor/fits.h"
#include "kontor/fold.h"
#include "kontor/handle.h"
#include "kontor/journal.h"
#include "kontor/reminder-view.h"
#include "kontor/reminders.h"
#include "kontor/visit-view.h"
#include "kontor/visit-words.h"
#include "kontor/waiting.h"
#include <glib/gi18n.h>
#include <string.h>

#define WORKDAYS 0x3eu /* Monday to Friday */
#define WEEKEND 0xc0u

static const KtColumn columns[] = {
  { "name", N_ ("CLIENT"), KT_COLUMN_TEXT }, { "service", N_ ("FOR"), KT_COLUMN_TEXT },
  { "with", N_ ("WITH"), KT_COLUMN_TEXT },   { "when", N_ ("WHEN"), KT_COLUMN_TEXT },
  { "until", N_ ("UNTIL"), KT_COLUMN_DATE }, { "since", N_ ("SINCE"), KT_COLUMN_TIME },
  { "state", N_ ("STATE"), KT_COLUMN_TEXT }, { "ref", N_ ("REF"), KT_COLUMN_REF },
};

/* --- listing --- */

static char *
name_of (KtContext *context, KtId contact)
{
  g_autoptr (KtContact) found = kt_contact_get (context->store, contact, NULL);
  return g_strdup (found != NULL ? found->name : "");
}

static char *
service_of (KtContext *context, const KtWaiting *waiting)
{
  g_autoptr (KtService) service
      = waiting->service != 0 ? kt_service_get (context->store, waiting->service, NULL) : NULL;
  return service != NULL ? g_strdup (service->name) : NULL;
}

/* "mornings, Tue Thu"; NULL any time. */
static char *
say_wish (const KtWaiting *waiting)
{
  g_autofree char *part = kt_day_part_say (waiting->day_part);
  GString *wish = g_string_new (part);
  for (int day = 1; day <= 7 && waiting->weekdays != KT_WEEKDAYS_ANY; day++)
    if (waiting->weekdays & (1u << day))
      /* 2001 began with a Monday */
      g_string_append_printf (wish, "%s%s", wish->len > 0 ? " " : "",
                              kt_say_weekday ((KtLocal){ 2001, 1, (guint8)day, -1, 0 }));
  return g_string_free (wish, wish->len == 0);
}

static gboolean
run_list (KtContext *context, GError **error)
{
  g_autoptr (GPtrArray) open = kt_waiting_open (context->store, error);
  g_autoptr (KtTable) table = kt_table_new (columns, G_N_ELEMENTS (columns));
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  if (open == NULL)
    return FALSE;
  for (guint i = 0; i < open->len; i++)
    {
      const KtWaiting *waiting = open->pdata[i];
      KtHandle handle = { .kind = KT_RECORD_WAITING,
                          .key = waiting->id,
                          .contact = waiting->contact,
                          .stamp = waiting->updated,
                          .number = (int)i + 1 };
      g_autofree char *name = name_of (context, waiting->contact);
      g_autofree char *service = service_of (context, waiting);
      g_autofree char *hand = kt_hand_name (context, waiting->staff), *wish = say_wish (waiting);
      gboolean held = kt_waiting_is_held (waiting, context->clock.now);
      char until[KT_LOCAL_TEXT];
      if (waiting->last.year != 0)
        kt_local_format (waiting->last, until);
      kt_table_add (table, name, service, hand, wish, waiting->last.year != 0 ? until : NULL,
                    waiting->created, held ? "held" : "waiting", waiting->id);
      g_array_append_val (handles, handle);
    }
  kt_table_print (table, context, "waiting");
  if (!context->terminal || context->output != KT_OUTPUT_TEXT)
    return TRUE;
  if (open->len == 0)
    kt_out (context, "%s\n", _ ("nobody is on the waiting list"));
  return kt_handles_save (context, handles, error);
}

/* --- what is wished for --- */

static gboolean
says (const char *word, const char *english, const char *words)
{
  g_autofree char *fold = kt_fold (word);
  g_auto (GStrv) known = g_strsplit (english, " ", -1), own = g_strsplit (words, " ", -1);
  return g_strv_contains ((const char *const *)known, fold)
         || g_strv_contains ((const char *const *)own, fold);
}

static gboolean
take_day_part (const char *word, KtWaiting *waiting)
{
  /* TRANSLATORS: what people type for it, folded, separated by spaces; so for the next ones */
  if (says (word, "morning mornings", C_ ("waiting list", "morning mornings")))
    waiting->day_part = KT_DAY_MORNING;
  else if (says (word, "afternoon afternoons", C_ ("waiting list", "afternoon afternoons")))
    waiting->day_part = KT_DAY_AFTERNOON;
  else if (says (word, "evening evenings", C_ ("waiting list", "evening evenings")))
    waiting->day_part = KT_DAY_EVENING;
  else if (says (word, "weekdays workdays", C_ ("waiting list", "weekdays workdays")))
    waiting->weekdays = WORKDAYS;
  else if (says (word, "weekend weekends", C_ ("waiting list", "weekend weekends")))
    waiting->weekdays = WEEKEND;
  else
    return FALSE;
  return TRUE;
}

/* "tue", «чт»: a word that names the same weekday from whichever day it is read. */
static gboolean
take_weekday (KtContext *context, const char *word, KtWaiting *waiting)
{
  KtWhenContext when;
  KtLocal one, other;
  guint used;
  kt_context_when (context, &when);
  when.reading = KT_READING_FIRST;
  if (g_ascii_isdigit (word[0]) || !kt_when_parse (&word, 1, &when, &one, &used, NULL)
      || one.hour >= 0)
    return FALSE;
  when.now = kt_local_add_days (when.now, 1);
  if (!kt_when_parse (&word, 1, &when, &other, &used, NULL)
      || kt_local_weekday (one) != kt_local_weekday (other))
    return FALSE;
  guint bit = 1u << kt_local_weekday (one);
  waiting->weekdays = waiting->weekdays == KT_WEEKDAYS_ANY ? bit : waiting->weekdays | bit;
  return TRUE;
}

/* A date behind "until" or "from"; *at moves to its last word. */
static gboolean
take_date (KtContext *context, char **words, guint *at, KtLocal *ret, GError **error)
{
  KtWhenContext when;
  guint used = 0, n = g_strv_length (words + *at + 1);
  kt_context_when (context, &when);
  if (n == 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» wants a date"), words[*at]);
      return FALSE;
    }
  if (!kt_when_parse ((const char *const *)words + *at + 1, n, &when, ret, &used, error))
    return FALSE;
  ret->hour = -1;
  ret->minute = 0;
  *at += used;
  return TRUE;
}

static gboolean
parse_wish (KtContext *context, char **words, KtWaiting *waiting, GError **error)
{
  g_autoptr (GString) service = g_string_new (NULL);
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *word = words[i];
      gboolean ok = TRUE;
      if (says (word, "with", C_ ("waiting list", "with")) && words[i + 1] != NULL)
        ok = kt_hand_offered (context, words[++i], &waiting->staff, error);
      else if (kt_when_is_until (word))
        ok = take_date (context, words, &i, &waiting->last, error);
      else if (says (word, "from", C_ ("waiting list", "from")))
        ok = take_date (context, words, &i, &waiting->first, error);
      else if (!take_day_part (word, waiting) && !take_weekday (context, word, waiting))
        g_string_append_printf (service, "%s%s", service->len > 0 ? " " : "", word);
      if (!ok)
        return FALSE;
    }
  if (waiting->last.year != 0
      && kt_local_days_between (kt_context_today (context), waiting->last) < 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("that day is past"));
      return FALSE;
    }
  return service->len == 0 || kt_service_offered (context, service->str, &waiting->service, error);
}

/* --- writing --- */

static gboolean
save (KtContext *context, const char *verb, KtWaiting *waiting, const char *name, GError **error)
{
  waiting->updated = MAX (context->clock.now, waiting->updated + 1);
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  gboolean ok = kt_waiting_put (context->store, waiting, error);
  if (!ok || context->dry_run)
    {
      kt_journal_rollback (context->store);
      return ok;
    }
  g_autofree char *line = g_strdup_printf ("%s %s", verb, name);
  return kt_journal_commit (context->store, line, context->clock.now, TRUE, NULL, error);
}

static void
print_one (KtContext *context, const char *verb, const KtWaiting *waiting, const char *name)
{
  g_autofree char *service = service_of (context, waiting);
  g_autofree char *hand = kt_hand_name (context, waiting->staff), *wish = say_wish (waiting);
  if (context->output == KT_OUTPUT_JSON)
    {
      KtJson *builder = kt_json_begin ();
      kt_json_member (builder, "wish");
      kt_json_begin_object (builder);
      kt_json_member (builder, "ref");
      kt_json_ref (builder, waiting->id);
      kt_json_member (builder, "contact");
      kt_json_contact (builder, waiting->contact, name);
      kt_json_member (builder, "service");
      kt_json_contact (builder, waiting->service, service);
      kt_json_member (builder, "staff");
      kt_json_contact (builder, waiting->staff, hand);
      kt_json_member (builder, "day_part");
      kt_json_text (builder, kt_day_part_id (waiting->day_part));
      kt_json_member (builder, "weekdays");
      kt_json_int (builder, waiting->weekdays);
      kt_json_member (builder, "state");
      kt_json_text (builder, kt_waiting_state_id (waiting->state));
      kt_json_end_object (builder);
      kt_json_end (context, builder);
      return;
    }
  const char *const parts[] = { service, hand, wish };
  kt_out (context, "%s  {b:%s}", verb, name);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      kt_out (context, "  %s", parts[i]);
  if (waiting->last.year != 0)
    {
      g_autofree char *until = kt_say_visit_day (context, waiting->last);
      kt_out (context, _ ("  until %s"), until);
    }
  kt_out (context, "\n");
  kt_out_dry_run (context);
}

static gboolean
add (KtContext *context, char **args, GError **error)
{
  guint used;
  g_autoptr (KtWaiting) waiting = g_new0 (KtWaiting, 1);
  g_autofree char *who = kt_who_take (context, args, &used);
  g_autofree char *joined = g_strjoinv (" ", args + used);
  waiting->id = kt_id_random ();
  waiting->weekdays = KT_WEEKDAYS_ANY;
  waiting->created = context->clock.now;
  waiting->text = kt_nfc (joined, -1);
  if (!kt_who_resolve (context, who, &waiting->contact, error)
      || !parse_wish (context, args + used, waiting, error))
    return FALSE;
  g_autofree char *name = name_of (context, waiting->contact);
  if (!save (context, "wait", waiting, name, error))
    return FALSE;
  print_one (context, "waits", waiting, name);
  return TRUE;
}

/* The one wish of a client; KT_ERROR_NOT_FOUND, KT_ERROR_CONFLICT where there are several. */
static KtWaiting *
only_wish (KtContext *context, KtId contact, GError **error)
{
  g_autoptr (GPtrArray) open = kt_waiting_open (context->store, error);
  g_autofree char *name = name_of (context, contact);
  for (guint i = open != NULL ? open->len : 0; i > 0; i--)
    if (((const KtWaiting *)open->pdata[i - 1])->contact != contact)
      g_ptr_array_remove_index (open, i - 1);
  if (open != NULL && open->len == 1)
    return g_ptr_array_steal_index (open, 0);
  if (open != NULL && open->len == 0)
    g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("%s is not on the waiting list"), name);
  else if (open != NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("%s waits for more than one thing"),
                   name);
      kt_error_hint (error, _ ("name it by its number: kontor wait"));
    }
  return NULL;
}

static gboolean
withdraw (KtContext *context, char **args, GError **error)
{
  KtHandle handle;
  KtId contact;
  g_autoptr (KtWaiting) waiting = NULL;
  g_autofree char *who = g_strjoinv (" ", args);
  if (kt_handle_resolve (context, who, KT_RECORD_WAITING, &handle, NULL))
    waiting = kt_waiting_get (context->store, handle.key, error);
  else if (kt_who_resolve (context, who, &contact, error))
    waiting = only_wish (context, contact, error);
  if (waiting == NULL)
    return FALSE;
  g_autofree char *name = name_of (context, waiting->contact);
  waiting->state = KT_WAITING_WITHDRAWN;
  if (!save (context, "wait --withdraw", waiting, name, error))
    return FALSE;
  print_one (context, "waits no more", waiting, name);
  return TRUE;
}

static gboolean
run_wait (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  gboolean withdraws = FALSE;
  const GOptionEntry entries[]
      = { { "withdraw", 0, 0, G_OPTION_ARG_NONE, &withdraws, NULL, NULL }, { NULL } };
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  if (args[0] == NULL)
    return withdraws ? kt_command_missing (command, "WHO", error) : run_list (context, error);
  return withdraws ? withdraw (context, args, error) : add (context, args, error);
}

static const GOptionEntry options[] = { { "withdraw", 0, 0, G_OPTION_ARG_NONE, NULL,
                                          N_ ("WHO or a number of the list waits no more"), NULL },
                                        { NULL } };

const KtCommand kt_cmd_wait = {
  .name = "wait",
  .summary = N_ ("the waiting list: who would come if a time became free"),
  .usage = "wait\n"
           "wait WHO [SERVICE] [with HAND] [mornings|afternoons|evenings] [DAY…] [until DATE]\n"
           "wait --withdraw WHO | N",
  .help
  = N_ ("Without SERVICE it is for what the client usually has. Weekdays, weekends and single "
        "days are understood. Somebody who has a visit already would come sooner.\n"
        "Examples:\n"
        "  kontor wait rita cut with līga mornings\n"
        "  kontor wait maija colour tue thu until 15.12.\n"
        "  kontor wait --withdraw rita"),
  .needs = KT_NEED_WRITE,
  .run = run_wait,
  .options = options,
  .complete = KT_COMPLETE_WHO,
  .group = KT_GROUP_SALON,
};
