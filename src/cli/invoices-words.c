#include "config.h"
#include "invoices.h"
#include "kontor/contact.h"
#include "kontor/deals.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/handle.h"
#include "kontor/reminders.h"
#include <glib/gi18n.h>
#include <string.h>

#define CANDIDATES_MAX 9u

void
kt_invoice_words_clear (KtInvoiceWords *words)
{
  g_clear_pointer (&words->text, g_free);
  g_clear_pointer (&words->due, g_free);
}

KtInvoiceKind
kt_invoices_kind (const KtCommand *command)
{
  return g_str_equal (command->name, "offer") ? KT_OFFER : KT_INVOICE;
}

gboolean
kt_invoices_is_due_word (const char *word)
{
  static const char *const words[] = { "due", "by", "termins", "срок", "термин", NULL };
  g_autofree char *fold = kt_fold (word);
  return kt_when_is_until (word) || g_strv_contains (words, fold);
}

char *
kt_invoices_day (KtContext *context, char **words, guint n, gboolean past, guint *ret_used,
                 GError **error)
{
  KtWhenContext when;
  KtLocal day;
  guint used = 0;
  char text[KT_LOCAL_TEXT];
  kt_context_when (context, &when);
  when.past = past;
  if (!kt_when_parse ((const char *const *)words, n, &when, &day, &used, error))
    return NULL;
  if (ret_used == NULL && used < n)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is no day"), words[used]);
      return NULL;
    }
  if (ret_used != NULL)
    *ret_used = used;
  day.hour = -1;
  day.minute = 0;
  kt_local_format (day, text);
  return g_strdup (text);
}

char *
kt_invoices_text (char **words, GError **error)
{
  g_autofree char *joined = g_strjoinv (" ", words);
  g_autofree char *text = kt_nfc (g_strstrip (joined), -1);
  if (strlen (text) <= KT_INVOICE_TEXT_MAX)
    return g_steal_pointer (&text);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("the text is longer than %d bytes"),
               KT_INVOICE_TEXT_MAX);
  return NULL;
}

static gboolean
refuse_number (KtContext *context, KtInvoiceKind kind, const char *argument, GError **error)
{
  if (kt_invoice_number_is_void (context->store, kind, argument, NULL))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("«%s» is void, it was taken back"),
                   argument);
      return FALSE;
    }
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND,
               kind == KT_OFFER ? _ ("there is no offer «%s»") : _ ("there is no invoice «%s»"),
               argument);
  kt_error_hint (error, _ ("list them: kontor %s list --all"), kt_invoice_kind_id (kind));
  return FALSE;
}

KtInvoice *
kt_invoices_take (KtContext *context, KtInvoiceKind kind, const char *argument, GError **error)
{
  g_autoptr (GError) failure = NULL;
  KtHandle handle;
  g_autoptr (KtInvoice) invoice = kt_invoice_by_number (context->store, kind, argument, &failure);
  if (invoice != NULL)
    return g_steal_pointer (&invoice);
  if (failure == NULL)
    {
      gboolean form
          = strspn (argument, "0123456789") == strlen (argument) || kt_ref_has_form (argument);
      if (!form)
        {
          refuse_number (context, kind, argument, error);
          return NULL;
        }
      if (kt_handle_resolve (context, argument, KT_RECORD_INVOICE, &handle, error))
        invoice = kt_invoice_get (context->store, handle.key, error);
      if (invoice == NULL || invoice->kind == kind)
        return g_steal_pointer (&invoice);
      refuse_number (context, kind, argument, error);
      return NULL;
    }
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gboolean
kt_invoices_ambiguous (KtContext *context, const char *what, const GPtrArray *invoices,
                       GError **error)
{
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("«%s» has more than one open invoice"), what);
  for (guint i = 0; i < MIN (invoices->len, CANDIDATES_MAX); i++)
    {
      const KtInvoice *invoice = invoices->pdata[i];
      KtHandle handle = { .kind = KT_RECORD_INVOICE,
                          .key = invoice->id,
                          .contact = invoice->contact,
                          .stamp = invoice->updated,
                          .number = (int)i + 1 };
      KtMoney rest = invoice->amount;
      rest.minor = kt_invoice_rest (invoice);
      g_autofree char *open = kt_money_format (rest), *due = kt_say_iso (context, invoice->due);
      g_array_append_val (handles, handle);
      kt_error_detail (error, "%u  %s  %s  %s", i + 1, invoice->number, open, due);
    }
  kt_error_hint (error, _ ("name it by its number, %s, or that of this list: 1"),
                 ((KtInvoice *)invoices->pdata[0])->number);
  kt_handles_save (context, handles, NULL);
  return FALSE;
}

