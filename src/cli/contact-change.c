#include "config.h"
#include "contact-parts.h"
#include "kontor/ask.h"
#include "kontor/contact-edit.h"
#include "kontor/error.h"
#include "kontor/handle.h"
#include "kontor/journal.h"
#include "kontor/note.h"
#include "kontor/table.h"
#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  char **add_emails, **remove_emails, **add_phones, **remove_phones, **add_tags, **remove_tags;
  char *name, *company, *type, *birthday, *language, *cadence;
  gboolean shared;
} EditOptions;

static void
edit_options_clear (EditOptions *options)
{
  g_free (options->name);
  g_free (options->company);
  g_free (options->type);
  g_free (options->birthday);
  g_free (options->language);
  g_free (options->cadence);
  g_strfreev (options->add_emails);
  g_strfreev (options->remove_emails);
  g_strfreev (options->add_phones);
  g_strfreev (options->remove_phones);
  g_strfreev (options->add_tags);
  g_strfreev (options->remove_tags);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EditOptions, edit_options_clear)

static gboolean
set_fields (const KtContext *context, KtContact *contact, char **assignments, GError **error)
{
  for (guint i = 0; assignments[i] != NULL; i++)
    {
      const char *equals = strchr (assignments[i], '=');
      if (equals == NULL)
        {
          g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is not KEY=VALUE"),
                       assignments[i]);
          kt_error_hint (error, _ ("for example: kontor contact edit anna type=client"));
          return FALSE;
        }
      g_autofree char *key = g_strndup (assignments[i], (gsize)(equals - assignments[i]));
      if (!kt_contact_set_field (contact, key, equals + 1, &context->clock, error))
        return FALSE;
    }
  return TRUE;
}

/* --birthday DATE is birthday=DATE, as in contact add. */
static gboolean
set_options (const KtContext *context, KtContact *contact, const EditOptions *options,
             GError **error)
{
  const struct
  {
    const char *key, *value;
  } fields[] = {
    { "name", options->name },         { "company", options->company },
    { "type", options->type },         { "birthday", options->birthday },
    { "language", options->language }, { "cadence", options->cadence },
  };
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].value != NULL
        && !kt_contact_set_field (contact, fields[i].key, fields[i].value, &context->clock, error))
      return FALSE;
  return TRUE;
}

/* Removed first: an address may go from one spelling to another. */
static gboolean
change_points (KtContext *context, KtId contact, const EditOptions *options, GPtrArray *warnings,
               GError **error)
{
  for (char **p = options->remove_emails; p != NULL && *p != NULL; p++)
    if (!kt_contact_remove_email (context, contact, *p, error))
      return FALSE;
  for (char **p = options->remove_phones; p != NULL && *p != NULL; p++)
    if (!kt_contact_remove_phone (context, contact, *p, error))
      return FALSE;
  for (char **p = options->add_emails; p != NULL && *p != NULL; p++)
    if (!kt_contact_add_email (context, contact, *p, options->shared, warnings, error))
      return FALSE;
  for (char **p = options->add_phones; p != NULL && *p != NULL; p++)
    if (!kt_contact_add_phone (context, contact, *p, warnings, error))
      return FALSE;
  if (options->add_tags == NULL && options->remove_tags == NULL)
    return TRUE;
  return kt_contact_change_tags (context, contact, options->add_tags, options->remove_tags, error);
}

/* Reads inside the transaction: all columns are written, and what another kontor changed since must
 * not come back. */
static KtContact *
write_changes (KtContext *context, const char *who, char **assignments, const EditOptions *options,
               GPtrArray *warnings, GError **error)
{
  KtId id;
  if (!kt_who_resolve (context, who, &id, error))
    return NULL;
  g_autoptr (KtContact) contact = kt_contact_get (context->store, id, error);
  if (contact == NULL || !set_fields (context, contact, assignments, error)
      || !set_options (context, contact, options, error))
    return NULL;
  contact->updated = context->clock.now;
  if (!kt_contact_update (context->store, contact, error)
      || !change_points (context, id, options, warnings, error))
    return NULL;
  return g_steal_pointer (&contact);
}

static gboolean
edit_contact (KtContext *context, const char *who, char **assignments, const EditOptions *options,
              GError **error)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  g_autoptr (KtContact) contact
      = write_changes (context, who, assignments, options, warnings, error);
  if (contact == NULL)
    {
      kt_journal_rollback (context->store);
      return FALSE;
    }
  g_autofree char *line = g_strdup_printf ("contact edit %s", contact->name);
  if (!kt_contact_end_write (context, line, error))
    return FALSE;
  kt_contact_say_written (context, context->dry_run ? _ ("would change") : _ ("changed"), contact,
                          options->add_emails, options->add_phones, warnings);
  return TRUE;
}

