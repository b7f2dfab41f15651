#include "config.h"
#include "kontor/named-amount.h"

#include <string.h>

#define NUMBER_MAX 24 /* bytes with separators */
#define MARK_MAX 16   /* bytes of a currency's word */
#define NOBODYS "XTS" /* ISO 4217: of no country, for tests */

static gboolean
is_space (const char *p, gsize *ret_length)
{
  *ret_length = *p == ' ' ? 1 : g_str_has_prefix (p, "\u00a0") ? 2 : 0;
  return *ret_length > 0;
}

/* Digits with ' ', '.' and ',' between them, "1 234,50"; its length. */
static gsize
number_length (const char *p)
{
  gsize n = 0, gap;
  while (n < NUMBER_MAX)
    {
      gsize digits = strspn (p + n, "0123456789");
      n += digits;
      if (digits == 0)
        break;
      if ((p[n] == '.' || p[n] == ',') && g_ascii_isdigit (p[n + 1]))
        n++;
      else if (is_space (p + n, &gap) && strspn (p + n + gap, "0123456789") == 3)
        n += gap;
      else
        return n;
    }
  return n;
}

/* The word or sign right behind, after at most one space. */
static char *
mark_behind (const char *p)
{
  gsize gap = 0, n = 0;
  is_space (p, &gap);
  p += gap;
  while (n < MARK_MAX && p[n] != '\0')
    {
      gunichar c = g_utf8_get_char (p + n);
      if (!g_unichar_isalpha (c) && g_unichar_type (c) != G_UNICODE_CURRENCY_SYMBOL)
        break;
      n += (gsize)(g_utf8_next_char (p + n) - (p + n));
    }
  return g_strndup (p, n);
}

/* The sign right before, after at most one space; begin: where the text begins. */
static char *
sign_before (const char *begin, const char *p)
{
  if (p > begin && p[-1] == ' ')
    p--;
  const char *before = g_utf8_find_prev_char (begin, p);
  if (before == NULL || g_unichar_type (g_utf8_get_char (before)) != G_UNICODE_CURRENCY_SYMBOL)
    return NULL;
  return g_strndup (before, (gsize)(p - before));
}

static gboolean
parse (const char *number, const char *mark, KtMoney *ret)
{
  if (mark == NULL || *mark == '\0')
    return FALSE;
  g_autofree char *text = g_strdup_printf ("%s %s", number, mark);
  return kt_money_parse (text, NOBODYS, ret, NULL) && ret->minor > 0
         && !g_str_equal (ret->currency, NOBODYS);
}

static void
add (GArray *found, KtMoney money)
{
  for (guint i = 0; i < found->len; i++)
    {
      const KtMoney *other = &g_array_index (found, KtMoney, i);
      if (other->minor == money.minor && g_str_equal (other->currency, money.currency))
        return;
    }
  if (found->len < KT_AMOUNTS_MAX)
    g_array_append_val (found, money);
}

static gint
compare (gconstpointer a, gconstpointer b)
{
  const KtMoney *x = a, *y = b;
  return x->minor != y->minor ? (x->minor < y->minor ? 1 : -1) : strcmp (x->currency, y->currency);
}

GArray *
kt_amounts_named (const char *text)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (KtMoney));
  const char *end = text + MIN (strlen (text), KT_AMOUNT_LOOK_MAX);
  gboolean inside = FALSE; /* of a word: "A4" is no number */
  for (const char *p = text; p < end;)
    {
      if (!g_ascii_isdigit (*p) || inside)
        {
          inside = g_unichar_isalnum (g_utf8_get_char (p));
          p = g_utf8_next_char (p);
          continue;
        }
      gsize n = number_length (p);
      g_autofree char *number = g_strndup (p, n);
      g_autofree char *behind = mark_behind (p + n), *before = sign_before (text, p);
      KtMoney money;
      if (parse (number, behind, &money) || parse (number, before, &money))
        add (found, money);
      p += n;
      inside = FALSE;
    }
  g_array_sort (found, compare);
  return found;
}
