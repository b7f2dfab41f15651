#include "config.h"
#include "book-fixture.h"
#include "kontor/error.h"
#include "kontor/handle-file.h"

typedef struct
{
  Office office;
  KtContext context;
} Desk;

#define CONTACT 1001
#define REMINDER 1002
#define LETTER 1003

static void
desk_setup (Desk *desk, gconstpointer data)
{
  office_setup (&desk->office, data);
  g_free (desk->office.paths.state);
  desk->office.paths.state = g_build_filename (desk->office.directory, "state", NULL);
  desk->context = (KtContext){ .paths = desk->office.paths,
                               .store = desk->office.store,
                               .command = "waiting",
                               .clock = { .now = NOW } };
  desk->context.clock.zone = kt_zone_new_utc ();
  office_sql (desk->office.store,
              "INSERT INTO contact (id, name, fold, created, updated)"
              " VALUES (1001, 'Anna', 'anna', 1, 1);"
              "INSERT INTO reminder (id, contact, text, due_local, tzid, due_at, start_local, uid,"
              " created, updated) VALUES (1002, 1001, 'call', '2026-11-25', 'UTC', 0,"
              " '2026-11-25', 'u', 5, 5);"
              "INSERT INTO mirror.letter (id, key, msgid_hash, thread, time, direction, kind,"
              " sender, size, subject, people)"
              " VALUES (1 << 20, 1003, 0, 1, 1, 'in', 'personal', 0, 0, '', '')");
}

static void
desk_teardown (Desk *desk, gconstpointer data)
{
  kt_zone_unref (desk->context.clock.zone);
  office_teardown (&desk->office, data);
}

static void
save (Desk *desk)
{
  const KtHandle rows[] = {
    { KT_RECORD_CONTACT, CONTACT, CONTACT, 0, 1 },
    { KT_RECORD_REMINDER, REMINDER, CONTACT, 5, 2 },
    { KT_RECORD_FOLLOW_UP, LETTER, 0, 0, 3 },
  };
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  g_autoptr (GError) error = NULL;
  g_array_append_vals (handles, rows, G_N_ELEMENTS (rows));
  kt_handles_save (&desk->context, handles, &error);
  g_assert_no_error (error);
}

static void
assert_resolves (Desk *desk, const char *argument, guint kinds, KtRecordKind kind, KtId key)
{
  g_autoptr (GError) error = NULL;
  KtHandle handle;
  kt_handle_resolve (&desk->context, argument, kinds, &handle, &error);
  g_assert_no_error (error);
  g_assert_cmpint (handle.kind, ==, kind);
  g_assert_cmpint (handle.key, ==, key);
}

static void
assert_refused (Desk *desk, const char *argument, guint kinds, int code, const char *begins)
{
  g_autoptr (GError) error = NULL;
  KtHandle handle;
  g_assert_false (kt_handle_resolve (&desk->context, argument, kinds, &handle, &error));
  g_assert_error (error, KT_ERROR, code);
  if (!g_str_has_prefix (error->message, begins))
    g_error ("%s", error->message);
}

static void
test_numbers (Desk *desk, gconstpointer data)
{
  assert_refused (desk, "1", KT_RECORD_CONTACT, KT_ERROR_NOT_FOUND, "no list was printed");
  save (desk);
  assert_resolves (desk, "1", KT_RECORD_CONTACT, KT_RECORD_CONTACT, CONTACT);
  assert_resolves (desk, "2", KT_RECORD_REMINDER, KT_RECORD_REMINDER, REMINDER);
  assert_resolves (desk, "2", KT_RECORD_CONTACT, KT_RECORD_CONTACT, CONTACT);
  assert_resolves (desk, "3", KT_RECORD_FOLLOW_UP, KT_RECORD_FOLLOW_UP, LETTER);
  assert_resolves (desk, "3", KT_RECORD_LETTER, KT_RECORD_LETTER, LETTER);
  assert_refused (desk, "4", KT_RECORD_CONTACT, KT_ERROR_NOT_FOUND,
                  "the list of 22:13 has no number 4\nhint: list again: kontor waiting");
  assert_refused (desk, "3", KT_RECORD_CONTACT | KT_RECORD_REMINDER, KT_ERROR_CONFLICT,
                  "number 3 of the list of 22:13 is a follow-up, not a contact or a reminder");
}

static void
test_stale (Desk *desk, gconstpointer data)
{
  save (desk);
  office_sql (desk->office.store, "UPDATE reminder SET updated = 1700000040, state = 'done'");
  assert_refused (desk, "2", KT_RECORD_REMINDER, KT_ERROR_CONFLICT,
                  "number 2 is from the list of 22:13, and that was done at 22:14");
  assert_resolves (desk, "2", KT_RECORD_CONTACT, KT_RECORD_CONTACT, CONTACT);
  office_sql (desk->office.store, "UPDATE reminder SET state = 'open'");
  assert_refused (desk, "2", KT_RECORD_REMINDER, KT_ERROR_CONFLICT,
                  "number 2 is from the list of 22:13, and that was changed at 22:14");
  office_sql (desk->office.store, "DELETE FROM reminder");
  assert_refused (desk, "2", KT_RECORD_REMINDER, KT_ERROR_CONFLICT,
                  "number 2 is from the list of 22:13, and that is gone since");
}

