#include "config.h"
#include "book-fixture.h"
#include "kontor/contact.h"
#include "kontor/error.h"
#include "kontor/note.h"
#include "kontor/reminder.h"
#include "kontor/verdict.h"

#define T(text) ((char *)(text)) /* the records own their strings, these are constants */

static KtClock clock_of_test = { .now = NOW };

static void
begin (KtStore *store)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (kt_journal_begin (store, KT_ORIGIN_USER, "test", &error));
  g_assert_no_error (error);
}

static gint64
commit (KtStore *store, const char *line)
{
  g_autoptr (GError) error = NULL;
  gint64 seq = 0;
  g_assert_true (kt_journal_commit (store, line, NOW, TRUE, &seq, &error));
  g_assert_no_error (error);
  return seq;
}

static void
add_contact (KtStore *store, KtId id, const char *name, const char *origin)
{
  g_autoptr (GError) error = NULL;
  KtContact contact = {
    .id = id, .name = (char *)name, .origin = (char *)origin, .created = NOW, .updated = NOW
  };
  g_assert_true (kt_contact_insert (store, &contact, &error));
  g_assert_no_error (error);
}

static void
add_point (KtStore *store, KtId id, KtId contact, const char *kind, const char *norm, int position)
{
  g_autoptr (GError) error = NULL;
  KtPoint point = { .id = id,
                    .contact = contact,
                    .kind = (char *)kind,
                    .raw = (char *)norm,
                    .norm = (char *)norm,
                    .match = (char *)norm,
                    .position = position };
  g_assert_true (kt_point_insert (store, &point, NOW, &error));
  g_assert_no_error (error);
}

static void
fill (KtStore *store)
{
  begin (store);
  add_contact (store, 1, "Anna Bērziņa", NULL);
  add_contact (store, 2, "Anna", NULL);
  add_contact (store, 3, "Annija Ozola-Kļava", NULL);
  add_contact (store, 4, "Семён Ёлкин", "sync");
  add_contact (store, 5, "Олена Мар’яненко", NULL);
  add_contact (store, 6, "Toms Kalns", NULL);
  add_point (store, 11, 1, "phone", "+37129555521", 0);
  add_point (store, 12, 6, "email", "anna.berzina@brize.example", 0);
  add_point (store, 13, 6, "email", "toms@kalns.example", 1);
  add_point (store, 14, 4, "email", "semyon@yolkin.example", 0);
  commit (store, "people");
}

static char *
names (GPtrArray *contacts)
{
  GString *all = g_string_new (NULL);
  for (guint i = 0; i < contacts->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? ", " : "",
                            ((KtContact *)contacts->pdata[i])->name);
  g_ptr_array_unref (contacts);
  return g_string_free (all, FALSE);
}

static void
check_find (KtStore *store, const char *words, const char *expected)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found = kt_contact_find (store, words, &error);
  g_assert_no_error (error);
  g_autofree char *got = names (found);
  g_assert_cmpstr (got, ==, expected);
}

static void
test_find (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  fill (store);
  check_find (store, "Anna", "Anna, Anna Bērziņa");
  check_find (store, "ann", "Anna, Anna Bērziņa, Annija Ozola-Kļava");
  check_find (store, "BERZ an", "Anna Bērziņa");
  check_find (store, "klava", "Annija Ozola-Kļava");
  check_find (store, "zola", "");
  check_find (store, "семен елк", "Семён Ёлкин");
  check_find (store, "мар'яненко", "Олена Мар’яненко");
  check_find (store, "521", "Anna Bērziņa");
  check_find (store, "29 555-521", "Anna Bērziņa");
  check_find (store, "··5521", "Anna Bērziņa");
  check_find (store, "21", "");
  check_find (store, "toms@kalns.example", "Toms Kalns");
  check_find (store, "berz", "Anna Bērziņa"); /* a name goes before an address */
  check_find (store, "semy", "Семён Ёлкин");
  check_find (store, "yon", ""); /* an address is named by how its words begin */
  check_find (store, "kalns.example", "");
  check_find (store, "", "");
  check_find (store, "  ", "");
  check_find (store, "%", "");
  check_find (store, "x' OR 1", "");
}

