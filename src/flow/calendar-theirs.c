#include "config.h"
#include "kontor/appointment.h"
#include "kontor/addressbook-engine.h"
#include "kontor/error.h"
#include "kontor/journal.h"
#include "kontor/reminder.h"
#include <glib/gi18n.h>
#include <string.h>

#define DELETED "deleted on the phone" /* appointment.question */

void
kt_sync_note_add (KtSyncResult *result, KtSyncNoteKind kind, const char *what, KtLocal from,
                  KtLocal to, KtId ref, const char *reason)
{
  KtSyncNote *note = g_new0 (KtSyncNote, 1);
  *note = (KtSyncNote){ kind, g_strdup (what), from, to, ref, g_strdup (reason) };
  g_ptr_array_add (result->notes, note);
}

/* --- what changed there --- */

/* The event all others of the object are about; NULL: there is none. */
static const KtEvent *
master_of (const GPtrArray *events)
{
  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      const KtEvent *event = g_ptr_array_index (events, i);
      if (*event->recurrence == '\0')
        return event;
    }
  return NULL;
}

typedef struct
{
  gboolean moved, cancelled, all_day;
  gint64 start; /* UTC */
  KtLocal day;  /* of all-day ones */
} Change;

/* A text that cannot be read says nothing: it is kept as it is. */
static void
find_change (KtCalendarReader *reader, const char *base, const char *theirs, Change *ret)
{
  g_autoptr (GPtrArray) before
      = *base != '\0' ? kt_calendar_reader_events (reader, base, strlen (base), NULL) : NULL;
  g_autoptr (GPtrArray) after = kt_calendar_reader_events (reader, theirs, strlen (theirs), NULL);
  const KtEvent *old = master_of (before), *new = master_of (after);
  *ret = (Change){ 0 };
  if (new == NULL)
    return;
  ret->cancelled = g_str_equal (new->status, "cancelled")
                   && (old == NULL || !g_str_equal (old->status, "cancelled"));
  ret->moved = old == NULL || old->start != new->start
               || ((old->flags ^ new->flags) & KT_EVENT_ALL_DAY) != 0;
  ret->all_day
      = (new->flags &KT_EVENT_ALL_DAY) != 0 && kt_local_parse (new->start_local, &ret->day);
  ret->start = new->start;
}

/* --- visits --- */

static gboolean
parts_collide (const KtAppointment *a, const KtAppointment *b)
{
  for (guint i = 0; i < a->parts->len; i++)
    for (guint k = 0; k < b->parts->len; k++)
      {
        const KtVisitPart *x = a->parts->pdata[i], *y = b->parts->pdata[k];
        gboolean shared
            = (x->staff != 0 && x->staff == y->staff) || (x->place != 0 && x->place == y->place);
        gint64 from = a->start_at + 60 * (gint64)x->start, to = b->start_at + 60 * (gint64)y->start;
        gint64 from_end
            = from + 60 * (gint64)(x->lengths.work + x->lengths.free + x->lengths.finish);
        gint64 to_end = to + 60 * (gint64)(y->lengths.work + y->lengths.free + y->lengths.finish);
        if (shared && from < to_end && to < from_end)
          return TRUE;
      }
  return FALSE;
}

static gboolean
find_overlap (KtContext *context, KtAppointment *visit, GError **error)
{
  g_autoptr (GPtrArray) others
      = kt_appointment_between (context->store, visit->start_at, visit->end_at, error);
  for (guint i = 0; others != NULL && i < others->len; i++)
    {
      const KtAppointment *other = others->pdata[i];
      if (other->id != visit->id && kt_appointment_stands (other, context->clock.now)
          && parts_collide (visit, other))
        visit->overlaps = TRUE;
    }
  return others != NULL;
}

static gboolean
move_visit (KtContext *context, KtId id, const Change *change, KtLocal *ret_from, KtLocal *ret_to,
            GError **error)
{
  char from[KT_LOCAL_TEXT], to[KT_LOCAL_TEXT];
  g_autoptr (KtAppointment) visit = kt_appointment_get (context->store, id, error);
  if (visit == NULL)
    return FALSE;
  g_autoptr (KtZone) zone = kt_zone_new (visit->tzid);
  gint64 minutes = visit->end_at - visit->start_at;
  *ret_from = visit->start;
  visit->start = *ret_to
      = kt_local_from_utc (change->start, zone != NULL ? zone : context->clock.zone);
  visit->start_at = change->start;
  visit->end_at = change->start + minutes;
  visit->overlaps = FALSE;
  kt_local_format (*ret_from, from);
  kt_local_format (*ret_to, to);
  KtVisitEvent moved = { .appointment = id,
                         .at = context->clock.now,
                         .what = (char *)"moved",
                         .how = (char *)"calendar",
                         .from_local = from,
                         .to_local = to };
  return find_overlap (context, visit, error)
         && kt_appointment_put (context->store, visit, MAX (context->clock.now, visit->updated + 1),
                                error)
         && kt_visit_event_add (context->store, &moved, error);
}

