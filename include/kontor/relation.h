#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* Who is what to whom: «other is the KIND of contact» (book). One row stands for both sides, and
 * «B is A's parent» is the same row as «A is B's child». Writers want a journal transaction. */
#define KT_RELATION_NOT_SAME "not-same" /* two cards that look alike are two people; in no list */

/* As one side's card shows it. */
typedef struct
{
  KtId id;
  KtId contact;     /* whose card */
  char *kind;       /* what the other is to them: "spouse", "assistant", or the user's own word */
  gboolean reverse; /* they are that to the other: no word for it the other way round */
  KtId other;
  char *other_name;
  gint64 created;
} KtRelation;
void kt_relation_free (KtRelation *relation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtRelation, kt_relation_free)

/* The known kinds; NULL ends. */
extern const char *const kt_relation_kinds[];
/* A known kind by its id or a word of the four languages ("sieva", "муж"), else the word itself in
 * NFC. NULL with KT_ERROR_USAGE: empty, too long, several lines, or "not-same". */
char *kt_relation_kind_parse (const char *word, GError **error);
/* The kind seen from the other side: parent → child, spouse → spouse; NULL: no word for it. */
const char *kt_relation_inverse (const char *kind);

/* All of a contact, both ways, without "not-same": by kind, then name. */
GPtrArray *kt_relation_list (KtStore *store, KtId contact, GError **error);
/* other is the kind of contact. What stands already stays as it is: *ret_new (may be NULL). */
gboolean kt_relation_add (KtStore *store, KtId contact, const char *kind, KtId other, gint64 now,
                          gboolean *ret_new, GError **error);
/* Takes it away, whichever side it was said from; kind NULL: all between the two but "not-same".
 * KT_ERROR_NOT_FOUND. */
gboolean kt_relation_remove (KtStore *store, KtId contact, const char *kind, KtId other,
                             GError **error);
/* All of gone become kept's, also who was said not to be them; what the two had with each other
 * goes. */
gboolean kt_relation_move (KtStore *store, KtId kept, KtId gone, GError **error);
/* Pairs said to be two people: kt_relation_pair() of each, as KtId* keys (g_int64_hash). */
GHashTable *kt_relation_not_same (KtStore *store, GError **error);
/* Pairs with any other relation, in the same form. */
GHashTable *kt_relation_related (KtStore *store, GError **error);
KtId kt_relation_pair (KtId a, KtId b); /* a key of the two, in whatever order */
