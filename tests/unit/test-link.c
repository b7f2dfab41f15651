#include "config.h"
#include "kontor/link.h"
#include "kontor/verdict.h"
#include "mirror-fixture.h"

enum
{
  TOMS = 1001,
  OLGA = 1002,
  FIRM = 1003,
  HANS = 1004,
  GRETE = 1005,
};

static KtLinkReason
judge (KtLinkFacts facts)
{
  return kt_link_judge (&facts);
}

static void
test_rule (void)
{
  g_assert_cmpint (judge ((KtLinkFacts){ .people = 1 }), ==, KT_LINK_OWNED);
  g_assert_cmpint (judge ((KtLinkFacts){ 0 }), ==, KT_LINK_NOBODY);
  g_assert_cmpint (judge ((KtLinkFacts){ .people = 2 }), ==, KT_LINK_SHARED);
  g_assert_cmpint (judge ((KtLinkFacts){ .people = 1, .shared = TRUE }), ==, KT_LINK_SHARED);
  g_assert_cmpint (judge ((KtLinkFacts){ .people = 1, .shared = TRUE, .in_thread = TRUE }), ==,
                   KT_LINK_THREAD);
  g_assert_cmpint (
      judge ((KtLinkFacts){ .people = 3, .companies = 1, .shared = TRUE, .is_company = TRUE }), ==,
      KT_LINK_OWNED);
  g_assert_cmpint (judge ((KtLinkFacts){ .people = 1, .companies = 1 }), ==, KT_LINK_SHARED);
  g_assert_cmpint (judge ((KtLinkFacts){ .companies = 2, .is_company = TRUE }), ==, KT_LINK_SHARED);
  g_assert_cmpint (judge ((KtLinkFacts){ .people = 1, .mine = TRUE }), ==, KT_LINK_MINE);
  g_assert_cmpint (judge ((KtLinkFacts){ .people = 1, .ignored = TRUE }), ==, KT_LINK_IGNORED);
}

static void
add_contact (Office *office, KtId id, const char *kind, const char *name)
{
  g_autofree char *sql
      = g_strdup_printf ("INSERT INTO contact (id, kind, name, fold, created, updated)"
                         " VALUES (%d, '%s', '%s', lower ('%s'), 1, 1)",
                         (int)id, kind, name, name);
  office_sql (office->store, sql);
}

static void
add_point (Office *office, KtId contact, const char *address, const char *share)
{
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO contact_point (id, contact, kind, raw, norm, match, share, created)"
      " SELECT 1 + count(*), %d, 'email', '%s', '%s', '%s', '%s', 1 FROM contact_point",
      (int)contact, address, address, address, share);
  office_sql (office->store, sql);
}

static KtId
letter (Office *office, const char *id, const char *ref, const char *from, const char *to)
{
  static gint64 time = 1600000000;
  static guint64 uid = 0;
  Draft draft = { .id = id,
                  .refs = { ref },
                  .time = time++,
                  .subject = id,
                  .people = { from, to, "d toms@kalns.example" } };
  return put_letter (office, 1, ++uid, KT_DIRECTION_IN, &draft);
}

/* The subjects on a card, newest first, with "+" where a thread put the letter there and "!" where
 * the user did. */
static char *
card (Office *office, KtId contact)
{
  g_autoptr (GError) error = NULL;
  GString *said = g_string_new (NULL);
  g_autoptr (GPtrArray) list = kt_link_letters_of (office->store, NULL, contact, 50, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      const KtLinkedLetter *linked = list->pdata[i];
      g_string_append_printf (said, "%s%s%s", i > 0 ? " " : "", linked->letter->subject,
                              linked->reason == KT_LINK_THREAD ? "+"
                              : linked->reason == KT_LINK_SAID ? "!"
                                                               : "");
    }
  return g_string_free (said, FALSE);
}

static void
assert_card (Office *office, KtId contact, const char *expected)
{
  g_autofree char *found = card (office, contact);
  g_assert_cmpstr (found, ==, expected);
}

