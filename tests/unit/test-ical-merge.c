#include "config.h"
#include "corpus-files.h"
#include "kontor/error.h"
#include "kontor/ical-edit.h"
#include <string.h>

static KtIcalBytes
bytes_of (const char *text)
{
  return (KtIcalBytes){ text, strlen (text) };
}

static char *
merge (const char *base, const char *mine, const char *theirs, char **ret_conflicts)
{
  const KtIcalBytes b = bytes_of (base), m = bytes_of (mine), t = bytes_of (theirs);
  g_autoptr (GError) error = NULL;
  GString *out = kt_ical_merge (&b, &m, &t, ret_conflicts, &error);

  g_assert_no_error (error);
  return g_string_free (out, FALSE);
}

static char *
event (const char *lines)
{
  return g_strdup_printf ("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\n%sEND:VEVENT\n"
                          "END:VCALENDAR\n",
                          lines);
}

/* What the lines of one event become: base, mine, theirs, merged, conflicts. */
static void
properties (void)
{
  static const struct
  {
    const char *base, *mine, *theirs, *merged, *conflicts;
  } rows[] = {
    /* only mine, only theirs, both the same, both different */
    { "SUMMARY:a\n", "SUMMARY:b\n", "SUMMARY:a\n", "SUMMARY:b\n", "" },
    { "SUMMARY:a\n", "SUMMARY:a\n", "SUMMARY:b\n", "SUMMARY:b\n", "" },
    { "SUMMARY:a\n", "SUMMARY:b\n", "SUMMARY:b\n", "SUMMARY:b\n", "" },
    { "SUMMARY:a\n", "SUMMARY:b\n", "SUMMARY:c\n", "SUMMARY:c\n", "SUMMARY" },
    /* different ones; order and formatting of theirs are kept */
    { "SUMMARY:a\nLOCATION:x\n", "SUMMARY:b\nLOCATION:x\n", "LOCATION:y\nX-A:1\nSUMMARY\n :a\n",
      "LOCATION:y\nX-A:1\nSUMMARY:b\n", "" },
    { "SUMMARY:a\n", "SUMMARY:a\nLOCATION:x\n", "X:1\nSUMMARY:a\n", "X:1\nSUMMARY:a\nLOCATION:x\n",
      "" },
    { "SUMMARY:a\nLOCATION:x\n", "SUMMARY:a\n", "LOCATION:x\nSUMMARY:c\n", "SUMMARY:c\n", "" },
    { "LOCATION:x\n", "", "LOCATION:y\n", "LOCATION:y\n", "LOCATION" },
    { "", "LOCATION:x\n", "LOCATION:y\n", "LOCATION:y\n", "LOCATION" },
    /* how it is written is no change */
    { "DTSTART;TZID=A;X=1:20261101T100000\n", "DTSTART;x=1;TZID=A:20261101T100000\n",
      "DTSTART;TZID=A;X=1:20261101T110000\n", "DTSTART;TZID=A;X=1:20261101T110000\n", "" },
    { "DTSTART:20261101T100000Z\n", "DTSTART;VALUE=DATE-TIME:20261101T100000Z\n",
      "DTSTART:20261101T110000Z\n", "DTSTART:20261101T110000Z\n", "" },
    /* times go together */
    { "DTSTART:20261101T100000Z\nDTEND:20261101T110000Z\n",
      "DTSTART:20261101T120000Z\nDTEND:20261101T130000Z\n",
      "DTSTART:20261101T100000Z\nDTEND:20261101T113000Z\n",
      "DTSTART:20261101T100000Z\nDTEND:20261101T113000Z\n", "DTSTART" },
    { "DTSTART:20261101T100000Z\nDTEND:20261101T110000Z\n",
      "DTSTART:20261101T120000Z\nDTEND:20261101T130000Z\n",
      "SUMMARY:s\nDTEND:20261101T110000Z\nDTSTART:20261101T100000Z\n",
      "SUMMARY:s\nDTSTART:20261101T120000Z\nDTEND:20261101T130000Z\n", "" },
    /* never in conflict */
    { "DTSTAMP:20261101T100000Z\nSEQUENCE:1\nPRODID:a\n",
      "DTSTAMP:20261103T100000Z\nSEQUENCE:2\nPRODID:b\n",
      "DTSTAMP:20261102T100000Z\nSEQUENCE:3\nPRODID:c\n",
      "DTSTAMP:20261102T100000Z\nSEQUENCE:3\nPRODID:c\n", "" },
    { "DTSTAMP:20261101T100000Z\nSEQUENCE:1\nSUMMARY:a\n",
      "DTSTAMP:20261103T100000Z\nSEQUENCE:2\nSUMMARY:b\n",
      "DTSTAMP:20261102T100000Z\nSEQUENCE:3\nSUMMARY:a\n",
      "DTSTAMP:20261103T100000Z\nSEQUENCE:4\nSUMMARY:b\n", "" },
    { "SUMMARY:a\n", "SUMMARY:b\nSEQUENCE:1\n", "SUMMARY:a\n", "SUMMARY:b\nSEQUENCE:1\n", "" },
    { "SUMMARY:a\n", "SUMMARY:a\nX-RADICALE-NAME:m\n", "SUMMARY:a\nX-RADICALE-NAME:t\n",
      "SUMMARY:a\nX-RADICALE-NAME:t\n", "" },
    /* people one by one */
    { "ATTENDEE:mailto:a@x.example\nATTENDEE:mailto:b@x.example\n",
      "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@x.example\nATTENDEE:mailto:b@x.example\n",
      "ATTENDEE:mailto:a@x.example\nATTENDEE;PARTSTAT=DECLINED:mailto:b@x.example\n",
      "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@x.example\n"
      "ATTENDEE;PARTSTAT=DECLINED:mailto:b@x.example\n",
      "" },
    { "ATTENDEE:mailto:a@x.example\n", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@x.example\n",
      "ATTENDEE;PARTSTAT=DECLINED:mailto:a@x.example\n",
      "ATTENDEE;PARTSTAT=DECLINED:mailto:a@x.example\n", "ATTENDEE" },
    /* dates left out add up */
    { "EXDATE:20261101\n", "EXDATE:20261101,20261102\n", "EXDATE:20261101\nEXDATE:20261103\n",
      "EXDATE:20261101\nEXDATE:20261103\nEXDATE:20261102\n", "" },
    { "EXDATE:20261101\n", "", "EXDATE:20261101\nEXDATE:20261103\n",
      "EXDATE:20261101\nEXDATE:20261103\n", "EXDATE" },
    /* alarms whole */
    { "BEGIN:VALARM\nTRIGGER:-PT5M\nEND:VALARM\n", "BEGIN:VALARM\nTRIGGER:-PT9M\nEND:VALARM\n",
      "X:1\nBEGIN:VALARM\nTRIGGER:-PT5M\nEND:VALARM\n",
      "X:1\nBEGIN:VALARM\nTRIGGER:-PT9M\nEND:VALARM\n", "" },
    { "BEGIN:VALARM\nTRIGGER:-PT5M\nEND:VALARM\n", "BEGIN:VALARM\nTRIGGER:-PT9M\nEND:VALARM\n",
      "BEGIN:VALARM\nTRIGGER:-PT7M\nEND:VALARM\n", "BEGIN:VALARM\nTRIGGER:-PT7M\nEND:VALARM\n",
      "VALARM" },
    { "", "BEGIN:VALARM\nTRIGGER:-PT9M\nEND:VALARM\n", "SUMMARY:x\n",
      "SUMMARY:x\nBEGIN:VALARM\nTRIGGER:-PT9M\nEND:VALARM\n", "" },
    { "BEGIN:VALARM\nTRIGGER:-PT5M\nEND:VALARM\n",
      "BEGIN:VALARM\nTRIGGER:-PT5M\nEND:VALARM\nBEGIN:VALARM\nTRIGGER:-PT9M\nEND:VALARM\n",
      "BEGIN:VALARM\nTRIGGER:-PT5M\nACKNOWLEDGED:20261101T100000Z\nEND:VALARM\n",
      "BEGIN:VALARM\nTRIGGER:-PT5M\nACKNOWLEDGED:20261101T100000Z\nEND:VALARM\n"
      "BEGIN:VALARM\nTRIGGER:-PT9M\nEND:VALARM\n",
      "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *base = event (rows[i].base), *mine = event (rows[i].mine);
      g_autofree char *theirs = event (rows[i].theirs), *expected = event (rows[i].merged);
      g_autofree char *conflicts = NULL, *out = merge (base, mine, theirs, &conflicts);
      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (out, ==, expected);
      g_assert_cmpstr (conflicts, ==, rows[i].conflicts);
    }
}

#define MASTER "BEGIN:VEVENT\nUID:1\nSUMMARY:m\nEND:VEVENT\n"
#define OVERRIDE(what)                                                                             \
  "BEGIN:VEVENT\nUID:1\nRECURRENCE-ID;TZID=Europe/Riga:20261109T100000\nSUMMARY:" what             \
  "\nEND:VEVENT\n"
#define SAME_IN_UTC "BEGIN:VEVENT\nUID:1\nRECURRENCE-ID:20261109T080000Z\nSUMMARY:o\nEND:VEVENT\n"
#define ZONE "BEGIN:VTIMEZONE\nTZID:Europe/Riga\nEND:VTIMEZONE\n"
#define CALENDAR(inner) "BEGIN:VCALENDAR\n" inner "END:VCALENDAR\n"

static void
components (void)
{
  static const char *const rows[][4] = {
    /* new in mine, with the zone it needs; new in theirs */
    { CALENDAR (MASTER), CALENDAR (ZONE MASTER OVERRIDE ("o")), CALENDAR (MASTER),
      CALENDAR (ZONE MASTER OVERRIDE ("o")) },
    { CALENDAR (MASTER), CALENDAR (MASTER), CALENDAR (MASTER OVERRIDE ("o")),
      CALENDAR (MASTER OVERRIDE ("o")) },
    /* removed; changed beats removed on either side */
    { CALENDAR (MASTER OVERRIDE ("o")), CALENDAR (MASTER), CALENDAR (MASTER OVERRIDE ("o")),
      CALENDAR (MASTER) },
    { CALENDAR (MASTER OVERRIDE ("o")), CALENDAR (MASTER OVERRIDE ("o")), CALENDAR (MASTER),
      CALENDAR (MASTER) },
    { CALENDAR (MASTER OVERRIDE ("o")), CALENDAR (MASTER), CALENDAR (MASTER OVERRIDE ("p")),
      CALENDAR (MASTER OVERRIDE ("p")) },
    { CALENDAR (MASTER OVERRIDE ("o")), CALENDAR (MASTER OVERRIDE ("p")), CALENDAR (MASTER),
      CALENDAR (MASTER OVERRIDE ("p")) },
    /* the same occurrence, told in another zone */
    { CALENDAR (MASTER OVERRIDE ("n")), CALENDAR (MASTER SAME_IN_UTC),
      CALENDAR (MASTER OVERRIDE ("n")), NULL },
    { "", CALENDAR (MASTER), CALENDAR (OVERRIDE ("o")), CALENDAR (OVERRIDE ("o") MASTER) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *conflicts = NULL;
      g_autofree char *out = merge (rows[i][0], rows[i][1], rows[i][2], &conflicts);
      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (conflicts, ==, "");
      if (rows[i][3] != NULL)
        g_assert_cmpstr (out, ==, rows[i][3]);
      else
        g_assert_cmpuint (g_strrstr (out, "BEGIN:VEVENT") - strstr (out, "BEGIN:VEVENT"), ==,
                          strlen (MASTER));
    }
}

static void
line_ends (void)
{
  g_autofree char *conflicts = NULL;
  g_autofree char *out = merge (
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\nEND:VCALENDAR\n",
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:a\n b\nEND:VEVENT\nEND:VCALENDAR\n",
      "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", &conflicts);

  g_assert_cmpstr (out, ==,
                   "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:a\r\n b\r\nEND:VEVENT\r\n"
                   "END:VCALENDAR\r\n");
}

static void
refused (void)
{
  const KtIcalBytes none = bytes_of (""), some = bytes_of (CALENDAR (MASTER));
  g_autofree char *conflicts = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (kt_ical_merge (&some, &some, &none, &conflicts, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
}

static guint n_merged;

/* The same edit on both sides is theirs, byte for byte; an edit of mine alone is mine again. */
static void
check_file (const char *path, const char *bytes, gsize length)
{
  const KtIcalChange change = { "", "SUMMARY", "", "Frizētava" };
  const KtIcalBytes base = { bytes, length };
  g_autofree char *conflicts = NULL, *second = NULL;
  GString *edited = kt_ical_patch (bytes, length, &change, 1, NULL);

  g_autoptr (KtIcalText) before = kt_ical_text_parse (bytes, length, NULL);
  if (edited == NULL || kt_ical_component_find (kt_ical_text_root (before), "VCALENDAR", 0) == NULL)
    {
      if (edited != NULL)
        g_string_free (edited, TRUE);
      return;
    }
  g_test_message ("%s", path);
  const KtIcalBytes mine = { edited->str, edited->len };
  GString *same = kt_ical_merge (&base, &mine, &mine, &conflicts, NULL);
  GString *taken = kt_ical_merge (&base, &mine, &base, &second, NULL);
  g_assert_nonnull (same);
  g_assert_cmpmem (same->str, same->len, edited->str, edited->len);
  g_assert_cmpstr (conflicts, ==, "");
  g_assert_nonnull (taken);
  g_assert_cmpstr (second, ==, "");
  g_autoptr (KtIcalText) text = kt_ical_text_parse (taken->str, taken->len, NULL);
  g_assert_cmpstr (kt_ical_value (kt_ical_entry_find (text, "", NULL), "SUMMARY"), ==, "Frizētava");
  n_merged++;
  g_string_free (edited, TRUE);
  g_string_free (same, TRUE);
  g_string_free (taken, TRUE);
}

static void
corpus (void)
{
  if (corpus_each ("ics", check_file))
    g_assert_cmpuint (n_merged, >, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ical-merge/properties", properties);
  g_test_add_func ("/ical-merge/components", components);
  g_test_add_func ("/ical-merge/line-ends", line_ends);
  g_test_add_func ("/ical-merge/refused", refused);
  g_test_add_func ("/ical-merge/corpus", corpus);
  return g_test_run ();
}
