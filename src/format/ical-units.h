#pragma once
#include "kontor/ical-edit.h"

/* What a merge decides on at once: a property, the times of an event together, one attendee, an
 * alarm. A unit's key is the same on all sides, its content says what it says. */
typedef struct
{
  GHashTable *several; /* names that some side has more than once */
} KtIcalUnits;

/* Any side may be NULL. Clear with kt_ical_units_clear(). */
void kt_ical_units_init (KtIcalUnits *units, const KtIcalComponent *const sides[3]);
void kt_ical_units_clear (KtIcalUnits *units);
/* NULL: nothing that is merged. inner: sub-components are units too. */
char *kt_ical_unit_key (const KtIcalUnits *units, const KtIcalNode *node, gboolean inner);
/* key → content, in the order of the component; NULL component: none. */
GHashTable *kt_ical_unit_table (const KtIcalUnits *units, const KtIcalComponent *component,
                                gboolean inner, GPtrArray *ret_keys /* or NULL */);

/* A component without noise, SEQUENCE and the order of its lines. */
char *kt_ical_component_content (const KtIcalComponent *component);
/* By what it is found on another side. */
char *kt_ical_component_key (const KtIcalComponent *component);
