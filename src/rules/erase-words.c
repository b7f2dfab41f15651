#include "config.h"
#include "kontor/erase-words.h"
#include "kontor/fold.h"

#include <string.h>

static void
add_form (GPtrArray *forms, GHashTable *seen, const char *octets, gsize length)
{
  if (length < KT_ERASE_WORD_MIN)
    return;
  GBytes *form = g_bytes_new (octets, length);
  if (g_hash_table_contains (seen, form))
    {
      g_bytes_unref (form);
      return;
    }
  g_hash_table_add (seen, form);
  g_ptr_array_add (forms, form);
}

/* Of a text that begins skipped octets into a group of three only the characters that depend on
 * nothing but the text. */
static void
add_base64 (GPtrArray *forms, GHashTable *seen, const char *text, gsize skipped)
{
  static const gsize first[] = { 0, 2, 3 }, cut[] = { 0, 3, 2 };
  gsize length = strlen (text) + skipped;
  g_autofree char *padded = g_strdup_printf ("%.*s%s", (int)skipped, "..", text);
  g_autofree char *encoded = g_base64_encode ((const guchar *)padded, length);
  gsize begin = first[skipped], end = strlen (encoded) - cut[length % 3];
  if (end > begin)
    add_form (forms, seen, encoded + begin, end - begin);
}

static void
add_text (GPtrArray *forms, GHashTable *seen, const char *text)
{
  if (strlen (text) < KT_ERASE_WORD_MIN)
    return;
  add_form (forms, seen, text, strlen (text));
  for (gsize skipped = 0; skipped < 3; skipped++)
    add_base64 (forms, seen, text, skipped);
}

GPtrArray *
kt_erase_forms (const GPtrArray *texts)
{
  GPtrArray *forms = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  /* its keys belong to forms */
  g_autoptr (GHashTable) seen = g_hash_table_new (g_bytes_hash, g_bytes_equal);
  for (guint i = 0; i < texts->len; i++)
    {
      const char *text = texts->pdata[i];
      g_autofree char *nfc = kt_nfc (text, -1);
      g_autofree char *nfd = g_utf8_normalize (nfc, -1, G_NORMALIZE_NFD);
      g_autofree char *lower = g_utf8_strdown (nfc, -1);
      g_autofree char *fold = kt_fold (nfc);
      const char *each[] = { text, nfc, nfd, lower, fold };
      for (gsize k = 0; k < G_N_ELEMENTS (each); k++)
        add_text (forms, seen, each[k]);
    }
  return forms;
}

int
kt_erase_find (const GPtrArray *forms, const void *data, gsize length)
{
  for (guint i = 0; i < forms->len; i++)
    {
      gsize size = 0;
      const void *form = g_bytes_get_data (forms->pdata[i], &size);
      if (memmem (data, length, form, size) != NULL)
        return (int)i;
    }
  return -1;
}