static gboolean
question_visit (KtContext *context, KtId id, const char *question, GError **error)
{
  g_autoptr (KtAppointment) visit = kt_appointment_get (context->store, id, error);
  if (visit == NULL)
    return FALSE;
  g_free (visit->question);
  visit->question = g_strdup (question);
  return kt_appointment_put (context->store, visit, MAX (context->clock.now, visit->updated + 1),
                             error);
}

/* --- reminders --- */

/* One that repeats and was in its rhythm takes the rhythm along. */
static gboolean
move_reminder (KtContext *context, KtId id, const Change *change, KtLocal *ret_from,
               KtLocal *ret_to, GError **error)
{
  g_autoptr (KtReminder) reminder = kt_reminder_get (context->store, id, error);
  if (reminder == NULL)
    return FALSE;
  g_autoptr (KtZone) zone = kt_zone_new (reminder->tzid);
  KtZone *used = zone != NULL ? zone : context->clock.zone;
  *ret_from = reminder->due;
  reminder->due = change->all_day ? change->day : kt_local_from_utc (change->start, used);
  reminder->due_at = kt_local_to_utc (reminder->due, used);
  *ret_to = reminder->due;
  return kt_reminder_update (context->store, reminder, context->clock.now, error);
}

/* --- in one transaction with the row --- */

static gboolean
is_visit (const KtOutbox *row)
{
  return row->kind == KT_OUTBOX_APPOINTMENT;
}

static KtId
newest_entry (KtStore *store, gint64 seq)
{
  g_autoptr (GPtrArray) list = seq != 0 ? kt_journal_list (store, 1, NULL) : NULL;
  return list != NULL && list->len > 0 ? ((KtJournalEntry *)list->pdata[0])->id : 0;
}

static gboolean
commit_move (KtContext *context, KtOutbox *row, const char *line, KtId *ret_entry, GError **error)
{
  gint64 seq = 0;
  if (!kt_outbox_put (context->store, row, context->clock.now, error))
    {
      kt_journal_rollback (context->store);
      return FALSE;
    }
  if (!kt_journal_commit (context->store, line, context->clock.now, TRUE, &seq, error))
    return FALSE;
  *ret_entry = newest_entry (context->store, seq);
  return TRUE;
}

static gboolean
agree (KtContext *context, KtOutbox *row, const KtObject *object, GError **error)
{
  gboolean left;
  g_autoptr (GError) failed = NULL;
  g_autoptr (KtWish) wish = kt_wish_get (context, row->kind, row->record, &left, &failed);
  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  g_free (row->base);
  g_free (row->etag);
  row->base = g_strdup (object->text);
  row->etag = g_strdup (object->etag);
  g_clear_pointer (&row->intent, g_free);
  g_clear_pointer (&row->reason, g_free);
  row->state = KT_OUTBOX_AGREED;
  row->attempts = 0;
  if (wish == NULL)
    return TRUE;
  g_free (row->mine);
  row->mine = g_strdup (wish->props);
  return TRUE;
}

static char *
what_of (KtContext *context, const KtOutbox *row)
{
  gboolean left;
  g_autoptr (KtWish) wish = kt_wish_get (context, row->kind, row->record, &left, NULL);
  return g_strdup (wish != NULL ? wish->what : row->uid);
}

/* Moves the record, writes the row; the user can take it back like a command of his own. */
static gboolean
take_move (KtContext *context, KtSyncResult *result, KtOutbox *row, const KtObject *object,
           const Change *change, gboolean agreed, GError **error)
{
  KtLocal from, to;
  KtId entry = 0;
  g_autofree char *what = what_of (context, row);
  g_autofree char *line = g_strdup_printf ("moved on the phone: %s", what);
  if (!kt_journal_begin (context->store, KT_ORIGIN_SYNC, "sync", error))
    return FALSE;
  gboolean ok = is_visit (row) ? move_visit (context, row->record, change, &from, &to, error)
                               : move_reminder (context, row->record, change, &from, &to, error);
  if (!ok || (agreed && !agree (context, row, object, error)))
    {
      kt_journal_rollback (context->store);
      return FALSE;
    }
  if (!commit_move (context, row, line, &entry, error))
    return FALSE;
  if (result != NULL)
    {
      result->moved++;
      kt_sync_note_add (result, KT_SYNC_MOVED, what, from, to, entry, NULL);
    }
  return TRUE;
}

