#include "config.h"
#include "kontor/addressbook-engine.h"
#include "kontor/error.h"
#include "kontor/tombstone.h"
#include <string.h>

/* The one place where the engine asks whether it has calendars or address books before it. */

void
kt_run_read_free (const KtCalendarRun *run, gpointer read)
{
  if (run->cards == NULL)
    g_clear_pointer ((GPtrArray **)&read, g_ptr_array_unref);
  else
    kt_vcard_free (read);
}

static gboolean
read_cards (KtCardReader *reader, const char *const *texts, gsize n, gpointer *ret, char **reasons,
            GError **error)
{
  g_autofree KtVcardCall *calls = g_new0 (KtVcardCall, n);
  for (gsize i = 0; i < n; i++)
    {
      calls[i].text = texts[i];
      calls[i].length = strlen (texts[i]);
    }
  gboolean ok = kt_card_reader_batch (reader, calls, n, error);
  for (gsize i = 0; i < n; i++)
    {
      ret[i] = ok ? g_steal_pointer (&calls[i].card) : NULL;
      reasons[i] = ok ? g_steal_pointer (&calls[i].reason) : NULL;
      kt_vcard_call_clear (&calls[i]);
    }
  return ok;
}

gboolean
kt_run_read (KtCalendarRun *run, const char *const *texts, gsize n, gpointer *ret, char **reasons,
             GError **error)
{
  if (run->cards != NULL)
    return read_cards (run->cards, texts, n, ret, reasons, error);
  g_autofree GPtrArray **events = g_new0 (GPtrArray *, n + 1);
  gboolean ok = kt_calendar_reader_batch (run->reader, texts, n, events, reasons, error);
  for (gsize i = 0; i < n; i++)
    ret[i] = events[i];
  return ok;
}

/* What a server still has of somebody who was forgotten comes without its words. */
static gboolean
is_forgotten (KtContext *context, const KtVcard *card, gboolean *ret, GError **error)
{
  gint64 at = 0;
  if (!kt_tombstone_at (context->store, KT_TOMB_CARD, card->uid, &at, error))
    return FALSE;
  g_autoptr (GPtrArray) facts = kt_facts_of_card (context, card);
  for (guint i = 0; i < facts->len && at == 0; i++)
    {
      const KtFact *fact = facts->pdata[i];
      gboolean email = g_str_equal (fact->name, "email");
      if (!email && !g_str_equal (fact->name, "phone"))
        continue;
      g_autofree char *match = kt_fact_match (context, fact);
      if (!kt_tombstone_at (context->store, email ? KT_TOMB_ADDRESS : KT_TOMB_PHONE, match, &at,
                            error))
        return FALSE;
      /* whoever has it now was taken in after that */
      g_autoptr (GPtrArray) owners = kt_contact_by_match (context->store, match, error);
      if (owners == NULL)
        return FALSE;
      at = owners->len > 0 ? 0 : at;
    }
  *ret = at != 0;
  return TRUE;
}

static gboolean
store_card (KtCalendarRun *run, KtObject *object, const KtVcard *card, GError **error)
{
  KtStore *store = run->context->store;
  gboolean forgotten = FALSE, any;
  g_free (object->uid);
  object->uid = g_strdup (card != NULL ? card->uid : "");
  if (!kt_tombstone_any (store, &any, error)
      || (any && card != NULL && !is_forgotten (run->context, card, &forgotten, error)))
    return FALSE;
  if (forgotten)
    {
      g_free (object->text);
      object->text = kt_tombstone_card (object->uid);
    }
  if (!kt_object_put (store, object, NULL, run->context->settings, error))
    return FALSE;
  return card == NULL || object->problem != NULL || forgotten
             ? kt_card_forget (store, object->id, error)
             : kt_card_put (store, object->id, card->name, g_str_equal (card->kind, "group"),
                            error);
}

gboolean
kt_run_store (KtCalendarRun *run, KtObject *object, gconstpointer read, GError **error)
{
  if (run->cards != NULL)
    return store_card (run, object, read, error);
  const GPtrArray *events = read;
  if (events != NULL && events->len > 0)
    {
      g_free (object->uid);
      object->uid = g_strdup (((const KtEvent *)g_ptr_array_index (events, 0))->uid);
    }
  return kt_object_put (run->context->store, object, events, run->context->settings, error);
}

static gboolean
same_card (KtCardReader *reader, const char *a, const char *b, gboolean *ret_same, GError **error)
{
  *ret_same = g_str_equal (a, b);
  if (*ret_same || *a == '\0' || *b == '\0')
    return TRUE;
  g_autofree char *x = kt_card_reader_canonical (reader, a, error);
  g_autofree char *y = x != NULL ? kt_card_reader_canonical (reader, b, error) : NULL;
  *ret_same = y != NULL && g_str_equal (x, y);
  return y != NULL;
}

gboolean
kt_run_same (KtCalendarRun *run, const char *a, const char *b, gboolean *ret_same, GError **error)
{
  return run->cards != NULL ? same_card (run->cards, a, b, ret_same, error)
                            : kt_calendar_same (run->reader, a, b, ret_same, error);
}

char *
kt_run_merge (KtCalendarRun *run, const char *base, const char *mine, const char *theirs,
              char **ret_conflicts, GError **error)
{
  return run->cards != NULL
             ? kt_card_reader_merge (run->cards, base, mine, theirs, ret_conflicts, error)
             : kt_calendar_reader_merge (run->reader, base, mine, theirs, ret_conflicts, error);
}

char *
kt_run_apply (KtCalendarRun *run, const char *base, const char *before, const KtWish *wish,
              GError **error)
{
  return run->cards != NULL ? kt_card_apply (run, base, before, wish, error)
                            : kt_wish_apply (run->reader, run->context, base, before, wish, error);
}

char *
kt_run_text (KtCalendarRun *run, const KtWish *wish, GError **error)
{
  return run->cards != NULL ? kt_card_text (run, wish, error) : g_strdup (wish->text);
}

GPtrArray *
kt_run_collections (const KtCalendarRun *run, GError **error)
{
  return kt_source_is_cards (run->config->kind)
             ? kt_addressbook_list (run->context->store, run->config->name, error)
             : kt_calendar_list (run->context->store, run->config->name, error);
}

const KtCalendarSource *
kt_run_source (const KtContext *context, const KtCalendar *calendar)
{
  return calendar->cards ? kt_settings_book (context->settings, calendar->source)
                         : kt_settings_calendar (context->settings, calendar->source);
}
