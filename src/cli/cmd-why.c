#include "config.h"
#include "kontor/command.h"
#include "kontor/deal-letters.h"
#include "kontor/handle.h"
#include "kontor/invite-view.h"
#include "kontor/letter-view.h"
#include <glib/gi18n.h>

static gboolean
explain_event (KtContext *context, KtId key, GError **error)
{
  KtDated *event = kt_dated_get (context->store, context->settings, key, error);
  g_autoptr (GPtrArray) links = event != NULL
                                    ? kt_link_explain_event (context->store, context->settings,
                                                             event->event, event->uid, error)
                                    : NULL;
  g_autoptr (GPtrArray) words
      = links != NULL ? kt_invite_words (context->store, event->uid, error) : NULL;
  if (words != NULL && context->output == KT_OUTPUT_JSON)
    kt_link_json_event (context, event, links, words);
  else if (words != NULL)
    {
      kt_link_print_event (context, event, links);
      kt_invite_view_words (context, words);
    }
  kt_dated_free (event);
  return words != NULL;
}

/* To which deal of its clients the letter belongs, and why. */
static gboolean
explain_deal (KtContext *context, const KtStoredLetter *letter, const GPtrArray *links,
              GError **error)
{
  g_autoptr (GPtrArray) contacts = kt_link_contacts (links);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KtId));
  for (guint i = 0; i < contacts->len; i++)
    if (((const KtLink *)contacts->pdata[i])->reason != KT_LINK_FORWARDED)
      g_array_append_val (ids, ((const KtLink *)contacts->pdata[i])->contact);
  g_autoptr (KtDealBook) book = kt_deal_book_new (context, error);
  KtDealLink link;
  if (book == NULL
      || !kt_deal_book_judge (book, letter, (const KtId *)(void *)ids->data, ids->len, &link,
                              error))
    return FALSE;
  if (link.reason == KT_DEAL_LINK_ASK)
    kt_out (context, _ ("  it may be about any of %u open deals: kontor deal link REF DEAL\n"),
            link.n);
  if (link.deal == 0)
    return TRUE;
  g_autoptr (KtDeal) deal = kt_deal_get (context->store, link.deal, error);
  if (deal == NULL)
    return FALSE;
  kt_out (context,
          link.reason == KT_DEAL_LINK_SAID ? _ ("  you put it to the deal «%s»\n")
          : link.reason == KT_DEAL_LINK_THREAD
              ? _ ("  its thread is that of the deal «%s»\n")
              : _ ("  the client's only open deal then was «%s»\n"),
          deal->title);
  return TRUE;
}

static gboolean
run_why (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  KtHandle handle;
  if (args[0] == NULL || args[1] != NULL)
    return kt_command_usage_error (command, error);
  if (!kt_handle_resolve (context, args[0], KT_RECORD_LETTER | KT_RECORD_EVENT, &handle, error))
    return FALSE;
  if (handle.kind == KT_RECORD_EVENT)
    return explain_event (context, handle.key, error);
  g_autoptr (KtStoredLetter) letter = kt_letter_get (context->store, handle.key, error);
  if (letter == NULL)
    return FALSE;
  g_autoptr (GPtrArray) links = kt_link_explain (context->store, context->settings, letter, error);
  g_autoptr (GPtrArray) words
      = links != NULL ? kt_invite_words_of_letter (context->store, letter->key, error) : NULL;
  if (words == NULL)
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    kt_link_json (context, letter, links, words);
  else
    {
      kt_link_print (context, letter, links);
      kt_invite_view_words (context, words);
      return explain_deal (context, letter, links, error);
    }
  return TRUE;
}

const KtCommand kt_cmd_why = {
  .name = "why",
  .summary = N_ ("why a letter or an event stands on a card, or on none"),
  .usage = "why REF",
  .help
  = N_ ("Goes through the addresses of a letter: whose they are, which are shared and pick "
        "nobody, what you said about it yourself; of an event of a calendar through the names "
        "in its title as well. What you say wins: mail link and mail unlink, calendar link "
        "and calendar unlink.\n"
        "Examples:\n"
        "  kontor why 7\n"
        "  kontor why 4k2p --json"),
  .needs = KT_NEED_READ,
  .run = run_why,
  .group = KT_GROUP_DAILY,
};
