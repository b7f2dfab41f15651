#include "config.h"
#include "kontor/deal-view.h"
#include "kontor/handle.h"
#include "kontor/reminder-view.h"
#include "kontor/visit-view.h"

#include <glib/gi18n.h>
#include <string.h>

char *
kt_say_deal_amount (const KtDeal *deal)
{
  return deal->has_amount ? kt_money_format (deal->amount) : g_strdup (_ ("no amount"));
}

char *
kt_say_amount_short (KtMoney money)
{
  int decimals = kt_money_decimals (money.currency);
  gint64 unit = decimals == 0 ? 1 : decimals == 2 ? 100 : 1000;
  g_autofree char *whole = kt_money_format (money);
  if (decimals == 0 || money.minor % unit != 0)
    return g_steal_pointer (&whole);
  /* the sign and as many zeros as the currency has decimals are cut out */
  g_autofree char *zeros = g_strnfill ((gsize)decimals, '0');
  char *end = strstr (whole, zeros);
  for (char *next = end; next != NULL; next = strstr (next + 1, zeros))
    if (next > whole && (next[-1] == ',' || next[-1] == '.'))
      end = next;
  if (end == NULL || end == whole || (end[-1] != ',' && end[-1] != '.'))
    return g_steal_pointer (&whole);
  g_autofree char *head = g_strndup (whole, (gsize)(end - 1 - whole));
  return g_strconcat (head, end + decimals, NULL);
}

char *
kt_say_deal (const KtDeal *deal)
{
  return deal->who != NULL ? g_strdup_printf ("%s · %s", deal->who, deal->title)
                           : g_strdup (deal->title);
}

char *
kt_say_quantity (gint64 thousandths)
{
  if (thousandths % 1000 == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, thousandths / 1000);
  KtMoney one = { .minor = 10, .currency = "EUR" };
  g_autofree char *sample = kt_money_format (one); /* the locale's decimal sign */
  char *text = g_strdup_printf ("%" G_GINT64_FORMAT "%c%03d", thousandths / 1000, sample[1],
                                (int)(thousandths % 1000));
  for (gsize n = strlen (text); n > 0 && text[n - 1] == '0'; n--)
    text[n - 1] = '\0';
  return text;
}

char *
kt_say_deal_item (const KtDealItem *item, const char *currency)
{
  KtMoney price = { .minor = item->price };
  g_strlcpy (price.currency, currency, sizeof price.currency);
  g_autofree char *money = kt_money_format (price);
  if (item->quantity == 1000 && item->unit == NULL)
    return g_steal_pointer (&money);
  g_autofree char *quantity = kt_say_quantity (item->quantity);
  return g_strdup_printf ("%s%s%s × %s", quantity, item->unit != NULL ? " " : "",
                          item->unit != NULL ? item->unit : "", money);
}

static void
add_text (KtJson *builder, const char *name, const char *value)
{
  kt_json_member (builder, name);
  kt_json_text (builder, value);
}

static void
add_stage (KtJson *builder, const KtDealRow *row)
{
  add_text (builder, "pipeline", row->pipeline != NULL ? row->pipeline->name : NULL);
  add_text (builder, "stage", row->stage->name);
  add_text (builder, "state", kt_stage_kind_id (row->stage->kind));
  kt_json_member (builder, "probability");
  kt_json_int (builder, row->stage->probability);
}

void
kt_json_deal (KtJson *builder, KtContext *context, const KtDealRow *row)
{
  const KtDeal *deal = row->deal;
  kt_json_begin_object (builder);
  kt_json_member (builder, "ref");
  kt_json_ref (builder, deal->id);
  add_text (builder, "title", deal->title);
  kt_json_member (builder, "contact");
  kt_json_contact (builder, deal->contact, deal->who);
  add_stage (builder, row);
  kt_json_member (builder, "amount");
  kt_json_money (builder, deal->has_amount ? deal->amount.minor : -1, deal->amount.currency);
  add_text (builder, "expected", deal->expected);
  add_text (builder, "reason", deal->reason);
  kt_json_member (builder, "since");
  kt_json_time (builder, context, deal->since);
  kt_json_member (builder, "days");
  kt_json_int (builder, row->days);
  kt_json_member (builder, "stale");
  kt_json_boolean (builder, row->stale);
  kt_json_member (builder, "next");
  if (row->next != NULL)
    kt_json_reminder (builder, context, row->next, deal->who);
  else
    kt_json_null (builder);
  kt_json_member (builder, "closed_at");
  kt_json_time (builder, context, deal->closed_at);
  kt_json_member (builder, "created");
  kt_json_time (builder, context, deal->created);
  kt_json_end_object (builder);
}

void
kt_json_deal_item (KtJson *builder, const KtDealItem *item, const char *currency)
{
  KtMoney price = { .minor = item->price }, total;
  g_strlcpy (price.currency, currency, sizeof price.currency);
  gboolean counted = kt_money_times (price, item->quantity, &total);
  kt_json_begin_object (builder);
  add_text (builder, "name", item->name);
  kt_json_member (builder, "quantity_thousandths");
  kt_json_int (builder, item->quantity);
  add_text (builder, "unit", item->unit);
  kt_json_member (builder, "price");
  kt_json_money (builder, item->price, currency);
  kt_json_member (builder, "total");
  kt_json_money (builder, counted ? total.minor : -1, currency);
  kt_json_member (builder, "service");
  if (item->service != 0)
    kt_json_ref (builder, item->service);
  else
    kt_json_null (builder);
  kt_json_member (builder, "good");
  if (item->good != 0)
    kt_json_ref (builder, item->good);
  else
    kt_json_null (builder);
  kt_json_end_object (builder);
}

gboolean
kt_json_print_deal (KtContext *context, KtId deal, GError **error)
{
  g_autoptr (KtDealSheet) sheet = kt_deal_sheet_one (context, deal, error);
  if (sheet == NULL)
    return FALSE;
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "deal");
  kt_json_deal (builder, context, &g_array_index (sheet->rows, KtDealRow, 0));
  kt_json_end (context, builder);
  return TRUE;
}