static void
test_list (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  fill (store);
  begin (store);
  const char *tags[] = { "VIP", "rīts", NULL };
  g_assert_true (kt_tag_set (store, 6, tags, NULL));
  g_assert_true (kt_tag_set (store, 1, tags + 1, NULL));
  g_autoptr (KtContact) toms = kt_contact_get (store, 6, NULL);
  toms->type = g_strdup ("Клієнт");
  g_assert_true (kt_contact_update (store, toms, NULL));
  commit (store, "tags");
  g_autofree char *vip = names (kt_contact_list (store, NULL, "vip", NULL));
  g_autofree char *morning = names (kt_contact_list (store, NULL, "RITS", NULL));
  g_autofree char *clients = names (kt_contact_list (store, "клієнт", NULL, NULL));
  g_autofree char *nobody = names (kt_contact_list (store, "клієнт", "none", NULL));
  g_assert_cmpstr (vip, ==, "Toms Kalns");
  g_assert_cmpstr (morning, ==, "Anna Bērziņa, Toms Kalns");
  g_assert_cmpstr (clients, ==, "Toms Kalns");
  g_assert_cmpstr (nobody, ==, "");
  g_autoptr (GPtrArray) all = kt_contact_list (store, NULL, NULL, NULL);
  g_assert_cmpuint (all->len, ==, 6);
}

static void
test_tags_change_little (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  fill (store);
  begin (store);
  const char *first[] = { "a", "b", NULL }, *second[] = { "b", "c", NULL };
  g_assert_true (kt_tag_set (store, 1, first, NULL));
  g_autofree char *before = office_value (store, "SELECT id FROM contact_tag WHERE tag = 'b'");
  g_assert_true (kt_tag_set (store, 1, second, NULL));
  assert_value (store, "SELECT id FROM contact_tag WHERE tag = 'b'", before);
  g_auto (GStrv) tags = kt_tag_list (store, 1, NULL);
  g_autofree char *joined = g_strjoinv (" ", tags);
  g_assert_cmpstr (joined, ==, "b c");
  commit (store, "tags");
}

