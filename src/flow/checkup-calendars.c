#include "config.h"
#include "kontor/addressbook-engine.h"
#include "kontor/calendar-sync.h"
#include "kontor/checkup.h"
#include <glib/gi18n.h>
#include <string.h>

/* The first line and the hints of an error, as one. */
static char *
in_a_line (const GError *error)
{
  g_auto (GStrv) lines = g_strsplit (error->message, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      char *text = g_str_has_prefix (lines[i], "hint: ") ? lines[i] + strlen ("hint: ") : lines[i];
      char *copy = g_strdup (g_strstrip (text));
      g_free (lines[i]);
      lines[i] = copy;
    }
  return g_strjoinv ("; ", lines);
}

static void
check_stopped (KtContext *context, GPtrArray *checks)
{
  g_autoptr (GPtrArray) list = kt_calendar_list (context->store, NULL, NULL);
  g_autoptr (GPtrArray) books = kt_addressbook_list (context->store, NULL, NULL);
  if (list != NULL && books != NULL)
    g_ptr_array_extend_and_steal (list, g_steal_pointer (&books));
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const KtCalendar *calendar = g_ptr_array_index (list, i);
      g_autoptr (GError) error = NULL;
      if (calendar->stopped == NULL)
        continue;
      kt_calendar_stop_error (calendar->source, calendar, &error);
      g_autofree char *text = in_a_line (error);
      kt_check_add (checks, calendar->cards ? "addressbook" : "calendar", KT_CHECK_FAILED,
                    calendar->source, "%s", text);
    }
}

static void
check_problems (KtContext *context, GPtrArray *checks)
{
  g_autoptr (GPtrArray) list = kt_object_problems (context->store, 0, NULL);
  if (list == NULL || list->len == 0)
    return;
  const KtObject *first = g_ptr_array_index (list, 0);
  kt_check_add (checks, "calendar", KT_CHECK_WARNING, "",
                ngettext ("%u entry cannot be read: %s, %s",
                          "%u entries cannot be read, the first: %s, %s", list->len),
                list->len, first->href, first->problem);
}

/* Of a contact that lies in an address book. */
static void
check_card (const KtOutbox *row, const char *what, const char *ref, GPtrArray *checks)
{
  if (row->state == KT_OUTBOX_CONFLICT)
    kt_check_add (checks, "conflict", KT_CHECK_FAILED, what,
                  _ ("changed here and there (%s): kontor addressbook resolve %s --mine or "
                     "--theirs"),
                  row->reason != NULL ? row->reason : "", ref);
  else
    kt_check_add (checks, "question", KT_CHECK_WARNING, what,
                  _ ("its card was deleted on %s: kontor addressbook resolve %s --mine or "
                     "--theirs"),
                  row->source, ref);
}

static void
check_row (KtContext *context, const KtOutbox *row, GPtrArray *checks)
{
  gboolean left;
  g_autoptr (KtWish) wish = row->kind != KT_OUTBOX_INVITE
                                ? kt_wish_get (context, row->kind, row->record, &left, NULL)
                                : NULL;
  const char *what = wish != NULL ? wish->what : row->uid;
  char ref[KT_REF_LENGTH + 1];
  kt_ref_full (row->id, ref);
  gboolean open = row->state == KT_OUTBOX_CONFLICT
                  || (row->state == KT_OUTBOX_ASKED && g_strcmp0 (row->reason, KT_KEPT_HERE) != 0);
  if (row->kind == KT_OUTBOX_CONTACT && row->state != KT_OUTBOX_REFUSED)
    {
      if (open && wish != NULL)
        check_card (row, what, ref, checks);
    }
  else if (row->state == KT_OUTBOX_CONFLICT)
    kt_check_add (checks, "conflict", KT_CHECK_FAILED, what,
                  _ ("changed here and there (%s): kontor calendar resolve %s --mine, --theirs or "
                     "--both"),
                  row->reason != NULL ? row->reason : "", ref);
  else if (row->state == KT_OUTBOX_REFUSED)
    kt_check_add (checks, "refused", KT_CHECK_WARNING, what,
                  _ ("not taken by %s, %s; once more: kontor sync --retry"), row->source,
                  row->reason != NULL ? row->reason : "");
  else if (row->state == KT_OUTBOX_ASKED && wish != NULL && wish->start >= context->clock.now)
    kt_check_add (checks, "question", KT_CHECK_WARNING, what,
                  _ ("deleted on the phone: kontor calendar resolve %s --mine or --theirs"), ref);
}

