#pragma once
#include "kontor/contact.h"
#include "kontor/link.h"

/* The book's side of linking: who has which address, what the user said of it. */
typedef struct _KtLinkBook KtLinkBook;
KtLinkBook *kt_link_book_new (KtStore *store, const KtSettings *settings, GError **error);
void kt_link_book_free (KtLinkBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtLinkBook, kt_link_book_free)

/* A contact's e-mail addresses (match forms): those that are its own, and those that are shared. */
gboolean kt_link_book_matches (KtLinkBook *book, KtId contact, GStrv *ret_own, GStrv *ret_shared,
                               GError **error);

/* What is known of an address but for threads, and everybody who has it (KtPoint). */
GPtrArray *kt_link_book_owners (KtLinkBook *book, const char *match, KtLinkFacts *ret_facts,
                                GError **error);
/* The facts seen from one of its owners. */
gboolean kt_link_book_of_owner (KtLinkBook *book, const KtPoint *point, KtLinkFacts *facts,
                                char **ret_name, GError **error);
char *kt_link_book_match (KtLinkBook *book, const char *norm);
