#include "config.h"
#include "kontor/letter.h"
#include "address-cache.h"
#include "letter-enums.h"
#include "letter-forgotten.h"
#include "letter-words.h"
#include "location.h"
#include "thread.h"
#include <sqlite3.h>

struct _KtLetterWriter
{
  KtStore *store;
  KtAddressCache *addresses;
  KtAddrRules rules;
  GString *people;
  gint64 last_row;     /* of the letter stored last */
  GHashTable *touched; /* address ids */
  GArray *doubtful;    /* rows of list letters whose text may go: gint64 */
};

KtLetterWriter *
kt_letter_writer_new (KtStore *store, const KtSettings *settings, GError **error)
{
  KtLetterWriter *writer = g_new0 (KtLetterWriter, 1);
  writer->store = store;
  writer->rules = settings != NULL ? settings->addr_rules : kt_addr_rules_default;
  writer->addresses = kt_address_cache_new (store, &writer->rules);
  writer->people = g_string_sized_new (1024);
  writer->touched = g_hash_table_new (NULL, NULL);
  writer->doubtful = g_array_new (FALSE, FALSE, sizeof (gint64));
  return writer;
}

void
kt_letter_writer_free (KtLetterWriter *writer)
{
  if (writer == NULL)
    return;
  kt_address_cache_free (writer->addresses);
  g_string_free (writer->people, TRUE);
  g_hash_table_unref (writer->touched);
  g_array_unref (writer->doubtful);
  g_free (writer);
}

void
kt_letter_writer_reset (KtLetterWriter *writer)
{
  kt_address_cache_clear (writer->addresses);
  writer->last_row = 0;
}

/* One value of one row, 0 where there is none. FALSE only with error. */
static gboolean
look_up (KtStore *store, const char *sql, gint64 key, gint64 *ret_value, GError **error)
{
  GError *failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", key);
  *ret_value = kt_step (statement, &failed) ? kt_column_int (statement, 0) : 0;
  sqlite3_reset (statement);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, failed);
  return FALSE;
}

/* Rows in order of time. Letters of one second go on upwards within a batch: a step back would make
 * FTS5 flush. */
static gboolean
choose_row (KtLetterWriter *writer, const KtLetter *letter, gint64 *ret_row, GError **error)
{
  static const char sql[] = "SELECT 1 FROM mirror.letter WHERE id = ?";
  gint64 time = MAX (letter->time, 0);
  gint64 row = (time << KT_LETTER_ROW_BITS) | (letter->key & ((1 << KT_LETTER_ROW_BITS) - 1));
  gint64 taken = 1;
  if (row <= writer->last_row && time == writer->last_row >> KT_LETTER_ROW_BITS)
    row = writer->last_row + 1;
  while (TRUE)
    {
      if (!look_up (writer->store, sql, row, &taken, error))
        return FALSE;
      if (!taken)
        break;
      row++;
    }
  *ret_row = row;
  return TRUE;
}

static void
append_plain (GString *out, const char *text)
{
  for (const char *p = text; *p != 0; p++)
    g_string_append_c (out, (guchar)*p < 0x20 ? ' ' : *p);
}

static const char *
people_of (KtLetterWriter *writer, const KtLetter *letter)
{
  GString *out = g_string_truncate (writer->people, 0);
  for (gsize i = 0; i < letter->n_people; i++)
    {
      const KtParticipant *person = &letter->people[i];
      g_string_append_c (out, (char)('0' + person->role));
      g_string_append_c (out, '\t');
      append_plain (out, person->norm);
      g_string_append_c (out, '\t');
      append_plain (out, person->name);
      if (person->note != NULL && *person->note != 0)
        {
          g_string_append_c (out, '\t');
          append_plain (out, person->note);
        }
      g_string_append_c (out, '\n');
    }
  return out->str;
}

/* What this letter says about one of its people. */
static gboolean
see_person (KtLetterWriter *writer, const KtLetter *letter, const KtPlacement *place,
            const KtParticipant *person, KtCachedAddress *address, GError **error)
{
  guint32 flags = letter->flags | place->letter_flags;
  gboolean out = place->direction == KT_DIRECTION_OUT;
  gboolean sent = out && !place->draft;
  gboolean personal = letter->kind == KT_KIND_PERSONAL;
  gboolean forged = flags & (KT_LETTER_FLAG_FORGED | KT_LETTER_FLAG_SPOOFED);
  gboolean from = person->role == KT_ROLE_FROM;
  gboolean to = person->role >= KT_ROLE_TO && person->role <= KT_ROLE_BCC;
  gint64 wrote = personal && !out && from && !(flags & KT_LETTER_FLAG_FORGED) ? letter->time : 0;
  gint64 written = personal && sent && to ? letter->time : 0;
  /* what a forwarder says of others stays in his letter */
  gboolean named = !forged && person->role != KT_ROLE_FORWARDED;
  int rank = from ? KT_NAME_OWN : KT_NAME_BY_OTHERS;
  g_hash_table_add (writer->touched, GSIZE_TO_POINTER (address->id));
  return kt_address_cache_see (writer->addresses, address, named ? person->name : NULL, rank, wrote,
                               written, error);
}

