#include "config.h"
#include "corpus-files.h"
#include "kontor/error.h"
#include "kontor/ical-edit.h"
#include <string.h>

#define SERIES                                                                                     \
  "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:REQUEST\r\n"                               \
  "BEGIN:VEVENT\r\nUID:1@x.example\r\nDTSTART;TZID=Europe/Riga:20261102T100000\r\n"                \
  "SUMMARY:Old\r\n  and folded\r\nATTENDEE;CN=A:mailto:a@x.example\r\n"                            \
  "ATTENDEE;CN=B:mailto:b@x.example\r\nX-KEEP;A=b:c\r\nnonsense\r\n"                               \
  "BEGIN:VALARM\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\nEND:VEVENT\r\n"                                  \
  "BEGIN:VEVENT\r\nUID:1@x.example\r\nRECURRENCE-ID;TZID=Europe/Riga:20261109T100000\r\n"          \
  "SUMMARY:Other\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"

static char *
patch_all (const char *text, const KtIcalChange *changes, gsize n)
{
  g_autoptr (GError) error = NULL;
  GString *out = kt_ical_patch (text, strlen (text), changes, n, &error);

  g_assert_no_error (error);
  return g_string_free (out, FALSE);
}

static char *
patch (const char *text, const char *recurrence, const char *name, const char *params,
       const char *value)
{
  const KtIcalChange change = { recurrence, name, params, value };

  return patch_all (text, &change, 1);
}

/* text with the first such piece replaced. */
static char *
with (const char *text, const char *piece, const char *by)
{
  const char *at = strstr (text, piece);

  g_assert_nonnull (at);
  return g_strdup_printf ("%.*s%s%s", (int)(at - text), text, by, at + strlen (piece));
}

