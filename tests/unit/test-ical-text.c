#include "config.h"
#include "corpus-files.h"
#include "kontor/error.h"
#include "kontor/ical-text.h"
#include <string.h>

static KtIcalText *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  KtIcalText *parsed = kt_ical_text_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return parsed;
}

static void
assert_writes_back (const char *bytes, gsize length)
{
  g_autoptr (KtIcalText) text = kt_ical_text_parse (bytes, length, NULL);

  g_assert_nonnull (text);
  GString *out = kt_ical_text_write (text);
  g_assert_cmpmem (out->str, out->len, bytes, length);
  g_string_free (out, TRUE);
}

static void
lines (void)
{
  static const char sample[] = "BEGIN:VCALENDAR\r\nbegin:vevent\r\n"
                               "SUMMARY;LANGUAGE=lv;X=\"a:b;c\":Vi\xC4\r\n \x93ni: e\r\n"
                               "item1.TEL;TYPE=cell:1\r\nnonsense\r\n\r\nEMPTY:\r\n"
                               "BEGIN:VALARM\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
  g_autoptr (KtIcalText) text = parse (sample);
  KtIcalComponent *calendar = kt_ical_component_find (kt_ical_text_root (text), "VCALENDAR", 0);
  KtIcalComponent *event = kt_ical_component_find (calendar, "VEVENT", 0);
  const KtIcalLine *summary = kt_ical_line_find (event, "SUMMARY");
  const KtIcalLine *tel = kt_ical_line_find (event, "TEL");

  g_assert_cmpstr (summary->params, ==, ";LANGUAGE=lv;X=\"a:b;c\"");
  g_assert_cmpstr (summary->value, ==, "Vi\xC4\x93ni: e");
  g_assert_cmpstr (tel->group, ==, "item1");
  g_assert_cmpstr (kt_ical_value (event, "EMPTY"), ==, "");
  g_assert_nonnull (kt_ical_line_find (event, "EMPTY"));
  g_assert_null (kt_ical_line_find (event, "LOCATION"));
  g_assert_nonnull (kt_ical_component_find (event, "VALARM", 0));
  g_assert_null (kt_ical_component_find (event, NULL, 1));
  g_assert_cmpuint (event->nodes->len, ==, 6);
  assert_writes_back (sample, strlen (sample));
}

static void
params (void)
{
  static const struct
  {
    const char *params, *name, *value;
  } rows[] = {
    { ";TZID=Europe/Riga", "TZID", "Europe/Riga" },
    { ";tzid=\"Europe/Riga\";X=1", "TZID", "Europe/Riga" },
    { ";X=\";TZID=no\";TZID=yes", "TZID", "yes" },
    { ";CN=Anna ^'A^' ^^ ^n;X=", "CN", "Anna \"A\" ^ \n" },
    { ";X=", "X", "" },
    { ";MEMBER=\"mailto:a,b\",\"mailto:c\"", "MEMBER", "mailto:a,b" },
    { ";TZIDX=1", "TZID", NULL },
    { "", "TZID", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *value = kt_ical_param (rows[i].params, rows[i].name);
      g_assert_cmpstr (value, ==, rows[i].value);
    }
}

static void
forgiven (void)
{
  static const char *const texts[] = {
    "",
    "x",
    ("\xEF\xBB\xBF"
     "BEGIN:VCALENDAR\nEND:VCALENDAR"),
    "BEGIN:VCALENDAR\rBEGIN:VEVENT\rSUMMARY:a\r b\rEND:VEVENT\rEND:VCALENDAR\r",
    "BEGIN:VCALENDAR\r\r\nBEGIN:VEVENT\r\r\nSUMMARY:a\r\r\n b\r\r\nEND:VCALENDAR\r\r\n",
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:ab",
    "BEGIN:VCALENDAR\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:ab\nEND:VCALENDAR\nX:1\n",
    "\n\n END:X\nBEGIN\n:\n;:\n.A:1\nBEGIN:\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_writes_back (texts[i], strlen (texts[i]));
  for (gsize i = 3; i < 7; i++)
    {
      g_autoptr (KtIcalText) text = parse (texts[i]);
      KtIcalComponent *event = kt_ical_component_find (
          kt_ical_component_find (kt_ical_text_root (text), "VCALENDAR", 0), "VEVENT", 0);
      g_assert_cmpstr (kt_ical_value (event, "SUMMARY"), ==, "ab");
    }
  assert_writes_back ("A:1\0\nB\0:2\n", 11);
}

static void
assert_refused (const GString *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtIcalText) parsed = kt_ical_text_parse (text->str, text->len, &error);

  g_assert_null (parsed);
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
}

static void
limits (void)
{
  g_autoptr (GString) text = g_string_new ("X:");

  while (text->len < KT_ICAL_LINE_MAX)
    g_string_append (text, "0123456789abcdef");
  g_string_truncate (text, KT_ICAL_LINE_MAX);
  assert_writes_back (text->str, text->len);
  g_string_append_c (text, 'x');
  assert_refused (text);
  g_string_insert (text, 1000, "\n "); /* folding does not help */
  assert_refused (text);

  g_string_truncate (text, 0);
  for (guint i = 0; i < KT_ICAL_DEPTH_MAX; i++)
    g_string_append (text, "BEGIN:X\n");
  assert_writes_back (text->str, text->len);
  g_string_append (text, "BEGIN:X\n");
  assert_refused (text);

  g_string_truncate (text, 0);
  for (guint i = 0; i <= KT_ICAL_LINES_MAX; i++)
    g_string_append (text, "\n");
  assert_refused (text);
}

static void
new_lines (void)
{
  static const char *const bad[][3] = {
    { "SUMMARY", "", "a\r\nATTENDEE:mailto:eve@x.example" },
    { "SUMMARY", "", "a\nb" },
    { "SUMMARY", "", "a\x1b" },
    { "SUMMARY", "", "a\xFF" },
    { "SUMMARY", ";X=\"a", "b\"" },
    { "SUMMARY", ";X=a:b", "c" },
    { "SUMMARY", "X=a", "c" },
    { "SUMM ARY", "", "c" },
    { "", "", "c" },
    { "BEGIN", "", "VEVENT" },
    { "END", "", "VEVENT" },
  };
  g_autoptr (KtIcalText) text = parse ("BEGIN:VCALENDAR\nEND:VCALENDAR\n");
  KtIcalLine line;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (kt_ical_line_new (text, bad[i][0], bad[i][1], bad[i][2], &line, &error));
      g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
    }
  g_assert_true (kt_ical_line_new (text, "SUMMARY", ";X=\"a:b\"",
                                   "ēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēēē", &line, NULL));
  g_assert_cmpuint (line.raw_length, ==, strlen ("SUMMARY;X=\"a:b\":") + 2 * 44 + 3);
  g_assert_cmpint (line.raw[line.raw_length - 1], ==, '\n');
  const char *fold = memchr (line.raw, '\n', line.raw_length);
  g_assert_cmpint (fold - line.raw, <=, 75);
  g_assert_true (g_utf8_validate (line.raw, fold - line.raw, NULL));
}

