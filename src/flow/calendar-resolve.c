#include "config.h"
#include "kontor/appointment.h"
#include "kontor/addressbook-engine.h"
#include "kontor/calendar-sync.h"
#include "kontor/error.h"
#include "kontor/journal.h"
#include "kontor/reminder.h"
#include <glib/gi18n.h>
#include <string.h>

static void
replace (char **text, const char *with)
{
  g_free (*text);
  *text = g_strdup (with);
}

/* A card may have no UID. */
static KtObject *
card_of (KtContext *context, const KtOutbox *row)
{
  KtObject *object = NULL;
  g_autoptr (GPtrArray) books = kt_addressbook_list (context->store, row->source, NULL);
  for (guint i = 0; books != NULL && i < books->len && object == NULL; i++)
    {
      const KtCalendar *book = books->pdata[i];
      if (g_str_equal (book->href, row->collection))
        object = kt_object_get (context->store, book->id, row->href, NULL);
    }
  if (object != NULL && object->gone_at != 0)
    g_clear_pointer (&object, kt_object_free);
  return object;
}

/* Deleted there, and so it is meant: the contact stays, without a card. */
static gboolean
keep_here (KtContext *context, KtOutbox *row, GError **error)
{
  replace (&row->reason, KT_KEPT_HERE);
  row->state = KT_OUTBOX_ASKED;
  return kt_calendar_save_row (context, row, error);
}

static gboolean
is_answered (const KtOutbox *row)
{
  return row->kind == KT_OUTBOX_CONTACT && g_strcmp0 (row->reason, KT_KEPT_HERE) == 0;
}

static KtObject *
object_of (KtContext *context, const KtOutbox *row)
{
  if (row->kind == KT_OUTBOX_CONTACT)
    return card_of (context, row);
  g_autoptr (GPtrArray) found = kt_object_by_uid (context->store, row->uid, NULL);
  for (guint i = 0; found != NULL && i < found->len; i++)
    if (g_str_equal (((const KtObject *)g_ptr_array_index (found, i))->href, row->href))
      return g_ptr_array_steal_index (found, i);
  return NULL;
}

/* What the user was asked is answered. */
static gboolean
answer_visit (KtContext *context, KtAppointment *visit, GError **error)
{
  g_clear_pointer (&visit->question, g_free);
  return kt_appointment_put (context->store, visit, MAX (context->clock.now, visit->updated + 1),
                             error);
}

/* Mine: all of it is set over what lies there, or put again. */
static void
keep_mine (KtOutbox *row, const KtObject *theirs)
{
  replace (&row->base, theirs != NULL ? theirs->text : "");
  replace (&row->etag, theirs != NULL ? theirs->etag : "");
  replace (&row->mine, "");
  row->state = theirs != NULL ? KT_OUTBOX_AGREED : KT_OUTBOX_WANTED;
}

/* Both: theirs is foreign from now on. */
static gboolean
part (KtContext *context, const KtOutbox *row, GError **error)
{
  g_autofree char *uid = g_uuid_string_random ();
  if (row->kind == KT_OUTBOX_REMINDER)
    {
      g_autoptr (KtReminder) reminder = kt_reminder_get (context->store, row->record, error);
      if (reminder == NULL)
        return FALSE;
      g_free (reminder->uid);
      reminder->uid = g_strconcat (uid, "@kontor", NULL);
      return kt_reminder_update (context->store, reminder, context->clock.now, error);
    }
  g_autoptr (KtAppointment) visit = kt_appointment_get (context->store, row->record, error);
  if (visit == NULL)
    return FALSE;
  g_free (visit->uid);
  visit->uid = g_strconcat (uid, "@kontor", NULL);
  return answer_visit (context, visit, error);
}

/* Deleted there, and so it is meant. */
static gboolean
give_up (KtContext *context, const KtOutbox *row, GError **error)
{
  if (row->kind == KT_OUTBOX_REMINDER)
    {
      g_autoptr (KtReminder) reminder = kt_reminder_get (context->store, row->record, error);
      if (reminder == NULL)
        return FALSE;
      reminder->done = TRUE;
      reminder->done_at = context->clock.now;
      return kt_reminder_update (context->store, reminder, context->clock.now, error);
    }
  g_autoptr (KtAppointment) visit = kt_appointment_get (context->store, row->record, error);
  if (visit == NULL)
    return FALSE;
  KtVisitEvent event = { .appointment = visit->id,
                         .at = context->clock.now,
                         .what = (char *)"cancelled",
                         .how = (char *)"calendar" };
  visit->state = KT_VISIT_CANCELLED;
  return answer_visit (context, visit, error) && kt_visit_event_add (context->store, &event, error);
}

