#include "config.h"
#include "kontor/charset.h"
#include "kontor/error.h"
#include "kontor/vcard-text.h"
#include <string.h>

#define SAMPLE_MAX (64u << 10) /* octets of 8-bit text that are looked at */

typedef struct
{
  const char *text, *end;
  const char *at;    /* of the line that is looked at */
  guint32 line;      /* its number */
  const char *begin; /* of the piece that is open; NULL: none */
  guint32 begin_line;
  guint depth;    /* of cards; 0: the open piece is junk */
  gboolean agent; /* the last line said that a card within this one follows */
  GArray *pieces;
  GString *sample;
} Split;

static void
close_piece (Split *split, const char *end, guint32 what)
{
  KtVcardPiece piece = { (guint64)(split->begin - split->text), (guint64)(end - split->begin),
                         split->begin_line, what };

  if (what != KT_PIECE_JUNK && piece.length > KT_VCARD_TEXT_MAX)
    piece.what = KT_PIECE_LARGE;
  g_array_append_val (split->pieces, piece);
  split->begin = NULL;
  split->depth = 0;
  split->agent = FALSE;
}

static void
open_piece (Split *split, guint depth)
{
  split->begin = split->at;
  split->begin_line = split->line;
  split->depth = depth;
}

static gboolean
is_word (const char *at, const char *end, const char *word)
{
  gsize length = strlen (word);

  while (end > at && g_ascii_isspace (end[-1]))
    end--;
  return (gsize)(end - at) == length && g_ascii_strncasecmp (at, word, length) == 0;
}

/* "AGENT:" with nothing behind it. */
static gboolean
is_agent (const char *at, const char *end)
{
  while (end > at && g_ascii_isspace (end[-1]))
    end--;
  return end - at >= 6 && g_ascii_strncasecmp (at, "AGENT", 5) == 0 && end[-1] == ':';
}

static gboolean
is_blank (const char *at, const char *end)
{
  while (at < end && g_ascii_isspace (*at))
    at++;
  return at == end;
}

/* A line tells of the charset if it is not UTF-8. */
static void
sample_line (GString *sample, const char *at, const char *end)
{
  gsize length = (gsize)(end - at);

  if (sample->len + length <= SAMPLE_MAX && memchr (at, 0, length) == NULL
      && !g_utf8_validate (at, (gssize)length, NULL))
    g_string_append_len (sample, at, (gssize)length);
}

/* next: where the line after it begins. */
static void
take_line (Split *split, const char *end, const char *next)
{
  gboolean agent = split->agent;

  split->agent = split->depth > 0 && is_agent (split->at, end);
  if (is_word (split->at, end, "BEGIN:VCARD"))
    {
      if (split->depth > 0 && agent)
        split->depth++;
      else
        {
          if (split->begin != NULL)
            close_piece (split, split->at, split->depth > 0 ? KT_PIECE_OPEN : KT_PIECE_JUNK);
          open_piece (split, 1);
        }
    }
  else if (is_word (split->at, end, "END:VCARD") && split->depth > 0)
    {
      if (--split->depth == 0)
        close_piece (split, next, KT_PIECE_CARD);
    }
  else if (split->begin == NULL && !is_blank (split->at, end))
    open_piece (split, 0);
  else if (agent && is_blank (split->at, end))
    split->agent = TRUE;
}

static gboolean
split_lines (Split *split, GError **error)
{
  while (split->at < split->end)
    {
      const char *end = split->at;
      while (end < split->end && *end != '\n' && *end != '\r')
        end++;
      const char *next = end;
      while (next < split->end && *next == '\r')
        next++;
      if (next < split->end && *next == '\n')
        next++;
      else if (next > end)
        next = end + 1;
      sample_line (split->sample, split->at, end);
      take_line (split, end, next);
      split->at = next;
      split->line++;
      if (split->pieces->len > KT_VCARDS_MAX)
        {
          g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "it has more than %u cards",
                       KT_VCARDS_MAX);
          return FALSE;
        }
    }
  if (split->begin != NULL)
    close_piece (split, split->end, split->depth > 0 ? KT_PIECE_OPEN : KT_PIECE_JUNK);
  return TRUE;
}

/* UTF-16 with its mark, or as "B\0E\0" or "\0B\0E" begin; NULL it is not. */
static const char *
wide_charset (const char *text, gsize length)
{
  if (length < 4)
    return NULL;
  if (memcmp (text, "\xff\xfe", 2) == 0 || memcmp (text, "\xfe\xff", 2) == 0)
    return "utf-16";
  if (text[0] != '\0' && text[1] == '\0' && text[2] != '\0' && text[3] == '\0')
    return "utf-16le";
  return text[0] == '\0' && text[1] != '\0' && text[2] == '\0' && text[3] != '\0' ? "utf-16be"
                                                                                  : NULL;
}

