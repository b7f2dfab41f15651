#include "config.h"
#include "kontor/command.h"
#include "kontor/error.h"
#include "kontor/field.h"
#include "kontor/fold.h"
#include "kontor/journal.h"
#include "kontor/shell-text.h"
#include "kontor/table.h"
#include <glib/gi18n.h>
#include <string.h>

#define FIELDS_MAX 100
#define CHOICES_MAX 50
#define CHOICE_MAX 60 /* characters */

static const KtColumn columns[] = {
  { "name", N_ ("Name"), KT_COLUMN_TEXT },
  { "kind", N_ ("Kind"), KT_COLUMN_TEXT },
  { "choices", N_ ("Choices"), KT_COLUMN_TEXT },
  { "contacts", N_ ("Contacts"), KT_COLUMN_NUMBER },
  { "archived", N_ ("Archived"), KT_COLUMN_TEXT },
  { "ref", N_ ("Ref"), KT_COLUMN_REF },
};

static gboolean
list_fields (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (args[0] != NULL)
    return kt_command_usage_error (command, error);
  g_autoptr (GPtrArray) fields = kt_field_list (context->store, context->all, error);
  g_autoptr (KtTable) table = kt_table_new (columns, G_N_ELEMENTS (columns));
  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      const KtField *field = fields->pdata[i];
      g_autofree char *choices = g_strjoinv (", ", field->choices);
      guint count = 0;
      if (!kt_field_count (context->store, field->id, &count, error))
        return FALSE;
      kt_table_add (table, field->name, kt_field_kind_id (field->kind),
                    *choices != '\0' ? choices : NULL, (gint64)count,
                    field->archived ? "yes" : "no", field->id);
    }
  if (fields == NULL)
    return FALSE;
  kt_table_print (table, context, "fields");
  if (fields->len == 0 && context->terminal && context->output == KT_OUTPUT_TEXT)
    kt_out (context, _ ("no fields of your own yet: kontor field add \"Shoe size\" number\n"));
  return TRUE;
}

/* The one line that says what was done, or the same as JSON. */
static void
answer (KtContext *context, const char *verb, const KtField *field, const char *more)
{
  g_autofree char *choices = g_strjoinv (", ", field->choices);
  if (context->output != KT_OUTPUT_JSON)
    {
      kt_out (context, "%-8s %s, %s%s%s", verb, field->name, kt_field_kind_id (field->kind),
              *choices != '\0' ? ": " : "", choices);
      kt_out (context, "%s%s\n", *more != '\0' ? ", " : "", more);
      return;
    }
  KtJson *json = kt_json_begin ();
  kt_json_member (json, "ref");
  kt_json_ref (json, field->id);
  kt_json_member (json, "name");
  kt_json_string (json, field->name);
  kt_json_member (json, "kind");
  kt_json_string (json, kt_field_kind_id (field->kind));
  kt_json_member (json, "choices");
  kt_json_begin_array (json);
  for (char **choice = field->choices; *choice != NULL; choice++)
    kt_json_string (json, *choice);
  kt_json_end_array (json);
  kt_json_member (json, "archived");
  kt_json_boolean (json, field->archived);
  kt_json_member (json, "saved");
  kt_json_boolean (json, !context->dry_run);
  kt_json_end (context, json);
}

static gboolean
commit (KtContext *context, const char *verb, const KtField *field, GError **error)
{
  g_autofree char *line = g_strdup_printf ("field %s %s", verb, field->name);
  if (!context->dry_run)
    return kt_journal_commit (context->store, line, context->clock.now, TRUE, NULL, error);
  kt_journal_rollback (context->store);
  return TRUE;
}

