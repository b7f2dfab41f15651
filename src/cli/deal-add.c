#include "config.h"
#include "deal-parts.h"
#include "kontor/ask.h"
#include "kontor/deal-letters.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/link.h"
#include "kontor/named-amount.h"
#include "kontor/nearest.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  char *stage, *pipeline, *due, *amount;
} Options;

static void
options_clear (Options *said)
{
  g_free (said->stage);
  g_free (said->pipeline);
  g_free (said->due);
  g_free (said->amount);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* "expected=fri" as deal edit has it. FALSE without error: a word of the title, "A=B" too. */
static gboolean
take_key (const char *word, Options *said, GError **error)
{
  static const char *const keys[]
      = { "amount", "due", "expected", "pipeline", "stage", "title", "client", "reason", NULL };
  char **const places[] = { &said->amount, &said->due, &said->due, &said->pipeline, &said->stage };
  const char *equals = strchr (word, '=');
  g_autofree char *key = equals != NULL ? g_ascii_strdown (word, equals - word) : g_strdup ("");
  const char *near = kt_nearest (key, keys);
  if (near == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_equal (key, keys[i]) && equals[1] != '\0')
      {
        g_free (*places[i]);
        *places[i] = g_strdup (equals + 1);
        return TRUE;
      }
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is no KEY=VALUE of a new deal"), word);
  if (!g_str_equal (key, near))
    kt_error_hint (error, _ ("did you mean %s=…?"), near);
  kt_error_hint (error, _ ("KEY is amount, expected, stage or pipeline"));
  return FALSE;
}

/* Takes them off the words. */
static gboolean
take_keys (char **words, Options *said, GError **error)
{
  GError *failure = NULL;
  guint kept = 0;
  for (guint i = 0; words[i] != NULL; i++)
    {
      char *word = words[i];
      gboolean taken = failure == NULL && take_key (word, said, &failure);
      if (i != kept)
        words[i] = NULL;
      if (taken)
        g_free (word);
      words[kept] = taken ? NULL : word;
      kept += !taken;
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/* What ends the words, or amount=…; not both. */
static gboolean
take_amount (KtContext *context, char **words, const Options *said, KtDealRequest *request,
             GError **error)
{
  char currency[4];
  kt_deal_currency (context, request->contact, currency);
  if (said->amount == NULL)
    return kt_deal_take_amount (words, currency, &request->amount, &request->has_amount, error);
  return request->has_amount = kt_money_parse (said->amount, currency, &request->amount, error);
}

/* Where it begins; 0 without error: where deals usually do. */
static gboolean
read_stage (KtContext *context, const Options *said, KtId *ret, GError **error)
{
  g_autoptr (GPtrArray) pipelines = kt_pipeline_list (context->store, FALSE, error);
  const KtPipeline *pipeline = NULL;
  if (pipelines == NULL)
    return FALSE;
  if (said->pipeline != NULL
      && (pipeline = kt_pipeline_said (pipelines, said->pipeline, error)) == NULL)
    return FALSE;
  const KtStage *stage = pipeline != NULL ? kt_pipeline_first (pipeline, KT_STAGE_OPEN) : NULL;
  if (said->stage != NULL)
    {
      g_auto (GStrv) words = g_strsplit (said->stage, " ", -1);
      guint used;
      stage = kt_stage_take (pipelines, pipeline != NULL ? pipeline : pipelines->pdata[0], words,
                             &used, error);
      if (stage == NULL)
        return FALSE;
    }
  *ret = stage != NULL ? stage->id : 0;
  if (stage == NULL || stage->kind == KT_STAGE_OPEN)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("a deal begins in an open stage, not in %s"),
               kt_stage_title (stage));
  return FALSE;
}

/* Who a letter is from or to: a contact, else an address that becomes one. */
static gboolean
client_of (KtContext *context, const KtStoredLetter *letter, KtDealRequest *request, GError **error)
{
  g_autoptr (GPtrArray) links = kt_link_explain (context->store, context->settings, letter, error);
  if (links == NULL)
    return FALSE;
  g_autoptr (GPtrArray) contacts = kt_link_contacts (links);
  for (guint i = 0; i < contacts->len; i++)
    if (((const KtLink *)contacts->pdata[i])->reason != KT_LINK_FORWARDED)
      {
        request->contact = ((const KtLink *)contacts->pdata[i])->contact;
        return TRUE;
      }
  g_autofree char *text = g_strdup (letter->people);
  g_autoptr (GArray) people = kt_people_parse (text);
  const KtParticipant *person = kt_people_other (people, letter->direction);
  gboolean personal = letter->kind == KT_KIND_PERSONAL || letter->kind == KT_KIND_INVITE;
  if (person != NULL && personal && !(letter->flags & KT_LETTER_FLAG_SPOOFED))
    {
      request->new_address = g_strdup (person->norm);
      return TRUE;
    }
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("no client stands behind «%s»"),
               letter->subject);
  kt_error_hint (error, _ ("name the client: kontor deal WHO TITLE"));
  return FALSE;
}

/* What the letter names is offered; nobody at the terminal takes no stranger's word for it. */
static gboolean
offer_amount (KtContext *context, const KtStoredLetter *letter, KtDealRequest *request,
              GError **error)
{
  g_autoptr (GArray) named = kt_amounts_named (letter->text != NULL ? letter->text : "");
  if (named->len == 0)
    return TRUE;
  KtMoney money = g_array_index (named, KtMoney, 0);
  g_strlcpy (request->amount.currency, money.currency, sizeof request->amount.currency);
  gboolean ask = context->terminal && !context->no_input && !context->yes
                 && context->output == KT_OUTPUT_TEXT;
  if (!ask)
    {
      request->has_amount = context->yes;
      request->amount = context->yes ? money : request->amount;
      return TRUE;
    }
  g_autofree char *said = kt_money_format (money);
  kt_out (context, _ ("%s · {b:%s} (named in the letter)?\n"), request->title, said);
  g_autofree char *answer
      = kt_ask (context, _ ("  {c:Enter} yes · {c:n} no · other sum: "), "", "--yes", error);
  if (answer == NULL)
    return FALSE;
  g_autofree char *folded = kt_fold (answer);
  if (g_str_equal (folded, "n") || g_str_equal (folded, "no") || g_str_equal (folded, "-"))
    return TRUE;
  request->amount = money;
  request->has_amount = TRUE;
  return *answer == '\0' || g_str_equal (folded, "y") || g_str_equal (folded, "yes")
         || kt_money_parse (answer, money.currency, &request->amount, error);
}

/* The open deal that a letter's thread would be taken from; NULL without error: none. */
static KtDeal *
deal_of_letter (KtContext *context, const KtStoredLetter *letter, KtId contact,
                KtDealLinkReason *ret_reason, GError **error)
{
  KtDealLink link = { 0 };
  g_autoptr (KtDealBook) book = contact != 0 ? kt_deal_book_new (context, error) : NULL;
  if (book == NULL || !kt_deal_book_judge (book, letter, &contact, 1, &link, error)
      || link.deal == 0)
    return NULL;
  *ret_reason = link.reason;
  g_autoptr (KtDeal) deal = kt_deal_get (context->store, link.deal, error);
  return deal != NULL && deal->closed_at == 0 ? g_steal_pointer (&deal) : NULL;
}

/* A thread that runs with another deal is not taken from it unasked. Where nobody can be asked, one
 * that stands there for no other reason than that there was no other deal goes. */
static gboolean
may_take (KtContext *context, const KtStoredLetter *letter, KtId contact, GError **error)
{
  KtDealLinkReason reason = KT_DEAL_LINK_NONE;
  GError *failure = NULL;
  g_autoptr (KtDeal) deal = deal_of_letter (context, letter, contact, &reason, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (deal == NULL || context->yes)
    return TRUE;
  if (context->terminal && !context->no_input && context->output == KT_OUTPUT_TEXT)
    {
      gboolean yes;
      g_autofree char *question = kt_marked (
          _ ("these letters stand with «%s»: take them for a new deal? [y/n] "), deal->title);
      return kt_ask_yes (context, question, &yes, error) && (yes || kt_ask_left (error));
    }
  if (reason == KT_DEAL_LINK_ONLY)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("«%s» stands with the deal «%s»"),
               letter->subject, deal->title);
  kt_error_hint (error, _ ("to take its thread for a new deal: --yes"));
  kt_error_hint (error, _ ("a deal without it: kontor deal WHO TITLE"));
  return FALSE;
}

/* `N [TITLE…] [AMOUNT]` where N is a letter. */
static gboolean
from_letter (KtContext *context, const KtHandle *handle, char **words, const Options *said,
             KtDealRequest *request, GError **error)
{
  g_autoptr (KtStoredLetter) letter = kt_letter_get (context->store, handle->key, error);
  if (letter == NULL || !client_of (context, letter, request, error)
      || !may_take (context, letter, request->contact, error)
      || !take_amount (context, words, said, request, error))
    return FALSE;
  g_autofree char *subject = kt_deal_title_of (letter->subject);
  char *titles[] = { *subject != '\0' ? subject : (char *)_ ("(no subject)"), NULL };
  gboolean cut = words[0] == NULL && strlen (subject) > KT_DEAL_TITLE_MAX;
  if (cut)
    *g_utf8_find_prev_char (subject, subject + KT_DEAL_TITLE_MAX) = '\0';
  request->letter = letter->key;
  request->title
      = kt_deal_text (words[0] != NULL ? words : titles, KT_DEAL_TITLE_MAX, _ ("a title"), error);
  return request->title != NULL
         && (request->has_amount || offer_amount (context, letter, request, error));
}

/* `WHO TITLE… [AMOUNT]` */
static gboolean
from_words (KtContext *context, const KtCommand *command, char **words, const Options *said,
            KtDealRequest *request, GError **error)
{
  guint used;
  g_autofree char *who = kt_who_take (context, words, &used);
  if (!kt_who_resolve (context, who, &request->contact, error))
    return FALSE;
  if (words[used] == NULL)
    return kt_command_missing (command, "TITLE", error);
  if (!take_amount (context, words + used, said, request, error))
    return FALSE;
  if (words[used] == NULL)
    return kt_command_missing (command, "TITLE", error);
  request->title = kt_deal_text (words + used, KT_DEAL_TITLE_MAX, _ ("a title"), error);
  return request->title != NULL;
}

static gboolean
is_digits (const char *text)
{
  return strspn (text, "0123456789") == strlen (text) && strlen (text) <= 5;
}

/* What a number or ref names: a letter, a deal; else kind 0. A number that is none is an error. */
static gboolean
look_up (KtContext *context, const char *word, KtHandle *ret, GError **error)
{
  guint kinds = KT_RECORD_LETTER | KT_RECORD_DEAL | KT_RECORD_CONTACT;
  *ret = (KtHandle){ 0 };
  if (is_digits (word) && strlen (word) <= 3)
    return kt_handle_resolve (context, word, kinds, ret, error);
  if (kt_ref_has_form (word) && !kt_handle_resolve (context, word, kinds, ret, NULL))
    *ret = (KtHandle){ 0 };
  return TRUE;
}

gboolean
kt_deal_cmd_add (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_auto (Options) said = { 0 };
  g_auto (KtDealRequest) request = { 0 };
  KtHandle handle;
  const GOptionEntry entries[]
      = { { "stage", 0, 0, G_OPTION_ARG_STRING, &said.stage, NULL, NULL },
          { "pipeline", 0, 0, G_OPTION_ARG_STRING, &said.pipeline, NULL, NULL },
          { "due", 0, 0, G_OPTION_ARG_STRING, &said.due, NULL, NULL },
          { NULL } };
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  if (args[0] == NULL)
    return kt_command_missing (command, "WHO", error);
  if (!kt_command_open (context, KT_NEED_WRITE, error)
      || !look_up (context, args[0], &handle, error))
    return FALSE;
  if (handle.kind == KT_RECORD_DEAL && args[1] == NULL)
    return kt_deal_show_print (context, handle.key, error);
  g_auto (GStrv) words = g_strdupv (args);
  if (!take_keys (words + 1, &said, error) || !read_stage (context, &said, &request.stage, error)
      || (said.due != NULL && (request.expected = kt_deal_day (context, said.due, error)) == NULL))
    return FALSE;
  if (!(handle.kind == KT_RECORD_LETTER
            ? from_letter (context, &handle, words + 1, &said, &request, error)
            : from_words (context, command, words, &said, &request, error)))
    return FALSE;
  g_autoptr (KtDeal) deal = kt_deals_add (context, &request, error);
  return deal != NULL && kt_deal_answer (context, "deal", deal, NULL, error);
}
