#include "config.h"
#include "kontor/ask.h"
#include "kontor/command.h"
#include "kontor/contact.h"
#include "kontor/error.h"
#include "kontor/handle.h"
#include "kontor/letter.h"
#include "kontor/review-view.h"
#include "kontor/table.h"
#include "review-deals.h"
#include "review-events.h"
#include <glib/gi18n.h>
#include <string.h>

#define READ_LINES 20

/* Which proposal an argument names: the number of the list, a ref, or the address. */
static gboolean
names (const KtProposal *proposal, const char *argument)
{
  KtIdRange ranges[KT_REF_RANGES];
  guint n = kt_ref_ranges (argument, ranges);
  for (guint i = 0; i < n; i++)
    if (proposal->key >= ranges[i].first && proposal->key <= ranges[i].last)
      return TRUE;
  g_autofree char *folded = g_utf8_casefold (argument, -1);
  return g_str_equal (folded, proposal->address->norm);
}

static gboolean
find_number (KtContext *context, GPtrArray *proposals, const char *argument, guint *ret_at,
             GError **error)
{
  KtHandle handle;
  if (!kt_handle_resolve (context, argument, KT_RECORD_ADDRESS, &handle, error))
    return FALSE;
  for (*ret_at = 0; *ret_at < proposals->len; (*ret_at)++)
    if (((const KtProposal *)proposals->pdata[*ret_at])->key == handle.key)
      return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("number %s was decided already"), argument);
  kt_error_hint (error, _ ("list again: kontor review"));
  return FALSE;
}

static gboolean
find (KtContext *context, GPtrArray *proposals, const char *argument, guint *ret_at, GError **error)
{
  if (strspn (argument, "0123456789") == strlen (argument))
    return find_number (context, proposals, argument, ret_at, error);
  guint found = 0;
  for (guint i = 0; i < proposals->len; i++)
    if (names (proposals->pdata[i], argument))
      {
        *ret_at = i;
        found++;
      }
  if (found == 1)
    return TRUE;
  g_set_error (error, KT_ERROR, found == 0 ? KT_ERROR_NOT_FOUND : KT_ERROR_CONFLICT,
               found == 0 ? _ ("nothing to look at is named «%s»")
                          : _ ("«%s» names more than one address"),
               argument);
  kt_error_hint (error, _ ("list again: kontor review"));
  return FALSE;
}

static gboolean
decide_and_say (KtContext *context, const KtProposal *proposal, KtReviewAnswer answer, KtId other,
                const char *format, GError **error)
{
  g_autofree char *said = NULL;
  kt_clock_tick (&context->clock); /* a review may take an hour */
  if (!kt_review_decide (context, proposal, answer, other, &said, error))
    return FALSE;
  kt_out (context, format, said);
  kt_out (context, "  {d:%s}\n", _ ("take it back: kontor undo"));
  return TRUE;
}

static const struct
{
  const char *word;
  KtReviewAnswer answer;
} words[] = {
  { "yes", KT_REVIEW_AS_PROPOSED }, { "contact", KT_REVIEW_CONTACT }, { "other", KT_REVIEW_OTHER },
  { "mine", KT_REVIEW_MINE },       { "ignore", KT_REVIEW_IGNORE },
};

/* review yes 1 2 · review other 3 WHO */
static gboolean
run_word (KtContext *context, const KtCommand *command, KtReviewAnswer answer, char **args,
          GError **error)
{
  guint n = g_strv_length (args);
  KtId other = 0;
  if (n == 0 || (answer == KT_REVIEW_OTHER && n != 2))
    return kt_command_usage_error (command, error);
  g_autoptr (GPtrArray) proposals = kt_review_gather (context, error);
  if (proposals == NULL
      || (answer == KT_REVIEW_OTHER && !kt_who_resolve (context, args[1], &other, error)))
    return FALSE;
  for (guint i = 0; i < (answer == KT_REVIEW_OTHER ? 1 : n); i++)
    {
      guint at;
      if (!find (context, proposals, args[i], &at, error)
          || !decide_and_say (context, proposals->pdata[at], answer, other, "%s", error))
        return FALSE;
      g_ptr_array_remove_index (proposals, at);
    }
  return TRUE;
}

/* The newest letter, as far as a screen holds it. */
static gboolean
read_aloud (KtContext *context, const KtProposal *proposal, GError **error)
{
  if (proposal->newest == 0)
    return TRUE;
  g_autoptr (KtStoredLetter) letter = kt_letter_get (context->store, proposal->newest, error);
  if (letter == NULL)
    return FALSE;
  kt_out (context, "        {b:%s}\n", letter->subject);
  g_auto (GStrv) lines
      = g_strsplit (letter->text != NULL ? letter->text : "", "\n", READ_LINES + 1);
  for (guint i = 0; lines[i] != NULL && i < READ_LINES; i++)
    kt_out (context, "        %s\n", lines[i]);
  if (g_strv_length (lines) > READ_LINES)
    kt_out (context, "        {d:…}\n");
  return TRUE;
}

typedef enum
{
  STEP_AGAIN,
  STEP_NEXT, /* decided */
  STEP_SKIP,
  STEP_BACK,
  STEP_QUIT,
} Step;

