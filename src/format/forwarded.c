#include "config.h"
#include "kontor/forwarded.h"
#include "kontor/own-text.h"
#include "kontor/plain-text.h"
#include "kontor/quote-words.h"
#include "kontor/records.h"
#include "stems.h"
#include <string.h>

#define LINES_MAX 2000u /* looked at */
#define HEAD_LINES 12u  /* below the line that says something is forwarded */
#define FIELD_OCTETS 600u
#define DATE_OCTETS 80u
#define FIELDS_MIN 3u

/* A mark of a subject ends with a colon, perhaps after a count: "Fwd:", "FW[2]:", "WG :". */
static gboolean
ends_mark (const char *p)
{
  if (*p == '[' || *p == '(')
    p += 1 + strcspn (p, "])");
  p += strspn (p, "0123456789]) ");
  return *p == ':';
}

gboolean
kt_forwarded_is_subject (const char *subject)
{
  static const char *const marks[] = { "Fwd", "Fw", "WG", "ПД", "Пд", "TR", "VS", NULL };
  static const char *const stems[] = { "Пересл", "ПЕРЕСЛ", "Пересыл", "Перенапр", "Переадр",
                                       "Pārs",   "PĀRS",   "Weiterl", "Weiterg",  NULL };
  const char *p = subject + strspn (subject, " [(");

  for (guint i = 0; marks[i] != NULL; i++)
    if (g_ascii_strncasecmp (p, marks[i], strlen (marks[i])) == 0
        && ends_mark (p + strlen (marks[i])))
      return TRUE;
  for (guint i = 0; stems[i] != NULL; i++)
    if (g_str_has_prefix (p, stems[i]) && p[strcspn (p, " :")] == ':')
      return TRUE;
  return FALSE;
}

/* Blanks, emphasis and marks of quotation. */
static const char *
skip_marks (const char *line)
{
  line += strspn (line, " \t*|>");
  while (g_str_has_prefix (line, "\302\240") || g_str_has_prefix (line, "\342\200\216"))
    line += g_utf8_next_char (line) - line;
  return line + strspn (line, " \t*");
}

static KtSeparator
separator_of (const char *line)
{
  gsize dashes = strspn (line, "-_=");

  return kt_quote_words_separator (line + dashes + strspn (line + dashes, " "), dashes >= 2);
}

/* "Anna [mailto:anna@x]" and "Anna <anna@x<mailto:anna@x>>" as a mailbox is written. */
static char *
tidy_value (const char *value)
{
  GString *tidy = g_string_new_len (value, (gssize)MIN (strlen (value), FIELD_OCTETS));
  char *valid;

  g_string_replace (tidy, "[mailto:", "<", 0);
  char *inner = strstr (tidy->str, "<mailto:");
  if (inner != NULL && memchr (tidy->str, '<', (gsize)(inner - tidy->str)) != NULL)
    g_string_truncate (tidy, (gsize)(inner - tidy->str));
  else if (inner != NULL && memchr (tidy->str, '@', (gsize)(inner - tidy->str)) != NULL)
    g_string_truncate (tidy, (gsize)(inner - tidy->str));
  else if (inner != NULL)
    g_string_replace (tidy, "<mailto:", "<", 1);
  g_string_replace (tidy, "]", ">", 0);
  /* footnotes of links */
  char *note = strstr (tidy->str, " [");
  if (note != NULL)
    g_string_truncate (tidy, (gsize)(note - tidy->str));
  valid = g_utf8_make_valid (tidy->str, (gssize)tidy->len);
  g_string_free (tidy, TRUE);
  return valid;
}

static void
clear_one (gpointer data)
{
  KtForwarded *one = data;

  g_free (one->writer.name);
  g_free (one->writer.norm);
  g_free (one->date);
}

GArray *
kt_forwarded_list_new (void)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (KtForwarded));

  g_array_set_clear_func (list, clear_one);
  return list;
}

void
kt_forwarded_add (GArray *list, const KtMailbox *writer, char *date)
{
  KtForwarded one = { .writer = { g_strdup (writer->name), g_strdup (writer->norm) },
                      .date = date != NULL ? date : g_strdup ("") };

  g_array_append_val (list, one);
}

static gboolean
is_listed (const GArray *list, const char *norm)
{
  for (guint i = 0; i < list->len; i++)
    if (strcmp (g_array_index (list, KtForwarded, i).writer.norm, norm) == 0)
      return TRUE;
  return FALSE;
}

