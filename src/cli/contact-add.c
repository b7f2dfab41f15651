#include "config.h"
#include "contact-parts.h"
#include "kontor/contact-edit.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/journal.h"
#include "kontor/letter.h"
#include "kontor/shell-text.h"
#include "kontor/table.h"
#include <glib/gi18n.h>

/* The options that both `contact add` and `contact edit` have, as changes: --phone X is phone+=X.
 */
static const struct
{
  const char *option, *key;
  KtChangeHow how;
} option_keys[] = {
  { "name", "name", KT_CHANGE_SET },
  { "company", "company", KT_CHANGE_SET },
  { "type", "type", KT_CHANGE_SET },
  { "birthday", "birthday", KT_CHANGE_SET },
  { "language", "language", KT_CHANGE_SET },
  { "cadence", "cadence", KT_CHANGE_SET },
  { "remove-email", "email", KT_CHANGE_REMOVE },
  { "remove-phone", "phone", KT_CHANGE_REMOVE },
  { "remove-tag", "tag", KT_CHANGE_REMOVE },
  { "email", "email", KT_CHANGE_ADD },
  { "add-email", "email", KT_CHANGE_ADD },
  { "phone", "phone", KT_CHANGE_ADD },
  { "add-phone", "phone", KT_CHANGE_ADD },
  { "tag", "tag", KT_CHANGE_ADD },
  { "add-tag", "tag", KT_CHANGE_ADD },
};

gboolean
kt_contact_parse_options (const KtCommand *command, gboolean edit, char ***args, GPtrArray *changes,
                          gboolean *ret_shared, GError **error)
{
  char **values[G_N_ELEMENTS (option_keys)] = { NULL };
  GOptionEntry entries[G_N_ELEMENTS (option_keys) + 2] = { { NULL } };
  guint n = 0;
  *ret_shared = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (option_keys); i++)
    if (edit
        || (!g_str_has_prefix (option_keys[i].option, "remove-")
            && !g_str_has_prefix (option_keys[i].option, "add-")
            && !g_str_equal (option_keys[i].option, "name")))
      entries[n++] = (GOptionEntry){
        option_keys[i].option, 0, 0, G_OPTION_ARG_STRING_ARRAY, &values[i], NULL, NULL
      };
  entries[n] = (GOptionEntry){ "shared", 0, 0, G_OPTION_ARG_NONE, ret_shared, NULL, NULL };
  gboolean parsed = kt_command_parse (command, entries, args, error);
  for (guint i = 0; i < G_N_ELEMENTS (option_keys); i++)
    {
      for (char **value = values[i]; value != NULL && *value != NULL; value++)
        kt_contact_changes_add (changes, option_keys[i].key, option_keys[i].how, *value, 0);
      g_strfreev (values[i]);
    }
  return parsed;
}

/* How many letters stand on the card now, 0 where it has no address. */
static guint64
count_letters (KtContext *context, KtId contact)
{
  g_autoptr (GPtrArray) points = kt_point_list (context->store, contact, NULL);
  g_autoptr (GPtrArray) matches = g_ptr_array_new ();
  guint64 total = 0;

  for (guint i = 0; points != NULL && i < points->len; i++)
    {
      const KtPoint *point = points->pdata[i];
      if (g_str_equal (point->kind, "email"))
        g_ptr_array_add (matches, point->match);
    }
  if (matches->len == 0)
    return 0;
  g_ptr_array_add (matches, NULL);
  g_autoptr (GPtrArray) letters
      = kt_letter_list_of (context->store, (const char *const *)matches->pdata, 1, &total, NULL);
  return letters != NULL ? total : 0;
}

