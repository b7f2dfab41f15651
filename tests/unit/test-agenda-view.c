#include "config.h"
#include "kontor/agenda-view.h"
#include "kontor/handle.h"
#include "kontor/term.h"
#include "view-fixture.h"
#include <string.h>
#include <json-glib/json-glib.h>

/* What a line is made of, in the order of KtAgendaLine that people read. */
static KtAgendaLine *
line (KtAgenda *agenda, KtAgendaSection section, KtAgendaKind kind, const char *who,
      const char *text, const char *question, const char *local, int days)
{
  KtAgendaLine *result = g_new0 (KtAgendaLine, 1);
  result->section = section;
  result->kind = kind;
  result->key = 1000 + agenda->lines->len;
  result->who = g_strdup (who);
  result->text = g_strdup (text);
  result->question = g_strdup (question);
  result->days = days;
  result->since = G_GINT64_CONSTANT (1795414320) - days * 86400;
  if (local != NULL)
    g_assert_true (kt_local_parse (local, &result->local));
  g_ptr_array_add (agenda->lines, result);
  return result;
}

static void
free_freshness (KtFreshness *freshness)
{
  g_free (freshness->source);
  g_free (freshness->error);
  g_free (freshness);
}

static KtAgenda *
agenda_new (void)
{
  KtAgenda *agenda = g_new0 (KtAgenda, 1);
  g_assert_true (kt_local_parse ("2026-11-23", &agenda->first));
  agenda->last = agenda->first;
  agenda->today = TRUE;
  agenda->lines = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_agenda_line_free);
  agenda->freshness = g_ptr_array_new_with_free_func ((GDestroyNotify)free_freshness);
  return agenda;
}

static void
add_source (KtAgenda *agenda, const char *name, int minutes_ago, const char *failure)
{
  KtFreshness *freshness = g_new0 (KtFreshness, 1);
  freshness->source = g_strdup (name);
  freshness->error = g_strdup (failure);
  freshness->synced_at = G_GINT64_CONSTANT (1795414320) - minutes_ago * 60;
  freshness->has_sent = TRUE;
  g_ptr_array_add (agenda->freshness, freshness);
}

/* The freelancer's morning of the design's screens. */
static KtAgenda *
morning (void)
{
  KtAgenda *agenda = agenda_new ();
  line (agenda, KT_AGENDA_TODAY, KT_AGENDA_REMINDER, "Hanna Weber", "call, catalogue DE→UK", NULL,
        "2026-11-23T10:00", 0);
  line (agenda, KT_AGENDA_TODAY, KT_AGENDA_REMINDER, NULL, "tax", NULL, "2026-11-23", 0);
  line (agenda, KT_AGENDA_LATE, KT_AGENDA_REMINDER, NULL, "invoice 2026-041", NULL, "2026-11-11",
        12);
  line (agenda, KT_AGENDA_LATE, KT_AGENDA_REMINDER, "Світлана Гончар",
        "call Світлана Гончар about the passport scan", NULL, "2026-11-22", 1);
  line (agenda, KT_AGENDA_ANSWER, KT_AGENDA_FOLLOW_UP, "Toms Kalns", "Re: Zīmola grāmata",
        "Vai 12 lappuses pietiks?", NULL, 2);
  line (agenda, KT_AGENDA_ANSWER, KT_AGENDA_FOLLOW_UP, "Hanna Weber", "Katalog 2027",
        "Bis wann brauchen Sie die Druckdaten?", NULL, 1);
  line (agenda, KT_AGENDA_WAITING, KT_AGENDA_FOLLOW_UP, "Олег Савчук", "переклад", NULL, NULL, 4);
  line (agenda, KT_AGENDA_SOON, KT_AGENDA_BIRTHDAY, "Світлана Гончар", NULL, NULL, "2026-11-24", 1)
      ->usual
      = 40;
  line (agenda, KT_AGENDA_SOON, KT_AGENDA_REMINDER, NULL, "passport", NULL, "2026-11-25T09:00", 2);
  KtAgendaLine *quiet
      = line (agenda, KT_AGENDA_QUIET, KT_AGENDA_SILENCE, "Līga Auziņa", NULL, NULL, NULL, 41);
  quiet->usual = 12;
  quiet->why = KT_WHY_RHYTHM;
  agenda->news = (KtLetterNews){
    .since = G_GINT64_CONSTANT (1795190400), .clients = 9, .strangers = 2, .rest = 30
  };
  add_source (agenda, "gmail", 1, NULL);
  add_source (agenda, "studio", 200, "cannot reach mail.studija.example, offline\nhint: later");
  return agenda;
}

