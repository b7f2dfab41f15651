#include "config.h"
#include "visit-parts.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/good.h"
#include "kontor/nearest.h"
#include <glib/gi18n.h>
#include <string.h>

#define QUANTITY_MAX 99
#define ITEMS_MAX 20u

/* The ways to pay, with the words people say for them in the four languages, folded. */
static const struct
{
  const char *id, *say, *words;
} ways[] = {
  { "cash", NC_ ("payment", "cash"),
    "cash skaidra skaidrs наличные наличными нал готивка готивкою готівка готівкою" },
  { "card", NC_ ("payment", "card"), "card karte karti карта картой картка карткою" },
  { "transfer", NC_ ("payment", "transfer"),
    "transfer parskaitijums parskaitijumu перевод переводом переказ переказом" },
  { "later", NC_ ("payment", "later"), "later velak потом позже потим потім пизнише пізніше" },
};

const char *
kt_payment_way_say (const char *way)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    if (strcmp (ways[i].id, way) == 0)
      return g_dpgettext2 (NULL, "payment", ways[i].say);
  return way;
}

static void
free_item (gpointer data)
{
  KtVisitItem *item = data;
  g_free (item->name);
  g_free (item);
}

void
kt_payment_words_clear (KtPaymentWords *words)
{
  g_clear_pointer (&words->items, g_ptr_array_unref);
}

const char *
kt_payment_way_find (const char *word)
{
  g_autofree char *fold = kt_fold (word);
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_auto (GStrv) known = g_strsplit (ways[i].words, " ", -1);
      if (g_strv_contains ((const char *const *)known, fold))
        return ways[i].id;
    }
  return NULL;
}

static gboolean
parse_money (const KtPaymentWords *words, const char *text, gint64 *ret, GError **error)
{
  KtMoney money;
  if (!kt_money_parse (text, words->currency, &money, error))
    return FALSE;
  if (strcmp (money.currency, words->currency) != 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is not in %s, as this visit is"), text,
                   words->currency);
      return FALSE;
    }
  *ret = money.minor;
  return TRUE;
}

static gboolean
unknown_good (KtContext *context, const char *name, GError **error)
{
  g_autoptr (GPtrArray) goods = kt_good_list (context->store, FALSE, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  for (guint i = 0; goods != NULL && i < goods->len; i++)
    g_ptr_array_add (names, ((KtGood *)goods->pdata[i])->name);
  g_ptr_array_add (names, NULL);
  const char *near = kt_nearest (name, (const char *const *)names->pdata);
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("no such goods are sold: «%s»"), name);
  if (near != NULL)
    kt_error_hint (error, _ ("did you mean «%s»?"), near);
  kt_error_hint (error, _ ("add it: kontor good add %s 14"), name);
  return FALSE;
}

/* The one of that name, at its price; its currency is the visit's. */
static KtVisitItem *
find_good (KtContext *context, const KtPaymentWords *words, const char *name, GError **error)
{
  g_autoptr (GPtrArray) found = kt_good_find (context->store, name, error);
  if (found == NULL || (found->len == 0 && !unknown_good (context, name, error)))
    return NULL;
  const KtGood *good = found->pdata[0];
  if (found->len > 1)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("«%s» is more than one"), name);
      for (guint i = 0; i < found->len; i++)
        kt_error_detail (error, "%s", ((const KtGood *)found->pdata[i])->name);
      return NULL;
    }
  if (strcmp (good->price.currency, words->currency) != 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is not in %s, as this visit is"),
                   good->name, words->currency);
      return NULL;
    }
  KtVisitItem *item = g_new0 (KtVisitItem, 1);
  item->name = g_strdup (good->name);
  item->price = good->price.minor;
  item->quantity = 1;
  return item;
}

/* "+shampoo", "+2x shampoo" as "+2xshampoo", "+shampoo=12,50". */
static gboolean
add_good (KtContext *context, KtPaymentWords *words, const char *text, GError **error)
{
  guint digits = (guint)strspn (text, "0123456789");
  gboolean counted = digits > 0 && digits <= 2 && (text[digits] == 'x' || text[digits] == '*');
  g_autofree char *name = g_strdup (counted ? text + digits + 1 : text);
  char *price = strchr (name, '=');
  int quantity = counted ? atoi (text) : 1;
  if (price != NULL)
    *price++ = '\0';
  if (*name == '\0' || quantity < 1 || quantity > QUANTITY_MAX || words->items->len >= ITEMS_MAX)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«+%s» are no goods"), text);
      kt_error_hint (error, _ ("such as: +shampoo, +2xshampoo, +shampoo=12,50"));
      return FALSE;
    }
  KtVisitItem *item = find_good (context, words, name, error);
  if (item == NULL)
    return FALSE;
  item->quantity = quantity;
  g_ptr_array_add (words->items, item);
  return price == NULL || parse_money (words, price, &item->price, error);
}

static gboolean
say_twice (const char *word, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» says something a second time"), word);
  return FALSE;
}

/* Takes the word at *at, and the one after "tip". */
static gboolean
take_word (KtContext *context, KtPaymentWords *words, char **args, guint *at, GError **error)
{
  KtVisitPayment *payment = &words->payment;
  const char *word = args[*at], *way = kt_payment_way_find (word);
  g_autofree char *fold = kt_fold (word);
  if (word[0] == '+')
    return add_good (context, words, word + 1, error);
  if (way != NULL)
    {
      if (payment->way != NULL)
        return say_twice (word, error);
      payment->way = way;
      return TRUE;
    }
  /* TRANSLATORS: what people type before the tip, folded, separated by spaces */
  g_auto (GStrv) tips = g_strsplit (C_ ("payment", "tip"), " ", -1);
  if (g_str_equal (fold, "tip") || g_strv_contains ((const char *const *)tips, fold))
    {
      if (payment->tip >= 0)
        return say_twice (word, error);
      if (args[*at + 1] != NULL)
        return parse_money (words, args[++*at], &payment->tip, error);
    }
  else if (kt_money_has_form (word))
    return payment->sum < 0 ? parse_money (words, word, &payment->sum, error)
                            : say_twice (word, error);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is no sum and no way to pay"), word);
  kt_error_hint (error, _ ("such as: kontor done zane 92 card tip 5 +shampoo"));
  return FALSE;
}

gboolean
kt_payment_parse (KtContext *context, const KtAppointment *visit, char **args, KtPaymentWords *ret,
                  GError **error)
{
  ret->payment = (KtVisitPayment){ .sum = -1, .tip = -1 };
  ret->items = g_ptr_array_new_with_free_func (free_item);
  const char *usual = context->settings != NULL ? context->settings->currency : "";
  g_strlcpy (ret->currency, *visit->currency != '\0' ? visit->currency : usual,
             sizeof ret->currency);
  for (guint i = 0; args[i] != NULL; i++)
    if (!take_word (context, ret, args, &i, error))
      return FALSE;
  if (ret->payment.way == NULL)
    ret->payment.way = "cash";
  ret->payment.items = ret->items;
  ret->payment.currency = ret->currency;
  return TRUE;
}
