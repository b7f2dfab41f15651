#pragma once
#include "kontor/direction.h"
#include "kontor/id.h"
#include "kontor/store.h"

/* Full-text search (RULES: text). User words become quoted FTS5 strings in one place. */
typedef enum
{
  KT_HIT_CONTACT,
  KT_HIT_NOTE,
  KT_HIT_REMINDER,
  KT_HIT_FORMULA,
  KT_HIT_INVOICE, /* by its number; an offer too */
  KT_HIT_DEAL,
  KT_HIT_LETTER,
} KtHitKind;

typedef struct
{
  KtHitKind kind;
  KtId key;      /* the record's; of a letter its key */
  KtId contact;  /* notes, reminders, formulas, deals; 0 none */
  gint64 time;   /* notes, formulas, letters; reminders: due */
  char *title;   /* name, subject */
  char *snippet; /* hits between U+0002 and U+0003 */
  /* letters only: whom it is from, or to if it is mine; NULL: not said */
  KtDirection direction;
  char *name, *address;
} KtHit;
void kt_hit_free (KtHit *hit);

/* words: free words, "phrases", prefix*; all must match, words of 4 letters and more as beginnings.
 * FTS query text; NULL with KT_ERROR_USAGE
 * where nothing searchable is left. */
char *kt_search_query (const char *words, GError **error);
/* Contacts first, then notes, reminders, formulas and deals, then letters newest first; at most
 * limit of each. Where no letter holds all words, some may name who takes part in it. */
GPtrArray *kt_search (KtStore *store, const char *words, guint limit, GError **error);
/* Letters with all of these flags (KT_LETTER_FLAG_*) alone, the newest first; words: "" any. */
GPtrArray *kt_search_flagged (KtStore *store, const char *words, guint flags, guint limit,
                              GError **error);

/* Registers tokenizer "kontor" on a connection: unicode61 with ё→е, ґ→г, й kept, apostrophes
 * joined; offsets are the original's. Called by store. */
struct sqlite3;
gboolean kt_tokenizer_register (struct sqlite3 *db, GError **error);
