#include "config.h"
#include "kontor/find-view.h"
#include "kontor/handle.h"
#include <glib/gi18n.h>
#include <string.h>

#define NARROW 60
#define TITLE_COLUMNS 28

static const KtColumn columns[] = {
  { "kind", N_ ("KIND"), KT_COLUMN_TEXT },     { "ref", N_ ("REF"), KT_COLUMN_REF },
  { "at", N_ ("WHEN"), KT_COLUMN_TIME },       { "title", N_ ("TITLE"), KT_COLUMN_TEXT },
  { "snippet", N_ ("FOUND"), KT_COLUMN_TEXT },
};

static const struct
{
  const char *id, *title;
  KtRecordKind record;
} kinds[] = {
  [KT_HIT_CONTACT] = { "contact", N_ ("CONTACTS"), KT_RECORD_CONTACT },
  [KT_HIT_NOTE] = { "note", N_ ("NOTES"), KT_RECORD_NOTE },
  [KT_HIT_REMINDER] = { "reminder", N_ ("REMINDERS"), KT_RECORD_REMINDER },
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
      kt_table_add (table, kinds[hit->kind].id, hit->key, hit->time, hit->title, snippet);
    }
  kt_table_print (table, context, "hits");
}

static void
print_hit (KtContext *context, const KtHit *hit, int number)
{
  g_autofree char *snippet = marked_snippet (hit->snippet);
  g_autofree char *date
      = hit->kind == KT_HIT_CONTACT ? g_strdup ("") : kt_say_short (context, hit->time);
  gboolean narrow = context->width < NARROW, titled = *hit->title != 0;
  if (hit->kind == KT_HIT_CONTACT)
    kt_out (context, "{d:%2d}  %s", number, hit->title);
  else if (narrow)
    kt_out (context, titled ? "{d:%2d} %s %s\n " : "{d:%2d} %s", number, date, hit->title);
  else if (titled)
    kt_out (context, "{d:%2d}  %10s  %-*.*s", number, date, TITLE_COLUMNS, TITLE_COLUMNS,
            hit->title);
  else
    kt_out (context, "{d:%2d}  %10s", number, date);
  if (*snippet != 0)
    kt_out (context, "  ");
  kt_out_marked (context, snippet);
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
