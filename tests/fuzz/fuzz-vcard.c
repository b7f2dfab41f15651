#include "config.h"
#include "kontor/vcard-edit.h"
#include <string.h>

/* Any bytes: cut into cards, each read to a record that the keeper accepts; patched, it tells what
 * was wanted and a second patch changes nothing; merged with itself nothing happens. */
int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static KtVcardPoint points[] = { { "phone", "+371 29 123 456", "Dacha", 0 },
                                 { "email", "anna@x.example", "work", 0 },
                                 { "post", "Brīvības 1, Rīga, LV-1010", "", 0 },
                                 { "phone", "67 000 000", "", 0 } };
static const char *tags[] = { "vip", "zelts" };
static KtVcardField fields[] = { { "status", "new" }, { "=Matu krāsa", "tumša; īsa" } };
static const KtVcard wanted = { .tells = KT_VCARD_ALL & ~(guint32)KT_VCARD_RELATIONS,
                                .uid = "kontor-1",
                                .kind = "person",
                                .name = "Anna Bērziņa",
                                .family = "Bērziņa",
                                .given = "Anna",
                                .company = "Studija, SIA",
                                .birthday = "--02-29",
                                .language = "lv",
                                .city = "Rīga",
                                .points = points,
                                .n_points = G_N_ELEMENTS (points),
                                .tags = tags,
                                .n_tags = G_N_ELEMENTS (tags),
                                .notes = tags,
                                .n_notes = 1,
                                .fields = fields,
                                .n_fields = G_N_ELEMENTS (fields) };

static void
check_record (const KtVcard *card)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) record = g_variant_ref_sink (kt_vcard_to_variant (card));
  KtFrame frame
      = { KT_FRAME_VCARD, 0, (guint32)g_variant_get_size (record), g_variant_get_data (record) };
  g_autoptr (KtVcard) taken = kt_vcard_from_frame (&frame, &error);
  if (taken == NULL)
    g_error ("%s", error->message);
}

static void
check_patch (const char *text, gsize length)
{
  GString *once = kt_vcard_patch (text, length, &wanted, "3.0", NULL);
  if (once == NULL)
    return;
  GString *twice = kt_vcard_patch (once->str, once->len, &wanted, "3.0", NULL);
  if (twice == NULL || !g_string_equal (once, twice))
    g_error ("patched twice it is another");
  g_autoptr (KtVcardRead) read = kt_vcard_read (once->str, once->len, 1, NULL);
  if (read == NULL || strcmp (read->card.name, wanted.name) != 0
      || strcmp (read->card.birthday, wanted.birthday) != 0)
    g_error ("patched it does not tell what was wanted");
  g_string_free (once, TRUE);
  g_string_free (twice, TRUE);
}

static void
check_merge (const char *text, gsize length)
{
  const KtIcalBytes bytes = { text, length };
  g_autofree char *none = NULL;
  GString *same = kt_vcard_merge (&bytes, &bytes, &bytes, &none, NULL);
  if (same == NULL)
    return;
  if (same->len != length || memcmp (same->str, text, length) != 0 || *none != '\0')
    g_error ("merged with itself it is another");
  g_string_free (same, TRUE);
}

static void
check_card (const char *text, gsize length, const char *charset)
{
  g_autofree char *utf8 = kt_vcard_to_utf8 (text, length, charset, &length);
  const char *valid = utf8 != NULL ? utf8 : text;
  g_autoptr (KtVcardRead) read = kt_vcard_read (valid, length, 1, NULL);
  g_autofree char *form G_GNUC_UNUSED = kt_vcard_canonical (valid, length, NULL);
  if (!g_utf8_validate_len (valid, length, NULL))
    g_error ("not UTF-8");
  if (read != NULL)
    check_record (&read->card);
  check_patch (valid, length);
  check_merge (valid, length);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *utf8 = NULL, *charset = NULL;
  g_autoptr (GArray) pieces = kt_vcard_split ((const char *)data, size, &utf8, &charset, NULL);
  for (guint i = 0; pieces != NULL && i < pieces->len; i++)
    {
      const KtVcardPiece *piece = &g_array_index (pieces, KtVcardPiece, i);
      check_card ((utf8 != NULL ? utf8 : (const char *)data) + piece->offset, piece->length,
                  charset);
    }
  return 0;
}