/* Both ways of asking must agree: the letters of a contact, the contacts of a letter. */
static void
assert_consistent (Office *office, KtId contact)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *on_card = card (office, contact);
  g_autoptr (GPtrArray) all = kt_letter_since (office->store, 0, &error);
  for (guint i = 0; i < all->len; i++)
    {
      const KtStoredLetter *one = all->pdata[i];
      g_autoptr (GPtrArray) links = kt_link_explain (office->store, NULL, one, &error);
      g_assert_no_error (error);
      g_autoptr (GPtrArray) contacts = kt_link_contacts (links);
      gboolean found = FALSE;
      for (guint k = 0; k < contacts->len; k++)
        found |= ((KtLink *)contacts->pdata[k])->contact == contact;
      g_test_message ("%s of %d", one->subject, (int)contact);
      g_assert_cmpint (found, ==, strstr (on_card, one->subject) != NULL);
    }
}

static void
verdict (Office *office, KtId of, KtId contact, KtLetterVerdictKind kind)
{
  g_autoptr (GError) error = NULL;
  KtLetterVerdict said
      = { .id = of + kind, .letter = of, .contact = contact, .verdict = kind, .created = NOW };
  g_assert_true (kt_letter_verdict_set (office->store, &said, &error));
}

static void
setup_people (Office *office)
{
  add_contact (office, TOMS, "person", "Toms Kalns");
  add_contact (office, OLGA, "person", "Olga");
  add_contact (office, FIRM, "company", "Brize SIA");
  add_contact (office, HANS, "person", "Hans");
  add_contact (office, GRETE, "person", "Grete");
  letter (office, "a", NULL, "f toms@brize.example Toms", "t " ME);
  letter (office, "b", "a", "f " ME, "t info@brize.example");
  letter (office, "c", NULL, "f info@brize.example Brize", "t " ME);
  letter (office, "d", NULL, "f home@weber.example Weber", "t " ME);
  letter (office, "e", NULL, "f olga@brize.example Olga", "c toms@brize.example Toms");
}

/* The address is added after its letters: the past is there at once. */
static void
test_retroactive (Office *office, gconstpointer data)
{
  setup_people (office);
  assert_card (office, TOMS, "");
  add_point (office, TOMS, "toms@brize.example", "personal");
  assert_card (office, TOMS, "e a");
  add_point (office, OLGA, "olga@brize.example", "personal");
  assert_card (office, OLGA, "e");
  assert_consistent (office, TOMS);
  assert_consistent (office, OLGA);
}

/* Delivered-To is not taking part. */
static void
test_delivered_to (Office *office, gconstpointer data)
{
  setup_people (office);
  add_point (office, TOMS, "toms@kalns.example", "personal");
  assert_card (office, TOMS, "");
  assert_consistent (office, TOMS);
}

/* Who wrote what is forwarded has the letter on the card; nothing else follows from it. */
static void
test_forwarded (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  static const char *const matches[] = { "toms@brize.example", NULL };
  g_autoptr (GPtrArray) links = NULL;
  guint64 total = 0;
  setup_people (office);
  Draft draft = { .id = "w",
                  .time = 1700000000,
                  .subject = "w",
                  .people = { "f anna@x.example Anna", "t " ME, "w toms@brize.example Forged Name",
                              "w nobody@z.example Nobody", "w info@brize.example Brize" } };
  put_letter (office, 1, 77, KT_DIRECTION_IN, &draft);
  add_point (office, TOMS, "toms@brize.example", "personal");
  add_point (office, TOMS, "info@brize.example", "shared");
  assert_card (office, TOMS, "w e b+ a");
  assert_consistent (office, TOMS);
  g_autoptr (GPtrArray) list = kt_link_letters_of (office->store, NULL, TOMS, 1, NULL, &error);
  g_assert_cmpint (((KtLinkedLetter *)list->pdata[0])->reason, ==, KT_LINK_FORWARDED);
  links = kt_link_explain (office->store, NULL, ((KtLinkedLetter *)list->pdata[0])->letter, &error);
  const KtLink *last = links->pdata[links->len - 1], *toms = links->pdata[links->len - 3];
  g_assert_cmpint (toms->reason, ==, KT_LINK_FORWARDED);
  g_assert_cmpint (last->reason, ==, KT_LINK_SHARED); /* not by the thread */
  /* he took no part, was not heard of then, and is called what he called himself */
  g_autoptr (GPtrArray) part = kt_letter_list_of (office->store, matches, 5, &total, &error);
  g_assert_cmpuint (total, ==, 2);
  g_assert_cmpuint (part->len, ==, 2);
  assert_value (office->store,
                "SELECT name || (wrote_at < 1700000000) FROM mirror.address"
                " WHERE norm = 'toms@brize.example'",
                "Toms1");
  assert_value (office->store,
                "SELECT name || wrote_at FROM mirror.address"
                " WHERE norm = 'nobody@z.example'",
                "0");
}

