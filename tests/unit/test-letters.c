#include "config.h"
#include "kontor/error.h"
#include "kontor/source-state.h"
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

static const char count_letters[] = "SELECT count(*) FROM mirror.letter";
static const char count_gone[] = "SELECT count(*) FROM mirror.letter WHERE gone_at IS NOT NULL";

static void
test_round_trip (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 inbox = folder_named (office, "INBOX", "inbox");
  KtId key = put_letter (office, inbox, 7, KT_DIRECTION_IN, &offer);
  g_autoptr (KtStoredLetter) letter = kt_letter_get (office->store, key, &error);
  g_assert_no_error (error);
  g_assert_cmpint (letter->key, ==, key);
  g_assert_cmpint (letter->time, ==, offer.time);
  g_assert_cmpint (letter->id >> 20, ==, offer.time);
  g_assert_cmpint (letter->size, ==, 100);
  g_assert_cmpint (letter->gone_at, ==, 0);
  g_assert_cmpint (letter->direction, ==, KT_DIRECTION_IN);
  g_assert_cmpint (letter->kind, ==, KT_KIND_PERSONAL);
  g_assert_cmpstr (letter->subject, ==, offer.subject);
  g_assert_cmpstr (letter->text, ==, offer.text);
  g_assert_cmpstr (letter->question, ==, offer.question);
  g_autoptr (GArray) people = kt_people_parse (letter->people);
  g_assert_cmpuint (people->len, ==, 3);
  g_assert_cmpint (g_array_index (people, KtParticipant, 2).role, ==, KT_ROLE_CC);
  g_assert_cmpstr (g_array_index (people, KtParticipant, 0).norm, ==, "toms.kalns@brize.example");
  g_assert_cmpstr (g_array_index (people, KtParticipant, 0).name, ==, "Toms Kalns");
  g_assert_cmpstr (g_array_index (people, KtParticipant, 1).name, ==, "");
  g_autofree char *source = NULL, *wire = NULL;
  guint64 uid = 0, uidvalidity = 0;
  g_assert_true (kt_letter_locate (office->store, key, &source, &wire, &uidvalidity, &uid, &error));
  g_assert_cmpstr (source, ==, "studio");
  g_assert_cmpuint (uidvalidity, ==, 1);
  g_assert_cmpstr (wire, ==, "INBOX");
  g_assert_cmpuint (uid, ==, 7);
}

static void
test_unknown (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (kt_letter_get (office->store, 4711, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_NOT_FOUND);
}

/* Lines that no people line should be: nothing is made up, nothing is read past the end. */
static void
test_people_broken (void)
{
  const char *const broken[] = { "", "0", "0\t", "0\ta@b", "0\ta@b\tName", "x\n", "0\tno name\n" };
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *text = g_strdup (broken[i]);
      g_autoptr (GArray) people = kt_people_parse (text);
      g_assert_cmpuint (people->len, ==, 0);
    }
}

static void
test_controls_in_names (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Draft draft = offer;
  draft.people[0] = "f toms@brize.example To\tms\nKalns\x1b";
  KtId key = put_letter (office, 1, 1, KT_DIRECTION_IN, &draft);
  g_autoptr (KtStoredLetter) letter = kt_letter_get (office->store, key, &error);
  g_autoptr (GArray) people = kt_people_parse (letter->people);
  g_assert_cmpuint (people->len, ==, 3);
  g_assert_cmpstr (g_array_index (people, KtParticipant, 0).name, ==, "To ms Kalns ");
}

