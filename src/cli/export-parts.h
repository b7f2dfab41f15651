#pragma once
#include "kontor/command.h"

/* What comes after «export». */
typedef struct
{
  const char *output, *version; /* NULL not given */
  gboolean notes;
} KtExportVcf;
/* args: the query. */
gboolean kt_export_cmd_vcf (KtContext *context, char **args, const KtExportVcf *options,
                            GError **error);

typedef struct
{
  const char *output; /* NULL not given */
  gboolean raw;
} KtExportCsv;
/* args: what, then the query. */
gboolean kt_export_cmd_csv (KtContext *context, char **args, const KtExportCsv *options,
                            GError **error);
/* The whole book; no args. */
gboolean kt_export_cmd_json (KtContext *context, char **args, const char *output, GError **error);
/* One line about a file that was written. */
void kt_export_say_written (KtContext *context, const char *file, guint rows);
