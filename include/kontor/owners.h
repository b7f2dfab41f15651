#pragma once
#include "kontor/id.h"
#include "kontor/store.h"
#include "kontor/zone.h"

/* Who owns which address, and who was met when: the book as rules want it. */

/* match form → KtId * of the contact whose letters those are (rules/link-rule): its one owner, or
 * the one company among several; 0 where it is shared: that picks nobody. E-mail only. */
GHashTable *kt_owners_by_match (KtStore *store, GError **error);

/* The same for one address. FALSE with error; *ret_known: somebody has it, owner 0 or not. */
gboolean kt_owner_of_match (KtStore *store, const char *match, gboolean *ret_known, KtId *ret_owner,
                            GError **error);

/* letter key (KtId *) → KtId * of the contact the user linked it to, or said it is not of. */
GHashTable *kt_owners_said (KtStore *store, gboolean linked, GError **error);

/* Folded name of two words or more → KtId * of the one contact of that name; 0 where several are.
 */
GHashTable *kt_owners_by_fold (KtStore *store, GError **error);

/* Whether a contact has this folded name, of two words or more. */
gboolean kt_owners_name_taken (KtStore *store, const char *fold, gboolean *ret_taken,
                               GError **error);

/* contact (KtId *) → gint64 *, its newest call or meeting since an instant, up to now. */
GHashTable *kt_owners_met (KtStore *store, gint64 since, gint64 now, GError **error);
/* The same of one contact, however long ago; 0: there is none. */
gboolean kt_owner_met (KtStore *store, KtId contact, gint64 now, gint64 *ret_at, GError **error);

/* Whether the book has no contact at all. */
gboolean kt_owners_none (KtStore *store, gboolean *ret_none, GError **error);

/* What agendas want to know of a contact. */
typedef struct
{
  KtId id;
  char *name, *birthday; /* birthday NULL none */
  guint cadence;         /* days, 0 none */
  gint64 created, updated;
  gint64 last;  /* newest letter or meeting; 0 never */
  guint rhythm; /* days, 0 not known */
} KtOwner;
void kt_owner_free (KtOwner *owner);
/* The rows of a statement that selects these eight columns in this order. */
GPtrArray *kt_owner_list (struct sqlite3_stmt *statement, GError **error);

/* Whose birthday is on one of days ("11-22 11-23"); NULL: any. */
GPtrArray *kt_owners_with_birthday (KtStore *store, const char *days, GError **error);
/* Contacts with a cadence, and those whose rhythm says they may be quiet: KtOwner. */
GPtrArray *kt_owners_maybe_quiet (KtStore *store, gint64 now, GError **error);

/* Brings the rhythm of every contact that was in touch since the last time up to date. Inside
 * kt_store_begin(); after a sync. */
gboolean kt_owners_refresh_rhythm (KtStore *store, KtZone *zone, GError **error);
