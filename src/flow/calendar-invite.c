#include "config.h"
#include "kontor/calendar-engine.h"
#include "kontor/error.h"
#include "kontor/invite-answer.h"
#include "kontor/invites.h"

/* Invitations that were answered: their text as it was answered goes into the calendar the user
 * named, or the phone's. */

static gboolean
place (KtCalendarRun *run, const KtCalendar *target, KtOutbox *row, KtObject **ret_object,
       GError **error)
{
  *ret_object = NULL;
  g_autoptr (GPtrArray) same = kt_object_by_uid (run->context->store, row->uid, error);
  for (guint i = 0; same != NULL && i < same->len && *ret_object == NULL; i++)
    if (((const KtObject *)g_ptr_array_index (same, i))->calendar == target->id)
      *ret_object = g_ptr_array_steal_index (same, i);
  g_free (row->source);
  g_free (row->collection);
  row->source = g_strdup (target->source);
  row->collection = g_strdup (target->href);
  if (*ret_object == NULL && *row->href != '\0')
    return same != NULL;
  g_autofree char *name = g_uri_escape_string (row->uid, "@", FALSE);
  g_autofree char *decoded = g_uri_unescape_string (target->href, NULL);
  const char *base = decoded != NULL ? decoded : target->href;
  g_free (row->href);
  row->href = *ret_object != NULL ? g_strdup ((*ret_object)->href)
                                  : g_strdup_printf ("%s%s.ics", base, name);
  return same != NULL;
}

/* --- an answer that was taken back, or brought back, after it was sent --- */

static const char *
told_of_me (const KtInvite *invite)
{
  for (guint i = 0; i < invite->people->len; i++)
    {
      const KtInvitePerson *person = invite->people->pdata[i];
      if (*invite->me != '\0' && g_str_equal (person->norm, invite->me))
        return person->partstat;
    }
  return "";
}

/* Where the calendar says something else of me than the book does now: what it is about. Of a whole
 * event only: which occurrence an answer that is gone was for nobody knows. */
static gboolean
find_off (KtCalendarRun *run, const KtOutbox *row, const char *wanted, KtInvite **ret_invite,
          GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (KtInvite) invite = NULL;
  *ret_invite = NULL;
  if (row->record == kt_invite_answer_id (row->uid, ""))
    invite
        = kt_invites_get (run->context, kt_id_hash_strings ("event", row->uid, "", NULL), &failed);
  if (failed != NULL && !g_error_matches (failed, KT_ERROR, KT_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  const char *told = invite != NULL && *invite->dated->calendar != '\0' ? told_of_me (invite) : "";
  if (*told != '\0' && !g_str_equal (told, wanted))
    *ret_invite = g_steal_pointer (&invite);
  return TRUE;
}

/* Only as long as nobody changed it there: what was answered on the phone counts. */
static gboolean
follow_undo (KtCalendarRun *run, const KtObject *object, KtOutbox *row, const char *wanted,
             gboolean *ret_again, GError **error)
{
  g_autoptr (KtInvite) invite = NULL;
  g_autofree char *reply = NULL, *text = NULL;
  gboolean same = FALSE, told = FALSE;
  if (!find_off (run, row, wanted, &invite, error)
      || (invite != NULL && !kt_calendar_same (run->reader, object->text, row->base, &same, error)))
    return FALSE;
  if (!same)
    return TRUE;
  g_autofree char *upper = g_ascii_strup (wanted, -1);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (run->context->clock.now);
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  const KtIcalChange changes[] = {
    { "", "UID", "", row->uid },
    { "", "ATTENDEE", upper, invite->me },
    { "", "DTSTAMP", "", stamp },
    { "", "COMMENT", "", "" },
  };
  if (!kt_calendar_reader_answer (run->reader, object->text, "", changes, G_N_ELEMENTS (changes),
                                  &reply, &text, error)
      || !kt_calendar_same (run->reader, object->text, text, &told, error))
    return FALSE;
  if (told) /* another copy said so */
    return TRUE;
  g_free (row->etag);
  row->etag = g_strdup (object->etag);
  return kt_calendar_put_text (run, row, text, NULL, ret_again, error);
}

/* --- one row --- */

static gboolean
send_answer (KtCalendarRun *run, const KtObject *object, KtOutbox *row, gboolean *ret_again,
             GError **error)
{
  gboolean same = FALSE;
  if (object != NULL && !kt_calendar_same (run->reader, object->text, row->intent, &same, error))
    return FALSE;
  if (same)
    {
      kt_calendar_settle (row, object->text, object->etag);
      return kt_calendar_save_row (run->context, row, error);
    }
  g_autofree char *text = g_strdup (row->intent);
  g_free (row->etag);
  row->etag = g_strdup (object != NULL ? object->etag : "");
  return kt_calendar_put_text (run, row, text, NULL, ret_again, error);
}

gboolean
kt_calendar_push_invite (KtCalendarRun *run, const KtCalendar *target, KtOutbox *row,
                         gboolean *ret_again, GError **error)
{
  GError *failed = NULL;
  KtObject *object = NULL;
  g_autoptr (KtInviteAnswer) answer
      = kt_invite_answer_get (run->context->store, row->record, &failed);
  gboolean wanted = row->state == KT_OUTBOX_WANTED && answer != NULL;
  gboolean due = row->intent != NULL
                 && (wanted || row->state == KT_OUTBOX_PUTTING
                     || (row->state == KT_OUTBOX_REFUSED && run->options->retry));
  gboolean lies = row->state == KT_OUTBOX_AGREED;
  if (failed == NULL && !due && !lies)
    return TRUE;
  gboolean ok = failed == NULL && place (run, target, row, &object, &failed);
  if (ok && due)
    ok = send_answer (run, object, row, ret_again, &failed);
  else if (ok && object != NULL)
    ok = follow_undo (run, object, row, answer != NULL ? answer->answer : "needs-action", ret_again,
                      &failed);
  kt_object_free (object);
  return ok || kt_calendar_survive (run, failed, error);
}
