#pragma once
#include "kontor/command.h"
#include "kontor/invoice-view.h"

/* What the commands of invoices and offers share. */

/* The invoice or offer an argument names: its number, a number of the last list, a ref. */
KtInvoice *kt_invoices_take (KtContext *context, KtInvoiceKind kind, const char *argument,
                             GError **error);
/* An ISO date out of words, all of them, that is to come (past FALSE) or was; *ret_used NULL: all
 * have to be one. */
char *kt_invoices_day (KtContext *context, char **words, guint n, gboolean past, guint *ret_used,
                       GError **error);
/* Whether a word begins a due date: "due", "līdz", "до". */
gboolean kt_invoices_is_due_word (const char *word);
/* Words as one NFC text; NULL with KT_ERROR_USAGE: too long. "" where there are none. */
char *kt_invoices_text (char **words, GError **error);
KtInvoiceKind kt_invoices_kind (const KtCommand *command);

/* `invoice WHO|DEAL [AMOUNT] [due WHEN] [TEXT]`, into the wish, which borrows of text and due. */
typedef struct
{
  KtInvoiceWish wish;
  char *text, *due;
} KtInvoiceWords;
void kt_invoice_words_clear (KtInvoiceWords *words);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtInvoiceWords, kt_invoice_words_clear)
gboolean kt_invoice_words_parse (KtContext *context, const KtCommand *command, char **args,
                                 KtInvoiceWords *ret, GError **error);

/* Several invoices are meant: their list, its numbers kept, as an error. Always FALSE. */
gboolean kt_invoices_ambiguous (KtContext *context, const char *what, const GPtrArray *invoices,
                                GError **error);

/* Subcommands. */
gboolean kt_invoices_cmd_make (KtContext *context, const KtCommand *command, char **args,
                               GError **error);
gboolean kt_invoices_cmd_list (KtContext *context, const KtCommand *command, char **args,
                               GError **error);
gboolean kt_invoices_cmd_show (KtContext *context, const KtCommand *command, char **args,
                               GError **error);
gboolean kt_invoices_cmd_edit (KtContext *context, const KtCommand *command, char **args,
                               GError **error);
gboolean kt_invoices_cmd_void (KtContext *context, const KtCommand *command, char **args,
                               GError **error);
gboolean kt_invoices_cmd_accept (KtContext *context, const KtCommand *command, char **args,
                                 GError **error);
gboolean kt_invoices_cmd_decline (KtContext *context, const KtCommand *command, char **args,
                                  GError **error);
gboolean kt_invoices_cmd_print (KtContext *context, const KtCommand *command, char **args,
                                GError **error);
gboolean kt_invoices_cmd_remind (KtContext *context, const KtCommand *command, char **args,
                                 GError **error);
