/* The keeper's calls about vCards to a reader process. */
#include "config.h"
#include "kontor/card-reader.h"
#include "kontor/error.h"
#include <string.h>

#define CARD(lines) "BEGIN:VCARD\r\nVERSION:3.0\r\n" lines "END:VCARD\r\n"

static void
file (void)
{
  g_autoptr (KtCardReader) reader = kt_card_reader_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < 25000; i++)
    g_string_append_printf (text, "BEGIN:VCARD\nFN:A%u\nEND:VCARD\n", i);
  g_autoptr (KtVcardFile) found = kt_card_reader_split (reader, text->str, text->len, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->pieces->len, ==, 25000);
  const KtVcardPiece *last = &g_array_index (found->pieces, KtVcardPiece, 24999);
  g_assert_cmpuint (last->line, ==, 25000 * 3 - 2);
  g_assert_cmpuint (last->offset + last->length, ==, text->len);
  g_assert_null (found->utf8);
  gsize length;
  g_autofree char *wide
      = g_convert (CARD ("FN:Rīga\r\n"), -1, "UTF-16", "UTF-8", NULL, &length, NULL);
  g_autoptr (KtVcardFile) utf16 = kt_card_reader_split (reader, wide, length, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (utf16->utf8, ==, CARD ("FN:Rīga\r\n"));
  g_autoptr (KtVcardFile) none = kt_card_reader_split (reader, "", 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->pieces->len, ==, 0);
}

static void
batch (void)
{
  enum
  {
    N = 900
  };
  g_autoptr (KtCardReader) reader = kt_card_reader_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) texts = g_new0 (char *, N + 1);
  g_autofree KtVcardCall *calls = g_new0 (KtVcardCall, N);
  for (guint i = 0; i < N; i++)
    {
      texts[i]
          = i == 7 ? g_strnfill (KT_VCARD_TEXT_MAX + 10, 'x')
            : i == 11
                ? g_strdup ("BEGIN:VCARD\r\nVERSION:2.1\r\nFN:\xcf\xb8\xf2\xf0\r\nEND:VCARD\r\n")
                : g_strdup_printf (CARD ("FN:Name %u\r\nTEL:%u\r\n"), i, 2900000 + i);
      calls[i]
          = (KtVcardCall){ .text = texts[i], .length = strlen (texts[i]), .charset = "CP1251" };
    }
  g_assert_true (kt_card_reader_batch (reader, calls, N, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < N; i++)
    {
      g_autofree char *name = g_strdup_printf ("Name %u", i);
      g_assert_true ((calls[i].card == NULL) == (i == 7));
      g_assert_true ((calls[i].reason == NULL) == (i != 7));
      g_assert_true ((calls[i].utf8 == NULL) == (i != 11));
      if (i != 7)
        g_assert_cmpstr (calls[i].card->name, ==, i == 11 ? "Пётр" : name);
      kt_vcard_call_clear (&calls[i]);
    }
}

static void
edits (void)
{
  g_autoptr (KtCardReader) reader = kt_card_reader_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *conflicts = NULL;
  const KtVcard wanted = { .tells = KT_VCARD_NAME | KT_VCARD_TITLE, .name = "Anna", .title = "x" };
  const KtVcard nobody = { .tells = KT_VCARD_NAME };
  g_autofree char *patched = kt_card_reader_patch (
      reader, CARD ("FN:Anna\r\nN:;Anna;;;\r\nX-A:b\r\n"), &wanted, "3.0", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (patched, ==, CARD ("FN:Anna\r\nN:;Anna;;;\r\nX-A:b\r\nTITLE:x\r\n"));
  g_autofree char *new = kt_card_reader_patch (reader, NULL, &wanted, "4.0", &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (new, "VERSION:4.0\r\n"));
  g_autofree char *merged = kt_card_reader_merge (reader, CARD ("FN:A\r\n"), CARD ("FN:B\r\n"),
                                                  CARD ("FN:C\r\n"), &conflicts, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (conflicts, ==, "FN");
  g_assert_cmpstr (merged, ==, CARD ("FN:C\r\n"));
  g_autofree char *form = kt_card_reader_canonical (reader, CARD ("REV:1\r\nFN:A\r\n"), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (form, ==, "BEGIN:VCARD\nFN:A\nEND:VCARD\n");
  /* refused, and the conversation goes on */
  g_assert_null (kt_card_reader_patch (reader, "", &nobody, "3.0", &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (kt_card_reader_merge (reader, "", "x", "y", &conflicts, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (kt_card_reader_read (reader, "nonsense", &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
  g_clear_error (&error);
  g_autoptr (KtVcard) card = kt_card_reader_read (reader, CARD ("FN:A\r\n"), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (card->name, ==, "A");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/card-reader/file", file);
  g_test_add_func ("/card-reader/batch", batch);
  g_test_add_func ("/card-reader/edits", edits);
  return g_test_run ();
}
