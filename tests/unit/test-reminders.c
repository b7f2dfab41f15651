#include "config.h"
#include "book-fixture.h"
#include "kontor/contact.h"
#include "kontor/error.h"
#include "kontor/export-ics.h"
#include "kontor/journal.h"
#include "kontor/reminder-view.h"
#include "kontor/verdict.h"
#include <string.h>
#include <unistd.h>

/* A fresh book with two contacts, on Sunday 2026-11-22 10:00 in Riga. */
typedef struct
{
  Office office;
  KtContext context;
  KtId ieva, marta;
} Fixture;

static KtLocal
local_of (const char *text)
{
  KtLocal local;
  if (!kt_local_parse (text, &local))
    g_error ("no local time: %s", text);
  return local;
}

static void
set_now (Fixture *f, const char *now)
{
  f->context.clock.now = kt_local_to_utc (local_of (now), f->context.clock.zone);
}

static KtId
add_contact (Fixture *f, const char *name)
{
  g_autoptr (KtContact) contact = g_new0 (KtContact, 1);
  contact->id = kt_id_random ();
  contact->kind = g_strdup ("person");
  contact->name = g_strdup (name);
  contact->origin = g_strdup ("user");
  contact->created = contact->updated = f->context.clock.now;
  g_assert_true (kt_journal_begin (f->context.store, KT_ORIGIN_USER, "test", NULL));
  g_assert_true (kt_contact_insert (f->context.store, contact, NULL));
  g_assert_true (
      kt_journal_commit (f->context.store, "add", f->context.clock.now, TRUE, NULL, NULL));
  return contact->id;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  office_setup (&f->office, data);
  f->context.paths = f->office.paths;
  f->context.store = f->office.store;
  f->context.clock.zone = kt_zone_new ("Europe/Riga");
  f->context.clock.tzid = g_strdup ("Europe/Riga");
  f->context.command = "test";
  f->context.out = g_string_new (NULL);
  set_now (f, "2026-11-22T10:00");
  f->ieva = add_contact (f, "Ieva Kalve");
  f->marta = add_contact (f, "Марта Лієпа");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  kt_clock_clear (&f->context.clock);
  g_string_free (f->context.out, TRUE);
  office_teardown (&f->office, data);
}

/* Arguments parted by spaces, "_" a space inside one. */
static gboolean
request_of (Fixture *f, const char *input, KtReminderRequest *ret, GError **error)
{
  g_auto (GStrv) args = g_strsplit (input, " ", -1);
  for (char **arg = args; *arg != NULL; arg++)
    g_strdelimit (*arg, "_", ' ');
  return kt_reminder_request_parse (&f->context, args, KT_READING_ASK, ret, error);
}

