#include "config.h"
#include "contact-parts.h"
#include "kontor/ask.h"
#include "kontor/error.h"
#include "kontor/handle.h"
#include "kontor/journal.h"
#include "kontor/note.h"
#include "kontor/outbox.h"
#include "kontor/table.h"
#include <glib/gi18n.h>
#include <string.h>

static gboolean
take_changes (char **args, GPtrArray *changes, GError **error)
{
  for (; *args != NULL; args++)
    if (!kt_contact_changes_parse (changes, *args))
      {
        g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is not KEY=VALUE"), *args);
        kt_error_hint (error, _ ("for example: kontor contact edit anna type=client"));
        return FALSE;
      }
  return TRUE;
}

/* Reads inside the transaction: all columns are written, and what another kontor changed since must
 * not come back. */
static KtContact *
write_changes (KtContext *context, const char *who, const GPtrArray *changes, KtContactApply *apply,
               GError **error)
{
  KtId id;
  if (!kt_who_resolve (context, who, &id, error))
    return NULL;
  g_autoptr (KtContact) before = kt_contact_get (context->store, id, error);
  if (before == NULL)
    return NULL;
  g_autoptr (KtContact) contact = kt_contact_copy (before);
  contact->updated = context->clock.now;
  return kt_contact_apply (context, before, contact, changes, apply, error)
             ? g_steal_pointer (&contact)
             : NULL;
}

static gboolean
edit_contact (KtContext *context, const char *who, const GPtrArray *changes, gboolean shared,
              GError **error)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  KtContactApply apply = { .shared = shared, .warnings = warnings };
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  g_autoptr (KtContact) contact = write_changes (context, who, changes, &apply, error);
  if (contact == NULL)
    {
      kt_journal_rollback (context->store);
      return FALSE;
    }
  g_autofree char *line = g_strdup_printf ("contact edit %s", contact->name);
  if (!kt_contact_end_write (context, line, error))
    return FALSE;
  kt_contact_say_written (context, context->dry_run ? _ ("would change") : _ ("changed"), contact,
                          changes, warnings);
  return TRUE;
}

gboolean
kt_contact_cmd_edit (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autoptr (GPtrArray) given = kt_contact_changes_new (), changes = kt_contact_changes_new ();
  gboolean shared = FALSE;
  if (!kt_contact_parse_options (command, TRUE, &args, given, &shared, error))
    return FALSE;
  if (args[0] == NULL)
    return kt_command_usage_error (command, error);
  if (!take_changes (args + 1, changes, error))
    return FALSE;
  g_ptr_array_extend_and_steal (changes, g_steal_pointer (&given));
  if (changes->len > 0)
    return edit_contact (context, args[0], changes, shared, error);
  if (context->no_input || !context->terminal)
    return kt_command_usage_error (command, error);
  return kt_contact_edit_form (context, args[0], error);
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
  g_autoptr (GPtrArray) leaving
      = kt_contact_delete (context->store, contact->id, context->clock.now, error)
            ? kt_outbox_leaving (context->store, contact->id, error)
            : NULL;
  if (leaving == NULL)
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
  kt_contact_say_leaving (context, contact->name, leaving);
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
