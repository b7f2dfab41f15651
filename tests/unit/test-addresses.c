#include "config.h"
#include "kontor/address.h"
#include "kontor/verdict.h"
#include "mirror-fixture.h"

static const Draft offer = { .id = "offer@brize.example",
                             .time = 1600000000,
                             .subject = "Zīmola grāmata",
                             .text = "Vai 12 lappuses pietiks?",
                             .question = "Vai 12 lappuses pietiks?",
                             .people = { "f toms.kalns@brize.example Toms Kalns", "t " ME,
                                         "c olga+shop@brize.example Olga" } };
static const Draft news = { .id = "news@list.example",
                            .time = 1600000100,
                            .kind = KT_KIND_BULK,
                            .subject = "Sale",
                            .text = "Buy now",
                            .people = { "f news@list.example News", "t " ME } };

static KtAddressSeen *
seen (Office *office, const char *norm)
{
  g_autoptr (GError) error = NULL;
  KtAddressSeen *address = kt_address_get (office->store, norm, &error);
  g_assert_no_error (error);
  return address;
}

static void
test_address_times (Office *office, gconstpointer data)
{
  Draft mine = offer, forged = offer;
  put_letter (office, 1, 1, KT_DIRECTION_IN, &offer);
  put_letter (office, 1, 2, KT_DIRECTION_IN, &news);
  mine.id = "mine", mine.time += 50;
  mine.people[0] = "f " ME, mine.people[1] = "t toms.kalns@brize.example";
  put_letter (office, 2, 1, KT_DIRECTION_OUT, &mine);
  forged.id = "forged", forged.time += 99, forged.flags = KT_LETTER_FLAG_FORGED;
  put_letter (office, 1, 3, KT_DIRECTION_IN, &forged);
  g_autoptr (KtAddressSeen) toms = seen (office, "toms.kalns@brize.example");
  g_assert_cmpint (toms->wrote_at, ==, offer.time);
  g_assert_cmpint (toms->written_at, ==, mine.time);
  g_autoptr (KtAddressSeen) olga = seen (office, "olga+shop@brize.example");
  g_assert_cmpstr (olga->match, ==, "olga@brize.example");
  g_assert_cmpint (olga->wrote_at, ==, 0);
  g_assert_cmpint (olga->written_at, ==, mine.time);
  g_autoptr (KtAddressSeen) list = seen (office, "news@list.example");
  g_assert_cmpint (list->wrote_at, ==, 0);
  g_assert_null (seen (office, "nobody@brize.example"));
}

/* The best of all names, whatever the order they come in. */
static void
test_best_name (Office *office, gconstpointer data)
{
  static const char *const names[] = {
    "t t@brize.example Toms Kalns, the best client of all",
    "f t@brize.example T. Kalns",
    "f t@brize.example Toms Kalns",
    "f t@brize.example Tomm Kalns",
    "f t@brize.example toms@kalns.example, not a name",
    "f t@brize.example 12345678901234567",
    "f t@brize.example Toms Kalns via Forms of Somebody",
    "f t@brize.example",
  };
  for (guint turn = 0; turn < G_N_ELEMENTS (names); turn++)
    {
      g_autoptr (KtLetterWriter) writer = writer_of (office);
      KtPlacement place = { .folder = 1, .now = NOW };
      begin (office);
      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        {
          g_autofree char *id = g_strdup_printf ("%u", i);
          Draft draft
              = { id, .time = 1000 + i, .people = { names[(i + turn) % G_N_ELEMENTS (names)] } };
          place.uid = i;
          put_at (writer, &draft, &place, NULL);
        }
      g_autoptr (KtAddressSeen) address = seen (office, "t@brize.example");
      g_assert_cmpstr (address->name, ==, "Tomm Kalns");
      kt_store_rollback (office->store);
    }
}

static void
test_spoofed_name (Office *office, gconstpointer data)
{
  Draft draft = offer;
  draft.flags = KT_LETTER_FLAG_SPOOFED;
  put_letter (office, 1, 1, KT_DIRECTION_IN, &draft);
  g_autoptr (KtAddressSeen) toms = seen (office, "toms.kalns@brize.example");
  g_assert_cmpstr (toms->name, ==, "");
}