void
kt_contact_json_written (KtContext *context, const KtContact *contact, guint64 letters,
                         const GPtrArray *warnings)
{
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "contact");
  kt_json_contact (builder, contact->id, contact->name);
  kt_json_member (builder, "letters");
  kt_json_int (builder, (gint64)letters);
  kt_json_member (builder, "warnings");
  kt_json_begin_array (builder);
  for (guint i = 0; warnings != NULL && i < warnings->len; i++)
    kt_json_text (builder, warnings->pdata[i]);
  kt_json_end_array (builder);
  kt_json_member (builder, "saved");
  kt_json_boolean (builder, !context->dry_run);
  kt_json_end (context, builder);
}

static void
say_change (KtContext *context, const KtContactChange *change)
{
  if (change->how == KT_CHANGE_REMOVE || *change->value == '\0')
    kt_out (context, _ (", without %s"), *change->value != '\0' ? change->value : change->key);
  else if (kt_contact_point_kind (change->key) != NULL)
    kt_out (context, ", %s", change->value);
  else
    kt_out (context, ", %s %s", change->key, change->value);
}

/* How they are reached, then what else was said: "…, 29 123 456, discount 10 %, tag vip". */
static void
say_changes (KtContext *context, const GPtrArray *changes)
{
  static const char *const first[] = { "phone", "email", NULL };
  for (const char *const *key = first; *key != NULL; key++)
    for (guint i = 0; i < changes->len; i++)
      if (g_str_equal (((const KtContactChange *)changes->pdata[i])->key, *key))
        say_change (context, changes->pdata[i]);
  for (guint i = 0; i < changes->len; i++)
    {
      const KtContactChange *change = changes->pdata[i];
      if (!g_strv_contains (first, change->key) && !g_str_equal (change->key, "name")
          && !g_str_equal (change->key, "company"))
        say_change (context, change);
    }
}

void
kt_contact_say_written (KtContext *context, const char *verb, const KtContact *contact,
                        const GPtrArray *changes, const GPtrArray *warnings)
{
  guint64 letters = count_letters (context, contact->id);
  if (context->output == KT_OUTPUT_JSON)
    {
      kt_contact_json_written (context, contact, letters, warnings);
      return;
    }
  for (guint i = 0; i < warnings->len; i++)
    kt_out (context, "{y:!} %s\n", (const char *)warnings->pdata[i]);
  kt_out (context, "%-8s %s", verb, contact->name);
  if (contact->company != NULL)
    kt_out (context, ", %s", contact->company);
  say_changes (context, changes);
  if (letters > 0)
    kt_out (context, ngettext (" · %d letter on the card", " · %d letters on the card", letters),
            (int)letters);
  kt_out (context, "\n");
}

/* With --dry-run everything was checked and nothing stays. */
gboolean
kt_contact_end_write (KtContext *context, const char *line, GError **error)
{
  if (!context->dry_run)
    return kt_journal_commit (context->store, line, context->clock.now, TRUE, NULL, error);
  kt_journal_rollback (context->store);
  return TRUE;
}

/* The phone both have; NULL none. */
static const KtPoint *
same_phone (const GPtrArray *mine, const GPtrArray *theirs)
{
  for (guint i = 0; i < mine->len; i++)
    for (guint k = 0; k < theirs->len; k++)
      {
        const KtPoint *a = mine->pdata[i], *b = theirs->pdata[k];
        if (g_str_equal (a->kind, "phone") && g_str_equal (a->match, b->match))
          return a;
      }
  return NULL;
}