GArray *
kt_vcard_split (const char *text, gsize length, char **ret_utf8, char **ret_charset, GError **error)
{
  const char *wide = wide_charset (text, length);
  g_autofree char *utf8 = wide != NULL ? kt_charset_to_utf8 (text, length, wide) : NULL;
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (KtVcardPiece));
  g_autoptr (GString) sample = g_string_new (NULL);
  const char *charset = NULL;

  if (utf8 != NULL)
    {
      text = utf8;
      length = strlen (utf8);
    }
  Split split = {
    .text = text, .end = text + length, .at = text, .line = 1, .pieces = pieces, .sample = sample
  };
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    split.at += 3;
  if (!split_lines (&split, error))
    return NULL;
  if (sample->len > 0)
    charset = kt_charset_guess (sample->str, sample->len);
  *ret_charset = g_strdup (charset != NULL ? charset : "");
  *ret_utf8 = g_steal_pointer (&utf8);
  return g_steal_pointer (&pieces);
}

/* --- one card in UTF-8 --- */

/* Without CHARSET; of 2.1 with one that says UTF-8. */
static void
append_params (GString *out, const KtIcalLine *line, gboolean tell)
{
  const char *params = line->params;
  KtVcardParam param;

  while (kt_vcard_param_next (&params, &param))
    if (!kt_vcard_param_is (&param, "CHARSET"))
      g_string_append_len (out, param.raw, (gssize)param.raw_length);
  if (tell)
    g_string_append (out, ";CHARSET=UTF-8");
}

static void
append_utf8_line (GString *out, const KtIcalLine *line, const char *charset, gboolean tell)
{
  g_autofree char *told = kt_ical_param (line->params, "CHARSET");
  g_autoptr (GString) head = g_string_new (*line->group != '\0' ? line->group : NULL);

  if (*line->group != '\0')
    g_string_append_c (head, '.');
  g_string_append (head, line->name);
  append_params (head, line, tell);
  g_string_append_printf (head, ":%s", line->value);
  g_autofree char *utf8 = kt_charset_to_utf8 (head->str, head->len, told != NULL ? told : charset);
  g_string_append (out, utf8);
  g_string_append (out, "\r\n");
}

/* The bytes of a line that is none. */
static void
append_mended (GString *out, const KtIcalLine *line, const char *charset)
{
  g_autofree char *utf8 = kt_charset_to_utf8 (line->raw, line->raw_length, charset);

  g_string_append (out, utf8);
}

static void
append_line (GString *out, const KtIcalLine *line, const char *charset, gboolean tell)
{
  if (g_utf8_validate_len (line->raw, line->raw_length, NULL))
    g_string_append_len (out, line->raw, (gssize)line->raw_length);
  else if (*line->name == '\0')
    append_mended (out, line, charset);
  else
    append_utf8_line (out, line, charset, tell && !g_utf8_validate (line->value, -1, NULL));
}

static void
append_component (GString *out, const KtIcalComponent *component, const char *charset,
                  gboolean tell)
{
  append_line (out, &component->begin, charset, FALSE);
  for (guint i = 0; i < component->nodes->len; i++)
    {
      const KtIcalNode *node = &g_array_index (component->nodes, KtIcalNode, i);
      if (node->component != NULL)
        append_component (out, node->component, charset, tell);
      else
        append_line (out, &node->line, charset, tell);
    }
  append_line (out, &component->end, charset, FALSE);
}

/* Of a text on its own. */
static const char *
guess (const char *text, gsize length)
{
  const char *end = text + length;
  g_autoptr (GString) sample = g_string_new (NULL);

  while (text < end)
    {
      const char *stop = memchr (text, '\n', (gsize)(end - text));
      sample_line (sample, text, stop != NULL ? stop : end);
      text = stop != NULL ? stop + 1 : end;
    }
  return kt_charset_guess (sample->str, sample->len);
}

char *
kt_vcard_to_utf8 (const char *text, gsize length, const char *charset, gsize *ret_length)
{
  if (g_utf8_validate_len (text, length, NULL))
    return NULL;
  g_autoptr (KtIcalText) lines = kt_vcard_text_parse (text, length, NULL);
  KtIcalComponent *card = lines != NULL ? kt_vcard_find (lines) : NULL;
  char *utf8;
  if (card == NULL)
    utf8 = kt_charset_to_utf8 (text, length, charset);
  else
    {
      gboolean old = strcmp (kt_vcard_version (card), "2.1") == 0;
      g_autoptr (GString) out = g_string_new (NULL);
      if (charset == NULL || *charset == '\0')
        charset = guess (text, length);
      append_component (out, kt_ical_text_root (lines), charset, old);
      utf8 = g_string_free (g_steal_pointer (&out), FALSE);
    }
  *ret_length = strlen (utf8);
  return utf8;
}
