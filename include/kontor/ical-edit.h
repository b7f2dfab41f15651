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
/* Where a new property of a component goes: before its sub-components. */
guint kt_ical_property_end (const KtIcalComponent *component);
