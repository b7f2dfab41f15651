#include "config.h"
#include "kontor/collection-kind.h"
#include "kontor/error.h"
#include <glib/gi18n.h>
#include <string.h>

#define ATTEMPTS_MAX 1000000

void
kt_sent_free (KtSent *sent)
{
  if (sent == NULL)
    return;
  kt_outbox_free (sent->row);
  g_free (sent->props);
  g_free (sent->etag);
  g_free (sent);
}

/* --- what lies there now --- */

typedef struct
{
  char *href, *etag, *text; /* text NULL: it was not delivered */
} Fetched;

static void
fetched_free (gpointer data)
{
  Fetched *fetched = data;
  g_free (fetched->href);
  g_free (fetched->etag);
  g_free (fetched->text);
  g_free (fetched);
}

static gboolean
take_text (gpointer data, const KtResourceText *text, GError **error)
{
  Fetched *fetched = g_new0 (Fetched, 1);
  fetched->href = g_strdup (text->href);
  fetched->etag = g_strdup (text->etag);
  if (text->problem == NULL && memchr (text->data, '\0', text->length) == NULL)
    fetched->text = g_strndup (text->data, text->length);
  g_ptr_array_add (data, fetched);
  return TRUE;
}

static GPtrArray *
fetch (KtCalendarRun *run, const char *collection, const char *const *hrefs, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (fetched_free);
  const KtCollectionSink sink = { .text = take_text, .data = found };
  return kt_calendar_courier_get (run->courier, collection, hrefs, &sink, error)
             ? g_steal_pointer (&found)
             : NULL;
}

static gboolean
store_fetched (KtCalendarRun *run, const KtCalendar *calendar, const Fetched *fetched,
               gconstpointer read, const char *problem, GError **error)
{
  KtObject *object = g_new0 (KtObject, 1);
  object->calendar = calendar->id;
  object->href = g_strdup (fetched->href);
  object->etag = g_strdup (fetched->etag);
  object->text = g_strdup (fetched->text);
  object->problem = g_strdup (problem);
  gboolean ok = kt_run_store (run, object, read, error);
  kt_object_free (object);
  return ok;
}

/* What is there now, or that nothing is, in a transaction. */
static gboolean
store_found (KtCalendarRun *run, const KtCalendar *calendar, const char *href,
             const Fetched *fetched, gconstpointer read, const char *reason, GError **error)
{
  KtStore *store = run->context->store;
  if (!kt_store_begin (store, "sync", error))
    return FALSE;
  gboolean ok = fetched != NULL ? store_fetched (run, calendar, fetched, read, reason, error)
                                : kt_object_mark_gone (store, calendar->id, href,
                                                       run->context->clock.now, error);
  if (ok && kt_store_commit (store, error))
    return TRUE;
  kt_store_rollback (store);
  return FALSE;
}

/* The condition of a put or delete failed: what is there now goes into the mirror, and all is
 * compared anew. */
static gboolean
refresh (KtCalendarRun *run, const KtCalendar *calendar, const char *href, GError **error)
{
  const char *hrefs[] = { href, NULL };
  g_autofree char *reason = NULL;
  gpointer read = NULL;
  g_autoptr (GPtrArray) found = fetch (run, calendar->href, hrefs, error);
  if (found == NULL)
    return FALSE;
  const Fetched *fetched = found->len > 0 ? g_ptr_array_index (found, 0) : NULL;
  if (fetched != NULL && fetched->text == NULL)
    fetched = NULL;
  if (fetched != NULL
      && !kt_run_read (run, (const char *const *)&fetched->text, 1, &read, &reason, error))
    return FALSE;
  gboolean ok = store_found (run, calendar, href, fetched, read, reason, error);
  kt_run_read_free (run, read);
  return ok;
}

/* --- sending --- */

static gboolean
refuse (KtCalendarRun *run, KtOutbox *row, const char *marker, const char *what, const char *reason,
        GError **error)
{
  KtLocal none = { 0 };
  row->state = KT_OUTBOX_REFUSED;
  g_free (row->reason);
  row->reason = g_strdup (reason != NULL && *reason != '\0' ? reason : "no reason given");
  if (marker != NULL && marker != row->intent)
    {
      g_free (row->intent);
      row->intent = g_strdup (marker);
    }
  run->result->refused++;
  if (!kt_calendar_save_row (run->context, row, error))
    return FALSE;
  kt_sync_note_add (run->result, KT_SYNC_REFUSED, what, none, none, row->id, row->reason);
  return TRUE;
}

static void
remember_sent (KtCalendarRun *run, const KtOutbox *row, const KtWish *wish, const char *etag)
{
  KtSent *sent = g_new0 (KtSent, 1);
  sent->row = kt_outbox_copy (row);
  sent->props = g_strdup (wish != NULL ? wish->props : "");
  sent->etag = g_strdup (etag != NULL ? etag : "");
  g_ptr_array_add (run->sent, sent);
}

