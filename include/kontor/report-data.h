#pragma once
#include "kontor/id.h"
#include "kontor/local-time.h"

/* What a report found: typed columns, rows, totals, charts and what has to be said of them. All
 * views print it; none of them counts. */
typedef enum
{
  KT_REPORT_TEXT,
  KT_REPORT_NUMBER,
  KT_REPORT_PERCENT, /* tenths of one */
  KT_REPORT_MONEY,   /* minor units in the row's currency */
  KT_REPORT_MINUTES, /* how long */
  KT_REPORT_DATE,    /* ISO text */
  KT_REPORT_SPAN,    /* ISO text of a day, "2026-11", "2026-W48", or a word as below */
  KT_REPORT_WORD,    /* an English id, kontor/report-words.h */
} KtReportType;

typedef enum
{
  KT_REPORT_ALWAYS,
  KT_REPORT_WIDE,   /* not under 60 columns */
  KT_REPORT_DATA,   /* CSV, TSV and JSON only */
  KT_REPORT_PEOPLE, /* never there */
} KtReportShow;

typedef struct
{
  const char *id;    /* ASCII, fixed */
  const char *title; /* N_() */
  KtReportType type;
  KtReportShow show;
  const char *none; /* N_(), what a text that is not there is called; NULL: nothing */
} KtReportColumn;

#define KT_REPORT_COLUMNS_MAX 16
#define KT_REPORT_NULL G_MININT64 /* a number that is not there */

typedef union
{
  char *text;
  gint64 number;
} KtReportCell;

typedef struct
{
  char currency[4]; /* of all money in it; "" where there is none */
  KtId contact;     /* 0: nobody */
  KtReportCell cells[KT_REPORT_COLUMNS_MAX];
} KtReportRow;

#define KT_CHART_SERIES_MAX 3

typedef struct
{
  char *label;
  gint64 values[KT_CHART_SERIES_MAX]; /* none is negative */
} KtChartPoint;

typedef struct
{
  const char *title; /* N_() */
  KtReportType unit; /* NUMBER, PERCENT, MONEY, MINUTES */
  char currency[4];
  KtReportType label_type; /* TEXT, SPAN, WORD */
  const char *label_none;  /* N_() */
  gboolean upright;        /* points are times: columns side by side where there is room */
  gboolean stacked;        /* series are parts of a whole */
  guint n_series;
  const char *series[KT_CHART_SERIES_MAX]; /* N_(), where there are two or three */
  GPtrArray *points;                       /* KtChartPoint */
} KtChart;

/* What was counted and what was not. */
typedef struct
{
  const char *id;   /* ASCII, fixed */
  gint64 count;     /* KT_REPORT_NULL: none */
  char *text;       /* translated; may hold foreign text */
  gint64 amount;    /* minor units; KT_REPORT_NULL: none */
  char currency[4]; /* of amount */
} KtReportNote;

typedef struct
{
  const KtReportColumn *columns;
  gsize n_columns;
  GPtrArray *rows;     /* KtReportRow */
  GPtrArray *totals;   /* KtReportRow, one a currency */
  GPtrArray *charts;   /* KtChart */
  GPtrArray *notes;    /* KtReportNote */
  gboolean of_clients; /* rows are of contacts */
  gboolean has_period;
  KtLocal first, last; /* days, both included */
  char *subject;       /* of what: a pipeline, a query; NULL all. Foreign */
} KtReport;

KtReport *kt_report_new (void);
void kt_report_free (KtReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtReport, kt_report_free)
void kt_report_set_columns (KtReport *report, const KtReportColumn *columns, gsize n_columns);
gboolean kt_report_is_text (KtReportType type);
/* Cells in the columns' order: const char * for text, dates and words, gint64 for the rest. */
KtReportRow *kt_report_add (KtReport *report, const char *currency, KtId contact, ...);
KtReportRow *kt_report_add_total (KtReport *report, const char *currency, ...);
KtChart *kt_report_add_chart (KtReport *report, const char *title, KtReportType unit,
                              const char *currency);
KtChartPoint *kt_chart_add (KtChart *chart, const char *label, gint64 value);
void kt_report_note (KtReport *report, const char *id, gint64 count, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
/* The same with a sum, which views write behind the text. */
void kt_report_note_sum (KtReport *report, const char *id, gint64 count, gint64 amount,
                         const char *currency, const char *text);

/* part of whole in tenths of a percent, rounded half up; KT_REPORT_NULL of nothing. */
gint64 kt_report_percent (gint64 part, gint64 whole);
/* sum × part ÷ whole without overflow, rounded half up; whole > 0. */
gint64 kt_report_share (gint64 sum, gint64 part, gint64 whole);
