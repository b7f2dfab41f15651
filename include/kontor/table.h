#pragma once
#include "kontor/context.h"
#include "kontor/id.h"
#include "kontor/local-time.h"
#include "kontor/say-day.h"
#include "kontor/json-writer.h"

/* Lists: one array of columns drives the terminal's table, TSV, CSV and JSON (RULES: output). */
typedef enum
{
  KT_COLUMN_TEXT,
  KT_COLUMN_NUMBER,
  KT_COLUMN_REF,   /* KtId; shown on terminals with --refs only */
  KT_COLUMN_TIME,  /* UTC seconds */
  KT_COLUMN_DATE,  /* ISO text */
  KT_COLUMN_WHOLE, /* text that is of no use cut: a phone number */
} KtColumnType;

typedef struct
{
  const char *id;    /* ASCII, fixed: TSV and CSV header, JSON key */
  const char *title; /* N_() */
  KtColumnType type;
} KtColumn;

typedef struct _KtTable KtTable;
KtTable *kt_table_new (const KtColumn *columns, gsize n_columns);
void kt_table_free (KtTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtTable, kt_table_free)
#define KT_TABLE_NULL                                                                              \
  G_MININT64 /* a number that is not there; a time or ref of 0 is not either                       \
              */
/* Cells in the columns' order: const char * for text and date (NULL: null), gint64 for the rest. */
void kt_table_add (KtTable *table, ...);
/* The next cell alone, where the columns are known only at run time. */
void kt_table_put_text (KtTable *table, const char *text);
/* The same of a text that stays where it is until the table was printed. */
void kt_table_lend_text (KtTable *table, const char *text);
void kt_table_put_number (KtTable *table, gint64 number);
/* Into context->out as context->output and the terminal ask; numbered at the left on a terminal.
 * json_key names the array: {"schema":1,"contacts":[…]}. */
void kt_table_print (KtTable *table, KtContext *context, const char *json_key);

/* Marked text of SCREENS: {b:…} bold, {d:…} dim, {c:…} cyan, {r:…} red, {y:…} yellow, {g:…} green;
 * the format is ours, every string argument is made terminal-safe (one line) and its braces are
 * text. Widths and precisions of %s count columns, not bytes: "%-18.18s" is a cell, cut with "…".
 * Colour only where context->color. */
void kt_out (KtContext *context, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* The same without printing: marked text, for kt_out_marked() or as a part of more of it. */
char *kt_marked (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* Prints marked text: marks become nothing or escapes. */
void kt_out_marked (KtContext *context, const char *marked);
/* Columns marked text takes. */
int kt_marked_width (const char *marked);
/* A safe copy of foreign text, one line, in which braces cannot act as marks. */
char *kt_safe (const char *text);
void kt_safe_append (GString *out, const char *text);
/* The same with its line breaks kept. */
char *kt_safe_block (const char *text);
/* Writes what was collected to stdout now (progress, long lists). */
gboolean kt_out_flush (KtContext *context, GError **error);

/* JSON with "schema":1 at the top; end prints and frees the builder. */
KtJson *kt_json_begin (void);
void kt_json_end (KtContext *context, KtJson *builder);
void kt_json_text (KtJson *builder, const char *text);                  /* NULL null */
void kt_json_contact (KtJson *builder, KtId contact, const char *name); /* {ref,name} or null */
void kt_json_ref (KtJson *builder, KtId id);
void kt_json_time (KtJson *builder, const KtContext *context, gint64 utc); /* RFC 3339, 0 null */
char *kt_rfc3339 (const KtContext *context, gint64 utc);                   /* in the user's zone */

/* "Tue 24 November 2026 10:00", "tomorrow", "in 9 days": how dates are said. */
char *kt_say_date (const KtContext *context, KtLocal local);     /* weekday, date, time */
char *kt_say_distance (const KtContext *context, KtLocal local); /* today, tomorrow, in 9 days */
/* "Wed 25 November 10:00 (in 3 days)", with the year where it is another */
char *kt_say_when (const KtContext *context, KtLocal local);
/* "19.11." this year, else "19.11.2025" */
char *kt_say_short (const KtContext *context, gint64 utc);
char *kt_say_short_date (const KtContext *context, KtLocal local);
KtLocal kt_context_today (const KtContext *context); /* the date and minute it is now */
