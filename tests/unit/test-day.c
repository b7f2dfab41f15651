#include "config.h"
#include "kontor/error.h"
#include "day-fixture.h"

#define ME "anna@studija.example"
#define TOMS "toms@brize.example"
#define HANNA "hanna.weber@weber-verlag.example"

/* "answer Toms Kalns «Brand book» 2; …" */
static char *
say (const KtAgenda *agenda)
{
  static const char *const sections[KT_AGENDA_SECTIONS]
      = { "know",    "free",     "todo", "today", "late", "answer",
          "waiting", "standing", "soon", "due",   "quiet" };
  GString *said = g_string_new (NULL);
  for (guint i = 0; i < agenda->lines->len; i++)
    {
      const KtAgendaLine *line = g_ptr_array_index (agenda->lines, i);
      g_string_append_printf (said, "%s%s %s «%s» %d", i > 0 ? "; " : "", sections[line->section],
                              line->who != NULL ? line->who : "-",
                              line->text != NULL ? line->text : "", line->days);
    }
  return g_string_free (said, FALSE);
}

static void
check_agenda (Day *day, const char *expect)
{
  g_autoptr (KtAgenda) agenda = day_agenda (day);
  g_autofree char *said = say (agenda);
  g_assert_cmpstr (said, ==, expect);
}

static KtId
add_contact (Day *day, const char *name, const char *address, int cadence, const char *birthday)
{
  g_autoptr (GError) error = NULL;
  KtStore *store = day->office.store;
  gint64 now = day->context.clock.now;
  KtContact contact = { .id = kt_id_random (),
                        .kind = (char *)"person",
                        .name = (char *)name,
                        .birthday = (char *)birthday,
                        .cadence = cadence,
                        .origin = (char *)"user",
                        .created = now - 100 * 86400,
                        .updated = now };
  g_assert_true (kt_journal_begin (store, KT_ORIGIN_USER, "test", &error));
  g_assert_true (kt_contact_insert (store, &contact, &error));
  if (address != NULL)
    {
      KtPoint point = { .id = kt_id_random (),
                        .contact = contact.id,
                        .kind = (char *)"email",
                        .raw = (char *)address,
                        .norm = (char *)address,
                        .match = (char *)address };
      g_assert_true (kt_point_insert (store, &point, now, &error));
    }
  g_assert_true (kt_journal_commit (store, "test", now, TRUE, NULL, &error));
  g_assert_no_error (error);
  return contact.id;
}

static void
add_call (Day *day, KtId contact, const char *at)
{
  g_autoptr (GError) error = NULL;
  gint64 now = day->context.clock.now;
  KtNote note
      = { kt_id_random (), contact, (char *)"call", day_at (day, at), now, now, (char *)"called" };
  g_assert_true (kt_journal_begin (day->office.store, KT_ORIGIN_USER, "test", &error));
  g_assert_true (kt_note_insert (day->office.store, &note, &error));
  g_assert_true (kt_journal_commit (day->office.store, "test", now, TRUE, NULL, &error));
  g_assert_no_error (error);
}

static void
add_reminder (Day *day, const char *text, const char *due, KtId contact)
{
  g_autoptr (GError) error = NULL;
  gint64 now = day->context.clock.now;
  KtReminder reminder = { .id = kt_id_random (),
                          .contact = contact,
                          .text = (char *)text,
                          .tzid = (char *)"Europe/Riga",
                          .uid = (char *)text,
                          .created = now,
                          .updated = now };
  g_assert_true (kt_local_parse (due, &reminder.due));
  reminder.start = reminder.due;
  reminder.due_at = kt_local_to_utc (reminder.due, day->context.clock.zone);
  g_assert_true (kt_journal_begin (day->office.store, KT_ORIGIN_USER, "test", &error));
  g_assert_true (kt_reminder_insert (day->office.store, &reminder, &error));
  g_assert_true (kt_journal_commit (day->office.store, "test", now, TRUE, NULL, &error));
  g_assert_no_error (error);
}