gboolean
kt_calendar_take (KtContext *context, KtCalendarReader *reader, KtSyncResult *result, KtOutbox *row,
                  const KtObject *object, gboolean agreed, GError **error)
{
  Change change;
  gboolean left;
  g_autoptr (GError) failed = NULL;
  g_autoptr (KtWish) wish = kt_wish_get (context, row->kind, row->record, &left, &failed);
  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  find_change (reader, row->base, object->text, &change);
  if (wish != NULL && change.cancelled)
    return kt_calendar_ask (context, result, row, wish, error);
  /* a visit has an hour */
  gboolean movable = wish != NULL && change.moved && !(change.all_day && is_visit (row))
                     && (change.all_day || change.start != wish->start);
  if (movable)
    return take_move (context, result, row, object, &change, agreed, error);
  return !agreed
         || (agree (context, row, object, error) && kt_calendar_save_row (context, row, error));
}

gboolean
kt_calendar_ask (KtContext *context, KtSyncResult *result, KtOutbox *row, const KtWish *wish,
                 GError **error)
{
  if (row->kind == KT_OUTBOX_CONTACT)
    return kt_addressbook_ask (context, result, row, wish, error);
  gboolean past = wish->start < context->clock.now;
  KtLocal none = { 0 }, at = kt_local_from_utc (wish->start, context->clock.zone);
  g_autofree char *line = g_strdup_printf ("%s: %s", DELETED, wish->what);
  row->state = KT_OUTBOX_ASKED;
  g_clear_pointer (&row->intent, g_free);
  if (past) /* what is over needs no answer */
    return kt_calendar_save_row (context, row, error);
  if (is_visit (row))
    {
      if (!kt_journal_begin (context->store, KT_ORIGIN_SYNC, "sync", error))
        return FALSE;
      if (!question_visit (context, row->record, DELETED, error)
          || !kt_outbox_put (context->store, row, context->clock.now, error))
        {
          kt_journal_rollback (context->store);
          return FALSE;
        }
      if (!kt_journal_commit (context->store, line, context->clock.now, TRUE, NULL, error))
        return FALSE;
    }
  else if (!kt_calendar_save_row (context, row, error))
    return FALSE;
  if (result != NULL)
    {
      result->asked++;
      kt_sync_note_add (result, KT_SYNC_DELETED, wish->what, at, none, row->id, NULL);
    }
  return TRUE;
}

gboolean
kt_calendar_is_asked (KtContext *context, const KtOutbox *row)
{
  g_autoptr (KtAppointment) visit
      = is_visit (row) ? kt_appointment_get (context->store, row->record, NULL) : NULL;
  return visit != NULL && g_strcmp0 (visit->question, DELETED) == 0;
}

gboolean
kt_calendar_unask (KtContext *context, KtOutbox *row, GError **error)
{
  row->state = KT_OUTBOX_AGREED;
  if (!kt_calendar_is_asked (context, row))
    return kt_calendar_save_row (context, row, error);
  if (!kt_journal_begin (context->store, KT_ORIGIN_SYNC, "sync", error))
    return FALSE;
  if (question_visit (context, row->record, NULL, error)
      && kt_outbox_put (context->store, row, context->clock.now, error))
    return kt_journal_commit (context->store, "it lies on the phone again", context->clock.now,
                              TRUE, NULL, error);
  kt_journal_rollback (context->store);
  return FALSE;
}

gboolean
kt_calendar_conflict (KtContext *context, KtSyncResult *result, KtOutbox *row, const char *what,
                      const char *mine, const KtObject *theirs, const char *properties,
                      GError **error)
{
  KtStore *store = context->store;
  KtLocal none = { 0 };
  row->state = KT_OUTBOX_CONFLICT;
  row->id = row->id != 0 ? row->id : kt_id_random ();
  g_clear_pointer (&row->intent, g_free);
  g_free (row->reason);
  row->reason = g_strdup (properties);
  if (!kt_store_begin (store, "sync", error))
    return FALSE;
  if (!kt_outbox_put (store, row, context->clock.now, error)
      || !kt_kept_text_put (store, row->uid, KT_SIDE_MINE, row->id, mine, context->clock.now, error)
      || !kt_kept_text_put (store, row->uid, KT_SIDE_THEIRS, row->id, theirs->text,
                            context->clock.now, error)
      || !kt_store_commit (store, error))
    {
      kt_store_rollback (store);
      return FALSE;
    }
  result->conflicts++;
  kt_sync_note_add (result, KT_SYNC_CONFLICT, what, none, none, row->id, properties);
  return TRUE;
}
