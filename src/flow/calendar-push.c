#include "config.h"
#include "kontor/collection-kind.h"
#include "kontor/calendar-push-rule.h"
#include "kontor/calendar-sync.h"
#include "kontor/error.h"
#include <glib/gi18n.h>
#include <string.h>

/* --- what is compared --- */

static gboolean
is_at_target (const KtPush *push, const KtOutbox *row)
{
  return push->target != NULL && g_str_equal (row->source, push->target->source)
         && g_str_equal (row->collection, push->target->href);
}

/* Once the new calendar has it, the old one need not. */
static gboolean
has_moved_away (const KtPush *push, const KtOutbox *row)
{
  if (is_at_target (push, row))
    return FALSE;
  const KtOutbox *other = kt_calendar_row_at (push->rows, push->target, row->kind, row->record);
  return other != NULL && other->state == KT_OUTBOX_AGREED;
}

static gboolean
is_pulled (const KtCalendarRun *run, const KtCalendar *calendar)
{
  return calendar != NULL && calendar->writable
         && g_hash_table_contains (run->pulled, &calendar->id);
}

static gboolean
read_object (KtCalendarRun *run, const KtCalendar *calendar, const char *href, KtObject **ret,
             GError **error)
{
  g_autoptr (GError) failed = NULL;
  *ret = kt_object_get (run->context->store, calendar->id, href, &failed);
  if (failed != NULL && !g_error_matches (failed, KT_ERROR, KT_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  if (*ret != NULL && (*ret)->gone_at != 0)
    g_clear_pointer (ret, kt_object_free);
  return TRUE;
}

/* --- a put or delete of which no answer came --- */

/* It arrived: what the book wanted then is not known any more, so all of it is set once more unless
 * it is there already. */
void
kt_calendar_settle (KtOutbox *row, const char *base, const char *etag)
{
  g_free (row->base);
  g_free (row->etag);
  g_free (row->mine);
  row->base = g_strdup (base);
  row->etag = g_strdup (etag);
  row->mine = g_strdup ("");
  g_clear_pointer (&row->intent, g_free);
  row->state = KT_OUTBOX_AGREED;
}

static void
forget_base (KtOutbox *row)
{
  kt_calendar_settle (row, "", "");
  row->state = KT_OUTBOX_WANTED;
}

gboolean
kt_calendar_settle_putting (KtCalendarRun *run, KtOutbox *row, const KtObject *object,
                            GError **error)
{
  gboolean arrived = FALSE, before = FALSE;
  if (row->state == KT_OUTBOX_DELETING && object == NULL)
    forget_base (row);
  if (row->state != KT_OUTBOX_PUTTING || row->intent == NULL || row->kind == KT_OUTBOX_INVITE)
    return TRUE;
  if (object == NULL)
    {
      if (*row->base == '\0')
        forget_base (row);
      else
        row->state = KT_OUTBOX_AGREED; /* it was changed here, and is put again */
      return TRUE;
    }
  if (!kt_run_same (run, object->text, row->intent, &arrived, error)
      || !kt_run_same (run, object->text, row->base, &before, error))
    return FALSE;
  if (arrived)
    kt_calendar_settle (row, object->text, object->etag);
  else if (before)
    row->state = KT_OUTBOX_AGREED;
  else if (*row->base == '\0')
    {
      g_autofree char *intent = g_strdup (row->intent);
      kt_calendar_settle (row, intent, ""); /* it arrived, and was changed there after that */
    }
  else
    row->state = KT_OUTBOX_AGREED; /* changed there, whatever came of the put */
  return TRUE;
}

/* --- steps --- */

static gboolean
agree (KtCalendarRun *run, KtOutbox *row, const KtObject *object, const KtWish *wish,
       GError **error)
{
  kt_calendar_settle (row, object->text, object->etag);
  g_free (row->mine);
  row->mine = g_strdup (wish->props);
  row->attempts = 0;
  kt_outbox_clear_reason (row);
  return kt_calendar_save_row (run->context, row, error);
}

/* A card that was taken away comes back as it lay there: with a photo, say. */
static char *
text_of_new (KtCalendarRun *run, const KtOutbox *row, const KtWish *wish, GError **error)
{
  const KtCalendar *book = kt_calendar_of_row (run, row);
  KtObject *before = run->cards != NULL && *row->base == '\0'
                         ? kt_object_get (run->context->store, book->id, row->href, NULL)
                         : NULL;
  char *text = NULL;
  g_autoptr (GError) unreadable = NULL;
  if (before != NULL && before->gone_at != 0 && *before->text != '\0')
    {
      text = kt_run_apply (run, before->text, "", wish, &unreadable);
      if (text == NULL && unreadable == NULL)
        text = g_strdup (before->text);
    }
  kt_object_free (before);
  return text != NULL ? text : kt_run_text (run, wish, error);
}

static gboolean
put_new (KtPush *push, KtOutbox *row, const KtWish *wish, GError **error)
{
  g_autofree char *text = text_of_new (push->run, row, wish, error);
  if (text == NULL)
    return FALSE;
  g_free (row->etag);
  row->etag = g_strdup ("");
  return kt_calendar_put_text (push->run, row, text, wish, &push->again, error);
}

static gboolean
put_changed (KtPush *push, KtOutbox *row, const KtObject *object, const KtWish *wish,
             GError **error)
{
  KtCalendarRun *run = push->run;
  g_autoptr (GError) failed = NULL;
  g_autofree char *text = kt_run_apply (run, row->base, row->mine, wish, &failed);
  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  if (text == NULL)
    return agree (run, row, object, wish, error);
  g_free (row->etag);
  row->etag = g_strdup (object->etag);
  return kt_calendar_put_text (run, row, text, wish, &push->again, error);
}

/* What was taken over changes what the book wants. */
static gboolean
put_merged (KtPush *push, KtOutbox *row, const KtObject *object, const char *merged, GError **error)
{
  KtCalendarRun *run = push->run;
  gboolean left, same;
  g_autoptr (GError) failed = NULL;
  if (!kt_calendar_take (run->context, run->reader, run->result, row, object, FALSE, error))
    return FALSE;
  g_autoptr (KtWish) wish = kt_wish_get (run->context, row->kind, row->record, &left, &failed);
  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  if (wish == NULL)
    return TRUE;
  if (!kt_run_same (run, merged, object->text, &same, error))
    return FALSE;
  if (same)
    return agree (run, row, object, wish, error);
  g_free (row->etag);
  row->etag = g_strdup (object->etag);
  return kt_calendar_put_text (run, row, merged, wish, &push->again, error);
}

static gboolean
merge (KtPush *push, KtOutbox *row, const KtObject *object, const KtWish *wish, GError **error)
{
  KtCalendarRun *run = push->run;
  g_autoptr (GError) failed = NULL;
  g_autofree char *conflicts = NULL;
  g_autofree char *mine = kt_run_apply (run, row->base, row->mine, wish, &failed);
  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  if (mine == NULL) /* nothing changed here after all */
    return kt_calendar_take (run->context, run->reader, run->result, row, object, TRUE, error);
  g_autofree char *merged = kt_run_merge (run, row->base, mine, object->text, &conflicts, error);
  if (merged == NULL)
    return FALSE;
  if (*conflicts != '\0')
    return kt_calendar_conflict (run->context, run->result, row, wish->what, mine, object,
                                 conflicts, error);
  return put_merged (push, row, object, merged, error);
}

/* What lies there under the record's UID although nothing was agreed: its mirror or its book was
 * made anew. */
static gboolean
adopt (KtPush *push, KtOutbox *row, const KtObject *object, const KtWish *wish, GError **error)
{
  KtCalendarRun *run = push->run;
  g_autoptr (GError) failed = NULL;
  g_autofree char *text = kt_run_apply (run, object->text, "", wish, &failed);
  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  if (text == NULL)
    return agree (run, row, object, wish, error);
  return kt_calendar_conflict (run->context, run->result, row, wish->what, text, object, "", error);
}

static gboolean
forget (KtCalendarRun *run, const KtOutbox *row, GError **error)
{
  if (!kt_store_begin (run->context->store, "sync", error))
    return FALSE;
  if (kt_outbox_delete (run->context->store, row->id, error)
      && kt_store_commit (run->context->store, error))
    return TRUE;
  kt_store_rollback (run->context->store);
  return FALSE;
}

static gboolean
carry_out (KtPush *push, KtPushStep step, KtOutbox *row, const KtObject *object, const KtWish *wish,
           GError **error)
{
  KtCalendarRun *run = push->run;
  switch (step)
    {
    case KT_PUSH_NOTHING:
      return TRUE;
    case KT_PUSH_NEW:
      return put_new (push, row, wish, error);
    case KT_PUSH_CHANGE:
      return put_changed (push, row, object, wish, error);
    case KT_PUSH_REMOVE: /* compared a moment ago: it is what the book knows, under a newer ETag */
      g_free (row->etag);
      row->etag = g_strdup (object->etag);
      return kt_calendar_remove_object (run, row, row->uid, &push->again, error);
    case KT_PUSH_TAKE:
      if (row->kind == KT_OUTBOX_CONTACT) /* addressbook-take.c took what there was to take */
        return TRUE;
      return kt_calendar_take (run->context, run->reader, run->result, row, object, TRUE, error);
    case KT_PUSH_MERGE:
      if (row->kind == KT_OUTBOX_CONTACT) /* it became what is not taken: a group */
        return kt_calendar_conflict (run->context, run->result, row, wish->what, wish->text, object,
                                     "", error);
      return merge (push, row, object, wish, error);
    case KT_PUSH_ADOPT:
      return adopt (push, row, object, wish, error);
    case KT_PUSH_ASK:
      return kt_calendar_ask (run->context, run->result, row, wish, error);
    case KT_PUSH_FORGET:
      push->again |= row->kind == KT_OUTBOX_CONTACT && object != NULL; /* it comes back */
      return forget (run, row, error);
    }
  return TRUE;
}

/* --- one row --- */

static gboolean
is_refused_still (const KtCalendarRun *run, const KtOutbox *row, const KtWish *wish)
{
  return row->state == KT_OUTBOX_REFUSED && !run->options->retry && wish != NULL
         && g_strcmp0 (row->intent, wish->text) == 0;
}

gboolean
kt_calendar_judge (KtPush *push, const KtCalendar *calendar, KtOutbox *row, const KtWish *wish,
                   gboolean left, GError **error)
{
  KtCalendarRun *run = push->run;
  KtObject *object = NULL;
  gboolean same = TRUE;
  if (is_refused_still (run, row, wish))
    return TRUE;
  gboolean ok = read_object (run, calendar, row->href, &object, error);
  if (ok && run->cards != NULL && object != NULL && object->problem != NULL)
    {
      kt_object_free (object); /* nothing can be said about it */
      return TRUE;
    }
  ok = ok && kt_calendar_settle_putting (run, row, object, error);
  if (ok && object != NULL && *row->base != '\0'
      && (*object->etag == '\0' || !g_str_equal (object->etag, row->etag)))
    ok = kt_run_same (run, object->text, row->base, &same, error);
  KtPushFacts facts = { .wanted = wish != NULL,
                        .left = left,
                        .here_changed = wish != NULL && !g_str_equal (wish->props, row->mine),
                        .known = *row->base != '\0',
                        .there = object != NULL,
                        .there_changed = !same,
                        .conflict = row->state == KT_OUTBOX_CONFLICT,
                        .asked = row->state == KT_OUTBOX_ASKED };
  KtPushStep step = kt_push_decide (&facts);
  run->result->conflicts += facts.conflict && facts.wanted; /* until the user decides */
  /* what the user was asked has an answer: it is there again, or was changed here after that */
  if (ok && facts.asked && (object != NULL || step == KT_PUSH_NEW))
    ok = kt_calendar_unask (run->context, row, error);
  ok = ok && carry_out (push, step, row, object, wish, error);
  kt_object_free (object);
  return ok;
}

/* What cannot be done for one record ends neither the others nor the source. */
gboolean
kt_calendar_survive (KtCalendarRun *run, GError *failed, GError **error)
{
  if (!kt_calendar_fatal (failed) && !g_error_matches (failed, KT_ERROR, KT_ERROR_NETWORK))
    {
      kt_calendar_fail (run, failed);
      return TRUE;
    }
  g_propagate_error (error, failed);
  return FALSE;
}

static gboolean
push_row (KtPush *push, KtOutbox *row, GError **error)
{
  KtCalendarRun *run = push->run;
  GError *failed = NULL;
  gboolean left = FALSE;
  const KtCalendar *calendar = kt_calendar_of_row (run, row);
  if (!g_str_equal (row->source, run->config->name) || row->kind == KT_OUTBOX_INVITE
      || row->kind == KT_OUTBOX_CONTACT || !is_pulled (run, calendar))
    return TRUE;
  const KtWish *wish = has_moved_away (push, row) ? NULL : kt_wish_find (push->wishes, row);
  g_autoptr (KtWish) none = NULL;
  if (wish == NULL && !has_moved_away (push, row))
    none = kt_wish_get (run->context, row->kind, row->record, &left, &failed);
  if (failed == NULL
      && kt_calendar_judge (push, calendar, row, wish != NULL ? wish : none, left, &failed))
    return TRUE;
  return kt_calendar_survive (run, failed, error);
}

/* A record that has no row in the calendar the phone looks at. */
gboolean
kt_calendar_push_new (KtPush *push, const KtWish *wish, GError **error)
{
  KtCalendarRun *run = push->run;
  GError *failed = NULL;
  KtOutbox *row = kt_outbox_new ();
  g_autofree char *name = g_uri_escape_string (wish->uid, "@", FALSE);
  row->kind = wish->kind;
  row->record = wish->record;
  g_free (row->source);
  g_free (row->collection);
  g_free (row->href);
  g_free (row->uid);
  row->source = g_strdup (push->target->source);
  row->collection = g_strdup (push->target->href);
  row->uid = g_strdup (wish->uid);
  g_autofree char *decoded = g_uri_unescape_string (push->target->href, NULL);
  const char *base = decoded != NULL ? decoded : push->target->href;
  row->href = g_strdup_printf ("%s%s%s%s", base, g_str_has_suffix (base, "/") ? "" : "/", name,
                               run->cards != NULL ? ".vcf" : ".ics");
  g_ptr_array_add (push->rows, row);
  g_autoptr (GPtrArray) same = kt_object_by_uid (run->context->store, wish->uid, &failed);
  for (guint i = 0; same != NULL && i < same->len; i++)
    {
      const KtObject *object = g_ptr_array_index (same, i);
      if (object->calendar != push->target->id)
        continue;
      g_free (row->href);
      row->href = g_strdup (object->href);
    }
  if (same != NULL && kt_calendar_judge (push, push->target, row, wish, FALSE, &failed))
    return TRUE;
  return kt_calendar_survive (run, failed, error);
}

/* --- answers to invitations --- */

/* Where one goes: the calendar the user named, or where it lies already; otherwise the phone's. */
static gboolean
push_answer (KtPush *push, KtOutbox *row, GError **error)
{
  KtCalendarRun *run = push->run;
  const KtOutbox phone = { .collection = push->target != NULL ? push->target->href : NULL };
  gboolean named = *row->source != '\0';
  const char *source = named ? row->source : push->target != NULL ? push->target->source : "";
  if (row->kind != KT_OUTBOX_INVITE || !g_str_equal (source, run->config->name))
    return TRUE;
  const KtCalendar *calendar = kt_calendar_of_row (run, named ? row : &phone);
  return !is_pulled (run, calendar)
         || kt_calendar_push_invite (run, calendar, row, &push->again, error);
}

/* --- all of it --- */

static gboolean
push_answers (KtPush *push, GError **error)
{
  g_autoptr (GPtrArray) rows = kt_outbox_list (push->run->context->store, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (kt_calendar_interrupted (push->run, error) || !push_answer (push, rows->pdata[i], error))
      return FALSE;
  return rows != NULL;
}

static gboolean
push_round (KtPush *push, GError **error)
{
  KtCalendarRun *run = push->run;
  g_autoptr (GPtrArray) rows = push->rows = kt_outbox_list (run->context->store, error);
  g_autoptr (GPtrArray) wishes = push->wishes
      = rows != NULL ? kt_wish_list (run->context, error) : NULL;
  if (wishes == NULL)
    return FALSE;
  gboolean here
      = push->target != NULL && g_str_equal (push->target->source, run->config->name)
        && is_pulled (run,
                      kt_calendar_of_row (run, &(KtOutbox){ .collection = push->target->href }));
  guint before = rows->len;
  for (guint i = 0; i < before; i++)
    if (kt_calendar_interrupted (run, error) || !push_row (push, rows->pdata[i], error))
      return FALSE;
  for (guint i = 0; here && i < wishes->len; i++)
    {
      const KtWish *wish = g_ptr_array_index (wishes, i);
      if (kt_calendar_row_at (push->rows, push->target, wish->kind, wish->record) == NULL
          && (kt_calendar_interrupted (run, error) || !kt_calendar_push_new (push, wish, error)))
        return FALSE;
    }
  return kt_calendar_verify (run, error);
}

static void
fail_target (KtCalendarRun *run)
{
  const char *name = NULL;
  const KtCalendarSource *source = kt_settings_phone_calendar (run->context->settings, &name);
  if (source != run->config)
    return;
  GError *none = NULL;
  if (name != NULL)
    g_set_error (&none, KT_ERROR, KT_ERROR_PARTLY, _ ("«%s» has no calendar «%s» for the phone"),
                 source->name, name);
  else
    g_set_error (&none, KT_ERROR, KT_ERROR_PARTLY,
                 _ ("«%s» has no calendar for the phone that can be written"), source->name);
  kt_error_hint (&none, _ ("those there are: kontor calendar"));
  kt_calendar_fail (run, none);
}

gboolean
kt_calendar_push (KtCalendarRun *run, GError **error)
{
  g_autoptr (GError) failed = NULL;
  gboolean phone = run->context->settings->phone_calendar != NULL;
  KtPush push = { .run = run, .target = phone ? kt_phone_calendar (run->context, &failed) : NULL };
  gboolean ok = failed == NULL;
  if (!ok)
    g_propagate_error (error, g_steal_pointer (&failed));
  if (ok && phone && push.target == NULL)
    fail_target (run);
  push.again = TRUE;
  for (int round = 0; ok && push.again && round < KT_CALENDAR_ROUNDS; round++)
    {
      push.again = FALSE;
      ok = push_answers (&push, error)
           && (phone ? push_round (&push, error) : kt_calendar_verify (run, error));
    }
  kt_calendar_free (push.target);
  return ok;
}
