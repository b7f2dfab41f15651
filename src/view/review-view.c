#include "config.h"
#include "kontor/handle.h"
#include "kontor/review-view.h"
#include "kontor/table.h"
#include <glib/gi18n.h>

char *
kt_review_why (const KtProposal *proposal)
{
  switch (proposal->kind)
    {
    case KT_PROPOSAL_MINE:
      return g_strdup (
          "letters go out as it or are delivered to it, and the config does not name it");
    case KT_PROPOSAL_NEW_ADDRESS:
      return g_strdup_printf ("bears the name of %s and writes from another address",
                              proposal->namesake_name);
    case KT_PROPOSAL_SUSPICIOUS:
      return proposal->shown != NULL
                 ? g_strdup_printf ("its name shows another address, %s", proposal->shown)
                 : g_strdup ("its name showed another address");
    case KT_PROPOSAL_FORWARDED:
      return g_strdup_printf ("%s forwarded what it wrote", proposal->forwarder);
    case KT_PROPOSAL_PHONE:
      return g_strdup_printf ("%s signs with it", proposal->namesake_name);
    default:
      return proposal->namesake != 0
                 ? g_strdup_printf ("wrote to you; has the name of %s, but nothing else says so",
                                    proposal->namesake_name)
                 : g_strdup ("wrote to you and is no contact");
    }
}

static void
add_count (GPtrArray *parts, guint count, const char *format)
{
  if (count > 0)
    g_ptr_array_add (parts, g_strdup_printf (format, count));
}

void
kt_review_print_head (KtContext *context, const GPtrArray *proposals)
{
  guint n[KT_PROPOSAL_SUSPICIOUS + 1] = { 0 };
  for (guint i = 0; i < proposals->len; i++)
    n[((const KtProposal *)proposals->pdata[i])->kind]++;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  guint mine = n[KT_PROPOSAL_MINE];
  guint strangers = n[KT_PROPOSAL_STRANGER] + n[KT_PROPOSAL_FORWARDED];
  guint others = n[KT_PROPOSAL_NEW_ADDRESS], suspicious = n[KT_PROPOSAL_SUSPICIOUS];
  guint phones = n[KT_PROPOSAL_PHONE];
  add_count (parts, mine, ngettext ("%u address of yours", "%u addresses of yours", mine));
  add_count (parts, strangers, ngettext ("%u stranger", "%u strangers", strangers));
  add_count (parts, others, ngettext ("%u new address", "%u new addresses", others));
  add_count (parts, phones, ngettext ("%u phone", "%u phones", phones));
  add_count (parts, suspicious, ngettext ("%u suspicious name", "%u suspicious names", suspicious));
  g_ptr_array_add (parts, NULL);
  g_autofree char *text = g_strjoinv (", ", (char **)parts->pdata);
  kt_out (context, ngettext ("%u to look at: %s", "%u to look at: %s", proposals->len),
          proposals->len, text);
}

/* The address always stands beside the name; what its name pretends is red. */
static void
print_who (KtContext *context, const KtProposal *proposal)
{
  const KtAddressSeen *seen = proposal->address;
  if (proposal->kind == KT_PROPOSAL_PHONE)
    kt_out (context, "%s", proposal->namesake_name);
  else if (proposal->kind == KT_PROPOSAL_SUSPICIOUS)
    kt_out (context, "{r:\"%s\" <%s>}",
            proposal->written_name != NULL ? proposal->written_name : seen->name, seen->norm);
  else if (*seen->name != '\0')
    kt_out (context, "%s <%s>", seen->name, seen->norm);
  else
    kt_out (context, "%s", seen->norm);
}

