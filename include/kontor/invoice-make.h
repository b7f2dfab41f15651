#pragma once
#include "kontor/context.h"
#include "kontor/deal-billing.h"
#include "kontor/deal.h"
#include "kontor/invoice.h"
#include "kontor/local-time.h"

/* Invoices and offers as they are made, paid and closed, with what that does to their deal (flow).
 * Each is one journal entry, or none under --dry-run. Needs settings. */
typedef struct
{
  KtInvoiceKind kind;
  KtId contact, deal; /* deal 0: none */
  gboolean has_amount;
  KtMoney amount;
  const char *text; /* what the amount is for; with items, a line for the client; NULL */
  const char *due;  /* ISO date; NULL: as the config says */
} KtInvoiceWish;

/* What became of it. */
typedef struct
{
  KtInvoice *invoice;     /* read again */
  GPtrArray *items;       /* KtInvoiceItem; NULL where none were written */
  char *deal;             /* the stage its deal went to; NULL: it stays. Not yet safe */
  gboolean won;           /* the deal is won now */
  KtDealBilling *billing; /* of its deal, once it is made or paid; NULL: none */
} KtInvoiceOutcome;
void kt_invoice_outcome_clear (KtInvoiceOutcome *outcome);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtInvoiceOutcome, kt_invoice_outcome_clear)

/* Lines: the items of the deal less the contact's discount and what was invoiced of it before; else
 * the amount of the wish, else of the deal. The deal goes to the stage Invoiced (Offer) where it
 * stands before it. KT_ERROR_USAGE: no amount, another currency; KT_ERROR_CONFLICT: all of it is
 * invoiced. */
gboolean kt_invoice_make (KtContext *context, const KtInvoiceWish *wish, KtInvoiceOutcome *ret,
                          GError **error);

/* amount -1: all that is open. The deal is won when what was invoiced of it is paid and is not less
 * than its amount. */
gboolean kt_invoice_settle (KtContext *context, KtId invoice, gint64 amount, const char *day,
                            const char *how, KtInvoiceOutcome *ret, GError **error);

/* Of an offer; accepted, its deal goes to work. reason NULL: none. */
gboolean kt_offer_answer (KtContext *context, KtId offer, gboolean accepted, const char *reason,
                          KtInvoiceOutcome *ret, GError **error);
/* Nothing is awaited any more. KT_ERROR_CONFLICT: money came. */
gboolean kt_invoice_void (KtContext *context, KtId invoice, const char *reason,
                          KtInvoiceOutcome *ret, GError **error);
/* Notes that the client was reminded today. */
gboolean kt_invoice_remind (KtContext *context, KtId invoice, KtInvoiceOutcome *ret,
                            GError **error);
/* due, text NULL: as they were. KT_ERROR_CONFLICT: it was paid, reminded or closed. */
gboolean kt_invoice_change (KtContext *context, KtId invoice, const char *due, const char *text,
                            KtInvoiceOutcome *ret, GError **error);

/* How a contact pays: what came for invoices, one sum a currency, and when on average. */
typedef struct
{
  GArray *paid;    /* KtMoney */
  guint jobs;      /* invoices paid in full */
  int days;        /* from issue to the last payment, on average; -1 none */
  int late;        /* after the day they were due (below 0: before), on average, */
  GArray *owed;    /* KtMoney: open invoices and visits to be paid later */
  GPtrArray *open; /* KtInvoice that wait for money, oldest due first */
} KtPaymentHabit;
void kt_payment_habit_free (KtPaymentHabit *habit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtPaymentHabit, kt_payment_habit_free)
/* Without one invoice (0: none), so that one can be compared with the others. */
KtPaymentHabit *kt_payment_habit (KtContext *context, KtId contact, KtId without, GError **error);

/* Days an open invoice is late today; below 0: days until it is due. */
int kt_invoice_days_late (const KtContext *context, const KtInvoice *invoice);
