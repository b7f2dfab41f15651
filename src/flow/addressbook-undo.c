#include "config.h"
#include "kontor/addressbook-engine.h"
#include "kontor/journal.h"
#include <stdio.h>
#include <string.h>

/* The outbox is not journaled: what was sent cannot be taken back. What an undo means for a card
 * follows from the entry of the log that the row's reason names. */

static gboolean
is_undone (const GPtrArray *entries, gint64 seq)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const KtJournalEntry *entry = entries->pdata[i];
      if (entry->seq == seq)
        return entry->undone_by != 0;
    }
  return FALSE;
}

gboolean
kt_addressbook_is_parted (KtStore *store, const char *reason, gboolean *ret, GError **error)
{
  *ret = FALSE;
  if (reason == NULL || !g_str_has_prefix (reason, KT_JOINED_BY))
    return TRUE;
  gint64 seq = g_ascii_strtoll (reason + strlen (KT_JOINED_BY), NULL, 10);
  g_autoptr (GPtrArray) entries = kt_journal_list (store, G_MAXUINT, error);
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const KtJournalEntry *entry = entries->pdata[i];
      *ret |= entry->seq == seq && entry->undone_by != 0;
    }
  return entries != NULL;
}

static gboolean
has_reason (const KtCardRow *row, const char *prefix)
{
  return row->reason != NULL && g_str_has_prefix (row->reason, prefix);
}

/* As agreed with another owner: what was joined to that one's card says nothing of this one's. */
static void
forget_joined (KtOutbox *row)
{
  g_autoptr (GPtrArray) facts = kt_facts_parse (row->mine);
  for (guint i = facts->len; i > 0; i--)
    if (g_str_equal (((const KtFact *)facts->pdata[i - 1])->name, KT_FACT_CARD))
      g_ptr_array_remove_index (facts, i - 1);
  g_free (row->mine);
  row->mine = kt_facts_print (facts);
}

/* Its card belongs to whom it belonged before the merge, while that is undone. */
static gboolean
follow_merge (KtContext *context, KtCardRow *light, const GPtrArray *entries, GError **error)
{
  gint64 seq, from, into;
  if (!light->agreed
      || sscanf (light->reason,
                 KT_OUTBOX_MERGED_BY "%" G_GINT64_FORMAT " from %" G_GINT64_FORMAT
                                     " into %" G_GINT64_FORMAT,
                 &seq, &from, &into)
             != 3)
    return TRUE;
  gint64 owner = is_undone (entries, seq) ? from : into;
  if (light->record == owner)
    return TRUE;
  g_autoptr (KtOutbox) row = kt_outbox_get (context->store, light->row, error);
  if (row == NULL)
    return FALSE;
  light->record = row->record = owner;
  forget_joined (row);
  return kt_calendar_save_row (context, row, error);
}

static gboolean
drop (KtStore *store, const KtCardRow *light, GError **error)
{
  if (!kt_store_begin (store, "sync", error))
    return FALSE;
  if (kt_outbox_delete (store, light->row, error) && kt_store_commit (store, error))
    return TRUE;
  kt_store_rollback (store);
  return FALSE;
}

/* Deleted, taken back and deleted once more by a redo; or its card was taken away, and only the
 * row says where it lay. That is dropped when nobody can take it back, or something lies there. */
static gboolean
follow_deletion (KtContext *context, const KtCardRow *light, const GPtrArray *entries,
                 GError **error)
{
  g_autofree char *name = kt_contact_name (context->store, light->record, NULL);
  gint64 old = context->clock.now - KT_KEPT_TEXT_DAYS * G_GINT64_CONSTANT (86400);
  if (light->deleting && !light->known && name == NULL && (light->there || light->updated < old))
    return drop (context->store, light, error);
  gint64 seq = g_ascii_strtoll (light->reason + strlen (KT_OUTBOX_DELETED_BY), NULL, 10);
  if (!light->agreed || name != NULL || is_undone (entries, seq))
    return TRUE;
  g_autoptr (KtOutbox) row = kt_outbox_get (context->store, light->row, error);
  if (row == NULL)
    return FALSE;
  row->state = KT_OUTBOX_DELETING;
  return kt_calendar_save_row (context, row, error);
}

gboolean
kt_addressbook_follow_undo (KtCalendarRun *run, GError **error)
{
  KtStore *store = run->context->store;
  g_autoptr (GPtrArray) rows = kt_card_rows (store, run->config->name, error);
  g_autoptr (GPtrArray) entries = NULL;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      KtCardRow *row = rows->pdata[i];
      gboolean merged = has_reason (row, KT_OUTBOX_MERGED_BY), ok = TRUE;
      if (!merged && !has_reason (row, KT_OUTBOX_DELETED_BY))
        continue;
      if (entries == NULL)
        entries = kt_journal_list (store, G_MAXUINT, error);
      if (entries == NULL)
        return FALSE;
      ok = merged ? follow_merge (run->context, row, entries, error)
                  : follow_deletion (run->context, row, entries, error);
      if (!ok)
        return FALSE;
    }
  return rows != NULL;
}
