#include "config.h"
#include "kontor/own-text.h"
#include "kontor/quote-words.h"
#include "kontor/sign-off.h"
#include <string.h>

#define LINE_LOOK_MAX 400   /* octets; longer lines are prose */
#define ATTRIBUTION_LINES 3 /* an attribution is wrapped into at most so many */
#define BLANK_LINES_MAX 20u /* looked over for what follows */
#define FIELDS_MIN 3        /* header-like lines that make a block */
#define BLOCK_LINES 12u     /* it may take, wrapped fields counted */
#define INITIALS_MAX 4u     /* letters of "AB>" */
#define SIGNATURE_LINES 15u /* filled ones below "--" */
#define SIGNATURE_OCTETS 200

/* Blanks, emphasis and what no one sees at a line's beginning. */
static const char *
skip_marks (const char *line)
{
  static const char *const unseen[] = {
    "\302\240", "\342\200\213", "\342\200\216", "\342\200\217", "\342\201\240", "\357\273\277", NULL
  };

  for (;;)
    {
      gsize n = strspn (line, " \t*|");
      gboolean may_be = *line == '\xc2' || *line == '\xe2' || *line == '\xef';
      for (guint i = 0; n == 0 && may_be && unseen[i] != NULL; i++)
        if (g_str_has_prefix (line, unseen[i]))
          n = strlen (unseen[i]);
      if (n == 0)
        return line;
      line += n;
    }
}

static gboolean
is_blank (const char *line)
{
  line = skip_marks (line);
  return line[strspn (line, " \t*_")] == '\0';
}

/* "AB> text", as The Bat! and its kin quote. */
static gboolean
is_initials_quoted (const char *line)
{
  guint letters = 0;

  for (; letters <= INITIALS_MAX && *line != '\0'; line = g_utf8_next_char (line), letters++)
    if (!g_unichar_isupper (g_utf8_get_char (line)))
      break;
  return letters > 0 && letters <= INITIALS_MAX && *line == '>'
         && (line[1] == ' ' || line[1] == '>' || line[1] == '\0');
}

static gboolean
is_quoted (const char *raw)
{
  const char *line = skip_marks (raw);

  return *line == '>' || is_initials_quoted (line);
}

/* Anything between dashes, or words no person writes on a line of their own. */
static KtSeparator
separator_of (const char *line)
{
  gsize dashes = strspn (line, "-_=");
  const char *words = line + dashes + strspn (line + dashes, " ");

  return kt_quote_words_separator (words, dashes >= 2);
}

/* "-- " (RFC 3676 §4.3); without its blank, or a longer dash, it takes a look at what follows. */
static gboolean
is_signature_mark (const char *raw)
{
  return strcmp (raw, "-- ") == 0 || strcmp (raw, "--") == 0 || strcmp (raw, "--\302\240") == 0
         || strcmp (raw, "\342\200\224") == 0 || strcmp (raw, "\342\200\223") == 0
         || strcmp (raw, "\342\200\224 ") == 0;
}

KtLineKind
kt_own_text_line (const char *raw)
{
  const char *line = skip_marks (raw);

  if (is_signature_mark (raw))
    return KT_LINE_SIGNATURE;
  if (is_quoted (line))
    return KT_LINE_QUOTED;
  if (strlen (line) > LINE_LOOK_MAX)
    return KT_LINE_OWN;
  if (separator_of (line) != KT_SEPARATOR_NONE)
    return KT_LINE_SEPARATOR;
  if (kt_quote_words_attribution (line) == KT_ATTRIBUTION_SURE)
    return KT_LINE_ATTRIBUTION;
  if (kt_quote_words_device (line))
    return KT_LINE_DEVICE;
  return KT_LINE_OWN;
}

/* "From: … Sent: … To: …", as Outlook puts it over what it quotes without marks. Returns how many
 * lines it takes, 0 none. */
static guint
header_block (char **lines, guint n, guint at)
{
  guint fields = 0, seen = 0, last = at;
  KtQuoteField first = kt_quote_words_field (skip_marks (lines[at]), NULL);

  /* "Gesendet: … Von: … An: … Betreff: …" is another's order */
  if (first != KT_QUOTE_FIELD_FROM && first != KT_QUOTE_FIELD_SENT)
    return 0;
  for (guint i = at; i < n && i < at + BLOCK_LINES; i++)
    {
      KtQuoteField field = kt_quote_words_field (skip_marks (lines[i]), NULL);
      if (field == KT_QUOTE_FIELD_NONE)
        continue;
      if ((seen & (1u << field)) == 0)
        fields++;
      seen |= 1u << field;
      last = i;
    }
  guint needed = first == KT_QUOTE_FIELD_FROM ? FIELDS_MIN : FIELDS_MIN + 1;
  return fields >= needed && (seen & (1u << KT_QUOTE_FIELD_FROM)) != 0 ? last - at + 1 : 0;
}

