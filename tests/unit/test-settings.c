#include "config.h"
#include "settings-fixture.h"

static void
test_example (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtSettings) settings
      = read_text (place,
                   "\xEF\xBB\xBF# my office\n"
                   "[me]\r\n"
                   "name = Anna Bērziņa\n"
                   "addresses = Anna@Studija.example ;  anna.b@inbox.example;\n"
                   "timezone=Europe/Riga\n"
                   "country = lv\n"
                   "currency = EUR\n"
                   "\n"
                   "[mail studio]\n"
                   "  # a comment of its own\n"
                   "url = imaps://anna@imap.example.com\n"
                   "password-command = pass show studio # first line\n"
                   "ca-file = ca.pem\n"
                   "folders = INBOX; Sent; Clients/*\n"
                   "since = 3 years\n"
                   "address = anna+shop@studija.example\n"
                   "deadline-ms = 500\n"
                   "[mail  студия]\n"
                   "url = maildir:/srv/mail\n"
                   "sent = Отправленные",
                   -1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (settings->me_name, ==, "Anna Bērziņa");
  g_assert_cmpstr (settings->addresses[0], ==, "anna@studija.example");
  g_assert_cmpstr (settings->addresses[1], ==, "anna.b@inbox.example");
  g_assert_null (settings->addresses[2]);
  g_assert_cmpstr (settings->timezone, ==, "Europe/Riga");
  g_assert_cmpstr (settings->country, ==, "LV");
  g_assert_cmpuint (settings->mail->len, ==, 2);

  KtMailSource *studio = settings->mail->pdata[0], *maildir = settings->mail->pdata[1];
  g_assert_cmpstr (studio->name, ==, "studio");
  g_assert_cmpint (studio->kind, ==, KT_SOURCE_IMAPS);
  g_assert_cmpstr (studio->user, ==, "anna");
  g_assert_cmpstr (studio->host, ==, "imap.example.com");
  g_assert_cmpint (studio->port, ==, 993);
  g_assert_cmpstr (studio->credentials.password_command, ==, "pass show studio # first line");
  g_autofree char *ca = g_build_filename (place->dir, "ca.pem", NULL);
  g_assert_cmpstr (studio->ca_file, ==, ca);
  g_assert_cmpstr (studio->folders[2], ==, "Clients/*");
  g_assert_cmpint (studio->since_days, ==, 1096);
  g_assert_cmpint (studio->deadline_ms, ==, 500);
  g_assert_cmpstr (maildir->name, ==, "студия");
  g_assert_cmpint (maildir->kind, ==, KT_SOURCE_MAILDIR);
  g_assert_cmpstr (maildir->path, ==, "/srv/mail");
  g_assert_cmpstr (maildir->sent, ==, "Отправленные");
  g_assert_null (maildir->folders);

  g_assert_true (kt_settings_is_me (settings, "anna@studija.example"));
  g_assert_false (kt_settings_is_me (settings, "anna@imap.example.com"));
}

static void
test_defaults (Place *place, gconstpointer data)
{
  g_autoptr (KtSettings) settings = read_text (place, "", -1, NULL);
  g_assert_cmpuint (settings->working_days, ==, 0x3e);
  g_assert_cmpint (settings->day_starts, ==, 9);
  g_assert_cmpint (settings->answer_after, ==, 1);
  g_assert_cmpint (settings->nudge_after, ==, 4);
  g_assert_cmpint (settings->look_back, ==, 90);
  g_assert_cmpint (settings->watch_minutes, ==, 5);
  g_assert_cmpint (settings->auto_contacts, ==, KT_AUTO_CONTACTS_REPLIED);
  g_assert_true (settings->addr_rules.strip_plus && settings->addr_rules.gmail_dots);
  g_assert_cmpuint (settings->mail->len, ==, 0);
  g_assert_null (settings->timezone);
  g_assert_cmpuint (strlen (settings->hash), ==, 64);
}

