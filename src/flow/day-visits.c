#include "config.h"
#include "kontor/contact.h"
#include "kontor/day-gather.h"
#include "kontor/visit-facts.h"
#include "kontor/visit.h"
#include <glib/gi18n.h>
#include <string.h>

/* What several visits of a day are read with. */
typedef struct
{
  KtContext *context;
  KtDaySheet *sheet;
  gboolean only;      /* no columns are added */
  gboolean confirmed; /* somebody has confirmed: who has not is worth a mark */
} Day;

/* A booked visit is worth a question where others have confirmed, or she did not come before. */
static guint
flags_of (const Day *day, const KtAppointment *visit, const KtVisitFacts *facts)
{
  guint flags = (visit->overlaps ? KT_SHEET_OVERLAPS : 0) | (facts->is_new ? KT_SHEET_NEW : 0)
                | (facts->allergies->len > 0 ? KT_SHEET_ALLERGY : 0);
  switch (visit->state)
    {
    case KT_VISIT_PENCILLED:
      return flags | KT_SHEET_UNSURE;
    case KT_VISIT_BOOKED:
      return flags | (day->confirmed || facts->missed > 0 ? KT_SHEET_UNSURE : 0);
    case KT_VISIT_ARRIVED:
      return flags | KT_SHEET_ARRIVED;
    case KT_VISIT_DONE:
      return flags | KT_SHEET_DONE;
    case KT_VISIT_NO_SHOW:
      return flags | KT_SHEET_NO_SHOW;
    default:
      return flags;
    }
}

/* The column of a part's hand; one that left, or none at all, gets a column of its own. */
static int
column_of (Day *day, KtId staff)
{
  int column = kt_day_column (day->sheet, staff);
  if (column >= 0 || day->only)
    return column;
  g_autoptr (KtSalonResource) resource
      = staff != 0 ? kt_resource_get (day->context->store, staff, NULL) : NULL;
  kt_day_sheet_add_hand (day->sheet, staff, resource != NULL ? resource->name : _ ("nobody yet"));
  return (int)day->sheet->hands->len - 1;
}

static int
part_end (const KtVisitPart *part)
{
  return part->start + part->lengths.work + part->lengths.free + part->lengths.finish;
}

/* Another part of the same hand makes its block longer; what lies between is free. */
static void
extend (KtSheetBlock *block, const KtVisitPart *part, int begin)
{
  g_autofree char *before = g_steal_pointer (&block->what);
  block->what = g_strdup_printf ("%s + %s", before, part->name);
  if (begin + part->start > block->end)
    kt_sheet_block_add_gap (block, block->end, begin + part->start, before);
  block->end = MAX (block->end, begin + part_end (part));
}

static void
add_part (Day *day, const KtAppointment *visit, guint nth, gint64 price, GHashTable *by_hand)
{
  const KtVisitPart *part = visit->parts->pdata[nth];
  int column = column_of (day, part->staff), begin;
  if (column < 0)
    return;
  begin = kt_day_minute (day->context, day->sheet, visit->start_at);
  KtSheetBlock *block = g_hash_table_lookup (by_hand, GINT_TO_POINTER (column + 1));
  if (block != NULL)
    extend (block, part, begin);
  else
    {
      block = kt_day_add_block (day->context, day->sheet, KT_SHEET_VISIT, (guint)column,
                                begin + part->start, begin + part_end (part), part->name);
      block->appointment = visit->id;
      g_hash_table_insert (by_hand, GINT_TO_POINTER (column + 1), block);
    }
  block->end_at = visit->start_at + 60 * (gint64)(block->end - begin);
  if (part->lengths.free > 0)
    kt_sheet_block_add_gap (block, begin + part->start + part->lengths.work,
                            begin + part->start + part->lengths.work + part->lengths.free,
                            part->name);
  if (price >= 0)
    {
      block->price.minor += price;
      block->has_price = TRUE;
      g_strlcpy (block->price.currency, visit->currency, sizeof block->price.currency);
    }
}

/* What the parts cost: of the visit's own price, whatever its parts would cost, each has its share,
 * so that the blocks sum to it. A part without a price shows none, but where all falls to it. */
static GArray *
prices_of (const KtAppointment *visit)
{
  GArray *prices = kt_visit_shares (visit, MAX (visit->price, 0));
  for (guint i = 0; i < prices->len; i++)
    {
      const KtVisitPart *part = visit->parts->pdata[i];
      gint64 *price = &g_array_index (prices, gint64, i);
      if (visit->price < 0 || (part->price < 0 && *price == 0 && prices->len > 1))
        *price = part->price;
    }
  return prices;
}

