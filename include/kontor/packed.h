#pragma once
#include <glib.h>
#include <string.h>

/* Records of fixed fields, for what comes once a letter: numbers little endian, texts as their
 * length (u32), their octets and a NUL, one after the other without gaps. What arrives is hostile:
 * reading beyond the end, a text longer than allowed, one that is no UTF-8 or holds NUL breaks the
 * record, and from then on numbers are 0 and texts "". Whoever reads asks at the end. */
void kt_pack_u32 (GByteArray *record, guint32 value);
void kt_pack_u64 (GByteArray *record, guint64 value);
/* NULL is ""; longer than max octets it is cut on a character's border. */
void kt_pack_text (GByteArray *record, const char *text, gsize max);

typedef struct
{
  const guint8 *at, *end;
  gboolean broken;
} KtUnpack;

static inline gboolean
kt_unpack_has (KtUnpack *unpack, gsize length)
{
  if ((gsize)(unpack->end - unpack->at) < length)
    unpack->broken = TRUE;
  return !unpack->broken;
}

static inline guint32
kt_unpack_u32 (KtUnpack *unpack)
{
  guint32 value = 0;
  if (!kt_unpack_has (unpack, sizeof value))
    return 0;
  memcpy (&value, unpack->at, sizeof value);
  unpack->at += sizeof value;
  return GUINT32_FROM_LE (value);
}

static inline guint64
kt_unpack_u64 (KtUnpack *unpack)
{
  guint64 value = 0;
  if (!kt_unpack_has (unpack, sizeof value))
    return 0;
  memcpy (&value, unpack->at, sizeof value);
  unpack->at += sizeof value;
  return GUINT64_FROM_LE (value);
}

/* Points into the record. */
const char *kt_unpack_text (KtUnpack *unpack, gsize max);
/* Whether all was there, and nothing else. */
gboolean kt_unpack_ends (const KtUnpack *unpack);
