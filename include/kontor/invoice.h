#pragma once
#include "kontor/id.h"
#include "kontor/money.h"
#include "kontor/store.h"

/* Invoices and offers with their lines, payments and numbers (book). Writers want a journal
 * transaction open. */
#define KT_INVOICE_ITEMS_MAX 200u
#define KT_INVOICE_TEXT_MAX 1000 /* bytes, of a line's name and of the text */

typedef enum
{
  KT_INVOICE, /* money is asked for */
  KT_OFFER,
} KtInvoiceKind;

typedef enum
{
  KT_INVOICE_OPEN, /* waits for money, or for an answer */
  KT_INVOICE_PAID, /* in full */
  KT_INVOICE_VOID,
  KT_INVOICE_ACCEPTED,
  KT_INVOICE_DECLINED,
} KtInvoiceState;

typedef struct
{
  KtId service, good; /* out of the directory; 0: in words */
  char *name;
  gint64 quantity; /* thousandths */
  char *unit;      /* NULL pieces */
  gint64 price;    /* minor units of one; below 0: a discount, an advance that is taken off */
  gint64 total;    /* set by kt_invoice_insert() */
} KtInvoiceItem;
KtInvoiceItem *kt_invoice_item_new (const char *name, gint64 quantity, gint64 price);
void kt_invoice_item_free (KtInvoiceItem *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtInvoiceItem, kt_invoice_item_free)

typedef struct
{
  KtId id;
  KtInvoiceKind kind;
  char *number;
  KtId contact, deal; /* 0: forgotten; no deal */
  KtMoney amount;     /* of all lines, tax included */
  int tax;            /* VAT in hundredths of a percent; 0 none */
  gint64 tax_amount;  /* minor units of it within amount */
  char *issued, *due; /* ISO dates; of an offer: valid until */
  KtInvoiceState state;
  char *reminded; /* ISO date of the last reminder; NULL none */
  char *text;     /* a line for the client; "" none */
  char *reason;   /* why it is void or declined; NULL */
  gint64 created, updated;
  /* read along, not written */
  gint64 paid;   /* minor units that came */
  char *paid_on; /* ISO date of the last payment; NULL none */
  char *who;     /* the contact's name; NULL forgotten */
  char *title;   /* the deal's; NULL none */
} KtInvoice;
void kt_invoice_free (KtInvoice *invoice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtInvoice, kt_invoice_free)

typedef struct
{
  KtId id, invoice;
  gint64 amount; /* minor units, in the invoice's currency */
  char *paid;    /* ISO date */
  char *how;     /* "cash", "card", "transfer"; NULL not said */
  gint64 created;
} KtInvoicePayment;
void kt_invoice_payment_free (KtInvoicePayment *payment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtInvoicePayment, kt_invoice_payment_free)

/* What still has to come. */
gint64 kt_invoice_rest (const KtInvoice *invoice);
const char *kt_invoice_kind_id (KtInvoiceKind kind);    /* "invoice", "offer" */
const char *kt_invoice_state_id (KtInvoiceState state); /* as stored */

#define KT_INVOICE_ANY(state) (1u << (state))
typedef struct
{
  guint kinds;            /* KT_INVOICE_ANY (KT_INVOICE) | …; 0: both */
  guint states;           /* the same of states; 0: all */
  KtId contact, deal;     /* 0: anybody's, any */
  const char *from, *to;  /* ISO dates, issued between both; NULL: open end */
  const char *due_before; /* ISO date; NULL: any */
} KtInvoiceFilter;

KtInvoice *kt_invoice_get (KtStore *store, KtId id, GError **error); /* KT_ERROR_NOT_FOUND */
/* By its number as printed; case does not matter. NULL without error: none has it. */
KtInvoice *kt_invoice_by_number (KtStore *store, KtInvoiceKind kind, const char *number,
                                 GError **error);
/* Newest number first, one statement. */
GPtrArray *kt_invoice_list (KtStore *store, const KtInvoiceFilter *filter, GError **error);
GPtrArray *kt_invoice_items (KtStore *store, KtId invoice, GError **error);    /* in order */
GPtrArray *kt_invoice_payments (KtStore *store, KtId invoice, GError **error); /* by date */
/* Of all invoices that are not void, dated between both ISO dates, by date. */
GPtrArray *kt_invoice_payments_between (KtStore *store, const char *first, const char *last,
                                        GError **error);

/* How the numbers of a kind look. */
typedef struct
{
  const char *pattern; /* kontor/number-pattern.h */
  const char *start;   /* number before which none is given in its year; NULL none */
} KtInvoiceSeries;

/* Gives the next number of the year it is issued in, totals the lines and writes all of it; amount
 * and tax_amount are what the caller reckoned (kt_invoice_reckon). KT_ERROR_CONFLICT: the number
 * that would be next is in use. */
gboolean kt_invoice_insert (KtStore *store, KtInvoice *invoice, const GPtrArray *items,
                            const KtInvoiceSeries *series, gint64 now, GError **error);
/* due, state, reminded, text, reason, updated. */
gboolean kt_invoice_update (KtStore *store, const KtInvoice *invoice, GError **error);
/* Adds a payment; with it in full the invoice is paid. KT_ERROR_CONFLICT: more than is owed. */
gboolean kt_invoice_pay (KtStore *store, KtInvoice *invoice, const KtInvoicePayment *payment,
                         GError **error);

/* Totals of the lines, then the sum and the tax: within the prices, or added to them.
 * KT_ERROR_USAGE: nothing is left to pay, or it is too much. */
gboolean kt_invoice_reckon (const GPtrArray *items, int tax, gboolean added, KtInvoice *ret,
                            GError **error);

/* A number whose invoice was taken back: it is void and never given again. */
typedef struct
{
  KtInvoiceKind kind;
  int year;
  gint64 serial;
  char *number;
  gint64 at; /* UTC seconds when it was given */
} KtVoidNumber;
GPtrArray *kt_invoice_void_numbers (KtStore *store,
                                    GError **error); /* KtVoidNumber, newest first */
/* FALSE without error: this number was never given, or its invoice stands. */
gboolean kt_invoice_number_is_void (KtStore *store, KtInvoiceKind kind, const char *number,
                                    GError **error);

/* What a contact still owes by invoices, one sum a currency (KtMoney); on or before a day they were
 * due (ISO), NULL: all. */
GArray *kt_invoice_owed (KtStore *store, KtId contact, const char *due, GError **error);
