#pragma once
#include "kontor/id.h"

/* Whom the words of an event name: "Haircut — Anna", "Anna Bērziņa, colour", «Стрижка Олена». Pure.
 *
 * Whole words in their folded form (kt_fold()) count, as they are written: endings are not guessed.
 * A full name, in either order, is whoever bears it; a given or a family name alone only where one
 * contact has it. Where several may be meant, or a word behind a given name may be the family name
 * of somebody unknown ("Anna Ozola"), nothing is certain. A word that is part of the user's own
 * name, shorter than three letters, of a service, a weekday or a month, names nobody alone. */
typedef struct _KtNameBook KtNameBook;
KtNameBook *kt_name_book_new (const char *own_name /* NULL: unknown */);
void kt_name_book_free (KtNameBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtNameBook, kt_name_book_free)

/* given, family: NULL where the user did not say; both NULL: the first and the last word of name.
 * A company goes by its whole name only. */
void kt_name_book_add (KtNameBook *book, KtId contact, const char *name, const char *given,
                       const char *family, gboolean company);
/* What people write beside names: words of a service's name. */
void kt_name_book_add_words (KtNameBook *book, const char *text);

typedef struct
{
  KtId contact;
  gboolean certain;
  char *words; /* of the summary, that name him */
} KtNamed;
void kt_named_free (KtNamed *named);

#define KT_NAMED_MAX 8 /* more who may be meant by one word: nobody is */

/* KtNamed, each contact once, by where the words stand. All contacts have been added. */
GPtrArray *kt_name_book_find (const KtNameBook *book, const char *summary);
