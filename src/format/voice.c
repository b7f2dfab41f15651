#include "config.h"
#include "kontor/judgement.h"
#include "kontor/plain-text.h"
#include <string.h>

#define NAME_LINE_WORDS 4u
#define NAME_LINE_OCTETS 60u
#define LONG_NUMBER 5u /* digits in a row that count nothing */

/* One run without blanks. */
typedef struct
{
  const char *from;
  gsize length;
  guint digits, letters, run, parts; /* run: longest of digits; parts: of figures, marks between */
} Item;

static Item
item_of (const char *from, gsize length)
{
  Item item = { .from = from, .length = length };
  guint run = 0;
  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar)from[i];
      gboolean digit = g_ascii_isdigit (c);
      item.digits += digit;
      item.letters += g_ascii_isalpha (c) || (c >= 0xC3 && c < 0xE0);
      item.parts += digit && run == 0;
      run = digit ? run + 1 : 0;
      item.run = MAX (item.run, run);
    }
  return item;
}

static gboolean
holds (const Item *item, const char *mark)
{
  return g_strstr_len (item->from, (gssize)item->length, mark) != NULL;
}

/* "12.11.2026", "2026-11-12". */
static gboolean
is_date (const Item *item)
{
  return item->parts == 3 && item->run == 4 && item->digits >= 6 && item->letters == 0;
}

/* "09:42" */
static gboolean
is_clock (const Item *item)
{
  const char *colon = memchr (item->from, ':', item->length);
  return item->letters == 0 && colon != NULL && colon > item->from && g_ascii_isdigit (colon[-1])
         && colon + 2 < item->from + item->length && g_ascii_isdigit (colon[1]);
}

static gboolean
is_money (const Item *item)
{
  static const char *const marks[] = { "€", "$", "£", "₴", "₽", NULL };
  for (const char *const *mark = marks; *mark != NULL; mark++)
    if (holds (item, *mark))
      return TRUE;
  const char *point = memchr (item->from, ',', item->length);
  if (point == NULL)
    point = memchr (item->from, '.', item->length);
  const char *end = item->from + item->length;
  return item->parts == 2 && item->letters == 0 && point != NULL && point + 2 < end
         && g_ascii_isdigit (point[1]) && g_ascii_isdigit (point[2])
         && (point + 3 == end || !g_ascii_isdigit (point[3])) && item->run < 4 && point > item->from
         && g_ascii_isdigit (point[-1]);
}

/* "RP-5521", "#8812", "5512-А", "77310": numbers under which offices keep things. */
static gboolean
is_code (const Item *item)
{
  if (item->digits < 3 || is_date (item) || is_clock (item) || is_money (item))
    return FALSE;
  return item->run >= LONG_NUMBER || (item->letters > 0 && item->letters <= 6 && item->digits >= 3)
         || *item->from == '#'
         || (item->parts >= 2 && memchr (item->from, '-', item->length) != NULL);
}

static void
count_item (KtVoice *voice, const Item *item)
{
  voice->words++;
  if (holds (item, "://") || g_str_has_prefix (item->from, "www."))
    voice->links++;
  else if (item->digits > 0)
    {
      voice->dates += is_date (item);
      voice->clocks += is_clock (item);
      voice->money += is_money (item);
      voice->codes += is_code (item);
      voice->percents += holds (item, "%");
    }
  else
    {
      voice->money += g_str_has_prefix (item->from, "EUR") || holds (item, "€");
      voice->percents += item->length == 1 && *item->from == '%';
      voice->codes += g_str_has_prefix (item->from, "№") || g_str_has_prefix (item->from, "Nr.");
    }
}

/* A name by itself: few words, the first written large, no figures and no end of a sentence. */
static gboolean
is_name_line (const char *line, gsize length)
{
  guint words = 0;
  gboolean inside = FALSE;
  while (length > 0 && g_ascii_isspace (line[length - 1]))
    length--;
  if (length == 0 || length > NAME_LINE_OCTETS
      || !g_unichar_isupper (g_utf8_get_char_validated (line, (gssize)length)))
    return FALSE;
  if (strchr ("?!:", line[length - 1]) != NULL)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (g_ascii_isdigit (line[i]))
        return FALSE;
      gboolean blank = g_ascii_isspace (line[i]);
      words += !blank && !inside;
      inside = !blank;
    }
  return words <= NAME_LINE_WORDS;
}

/* "… fine? Tom": a name behind the last sentence. */
static gboolean
ends_with_name (const char *line, gsize length)
{
  for (gsize at = length; at-- > 1;)
    {
      if (strchr (".?!,", line[at - 1]) == NULL || line[at] != ' ')
        continue;
      guint words = 1;
      for (gsize i = at + 1; i < length; i++)
        words += line[i] == ' ';
      return line[at - 1] != ',' && words <= 2 && is_name_line (line + at + 1, length - at - 1)
             && g_ascii_strncasecmp (line + at + 1, "Re", 2) != 0 && line[length - 1] != '.';
    }
  return FALSE;
}

/* The last line with words is a name, if it is not the first. */
static gboolean
is_signed (const char *text)
{
  gsize end = strlen (text);
  while (end > 0 && g_ascii_isspace (text[end - 1]))
    end--;
  gsize from = end;
  while (from > 0 && text[from - 1] != '\n')
    from--;
  return (from > 0 && is_name_line (text + from, end - from))
         || ends_with_name (text + from, end - from);
}

void
kt_voice_look (KtVoice *voice, const char *text)
{
  for (const char *p = text; *p != '\0';)
    {
      gsize length = strcspn (p, " \t\n");
      if (length > 0)
        {
          Item item = item_of (p, length);
          count_item (voice, &item);
        }
      voice->exclaims += length > 0 && p[length - 1] == '!';
      voice->questions += length > 0 && p[length - 1] == '?';
      p += length + (p[length] != '\0');
    }
  voice->is_signed |= is_signed (text);
}
