#include "config.h"
#include "kontor/link.h"
#include "kontor/contact.h"
#include "kontor/letter-rows.h"
#include "kontor/verdict.h"
#include "link-book.h"
#include <stdlib.h>

typedef struct
{
  gint64 row;
  KtLinkReason reason;
} LinkedRow;

void
kt_linked_letter_free (KtLinkedLetter *linked)
{
  if (linked == NULL)
    return;
  kt_stored_letter_free (linked->letter);
  g_free (linked);
}

static void
append_rows (GArray *linked, const GArray *rows, KtLinkReason reason)
{
  for (guint i = 0; i < rows->len; i++)
    {
      LinkedRow row = { g_array_index (rows, gint64, i), reason };
      g_array_append_val (linked, row);
    }
}

/* Of letters to and from shared addresses those in whose thread the contact's own address is. */
static gboolean
append_by_thread (KtStore *store, GArray *linked, const GArray *own, const GArray *shared,
                  GError **error)
{
  g_autoptr (GHashTable) threads
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gint64 thread;
  for (guint i = 0; i < own->len; i++)
    {
      if (!kt_letter_row_thread (store, g_array_index (own, gint64, i), &thread, error))
        return FALSE;
      g_hash_table_add (threads, g_memdup2 (&thread, sizeof thread));
    }
  for (guint i = 0; i < shared->len; i++)
    {
      LinkedRow row = { g_array_index (shared, gint64, i), KT_LINK_THREAD };
      if (!kt_letter_row_thread (store, row.row, &thread, error))
        return FALSE;
      if (g_hash_table_contains (threads, &thread))
        g_array_append_val (linked, row);
    }
  return TRUE;
}

static gboolean
apply_verdicts (KtStore *store, KtId contact, GArray *linked, GHashTable *refused, GError **error)
{
  g_autoptr (GArray) verdicts = kt_letter_verdict_of_contact (store, contact, error);
  if (verdicts == NULL)
    return FALSE;
  for (guint i = 0; i < verdicts->len; i++)
    {
      const KtLetterVerdict *verdict = &g_array_index (verdicts, KtLetterVerdict, i);
      LinkedRow row = { 0, KT_LINK_SAID };
      if (!kt_letter_row (store, verdict->letter, &row.row, error))
        return FALSE;
      if (row.row == 0) /* the mirror was made anew and has not come so far back */
        continue;
      if (verdict->verdict == KT_VERDICT_LINKED)
        g_array_append_val (linked, row);
      else
        g_hash_table_add (refused, g_memdup2 (&row.row, sizeof row.row));
    }
  return TRUE;
}

/* Newest first; of two reasons the plainer one. */
static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const LinkedRow *x = a, *y = b;
  if (x->row != y->row)
    return x->row < y->row ? 1 : -1;
  return (int)x->reason - (int)y->reason;
}

static void
drop_repeated_and_refused (GArray *linked, GHashTable *refused)
{
  guint kept = 0;
  for (guint i = 0; i < linked->len; i++)
    {
      const LinkedRow *row = &g_array_index (linked, LinkedRow, i);
      gboolean repeated = kept > 0 && g_array_index (linked, LinkedRow, kept - 1).row == row->row;
      if (!repeated && !g_hash_table_contains (refused, &row->row))
        g_array_index (linked, LinkedRow, kept++) = *row;
    }
  g_array_set_size (linked, kept);
}

static GArray *
rows_of_contact (KtStore *store, const KtSettings *settings, KtId contact, GError **error)
{
  g_autoptr (KtLinkBook) book = kt_link_book_new (store, settings, error);
  g_autoptr (GArray) linked = g_array_new (FALSE, FALSE, sizeof (LinkedRow));
  g_autoptr (GHashTable) refused
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_auto (GStrv) own = NULL, shared = NULL;
  if (book == NULL || !kt_link_book_matches (book, contact, &own, &shared, error))
    return NULL;
  g_autoptr (GArray) own_rows = kt_letter_rows_of (store, (const char *const *)own, error);
  g_autoptr (GArray) shared_rows
      = own_rows != NULL ? kt_letter_rows_of (store, (const char *const *)shared, error) : NULL;
  if (shared_rows == NULL)
    return NULL;
  g_autoptr (GArray) forwarding
      = kt_letter_rows_forwarding (store, (const char *const *)own, error);
  if (forwarding == NULL)
    return NULL;
  append_rows (linked, own_rows, KT_LINK_OWNED);
  append_rows (linked, forwarding, KT_LINK_FORWARDED);
  if ((shared_rows->len > 0 && !append_by_thread (store, linked, own_rows, shared_rows, error))
      || !apply_verdicts (store, contact, linked, refused, error))
    return NULL;
  g_array_sort (linked, compare_rows);
  drop_repeated_and_refused (linked, refused);
  return g_steal_pointer (&linked);
}

GPtrArray *
kt_link_letters_of (KtStore *store, const KtSettings *settings, KtId contact, guint limit,
                    KtLinkSummary *ret_summary, GError **error)
{
  g_autoptr (GArray) rows = rows_of_contact (store, settings, contact, error);
  g_autoptr (GPtrArray) list
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_linked_letter_free);
  if (rows == NULL)
    return NULL;
  if (ret_summary != NULL)
    *ret_summary = (KtLinkSummary){ rows->len, 0 };
  if (ret_summary != NULL && rows->len > 0)
    ret_summary->oldest = kt_letter_row_time (g_array_index (rows, LinkedRow, rows->len - 1).row);
  for (guint i = 0; i < MIN (rows->len, limit); i++)
    {
      const LinkedRow *row = &g_array_index (rows, LinkedRow, i);
      KtStoredLetter *letter = kt_letter_at_row (store, row->row, error);
      if (letter == NULL)
        return NULL;
      KtLinkedLetter *linked = g_new (KtLinkedLetter, 1);
      linked->letter = letter;
      linked->reason = row->reason;
      g_ptr_array_add (list, linked);
    }
  return g_steal_pointer (&list);
}
