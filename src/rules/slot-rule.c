#include "config.h"
#include "kontor/slot-rule.h"
#include <string.h>

#define MINUTE 60

enum
{
  OPEN,
  CLOSED, /* no working time: only preparing and cleaning may lie here */
  TAKEN,
};

/* state: one byte a minute and resource. The sums say how many of the minutes before are not open,
 * or taken, so that a span is asked about with one subtraction. */
typedef struct
{
  guint32 closed, taken;
} Sums;

struct _KtSlotBoard
{
  gint64 origin; /* minute of UTC */
  guint minutes, resources;
  guint8 *state;
  Sums *sums; /* NULL: to be made */
};

static gint64
floor_minute (gint64 utc)
{
  return utc >= 0 ? utc / MINUTE : -((-utc + MINUTE - 1) / MINUTE);
}

static gint64
ceil_minute (gint64 utc)
{
  return floor_minute (utc + MINUTE - 1);
}

KtSlotBoard *
kt_slot_board_new (gint64 from, gint64 until, guint resources)
{
  KtSlotBoard *board = g_new0 (KtSlotBoard, 1);
  gint64 minutes = ceil_minute (until) - floor_minute (from);
  board->origin = floor_minute (from);
  board->minutes = (guint)CLAMP (minutes, 0, KT_SLOT_DAYS_MAX * 1440);
  board->resources = resources;
  board->state = g_malloc ((gsize)board->minutes * resources + 1);
  memset (board->state, CLOSED, (gsize)board->minutes * resources + 1);
  return board;
}

void
kt_slot_board_free (KtSlotBoard *board)
{
  if (board == NULL)
    return;
  g_free (board->state);
  g_free (board->sums);
  g_free (board);
}

/* Minutes of the board; what lies outside is cut off. */
static void
mark (KtSlotBoard *board, guint resource, gint64 first, gint64 end, guint8 state)
{
  first = MAX (first - board->origin, 0);
  end = MIN (end - board->origin, (gint64)board->minutes);
  g_clear_pointer (&board->sums, g_free);
  if (first < end && resource < board->resources)
    memset (board->state + (gsize)resource * board->minutes + first, state, (gsize)(end - first));
}

void
kt_slot_board_open (KtSlotBoard *board, guint resource, gint64 start, gint64 end)
{
  mark (board, resource, ceil_minute (start), floor_minute (end), OPEN);
}

void
kt_slot_board_close (KtSlotBoard *board, guint resource, gint64 start, gint64 end)
{
  mark (board, resource, floor_minute (start), ceil_minute (end), CLOSED);
}

void
kt_slot_board_take (KtSlotBoard *board, guint resource, gint64 start, gint64 end)
{
  mark (board, resource, floor_minute (start), ceil_minute (end), TAKEN);
}

static void
seal (KtSlotBoard *board)
{
  if (board->sums != NULL)
    return;
  board->sums = g_new (Sums, ((gsize)board->minutes + 1) * board->resources + 1);
  for (guint i = 0; i < board->resources; i++)
    {
      const guint8 *state = board->state + (gsize)i * board->minutes;
      Sums *sums = board->sums + (gsize)i * (board->minutes + 1), sum = { 0, 0 };
      for (guint minute = 0; minute < board->minutes; minute++)
        {
          sums[minute] = sum;
          sum.closed += state[minute] != OPEN;
          sum.taken += state[minute] == TAKEN;
        }
      sums[board->minutes] = sum;
    }
}

/* Minutes of the board. */
static inline gboolean
is_free (const KtSlotBoard *board, guint resource, gint64 start, gint64 end)
{
  const Sums *sums = board->sums + (gsize)resource * (board->minutes + 1);
  return start >= 0 && end <= (gint64)board->minutes && start <= end
         && sums[start].closed == sums[end].closed;
}

/* Not taken, in the hours or not; what lies outside the board is not taken. */
static inline gboolean
is_untaken (const KtSlotBoard *board, guint resource, gint64 start, gint64 end)
{
  const Sums *sums = board->sums + (gsize)resource * (board->minutes + 1);
  start = CLAMP (start, 0, (gint64)board->minutes);
  end = CLAMP (end, start, (gint64)board->minutes);
  return sums[start].taken == sums[end].taken;
}

gboolean
kt_slot_board_is_free (KtSlotBoard *board, guint resource, gint64 start, gint64 end)
{
  seal (board);
  return is_free (board, resource, floor_minute (start) - board->origin,
                  ceil_minute (end) - board->origin);
}