static void
test_two_folders_one_letter (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 inbox = folder_named (office, "INBOX", "inbox");
  gint64 archive = folder_named (office, "Archive", "archive");
  KtId key = put_letter (office, inbox, 1, KT_DIRECTION_IN, &offer);
  g_assert_cmpint (put_letter (office, archive, 9, KT_DIRECTION_IN, &offer), ==, key);
  assert_value (office->store, count_letters, "1");
  assert_value (office->store, "SELECT count(*) FROM mirror.location", "2");
  g_autoptr (KtStoredLetter) letter = kt_letter_get (office->store, key, &error);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (KtLetterPlace));
  g_assert_true (kt_letter_places (office->store, letter->id, places, &error));
  g_assert_cmpuint (places->len, ==, 2);
  g_assert_cmpint (g_array_index (places, KtLetterPlace, 0).folder, ==, inbox);
  g_assert_cmpint (g_array_index (places, KtLetterPlace, 1).folder, ==, archive);

  guint64 uid = 1;
  begin (office);
  g_assert_true (kt_location_set_flags (office->store, archive, 9, KT_FLAG_ANSWERED, &error));
  g_assert_cmpint (kt_letter_server_flags (office->store, letter->id, &error), ==,
                   KT_FLAG_ANSWERED);
  g_assert_cmpint (kt_location_remove (office->store, inbox, &uid, 1, NOW, NULL, &error), ==, 0);
  uid = 9;
  g_assert_cmpint (kt_location_remove (office->store, archive, &uid, 1, NOW, NULL, &error), ==, 1);
  g_assert_cmpint (kt_location_remove (office->store, archive, &uid, 1, NOW, NULL, &error), ==, 0);
  commit (office);
  g_autoptr (KtStoredLetter) gone = kt_letter_get (office->store, key, &error);
  g_assert_cmpint (gone->gone_at, ==, NOW);
  g_assert_cmpstr (gone->text, ==, offer.text);
  g_autofree char *source = NULL, *wire = NULL;
  guint64 uidvalidity;
  g_assert_true (kt_letter_places (office->store, letter->id, places, &error));
  g_assert_cmpuint (places->len, ==, 0);
  g_assert_false (
      kt_letter_locate (office->store, key, &source, &wire, &uidvalidity, &uid, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_NOT_FOUND);
}

/* The original is fetched where it still can be: not from a source that left the config. */
static void
test_locate_live (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 inbox = folder_named (office, "INBOX", "inbox");
  KtFolder moved = { .source = (char *)"gmail",
                     .name = (char *)"Trash",
                     .wire_name = (char *)"Trash",
                     .role = (char *)"trash",
                     .uidvalidity = 1,
                     .uidnext = 1 };
  begin (office);
  g_assert_true (kt_folder_put (office->store, &moved, &error));
  commit (office);
  KtId key = put_letter (office, inbox, 1, KT_DIRECTION_IN, &offer);
  put_letter (office, moved.id, 2, KT_DIRECTION_IN, &offer);
  office_sql (office->store, "INSERT INTO mirror.source (name, kind, retired_at)"
                             " VALUES ('studio', 'maildir', 5), ('gmail', 'imaps', NULL)");
  g_autofree char *source = NULL, *wire = NULL;
  guint64 uid = 0, uidvalidity = 0;
  g_assert_true (kt_letter_locate (office->store, key, &source, &wire, &uidvalidity, &uid, &error));
  g_assert_cmpstr (source, ==, "gmail");
}

static void
test_runs_kept (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  begin (office);
  for (int i = 1; i <= KT_SYNC_RUNS_MAX + 5; i++)
    {
      KtSyncRun run = { "studio", i, i, 0, 0, 0, 0, NULL };
      KtSyncRun other = { "gmail", i, i, 0, 0, 0, 0, NULL };
      g_assert_true (kt_sync_run_insert (office->store, &run, &error));
      if (i == 1)
        g_assert_true (kt_sync_run_insert (office->store, &other, &error));
    }
  commit (office);
  assert_value (office->store,
                "SELECT count(*) || ' ' || min(started) FROM mirror.sync_run"
                " WHERE source = 'studio'",
                "1000 6");
  assert_value (office->store, "SELECT count(*) FROM mirror.sync_run WHERE source = 'gmail'", "1");
}

/* UIDVALIDITY changed: everything is listed afresh, the same keys are found again. */
static void
test_uidvalidity (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 inbox = folder_named (office, "INBOX", "inbox");
  gint64 archive = folder_named (office, "Archive", "archive");
  put_letter (office, inbox, 1, KT_DIRECTION_IN, &offer);
  put_letter (office, inbox, 2, KT_DIRECTION_IN, &news);
  put_letter (office, archive, 1, KT_DIRECTION_IN, &news);
  begin (office);
  g_assert_true (kt_folder_forget_locations (office->store, inbox, 0, NOW, NULL, &error));
  commit (office);
  assert_value (office->store, count_gone, "1");
  g_autoptr (GArray) uids = kt_location_uids (office->store, inbox, 0, NULL, &error);
  g_assert_cmpuint (uids->len, ==, 0);
  put_letter (office, inbox, 101, KT_DIRECTION_IN, &offer);
  put_letter (office, inbox, 102, KT_DIRECTION_IN, &news);
  assert_value (office->store, count_gone, "0");
  assert_value (office->store, count_letters, "2");
}

