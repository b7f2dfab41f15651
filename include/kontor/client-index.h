#pragma once
#include "kontor/context.h"
#include "kontor/id.h"

/* All clients in memory, for who is on the phone: answers at every key. */
typedef struct
{
  KtId contact;
  char *name, *fold;
  char *tail;     /* the last digits of the phone as read aloud, "··4417"; "" none */
  char *digits;   /* of all phones, by spaces */
  gint64 last;    /* start of the newest visit that took place; 0 none */
  gint64 next;    /* start of the next visit that stands; 0 none */
  gint64 due;     /* when the next visit is usual; 0 not known */
  int every;      /* usual days between visits; 0 not known */
  KtId service;   /* of the newest visit; 0 none */
  KtId staff;     /* the same */
  GArray *starts; /* gint64, visits that took place, oldest first */
} KtClient;

typedef struct _KtClientIndex KtClientIndex;
KtClientIndex *kt_client_index_new (KtContext *context, GError **error);
void kt_client_index_free (KtClientIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtClientIndex, kt_client_index_free)

/* Whom words may name: each begins a word of the name, or its digits end a phone. Who is due comes
 * first, then who has no visit ahead, then who came last; never by the alphabet. The array does not
 * own (const KtClient). "" finds everybody. */
GPtrArray *kt_client_index_find (const KtClientIndex *index, const char *words, guint limit);
const KtClient *kt_client_index_get (const KtClientIndex *index, KtId contact); /* NULL unknown */
