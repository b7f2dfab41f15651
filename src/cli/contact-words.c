#include "config.h"
#include "contact-parts.h"
#include "kontor/addr.h"
#include "kontor/phone.h"
#include "kontor/table.h"
#include <glib/gi18n.h>
#include <string.h>

#define PHONE_DIGITS_LEAST 6 /* fewer are a part of the name: "Studio 54" */

static gboolean
is_phone_word (const char *word)
{
  return strpbrk (word, "0123456789") != NULL && strspn (word, "0123456789+-()./") == strlen (word);
}

/* Words from first on as one number, where they are one that can be dialled. */
static char *
joined (GPtrArray *words, guint first)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = first; i < words->len; i++)
    g_string_append_printf (text, "%s%s", i > first ? " " : "", (char *)words->pdata[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static guint
count_digits (const char *text)
{
  guint n = 0;
  for (; *text != '\0'; text++)
    n += g_ascii_isdigit (*text) ? 1 : 0;
  return n;
}

/* Where the phone at the end begins; words->len: there is none. The longest that is a number, so
 * that "29 888 777" is one and "29888777 29888778" are two; else all, to be refused by its name. */
static guint
phone_begin (GPtrArray *words, const char *country)
{
  guint first = words->len;
  while (first > 1 && is_phone_word (words->pdata[first - 1]))
    first--;
  g_autofree char *all = joined (words, first);
  if (count_digits (all) < PHONE_DIGITS_LEAST)
    return words->len;
  for (guint i = first; i < words->len; i++)
    {
      g_autofree char *text = joined (words, i);
      g_autofree char *norm = kt_phone_normalise (text, country, NULL);
      if (norm != NULL)
        return i;
    }
  return first;
}

static void
prepend (char ***list, char *text)
{
  guint n = *list != NULL ? g_strv_length (*list) : 0;
  *list = g_renew (char *, *list, n + 2);
  memmove (*list + 1, *list, n * sizeof (char *));
  (*list)[0] = text;
  (*list)[n + 1] = NULL;
}

char *
kt_contact_take_points (char **args, const char *country, char ***emails, char ***phones)
{
  g_autofree char *text = g_strjoinv (" ", args);
  g_auto (GStrv) split = g_strsplit_set (text, " \t\n", -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  for (char **word = split; *word != NULL; word++)
    if (**word != '\0')
      g_ptr_array_add (words, *word);
  while (words->len > 1)
    {
      const char *last = words->pdata[words->len - 1];
      g_autoptr (KtAddr) addr = strchr (last, '@') != NULL ? kt_addr_parse (last, NULL) : NULL;
      guint first = addr != NULL ? words->len - 1 : phone_begin (words, country);
      if (first == words->len)
        break;
      prepend (addr != NULL ? emails : phones, joined (words, first));
      g_ptr_array_set_size (words, (int)first);
    }
  return joined (words, 0);
}

void
kt_contact_say_leaving (KtContext *context, const char *name, const GPtrArray *sources)
{
  for (guint i = 0; i < sources->len && !context->quiet; i++)
    kt_out (context, _ ("         the card of «%s» leaves «%s» with the next sync\n"), name,
            (const char *)sources->pdata[i]);
}
