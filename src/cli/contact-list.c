#include "config.h"
#include "contact-parts.h"
#include "kontor/contact-reach.h"
#include "kontor/handle.h"
#include "kontor/table.h"
#include <glib/gi18n.h>
#include <string.h>

static const KtColumn columns[] = {
  { "name", N_ ("Name"), KT_COLUMN_TEXT },    { "company", N_ ("Company"), KT_COLUMN_TEXT },
  { "type", N_ ("Type"), KT_COLUMN_TEXT },    { "phone", N_ ("Phone"), KT_COLUMN_TEXT },
  { "email", N_ ("E-mail"), KT_COLUMN_TEXT }, { "tags", N_ ("Tags"), KT_COLUMN_TEXT },
  { "ref", N_ ("Ref"), KT_COLUMN_REF },
};

typedef struct
{
  char *type, *tag;
  char *words; /* NULL: none */
} Filter;

static void
filter_clear (Filter *filter)
{
  g_free (filter->type);
  g_free (filter->tag);
  g_free (filter->words);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filter, filter_clear)

static void
read_filter (Filter *filter, char **args)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  for (guint i = 0; args[i] != NULL; i++)
    {
      char **place = g_str_has_prefix (args[i], "type:")  ? &filter->type
                     : g_str_has_prefix (args[i], "tag:") ? &filter->tag
                                                          : NULL;
      if (place == NULL)
        {
          g_ptr_array_add (words, args[i]);
          continue;
        }
      g_free (*place);
      *place = g_strdup (strchr (args[i], ':') + 1);
    }
  g_ptr_array_add (words, NULL);
  if (words->len > 1)
    filter->words = g_strjoinv (" ", (char **)words->pdata);
}

/* Those of the list whom the words name; the order stays alphabetical. */
static gboolean
keep_named (KtContext *context, GPtrArray *contacts, const char *words, GError **error)
{
  g_autoptr (GPtrArray) named = kt_who_find (context, words, error);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_int64_hash, g_int64_equal);
  if (named == NULL)
    return FALSE;
  for (guint i = 0; i < named->len; i++)
    g_hash_table_add (ids, &((KtContact *)named->pdata[i])->id);
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
  g_auto (Filter) filter = { 0 };
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  read_filter (&filter, args);
  g_autoptr (GPtrArray) contacts = kt_contact_list (context->store, filter.type, filter.tag, error);
  if (contacts == NULL
      || (filter.words != NULL && !keep_named (context, contacts, filter.words, error)))
    return FALSE;
  return print_contacts (context, contacts, error);
}
