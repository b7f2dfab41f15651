#include "config.h"
#include "kontor/letter-read.h"
#include "kontor/records.h"

/* Bytes of a letter, whole and cut, to a record that the keeper accepts; its parts decoded. */
int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
read_as (const guint8 *data, size_t size, gboolean truncated)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  KtLetterSource source = { 1, 1700000000, 1800000000, truncated };

  g_byte_array_append (bytes, data, size);
  g_autoptr (KtLetterDraft) draft = kt_letter_read (bytes, &source, NULL);
  if (draft == NULL)
    return;
  g_autoptr (GByteArray) record = g_byte_array_new ();
  kt_letter_pack (&draft->letter, record);
  KtFrame frame = { KT_FRAME_LETTER, 0, record->len, record->data };
  g_autoptr (GError) error = NULL;
  g_autoptr (KtLetter) letter = kt_letter_from_frame (&frame, &error);
  if (letter == NULL)
    g_error ("%s", error->message);
}

static void
read_parts (const guint8 *data, size_t size)
{
  for (guint32 number = 1; number <= 4; number++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      KtMimePart part;
      g_byte_array_append (bytes, data, size);
      g_autoptr (GBytes) content = kt_letter_read_part (bytes, number, &part, NULL);
      if (content == NULL)
        return;
      kt_mime_part_clear (&part);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      kt_letter_read_init ();
      g_once_init_leave (&ready, 1);
    }
  read_as (data, size, FALSE);
  read_as (data, size, TRUE);
  read_parts (data, size);
  return 0;
}