static void
in_place (void)
{
  static const struct
  {
    const char *recurrence, *name, *params, *value, *piece, *by;
  } rows[] = {
    { "", "SUMMARY", "", "New", "SUMMARY:Old\r\n  and folded\r\n", "SUMMARY:New\r\n" },
    { "", "SUMMARY", "", "Old and folded", "X-KEEP", "X-KEEP" }, /* says so already */
    { "", "DTSTART", ";TZID=Europe/Riga", "20261103T110000", "20261102T100000", "20261103T110000" },
    { "", "LOCATION", "", "Rīga", "nonsense\r\n", "nonsense\r\nLOCATION:Rīga\r\n" },
    { "20261109T100000", "SUMMARY", "", "New", "Other", "New" },
    { "20261109T080000Z", "SUMMARY", "", "New", "Other", "New" }, /* the same instant */
    { "", "-SUMMARY", "", "", "SUMMARY:Old\r\n  and folded\r\n", "" },
    { "", "-LOCATION", "", "", "X-KEEP", "X-KEEP" },
    { "", "METHOD", "", "REPLY", "METHOD:REQUEST", "METHOD:REPLY" },
    { "", "-METHOD", "", "", "METHOD:REQUEST\r\n", "" },
    { "", "ATTENDEE", ";CN=B;PARTSTAT=ACCEPTED", "MAILTO:B@x.example",
      "ATTENDEE;CN=B:mailto:b@x.example", "ATTENDEE;CN=B;PARTSTAT=ACCEPTED:MAILTO:B@x.example" },
    { "", "ATTENDEE", "", "mailto:c@x.example", "nonsense\r\n",
      "nonsense\r\nATTENDEE:mailto:c@x.example\r\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *out
          = patch (SERIES, rows[i].recurrence, rows[i].name, rows[i].params, rows[i].value);
      g_autofree char *expected = with (SERIES, rows[i].piece, rows[i].by);
      g_assert_cmpstr (out, ==, expected);
    }
}

static void
uid_of_all (void)
{
  g_autofree char *out = patch (SERIES, "", "UID", "", "2@x.example");
  g_autofree char *once = with (SERIES, "UID:1@", "UID:2@");
  g_autofree char *twice = with (once, "UID:1@", "UID:2@");

  g_assert_cmpstr (out, ==, twice);
}

/* Several changes of one name are its several lines. */
static void
several (void)
{
  static const char text[] = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEXDATE:20261101\nX:1\n"
                             "EXDATE:20261102\nEXDATE:20261103\nEND:VEVENT\nEND:VCALENDAR";
  const KtIcalChange two[] = { { "", "EXDATE", "", "20261101" }, { "", "EXDATE", "", "20261105" } };
  const KtIcalChange four[] = { { "", "EXDATE", "", "20261101" },
                                { "", "EXDATE", "", "20261102" },
                                { "", "EXDATE", "", "20261103" },
                                { "", "EXDATE", "", "20261104" } };
  g_autofree char *less = patch_all (text, two, 2), *more = patch_all (text, four, 4);

  g_assert_cmpstr (less, ==,
                   "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEXDATE:20261101\nX:1\n"
                   "EXDATE:20261105\nEND:VEVENT\nEND:VCALENDAR");
  g_assert_cmpstr (more, ==,
                   "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEXDATE:20261101\nX:1\n"
                   "EXDATE:20261102\nEXDATE:20261103\nEXDATE:20261104\nEND:VEVENT\nEND:VCALENDAR");
}

static void
refused (void)
{
  static const KtIcalChange bad[] = {
    { "", "SUMMARY", "", "a\r\nATTENDEE:mailto:eve@x.example" },
    { "", "SUMMARY", "", "a\x01" },
    { "", "SUMMARY", ";X=a\r\nEVIL:1", "a" },
    { "", "SUMMARY\r\nEVIL", "", "a" },
    { "", "BEGIN", "", "VALARM" },
    { "", "UID", "", "" },
    { "20261110T100000", "SUMMARY", "", "a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (kt_ical_patch (SERIES, strlen (SERIES), &bad[i], 1, &error));
      int code = i + 1 < G_N_ELEMENTS (bad) ? KT_ERROR_FAILED : KT_ERROR_NOT_FOUND;
      g_assert_error (error, KT_ERROR, code);
    }
}

/* --- real files: only the lines meant change --- */

static guint n_patched;

/* How many lines of a text lie between what both have before and after. */
static guint
count_changed (const char *text, gsize length, const char *other, gsize other_length)
{
  g_autofree char *a = g_strndup (text, length), *b = g_strndup (other, other_length);
  g_auto (GStrv) old = g_strsplit (a, "\n", -1), new = g_strsplit (b, "\n", -1);
  guint n = g_strv_length (old), m = g_strv_length (new), before = 0, after = 0;

  while (before < MIN (n, m) && strcmp (old[before], new[before]) == 0)
    before++;
  while (after < MIN (n, m) - before && strcmp (old[n - 1 - after], new[m - 1 - after]) == 0)
    after++;
  return n - before - after;
}

static guint
lines_of (const KtIcalLine *line)
{
  guint n = 0;

  for (gsize i = 0; line != NULL && i < line->raw_length; i++)
    n += line->raw[i] == '\n';
  return n;
}

static void
check_patch (const char *path, const char *bytes, gsize length, const char *name, const char *value)
{
  g_autoptr (KtIcalText) text = kt_ical_text_parse (bytes, length, NULL);
  const KtIcalChange change = { "", name, "", value };
  KtIcalComponent *entry = text != NULL ? kt_ical_entry_find (text, "", NULL) : NULL;
  guint meant = 0, found = 0;

  if (entry == NULL || memchr (bytes, '\0', length) != NULL)
    return;
  for (guint i = 0; i < entry->nodes->len; i++)
    {
      const KtIcalLine *line = &g_array_index (entry->nodes, KtIcalNode, i).line;
      if (strcmp (line->name, name) == 0)
        meant += lines_of (line);
      found += strcmp (line->name, name) == 0;
    }
  g_autoptr (GError) error = NULL;
  GString *out = kt_ical_patch (bytes, length, &change, 1, &error);
  g_assert_no_error (error);
  g_test_message ("%s", path);
  if (found <= 1) /* the others of its name go too */
    g_assert_cmpuint (count_changed (bytes, length, out->str, out->len), <=, meant);
  g_autoptr (KtIcalText) again = kt_ical_text_parse (out->str, out->len, NULL);
  g_assert_cmpstr (kt_ical_value (kt_ical_entry_find (again, "", NULL), name), ==, value);
  GString *twice = kt_ical_patch (out->str, out->len, &change, 1, &error);
  g_assert_cmpmem (twice->str, twice->len, out->str, out->len);
  g_string_free (out, TRUE);
  g_string_free (twice, TRUE);
  n_patched++;
}

static void
check_file (const char *path, const char *bytes, gsize length)
{
  check_patch (path, bytes, length, "SUMMARY",
               "Frizētava, «Ļoti» garš teksts "
               "kas noteikti ir garāks par vienu rindu");
  check_patch (path, bytes, length, "DTSTART", "20261125T080000Z");
}

static void
corpus (void)
{
  if (corpus_each ("ics", check_file))
    g_assert_cmpuint (n_patched, >, 500);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ical-patch/in-place", in_place);
  g_test_add_func ("/ical-patch/uid-of-all", uid_of_all);
  g_test_add_func ("/ical-patch/several", several);
  g_test_add_func ("/ical-patch/refused", refused);
  g_test_add_func ("/ical-patch/corpus", corpus);
  return g_test_run ();
}