static void
test_requests (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *input, *due, *text, *repeat;
    int who; /* 1 Ieva, 2 Marta */
  } rows[] = {
    { "tomorrow 10:00 call Ieva", "2026-11-23T10:00", "call Ieva", NULL, 0 },
    { "ieva tomorrow 10:00 call", "2026-11-23T10:00", "call", NULL, 1 },
    { "Ieva_Kalve fri send the proofs", "2026-11-27", "send the proofs", NULL, 1 },
    { "Ieva_Kalve in_2_weeks ask", "2026-12-06", "ask", NULL, 1 },
    { "ieva in 2 weeks ask", "2026-12-06", "ask", NULL, 1 },
    { "kalve every mon call", "2026-11-23", "call", "FREQ=WEEKLY;BYDAY=MO", 1 },
    { "every mon 10:00 call", "2026-11-23T10:00", "call", "FREQ=WEEKLY;BYDAY=MO", 0 },
    { "10:30 every mon call", "2026-11-23T10:30", "call", "FREQ=WEEKLY;BYDAY=MO", 0 },
    { "every sun 9:00 rest", "2026-11-29T09:00", "rest", "FREQ=WEEKLY;BYDAY=SU", 0 },
    { "every sun 11:00 rest", "2026-11-22T11:00", "rest", "FREQ=WEEKLY;BYDAY=SU", 0 },
    { "every sun rest", "2026-11-29", "rest", "FREQ=WEEKLY;BYDAY=SU", 0 },
    { "every day 9:00 pills", "2026-11-23T09:00", "pills", "FREQ=DAILY", 0 },
    { "every 4 weeks fri 14:00 order", "2026-11-27T14:00", "order", "FREQ=WEEKLY;INTERVAL=4", 0 },
    { "every 4 weeks order", "2026-12-20", "order", "FREQ=WEEKLY;INTERVAL=4", 0 },
    { "25.11. every fri order", "2026-11-27", "order", "FREQ=WEEKLY;BYDAY=FR", 0 },
    { "fri every client a card", "2026-11-27", "every client a card", NULL, 0 },
    { "@Марта завтра позвонить", "2026-11-23", "позвонить", NULL, 2 },
    { "Марта завтра позвонить", "2026-11-23", "позвонить", NULL, 2 },
    { "марта каждую пятницу позвонить", "2026-11-27", "позвонить", "FREQ=WEEKLY;BYDAY=FR", 2 },
    { "today call", "2026-11-22", "call", NULL, 0 },
    { "1430 call", "2026-11-22T14:30", "call", NULL, 0 },
    { "+90min_ _call__", "2026-11-22T11:30", "call", NULL, 0 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (KtReminderRequest) request = { 0 };
      g_autoptr (GError) error = NULL;
      char due[KT_LOCAL_TEXT];
      if (!request_of (f, rows[i].input, &request, &error))
        g_error ("%s: %s", rows[i].input, error->message);
      kt_local_format (request.due, due);
      KtId who = rows[i].who == 1 ? f->ieva : rows[i].who == 2 ? f->marta : 0;
      if (strcmp (due, rows[i].due) != 0 || strcmp (request.text, rows[i].text) != 0
          || g_strcmp0 (request.repeat, rows[i].repeat) != 0 || request.contact != who)
        g_error ("%s: %s «%s» %s", rows[i].input, due, request.text, request.repeat);
    }
}

static void
test_refusals (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *input;
    int code;
    const char *message;
  } rows[] = {
    { "tomorow call", KT_ERROR_USAGE, "when? neither «tomorow» nor «call» is a date or time" },
    { "call", KT_ERROR_USAGE, "when? «call» is no date or time" },
    { "tomorrow", KT_ERROR_USAGE, "remind of what? there is no text" },
    { "ieva tomorrow", KT_ERROR_USAGE, "remind of what? there is no text" },
    { "tomorrow _", KT_ERROR_USAGE, "remind of what? there is no text" },
    { "yesterday call", KT_ERROR_USAGE, "«yesterday» is past" },
    { "today 09:00 call", KT_ERROR_USAGE, "«today 09:00» is past" },
    { "10.11 call", KT_ERROR_USAGE, "which day is «10.11»? it is also a time" },
    { "ieva sun call", KT_ERROR_USAGE, "which day is «sun»? today is one" },
    { "31.02. call", KT_ERROR_USAGE, "there is no day «31.02.»" },
    { "every 0 weeks call", KT_ERROR_USAGE, "cannot repeat every 0" },
    { "zigrida tomorrow call", KT_ERROR_NOT_FOUND, "there is no contact «zigrida»" },
    { "@tomorrow tomorrow call", KT_ERROR_NOT_FOUND, "there is no contact «tomorrow»" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (KtReminderRequest) request = { 0 };
      g_autoptr (GError) error = NULL;
      if (request_of (f, rows[i].input, &request, &error))
        g_error ("%s is taken", rows[i].input);
      g_assert_error (error, KT_ERROR, rows[i].code);
      if (!g_str_has_prefix (error->message, rows[i].message))
        g_error ("%s: %s", rows[i].input, error->message);
    }
}

