#pragma once
#include "kontor/command.h"

/* What comes after «import». */
gboolean kt_import_cmd_csv (KtContext *context, const KtCommand *command, char **args,
                            GError **error);

gboolean kt_import_cmd_vcf (KtContext *context, const KtCommand *command, char **args,
                            GError **error);
gboolean kt_import_cmd_json (KtContext *context, const KtCommand *command, char **args,
                             GError **error);

/* The file as messages name it: its last part, or "standard input". */
char *kt_import_file_name (const char *path);