static char *
join_allergies (const GPtrArray *allergies)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < allergies->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "; " : "",
                            ((const KtAllergy *)allergies->pdata[i])->text);
  return g_string_free (text, FALSE);
}

static const char *
find_phone (const GPtrArray *points)
{
  for (guint i = 0; i < points->len; i++)
    if (strcmp (((const KtPoint *)points->pdata[i])->kind, "phone") == 0)
      return ((const KtPoint *)points->pdata[i])->raw;
  return NULL;
}

/* Two of one name are told apart. */
static gboolean
describe_client (Day *day, const KtVisitFacts *facts, KtSheetBlock *block, GError **error)
{
  block->contact = facts->visit->contact;
  if (block->contact == 0)
    {
      block->who = g_strdup (_ ("off the street"));
      return TRUE;
    }
  g_autoptr (GPtrArray) points = kt_point_list (day->context->store, block->contact, error);
  if (points == NULL)
    return FALSE;
  block->who = facts->namesake != NULL && facts->mark != NULL
                   ? g_strdup_printf ("%s %s", facts->who, facts->mark)
                   : g_strdup (facts->who);
  block->phone = g_strdup (find_phone (points));
  if (facts->allergies->len > 0)
    block->allergy = join_allergies (facts->allergies);
  return TRUE;
}

static gboolean
finish_block (Day *day, const KtVisitFacts *facts, KtSheetBlock *block, GError **error)
{
  const KtAppointment *visit = facts->visit;
  KtSheetHand *hand = day->sheet->hands->pdata[block->hand];
  block->flags |= flags_of (day, visit, facts);
  block->state = kt_visit_state_id (visit->state);
  block->text = g_strdup (visit->text);
  if (visit->state != KT_VISIT_NO_SHOW)
    {
      hand->visits++;
      if (block->has_price)
        {
          kt_sums_add (hand->sums, block->price);
          kt_sums_add (day->sheet->sums, block->price);
        }
    }
  return describe_client (day, facts, block, error);
}

static gboolean
add_visit (Day *day, const KtVisitFacts *facts, GError **error)
{
  const KtAppointment *visit = facts->visit;
  g_autoptr (GHashTable) by_hand = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer block;
  g_autoptr (GArray) prices = prices_of (visit);
  for (guint i = 0; i < visit->parts->len; i++)
    add_part (day, visit, i, g_array_index (prices, gint64, i), by_hand);
  if (g_hash_table_size (by_hand) > 0 && visit->state != KT_VISIT_NO_SHOW)
    day->sheet->visits++;
  g_hash_table_iter_init (&iter, by_hand);
  while (g_hash_table_iter_next (&iter, NULL, &block))
    if (!finish_block (day, facts, block, error))
      return FALSE;
  return TRUE;
}

static gboolean
is_shown (const Day *day, const KtAppointment *visit)
{
  return (kt_appointment_stands (visit, day->context->clock.now) || visit->state == KT_VISIT_DONE
          || visit->state == KT_VISIT_NO_SHOW)
         && kt_day_minute (day->context, day->sheet, visit->start_at) >= 0;
}

gboolean
kt_day_add_visits (KtContext *context, KtDaySheet *sheet, gboolean only, GError **error)
{
  Day day = { .context = context, .sheet = sheet, .only = only };
  gint64 from = kt_local_to_utc (sheet->day, context->clock.zone);
  gint64 until = kt_local_to_utc (kt_local_add_days (sheet->day, 1), context->clock.zone);
  g_autoptr (GPtrArray) visits = kt_appointment_between (context->store, from, until, error);
  if (visits == NULL)
    return FALSE;
  for (guint i = visits->len; i-- > 0;)
    if (!is_shown (&day, visits->pdata[i]))
      g_ptr_array_remove_index (visits, i);
  g_autoptr (GPtrArray) facts = kt_visit_facts (context, visits, error);
  if (facts == NULL)
    return FALSE;
  for (guint i = 0; i < visits->len; i++)
    day.confirmed |= ((const KtAppointment *)visits->pdata[i])->state == KT_VISIT_CONFIRMED;
  for (guint i = 0; i < facts->len; i++)
    if (!add_visit (&day, facts->pdata[i], error))
      return FALSE;
  return TRUE;
}
