#include "config.h"
#include "kontor/contact.h"
#include "kontor/deals.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/handle-file.h"
#include "kontor/local-time.h"
#include "kontor/money.h"

#include <glib/gi18n.h>
#include <string.h>

#define CANDIDATES_MAX 9
#define NUMBER_DIGITS 5

static void
set_handle (const KtDeal *deal, KtHandle *ret)
{
  *ret = (KtHandle){ .kind = KT_RECORD_DEAL, .key = deal->id, .contact = deal->contact };
}

/* The candidates are a list like any other: their numbers can be typed next. */
static gboolean
several (KtContext *context, const char *said, const GPtrArray *deals, GError **error)
{
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("«%s» is more than one deal"), said);
  for (guint i = 0; i < MIN (deals->len, CANDIDATES_MAX); i++)
    {
      const KtDeal *deal = deals->pdata[i];
      g_autofree char *amount
          = deal->has_amount ? kt_money_format (deal->amount) : g_strdup (_ ("no amount"));
      KtHandle handle;
      set_handle (deal, &handle);
      handle.stamp = deal->updated;
      handle.number = (int)i + 1;
      g_array_append_val (handles, handle);
      kt_error_detail (error, "%u  %s%s%s  %s", i + 1, deal->who != NULL ? deal->who : "",
                       deal->who != NULL ? "  " : "", deal->title, amount);
    }
  if (deals->len > CANDIDATES_MAX)
    kt_error_detail (error, _ ("and %u more"), deals->len - CANDIDATES_MAX);
  kt_error_hint (error, _ ("repeat with the number: %d"), 1);
  return kt_handles_save (context, handles, NULL) && FALSE;
}

/* The one that is meant: the only open one, else (closed) the only one at all. Steals nothing. */
static gboolean
choose (KtContext *context, const char *said, const GPtrArray *deals, gboolean closed,
        const KtDeal **ret, GError **error)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  for (guint i = 0; i < deals->len; i++)
    if (((const KtDeal *)deals->pdata[i])->closed_at == 0)
      g_ptr_array_add (open, deals->pdata[i]);
  const GPtrArray *candidates = open->len > 0 || !closed ? open : deals;
  *ret = candidates->len == 1 ? candidates->pdata[0] : NULL;
  return candidates->len <= 1 || several (context, said, candidates, error);
}

static gboolean
choose_of (KtContext *context, KtId contact, gboolean closed, const char *said, KtHandle *ret,
           GError **error)
{
  g_autoptr (GPtrArray) deals = kt_deal_list_of (context->store, contact, closed, error);
  const KtDeal *deal;
  if (deals == NULL || !choose (context, said, deals, closed, &deal, error))
    return FALSE;
  if (deal == NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND,
                   closed ? _ ("«%s» has no deal") : _ ("«%s» has no open deal"), said);
      kt_error_hint (error, _ ("make one: kontor deal %s TITLE"), said);
      return FALSE;
    }
  set_handle (deal, ret);
  return TRUE;
}

gboolean
kt_deal_of_contact (KtContext *context, KtId contact, KtId *ret_deal, GError **error)
{
  g_autoptr (GPtrArray) deals = kt_deal_list_of (context->store, contact, FALSE, error);
  const KtDeal *deal;
  if (deals == NULL
      || !choose (context,
                  deals->len > 0 && ((KtDeal *)deals->pdata[0])->who != NULL
                      ? ((KtDeal *)deals->pdata[0])->who
                      : "",
                  deals, FALSE, &deal, error))
    return FALSE;
  *ret_deal = deal != NULL ? deal->id : 0;
  return TRUE;
}

/* Each word begins a word of the title. */
static gboolean
is_titled (const KtDeal *deal, char **words)
{
  g_autofree char *fold = kt_fold (deal->title);
  g_autofree char *spaced = g_strconcat (" ", fold, NULL);
  for (char **word = words; *word != NULL; word++)
    {
      g_autofree char *begin = g_strconcat (" ", *word, NULL);
      if (strstr (spaced, begin) == NULL)
        return FALSE;
    }
  return TRUE;
}

/* FALSE without error: nothing is titled so. */
static gboolean
take_title (KtContext *context, const char *said, gboolean closed, KtHandle *ret, GError **error)
{
  g_autofree char *fold = kt_fold (said);
  g_auto (GStrv) words = g_strsplit (fold, " ", -1);
  g_autoptr (GPtrArray) deals = kt_deal_list (context->store, closed, error);
  const KtDeal *deal;
  if (deals == NULL || *fold == '\0')
    return FALSE;
  for (guint i = deals->len; i > 0; i--)
    if (!is_titled (deals->pdata[i - 1], words))
      g_ptr_array_remove_index (deals, i - 1);
  if (!choose (context, said, deals, closed, &deal, error) || deal == NULL)
    return FALSE;
  set_handle (deal, ret);
  return TRUE;
}

static gboolean
is_listed (const KtContext *context, const char *argument)
{
  gsize n = strspn (argument, "0123456789");
  if (n == 0 || argument[n] != '\0' || n > NUMBER_DIGITS)
    return FALSE;
  if (n < 3)
    return TRUE;
  g_autoptr (KtHandleList) list = kt_handle_file_read (context);
  for (guint i = 0; list != NULL && i < list->handles->len; i++)
    if (g_array_index (list->handles, KtHandle, i).number == atoi (argument))
      return TRUE;
  return FALSE;
}

static gboolean
take_handle (KtContext *context, const char *argument, gboolean closed, KtHandle *ret,
             GError **error)
{
  if (!kt_handle_resolve (context, argument, KT_RECORD_DEAL | KT_RECORD_CONTACT, ret, error))
    return FALSE;
  if (ret->kind == KT_RECORD_DEAL)
    return TRUE;
  g_autofree char *name = kt_contact_name (context->store, ret->key, error);
  return name != NULL && choose_of (context, ret->key, closed, name, ret, error);
}

gboolean
kt_deal_take (KtContext *context, char **args, gboolean closed, KtHandle *ret, guint *ret_used,
              GError **error)
{
  g_autoptr (GError) failure = NULL;
  KtId contact;
  *ret_used = 1;
  if (is_listed (context, args[0]))
    return take_handle (context, args[0], closed, ret, error);
  if (kt_ref_has_form (args[0]) && take_handle (context, args[0], closed, ret, NULL))
    return TRUE;
  g_autofree char *who = kt_who_take (context, args, ret_used);
  if (kt_who_resolve (context, who, &contact, &failure))
    {
      g_autofree char *name = kt_contact_name (context->store, contact, error);
      return name != NULL && choose_of (context, contact, closed, name, ret, error);
    }
  if (!g_error_matches (failure, KT_ERROR, KT_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  GError *title_failure = NULL;
  *ret_used = 1;
  if (take_title (context, args[0], closed, ret, &title_failure))
    return TRUE;
  if (title_failure != NULL)
    {
      g_propagate_error (error, title_failure);
      return FALSE;
    }
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is no client and no deal «%s»"),
               args[0]);
  kt_error_hint (error, _ ("see them: kontor deal list"));
  return FALSE;
}