/* date: as it stands there, NULL not said. */
static void
take (const char *value, const char *date, GArray *list)
{
  g_autofree char *tidy = tidy_value (value);
  g_autoptr (GArray) found = kt_address_list_parse (tidy, 1);

  if (found->len == 0 || list->len >= KT_FORWARDED_MAX)
    return;
  const KtMailbox *first = &g_array_index (found, KtMailbox, 0);
  if (is_listed (list, first->norm))
    return;
  kt_forwarded_add (list, first, kt_plain_line (date, DATE_OCTETS));
}

/* "19.11.2026, 10:00, Anna <anna@x>:" as Yandex puts it below its line. */
static void
take_attribution (const char *line, GArray *list)
{
  const char *address = strchr (line, '<');
  const char *name = address;

  if (address == NULL || strchr (address, '@') == NULL)
    return;
  while (name > line && name[-1] != ',' && !g_ascii_isdigit (name[-1]))
    name--;
  g_autofree char *value = g_strdup (name + strspn (name, " "));
  value[strcspn (value, ">")] = '\0';
  g_autofree char *whole = g_strconcat (value, ">", NULL);
  /* before the name stands when: "19.11.2026, 10:00, " */
  g_autofree char *date = g_strndup (line, (gsize)(name - line));
  gsize length = strlen (g_strchomp (date));
  if (length > 0 && date[length - 1] == ',')
    date[length - 1] = '\0';
  take (whole, date, list);
}

/* The fields from `at` on: who wrote, when, and how many kinds of them there are. Returns the value
 * of From, NULL none; it points into lines, as *ret_date does (NULL: not said). */
static const char *
read_head (char **lines, guint n, guint at, guint *ret_fields, const char **ret_date)
{
  const char *from = NULL;
  guint seen = 0;

  *ret_fields = 0;
  *ret_date = NULL;
  for (guint i = at; i < n && i < at + HEAD_LINES; i++)
    {
      const char *value = NULL;
      KtQuoteField field = kt_quote_words_field (skip_marks (lines[i]), &value);
      if (field == KT_QUOTE_FIELD_NONE)
        continue;
      if ((seen & (1u << field)) == 0)
        ++*ret_fields;
      /* a second writer's fields are another letter's */
      if (field == KT_QUOTE_FIELD_FROM && from != NULL)
        break;
      seen |= 1u << field;
      if (field == KT_QUOTE_FIELD_SENT && *ret_date == NULL)
        *ret_date = value;
      if (field == KT_QUOTE_FIELD_FROM)
        /* the address may stand in the next line */
        from = strchr (value, '@') != NULL || i + 1 >= n ? value : lines[i + 1];
    }
  return from;
}

/* Below a line that says it. */
static void
find_below (char **lines, guint n, guint at, GArray *list)
{
  guint fields;
  const char *date, *from = read_head (lines, n, at, &fields, &date);

  if (from != NULL)
    {
      take (from, date, list);
      return;
    }
  for (guint i = at; i < n && i < at + 4; i++)
    if (kt_quote_words_attribution (skip_marks (lines[i])) == KT_ATTRIBUTION_SURE)
      {
        take_attribution (skip_marks (lines[i]), list);
        return;
      }
}

/* Nearly no letter does: the others are not taken apart. */
static gboolean
may_forward (const char *text)
{
  static const char *const list[]
      = { "orward", "ORWARD", "ересл", "ересы",         "ереад", "еренап",
          "ереспр", "ārsūt",  "ārad",  "eitergeleitet", NULL };
  static KtStems stems = KT_STEMS (list);
  return kt_stems_any_in (&stems, text);
}

void
kt_forwarded_find (const char *text, const char *subject, GArray *list)
{
  gboolean said = kt_forwarded_is_subject (subject);

  if (!said && !may_forward (text))
    return;
  g_auto (GStrv) lines = g_strsplit (text, "\n", LINES_MAX);
  guint n = g_strv_length (lines), fields;
  const char *date;

  for (guint at = 0; at < n && list->len < KT_FORWARDED_MAX; at++)
    {
      const char *line = skip_marks (lines[at]);
      KtSeparator separator = separator_of (line);
      /* within what is quoted somebody else forwarded it, unless the whole is quoted so */
      gboolean quoted = kt_own_text_line (lines[at]) == KT_LINE_QUOTED;
      if ((separator == KT_SEPARATOR_FORWARD && (said || !quoted))
          || (separator == KT_SEPARATOR_ORIGINAL && said && list->len == 0))
        find_below (lines, n, at + 1, list);
      else if (said && list->len == 0 && kt_quote_words_field (line, NULL) == KT_QUOTE_FIELD_FROM)
        {
          const char *from = read_head (lines, n, at, &fields, &date);
          if (from != NULL && fields >= FIELDS_MIN)
            take (from, date, list);
        }
    }
}
