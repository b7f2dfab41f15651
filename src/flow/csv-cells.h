#pragma once
#include "kontor/csv-columns.h"
#include "kontor/local-time.h"

/* Single cells of foreign tables. Results are the caller's. */

/* Without blanks around, and without the ' that stands before a formula. */
char *kt_csv_clean_cell (const char *cell);
/* Pieces of a cell that holds several, by any of the separators and ":::". */
GStrv kt_csv_split_cell (const char *cell, const char *separators);
/* A date of birth in the book's form; "" none is meant ("00.00.0000"); what is no date stays as it
 * is, to be refused. */
char *kt_csv_birthday (const char *cell, KtCsvDays days, int this_year);
/* Which order the dates with slashes of a column show. FALSE: they show none and there are some, or
 * both (*ret_sample: the first such). */
gboolean kt_csv_days_of (const KtCsvFile *file, guint column, guint first_row, KtCsvDays *ret_days,
                         const char **ret_sample);
/* "latviešu" is "lv"; else as it is. */
char *kt_csv_language (const char *cell);
/* "Нет" is "no"; else as it is. */
/* "person", "company"; what is neither as it is. */
char *kt_csv_kind (const char *cell);
/* Of an address or phone: "home" for "* Home"; NULL none. */
char *kt_csv_label (const char *cell);
char *kt_csv_consent (const char *cell);