/* Same name and same phone: most likely the same person twice. The name alone is worth a word. */
static gboolean
check_namesakes (KtContext *context, const KtContact *contact, gboolean shared, GPtrArray *warnings,
                 GError **error)
{
  g_autofree char *fold = kt_fold (contact->name);
  g_autoptr (GPtrArray) others = kt_contact_find (context->store, contact->name, error);
  g_autoptr (GPtrArray) mine
      = others != NULL ? kt_point_list (context->store, contact->id, error) : NULL;
  gboolean warned = FALSE;
  for (guint i = 0; mine != NULL && i < others->len; i++)
    {
      const KtContact *other = others->pdata[i];
      g_autofree char *name = kt_fold (other->name);
      if (other->id == contact->id || !g_str_equal (name, fold))
        continue;
      g_autoptr (GPtrArray) theirs = kt_point_list (context->store, other->id, error);
      if (theirs == NULL)
        return FALSE;
      const KtPoint *phone = same_phone (mine, theirs);
      if (!shared && phone != NULL)
        {
          g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("%s belongs to «%s» already"),
                       phone->raw, other->name);
          g_autofree char *word = kt_shell_word (other->name);
          kt_error_hint (error, _ ("change that contact: kontor contact edit %s"), word);
          kt_error_hint (error, _ ("several people use it: add --shared"));
          return FALSE;
        }
      if (!warned)
        g_ptr_array_add (warnings, g_strdup_printf (_ ("there is another «%s»"), other->name));
      warned = TRUE;
    }
  return mine != NULL;
}

static KtContact *
new_contact (const KtContext *context)
{
  KtContact *contact = g_new0 (KtContact, 1);
  contact->id = kt_id_random ();
  contact->kind = g_strdup ("person");
  contact->origin = g_strdup ("user");
  contact->created = contact->updated = context->clock.now;
  return contact;
}

static gboolean
add_contact (KtContext *context, const GPtrArray *changes, gboolean shared, GError **error)
{
  g_autoptr (KtContact) contact = new_contact (context);
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  KtContactApply apply = { .shared = shared, .warnings = warnings };

  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  if (!kt_contact_apply (context, NULL, contact, changes, &apply, error)
      || !check_namesakes (context, contact, shared, warnings, error))
    {
      kt_journal_rollback (context->store);
      return FALSE;
    }
  g_autofree char *line = g_strdup_printf ("contact add %s", contact->name);
  if (!kt_contact_end_write (context, line, error))
    return FALSE;
  kt_contact_say_written (context, context->dry_run ? _ ("would add") : _ ("added"), contact,
                          changes, warnings);
  return TRUE;
}

/* What stands behind the name: phones and addresses, and KEY=VALUE. */
static void
take_words (const KtContext *context, char **args, GPtrArray *changes)
{
  const char *country = context->settings != NULL ? context->settings->country : NULL;
  g_auto (GStrv) emails = NULL, phones = NULL;
  g_autoptr (GPtrArray) words = g_ptr_array_new (), keys = kt_contact_changes_new ();
  for (char **arg = args; *arg != NULL; arg++)
    if (!kt_contact_changes_parse (keys, *arg))
      g_ptr_array_add (words, *arg);
  gboolean named = words->len > 0;
  g_ptr_array_add (words, NULL);
  g_autofree char *name = kt_contact_take_points ((char **)words->pdata, country, &emails, &phones);
  if (named)
    kt_contact_changes_add (changes, "name", KT_CHANGE_SET, name, 0);
  for (char **phone = phones; phone != NULL && *phone != NULL; phone++)
    kt_contact_changes_add (changes, "phone", KT_CHANGE_SET, *phone, 0);
  for (char **email = emails; email != NULL && *email != NULL; email++)
    kt_contact_changes_add (changes, "email", KT_CHANGE_SET, *email, 0);
  /* what stands at the name is the preferred one */
  g_ptr_array_extend_and_steal (changes, g_steal_pointer (&keys));
}

gboolean
kt_contact_cmd_add (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autoptr (GPtrArray) given = kt_contact_changes_new (), changes = kt_contact_changes_new ();
  gboolean shared = FALSE;
  if (!kt_contact_parse_options (command, FALSE, &args, given, &shared, error))
    return FALSE;
  if (args[0] == NULL)
    return kt_command_missing (command, "NAME", error);
  take_words (context, args, changes); /* what stands beside the name comes first */
  g_ptr_array_extend_and_steal (changes, g_steal_pointer (&given));
  return add_contact (context, changes, shared, error);
}