static void
test_folders (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 inbox = folder_named (office, "INBOX", "inbox");
  gint64 work = folder_named (office, "Work", "other");
  put_letter (office, work, 1, KT_DIRECTION_IN, &offer);
  g_assert_cmpint (folder_named (office, "INBOX", "inbox"), ==, inbox);
  begin (office);
  g_assert_true (kt_folder_mark_gone (office->store, work, NOW, NULL, &error));
  commit (office);
  assert_value (office->store, count_gone, "1");
  g_autoptr (GPtrArray) list = kt_folder_list (office->store, "studio", &error);
  g_assert_cmpuint (list->len, ==, 1);
  KtFolder *folder = list->pdata[0];
  g_assert_cmpint (folder->horizon, ==, 0);
  folder->horizon = -1;
  folder->modseq = 12;
  g_assert_true (kt_folder_put (office->store, folder, &error));
  g_assert_cmpint (folder_named (office, "Work", "other"), ==, work);
  g_autoptr (GPtrArray) again = kt_folder_list (office->store, "studio", &error);
  g_assert_cmpuint (again->len, ==, 2);
  g_assert_cmpint (((KtFolder *)again->pdata[0])->horizon, ==, -1);
  g_assert_cmpuint (((KtFolder *)again->pdata[0])->modseq, ==, 12);
}

static void
test_uids_sorted_with_flags (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) flags = NULL;
  put_letter (office, 1, 40, KT_DIRECTION_IN, &offer);
  put_letter (office, 1, 3, KT_DIRECTION_IN, &news);
  kt_location_set_flags (office->store, 1, 40, KT_FLAG_SEEN, &error);
  g_autoptr (GArray) uids = kt_location_uids (office->store, 1, 0, &flags, &error);
  g_assert_cmpuint (uids->len, ==, 2);
  g_assert_cmpuint (g_array_index (uids, guint64, 0), ==, 3);
  g_assert_cmpuint (g_array_index (uids, guint64, 1), ==, 40);
  g_assert_cmpuint (g_array_index (flags, guint32, 0), ==, 0);
  g_assert_cmpuint (g_array_index (flags, guint32, 1), ==, KT_FLAG_SEEN);
  g_autoptr (GArray) late = kt_location_uids (office->store, 1, 4, NULL, &error);
  g_assert_cmpuint (late->len, ==, 1);
  g_assert_cmpuint (g_array_index (late, guint64, 0), ==, 40);
}

/* A file edited under its old name is another letter; the one before is gone. */
static void
test_place_taken_over (Office *office, gconstpointer data)
{
  put_letter (office, 1, 1, KT_DIRECTION_IN, &offer);
  put_letter (office, 1, 1, KT_DIRECTION_IN, &news);
  assert_value (office->store, "SELECT count(*) FROM mirror.location", "1");
  assert_value (office->store, "SELECT subject FROM mirror.letter WHERE gone_at IS NOT NULL",
                offer.subject);
}

/* Twenty letters of one second, some with keys that end alike: rows stay in order, none is lost. */
static void
test_one_second (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtLetterWriter) writer = writer_of (office);
  KtPlacement place = { .folder = 1, .now = NOW };
  begin (office);
  for (gint64 i = 20; i > 0; i--)
    {
      KtLetter letter
          = { .key = (i % 3) + (i << 20), .time = 5000, .subject = "", .text = "", .question = "" };
      place.uid = (guint64)i;
      g_assert_true (kt_letter_writer_put (writer, &letter, &place, NULL, &error));
      kt_letter_writer_reset (writer);
    }
  commit (office);
  assert_value (office->store, "SELECT count(*) FROM mirror.letter WHERE id >> 20 = 5000", "20");
}

static const Draft sent = { .id = "post@studija.example",
                            .time = 1600000200,
                            .flags = KT_LETTER_FLAG_RECEIVED | KT_LETTER_FLAG_LIST,
                            .kind = KT_KIND_BULK,
                            .subject = "Question",
                            .text = "Who knows a printer?",
                            .people = { "f " ME " Anna", "t club@list.example Club" } };

/* A post of mine met in INBOX, as the list sent it back, and in Sent: one result in either order.
 */