static void
set_verdict (Day *day, KtId letter, KtLetterVerdictKind kind, const char *until)
{
  g_autoptr (GError) error = NULL;
  gint64 now = day->context.clock.now;
  KtLetterVerdict verdict = { .id = kt_id_random (),
                              .letter = letter,
                              .verdict = kind,
                              .until_at = until != NULL ? day_at (day, until) : 0,
                              .created = now };
  g_assert_true (kt_journal_begin (day->office.store, KT_ORIGIN_USER, "test", &error));
  g_assert_true (kt_letter_verdict_set (day->office.store, &verdict, &error));
  g_assert_true (kt_journal_commit (day->office.store, "test", now, TRUE, NULL, &error));
  g_assert_no_error (error);
}

static void
set_link (Day *day, KtId letter, KtLetterVerdictKind kind, KtId contact)
{
  g_autoptr (GError) error = NULL;
  KtLetterVerdict verdict = { kt_id_random (), letter, contact, kind, 0, 1 };
  g_assert_true (kt_journal_begin (day->office.store, KT_ORIGIN_USER, "test", &error));
  g_assert_true (kt_letter_verdict_set (day->office.store, &verdict, &error));
  g_assert_true (kt_journal_commit (day->office.store, "test", 1, TRUE, NULL, &error));
  g_assert_no_error (error);
}

static void
test_follow_ups (Day *day, gconstpointer data)
{
  MAIL (day, .from = TOMS, .name = "Kalns, Toms", .at = "19T10", .subject = "Brand book",
        .question = "Are 12 pages enough?");
  MAIL (day, .from = ME, .to = HANNA, .at = "16T10", .subject = "Catalogue", .question = "When?");
  check_agenda (day, "answer Toms Kalns «Brand book» 2; waiting Hanna Weber «Catalogue» 5");
  KtId toms = add_contact (day, "Toms K.", TOMS, 0, NULL);
  check_agenda (day, "answer Toms K. «Brand book» 2; waiting Hanna Weber «Catalogue» 5");
  add_call (day, toms, "20T10");
  check_agenda (day, "waiting Hanna Weber «Catalogue» 5");
}

static void
test_answered_from_another_address (Day *day, gconstpointer data)
{
  KtId toms = add_contact (day, "Toms Kalns", TOMS, 0, NULL);
  g_autoptr (GError) error = NULL;
  KtPoint second = { kt_id_random (),
                     toms,
                     (char *)"email",
                     (char *)"toms@kalns.example",
                     (char *)"toms@kalns.example",
                     (char *)"toms@kalns.example",
                     NULL,
                     FALSE,
                     1 };
  g_assert_true (kt_journal_begin (day->office.store, KT_ORIGIN_USER, "test", &error));
  g_assert_true (kt_point_insert (day->office.store, &second, 1, &error));
  g_assert_true (kt_journal_commit (day->office.store, "test", 1, TRUE, NULL, &error));
  MAIL (day, .from = TOMS, .at = "18T10", .question = "When?");
  check_agenda (day, "answer Toms Kalns «Subject» 3");
  MAIL (day, .from = ME, .to = "toms@kalns.example", .at = "19T10");
  check_agenda (day, "");
}

static void
test_places (Day *day, gconstpointer data)
{
  MAIL (day, .from = TOMS, .at = "18T10", .question = "?", .server_flags = KT_FLAG_ANSWERED);
  MAIL (day, .from = TOMS, .at = "18T11", .question = "?", .folder = day->archive);
  check_agenda (day, "");
  MAIL (day, .from = TOMS, .at = "18T12", .question = "?");
  check_agenda (day, "answer Toms «Subject» 3");
}

static void
test_drafts (Day *day, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KtId asked = MAIL (day, .from = TOMS, .at = "18T10", .question = "?");
  g_assert_true (kt_store_begin (day->office.store, "test", &error));
  gint64 drafts = day_folder (day, "Drafts", "drafts", 0);
  g_assert_true (kt_store_commit (day->office.store, &error));
  MAIL (day, .from = ME, .to = TOMS, .at = "19T10", .answers = asked, .folder = drafts);
  check_agenda (day, "answer Toms «Subject» 3");
  MAIL (day, .from = ME, .to = TOMS, .at = "19T11", .answers = asked);
  check_agenda (day, "");
}

