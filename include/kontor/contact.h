#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* Contacts, their points and tags (book). Writers want a journal transaction open. */
typedef struct
{
  KtId id;
  char *kind; /* "person", "company" */
  char *name;
  char *given, *family, *patronymic, *company, *type, *status, *source, *birthday, *language;
  int cadence;  /* days, 0 none */
  char *origin; /* "user", "sync", "import" */
  gint64 created, updated;
  int discount;  /* hundredths of a percent, 0 none */
  char *city;    /* NULL not known */
  char *consent; /* to be written to: "yes", "no"; NULL never asked */
  KtId employer; /* the company's own card, 0 none; company is its name in any case */
} KtContact;
void kt_contact_free (KtContact *contact);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtContact, kt_contact_free)

typedef struct
{
  KtId id, contact;
  char *kind; /* "email", "phone", "post", "url", "messenger" */
  char *raw, *norm, *match, *label;
  gboolean shared;
  int position;
} KtPoint;
void kt_point_free (KtPoint *point);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtPoint, kt_point_free)

/* NULL with KT_ERROR_NOT_FOUND. */
KtContact *kt_contact_get (KtStore *store, KtId id, GError **error);
/* Its name alone, for lists. */
char *kt_contact_name (KtStore *store, KtId id, GError **error);
/* By fold, sorted with g_utf8_collate on the name; all, or those of a type or tag (NULL: any). */
GPtrArray *kt_contact_list (KtStore *store, const char *type, const char *tag, GError **error);
/* Every contact whom words name, best first: exact name, then all words as prefixes of words of the
 * name, then a phone's last digits (3 or more), then an address; where no name
 * fits, how a word before the @ begins. */
GPtrArray *kt_contact_find (KtStore *store, const char *words, GError **error);
/* The contact whose ref of full length text is; 0: it is none, or of nobody. FALSE with error. */
gboolean kt_contact_of_whole_ref (KtStore *store, const char *text, KtId *ret_contact,
                                  GError **error);
/* Contacts owning an address or phone (its match form). Shared addresses too. */
GPtrArray *kt_contact_by_match (KtStore *store, const char *match, GError **error);
/* Contacts of exactly that name (folded). */
GPtrArray *kt_contact_by_name (KtStore *store, const char *name, GError **error);

gboolean kt_contact_exists (KtStore *store, KtId id, gboolean *ret_exists, GError **error);

/* The caller gives the key; name becomes NFC, fold is made here. */
gboolean kt_contact_insert (KtStore *store, const KtContact *contact, GError **error);
/* Many KtContact at once: the index of words is written once, not for each of them. */
gboolean kt_contact_insert_all (KtStore *store, const GPtrArray *contacts, GError **error);
gboolean kt_contact_update (KtStore *store, const KtContact *contact, GError **error);
/* With all that is theirs alone; reminders, visits, deals and invoices lose their contact, visits
 * what was said too, their people the employer (kontor/contact-columns.h). The addresses of one
 * that sync made get the verdict never. */
gboolean kt_contact_delete (KtStore *store, KtId id, gint64 now, GError **error);
/* The row alone, once nothing names it. */
gboolean kt_contact_drop (KtStore *store, KtId id, GError **error);

GPtrArray *kt_point_list (KtStore *store, KtId contact, GError **error); /* by kind and position */
GPtrArray *kt_point_by_match (KtStore *store, const char *match, GError **error);
/* Whether any contact owns it. */
gboolean kt_point_is_owned (KtStore *store, const char *match, gboolean *ret_owned, GError **error);
gboolean kt_point_insert (KtStore *store, const KtPoint *point, gint64 now, GError **error);
gboolean kt_point_delete (KtStore *store, KtId id, GError **error);
/* Its label, position and share. */
gboolean kt_point_change (KtStore *store, const KtPoint *point, GError **error);
GStrv kt_tag_list (KtStore *store, KtId contact, GError **error);
gboolean kt_tag_set (KtStore *store, KtId contact, const char *const *tags, GError **error);
