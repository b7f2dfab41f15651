#pragma once
#include "kontor/event.h"
#include "kontor/ical-text.h"

/* Edits of raw iCalendar text (kontor/event.h: KT_ICAL_PATCH, KT_ICAL_MERGE, KT_ICAL_ANSWER):
 * bytes in, bytes out. What is not meant keeps its bytes; the result is read again and refused if a
 * line that was not touched is missing. KT_ERROR_FAILED, or KT_ERROR_NOT_FOUND for a recurrence
 * that no component has. */
GString *kt_ical_patch (const char *text, gsize length, const KtIcalChange *changes, gsize n,
                        GError **error);

typedef struct
{
  const char *data;
  gsize length;
} KtIcalBytes;

/* Theirs with what mine changed since base. *ret_conflicts: the properties both changed to
 * different ends, by commas, theirs stays there; "" none. Never in conflict: what
 * kt_ical_line_is_noise() says, SEQUENCE. What one side changed and the other removed stays. */
GString *kt_ical_merge (const KtIcalBytes *base, const KtIcalBytes *mine, const KtIcalBytes *theirs,
                        char **ret_conflicts, GError **error);

/* A set of lines that an edit removed or replaced, by where their bytes begin (KtIcalLine.raw). */
GHashTable *kt_ical_touched_new (void); /* free with g_hash_table_unref() */
void kt_ical_touch (GHashTable *touched, const KtIcalLine *line);
void kt_ical_touch_component (GHashTable *touched, const KtIcalComponent *component);
/* Whether out, as it is read again, holds all lines of the text but those, in their order. */
gboolean kt_ical_check_kept (const char *text, gsize length, GHashTable *touched,
                             const GString *out, GError **error);
gboolean kt_ical_check_cards_kept (const char *text, gsize length, GHashTable *touched,
                                   const GString *out, GError **error);
/* Where a new property of a component goes: before its sub-components. */
guint kt_ical_property_end (const KtIcalComponent *component);

/* What an answer to an invitation becomes. */
typedef struct
{
  const char *uid;        /* of the event, as kt_ical_uid() tells it */
  const char *recurrence; /* "" all components of the event */
  const char *address;    /* norm of whom it is for; not among its people: is added */
  const char *partstat;   /* "ACCEPTED" … */
  const char *dtstamp;    /* of the reply: YYYYMMDDTHHMMSSZ */
  const char *comment;    /* TEXT as it is written; "" none */
} KtIcalAnswer;

/* Nothing but that event is taken of the invitation, whatever else its text holds. *ret_reply: a
 * REPLY of that one person (RFC 5546 §3.2.3). *ret_event: what goes into a calendar: no METHOD, the
 * answer on that person, SCHEDULE-AGENT=CLIENT on all (a server must not send letters of its own,
 * RFC 6638 §7.1), of the alarms of strangers only DISPLAY. present: the object that lies there
 * already, length 0 none; its other components and the user's own alarms in it stay.
 * KT_ERROR_NOT_FOUND: there is no such component. */
gboolean kt_ical_answer (const KtIcalBytes *invitation, const KtIcalBytes *present,
                         const KtIcalAnswer *answer, GString **ret_reply, GString **ret_event,
                         GError **error);
