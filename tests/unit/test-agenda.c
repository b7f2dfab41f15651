#include "config.h"
#include "kontor/agenda.h"

#define GROUPS 6
#define URGENT 4
typedef guint Counts[GROUPS];

static const struct
{
  const char *what;
  Counts counts;
  guint rows;
  Counts shown;
  guint left_out;
} cuts[] = {
  { "no limit", { 9, 9, 9, 9, 9, 9 }, 0, { 9, 9, 9, 9, 9, 9 }, 0 },
  { "fits exactly", { 1, 1, 1, 0, 0, 0 }, 9, { 1, 1, 1, 0, 0, 0 }, 0 },
  { "many of today do not hide who waits", { 40, 0, 11, 0, 0, 0 }, 24, { 9, 0, 9, 0, 0, 0 }, 33 },
  { "what few leave goes to the others", { 40, 2, 5, 0, 0, 0 }, 24, { 10, 2, 5, 0, 0, 0 }, 30 },
  { "one line more needs no row that says so", { 4, 4, 0, 0, 0, 0 }, 12, { 4, 4, 0, 0, 0, 0 }, 0 },
  { "what can wait first", { 4, 4, 4, 4, 9, 9 }, 32, { 4, 4, 4, 4, 1, 1 }, 16 },
  { "then it goes", { 4, 4, 4, 4, 9, 9 }, 24, { 4, 4, 4, 4, 0, 0 }, 18 },
  { "then the next", { 9, 9, 9, 9, 9, 9 }, 22, { 3, 3, 3, 1, 0, 0 }, 44 },
  { "one row holds nothing", { 2, 0, 0, 0, 0, 0 }, 1, { 0, 0, 0, 0, 0, 0 }, 2 },
  { "nothing to cut", { 0, 0, 0, 0, 0, 0 }, 1, { 0, 0, 0, 0, 0, 0 }, 0 },
  { "a hundred thousand lines", { 1, 0, 0, 0, 0, 100000 }, 24, { 1, 0, 0, 0, 0, 18 }, 99982 },
};

static void
test_cut (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      KtAgendaGroup groups[GROUPS];
      g_test_message ("%s", cuts[i].what);
      for (guint g = 0; g < GROUPS; g++)
        groups[g] = (KtAgendaGroup){ .count = cuts[i].counts[g], .tall = 1 };
      g_assert_cmpuint (kt_agenda_cut (groups, GROUPS, URGENT, cuts[i].rows), ==, cuts[i].left_out);
      for (guint g = 0; g < GROUPS; g++)
        g_assert_cmpuint (groups[g].shown, ==, cuts[i].shown[g]);
    }
}

/* A salon's day: KNOW, FREE, TO DO are urgent, SOON and DUE are not. */
static void
test_salon_cut (void)
{
  static const struct
  {
    guint tall, least, rows;
    guint shown[5];
  } table[] = {
    { 1, 2, 22, { 5, 5, 5, 0, 0 } },   /* what can wait goes before a line of today is cut */
    { 1, 9, 22, { 10, 3, 1, 0, 0 } },  /* allergies take the room of what is not one */
    { 1, 9, 5, { 10, 0, 0, 0, 0 } },   /* and never go */
    { 2, 2, 31, { 7, 5, 5, 0, 0 } },   /* two rows a line */
    { 2, 10, 31, { 10, 2, 1, 0, 0 } }, /* the same of many */
    { 1, 2, 34, { 10, 5, 5, 1, 1 } },  /* all of today, and the beginning of the rest */
  };
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      KtAgendaGroup groups[] = { { .count = 10, .least = table[i].least, .tall = table[i].tall },
                                 { .count = 5, .tall = 1 },
                                 { .count = 5, .tall = 1 },
                                 { .count = 4, .tall = 1 },
                                 { .count = 5, .tall = 1 } };
      g_test_message ("%" G_GSIZE_FORMAT, i);
      kt_agenda_cut (groups, 5, 3, table[i].rows);
      for (guint g = 0; g < 5; g++)
        g_assert_cmpuint (groups[g].shown, ==, table[i].shown[g]);
    }
}

