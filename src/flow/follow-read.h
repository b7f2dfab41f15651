#pragma once
#include "kontor/follow-ups.h"

/* The letters of the last look-back days as rules/follow-up wants them: the first half of
 * kt_follow_ups(). */

/* Whose name a line of this letter shows. */
typedef struct
{
  KtId contact;
  const char *norm, *name; /* in names; "" none */
  gint64 row;
  gboolean ignored; /* the user said so of the address */
} KtFollowFace;

/* Letters as read, until they are judged. */
typedef struct
{
  KtContext *context;
  GHashTable *owners, *verdicts, *letter_verdicts, *met; /* match →, match →, key →, person → */
  GHashTable *linked, *unlinked;                         /* letter key → contact, by verdict */
  GHashTable *known;                                     /* norm → who it is to the rules */
  GStringChunk *names;
  GArray *letters;   /* KtFollowLetter */
  GArray *faces;     /* KtFollowFace, one a letter */
  GPtrArray *others; /* arrays the letters point at */
  KtLetterNews *news;
} KtFollowReading;

/* FALSE with error; clear in either case. */
gboolean kt_follow_reading_init (KtFollowReading *reading, KtContext *context, KtLetterNews *news,
                                 GError **error);
gboolean kt_follow_reading_run (KtFollowReading *reading, GError **error);
void kt_follow_reading_clear (KtFollowReading *reading);