static void
print_proposed (KtContext *context, const KtProposal *proposal)
{
  switch (proposal->kind)
    {
    case KT_PROPOSAL_MINE:
      kt_out (context, _ ("        {b:Proposed:} it is an address of yours\n"));
      break;
    case KT_PROPOSAL_NEW_ADDRESS:
      kt_out (context, _ ("        Known as %s\n"),
              proposal->namesake_address != NULL ? proposal->namesake_address
                                                 : proposal->namesake_name);
      kt_out (context, _ ("        {b:Proposed:} add to %s\n"), proposal->namesake_name);
      break;
    case KT_PROPOSAL_SUSPICIOUS:
      kt_out (context, _ ("        {b:Proposed:} ignore, {r:its name shows another address}\n"));
      break;
    case KT_PROPOSAL_PHONE:
      kt_out (context, _ ("        {b:Proposed:} add this phone to %s\n"), proposal->namesake_name);
      break;
    default:
      if (proposal->namesake != 0)
        kt_out (context, _ ("        {y:another person of that name:} %s\n"),
                proposal->namesake_address != NULL ? proposal->namesake_address
                                                   : proposal->namesake_name);
      if (proposal->company != NULL)
        kt_out (context, _ ("        {b:Proposed:} new contact %s at %s\n"), proposal->name,
                proposal->company);
      else
        kt_out (context, _ ("        {b:Proposed:} new contact %s\n"), proposal->name);
    }
}

void
kt_review_print_one (KtContext *context, const KtProposal *proposal, const char *label)
{
  kt_out (context, "{b:%s}  ", label);
  g_autofree char *last = kt_say_short (context, proposal->last);
  print_who (context, proposal);
  if (proposal->kind == KT_PROPOSAL_PHONE)
    kt_out (context, _ ("     signs with {b:%s}, %s"), proposal->phone, last);
  else if (proposal->kind == KT_PROPOSAL_FORWARDED)
    kt_out (context, _ ("     forwarded by %s, %s"), proposal->forwarder, last);
  else if (proposal->letters > 0)
    kt_out (context,
            ngettext ("     %u letter, %s", "     %u letters, last %s", (gulong)proposal->letters),
            (guint)proposal->letters, last);
  kt_out (context, "\n");
  if (proposal->text != NULL && *proposal->text != '\0')
    kt_out (context, "        «%.*s»\n", MAX (20, context->width - 10), proposal->text);
  print_proposed (context, proposal);
}

static const char *const kind_ids[] = {
  [KT_PROPOSAL_NONE] = "none",         [KT_PROPOSAL_MINE] = "mine",
  [KT_PROPOSAL_STRANGER] = "contact",  [KT_PROPOSAL_NEW_ADDRESS] = "other",
  [KT_PROPOSAL_SUSPICIOUS] = "ignore", [KT_PROPOSAL_FORWARDED] = "contact",
  [KT_PROPOSAL_PHONE] = "phone",
};

static void
add_text (KtJson *builder, const char *name, const char *value)
{
  kt_json_member (builder, name);
  kt_json_text (builder, value);
}

static void
print_json (KtContext *context, const KtReviewLists *lists)
{
  const GPtrArray *proposals = lists->proposals;
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "review");
  kt_json_begin_array (builder);
  for (guint i = 0; i < proposals->len; i++)
    {
      const KtProposal *proposal = proposals->pdata[i];
      g_autofree char *why = kt_review_why (proposal);
      kt_json_begin_object (builder);
      kt_json_member (builder, "ref");
      kt_json_ref (builder, proposal->key);
      add_text (builder, "address", proposal->address->norm);
      add_text (builder, "name",
                proposal->written_name != NULL && *proposal->written_name != '\0'
                    ? proposal->written_name
                    : proposal->address->name);
      add_text (builder, "proposal", kind_ids[proposal->kind]);
      kt_json_member (builder, "contact");
      kt_json_contact (builder, proposal->namesake, proposal->namesake_name);
      add_text (builder, "new_name", proposal->name);
      add_text (builder, "new_company", proposal->company);
      kt_json_member (builder, "letters");
      kt_json_int (builder, (gint64)proposal->letters);
      kt_json_member (builder, "last");
      kt_json_time (builder, context, proposal->last);
      add_text (builder, "text", proposal->text);
      add_text (builder, "phone", proposal->phone);
      add_text (builder, "forwarder", proposal->forwarder);
      kt_json_member (builder, "letter");
      kt_json_ref (builder, proposal->newest);
      add_text (builder, "why", why);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
  kt_review_json_events (builder, context, lists->events);
  kt_review_json_deals (builder, context, lists->letters);
  kt_json_end (context, builder);
}

static const KtColumn columns[] = {
  { "ref", N_ ("ref"), KT_COLUMN_REF },
  { "proposal", N_ ("proposal"), KT_COLUMN_TEXT },
  { "address", N_ ("address"), KT_COLUMN_TEXT },
  { "name", N_ ("name"), KT_COLUMN_TEXT },
  { "letters", N_ ("letters"), KT_COLUMN_NUMBER },
  { "last", N_ ("last"), KT_COLUMN_TIME },
  { "text", N_ ("text"), KT_COLUMN_TEXT },
};

