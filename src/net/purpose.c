#include "config.h"
#include "purpose.h"
#include <string.h>

/* In DER: the extension's name (RFC 5280 §4.2.1.12), and the two purposes that include serving. */
static const guint8 extension[] = { 0x06, 0x03, 0x55, 0x1d, 0x25 };
static const guint8 serving[] = { 0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01 };
static const guint8 any_purpose[] = { 0x06, 0x04, 0x55, 0x1d, 0x25, 0x00 };

/* Whether the extension's value, an octet string behind a "critical" that may be left out, names a
 * purpose that fits. */
static gboolean
value_fits (const guint8 *at, const guint8 *end)
{
  if (end - at >= 3 && at[0] == 0x01 && at[1] == 1)
    at += 3;
  if (end - at < 2 || at[0] != 0x04 || at[1] >= 0x80 || end - at - 2 < at[1])
    return FALSE; /* 127 octets hold a dozen purposes */
  gsize length = at[1];
  return memmem (at + 2, length, serving, sizeof serving) != NULL
         || memmem (at + 2, length, any_purpose, sizeof any_purpose) != NULL;
}

gboolean
kt_tls_may_serve (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;
  g_object_get (certificate, "certificate", &der, NULL);
  if (der == NULL)
    return FALSE;
  const guint8 *end = der->data + der->len;
  const guint8 *found = memmem (der->data, der->len, extension, sizeof extension);
  return found == NULL || value_fits (found + sizeof extension, end);
}
