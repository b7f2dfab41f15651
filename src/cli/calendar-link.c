#include "config.h"
#include "calendar-parts.h"
#include "kontor/calendar.h"
#include "kontor/contact.h"
#include "kontor/event-verdict.h"
#include "kontor/handle.h"
#include "kontor/journal.h"
#include "kontor/reminder-view.h"
#include "kontor/table.h"
#include <glib/gi18n.h>

/* What the arguments name; who NULL: nobody. The caller frees both. */
static gboolean
find (KtContext *context, const char *ref, const char *who, KtDated **ret_event,
      KtContact **ret_contact, GError **error)
{
  KtHandle handle;
  KtId id = 0;
  *ret_event = NULL;
  *ret_contact = NULL;
  if (!kt_handle_resolve (context, ref, KT_RECORD_EVENT, &handle, error)
      || (who != NULL && !kt_who_resolve (context, who, &id, error)))
    return FALSE;
  *ret_event = kt_dated_get (context->store, context->settings, handle.key, error);
  if (*ret_event == NULL || who == NULL)
    return *ret_event != NULL;
  *ret_contact = kt_contact_get (context->store, id, error);
  return *ret_contact != NULL;
}

static void
print_json (KtContext *context, const KtDated *event, const KtContact *contact, gboolean linked)
{
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "event");
  kt_json_ref (builder, event->key);
  kt_json_member (builder, "contact");
  kt_json_contact (builder, contact != NULL ? contact->id : 0,
                   contact != NULL ? contact->name : NULL);
  kt_json_member (builder, "linked");
  kt_json_boolean (builder, linked);
  kt_json_end (context, builder);
}

static void
print_verdict (KtContext *context, const KtDated *event, const KtContact *contact, gboolean linked)
{
  const char *title = *event->summary != '\0' ? event->summary : _ ("(no title)");
  if (context->output == KT_OUTPUT_JSON)
    {
      print_json (context, event, contact, linked);
      return;
    }
  if (contact == NULL)
    kt_out (context, _ ("unlinked  «%s» stands on nobody's card\n"), title);
  else
    kt_out (context,
            linked ? _ ("linked  «%s» stands on the card of «%s»\n")
                   : _ ("unlinked  «%s» no longer stands on the card of «%s»\n"),
            title, contact->name);
  if (context->dry_run)
    kt_out_dry_run (context);
}

static gboolean
write_verdict (KtContext *context, const KtDated *event, const KtContact *contact, gboolean linked,
               GError **error)
{
  KtEventVerdictKind kind = contact == NULL ? KT_EVENT_IGNORED
                            : linked        ? KT_EVENT_LINKED
                                            : KT_EVENT_NOT_LINKED;
  g_autofree char *line = g_strdup_printf ("calendar %s «%s» %s", linked ? "link" : "unlink",
                                           event->summary, contact != NULL ? contact->name : "");
  if (!kt_event_verdict_set (context->store, event->uid, kind, contact != NULL ? contact->id : 0,
                             context->clock.now, error))
    return FALSE;
  if (!context->dry_run)
    return kt_journal_commit (context->store, g_strchomp (line), context->clock.now, TRUE, NULL,
                              error);
  kt_journal_rollback (context->store);
  return TRUE;
}

static gboolean
say (KtContext *context, const char *ref, const char *who, gboolean linked, GError **error)
{
  KtDated *event = NULL;
  KtContact *contact = NULL;
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  gboolean ok = find (context, ref, who, &event, &contact, error)
                && write_verdict (context, event, contact, linked, error);
  if (ok)
    print_verdict (context, event, contact, linked);
  else
    kt_journal_rollback (context->store);
  kt_dated_free (event);
  kt_contact_free (contact);
  return ok;
}

gboolean
kt_calendar_cmd_link (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  if (args[0] == NULL || args[1] == NULL || args[2] != NULL)
    return kt_command_usage_error (command, error);
  return say (context, args[0], args[1], TRUE, error);
}

gboolean
kt_calendar_cmd_unlink (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  if (args[0] == NULL || (args[1] != NULL && args[2] != NULL))
    return kt_command_usage_error (command, error);
  return say (context, args[0], args[1], FALSE, error);
}
