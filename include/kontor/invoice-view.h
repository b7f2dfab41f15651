#pragma once
#include "kontor/invoice-make.h"
#include "kontor/table.h"

/* Invoices and offers in words and as JSON (view). */

/* {ref, kind, number, contact, deal, state, issued, due, amount, …} as doc/json.md has it; items
 * and payments (NULL: without them). */
void kt_json_invoice (KtJson *builder, const KtContext *context, const KtInvoice *invoice,
                      const GPtrArray *items, const GPtrArray *payments);
/* "deal_invoiced", "deal_left": how much of the deal is invoiced; nulls where billing is NULL. */
void kt_json_billing (KtJson *builder, const KtDealBilling *billing);
/* {"schema":1, "invoice": …, "deal_stage": …}: what a write prints. */
void kt_json_print_invoice (KtContext *context, const KtInvoiceOutcome *outcome);

/* "Mon 7.12. (14 d)"; with the year where it is another one. Safe. */
char *kt_say_due (const KtContext *context, const char *iso);
/* An ISO date as "14.07." Safe. */
char *kt_say_iso (const KtContext *context, const char *iso);
/* "open", "12 days late", "paid 14.07.", "1,00 € of 2,00 €", "void", "expired". Safe. */
char *kt_say_invoice_state (const KtContext *context, const KtInvoice *invoice);
/* Colour of it: 'r', 'y', 'g', 'd' or '\0'. */
char kt_invoice_state_color (const KtContext *context, const KtInvoice *invoice);
/* "840,00 € of 2 800,00 €, 1 960,00 € left"; "2 800,00 €, all of it" */
char *kt_say_billing (const KtContext *context, const KtDealBilling *billing);
/* "450,00 € · 20,00 ₴"; NULL where there is nothing. */
char *kt_say_owed (const GArray *sums);

/* A list as table, TSV, CSV or JSON; voids (KtVoidNumber, NULL none) come after it. Its numbers are
 * kept. */
void kt_invoices_print (KtContext *context, const GPtrArray *invoices, const GPtrArray *voids);
/* One, whole, and how much of its deal is invoiced (NULL: it has none). */
void kt_invoice_show (KtContext *context, const KtInvoice *invoice, const GPtrArray *items,
                      const GPtrArray *payments, const KtDealBilling *billing);