/* Words that end a sentence and hold no figure are no part of an attribution. */
static gboolean
is_prose (const char *line)
{
  gsize n = strlen (line);

  while (n > 0 && line[n - 1] == ' ')
    n--;
  return n > 0 && strchr (".!?,", line[n - 1]) != NULL && line[n - 1] != ','
         && line[strcspn (line, "0123456789")] == '\0';
}

/* Attributions end with a colon: whether one of the lines it may take does. */
static gboolean
colon_is_near (char **lines, guint n, guint at)
{
  for (guint i = at; i < n && i < at + ATTRIBUTION_LINES && lines[i][0] != '\0'; i++)
    {
      gsize length = strlen (lines[i]);
      while (length > 0 && strchr (" \t*\r", lines[i][length - 1]) != NULL)
        length--;
      if (length > 0 && lines[i][length - 1] == ':')
        return TRUE;
    }
  return FALSE;
}

/* An attribution, perhaps wrapped into several lines: joined from `at`. Returns how many lines it
 * takes. */
static guint
attribution (char **lines, guint n, guint at, KtAttribution *ret_kind)
{
  g_autoptr (GString) joined = NULL;
  const char *first = skip_marks (lines[at]);

  if (!kt_quote_words_attribution_begins (first))
    {
      *ret_kind = strlen (first) <= LINE_LOOK_MAX ? kt_quote_words_attribution (first)
                                                  : KT_ATTRIBUTION_NONE;
      return *ret_kind != KT_ATTRIBUTION_NONE;
    }
  joined = g_string_new (NULL);
  for (guint i = at; i < n && i < at + ATTRIBUTION_LINES && !is_blank (lines[i]); i++)
    {
      if (joined->len + strlen (lines[i]) > LINE_LOOK_MAX || (i > at && is_quoted (lines[i])))
        return 0;
      g_string_append (joined, i == at ? first : lines[i]);
      *ret_kind = kt_quote_words_attribution (joined->str);
      if (*ret_kind == KT_ATTRIBUTION_SURE || (i == at && *ret_kind != KT_ATTRIBUTION_NONE))
        return i - at + 1;
      if (i == at && is_prose (first))
        return 0;
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

  return next < n && is_quoted (lines[next]);
}

/* A sure attribution, or a weak one over marked quotations. */
static guint
attribution_here (char **lines, guint n, guint at)
{
  KtAttribution kind = KT_ATTRIBUTION_NONE;

  if (!colon_is_near (lines, n, at))
    return 0;
  guint taken = attribution (lines, n, at, &kind);

  return kind == KT_ATTRIBUTION_SURE || (taken > 0 && quotation_follows (lines, n, at + taken))
             ? taken
             : 0;
}

/* Whether nothing but the mark's own words, blanks and what is not the writer's follows. */
static gboolean
ends_own_part (char **lines, guint n, guint at)
{
  guint next = next_filled (lines, n, at + 1);

  return next == n || kt_own_text_line (lines[next]) != KT_LINE_OWN
         || header_block (lines, n, next) > 0 || attribution_here (lines, n, next) > 0;
}

/* The line Outlook draws over what it quotes. */
static gboolean
is_rule (const char *line)
{
  return strlen (line) >= 5 && line[strspn (line, "_-= ")] == '\0';
}

/* "--" may part two paragraphs as well: few short lines follow a signature's. */
static gboolean
is_signature (char **lines, guint n, guint at)
{
  guint filled = 0;

  if (strcmp (lines[at], "-- ") == 0)
    return TRUE;
  for (guint i = at + 1; i < n && filled <= SIGNATURE_LINES; i++)
    {
      if (is_quoted (lines[i]) || header_block (lines, n, i) > 0
          || attribution_here (lines, n, i) > 0 || separator_of (skip_marks (lines[i])) != 0)
        break;
      if (strlen (lines[i]) > SIGNATURE_OCTETS || strchr (lines[i], '?') != NULL)
        return FALSE;
      filled += !is_blank (lines[i]);
    }
  return filled <= SIGNATURE_LINES;
}

typedef enum
{
  KEEP,
  DROP,
  QUOTE, /* drop: answers may stand between the quotations that follow */
  SIGN,  /* drop, and what follows up to a quotation */
  STOP,
} Step;

/* Unmarked quotations reach to the end; marked ones may have answers between them. */
static Step
quote_or_stop (char **lines, guint n, guint at, guint *lines_taken)
{
  guint next = next_filled (lines, n, at + *lines_taken);
  guint block = next < n ? header_block (lines, n, next) : 0;

  if (block > 0)
    *lines_taken = next + block - at;
  return quotation_follows (lines, n, at + *lines_taken) ? QUOTE : STOP;
}

/* What to do with line at; *ret_lines is how many lines that concerns. */
static Step
decide (char **lines, guint n, guint at, guint *ret_lines)
{
  guint taken;

  *ret_lines = 1;
  switch (kt_own_text_line (lines[at]))
    {
    case KT_LINE_QUOTED:
      return DROP;
    case KT_LINE_SEPARATOR:
      return separator_of (skip_marks (lines[at])) == KT_SEPARATOR_FORWARD
                 ? STOP
                 : quote_or_stop (lines, n, at, ret_lines);
    case KT_LINE_SIGNATURE:
      return is_signature (lines, n, at) ? SIGN : KEEP;
    case KT_LINE_DEVICE:
      return ends_own_part (lines, n, at) ? DROP : KEEP;
    case KT_LINE_ATTRIBUTION:
    case KT_LINE_OWN:
      break;
    }
  if ((taken = attribution_here (lines, n, at)) > 0 || (taken = header_block (lines, n, at)) > 0)
    {
      *ret_lines = taken;
      return quote_or_stop (lines, n, at, ret_lines);
    }
  return is_rule (lines[at]) && ends_own_part (lines, n, at) ? DROP : KEEP;
}

/* Trimmed, at most one blank line in a row. */
static char *
tidy (const GPtrArray *lines)
{
  GString *text = g_string_sized_new (1024);
  gboolean blank = FALSE;

  for (guint i = 0; i < lines->len; i++)
    {
      const char *line = g_ptr_array_index (lines, i);
      if (*line == '\0')
        {
          blank = TRUE;
          continue;
        }
      if (text->len > 0)
        g_string_append (text, blank ? "\n\n" : "\n");
      g_string_append (text, line);
      blank = FALSE;
    }
  return g_string_free (text, FALSE);
}

/* The lines the writer wrote, in their order, and those below his mark of a signature; they stay
 * the caller's. */
static GPtrArray *
own_lines (char **lines, guint n, GPtrArray *signature)
{
  GPtrArray *own = g_ptr_array_sized_new (n);
  gboolean signing = FALSE;
  guint taken;

  for (guint at = 0; at < n; at += taken)
    {
      Step step = decide (lines, n, at, &taken);
      if (step == STOP)
        break;
      if (step == SIGN)
        signing = TRUE;
      if (step == QUOTE)
        signing = FALSE;
      for (guint i = at; step == KEEP && i < at + taken; i++)
        g_ptr_array_add (signing ? signature : own, g_strchomp (lines[i]));
      /* where something was left out, a paragraph ends */
      if (step == QUOTE || (step == DROP && own->len > 0))
        g_ptr_array_add (own, (char *)"");
    }
  return own;
}

/* What is among the lines of all and not among those of some, which stand in the same order. */
static void
add_missing (const GPtrArray *all, const GPtrArray *some, GPtrArray *to)
{
  guint at = 0;

  for (guint i = 0; i < all->len; i++)
    if (at < some->len && some->pdata[at] == all->pdata[i])
      at++;
    else
      g_ptr_array_add (to, all->pdata[i]);
}

char *
kt_own_text_and_signature (const char *text, char **ret_signature)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GPtrArray) signature = g_ptr_array_new ();
  g_autoptr (GPtrArray) own = own_lines (lines, g_strv_length (lines), signature);
  g_autoptr (GPtrArray) all = g_ptr_array_copy (own, NULL, NULL);

  kt_sign_off_cut (own);
  add_missing (all, own, signature);
  if (ret_signature != NULL)
    *ret_signature = tidy (signature);
  return tidy (own);
}

char *
kt_own_text (const char *text)
{
  return kt_own_text_and_signature (text, NULL);
}
