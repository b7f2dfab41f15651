/* Cards are patched: only the lines that are meant change. */
#include "config.h"
#include "corpus-files.h"
#include "kontor/error.h"
#include "vcard-fixture.h"

#define HEAD "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:x\r\nN:Bērziņa;Anna;;Dr.;\r\nFN:Anna Bērziņa\r\n"
#define TAIL                                                                                       \
  "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\r\n SkZJRg==\r\nX-WEIRD;A=\"b:c\":d\r\nnonsense\r\n"        \
  "REV:20200101T000000Z\r\nEND:VCARD\r\n"
#define LINES                                                                                      \
  "ORG:Studija;Zāle\r\nEMAIL;type=INTERNET;type=HOME:anna@x.example\r\n"                          \
  "TEL;type=CELL;type=pref:+371 29 123 456\r\nitem1.TEL:67 000 000\r\n"                            \
  "item1.X-ABLabel:_$!<Main>!$_\r\nADR:;;Brīvības 1;Rīga;;LV-1010;\r\n"                         \
  "BDAY:1986-03-12\r\nCATEGORIES:myContacts,vip\r\nNOTE:dog\\, Bruno\r\n"                          \
  "X-KONTOR-TYPE:designer\r\n"
#define CARD HEAD LINES TAIL

#define PLAIN(kind, value)                                                                         \
  {                                                                                                \
    kind, value, NULL, 0                                                                           \
  }

static KtVcardPoint phones[] = { PLAIN ("phone", "+37129123456"), PLAIN ("phone", "67000000") };

/* What the card tells already. */
static KtVcard
same (guint32 tells)
{
  static KtVcardPoint points[]
      = { PLAIN ("phone", "+371 29 123 456"), PLAIN ("phone", "67000000"),
          PLAIN ("email", "Anna@x.example"), PLAIN ("post", "Brīvības 1, Rīga, LV-1010") };
  static const char *tags[] = { "vip" }, *notes[] = { "dog, Bruno" };
  static KtVcardField fields[] = { { "type", "designer" } };

  return (KtVcard){ .tells = tells,
                    .kind = "person",
                    .name = "Anna Bērziņa",
                    .family = "Bērziņa",
                    .given = "Anna",
                    .company = "Studija",
                    .birthday = "1986-03-12",
                    .city = "Rīga",
                    .points = points,
                    .n_points = 4,
                    .tags = tags,
                    .n_tags = 1,
                    .notes = notes,
                    .n_notes = 1,
                    .fields = fields,
                    .n_fields = 1 };
}

static void
assert_patched (const KtVcard *wanted, const char *piece, const char *by)
{
  g_autofree char *out = vcard_patched (CARD, wanted, NULL);
  const char *at = strstr (CARD, piece);

  g_assert_nonnull (at);
  g_autofree char *expected
      = g_strdup_printf ("%.*s%s%s", (int)(at - CARD), CARD, by, at + strlen (piece));
  g_assert_cmpstr (out, ==, expected);
  g_autofree char *again = vcard_patched (out, wanted, NULL);
  g_assert_cmpstr (again, ==, out);
}

static void
says_so_already (void)
{
  const KtVcard all = same (KT_VCARD_ALL & ~(guint32)(KT_VCARD_UID | KT_VCARD_TITLE));
  const KtVcard none = { .tells = 0 };

  assert_patched (&all, "X-WEIRD", "X-WEIRD");
  assert_patched (&none, "X-WEIRD", "X-WEIRD");
}