static void
print (KtContext *context, KtAgenda *agenda)
{
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  kt_agenda_print (context, agenda, handles);
}

static void
test_wide (View *view, gconstpointer data)
{
  g_autoptr (KtAgenda) agenda = morning ();
  print (&view->context, agenda);
  assert_out (&view->context,
              "Mon 23 November 2026  08:12                          41 letters since Fri 18:00:\n"
              "9 from clients · 2 from strangers (kontor review) · 30 newsletters, not shown\n"
              "\n"
              "TODAY  2\n"
              " 1  10:00  call, catalogue DE→UK · Hanna Weber\n"
              " 2         tax\n"
              "\n"
              "LATE  2\n"
              " 3   12 days  invoice 2026-041\n"
              " 4     1 day  call Світлана Гончар about the passport scan\n"
              "\n"
              "THEY WAIT FOR YOU  2                                                working days\n"
              " 5   2 d  Toms Kalns         Re: Zīmola grāmata         Vai 12 lappuses pieti…\n"
              " 6   1 d  Hanna Weber        Katalog 2027               Bis wann brauchen Sie…\n"
              "\n"
              "YOU WAIT FOR THEM  1                                                working days\n"
              " 7   4 d  Олег Савчук        переклад\n"
              "\n"
              "SOON  2\n"
              " 8  tomorrow    birthday Світлана Гончар, 40\n"
              " 9  Wed 25.11.  passport\n"
              "\n"
              "QUIET  1\n"
              "10   41 d  Līga Auziņa        usually every 12 days\n"
              "\n"
              "ok gmail 08:11   ! studio 04:52: cannot reach mail.studija.example, offline\n");
}

static void
test_narrow (View *view, gconstpointer data)
{
  g_autoptr (KtAgenda) agenda = morning ();
  view->context.width = 40;
  view->context.height = 21;
  print (&view->context, agenda);
  assert_out (&view->context, "Mon 23 November 2026  08:12\n"
                              "41 letters since Fri 18:00\n"
                              "\n"
                              "TODAY  2\n"
                              " 1 10:00 call, catalogue DE→UK · Hanna …\n"
                              " 2 tax\n"
                              "\n"
                              "LATE  2\n"
                              " 3 12 days invoice 2026-041\n"
                              " 4 1 day call Світлана Гончар about the…\n"
                              "\n"
                              "THEY WAIT FOR YOU  2        working days\n"
                              " 5 2 d Toms Kalns, Re: Zīmola grāmata\n"
                              " 6 1 d Hanna Weber, Katalog 2027\n"
                              "+ 4 more: kontor --all\n"
                              "\n"
                              "ok gmail 08:11\n"
                              "! studio 04:52: cannot reach mail.studi…\n");
}

/* A day full of reminders does not hide who waits; what is cut says so, days too. */
static void
test_full (View *view, gconstpointer data)
{
  KtContext *context = &view->context;
  g_autoptr (KtAgenda) agenda = agenda_new ();
  for (int i = 0; i < 40; i++)
    line (agenda, KT_AGENDA_TODAY, KT_AGENDA_REMINDER, NULL, "tax", NULL, "2026-11-23", 0);
  for (int i = 0; i < 11; i++)
    line (agenda, KT_AGENDA_ANSWER, KT_AGENDA_FOLLOW_UP, "Toms Kalns", "Re:", NULL, NULL, 2);
  context->height = 30;
  print (context, agenda);
  const char *out = context->out->str;
  g_assert_nonnull (strstr (out, "TODAY  40\n"));
  g_assert_nonnull (strstr (out, "    + 30 more\n\nTHEY WAIT FOR YOU  11"));
  g_assert_nonnull (strstr (out, "    + 2 more\n+ 32 more: kontor --all\n"));
  g_string_truncate (context->out, 0);
  agenda->today = FALSE;
  agenda->last = kt_local_add_days (agenda->first, 3);
  context->height = 12;
  g_ptr_array_set_size (agenda->lines, 5);
  for (int i = 0; i < 2; i++)
    line (agenda, KT_AGENDA_TODAY, KT_AGENDA_REMINDER, NULL, "x", NULL,
          i == 0 ? "2026-11-24" : "2026-11-26", 0);
  print (context, agenda);
  g_assert_nonnull (strstr (context->out->str, "26.11. 1 · + "));
}

