#pragma once
#include "kontor/addr.h"

/* What a display name says about its owner. Pure. */
typedef struct
{
  char *name;                        /* as to be shown; never empty */
  char *given, *family, *patronymic; /* NULL: cannot be told */
  gboolean company;
} KtNameGuess;

/* display may be NULL, empty, or the address itself: then the local part is made nice, and for
 * info@ and its like the company's name is taken from the domain. Titles, quotes and "(Riga)" go,
 * "Kalns, Toms" and "KALNS Toms" are turned round, shouting is lowered. */
KtNameGuess *kt_name_guess (const char *display, const KtAddr *addr);
void kt_name_guess_free (KtNameGuess *guess);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtNameGuess, kt_name_guess_free)

/* "weber-verlag.example" is Weber Verlag; NULL for free mail. */
char *kt_name_of_company (const char *domain);

/* The company of somebody of that name at that address; NULL: they are it, or the domain is their
 * own name (toms@kalns.example), or free mail. */
char *kt_name_company_beside (const KtNameGuess *guess, const KtAddr *addr);

/* The address that a display name shows, if it is another one than addr by match form; NULL none.
 */
char *kt_name_shows_address (const char *display, const KtAddr *addr, const KtAddrRules *rules);
