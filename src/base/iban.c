#include "config.h"
#include "kontor/iban.h"
#include <string.h>

#define LENGTH_MIN 15
#define LENGTH_MAX 34

/* What stays of it divided by 97, its first four characters last: 1 where it is right. */
static int
remainder_of (const char *iban, gsize length)
{
  int rest = 0;
  for (gsize i = 0; i < length; i++)
    {
      char c = iban[(i + 4) % length];
      rest
          = g_ascii_isdigit (c) ? (rest * 10 + (c - '0')) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
    }
  return rest;
}

char *
kt_iban_parse (const char *text)
{
  g_autoptr (GString) iban = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isalnum (*p) && iban->len <= LENGTH_MAX)
      g_string_append_c (iban, g_ascii_toupper (*p));
    else if (*p != ' ')
      return NULL;
  gboolean good = iban->len >= LENGTH_MIN && iban->len <= LENGTH_MAX
                  && g_ascii_isalpha (iban->str[0]) && g_ascii_isalpha (iban->str[1])
                  && g_ascii_isdigit (iban->str[2]) && g_ascii_isdigit (iban->str[3])
                  && remainder_of (iban->str, iban->len) == 1;
  return good ? g_strdup (iban->str) : NULL;
}

char *
kt_iban_print (const char *iban)
{
  GString *text = g_string_new (NULL);
  for (gsize i = 0; iban[i] != '\0'; i++)
    {
      if (i > 0 && i % 4 == 0)
        g_string_append_c (text, ' ');
      g_string_append_c (text, iban[i]);
    }
  return g_string_free (text, FALSE);
}
