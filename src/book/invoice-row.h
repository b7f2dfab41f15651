#pragma once
#include "kontor/invoice.h"
#include <sqlite3.h>

/* The columns of an invoice as all statements read them: i is the invoice. */
#define KT_INVOICE_COLUMNS                                                                          \
  "i.id, i.kind, i.number, i.contact, i.deal, i.amount, i.currency, i.tax, i.tax_amount, i.issued," \
  " i.due, i.state, i.reminded, i.text, i.reason, i.created, i.updated, c.name, d.title,"           \
  " (SELECT sum (p.amount) FROM invoice_payment AS p WHERE p.invoice = i.id),"                      \
  " (SELECT max (p.paid) FROM invoice_payment AS p WHERE p.invoice = i.id)"                         \
  " FROM invoice AS i LEFT JOIN contact AS c ON c.id = i.contact"                                   \
  " LEFT JOIN deal AS d ON d.id = i.deal"

KtInvoice *kt_invoice_read_row (sqlite3_stmt *statement);
KtInvoiceKind kt_invoice_kind_of (const char *id);