static void
test_shared (Office *office, gconstpointer data)
{
  setup_people (office);
  add_point (office, TOMS, "info@brize.example", "shared");
  assert_card (office, TOMS, "");
  add_point (office, TOMS, "toms@brize.example", "personal");
  assert_card (office, TOMS, "e b+ a");
  add_point (office, FIRM, "info@brize.example", "shared");
  assert_card (office, FIRM, "c b");
  assert_card (office, TOMS, "e b+ a");
  assert_consistent (office, TOMS);
  assert_consistent (office, FIRM);
}

/* Two people with one address: nobody, until it is only one's. */
static void
test_family (Office *office, gconstpointer data)
{
  setup_people (office);
  add_point (office, HANS, "home@weber.example", "personal");
  assert_card (office, HANS, "d");
  add_point (office, GRETE, "home@weber.example", "personal");
  assert_card (office, HANS, "");
  assert_card (office, GRETE, "");
  assert_consistent (office, HANS);
}

static void
test_letter_verdicts (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  setup_people (office);
  add_point (office, TOMS, "toms@brize.example", "personal");
  g_autoptr (GPtrArray) all = kt_letter_since (office->store, 0, &error);
  const KtStoredLetter *a = all->pdata[0], *c = all->pdata[2], *d = all->pdata[3];
  verdict (office, a->key, TOMS, KT_VERDICT_NOT_LINKED);
  verdict (office, c->key, TOMS, KT_VERDICT_LINKED);
  verdict (office, d->key, HANS, KT_VERDICT_LINKED);
  verdict (office, 4711, HANS, KT_VERDICT_LINKED);
  assert_card (office, TOMS, "e c!");
  assert_card (office, HANS, "d!");
  assert_consistent (office, TOMS);
  assert_consistent (office, HANS);
  g_autoptr (GPtrArray) links = kt_link_explain (office->store, NULL, a, &error);
  g_assert_cmpuint (links->len, ==, 3);
  const KtLink *owned = links->pdata[0], *mine = links->pdata[1], *said = links->pdata[2];
  g_assert_cmpint (owned->reason, ==, KT_LINK_OWNED);
  g_assert_cmpstr (owned->name, ==, "Toms Kalns");
  g_assert_cmpint (mine->reason, ==, KT_LINK_NOBODY);
  g_assert_cmpint (said->reason, ==, KT_LINK_UNSAID);
  g_assert_cmpint (said->at, ==, NOW);
}

static void
test_address_verdicts (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  setup_people (office);
  add_point (office, TOMS, "toms@brize.example", "personal");
  kt_address_verdict_set (office->store, "toms@brize.example", KT_ADDRESS_IGNORE, NOW, &error);
  assert_card (office, TOMS, "");
  kt_address_verdict_set (office->store, "toms@brize.example", KT_ADDRESS_MINE, NOW, &error);
  assert_card (office, TOMS, "");
  assert_consistent (office, TOMS);
  kt_address_verdict_set (office->store, "toms@brize.example", KT_ADDRESS_SHARED, NOW, &error);
  assert_card (office, TOMS, "");
  kt_address_verdict_set (office->store, "toms@brize.example", KT_ADDRESS_NEVER, NOW, &error);
  assert_card (office, TOMS, "e a");
}

static void
test_limit (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KtLinkSummary summary;
  setup_people (office);
  add_point (office, TOMS, "toms@brize.example", "personal");
  g_autoptr (GPtrArray) list = kt_link_letters_of (office->store, NULL, TOMS, 1, &summary, &error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpuint (summary.total, ==, 2);
  g_assert_cmpint (summary.oldest, ==, ((KtLinkedLetter *)list->pdata[0])->letter->time - 4);
  g_assert_cmpstr (((KtLinkedLetter *)list->pdata[0])->letter->subject, ==, "e");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/link/rule", test_rule);
  add_office ("/link/retroactive", test_retroactive);
  add_office ("/link/delivered-to", test_delivered_to);
  add_office ("/link/forwarded", test_forwarded);
  add_office ("/link/shared", test_shared);
  add_office ("/link/family", test_family);
  add_office ("/link/letter-verdicts", test_letter_verdicts);
  add_office ("/link/address-verdicts", test_address_verdicts);
  add_office ("/link/limit", test_limit);
  return g_test_run ();
}
