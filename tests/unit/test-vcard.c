/* vCards of the programs that people have: what they tell. */
#include "config.h"
#include "corpus-files.h"
#include "kontor/error.h"
#include "vcard-fixture.h"

#define CARD(version, lines) "BEGIN:VCARD\r\nVERSION:" version "\r\n" lines "END:VCARD\r\n"

static const struct
{
  const char *text, *said;
} rows[] = {
  /* an iPhone */
  { CARD ("3.0", "PRODID:-//Apple Inc.//iPhone OS 17.0//EN\r\nN:Bērziņa;Anna;;;\r\n"
                 "FN:Anna Bērziņa\r\nORG:Studija\\, SIA;Zāle\r\nTITLE:Friziere\r\n"
                 "EMAIL;type=INTERNET;type=HOME;type=pref:anna@x.example\r\n"
                 "TEL;type=CELL;type=VOICE;type=pref:+371 29 123 456\r\n"
                 "item1.TEL:67 000 000\r\nitem1.X-ABLabel:_$!<Main>!$_\r\n"
                 "item2.ADR;type=WORK:;;Brīvības iela 1\\n2. stāvs;Rīga;;LV-1010;Latvija\r\n"
                 "item2.X-ABADR:lv\r\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-03-12\r\n"
                 "IMPP;X-SERVICE-TYPE=Telegram:x-apple:anna\r\n"
                 "item3.X-ABRELATEDNAMES:Jānis\r\nitem3.X-ABLabel:_$!<Spouse>!$_\r\n"
                 "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\r\n SkZJRg==\r\n"),
    "person|Anna Bērziņa|Bērziņa|Anna||Studija, SIA|Friziere|--03-12||Rīga"
    "|email=anna@x.example (private)|phone=+371 29 123 456 (mobile)|phone=67 000 000 (main)"
    "|post=Brīvības iela 1, 2. stāvs, Rīga, LV-1010, Latvija (work)|messenger=telegram:anna ()"
    "|spouse is Jānis" },
  /* an Android phone */
  { CARD ("2.1",
          "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9A=D0=BE=D0=B2=D0=B0=D0=BB=D1=8C=\r\n"
          ";=D0=9E=D0=BB=D0=B5=D0=BD=D0=B0;;;\r\n"
          "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9E=D0=BB=D0=B5=D0=BD=D0=B0=20=\r\n"
          "=D0=9A=D0=BE=D0=B2=D0=B0=D0=BB=D1=8C\r\n"
          "TEL;CELL;PREF:+380671234567\r\nTEL;X-Dacha:0442223344\r\nEMAIL;HOME:o@x.example\r\n"
          "NOTE;ENCODING=QUOTED-PRINTABLE:two=0D=0Alines\r\n"
          "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRg\r\n AAAA\r\n\r\n"),
    "person|Олена Коваль|Коваль|Олена||||||"
    "|phone=+380671234567 (mobile)|phone=0442223344 (dacha)|email=o@x.example (private)"
    "|note=two\nlines" },
  /* Outlook, windows-1251 without a word */
  { CARD ("2.1", "N:\xc8\xe2\xe0\xed\xee\xe2;\xcf\xb8\xf2\xf0\r\n"
                 "FN:\xcf\xb8\xf2\xf0 \xc8\xe2\xe0\xed\xee\xe2\r\n"
                 "TEL;WORK;VOICE:8 (495) 274-22-22\r\nADR;WORK;PREF:;;\xcb\xe5\xed\xe8\xed\xe0 1;"
                 "\xcc\xee\xf1\xea\xe2\xe0;;101000;\xd0\xee\xf1\xf1\xe8\xff\r\n"
                 "EMAIL;PREF;INTERNET:p@x.example\r\nBDAY:19860312\r\n"),
    "person|Пётр Иванов|Иванов|Пётр||||1986-03-12||Москва"
    "|post=Ленина 1, Москва, 101000, Россия (work)|email=p@x.example ()|phone=8 (495) 274-22-22 (work)" },
  /* Google */
  { CARD ("3.0", "FN:Koks un Ko\r\nN:;Koks un Ko;;;\r\nORG:Koks un Ko\r\n"
                 "EMAIL;TYPE=INTERNET:info@koks.example\r\nitem1.URL:http\\://koks.example/\r\n"
                 "item1.X-ABLabel:PROFILE\r\nCATEGORIES:myContacts,vip\r\nBDAY:--0312\r\n"),
    "company|Koks un Ko||||Koks un Ko||--03-12|||email=info@koks.example ()"
    "|url=http://koks.example/ (PROFILE)|#vip" },
  /* version 4 */
  { CARD ("4.0", "FN:Dr. Hanna Weber\r\nN:Weber;Hanna;Maria,Luise;Dr.;\r\n"
                 "TEL;VALUE=uri;PREF=2;TYPE=\"voice,home\":tel:+49-30-1;ext=5\r\n"
                 "TEL;PREF=1;TYPE=cell:+49 170 1\r\nLANG;PREF=1:de\r\nLANG;PREF=2:en\r\n"
                 "BDAY:19860312T000000Z\r\nRELATED;TYPE=spouse:urn:uuid:1234\r\n"
                 "RELATED;TYPE=x-referred-by;VALUE=text:Līga\r\nNOTE:a\\,b\\;c\\\\d\\ne\r\n"
                 "X-KONTOR-TYPE:designer\r\nX-KONTOR-FIELD:Matu krāsa;tumša\\, īsa\r\n"
                 "X-A;B=\"c^'d\":e\r\n"),
    "person|Dr. Hanna Weber|Weber|Hanna|Maria Luise|||1986-03-12|de|"
    "|phone=+49 170 1 (mobile)|phone=+49-30-1 ext. 5 (private)|note=a,b;c\\d\ne"
    "|type=designer|=Matu krāsa=tumša, īsa|spouse is urn:uuid:1234|referred-by is Līga" },
  /* without much */
  { CARD ("3.0", "TEL:112\r\n"), "person|112||||||||"
                                 "|phone=112 ()" },
  { CARD ("3.0", "FN:Anna\r\nN:;Anna;;;\r\nNOTE:\r\nEMAIL:\r\nBDAY:\r\n"), "person|Anna||||||||" },
  { CARD ("3.0", "N:Liepa;Marta\r\n"), "person|Marta Liepa|Liepa|Marta||||||" },
  { CARD ("3.0", "FN:Boards\r\nX-ADDRESSBOOKSERVER-KIND:group\r\n"), "group|Boards||||||||" },
};

