#pragma once
#include "kontor/follow-up.h"
#include "kontor/follow-ups.h"
#include "kontor/letter.h"

/* The letters of the last look-back days as rules/follow-up wants them: the first half of
 * kt_follow_ups(). */

/* Whose name a line of this letter shows. */
typedef struct
{
  KtId contact;
  const char *norm, *name;        /* in names, as all strings; "" none */
  const char *subject, *question; /* question NULL: none */
  KtFollowPlace place;
  gboolean ignored; /* the user said so of the address */
} KtFollowFace;

/* A letter's thread and row, drafts too. */
typedef struct
{
  gint64 thread, row;
} KtFollowRow;

/* Letters as read, until they are judged. */
typedef struct
{
  KtContext *context;
  GHashTable *verdicts, *letter_verdicts, *met; /* match →, key →, person → */
  GHashTable *linked, *unlinked;                /* letter key → contact, by verdict */
  GHashTable *known;                            /* norm → who it is to the rules */
  GHashTable *folders;                          /* KtFolder.id → what they say */
  GStringChunk *names;
  GArray *letters;    /* KtFollowLetter */
  GArray *faces;      /* KtFollowFace, one a letter */
  GPtrArray *others;  /* arrays the letters point at */
  GArray *people;     /* of the letter at hand */
  GArray *rows;       /* KtFollowRow, oldest first */
  GHashTable *newest; /* thread → gint64 * into rows, once all are read */
  KtLetterNews *news;
} KtFollowReading;

/* Folder id → what its letters say of themselves by lying there. */
GHashTable *kt_follow_folders (KtStore *store, GError **error);
KtFollowPlace kt_follow_place (GHashTable *folders, const KtLetterPlace *places, guint n_places);

/* FALSE with error; clear in either case. */
gboolean kt_follow_reading_init (KtFollowReading *reading, KtContext *context, KtLetterNews *news,
                                 GError **error);
gboolean kt_follow_reading_run (KtFollowReading *reading, GError **error);
/* Only these rows of letters (gint64, ascending), after those that were read before; none twice. */
gboolean kt_follow_reading_rows (KtFollowReading *reading, const GArray *ids, GError **error);
/* The first instant that is looked back to. */
gint64 kt_follow_since (const KtContext *context);
void kt_follow_reading_clear (KtFollowReading *reading);
