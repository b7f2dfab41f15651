#include "config.h"
#include "kontor/card-view.h"
#include "kontor/day-gather.h"
#include "kontor/day-view.h"
#include "kontor/dated-who.h"
#include "salon-day-fixture.h"
#include <string.h>

static KtDaySheet *
gather (Day *day, const char *date, const GArray *only)
{
  g_autoptr (GError) error = NULL;
  KtLocal local;
  g_assert_true (kt_local_parse (date, &local));
  KtDaySheet *sheet = kt_day_gather (&day->context, local, only, &error);
  g_assert_no_error (error);
  g_assert_nonnull (sheet);
  return sheet;
}

/* The output so far, with plain blanks. */
static char *
printed (Day *day)
{
  g_auto (GStrv) parts = g_strsplit (day->context.out->str, "\302\240", -1);
  g_string_truncate (day->context.out, 0);
  return g_strjoinv (" ", parts);
}

#define assert_printed(day, expected)                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *printed_ = printed (day);                                                     \
    g_assert_cmpstr (printed_, ==, expected);                                                      \
  }                                                                                                \
  G_STMT_END

static void
test_sheet (Day *day, gconstpointer data)
{
  salon_add_event (day, 1, "dentist", "18:30", 30, "Dentist", 0);
  salon_add_event (day, 2, "fair", "08:00", 600, "Fair in town", 4);
  g_autoptr (KtDaySheet) sheet = gather (day, "2026-11-24", NULL);
  kt_day_print (&day->context, sheet);
  assert_printed (
      day, "Tue 24 November 2026                                          8 visits  275,50 €\n"
           "· Fair in town\n"
           "      Ilze       3 · 105,50 €  Līga          3 · 142 €  Marina         2 · 28 €\n"
           "09:00  free 09:00–10:00        !Zane Ozola colour\n"
           "09:30                          │                         free 09:30–11:00\n"
           "09:45                          ✓Rita Kalve fringe\n"
           "10:00 +Inga Bērziņa cut        │ colour works\n"
           "10:30 │                        │\n"
           "11:00  free 11:00–12:30         free 11:00–13:00        — break —\n"
           "11:30                                                   ?Marta Liepa manicure\n"
           "12:00                                                   │\n"
           "12:30 — lunch —                                          free 12:30–14:00\n"
           "13:00  free 13:00–15:00         Олена Коваль cut\n"
           "13:30                          │\n"
           "14:00                           free 14:00–18:30        ?off the street manicure\n"
           "14:30                                                    free 14:30–18:30\n"
           "15:00  Anna Bērziņa 1986 cut\n"
           "15:30 │\n"
           "16:00  free 16:00–17:30\n"
           "16:30\n"
           "17:00\n"
           "17:30  Anna Bērziņa 1994 cut\n"
           "18:00 │\n"
           "18:30 ·Dentist                 ·Dentist                 ·Dentist\n"
           "✓ done  ! allergy  ? not confirmed  + new  · calendar   kontor brief 9:00\n");
}

static void
test_some_hands (Day *day, gconstpointer data)
{
  g_autoptr (GArray) only = g_array_new (FALSE, FALSE, sizeof (KtId));
  KtId liga = 2;
  g_array_append_val (only, liga);
  g_autoptr (KtDaySheet) sheet = gather (day, "2026-11-24", only);
  g_assert_cmpuint (sheet->hands->len, ==, 1);
  g_assert_cmpuint (sheet->visits, ==, 3);
}

/* A whole day off takes the hours of that hand and no other. */
static void
test_day_off (Day *day, gconstpointer data)
{
  g_autoptr (KtDaySheet) sheet = gather (day, "2026-11-03", NULL);
  guint closed = 0;
  for (guint i = 0; i < sheet->blocks->len; i++)
    {
      const KtSheetBlock *block = sheet->blocks->pdata[i];
      if (block->kind == KT_SHEET_CLOSED && g_strcmp0 (block->what, "ill") == 0)
        {
          closed++;
          g_assert_cmpuint (block->hand, ==, 1);
          g_assert_cmpint (block->start, ==, 9 * 60);
          g_assert_cmpint (block->end, ==, 19 * 60);
        }
    }
  g_assert_cmpuint (closed, ==, 1);
}

