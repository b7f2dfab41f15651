#include "config.h"
#include "kontor/letter-scan.h"
#include "kontor/letter.h"
#include "letter-enums.h"
#include <sqlite3.h>

/* Letters and their places, both read in the order of rows and side by side: a look-up for each
 * letter costs more than both together. */
typedef struct
{
  sqlite3_stmt *letters, *places;
  GArray *drafts; /* folders (gint64) */
  GArray *here;   /* KtLetterPlace of the letter at hand */
  gint64 next;    /* the letter that places stands on; G_MAXINT64: at the end */
} Scan;

static gboolean
step (sqlite3_stmt *statement, gboolean *ret_row, GError **error)
{
  GError *failed = NULL;
  *ret_row = kt_step (statement, &failed);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, failed);
  return FALSE;
}

static gboolean
read_draft_folders (KtStore *store, GArray *folders, GError **error)
{
  static const char sql[] = "SELECT id FROM mirror.folder WHERE role = 'drafts'";
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  gboolean row = statement != NULL;
  while (row)
    {
      if (!step (statement, &row, error))
        return FALSE;
      gint64 folder = row ? kt_column_int (statement, 0) : 0;
      if (row)
        g_array_append_val (folders, folder);
    }
  return statement != NULL;
}

static gboolean
next_place (Scan *scan, GError **error)
{
  gboolean row;
  if (!step (scan->places, &row, error))
    return FALSE;
  scan->next = row ? kt_column_int (scan->places, 0) : G_MAXINT64;
  return TRUE;
}

/* Places of letters that are not there are passed over. */
static gboolean
read_places (Scan *scan, gint64 letter, GError **error)
{
  g_array_set_size (scan->here, 0);
  while (scan->next <= letter)
    {
      KtLetterPlace place
          = { kt_column_int (scan->places, 1), (guint32)kt_column_int (scan->places, 2) };
      if (scan->next == letter)
        g_array_append_val (scan->here, place);
      if (!next_place (scan, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
lies_as_draft (const Scan *scan)
{
  for (guint i = 0; i < scan->here->len; i++)
    {
      const KtLetterPlace *place = &g_array_index (scan->here, KtLetterPlace, i);
      if ((place->flags & KT_FLAG_DRAFT) != 0)
        return TRUE;
      for (guint f = 0; f < scan->drafts->len; f++)
        if (g_array_index (scan->drafts, gint64, f) == place->folder)
          return TRUE;
    }
  return FALSE;
}

static gboolean
show (Scan *scan, GString *people, KtLetterSee see, gpointer data, GError **error)
{
  sqlite3_stmt *row = scan->letters;
  KtStoredLetter letter = { .id = kt_column_int (row, 0),
                            .key = kt_column_int (row, 1),
                            .thread = kt_column_int (row, 2),
                            .time = kt_column_int (row, 3),
                            .flags = (guint32)kt_column_int (row, 6) };
  letter.direction = kt_direction_of_id (kt_column_text (row, 4));
  letter.kind = kt_letter_kind_of_id (kt_column_text (row, 5));
  letter.subject = (char *)kt_column_text (row, 7);
  letter.question = (char *)kt_column_text_or_null (row, 8);
  g_string_assign (people, kt_column_text (row, 9));
  letter.people = people->str;
  if (!read_places (scan, letter.id, error))
    return FALSE;
  KtLetterSeen seen = { .letter = &letter,
                        .places = (const KtLetterPlace *)(void *)scan->here->data,
                        .n_places = scan->here->len };
  gboolean vanished = scan->here->len == 0 && (letter.flags & KT_LETTER_FLAG_DRAFT) != 0;
  seen.draft = letter.direction == KT_DIRECTION_OUT && (vanished || lies_as_draft (scan));
  return see (&seen, data, error);
}

#define COLUMNS "id, key, thread, time, direction, kind, flags, subject, question, people"

gboolean
kt_letter_scan (KtStore *store, gint64 since, KtLetterSee see, gpointer data, GError **error)
{
  static const char letters[] = "SELECT " COLUMNS " FROM mirror.letter WHERE id >= ? ORDER BY id";
  static const char places[] = "SELECT letter, folder, flags FROM mirror.location"
                               " WHERE letter >= ? ORDER BY letter";
  g_autoptr (GArray) drafts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) here = g_array_new (FALSE, FALSE, sizeof (KtLetterPlace));
  g_autoptr (GString) people = g_string_sized_new (512);
  gint64 first = MAX (since, 0) << 20;
  Scan scan = { .drafts = drafts, .here = here };
  if (!read_draft_folders (store, drafts, error)
      || (scan.letters = kt_store_statement (store, letters, error)) == NULL
      || (scan.places = kt_store_statement (store, places, error)) == NULL)
    return FALSE;
  kt_bind (scan.letters, "i", first);
  kt_bind (scan.places, "i", first);
  gboolean row = TRUE, ok = next_place (&scan, error);
  while (ok && row)
    {
      ok = step (scan.letters, &row, error);
      if (ok && row)
        ok = show (&scan, people, see, data, error);
    }
  sqlite3_reset (scan.letters);
  sqlite3_reset (scan.places);
  return ok;
}

static gboolean
show_row (Scan *scan, gint64 id, GString *people, KtLetterSee see, gpointer data, GError **error)
{
  gboolean row;
  sqlite3_reset (scan->letters);
  sqlite3_reset (scan->places);
  kt_bind (scan->letters, "i", id);
  kt_bind (scan->places, "i", id);
  if (!next_place (scan, error) || !step (scan->letters, &row, error))
    return FALSE;
  return !row || show (scan, people, see, data, error);
}

gboolean
kt_letter_scan_rows (KtStore *store, const GArray *ids, KtLetterSee see, gpointer data,
                     GError **error)
{
  static const char letters[] = "SELECT " COLUMNS " FROM mirror.letter WHERE id = ?";
  static const char places[] = "SELECT letter, folder, flags FROM mirror.location WHERE letter = ?";
  g_autoptr (GArray) drafts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) here = g_array_new (FALSE, FALSE, sizeof (KtLetterPlace));
  g_autoptr (GString) people = g_string_sized_new (512);
  Scan scan = { .drafts = drafts, .here = here };
  if (!read_draft_folders (store, drafts, error)
      || (scan.letters = kt_store_statement (store, letters, error)) == NULL
      || (scan.places = kt_store_statement (store, places, error)) == NULL)
    return FALSE;
  gboolean ok = TRUE;
  for (guint i = 0; ok && i < ids->len; i++)
    ok = show_row (&scan, g_array_index (ids, gint64, i), people, see, data, error);
  sqlite3_reset (scan.letters);
  sqlite3_reset (scan.places);
  return ok;
}

gboolean
kt_letter_subjects (KtStore *store, gint64 since, KtSubjectSee see, gpointer data, GError **error)
{
  static const char sql[] = "SELECT id, subject FROM mirror.letter WHERE id >= ? ORDER BY id";
  g_autoptr (GError) failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", MAX (since, 0) << 20);
  while (kt_step (statement, &failed))
    see (kt_column_int (statement, 0), kt_column_text (statement, 1), data);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}