static void
put_state (Day *day, gboolean has_sent, gint64 horizon)
{
  g_autoptr (GError) error = NULL;
  KtSourceState state = { .name = (char *)"studio",
                          .kind = (char *)"maildir",
                          .synced_at = day->context.clock.now,
                          .has_sent = has_sent };
  g_assert_true (kt_store_begin (day->office.store, "test", &error));
  g_assert_true (kt_source_state_put (day->office.store, &state, &error));
  g_autofree char *sql = g_strdup_printf (
      "UPDATE mirror.folder SET horizon = %" G_GINT64_FORMAT " WHERE name = 'Sent'", horizon);
  office_sql (day->office.store, sql);
  g_assert_true (kt_store_commit (day->office.store, &error));
  g_assert_no_error (error);
}

static void
test_horizon (Day *day, gconstpointer data)
{
  MAIL (day, .from = TOMS, .at = "18T10", .question = "?");
  put_state (day, TRUE, day_at (day, "18T11"));
  check_agenda (day, "");
  put_state (day, TRUE, day_at (day, "18T10"));
  check_agenda (day, "answer Toms «Subject» 3");
  put_state (day, FALSE, 0);
  check_agenda (day, "");
  put_state (day, TRUE, 0);
  office_sql (day->office.store, "UPDATE mirror.folder SET horizon = NULL WHERE name = 'Sent'");
  check_agenda (day, "");
}

static void
test_verdicts (Day *day, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KtId first = MAIL (day, .from = TOMS, .at = "17T10", .question = "?");
  set_verdict (day, first, KT_VERDICT_DISMISSED, NULL);
  check_agenda (day, "");
  KtId second = MAIL (day, .from = TOMS, .at = "19T10", .answers = first);
  check_agenda (day, "answer Toms «Subject» 2");
  set_verdict (day, second, KT_VERDICT_SNOOZED, "24T10");
  check_agenda (day, "");
  set_verdict (day, second, KT_VERDICT_SNOOZED, "22T10");
  check_agenda (day, "answer Toms «Subject» 2");
  g_assert_true (kt_journal_begin (day->office.store, KT_ORIGIN_USER, "test", &error));
  g_assert_true (kt_address_verdict_set (day->office.store, TOMS, KT_ADDRESS_IGNORE, 1, &error));
  g_assert_true (kt_journal_commit (day->office.store, "test", 1, TRUE, NULL, &error));
  check_agenda (day, "");
}

/* An address that two contacts own is nobody's: the letter shows its own name. */
static void
test_shared_address (Day *day, gconstpointer data)
{
  add_contact (day, "Inga Liepa", "home@liepa.example", 0, NULL);
  add_contact (day, "Marta Liepa", "home@liepa.example", 0, NULL);
  MAIL (day, .from = "home@liepa.example", .name = "Marta", .at = "18T10", .question = "?");
  g_autoptr (KtAgenda) agenda = day_agenda (day);
  const KtAgendaLine *line = g_ptr_array_index (agenda->lines, 0);
  g_assert_cmpint (line->contact, ==, 0);
  g_assert_cmpstr (line->who, ==, "Marta");
}

/* info@ belongs to the company, whoever else has it; marked shared on a person it picks nobody. */
static void
test_shared_company (Day *day, gconstpointer data)
{
  MAIL (day, .from = "info@nordic.example", .name = "Office", .at = "18T10", .question = "?");
  add_contact (day, "Eva", "info@nordic.example", 0, NULL);
  check_agenda (day, "answer Eva «Subject» 3");
  office_sql (day->office.store, "UPDATE contact_point SET share = 'shared'");
  check_agenda (day, "answer Office «Subject» 3");
  add_contact (day, "Nordic", "info@nordic.example", 0, NULL);
  check_agenda (day, "answer Office «Subject» 3");
  office_sql (day->office.store, "UPDATE contact SET kind = 'company' WHERE name = 'Nordic'");
  check_agenda (day, "answer Nordic «Subject» 3");
}