gboolean
kt_contact_cmd_edit (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_auto (EditOptions) options = { 0 };
  const GOptionEntry entries[] = {
    { "add-email", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.add_emails, NULL, NULL },
    { "email", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.add_emails, NULL, NULL },
    { "phone", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.add_phones, NULL, NULL },
    { "tag", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.add_tags, NULL, NULL },
    { "name", 0, 0, G_OPTION_ARG_STRING, &options.name, NULL, NULL },
    { "company", 0, 0, G_OPTION_ARG_STRING, &options.company, NULL, NULL },
    { "type", 0, 0, G_OPTION_ARG_STRING, &options.type, NULL, NULL },
    { "birthday", 0, 0, G_OPTION_ARG_STRING, &options.birthday, NULL, NULL },
    { "language", 0, 0, G_OPTION_ARG_STRING, &options.language, NULL, NULL },
    { "cadence", 0, 0, G_OPTION_ARG_STRING, &options.cadence, NULL, NULL },
    { "remove-email", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.remove_emails, NULL, NULL },
    { "add-phone", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.add_phones, NULL, NULL },
    { "remove-phone", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.remove_phones, NULL, NULL },
    { "add-tag", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.add_tags, NULL, NULL },
    { "remove-tag", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.remove_tags, NULL, NULL },
    { "shared", 0, 0, G_OPTION_ARG_NONE, &options.shared, NULL, NULL },
    { NULL },
  };
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  gboolean changes = options.add_emails || options.remove_emails || options.add_phones
                     || options.remove_phones || options.add_tags || options.remove_tags
                     || options.name || options.company || options.type || options.birthday
                     || options.language || options.cadence;
  if (args[0] == NULL || (args[1] == NULL && !changes))
    return kt_command_usage_error (command, error);
  return edit_contact (context, args[0], args + 1, &options, error);
}

/* "delete Anna Bērziņa, 2 addresses and phones, 3 notes? [y/N] " */
static char *
deletion_question (KtContext *context, const KtContact *contact, GError **error)
{
  g_autoptr (GPtrArray) points = kt_point_list (context->store, contact->id, error);
  g_autoptr (GPtrArray) notes
      = points != NULL ? kt_note_list (context->store, contact->id, G_MAXINT, error) : NULL;
  if (notes == NULL)
    return NULL;
  g_autoptr (GString) what = g_string_new (NULL);
  if (points->len > 0)
    g_string_append_printf (
        what, ngettext (", %u address or phone", ", %u addresses and phones", points->len),
        points->len);
  if (notes->len > 0)
    g_string_append_printf (what, ngettext (", %u note", ", %u notes", notes->len), notes->len);
  return kt_marked (_ ("delete %s%s? [y/N] "), contact->name, what->str);
}

static gboolean
delete_contact (KtContext *context, const KtContact *contact, GError **error)
{
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  if (!kt_contact_delete (context->store, contact->id, context->clock.now, error))
    {
      kt_journal_rollback (context->store);
      return FALSE;
    }
  g_autofree char *line = g_strdup_printf ("contact delete %s", contact->name);
  if (!kt_contact_end_write (context, line, error))
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    {
      kt_contact_json_written (context, contact, 0, NULL);
      return TRUE;
    }
  kt_out (context, "%-8s %s", context->dry_run ? _ ("would delete") : _ ("deleted"), contact->name);
  kt_out (context, context->dry_run || context->quiet ? "\n" : "   {d:%s}\n",
          _ ("take it back: kontor undo"));
  return TRUE;
}

gboolean
kt_contact_cmd_delete (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  KtId id;
  gboolean yes = TRUE;
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  if (args[0] == NULL || args[1] != NULL)
    return kt_command_usage_error (command, error);
  if (!kt_who_resolve (context, args[0], &id, error))
    return FALSE;
  g_autoptr (KtContact) contact = kt_contact_get (context->store, id, error);
  g_autofree char *question = contact != NULL ? deletion_question (context, contact, error) : NULL;
  if (question == NULL)
    return FALSE;
  if (!context->dry_run && !kt_ask_yes (context, question, &yes, error))
    return FALSE;
  if (yes)
    return delete_contact (context, contact, error);
  kt_out (context, _ ("%s stays\n"), contact->name);
  return TRUE;
}
