#pragma once
#include "demo-script.h"
#include "kontor/deal.h"
#include "kontor/local-time.h"

/* The translator's book as it is made (demo-book.c, demo-papers.c): her clients, deals, papers. */
typedef struct
{
  KtStore *store;
  const KtDemoScript *script;
  GPtrArray *pipelines; /* KtPipeline */
  GHashTable *contacts; /* short name → KtId */
  GHashTable *deals;    /* short name → KtDeal */
  GPtrArray *papers;    /* KtDemoPaper, as they were read */
} KtDemoBook;

/* A line of data/demo/office.txt after its first word: fields without blanks around them, NULL
 * ends.
 */
typedef gboolean (*KtDemoBookRecord) (KtDemoBook *book, char **fields, GError **error);

/* "12w 09:18" */
gboolean kt_demo_book_moment (const KtDemoBook *book, const char *text, gint64 *ret_utc);
/* "+4d" as an ISO date. NULL: no such day. */
char *kt_demo_book_day (const KtDemoBook *book, const char *when);
char *kt_demo_book_date (const KtDemoBook *book, gint64 utc, int days);
/* To a stage of the first pipeline, by its word. */
gboolean kt_demo_book_move (KtDemoBook *book, KtDeal *deal, const char *stage, const char *reason,
                            gint64 at, GError **error);

/* demo-papers.c: numbered in the order of their days, so written when all are read */
typedef struct _KtDemoPaper KtDemoPaper;
void kt_demo_paper_free (KtDemoPaper *paper);
gboolean kt_demo_read_offer (KtDemoBook *book, char **fields, GError **error);
gboolean kt_demo_read_invoice (KtDemoBook *book, char **fields, GError **error);
gboolean kt_demo_papers_write (KtDemoBook *book, GError **error);

/* The whole book in DIR/data, one entry of the journal. */
gboolean kt_demo_book_make (const char *config_file, const char *data, const KtDemoScript *script,
                            guint *ret_clients, guint *ret_deals, GError **error);
