#include "config.h"
#include "kontor/calendar-plan.h"

void
kt_listed_free (KtListed *listed)
{
  if (listed == NULL)
    return;
  g_free (listed->href);
  g_free (listed->etag);
  g_free (listed);
}

void
kt_calendar_plan_clear (KtCalendarPlan *plan)
{
  g_clear_pointer (&plan->wanted, g_ptr_array_unref);
  g_clear_pointer (&plan->gone, g_ptr_array_unref);
}

static gboolean
is_wanted (GHashTable *known, const KtListed *listed)
{
  const char *etag = g_hash_table_lookup (known, listed->href);
  return etag == NULL || *etag == '\0' || !g_str_equal (etag, listed->etag);
}

/* A listing may name one twice: the last word counts. */
static GHashTable *
by_href (const GPtrArray *listed)
{
  GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < listed->len; i++)
    {
      KtListed *one = g_ptr_array_index (listed, i);
      g_hash_table_replace (table, one->href, one);
    }
  return table;
}

static void
add_undelivered (KtCalendarPlan *plan, GHashTable *known, GHashTable *seen)
{
  GHashTableIter iter;
  gpointer href, etag;
  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, &href, &etag))
    if (*(const char *)etag == '\0' && !g_hash_table_contains (seen, href))
      g_ptr_array_add (plan->wanted, g_strdup (href));
}

static void
add_missing (KtCalendarPlan *plan, GHashTable *known, GHashTable *seen)
{
  GHashTableIter iter;
  gpointer href;
  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, &href, NULL))
    if (!g_hash_table_contains (seen, href))
      g_ptr_array_add (plan->gone, g_strdup (href));
}

/* What is new there at the same time does not make up for it: a client that rewrites a calendar
 * under other names is just what is to be noticed. */
static KtCalendarStop
judge (guint before, guint gone)
{
  if (gone == before && before >= KT_CALENDAR_EMPTIED_FROM)
    return KT_CALENDAR_EMPTIED;
  if (gone > KT_CALENDAR_GONE_FEW && gone > before / 5)
    return KT_CALENDAR_SHRUNK;
  return KT_CALENDAR_GO;
}

void
kt_calendar_plan_make (KtCalendarPlan *plan, GHashTable *known, const GPtrArray *listed,
                       gboolean whole, gboolean accepted)
{
  g_autoptr (GHashTable) seen = by_href (listed);
  *plan = (KtCalendarPlan){ .wanted = g_ptr_array_new_with_free_func (g_free),
                            .gone = g_ptr_array_new_with_free_func (g_free),
                            .before = g_hash_table_size (known) };
  for (guint i = 0; i < listed->len; i++)
    {
      const KtListed *one = g_ptr_array_index (listed, i);
      if (g_hash_table_lookup (seen, one->href) != one)
        continue;
      if (!one->gone && is_wanted (known, one))
        g_ptr_array_add (plan->wanted, g_strdup (one->href));
      else if (one->gone && g_hash_table_contains (known, one->href))
        g_ptr_array_add (plan->gone, g_strdup (one->href));
    }
  if (whole)
    add_missing (plan, known, seen);
  else
    add_undelivered (plan, known, seen);
  plan->stop = accepted ? KT_CALENDAR_GO : judge (plan->before, plan->gone->len);
}

gboolean
kt_calendar_plan_compare_due (const char *state, gint64 compared_at, gint64 now)
{
  return *state == '\0' || now - compared_at >= KT_CALENDAR_COMPARE_SECONDS || now < compared_at;
}
