#include "config.h"
#include "import-parts.h"
#include "kontor/card-import.h"
#include "kontor/error.h"
#include "kontor/file-reader.h"
#include "kontor/import-view.h"
#include "kontor/marks.h"
#include <glib/gi18n.h>

#define WARNINGS 10 /* that are shown */

/* What is only kept in its card. */
static void
append_warnings (GString *remark, const KtCardImport *import)
{
  for (guint i = 0; i < MIN (import->warnings->len, WARNINGS); i++)
    {
      g_autofree char *line
          = kt_marked (_ ("  {y:only kept:} %s\n"), (char *)import->warnings->pdata[i]);
      g_string_append (remark, line);
    }
  if (import->warnings->len > WARNINGS)
    {
      guint more = import->warnings->len - WARNINGS;
      g_autofree char *line = kt_marked (ngettext ("  {d:and %u more that is only kept}\n",
                                                   "  {d:and %u more that are only kept}\n", more),
                                         more);
      g_string_append (remark, line);
    }
}

/* How the file was understood, and what of it is only kept. */
static char *
remark_of (const KtCardImport *import, const char *name)
{
  GString *remark = g_string_new (NULL);
  guint cards = import->records->len;
  g_autofree char *head
      = kt_marked (ngettext ("{b:%s}  %u card\n", "{b:%s}  %u cards\n", cards), name, cards);
  g_string_append (remark, head);
  if (import->groups > 0)
    {
      g_autofree char *left
          = kt_marked (ngettext ("  {y:left out:} %u group of contacts\n",
                                 "  {y:left out:} %u groups of contacts\n", import->groups),
                       import->groups);
      g_string_append (remark, left);
    }
  append_warnings (remark, import);
  return g_string_free (remark, FALSE);
}

/* Where nothing was shown before. */
static void
tell_warnings (KtContext *context, const KtCardImport *import)
{
  g_autoptr (GString) said = g_string_new (NULL);
  if (context->output != KT_OUTPUT_TEXT || context->dry_run || context->quiet
      || (!context->yes && !context->no_input))
    return;
  append_warnings (said, import);
  kt_out_marked (context, said->str);
}

gboolean
kt_import_cmd_vcf (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  gboolean partial = FALSE, update = FALSE;
  const GOptionEntry entries[] = { { "partial", 0, 0, G_OPTION_ARG_NONE, &partial, NULL, NULL },
                                   { "update", 0, 0, G_OPTION_ARG_NONE, &update, NULL, NULL },
                                   { NULL } };
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  if (args[0] == NULL || args[1] != NULL)
    return kt_command_missing (command, "FILE", error);
  g_autofree char *name = kt_import_file_name (args[0]);
  g_autoptr (GByteArray) bytes = kt_file_reader_bytes (args[0], error);
  g_autoptr (KtCardImport) import
      = bytes != NULL ? kt_card_import_read (
            context, bytes->len > 0 ? (const char *)bytes->data : "", bytes->len, error)
                      : NULL;
  if (import == NULL)
    return FALSE;
  if (import->records->len == 0 && import->groups == 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("there is no vCard in «%s»"), name);
      return FALSE;
    }
  g_autofree char *remark = remark_of (import, name);
  g_autofree char *line = g_strdup_printf ("import vcf %s", name);
  const KtImportOptions options
      = { .file = name,
          .update = update,
          .partial = partial,
          .also = import->relations->len > 0 ? kt_card_import_relate : NULL,
          .also_data = import };
  if (!kt_import_run (context, import->records, &options, line, remark, error))
    return FALSE;
  tell_warnings (context, import);
  return TRUE;
}