/* What stands last in a text need not end in a line end. */
static void
insert_after_the_end (void)
{
  g_autoptr (KtIcalText) text = parse ("BEGIN:VCALENDAR\r\nX:1");
  KtIcalComponent *calendar = kt_ical_component_find (kt_ical_text_root (text), NULL, 0);
  KtIcalNode node = { 0 };

  g_assert_true (kt_ical_line_new (text, "Y", "", "2", &node.line, NULL));
  kt_ical_node_insert (text, calendar, 1, &node);
  GString *out = kt_ical_text_write (text);
  g_assert_cmpstr (out->str, ==, "BEGIN:VCALENDAR\r\nX:1\r\nY:2\r\n");
  g_string_free (out, TRUE);
}

static guint n_files, n_refused;

static void
check_file (const char *path, const char *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtIcalText) text = kt_ical_text_parse (bytes, length, &error);

  n_files++;
  if (text == NULL)
    g_test_message ("%s: %s", path, error->message);
  else
    assert_writes_back (bytes, length);
  n_refused += text == NULL;
}

static void
corpus (void)
{
  if (!corpus_each ("ics", check_file) || !corpus_each ("vcf", check_file))
    return;
  g_assert_cmpuint (n_files, >, 500);
  g_assert_cmpuint (n_refused, <=, 20);
}

/* In UTC it would lie before the calendar's first day: as it is written. */
static void
first_day (void)
{
  static const char bytes[]
      = "BEGIN:VEVENT\nRECURRENCE-ID;TZID=Asia/Tokyo:00010101T000000\nEND:VEVENT\n";
  g_autoptr (KtIcalText) text = kt_ical_text_parse (bytes, strlen (bytes), NULL);
  g_autofree char *key
      = kt_ical_recurrence_key (kt_ical_component_find (kt_ical_text_root (text), "VEVENT", 0));

  g_assert_cmpstr (key, ==, "00010101T000000");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ical-text/lines", lines);
  g_test_add_func ("/ical-text/params", params);
  g_test_add_func ("/ical-text/forgiven", forgiven);
  g_test_add_func ("/ical-text/limits", limits);
  g_test_add_func ("/ical-text/new-lines", new_lines);
  g_test_add_func ("/ical-text/insert-after-the-end", insert_after_the_end);
  g_test_add_func ("/ical-text/corpus", corpus);
  g_test_add_func ("/ical-text/first-day", first_day);
  return g_test_run ();
}