/* "dry, normal" and "dry" "normal" are the same choices. */
static gboolean
take_choices (KtField *field, char **words, GError **error)
{
  g_autofree char *joined = g_strjoinv (",", words);
  g_autofree char *nfc = kt_nfc (joined, -1);
  g_auto (GStrv) parts = g_strsplit_set (nfc, ",;\n\r\t", -1);
  g_autoptr (GStrvBuilder) choices = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (char **part = parts; *part != NULL; part++)
    {
      g_strstrip (*part);
      if (**part == '\0' || !g_hash_table_add (seen, kt_fold (*part)))
        continue;
      if (g_utf8_strlen (*part, -1) > CHOICE_MAX)
        {
          g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("the choice «%s» is too long"), *part);
          return FALSE;
        }
      g_strv_builder_add (choices, *part);
    }
  g_strfreev (field->choices);
  field->choices = g_strv_builder_end (choices);
  guint n = g_strv_length (field->choices);
  if (field->kind == KT_FIELD_CHOICE ? n >= 2 && n <= CHOICES_MAX : n == 0)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
               field->kind == KT_FIELD_CHOICE ? _ ("a choice is between 2 and %d words")
                                              : _ ("only a choice has words to choose from"),
               CHOICES_MAX);
  kt_error_hint (error, _ ("for example: kontor field add \"Skin\" choice dry, normal, oily"));
  return FALSE;
}

static KtField *
new_field (KtContext *context, char **args, GError **error)
{
  g_autoptr (KtField) field = g_new0 (KtField, 1);
  field->id = kt_id_random ();
  field->created = field->updated = context->clock.now;
  field->name = kt_field_check_name (args[0], error);
  if (field->name == NULL)
    return NULL;
  if (!kt_field_kind_parse (args[1], &field->kind))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("a field cannot hold «%s»"), args[1]);
      kt_error_hint (error, _ ("one of: %s"), "text, number, date, money, yes-no, choice");
      return NULL;
    }
  return take_choices (field, args + 2, error) ? g_steal_pointer (&field) : NULL;
}

/* A name that is taken; one that was put away comes back with its values. */
static gboolean
check_free (KtContext *context, const char *name, const KtField *mine, gint *ret_position,
            GError **error)
{
  g_autoptr (GPtrArray) fields = kt_field_list (context->store, TRUE, error);
  const KtField *there = fields != NULL ? kt_field_among (fields, name) : NULL;
  if (fields == NULL)
    return FALSE;
  if (there != NULL && (mine == NULL || there->id != mine->id))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
                   there->archived ? _ ("there was a field «%s», it is put away")
                                   : _ ("there is a field «%s» already"),
                   there->name);
      g_autofree char *quoted = kt_shell_text (there->name);
      if (there->archived)
        kt_error_hint (error, _ ("bring it back with its values: kontor field restore \"%s\""),
                       quoted);
      return FALSE;
    }
  if (mine == NULL && fields->len >= FIELDS_MAX)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("there are too many fields, more than %d"),
                   FIELDS_MAX);
      return FALSE;
    }
  for (guint i = 0; i < fields->len; i++)
    *ret_position = MAX (*ret_position, ((const KtField *)fields->pdata[i])->position + 1);
  return TRUE;
}

static gboolean
add_field (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (args[0] == NULL || args[1] == NULL)
    return kt_command_missing (command, args[0] == NULL ? "NAME" : "KIND", error);
  g_autoptr (KtField) field = new_field (context, args, error);
  if (field == NULL || !kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  if (!check_free (context, field->name, NULL, &field->position, error)
      || !kt_field_insert (context->store, field, error))
    {
      kt_journal_rollback (context->store);
      return FALSE;
    }
  if (!commit (context, "add", field, error))
    return FALSE;
  answer (context, context->dry_run ? _ ("would add") : _ ("added"), field, "");
  return TRUE;
}

static KtField *
find_field (KtContext *context, const char *name, gboolean archived, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (KtField) field = kt_field_find (context->store, name, &failed);
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  else if (field == NULL || field->archived != archived)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is no field «%s»"), name);
      kt_error_hint (error, _ ("list them: kontor field list --all"));
    }
  else
    return g_steal_pointer (&field);
  return NULL;
}