static void
test_text_limit (Fixture *f, gconstpointer data)
{
  g_autofree char *text = g_strnfill (KT_REMINDER_TEXT_MAX + 1, 'x');
  char *args[] = { (char *)"tomorrow", text, NULL };
  g_auto (KtReminderRequest) request = { 0 };
  g_autoptr (GError) error = NULL;
  g_assert_false (kt_reminder_request_parse (&f->context, args, KT_READING_ASK, &request, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
  text[KT_REMINDER_TEXT_MAX] = '\0';
  g_assert_true (kt_reminder_request_parse (&f->context, args, KT_READING_ASK, &request, NULL));
}

static KtHandle
add_reminder (Fixture *f, const char *input)
{
  g_auto (KtReminderRequest) request = { 0 };
  g_autoptr (GError) error = NULL;
  if (!request_of (f, input, &request, &error))
    g_error ("%s: %s", input, error->message);
  g_autoptr (KtReminder) reminder = kt_reminders_add (&f->context, &request, &error);
  g_assert_no_error (error);
  return (KtHandle){ .kind = KT_RECORD_REMINDER, .key = reminder->id };
}

static void
assert_due (Fixture *f, const KtHandle *handle, const char *due, gboolean done)
{
  g_autoptr (KtReminder) reminder = kt_reminder_get (f->context.store, handle->key, NULL);
  char text[KT_LOCAL_TEXT];
  g_assert_nonnull (reminder);
  kt_local_format (reminder->due, text);
  g_assert_cmpstr (text, ==, due);
  g_assert_cmpint (reminder->due_at, ==, kt_local_to_utc (reminder->due, f->context.clock.zone));
  g_assert_true (reminder->done == done);
}

static GPtrArray *
finish (Fixture *f, const KtHandle *handles, guint n, GError **error)
{
  g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  g_array_append_vals (array, handles, n);
  return kt_reminders_done (&f->context, array, error);
}

static guint
count_entries (Fixture *f)
{
  g_autoptr (GPtrArray) entries = kt_journal_list (f->context.store, 100, NULL);
  return entries->len;
}

static void
test_done (Fixture *f, gconstpointer data)
{
  KtHandle handles[] = { add_reminder (f, "tomorrow call Ieva"), add_reminder (f, "fri order"),
                         add_reminder (f, "every mon 10:00 report") };
  const KtHandle both[] = { handles[0], handles[1], handles[0], handles[2] };
  guint before = count_entries (f);
  g_autoptr (GPtrArray) outcomes = finish (f, both, G_N_ELEMENTS (both), NULL);
  g_assert_cmpuint (outcomes->len, ==, 3); /* each once */
  g_assert_cmpuint (count_entries (f), ==, before + 1);
  assert_due (f, &handles[0], "2026-11-23", TRUE);
  assert_due (f, &handles[1], "2026-11-27", TRUE);
  assert_due (f, &handles[2], "2026-11-30T10:00", FALSE);
  g_assert_true (((KtReminderOutcome *)outcomes->pdata[2])->moved);

  g_autoptr (GError) error = NULL;
  const KtHandle again[] = { handles[2], handles[0] };
  g_assert_null (finish (f, again, 2, &error)); /* all or none */
  g_assert_error (error, KT_ERROR, KT_ERROR_CONFLICT);
  assert_due (f, &handles[2], "2026-11-30T10:00", FALSE);

  g_autoptr (GPtrArray) undone = kt_journal_undo (f->context.store, 1, &f->context.clock, NULL);
  g_assert_cmpuint (undone->len, ==, 1);
  assert_due (f, &handles[0], "2026-11-23", FALSE);
  assert_due (f, &handles[2], "2026-11-23T10:00", FALSE);
}

static void
test_repetition (Fixture *f, gconstpointer data)
{
  KtHandle month = add_reminder (f, "31.01.2027 every month invoice");
  static const char *const dues[] = { "2027-02-28", "2027-03-31", "2027-04-30" };
  for (guint i = 0; i < G_N_ELEMENTS (dues); i++)
    {
      g_autoptr (GPtrArray) outcomes = finish (f, &month, 1, NULL);
      g_assert_nonnull (outcomes);
      assert_due (f, &month, dues[i], FALSE);
    }
  /* weeks late: what was missed is not made up for */
  KtHandle week = add_reminder (f, "every mon 10:00 report");
  set_now (f, "2026-12-09T12:00");
  g_autoptr (GPtrArray) outcomes = finish (f, &week, 1, NULL);
  g_assert_nonnull (outcomes);
  assert_due (f, &week, "2026-12-14T10:00", FALSE);
}

static void
test_snooze (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *until, *due;
  } rows[] = { { "2026-11-24", "2026-11-24T10:00" }, /* the time stays */
               { "2026-11-25T15:30", "2026-11-25T15:30" } };
  KtHandle timed = add_reminder (f, "every mon 10:00 report");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KtReminderOutcome) outcome
          = kt_reminders_snooze (&f->context, &timed, local_of (rows[i].until), NULL);
      g_assert_nonnull (outcome);
      assert_due (f, &timed, rows[i].due, FALSE);
    }
  g_autoptr (GPtrArray) outcomes = finish (f, &timed, 1, NULL); /* the rhythm stays */
  g_assert_nonnull (outcomes);
  assert_due (f, &timed, "2026-11-30T10:00", FALSE);

  static const char *const past[] = { "2026-11-21", "2026-11-22", "2026-11-22T09:59" };
  for (guint i = 0; i < G_N_ELEMENTS (past); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (kt_reminders_snooze (&f->context, &timed, local_of (past[i]), &error));
      g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
    }
}

