#include "config.h"
#include "kontor/proposal.h"

#define WROTE (1 << 0)
#define WRITTEN (1 << 1)
#define MINE (1 << 2)
#define JUDGED (1 << 3)
#define AS_ME (1 << 4)
#define DELIVERED (1 << 5)
#define OFTEN (1 << 6)
#define SPOOFED (1 << 7)
#define NAMESAKE (1 << 8)
#define NAMESAKES (1 << 9)
#define COMPANY (1 << 10)
#define FORWARDED (1 << 11)

static const struct
{
  const char *what, *address;
  int facts;
  KtWorth replied, all;
  KtProposalKind proposal;
} cases[] = {
  { "a client I answered", "anna@x.example", WROTE | WRITTEN, KT_WORTH_CONTACT, KT_WORTH_CONTACT,
    KT_PROPOSAL_STRANGER },
  { "somebody I wrote to first", "anna@x.example", WRITTEN, KT_WORTH_CONTACT, KT_WORTH_CONTACT,
    KT_PROPOSAL_NONE },
  { "a stranger", "anna@x.example", WROTE, KT_WORTH_NOT_WRITTEN, KT_WORTH_CONTACT,
    KT_PROPOSAL_STRANGER },
  { "a newsletter", "bookworm@x.example", 0, KT_WORTH_NOT_WRITTEN, KT_WORTH_NOT_WRITTEN,
    KT_PROPOSAL_NONE },
  { "an alias of mine in the config", "me@x.example", WROTE | WRITTEN | MINE, KT_WORTH_MINE,
    KT_WORTH_MINE, KT_PROPOSAL_NONE },
  { "an alias of mine the config lacks", "me@x.example", WROTE | WRITTEN | AS_ME, KT_WORTH_MINE,
    KT_WORTH_MINE, KT_PROPOSAL_MINE },
  { "where letters to me are delivered", "me@x.example", DELIVERED, KT_WORTH_NOT_WRITTEN,
    KT_WORTH_NOT_WRITTEN, KT_PROPOSAL_MINE },
  { "deleted once, does not come back", "anna@x.example", WROTE | WRITTEN | JUDGED, KT_WORTH_JUDGED,
    KT_WORTH_JUDGED, KT_PROPOSAL_NONE },
  { "my own, but judged not mine", "me@x.example", AS_ME | JUDGED, KT_WORTH_MINE, KT_WORTH_MINE,
    KT_PROPOSAL_NONE },
  { "no-reply", "no-reply@x.example", WROTE | WRITTEN, KT_WORTH_MACHINE, KT_WORTH_MACHINE,
    KT_PROPOSAL_NONE },
  { "unsubscribing is not writing", "unsubscribe-8f3@lists.example", WRITTEN, KT_WORTH_MACHINE,
    KT_WORTH_MACHINE, KT_PROPOSAL_NONE },
  { "unsubscribing by a tag", "list+unsubscribe@lists.example", WRITTEN, KT_WORTH_MACHINE,
    KT_WORTH_MACHINE, KT_PROPOSAL_NONE },
  { "info@ of a firm I wrote to", "info@x.example", WROTE | WRITTEN, KT_WORTH_CONTACT,
    KT_WORTH_CONTACT, KT_PROPOSAL_STRANGER },
  { "a name that shows another address", "x91@gift.example", WROTE | SPOOFED, KT_WORTH_NOT_WRITTEN,
    KT_WORTH_SUSPICIOUS, KT_PROPOSAL_SUSPICIOUS },
  { "a client's name, once, from elsewhere", "x91@gift.example", WROTE | NAMESAKE,
    KT_WORTH_NAMESAKE, KT_WORTH_NAMESAKE, KT_PROPOSAL_STRANGER },
  { "a client's name, several letters", "anna@new.example", WROTE | NAMESAKE | OFTEN,
    KT_WORTH_NAMESAKE, KT_WORTH_NAMESAKE, KT_PROPOSAL_NEW_ADDRESS },
  { "a client's name at the client's company", "anna.k@x.example", WROTE | NAMESAKE | COMPANY,
    KT_WORTH_NAMESAKE, KT_WORTH_NAMESAKE, KT_PROPOSAL_NEW_ADDRESS },
  { "a client's name, and I answered", "anna.k@x.example", WROTE | WRITTEN | NAMESAKE,
    KT_WORTH_NAMESAKE, KT_WORTH_NAMESAKE, KT_PROPOSAL_NEW_ADDRESS },
  { "a name that two clients have", "anna@new.example", WROTE | NAMESAKES | OFTEN,
    KT_WORTH_NOT_WRITTEN, KT_WORTH_CONTACT, KT_PROPOSAL_STRANGER },
  { "a stranger's shown address, twice", "x91@gift.example", WROTE | OFTEN | SPOOFED,
    KT_WORTH_NOT_WRITTEN, KT_WORTH_SUSPICIOUS, KT_PROPOSAL_SUSPICIOUS },
  { "whom a contact forwards", "anna@x.example", FORWARDED, KT_WORTH_NOT_WRITTEN,
    KT_WORTH_NOT_WRITTEN, KT_PROPOSAL_FORWARDED },
  { "a machine that a contact forwards", "no-reply@x.example", FORWARDED, KT_WORTH_MACHINE,
    KT_WORTH_MACHINE, KT_PROPOSAL_NONE },
  { "a stranger whom a contact forwards too", "anna@x.example", WROTE | FORWARDED,
    KT_WORTH_NOT_WRITTEN, KT_WORTH_CONTACT, KT_PROPOSAL_STRANGER },
  { "a client's name and a shown address", "x91@gift.example", WROTE | NAMESAKE | OFTEN | SPOOFED,
    KT_WORTH_NAMESAKE, KT_WORTH_NAMESAKE, KT_PROPOSAL_SUSPICIOUS },
};

