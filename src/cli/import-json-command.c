#include "config.h"
#include "import-parts.h"
#include "kontor/error.h"
#include "kontor/import-json.h"
#include "kontor/table.h"
#include <glib/gi18n.h>

static void
say_restored (KtContext *context, const char *name, const KtBookRestored *restored)
{
  guint fresh = restored->counts[KT_ROW_NEW], same = restored->counts[KT_ROW_SAME];
  guint changed = restored->counts[KT_ROW_DIFFERS];
  if (context->output == KT_OUTPUT_JSON)
    {
      KtJson *json = kt_json_begin ();
      kt_json_member (json, "file");
      kt_json_text (json, name);
      kt_json_member (json, "new");
      kt_json_int (json, fresh);
      kt_json_member (json, "changed");
      kt_json_int (json, changed);
      kt_json_member (json, "same");
      kt_json_int (json, same);
      kt_json_member (json, "forgotten");
      kt_json_int (json, restored->forgotten);
      kt_json_member (json, "saved");
      kt_json_boolean (json, !context->dry_run && fresh + changed > 0);
      kt_json_end (context, json);
      return;
    }
  if (restored->forgotten > 0)
    kt_out (context,
            ngettext ("%u person was forgotten on request here and stays so\n",
                      "%u people were forgotten on request here and stay so\n",
                      restored->forgotten),
            restored->forgotten);
  if (fresh + changed == 0)
    {
      kt_out (context,
              ngettext ("nothing new in %s, its %u record is here already\n",
                        "nothing new in %s, its %u records are here already\n", same),
              name, same);
      return;
    }
  kt_out (context, _ ("%-8s %s: %u new, %u changed, %u the same"),
          context->dry_run ? _ ("would import") : _ ("imported"), name, fresh, changed, same);
  kt_out (context, context->dry_run || context->quiet ? "\n" : "   {d:%s}\n",
          _ ("take it back: kontor undo"));
}

gboolean
kt_import_cmd_json (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  gboolean update = FALSE;
  const GOptionEntry entries[]
      = { { "update", 0, 0, G_OPTION_ARG_NONE, &update, NULL, NULL }, { NULL } };
  g_auto (KtBookRestored) restored = { 0 };
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  if (args[0] == NULL || args[1] != NULL)
    return kt_command_missing (command, "FILE", error);
  kt_store_set_dry_run (context->store, context->dry_run);
  g_autofree char *name = kt_import_file_name (args[0]);
  g_autofree char *line = g_strdup_printf ("import json %s", name);
  g_autoptr (KtBookJson) json = kt_book_json_read (context, args[0], error);
  if (json == NULL || !kt_book_json_restore (context, json, line, update, &restored, error))
    return FALSE;
  say_restored (context, name, &restored);
  return TRUE;
}