/* The server has the UID under another name, or something else under this one. */
static gboolean
meet_change (KtCalendarRun *run, const KtCalendar *calendar, KtOutbox *row, const KtWish *wish,
             const char *reason, gboolean *ret_again, GError **error)
{
  KtObject *object = NULL;
  g_autoptr (GError) missing = NULL;
  if (!refresh (run, calendar, row->href, error))
    return FALSE;
  object = kt_object_get (run->context->store, calendar->id, row->href, &missing);
  gboolean there = object != NULL && object->gone_at == 0;
  kt_object_free (object);
  if (there || *row->base != '\0')
    {
      *ret_again = TRUE;
      return TRUE;
    }
  return refuse (run, row, wish != NULL ? wish->text : NULL, wish != NULL ? wish->what : row->uid,
                 reason, error);
}

/* The intent is on disk before the first octet goes out: whatever happens then, the next run knows
 * that something may lie there. */
gboolean
kt_calendar_put_text (KtCalendarRun *run, KtOutbox *row, const char *text, const KtWish *wish,
                      gboolean *ret_again, GError **error)
{
  const KtCalendar *calendar = kt_calendar_of_row (run, row);
  g_autofree char *intent = g_strdup (text);
  KtOutcome outcome = { 0 };
  g_free (row->intent);
  row->intent = g_steal_pointer (&intent);
  row->state = KT_OUTBOX_PUTTING;
  row->attempts = MIN (row->attempts + 1, ATTEMPTS_MAX);
  g_hash_table_add (run->touched, g_memdup2 (&calendar->id, sizeof calendar->id));
  if (!kt_calendar_save_row (run->context, row, error)
      || !kt_calendar_courier_put (run->courier, calendar->href, row->href, row->etag, row->intent,
                                   &outcome, error))
    return FALSE;
  gboolean ok = TRUE;
  if (outcome.kind == KT_OUTCOME_STORED)
    {
      if (outcome.href != NULL && *outcome.href != '\0')
        {
          g_free (row->href);
          row->href = g_strdup (outcome.href);
        }
      run->result->sent++;
      remember_sent (run, row, wish, outcome.etag);
    }
  else if (outcome.kind == KT_OUTCOME_REFUSED)
    ok = refuse (run, row, wish != NULL ? wish->text : NULL, wish != NULL ? wish->what : row->uid,
                 outcome.reason, error);
  else
    ok = meet_change (run, calendar, row, wish, outcome.reason, ret_again, error);
  kt_outcome_clear (&outcome);
  return ok;
}

/* Of a contact the row stays: who brings it back means its card too. */
static gboolean
forget_row (KtCalendarRun *run, KtOutbox *row, GError **error)
{
  KtStore *store = run->context->store;
  if (row->kind != KT_OUTBOX_CONTACT || row->reason == NULL
      || !g_str_has_prefix (row->reason, KT_OUTBOX_DELETED_BY))
    return kt_outbox_delete (store, row->id, error);
  kt_calendar_settle (row, "", "");
  row->state = KT_OUTBOX_DELETING;
  return kt_outbox_put (store, row, run->context->clock.now, error);
}

static gboolean
forget_removed (KtCalendarRun *run, const KtCalendar *calendar, KtOutbox *row, GError **error)
{
  KtStore *store = run->context->store;
  if (!kt_store_begin (store, "sync", error))
    return FALSE;
  if (kt_object_mark_gone (store, calendar->id, row->href, run->context->clock.now, error)
      && forget_row (run, row, error) && kt_store_commit (store, error))
    return TRUE;
  kt_store_rollback (store);
  return FALSE;
}

gboolean
kt_calendar_remove_object (KtCalendarRun *run, KtOutbox *row, const char *what, gboolean *ret_again,
                           GError **error)
{
  const KtCalendar *calendar = kt_calendar_of_row (run, row);
  KtOutcome outcome = { 0 };
  gboolean ok = TRUE;
  row->state = KT_OUTBOX_DELETING;
  g_hash_table_add (run->touched, g_memdup2 (&calendar->id, sizeof calendar->id));
  if (!kt_calendar_save_row (run->context, row, error)
      || !kt_calendar_courier_remove (run->courier, calendar->href, row->href, row->etag, &outcome,
                                      error))
    return FALSE;
  if (outcome.kind == KT_OUTCOME_STORED || outcome.kind == KT_OUTCOME_GONE)
    {
      run->result->removed++;
      ok = forget_removed (run, calendar, row, error);
    }
  else if (outcome.kind == KT_OUTCOME_REFUSED)
    ok = refuse (run, row, NULL, what, outcome.reason, error);
  else
    {
      *ret_again = TRUE;
      ok = refresh (run, calendar, row->href, error);
    }
  kt_outcome_clear (&outcome);
  return ok;
}

/* --- reading back --- */