static void
test_me (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtSettings) settings = read_text (place,
                                               "[me]\n"
                                               "working-days = Sat..mon; wed\n"
                                               "day-starts = 0\n"
                                               "answer-after = 2 working days\n"
                                               "nudge-after = 1 working day\n"
                                               "look-back = 2 months\n"
                                               "watch-minutes = 90\n"
                                               "auto-contacts = never\n"
                                               "plus-tags = no\n"
                                               "gmail-dots = no\n"
                                               "addresses = anna+a@x.example\n",
                                               -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (settings->working_days, ==, 1 << 6 | 1 << 7 | 1 << 1 | 1 << 3);
  g_assert_cmpint (settings->day_starts, ==, 0);
  g_assert_cmpint (settings->answer_after, ==, 2);
  g_assert_cmpint (settings->nudge_after, ==, 1);
  g_assert_cmpint (settings->look_back, ==, 61);
  g_assert_cmpint (settings->watch_minutes, ==, 90);
  g_assert_cmpint (settings->auto_contacts, ==, KT_AUTO_CONTACTS_NEVER);
  g_assert_false (settings->addr_rules.strip_plus || settings->addr_rules.gmail_dots);
  g_assert_true (kt_settings_is_me (settings, "anna+a@x.example"));
  g_assert_false (kt_settings_is_me (settings, "anna@x.example"));
}