static void
test_own_copy (Office *office, gconstpointer data)
{
  const char state[] = "SELECT direction || kind || flags || (SELECT count(*) FROM"
                       " mirror.letter_fts WHERE letter_fts MATCH 'printer') ||"
                       " (SELECT written_at FROM mirror.address WHERE norm = 'club@list.example')"
                       " FROM mirror.letter";
  g_autoptr (KtLetterWriter) writer = writer_of (office);
  Draft original = sent;
  original.kind = KT_KIND_PERSONAL;
  original.flags = 0;
  KtPlacement back = { .folder = 1, .uid = 1, .letter_flags = KT_LETTER_FLAG_FORGED, .now = NOW };
  KtPlacement out = { .folder = 2, .uid = 1, .direction = KT_DIRECTION_OUT, .now = NOW };
  begin (office);
  put_at (writer, &sent, &back, NULL);
  assert_value (office->store, state,
                "inbulk8100" /* list, received, forged: 81; nothing indexed */);
  put_at (writer, &original, &out, NULL);
  assert_value (office->store, state, "outpersonal011600000200");
  kt_store_rollback (office->store);
  kt_letter_writer_reset (writer);
  begin (office);
  put_at (writer, &original, &out, NULL);
  put_at (writer, &sent, &back, NULL);
  assert_value (office->store, state, "outpersonal011600000200");
  put_at (writer, &original, &out, NULL);
  assert_value (office->store, state, "outpersonal011600000200");
  commit (office);
}

static void
test_bulk_text (Office *office, gconstpointer data)
{
  const char texts[] = "SELECT count(*) FROM mirror.letter_text";
  Draft automatic = news, list = offer, mine = offer, later = news;
  automatic.id = "auto", automatic.kind = KT_KIND_AUTOMATIC;
  list.id = "list", list.flags = KT_LETTER_FLAG_LIST;
  put_letter (office, 1, 1, KT_DIRECTION_IN, &news);
  put_letter (office, 1, 2, KT_DIRECTION_IN, &automatic);
  put_letter (office, 1, 3, KT_DIRECTION_IN, &list);
  assert_value (office->store, texts, "1"); /* of the list: it may yet be somebody I wrote to */
  g_autoptr (KtLetterWriter) writer = writer_of (office);
  g_assert_true (kt_letter_writer_settle (writer, FALSE, NULL)); /* none of its own */
  assert_value (office->store, texts, "1");
  g_assert_true (kt_letter_writer_settle (writer, TRUE, NULL));
  assert_value (office->store, texts, "0");
  assert_value (office->store,
                "SELECT count(*) FROM mirror.letter_fts WHERE letter_fts MATCH 'sale'", "2");
  mine.id = "mine", mine.people[0] = "f " ME, mine.people[1] = "t news@list.example";
  put_letter (office, 1, 4, KT_DIRECTION_OUT, &mine);
  later.id = "later", later.time += 1000;
  put_letter (office, 1, 5, KT_DIRECTION_IN, &later);
  assert_value (office->store, texts, "2");
}

/* Asked ahead of it, nobody becomes known by that. */
static void
test_keeps_text (Office *office, gconstpointer data)
{
  g_autoptr (KtLetterWriter) writer = writer_of (office);
  KtParticipant from = { .role = KT_ROLE_FROM, .norm = "news@list.example", .name = "" };
  KtLetter letter = { .kind = KT_KIND_BULK, .people = &from, .n_people = 1 };
  Draft mine = offer;
  g_assert_false (kt_letter_writer_keeps_text (writer, &letter, KT_DIRECTION_IN));
  g_assert_true (kt_letter_writer_keeps_text (writer, &letter, KT_DIRECTION_OUT));
  assert_value (office->store, "SELECT count(*) FROM mirror.address", "0");
  mine.people[0] = "f " ME, mine.people[1] = "t news@list.example";
  put_letter (office, 1, 1, KT_DIRECTION_OUT, &mine);
  g_assert_true (kt_letter_writer_keeps_text (writer, &letter, KT_DIRECTION_IN));
}

