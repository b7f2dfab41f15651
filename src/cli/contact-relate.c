#include "config.h"
#include "contact-parts.h"
#include "kontor/error.h"
#include "kontor/handle.h"
#include "kontor/journal.h"
#include "kontor/relation-view.h"
#include "kontor/table.h"
#include <glib/gi18n.h>

/* Who is what to whom, with their names. */
typedef struct
{
  KtId contact, other;
  char *name, *other_name, *kind; /* kind NULL: whatever it is */
} Said;

static void
said_clear (Said *said)
{
  g_free (said->name);
  g_free (said->other_name);
  g_free (said->kind);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Said, said_clear)

static gboolean
take (KtContext *context, const char *who, const char *kind, const char *whom, Said *said,
      GError **error)
{
  if (!kt_who_resolve (context, who, &said->contact, error)
      || !kt_who_resolve (context, whom, &said->other, error))
    return FALSE;
  said->kind = kind != NULL ? kt_relation_kind_parse (kind, error) : NULL;
  if (kind != NULL && said->kind == NULL)
    return FALSE;
  said->name = kt_contact_name (context->store, said->contact, error);
  if (said->name != NULL)
    said->other_name = kt_contact_name (context->store, said->other, error);
  return said->other_name != NULL;
}

static void
answer (KtContext *context, const char *verb, const Said *said)
{
  g_autofree char *fact
      = said->kind != NULL ? kt_say_relation_fact (said->name, said->kind, said->other_name) : NULL;
  if (context->output != KT_OUTPUT_JSON)
    {
      if (fact != NULL)
        kt_out (context, "%-8s %s\n", verb, fact);
      else
        kt_out (context, _ ("%-8s %s and %s are nothing to each other\n"), verb, said->name,
                said->other_name);
      return;
    }
  KtJson *json = kt_json_begin ();
  kt_json_member (json, "contact");
  kt_json_contact (json, said->contact, said->name);
  kt_json_member (json, "kind");
  kt_json_text (json, said->kind);
  kt_json_member (json, "other");
  kt_json_contact (json, said->other, said->other_name);
  kt_json_member (json, "saved");
  kt_json_boolean (json, !context->dry_run);
  kt_json_end (context, json);
}

static gboolean
write_said (KtContext *context, const Said *said, gboolean away, GError **error)
{
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  gboolean there = FALSE;
  if (!(away ? kt_relation_remove (context->store, said->contact, said->kind, said->other, error)
             : kt_relation_add (context->store, said->contact, said->kind, said->other,
                                context->clock.now, &there, error)))
    {
      kt_journal_rollback (context->store);
      return FALSE;
    }
  if (!away && !there)
    {
      kt_journal_rollback (context->store);
      kt_out (context, context->output == KT_OUTPUT_TEXT ? _ ("that stands on their cards\n") : "");
      if (context->output == KT_OUTPUT_JSON)
        answer (context, "", said);
      return TRUE;
    }
  g_autofree char *line
      = g_strdup_printf ("contact %s %s %s %s", away ? "unrelate" : "relate", said->name,
                         said->kind != NULL ? said->kind : "", said->other_name);
  if (!kt_contact_end_write (context, line, error))
    return FALSE;
  const char *verb = away               ? context->dry_run ? _ ("would forget") : _ ("not so:")
                                   : context->dry_run ? _ ("would note")
                                        : _ ("noted");
  answer (context, verb, said);
  return TRUE;
}

gboolean
kt_contact_cmd_relate (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_auto (Said) said = { 0 };
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  if (g_strv_length (args) != 3)
    {
      kt_command_usage_error (command, error);
      g_autofree char *kinds = g_strjoinv (", ", (char **)kt_relation_kinds);
      kt_error_hint (error, _ ("for example: kontor contact relate inga referred-by santa"));
      kt_error_hint (error, _ ("kinds: %s, or a word of your own"), kinds);
      return FALSE;
    }
  return take (context, args[0], args[1], args[2], &said, error)
         && write_said (context, &said, FALSE, error);
}

gboolean
kt_contact_cmd_unrelate (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_auto (Said) said = { 0 };
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  guint n = g_strv_length (args);
  if (n != 2 && n != 3)
    return kt_command_usage_error (command, error);
  return take (context, args[0], n == 3 ? args[1] : NULL, args[n - 1], &said, error)
         && write_said (context, &said, TRUE, error);
}
