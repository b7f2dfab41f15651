#include "config.h"
#include "kontor/query.h"
#include "kontor/run.h"
#include "kontor/table.h"
#include "kontor/term.h"
#include <glib/gi18n.h>

#define FIELD_COLUMN 11
#define EXAMPLE_COLUMN 30
#define NARROW 60

/* The explanation beside the examples, or where there is no room below them. */
static void
print_field (KtContext *context, const KtQueryFieldHelp *field)
{
  gboolean narrow = context->width < NARROW;
  int margin = narrow ? 4 : 2 + FIELD_COLUMN + EXAMPLE_COLUMN + 2;
  g_autofree char *name = g_strconcat (field->name, ":", NULL);
  kt_out (context, "  {c:%-*s} {d:%-*s}", FIELD_COLUMN, name, narrow ? 0 : EXAMPLE_COLUMN,
          field->examples);
  int used = 3 + FIELD_COLUMN + MAX (EXAMPLE_COLUMN, kt_term_width (field->examples));
  g_autofree char *wrapped
      = kt_term_wrap (_ (field->summary), MIN (context->width, KT_TERM_READABLE), margin,
                      narrow ? margin : MAX (margin, used + 1));
  g_autofree char *safe = kt_safe_block (wrapped);
  kt_out (context, "%s", narrow ? "" : " ");
  if (narrow)
    kt_out (context, "\n%*s", margin, "");
  kt_out_marked (context, safe);
  kt_out (context, "\n");
}

static void
print_paragraph (KtContext *context, const char *text)
{
  g_autofree char *wrapped = kt_term_wrap (text, MIN (context->width, KT_TERM_READABLE), 0, 0);
  g_autofree char *safe = kt_safe_block (wrapped);
  kt_out_marked (context, safe);
  kt_out (context, "\n\n");
}

void
kt_help_print_query (KtContext *context)
{
  kt_out (context, "{b:%s}\n\n", "tag:vip type:designer last:>90d spent:>500 \"free words\"");
  print_paragraph (context, _ ("All of them must fit. Free words begin words of the name, the "
                               "company or an address, or end a phone; a phrase in quotes is "
                               "looked for in notes too."));
  print_paragraph (context, _ ("-tag:vip turns one round, OR joins two, parentheses group: "
                               "(tag:vip OR spent:>500) -city:Rīga. Several values by commas, any "
                               "of which will do: tag:vip,brand. Values with spaces in quotes: "
                               "city:\"Sankt Pölten\"."));
  print_paragraph (context, _ ("Numbers and dates: > >= < <= = and ranges a..b, a.., ..b. Spans "
                               "count from today: 90d 2w 3m 1y; last:>90d is longer ago than "
                               "that, next:<7d sooner. In a shell such words stand in single "
                               "quotes. FIELD:any and FIELD:none: whether there is something."));
  for (guint i = 0; kt_query_field_help (i) != NULL; i++)
    print_field (context, kt_query_field_help (i));
  kt_out (context, "\n");
  print_paragraph (context, _ ("Fields of your own go by their name, \"hair type\":dry or "
                               "hair-type:dry. The words above are understood in Russian, "
                               "Ukrainian and Latvian as well."));
}