/* A post to a list and a letter to its writer, in either order of reading. */
static void
test_list_text (Office *office, gconstpointer data)
{
  const char texts[] = "SELECT count(*) || coalesce(min(question), '-') FROM mirror.letter"
                       " WHERE id IN (SELECT letter FROM mirror.letter_text) AND direction = 'in'";
  const char found[] = "SELECT count(*) FROM mirror.letter_fts WHERE letter_fts MATCH 'pietiks'";
  Draft post = offer, other = offer, mine = news;
  post.id = "post", post.flags = KT_LETTER_FLAG_LIST;
  other.id = "other", other.flags = KT_LETTER_FLAG_LIST, other.question = "-";
  other.people[0] = "f stranger@x.example";
  mine.id = "mine", mine.kind = KT_KIND_PERSONAL, mine.people[0] = "f " ME;
  mine.people[1] = "t toms.kalns@brize.example";
  for (guint turn = 0; turn < 2; turn++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KtLetterWriter) writer = writer_of (office);
      KtPlacement in = { .folder = 1, .uid = 1, .now = NOW }, again = in;
      KtPlacement out = { .folder = 2, .uid = 1, .direction = KT_DIRECTION_OUT, .now = NOW };
      again.uid = 2;
      begin (office);
      office_sql (office->store,
                  "DELETE FROM mirror.letter; DELETE FROM mirror.letter_text;"
                  "DELETE FROM mirror.location; DELETE FROM mirror.address;"
                  "DELETE FROM mirror.participant;"
                  "INSERT INTO mirror.letter_fts (letter_fts) VALUES ('delete-all')");
      if (turn == 0)
        put_at (writer, &mine, &out, NULL);
      put_at (writer, &post, &in, NULL);
      put_at (writer, &other, &again, NULL);
      if (turn == 1)
        put_at (writer, &mine, &out, NULL);
      commit (office);
      g_assert_true (kt_letter_writer_settle (writer, FALSE, &error));
      g_assert_no_error (error);
      assert_value (office->store, texts, "1Vai 12 lappuses pietiks?");
      assert_value (office->store, found, "1");
    }
}

/* After a rollback the caches know nothing of rows that never were. */
static void
test_rollback (Office *office, gconstpointer data)
{
  g_autoptr (KtLetterWriter) writer = writer_of (office);
  KtPlacement place = { .folder = 1, .uid = 1, .now = NOW };
  gboolean is_new = FALSE;
  begin (office);
  put_at (writer, &offer, &place, NULL);
  kt_store_rollback (office->store);
  kt_letter_writer_reset (writer);
  begin (office);
  put_at (writer, &news, &place, NULL);
  place.uid = 2;
  put_at (writer, &offer, &place, &is_new);
  g_assert_true (is_new);
  put_at (writer, &offer, &place, &is_new);
  g_assert_false (is_new);
  commit (office);
  assert_value (office->store,
                "SELECT count(*) FROM mirror.participant WHERE address NOT IN"
                " (SELECT id FROM mirror.address)",
                "0");
}

static void
test_list_of_person (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *matches[] = { "toms.kalns@brize.example", "olga@brize.example", NULL };
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *id = g_strdup_printf ("offer%u", i);
      Draft draft = offer;
      draft.id = id, draft.time += 10 * i;
      put_letter (office, 1, i + 1, KT_DIRECTION_IN, &draft);
    }
  put_letter (office, 1, 9, KT_DIRECTION_IN, &news);
  guint64 total = 0;
  g_autoptr (GPtrArray) list = kt_letter_list_of (office->store, matches, 3, &total, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (total, ==, 5);
  g_assert_cmpuint (list->len, ==, 3);
  g_assert_cmpint (((KtStoredLetter *)list->pdata[0])->time, ==, offer.time + 40);
  g_assert_cmpint (((KtStoredLetter *)list->pdata[2])->time, ==, offer.time + 20);
  g_assert_null (((KtStoredLetter *)list->pdata[2])->text);
  g_autoptr (GPtrArray) since = kt_letter_since (office->store, offer.time + 20, &error);
  g_assert_cmpuint (since->len, ==, 4);
  g_assert_cmpint (((KtStoredLetter *)since->pdata[0])->time, ==, offer.time + 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_office ("/letters/round-trip", test_round_trip);
  add_office ("/letters/unknown", test_unknown);
  g_test_add_func ("/letters/people-broken", test_people_broken);
  add_office ("/letters/controls-in-names", test_controls_in_names);
  add_office ("/letters/two-folders", test_two_folders_one_letter);
  add_office ("/letters/uidvalidity", test_uidvalidity);
  add_office ("/letters/folders", test_folders);
  add_office ("/letters/uids", test_uids_sorted_with_flags);
  add_office ("/letters/place-taken-over", test_place_taken_over);
  add_office ("/letters/one-second", test_one_second);
  add_office ("/letters/own-copy", test_own_copy);
  add_office ("/letters/bulk-text", test_bulk_text);
  add_office ("/letters/keeps-text", test_keeps_text);
  add_office ("/letters/list-text", test_list_text);
  add_office ("/letters/rollback", test_rollback);
  add_office ("/letters/list-of-person", test_list_of_person);
  add_office ("/letters/locate-live", test_locate_live);
  add_office ("/letters/runs-kept", test_runs_kept);
  return g_test_run ();
}
