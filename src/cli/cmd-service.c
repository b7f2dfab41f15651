#include "config.h"
#include "salon-words.h"
#include "service-hands.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/journal.h"
#include "kontor/reminder-view.h"
#include "kontor/salon-view.h"
#include "kontor/shell-text.h"
#include "kontor/when.h"
#include <glib/gi18n.h>
#include <string.h>

#define NAME_MAX_BYTES 200
#define MONTH_DAYS 30
#define YEAR_DAYS 365

/* What the words say of a service; what they do not say stays. */
typedef struct
{
  KtContext *context;
  KtService *service;
  gboolean has_work;
  GArray *skills;  /* KtSkill, id 0 */
  GArray *without; /* KtId of resources */
} Said;

static void
said_clear (Said *said)
{
  g_clear_pointer (&said->service, kt_service_free);
  g_clear_pointer (&said->skills, g_array_unref);
  g_clear_pointer (&said->without, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Said, said_clear)

static void
said_init (Said *said, KtContext *context, KtService *service)
{
  *said = (Said){ .context = context, .service = service };
  said->skills = g_array_new (FALSE, TRUE, sizeof (KtSkill));
  said->without = g_array_new (FALSE, TRUE, sizeof (KtId));
}

static const char *
currency_of (const Said *said)
{
  const KtSettings *settings = said->context->settings;
  if (*said->service->price.currency != '\0')
    return said->service->price.currency;
  return settings != NULL && settings->currency != NULL ? settings->currency : "EUR";
}

/* "wait 40", "finish 35", "before 5", "after 10" */
static gboolean
take_length (Said *said, KtWords *words, GError **error)
{
  KtService *service = said->service;
  const struct
  {
    const char *keys;
    int *minutes;
  } rows[] = {
    { "wait gap gaida ждать чекати", &service->lengths.free },
    { "finish beigas finišs конец кінець", &service->lengths.finish },
    { "before pirms до", &service->before },
    { "after pēc после після", &service->after },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (kt_words_take_any (words, rows[i].keys))
      {
        if (kt_words_take_minutes (words, rows[i].minutes))
          return TRUE;
        g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("how many minutes «%s»?"),
                     (const char *)words->words->pdata[words->at - 1]);
        return FALSE;
      }
  return FALSE;
}

/* "every 6 weeks" as days. */
static gboolean
take_rebook (Said *said, KtWords *words)
{
  const char *const *rest = (const char *const *)words->words->pdata + words->at;
  g_autofree char *rule = NULL;
  guint used = 0;
  char unit;
  int interval, weekday;
  if (!kt_repeat_parse (rest, words->words->len - words->at, &rule, &used, NULL)
      || !kt_repeat_read (rule, &unit, &interval, &weekday) || weekday != 0)
    return FALSE;
  words->at += used;
  said->service->rebook = interval
                          * (unit == 'D'   ? 1
                             : unit == 'W' ? 7
                             : unit == 'M' ? MONTH_DAYS
                                           : YEAR_DAYS);
  return TRUE;
}

/* "līga 40/40/30 100 €", "chair 1", "without ilze" */
static gboolean
take_resource (Said *said, KtWords *words, GError **error)
{
  guint before = words->at;
  gboolean without = kt_words_take_any (words, "without not bez без");
  KtSkill skill = { .lengths = { -1, -1, -1 }, .price = -1 };
  KtMoney price;
  GError *inner = NULL;
  if (!kt_words_take_resource (said->context, words, FALSE, &skill.resource, &inner))
    {
      words->at = before;
      if (inner != NULL)
        g_propagate_error (error, inner);
      return FALSE;
    }
  if (without)
    {
      g_array_append_val (said->without, skill.resource);
      return TRUE;
    }
  kt_words_take_lengths (words, &skill.lengths);
  if (kt_words_take_money (words, currency_of (said), TRUE, &price, &inner))
    skill.price = price.minor;
  g_array_append_val (said->skills, skill);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, inner);
  return FALSE;
}

static gboolean
take_work_or_price (Said *said, KtWords *words, GError **error)
{
  KtLengths lengths;
  if (!said->has_work && kt_words_take_minutes (words, &said->service->lengths.work))
    {
      said->has_work = TRUE;
      return TRUE;
    }
  if (!said->has_work && kt_words_take_lengths (words, &lengths))
    {
      said->has_work = TRUE;
      said->service->lengths
          = (KtLengths){ lengths.work, MAX (lengths.free, 0), MAX (lengths.finish, 0) };
      return TRUE;
    }
  if (!kt_words_take_money (words, currency_of (said), FALSE, &said->service->price, error))
    return FALSE;
  said->service->has_price = TRUE;
  return TRUE;
}