static void
test_agenda (Day *day, gconstpointer data)
{
  g_autoptr (KtAgenda) agenda = day_agenda (day);
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  kt_agenda_print (&day->context, agenda, handles);
  assert_printed (
      day, "Tue 24 November 2026  08:40                           no letters since Mon 18:00\n"
           "8 visits   Ilze 3 · Līga 3 · Marina 2 · first 09:00 Zane Ozola          275,50 €\n"
           "\n"
           "KNOW BEFORE THEY COME  6\n"
           " 1  09:00  Zane Ozola         Līga    ALLERGY PPD · patch test 17.11. fine\n"
           " 2  10:00  Inga Bērziņa       Ilze    new, sent by Santa Kļava\n"
           " 3  11:30  Marta Liepa        Marina  not confirmed · missed 1 of the last 2\n"
           " 4  13:00  Олена Коваль       Līga    15,00 € open (27.10.) · speaks Ukrainian\n"
           " 5  15:00  Anna Bērziņa 1986  Ilze    not Anna Bērziņa 1994, who comes 17:30\n"
           " 6  17:30  Anna Bērziņa 1994  Ilze    not Anna Bērziņa 1986, who comes 15:00\n"
           "\n"
           "FREE TODAY  5                                                      kontor fill 7\n"
           " 7  09:00–10:00  Ilze    1 h     due and fits: Velta Siliņa (cut)\n"
           " 8  09:30–11:00  Marina  1 h 30  due and fits: Velta Siliņa (cut)\n"
           " 9  09:45–10:25  Līga    40 min\n"
           "10  11:00–12:30  Ilze    1 h 30  due and fits: Velta Siliņa (cut)\n"
           "11  11:00–13:00  Līga    2 h     due and fits: Velta Siliņa (cut)\n"
           "\n"
           "TO DO  1\n"
           "12  yesterday    1 visit without an outcome               kontor close yesterday\n"
           "\n"
           "DUE FOR A VISIT  1\n"
           "13  Velta Siliņa       cut                7 weeks, usually 6\n"
           "\n"
           "! studio Mon 08:11\n");
}

static void
test_agenda_narrow (Day *day, gconstpointer data)
{
  day->context.width = 44;
  g_autoptr (KtAgenda) agenda = day_agenda (day);
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  kt_agenda_print (&day->context, agenda, handles);
  assert_printed (day, "Tue 24 November 2026  08:40\n"
                       "no letters since Mon 18:00\n"
                       "8 visits                            275,50 €\n"
                       "\n"
                       "KNOW  6\n"
                       " 1 09:00 Zane Ozola, Līga\n"
                       "   ALLERGY PPD · patch test 17.11. fine\n"
                       " 2 10:00 Inga Bērziņa, Ilze\n"
                       "   new, sent by Santa Kļava\n"
                       " 3 11:30 Marta Liepa, Marina\n"
                       "   not confirmed · missed 1 of the last 2\n"
                       " 4 13:00 Олена Коваль, Līga\n"
                       "   15,00 € open (27.10.) · speaks Ukrainian\n"
                       " 5 15:00 Anna Bērziņa 1986, Ilze\n"
                       "   not Anna Bērziņa 1994, who comes 17:30\n"
                       " 6 17:30 Anna Bērziņa 1994, Ilze\n"
                       "   not Anna Bērziņa 1986, who comes 15:00\n"
                       "\n"
                       "FREE  5                        kontor fill 7\n"
                       " 7 09:00 1 h Ilze  due and fits: Velta Sili…\n"
                       " 8 09:30 1 h 30 Marina  due and fits: Velta…\n"
                       " 9 09:45 40 min Līga\n"
                       "10 11:00 1 h 30 Ilze  due and fits: Velta S…\n"
                       "11 11:00 2 h Līga  due and fits: Velta Sili…\n"
                       "\n"
                       "TO DO  1\n"
                       "12 yesterday 1 visit without an outcome\n"
                       "\n"
                       "DUE FOR A VISIT  1\n"
                       "13 Velta Siliņa, cut, 7 weeks, usually 6\n"
                       "\n"
                       "! studio Mon 08:11\n");
}

/* A phone of 20 rows says what else there is; who is allergic stands there however late
 * she comes. */
