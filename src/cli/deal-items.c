#include "config.h"
#include "deal-parts.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/good.h"
#include "kontor/reminder-view.h"
#include "kontor/service.h"

#include <glib/gi18n.h>
#include <string.h>

#define UNIT_MAX 40 /* bytes */

/* What is counted, as people here write it; a word behind a number that is one of them is a unit.
 */
static const char units[]
    = "page pages hour hours h day days word words piece pieces pcs line lines sign signs m m2 kg km "
      "lpp lpp. lapa lapas lappuse lappuses stunda stundas st st. diena dienas vards vardi gab gab. "
      "стр стр. страница страницы страниц час часа часов ч ч. день дня дней слово слова слов шт шт. "
      "знак знаков стор стор. сторінка сторінки сторінок година години годин год год. слів рядок "
      "рядків seite seiten stunde stunden std tag tage wort worter stück";

static gboolean
is_unit (const char *word)
{
  g_autofree char *fold = kt_fold (word);
  g_autofree char *folded = kt_fold (units);
  g_auto (GStrv) known = g_strsplit (folded, " ", -1);
  return g_strv_contains ((const char *const *)known, fold);
}

/* "12.5", "12,5", "3": thousandths. FALSE: it is no number. */
static gboolean
parse_quantity (const char *text, gint64 *ret, GError **error)
{
  gsize whole = strspn (text, "0123456789");
  const char *rest = text + whole;
  gsize decimals = *rest == '.' || *rest == ',' ? strspn (rest + 1, "0123456789") : 0;
  gsize length = whole + (decimals > 0 ? decimals + 1 : 0);
  if (whole == 0 || text[length] != '\0')
    return FALSE;
  if (whole > 6 || decimals > 3)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
                   _ ("«%s» is no quantity: up to 999 999, three decimals"), text);
      return FALSE;
    }
  gint64 value = g_ascii_strtoll (text, NULL, 10) * 1000, unit = 100;
  for (gsize i = 0; i < decimals; i++, unit /= 10)
    value += (rest[1 + i] - '0') * unit;
  if (value == 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("a quantity is more than nothing"));
      return FALSE;
    }
  *ret = value;
  return TRUE;
}

/* What of the directory a name means. */
typedef struct
{
  KtId service, good;
  char *name;
  gboolean has_price;
  KtMoney price;
} Listed;

static gboolean
find_listed (KtContext *context, const char *name, Listed *ret, GError **error)
{
  g_autoptr (GPtrArray) services = kt_service_find (context->store, name, error);
  g_autoptr (GPtrArray) goods
      = services != NULL ? kt_good_find (context->store, name, error) : NULL;
  *ret = (Listed){ 0 };
  if (goods == NULL)
    return FALSE;
  g_autofree char *fold = kt_fold (name);
  const KtService *service = services->len > 0 ? services->pdata[0] : NULL;
  const KtGood *good = goods->len > 0 ? goods->pdata[0] : NULL;
  g_autofree char *service_fold = service != NULL ? kt_fold (service->name) : NULL;
  g_autofree char *good_fold = good != NULL ? kt_fold (good->name) : NULL;
  gboolean is_service = service != NULL && (services->len == 1 || g_str_equal (service_fold, fold));
  gboolean is_good = good != NULL && (goods->len == 1 || g_str_equal (good_fold, fold));
  if (is_service && (!is_good || g_str_equal (service_fold, fold)))
    *ret = (Listed){ .service = service->id,
                     .name = g_strdup (service->name),
                     .has_price = service->has_price,
                     .price = service->price };
  else if (is_good)
    *ret = (Listed){
      .good = good->id, .name = g_strdup (good->name), .has_price = TRUE, .price = good->price
    };
  return TRUE;
}

static gboolean
refuse_price (const char *name, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("what does «%s» cost?"), name);
  kt_error_hint (error, _ ("say the price of one behind it, or list it: kontor service list, "
                           "kontor good list"));
  return FALSE;
}

/* Name and price of an item: what is listed knows its price, a price that was said wins. */
static gboolean
settle (KtContext *context, KtDealItem *item, const char *name, gboolean priced, KtMoney price,
        char currency[4], GError **error)
{
  Listed listed;
  if (!find_listed (context, name, &listed, error))
    return FALSE;
  item->service = listed.service;
  item->good = listed.good;
  item->name = listed.name != NULL ? listed.name : g_strdup (name);
  if (!priced && !listed.has_price)
    return refuse_price (item->name, error);
  if (!priced)
    price = listed.price;
  if (currency[0] != '\0' && !g_str_equal (price.currency, currency))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
                   _ ("the deal is in %s: a price in %s cannot be added"), currency,
                   price.currency);
      kt_error_hint (error, _ ("say the price in %s, or make a deal of its own"), currency);
      return FALSE;
    }
  g_strlcpy (currency, price.currency, 4);
  item->price = price.minor;
  return TRUE;
}