static gboolean
rename_field (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  int position = 0;
  if (g_strv_length (args) != 2)
    return kt_command_usage_error (command, error);
  g_autofree char *name = kt_field_check_name (args[1], error);
  if (name == NULL || !kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  g_autoptr (KtField) field = find_field (context, args[0], FALSE, error);
  if (field == NULL || !check_free (context, name, field, &position, error))
    {
      kt_journal_rollback (context->store);
      return FALSE;
    }
  g_autofree char *old = g_steal_pointer (&field->name);
  g_autofree char *was = g_strdup_printf (_ ("was %s"), old);
  field->name = g_steal_pointer (&name);
  field->updated = context->clock.now;
  if (!kt_field_update (context->store, field, error))
    {
      kt_journal_rollback (context->store);
      return FALSE;
    }
  if (!commit (context, "rename", field, error))
    return FALSE;
  answer (context, context->dry_run ? _ ("would rename") : _ ("renamed"), field, was);
  return TRUE;
}

static gboolean
archive_field (KtContext *context, const KtCommand *command, char **args, gboolean away,
               GError **error)
{
  guint count = 0;
  if (g_strv_length (args) != 1)
    return kt_command_usage_error (command, error);
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  g_autoptr (KtField) field = find_field (context, args[0], !away, error);
  if (field != NULL)
    {
      field->archived = away;
      field->updated = context->clock.now;
    }
  if (field == NULL || !kt_field_count (context->store, field->id, &count, error)
      || !kt_field_update (context->store, field, error))
    {
      kt_journal_rollback (context->store);
      return FALSE;
    }
  if (!commit (context, away ? "remove" : "restore", field, error))
    return FALSE;
  g_autofree char *stay
      = count > 0 ? g_strdup_printf (ngettext ("%u value stays", "%u values stay", count), count)
                  : g_strdup ("");
  answer (context, away ? _ ("put away") : _ ("back"), field, stay);
  return TRUE;
}

static gboolean
remove_field (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  return archive_field (context, command, args, TRUE, error);
}

static gboolean
restore_field (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  return archive_field (context, command, args, FALSE, error);
}

static gboolean
run_field (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  static const KtSubcommand subcommands[] = {
    { "list", list_fields, KT_NEED_READ },       { "add", add_field, KT_NEED_WRITE },
    { "rename", rename_field, KT_NEED_WRITE },   { "remove", remove_field, KT_NEED_WRITE },
    { "restore", restore_field, KT_NEED_WRITE }, { NULL },
  };
  return kt_command_dispatch (context, command, subcommands, args, error);
}

const KtCommand kt_cmd_field = {
  .name = "field",
  .summary = N_ ("fields of your own on every contact"),
  .usage = "field [list]\n"
           "field add NAME text | number | date | money | yes-no\n"
           "field add NAME choice WORD, WORD…\n"
           "field rename NAME NEW-NAME\n"
           "field remove NAME\n"
           "field restore NAME",
  .help
  = N_ ("What a contact has beside name, phone and the like: a shoe size, a contract number, "
        "the skin type. Each field holds one kind of value, which is checked. It is filled in "
        "with contact edit, by its name, and shown on the card. A field that is removed is "
        "put away with its values and can be restored; list --all shows it.\n"
        "Examples:\n"
        "  kontor field add \"Shoe size\" number\n"
        "  kontor field add Skin choice dry, normal, oily\n"
        "  kontor contact edit anna \"Shoe size=38.5\" skin=dry\n"
        "  kontor field rename Skin \"Skin type\"\n"
        "  kontor field remove \"Shoe size\""),
  .needs = KT_NEED_SETTINGS,
  .run = run_field,
  .complete = KT_COMPLETE_WORDS,
  .words = "add list remove rename restore",
  .group = KT_GROUP_RECORDS,
};
