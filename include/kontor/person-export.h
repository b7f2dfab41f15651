#pragma once
#include "kontor/calendar.h"
#include "kontor/context.h"
#include "kontor/letter.h"
#include "kontor/person-rows.h"

/* Everything known of one person, as files in a new directory: person.json for programs,
 * person.html to read and print, letters/ as they came (GDPR, articles 15 and 20). */
typedef struct
{
  KtStoredLetter *letter; /* with text */
  char *file;             /* of the original, below the directory; NULL: it could not be had */
  char *why;              /* why not */
} KtPersonLetter;

typedef struct
{
  KtId contact;
  char *name;
  GPtrArray *rows;    /* KtPersonRows */
  GPtrArray *letters; /* KtPersonLetter, newest first */
  GPtrArray *events;  /* KtDated, newest first */
  guint missing;      /* letters without their original */
} KtPerson;
void kt_person_free (KtPerson *person);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtPerson, kt_person_free)

KtPerson *kt_person_gather (KtContext *context, KtId contact, GError **error);
/* Fetches the originals of its letters into DIRECTORY/letters; those that cannot be had are counted
 * and say why. */
gboolean kt_person_fetch (KtContext *context, KtPerson *person, const char *directory,
                          GError **error);
