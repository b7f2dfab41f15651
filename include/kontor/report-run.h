#pragma once
#include "kontor/context.h"
#include "kontor/report-data.h"

/* Reports: one row each. */
typedef struct _KtReportAsk KtReportAsk;

typedef enum
{
  KT_REPORT_BY_QUERY = 1 << 0,    /* further words are a query that says which clients */
  KT_REPORT_BY_PIPELINE = 1 << 1, /* further words name a pipeline */
  KT_REPORT_AHEAD = 1 << 2,       /* a month without a year is the coming one */
  KT_REPORT_NAMES = 1 << 3,       /* clients are shown by initials unless --names */
  KT_REPORT_TIMELESS = 1 << 4,    /* without a period all of it */
} KtReportFlags;

typedef struct
{
  const char *name;
  const char *summary; /* N_(), one line of the list; the page's title */
  const char *usage;   /* parameters, "[by=client|service] [PERIOD] [QUERY]" */
  int months_back;     /* the usual period: from the first of the month so many months back … */
  int months_on;       /* … to the end of the month so many months on; 0: to today */
  const char *choice;  /* "by", "per"; NULL: none */
  const char *choices; /* its words, the usual one first, by spaces */
  guint flags;         /* KtReportFlags */
  gboolean (*gather) (KtReportAsk *ask, GError **error);
} KtReportKind;

extern const KtReportKind *const kt_report_kinds[];    /* NULL ends */
const KtReportKind *kt_report_find (const char *name); /* NULL unknown */

/* What is asked, and what a gather function fills. */
struct _KtReportAsk
{
  KtContext *context;
  const KtReportKind *kind;
  gboolean has_period;
  KtLocal first, last; /* days */
  gint64 from, until;  /* the same as UTC seconds, until excluded; all of it without a period */
  GHashTable *clients; /* KtId *, a set; NULL: everybody */
  char *choice;        /* one of kind->choices; NULL */
  char *words;         /* what else was said: a query or a pipeline; NULL nothing */
  gboolean names;
  KtReport *report;
};
void kt_report_ask_clear (KtReportAsk *ask);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtReportAsk, kt_report_ask_clear)

/* Reads the parameters: [by=WORD] [PERIOD] [QUERY|PIPELINE] in any order. The query is not asked
 * yet: store need not be open. KT_ERROR_USAGE. */
gboolean kt_report_read_ask (KtContext *context, const KtReportKind *kind,
                             const char *const *arguments, KtReportAsk *ask, GError **error);
/* How many of the arguments, from *ret_at on, say the period; 0: none does. */
guint kt_report_period_at (KtContext *context, const KtReportKind *kind,
                           const char *const *arguments, guint *ret_at);
/* Gathers; the report belongs to the caller. */
KtReport *kt_report_run (KtReportAsk *ask, GError **error);