static void
singles (void)
{
  KtVcard card = same (KT_VCARD_NAME);
  card.name = "Anna Liepa";
  card.family = "Liepa";
  assert_patched (&card, "N:Bērziņa;Anna;;Dr.;\r\nFN:Anna Bērziņa\r\n",
                  "N:Liepa;Anna;;Dr.;\r\nFN:Anna Liepa\r\n");
  card = same (KT_VCARD_COMPANY);
  card.company = "Brīze; SIA";
  assert_patched (&card, "ORG:Studija;Zāle", "ORG:Brīze\\; SIA");
  card.company = "";
  assert_patched (&card, "ORG:Studija;Zāle\r\n", "");
  card = same (KT_VCARD_BIRTHDAY);
  card.birthday = "--02-29";
  assert_patched (&card, "BDAY:1986-03-12", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29");
  card.birthday = "";
  assert_patched (&card, "BDAY:1986-03-12\r\n", "");
  card = same (KT_VCARD_UID | KT_VCARD_TITLE | KT_VCARD_LANGUAGE);
  card.uid = "kontor-1";
  card.title = "Friziere";
  card.language = "lv";
  assert_patched (&card, "REV:20200101T000000Z\r\n",
                  "REV:20200101T000000Z\r\nUID:kontor-1\r\nTITLE:Friziere\r\n"
                  "X-KONTOR-LANGUAGE:lv\r\n");
}

static void
points (void)
{
  static KtVcardPoint other[] = { PLAIN ("phone", "29 555 555"), PLAIN ("phone", "67000000") };
  static KtVcardPoint swapped[] = { PLAIN ("phone", "67000000"), PLAIN ("phone", "29123456") };
  static KtVcardPoint third[] = { PLAIN ("phone", "29123456"),
                                  PLAIN ("phone", "67000000"),
                                  { "phone", "28 111 111", "Dacha", 0 } };
  static KtVcardPoint labelled[]
      = { { "phone", "29123456", "work", 0 }, PLAIN ("phone", "67000000") };
  static KtVcardPoint mail[] = { { "email", "info@x.example", "work", KT_VCARD_POINT_SHARED } };
  KtVcard card = { .tells = KT_VCARD_PHONE, .points = phones, .n_points = 2 };

  assert_patched (&card, "X-WEIRD", "X-WEIRD");
  card.points = other;
  assert_patched (&card, "+371 29 123 456", "29 555 555");
  card.points = third;
  card.n_points = 3;
  assert_patched (&card,
                  "item1.X-ABLabel:_$!<Main>!$_\r\nADR:;;Brīvības 1;Rīga;;LV-1010;\r\n"
                  "BDAY:1986-03-12\r\nCATEGORIES:myContacts,vip\r\nNOTE:dog\\, Bruno\r\n"
                  "X-KONTOR-TYPE:designer\r\n" TAIL,
                  "item2.TEL:28 111 111\r\nitem1.X-ABLabel:_$!<Main>!$_\r\n"
                  "item2.X-ABLABEL:Dacha\r\nADR:;;Brīvības 1;Rīga;;LV-1010;\r\n"
                  "BDAY:1986-03-12\r\nCATEGORIES:myContacts,vip\r\nNOTE:dog\\, Bruno\r\n"
                  "X-KONTOR-TYPE:designer\r\n" TAIL);
  card.points = labelled;
  card.n_points = 2;
  assert_patched (&card, "TEL;type=CELL;type=pref:", "TEL;TYPE=pref;TYPE=WORK:");
  card.points = swapped;
  assert_patched (&card, "TEL;type=CELL;type=pref:+371 29 123 456\r\nitem1.TEL:67 000 000",
                  "TEL;type=CELL:+371 29 123 456\r\nitem1.TEL;TYPE=PREF:67 000 000");
  card.points = phones;
  card.n_points = 1; /* the label goes with its number */
  assert_patched (&card, "item1.TEL:67 000 000\r\nitem1.X-ABLabel:_$!<Main>!$_\r\n", "");
  card = (KtVcard){ .tells = KT_VCARD_EMAIL, .points = mail, .n_points = 1 };
  assert_patched (&card, "type=INTERNET;type=HOME:anna@x.example",
                  "TYPE=INTERNET;TYPE=WORK:info@x.example");
}

/* A label that comes in before its line moves it: it is not met twice. */
static void
moved (void)
{
  static KtVcardPoint wanted[]
      = { PLAIN ("phone", "67 000 000"), { "phone", "29123456", "Dacha", 0 } };
  const KtVcard card = { .tells = KT_VCARD_PHONE, .points = wanted, .n_points = 2 };
  g_autofree char *out = vcard_patched ("BEGIN:VCARD\r\nVERSION:3.0\r\nitem1.TEL:67 000 000\r\n"
                                        "item1.X-ABLABEL:x\r\nFN:A\r\nTEL;TYPE=CELL:29 123 456\r\n"
                                        "END:VCARD\r\n",
                                        &card, NULL);
  g_assert_cmpstr (out, ==,
                   "BEGIN:VCARD\r\nVERSION:3.0\r\nitem1.TEL:67 000 000\r\nitem1.X-ABLABEL:x\r\n"
                   "item2.X-ABLABEL:Dacha\r\nFN:A\r\nitem2.TEL:29 123 456\r\nEND:VCARD\r\n");
}

static void
lists (void)
{
  static const char *tags[] = { "vip", "gold" }, *gone[] = { "gold" };
  static const char *notes[] = { "dog, Bruno", "two\nlines" };
  static KtVcardField fields[] = { { "type", "client" }, { "=Matu krāsa", "a;b" } };
  KtVcard card = { .tells = KT_VCARD_TAGS, .tags = tags, .n_tags = 2 };

  assert_patched (&card, "CATEGORIES:myContacts,vip", "CATEGORIES:myContacts,vip,gold");
  card.tags = gone;
  card.n_tags = 1;
  assert_patched (&card, "CATEGORIES:myContacts,vip", "CATEGORIES:myContacts,gold");
  card = (KtVcard){ .tells = KT_VCARD_NOTES, .notes = notes, .n_notes = 2 };
  assert_patched (&card, "NOTE:dog\\, Bruno\r\n", "NOTE:dog\\, Bruno\r\nNOTE:two\\nlines\r\n");
  card.n_notes = 0;
  assert_patched (&card, "NOTE:dog\\, Bruno\r\n", "");
  card = (KtVcard){ .tells = KT_VCARD_FIELDS, .fields = fields, .n_fields = 1 };
  assert_patched (&card, "X-KONTOR-TYPE:designer", "X-KONTOR-TYPE:client");
  card.n_fields = 2;
  g_autofree char *out = vcard_patched (CARD, &card, NULL);
  g_assert_nonnull (strstr (out, "X-KONTOR-FIELD:Matu krāsa;a\\;b\r\n"));
}

/* A new card of each version, read again, tells what was wanted. */
static void
new_cards (void)
{
  static KtVcardPoint all[] = {
    { "phone", "+371 29 123 456", "mobile", 0 },
    { "phone", "67 000 000", "work fax", 0 },
    { "phone", "28 111 111", "Vasarnīca", 0 },
    { "email", "anna@x.example", "private", 0 },
    { "email", "galds@x.example", "", KT_VCARD_POINT_SHARED },
    { "post", "Brīvības iela 1-5, Rīga, LV-1010, Latvija", "work", 0 },
    { "url", "https://x.example/a,b;c?d=e", "", 0 },
    { "messenger", "telegram:anna", "", 0 },
    { "messenger", "@anna", "", 0 },
  };
  static const char *tags[] = { "vip", "zelta klients" };
  static const char *notes[]
      = { "one; two, three\\ four: \"five\"\nsix", "a very long note that needs to be folded, as "
                                                   "it has more than seventy-five octets: "
                                                   "āāāāāāāāāāāāāāāāāāāāāāāāāāāāāāāāāāāāāāāāāā" };
  static KtVcardField fields[] = { { "status", "new" }, { "=Matu krāsa", "tumša; īsa, = x" } };
  static KtVcardRelation relations[]
      = { { "spouse", "Jānis Bērziņš", "kontor-1" }, { "kaimiņš", "Pēteris", "" } };
  static const char *const versions[] = { "2.1", "3.0", "4.0" };
  const KtVcard wanted = { .tells = KT_VCARD_ALL,
                           .uid = "kontor-2",
                           .kind = "person",
                           .name = "Anna; \"Bērziņa\", Dr. — ļoti garš vārds, kas nebeidzas",
                           .family = "Bērziņa;",
                           .given = "Anna",
                           .additional = "Jāņa meita",
                           .company = "Studija, SIA; filiāle",
                           .title = "Friziere",
                           .birthday = "--03-12",
                           .language = "lv",
                           .city = "Rīga",
                           .points = all,
                           .n_points = G_N_ELEMENTS (all),
                           .tags = tags,
                           .n_tags = 2,
                           .notes = notes,
                           .n_notes = 2,
                           .fields = fields,
                           .n_fields = 2,
                           .relations = relations,
                           .n_relations = 2 };
  g_autofree char *said = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree char *text = vcard_patched ("", &wanted, versions[i]);
      g_autoptr (KtVcardRead) read = vcard_read (text);
      g_assert_cmpstr (read->card.version, ==, versions[i]);
      g_assert_cmpstr (read->card.uid, ==, "kontor-2");
      g_assert_cmpstr (read->card.warning, ==, "");
      g_autofree char *again = vcard_say (&read->card);
      if (said == NULL)
        said = g_steal_pointer (&again);
      else
        g_assert_cmpstr (again, ==, said);
      g_assert_true (g_str_has_prefix (said, "person|Anna; \"Bērziņa\", Dr."));
      g_assert_nonnull (strstr (said, "|Bērziņa;|Anna|Jāņa meita|Studija, SIA; filiāle|Friziere|"
                                      "--03-12|lv|Rīga|phone=+371 29 123 456 (mobile)"
                                      "|phone=67 000 000 (work fax)|phone=28 111 111 (Vasarnīca)"));
      g_assert_nonnull (strstr (said, "url=https://x.example/a,b;c?d=e ()"));
      g_assert_nonnull (strstr (said, "|messenger=telegram:anna ()|messenger=@anna ()"));
      g_assert_nonnull (strstr (said, "|note=one; two, three\\ four: \"five\"\nsix|note=a very"));
      g_assert_nonnull (strstr (said, "|status=new|=Matu krāsa=tumša; īsa, = x"));
      for (char *line = text, *end; (end = strchr (line, '\n')) != NULL; line = end + 1)
        g_assert_cmpint (end - line, <=, i == 0 ? 100 : 76); /* heads of 2.1 have no folds */
      g_assert_true (g_utf8_validate (text, -1, NULL));
      /* it says all that already */
      g_autofree char *twice = vcard_patched (text, &wanted, NULL);
      g_assert_cmpstr (twice, ==, text);
    }
}