/* Whatever the height, the screen is not scrolled. */
static void
test_heights (View *view, gconstpointer data)
{
  KtContext *context = &view->context;
  static const int widths[] = { 30, 59, 60, 80, 200 };
  for (int i = 0; i < 28 * (int)G_N_ELEMENTS (widths); i++)
    {
      context->height = 12 + i % 28;
      context->width = widths[i / 28];
      g_autoptr (KtAgenda) agenda = morning ();
      int rows = 1; /* the prompt */
      print (context, agenda);
      g_auto (GStrv) lines = g_strsplit (context->out->str, "\n", -1);
      for (guint l = 0; lines[l + 1] != NULL; l++)
        rows += MAX (1, (kt_term_width (lines[l]) + context->width - 1) / context->width);
      g_test_message ("%d columns, %d lines: %d rows", context->width, context->height, rows);
      g_assert_cmpint (rows, <=, context->height);
      g_string_truncate (context->out, 0);
    }
}

static void
test_all (View *view, gconstpointer data)
{
  g_autoptr (KtAgenda) agenda = morning ();
  view->context.height = 12;
  view->context.all = TRUE;
  print (&view->context, agenda);
  g_assert_nonnull (strstr (view->context.out->str, "\n10   41 d"));
  g_assert_null (strstr (view->context.out->str, "more"));
}

static void
test_empty (View *view, gconstpointer data)
{
  g_autoptr (KtAgenda) agenda = agenda_new ();
  print (&view->context, agenda);
  assert_out (&view->context, "Mon 23 November 2026  08:12\n\n"
                              "Nothing is due, nobody waits.\n");
  add_source (agenda, "studio", 0, "no Maildir there");
  ((KtFreshness *)agenda->freshness->pdata[0])->synced_at = 0;
  print (&view->context, agenda);
  g_assert_nonnull (strstr (view->context.out->str, "no mailbox has been read yet"));
  g_assert_null (strstr (view->context.out->str, "nobody waits"));
  g_ptr_array_set_size (agenda->freshness, 0);
  g_string_truncate (view->context.out, 0);
  agenda->empty_book = TRUE;
  print (&view->context, agenda);
  g_assert_nonnull (strstr (view->context.out->str, "kontor sync"));
}

/* What strangers wrote does not reach the terminal as it is. */
static void
test_hostile (View *view, gconstpointer data)
{
  g_autoptr (KtAgenda) agenda = agenda_new ();
  line (agenda, KT_AGENDA_ANSWER, KT_AGENDA_FOLLOW_UP, "{r:x}\033[2J", "a\nb\033]0;t\007",
        "\u202e?", NULL, 2);
  line (agenda, KT_AGENDA_TODAY, KT_AGENDA_REMINDER, "w%s", "\033[31m%n{b:y}", NULL, "2026-11-23",
        0);
  view->context.color = TRUE;
  print (&view->context, agenda);
  const char *out = view->context.out->str;
  g_assert_null (strstr (out, "\033[2J"));
  g_assert_null (strstr (out, "\033[31m%n"));
  g_assert_null (strstr (out, "\033]"));
  g_assert_null (strstr (out, "\u202e"));
  g_assert_null (strstr (out, "a\nb"));
  g_assert_nonnull (strstr (out, "{r:x}"));
  g_assert_nonnull (strstr (out, "{b:y}"));
}

