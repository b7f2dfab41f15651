#include "config.h"
#include "kontor/command.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/good.h"
#include "kontor/journal.h"
#include "kontor/reminder-view.h"
#include "kontor/visit-view.h"
#include <glib/gi18n.h>
#include <string.h>

static const KtColumn columns[] = {
  { "name", N_ ("GOODS"), KT_COLUMN_TEXT },
  { "price", N_ ("PRICE"), KT_COLUMN_TEXT },
  { "ref", N_ ("REF"), KT_COLUMN_REF },
};

static gboolean
run_list (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (args[0] != NULL)
    return kt_command_usage_error (command, error);
  g_autoptr (GPtrArray) goods = kt_good_list (context->store, FALSE, error);
  g_autoptr (KtTable) table = kt_table_new (columns, G_N_ELEMENTS (columns));
  if (goods == NULL)
    return FALSE;
  for (guint i = 0; i < goods->len; i++)
    {
      const KtGood *good = goods->pdata[i];
      g_autofree char *said = kt_money_format (good->price);
      g_autofree char *plain = kt_money_decimal (good->price);
      g_autofree char *data = g_strdup_printf ("%s %s", plain, good->price.currency);
      gboolean text = context->terminal && context->output == KT_OUTPUT_TEXT;
      kt_table_add (table, good->name, text ? said : data, good->id);
    }
  kt_table_print (table, context, "goods");
  if (goods->len == 0 && context->terminal && context->output == KT_OUTPUT_TEXT)
    kt_out (context, "%s\n", _ ("no goods yet: kontor good add shampoo 14"));
  return TRUE;
}

static void
print_good (KtContext *context, const char *verb, const KtGood *good)
{
  if (context->output == KT_OUTPUT_JSON)
    {
      KtJson *builder = kt_json_begin ();
      kt_json_member (builder, "good");
      kt_json_begin_object (builder);
      kt_json_member (builder, "ref");
      kt_json_ref (builder, good->id);
      kt_json_member (builder, "name");
      kt_json_text (builder, good->name);
      kt_json_member (builder, "price");
      kt_json_money (builder, good->price.minor, good->price.currency);
      kt_json_end_object (builder);
      kt_json_end (context, builder);
      return;
    }
  g_autofree char *price = kt_money_format (good->price);
  kt_out (context, "%s  {b:%s}  %s\n", verb, good->name, price);
  kt_out_dry_run (context);
}

static gboolean
save (KtContext *context, const char *verb, KtGood *good, GError **error)
{
  good->updated = context->clock.now;
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  gboolean ok = kt_good_put (context->store, good, error);
  if (!ok || context->dry_run)
    {
      kt_journal_rollback (context->store);
      return ok;
    }
  g_autofree char *line = g_strdup_printf ("good %s %s", verb, good->name);
  return kt_journal_commit (context->store, line, context->clock.now, TRUE, NULL, error);
}

/* The last words that are money, "14 €" too, are the price; cut off. */
static gboolean
take_price (KtContext *context, char **args, KtMoney *ret, GError **error)
{
  guint n = g_strv_length (args);
  for (guint words = MIN (2, n - 1); words > 0; words--)
    {
      g_autofree char *text = g_strjoinv (" ", args + n - words);
      if (!kt_money_has_form (text))
        continue;
      if (!kt_money_parse (text, context->settings->currency, ret, error))
        return FALSE;
      for (guint i = n - words; i < n; i++)
        g_clear_pointer (&args[i], g_free);
      return TRUE;
    }
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("what does it cost? «%s» is no price"),
               args[n - 1]);
  return FALSE;
}

/* The one of exactly that name, archived ones too; NULL without error: none. */
static KtGood *
find_exact (KtContext *context, const char *name, GError **error)
{
  g_autoptr (GPtrArray) goods = kt_good_list (context->store, TRUE, error);
  g_autofree char *wanted = kt_fold (name);
  for (guint i = 0; goods != NULL && i < goods->len; i++)
    {
      g_autofree char *fold = kt_fold (((const KtGood *)goods->pdata[i])->name);
      if (g_str_equal (fold, wanted))
        return g_ptr_array_steal_index (goods, i);
    }
  return NULL;
}

/* A name that is there gets a new price. */
static gboolean
run_add (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  GError *failure = NULL;
  KtMoney price;
  if (args[0] == NULL || args[1] == NULL)
    return kt_command_usage_error (command, error);
  g_auto (GStrv) words = g_strdupv (args);
  if (!take_price (context, words, &price, error))
    return FALSE;
  g_autofree char *joined = g_strjoinv (" ", words);
  g_autofree char *name = kt_nfc (g_strstrip (joined), -1);
  if (*name == '\0' || strlen (name) > KT_GOOD_NAME_MAX)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("a name of 1 to %d bytes is wanted"),
                   KT_GOOD_NAME_MAX);
      return FALSE;
    }
  g_autoptr (KtGood) good = find_exact (context, name, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  gboolean known = good != NULL;
  if (!known)
    {
      good = g_new0 (KtGood, 1);
      good->id = kt_id_random ();
      good->created = context->clock.now;
    }
  g_free (good->name);
  good->name = g_steal_pointer (&name);
  good->price = price;
  good->archived = FALSE;
  if (!save (context, known ? "price" : "add", good, error))
    return FALSE;
  print_good (context, known ? "changed" : "added", good);
  return TRUE;
}

static gboolean
run_remove (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autofree char *words = g_strjoinv (" ", args);
  if (*words == '\0')
    return kt_command_missing (command, "NAME", error);
  g_autoptr (GPtrArray) found = kt_good_find (context->store, words, error);
  if (found == NULL)
    return FALSE;
  if (found->len != 1)
    {
      g_set_error (error, KT_ERROR, found->len == 0 ? KT_ERROR_NOT_FOUND : KT_ERROR_CONFLICT,
                   found->len == 0 ? _ ("no such goods are sold: «%s»")
                                   : _ ("«%s» is more than one"),
                   words);
      return FALSE;
    }
  KtGood *good = found->pdata[0];
  good->archived = TRUE;
  if (!save (context, "remove", good, error))
    return FALSE;
  print_good (context, "removed", good);
  return TRUE;
}

static gboolean
run_good (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  static const KtSubcommand subcommands[] = {
    { "list", run_list, KT_NEED_READ },
    { "add", run_add, KT_NEED_WRITE },
    { "remove", run_remove, KT_NEED_WRITE },
    { NULL },
  };
  return kt_command_dispatch (context, command, subcommands, args, error);
}

const KtCommand kt_cmd_good = {
  .name = "good",
  .summary = N_ ("goods that are sold at visits"),
  .usage = "good [list]\n"
           "good add NAME PRICE\n"
           "good remove NAME",
  .help
  = N_ ("Sold with kontor done WHO +NAME. Added again, it has a new price; what was sold keeps "
        "the old one.\n"
        "Examples:\n"
        "  kontor good add shampoo 14\n"
        "  kontor good add \"hair oil\" 9,50\n"
        "  kontor done zane 92 card +shampoo"),
  .needs = KT_NEED_SETTINGS,
  .run = run_good,
  .complete = KT_COMPLETE_WORDS,
  .words = "add list remove",
  .group = KT_GROUP_SALON,
};
