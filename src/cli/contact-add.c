#include "config.h"
#include "contact-parts.h"
#include "kontor/contact-edit.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/journal.h"
#include "kontor/letter.h"
#include "kontor/table.h"
#include <glib/gi18n.h>

typedef struct
{
  char *company, *type, *birthday, *language, *cadence;
  char **emails, **phones, **tags;
  gboolean shared;
} AddOptions;

static void
add_options_clear (AddOptions *options)
{
  g_free (options->company);
  g_free (options->type);
  g_free (options->birthday);
  g_free (options->language);
  g_free (options->cadence);
  g_strfreev (options->emails);
  g_strfreev (options->phones);
  g_strfreev (options->tags);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AddOptions, add_options_clear)

static KtContact *
make_contact (const KtContext *context, const char *name, const AddOptions *options, GError **error)
{
  const struct
  {
    const char *key, *value;
  } fields[] = {
    { "name", name },
    { "company", options->company },
    { "type", options->type },
    { "birthday", options->birthday },
    { "language", options->language },
    { "cadence", options->cadence },
  };
  g_autoptr (KtContact) contact = g_new0 (KtContact, 1);

  contact->id = kt_id_random ();
  contact->kind = g_strdup ("person");
  contact->origin = g_strdup ("user");
  contact->created = contact->updated = context->clock.now;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].value != NULL
        && !kt_contact_set_field (contact, fields[i].key, fields[i].value, &context->clock, error))
      return NULL;
  return g_steal_pointer (&contact);
}

static gboolean
write_contact (KtContext *context, const KtContact *contact, const AddOptions *options,
               GPtrArray *warnings, GError **error)
{
  if (!kt_contact_insert (context->store, contact, error))
    return FALSE;
  for (guint i = 0; options->emails != NULL && options->emails[i] != NULL; i++)
    if (!kt_contact_add_email (context, contact->id, options->emails[i], options->shared, warnings,
                               error))
      return FALSE;
  for (guint i = 0; options->phones != NULL && options->phones[i] != NULL; i++)
    if (!kt_contact_add_phone (context, contact->id, options->phones[i], warnings, error))
      return FALSE;
  return options->tags == NULL
         || kt_contact_change_tags (context, contact->id, options->tags, NULL, error);
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
say_points (KtContext *context, char **points)
{
  for (; points != NULL && *points != NULL; points++)
    kt_out (context, ", %s", *points);
}

void
kt_contact_say_written (KtContext *context, const char *verb, const KtContact *contact,
                        char **emails, char **phones, const GPtrArray *warnings)
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
  say_points (context, phones);
  say_points (context, emails);
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
          kt_error_hint (error, _ ("change that contact: kontor contact edit %s"), other->name);
          kt_error_hint (error, _ ("several people use it: add --shared"));
          return FALSE;
        }
      if (!warned)
        g_ptr_array_add (warnings, g_strdup_printf (_ ("there is another «%s»"), other->name));
      warned = TRUE;
    }
  return mine != NULL;
}

static gboolean
add_contact (KtContext *context, const char *name, const AddOptions *options, GError **error)
{
  g_autoptr (KtContact) contact = make_contact (context, name, options, error);
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);

  if (contact == NULL
      || !kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  if (!write_contact (context, contact, options, warnings, error)
      || !check_namesakes (context, contact, options->shared, warnings, error))
    {
      kt_journal_rollback (context->store);
      return FALSE;
    }
  g_autofree char *line = g_strdup_printf ("contact add %s", contact->name);
  if (!kt_contact_end_write (context, line, error))
    return FALSE;
  kt_contact_say_written (context, context->dry_run ? _ ("would add") : _ ("added"), contact,
                          options->emails, options->phones, warnings);
  return TRUE;
}

gboolean
kt_contact_cmd_add (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_auto (AddOptions) options = { 0 };
  const GOptionEntry entries[] = {
    { "email", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.emails, NULL, NULL },
    { "phone", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.phones, NULL, NULL },
    { "tag", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.tags, NULL, NULL },
    { "company", 0, 0, G_OPTION_ARG_STRING, &options.company, NULL, NULL },
    { "type", 0, 0, G_OPTION_ARG_STRING, &options.type, NULL, NULL },
    { "birthday", 0, 0, G_OPTION_ARG_STRING, &options.birthday, NULL, NULL },
    { "language", 0, 0, G_OPTION_ARG_STRING, &options.language, NULL, NULL },
    { "cadence", 0, 0, G_OPTION_ARG_STRING, &options.cadence, NULL, NULL },
    { "shared", 0, 0, G_OPTION_ARG_NONE, &options.shared, NULL, NULL },
    { NULL },
  };
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  if (args[0] == NULL)
    return kt_command_missing (command, "NAME", error);
  g_autofree char *name
      = kt_contact_take_points (args, context->settings != NULL ? context->settings->country : NULL,
                                &options.emails, &options.phones);
  return add_contact (context, name, &options, error);
}
