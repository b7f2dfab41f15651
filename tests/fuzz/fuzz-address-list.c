#include "config.h"
#include "kontor/address-list.h"
#include "kontor/header.h"
#include "kontor/letter-identity.h"
#include "kontor/letter-read.h"
#include <string.h>

/* A header and the addresses and dates in it: what is found is valid text, on one line, and the
 * same when it is read again. */
int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
check_mailboxes (const char *value)
{
  g_autoptr (GArray) found = kt_address_list_parse (value, 50);
  g_assert_cmpuint (found->len, <=, 50);
  for (guint i = 0; i < found->len; i++)
    {
      const KtMailbox *mailbox = &g_array_index (found, KtMailbox, i);
      g_assert_true (g_utf8_validate (mailbox->name, -1, NULL));
      g_assert_null (strpbrk (mailbox->name, "\r\n"));
      g_assert_true (g_utf8_validate (mailbox->norm, -1, NULL));
      g_assert_nonnull (strchr (mailbox->norm, '@'));
      g_assert_null (strpbrk (mailbox->norm, "\r\n"));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  static const char *const fields[] = { "From", "To", "Cc", "Reply-To", "Sender" };
  static gsize ready;
  gsize body = 0;

  if (g_once_init_enter (&ready))
    {
      kt_letter_read_init ();
      g_once_init_leave (&ready, 1);
    }
  g_autoptr (KtHeader) header = kt_header_new (data, size, &body);
  if (header == NULL)
    return 0;
  g_assert_cmpuint (body, <=, size);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    for (guint nth = 0; nth < 3; nth++)
      {
        const char *value = kt_header_get (header, fields[i], nth);
        if (value != NULL)
          check_mailboxes (value);
      }
  const char *date = kt_header_get (header, "Date", 0);
  gint64 utc = 0, again = 0;
  if (date != NULL && kt_header_date (date, &utc))
    g_assert_true (kt_header_date (date, &again) && utc == again);
  const char *subject = kt_header_get (header, "Subject", 0);
  g_autofree char *decoded = subject != NULL ? kt_header_decode (subject, 998) : NULL;
  if (decoded != NULL)
    g_assert_true (g_utf8_validate (decoded, -1, NULL) && strpbrk (decoded, "\r\n") == NULL);
  return 0;
}