/* All that follows the name. edit: a price needs no minutes before it. */
static gboolean
take_all (Said *said, KtWords *words, const KtCommand *command, gboolean edit, GError **error)
{
  while (kt_words_peek (words) != NULL)
    {
      GError *inner = NULL;
      KtMoney price;
      if (edit && !said->has_work
          && kt_words_take_money (words, currency_of (said), TRUE, &price, &inner))
        {
          said->service->price = price;
          said->service->has_price = TRUE;
          continue;
        }
      if (inner == NULL
          && (take_length (said, words, &inner) || (inner == NULL && take_rebook (said, words))
              || (inner == NULL && take_resource (said, words, &inner))
              || (inner == NULL && take_work_or_price (said, words, &inner))))
        continue;
      if (inner == NULL)
        return kt_words_refuse (words, command, error);
      g_propagate_error (error, inner);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check (const Said *said, GError **error)
{
  const KtService *service = said->service;
  int total = service->lengths.work + service->lengths.free + service->lengths.finish;
  if (service->lengths.work < 1 || total > 1440 || service->before > 1440 || service->after > 1440)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("how long does «%s» take?"), service->name);
      kt_error_hint (error, _ ("in minutes: 45, or 45 wait 40 finish 35; a day at most"));
      return FALSE;
    }
  if (service->lengths.finish == 0 || service->lengths.free > 0)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» has a finish but nothing to wait for"),
               service->name);
  kt_error_hint (error, _ ("say how long it works by itself: wait 40"));
  return FALSE;
}

/* Writes it and says so in the same transaction, so that a dry run shows what would be. */
static gboolean
save (Said *said, const char *verb, const char *shown, GError **error)
{
  KtContext *context = said->context;
  said->service->updated = MAX (context->clock.now, said->service->updated + 1);
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  if (!kt_service_put (context->store, said->service, error)
      || !kt_service_hands_write (context, said->service, said->skills, said->without, error)
      || !kt_service_print (context, shown, said->service, error))
    {
      kt_journal_rollback (context->store);
      return FALSE;
    }
  if (context->dry_run)
    {
      kt_journal_rollback (context->store);
      kt_out_dry_run (context);
      return TRUE;
    }
  g_autofree char *line = g_strdup_printf ("service %s %s", verb, said->service->name);
  return kt_journal_commit (context->store, line, context->clock.now, TRUE, NULL, error);
}

/* The words before the first that begins with a figure. */
static char *
take_name (KtWords *words)
{
  GString *name = g_string_new (NULL);
  for (const char *word; (word = kt_words_peek (words)) != NULL && !g_ascii_isdigit (*word);
       words->at++)
    g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", word);
  return g_string_free (name, FALSE);
}

static gboolean
check_name (KtContext *context, const char *name, KtId own, GError **error)
{
  g_autoptr (GPtrArray) services = kt_service_list (context->store, TRUE, error);
  g_autofree char *fold = kt_fold (name);
  if (services == NULL)
    return FALSE;
  if (strlen (name) > NAME_MAX_BYTES || strchr (name, '+') != NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("a name like «%.40s» cannot be typed again"),
                   name);
      return FALSE;
    }
  for (guint i = 0; i < services->len; i++)
    {
      const KtService *other = services->pdata[i];
      g_autofree char *other_fold = kt_fold (other->name);
      if (other->id == own || !g_str_equal (other_fold, fold))
        continue;
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("there is a service «%s» already"),
                   other->name);
      g_autofree char *word = kt_shell_word (other->name);
      kt_error_hint (error, _ ("change it: kontor service edit %s"), word);
      if (other->archived)
        kt_error_hint (error, _ ("offer it again: kontor service restore %s"), word);
      return FALSE;
    }
  return TRUE;
}

