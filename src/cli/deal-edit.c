#include "config.h"
#include "deal-parts.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/nearest.h"

#include <glib/gi18n.h>
#include <string.h>

/* What key=value said; NULL: not said, "": cleared. */
typedef struct
{
  char *title, *amount, *expected, *client, *stage, *reason;
} Said;

static void
said_clear (Said *said)
{
  g_free (said->title);
  g_free (said->amount);
  g_free (said->expected);
  g_free (said->client);
  g_free (said->stage);
  g_free (said->reason);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Said, said_clear)

/* What is written. */
typedef struct
{
  Said *said;
  KtMoney amount;
  KtId contact;
  KtDealMoving moving;
  gboolean moves;
} Change;

static gboolean
take_key (Said *said, const char *argument, GError **error)
{
  static const char *const keys[]
      = { "title", "amount", "expected", "due", "client", "stage", "reason", NULL };
  char **places[] = { &said->title,  &said->amount, &said->expected, &said->expected,
                      &said->client, &said->stage,  &said->reason };
  const char *equals = strchr (argument, '=');
  g_autofree char *key
      = equals != NULL ? g_strndup (argument, (gsize)(equals - argument)) : g_strdup (argument);
  for (guint i = 0; equals != NULL && keys[i] != NULL; i++)
    if (g_str_equal (key, keys[i]))
      {
        g_autofree char *value = g_strdup (equals + 1);
        g_free (*places[i]);
        *places[i] = kt_nfc (g_strstrip (value), -1);
        return TRUE;
      }
  const char *near = kt_nearest (key, keys);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is no KEY=VALUE of a deal"), argument);
  if (near != NULL)
    kt_error_hint (error, _ ("did you mean %s=…?"), near);
  kt_error_hint (error, _ ("KEY is title, amount, expected, client, stage or reason"));
  return FALSE;
}

static gboolean
check_length (const char *text, gsize max, const char *what, GError **error)
{
  char *words[] = { (char *)text, NULL };
  g_autofree char *checked = kt_deal_text (words, max, what, error);
  return checked != NULL;
}

static gboolean
read_amount (KtContext *context, const KtDeal *deal, Change *change, GError **error)
{
  char currency[4];
  g_strlcpy (currency, deal->amount.currency, sizeof currency);
  if (currency[0] == '\0')
    kt_deal_currency (context, deal->contact, currency);
  change->amount = (KtMoney){ 0 };
  return *change->said->amount == '\0'
         || kt_money_parse (change->said->amount, currency, &change->amount, error);
}

static gboolean
read_stage (const GPtrArray *pipelines, const KtDeal *deal, Change *change, GError **error)
{
  g_auto (GStrv) words = g_strsplit (change->said->stage, " ", -1);
  guint used;
  change->moving.to = kt_stage_take (pipelines, kt_pipelines_of_stage (pipelines, deal->stage),
                                     words, &used, error);
  change->moves = change->moving.to != NULL && change->moving.to->id != deal->stage;
  return change->moving.to != NULL;
}

/* Everything that may be refused, before anything is written. */
static gboolean
check (KtContext *context, const GPtrArray *pipelines, const KtDeal *deal, Change *change,
       GError **error)
{
  Said *said = change->said;
  if (said->title != NULL && !check_length (said->title, KT_DEAL_TITLE_MAX, _ ("a title"), error))
    return FALSE;
  if (said->reason != NULL && *said->reason != '\0'
      && !check_length (said->reason, KT_DEAL_REASON_MAX, _ ("a reason"), error))
    return FALSE;
  if (said->expected != NULL && *said->expected != '\0')
    {
      char *day = kt_deal_day (context, said->expected, error);
      if (day == NULL)
        return FALSE;
      g_free (said->expected);
      said->expected = day;
    }
  change->contact = deal->contact;
  return (said->amount == NULL || read_amount (context, deal, change, error))
         && (said->client == NULL
             || kt_who_resolve (context, said->client, &change->contact, error))
         && (said->stage == NULL || read_stage (pipelines, deal, change, error));
}

/* What items come to is not said by hand; their currency is the deal's. */
static gboolean
set_amount (KtContext *context, KtDeal *deal, const Change *change, GError **error)
{
  g_autoptr (GPtrArray) items = kt_deal_items (context->store, deal->id, error);
  if (items == NULL)
    return FALSE;
  if (items->len > 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
                   _ ("the amount of «%s» is that of its items"), deal->title);
      kt_error_hint (error, _ ("change the items: kontor deal item"));
      return FALSE;
    }
  deal->has_amount = change->amount.currency[0] != '\0';
  deal->amount = change->amount;
  return TRUE;
}

static void
replace (char **place, const char *text)
{
  g_free (*place);
  *place = *text != '\0' ? g_strdup (text) : NULL;
}

static gboolean
apply (KtContext *context, KtDeal *deal, gpointer data, GError **error)
{
  Change *change = data;
  const Said *said = change->said;
  if (said->amount != NULL && !set_amount (context, deal, change, error))
    return FALSE;
  if (said->title != NULL)
    replace (&deal->title, said->title);
  if (said->expected != NULL)
    replace (&deal->expected, said->expected);
  deal->contact = change->contact;
  change->moving.reason = said->reason != NULL && *said->reason != '\0' ? said->reason : NULL;
  if (change->moves)
    return kt_deal_change_stage (context, deal, &change->moving, error);
  if (said->reason != NULL && deal->closed_at == 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
                   _ ("«%s» is open: it has not ended for a reason"), deal->title);
      return FALSE;
    }
  if (said->reason != NULL)
    replace (&deal->reason, said->reason);
  return kt_deal_update (context->store, deal, context->clock.now, error);
}

gboolean
kt_deal_cmd_edit (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_auto (Said) said = { 0 };
  KtHandle handle;
  char **rest;
  if (!kt_command_parse (command, NULL, &args, error)
      || !kt_deal_cmd_take (context, command, args, TRUE, &handle, &rest, error))
    return FALSE;
  if (*rest == NULL)
    return kt_command_missing (command, "KEY=VALUE", error);
  for (; *rest != NULL; rest++)
    if (!take_key (&said, *rest, error))
      return FALSE;
  Change change = { .said = &said };
  g_autoptr (GPtrArray) pipelines = kt_pipeline_list (context->store, TRUE, error);
  g_autoptr (KtDeal) before
      = pipelines != NULL ? kt_deal_get (context->store, handle.key, error) : NULL;
  if (before == NULL || !check (context, pipelines, before, &change, error))
    return FALSE;
  g_autoptr (KtDeal) deal = kt_deals_change (context, &handle, "edit", apply, &change, error);
  if (deal == NULL)
    return FALSE;
  KtLocal day;
  g_autofree char *due = deal->expected != NULL && kt_local_parse (deal->expected, &day)
                             ? kt_say_when (context, day)
                             : NULL;
  g_autofree char *after = due != NULL ? kt_marked (_ (" · due %s"), due) : NULL;
  return kt_deal_answer (context, "changed", deal, after, error);
}
