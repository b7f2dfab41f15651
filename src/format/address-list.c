#include "config.h"
#include "kontor/address-list.h"
#include "kontor/addr.h"
#include "kontor/header.h"
#include "kontor/plain-text.h"
#include "kontor/records.h"
#include <string.h>

#define ENCODED_WORD_MAX 1000 /* octets; RFC 2047 allows 75 */

/* One element between separators, as far as it is read. */
typedef struct
{
  GString *phrase;  /* outside of <>, quotes undone, comments left out */
  GString *comment; /* the last comment: a name where there is no other */
  GString *angle;   /* inside <> */
  gboolean has_angle, quoted;
} Element;

typedef struct
{
  GArray *list;
  guint max;
  Element now;
  char *surname; /* "Doe" of "Doe, John <…>", waiting for the rest */
} Parse;

static void
mailbox_clear (gpointer data)
{
  KtMailbox *mailbox = data;

  g_free (mailbox->name);
  g_free (mailbox->norm);
}

/* Encoded words within quotes are against RFC 2047 and common. */
static char *
decode_name (const char *raw)
{
  if (strstr (raw, "=?") == NULL)
    return kt_plain_line (raw, KT_LETTER_NAME_MAX);
  g_autofree char *line = kt_header_decode (raw, KT_LETTER_NAME_MAX);
  gsize n = strlen (line);
  /* quotes that were inside the encoded word */
  if (n >= 2 && line[0] == '"' && line[n - 1] == '"')
    return g_strndup (line + 1, n - 2);
  return g_steal_pointer (&line);
}

/* "Name a@b" without <>: the last word with an at sign. */
static char *
take_bare_address (GString *phrase)
{
  g_auto (GStrv) words = g_strsplit_set (phrase->str, " \t", -1);

  for (guint i = g_strv_length (words); i > 0; i--)
    if (strchr (words[i - 1], '@') != NULL)
      {
        char *address = g_strdup (words[i - 1]);
        gsize at = strstr (phrase->str, address) - phrase->str;
        g_string_erase (phrase, at, strlen (address));
        return address;
      }
  return NULL;
}

/* The obsolete route of "<@relay:a@b>". */
static const char *
skip_route (const char *angle)
{
  const char *colon = *angle == '@' ? strchr (angle, ':') : NULL;

  return colon != NULL ? colon + 1 : angle;
}

static void
add_mailbox (Parse *parse, const char *address, const char *name)
{
  g_autoptr (KtAddr) addr = kt_addr_parse (address, NULL);

  if (addr == NULL || parse->list->len >= parse->max)
    return;
  KtMailbox mailbox = { .norm = g_strdup (kt_addr_norm (addr)) };
  if (parse->surname != NULL && *parse->surname != '\0' && *name != '\0')
    {
      g_autofree char *whole = g_strconcat (parse->surname, ", ", name, NULL);
      mailbox.name = decode_name (whole);
    }
  else
    mailbox.name = decode_name (name);
  g_array_append_val (parse->list, mailbox);
}

static void
reset_element (Element *element)
{
  g_string_truncate (element->phrase, 0);
  g_string_truncate (element->comment, 0);
  g_string_truncate (element->angle, 0);
  element->has_angle = element->quoted = FALSE;
}

/* At a comma, a semicolon or the end. */
static void
end_element (Parse *parse, char separator)
{
  Element *now = &parse->now;
  g_autofree char *bare = NULL;
  const char *address = NULL;

  if (now->has_angle)
    address = skip_route (g_strstrip (now->angle->str));
  else
    address = bare = take_bare_address (now->phrase);
  g_strstrip (now->phrase->str);
  if (address != NULL)
    {
      add_mailbox (parse, address, *now->phrase->str ? now->phrase->str : now->comment->str);
      g_clear_pointer (&parse->surname, g_free);
    }
  else
    {
      /* words without an address before a comma belong to the next element's name */
      g_free (parse->surname);
      parse->surname = separator == ',' && !now->quoted ? g_strdup (now->phrase->str) : NULL;
    }
  reset_element (now);
}

