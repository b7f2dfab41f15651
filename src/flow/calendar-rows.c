#include "config.h"
#include "kontor/calendar-engine.h"
#include "kontor/invite-answer.h"
#include "kontor/calendar-sync.h"

const KtCalendar *
kt_calendar_of_row (const KtCalendarRun *run, const KtOutbox *row)
{
  for (guint i = 0; i < run->calendars->len; i++)
    {
      const KtCalendar *calendar = g_ptr_array_index (run->calendars, i);
      if (g_str_equal (calendar->href, row->collection))
        return calendar;
    }
  return NULL;
}

gboolean
kt_calendar_save_row (KtContext *context, KtOutbox *row, GError **error)
{
  if (!kt_store_begin (context->store, "sync", error))
    return FALSE;
  if (kt_outbox_put (context->store, row, context->clock.now, error)
      && kt_store_commit (context->store, error))
    return TRUE;
  kt_store_rollback (context->store);
  return FALSE;
}

gboolean
kt_calendar_same (KtCalendarReader *reader, const char *a, const char *b, gboolean *ret_same,
                  GError **error)
{
  *ret_same = g_str_equal (a, b);
  if (*ret_same || *a == '\0' || *b == '\0')
    return TRUE;
  g_autofree char *x = kt_calendar_reader_canonical (reader, a, error);
  g_autofree char *y = x != NULL ? kt_calendar_reader_canonical (reader, b, error) : NULL;
  *ret_same = y != NULL && g_str_equal (x, y);
  return y != NULL;
}

/* Its name in whatever case; without one the only one that can be written, one called Kontor, or
 * the first. */
static gboolean
is_better (const KtCalendar *one, const KtCalendar *best, const char *name)
{
  g_autofree char *is = g_utf8_casefold (one->name, -1);
  g_autofree char *wanted = g_utf8_casefold (name != NULL ? name : "kontor", -1);
  if (name != NULL)
    return g_str_equal (is, wanted);
  return one->writable && (best == NULL || g_str_equal (is, wanted));
}

KtCalendar *
kt_phone_calendar (KtContext *context, GError **error)
{
  const char *name = NULL;
  const KtCalendarSource *source
      = context->settings != NULL ? kt_settings_phone_calendar (context->settings, &name) : NULL;
  guint found = 0;
  const KtCalendar *best = NULL;
  if (source == NULL)
    return NULL;
  g_autoptr (GPtrArray) list = kt_calendar_list (context->store, source->name, error);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const KtCalendar *one = g_ptr_array_index (list, i);
      if (!is_better (one, best, name))
        continue;
      best = one;
      found = i;
    }
  return best != NULL ? g_ptr_array_steal_index (list, found) : NULL;
}

/* The record's row in the calendar the phone looks at; NULL none. */
KtOutbox *
kt_calendar_row_at (const GPtrArray *rows, const KtCalendar *target, KtOutboxKind kind, KtId record)
{
  for (guint i = 0; target != NULL && i < rows->len; i++)
    {
      KtOutbox *row = g_ptr_array_index (rows, i);
      if (row->kind == kind && row->record == record && g_str_equal (row->source, target->source)
          && g_str_equal (row->collection, target->href))
        return row;
    }
  return NULL;
}

const KtWish *
kt_wish_find (const GPtrArray *wishes, const KtOutbox *row)
{
  for (guint i = 0; i < wishes->len; i++)
    {
      const KtWish *wish = g_ptr_array_index (wishes, i);
      if (wish->kind == row->kind && wish->record == row->record)
        return wish;
    }
  return NULL;
}

guint
kt_calendar_waiting (KtContext *context)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (GPtrArray) rows = kt_outbox_list (context->store, &failed);
  g_autoptr (GPtrArray) wishes = rows != NULL ? kt_wish_list (context, &failed) : NULL;
  guint n = 0;
  if (wishes == NULL)
    return 0;
  KtCalendar *target = kt_phone_calendar (context, NULL);
  for (guint i = 0; i < wishes->len; i++)
    {
      const KtWish *wish = g_ptr_array_index (wishes, i);
      const KtOutbox *row = kt_calendar_row_at (rows, target, wish->kind, wish->record);
      n += row == NULL || (row->state != KT_OUTBOX_ASKED && !g_str_equal (row->mine, wish->props));
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const KtOutbox *row = g_ptr_array_index (rows, i);
      gboolean left = FALSE;
      if (row->kind == KT_OUTBOX_INVITE)
        {
          g_autoptr (KtInviteAnswer) answer
              = kt_invite_answer_get (context->store, row->record, NULL);
          n += row->state == KT_OUTBOX_WANTED && answer != NULL; /* not what was taken back */
        }
      else if (kt_wish_find (wishes, row) == NULL)
        {
          g_autoptr (KtWish) wish = kt_wish_get (context, row->kind, row->record, &left, NULL);
          n += wish == NULL && !left;
        }
    }
  kt_calendar_free (target);
  return n;
}
