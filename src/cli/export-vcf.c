#include "config.h"
#include "export-parts.h"
#include "kontor/card-export.h"
#include "kontor/contact.h"
#include "kontor/error.h"
#include "kontor/export-ics.h"
#include "kontor/json-writer.h"
#include "kontor/query.h"
#include "kontor/table.h"
#include <glib/gi18n.h>
#include <string.h>

static gboolean
check_version (const char *version, GError **error)
{
  static const char *const versions[] = { "2.1", "3.0", "4.0", NULL };
  if (version == NULL || g_strv_contains (versions, version))
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("there is no vCard version «%s»"), version);
  kt_error_hint (error, _ ("one of: %s"), "2.1, 3.0, 4.0");
  return FALSE;
}

/* All contacts that the query names, by name. */
static GPtrArray *
chosen (KtContext *context, char **args, GError **error)
{
  g_autoptr (GPtrArray) all = kt_contact_list (context->store, NULL, NULL, error);
  if (all == NULL || args[0] == NULL)
    return g_steal_pointer (&all);
  g_autofree char *query = kt_query_join (args);
  g_autoptr (GHashTable) wanted = kt_query_contacts (context, query, error);
  if (wanted == NULL)
    return NULL;
  for (guint i = all->len; i-- > 0;)
    if (!g_hash_table_contains (wanted, &((const KtContact *)all->pdata[i])->id))
      g_ptr_array_remove_index (all, i);
  if (all->len > 0)
    return g_steal_pointer (&all);
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("nobody fits «%s»"), query);
  return NULL;
}

static void
print_summary (KtContext *context, const char *file, guint count)
{
  if (context->output == KT_OUTPUT_JSON)
    {
      KtJson *builder = kt_json_begin ();
      kt_json_member (builder, "file");
      kt_json_text (builder, file);
      kt_json_member (builder, "contacts");
      kt_json_int (builder, count);
      kt_json_end (context, builder);
      return;
    }
  g_autofree char *said = g_strdup_printf (ngettext ("%u contact", "%u contacts", count), count);
  kt_out (context, _ ("written  %s to %s\n"), said, file);
}

gboolean
kt_export_cmd_vcf (KtContext *context, char **args, const KtExportVcf *options, GError **error)
{
  const KtCardExport wish = { options->version, options->notes };
  if (!check_version (options->version, error))
    return FALSE;
  g_autoptr (GPtrArray) contacts = chosen (context, args, error);
  g_autoptr (GString) cards
      = contacts != NULL ? kt_card_export (context, contacts, &wish, error) : NULL;
  if (cards == NULL)
    return FALSE;
  if (options->output == NULL || g_str_equal (options->output, "-"))
    {
      g_string_append_len (context->out, cards->str, (gssize)cards->len);
      return TRUE;
    }
  if (!kt_export_write (options->output, cards->str, cards->len, error))
    return FALSE;
  print_summary (context, options->output, contacts->len);
  return TRUE;
}
