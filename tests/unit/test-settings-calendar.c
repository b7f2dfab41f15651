/* [calendar NAME] of the config. */
#include "config.h"
#include "settings-fixture.h"

static void
test_calendars (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *collection;
  g_autoptr (KtSettings) settings = read_text (place,
                                               "[me]\n"
                                               "phone-calendar = salon/Visits/1\n"
                                               "[calendar salon]\n"
                                               "url = caldav+https://cloud.example/dav/\n"
                                               "user = anna@studija.example\n"
                                               "password-file = secret\n"
                                               "calendars = Visits/1; Private\n"
                                               "deadline-ms = 700\n"
                                               "[calendar holidays]\n"
                                               "url = https://host.example/lv.ics?year=2026\n"
                                               "days-off = yes\n"
                                               "[calendar local]\n"
                                               "url = vdir:calendars\n"
                                               "write = no\n",
                                               -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (settings->calendars->len, ==, 3);
  const KtCalendarSource *salon = settings->calendars->pdata[0];
  g_assert_cmpstr (salon->name, ==, "salon");
  g_assert_cmpstr (salon->user, ==, "anna@studija.example");
  g_assert_cmpstr (salon->host, ==, "cloud.example");
  g_assert_cmpstr (salon->path, ==, "/dav/");
  g_assert_cmpstr (salon->calendars[1], ==, "Private");
  g_assert_cmpint (salon->deadline_ms, ==, 700);
  g_assert_true (g_str_has_suffix (salon->credentials.password_file, "/secret"));
  g_assert_true (salon->write && !salon->days_off);

  const KtCalendarSource *holidays = kt_settings_calendar (settings, "holidays");
  g_assert_true (holidays->kind == KT_SOURCE_ICS_URL && holidays->days_off && !holidays->write);
  g_assert_false (kt_settings_calendar (settings, "local")->write);
  g_assert_null (kt_settings_calendar (settings, "salon/Visits"));
  g_assert_true (kt_settings_phone_calendar (settings, &collection) == salon);
  g_assert_cmpstr (collection, ==, "Visits/1");
}

static void
test_books (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtSettings) settings = read_text (place,
                                               "[contacts phone]\n"
                                               "url = carddav+https://anna@cloud.example/dav/\n"
                                               "books = Contacts; Clients\n"
                                               "push = tag:client city:Rīga\n"
                                               "[contacts local]\n"
                                               "url = vdir:cards\n"
                                               "write = no\n"
                                               "[contacts domain]\n"
                                               "url = carddav+https://anna@studija.example\n"
                                               "push = all\n",
                                               -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (settings->books->len, ==, 3);
  g_assert_cmpuint (settings->calendars->len, ==, 0);
  const KtCalendarSource *phone = kt_settings_book (settings, "phone");
  g_assert_true (phone->kind == KT_SOURCE_CARDDAV && phone->write && phone->push == KT_PUSH_QUERY);
  g_assert_cmpstr (phone->push_query, ==, "tag:client city:Rīga");
  g_assert_cmpstr (phone->calendars[1], ==, "Clients");
  g_assert_cmpstr (phone->path, ==, "/dav/");
  const KtCalendarSource *local = kt_settings_book (settings, "local");
  g_assert_true (local->kind == KT_SOURCE_VDIR_CARDS && !local->write
                 && local->push == KT_PUSH_NONE);
  const KtCalendarSource *domain = kt_settings_book (settings, "domain");
  g_assert_cmpstr (domain->user, ==, "anna@studija.example");
  g_assert_null (domain->host);
  g_assert_true (domain->push == KT_PUSH_ALL);
  g_assert_null (kt_settings_calendar (settings, "phone"));
}

static void
test_bad_books (Place *place, gconstpointer data)
{
  static const char *const texts[] = {
    "[contacts a]\n",
    "[contacts a]\nurl = carddav://anna@h.example/\n",
    "[contacts a]\nurl = caldav+https://anna@h.example/\n",
    "[contacts a]\nurl = vdir:x\nuser = anna\n",
    "[contacts a]\nurl = vdir:x\nwrite = no\npush = all\n",
    "[contacts a]\nurl = vdir:x\ndays-off = yes\n",
    "[calendar a]\nurl = vdir:x\n[contacts a]\nurl = vdir:y\n",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_test_message ("%s", texts[i]);
      g_assert_null (read_text (place, texts[i], -1, &error));
      g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
    }
}

/* The longest name that fits is meant; without one of its calendars it is left open. */
static void
test_phone_calendar (Place *place, gconstpointer data)
{
  static const struct
  {
    const char *value, *source, *collection;
  } cases[] = { { "a", "a", NULL },
                { "a/", "a", NULL },
                { "a/b", "a/b", NULL },
                { "a/b/c", "a/b", "c" },
                { "a/bc", "a", "bc" } };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      const char *collection;
      g_autofree char *text = g_strdup_printf ("[calendar a]\nurl = vdir:a\n"
                                               "[calendar a/b]\nurl = vdir:b\n"
                                               "[me]\nphone-calendar = %s\n",
                                               cases[i].value);
      g_autoptr (KtSettings) settings = read_text (place, text, -1, &error);
      g_assert_no_error (error);
      const KtCalendarSource *source = kt_settings_phone_calendar (settings, &collection);
      g_assert_cmpstr (source->name, ==, cases[i].source);
      g_assert_cmpstr (collection, ==, cases[i].collection);
    }
  g_autoptr (KtSettings) none = read_text (place, "[calendar a]\nurl = vdir:a\n", -1, NULL);
  const char *collection;
  g_assert_null (kt_settings_phone_calendar (none, &collection));
}

