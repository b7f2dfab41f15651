#include "config.h"
#include "contact-parts.h"
#include "kontor/duplicates-view.h"
#include "kontor/error.h"
#include "kontor/handle.h"
#include "kontor/journal.h"
#include "kontor/query.h"
#include "kontor/relation.h"
#include "kontor/table.h"
#include <glib/gi18n.h>
#include <string.h>

/* Two contacts of which something is said. */
typedef struct
{
  KtId a, b;
} Pair;

gboolean
kt_contact_take_pair (KtContext *context, char **args, KtId *ret_a, KtId *ret_b, GError **error)
{
  KtHandle handle;
  if (args[1] == NULL)
    {
      if (!kt_handle_resolve (context, args[0], KT_RECORD_PAIR, &handle, error))
        {
          kt_error_hint (error, _ ("list them: kontor contact duplicates    or name both"));
          return FALSE;
        }
      *ret_a = handle.contact;
      *ret_b = handle.key;
      return TRUE;
    }
  return kt_who_resolve (context, args[0], ret_a, error)
         && kt_who_resolve (context, args[1], ret_b, error);
}

static gboolean
is_number (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

/* "3 5 8" are three of the list, "anna inga" are two contacts. */
static gboolean
take_pairs (KtContext *context, char **args, GArray *pairs, GError **error)
{
  gboolean numbers = TRUE;
  for (char **arg = args; *arg != NULL; arg++)
    numbers = numbers && is_number (*arg);
  if (!numbers && g_strv_length (args) == 2)
    {
      Pair pair;
      if (!kt_contact_take_pair (context, args, &pair.a, &pair.b, error))
        return FALSE;
      g_array_append_val (pairs, pair);
      return TRUE;
    }
  for (char **arg = args; *arg != NULL; arg++)
    {
      char *one[] = { *arg, NULL };
      Pair pair;
      if (!kt_contact_take_pair (context, one, &pair.a, &pair.b, error))
        return FALSE;
      g_array_append_val (pairs, pair);
    }
  return TRUE;
}

static gboolean
say_not_same (KtContext *context, const Pair *pair, GString *line, GError **error)
{
  g_autofree char *a = kt_contact_name (context->store, pair->a, error);
  g_autofree char *b = a != NULL ? kt_contact_name (context->store, pair->b, error) : NULL;
  if (b == NULL
      || !kt_relation_add (context->store, pair->a, KT_RELATION_NOT_SAME, pair->b,
                           context->clock.now, NULL, error))
    return FALSE;
  g_string_append_printf (line, "%s %s, %s", line->len > 0 ? ";" : "contact duplicates --not", a,
                          b);
  if (context->output == KT_OUTPUT_TEXT)
    kt_out (context, _ ("noted    %s and %s are two people\n"), a, b);
  return TRUE;
}

static gboolean
write_not_same (KtContext *context, const GArray *pairs, GError **error)
{
  g_autoptr (GString) line = g_string_new (NULL);
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  for (guint i = 0; i < pairs->len; i++)
    if (!say_not_same (context, &g_array_index (pairs, Pair, i), line, error))
      {
        kt_journal_rollback (context->store);
        return FALSE;
      }
  if (!kt_contact_end_write (context, line->str, error))
    return FALSE;
  if (context->output != KT_OUTPUT_JSON)
    return TRUE;
  KtJson *json = kt_json_begin ();
  kt_json_member (json, "not_same");
  kt_json_int (json, (gint64)pairs->len);
  kt_json_member (json, "saved");
  kt_json_boolean (json, !context->dry_run);
  kt_json_end (context, json);
  return TRUE;
}

static gboolean
list_pairs (KtContext *context, char **args, GError **error)
{
  g_autoptr (GHashTable) only = NULL;
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  if (args[0] != NULL)
    {
      g_autofree char *query = kt_query_join (args);
      only = kt_query_contacts (context, query, error);
      if (only == NULL)
        return FALSE;
    }
  g_autoptr (GPtrArray) pairs = kt_duplicates (context, only, error);
  if (pairs == NULL)
    return FALSE;
  kt_duplicates_print (context, pairs, handles);
  return kt_handles_save (context, handles, error);
}

gboolean
kt_contact_cmd_duplicates (KtContext *context, const KtCommand *command, char **args,
                           GError **error)
{
  gboolean not_same = FALSE;
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  const GOptionEntry entries[]
      = { { "not", 0, 0, G_OPTION_ARG_NONE, &not_same, NULL, NULL }, { NULL } };
  if (!kt_command_parse (command, entries, &args, error)
      || !kt_command_open (context, not_same ? KT_NEED_WRITE : KT_NEED_READ, error))
    return FALSE;
  if (!not_same)
    return list_pairs (context, args, error);
  if (args[0] == NULL)
    return kt_command_missing (command, "NUMBER", error);
  return take_pairs (context, args, pairs, error) && write_not_same (context, pairs, error);
}
