#pragma once
#include "kontor/clock.h"
#include "kontor/paths.h"
#include "kontor/settings.h"
#include "kontor/store.h"

/* What a command works with. No global state beside it. */
typedef enum
{
  KT_OUTPUT_TEXT,
  KT_OUTPUT_JSON,
  KT_OUTPUT_CSV,
} KtOutput;

typedef struct
{
  KtPaths paths;
  KtSettings *settings; /* NULL: the command does not need one */
  KtClock clock;
  KtStore *store; /* NULL: the command does not need one */
  KtOutput output;
  gboolean excel; /* CSV as a spreadsheet opens it (kontor/csv-excel.h), done when it is written */
  gboolean color, terminal; /* terminal: stdout is one */
  gboolean no_input;        /* --no-input, or the standard input is no terminal */
  gboolean never_ask;       /* --no-input */
  gboolean quiet, yes, dry_run, refs, all;
  int width, height;   /* of the terminal; 80 and 0 (unlimited) elsewhere */
  const char *command; /* the command's name, for hints and the store's lock */
  GString *out; /* what the command prints; written by main when it ends, or by kt_out_flush() */
} KtContext;
