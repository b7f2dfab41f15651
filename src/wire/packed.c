#include "config.h"
#include "kontor/packed.h"
#include "kontor/utf8.h"

void
kt_pack_u32 (GByteArray *record, guint32 value)
{
  guint32 little = GUINT32_TO_LE (value);
  g_byte_array_append (record, (const guint8 *)&little, sizeof little);
}

void
kt_pack_u64 (GByteArray *record, guint64 value)
{
  guint64 little = GUINT64_TO_LE (value);
  g_byte_array_append (record, (const guint8 *)&little, sizeof little);
}

void
kt_pack_text (GByteArray *record, const char *text, gsize max)
{
  gsize length = text != NULL ? strlen (text) : 0;
  if (length > max)
    for (length = max; length > 0 && ((guchar)text[length] & 0xc0) == 0x80;)
      length--;
  kt_pack_u32 (record, (guint32)length);
  if (length > 0)
    g_byte_array_append (record, (const guint8 *)text, (guint)length);
  g_byte_array_append (record, (const guint8 *)"", 1);
}

const char *
kt_unpack_text (KtUnpack *unpack, gsize max)
{
  gsize length = kt_unpack_u32 (unpack);
  if (length > max || !kt_unpack_has (unpack, length + 1) || unpack->at[length] != '\0'
      || !kt_utf8_is_valid ((const char *)unpack->at, length))
    {
      unpack->broken = TRUE;
      return "";
    }
  const char *text = (const char *)unpack->at;
  unpack->at += length + 1;
  return text;
}

gboolean
kt_unpack_ends (const KtUnpack *unpack)
{
  return !unpack->broken && unpack->at == unpack->end;
}
