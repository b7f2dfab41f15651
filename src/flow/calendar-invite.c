#include "config.h"
#include "kontor/calendar-engine.h"
#include "kontor/error.h"

/* Invitations that were answered: their text as it was answered goes into the phone's calendar. */

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

gboolean
kt_calendar_push_invite (KtCalendarRun *run, const KtCalendar *target, KtOutbox *row,
                         gboolean *ret_again, GError **error)
{
  GError *failed = NULL;
  KtObject *object = NULL;
  gboolean same = FALSE;
  gboolean due = row->state == KT_OUTBOX_WANTED || row->state == KT_OUTBOX_PUTTING
                 || (row->state == KT_OUTBOX_REFUSED && run->options->retry);
  if (row->kind != KT_OUTBOX_INVITE || !due || row->intent == NULL)
    return TRUE;
  gboolean ok = place (run, target, row, &object, &failed)
                && (object == NULL
                    || kt_calendar_same (run->reader, object->text, row->intent, &same, &failed));
  if (ok && same)
    {
      kt_calendar_settle (row, object->text, object->etag);
      ok = kt_calendar_save_row (run->context, row, &failed);
    }
  else if (ok)
    {
      g_autofree char *text = g_strdup (row->intent);
      g_free (row->etag);
      row->etag = g_strdup (object != NULL ? object->etag : "");
      ok = kt_calendar_put_text (run, row, text, NULL, ret_again, &failed);
    }
  kt_object_free (object);
  return ok || kt_calendar_survive (run, failed, error);
}
