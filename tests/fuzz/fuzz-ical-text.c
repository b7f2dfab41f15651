#include "config.h"
#include "kontor/ical-edit.h"
#include <string.h>

/* Any bytes: read and written back they are the same; patched, only that; merged with themselves,
 * nothing happens. */
int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
check_edits (const KtIcalBytes *bytes)
{
  static const KtIcalChange changes[] = { { "", "SUMMARY", ";LANGUAGE=lv", "Frizētava" },
                                          { "", "-LOCATION", "", "" },
                                          { "", "UID", "", "new@x.example" } };
  g_autofree char *conflicts = NULL, *none = NULL;
  GString *patched
      = kt_ical_patch (bytes->data, bytes->length, changes, G_N_ELEMENTS (changes), NULL);
  GString *same = kt_ical_merge (bytes, bytes, bytes, &none, NULL);

  if (same != NULL && (same->len != bytes->length || *none != '\0'))
    g_error ("merged with itself it changed");
  if (patched != NULL)
    {
      const KtIcalBytes mine = { patched->str, patched->len };
      GString *merged = kt_ical_merge (bytes, &mine, &mine, &conflicts, NULL);
      if (merged != NULL && !g_string_equal (merged, patched))
        g_error ("the same edit twice is not the edit");
      if (merged != NULL)
        g_string_free (merged, TRUE);
      g_string_free (patched, TRUE);
    }
  if (same != NULL)
    g_string_free (same, TRUE);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  const KtIcalBytes bytes = { (const char *)data, size };
  g_autoptr (KtIcalText) text = kt_ical_text_parse (bytes.data, size, NULL);

  if (text == NULL)
    return 0;
  GString *out = kt_ical_text_write (text);
  if (out->len != size || memcmp (out->str, data, size) != 0)
    g_error ("not written back as it was");
  g_string_free (out, TRUE);
  check_edits (&bytes);
  return 0;
}
