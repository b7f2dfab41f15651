#include "config.h"
#include "kontor/find-view.h"
#include "kontor/handle.h"
#include <glib/gi18n.h>
#include <string.h>

#define NARROW 60
#define LEAD 16       /* columns of the number and the date */
#define NARROW_LEAD 3 /* the same on a narrow terminal, below it */
#define NAME_COLUMNS 26

static const KtColumn columns[] = {
  { "kind", N_ ("KIND"), KT_COLUMN_TEXT },     { "ref", N_ ("REF"), KT_COLUMN_REF },
  { "at", N_ ("WHEN"), KT_COLUMN_TIME },       { "title", N_ ("TITLE"), KT_COLUMN_TEXT },
  { "snippet", N_ ("FOUND"), KT_COLUMN_TEXT }, { "direction", N_ ("WAY"), KT_COLUMN_TEXT },
  { "name", N_ ("WHO"), KT_COLUMN_TEXT },      { "address", N_ ("ADDRESS"), KT_COLUMN_TEXT },
};

static const struct
{
  const char *id, *title;
  KtRecordKind record;
} kinds[] = {
  [KT_HIT_CONTACT] = { "contact", N_ ("CONTACTS"), KT_RECORD_CONTACT },
  [KT_HIT_NOTE] = { "note", N_ ("NOTES"), KT_RECORD_NOTE },
  [KT_HIT_REMINDER] = { "reminder", N_ ("REMINDERS"), KT_RECORD_REMINDER },
  [KT_HIT_FORMULA] = { "formula", N_ ("FORMULAS"), KT_RECORD_FORMULA },
  [KT_HIT_INVOICE] = { "invoice", N_ ("INVOICES"), KT_RECORD_INVOICE },
  [KT_HIT_DEAL] = { "deal", N_ ("DEALS"), KT_RECORD_DEAL },
  [KT_HIT_LETTER] = { "letter", N_ ("LETTERS"), KT_RECORD_LETTER },
};

/* The snippet on one line, without what marks the words found. */
static char *
plain_snippet (const char *snippet)
{
  GString *plain = g_string_new (NULL);
  for (const char *p = snippet; *p != 0; p++)
    if (*p != '\002' && *p != '\003')
      g_string_append_c (plain, *p);
  return g_string_free (plain, FALSE);
}

/* The words found become bold; foreign braces stay braces. */
static char *
marked_snippet (const char *snippet)
{
  GString *marked = g_string_new (NULL);
  gboolean bold = FALSE;
  while (*snippet != 0)
    {
      gsize length = strcspn (snippet, "\002\003");
      g_autofree char *piece = g_strndup (snippet, length);
      g_autofree char *safe = kt_safe (piece);
      g_string_append (marked, safe);
      snippet += length;
      if (*snippet == 0)
        break;
      gboolean begins = *snippet++ == '\002';
      if (begins != bold)
        g_string_append (marked, begins ? "{b:" : "}");
      bold = begins;
    }
  if (bold)
    g_string_append_c (marked, '}');
  return g_string_free (marked, FALSE);
}

static void
print_data (KtContext *context, const GPtrArray *hits)
{
  g_autoptr (KtTable) table = kt_table_new (columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < hits->len; i++)
    {
      const KtHit *hit = hits->pdata[i];
      g_autofree char *snippet = plain_snippet (hit->snippet);
      const char *way = hit->direction == KT_DIRECTION_OUT ? "out" : "in";
      kt_table_add (table, kinds[hit->kind].id, hit->key, hit->time, hit->title, snippet,
                    hit->kind == KT_HIT_LETTER ? way : NULL, hit->name, hit->address);
    }
  kt_table_print (table, context, "hits");
}

/* Columns a word of a snippet takes. */
static int
word_width (const char *word)
{
  g_autofree char *plain = plain_snippet (word);
  g_autofree char *safe = kt_safe (plain);
  return kt_marked_width (safe);
}