/* More than one deal may be meant: which one has to be said. */
static gboolean
refuse_deals (KtContext *context, const char *who, const GPtrArray *deals, GError **error)
{
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("«%s» has more than one open deal"), who);
  for (guint i = 0; i < MIN (deals->len, CANDIDATES_MAX); i++)
    {
      const KtDeal *deal = deals->pdata[i];
      KtHandle handle = { .kind = KT_RECORD_DEAL,
                          .key = deal->id,
                          .contact = deal->contact,
                          .stamp = deal->updated,
                          .number = (int)i + 1 };
      g_autofree char *amount = deal->has_amount ? kt_money_format (deal->amount) : g_strdup ("");
      g_array_append_val (handles, handle);
      kt_error_detail (error, "%u  %s  %s", i + 1, deal->title, amount);
    }
  kt_error_hint (error, _ ("name it by the number of this list: kontor %s 1"), context->command);
  kt_handles_save (context, handles, NULL);
  return FALSE;
}

/* The only open deal of a client is meant. Where there are several it has to be said which, but for
 * an amount and a text that may be a job by itself. */
static gboolean
find_deal (KtContext *context, KtInvoiceWords *ret, const char *who, gboolean own, GError **error)
{
  g_autoptr (GPtrArray) deals = kt_deal_list_of (context->store, ret->wish.contact, FALSE, error);
  if (deals == NULL)
    return FALSE;
  if (deals->len == 1)
    ret->wish.deal = ((KtDeal *)deals->pdata[0])->id;
  return deals->len <= 1 || own || refuse_deals (context, who, deals, error);
}

/* The client or deal that args begin with. */
static gboolean
take_target (KtContext *context, char **args, KtInvoiceWords *ret, char **ret_who, guint *ret_used,
             GError **error)
{
  KtHandle handle;
  *ret_used = 1;
  gboolean form = strspn (args[0], "0123456789") == strlen (args[0]) || kt_ref_has_form (args[0]);
  if (form
      && kt_handle_resolve (context, args[0], KT_RECORD_DEAL | KT_RECORD_CONTACT, &handle, error))
    {
      ret->wish.deal = handle.kind == KT_RECORD_DEAL ? handle.key : 0;
      ret->wish.contact = handle.contact;
      *ret_who = kt_contact_name (context->store, handle.contact, error);
      return *ret_who != NULL;
    }
  if (form && *error != NULL && !g_error_matches (*error, KT_ERROR, KT_ERROR_NOT_FOUND))
    return FALSE;
  g_clear_error (error);
  g_autofree char *who = kt_who_take (context, args, ret_used);
  if (!kt_who_resolve (context, who, &ret->wish.contact, error))
    {
      /* nobody is called so: a deal may be */
      if (!g_error_matches (*error, KT_ERROR, KT_ERROR_NOT_FOUND)
          || !kt_deal_take (context, args, FALSE, &handle, ret_used, NULL))
        return FALSE;
      g_clear_error (error);
      ret->wish.deal = handle.key;
      ret->wish.contact = handle.contact;
    }
  *ret_who = kt_contact_name (context->store, ret->wish.contact, error);
  return *ret_who != NULL;
}

/* "450", "450 €" at the beginning of args; *ret_used 0: no amount. */
static gboolean
take_amount (KtContext *context, char **args, KtMoney *ret, guint *ret_used, GError **error)
{
  *ret_used = 0;
  for (guint n = MIN (2, g_strv_length (args)); n > 0; n--)
    {
      g_autofree char *text = n == 2 ? g_strjoin (" ", args[0], args[1], NULL) : g_strdup (args[0]);
      if (!kt_money_has_form (text))
        continue;
      *ret_used = n;
      return kt_money_parse (text, ret->currency, ret, error);
    }
  return TRUE;
}

