#include "config.h"
#include "kontor/day-sheet.h"

static void
gap_clear (gpointer data)
{
  g_free (((KtSheetGap *)data)->what);
}

KtSheetBlock *
kt_sheet_block_new (KtSheetKind kind, guint hand, int start, int end)
{
  KtSheetBlock *block = g_new0 (KtSheetBlock, 1);
  block->kind = kind;
  block->hand = hand;
  block->start = start;
  block->end = end;
  block->gaps = g_array_new (FALSE, FALSE, sizeof (KtSheetGap));
  g_array_set_clear_func (block->gaps, gap_clear);
  return block;
}

void
kt_sheet_block_free (KtSheetBlock *block)
{
  g_free (block->who);
  g_free (block->what);
  g_free (block->phone);
  g_free (block->allergy);
  g_free (block->text);
  g_array_unref (block->gaps);
  g_free (block);
}

void
kt_sheet_block_add_gap (KtSheetBlock *block, int start, int end, const char *what)
{
  KtSheetGap gap = { start, end, g_strdup (what) };
  g_array_append_val (block->gaps, gap);
}

static void
hand_free (KtSheetHand *hand)
{
  g_free (hand->name);
  g_array_unref (hand->sums);
  g_free (hand);
}

KtDaySheet *
kt_day_sheet_new (KtLocal day)
{
  KtDaySheet *sheet = g_new0 (KtDaySheet, 1);
  sheet->day = day;
  sheet->hands = g_ptr_array_new_with_free_func ((GDestroyNotify)hand_free);
  sheet->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_sheet_block_free);
  sheet->notes = g_ptr_array_new_with_free_func (g_free);
  sheet->sums = g_array_new (FALSE, FALSE, sizeof (KtMoney));
  return sheet;
}

void
kt_day_sheet_free (KtDaySheet *sheet)
{
  g_ptr_array_unref (sheet->hands);
  g_ptr_array_unref (sheet->blocks);
  g_ptr_array_unref (sheet->notes);
  g_array_unref (sheet->sums);
  g_free (sheet);
}

KtSheetHand *
kt_day_sheet_add_hand (KtDaySheet *sheet, KtId resource, const char *name)
{
  KtSheetHand *hand = g_new0 (KtSheetHand, 1);
  hand->resource = resource;
  hand->name = g_strdup (name);
  hand->sums = g_array_new (FALSE, FALSE, sizeof (KtMoney));
  g_ptr_array_add (sheet->hands, hand);
  return hand;
}

void
kt_sums_add (GArray *sums, KtMoney money)
{
  for (guint i = 0; i < sums->len; i++)
    if (kt_money_add (&g_array_index (sums, KtMoney, i), money))
      return;
  g_array_append_val (sums, money);
}

static gint
compare_blocks (gconstpointer pa, gconstpointer pb)
{
  const KtSheetBlock *a = *(KtSheetBlock *const *)pa, *b = *(KtSheetBlock *const *)pb;
  if (a->start != b->start)
    return a->start - b->start;
  if (a->end != b->end)
    return b->end - a->end; /* the one that goes on first, what lies in its gap below it */
  if (a->hand != b->hand)
    return a->hand < b->hand ? -1 : 1;
  return (a->appointment > b->appointment) - (a->appointment < b->appointment);
}

static gboolean
lies_in_gap (const KtSheetBlock *block, const KtSheetBlock *around)
{
  for (guint i = 0; i < around->gaps->len; i++)
    {
      const KtSheetGap *gap = &g_array_index (around->gaps, KtSheetGap, i);
      if (gap->start <= block->start && block->end <= gap->end)
        return TRUE;
    }
  return FALSE;
}

/* Whether a visit takes time of its hand: one that nobody came to does not. */
static gboolean
takes_time (const KtSheetBlock *block)
{
  return block->kind != KT_SHEET_FREE && !(block->flags & KT_SHEET_NO_SHOW);
}

static gboolean
meet (const KtSheetBlock *a, const KtSheetBlock *b)
{
  return a->hand == b->hand && a->start < b->end && b->start < a->end;
}

static void
relate (KtSheetBlock *earlier, KtSheetBlock *later)
{
  if (!meet (earlier, later) || !takes_time (earlier) || !takes_time (later))
    return;
  if (later->kind == KT_SHEET_VISIT && lies_in_gap (later, earlier))
    later->flags |= KT_SHEET_NESTED;
  else if (later->kind == KT_SHEET_VISIT)
    later->flags |= KT_SHEET_OVERLAPS;
  else if (earlier->kind == KT_SHEET_VISIT && !lies_in_gap (later, earlier))
    earlier->flags |= KT_SHEET_OVERLAPS;
}

/* What slots call free within a visit is told by the visit itself. */
static gboolean
is_told (const KtDaySheet *sheet, const KtSheetBlock *free)
{
  for (guint i = 0; i < sheet->blocks->len; i++)
    {
      const KtSheetBlock *block = sheet->blocks->pdata[i];
      if (block->kind == KT_SHEET_VISIT && takes_time (block) && meet (block, free))
        return TRUE;
    }
  return FALSE;
}

void
kt_sheet_relate (KtDaySheet *sheet)
{
  GPtrArray *blocks = sheet->blocks;
  for (guint i = blocks->len; i-- > 0;)
    {
      const KtSheetBlock *block = blocks->pdata[i];
      if (block->kind == KT_SHEET_FREE && is_told (sheet, block))
        g_ptr_array_remove_index (blocks, i);
    }
  g_ptr_array_sort (blocks, compare_blocks);
  for (guint i = 0; i < blocks->len; i++)
    for (guint j = i + 1; j < blocks->len; j++)
      relate (blocks->pdata[i], blocks->pdata[j]);
}