#define LETTER 1003

/* A letter waits for an answer: done takes it off the list, snooze puts it off, undo brings it
 * back. */
static void
test_follow_up (Fixture *f, gconstpointer data)
{
  KtHandle handle = { .kind = KT_RECORD_FOLLOW_UP, .key = LETTER };
  office_sql (f->context.store,
              "INSERT INTO mirror.letter (id, key, msgid_hash, thread, time, direction, kind,"
              " sender, size, subject, people) VALUES (1, 1003, 0, 1, 1, 'in', 'personal', 0, 0,"
              " 'Re: proofs', '3\tanna@studija.example\tAnna\n0\ttoms@brize.example\tToms\n')");
  g_autoptr (GPtrArray) outcomes = finish (f, &handle, 1, NULL);
  const KtReminderOutcome *done = outcomes->pdata[0];
  g_assert_cmpstr (done->text, ==, "Re: proofs");
  g_assert_cmpstr (done->who, ==, "Toms");
  g_assert_null (done->reminder);
  assert_value (f->context.store, "SELECT verdict FROM letter_verdict WHERE letter = 1003",
                "dismissed");

  g_autoptr (KtReminderOutcome) snoozed
      = kt_reminders_snooze (&f->context, &handle, local_of ("2026-11-27"), NULL);
  g_assert_nonnull (snoozed);
  assert_value (f->context.store,
                "SELECT group_concat (verdict || datetime (until_at, 'unixepoch'))"
                " FROM letter_verdict WHERE letter = 1003",
                "snoozed2026-11-26 22:00:00");
  g_autoptr (GPtrArray) undone = kt_journal_undo (f->context.store, 2, &f->context.clock, NULL);
  g_assert_cmpuint (undone->len, ==, 2);
  assert_value (f->context.store, "SELECT count(*) FROM letter_verdict", "0");

  g_autoptr (GError) error = NULL;
  handle.contact = f->ieva; /* a contact's own name wins over the letter's */
  g_autoptr (GPtrArray) again = finish (f, &handle, 1, NULL);
  g_assert_cmpstr (((KtReminderOutcome *)again->pdata[0])->who, ==, "Ieva Kalve");
  g_assert_null (kt_reminders_snooze (&f->context, &handle, local_of ("2026-11-22"), &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
}

static void
test_dry_run (Fixture *f, gconstpointer data)
{
  KtHandle handle = add_reminder (f, "tomorrow call");
  guint before = count_entries (f);
  f->context.dry_run = TRUE;
  g_autoptr (GPtrArray) outcomes = finish (f, &handle, 1, NULL);
  g_assert_nonnull (outcomes);
  f->context.dry_run = FALSE;
  assert_due (f, &handle, "2026-11-23", FALSE);
  g_assert_cmpuint (count_entries (f), ==, before);
}

static void
test_about (void)
{
  static const struct
  {
    const char *who, *text, *said;
  } rows[] = {
    { "Ieva Kalve", "call", "Ieva Kalve: call" },
    { "Ieva Kalve", "call Ieva", "call Ieva" },
    { "Ieva Kalve", "piezvanīt Ievai", "piezvanīt Ievai" },
    { "Ieva Kalve", "sieva", "Ieva Kalve: sieva" },
    { "Олена Коваль", "подзвонити Олені", "Олена Коваль: подзвонити Олені" },
    { NULL, "call", "call" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *said = kt_reminder_about (rows[i].who, rows[i].text);
      g_assert_cmpstr (said, ==, rows[i].said);
    }
}

static void
test_said_rules (void)
{
  static const struct
  {
    const char *rule, *said;
  } rows[] = {
    { "FREQ=DAILY", "every day" },
    { "FREQ=DAILY;INTERVAL=3", "every 3 days" },
    { "FREQ=WEEKLY;INTERVAL=4", "every 4 weeks" },
    { "FREQ=WEEKLY;BYDAY=MO", "every Mon" },
    { "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", "every 2 weeks on Sun" },
    { "FREQ=MONTHLY", "every month" },
    { "FREQ=YEARLY", "every year" },
    { "FREQ=HOURLY", NULL },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *said = kt_say_repeat (rows[i].rule);
      g_assert_cmpstr (said, ==, rows[i].said);
    }
  g_assert_null (kt_say_repeat (NULL));
}

static void
assert_holds (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("«%s» is not in\n%s", part, text);
}

static void
test_export (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint counts[KT_EXPORT_KINDS];
  add_reminder (f, "ieva 25.11. 10:00 call");
  add_reminder (f, "31.01.2027 every month invoice");
  KtHandle moved = add_reminder (f, "every mon 10:00 report");
  KtHandle gone = add_reminder (f, "fri gone");
  g_autoptr (GPtrArray) done = finish (f, &gone, 1, NULL);
  g_autoptr (KtReminderOutcome) snoozed
      = kt_reminders_snooze (&f->context, &moved, local_of ("2026-11-25T15:00"), NULL);
  g_assert_true (done != NULL && snoozed != NULL);
  g_autofree char *ics
      = kt_export_ics (&f->context, 1u << KT_EXPORT_REMINDERS, KT_ICS_CALDAV, counts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counts[KT_EXPORT_REMINDERS], ==, 3);
  assert_holds (ics, "SUMMARY:Ieva Kalve: call\r\n");
  assert_holds (ics, "DTSTART:20261125T080000Z\r\n");
  assert_holds (ics, "RRULE:FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1\r\n");
  assert_holds (ics, "DTSTART;VALUE=DATE:20270131\r\n");
  assert_holds (ics, "-snoozed\r\n");
  assert_holds (ics, "DTSTART:20261125T130000Z\r\n");
  assert_holds (ics, "DTSTART;TZID=Europe/Riga:20261130T100000\r\n");
  assert_holds (ics, "RRULE:FREQ=WEEKLY;BYDAY=MO\r\n");
  g_assert_null (strstr (ics, "gone"));
  g_autofree char *again
      = kt_export_ics (&f->context, 1u << KT_EXPORT_REMINDERS, KT_ICS_CALDAV, counts, &error);
  g_assert_cmpstr (ics, ==, again);
}

static void
test_write (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->office.directory, "r.ics", NULL);
  g_autofree char *link = g_build_filename (f->office.directory, "link.ics", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;
  g_assert_true (kt_export_write (path, "one", 3, NULL));
  g_assert_cmpint (symlink ("r.ics", link), ==, 0);
  g_assert_true (kt_export_write (link, "two", 3, NULL)); /* through the link, not in its place */
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "two");
  g_assert_cmpint (g_lstat (link, &status), ==, 0);
  g_assert_true (S_ISLNK (status.st_mode));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  g_assert_false (kt_export_write (f->office.directory, "one", 3, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_false (kt_export_write ("/dev/null", "one", 3, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
  g_clear_error (&error);
  g_autofree char *lost = g_build_filename (f->office.directory, "no", "r.ics", NULL);
  g_assert_false (kt_export_write (lost, "one", 3, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name, function)                                                                       \
  g_test_add ("/reminders/" name, Fixture, NULL, set_up, function, tear_down)
  TEST ("requests", test_requests);
  TEST ("refusals", test_refusals);
  TEST ("text-limit", test_text_limit);
  TEST ("done", test_done);
  TEST ("repetition", test_repetition);
  TEST ("snooze", test_snooze);
  TEST ("follow-up", test_follow_up);
  TEST ("write", test_write);
  TEST ("dry-run", test_dry_run);
  TEST ("export", test_export);
  g_test_add_func ("/reminders/about", test_about);
  g_test_add_func ("/reminders/said-rules", test_said_rules);
  return g_test_run ();
}