static gboolean
wrote_to_sender (KtLetterWriter *writer, const KtLetter *letter)
{
  for (gsize i = 0; i < letter->n_people; i++)
    if (letter->people[i].role == KT_ROLE_FROM)
      {
        KtCachedAddress *from
            = kt_address_cache_find (writer->addresses, letter->people[i].norm, NULL);
        if (from != NULL && from->written_at > 0)
          return TRUE;
      }
  return FALSE;
}

/* Bulk mail keeps its text only from somebody I wrote to; what I sent always does. What people
 * write to a list may be from somebody whom a letter not yet read was written to: *ret_doubtful. */
static gboolean
keeps_text (KtLetterWriter *writer, const KtLetter *letter, KtDirection direction,
            gboolean *ret_doubtful)
{
  gboolean by_person = letter->kind == KT_KIND_PERSONAL || letter->kind == KT_KIND_INVITE;
  gboolean listed = letter->flags & KT_LETTER_FLAG_LIST;
  *ret_doubtful = FALSE;
  if (direction == KT_DIRECTION_OUT || (by_person && !listed) || wrote_to_sender (writer, letter))
    return TRUE;
  *ret_doubtful = by_person;
  return by_person;
}

gboolean
kt_letter_writer_keeps_text (KtLetterWriter *writer, const KtLetter *letter, KtDirection direction)
{
  gboolean doubtful;
  kt_address_cache_tidy (writer->addresses);
  return keeps_text (writer, letter, direction, &doubtful);
}

static gboolean
put_people (KtLetterWriter *writer, const KtLetter *letter, const KtPlacement *place, gint64 row,
            gint64 *ret_sender, GError **error)
{
  static const char sql[]
      = "INSERT INTO mirror.participant (address, letter, role) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET role = min (role, excluded.role)";
  *ret_sender = 0;
  for (gsize i = 0; i < letter->n_people; i++)
    {
      const KtParticipant *person = &letter->people[i];
      KtCachedAddress *address = kt_address_cache_get (writer->addresses, person->norm, error);
      if (address == NULL || !see_person (writer, letter, place, person, address, error)
          || !kt_store_run (writer->store, error, sql, "iii", address->id, row,
                            (gint64)person->role))
        return FALSE;
      if (*ret_sender == 0 && person->role == KT_ROLE_FROM)
        *ret_sender = address->id;
    }
  return TRUE;
}

static gboolean
put_parts (KtStore *store, const KtLetter *letter, gint64 row, GError **error)
{
  static const char sql[] = "INSERT OR IGNORE INTO mirror.part (letter, n, name, type, size)"
                            " VALUES (?, ?, ?, ?, ?)";
  for (gsize i = 0; i < letter->n_parts; i++)
    if (!kt_store_run (store, error, sql, "iissi", row, (gint64)letter->parts[i].number,
                       letter->parts[i].name, letter->parts[i].type, (gint64)letter->parts[i].size))
      return FALSE;
  return TRUE;
}

static gboolean
put_row (KtLetterWriter *writer, const KtLetter *letter, const KtPlacement *place, gint64 row,
         gint64 thread, gint64 sender, gboolean with_text, GError **error)
{
  static const char sql[]
      = "INSERT INTO mirror.letter (id, key, msgid_hash, thread, time, direction, kind, flags,"
        " sender, size, subject, people, question) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  const char *question = with_text && *letter->question != 0 ? letter->question : NULL;
  return kt_store_run (writer->store, error, sql, "iiiiissiiisss", row, letter->key,
                       letter->msgid_hash, thread, MAX (letter->time, 0),
                       kt_direction_id (place->direction), kt_letter_kind_id (letter->kind),
                       (gint64)(letter->flags | place->letter_flags), sender, place->size,
                       letter->subject, people_of (writer, letter), question);
}