static gboolean
unask_visit (KtContext *context, const KtOutbox *row, GError **error)
{
  g_autoptr (KtAppointment) visit = kt_appointment_get (context->store, row->record, error);
  return visit != NULL && answer_visit (context, visit, error);
}

/* Without a visit that was asked about the book is not changed by it, so no journal either. */
static gboolean
commit_mine (KtContext *context, KtOutbox *row, const KtObject *theirs, GError **error)
{
  KtStore *store = context->store;
  gboolean asked = kt_calendar_is_asked (context, row);
  keep_mine (row, theirs);
  if (!(asked ? kt_journal_begin (store, KT_ORIGIN_SYNC, "sync", error)
              : kt_store_begin (store, context->command, error)))
    return FALSE;
  if (kt_kept_text_settle (store, row->id, error)
      && kt_outbox_put (store, row, context->clock.now, error)
      && (!asked || unask_visit (context, row, error)))
    return asked ? kt_journal_commit (store, "it lies on the phone again", context->clock.now, TRUE,
                                      NULL, error)
                 : kt_store_commit (store, error);
  kt_store_rollback (store);
  return FALSE;
}

/* In one transaction with the row. */
static gboolean
commit (KtContext *context, KtOutbox *row, KtResolve how, GError **error)
{
  const char *line
      = how == KT_RESOLVE_BOTH ? "calendar resolve --both" : "calendar resolve --theirs";
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  if ((how == KT_RESOLVE_BOTH ? part (context, row, error) : give_up (context, row, error))
      && kt_outbox_delete (context->store, row->id, error))
    return kt_journal_commit (context->store, line, context->clock.now, TRUE, NULL, error);
  kt_journal_rollback (context->store);
  return FALSE;
}

/* Theirs of a conflict: what moved there moves here, the rest stays as it is there. */
static gboolean
take_theirs (KtContext *context, KtOutbox *row, const KtObject *theirs, GError **error)
{
  if (row->kind == KT_OUTBOX_CONTACT)
    return kt_addressbook_take_row (context, row, theirs, error);
  g_autoptr (KtCalendarReader) reader
      = kt_calendar_reader_new (context->clock.now, context->clock.tzid);
  return kt_calendar_take (context, reader, NULL, row, theirs, TRUE, error)
         && kt_store_begin (context->store, context->command, error)
         && kt_kept_text_settle (context->store, row->id, error)
         && kt_store_commit (context->store, error);
}

gboolean
kt_calendar_resolve (KtContext *context, KtId outbox, KtResolve how, GError **error)
{
  g_autoptr (KtOutbox) row = kt_outbox_get (context->store, outbox, error);
  if (row == NULL)
    return FALSE;
  if ((row->state != KT_OUTBOX_CONFLICT && row->state != KT_OUTBOX_ASKED) || is_answered (row))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("there is nothing to decide about that"));
      kt_error_hint (error, _ ("what waits for a decision: kontor doctor"));
      return FALSE;
    }
  KtObject *theirs = object_of (context, row);
  gboolean ok;
  if (how == KT_RESOLVE_BOTH && row->kind == KT_OUTBOX_CONTACT)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
                   _ ("a contact cannot be both: it is one person"));
      kt_error_hint (error, _ ("as it is here: --mine; as it is there: --theirs"));
      ok = FALSE;
    }
  else if (how == KT_RESOLVE_BOTH && theirs == NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
                   _ ("it was deleted there: there are no two sides"));
      kt_error_hint (error, _ ("put it back there: --mine; give it up here too: --theirs"));
      ok = FALSE;
    }
  else if (how == KT_RESOLVE_THEIRS && theirs != NULL)
    ok = take_theirs (context, row, theirs, error);
  else if (how == KT_RESOLVE_THEIRS && row->kind == KT_OUTBOX_CONTACT)
    ok = keep_here (context, row, error);
  else if (how == KT_RESOLVE_MINE)
    ok = commit_mine (context, row, theirs, error);
  else
    ok = commit (context, row, how, error);
  kt_object_free (theirs);
  return ok;
}