static void
test_unowned (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Draft tagged = offer;
  tagged.id = "tagged", tagged.people[0] = "f toms.kalns+work@brize.example";
  put_letter (office, 1, 1, KT_DIRECTION_IN, &offer);
  put_letter (office, 1, 2, KT_DIRECTION_IN, &tagged);
  put_letter (office, 1, 3, KT_DIRECTION_IN, &news);
  g_autoptr (GPtrArray) strangers = kt_address_unowned (office->store, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strangers->len, ==, 1);
  g_assert_cmpstr (((KtAddressSeen *)strangers->pdata[0])->name, ==, "Toms Kalns");
  g_autoptr (GPtrArray) written = kt_address_unowned (office->store, TRUE, &error);
  g_assert_cmpuint (written->len, ==, 0);
  office_sql (office->store, "INSERT INTO address_verdict (id, match, verdict, created)"
                             " VALUES (1, 'toms.kalns@brize.example', 'ignore', 1)");
  g_autoptr (GPtrArray) none = kt_address_unowned (office->store, FALSE, &error);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_refresh (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char match[] = "SELECT match FROM mirror.address WHERE norm = 'olga+shop@brize.example'";
  KtSettings settings = { .addr_rules = { .strip_plus = FALSE, .gmail_dots = TRUE } };
  put_letter (office, 1, 1, KT_DIRECTION_IN, &offer);
  g_assert_true (kt_address_refresh (office->store, &settings, NOW, &error));
  assert_value (office->store, match, "olga+shop@brize.example");
  settings.addr_rules.strip_plus = TRUE;
  g_assert_true (kt_address_refresh (office->store, &settings, NOW, &error));
  assert_value (office->store, match, "olga@brize.example");
  g_assert_true (kt_address_refresh (office->store, &settings, NOW, &error));
}

/* The book's forms follow, with the entry log shows; a verdict goes on for all it was about. */
static void
test_refresh_book (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char points[] = "SELECT group_concat(match, ' ') FROM"
                        " (SELECT match FROM contact_point ORDER BY id)";
  const char verdicts[] = "SELECT group_concat(match || '=' || verdict, ' ') FROM"
                          " (SELECT match, verdict FROM address_verdict ORDER BY match)";
  const char entries[] = "SELECT count(*) FROM journal WHERE origin = 'sync'";
  KtSettings settings = { .addr_rules = { .strip_plus = TRUE, .gmail_dots = TRUE } };
  put_letter (office, 1, 1, KT_DIRECTION_IN, &offer);
  office_sql (office->store,
              "INSERT INTO contact (id, name, fold, created, updated)"
              " VALUES (1, 'Olga', 'olga', 1, 1);"
              "INSERT INTO contact_point (id, contact, kind, raw, norm, match, created) VALUES"
              " (2, 1, 'email', 'o.l@gmail.com', 'o.l+x@gmail.com', 'ol@gmail.com', 1),"
              " (3, 1, 'phone', '29', '29', '29', 1)");
  begin (office);
  g_assert_true (
      kt_address_verdict_set (office->store, "olga@brize.example", KT_ADDRESS_IGNORE, 1, &error));
  commit (office);
  g_assert_true (kt_address_refresh (office->store, &settings, NOW, &error));
  assert_value (office->store, entries, "0");
  settings.addr_rules = (KtAddrRules){ 0 };
  g_assert_true (kt_address_refresh (office->store, &settings, NOW, &error));
  g_assert_no_error (error);
  assert_value (office->store, points, "o.l+x@gmail.com 29");
  assert_value (office->store, verdicts,
                "olga+shop@brize.example=ignore olga@brize.example=ignore");
  assert_value (office->store, entries, "1");
  begin (office);
  g_assert_true (kt_address_verdict_set (office->store, "olga+shop@brize.example", KT_ADDRESS_NEVER,
                                         NOW, &error));
  commit (office);
  settings.addr_rules = (KtAddrRules){ .strip_plus = TRUE, .gmail_dots = TRUE };
  g_assert_true (kt_address_refresh (office->store, &settings, NOW, &error));
  assert_value (office->store, points, "ol@gmail.com 29");
  assert_value (office->store, verdicts, "olga@brize.example=never");
  g_assert_true (kt_address_refresh (office->store, &settings, NOW, &error));
  assert_value (office->store, entries, "2");
  begin (office); /* the id is of the new form: it can be cleared */
  g_assert_true (kt_address_verdict_clear (office->store, "olga@brize.example", &error));
  commit (office);
  assert_value (office->store, verdicts, "");
}

/* Nobody was written to by a draft; by the same letter sent, somebody was. */
static void
test_draft (Office *office, gconstpointer data)
{
  g_autoptr (KtLetterWriter) writer = writer_of (office);
  Draft mine = offer;
  mine.people[0] = "f " ME, mine.people[1] = "t toms.kalns@brize.example";
  KtPlacement draft
      = { .folder = 1, .uid = 1, .direction = KT_DIRECTION_OUT, .draft = TRUE, .now = NOW };
  KtPlacement sent_there = { .folder = 2, .uid = 1, .direction = KT_DIRECTION_OUT, .now = NOW };
  const char written[]
      = "SELECT written_at FROM mirror.address WHERE norm = 'toms.kalns@brize.example'";
  begin (office);
  put_at (writer, &mine, &draft, NULL);
  assert_value (office->store, written, "0");
  put_at (writer, &mine, &sent_there, NULL);
  assert_value (office->store, written, "1600000000");
  put_at (writer, &mine, &draft, NULL);
  assert_value (office->store, written, "1600000000");
  commit (office);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_office ("/addresses/address-times", test_address_times);
  add_office ("/addresses/best-name", test_best_name);
  add_office ("/addresses/spoofed-name", test_spoofed_name);
  add_office ("/addresses/unowned", test_unowned);
  add_office ("/addresses/refresh", test_refresh);
  add_office ("/addresses/refresh-book", test_refresh_book);
  add_office ("/addresses/draft", test_draft);
  return g_test_run ();
}