gboolean
kt_slot_board_stretch (KtSlotBoard *board, guint resource, gint64 from, gint64 *ret_start,
                       gint64 *ret_end)
{
  const guint8 *state = board->state + (gsize)resource * board->minutes;
  gint64 minute = MAX (ceil_minute (from) - board->origin, 0);
  while (minute < (gint64)board->minutes && state[minute] != OPEN)
    minute++;
  if (minute >= (gint64)board->minutes)
    return FALSE;
  *ret_start = (board->origin + minute) * MINUTE;
  while (minute < (gint64)board->minutes && state[minute] == OPEN)
    minute++;
  *ret_end = (board->origin + minute) * MINUTE;
  return TRUE;
}

guint
kt_slot_hand_spans (int start, int work, int free, int finish, int before, int after,
                    KtMinutes ret[2])
{
  gboolean again = finish > 0 && free > 0;
  ret[0] = (KtMinutes){ start - before, start + work + (again ? 0 : finish + after) };
  ret[1] = (KtMinutes){ start + work + free, start + work + free + finish + after };
  return again ? 2 : 1;
}

KtMinutes
kt_slot_place_span (int start, int work, int free, int finish, int before, int after)
{
  return (KtMinutes){ start - before, start + work + free + finish + after };
}

/* What is looked for, and how far it is laid. */
typedef struct
{
  KtSlotBoard *board;
  const KtSlotPart *parts;
  guint n_parts;
  gint64 start; /* minute of the board */
  KtSlotFound *found;
} Search;

/* Another part takes the place of the finish of one with a gap. */
static int
finish_of (const Search *search, guint index, const KtSlotOption *option)
{
  return index + 1 < search->n_parts && option->free > 0 ? 0 : option->finish;
}

/* Whether a resource is free for the work itself, and not taken in the buffers around it. */
static gboolean
is_free_with (const Search *search, guint resource, int start, int end, int before, int after)
{
  return is_free (search->board, resource, search->start + start, search->start + end)
         && is_untaken (search->board, resource, search->start + start - before,
                        search->start + end + after);
}

static gboolean
find_place (const Search *search, guint index, int start, int end)
{
  const KtSlotPart *part = &search->parts[index];
  guint *place = &search->found->parts[index].place;
  guint previous = index > 0 ? search->found->parts[index - 1].place : KT_SLOT_NO_PLACE;
  *place = KT_SLOT_NO_PLACE;
  for (guint i = 0; i < part->n_places; i++)
    if ((*place == KT_SLOT_NO_PLACE || part->places[i] == previous)
        && is_free_with (search, part->places[i], start, end, part->before, part->after))
      *place = part->places[i];
  return part->n_places == 0 || *place != KT_SLOT_NO_PLACE;
}

static gboolean
fits_hand (const Search *search, const KtSlotPart *part, const KtSlotOption *hand, int offset,
           int finish)
{
  int works = offset + hand->work, over = works + hand->free;
  if (hand->free == 0 || finish == 0)
    return is_free_with (search, hand->hand, offset, works + finish, part->before, part->after);
  return is_free_with (search, hand->hand, offset, works, part->before, 0)
         && is_free_with (search, hand->hand, over, over + finish, 0, part->after);
}

static gboolean
fits_option (const Search *search, guint index, guint option, int offset, int *ret_end)
{
  const KtSlotPart *part = &search->parts[index];
  const KtSlotOption *hand = &part->options[option];
  int finish = finish_of (search, index, hand);
  int end = offset + hand->work + hand->free + finish;
  if (!fits_hand (search, part, hand, offset, finish) || !find_place (search, index, offset, end))
    return FALSE;
  search->found->parts[index].option = option;
  search->found->parts[index].start = offset;
  search->found->parts[index].finish = finish;
  *ret_end = end;
  return TRUE;
}

/* Lays the parts from index on; the client is free for it offset minutes after the start. */
static gboolean
fits_from (const Search *search, guint index, int offset)
{
  if (index == search->n_parts)
    {
      search->found->end = offset;
      return TRUE;
    }
  const KtSlotPart *part = &search->parts[index];
  guint same = part->n_options;
  int end = 0;
  if (index > 0)
    {
      guint previous = search->found->parts[index - 1].option;
      guint hand = search->parts[index - 1].options[previous].hand;
      for (same = 0; same < part->n_options && part->options[same].hand != hand; same++)
        ;
    }
  if (same < part->n_options && fits_option (search, index, same, offset, &end)
      && fits_from (search, index + 1, end))
    return TRUE;
  for (guint i = 0; i < part->n_options; i++)
    if (i != same && fits_option (search, index, i, offset, &end)
        && fits_from (search, index + 1, end))
      return TRUE;
  return FALSE;
}

