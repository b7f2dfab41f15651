#include "config.h"
#include "kontor/own-text.h"
#include "kontor/quote-words.h"
#include <string.h>

#define LINE_LOOK_MAX 400   /* octets; longer lines are prose */
#define ATTRIBUTION_LINES 3 /* an attribution is wrapped into at most so many */
#define BLANK_LINES_MAX 20u /* looked over for what follows */
#define FIELDS_MIN 3        /* header-like lines that make a block */

static gboolean
is_blank (const char *line)
{
  return line[strspn (line, " \t*_")] == '\0';
}

static const char *
skip_marks (const char *line)
{
  return line + strspn (line, " \t*|");
}

/* Anything between dashes, or words no person writes on a line of their own. */
static gboolean
is_separator (const char *line)
{
  gsize dashes = strspn (line, "-_=");
  const char *words = line + dashes + strspn (line + dashes, " ");

  return kt_quote_words_separator (words, dashes >= 2);
}

KtLineKind
kt_own_text_line (const char *raw)
{
  const char *line = skip_marks (raw);

  if (strcmp (raw, "-- ") == 0 || strcmp (raw, "--") == 0)
    return KT_LINE_SIGNATURE;
  if (*line == '>')
    return KT_LINE_QUOTED;
  if (strlen (line) > LINE_LOOK_MAX)
    return KT_LINE_OWN;
  if (is_separator (line))
    return KT_LINE_SEPARATOR;
  if (kt_quote_words_attribution (line))
    return KT_LINE_ATTRIBUTION;
  if (kt_quote_words_device (line))
    return KT_LINE_DEVICE;
  return KT_LINE_OWN;
}

/* "From: … Sent: … To: …", as Outlook puts it over what it quotes without marks. */
static gboolean
is_header_block (char **lines, guint n, guint at)
{
  guint fields = 0, seen = 0;

  if (kt_quote_words_field (skip_marks (lines[at])) != KT_QUOTE_FIELD_FROM)
    return FALSE;
  for (guint i = at; i < n && i < at + 12; i++)
    {
      KtQuoteField field = kt_quote_words_field (skip_marks (lines[i]));
      if (field == KT_QUOTE_FIELD_NONE)
        continue;
      if ((seen & (1u << field)) == 0)
        fields++;
      seen |= 1u << field;
    }
  return fields >= FIELDS_MIN;
}

/* An attribution wrapped into several lines: joined from `at`. Returns how many lines it takes. */
static guint
wrapped_attribution (char **lines, guint n, guint at)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  if (!kt_quote_words_attribution_begins (skip_marks (lines[at])))
    return 0;
  for (guint i = at; i < n && i < at + ATTRIBUTION_LINES && !is_blank (lines[i]); i++)
    {
      if (joined->len + strlen (lines[i]) > LINE_LOOK_MAX)
        return 0;
      g_string_append (joined, i == at ? skip_marks (lines[i]) : lines[i]);
      if (kt_quote_words_attribution (joined->str))
        return i - at + 1;
      g_string_append_c (joined, ' ');
    }
  return 0;
}

/* The first line from `at` on that is not blank; n: none, or none near. */
static guint
next_filled (char **lines, guint n, guint at)
{
  guint last = MIN (n, at + BLANK_LINES_MAX);

  while (at < last && is_blank (lines[at]))
    at++;
  return at < last ? at : n;
}

static gboolean
quotation_follows (char **lines, guint n, guint at)
{
  guint next = next_filled (lines, n, at);

  return next < n && *skip_marks (lines[next]) == '>';
}

/* Whether nothing but the mark's own words, blanks and what is not the writer's follows. */
static gboolean
ends_own_part (char **lines, guint n, guint at)
{
  guint next = next_filled (lines, n, at + 1);

  return next == n || kt_own_text_line (lines[next]) != KT_LINE_OWN
         || is_header_block (lines, n, next) || wrapped_attribution (lines, n, next) > 0;
}

/* The line Outlook draws over what it quotes. */
static gboolean
is_rule (const char *line)
{
  return strlen (line) >= 5 && line[strspn (line, "_-= ")] == '\0';
}

typedef enum
{
  KEEP,
  DROP,
  STOP,
} Step;

/* What to do with line at; *ret_lines is how many lines that concerns. */
static Step
decide (char **lines, guint n, guint at, guint *ret_lines)
{
  guint wrapped;

  *ret_lines = 1;
  switch (kt_own_text_line (lines[at]))
    {
    case KT_LINE_QUOTED:
      return DROP;
    case KT_LINE_SEPARATOR:
    case KT_LINE_SIGNATURE:
      return STOP;
    case KT_LINE_DEVICE:
      return ends_own_part (lines, n, at) ? DROP : KEEP;
    case KT_LINE_ATTRIBUTION:
    case KT_LINE_OWN:
      break;
    }
  if ((wrapped = wrapped_attribution (lines, n, at)) > 0)
    {
      *ret_lines = wrapped;
      /* marked quotations may have answers between them; unmarked ones reach to the end */
      return quotation_follows (lines, n, at + wrapped) ? DROP : STOP;
    }
  if (is_header_block (lines, n, at))
    return STOP;
  return is_rule (lines[at]) && ends_own_part (lines, n, at) ? DROP : KEEP;
}

/* Trimmed, at most one blank line in a row. */
static char *
tidy (GString *own)
{
  char *text = own->str, *to = text;
  guint breaks = 0;

  for (const char *from = text; *from != '\0'; from++)
    {
      breaks = *from == '\n' ? breaks + 1 : 0;
      if (breaks <= 2)
        *to++ = *from;
    }
  *to = '\0';
  char *result = g_string_free (own, FALSE);
  g_strchomp (result);
  gsize lead = strspn (result, "\n");
  memmove (result, result + lead, strlen (result + lead) + 1);
  return result;
}

char *
kt_own_text (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = g_strv_length (lines), taken;
  GString *own = g_string_sized_new (1024);

  for (guint at = 0; at < n; at += taken)
    {
      Step step = decide (lines, n, at, &taken);
      if (step == STOP)
        break;
      for (guint i = at; step == KEEP && i < at + taken; i++)
        {
          g_string_append (own, g_strchomp (lines[i]));
          g_string_append_c (own, '\n');
        }
    }
  return tidy (own);
}
