#pragma once
#include "kontor/context.h"

/* Everything doctor looks at, in the order it is told. */
typedef enum
{
  KT_CHECK_OK,
  KT_CHECK_WARNING, /* worth knowing */
  KT_CHECK_FAILED,  /* something is wrong */
} KtCheckState;

typedef struct
{
  const char *id; /* fixed: "config", "directory", "book", "source" … */
  KtCheckState state;
  char *subject; /* a path, a source's name */
  char *text;    /* what was found; FAILED: what to do as well */
} KtCheck;
void kt_check_free (KtCheck *check);

/* Opens the databases itself, so that a broken one is a finding too; recomputes when reminders are
 * due (RULES: time). Never fails: what cannot be looked at is a finding. */
GPtrArray *kt_checkup (KtContext *context);

/* Parts of it, each appends to checks. */
void kt_checkup_helpers (KtContext *context, GPtrArray *checks);
/* What confines the courier, in its own words: a kernel without Landlock is worth knowing. */
void kt_checkup_courier (GPtrArray *checks, const char *confinement);
void kt_checkup_sources (KtContext *context, KtStore *store, GPtrArray *checks);
/* Calendars that are stopped, what waits for the user, and whether a pushed event still rings. */
void kt_checkup_calendars (const KtContext *context, KtStore *store, GPtrArray *checks);
void kt_check_add (GPtrArray *checks, const char *id, KtCheckState state, const char *subject,
                   const char *format, ...) G_GNUC_PRINTF (5, 6);
