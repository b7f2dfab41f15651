#include "config.h"
#include "book-fixture.h"
#include "kontor/error.h"
#include "kontor/outbox.h"
#include "kontor/record-state.h"

#define DAY 86400

static KtOutbox *
make_row (const char *uid, KtId record)
{
  KtOutbox *row = kt_outbox_new ();
  row->kind = KT_OUTBOX_REMINDER;
  row->record = record;
  g_free (row->uid);
  row->uid = g_strdup (uid);
  return row;
}

static void
begin (Office *office)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (kt_store_begin (office->store, "test", &error));
  g_assert_no_error (error);
}

static void
commit (Office *office)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (kt_store_commit (office->store, &error));
  g_assert_no_error (error);
}

static void
test_rows (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtOutbox) row = make_row ("a@x", 7);
  begin (office);
  g_assert_true (kt_outbox_put (office->store, row, NOW, &error));
  g_assert_no_error (error);
  row->state = KT_OUTBOX_CONFLICT;
  row->intent = g_strdup ("text");
  row->reason = g_strdup ("DTSTART");
  g_free (row->mine);
  row->mine = g_strdup ("SUMMARY\t\tx\n");
  g_assert_true (kt_outbox_put (office->store, row, NOW + 1, &error));
  commit (office);
  g_autoptr (GPtrArray) found = kt_outbox_of (office->store, KT_OUTBOX_REMINDER, 7, &error);
  g_assert_cmpuint (found->len, ==, 1);
  const KtOutbox *read = found->pdata[0];
  g_assert_cmpint (read->id, ==, row->id);
  g_assert_cmpint (read->state, ==, KT_OUTBOX_CONFLICT);
  g_assert_cmpint (read->updated, ==, NOW + 1);
  g_assert_cmpstr (read->mine, ==, row->mine);
  g_assert_cmpstr (read->intent, ==, "text");
  g_assert_cmpstr (read->reason, ==, "DTSTART");
  g_autoptr (GPtrArray) others = kt_outbox_of (office->store, KT_OUTBOX_APPOINTMENT, 7, &error);
  g_assert_cmpuint (others->len, ==, 0);
  g_autoptr (GArray) state = g_array_new (FALSE, FALSE, sizeof (KtRecordState));
  g_assert_true (kt_record_find_book (office->store, (KtIdRange){ row->id, row->id },
                                      KT_RECORD_OUTBOX, 2, state, &error));
  g_assert_cmpuint (state->len, ==, 1);
  begin (office);
  g_assert_true (kt_outbox_delete (office->store, row->id, &error));
  commit (office);
  g_assert_null (kt_outbox_get (office->store, row->id, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_NOT_FOUND);
}

static void
test_kept (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtOutbox) row = make_row ("a@x", 7);
  begin (office);
  g_assert_true (kt_outbox_put (office->store, row, NOW, &error));
  g_assert_true (
      kt_kept_text_put (office->store, "a@x", KT_SIDE_MINE, row->id, "one", NOW, &error));
  g_assert_true (
      kt_kept_text_put (office->store, "a@x", KT_SIDE_MINE, row->id, "two", NOW, &error));
  g_assert_true (
      kt_kept_text_put (office->store, "a@x", KT_SIDE_THEIRS, row->id, "their", NOW, &error));
  commit (office);
  assert_value (office->store, "SELECT count(*) FROM kept_text", "2");
  g_autofree char *mine = kt_kept_text_get (office->store, row->id, KT_SIDE_MINE, &error);
  g_assert_cmpstr (mine, ==, "two");
  begin (office);
  /* an open conflict keeps its texts however old they are */
  g_assert_true (kt_kept_text_trim (office->store, NOW + 400 * DAY, &error));
  commit (office);
  assert_value (office->store, "SELECT count(*) FROM kept_text", "2");
  begin (office);
  g_assert_true (kt_kept_text_settle (office->store, row->id, &error));
  g_assert_true (kt_kept_text_trim (office->store, NOW + 365 * DAY, &error));
  commit (office);
  assert_value (office->store, "SELECT count(*) FROM kept_text", "2");
  g_assert_null (kt_kept_text_get (office->store, row->id, KT_SIDE_MINE, &error));
  g_assert_no_error (error);
  begin (office);
  g_assert_true (kt_kept_text_trim (office->store, NOW + 400 * DAY, &error));
  commit (office);
  assert_value (office->store, "SELECT count(*) FROM kept_text", "0");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_office ("/outbox/rows", test_rows);
  add_office ("/outbox/kept", test_kept);
  return g_test_run ();
}