static void
print_table (KtContext *context, const GPtrArray *proposals)
{
  g_autoptr (KtTable) table = kt_table_new (columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < proposals->len; i++)
    {
      const KtProposal *proposal = proposals->pdata[i];
      kt_table_add (table, proposal->key, kind_ids[proposal->kind], proposal->address->norm,
                    proposal->address->name, (gint64)proposal->letters, proposal->last,
                    proposal->text);
    }
  kt_table_print (table, context, "review");
}

static void
add_handle (GArray *handles, KtRecordKind kind, KtId key)
{
  KtHandle handle = { kind, key, 0, 0, (int)handles->len + 1 };
  g_array_append_val (handles, handle);
}

static void
print_events (KtContext *context, const GPtrArray *questions, GArray *handles)
{
  if (questions->len == 0)
    return;
  kt_out (context, _ ("\nIn calendars it is not certain who is meant:\n"));
  for (guint i = 0; i < questions->len; i++)
    {
      const KtEventQuestion *question = questions->pdata[i];
      g_autofree char *label = g_strdup_printf ("%2u", handles->len + 1);
      kt_review_print_event (context, question, label);
      add_handle (handles, KT_RECORD_EVENT, question->key);
    }
  kt_out (context, _ ("\n{c:kontor calendar link %u WHO · calendar unlink %u}\n"), handles->len,
          handles->len);
}

/* Letter and deals are numbered alike: `deal link 5 6`. */
static void
print_letters (KtContext *context, const GPtrArray *questions, GArray *handles)
{
  guint last = 0;
  if (questions->len == 0)
    return;
  kt_out (context, _ ("\nIt is not certain to which deal these letters belong:\n"));
  for (guint i = 0; i < questions->len; i++)
    {
      const KtDealQuestion *question = questions->pdata[i];
      last = handles->len + 1;
      g_autofree char *label = g_strdup_printf ("%2u", last);
      kt_out (context, "\n");
      kt_review_print_deal (context, question, label, last + 1);
      KtHandle letter = { .kind = KT_RECORD_LETTER,
                          .key = question->letter->key,
                          .contact = question->contact,
                          .number = (int)last };
      g_array_append_val (handles, letter);
      for (guint k = 0; k < question->deals->len; k++)
        {
          const KtDeal *deal = question->deals->pdata[k];
          KtHandle handle = { .kind = KT_RECORD_DEAL,
                              .key = deal->id,
                              .contact = deal->contact,
                              .stamp = deal->updated,
                              .number = (int)handles->len + 1 };
          g_array_append_val (handles, handle);
        }
    }
  kt_out (context, _ ("\n{c:kontor deal link %u %u · deal unlink %u}\n"), last, last + 1, last);
}

static void
print_list (KtContext *context, const KtReviewLists *lists, GArray *handles)
{
  const GPtrArray *proposals = lists->proposals;
  if (proposals->len == 0 && lists->events->len == 0 && lists->letters->len == 0)
    kt_out (context, _ ("Nobody to look at.\n"));
  if (proposals->len > 0)
    {
      kt_review_print_head (context, proposals);
      kt_out (context, "\n");
    }
  for (guint i = 0; i < proposals->len; i++)
    {
      const KtProposal *proposal = proposals->pdata[i];
      g_autofree char *label = g_strdup_printf ("%2u", i + 1);
      kt_out (context, "\n");
      kt_review_print_one (context, proposal, label);
      add_handle (handles, KT_RECORD_ADDRESS, proposal->key);
    }
  if (proposals->len > 0)
    kt_out (context, _ ("\n{c:kontor review yes 1 · contact 1 · other 1 WHO · ignore 1}\n"));
  print_events (context, lists->events, handles);
  print_letters (context, lists->letters, handles);
}

void
kt_review_print (KtContext *context, const KtReviewLists *lists, GArray *handles)
{
  if (context->output == KT_OUTPUT_JSON)
    print_json (context, lists);
  else if (context->output == KT_OUTPUT_CSV)
    print_table (context, lists->proposals);
  else
    print_list (context, lists, handles);
}
