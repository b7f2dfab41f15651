/* Cards that were changed on two sides, and cards that say the same. */
#include "config.h"
#include "corpus-files.h"
#include "kontor/error.h"
#include "vcard-fixture.h"

#define CARD(lines) "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:1\r\n" lines "END:VCARD\r\n"
#define NAME "FN:Anna\r\nN:B;A;;;\r\n"
#define TEL1 "TEL;TYPE=CELL:1111111\r\n"
#define TEL2 "TEL:2222222\r\n"

static void
properties (void)
{
  static const struct
  {
    const char *base, *mine, *theirs, *merged, *conflicts;
  } rows[] = {
    /* different ones */
    { CARD (NAME TEL1), CARD (NAME "TEL;TYPE=CELL:3333333\r\n"),
      CARD ("FN:Anna L\r\nN:B;A;;;\r\n" TEL1),
      CARD ("FN:Anna L\r\nN:B;A;;;\r\nTEL;TYPE=CELL:3333333\r\n"), "" },
    /* the same one */
    { CARD (NAME), CARD ("FN:Anna L\r\nN:B;A;;;\r\n"), CARD ("FN:Anna K\r\nN:B;A;;;\r\n"),
      CARD ("FN:Anna K\r\nN:B;A;;;\r\n"), "FN" },
    { CARD (NAME), CARD ("FN:Anna L\r\nN:B;A;;;\r\n"), CARD ("FN:Anna L\r\nN:B;A;;;\r\n"),
      CARD ("FN:Anna L\r\nN:B;A;;;\r\n"), "" },
    /* added, taken away; changed beats taken away */
    { CARD (NAME), CARD (NAME "TITLE:x\r\n"), CARD (NAME "NOTE:y\r\n"),
      CARD (NAME "NOTE:y\r\nTITLE:x\r\n"), "" },
    { CARD (NAME "NOTE:y\r\n"), CARD (NAME), CARD (NAME "NOTE:y\r\nX-A:b\r\n"),
      CARD (NAME "X-A:b\r\n"), "" },
    { CARD (NAME "NOTE:y\r\n"), CARD (NAME), CARD (NAME "NOTE:z\r\n"), CARD (NAME "NOTE:z\r\n"),
      "" },
    { CARD (NAME "NOTE:y\r\n"), CARD (NAME "NOTE:z\r\n"), CARD (NAME), CARD (NAME "NOTE:z\r\n"),
      "" },
    /* several of a name are one each */
    { CARD (NAME TEL1 TEL2), CARD (NAME TEL1 TEL2 "TEL:3333333\r\n"), CARD (NAME TEL2),
      CARD (NAME TEL2 "TEL:3333333\r\n"), "" },
    { CARD (NAME TEL1 TEL2), CARD (NAME "TEL;TYPE=WORK:1111111\r\n" TEL2),
      CARD (NAME TEL1 TEL2 "X-A:b\r\n"), CARD (NAME "TEL;TYPE=WORK:1111111\r\n" TEL2 "X-A:b\r\n"),
      "" },
    /* tags are a set */
    { CARD (NAME "CATEGORIES:a,b\r\n"), CARD (NAME "CATEGORIES:a,b,c\r\n"),
      CARD (NAME "CATEGORIES:b,d\r\n"), CARD (NAME "CATEGORIES:b,d,c\r\n"), "" },
    /* a label goes with its line */
    { CARD (NAME "item1.TEL:1\r\nitem1.X-ABLABEL:x\r\n"),
      CARD (NAME "item1.TEL:1\r\nitem1.X-ABLABEL:y\r\n"),
      CARD (NAME "item1.TEL:1\r\nitem1.X-ABLABEL:x\r\nX-A:b\r\n"),
      CARD (NAME "item1.TEL:1\r\nitem1.X-ABLABEL:y\r\nX-A:b\r\n"), "" },
    /* what only programs change */
    { CARD (NAME "REV:1\r\n"), CARD (NAME "REV:2\r\n"), CARD (NAME "REV:3\r\n"),
      CARD (NAME "REV:3\r\n"), "" },
    /* made on both sides */
    { "", CARD (NAME "TITLE:x\r\n"), CARD (NAME), CARD (NAME "TITLE:x\r\n"), "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const KtIcalBytes base = { rows[i].base, strlen (rows[i].base) };
      const KtIcalBytes mine = { rows[i].mine, strlen (rows[i].mine) };
      const KtIcalBytes theirs = { rows[i].theirs, strlen (rows[i].theirs) };
      g_autofree char *conflicts = NULL;
      g_autoptr (GError) error = NULL;
      GString *merged = kt_vcard_merge (&base, &mine, &theirs, &conflicts, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (merged->str, ==, rows[i].merged);
      g_assert_cmpstr (conflicts, ==, rows[i].conflicts);
      g_string_free (merged, TRUE);
    }
}

static void
joined (void)
{
  static const struct
  {
    const char *from, *to, *text, *joined;
  } rows[] = {
    /* a line that is there already stays as it is; one of the same name goes beside it */
    { "", CARD (NAME TEL2 "X-OLD:two\r\nX-S:s\r\n"), CARD (NAME TEL1 "X-OLD:one\r\nX-S:s\r\n"),
      CARD (NAME TEL1 "X-OLD:one\r\nX-OLD:two\r\nX-S:s\r\n") },
    { CARD (NAME TEL2 "X-OLD:two\r\n"), CARD (""), CARD (NAME TEL1 "X-OLD:one\r\nX-OLD:two\r\n"),
      CARD (NAME TEL1 "X-OLD:one\r\n") },
    /* parameters count, and a label goes with its line, in a group of its own */
    { "", CARD ("NOTE;LANGUAGE=lv:a\r\nitem1.X-D:5\r\nitem1.X-ABLABEL:y\r\n"),
      CARD (NAME "NOTE:a\r\nitem1.URL:x\r\n"),
      CARD (NAME "NOTE:a\r\nNOTE;LANGUAGE=lv:a\r\nitem1.URL:x\r\n"
                 "item2.X-D:5\r\nitem2.X-ABLABEL:y\r\n") },
    /* what the book tells by itself, and what a card has but once */
    { "", CARD ("FN:Other\r\nORG:O\r\nBDAY:1986-03-12\r\nX-KONTOR-A:b\r\nREV:2\r\n"), CARD (NAME),
      CARD (NAME) },
    { "", CARD ("GENDER:F\r\n"), CARD (NAME "GENDER:M\r\n"), CARD (NAME "GENDER:M\r\n") },
    { "", CARD ("GENDER:F\r\n"), CARD (NAME), CARD (NAME "GENDER:F\r\n") },
    { "", CARD ("CATEGORIES:a,b\r\n"), CARD (NAME "CATEGORIES:b\r\n"),
      CARD (NAME "CATEGORIES:b,a\r\n") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const KtIcalBytes from = { rows[i].from, strlen (rows[i].from) };
      const KtIcalBytes to = { rows[i].to, strlen (rows[i].to) };
      const KtIcalBytes text = { rows[i].text, strlen (rows[i].text) };
      g_autoptr (GError) error = NULL;
      GString *out = kt_vcard_join (&from, &to, &text, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (out->str, ==, rows[i].joined);
      g_string_free (out, TRUE);
    }
}

static char *
form_of (const char *text)
{
  g_autoptr (GError) error = NULL;
  char *form = kt_vcard_canonical (text, strlen (text), &error);

  g_assert_no_error (error);
  return form;
}

static void
same_content (void)
{
  static const struct
  {
    const char *a, *b;
    gboolean same;
  } rows[] = {
    { CARD (NAME TEL1), CARD (TEL1 NAME "REV:1\r\nPRODID:x\r\n"), TRUE },
    { CARD (NAME "TEL;type=cell,VOICE:1\r\n"), CARD (NAME "TEL;TYPE=VOICE;TYPE=CELL:1\r\n"), TRUE },
    { CARD (NAME "NOTE:a\\,b\r\n c\r\n"), CARD (NAME "NOTE:a,bc\r\n"), TRUE },
    { CARD (NAME "ADR:;;a;b;;;\r\n"), CARD (NAME "ADR:;;a;b\r\n"), TRUE },
    { CARD (NAME "CATEGORIES:a,b\r\n"), CARD (NAME "CATEGORIES:b\r\nCATEGORIES:a\r\n"), TRUE },
    { CARD (NAME "item1.URL:x\r\nitem1.X-ABLABEL:y\r\n"),
      CARD (NAME "item7.URL:x\r\nitem7.X-ABLABEL:y\r\n"), TRUE },
    { CARD (NAME "BDAY:1986-03-12\r\n"), CARD (NAME "BDAY;VALUE=date:19860312\r\n"), TRUE },
    { CARD (NAME "PHOTO;ENCODING=b:AAAA\r\n BBBB\r\n"),
      CARD (NAME "PHOTO;ENCODING=b;TYPE=JPEG:AAAABBBB\r\n"), TRUE },
    { "BEGIN:VCARD\nVERSION:2.1\nUID:1\nFN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:R=C4=ABga\nEND:VCARD\n",
      CARD ("FN:Rīga\r\n"), TRUE },
    { CARD (NAME "TITLE:\r\n"), CARD (NAME), TRUE },
    { CARD (NAME TEL1), CARD (NAME TEL2), FALSE },
    { CARD (NAME "item1.URL:x\r\nitem1.X-ABLABEL:y\r\n"), CARD (NAME "URL:x\r\n"), FALSE },
    { CARD (NAME "TEL;TYPE=HOME:1\r\n"), CARD (NAME "TEL;TYPE=WORK:1\r\n"), FALSE },
    { CARD (NAME "TEL;TYPE=PREF:1\r\n"), CARD (NAME "TEL:1\r\n"), FALSE },
    { CARD (NAME "X-A;B=c:d\r\n"), CARD (NAME "X-A;B=e:d\r\n"), FALSE },
    { CARD (NAME "PHOTO;ENCODING=b:AAAA\r\n"), CARD (NAME "PHOTO;ENCODING=b:AAAB\r\n"), FALSE },
    { CARD (NAME), CARD (NAME "X-UNKNOWN:1\r\n"), FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *a = form_of (rows[i].a), *b = form_of (rows[i].b);
      if (rows[i].same)
        g_assert_cmpstr (a, ==, b);
      else
        g_assert_cmpstr (a, !=, b);
    }
}

static void
refused (void)
{
  const KtIcalBytes card = { CARD (NAME), strlen (CARD (NAME)) }, none = { "x", 1 };
  g_autofree char *conflicts = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (kt_vcard_merge (&card, &none, &card, &conflicts, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (kt_vcard_canonical ("x", 1, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
}

/* Merged with itself nothing happens to any card. */
static void
check_file (const char *path, const char *bytes, gsize length)
{
  const KtIcalBytes text = { bytes, length };
  g_autofree char *conflicts = NULL;

  if (!g_utf8_validate_len (bytes, length, NULL))
    return;
  GString *same = kt_vcard_merge (&text, &text, &text, &conflicts, NULL);
  if (same == NULL)
    return;
  if (same->len != length || memcmp (same->str, bytes, length) != 0 || *conflicts != '\0')
    g_error ("%s: merged with itself it is another", path);
  g_string_free (same, TRUE);
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
  g_test_add_func ("/vcard-merge/properties", properties);
  g_test_add_func ("/vcard-merge/joined", joined);
  g_test_add_func ("/vcard-merge/same-content", same_content);
  g_test_add_func ("/vcard-merge/refused", refused);
  g_test_add_func ("/vcard-merge/corpus", corpus);
  return g_test_run ();
}
