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