/* Asked until somebody is found; an empty line goes back to the keys. *ret 0: left. */
static gboolean
ask_whose (KtContext *context, KtId *ret, GError **error)
{
  *ret = 0;
  while (*ret == 0)
    {
      g_autoptr (GError) failed = NULL;
      g_autofree char *who
          = kt_ask (context, _ ("        other address of (Enter goes back): "), "", NULL, error);
      if (who == NULL)
        return FALSE;
      if (*who == '\0')
        return TRUE;
      if (kt_who_resolve (context, who, ret, &failed))
        return TRUE;
      g_auto (GStrv) lines = g_strsplit (failed->message, "\n", -1);
      for (guint i = 0; lines[i] != NULL; i++)
        kt_out (context, "        {y:%s}\n", lines[i]);
    }
  return TRUE;
}

static gboolean
ask_other (KtContext *context, const KtProposal *proposal, Step *ret_step, GError **error)
{
  KtId other;
  gboolean yes = FALSE;
  if (!ask_whose (context, &other, error))
    return FALSE;
  if (other == 0)
    return TRUE;
  g_autoptr (KtContact) contact = kt_contact_get (context->store, other, error);
  if (contact == NULL)
    return FALSE;
  g_autofree char *question
      = kt_marked (_ ("        add %s to %s? [y/n] "), proposal->address->norm, contact->name);
  if (!kt_ask_yes (context, question, &yes, error))
    return FALSE;
  if (!yes)
    return TRUE;
  *ret_step = STEP_NEXT;
  return decide_and_say (context, proposal, KT_REVIEW_OTHER, other, "        {g:%s}", error);
}

/* A key or its whole word; anything else is none: "cancel" does not mean contact. */
static char
key_of (const char *answer)
{
  static const char *const keys[]
      = { "yes", "contact", "ignore", "mine", "skip", "back", "quit", "other", "read" };
  if (*answer == '\0')
    return 'y';
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_str_has_prefix (keys[i], answer))
      return *keys[i];
  return '?';
}

static gboolean
answer_one (KtContext *context, const KtProposal *proposal, const char *answer, Step *ret_step,
            GError **error)
{
  static const char *const good = "        {g:%s}";
  *ret_step = STEP_NEXT;
  char key = key_of (answer);
  switch (proposal->kind == KT_PROPOSAL_PHONE && (key == 'c' || key == 'm') ? '?' : key)
    {
    case 'y':
      return decide_and_say (context, proposal, KT_REVIEW_AS_PROPOSED, 0, good, error);
    case 'c':
      return decide_and_say (context, proposal, KT_REVIEW_CONTACT, 0, good, error);
    case 'i':
      return decide_and_say (context, proposal, KT_REVIEW_IGNORE, 0, good, error);
    case 'm':
      return decide_and_say (context, proposal, KT_REVIEW_MINE, 0, good, error);
    case 's':
      *ret_step = STEP_SKIP;
      return TRUE;
    case 'b':
      *ret_step = STEP_BACK;
      return TRUE;
    case 'q':
      *ret_step = STEP_QUIT;
      return TRUE;
    case 'o':
      *ret_step = STEP_AGAIN;
      return ask_other (context, proposal, ret_step, error);
    case 'r':
      *ret_step = STEP_AGAIN;
      return read_aloud (context, proposal, error);
    default:
      *ret_step = STEP_AGAIN;
      kt_out (context, _ ("        {y:«%s» is none of these keys}\n"), answer);
      return TRUE;
    }
}

/* Asks until it is decided, skipped or left. Once another answer was begun, or was none of the
 * keys, Enter alone takes no proposal: it is meant for what was asked before. */
static gboolean
ask_one (KtContext *context, const KtProposal *proposal, Step *ret_step, GError **error)
{
  gboolean strayed = FALSE;
  do
    {
      kt_out (context, proposal->kind == KT_PROPOSAL_PHONE
                           ? _ ("        {c:Enter} yes  {c:o} phone of…  {c:i} ignore  {c:r} read  "
                                "{c:s} skip  {c:b} back  {c:q} quit\n")
                           : _ ("        {c:Enter} yes  {c:c} contact  {c:o} other address of…  "
                                "{c:i} ignore  {c:m} mine  {c:r} read  {c:s} skip  {c:b} back  "
                                "{c:q} quit\n"));
      g_autofree char *answer = kt_ask (context, "        > ", "", NULL, error);
      *ret_step = STEP_AGAIN;
      if (answer != NULL && *answer == '\0' && strayed)
        {
          kt_out (context, _ ("        {y:y takes what is proposed}\n"));
          continue;
        }
      if (answer == NULL || !answer_one (context, proposal, answer, ret_step, error))
        return FALSE;
      strayed = key_of (answer) != 'r';
    }
  while (*ret_step == STEP_AGAIN);
  return TRUE;
}

/* Back to the one before, unless it is decided. */
static guint
step_back (KtContext *context, guint at, const gboolean *decided)
{
  if (at > 0 && !decided[at - 1])
    return at - 1;
  if (at > 0)
    kt_out (context, _ ("        {y:the one before is decided; take it back: kontor undo}\n"));
  return at;
}