static void
programs (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KtVcardRead) read = vcard_read (rows[i].text);
      g_autofree char *said = vcard_say (&read->card);
      g_assert_cmpstr (said, ==, rows[i].said);
      g_assert_cmpstr (read->card.warning, ==, "");
    }
}

static void
dates (void)
{
  static const struct
  {
    const char *value, *birthday;
  } days[] = { { "1986-03-12", "1986-03-12" },
               { "19860312", "1986-03-12" },
               { "1986-03-12T10:00:00Z", "1986-03-12" },
               { "--03-12", "--03-12" },
               { "--0312", "--03-12" },
               { "--02-29", "--02-29" },
               { "1604-02-29", "--02-29" },
               { "12.03.1986", "1986-03-12" },
               { "1986-02-30", "" },
               { "1986", "" },
               { "1986-03", "" },
               { "---12", "" },
               { "circa 1800", "" },
               { "99999999", "" },
               { "1986-03-12-99", "" } };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *text = g_strdup_printf (CARD ("4.0", "FN:A\r\nBDAY:%s\r\n"), days[i].value);
      g_autoptr (KtVcardRead) read = vcard_read (text);
      g_assert_cmpstr (read->card.birthday, ==, days[i].birthday);
      g_assert_true ((*read->card.warning != '\0') == (*days[i].birthday == '\0'));
    }
}

