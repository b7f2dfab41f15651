#include "config.h"
#include "kontor/addressbook-engine.h"
#include "kontor/error.h"
#include "kontor/import-rows.h"
#include "kontor/journal.h"
#include <glib/gi18n.h>
#include <string.h>

#define CHUNK 200 /* cards whose texts are in memory at once: they may hold photos */

/* A card that the book takes note of. Its text is fetched once more when it is written. */
typedef struct
{
  const KtCalendar *book;
  KtObject *object;          /* without its text */
  KtId row;                  /* of the outbox; 0: the card is new */
  KtVcard *theirs;           /* of new ones */
  GPtrArray *before, *after; /* KtFact, of changed ones; NULL: it says the same as before */
  gboolean here_changed;     /* too, and it could be merged */
} Item;

static void
item_free (gpointer data)
{
  Item *item = data;
  kt_object_free (item->object);
  kt_vcard_free (item->theirs);
  g_clear_pointer (&item->before, g_ptr_array_unref);
  g_clear_pointer (&item->after, g_ptr_array_unref);
  g_free (item);
}

typedef struct
{
  KtCalendarRun *run;
  GPtrArray *items;
  GHashTable *taken; /* KtId *: contacts with a card in this source */
  guint changed;     /* contacts made or changed */
  gint64 entry;      /* seq of the entry that is being written */
} Take;

/* --- what they say --- */

static KtVcard *
read_one (KtCalendarRun *run, const char *text)
{
  return *text != '\0' ? kt_card_reader_read (run->cards, text, NULL) : NULL;
}

/* Both changed: merged where they touch different properties, else a conflict, *ret_item NULL. */
static gboolean
check_merge (KtCalendarRun *run, KtOutbox *row, const KtObject *object, const KtWish *wish,
             gboolean *ret_take, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autofree char *conflicts = NULL;
  g_autofree char *mine = kt_card_apply (run, row->base, row->mine, wish, &failed);
  *ret_take = TRUE;
  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  if (mine == NULL) /* nothing changed here after all */
    return TRUE;
  g_autofree char *merged = kt_run_merge (run, row->base, mine, object->text, &conflicts, error);
  if (merged == NULL)
    return FALSE;
  if (*conflicts == '\0')
    return TRUE;
  *ret_take = FALSE;
  if (!kt_calendar_conflict (run->context, run->result, row, wish->what, mine, object, conflicts,
                             error))
    return FALSE;
  run->result->conflicts -= kt_calendar_of_row (run, row)->writable; /* the push counts it */
  return TRUE;
}

static gboolean
understand_change (Take *take, Item *item, KtOutbox *row, const KtObject *object,
                   const KtWish *wish, gboolean *ret_take, GError **error)
{
  KtCalendarRun *run = take->run;
  gboolean same;
  *ret_take = TRUE;
  if (!kt_run_same (run, object->text, row->base, &same, error))
    return FALSE;
  item->here_changed = !g_str_equal (wish->props, row->mine);
  if (same)
    return TRUE;
  if (item->here_changed && !check_merge (run, row, object, wish, ret_take, error))
    return FALSE;
  g_autoptr (KtVcard) base = read_one (run, row->base);
  g_autoptr (KtVcard) theirs = kt_card_reader_read (run->cards, object->text, error);
  if (theirs == NULL)
    return FALSE;
  item->before = base != NULL ? kt_facts_of_card (run->context, base) : kt_facts_parse (row->mine);
  item->after = kt_facts_of_card (run->context, theirs);
  return TRUE;
}

/* Whether a row is about something that may be taken over now. */
static gboolean
is_open (const KtOutbox *row)
{
  return row->state != KT_OUTBOX_CONFLICT && row->state != KT_OUTBOX_DELETING && *row->base != '\0';
}

static gboolean
look_at_row (Take *take, Item *item, const KtObject *object, gboolean *ret_take, GError **error)
{
  KtCalendarRun *run = take->run;
  g_autoptr (GError) failed = NULL;
  g_autoptr (KtOutbox) row = kt_outbox_get (run->context->store, item->row, error);
  if (row == NULL || !kt_calendar_settle_putting (run, row, object, error))
    return FALSE;
  g_autoptr (KtWish) wish = kt_card_wish (run->context, row->record, &failed);
  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  gboolean parted;
  if (!kt_addressbook_is_parted (run->context->store, row->reason, &parted, error))
    return FALSE;
  /* of who is not here any more nothing is taken */
  *ret_take = wish != NULL && !parted && is_open (row);
  if (!*ret_take)
    return TRUE;
  return understand_change (take, item, row, object, wish, ret_take, error);
}

static void
forget_text (KtObject *object)
{
  g_clear_pointer (&object->text, g_free);
}