static gboolean
ask_addresses (KtContext *context, const GPtrArray *proposals, gboolean *ret_quit, GError **error)
{
  Step step = STEP_NEXT;
  if (proposals->len == 0)
    return TRUE;
  g_autofree gboolean *decided = g_new0 (gboolean, proposals->len);
  kt_review_print_head (context, proposals);
  kt_out (context, _ ("  {d:Enter = as proposed}\n"));
  for (guint i = 0; i < proposals->len && step != STEP_QUIT;)
    {
      const KtProposal *proposal = proposals->pdata[i];
      g_autofree char *label = g_strdup_printf (_ ("%u of %u"), i + 1, proposals->len);
      kt_out (context, "\n");
      kt_review_print_one (context, proposal, label);
      if (!ask_one (context, proposal, &step, error))
        return FALSE;
      decided[i] = step == STEP_NEXT;
      i = step == STEP_BACK ? step_back (context, i, decided) : i + 1;
    }
  *ret_quit = step == STEP_QUIT;
  return TRUE;
}

static gboolean
was_asked (const GPtrArray *proposals, KtId key)
{
  for (guint i = 0; i < proposals->len; i++)
    if (((const KtProposal *)proposals->pdata[i])->key == key)
      return TRUE;
  return FALSE;
}

/* Whoever became a contact a moment ago may have a phone in her letters' signatures. */
static gboolean
ask_new_phones (KtContext *context, const GPtrArray *asked, gboolean *ret_quit, GError **error)
{
  g_autoptr (GPtrArray) fresh = kt_review_gather (context, error);
  for (guint i = fresh != NULL ? fresh->len : 0; i > 0; i--)
    {
      const KtProposal *proposal = fresh->pdata[i - 1];
      if (proposal->kind != KT_PROPOSAL_PHONE || was_asked (asked, proposal->key))
        g_ptr_array_remove_index (fresh, i - 1);
    }
  return fresh != NULL && ask_addresses (context, fresh, ret_quit, error);
}

static gboolean
run_stream (KtContext *context, const KtReviewLists *lists, GError **error)
{
  gboolean quit = FALSE;
  return ask_addresses (context, lists->proposals, &quit, error)
         && (quit || ask_new_phones (context, lists->proposals, &quit, error))
         && (quit || kt_review_ask_events (context, lists->events, &quit, error))
         && (quit || kt_review_ask_deals (context, lists->letters, error));
}

static gboolean
run_list (KtContext *context, gboolean stream, GError **error)
{
  g_autoptr (GPtrArray) proposals = kt_review_gather (context, error);
  g_autoptr (GPtrArray) events = proposals != NULL ? kt_review_questions (context, error) : NULL;
  g_autoptr (KtDealBook) book = events != NULL ? kt_deal_book_new (context, error) : NULL;
  g_autoptr (GPtrArray) letters = book != NULL ? kt_deal_questions (context, book, error) : NULL;
  if (letters == NULL)
    return FALSE;
  KtReviewLists lists = { proposals, events, letters };
  if (stream && proposals->len + events->len + letters->len > 0)
    return run_stream (context, &lists, error);
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  kt_review_print (context, &lists, handles);
  return context->output != KT_OUTPUT_TEXT || kt_handles_save (context, handles, error);
}

/* Looking needs no lock and no writable directory, deciding does. */
static gboolean
run (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  gboolean list = args[0] == NULL;
  gboolean stream
      = list && context->terminal && !context->no_input && context->output == KT_OUTPUT_TEXT;
  guint word = 0;
  while (!list && word < G_N_ELEMENTS (words) && !g_str_equal (words[word].word, args[0]))
    word++;
  if (word == G_N_ELEMENTS (words))
    return kt_command_usage_error (command, error);
  context->store
      = kt_store_open (&context->paths, list && !stream ? KT_STORE_READ : KT_STORE_WRITE, error);
  if (context->store == NULL)
    return FALSE;
  return list ? run_list (context, stream, error)
              : run_word (context, command, words[word].answer, args + 1, error);
}

const KtCommand kt_cmd_review = {
  .name = "review",
  .summary = N_ ("decide on strangers, second addresses, phones, suspicious names"),
  .usage = "review [yes|contact|other|mine|ignore ADDRESS… [WHO]]",
  .help
  = N_ ("Goes through them one by one on a terminal; Enter does what is proposed. Without a "
        "terminal the list is printed. An address is named by its number in that list, by its "
        "ref or as it is. Everything can be taken back with undo. Events of calendars follow whose "
        "title may mean one of several people, and letters of clients with several open deals. "
        "Who last wrote before the look-back days is only shown with --all.\n"
        "Examples:\n"
        "  kontor review\n"
        "  kontor review yes 1 2\n"
        "  kontor review other 3 \"hanna weber\"\n"
        "  kontor review ignore x91@gift.example"),
  .needs = KT_NEED_SETTINGS,
  .run = run,
  .group = KT_GROUP_DAILY,
  .complete = KT_COMPLETE_WORDS,
  .words = "yes contact other mine ignore",
};