/* The text of a card that is kept is UTF-8; what was it already keeps its bytes. */
static void
kept_text (void)
{
  gsize length;
  const char *fine = CARD ("3.0", "FN:Rīga\r\nX-A:b\r\n");
  const char *cut = CARD ("3.0", "X-B:c\r\nFN:R\xc4\r\n \xabga\r\n");
  const char *old = CARD ("2.1", "X-B:c\r\nFN;CHARSET=windows-1257:R\xee"
                                 "ga\r\nTEL;CELL:1\r\n");
  static const char nul[] = "BEGIN:VCARD\r\nFN:A\0B\r\nEND:VCARD\r\n";
  g_autofree char *mended = kt_vcard_to_utf8 (cut, strlen (cut), NULL, &length);
  g_autofree char *told = kt_vcard_to_utf8 (old, strlen (old), NULL, &length);
  g_autofree char *without = kt_vcard_to_utf8 (nul, sizeof nul - 1, NULL, &length);

  g_assert_null (kt_vcard_to_utf8 (fine, strlen (fine), NULL, &length));
  g_assert_cmpstr (mended, ==, CARD ("3.0", "X-B:c\r\nFN:Rīga\r\n"));
  g_assert_cmpstr (told, ==, CARD ("2.1", "X-B:c\r\nFN;CHARSET=UTF-8:Rīga\r\nTEL;CELL:1\r\n"));
  g_assert_nonnull (strstr (without, "FN:A?B"));
}

static void
pieces (void)
{
  static const char file[]
      = "\xef\xbb\xbf"
        "BEGIN:VCARD\r\nFN:A\r\nEND:VCARD\r\n\r\nnonsense\r\nmore\r\n"
        "begin:vcard\nVERSION:2.1\nFN:B\nAGENT:\nBEGIN:VCARD\nFN:C\nEND:VCARD\nEND:VCARD\n"
        "BEGIN:VCARD\r\nFN:D\r\nBEGIN:VCARD\r\nFN:E\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:\xc8\xe2\xe0\xed";
  static const struct
  {
    guint32 line, what;
    const char *begin;
  } wanted[] = {
    { 1, KT_PIECE_CARD, "BEGIN:VCARD\r\nFN:A" },  { 5, KT_PIECE_JUNK, "nonsense" },
    { 7, KT_PIECE_CARD, "begin:vcard\nVERSION" }, { 15, KT_PIECE_OPEN, "BEGIN:VCARD\r\nFN:D" },
    { 17, KT_PIECE_CARD, "BEGIN:VCARD\r\nFN:E" }, { 20, KT_PIECE_OPEN, "BEGIN:VCARD\r\nFN:" }
  };
  g_autofree char *utf8 = NULL, *charset = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found = kt_vcard_split (file, sizeof file - 1, &utf8, &charset, &error);

  g_assert_no_error (error);
  g_assert_null (utf8);
  g_assert_cmpstr (charset, ==, "CP1251");
  g_assert_cmpuint (found->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < found->len; i++)
    {
      const KtVcardPiece *piece = &g_array_index (found, KtVcardPiece, i);
      g_assert_cmpuint (piece->line, ==, wanted[i].line);
      g_assert_cmpuint (piece->what, ==, wanted[i].what);
      g_assert_true (g_str_has_prefix (file + piece->offset, wanted[i].begin));
    }
}

static void
wide (void)
{
  const char *text = CARD ("3.0", "FN:Rīga\r\n");
  gsize length;
  g_autofree char *utf16 = g_convert (text, -1, "UTF-16LE", "UTF-8", NULL, &length, NULL);
  g_autofree char *utf8 = NULL, *charset = NULL;
  g_autoptr (GArray) found = kt_vcard_split (utf16, length, &utf8, &charset, NULL);

  g_assert_cmpstr (utf8, ==, text);
  g_assert_cmpuint (found->len, ==, 1);
}

static void
assert_refused (const char *text, const char *why)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtVcardRead) read = kt_vcard_read (text, strlen (text), 1, &error);

  g_assert_null (read);
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, why));
}

