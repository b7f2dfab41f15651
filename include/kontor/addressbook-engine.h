#pragma once
#include "kontor/addressbook.h"
#include "kontor/collection-kind.h"
#include "kontor/contact.h"

/* The parts of flow/addressbook-*, which only they and collection-kind.c include.
 *
 * Before anything is put, what is new and changed in the address books goes into the book, in one
 * journal entry (addressbook-take.c); then what the book wants otherwise is put, card by card
 * (addressbook-push.c). Both sides are compared as facts (addressbook-facts.c): what of a card the
 * book has a place for. All else in a card stays as it lies there. */

/* "name", "given", "family", "additional", "kind", "company", "birthday", "language", "city" (key
 * ""); "email", "phone", "post", "url", "messenger" (key: contact_point.norm); "tag", "note" (key:
 * folded), which come in and never go out;
 * "card" (key: of the text), a card whose lines are joined to it, which only goes out. */
typedef struct
{
  char *name, *key, *value, *label;
} KtFact;
#define KT_FACT_CARD "card"
void kt_fact_free (KtFact *fact);
GPtrArray *kt_facts_of_card (const KtContext *context, const KtVcard *card);
GPtrArray *kt_facts_of_contact (KtStore *store, KtId contact, GError **error); /* no tags, notes */
char *kt_facts_print (const GPtrArray *facts);                                 /* a line each */
GPtrArray *kt_facts_parse (const char *printed); /* what is no fact is left out */
const KtFact *kt_facts_find (const GPtrArray *facts, const char *name, const char *key);
gboolean kt_fact_is_point (const KtFact *fact);

typedef enum
{
  KT_FACT_ADDED,
  KT_FACT_CHANGED, /* to: a single one says something else; a point has another label */
  KT_FACT_REMOVED, /* to NULL */
} KtFactStep;
typedef struct
{
  KtFactStep step;
  const KtFact *from, *to;
} KtFactChange;
/* KtFactChange; pointers into both lists. */
GArray *kt_facts_diff (const GPtrArray *before, const GPtrArray *after);

/* --- addressbook-wish.c: what a card is to tell --- */

/* NULL without error: there is no such contact. */
KtWish *kt_card_wish (KtContext *context, KtId contact, GError **error);
/* Contacts that push = names and that lie in no address book yet; KtWish. */
GPtrArray *kt_card_wishes (KtCalendarRun *run, GError **error);
/* As kt_wish_apply(), kt_run_text(). */
char *kt_card_apply (KtCalendarRun *run, const char *base, const char *before, const KtWish *wish,
                     GError **error);
char *kt_card_text (KtCalendarRun *run, const KtWish *wish, GError **error);

/* --- addressbook-contact.c: facts into a contact, under a journal transaction --- */

/* Whom a card is about; 0 nobody yet. taken: contacts (KtId *) with a card in the same address
 * book, who get a second one only if it bears the very name. */
gboolean kt_card_match (KtContext *context, const KtVcard *card, GHashTable *taken,
                        KtId *ret_contact, GError **error);
/* Of an address or phone what contact_point.match would be. */
char *kt_fact_match (const KtContext *context, const KtFact *fact);
KtId kt_card_contact_key (const KtCalendar *book, const KtObject *object);
gboolean kt_card_make_contact (KtContext *context, KtId id, const KtVcard *card, GError **error);
/* Fills what is empty and adds what is missing; *ret_changed: there was something. */
gboolean kt_card_join_contact (KtContext *context, KtId id, const KtVcard *card,
                               gboolean *ret_changed, GError **error);
/* What changed there changes here; as kt_card_join_contact(). */
gboolean kt_card_change_contact (KtContext *context, KtId id, const GArray *changes,
                                 gboolean *ret_changed, GError **error);

/* --- addressbook-take.c, addressbook-push.c --- */

gboolean kt_addressbook_take (KtCalendarRun *run, GError **error);
/* One row, whatever stands on it here: the user said that theirs holds. */
gboolean kt_addressbook_take_row (KtContext *context, KtOutbox *row, const KtObject *object,
                                  GError **error);
gboolean kt_addressbook_push (KtCalendarRun *run, GError **error);
/* Its card is gone; the contact stays. */
gboolean kt_addressbook_ask (KtContext *context, KtSyncResult *result, KtOutbox *row,
                             const KtWish *wish, GError **error);
/* Whether a row stands for a contact that was here already and got what its card says by an entry
 * of the log that is taken back: nothing is put and nothing is taken then. reason: outbox.reason.
 */
gboolean kt_addressbook_is_parted (KtStore *store, const char *reason, gboolean *ret,
                                   GError **error);
/* Who was deleted, or became part of another, and is not any more: the rows are those of before. */
gboolean kt_addressbook_follow_undo (KtCalendarRun *run, GError **error);
#define KT_JOINED_BY "joined by " /* outbox.reason of agreed, before the entry's seq */
#define KT_KEPT_HERE "kept here"  /* outbox.reason of asked: answered, it stays without a card */