/* What the user said of a letter wins over its address. */
static void
test_links (Day *day, gconstpointer data)
{
  KtId toms = add_contact (day, "Toms Kalns", TOMS, 0, NULL);
  KtId inga = add_contact (day, "Inga Liepa", NULL, 0, NULL);
  KtId letter = MAIL (day, .from = TOMS, .name = "Office", .at = "18T10", .question = "?");
  set_link (day, letter, KT_VERDICT_NOT_LINKED, toms);
  check_agenda (day, "answer Office «Subject» 3");
  set_link (day, letter, KT_VERDICT_LINKED, inga);
  check_agenda (day, "answer Inga Liepa «Subject» 3");
  add_call (day, toms, "19T10");
  check_agenda (day, "answer Inga Liepa «Subject» 3");
  add_call (day, inga, "19T10");
  check_agenda (day, "");
}

/* A stranger who calls himself like a client is not shown as the client. */
static void
test_borrowed_name (Day *day, gconstpointer data)
{
  add_contact (day, "Toms Kalns", TOMS, 0, NULL);
  MAIL (day, .from = "x91@gift.example", .name = "Kalns, Toms", .at = "18T10", .question = "?");
  check_agenda (day, "answer x91@gift.example «Subject» 3");
}

static void
test_reminders_and_birthdays (Day *day, gconstpointer data)
{
  KtId lana = add_contact (day, "Lana", NULL, 0, "1986-11-24");
  add_contact (day, "Old", NULL, 0, "--11-22");
  add_contact (day, "Today", NULL, 0, "--11-23");
  add_contact (day, "Far", NULL, 0, "--12-01");
  add_reminder (day, "late", "2026-11-20", 0);
  add_reminder (day, "at ten", "2026-11-23T10:00", lana);
  add_reminder (day, "all day", "2026-11-23", 0);
  add_reminder (day, "in a week", "2026-11-30T23:00", 0);
  add_reminder (day, "too far", "2026-12-01", 0);
  check_agenda (day, "today Lana «at ten» 0; today - «all day» 0; today Today «» 0; "
                     "late - «late» 3; soon Lana «» 1; soon - «in a week» 7");
  g_autoptr (GError) error = NULL;
  KtLocal tuesday = { 2026, 12, 1, -1, 0 };
  g_autoptr (KtAgenda) other = kt_agenda_gather (&day->context, tuesday, tuesday, &error);
  g_autofree char *said = say (other);
  g_assert_cmpstr (said, ==, "today - «too far» 8; today Far «» 8");
}

static void
test_quiet (Day *day, gconstpointer data)
{
  KtId hanna = add_contact (day, "Hanna", HANNA, 0, NULL);
  KtId kept = add_contact (day, "Kept", "kept@x.example", 5, NULL);
  for (int i = 0; i < 5; i++)
    {
      g_autofree char *at = g_strdup_printf ("%dT10", 1 + i);
      MAIL (day, .from = ME, .to = HANNA, .at = at);
    }
  MAIL (day, .from = ME, .to = "kept@x.example", .at = "18T10");
  day_auto_contacts (day);
  check_agenda (day, "quiet Hanna «» 18; quiet Kept «» 5");
  add_call (day, kept, "20T10");
  add_call (day, hanna, "20T10");
  check_agenda (day, "");
}

static void
test_auto_contacts (Day *day, gconstpointer data)
{
  MAIL (day, .from = TOMS, .name = "Kalns, Toms", .at = "17T10");
  MAIL (day, .from = ME, .to = TOMS, .at = "17T11");
  MAIL (day, .from = "stranger@x.example", .at = "17T12");
  MAIL (day, .from = ME, .to = "unsubscribe@list.example", .at = "17T13");
  MAIL (day, .from = ME, .to = ME, .at = "17T14");
  MAIL (day, .from = ME, .to = "info@nordic.example", .at = "17T15");
  g_assert_cmpuint (day_auto_contacts (day), ==, 2);
  g_assert_cmpuint (day_auto_contacts (day), ==, 0);
  KtStore *store = day->office.store;
  assert_value (store,
                "SELECT group_concat(name, ', ') FROM (SELECT name FROM contact ORDER BY name)",
                "Nordic, Toms Kalns");
  assert_value (store,
                "SELECT given || '/' || family || '/' || company || '/' || origin"
                " FROM contact WHERE name = 'Toms Kalns'",
                "Toms/Kalns/Brize/sync");
  assert_value (store, "SELECT share FROM contact_point WHERE match = 'info@nordic.example'",
                "shared");
  assert_value (store, "SELECT command FROM journal WHERE origin = 'sync'",
                "sync: 2 contacts from letters you wrote");
  g_autofree char *id
      = g_strdup_printf ("%" G_GINT64_FORMAT, kt_id_hash_strings ("contact", TOMS, NULL));
  assert_value (store, "SELECT id FROM contact WHERE name = 'Toms Kalns'", id);
}