static void
limits (void)
{
  g_autofree char *deep = g_strnfill (20 * 12, 'x');
  g_autoptr (GString) many = g_string_new ("BEGIN:VCARD\r\nFN:A\r\n");
  g_autoptr (GString) large = g_string_new ("BEGIN:VCARD\r\nFN:A\r\nPHOTO;ENCODING=b:");
  g_autoptr (GString) tels = g_string_new ("BEGIN:VCARD\r\nFN:A\r\n");

  for (guint i = 0; i < 20; i++)
    memcpy (deep + i * 12, "BEGIN:VCARD\n", 12);
  for (guint i = 0; i < 100000; i++)
    g_string_append (many, "TEL:1\r\n");
  for (guint i = 0; i < 150; i++)
    g_string_append_printf (tels, "TEL:%u\r\n", 2900000 + i);
  g_string_append (tels, "END:VCARD\r\n");
  while (large->len < 10u << 20)
    g_string_append (large, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
  assert_refused (deep, "nest too deep");
  assert_refused (many->str, "more than 5000 lines");
  assert_refused (large->str, "larger than 4 MiB");
  assert_refused ("BEGIN:VCARD\r\nVERSION:3.0\r\nX-A:b\r\nEND:VCARD\r\n", "neither a name");
  assert_refused ("nonsense", "no vCard");
  g_autoptr (KtVcardRead) read = vcard_read (tels->str);
  g_assert_cmpuint (read->card.n_points, ==, KT_VCARD_LIST_MAX);
  g_assert_nonnull (strstr (read->card.warning, "more than 100"));
}

/* A long line is no reason to refuse a card: it is cut where it is shown. */
static void
long_lines (void)
{
  g_autofree char *name = g_strnfill (1u << 20, 'x');
  g_autofree char *text
      = g_strdup_printf ("BEGIN:VCARD\r\nFN:%s\r\nNOTE:%s\r\nEND:VCARD\r\n", name, name);
  g_autoptr (KtVcardRead) read = vcard_read (text);

  g_assert_cmpuint (strlen (read->card.name), ==, KT_VCARD_LINE_MAX);
  g_assert_cmpuint (strlen (read->card.notes[0]), ==, KT_VCARD_NOTE_MAX);
}

static KtVcard *
through_a_frame (const KtVcard *card, GError **error)
{
  g_autoptr (GVariant) record = g_variant_ref_sink (kt_vcard_to_variant (card));
  const KtFrame frame
      = { KT_FRAME_VCARD, 0, (guint32)g_variant_get_size (record), g_variant_get_data (record) };

  return kt_vcard_from_frame (&frame, error);
}

static void
records (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KtVcardRead) read = vcard_read (rows[i].text);
      g_autoptr (KtVcard) taken = through_a_frame (&read->card, &error);
      g_assert_no_error (error);
      g_autofree char *said = vcard_say (taken);
      g_assert_cmpstr (said, ==, rows[i].said);
    }
  static const KtVcard wrong[]
      = { { .version = "5.0", .kind = "person", .name = "A" },
          { .version = "3.0", .kind = "cat", .name = "A" },
          { .version = "3.0", .kind = "person" },
          { .version = "3.0", .kind = "person", .name = "A", .birthday = "1986-13-12" },
          { .version = "3.0", .kind = "person", .name = "A", .tells = 1u << 31 } };
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KtVcard) taken = through_a_frame (&wrong[i], &error);
      g_assert_null (taken);
      g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
    }
  const KtVcard controls = { .version = "3.0",
                             .kind = "person",
                             .name = "A\n\x1f"
                                     "B" };
  g_autoptr (KtVcard) plain = through_a_frame (&controls, NULL);
  g_assert_cmpstr (plain->name, ==, "A B");
}

/* Every card of others can be read, or says why not; what was read can be told to the keeper. */
static void
check_file (const char *path, const char *bytes, gsize length)
{
  g_autofree char *utf8 = NULL, *charset = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found = kt_vcard_split (bytes, length, &utf8, &charset, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    {
      const KtVcardPiece *piece = &g_array_index (found, KtVcardPiece, i);
      const char *text = (utf8 != NULL ? utf8 : bytes) + piece->offset;
      gsize size = piece->length;
      g_autofree char *valid = kt_vcard_to_utf8 (text, size, charset, &size);
      g_autoptr (KtVcardRead) read
          = piece->what == KT_PIECE_CARD
                ? kt_vcard_read (valid != NULL ? valid : text, size, 1, NULL)
                : NULL;
      g_autoptr (KtVcard) taken G_GNUC_UNUSED
          = read != NULL ? through_a_frame (&read->card, &error) : NULL;
      if (error != NULL)
        g_error ("%s: %s", path, error->message);
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
  g_test_add_func ("/vcard/programs", programs);
  g_test_add_func ("/vcard/dates", dates);
  g_test_add_func ("/vcard/kept-text", kept_text);
  g_test_add_func ("/vcard/pieces", pieces);
  g_test_add_func ("/vcard/wide", wide);
  g_test_add_func ("/vcard/limits", limits);
  g_test_add_func ("/vcard/long-lines", long_lines);
  g_test_add_func ("/vcard/records", records);
  g_test_add_func ("/vcard/corpus", corpus);
  return g_test_run ();
}
