#include "config.h"
#include "kontor/addressbook-sync.h"
#include "kontor/collection-kind.h"
#include "kontor/calendar-sync.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/shell-text.h"
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* --- why --- */

/* Its word on a command line: the name, with its source where there might be another. */
static char *
word_of (const KtCalendar *calendar)
{
  g_autofree char *lower = g_utf8_strdown (calendar->name, -1);
  return kt_shell_word (lower);
}

static void
stop_calendar (const char *source, const KtCalendar *calendar, GError **error)
{
  guint before = 0, gone = 0;
  if (sscanf (calendar->stopped, "emptied %u", &before) == 1)
    g_set_error (error, KT_ERROR, KT_ERROR_PARTLY,
                 ngettext ("the calendar «%s» on %s is suddenly empty, it had %u entry",
                           "the calendar «%s» on %s is suddenly empty, it had %u entries", before),
                 calendar->name, source, before);
  else if (sscanf (calendar->stopped, "shrunk %u %u", &gone, &before) == 2)
    g_set_error (error, KT_ERROR, KT_ERROR_PARTLY,
                 ngettext ("%u of the %u entry of the calendar «%s» on %s is suddenly gone",
                           "%u of the %u entries of the calendar «%s» on %s are suddenly gone",
                           before),
                 gone, before, calendar->name, source);
  else
    g_set_error (error, KT_ERROR, KT_ERROR_PARTLY,
                 _ ("the calendar «%s» on %s is not there any more"), calendar->name, source);
  kt_error_hint (error, _ ("nothing was deleted here; sync of this calendar is stopped"));
}

static void
stop_book (const char *source, const KtCalendar *book, GError **error)
{
  guint before = 0, gone = 0;
  if (sscanf (book->stopped, "emptied %u", &before) == 1)
    g_set_error (error, KT_ERROR, KT_ERROR_PARTLY,
                 ngettext ("the address book «%s» on %s is suddenly empty, it had %u card",
                           "the address book «%s» on %s is suddenly empty, it had %u cards",
                           before),
                 book->name, source, before);
  else if (sscanf (book->stopped, "shrunk %u %u", &gone, &before) == 2)
    g_set_error (error, KT_ERROR, KT_ERROR_PARTLY,
                 ngettext ("%u of the %u card of the address book «%s» on %s is suddenly gone",
                           "%u of the %u cards of the address book «%s» on %s are suddenly gone",
                           before),
                 gone, before, book->name, source);
  else
    g_set_error (error, KT_ERROR, KT_ERROR_PARTLY,
                 _ ("the address book «%s» on %s is not there any more"), book->name, source);
  kt_error_hint (error, _ ("nothing was deleted here; sync of this address book is stopped"));
}

void
kt_calendar_stop_error (const char *source, const KtCalendar *calendar, GError **error)
{
  const char *command = calendar->cards ? "addressbook" : "calendar";
  g_autofree char *word = word_of (calendar);
  if (calendar->cards)
    stop_book (source, calendar, error);
  else
    stop_calendar (source, calendar, error);
  if (g_str_equal (calendar->stopped, "vanished"))
    {
      kt_error_hint (error, calendar->cards
                                ? _ ("it goes on by itself when the address book is back")
                                : _ ("it goes on by itself when the calendar is back"));
      kt_error_hint (error, _ ("it is meant: kontor %s accept %s"), command, word);
      return;
    }
  kt_error_hint (error, _ ("it is a mistake there: kontor %s push %s   (puts them back)"), command,
                 word);
  kt_error_hint (error, _ ("it is meant: kontor %s accept %s   (asks once more)"), command, word);
}

/* --- which --- */

static gboolean
is_called (const KtCalendar *calendar, const char *fold)
{
  g_autofree char *name = kt_fold (calendar->name), *source = kt_fold (calendar->source);
  g_autofree char *whole = g_strdup_printf ("%s/%s", source, name);
  return g_str_equal (fold, name) || g_str_equal (fold, whole);
}

static KtCalendar *
choose (GPtrArray *found, const char *name, gboolean cards, GError **error)
{
  if (found->len == 1)
    {
      KtCalendar *calendar = g_ptr_array_index (found, 0);
      return calendar;
    }
  if (found->len == 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND,
                   cards ? _ ("there is no address book «%s»") : _ ("there is no calendar «%s»"),
                   name);
      kt_error_hint (error, _ ("those there are: kontor %s"), cards ? "addressbook" : "calendar");
      return NULL;
    }
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
               cards ? _ ("«%s» is more than one address book")
                     : _ ("«%s» is more than one calendar"),
               name);
  for (guint i = 0; i < found->len; i++)
    {
      const KtCalendar *calendar = g_ptr_array_index (found, i);
      kt_error_detail (error, "%s/%s", calendar->source, calendar->name);
    }
  return NULL;
}