static void
test_agenda_short (Day *day, gconstpointer data)
{
  day->context.width = 44;
  day->context.height = 20;
  g_autoptr (KtAgenda) agenda = day_agenda (day);
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  ((KtAgendaLine *)agenda->lines->pdata[5])->allergy = TRUE;
  kt_agenda_print (&day->context, agenda, handles);
  assert_printed (day, "Tue 24 November 2026  08:40\n"
                       "no letters since Mon 18:00\n"
                       "8 visits                            275,50 €\n"
                       "\n"
                       "KNOW  6\n"
                       " 1 09:00 Zane Ozola, Līga\n"
                       "   ALLERGY PPD · patch test 17.11. fine\n"
                       " 2 17:30 Anna Bērziņa 1994, Ilze\n"
                       "   not Anna Bērziņa 1986, who comes 15:00\n"
                       "    + 4 more\n"
                       "\n"
                       "FREE  5                        kontor fill 3\n"
                       " 3 09:00 1 h Ilze  due and fits: Velta Sili…\n"
                       " 4 09:30 1 h 30 Marina  due and fits: Velta…\n"
                       "    + 3 more\n"
                       "+ 9 more: kontor --all\n"
                       "\n"
                       "! studio Mon 08:11\n");
}

/* Whoever works alone has visits among everything else of the day. */
static void
test_agenda_alone (Day *day, gconstpointer data)
{
  office_sql (day->office.store, "UPDATE appointment_part SET staff = NULL;"
                                 "DELETE FROM resource_hours; DELETE FROM closure;"
                                 "DELETE FROM waiting_list; DELETE FROM resource");
  office_sql (day->office.store, "UPDATE appointment SET question = 'deleted on the phone'"
                                 " WHERE id = 1005");
  salon_add_event (day, 1, "google", "14:00", 60, "Kick-off", 0);
  office_sql (day->office.store,
              "INSERT INTO mirror.attendee (event, norm, match, name, role, partstat) VALUES"
              " (1, 'anna@studija.example', 'anna@studija.example', '', 'required',"
              " 'needs-action')");
  office_sql (day->office.store, "UPDATE mirror.event SET organizer = 'toms@brize.example'");
  office_sql (day->office.store, "INSERT INTO mirror.event_name (event, contact, certain, words)"
                                 " VALUES (1, 101, 1, 'Zane')");
  g_autoptr (KtAgenda) agenda = day_agenda (day);
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  kt_agenda_print (&day->context, agenda, handles);
  assert_printed (
      day, "Tue 24 November 2026  08:40                           no letters since Mon 18:00\n"
           "\n"
           "TODAY  10\n"
           " 1  ?      Anna Bērziņa today 15:00: deleted on the phone\n"
           " 2  09:00  Zane Ozola · colour\n"
           " 3  09:45  Rita Kalve · fringe                                              done\n"
           " 4  10:00  Inga Bērziņa · cut\n"
           " 5  11:30  Marta Liepa · manicure\n"
           " 6  13:00  Олена Коваль · cut\n"
           " 7  14:00  off the street · manicure\n"
           " 8  14:00  Kick-off · Zane Ozola                        invitation, not answered\n"
           " 9  15:00  Anna Bērziņa · cut\n"
           "10  17:30  Anna Bērziņa · cut\n"
           "\n"
           "LATE  1\n"
           "11  1 day     1 visit without an outcome                  kontor close yesterday\n"
           "\n"
           "! studio Mon 08:11\n");
  g_assert_cmpint (g_array_index (handles, KtHandle, 0).kind, ==, KT_RECORD_APPOINTMENT);
}

static void
test_agenda_other_day (Day *day, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KtLocal first = { 2026, 11, 26, -1, 0 }, last = { 2026, 11, 27, -1, 0 };
  g_autoptr (KtAgenda) agenda = kt_agenda_gather (&day->context, first, last, &error);
  g_assert_no_error (error);
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  kt_agenda_print (&day->context, agenda, handles);
  assert_printed (
      day, "Thu 26 November 2026 – Fri 27 November 2026\n"
           "\n"
           "Thu 26 November 2026\n"
           " 1  10:00  Rita Kalve · cut, Līga                              only pencilled in\n");
}

