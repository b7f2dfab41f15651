#include "config.h"
#include "kontor/charset.h"
#include "kontor/html.h"
#include <string.h>

/* Bytes under any charset to text. */
int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  static const char *const charsets[]
      = { NULL, "utf-8", "windows-1251", "utf-16", "iso-2022-jp", "utf-7" };
  const char *charset = size > 0 ? charsets[data[0] % G_N_ELEMENTS (charsets)] : NULL;
  g_autofree char *utf8 = kt_charset_to_utf8 ((const char *)data, size, charset);
  g_autoptr (KtHtmlText) text = kt_html_to_text (utf8, strlen (utf8));

  if (!g_utf8_validate (text->text, -1, NULL))
    g_error ("text is not UTF-8");
  return 0;
}