/* "12a40" is a slip of a sum: as a text it would ask for all of the deal's amount. Several words in
 * quotes are a text. */
static gboolean
refuse_slip (const char *word, GError **error)
{
  if (!g_ascii_isdigit (*word) || strchr (word, ' ') != NULL)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is no sum"), word);
  kt_error_hint (error,
                 _ ("a sum is written 1240 or 12,40; a text that begins with a figure in "
                    "quotes: \"%s …\""),
                 word);
  return FALSE;
}

/* The currency an amount without one is in: that of the deal, else of the config. */
static gboolean
usual_currency (KtContext *context, KtInvoiceWords *ret, GError **error)
{
  const char *currency = context->settings->currency;
  g_autoptr (KtDeal) deal
      = ret->wish.deal != 0 ? kt_deal_get (context->store, ret->wish.deal, error) : NULL;
  if (ret->wish.deal != 0 && deal == NULL)
    return FALSE;
  if (deal != NULL && *deal->amount.currency != '\0')
    currency = deal->amount.currency;
  g_strlcpy (ret->wish.amount.currency, currency, sizeof ret->wish.amount.currency);
  return TRUE;
}

/* Where "due WHEN" ends the words, it is taken off. */
static gboolean
take_last_due (KtContext *context, char **args, KtInvoiceWords *ret, GError **error)
{
  guint n = g_strv_length (args);
  for (guint i = n; i-- > 0 && ret->due == NULL;)
    if (kt_invoices_is_due_word (args[i]) && i + 1 < n)
      {
        g_autoptr (GError) doubt = NULL;
        ret->due = kt_invoices_day (context, args + i + 1, n - i - 1, FALSE, NULL, &doubt);
        for (guint j = i; ret->due != NULL && j < n; j++)
          g_clear_pointer (&args[j], g_free);
        if (ret->due == NULL && i == 0)
          {
            g_propagate_error (error, g_steal_pointer (&doubt));
            return FALSE;
          }
      }
  return TRUE;
}

/* "[AMOUNT] [due WHEN] [TEXT]", the day behind the text too. */
static gboolean
take_rest (KtContext *context, char **args, KtInvoiceWords *ret, GError **error)
{
  guint used = 0;
  KtMoney amount = ret->wish.amount;
  if (args[0] != NULL && !take_amount (context, args, &amount, &used, error))
    return FALSE;
  if (args[0] != NULL && used == 0 && !refuse_slip (args[0], error))
    return FALSE;
  if (used > 0)
    {
      ret->wish.has_amount = TRUE;
      ret->wish.amount = amount;
    }
  args += used;
  if (args[0] != NULL && args[1] != NULL && kt_invoices_is_due_word (args[0]))
    {
      ret->due = kt_invoices_day (context, args + 1, g_strv_length (args + 1), FALSE, &used, error);
      if (ret->due == NULL)
        return FALSE;
      args += 1 + used;
    }
  g_auto (GStrv) words = g_strdupv (args);
  if (ret->due == NULL && !take_last_due (context, words, ret, error))
    return FALSE;
  ret->text = kt_invoices_text (words, error);
  return ret->text != NULL;
}

gboolean
kt_invoice_words_parse (KtContext *context, const KtCommand *command, char **args,
                        KtInvoiceWords *ret, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *who = NULL;
  guint used;
  ret->wish.kind = kt_invoices_kind (command);
  if (!take_target (context, args, ret, &who, &used, &failure)
      || !usual_currency (context, ret, &failure)
      || !take_rest (context, args + used, ret, &failure)
      || (ret->wish.deal == 0
          && !find_deal (context, ret, who, ret->wish.has_amount && *ret->text != '\0', &failure)))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  ret->wish.text = *ret->text != '\0' ? ret->text : NULL;
  ret->wish.due = ret->due;
  return TRUE;
}
