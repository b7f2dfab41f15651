#pragma once
#include "kontor/calendar.h"

/* What lies in address books, beside the book's rows about it (mirror; address books themselves and
 * their objects as calendars: kontor/calendar.h). Writers want kt_store_begin(). */

gboolean kt_card_put (KtStore *store, gint64 object, const char *name, gboolean group,
                      GError **error);
gboolean kt_card_forget (KtStore *store, gint64 object, GError **error);

/* A card that the book has not taken note of yet, and the row of the outbox about it: id 0 none. */
typedef struct
{
  KtObject *object;
  KtId row;
} KtCardNews;
void kt_card_news_free (KtCardNews *news);
/* KtCardNews of an address book: new cards, and changed ones, at most limit of those behind an
 * object's id. Groups and what cannot be read are not among them. */
GPtrArray *kt_card_news (KtStore *store, const KtCalendar *book, gint64 after, guint limit,
                         GError **error);

/* How a row of the outbox stands, without its texts, which may hold photos. */
typedef struct
{
  KtId row, record;
  char *mine, *reason; /* reason NULL none */
  gboolean agreed;     /* nothing is under way or waits */
  gboolean deleting;   /* or taken away already, where base is "" */
  gboolean known;      /* base is not "" */
  gboolean there;      /* its card lies there, as far as is known */
  gint64 updated;
} KtCardRow;
void kt_card_row_free (KtCardRow *row);
GPtrArray *kt_card_rows (KtStore *store, const char *source, GError **error);

/* Contacts (KtId *) that have a card in an address book that is there; a set. */
GHashTable *kt_card_owners (KtStore *store, GError **error);

/* The raw card of a contact as its address book has it; NULL without error: none. */
char *kt_card_of_contact (KtStore *store, KtId contact, GError **error);

/* Of an address book: cards that stand for contacts, and those that do not (groups, unreadable,
 * taken back here). */
gboolean kt_card_count (KtStore *store, const KtCalendar *book, guint *ret_linked, guint *ret_other,
                        GError **error);