static const Fetched *
find_fetched (const GPtrArray *found, const char *href)
{
  for (guint i = 0; i < found->len; i++)
    {
      const Fetched *fetched = g_ptr_array_index (found, i);
      if (g_str_equal (fetched->href, href))
        return fetched;
    }
  return NULL;
}

/* What came back is the base where the server says that it is what was put, or where it reads the
 * same; else the text that was sent is, and the difference is a change made there. */
static gboolean
settle_sent (KtCalendarRun *run, KtSent *sent, const Fetched *fetched, GError **error)
{
  KtOutbox *row = sent->row;
  gboolean same = *sent->etag != '\0' && g_str_equal (sent->etag, fetched->etag);
  if (!same && !kt_run_same (run, fetched->text, row->intent, &same, error))
    return FALSE;
  g_free (row->base);
  g_free (row->etag);
  g_free (row->mine);
  row->base = same ? g_strdup (fetched->text) : g_strdup (row->intent);
  row->etag = g_strdup (same ? fetched->etag : "");
  row->mine = g_strdup (sent->props);
  row->state = KT_OUTBOX_AGREED;
  row->attempts = 0;
  g_clear_pointer (&row->intent, g_free);
  kt_outbox_clear_reason (row);
  return TRUE;
}

static gboolean
store_sent (KtCalendarRun *run, const KtCalendar *calendar, const GPtrArray *sent,
            const GPtrArray *found, gpointer *read, char **reasons, GError **error)
{
  KtStore *store = run->context->store;
  if (!kt_store_begin (store, "sync", error))
    return FALSE;
  gboolean ok = TRUE;
  for (guint i = 0; ok && i < found->len; i++)
    {
      const Fetched *fetched = g_ptr_array_index (found, i);
      ok = fetched->text == NULL
           || store_fetched (run, calendar, fetched, read[i], reasons[i], error);
    }
  for (guint i = 0; ok && i < sent->len; i++)
    {
      KtSent *one = g_ptr_array_index (sent, i);
      const Fetched *fetched = find_fetched (found, one->row->href);
      /* what does not come back is still under way: the next run looks again */
      ok = fetched == NULL || fetched->text == NULL
           || kt_outbox_put (store, one->row, run->context->clock.now, error);
    }
  if (ok && kt_store_commit (store, error))
    return TRUE;
  kt_store_rollback (store);
  return FALSE;
}

static gboolean
read_found (KtCalendarRun *run, const GPtrArray *found, gpointer *read, char **reasons,
            GError **error)
{
  g_autofree const char **texts = g_new0 (const char *, found->len + 1);
  for (guint i = 0; i < found->len; i++)
    {
      const Fetched *fetched = g_ptr_array_index (found, i);
      texts[i] = fetched->text != NULL ? fetched->text : "";
    }
  return kt_run_read (run, texts, found->len, read, reasons, error);
}

static gboolean
verify_in (KtCalendarRun *run, const KtCalendar *calendar, const GPtrArray *sent, GError **error)
{
  g_autoptr (GPtrArray) hrefs = g_ptr_array_new ();
  for (guint i = 0; i < sent->len; i++)
    g_ptr_array_add (hrefs, ((KtSent *)g_ptr_array_index (sent, i))->row->href);
  g_ptr_array_add (hrefs, NULL);
  g_autoptr (GPtrArray) found
      = fetch (run, calendar->href, (const char *const *)hrefs->pdata, error);
  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < sent->len; i++)
    {
      KtSent *one = g_ptr_array_index (sent, i);
      const Fetched *fetched = find_fetched (found, one->row->href);
      if (fetched != NULL && fetched->text != NULL && !settle_sent (run, one, fetched, error))
        return FALSE;
    }
  g_autofree gpointer *read = g_new0 (gpointer, found->len + 1);
  g_autofree char **reasons = g_new0 (char *, found->len + 1);
  gboolean ok = read_found (run, found, read, reasons, error)
                && store_sent (run, calendar, sent, found, read, reasons, error);
  for (guint i = 0; i < found->len; i++)
    {
      kt_run_read_free (run, read[i]);
      g_free (reasons[i]);
    }
  return ok;
}

gboolean
kt_calendar_verify (KtCalendarRun *run, GError **error)
{
  g_autoptr (GPtrArray) sent = g_steal_pointer (&run->sent);
  run->sent = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_sent_free);
  for (guint c = 0; c < run->calendars->len; c++)
    {
      const KtCalendar *calendar = g_ptr_array_index (run->calendars, c);
      g_autoptr (GPtrArray) here = g_ptr_array_new ();
      for (guint i = 0; i < sent->len; i++)
        {
          KtSent *one = g_ptr_array_index (sent, i);
          if (g_str_equal (one->row->collection, calendar->href))
            g_ptr_array_add (here, one);
        }
      if (here->len > 0 && !verify_in (run, calendar, here, error))
        return FALSE;
    }
  return TRUE;
}