/* Contacts and follow-ups, as agendas list them. */
static void
test_stale_others (Desk *desk, gconstpointer data)
{
  const KtHandle rows[] = {
    { KT_RECORD_CONTACT, CONTACT, CONTACT, 1, 1 },
    { KT_RECORD_FOLLOW_UP, LETTER, 0, 1, 2 },
  };
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  g_array_append_vals (handles, rows, G_N_ELEMENTS (rows));
  kt_handles_save (&desk->context, handles, NULL);
  assert_resolves (desk, "1", KT_RECORD_CONTACT, KT_RECORD_CONTACT, CONTACT);
  assert_resolves (desk, "2", KT_RECORD_FOLLOW_UP, KT_RECORD_FOLLOW_UP, LETTER);
  assert_resolves (desk, "2", KT_RECORD_LETTER, KT_RECORD_LETTER, LETTER);
  office_sql (desk->office.store, "UPDATE contact SET updated = 1700000040");
  assert_refused (desk, "1", KT_RECORD_CONTACT, KT_ERROR_CONFLICT,
                  "number 1 is from the list of 22:13, and that was changed at 22:14");
  office_sql (
      desk->office.store,
      "INSERT INTO mirror.letter (id, key, msgid_hash, thread, time, direction, kind,"
      " sender, size, subject, people)"
      " VALUES (1700000040 << 20, 1004, 0, 1, 1700000040, 'out', 'personal', 0, 0, '', '')");
  assert_refused (desk, "2", KT_RECORD_FOLLOW_UP, KT_ERROR_CONFLICT,
                  "number 2 is from the list of 22:13, and that was changed at 22:14");
  assert_resolves (desk, "2", KT_RECORD_LETTER, KT_RECORD_LETTER, LETTER);
  office_sql (desk->office.store, "INSERT INTO letter_verdict (id, letter, verdict, created)"
                                  " VALUES (9, 1003, 'dismissed', 1700000100)");
  assert_refused (desk, "2", KT_RECORD_FOLLOW_UP, KT_ERROR_CONFLICT,
                  "number 2 is from the list of 22:13, and that was done at 22:15");
}

static void
test_old (Desk *desk, gconstpointer data)
{
  save (desk);
  desk->context.clock.now += 12 * 3600;
  assert_resolves (desk, "1", KT_RECORD_CONTACT, KT_RECORD_CONTACT, CONTACT);
  desk->context.clock.now += 1;
  assert_refused (desk, "1", KT_RECORD_CONTACT, KT_ERROR_NOT_FOUND,
                  "number 1 is from the list of 22:13, which is too old");
}

/* The numbers of one office are not those of another. */
static void
test_other_office (Desk *desk, gconstpointer data)
{
  save (desk);
  desk->context.paths.data = (char *)"/elsewhere";
  assert_refused (desk, "1", KT_RECORD_CONTACT, KT_ERROR_NOT_FOUND, "no list was printed");
}

static void
test_file (Desk *desk, gconstpointer data)
{
  save (desk);
  g_autoptr (GDir) dir = g_dir_open (desk->context.paths.state, 0, NULL);
  const char *name = g_dir_read_name (dir);
  g_autofree char *file = g_build_filename (desk->context.paths.state, name, NULL);
  GStatBuf status;

  g_assert_null (g_dir_read_name (dir));
  g_assert_cmpint (g_stat (file, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_set_contents (file, "kontor-list 1\nbroken", -1, NULL));
  assert_refused (desk, "1", KT_RECORD_CONTACT, KT_ERROR_NOT_FOUND, "no list was printed");
}

static void
test_refs (Desk *desk, gconstpointer data)
{
  char ref[KT_REF_LENGTH + 1];
  kt_ref_full (REMINDER, ref);
  g_autofree char *tail = kt_ref_short (&desk->context, REMINDER);
  g_assert_true (g_str_has_prefix (ref, tail));
  assert_resolves (desk, ref, KT_RECORD_REMINDER, KT_RECORD_REMINDER, REMINDER);
  assert_resolves (desk, tail, KT_RECORD_REMINDER, KT_RECORD_REMINDER, REMINDER);
  assert_resolves (desk, ref, KT_RECORD_CONTACT, KT_RECORD_CONTACT, CONTACT);
  kt_ref_full (LETTER, ref);
  assert_resolves (desk, ref, KT_RECORD_LETTER, KT_RECORD_LETTER, LETTER);
  assert_resolves (desk, ref, KT_RECORD_FOLLOW_UP, KT_RECORD_FOLLOW_UP, LETTER);
  assert_refused (desk, ref, KT_RECORD_NOTE, KT_ERROR_CONFLICT, "«");
  ref[KT_REF_MIN] = '\0'; /* these three keys begin alike */
  assert_refused (desk, ref, KT_RECORD_LETTER, KT_ERROR_CONFLICT, "ref «");
  assert_refused (desk, "9zzzzzzzzzzz", KT_RECORD_LETTER, KT_ERROR_NOT_FOUND,
                  "nothing has the ref");
  assert_refused (desk, "anna", KT_RECORD_LETTER, KT_ERROR_NOT_FOUND, "«anna» is neither");
}

int
main (int argc, char **argv)
{
#define add_desk(path, test) g_test_add (path, Desk, NULL, desk_setup, test, desk_teardown)
  g_test_init (&argc, &argv, NULL);
  add_desk ("/handles/numbers", test_numbers);
  add_desk ("/handles/stale", test_stale);
  add_desk ("/handles/stale-others", test_stale_others);
  add_desk ("/handles/old", test_old);
  add_desk ("/handles/other-office", test_other_office);
  add_desk ("/handles/file", test_file);
  add_desk ("/handles/refs", test_refs);
  return g_test_run ();
}