/* Only what new letters name is looked at, unless the settings changed. */
static void
test_auto_contacts_touched (Day *day, gconstpointer data)
{
  MAIL (day, .from = ME, .to = TOMS, .at = "17T11");
  g_assert_cmpuint (day_auto_contacts (day), ==, 1);
  g_clear_pointer (&day->writer, kt_letter_writer_free);
  office_sql (day->office.store, "DELETE FROM contact_point; DELETE FROM contact");
  MAIL (day, .from = ME, .to = HANNA, .at = "17T12");
  g_assert_cmpuint (day_auto_contacts (day), ==, 1);
  assert_value (day->office.store, "SELECT match FROM contact_point", HANNA);
  office_sql (day->office.store,
              "UPDATE mirror.fact SET value = 'other' WHERE name = 'contacts-made-by'");
  g_assert_cmpuint (day_auto_contacts (day), ==, 1);
  assert_value (day->office.store, "SELECT count(*) FROM contact_point", "2");
}

/* The owner of the book must not become a contact of it through an alias the config lacks. */
static void
test_alias (Day *day, gconstpointer data)
{
  MAIL (day, .from = "a.berzina@studija.example", .to = TOMS, .at = "17T10", .folder = day->sent);
  office_sql (day->office.store, "UPDATE mirror.letter SET direction = 'out'");
  MAIL (day, .from = ME, .to = "a.berzina@studija.example", .at = "17T11");
  day_auto_contacts (day);
  assert_value (day->office.store,
                "SELECT count(*) FROM contact_point WHERE match = 'a.berzina@studija.example'",
                "0");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) proposals = kt_review_gather (&day->context, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (proposals->len, ==, 1);
  const KtProposal *proposal = proposals->pdata[0];
  g_assert_cmpint (proposal->kind, ==, KT_PROPOSAL_MINE);
  g_assert_cmpstr (proposal->address->norm, ==, "a.berzina@studija.example");
}

/* The user took the address away from the contact that sync made: that contact stays as it is. */
static void
test_address_taken_away (Day *day, gconstpointer data)
{
  MAIL (day, .from = ME, .to = TOMS, .at = "17T11");
  g_assert_cmpuint (day_auto_contacts (day), ==, 1);
  office_sql (day->office.store, "DELETE FROM contact_point");
  g_assert_cmpuint (day_auto_contacts (day), ==, 0);
}

