#include "config.h"
#include "contact-parts.h"
#include "kontor/contact-reach.h"
#include "kontor/handle.h"
#include "kontor/query.h"
#include "kontor/table.h"
#include <glib/gi18n.h>

static const KtColumn columns[] = {
  { "name", N_ ("Name"), KT_COLUMN_TEXT },    { "company", N_ ("Company"), KT_COLUMN_TEXT },
  { "type", N_ ("Type"), KT_COLUMN_TEXT },    { "phone", N_ ("Phone"), KT_COLUMN_TEXT },
  { "email", N_ ("E-mail"), KT_COLUMN_TEXT }, { "tags", N_ ("Tags"), KT_COLUMN_TEXT },
  { "ref", N_ ("Ref"), KT_COLUMN_REF },
};

/* Those of the list whom the query names; the order stays alphabetical. */
static gboolean
keep_named (KtContext *context, GPtrArray *contacts, const char *query, GError **error)
{
  g_autoptr (GHashTable) ids = kt_query_contacts (context, query, error);
  if (ids == NULL)
    return FALSE;
  for (guint i = contacts->len; i > 0; i--)
    if (!g_hash_table_contains (ids, &((KtContact *)contacts->pdata[i - 1])->id))
      g_ptr_array_remove_index (contacts, i - 1);
  return TRUE;
}

static gboolean
print_contacts (KtContext *context, const GPtrArray *contacts, GError **error)
{
  static const KtReach nothing = { 0 };
  g_autoptr (GHashTable) reaches = kt_contact_reach_all (context->store, error);
  g_autoptr (KtTable) table = kt_table_new (columns, G_N_ELEMENTS (columns));
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  if (reaches == NULL)
    return FALSE;

  for (guint i = 0; i < contacts->len; i++)
    {
      const KtContact *contact = contacts->pdata[i];
      const KtReach *reach = g_hash_table_lookup (reaches, &contact->id);
      KtHandle handle = {
        .kind = KT_RECORD_CONTACT, .key = contact->id, .contact = contact->id, .number = (int)i + 1
      };
      if (reach == NULL)
        reach = &nothing;
      kt_table_add (table, contact->name, contact->company, contact->type, reach->phone,
                    reach->email, reach->tags, contact->id);
      g_array_append_val (handles, handle);
    }
  kt_table_print (table, context, "contacts");
  if (!context->terminal || context->output != KT_OUTPUT_TEXT) /* no number was shown */
    return TRUE;
  if (contacts->len == 0)
    kt_out (context, _ ("no such contact\n"));
  return kt_handles_save (context, handles, error);
}

gboolean
kt_contact_cmd_list (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  g_autofree char *query = kt_query_join (args);
  g_autoptr (GPtrArray) contacts = kt_contact_list (context->store, NULL, NULL, error);
  if (contacts == NULL || (args[0] != NULL && !keep_named (context, contacts, query, error)))
    return FALSE;
  return print_contacts (context, contacts, error);
}