/* A calendar has a time it was read at, and no Sent folder that could be missed. */
static void
test_freshness (Day *day, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KtSourceState state = { .name = (char *)"google", .kind = (char *)"caldav" };
  state.synced_at = SALON_NOW - 120;
  g_assert_true (kt_store_begin (day->office.store, "test", &error));
  g_assert_true (kt_source_state_put (day->office.store, &state, &error));
  g_assert_true (kt_store_commit (day->office.store, &error));
  g_autoptr (KtAgenda) agenda = day_agenda (day);
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  kt_agenda_print (&day->context, agenda, handles);
  g_autofree char *text = printed (day);
  g_assert_nonnull (strstr (text, "ok google 08:38"));
  g_assert_null (strstr (text, "google has no Sent folder"));
  g_autoptr (KtAgenda) waiting = kt_waiting_gather (&day->context, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (waiting->freshness->len, ==, 1);
}

static void
assert_contact (Day *day, KtId expected)
{
  g_autoptr (GError) error = NULL;
  KtDated *dated = kt_dated_get (day->office.store, NULL, 5001, &error);
  KtId contact;
  g_assert_no_error (error);
  g_assert_true (
      kt_dated_contact (day->office.store, day->context.settings, dated, &contact, &error));
  g_assert_no_error (error);
  g_assert_cmpint (contact, ==, expected);
  kt_dated_free (dated);
}

/* With whom an event goes: its words, better who takes part, best what the user said. */
static void
test_event_contact (Day *day, gconstpointer data)
{
  KtStore *store = day->office.store;
  salon_add_event (day, 1, "google", "14:00", 60, "Kick-off", 0);
  assert_contact (day, 0);
  office_sql (store, "INSERT INTO mirror.event_name (event, contact, certain, words)"
                     " VALUES (1, 103, 0, 'Marta'), (1, 101, 1, 'Zane')");
  assert_contact (day, 101);
  office_sql (store, "INSERT INTO contact_point (id, contact, kind, raw, norm, match, created)"
                     " VALUES (301, 104, 'email', 'o@k.example', 'o@k.example', 'o@k.example', 1),"
                     " (302, 105, 'email', 'a@k.example', 'a@k.example', 'a@k.example', 1);"
                     "INSERT INTO mirror.attendee (event, norm, match, name, role, partstat) VALUES"
                     " (1, 'anna@studija.example', 'anna@studija.example', '', 'organizer', ''),"
                     " (1, 'o@k.example', 'o@k.example', '', 'required', '')");
  assert_contact (day, 104);
  office_sql (store, "INSERT INTO event_verdict (id, uid, verdict, contact, created)"
                     " VALUES (1, 'event-1', 'not-linked', 104, 1)");
  assert_contact (day, 101);
  office_sql (store, "DELETE FROM event_verdict;"
                     "INSERT INTO mirror.attendee (event, norm, match, name, role, partstat) VALUES"
                     " (1, 'a@k.example', 'a@k.example', '', 'required', '');"
                     "DELETE FROM mirror.event_name");
  assert_contact (day, 0); /* two clients: nobody is picked */
  office_sql (store, "INSERT INTO event_verdict (id, uid, verdict, contact, created)"
                     " VALUES (1, 'event-1', 'linked', 106, 1)");
  assert_contact (day, 106);
}

static void
test_card (Day *day, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtCard) card = kt_card_get (&day->context, 101, 20, &error);
  g_assert_no_error (error);
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  kt_card_print (&day->context, card, "zane", handles);
  assert_printed (
      day, "Zane Ozola                                                            since 2023\n"
           "ALLERGY  PPD · patch test 17.11. fine\n"
           "  phone    +371 29 104 417\n"
           "  visits   3 visits · 276 € · every 6 weeks\n"
           "  formula  colour: 7.1 30 g + 8.0 15 g, 6 %  3.10.\n"
           "  next     today 09:00 colour, Līga\n"
           "\n"
           "HISTORY                                     < from them  > from you  · your word\n"
           " 1  13.10. Tue  ·  colour                    Līga, 92,00 €\n"
           " 2   1.09. Tue  ·  colour                    Līga, 92,00 €\n"
           " 3  21.07. Tue  ·  colour                    Līga, 92,00 €\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_salon ("/salon-views/sheet", test_sheet);
  add_salon ("/salon-views/some-hands", test_some_hands);
  add_salon ("/salon-views/day-off", test_day_off);
  add_salon ("/salon-views/agenda", test_agenda);
  add_salon ("/salon-views/agenda-narrow", test_agenda_narrow);
  add_salon ("/salon-views/agenda-short", test_agenda_short);
  add_salon ("/salon-views/agenda-alone", test_agenda_alone);
  add_salon ("/salon-views/agenda-other-day", test_agenda_other_day);
  add_salon ("/salon-views/freshness", test_freshness);
  add_salon ("/salon-views/event-contact", test_event_contact);
  add_salon ("/salon-views/card", test_card);
  return g_test_run ();
}