static KtAddressFacts
facts_of (int bits, const KtAddr *addr)
{
  return (KtAddressFacts){
    .addr = addr,
    .name = "Anna Kalve",
    .wrote_at = bits & WROTE ? 100 : 0,
    .written_at = bits & WRITTEN ? 100 : 0,
    .mine = (bits & MINE) != 0,
    .judged = (bits & JUDGED) != 0,
    .sends_as_me = (bits & AS_ME) != 0,
    .delivered = bits & DELIVERED ? KT_PROPOSAL_DELIVERED : KT_PROPOSAL_DELIVERED - 1,
    .letters = bits & OFTEN ? 2 : 1,
    .spoofed = (bits & SPOOFED) != 0,
    .namesakes = bits & NAMESAKES ? 2 : (bits & NAMESAKE) != 0,
    .forwarded = (bits & FORWARDED) != 0,
    .same_company = (bits & COMPANY) != 0,
  };
}

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KtAddr) addr = kt_addr_parse (cases[i].address, NULL);
      KtAddressFacts facts = facts_of (cases[i].facts, addr);
      g_test_message ("%s", cases[i].what);
      g_assert_cmpint (kt_contact_worth (&facts, KT_AUTO_CONTACTS_REPLIED), ==, cases[i].replied);
      g_assert_cmpint (kt_contact_worth (&facts, KT_AUTO_CONTACTS_ALL), ==, cases[i].all);
      g_assert_cmpint (kt_contact_worth (&facts, KT_AUTO_CONTACTS_NEVER), ==, KT_WORTH_OFF);
      g_assert_cmpint (kt_proposal_judge (&facts), ==, cases[i].proposal);
    }
}

static void
test_order (void)
{
  g_assert_cmpint (kt_proposal_compare (KT_PROPOSAL_MINE, 1, KT_PROPOSAL_STRANGER, 9), <, 0);
  g_assert_cmpint (kt_proposal_compare (KT_PROPOSAL_SUSPICIOUS, 9, KT_PROPOSAL_NEW_ADDRESS, 1), >,
                   0);
  g_assert_cmpint (kt_proposal_compare (KT_PROPOSAL_STRANGER, 9, KT_PROPOSAL_STRANGER, 1), <, 0);
  g_assert_cmpint (kt_proposal_compare (KT_PROPOSAL_STRANGER, 1, KT_PROPOSAL_STRANGER, 1), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/cases", test_cases);
  g_test_add_func ("/review/order", test_order);
  return g_test_run ();
}