static gboolean
put_new (KtLetterWriter *writer, const KtLetter *letter, const KtPlacement *place, gint64 *ret_row,
         GError **error)
{
  KtStore *store = writer->store;
  gint64 row, thread, sender;
  kt_address_cache_tidy (writer->addresses);
  gboolean doubtful, with_text = keeps_text (writer, letter, place->direction, &doubtful);
  if (!choose_row (writer, letter, &row, error)
      || !kt_thread_assign (store, letter->msgid_hash, letter->refs, letter->n_refs, row, &thread,
                            error)
      || !put_people (writer, letter, place, row, &sender, error)
      || !put_row (writer, letter, place, row, thread, sender, with_text, error)
      || !kt_letter_words_put (store, row, letter->subject, with_text ? letter->text : "", error)
      || !put_parts (store, letter, row, error))
    return FALSE;
  if (doubtful)
    g_array_append_val (writer->doubtful, row);
  writer->last_row = row;
  *ret_row = row;
  return TRUE;
}

/* A copy of mine that came back (a list, a Bcc to myself) may be met before the one I sent, which
 * is the better: the result must not depend on which folder was read first. */
static gboolean
turn_out (KtLetterWriter *writer, const KtLetter *letter, const KtPlacement *place, gint64 row,
          GError **error)
{
  static const char sql[]
      = "UPDATE mirror.letter SET direction = 'out', kind = ?2, flags = ?3, question = ?4"
        " WHERE id = ?1 AND direction = 'in'";
  const char *question = *letter->question != 0 ? letter->question : NULL;
  if (!kt_store_run (writer->store, error, sql, "isis", row, kt_letter_kind_id (letter->kind),
                     (gint64)(letter->flags | place->letter_flags), question))
    return FALSE;
  if (sqlite3_changes (kt_store_db (writer->store)) == 0)
    return TRUE;
  gint64 sender;
  return put_people (writer, letter, place, row, &sender, error)
         && kt_letter_words_add_text (writer->store, row, letter->text, error);
}

/* What was met as a draft first counts once it is met sent. */
static gboolean
see_sent (KtLetterWriter *writer, const KtLetter *letter, const KtPlacement *place, gint64 row,
          GError **error)
{
  static const char sql[] = "UPDATE mirror.letter SET flags = flags & ~?2 WHERE id = ?1"
                            " AND flags & ?2";
  if (!place->draft
      && !kt_store_run (writer->store, error, sql, "ii", row, (gint64)KT_LETTER_FLAG_DRAFT))
    return FALSE;
  for (gsize i = 0; i < letter->n_people && !place->draft; i++)
    {
      KtCachedAddress *address
          = kt_address_cache_get (writer->addresses, letter->people[i].norm, error);
      if (address == NULL
          || !see_person (writer, letter, place, &letter->people[i], address, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_known (KtLetterWriter *writer, const KtLetter *letter, const KtPlacement *place, gint64 row,
           GError **error)
{
  static const char sql[]
      = "UPDATE mirror.letter SET gone_at = NULL WHERE id = ? AND gone_at IS NOT NULL";
  return kt_store_run (writer->store, error, sql, "i", row)
         && (place->direction == KT_DIRECTION_IN
             || (turn_out (writer, letter, place, row, error)
                 && see_sent (writer, letter, place, row, error)));
}

gboolean
kt_letter_writer_put (KtLetterWriter *writer, const KtLetter *letter, const KtPlacement *place,
                      gboolean *ret_new, GError **error)
{
  static const char sql[] = "SELECT id FROM mirror.letter WHERE key = ?";
  g_autoptr (GArray) people = NULL;
  KtLetter kept;
  gint64 row = 0;
  if (!kt_letter_without_forgotten (writer->store, &writer->rules, letter, &kept, &people, error)
      || !look_up (writer->store, sql, letter->key, &row, error))
    return FALSE;
  if (ret_new != NULL)
    *ret_new = row == 0;
  return (row == 0 ? put_new (writer, &kept, place, &row, error)
                   : put_known (writer, &kept, place, row, error))
         && kt_location_put (writer->store, place->folder, place->uid, row, place->flags,
                             MAX (place->now, 1), error);
}

GArray *
kt_letter_writer_touched (KtLetterWriter *writer)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer key;
  g_hash_table_iter_init (&iter, writer->touched);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      gint64 id = (gint64)GPOINTER_TO_SIZE (key);
      g_array_append_val (ids, id);
    }
  return ids;
}

gboolean
kt_letter_writer_settle (KtLetterWriter *writer, gboolean all, GError **error)
{
  return kt_letter_words_settle (writer->store, all ? NULL : writer->doubtful, error);
}