/* list is taken; NULL: it could not be read. */
static KtCalendar *
find_in (GPtrArray *calendars, const char *name, gboolean cards, GError **error)
{
  g_autofree char *fold = kt_fold (name);
  g_autoptr (GPtrArray) list = calendars;
  g_autoptr (GPtrArray) named = g_ptr_array_new (), of_source = g_ptr_array_new ();
  if (list == NULL)
    return NULL;
  for (guint i = 0; i < list->len; i++)
    {
      KtCalendar *calendar = g_ptr_array_index (list, i);
      g_autofree char *source = kt_fold (calendar->source);
      if (is_called (calendar, fold))
        g_ptr_array_add (named, calendar);
      else if (g_str_equal (source, fold))
        g_ptr_array_add (of_source, calendar);
    }
  KtCalendar *chosen = choose (named->len > 0 ? named : of_source, name, cards, error);
  return chosen != NULL ? kt_calendar_copy (chosen) : NULL;
}

KtCalendar *
kt_calendar_find (KtContext *context, const char *name, GError **error)
{
  return find_in (kt_calendar_list (context->store, NULL, error), name, FALSE, error);
}

KtCalendar *
kt_addressbook_find (KtContext *context, const char *name, GError **error)
{
  return find_in (kt_addressbook_list (context->store, NULL, error), name, TRUE, error);
}

/* --- what the user decides --- */

KtSyncResult *
kt_calendar_let_go (KtContext *context, const KtCalendar *calendar, GError **error)
{
  if (!kt_store_begin (context->store, "calendar", error))
    return NULL;
  if (kt_calendar_mark_gone (context->store, calendar->id, context->clock.now, error)
      && kt_store_commit (context->store, error))
    {
      KtSyncResult *result = kt_sync_result_new (calendar->source);
      result->calendar = TRUE;
      result->cards = calendar->cards;
      return result;
    }
  kt_store_rollback (context->store);
  return NULL;
}

static gboolean
take_resources (gpointer data, const KtResource *resources, gsize n, GError **error)
{
  for (gsize i = 0; i < n; i++)
    if (!resources[i].gone)
      g_hash_table_add (data, g_strdup (resources[i].href));
  return TRUE;
}

static gboolean
put_one (KtContext *context, KtCalendarCourier *courier, const KtCalendar *calendar,
         const char *href, guint *count, GError **error)
{
  g_autoptr (GError) refused = NULL;
  KtOutcome outcome = { 0 };
  KtObject *object = kt_object_get (context->store, calendar->id, href, error);
  if (object == NULL)
    return FALSE;
  gboolean ok = *object->text == '\0'
                || kt_calendar_courier_put (courier, calendar->href, href, "", object->text,
                                            &outcome, &refused);
  if (ok && outcome.kind == KT_OUTCOME_REFUSED)
    {
      g_set_error (&refused, KT_ERROR, KT_ERROR_PARTLY, _ ("«%s» was not taken, %s"), href,
                   outcome.reason);
      ok = FALSE;
    }
  *count += ok && outcome.kind == KT_OUTCOME_STORED;
  kt_outcome_clear (&outcome);
  kt_object_free (object);
  if (refused != NULL)
    g_propagate_error (error, g_steal_pointer (&refused));
  return ok;
}

static gboolean
put_missing (KtContext *context, KtCalendarCourier *courier, const KtCalendar *calendar,
             guint *count, GError **error)
{
  g_autofree char *state = NULL;
  gboolean whole;
  g_autoptr (GHashTable) there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) here = kt_object_etags (context->store, calendar->id, error);
  const KtCollectionSink sink = { .resources = take_resources, .data = there };
  GHashTableIter iter;
  gpointer href;
  if (here == NULL
      || !kt_calendar_courier_changes (courier, calendar->href, "", &sink, &state, &whole, error))
    return FALSE;
  g_hash_table_iter_init (&iter, here);
  while (g_hash_table_iter_next (&iter, &href, NULL))
    if (!g_hash_table_contains (there, href)
        && !put_one (context, courier, calendar, href, count, error))
      return FALSE;
  return TRUE;
}

static gboolean
start_again (KtContext *context, const KtCalendar *calendar, GError **error)
{
  KtCalendar fresh = *calendar;
  fresh.stopped = NULL;
  fresh.state = (char *)"";
  if (!kt_store_begin (context->store, "calendar", error))
    return FALSE;
  if (kt_calendar_put (context->store, &fresh, error) && kt_store_commit (context->store, error))
    return TRUE;
  kt_store_rollback (context->store);
  return FALSE;
}

gboolean
kt_calendar_put_back (KtContext *context, const KtCalendar *calendar, guint *ret_count,
                      GError **error)
{
  const KtCalendarSource *source = kt_run_source (context, calendar);
  *ret_count = 0;
  if (!calendar->writable || source == NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
                   _ ("cannot put anything into «%s», it is only read"), calendar->name);
      return FALSE;
    }
  g_autoptr (KtCalendarCourier) courier
      = kt_calendar_courier_open (source, context->no_input, error);
  return courier != NULL && put_missing (context, courier, calendar, ret_count, error)
         && start_again (context, calendar, error);
}