/* From the first work of a hand in what was found to its last, and the buffers around. */
static void
span_of_hand (const Search *search, guint hand, KtMinutes *ret_work, KtMinutes *ret_all)
{
  *ret_work = *ret_all = (KtMinutes){ G_MAXINT, G_MININT };
  for (guint i = 0; i < search->n_parts; i++)
    {
      const KtSlotPart *part = &search->parts[i];
      const KtSlotOption *option = &part->options[search->found->parts[i].option];
      int start = search->found->parts[i].start, finish = search->found->parts[i].finish;
      KtMinutes spans[2];
      if (option->hand != hand)
        continue;
      guint n = kt_slot_hand_spans (start, option->work, option->free, finish, part->before,
                                    part->after, spans);
      ret_all->start = MIN (ret_all->start, spans[0].start);
      ret_all->end = MAX (ret_all->end, spans[n - 1].end);
      ret_work->start = MIN (ret_work->start, start);
      ret_work->end = MAX (ret_work->end, spans[n - 1].end - part->after);
    }
}

/* Whether what was found reaches from one end of a free stretch of a hand to the other. */
static gboolean
closes_gap (const Search *search, guint index)
{
  guint hand = search->parts[index].options[search->found->parts[index].option].hand;
  KtMinutes work, all;
  span_of_hand (search, hand, &work, &all);
  const KtSlotBoard *board = search->board;
  return is_free (board, hand, search->start + work.start, search->start + work.end)
         && !is_free (board, hand, search->start + all.start - 1, search->start + work.start)
         && !is_free (board, hand, search->start + work.end, search->start + all.end + 1);
}

/* At one minute of the board; found->start and end become UTC seconds. */
static gboolean
fits_at (KtSlotBoard *board, const KtSlotPart *parts, guint n_parts, gint64 minute,
         KtSlotFound *found)
{
  Search search = { board, parts, n_parts, minute, found };
  if (minute < 0 || minute >= (gint64)board->minutes || !fits_from (&search, 0, 0))
    return FALSE;
  found->n_parts = n_parts;
  found->start = (board->origin + minute) * MINUTE;
  found->end = found->start + found->end * MINUTE;
  found->first = FALSE;
  found->closes = FALSE;
  for (guint i = 0; i < n_parts && !found->closes; i++)
    found->closes = closes_gap (&search, i);
  return TRUE;
}

static gboolean
is_sane (const KtSlotPart *parts, guint n_parts)
{
  gboolean sane = n_parts > 0 && n_parts <= KT_SLOT_PARTS_MAX;
  for (guint i = 0; sane && i < n_parts; i++)
    sane = parts[i].n_options > 0;
  return sane;
}

gboolean
kt_slot_fits (KtSlotBoard *board, const KtSlotPart *parts, guint n_parts, gint64 start,
              KtSlotFound *ret)
{
  seal (board);
  return is_sane (parts, n_parts) && start % MINUTE == 0
         && fits_at (board, parts, n_parts, floor_minute (start) - board->origin, ret);
}

GArray *
kt_slot_find (KtSlotBoard *board, const KtSlotPart *parts, guint n_parts, gint64 from, gint64 until)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (KtSlotFound));
  gint64 first = MAX (ceil_minute (from) - board->origin, 0);
  gint64 end = MIN (ceil_minute (until) - board->origin, (gint64)board->minutes);
  KtSlotFound found, waiting = { 0 };
  gboolean running = FALSE, told = FALSE; /* within a run of free starts; one of it is in all */
  seal (board);
  for (gint64 minute = first; is_sane (parts, n_parts) && minute <= end; minute++)
    {
      gboolean fits = minute < end && fits_at (board, parts, n_parts, minute, &found);
      if (!fits && running && !told)
        g_array_append_val (all, waiting); /* no start of the grid in it */
      if (fits && !running)
        waiting = found, waiting.first = TRUE, told = FALSE;
      running = fits;
      if (!fits || ((board->origin + minute) % KT_SLOT_GRID != 0 && !found.closes))
        continue;
      found.first = !told;
      told = TRUE;
      g_array_append_val (all, found);
    }
  return all;
}

void
kt_slot_lay (const KtSlotPart *parts, guint n_parts, gint64 start, KtSlotFound *ret)
{
  Search search = { NULL, parts, n_parts, 0, ret };
  int offset = 0;
  *ret = (KtSlotFound){ .start = start, .n_parts = n_parts };
  for (guint i = 0; i < n_parts; i++)
    {
      const KtSlotOption *option = &parts[i].options[0];
      ret->parts[i].place = parts[i].n_places > 0 ? parts[i].places[0] : KT_SLOT_NO_PLACE;
      ret->parts[i].start = offset;
      ret->parts[i].finish = finish_of (&search, i, option);
      offset += option->work + option->free + ret->parts[i].finish;
    }
  ret->end = start + (gint64)offset * MINUTE;
}
