#include "config.h"
#include "mail-parts.h"
#include "kontor/contact.h"
#include "kontor/handle.h"
#include "kontor/journal.h"
#include "kontor/letter.h"
#include "kontor/reminder-view.h"
#include "kontor/table.h"
#include "kontor/verdict.h"
#include <glib/gi18n.h>

/* What the arguments name: the caller frees both. */
static gboolean
find (KtContext *context, char **args, KtStoredLetter **ret_letter, KtContact **ret_contact,
      GError **error)
{
  KtHandle handle;
  KtId id;
  if (!kt_handle_resolve (context, args[0], KT_RECORD_LETTER, &handle, error)
      || !kt_who_resolve (context, args[1], &id, error))
    return FALSE;
  *ret_letter = kt_letter_get (context->store, handle.key, error);
  *ret_contact = *ret_letter != NULL ? kt_contact_get (context->store, id, error) : NULL;
  return *ret_contact != NULL;
}

static gboolean
judge (KtContext *context, const KtStoredLetter *letter, const KtContact *contact,
       KtLetterVerdictKind kind, GError **error)
{
  KtLetterVerdict verdict = { .id = kt_id_random (),
                              .letter = letter->key,
                              .contact = contact->id,
                              .verdict = kind,
                              .created = context->clock.now };
  return kt_letter_verdict_set (context->store, &verdict, error);
}

static gboolean
end_write (KtContext *context, const char *line, GError **error)
{
  if (context->dry_run)
    {
      kt_journal_rollback (context->store);
      return TRUE;
    }
  return kt_journal_commit (context->store, line, context->clock.now, TRUE, NULL, error);
}

static void
print_verdict (KtContext *context, const KtStoredLetter *letter, const KtContact *contact,
               gboolean linked)
{
  if (context->output == KT_OUTPUT_JSON)
    {
      KtJson *builder = kt_json_begin ();
      kt_json_member (builder, "letter");
      kt_json_ref (builder, letter->key);
      kt_json_member (builder, "contact");
      kt_json_contact (builder, contact->id, contact->name);
      kt_json_member (builder, "linked");
      kt_json_boolean (builder, linked);
      kt_json_end (context, builder);
      return;
    }
  kt_out (context,
          linked ? _ ("linked  «%s» stands on the card of «%s»\n")
                 : _ ("unlinked  «%s» no longer stands on the card of «%s»\n"),
          letter->subject, contact->name);
  if (context->dry_run)
    kt_out_dry_run (context);
}

static gboolean
say (KtContext *context, const KtCommand *command, char **args, KtLetterVerdictKind kind,
     GError **error)
{
  gboolean linked = kind == KT_VERDICT_LINKED;
  g_autoptr (KtStoredLetter) letter = NULL;
  g_autoptr (KtContact) contact = NULL;
  if (args[0] == NULL || args[1] == NULL || args[2] != NULL)
    return kt_command_usage_error (command, error);
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  if (!find (context, args, &letter, &contact, error)
      || !judge (context, letter, contact, kind, error))
    {
      kt_journal_rollback (context->store);
      return FALSE;
    }
  g_autofree char *line = g_strdup_printf ("mail %s «%s» %s", linked ? "link" : "unlink",
                                           letter->subject, contact->name);
  if (!end_write (context, line, error))
    return FALSE;
  print_verdict (context, letter, contact, linked);
  return TRUE;
}

gboolean
kt_mail_cmd_link (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  return kt_command_parse (command, NULL, &args, error)
         && say (context, command, args, KT_VERDICT_LINKED, error);
}

gboolean
kt_mail_cmd_unlink (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  return kt_command_parse (command, NULL, &args, error)
         && say (context, command, args, KT_VERDICT_NOT_LINKED, error);
}
