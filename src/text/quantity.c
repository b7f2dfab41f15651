#include "config.h"
#include "kontor/quantity.h"
#include <locale.h>
#include <string.h>

/* As kt_money_format() does: where no language was chosen the comma. */
static const char *
decimal_sign (void)
{
  const char *locale = setlocale (LC_NUMERIC, NULL);
  gboolean none = locale == NULL || g_str_equal (locale, "C") || g_str_has_prefix (locale, "C.")
                  || g_str_equal (locale, "POSIX");
  const char *sign = localeconv ()->decimal_point;
  return none || *sign == '\0' ? "," : sign;
}

char *
kt_quantity_format (gint64 thousandths)
{
  gint64 size = ABS (thousandths), rest = size % 1000;
  GString *text = g_string_new (thousandths < 0 ? "−" : "");
  g_string_append_printf (text, "%" G_GINT64_FORMAT, size / 1000);
  if (rest != 0)
    {
      g_string_append_printf (text, "%s%03d", decimal_sign (), (int)rest);
      while (text->str[text->len - 1] == '0')
        g_string_truncate (text, text->len - 1);
    }
  return g_string_free (text, FALSE);
}