/* What cannot be done about one card is told and ends nothing else. */
static gboolean
look_at (Take *take, const KtCalendar *book, KtCardNews *news, GError **error)
{
  GError *failed = NULL;
  gboolean wanted = TRUE, ok = TRUE;
  Item *item = g_new0 (Item, 1);
  item->book = book;
  item->row = news->row;
  if (news->row != 0)
    ok = look_at_row (take, item, news->object, &wanted, &failed);
  else
    wanted = ok
        = (item->theirs = kt_card_reader_read (take->run->cards, news->object->text, &failed))
          != NULL;
  if (ok && wanted)
    {
      item->object = g_steal_pointer (&news->object);
      forget_text (item->object);
      g_ptr_array_add (take->items, item);
      return TRUE;
    }
  item_free (item);
  return ok || kt_calendar_survive (take->run, failed, error);
}

static gboolean
look_through (Take *take, const KtCalendar *book, GError **error)
{
  gint64 after = 0;
  for (;;)
    {
      g_autoptr (GPtrArray) news
          = kt_card_news (take->run->context->store, book, after, CHUNK, error);
      if (news == NULL)
        return FALSE;
      for (guint i = 0; i < news->len; i++)
        {
          KtCardNews *one = news->pdata[i];
          after = one->object->id;
          if (kt_calendar_interrupted (take->run, error) || !look_at (take, book, one, error))
            return FALSE;
        }
      if (news->len < CHUNK)
        return TRUE;
    }
}

/* --- what the book makes of it --- */

static void
agree (KtOutbox *row, const KtObject *object)
{
  g_free (row->base);
  g_free (row->etag);
  row->base = g_strdup (object->text);
  row->etag = g_strdup (object->etag);
  g_clear_pointer (&row->intent, g_free);
  kt_outbox_clear_reason (row);
  row->state = KT_OUTBOX_AGREED;
  row->attempts = 0;
}

/* What the contact says now is what was agreed on, unless it waits to be put: then that is what was
 * agreed before. */
static gboolean
save (KtContext *context, KtOutbox *row, const KtObject *object, gboolean here_changed,
      GError **error)
{
  g_autofree char *joined = *row->base == '\0' ? g_steal_pointer (&row->reason) : NULL;
  agree (row, object);
  if (joined != NULL)
    row->reason = g_steal_pointer (&joined);
  if (!here_changed)
    {
      g_autoptr (KtWish) wish = kt_card_wish (context, row->record, error);
      if (wish == NULL)
        return FALSE;
      g_free (row->mine);
      row->mine = g_strdup (wish->props);
    }
  return kt_outbox_put (context->store, row, context->clock.now, error);
}

static gboolean
take_change (KtContext *context, KtOutbox *row, const KtObject *object, const GPtrArray *before,
             const GPtrArray *after, gboolean here_changed, gboolean *ret_changed, GError **error)
{
  g_autoptr (GArray) changes = before != NULL ? kt_facts_diff (before, after) : NULL;
  *ret_changed = FALSE;
  return (changes == NULL
          || kt_card_change_contact (context, row->record, changes, ret_changed, error))
         && save (context, row, object, here_changed, error);
}