static void
add (GPtrArray *lines, KtId key, KtAgendaSection section, KtAgendaKind kind, const char *local,
     gint64 since, int days)
{
  KtAgendaLine *line = g_new0 (KtAgendaLine, 1);
  line->key = key;
  line->section = section;
  line->kind = kind;
  line->since = since;
  line->days = days;
  if (local != NULL)
    g_assert_true (kt_local_parse (local, &line->local));
  g_ptr_array_add (lines, line);
}

static void
test_sort (void)
{
  g_autoptr (GPtrArray) lines
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_agenda_line_free);
  add (lines, 9, KT_AGENDA_QUIET, KT_AGENDA_SILENCE, NULL, 0, 20);
  add (lines, 8, KT_AGENDA_QUIET, KT_AGENDA_SILENCE, NULL, 0, 40);
  add (lines, 7, KT_AGENDA_WAITING, KT_AGENDA_FOLLOW_UP, NULL, 100, 0);
  add (lines, 6, KT_AGENDA_ANSWER, KT_AGENDA_FOLLOW_UP, NULL, 300, 0);
  add (lines, 5, KT_AGENDA_ANSWER, KT_AGENDA_FOLLOW_UP, NULL, 200, 0);
  add (lines, 4, KT_AGENDA_LATE, KT_AGENDA_REMINDER, "2026-11-20", 0, 3);
  add (lines, 3, KT_AGENDA_TODAY, KT_AGENDA_REMINDER, "2026-11-23T14:00", 0, 0);
  add (lines, 2, KT_AGENDA_TODAY, KT_AGENDA_BIRTHDAY, "2026-11-23", 0, 0);
  add (lines, 1, KT_AGENDA_TODAY, KT_AGENDA_REMINDER, "2026-11-23", 0, 0);
  kt_agenda_sort (lines);
  static const KtId expect[] = { 3, 1, 2, 4, 5, 6, 7, 8, 9 };
  for (guint i = 0; i < lines->len; i++)
    g_assert_cmpint (((KtAgendaLine *)lines->pdata[i])->key, ==, expect[i]);
}

static void
test_birthday (void)
{
  static const struct
  {
    const char *birthday, *from, *expect;
    int age;
  } table[] = {
    { "1986-11-24", "2026-11-23", "2026-11-24", 40 },
    { "1986-11-23", "2026-11-23T08:00", "2026-11-23", 40 },
    { "1986-11-22", "2026-11-23", "2027-11-22", 41 },
    { "--12-31", "2026-11-23", "2026-12-31", 0 },
    { "--01-01", "2026-12-30", "2027-01-01", 0 },
    { "2000-02-29", "2026-02-01", "2026-02-28", 26 },
    { "2000-02-29", "2028-02-01", "2028-02-29", 28 },
    { "--02-29", "2027-02-28", "2027-02-28", 0 },
    { "2000-02-29", "2027-03-01", "2028-02-29", 28 },
    { "2030-01-01", "2026-11-23", "2027-01-01", 0 },
    { "1986-13-01", "2026-11-23", NULL, 0 },
    { "--02-30", "2026-11-23", NULL, 0 },
    { "soon", "2026-11-23", NULL, 0 },
    { NULL, "2026-11-23", NULL, 0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      KtLocal from, day;
      int age = -1;
      g_test_message ("%s from %s", table[i].birthday, table[i].from);
      g_assert_true (kt_local_parse (table[i].from, &from));
      gboolean is = kt_birthday_next (table[i].birthday, from, &day, &age);
      g_assert_cmpint (is, ==, table[i].expect != NULL);
      if (!is)
        continue;
      char text[KT_LOCAL_TEXT];
      kt_local_format (day, text);
      g_assert_cmpstr (text, ==, table[i].expect);
      g_assert_cmpint (age, ==, table[i].age);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agenda/cut", test_cut);
  g_test_add_func ("/agenda/cut/salon", test_salon_cut);
  g_test_add_func ("/agenda/sort", test_sort);
  g_test_add_func ("/agenda/birthday", test_birthday);
  return g_test_run ();
}