/* A company, and somebody who has a name only. */
static void
names (void)
{
  KtVcard card = { .tells = KT_VCARD_NAME | KT_VCARD_COMPANY,
                   .kind = "company",
                   .name = "Koks un Ko",
                   .company = "Koks un Ko" };
  static const char *const versions[] = { "2.1", "3.0", "4.0" };

  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree char *company = vcard_patched ("", &card, versions[i]);
      g_autoptr (KtVcardRead) read = vcard_read (company);
      g_assert_cmpstr (read->card.kind, ==, "company");
      g_assert_cmpstr (read->card.name, ==, "Koks un Ko");
      g_assert_cmpstr (read->card.given, ==, "");
    }
}

/* No value breaks out of its line. */
static void
injections (void)
{
  static const char *const hostile[] = { "a\r\nBEGIN:VCARD",
                                         "a\nEND:VCARD\nBEGIN:VCARD",
                                         "a\rEND:VCARD",
                                         "a;TYPE=b:c",
                                         "a\\",
                                         "\\n",
                                         "=\r\nEND:VCARD",
                                         "a=",
                                         "\xe2\x80\xa8"
                                         "b",
                                         "a\x0b"
                                         "b",
                                         "\"" };
  static const char *const versions[] = { "2.1", "3.0", "4.0" };

  for (gsize v = 0; v < G_N_ELEMENTS (versions); v++)
    for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
      {
        KtVcardPoint point[]
            = { { "phone", hostile[i], hostile[i], 0 }, { "url", hostile[i], "", 0 } };
        const char *tags[] = { hostile[i] };
        KtVcardField fields[] = { { "=x", hostile[i] } };
        KtVcardRelation kin[] = { { hostile[i], hostile[i], hostile[i] } };
        const KtVcard card = { .tells = KT_VCARD_ALL,
                               .uid = hostile[i],
                               .name = hostile[i],
                               .family = hostile[i],
                               .title = hostile[i],
                               .company = hostile[i],
                               .language = hostile[i],
                               .city = hostile[i],
                               .points = point,
                               .n_points = 2,
                               .tags = tags,
                               .n_tags = 1,
                               .notes = tags,
                               .n_notes = 1,
                               .fields = fields,
                               .n_fields = 1,
                               .relations = kin,
                               .n_relations = 1 };
        GString *out = kt_vcard_patch ("", 0, &card, versions[v], NULL);
        if (out == NULL)
          continue;
        g_autoptr (KtIcalText) text = kt_vcard_text_parse (out->str, out->len, NULL);
        g_assert_cmpuint (kt_ical_text_root (text)->nodes->len, ==, 1);
        g_assert_null (kt_ical_component_find (kt_vcard_find (text), NULL, 0));
        g_string_free (out, TRUE);
      }
}