/* `[QTY [UNIT]] NAME… [PRICE]`; QTY UNIT PRICE: the unit is the name. */
static gboolean
read_item (KtContext *context, const KtCommand *command, const KtDeal *deal, char **args,
           KtDealItem *item, char currency[4], GError **error)
{
  GError *failure = NULL;
  char usual[4];
  KtMoney price = { 0 };
  gboolean priced;
  g_auto (GStrv) words = g_strdupv (args);
  char **at = words;
  item->quantity = 1000;
  if (at[0] != NULL && at[1] != NULL && parse_quantity (at[0], &item->quantity, &failure))
    at++;
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  g_strlcpy (usual, currency, sizeof usual);
  if (usual[0] == '\0')
    kt_deal_currency (context, deal->contact, usual);
  if (at > words && at[0] != NULL && is_unit (at[0]))
    item->unit = g_strndup (at[0], UNIT_MAX);
  if (at[0] == NULL)
    return kt_command_missing (command, "NAME", error);
  if (!kt_deal_take_amount (at + 1, usual, &price, &priced, error))
    return FALSE;
  char **name = item->unit != NULL && at[1] != NULL ? at + 1 : at;
  g_autofree char *text = kt_deal_text (name, KT_DEAL_ITEM_NAME_MAX, _ ("a name"), error);
  return text != NULL && settle (context, item, text, priced, price, currency, error);
}

typedef struct
{
  KtDealItem *item;
  char currency[4];
} Adding;

static gboolean
add (KtContext *context, KtDeal *deal, gpointer data, GError **error)
{
  Adding *adding = data;
  g_strlcpy (deal->amount.currency, adding->currency, sizeof deal->amount.currency);
  return kt_deal_change_add_item (context, deal, adding->item, error);
}

/* "item    translation  12,5 page × 22,40 € = 280,00 €   brand book · 2 800,00 €" */
static gboolean
answer (KtContext *context, const KtDealItem *item, const KtDeal *deal, GError **error)
{
  if (context->output == KT_OUTPUT_JSON && !context->dry_run)
    return kt_json_print_deal (context, deal->id, error);
  KtMoney price = deal->amount, total;
  price.minor = item->price;
  kt_money_times (price, item->quantity, &total);
  g_autofree char *said = kt_say_deal_item (item, deal->amount.currency);
  g_autofree char *sum = kt_money_format (total), *all = kt_say_deal_amount (deal);
  if (item->quantity == 1000 && item->unit == NULL)
    kt_out (context, "item    {b:%s}  %s", item->name, sum);
  else
    kt_out (context, "item    {b:%s}  %s = %s", item->name, said, sum);
  kt_out (context, _ ("   %s comes to %s\n"), deal->title, all);
  kt_out_dry_run (context);
  return TRUE;
}

static gboolean
run_add (KtContext *context, const KtCommand *command, const KtHandle *handle, char **args,
         GError **error)
{
  g_autoptr (KtDealItem) item = g_new0 (KtDealItem, 1);
  g_autoptr (KtDeal) before = kt_deal_get (context->store, handle->key, error);
  Adding adding = { .item = item };
  if (before == NULL)
    return FALSE;
  item->id = kt_id_random ();
  g_strlcpy (adding.currency, before->amount.currency, sizeof adding.currency);
  if (!read_item (context, command, before, args, item, adding.currency, error))
    return FALSE;
  g_autoptr (KtDeal) deal = kt_deals_change (context, handle, "item add", add, &adding, error);
  return deal != NULL && answer (context, item, deal, error);
}

static gboolean
run_remove (KtContext *context, const KtCommand *command, const KtHandle *handle, char **args,
            GError **error)
{
  if (args[0] == NULL || args[1] != NULL)
    return kt_command_usage_error (command, error);
  int place = strspn (args[0], "0123456789") == strlen (args[0]) && strlen (args[0]) <= 4
                  ? atoi (args[0])
                  : 0;
  g_autoptr (KtDeal) deal
      = kt_deals_change (context, handle, "item remove", kt_deal_change_remove_item, &place, error);
  return deal != NULL && kt_deal_answer (context, "removed", deal, NULL, error);
}

/* `item add|remove DEAL …` */
gboolean
kt_deal_cmd_item (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  KtHandle handle;
  char **rest;
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  gboolean adds = args[0] != NULL && g_str_equal (args[0], "add");
  if (!adds && (args[0] == NULL || !g_str_equal (args[0], "remove")))
    return kt_command_usage_error (command, error);
  if (!kt_deal_cmd_take (context, command, args + 1, FALSE, &handle, &rest, error))
    return FALSE;
  return adds ? run_add (context, command, &handle, rest, error)
              : run_remove (context, command, &handle, rest, error);
}
