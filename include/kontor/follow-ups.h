#pragma once
#include "kontor/agenda.h"
#include "kontor/context.h"

/* Follow-ups of this book and mirror: fetches what rules/follow-up wants and applies it. */

/* What the letters since the end of the last working day were. */
typedef struct
{
  gint64 since;
  guint clients, strangers,
      rest; /* that came in: from contacts, personal, newsletters and the like */
  guint out_of_office, bounces; /* in the whole look-back: neither counted nor cancelled */
  guint young; /* that ask, but wait for less than answer-after: left out unless asked for */
} KtLetterNews;

/* Appends lines of sections ANSWER and WAITING, unsorted; young: what asked only lately too. Needs
 * settings and an open store. */
gboolean kt_follow_ups (KtContext *context, gboolean young, GPtrArray *lines,
                        KtLetterNews *ret_news, GError **error);

/* The lines of one contact alone, the same that kt_follow_ups() has for it. */
gboolean kt_follow_ups_of (KtContext *context, KtId contact, GPtrArray *lines, GError **error);
