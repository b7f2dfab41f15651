#include "config.h"
#include "contact-parts.h"
#include "kontor/ask.h"
#include "kontor/error.h"
#include "kontor/journal.h"
#include "kontor/outbox.h"
#include "kontor/merge-view.h"
#include "kontor/table.h"
#include <glib/gi18n.h>

/* Planned anew under the lock: the other may have been at work while this one asked. */
static gboolean
merge (KtContext *context, KtId kept, KtId gone, GError **error)
{
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  g_autoptr (KtMergePlan) plan = kt_merge_plan (context->store, kept, gone, error);
  g_autoptr (GPtrArray) leaving
      = plan != NULL && kt_merge_do (context->store, plan, &context->clock, error)
            ? kt_outbox_leaving (context->store, gone, error)
            : NULL;
  if (leaving == NULL)
    {
      kt_journal_rollback (context->store);
      return FALSE;
    }
  g_autofree char *line
      = g_strdup_printf ("contact merge %s, %s", plan->kept->name, plan->gone->name);
  if (!kt_contact_end_write (context, line, error))
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    {
      kt_merge_json (context, plan, !context->dry_run);
      return TRUE;
    }
  g_autofree char *moves = kt_merge_say_moves (plan);
  kt_out (context, "%-8s %s", context->dry_run ? _ ("would merge") : _ ("merged"),
          plan->kept->name);
  kt_out (context, *moves != '\0' ? _ (", was also %s: %s") : _ (", was also %s"), plan->gone->name,
          moves);
  kt_out (context, context->dry_run || context->quiet ? "\n" : "   {d:%s}\n",
          _ ("take it back: kontor undo"));
  kt_contact_say_leaving (context, plan->gone->name, leaving);
  return TRUE;
}

gboolean
kt_contact_cmd_merge (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  KtId kept = 0, gone = 0;
  gboolean yes = TRUE;
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  if (args[0] == NULL || (args[1] != NULL && args[2] != NULL))
    return kt_command_usage_error (command, error);
  if (!kt_contact_take_pair (context, args, &kept, &gone, error))
    return FALSE;
  g_autoptr (KtMergePlan) plan = kt_merge_plan (context->store, kept, gone, error);
  if (plan == NULL)
    return FALSE;
  if (context->output == KT_OUTPUT_TEXT)
    kt_merge_print (context, plan);
  g_autofree char *question = kt_marked ("%s ", _ ("make one card of both? [y/N]"));
  if (!context->dry_run && !kt_ask_yes (context, question, &yes, error))
    return FALSE;
  if (yes)
    return merge (context, kept, gone, error);
  kt_out (context, _ ("both stay\n"));
  return TRUE;
}