static void
test_doubts (View *view, gconstpointer data)
{
  g_autoptr (KtAgenda) agenda = agenda_new ();
  add_source (agenda, "gmail", 1, NULL);
  KtFreshness *freshness = agenda->freshness->pdata[0];
  freshness->has_sent = FALSE;
  freshness->horizon = G_GINT64_CONSTANT (1795190400);
  kt_agenda_freshness (&view->context, agenda);
  assert_out (&view->context, "ok gmail 08:11\n"
                              "! gmail is complete back to 20.11.\n"
                              "! gmail has no Sent folder: who waits for you is not known\n");
}

static void
test_json (View *view, gconstpointer data)
{
  g_autoptr (KtAgenda) agenda = morning ();
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  static const char *const keys[]
      = { "reminders", "answer", "waiting", "birthdays", "quiet", "freshness" };
  static const guint lengths[] = { 5, 2, 1, 1, 1, 2 };
  view->context.output = KT_OUTPUT_JSON;
  print (&view->context, agenda);
  json_parser_load_from_data (parser, view->context.out->str, -1, &error);
  g_assert_no_error (error);
  JsonObject *root = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpint (json_object_get_int_member (root, "schema"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (root, "date"), ==, "2026-11-23");
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, keys[i])), ==,
                      lengths[i]);
  JsonObject *first
      = json_array_get_object_element (json_object_get_array_member (root, "answer"), 0);
  g_assert_cmpstr (json_object_get_string_member (first, "text"), ==, "Re: Zīmola grāmata");
  g_assert_cmpstr (json_object_get_string_member (first, "why"), ==,
                   "asked on 2026-11-21; no answer for 2 working days");
  g_assert_cmpstr (json_object_get_string_member (first, "since"), ==, "2026-11-21T08:12:00+02:00");
  g_assert_true (json_object_get_null_member (first, "contact"));
}

static void
test_waiting (View *view, gconstpointer data)
{
  g_autoptr (KtAgenda) agenda = agenda_new ();
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  kt_waiting_print (&view->context, agenda, handles);
  assert_out (&view->context, "Nobody waits for you, and you wait for nobody.\n");
  line (agenda, KT_AGENDA_ANSWER, KT_AGENDA_FOLLOW_UP, "Toms Kalns", "Re: Zīmola grāmata",
        "Vai 12 lappuses pietiks?", NULL, 2);
  line (agenda, KT_AGENDA_WAITING, KT_AGENDA_FOLLOW_UP, "Олег Савчук", "переклад", NULL, NULL, 4);
  agenda->news.out_of_office = 3;
  agenda->news.bounces = 1;
  kt_waiting_print (&view->context, agenda, handles);
  assert_out (&view->context,
              "THEY WAIT FOR YOU  1                                                working days\n"
              " 1   2 d  Toms Kalns         21.11.  Re: Zīmola grāmata\n"
              "         «Vai 12 lappuses pietiks?»\n"
              "\n"
              "YOU WAIT FOR THEM  1                                                working days\n"
              " 2   4 d  Олег Савчук        19.11.  переклад\n"
              "\n"
              "not counted: 3 automatic letters, 1 bounce\n");
  g_assert_cmpuint (handles->len, ==, 2);
  const KtHandle *handle = &g_array_index (handles, KtHandle, 1);
  g_assert_cmpint (handle->number, ==, 2);
  g_assert_cmpint (handle->kind, ==, KT_RECORD_FOLLOW_UP);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_view ("/agenda-view/wide", test_wide);
  add_view ("/agenda-view/narrow", test_narrow);
  add_view ("/agenda-view/full", test_full);
  add_view ("/agenda-view/heights", test_heights);
  add_view ("/agenda-view/all", test_all);
  add_view ("/agenda-view/empty", test_empty);
  add_view ("/agenda-view/hostile", test_hostile);
  add_view ("/agenda-view/doubts", test_doubts);
  add_view ("/agenda-view/json", test_json);
  add_view ("/agenda-view/waiting", test_waiting);
  return g_test_run ();
}
