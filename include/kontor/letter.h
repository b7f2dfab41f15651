#pragma once
#include "kontor/direction.h"
#include "kontor/mirror.h"
#include "kontor/settings.h"

/* Letters as stored (mirror). */
typedef struct
{
  gint64 id; /* row: not a stable key */
  KtId key;
  gint64 thread, time;
  KtDirection direction;
  KtLetterKind kind;
  guint32 flags;
  gint64 size, gone_at;                     /* gone_at 0: on the server */
  char *subject, *people, *question, *text; /* text only from kt_letter_get() */
} KtStoredLetter;
void kt_stored_letter_free (KtStoredLetter *letter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtStoredLetter, kt_stored_letter_free)

/* Writes letters; keeps the caches one sync needs (address ids, who was written to). */
typedef struct _KtLetterWriter KtLetterWriter;
KtLetterWriter *kt_letter_writer_new (KtStore *store, const KtSettings *settings, GError **error);
void kt_letter_writer_free (KtLetterWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtLetterWriter, kt_letter_writer_free)

/* Of letters, set by the keeper: it was met as a draft only. Where drafts vanish when they are sent
 * nothing else tells later that this one never was. */
#define KT_LETTER_FLAG_DRAFT (1u << 16)

typedef struct
{
  gint64 folder;
  guint64 uid;
  guint32 flags;
  KtDirection direction;
  gboolean draft;       /* it was not sent: nobody was written to */
  guint32 letter_flags; /* added to the record's: KT_LETTER_FLAG_FORGED */
  gint64 size;
  gint64 now; /* UTC seconds: since when a letter is gone whose file this one replaced */
} KtPlacement;

/* Stores a letter at a place, inside kt_store_begin(); a letter known by its key only gets the
 * place. Letters of a batch come in rising time (FTS5 wants rising rowids). *ret_new may be NULL.
 */
gboolean kt_letter_writer_put (KtLetterWriter *writer, const KtLetter *letter,
                               const KtPlacement *place, gboolean *ret_new, GError **error);
/* Whether it would keep the letter's text now; may be asked outside kt_store_begin(). */
gboolean kt_letter_writer_keeps_text (KtLetterWriter *writer, const KtLetter *letter,
                                      KtDirection direction);
/* After a rollback: forget what the caches learned. */
void kt_letter_writer_reset (KtLetterWriter *writer);
/* The addresses this writer's letters name: mirror.address.id (gint64). */
GArray *kt_letter_writer_touched (KtLetterWriter *writer);
/* Takes the text away from letters of lists whose sender I never wrote to: only at the end of a run
 * that is known. Of this writer's letters, or of all; takes its own transactions. */
gboolean kt_letter_writer_settle (KtLetterWriter *writer, gboolean all, GError **error);

KtStoredLetter *kt_letter_get (KtStore *store, KtId key, GError **error); /* with text */
/* Letters any of these addresses (match forms) takes part in, newest first. */
GPtrArray *kt_letter_list_of (KtStore *store, const char *const *matches, guint limit,
                              guint64 *ret_total, GError **error);
GPtrArray *kt_letter_thread (KtStore *store, gint64 thread, GError **error); /* oldest first */
/* All letters since an instant, oldest first, without text. */
GPtrArray *kt_letter_since (KtStore *store, gint64 since, GError **error);

/* Personal letters to me since an instant whose people have notes (KT_LETTER_FLAG_PHONES,
 * _FORWARDS) and whose sender is who he says; newest first, at most limit. */
GPtrArray *kt_letter_telling (KtStore *store, gint64 since, guint limit, GError **error);

/* The people line of a letter, taken apart: KtParticipant array whose strings live in text. */
GArray *kt_people_parse (char *people /* changed */);
/* The same into a list that is emptied first. */
void kt_people_read (char *people /* changed */, GArray *list);
/* Whom a letter is from, or to if it is mine; NULL none. */
const KtParticipant *kt_people_other (const GArray *people, KtDirection direction);

/* Where its original lies: source, wire name, uidvalidity, uid; FALSE with KT_ERROR_NOT_FOUND when
 * gone. */
gboolean kt_letter_locate (KtStore *store, KtId key, char **ret_source, char **ret_wire_name,
                           guint64 *ret_uidvalidity, guint64 *ret_uid, GError **error);
/* Every place a letter lies in, by its row, into places (cleared first); none: it is gone. */
typedef struct
{
  gint64 folder; /* KtFolder.id */
  guint32 flags; /* KT_FLAG_* */
} KtLetterPlace;
gboolean kt_letter_places (KtStore *store, gint64 letter_id, GArray *places /* KtLetterPlace */,
                           GError **error);
guint32 kt_letter_server_flags (KtStore *store, gint64 letter_id, GError **error); /* ORed */
GArray *kt_letter_parts (KtStore *store, gint64 letter_id, GPtrArray **ret_strings, GError **error);
