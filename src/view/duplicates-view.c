#include "config.h"
#include "kontor/duplicates-view.h"
#include "kontor/handle.h"
#include "kontor/table.h"
#include <glib/gi18n.h>
#include <string.h>

#define NARROW 60
#define WIDE 80
#define NAME_COLUMNS 28

static const KtColumn columns[] = {
  { "judged", N_ ("Judged"), KT_COLUMN_TEXT },      { "score", N_ ("Score"), KT_COLUMN_NUMBER },
  { "name", N_ ("Name"), KT_COLUMN_TEXT },          { "other", N_ ("Other"), KT_COLUMN_TEXT },
  { "names", N_ ("Names"), KT_COLUMN_TEXT },        { "phone", N_ ("Phone"), KT_COLUMN_TEXT },
  { "address", N_ ("Address"), KT_COLUMN_TEXT },    { "ref", N_ ("Ref"), KT_COLUMN_REF },
  { "other_ref", N_ ("Other ref"), KT_COLUMN_REF },
};

static const char *const judged_ids[] = { "no", "share", "maybe", "same" };
static const char *const why_ids[]
    = { NULL, "same", "spelling", "order", "patronymic", "language", "initials", "typo" };

static const char *
say_names (KtLikeness why)
{
  static const char *const words[] = { NULL,
                                       N_ ("same name"),
                                       N_ ("same name in another spelling"),
                                       N_ ("same name in another order"),
                                       N_ ("same name, one without patronymic"),
                                       N_ ("same name in two languages"),
                                       N_ ("initials fit"),
                                       N_ ("names differ by a letter") };
  return words[why] != NULL ? _ (words[why]) : NULL;
}

char *
kt_duplicate_why (const KtDuplicatePair *pair)
{
  g_autoptr (GString) why = g_string_new (NULL);
  const char *names = say_names (pair->why);
  if (pair->phone != NULL)
    g_string_append_printf (why, _ ("same phone %s"), pair->phone);
  if (pair->address != NULL)
    {
      g_string_append (why, why->len > 0 ? ", " : "");
      g_string_append_printf (why, _ ("same address %s"), pair->address);
    }
  if (names != NULL)
    g_string_append_printf (why, "%s%s", why->len > 0 ? ", " : "", names);
  if (pair->a.birthday != NULL && pair->b.birthday != NULL
      && g_str_equal (pair->a.birthday, pair->b.birthday))
    g_string_append_printf (why, ", %s", _ ("same birthday"));
  return g_string_free (g_steal_pointer (&why), FALSE);
}

static void
print_table (KtContext *context, const GPtrArray *pairs)
{
  g_autoptr (KtTable) table = kt_table_new (columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < pairs->len; i++)
    {
      const KtDuplicatePair *pair = pairs->pdata[i];
      kt_table_add (table, judged_ids[pair->judged], (gint64)MIN (pair->score, 100), pair->a.name,
                    pair->b.name, why_ids[pair->why], pair->phone, pair->address, pair->a.id,
                    pair->b.id);
    }
  kt_table_print (table, context, "duplicates");
}

static const char *
title_of (KtDuplicate judged)
{
  switch (judged)
    {
    case KT_DUPLICATE_SAME:
      return _ ("MOST LIKELY ONE PERSON");
    case KT_DUPLICATE_MAYBE:
      return _ ("PERHAPS ONE PERSON");
    default:
      return _ ("TWO PEOPLE WHO SHARE A PHONE OR AN ADDRESS");
    }
}

/* "··5521 12.03.1986": what tells them apart. */
static char *
say_side (const KtDuplicateSide *side)
{
  const char *born = side->birthday != NULL ? side->birthday : "";
  return g_strdup_printf ("%s%s%s", side->tail, *side->tail != '\0' && *born != '\0' ? "  " : "",
                          born);
}

static void
print_pair (KtContext *context, const KtDuplicatePair *pair, int number)
{
  g_autofree char *why = kt_duplicate_why (pair);
  g_autofree char *first = say_side (&pair->a), *second = say_side (&pair->b);
  int name = context->width < NARROW ? MAX (context->width / 2 - 5, 12) : NAME_COLUMNS;
  int rest = MAX (context->width - name - 8, 8);
  kt_out (context, "{d:%2d}  {b:%-*.*s}  %.*s\n", number, name, name, pair->a.name, rest, first);
  kt_out (context, "    {b:%-*.*s}  %.*s\n", name, name, pair->b.name, rest, second);
  kt_out (context, "    {d:%.*s}\n", MAX (context->width - 4, 20), why);
}

static void
print_group (KtContext *context, const GPtrArray *pairs, guint *next, GArray *handles)
{
  KtDuplicate judged = ((const KtDuplicatePair *)pairs->pdata[*next])->judged;
  guint n = 0;
  for (guint i = *next; i < pairs->len; i++)
    n += ((const KtDuplicatePair *)pairs->pdata[i])->judged == judged ? 1 : 0;
  kt_out (context, *next > 0 ? "\n{b:%s}  {d:%u}\n" : "{b:%s}  {d:%u}\n", title_of (judged), n);
  for (; n > 0; n--, ++*next)
    {
      const KtDuplicatePair *pair = pairs->pdata[*next];
      KtHandle handle = {
        .kind = KT_RECORD_PAIR, .key = pair->b.id, .contact = pair->a.id, .number = (int)*next + 1
      };
      print_pair (context, pair, handle.number);
      g_array_append_val (handles, handle);
    }
}

void
kt_duplicates_print (KtContext *context, const GPtrArray *pairs, GArray *handles)
{
  if (!context->terminal || context->output != KT_OUTPUT_TEXT)
    {
      print_table (context, pairs);
      return;
    }
  if (pairs->len == 0)
    kt_out (context, _ ("nobody seems to be there twice\n"));
  for (guint next = 0; next < pairs->len;)
    print_group (context, pairs, &next, handles);
  if (pairs->len > 0 && !context->quiet)
    kt_out (context, context->width < WIDE ? "\n{c:%s}\n{c:%s}\n" : "\n{c:%s}    {c:%s}\n",
            _ ("contact merge 1  one card of both"),
            _ ("contact duplicates --not 1  they are two"));
}