static gboolean
run_add (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  g_auto (KtWords) words = { 0 };
  kt_words_init (&words, args);
  g_autofree char *name = take_name (&words);
  if (*name == '\0')
    return kt_command_missing (command, "NAME", error);
  if (kt_words_peek (&words) == NULL)
    return kt_command_missing (command, "MINUTES", error);
  g_auto (Said) said = { 0 };
  said_init (&said, context, g_new0 (KtService, 1));
  said.service->id = kt_id_random ();
  said.service->name = kt_nfc (name, -1);
  said.service->created = context->clock.now;
  return check_name (context, name, 0, error) && take_all (&said, &words, command, FALSE, error)
         && check (&said, error) && save (&said, "add", _ ("added"), error);
}

/* NAME at the beginning of args: the longest that is a service, else the first argument. */
static KtService *
take_service (KtContext *context, const KtCommand *command, char **args, KtWords *words,
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
  if (!kt_words_take_service (context, words, &id, &inner) && inner == NULL)
    {
      if (!kt_service_named (context, args[0], &id, &inner))
        {
          g_propagate_error (error, inner);
          return NULL;
        }
      kt_words_clear (words);
      kt_words_init (words, args + 1);
    }
  if (inner != NULL)
    g_propagate_error (error, inner);
  return inner == NULL ? kt_service_get (context->store, id, error) : NULL;
}

static gboolean
run_edit (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autofree char *name = NULL;
  gboolean by_agreement = FALSE;
  const GOptionEntry entries[]
      = { { "name", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
          { "by-agreement", 0, 0, G_OPTION_ARG_NONE, &by_agreement, NULL, NULL },
          { NULL } };
  g_auto (KtWords) words = { 0 };
  g_auto (Said) said = { 0 };
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  KtService *service = take_service (context, command, args, &words, error);
  if (service == NULL)
    return FALSE;
  said_init (&said, context, service);
  if (name != NULL)
    {
      g_free (service->name);
      service->name = kt_nfc (g_strstrip (name), -1);
      if (!check_name (context, service->name, service->id, error))
        return FALSE;
    }
  service->has_price = service->has_price && !by_agreement;
  return take_all (&said, &words, command, TRUE, error) && check (&said, error)
         && save (&said, "edit", _ ("changed"), error);
}

static gboolean
set_archived (KtContext *context, const KtCommand *command, char **args, gboolean archived,
              GError **error)
{
  g_auto (KtWords) words = { 0 };
  g_auto (Said) said = { 0 };
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  KtService *service = take_service (context, command, args, &words, error);
  if (service == NULL)
    return FALSE;
  said_init (&said, context, service);
  if (kt_words_peek (&words) != NULL)
    return kt_words_refuse (&words, command, error);
  service->archived = archived;
  return save (&said, archived ? "archive" : "restore", archived ? _ ("archived") : _ ("offered"),
               error);
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
  return args[0] == NULL ? kt_services_print (context, error)
                         : kt_command_usage_error (command, error);
}

static gboolean
run_service (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  static const KtSubcommand subcommands[] = {
    { "list", run_list, KT_NEED_READ },        { "add", run_add, KT_NEED_WRITE },
    { "edit", run_edit, KT_NEED_WRITE },       { "archive", run_archive, KT_NEED_WRITE },
    { "restore", run_restore, KT_NEED_WRITE }, { NULL },
  };
  return kt_command_dispatch (context, command, subcommands, args, error);
}

static const GOptionEntry options[]
    = { { "by-agreement", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("edit: without a price of its own"),
          NULL },
        { "name", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("edit: its name"), N_ ("NAME") },
        { NULL } };

const KtCommand kt_cmd_service = {
  .name = "service",
  .summary = N_ ("what is done for clients, how long it takes and what it costs"),
  .usage = "service [list | add NAME MINUTES … | edit NAME … | archive NAME | restore NAME]",
  .help
  = N_ ("MINUTES is the work at the beginning; «wait» the minutes in which it works by\n"
        "itself and the hand is free for others; «finish» the work after that. Where another\n"
        "service follows in a visit, that takes the place of the finish. «before» and «after»\n"
        "keep visits apart. A hand that is named does it, in her own minutes where they\n"
        "differ; none named: every hand. A chair or room that is named is needed for it.\n"
        "Examples:\n"
        "  kontor service add colour 45 wait 40 finish 35 95 € līga 40/40/30\n"
        "  kontor service add cut 35 30 € every 6 weeks\n"
        "  kontor service edit cut before 5 after 10 without ilze"),
  .run = run_service,
  .options = options,
  .complete = KT_COMPLETE_WORDS,
  .words = "list add edit archive restore",
  .group = KT_GROUP_SALON,
};
