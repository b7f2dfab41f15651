#pragma once
#include "kontor/csv-file.h"
#include "kontor/import.h"

/* What the columns of a table of people mean. */
typedef enum
{
  KT_CSV_NOTHING, /* left out */
  KT_CSV_TEXT,    /* a text of the contact: text says which */
  KT_CSV_NAME,    /* the name; the given one where another column has the family name */
  KT_CSV_FULL,    /* family, given, patronymic in one */
  KT_CSV_POINT,   /* address, phone …: point says which kind */
  KT_CSV_STREET,  /* parts of a postal address */
  KT_CSV_REGION,
  KT_CSV_POSTCODE,
  KT_CSV_COUNTRY,
  KT_CSV_TAGS,
  KT_CSV_NOTE,
  KT_CSV_REF,    /* of the contact, in a file that Kontor wrote */
  KT_CSV_LABEL,  /* label of the points of that kind and number */
  KT_CSV_SHARED, /* whether several use the address of that number */
  KT_CSV_OWN,    /* a field of the user's own */
} KtCsvTarget;

typedef struct
{
  char *header; /* as the file has it, or its number */
  KtCsvTarget target;
  KtImportText text;
  const char *point; /* kind of point; NULL none */
  char *label;       /* of points; NULL none */
  char *own;         /* name of the own field */
  guint number;      /* "E-mail 2": which of several; 0 none */
  gboolean said;     /* the user, a mapping or the header itself says so */
  guint filled;      /* rows that have it */
} KtCsvColumn;

typedef struct
{
  GArray *columns;     /* KtCsvColumn */
  gboolean has_header; /* the first row is one */
} KtCsvColumns;
void kt_csv_columns_free (KtCsvColumns *columns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtCsvColumns, kt_csv_columns_free)

/* By the words of the first row; where it has none, by what the columns hold. */
KtCsvColumns *kt_csv_columns_guess (const KtCsvFile *file);
/* "Klients=name,3=phone,Nagi=field:Nails,Foto=-": the header or number of a column and what it is.
 * KT_ERROR_USAGE: no such column or meaning. */
gboolean kt_csv_columns_say (KtCsvColumns *columns, const char *text, GError **error);
/* The same from a saved mapping, a line "header TAB meaning" a column; those the file has not are
 * nothing. */
void kt_csv_columns_apply (KtCsvColumns *columns, const char *mapping);
/* All columns as such a mapping. */
char *kt_csv_columns_write (const KtCsvColumns *columns);
/* What is not known becomes own fields: all of them, or those the book has already (known:
 * KtField).
 */
void kt_csv_columns_own (KtCsvColumns *columns, gboolean all, const GPtrArray *known);
/* The word for what a column is: "name", "phone", "field:Nails", "-". */
char *kt_csv_column_meaning (const KtCsvColumn *column);

/* The order of day and month in the dates that are written with slashes. */
typedef enum
{
  KT_CSV_DAYS_UNKNOWN, /* told by the dates; KT_ERROR_USAGE where they do not tell */
  KT_CSV_DAY_FIRST,
  KT_CSV_MONTH_FIRST,
} KtCsvDays;

/* A record each row; those that cannot be read, and those that do not fit the header, are refused.
 * KT_ERROR_USAGE: days are not told and the dates do not tell. */
GPtrArray *kt_csv_records (const KtCsvFile *file, const KtCsvColumns *columns, KtCsvDays days,
                           const KtClock *clock, GError **error);
