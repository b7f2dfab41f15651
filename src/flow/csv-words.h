#pragma once
#include "kontor/csv-columns.h"
#include "kontor/field.h"

/* Words of headers in four languages, and those of other programs. */
typedef struct
{
  const char *words; /* by "|" */
  KtCsvTarget target;
  KtImportText text; /* of KT_CSV_TEXT */
  const char *point; /* kind of point; NULL none */
  const char *label; /* of points; NULL none */
} KtCsvWords;

extern const KtCsvWords kt_csv_words[]; /* words NULL ends */

/* "E-mail 1 - Value" is "email value", number 1; "Телефон (моб.)" is "телефон моб". */
char *kt_csv_plain_header (const char *header, guint *ret_number);
