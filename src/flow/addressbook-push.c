#include "config.h"
#include "kontor/addressbook-engine.h"
#include "kontor/error.h"
#include <glib/gi18n.h>

/* Where contacts that lie in no address book go: the first that can be written, in the order of
 * books =, else by name. */
static KtCalendar *
target_of (const KtCalendarRun *run)
{
  char **wanted = run->config->calendars;
  for (gsize k = 0; wanted != NULL && wanted[k] != NULL; k++)
    for (guint i = 0; i < run->calendars->len; i++)
      {
        KtCalendar *book = run->calendars->pdata[i];
        g_autofree char *is = g_utf8_casefold (book->name, -1);
        g_autofree char *fold = g_utf8_casefold (wanted[k], -1);
        if (book->writable && g_str_equal (is, fold))
          return book;
      }
  for (guint i = 0; i < run->calendars->len; i++)
    {
      KtCalendar *book = run->calendars->pdata[i];
      if (book->writable)
        return book;
    }
  return NULL;
}

static gboolean
is_pulled (const KtCalendarRun *run, const KtCalendar *book)
{
  return book != NULL && book->writable && g_hash_table_contains (run->pulled, &book->id);
}

/* The contact is not here: deleted on purpose (its card goes), or taken back with the sync that
 * made it (its card is left alone). */
static gboolean
is_left (const KtOutbox *row, const KtWish *wish)
{
  if (wish == NULL)
    return row->state != KT_OUTBOX_DELETING;
  return row->state == KT_OUTBOX_ASKED && g_strcmp0 (row->reason, KT_KEPT_HERE) == 0;
}

/* The user brought it back before its card was taken away. */
static gboolean
unmark (KtContext *context, KtOutbox *row, const KtWish *wish, GError **error)
{
  if (wish == NULL || row->state != KT_OUTBOX_DELETING)
    return TRUE;
  row->state = KT_OUTBOX_AGREED;
  return kt_calendar_save_row (context, row, error);
}

/* The user said that all that is gone is meant to be: who loses a card by it stays without one. */
static gboolean
keep_here (KtContext *context, KtOutbox *row, GError **error)
{
  row->state = KT_OUTBOX_ASKED;
  g_clear_pointer (&row->intent, g_free);
  g_free (row->reason);
  row->reason = g_strdup (KT_KEPT_HERE);
  return kt_calendar_save_row (context, row, error);
}

static gboolean
push_row (KtPush *push, const KtCardRow *light, GError **error)
{
  KtCalendarRun *run = push->run;
  GError *failed = NULL;
  g_autoptr (KtWish) wish = kt_card_wish (run->context, light->record, &failed);
  if (failed != NULL)
    return kt_calendar_survive (run, failed, error);
  if (light->agreed && light->there && wish != NULL && g_str_equal (wish->props, light->mine))
    return TRUE;
  if (light->deleting && !light->known && wish == NULL)
    return TRUE; /* its card was taken away; an undo may still bring it back */
  gboolean parted;
  if (!kt_addressbook_is_parted (run->context->store, light->reason, &parted, error))
    return FALSE;
  if (parted && light->agreed)
    return TRUE;
  KtOutbox *row = kt_outbox_get (run->context->store, light->row, error);
  if (row == NULL)
    return FALSE;
  g_ptr_array_add (push->rows, row);
  const KtCalendar *book = kt_calendar_of_row (run, row);
  if (!is_pulled (run, book))
    return TRUE;
  if (run->accepted == book->id && wish != NULL && !light->there && *row->base != '\0')
    return keep_here (run->context, row, error);
  if (unmark (run->context, row, wish, &failed)
      && kt_calendar_judge (push, book, row, wish, is_left (row, wish), &failed))
    return TRUE;
  return kt_calendar_survive (run, failed, error);
}

static gboolean
push_new (KtPush *push, GError **error)
{
  KtCalendarRun *run = push->run;
  GError *failed = NULL;
  g_autoptr (GPtrArray) wishes
      = is_pulled (run, push->target) ? kt_card_wishes (run, &failed) : NULL;
  if (failed != NULL)
    return kt_calendar_survive (run, failed, error);
  for (guint i = 0; wishes != NULL && i < wishes->len; i++)
    if (kt_calendar_interrupted (run, error)
        || !kt_calendar_push_new (push, wishes->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
push_rows (KtPush *push, GError **error)
{
  KtCalendarRun *run = push->run;
  g_autoptr (GPtrArray) light = kt_card_rows (run->context->store, run->config->name, error);
  for (guint i = 0; light != NULL && i < light->len; i++)
    if (kt_calendar_interrupted (run, error) || !push_row (push, light->pdata[i], error))
      return FALSE;
  return light != NULL && push_new (push, error) && kt_calendar_verify (run, error);
}

static gboolean
push_round (KtPush *push, GError **error)
{
  push->run->result->conflicts = 0; /* each round meets all of them */
  if (!kt_addressbook_take (push->run, error))
    return FALSE;
  push->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_outbox_free);
  gboolean ok = push_rows (push, error);
  g_clear_pointer (&push->rows, g_ptr_array_unref);
  return ok;
}

gboolean
kt_addressbook_push (KtCalendarRun *run, GError **error)
{
  KtPush push = { .run = run, .target = target_of (run), .again = TRUE };
  gboolean ok = kt_addressbook_follow_undo (run, error);
  for (int round = 0; ok && push.again && round < KT_CALENDAR_ROUNDS; round++)
    {
      push.again = FALSE;
      ok = push_round (&push, error);
    }
  return ok;
}

gboolean
kt_addressbook_ask (KtContext *context, KtSyncResult *result, KtOutbox *row, const KtWish *wish,
                    GError **error)
{
  KtLocal none = { 0 };
  row->state = KT_OUTBOX_ASKED;
  g_clear_pointer (&row->intent, g_free);
  g_clear_pointer (&row->reason, g_free);
  if (!kt_calendar_save_row (context, row, error))
    return FALSE;
  result->asked++;
  kt_sync_note_add (result, KT_SYNC_DELETED, wish->what, none, none, row->id, NULL);
  return TRUE;
}