static void
test_contact_fields (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  KtContact whole = { .id = 9,
                      .kind = T ("company"),
                      .name = T ("Be\xcc\x84rzs SIA"), /* NFD on purpose */
                      .given = T ("g"),
                      .family = T ("f"),
                      .patronymic = T ("p"),
                      .company = T ("c"),
                      .type = T ("t"),
                      .status = T ("s"),
                      .source = T ("o"),
                      .birthday = T ("--05-17"),
                      .language = T ("lv"),
                      .cadence = 42,
                      .origin = T ("import"),
                      .created = 5,
                      .updated = 6 };
  begin (store);
  g_assert_true (kt_contact_insert (store, &whole, NULL));
  commit (store, "one");
  g_autoptr (KtContact) back = kt_contact_get (store, 9, NULL);
  g_assert_cmpstr (back->name, ==, "Bērzs SIA");
  g_assert_cmpstr (back->kind, ==, "company");
  g_assert_cmpstr (back->given, ==, "g");
  g_assert_cmpstr (back->family, ==, "f");
  g_assert_cmpstr (back->patronymic, ==, "p");
  g_assert_cmpstr (back->company, ==, "c");
  g_assert_cmpstr (back->type, ==, "t");
  g_assert_cmpstr (back->status, ==, "s");
  g_assert_cmpstr (back->source, ==, "o");
  g_assert_cmpstr (back->birthday, ==, "--05-17");
  g_assert_cmpstr (back->language, ==, "lv");
  g_assert_cmpint (back->cadence, ==, 42);
  g_assert_cmpstr (back->origin, ==, "import");
  g_assert_cmpint (back->created, ==, 5);
  g_assert_cmpint (back->updated, ==, 6);
  assert_value (store, "SELECT fold FROM contact", "berzs sia");
  g_autoptr (GError) error = NULL;
  g_assert_null (kt_contact_get (store, 77, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_NOT_FOUND);
}

static void
test_points (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  fill (store);
  begin (store);
  KtPoint point = { .id = 20,
                    .contact = 6,
                    .kind = T ("email"),
                    .raw = T ("Info@Brize.example"),
                    .norm = T ("info@brize.example"),
                    .match = T ("info@brize.example"),
                    .label = T ("work"),
                    .shared = TRUE,
                    .position = 0 };
  g_assert_true (kt_point_insert (store, &point, NOW + 1, NULL));
  commit (store, "point");
  g_autoptr (GPtrArray) points = kt_point_list (store, 6, NULL);
  g_assert_cmpuint (points->len, ==, 3);
  const KtPoint *second = points->pdata[1];
  g_assert_cmpint (second->id, ==, 20);
  g_assert_cmpstr (second->raw, ==, "Info@Brize.example");
  g_assert_cmpstr (second->label, ==, "work");
  g_assert_true (second->shared);
  g_autofree char *owner = names (kt_contact_by_match (store, "info@brize.example", NULL));
  g_assert_cmpstr (owner, ==, "Toms Kalns");
  begin (store);
  g_assert_true (kt_point_delete (store, 20, NULL));
  commit (store, "point away");
  g_autofree char *nobody = names (kt_contact_by_match (store, "info@brize.example", NULL));
  g_assert_cmpstr (nobody, ==, "");
}

static void
test_notes (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  fill (store);
  begin (store);
  for (int i = 1; i <= 3; i++)
    {
      KtNote note = { .id = 30 + i,
                      .contact = 1,
                      .kind = T ("call"),
                      .at = NOW - i,
                      .text = T ("price of keratin"),
                      .created = NOW,
                      .updated = NOW };
      g_assert_true (kt_note_insert (store, &note, NULL));
    }
  commit (store, "notes");
  g_autoptr (GPtrArray) two = kt_note_list (store, 1, 2, NULL);
  g_assert_cmpuint (two->len, ==, 2);
  g_assert_cmpint (((KtNote *)two->pdata[0])->id, ==, 31);
  g_autoptr (KtNote) third = kt_note_get (store, 33, NULL);
  g_assert_cmpstr (third->kind, ==, "call");
  g_assert_cmpstr (third->text, ==, "price of keratin");
  g_assert_cmpint (third->at, ==, NOW - 3);
  assert_value (store, "SELECT count(*) FROM note_fts WHERE note_fts MATCH 'keratin'", "3");
  begin (store);
  g_assert_true (kt_note_delete (store, 33, NULL));
  commit (store, "note away");
  g_assert_null (kt_note_get (store, 33, NULL));
  assert_value (store, "SELECT count(*) FROM note_fts WHERE note_fts MATCH 'keratin'", "2");
}

static KtReminder
reminder_of_test (KtId id)
{
  return (KtReminder){ .id = id,
                       .contact = 1,
                       .text = T ("call her"),
                       .due = { 2026, 11, 25, 10, 0 },
                       .tzid = T ("Europe/Riga"),
                       .due_at = 1795593600,
                       .repeat = T ("FREQ=WEEKLY"),
                       .start = { 2026, 11, 18, -1, 0 },
                       .letter = 77,
                       .uid = T ("u@x.example"),
                       .created = NOW,
                       .updated = NOW };
}

static void
test_reminders (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  fill (store);
  KtReminder one = reminder_of_test (40), two = reminder_of_test (41);
  two.contact = 0;
  two.due_at += 60;
  begin (store);
  g_assert_true (kt_reminder_insert (store, &one, NULL));
  g_assert_true (kt_reminder_insert (store, &two, NULL));
  commit (store, "reminders");
  g_autoptr (KtReminder) back = kt_reminder_get (store, 40, NULL);
  g_assert_cmpint (kt_local_compare (back->due, one.due), ==, 0);
  g_assert_cmpint (kt_local_compare (back->start, one.start), ==, 0);
  g_assert_cmpint (back->start.hour, ==, -1);
  g_assert_cmpint (back->contact, ==, 1);
  g_assert_cmpint (back->letter, ==, 77);
  g_assert_cmpstr (back->repeat, ==, "FREQ=WEEKLY");
  g_assert_cmpstr (back->uid, ==, "u@x.example");
  g_assert_false (back->done);
  g_autoptr (GPtrArray) before = kt_reminder_list_open (store, one.due_at + 1, NULL);
  g_assert_cmpuint (before->len, ==, 1);
  back->done = TRUE;
  back->done_at = NOW + 9;
  begin (store);
  g_assert_true (kt_reminder_update (store, back, NOW + 9, NULL));
  commit (store, "done");
  g_assert_cmpint (back->sequence, ==, 1);
  g_autoptr (GPtrArray) open = kt_reminder_list_open (store, 0, NULL);
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpint (((KtReminder *)open->pdata[0])->contact, ==, 0);
  g_autoptr (GPtrArray) hers = kt_reminder_list_of (store, 1, NULL);
  g_assert_cmpint (((KtReminder *)hers->pdata[0])->done_at, ==, NOW + 9);
  g_assert_cmpint (((KtReminder *)hers->pdata[0])->sequence, ==, 1);
  begin (store);
  g_assert_true (kt_reminder_delete (store, 41, NULL));
  commit (store, "away");
  g_assert_null (kt_reminder_get (store, 41, NULL));
}

/* New rules of a zone move the instant; the local time is the truth. */
static void
test_reminder_refresh (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  fill (store);
  KtReminder one = reminder_of_test (40), two = reminder_of_test (41);
  one.due_at = 1; /* as an older tzdata might have had it */
  two.tzid = T ("Mars/Olympus");
  two.due_at = 2;
  begin (store);
  g_assert_true (kt_reminder_insert (store, &one, NULL));
  g_assert_true (kt_reminder_insert (store, &two, NULL));
  commit (store, "reminders");
  guint changed = 0;
  g_assert_true (kt_reminder_refresh (store, NOW, &changed, NULL));
  g_assert_cmpuint (changed, ==, 1);
  assert_value (store, "SELECT count(*) FROM journal WHERE origin = 'sync'", "1");
  g_assert_true (kt_reminder_refresh (store, NOW, &changed, NULL));
  g_assert_cmpuint (changed, ==, 0);
  assert_value (store,
                "SELECT group_concat (due_at) FROM (SELECT due_at FROM reminder ORDER BY id)",
                "1795593600,2");
  assert_value (store, "SELECT count(*) FROM journal", "3");
}

static void
test_letter_verdicts (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  fill (store);
  begin (store);
  KtLetterVerdict linked = { 50, 100, 1, KT_VERDICT_LINKED, 0, NOW },
                  unlinked = { 51, 100, 2, KT_VERDICT_NOT_LINKED, 0, NOW },
                  dismissed = { 52, 100, 0, KT_VERDICT_DISMISSED, 0, NOW },
                  snoozed = { 53, 100, 0, KT_VERDICT_SNOOZED, NOW + 5, NOW + 1 };
  g_assert_true (kt_letter_verdict_set (store, &linked, NULL));
  g_assert_true (kt_letter_verdict_set (store, &unlinked, NULL));
  g_assert_true (kt_letter_verdict_set (store, &dismissed, NULL));
  g_assert_true (kt_letter_verdict_set (store, &snoozed, NULL));
  commit (store, "verdicts");
  g_autoptr (GArray) all = kt_letter_verdict_list (store, 100, NULL);
  g_assert_cmpuint (all->len, ==, 3);
  g_autoptr (GHashTable) follow_ups = kt_letter_verdict_follow_ups (store, NULL);
  g_assert_cmpuint (g_hash_table_size (follow_ups), ==, 1);
  gint64 letter = 100;
  const KtLetterVerdict *one = g_hash_table_lookup (follow_ups, &letter);
  g_assert_cmpint (one->verdict, ==, KT_VERDICT_SNOOZED);
  g_assert_cmpint (one->until_at, ==, NOW + 5);
  begin (store);
  unlinked.contact = 1;
  unlinked.id = 54;
  g_assert_true (kt_letter_verdict_set (store, &unlinked, NULL));
  g_assert_true (kt_letter_verdict_clear (store, 100, 0, NULL));
  commit (store, "changed");
  assert_value (
      store, "SELECT group_concat (verdict || contact, ' ') FROM letter_verdict ORDER BY contact",
      "not-linked2 not-linked1");
}

static void
test_address_verdicts (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  begin (store);
  g_assert_true (kt_address_verdict_set (store, "a@x.example", KT_ADDRESS_MINE, NOW, NULL));
  g_assert_true (kt_address_verdict_set (store, "b@x.example", KT_ADDRESS_IGNORE, NOW, NULL));
  g_assert_true (kt_address_verdict_set (store, "b@x.example", KT_ADDRESS_NEVER, NOW, NULL));
  g_assert_true (kt_address_verdict_set (store, "c@x.example", KT_ADDRESS_SHARED, NOW, NULL));
  g_assert_true (kt_address_verdict_clear (store, "c@x.example", NULL));
  commit (store, "verdicts");
  g_autoptr (GHashTable) all = kt_address_verdict_all (store, NULL);
  g_assert_cmpuint (g_hash_table_size (all), ==, 2);
  g_assert_true (g_hash_table_lookup (all, "a@x.example") == GINT_TO_POINTER (KT_ADDRESS_MINE + 1));
  g_assert_true (g_hash_table_lookup (all, "b@x.example")
                 == GINT_TO_POINTER (KT_ADDRESS_NEVER + 1));
}

#define COUNTS                                                                                     \
  "SELECT (SELECT count(*) FROM contact) || ' ' || (SELECT count(*) FROM contact_point) || ' ' ||" \
  " (SELECT count(*) FROM contact_tag) || ' ' || (SELECT count(*) FROM note) || ' ' ||"            \
  " (SELECT count(*) FROM letter_verdict) || ' ' || (SELECT count(*) FROM reminder WHERE contact)"

/* All that belongs to a contact goes with it and comes back with it. */
static void
test_delete (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  fill (store);
  KtNote note = { 30, 1, T ("note"), NOW, NOW, NOW, T ("x") };
  KtReminder reminder = reminder_of_test (40);
  KtLetterVerdict linked = { 50, 100, 1, KT_VERDICT_LINKED, 0, NOW };
  const char *tags[] = { "a", NULL };
  begin (store);
  g_assert_true (kt_note_insert (store, &note, NULL));
  g_assert_true (kt_reminder_insert (store, &reminder, NULL));
  g_assert_true (kt_letter_verdict_set (store, &linked, NULL));
  g_assert_true (kt_tag_set (store, 1, tags, NULL));
  commit (store, "all of it");
  assert_value (store, COUNTS, "6 4 1 1 1 1");
  begin (store);
  g_assert_true (kt_contact_delete (store, 1, NOW, NULL));
  commit (store, "delete");
  assert_value (store, COUNTS, "5 3 0 0 0 0");
  assert_value (store, "SELECT count(*) FROM reminder", "1");
  assert_value (store, "SELECT count(*) FROM address_verdict", "0");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) taken G_GNUC_UNUSED = kt_journal_undo (store, 1, &clock_of_test, &error);
  g_assert_no_error (error);
  assert_value (store, COUNTS, "6 4 1 1 1 1");
  begin (store);
  g_assert_false (kt_contact_delete (store, 77, NOW, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_NOT_FOUND);
  kt_journal_rollback (store);
}

#define NEVER "SELECT group_concat (match || ' ' || verdict) FROM address_verdict"

static void
test_delete_auto_contact (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  fill (store);
  begin (store);
  g_assert_true (kt_contact_delete (store, 4, NOW, NULL));
  commit (store, "delete");
  assert_value (store, NEVER, "semyon@yolkin.example never");
  g_autoptr (GPtrArray) taken G_GNUC_UNUSED = kt_journal_undo (store, 1, &clock_of_test, NULL);
  assert_value (store, NEVER, "");
  check_find (store, "семен", "Семён Ёлкин");
  g_autoptr (GPtrArray) brought G_GNUC_UNUSED = kt_journal_redo (store, 0, &clock_of_test, NULL);
  assert_value (store, NEVER, "semyon@yolkin.example never");
  check_find (store, "семен", "");
}

static void
test_undo_sync_entry (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  g_autoptr (GError) error = NULL;
  g_assert_true (kt_journal_begin (store, KT_ORIGIN_SYNC, "sync", NULL));
  add_contact (store, 4, "Семён", "sync");
  add_point (store, 14, 4, "email", "semyon@yolkin.example", 0);
  gint64 seq = commit (store, "sync: 1 contact");
  g_autoptr (GPtrArray) taken G_GNUC_UNUSED
      = kt_journal_undo_entry (store, seq, &clock_of_test, &error);
  g_assert_no_error (error);
  assert_value (store, "SELECT count(*) FROM contact", "0");
  assert_value (store, NEVER, "semyon@yolkin.example never");
  g_autoptr (GPtrArray) brought G_GNUC_UNUSED = kt_journal_redo (store, 0, &clock_of_test, &error);
  g_assert_no_error (error);
  assert_value (store, NEVER, "");
  assert_value (store, "SELECT count(*) FROM contact_point", "1");
  g_autoptr (GPtrArray) again G_GNUC_UNUSED
      = kt_journal_undo_entry (store, seq, &clock_of_test, &error);
  g_assert_no_error (error);
  assert_value (store, NEVER, "semyon@yolkin.example never");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  clock_of_test.zone = kt_zone_new_utc ();
  add_office ("/book/contact/find", test_find);
  add_office ("/book/contact/list", test_list);
  add_office ("/book/contact/fields", test_contact_fields);
  add_office ("/book/contact/delete", test_delete);
  add_office ("/book/contact/delete-auto", test_delete_auto_contact);
  add_office ("/book/contact/undo-sync-entry", test_undo_sync_entry);
  add_office ("/book/tags", test_tags_change_little);
  add_office ("/book/points", test_points);
  add_office ("/book/notes", test_notes);
  add_office ("/book/reminders", test_reminders);
  add_office ("/book/reminder-refresh", test_reminder_refresh);
  add_office ("/book/letter-verdicts", test_letter_verdicts);
  add_office ("/book/address-verdicts", test_address_verdicts);
  int status = g_test_run ();
  kt_zone_unref (clock_of_test.zone);
  return status;
}
