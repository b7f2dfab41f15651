#pragma once
#include "kontor/command.h"
#include "kontor/globals.h"

/* From the command line to an exit status. */
int kt_run (char **args);

/* Prints an error in the usual form on stderr. */
void kt_report (const GError *error, gboolean color);

/* Help as text into context->out: the overview (command NULL) or one command's. */
void kt_help_print (KtContext *context, const KtCommand *command);
/* The commands of "records", "salon" or "upkeep", each with what it does; FALSE: no such group. */
gboolean kt_help_print_group (KtContext *context, const char *word);
/* The query language: its fields, and how they are joined. */
void kt_help_print_query (KtContext *context);