/* The next record to ring that lies there by agreement. */
static const KtOutbox *
next_to_ring (KtContext *context, const GPtrArray *rows)
{
  const KtOutbox *best = NULL;
  gint64 best_start = 0;
  for (guint i = 0; i < rows->len; i++)
    {
      const KtOutbox *row = g_ptr_array_index (rows, i);
      gboolean left;
      if (row->state != KT_OUTBOX_AGREED || row->kind == KT_OUTBOX_INVITE
          || row->kind == KT_OUTBOX_CONTACT)
        continue;
      g_autoptr (KtWish) wish = kt_wish_get (context, row->kind, row->record, &left, NULL);
      if (wish == NULL || wish->start < context->clock.now
          || (best != NULL && wish->start >= best_start))
        continue;
      best = row;
      best_start = wish->start;
    }
  return best;
}

static gboolean
take_text (gpointer data, const KtResourceText *text, GError **error)
{
  char **ret = data;
  if (text->problem == NULL && *ret == NULL)
    *ret = g_strndup (text->data, text->length);
  return TRUE;
}

/* What the server gives back of it now. */
static char *
read_back (KtContext *context, const KtOutbox *row, GError **error)
{
  const KtCalendarSource *source = kt_settings_calendar (context->settings, row->source);
  const char *hrefs[] = { row->href, NULL };
  char *text = NULL;
  const KtCollectionSink sink = { .text = take_text, .data = &text };
  kt_store_snapshot_leave (context->store);
  g_autoptr (KtCalendarCourier) courier
      = source != NULL ? kt_calendar_courier_open (source, TRUE, error) : NULL;
  if (courier != NULL)
    kt_calendar_courier_get (courier, row->collection, hrefs, &sink, error);
  return text;
}

static void
check_alarm (KtContext *context, const KtOutbox *row, GPtrArray *checks)
{
  gboolean left;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtWish) wish = kt_wish_get (context, row->kind, row->record, &left, NULL);
  g_autofree char *text = wish != NULL ? read_back (context, row, &error) : NULL;
  if (text == NULL)
    {
      if (error != NULL)
        kt_check_add (checks, "phone", KT_CHECK_WARNING, row->source,
                      _ ("whether it rings could not be seen, %.*s"),
                      (int)strcspn (error->message, "\n"), error->message);
      return;
    }
  g_autoptr (KtCalendarReader) reader
      = kt_calendar_reader_new (context->clock.now, context->clock.tzid);
  g_autoptr (GPtrArray) events = kt_calendar_reader_events (reader, text, strlen (text), NULL);
  gboolean rings = events != NULL && events->len > 0
                   && ((const KtEvent *)g_ptr_array_index (events, 0))->n_alarms > 0;
  if (rings)
    kt_check_add (checks, "phone", KT_CHECK_OK, row->source, _ ("rings for «%s»"), wish->what);
  else
    kt_check_add (checks, "phone", KT_CHECK_WARNING, row->source,
                  _ ("does not ring for «%s»: the server dropped its alarm"), wish->what);
}

void
kt_checkup_calendars (const KtContext *caller, KtStore *store, GPtrArray *checks)
{
  KtContext context = *caller;
  context.store = store;
  check_stopped (&context, checks);
  check_problems (&context, checks);
  g_autoptr (GPtrArray) rows = kt_outbox_list (store, NULL);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    check_row (&context, g_ptr_array_index (rows, i), checks);
  const KtOutbox *next
      = rows != NULL && context.settings != NULL ? next_to_ring (&context, rows) : NULL;
  if (next != NULL)
    check_alarm (&context, next, checks);
}