/* Breaks between words, never inside one; what follows the first line is indented. */
static void
print_wrapped (KtContext *context, const char *snippet, int column, int indent)
{
  g_auto (GStrv) words = g_strsplit_set (snippet, " \t\r\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean bold = FALSE, begins = TRUE;
  for (char **word = words; *word != NULL; word++)
    {
      int width = word_width (*word);
      if (width == 0)
        continue;
      if (!begins && column + 1 + width > context->width)
        {
          g_string_append_printf (text, "\n%*s", indent, "");
          column = indent;
          begins = TRUE;
        }
      g_autofree char *whole
          = g_strconcat (bold ? "\002" : "", *word, NULL); /* a mark goes on over a break */
      g_autofree char *marked = marked_snippet (whole);
      g_string_append_printf (text, "%s%s", begins ? "" : " ", marked);
      column += width + !begins;
      begins = FALSE;
      const char *on = strrchr (whole, '\002'), *off = strrchr (whole, '\003');
      bold = on != NULL && (off == NULL || off < on);
    }
  kt_out_marked (context, text->str);
}

/* "from Toms Kalns", "to Anna Liepa"; "" of what is no letter. */
static char *
say_person (const KtHit *hit)
{
  const char *who = hit->name != NULL ? hit->name : hit->address;
  if (who == NULL)
    return g_strdup ("");
  return g_strdup_printf (hit->direction == KT_DIRECTION_OUT ? _ ("to %s") : _ ("from %s"), who);
}

/* The head of a hit; the column it ends in, 0 where what was found begins a line of its own. */
static int
print_head (KtContext *context, const KtHit *hit, int number)
{
  gboolean narrow = context->width < NARROW;
  int lead = narrow ? NARROW_LEAD : LEAD;
  g_autofree char *date
      = hit->kind == KT_HIT_CONTACT ? g_strdup ("") : kt_say_short (context, hit->time);
  if (hit->kind == KT_HIT_CONTACT)
    {
      g_autofree char *safe = kt_safe (hit->title);
      kt_out (context, "{d:%2d}  %s", number, hit->title);
      return *hit->snippet != 0 ? 4 + kt_marked_width (safe) : 0;
    }
  kt_out (context, narrow ? "{d:%2d} %s" : "{d:%2d}  %10s", number, date);
  int column = narrow ? NARROW_LEAD + (int)g_utf8_strlen (date, -1) : LEAD - 2;
  g_autofree char *person = say_person (hit);
  if (*person != 0)
    kt_out (context, "  %-*.*s", narrow ? 1 : NAME_COLUMNS,
            narrow ? context->width - column - 2 : NAME_COLUMNS, person);
  if (*person != 0 && narrow)
    kt_out (context, "\n%*s", lead, "");
  if (*person != 0)
    column = narrow ? lead - 2 : column + 2 + NAME_COLUMNS;
  if (*hit->title != 0)
    kt_out (context, narrow && *person != 0 ? "%.*s" : "  %.*s",
            MAX (8, context->width - column - 2), hit->title);
  return *hit->title != 0 || *person != 0 ? 0 : column;
}

static void
print_hit (KtContext *context, const KtHit *hit, int number)
{
  int indent = context->width < NARROW ? NARROW_LEAD : hit->kind == KT_HIT_CONTACT ? 4 : LEAD;
  int column = print_head (context, hit, number);
  if (*hit->snippet != 0)
    {
      if (column == 0)
        kt_out (context, "\n%*s", indent, "");
      else
        kt_out (context, "  ");
      print_wrapped (context, hit->snippet, column == 0 ? indent : column + 2, indent);
    }
  kt_out (context, "\n");
}

static void
print_groups (KtContext *context, const GPtrArray *hits, GArray *handles)
{
  for (guint i = 0; i < hits->len; i++)
    {
      const KtHit *hit = hits->pdata[i];
      KtHandle handle = { .kind = kinds[hit->kind].record,
                          .key = hit->key,
                          .contact = hit->contact,
                          .number = (int)i + 1 };
      if (i == 0 || ((const KtHit *)hits->pdata[i - 1])->kind != hit->kind)
        kt_out (context, i == 0 ? "{b:%s}\n" : "\n{b:%s}\n", _ (kinds[hit->kind].title));
      print_hit (context, hit, handle.number);
      g_array_append_val (handles, handle);
    }
}

static guint
count_letters (const GPtrArray *hits)
{
  guint count = 0;
  for (guint i = 0; i < hits->len; i++)
    count += ((const KtHit *)hits->pdata[i])->kind == KT_HIT_LETTER;
  return count;
}

void
kt_find_print (KtContext *context, const GPtrArray *hits, const char *words, guint limit,
               GArray *handles)
{
  if (context->output != KT_OUTPUT_TEXT || !context->terminal)
    print_data (context, hits);
  else if (hits->len == 0)
    kt_out (context, _ ("nothing found for «%s»\n"), words);
  else
    {
      print_groups (context, hits, handles);
      if (count_letters (hits) == limit)
        kt_out (context, "{d:%s}  {c:kontor find %s --all}\n", _ ("+ older"), words);
    }
}