static gboolean
is_contact (KtStore *store, KtId id, gboolean *ret, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autofree char *name = kt_contact_name (store, id, &failed);
  *ret = name != NULL;
  if (name != NULL || g_error_matches (failed, KT_ERROR, KT_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

static KtOutbox *
new_row (const Item *item, KtId contact)
{
  KtOutbox *row = kt_outbox_new ();
  char **places[] = { &row->source, &row->collection, &row->href, &row->uid };
  const char *texts[] = { item->book->source, item->book->href, item->object->href,
                          item->object->uid != NULL ? item->object->uid : "" };
  row->kind = KT_OUTBOX_CONTACT;
  row->record = contact;
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_free (*places[i]);
      *places[i] = g_strdup (texts[i]);
    }
  return row;
}

static gboolean
take_new (Take *take, const Item *item, const KtObject *object, gboolean *ret_changed,
          GError **error)
{
  KtContext *context = take->run->context;
  gboolean there;
  KtId contact;
  if (!kt_card_match (context, item->theirs, take->taken, &contact, error))
    return FALSE;
  contact = contact != 0 ? contact : kt_card_contact_key (item->book, item->object);
  if (!is_contact (context->store, contact, &there, error))
    return FALSE;
  *ret_changed = TRUE;
  if (there ? !kt_card_join_contact (context, contact, item->theirs, ret_changed, error)
            : !kt_card_make_contact (context, contact, item->theirs, error))
    return FALSE;
  g_hash_table_add (take->taken, g_memdup2 (&contact, sizeof contact));
  g_autoptr (KtOutbox) row = new_row (item, contact);
  if (there && *ret_changed)
    row->reason = g_strdup_printf (KT_JOINED_BY "%" G_GINT64_FORMAT, take->entry);
  return save (context, row, object, FALSE, error);
}

static gboolean
take_item (Take *take, const Item *item, gboolean *ret_changed, GError **error)
{
  KtContext *context = take->run->context;
  KtObject *object = kt_object_get (context->store, item->book->id, item->object->href, error);
  g_autoptr (KtOutbox) row
      = object != NULL && item->row != 0 ? kt_outbox_get (context->store, item->row, error) : NULL;
  gboolean ok = object != NULL;
  if (ok && item->row == 0)
    ok = take_new (take, item, object, ret_changed, error);
  else if (ok)
    ok = row != NULL
         && take_change (context, row, object, item->before, item->after, item->here_changed,
                         ret_changed, error);
  kt_object_free (object);
  return ok;
}

static gboolean
take_items (Take *take, GError **error)
{
  take->changed = 0;
  take->entry = kt_import_rows_stamp (take->run->context->store, error) + 1;
  if (take->entry <= 0)
    return FALSE;
  for (guint i = 0; i < take->items->len; i++)
    {
      gboolean changed = FALSE;
      if (!take_item (take, take->items->pdata[i], &changed, error))
        return FALSE;
      take->changed += changed;
    }
  return TRUE;
}

/* Contacts with a card in this source. */
static gboolean
list_taken (Take *take, GError **error)
{
  g_autoptr (GPtrArray) rows
      = kt_card_rows (take->run->context->store, take->run->config->name, error);
  g_hash_table_remove_all (take->taken);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    g_hash_table_add (take->taken,
                      g_memdup2 (&((const KtCardRow *)rows->pdata[i])->record, sizeof (KtId)));
  return rows != NULL;
}

/* One entry of the journal for all of it; where nothing came of it for the book, only the rows are
 * written: an entry without a change would be rolled back with them. */
static gboolean
write_down (Take *take, GError **error)
{
  KtContext *context = take->run->context;
  if (!list_taken (take, error)
      || !kt_journal_begin (context->store, KT_ORIGIN_SYNC, "sync", error))
    return FALSE;
  if (!take_items (take, error))
    {
      kt_journal_rollback (context->store);
      return FALSE;
    }
  if (take->changed > 0)
    {
      g_autofree char *line = g_strdup_printf (
          ngettext ("sync: %u contact out of «%s»", "sync: %u contacts out of «%s»", take->changed),
          take->changed, take->run->config->name);
      return kt_journal_commit (context->store, line, context->clock.now, TRUE, NULL, error);
    }
  kt_journal_rollback (context->store);
  if (!list_taken (take, error) || !kt_store_begin (context->store, "sync", error))
    return FALSE;
  if (take_items (take, error) && kt_store_commit (context->store, error))
    return TRUE;
  kt_store_rollback (context->store);
  return FALSE;
}

gboolean
kt_addressbook_take (KtCalendarRun *run, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (item_free);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Take take = { .run = run, .items = items, .taken = taken };
  for (guint i = 0; i < run->calendars->len; i++)
    {
      const KtCalendar *book = run->calendars->pdata[i];
      if (g_hash_table_contains (run->pulled, &book->id) && !look_through (&take, book, error))
        return FALSE;
    }
  if (items->len == 0)
    return TRUE;
  if (!write_down (&take, error))
    return FALSE;
  run->result->moved += take.changed;
  return TRUE;
}

/* --- what the user decided --- */

gboolean
kt_addressbook_take_row (KtContext *context, KtOutbox *row, const KtObject *object, GError **error)
{
  gboolean changed;
  g_autoptr (KtCardReader) reader = kt_card_reader_new ();
  g_autoptr (KtVcard) base
      = *row->base != '\0' ? kt_card_reader_read (reader, row->base, NULL) : NULL;
  g_autoptr (KtVcard) theirs = kt_card_reader_read (reader, object->text, error);
  if (theirs == NULL)
    return FALSE;
  g_autoptr (GPtrArray) before
      = base != NULL ? kt_facts_of_card (context, base) : kt_facts_parse (row->mine);
  g_autoptr (GPtrArray) after = kt_facts_of_card (context, theirs);
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  if (!take_change (context, row, object, before, after, TRUE, &changed, error)
      || !kt_kept_text_settle (context->store, row->id, error))
    {
      kt_journal_rollback (context->store);
      return FALSE;
    }
  if (changed)
    return kt_journal_commit (context->store, "addressbook resolve --theirs", context->clock.now,
                              TRUE, NULL, error);
  kt_journal_rollback (context->store);
  if (!kt_store_begin (context->store, context->command, error))
    return FALSE;
  if (kt_outbox_put (context->store, row, context->clock.now, error)
      && kt_kept_text_settle (context->store, row->id, error)
      && kt_store_commit (context->store, error))
    return TRUE;
  kt_store_rollback (context->store);
  return FALSE;
}