static void
test_review (Day *day, gconstpointer data)
{
  add_contact (day, "Hanna Weber", "h.weber@weber.example", 0, NULL);
  MAIL (day, .from = "marta@koks-un-ko.example", .name = "Marta Eglīte", .at = "18T10",
        .question = "How much?");
  MAIL (day, .from = HANNA, .name = "Hanna Weber", .at = "17T10");
  MAIL (day, .from = HANNA, .name = "Hanna Weber", .at = "17T11");
  MAIL (day, .from = "x91@gift.example", .name = "toms@brize.example", .at = "19T10",
        .flags = KT_LETTER_FLAG_SPOOFED);
  MAIL (day, .from = "no-reply@shop.example", .at = "19T11");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) proposals = kt_review_gather (&day->context, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (proposals->len, ==, 3);
  static const KtProposalKind kinds[]
      = { KT_PROPOSAL_STRANGER, KT_PROPOSAL_NEW_ADDRESS, KT_PROPOSAL_SUSPICIOUS };
  for (guint i = 0; i < 3; i++)
    {
      const KtProposal *proposal = proposals->pdata[i];
      g_autofree char *said = NULL;
      g_assert_cmpint (proposal->kind, ==, kinds[i]);
      g_assert_true (
          kt_review_decide (&day->context, proposal, KT_REVIEW_AS_PROPOSED, 0, &said, &error));
      g_assert_no_error (error);
    }
  KtStore *store = day->office.store;
  assert_value (store, "SELECT company FROM contact WHERE name = 'Marta Eglīte'", "Koks Un Ko");
  assert_value (store,
                "SELECT count(*) FROM contact_point AS p JOIN contact AS c ON c.id = p.contact"
                " WHERE c.name = 'Hanna Weber'",
                "2");
  assert_value (store, "SELECT verdict FROM address_verdict WHERE match = 'x91@gift.example'",
                "ignore");
  g_autoptr (GPtrArray) rest = kt_review_gather (&day->context, &error);
  g_assert_cmpuint (rest->len, ==, 0);
}

/* The list of proposals may be older than a contact that owns the address by now. */
static void
test_review_owned (Day *day, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  MAIL (day, .from = "marta@koks-un-ko.example", .name = "Marta Eglīte", .at = "18T10");
  g_autoptr (GPtrArray) proposals = kt_review_gather (&day->context, &error);
  g_assert_cmpuint (proposals->len, ==, 1);
  add_contact (day, "Marta", "marta@koks-un-ko.example", 0, NULL);
  g_autofree char *said = NULL;
  g_assert_false (
      kt_review_decide (&day->context, proposals->pdata[0], KT_REVIEW_CONTACT, 0, &said, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_CONFLICT);
  assert_value (day->office.store, "SELECT count(*) FROM contact", "1");
}

static void
test_news (Day *day, gconstpointer data)
{
  add_contact (day, "Toms Kalns", TOMS, 0, NULL);
  MAIL (day, .from = TOMS, .at = "20T17");
  MAIL (day, .from = TOMS, .at = "20T19");
  MAIL (day, .from = "stranger@x.example", .at = "21T10");
  MAIL (day, .from = "shop@x.example", .at = "22T10", .kind = KT_KIND_BULK);
  MAIL (day, .from = TOMS, .at = "22T11", .kind = KT_KIND_AUTOMATIC);
  MAIL (day, .from = "mailer-daemon@x.example", .at = "19T11", .kind = KT_KIND_BOUNCE);
  g_autoptr (KtAgenda) agenda = day_agenda (day);
  g_assert_cmpint (agenda->news.since, ==, day_at (day, "20T18"));
  g_assert_cmpuint (agenda->news.clients, ==, 1);
  g_assert_cmpuint (agenda->news.strangers, ==, 1);
  g_assert_cmpuint (agenda->news.rest, ==, 2);
  g_assert_cmpuint (agenda->news.out_of_office, ==, 1);
  g_assert_cmpuint (agenda->news.bounces, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_day ("/day/follow-ups", test_follow_ups);
  add_day ("/day/another-address", test_answered_from_another_address);
  add_day ("/day/places", test_places);
  add_day ("/day/drafts", test_drafts);
  add_day ("/day/horizon", test_horizon);
  add_day ("/day/verdicts", test_verdicts);
  add_day ("/day/shared-address", test_shared_address);
  add_day ("/day/links", test_links);
  add_day ("/day/shared-company", test_shared_company);
  add_day ("/day/borrowed-name", test_borrowed_name);
  add_day ("/day/reminders", test_reminders_and_birthdays);
  add_day ("/day/quiet", test_quiet);
  add_day ("/day/auto-contacts", test_auto_contacts);
  add_day ("/day/auto-contacts-touched", test_auto_contacts_touched);
  add_day ("/day/alias", test_alias);
  add_day ("/day/address-taken-away", test_address_taken_away);
  add_day ("/day/review", test_review);
  add_day ("/day/review-owned", test_review_owned);
  add_day ("/day/news", test_news);
  return g_test_run ();
}