static void
test_invoice (Place *place, gconstpointer data)
{
  static const struct
  {
    const char *text;
    int tax;
  } taxes[]
      = { { "21 %", 2100 }, { "5,5", 550 }, { "12.25%", 1225 }, { "0", 0 }, { "100 %", 10000 } };
  for (gsize i = 0; i < G_N_ELEMENTS (taxes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = g_strdup_printf ("[invoice]\ntax = %s\n"
                                               "iban = lv80 bank 0000 4351 9500 1\n"
                                               "address = Brīvības iela 1; Rīga\n"
                                               "number = A/YY/##\nstart = A/26/07\ndue = 2 weeks\n",
                                               taxes[i].text);
      g_autoptr (KtSettings) settings = read_text (place, text, -1, &error);
      g_assert_no_error (error);
      g_assert_cmpint (settings->invoice.tax, ==, taxes[i].tax);
      g_assert_cmpstr (settings->invoice.iban, ==, "LV80BANK0000435195001");
      g_assert_cmpstr (settings->invoice.address, ==, "Brīvības iela 1\nRīga");
      g_assert_cmpint (settings->invoice.due, ==, 14);
      g_assert_cmpstr (settings->invoice.offer_number, ==, "YYYY-##");
      g_assert_false (settings->invoice.tax_added);
    }
  g_autoptr (KtSettings) none = read_text (place, "", -1, NULL);
  g_assert_cmpstr (none->invoice.number, ==, "YYYY-###");
  g_assert_cmpint (none->invoice.due, ==, 14);
  g_assert_cmpint (none->invoice.tax, ==, 0);
}

static void
test_urls (Place *place, gconstpointer data)
{
  static const struct
  {
    const char *url;
    KtSourceKind kind;
    const char *user, *host, *path;
    int port;
  } good[] = {
    { "imaps://anna%40x.example@imap.x.example", KT_SOURCE_IMAPS, "anna@x.example",
      "imap.x.example", NULL, 993 },
    { "imaps://anna@x.example@imap.x.example", KT_SOURCE_IMAPS, "anna@x.example", "imap.x.example",
      NULL, 993 },
    { "imaps://anna@imap.x.example/", KT_SOURCE_IMAPS, "anna", "imap.x.example", NULL, 993 },
    { "imap+starttls://a@LOCALHOST:65535", KT_SOURCE_IMAP_STARTTLS, "a", "localhost", NULL, 65535 },
    { "imap+starttls://a%3Ab@x.example", KT_SOURCE_IMAP_STARTTLS, "a:b", "x.example", NULL, 143 },
    { "imaps://a@[2001:db8::1]:994", KT_SOURCE_IMAPS, "a", "2001:db8::1", NULL, 994 },
    { "imaps://a@почта.example", KT_SOURCE_IMAPS, "a", "xn--80a1acny.example", NULL, 993 },
    { "maildir:/srv//mail/", KT_SOURCE_MAILDIR, NULL, NULL, "/srv/mail", 0 },
    { "maildir:///srv/mail", KT_SOURCE_MAILDIR, NULL, NULL, "/srv/mail", 0 },
    { "eml:~/letters", KT_SOURCE_EML, NULL, NULL, "HOME/letters", 0 },
    { "eml:letters", KT_SOURCE_EML, NULL, NULL, "DIR/letters", 0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = g_strdup_printf ("[mail x]\nurl = %s\n", good[i].url);
      g_autoptr (KtSettings) settings = read_text (place, text, -1, &error);
      g_assert_no_error (error);
      KtMailSource *source = settings->mail->pdata[0];
      g_assert_cmpint (source->kind, ==, good[i].kind);
      g_assert_cmpstr (source->user, ==, good[i].user);
      g_assert_cmpstr (source->host, ==, good[i].host);
      g_assert_cmpint (source->port, ==, good[i].port);
      g_autoptr (GString) path = g_string_new (good[i].path);
      g_string_replace (path, "HOME", g_get_home_dir (), 1);
      g_string_replace (path, "DIR", place->dir, 1);
      g_assert_cmpstr (source->path, ==, good[i].path == NULL ? NULL : path->str);
    }
}

/* None is accepted, and what may be a password is never repeated. */
static void
test_bad_urls (Place *place, gconstpointer data)
{
  static const char *const bad[] = { "imaps://anna:s3cret@x.example",
                                     "imaps://anna:s3/cret@x.example",
                                     "imaps://anna:s3@cret@x.example",
                                     "imaps://anna:@x.example",
                                     "imaps://anna@x.example@",
                                     "imaps://s3cret",
                                     "imaps://@s3cret.example",
                                     "imaps://anna@",
                                     "imaps://anna@s3cret.example:0",
                                     "imaps://anna@s3cret.example:65536",
                                     "imaps://anna@s3cret.example:x",
                                     "imaps://anna@s3cret.example/INBOX",
                                     "imaps://anna@s3cret.example?x",
                                     "imaps://an%0Ana@s3cret.example",
                                     "imaps://an%00na@s3cret.example",
                                     "imaps://an%FFna@s3cret.example",
                                     "imaps://anna@s3cret_\xE2\x80\xAE.example/",
                                     "imap://anna@s3cret.example",
                                     "pop3://anna@s3cret.example",
                                     "s3cret",
                                     "maildir:",
                                     "maildir://s3cret" };
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_bad_url (place, "mail", bad[i]);
}

static const struct
{
  const char *text, *says;
} mistakes[] = {
  { "[me]\nadresses = x", ":2: unknown key «adresses»\nhint: did you mean «addresses»?" },
  { "[me]\nsince = 1 day", ":2: unknown key «since»\nhint: it belongs into [mail NAME]" },
  { "[mail x]\nurl = eml:x\nname = Anna", ":3: unknown key «name»\nhint: it belongs into [me]" },
  { "[me]\nname[lv] = Anna", ":2: unknown key «name[lv]»" },
  { "[me]\nwallpaper = x", ":2: unknown key «wallpaper»" },
  { "[meh]\n", ":1: unknown section [meh]\nhint: [me]" },
  { "[mial studio]\n", ":1: unknown section [mial]\nhint: [mail studio]" },
  { "[me x]\n", ":1: unknown section [me]" },
  { "[invoice x]\n", ":1: unknown section [invoice]\nhint: [invoice]" },
  { "[invoices]\n", ":1: unknown section [invoices]\nhint: [invoice]" },
  { "[me]\niban = x", ":2: unknown key «iban»\nhint: it belongs into [invoice]" },
  { "[invoice]\niban = LV80 BANK 0000 4351 9500 2", ":2: iban cannot be" },
  { "[invoice]\niban = LV80-BANK", ":2: iban cannot be" },
  { "[invoice]\nnumber = ###", ":2: number cannot be «###»\nhint: write it like: YYYY-###" },
  { "[invoice]\nstart = 45", ":2: start cannot be «45»\nhint: write it like: 2026-045" },
  { "[invoice]\ntax = 101 %", ":2: tax cannot be «101 %»" },
  { "[invoice]\ntax = 100,01 %", ":2: tax cannot be" },
  { "[invoice]\ntax = 5,555", ":2: tax cannot be" },
  { "[invoice]\ntax = -1", ":2: tax cannot be" },
  { "[invoice]\ndue = soon", ":2: due cannot be «soon»" },
  { "[mail]\n", ":1: [mail] needs a name" },
  { "[mail a[b]\n", ":1: the name holds a character" },
  { "[mail a\x1b]\n", ":1: the name holds a character" },
  { "[mail a\xE2\x80\xAE]\n", ":1: the name holds a character" },
  { "[mail a]\nurl = eml:x\n[me]\n[mail  a ]\n",
    ":4: [mail a] stands here twice, first in line 1" },
  { "[me]\n[me]\n", ":2: [me] stands here twice" },
  { "[me]\nname = A\nname = B", ":3: «name» stands here twice, first in line 2" },
  { "name = Anna\n", ":1: «name» stands before the first [section]" },
  { "[me]\nname =  \n", ":2: «name» has no value" },
  { "[me]\nAnna\n", ":2: cannot read this line" },
  { "[me]\n= Anna\n", ":2: cannot read this line" },
  { "[me\n", ":1: cannot read this line" },
  { "[me]\nname = Anna # me\n", ":2: a comment stands behind the value" },
  { "[me]\nname = Anna \\q\n", ":2: cannot read the value of «name»" },
  { "[me]\naddresses = a@x.example\\q\n", ":2: cannot read the value of «addresses»" },
  { "[me]\nname = \xFF\n", ":2: the line is not UTF-8" },
  { "[me]\naddresses = anna\n", ":2: addresses cannot be «anna»\nhint: write it like: anna@" },
  { "[me]\naddresses = ;\n", ":2: addresses cannot be" },
  { "[me]\ntimezone = Europe/Rigga\n", ":2: timezone cannot be «Europe/Rigga»" },
  { "[me]\ntimezone = /etc/passwd\n", ":2: timezone cannot be" },
  { "[me]\ncountry = Latvia\n", ":2: country cannot be «Latvia»" },
  { "[me]\ncountry = L1\n", ":2: country cannot be" },
  { "[me]\ncurrency = EURO\n", ":2: currency cannot be" },
  { "[me]\nworking-days = mon..foo\n", ":2: working-days cannot be «mon..foo»" },
  { "[me]\nworking-days = mon..\n", ":2: working-days cannot be" },
  { "[me]\nday-starts = 24\n", ":2: day-starts cannot be «24»" },
  { "[me]\nday-starts = 9:00\n", ":2: day-starts cannot be" },
  { "[me]\nanswer-after = 2 days\n", ":2: answer-after cannot be «2 days»" },
  { "[me]\nwatch-minutes = 0\n", ":2: watch-minutes cannot be «0»" },
  { "[me]\nwatch-minutes = 1441\n", ":2: watch-minutes cannot be «1441»" },
  { "[me]\nwatch-minutes = 90s\n", ":2: watch-minutes cannot be «90s»" },
  { "[me]\nlook-back = 90\n", ":2: look-back cannot be «90»" },
  { "[me]\nlook-back = 0 days\n", ":2: look-back cannot be" },
  { "[me]\nlook-back = 101 years\n", ":2: look-back cannot be" },
  { "[me]\nlook-back = 99999999999999999999 days\n", ":2: look-back cannot be" },
  { "[me]\nauto-contacts = some\n", ":2: auto-contacts cannot be «some»" },
  { "[me]\nplus-tags = maybe\n", ":2: plus-tags cannot be" },
  { "[mail x]\nurl = eml:x\ndeadline-ms = 0\n", ":3: deadline-ms cannot be" },
  { "[me]\n\n[mail x]\nsince = 1 day\n", ":3: [mail x] has neither url nor tunnel" },
  { "[mail x]\nurl = eml:x\ntunnel = cat\n", ":3: url and tunnel exclude each other" },
  { "[mail x]\ntunnel = cat\npassword = a\npassword-file = b\n", "more than one password" },
  { "[mail x]\nurl = eml:x\npassword = a\n", ":1: [mail x] lies on this machine" },
  { "[mail x]\nurl = maildir:x\nca-file = a\n", ":1: [mail x] lies on this machine" },
};

static void
test_mistakes (Place *place, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (mistakes); i++)
    assert_mistake (place, mistakes[i].text, mistakes[i].says);
}

static void
test_files (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (kt_settings_read (place->file, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "\nhint: make one: kontor init"));
  g_clear_error (&error);
  g_assert_null (kt_settings_read (place->dir, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_null (kt_settings_read ("/dev/zero", &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_null (read_text (place, "[me]\n\0name = x\n", 15, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
}

static void
test_password (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *text = "[mail x]\nurl = imaps://a@x.example\npassword = p \\\\# s3cret\n";
  g_autoptr (KtSettings) settings = read_text (place, text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (((KtMailSource *)settings->mail->pdata[0])->credentials.password, ==,
                   "p \\# s3cret");

  g_chmod (place->file, 0640);
  g_assert_null (kt_settings_read (place->file, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
  g_assert_nonnull (strstr (error->message, ":3: others may read this file"));
  g_assert_null (strstr (error->message, "s3cret"));
  g_assert_nonnull (strstr (error->message, "hint: chmod 600 "));
}

/* Each limit, and one past it. */
static void
test_limits (Place *place, gconstpointer data)
{
  for (int over = 0; over < 2; over++)
    {
      g_autofree char *name = g_strnfill (64 + over, 'n');
      g_autofree char *line = g_strnfill ((16 << 10) - 7 + over, 'x');
      g_autofree char *comment = g_strnfill (1 << 20, '\n');
      char *texts[4] = { NULL };
      texts[0] = g_strdup_printf ("[mail %s]\nurl = eml:x\n", name);
      texts[1] = g_strdup_printf ("[me]\nname = %s\n", line);
      texts[2] = g_strdup_printf ("%s%s", comment, over ? "\n" : "");
      GString *many = g_string_new (NULL);
      for (int i = 0; i < 100 + over; i++)
        g_string_append_printf (many, "[mail %d]\nurl = eml:x\n", i);
      texts[3] = g_string_free (many, FALSE);
      for (int i = 0; i < 4; i++)
        {
          g_autofree char *text = texts[i];
          g_autoptr (GError) error = NULL;
          g_autoptr (KtSettings) settings = read_text (place, text, -1, &error);
          g_assert_true ((settings != NULL) == !over);
        }
    }
}

static void
test_hash (Place *place, gconstpointer data)
{
  g_autoptr (KtSettings) a
      = read_text (place, "[me]\naddresses = a@x.example; b@x.example", -1, NULL);
  g_autoptr (KtSettings) b
      = read_text (place, "[me]\naddresses = b@x.example;A@x.example\nname = B", -1, NULL);
  g_autoptr (KtSettings) c = read_text (place, "[me]\naddresses = b@x.example", -1, NULL);
  g_autoptr (KtSettings) d
      = read_text (place, "[me]\naddresses = a@x.example; b@x.example\nplus-tags = no", -1, NULL);
  g_assert_cmpstr (a->hash, ==, b->hash);
  g_assert_cmpstr (a->hash, !=, c->hash);
  g_autoptr (KtSettings) e
      = read_text (place, "[me]\naddresses = a@x.example; b@x.example\ngmail-dots = no", -1, NULL);
  g_assert_cmpstr (a->hash, !=, d->hash);
  g_assert_cmpstr (a->hash, !=, e->hash);
  g_assert_cmpstr (d->hash, !=, e->hash);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Place *place, gconstpointer data);
  } tests[] = {
    { "/settings/example", test_example },
    { "/settings/defaults", test_defaults },
    { "/settings/me", test_me },
    { "/settings/invoice", test_invoice },
    { "/settings/urls", test_urls },
    { "/settings/bad-urls", test_bad_urls },
    { "/settings/mistakes", test_mistakes },
    { "/settings/files", test_files },
    { "/settings/password", test_password },
    { "/settings/limits", test_limits },
    { "/settings/hash", test_hash },
  };
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Place, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