static void
refused (void)
{
  const KtVcard card = { .tells = KT_VCARD_NAME, .name = "A" }, nobody = { .tells = KT_VCARD_NAME };
  g_autoptr (GError) error = NULL;

  g_assert_null (kt_vcard_patch ("nonsense", 8, &card, "3.0", &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (kt_vcard_patch ("", 0, &card, "5.0", &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (kt_vcard_patch (CARD, strlen (CARD), &nobody, NULL, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (kt_vcard_patch ("BEGIN:VCARD\xff", 12, &card, NULL, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
}

/* Of every card of others, all but the lines meant keep their bytes. */
static void
check_file (const char *path, const char *bytes, gsize length)
{
  g_autofree char *utf8 = NULL, *charset = NULL;
  g_autoptr (GArray) found = kt_vcard_split (bytes, length, &utf8, &charset, NULL);
  static KtVcardPoint point[] = { PLAIN ("phone", "+371 29 123 456") };

  for (guint i = 0; i < found->len; i++)
    {
      const KtVcardPiece *piece = &g_array_index (found, KtVcardPiece, i);
      gsize size = piece->length;
      g_autofree char *valid = kt_vcard_to_utf8 (bytes + piece->offset, size, charset, &size);
      const char *text = valid != NULL ? valid : bytes + piece->offset;
      g_autoptr (GError) error = NULL;
      const KtVcard wanted = { .tells = KT_VCARD_PHONE | KT_VCARD_TITLE,
                               .title = "Friziere",
                               .points = point,
                               .n_points = 1 };
      if (piece->what != KT_PIECE_CARD || utf8 != NULL)
        continue;
      GString *out = kt_vcard_patch (text, size, &wanted, NULL, &error);
      if (out == NULL)
        g_error ("%s: %s", path, error->message);
      GString *twice = kt_vcard_patch (out->str, out->len, &wanted, NULL, &error);
      if (twice == NULL || !g_string_equal (out, twice))
        g_error ("%s: patched twice it is another", path);
      g_string_free (out, TRUE);
      g_string_free (twice, TRUE);
    }
}

static void
corpus (void)
{
  corpus_each ("vcf", check_file);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vcard-patch/says-so-already", says_so_already);
  g_test_add_func ("/vcard-patch/singles", singles);
  g_test_add_func ("/vcard-patch/points", points);
  g_test_add_func ("/vcard-patch/moved", moved);
  g_test_add_func ("/vcard-patch/lists", lists);
  g_test_add_func ("/vcard-patch/new-cards", new_cards);
  g_test_add_func ("/vcard-patch/names", names);
  g_test_add_func ("/vcard-patch/injections", injections);
  g_test_add_func ("/vcard-patch/refused", refused);
  g_test_add_func ("/vcard-patch/corpus", corpus);
  return g_test_run ();
}
