#pragma once
#include "kontor/agenda.h"
#include "kontor/context.h"
#include "kontor/follow-ups.h"

/* How far one source can be believed. */
typedef struct
{
  char *source, *error; /* error NULL: the last run ended well */
  gint64 synced_at;     /* 0 never */
  gint64 horizon;       /* complete back to: 0 all, -1 nothing read yet */
  gboolean has_sent;    /* without: who waits for an answer cannot be told */
} KtFreshness;

/* Everything an agenda shows. */
typedef struct
{
  KtLocal first, last;  /* all day, both included */
  gboolean today;       /* it is today's: the only one with late, waiting, soon and quiet */
  GPtrArray *lines;     /* KtAgendaLine, sorted */
  GPtrArray *freshness; /* KtFreshness, by source; retired sources are left out */
  KtLetterNews news;
  gboolean empty_book; /* no contact, no letter, no reminder yet */
} KtAgenda;
void kt_agenda_free (KtAgenda *agenda);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtAgenda, kt_agenda_free)

#define KT_AGENDA_SOON_DAYS 7

/* Reads, decides, sorts. Needs settings and an open store. */
KtAgenda *kt_agenda_gather (KtContext *context, KtLocal first, KtLocal last, GError **error);

/* An agenda without a book. */
KtAgenda *kt_agenda_new_empty (const KtContext *context, KtLocal first, KtLocal last);

/* The same with follow-ups only, both ways. */
KtAgenda *kt_waiting_gather (KtContext *context, GError **error);