/* Copies a quoted string or comment that begins at p into out; returns its last character. */
static const char *
read_quoted (const char *p, char end, GString *out)
{
  guint depth = 1;
  char begin = *p;

  for (p++; *p != '\0'; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      else if (end == ')' && *p == begin)
        depth++;
      else if (*p == end && --depth == 0)
        return p;
      g_string_append_c (out, *p);
    }
  return p - 1;
}

static gboolean
has_text (const GString *string)
{
  for (const char *p = string->str; *p != '\0'; p++)
    if (*p != ' ')
      return TRUE;
  return FALSE;
}

/* A quoted local part, "a b"@x, keeps its quotes. */
static void
read_quotation (Parse *parse, const char **p)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Element *now = &parse->now;
  const char *last = read_quoted (*p, '"', text);

  if (last[0] == '"' && last[1] == '@')
    g_string_append_printf (now->phrase, "\"%s\"", text->str);
  else
    {
      now->quoted = TRUE;
      g_string_append (now->phrase, text->str);
    }
  *p = last;
}

/* An encoded word goes along whole: commas and quotes inside mean nothing. NULL if none begins. */
static const char *
encoded_word_end (const char *p)
{
  const char *last = p + strnlen (p, ENCODED_WORD_MAX);
  const char *encoding = memchr (p + 2, '?', last - p - 2);
  const char *text = encoding != NULL ? memchr (encoding + 1, '?', last - encoding - 1) : NULL;
  const char *end = text != NULL ? g_strstr_len (text + 1, last - text - 1, "?=") : NULL;

  return end != NULL ? end + 2 : NULL;
}

static void
read_character (Parse *parse, const char **p)
{
  Element *now = &parse->now;
  const char *end;

  switch (**p)
    {
    case '=':
      end = (*p)[1] == '?' && !now->has_angle ? encoded_word_end (*p) : NULL;
      if (end == NULL)
        end = *p + 1;
      if (!now->has_angle)
        g_string_append_len (now->phrase, *p, end - *p);
      *p = end - 1;
      break;
    case '"':
      read_quotation (parse, p);
      break;
    case '(':
      g_string_truncate (now->comment, 0);
      *p = read_quoted (*p, ')', now->comment);
      break;
    case '<':
      now->has_angle = TRUE;
      g_string_truncate (now->angle, 0);
      for ((*p)++; **p != '\0' && **p != '>' && **p != ',' && **p != ';' && **p != '<'; (*p)++)
        g_string_append_c (now->angle, **p);
      if (**p != '>')
        (*p)--;
      break;
    case ':': /* "Friends: a@b, c@d;" */
      if (!now->has_angle && strchr (now->phrase->str, '@') == NULL)
        reset_element (now);
      break;
    case ',':
    case ';':
      end_element (parse, **p);
      break;
    default:
      if (!now->has_angle)
        g_string_append_c (now->phrase, **p);
    }
}

GArray *
kt_address_list_parse (const char *value, guint max)
{
  Parse parse = { .max = max };

  parse.list = g_array_new (FALSE, FALSE, sizeof (KtMailbox));
  g_array_set_clear_func (parse.list, mailbox_clear);
  parse.now = (Element){ .phrase = g_string_new (NULL),
                         .comment = g_string_new (NULL),
                         .angle = g_string_new (NULL) };
  for (const char *p = value; *p != '\0' && parse.list->len < max; p++)
    read_character (&parse, &p);
  if (has_text (parse.now.phrase) || parse.now.has_angle)
    end_element (&parse, '\0');
  g_string_free (parse.now.phrase, TRUE);
  g_string_free (parse.now.comment, TRUE);
  g_string_free (parse.now.angle, TRUE);
  g_free (parse.surname);
  return parse.list;
}