static void
test_calendar_urls (Place *place, gconstpointer data)
{
  static const struct
  {
    const char *url;
    KtSourceKind kind;
    const char *user, *host, *path;
    int port;
  } good[] = {
    { "caldav+https://anna@cloud.example/dav/", KT_SOURCE_CALDAV, "anna", "cloud.example", "/dav/",
      0 },
    { "caldav+https://anna@cloud.example/", KT_SOURCE_CALDAV, "anna", "cloud.example", "/", 0 },
    { "caldav+https://cloud.example:5232", KT_SOURCE_CALDAV, NULL, "cloud.example", "", 5232 },
    { "caldav+https://anna@cloud.example:5232", KT_SOURCE_CALDAV, "anna", "cloud.example", "",
      5232 },
    { "caldav+https://anna@studija.example", KT_SOURCE_CALDAV, "anna@studija.example", NULL, "",
      0 },
    { "caldav+https://anna%40studija.example@cloud.example", KT_SOURCE_CALDAV,
      "anna@studija.example", "cloud.example", "", 0 },
    { "caldav+https://a@cloud.example/%D1%8F/x%20y/", KT_SOURCE_CALDAV, "a", "cloud.example",
      "/%D1%8F/x%20y/", 0 },
    { "caldav+https://a@[2001:db8::1]/", KT_SOURCE_CALDAV, "a", "2001:db8::1", "/", 0 },
    { "https://host.example/x/basic.ics", KT_SOURCE_ICS_URL, NULL, "host.example", "/x/basic.ics",
      0 },
    { "https://a@host.example:8443/x?export&y=%20", KT_SOURCE_ICS_URL, "a", "host.example",
      "/x?export&y=%20", 8443 },
    { "webcal://host.example/x.ics", KT_SOURCE_ICS_URL, NULL, "host.example", "/x.ics", 0 },
    { "vdir:~/calendars", KT_SOURCE_VDIR, NULL, NULL, "HOME/calendars", 0 },
    { "ics:///srv/lv.ics", KT_SOURCE_ICS_FILE, NULL, NULL, "/srv/lv.ics", 0 },
    { "ics:lv.ics", KT_SOURCE_ICS_FILE, NULL, NULL, "DIR/lv.ics", 0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = g_strdup_printf ("[calendar x]\nurl = %s\n", good[i].url);
      g_autoptr (KtSettings) settings = read_text (place, text, -1, &error);
      g_assert_no_error (error);
      KtCalendarSource *source = settings->calendars->pdata[0];
      g_assert_cmpint (source->kind, ==, good[i].kind);
      g_assert_cmpstr (source->user, ==, good[i].user);
      g_assert_cmpstr (source->host, ==, good[i].host);
      g_assert_cmpint (source->port, ==, good[i].port);
      g_autoptr (GString) path = g_string_new (good[i].path);
      g_string_replace (path, "HOME", g_get_home_dir (), 1);
      g_string_replace (path, "DIR", place->dir, 1);
      g_assert_cmpstr (source->path, ==, path->str);
    }
}

/* The path of an .ics is often the only secret there is. */
static void
test_bad_calendar_urls (Place *place, gconstpointer data)
{
  static const char *const bad[] = { "caldav+https://anna:s3cret@x.example/",
                                     "caldav+https://anna@s3cret.example/?x",
                                     "caldav+https://anna@s3cret.example/#x",
                                     "caldav+https://anna@s3cret.example:0/",
                                     "caldav+https://",
                                     "caldav+https:///s3cret",
                                     "caldav+http://anna@s3cret.example/",
                                     "caldav://anna@s3cret.example/",
                                     "http://host.example/s3cret.ics",
                                     "https://s3cret.example",
                                     "https://s3cret.example/",
                                     "https://host.example/s3cret.ics#x",
                                     "imaps://anna@s3cret.example",
                                     "vdir:",
                                     "ics://s3cret",
                                     "/s3cret" };
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_bad_url (place, "calendar", bad[i]);
  g_autofree char *path = g_strnfill (2001, 's');
  g_autofree char *url = g_strdup_printf ("https://host.example/%s3", path);
  assert_bad_url (place, "calendar", url);
}

static void
test_mistakes (Place *place, gconstpointer data)
{
  static const struct
  {
    const char *text, *says;
  } mistakes[] = {
    { "[calender x]\n", ":1: unknown section [calender]\nhint: [calendar x]" },
    { "[calendar]\n", ":1: [calendar] needs a name: [calendar studio]" },
    { "[calendar x]\nwrite = no\n", ":1: [calendar x] has no url" },
    { "[calendar x]\nurl = vdir:x\nfolders = a\n",
      ":3: unknown key «folders»\nhint: it belongs into [mail NAME]" },
    { "[calendar x]\nurl = vdir:x\ndays-of = yes\n", "hint: did you mean «days-off»?" },
    { "[mail x]\nurl = eml:x\n[calendar x]\nurl = vdir:x\n",
      ":3: «x» is the name of what line 1 begins" },
    { "[calendar x]\nurl = caldav+https://a@h.example/\nuser = b\n",
      ":3: the url names a user already" },
    { "[calendar x]\nurl = caldav+https://h.example/\npassword-file = b\n",
      ":1: [calendar x] has a password, but no user" },
    { "[calendar x]\nurl = vdir:x\nuser = b\n", ":3: [calendar x] lies on this machine" },
    { "[calendar x]\nurl = ics:x\npassword-file = b\n", ":1: [calendar x] lies on this machine" },
    { "[calendar x]\nurl = ics:x\nwrite = yes\n", ":3: [calendar x] is an .ics, which is only" },
    { "[calendar x]\nurl = ics:x\ncalendars = a\n", ":3: [calendar x] is one calendar" },
    { "[calendar x]\nurl = vdir:x\nwrite = maybe\n", ":3: write cannot be «maybe»" },
    { "[me]\nphone-calendar = slon\n[calendar salon]\nurl = vdir:x\n",
      ":2: there is no calendar «slon» in this config\nhint: did you mean «salon»?" },
    { "[me]\nphone-calendar = x\n", ":2: there is no calendar «x» in this config\nhint: it is" },
    { "[me]\nphone-calendar = x\n[calendar x]\nurl = ics:x\n",
      ":2: phone-calendar cannot be «x», which is only read" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (mistakes); i++)
    assert_mistake (place, mistakes[i].text, mistakes[i].says);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Place *place, gconstpointer data);
  } tests[] = {
    { "/settings-calendar/all", test_calendars },
    { "/settings-calendar/phone", test_phone_calendar },
    { "/settings-calendar/urls", test_calendar_urls },
    { "/settings-calendar/bad-urls", test_bad_calendar_urls },
    { "/settings-calendar/mistakes", test_mistakes },
    { "/settings-calendar/books", test_books },
    { "/settings-calendar/bad-books", test_bad_books },
  };
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Place, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
