#include "config.h"
#include "kontor/slot-rule.h"
#include <string.h>

#define DAY 1440
#define HANDS 3
#define PLACES 2
#define RESOURCES (HANDS + PLACES)

static gint64
at (int minute)
{
  return (gint64)minute * 60;
}

/* --- the examples of SCREENS --- */

static KtSlotBoard *
open_day (void)
{
  KtSlotBoard *board = kt_slot_board_new (0, at (DAY), RESOURCES);
  for (guint i = 0; i < RESOURCES; i++)
    kt_slot_board_open (board, i, at (9 * 60), at (18 * 60));
  return board;
}

static void
test_colour_and_cut (void)
{
  g_autoptr (KtSlotBoard) board = open_day ();
  const KtSlotOption colour = { 0, 45, 40, 35 }, cut = { 0, 35, 0, 0 };
  const KtSlotPart parts[]
      = { { .options = &colour, .n_options = 1 }, { .options = &cut, .n_options = 1 } };
  KtSlotFound found;
  g_assert_true (kt_slot_fits (board, parts, 2, at (540), &found));
  g_assert_cmpint (found.end, ==, at (540 + 120)); /* colour 45 · works 40 · cut 35 = 2 h */
  g_assert_cmpint (found.parts[0].finish, ==, 0);
  g_assert_cmpint (found.parts[1].start, ==, 85);
  g_assert_true (kt_slot_fits (board, parts, 1, at (540), &found));
  g_assert_cmpint (found.end, ==, at (540 + 120)); /* alone it is finished */
  g_assert_cmpint (found.parts[0].finish, ==, 35);
  g_assert_false (kt_slot_fits (board, parts, 2, at (16 * 60 + 15), &found));
  kt_slot_lay (parts, 2, at (16 * 60 + 15), &found);
  g_assert_cmpint (found.end, ==, at (18 * 60 + 15));
}

/* 09:00 Līga colour 40 · 09:40 works 40 · 10:20 Ilze cut 35; Līga is free in between. */
static void
test_two_hands (void)
{
  g_autoptr (KtSlotBoard) board = open_day ();
  const KtSlotOption colour = { 0, 40, 40, 30 }, cut = { 1, 35, 0, 0 }, fringe = { 0, 15, 0, 0 };
  const KtSlotPart parts[]
      = { { .options = &colour, .n_options = 1 }, { .options = &cut, .n_options = 1 } };
  const KtSlotPart short_one = { .options = &fringe, .n_options = 1 };
  KtSlotFound found;
  kt_slot_board_take (board, 1, at (540), at (620)); /* Ilze comes free when she is needed */
  kt_slot_board_take (board, 0, at (580), at (620)); /* somebody sits in Līga's gap */
  g_assert_true (kt_slot_fits (board, parts, 2, at (540), &found));
  g_assert_cmpint (found.end, ==, at (10 * 60 + 55));
  g_assert_cmpint (found.parts[1].start, ==, 80);
  g_assert_false (kt_slot_fits (board, &short_one, 1, at (600), &found));
  kt_slot_board_open (board, 0, at (540), at (1080));
  kt_slot_board_close (board, 0, at (540), at (580));
  g_assert_true (kt_slot_fits (board, &short_one, 1, at (580), &found));
}

static void
test_buffers (void)
{
  KtMinutes spans[2];
  g_assert_cmpuint (kt_slot_hand_spans (0, 45, 40, 35, 5, 10, spans), ==, 2);
  g_assert_cmpint (spans[0].start, ==, -5);
  g_assert_cmpint (spans[0].end, ==, 45);
  g_assert_cmpint (spans[1].start, ==, 85);
  g_assert_cmpint (spans[1].end, ==, 130);
  g_assert_cmpuint (kt_slot_hand_spans (0, 45, 40, 0, 5, 10, spans), ==, 1);
  g_assert_cmpint (spans[0].end, ==, 55);
  g_assert_cmpuint (kt_slot_hand_spans (30, 45, 0, 35, 0, 0, spans), ==, 1);
  g_assert_cmpint (spans[0].end, ==, 110);
  KtMinutes place = kt_slot_place_span (30, 45, 40, 35, 5, 10);
  g_assert_cmpint (place.start, ==, 25);
  g_assert_cmpint (place.end, ==, 160);
}

/* Preparing and cleaning may lie outside the hours, but not in another visit. */
static void
test_buffers_at_edges (void)
{
  g_autoptr (KtSlotBoard) board = open_day ();
  const KtSlotOption option = { 0, 60, 0, 0 };
  const KtSlotPart part = { .options = &option, .n_options = 1, .before = 5, .after = 10 };
  KtSlotFound found;
  g_assert_true (kt_slot_fits (board, &part, 1, at (540), &found));
  g_assert_true (kt_slot_fits (board, &part, 1, at (17 * 60), &found));
  g_assert_false (kt_slot_fits (board, &part, 1, at (17 * 60 + 1), &found));
  kt_slot_board_take (board, 0, at (600), at (660));
  g_assert_false (kt_slot_fits (board, &part, 1, at (540), &found));
  g_assert_false (kt_slot_fits (board, &part, 1, at (664), &found));
  g_assert_true (kt_slot_fits (board, &part, 1, at (665), &found));
  kt_slot_board_take (board, 0, at (735), at (740));
  g_assert_true (kt_slot_fits (board, &part, 1, at (665), &found));
  g_assert_true (found.closes);
}

/* 10:10 to 11:00 is free: 50 minutes fill it, 49 begin where they can, 35 on the grid. */
static void
test_off_grid (void)
{
  static const struct
  {
    int work;
    const char *starts;
  } cases[] = {
    { 50, "610*" }, { 49, "610" }, { 46, "610" }, { 45, "615" }, { 30, "615 630" }, { 51, "" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KtSlotBoard) board = kt_slot_board_new (0, at (DAY), 1);
      KtSlotOption option = { 0, cases[i].work, 0, 0 };
      KtSlotPart part = { .options = &option, .n_options = 1 };
      kt_slot_board_open (board, 0, at (610), at (660));
      g_autoptr (GArray) found = kt_slot_find (board, &part, 1, 0, at (DAY));
      g_autoptr (GString) starts = g_string_new (NULL);
      for (guint j = 0; j < found->len; j++)
        {
          const KtSlotFound *slot = &g_array_index (found, KtSlotFound, j);
          g_string_append_printf (starts, "%s%d%s", j > 0 ? " " : "", (int)(slot->start / 60),
                                  slot->closes ? "*" : "");
          g_assert_cmpint (slot->first, ==, j == 0);
        }
      g_assert_cmpstr (starts->str, ==, cases[i].starts);
    }
}

static void
test_same_hand_first (void)
{
  g_autoptr (KtSlotBoard) board = open_day ();
  const KtSlotOption both[] = { { 0, 30, 0, 0 }, { 1, 30, 0, 0 } };
  const KtSlotPart parts[]
      = { { .options = both, .n_options = 2 }, { .options = both, .n_options = 2 } };
  KtSlotFound found;
  kt_slot_board_close (board, 0, at (540), at (560));
  g_assert_true (kt_slot_fits (board, parts, 2, at (540), &found));
  g_assert_cmpuint (found.parts[0].option, ==, 1);
  g_assert_cmpuint (found.parts[1].option, ==, 1);
}

/* The places of a part may do at other times than its hand: a client whose colour works still sits
 * on her chair. */
static void
test_place_stays_taken (void)
{
  g_autoptr (KtSlotBoard) board = open_day ();
  const guint chairs[] = { HANDS };
  const KtSlotOption option = { 0, 40, 40, 30 };
  KtSlotPart part = { .options = &option, .n_options = 1, .places = chairs, .n_places = 1 };
  KtSlotFound found;
  kt_slot_board_close (board, HANDS, at (590), at (600));
  g_assert_false (kt_slot_fits (board, &part, 1, at (540), &found));
  part.n_places = 0;
  g_assert_true (kt_slot_fits (board, &part, 1, at (540), &found));
  g_assert_cmpuint (found.parts[0].place, ==, KT_SLOT_NO_PLACE);
}

/* --- against an oracle that tries everything --- */

typedef struct
{
  guint8 taken[RESOURCES][DAY]; /* 1 no hours, 2 taken */
  KtSlotOption options[3][HANDS];
  guint places[3][PLACES];
  KtSlotPart parts[3];
  guint n_parts;
} Case;

static int
pick (int from, int to)
{
  return g_test_rand_int_range (from, to + 1);
}

static void
make_case (Case *given, KtSlotBoard *board)
{
  memset (given, 0, sizeof *given);
  memset (given->taken, 1, sizeof given->taken);
  for (guint i = 0; i < RESOURCES; i++)
    {
      int opens = pick (8, 11) * 60 + pick (0, 3) * 7, closes = pick (14, 19) * 60 + pick (0, 20);
      kt_slot_board_open (board, i, at (opens), at (closes));
      memset (given->taken[i] + opens, 0, (gsize)(closes - opens));
      for (int n = pick (0, 7); n > 0; n--)
        {
          int start = pick (opens, closes), end = MIN (start + pick (5, 90), DAY);
          gboolean closed = pick (0, 3) == 0;
          if (closed)
            kt_slot_board_close (board, i, at (start) + pick (0, 59), at (end) - pick (0, 59));
          else
            kt_slot_board_take (board, i, at (start) + pick (0, 59), at (end) - pick (0, 59));
          memset (given->taken[i] + start, closed ? 1 : 2, (gsize)(end - start));
        }
    }
  given->n_parts = (guint)pick (1, 3);
  for (guint i = 0; i < given->n_parts; i++)
    {
      KtSlotPart *part = &given->parts[i];
      gboolean gap = pick (0, 1);
      part->options = given->options[i];
      part->n_options = (guint)pick (1, HANDS);
      for (guint j = 0; j < part->n_options; j++)
        given->options[i][j]
            = (KtSlotOption){ j, pick (5, 60), gap ? pick (0, 45) : 0, gap ? pick (0, 30) : 0 };
      part->before = pick (0, 2) * 5;
      part->after = pick (0, 2) * 5;
      part->places = given->places[i];
      part->n_places = (guint)pick (0, PLACES);
      for (guint j = 0; j < part->n_places; j++)
        given->places[i][j] = HANDS + j;
    }
}

/* Free for the work, and nobody in the buffers around it. */
static gboolean
naive_free (const Case *given, guint resource, int start, int end, int before, int after)
{
  for (int minute = start - before; minute < end + after; minute++)
    {
      gboolean work = minute >= start && minute < end;
      if (minute < 0 || minute >= DAY || given->taken[resource][minute] == 2
          || (work && given->taken[resource][minute]))
        return FALSE;
    }
  return TRUE;
}

/* Written from the header's words, not from the code. */
static gboolean
naive_part (const Case *given, guint index, guint option, guint place, int start, int *end)
{
  const KtSlotPart *part = &given->parts[index];
  KtSlotOption hand = part->options[option];
  if (index + 1 < given->n_parts && hand.free > 0)
    hand.finish = 0;
  int works = start + hand.work, over = works + hand.free, done = over + hand.finish;
  *end = done;
  if (place != KT_SLOT_NO_PLACE
      && !naive_free (given, place, start, done, part->before, part->after))
    return FALSE;
  if (hand.free > 0 && hand.finish > 0)
    return naive_free (given, hand.hand, start, works, part->before, 0)
           && naive_free (given, hand.hand, over, done, 0, part->after);
  return naive_free (given, hand.hand, start, works + hand.finish, part->before, part->after);
}

static gboolean
naive_fits (const Case *given, guint index, int start)
{
  if (index == given->n_parts)
    return TRUE;
  const KtSlotPart *part = &given->parts[index];
  for (guint option = 0; option < part->n_options; option++)
    for (guint place = 0; place < MAX (part->n_places, 1); place++)
      {
        int end;
        if (naive_part (given, index, option,
                        part->n_places > 0 ? part->places[place] : KT_SLOT_NO_PLACE, start, &end)
            && naive_fits (given, index + 1, end))
          return TRUE;
      }
  return FALSE;
}

/* What was found holds, as it says it would be done. */
static void
assert_holds (const Case *given, const KtSlotFound *found)
{
  int start = (int)(found->start / 60), offset = 0;
  for (guint i = 0; i < found->n_parts; i++)
    {
      int end;
      g_assert_cmpint (found->parts[i].start, ==, offset);
      g_assert_true (naive_part (given, i, found->parts[i].option, found->parts[i].place,
                                 start + offset, &end));
      g_assert_true ((found->parts[i].place == KT_SLOT_NO_PLACE)
                     == (given->parts[i].n_places == 0));
      offset = end - start;
    }
  g_assert_cmpint (found->end, ==, at (start + offset));
}

static void
test_oracle (void)
{
  guint slots = 0, whole = 0;
  for (int round = 0; round < 400; round++)
    {
      g_autoptr (KtSlotBoard) board = kt_slot_board_new (0, at (DAY), RESOURCES);
      Case given;
      guint8 fits[DAY], told[DAY] = { 0 };
      make_case (&given, board);
      g_autoptr (GArray) found = kt_slot_find (board, given.parts, given.n_parts, 0, at (DAY));
      for (guint i = 0; i < found->len; i++)
        {
          const KtSlotFound *slot = &g_array_index (found, KtSlotFound, i);
          g_assert_true (i == 0 || slot->start > (slot - 1)->start);
          assert_holds (&given, slot);
          told[slot->start / 60] = 1;
        }
      slots += found->len;
      gboolean run_told = TRUE;
      for (int minute = 0; minute < DAY; minute++)
        {
          fits[minute] = naive_fits (&given, 0, minute);
          if (minute % (int)KT_SLOT_GRID == 0)
            g_assert_cmpint (told[minute], ==, fits[minute]);
          g_assert_true (fits[minute] >= told[minute]);
          if (fits[minute] && (minute == 0 || !fits[minute - 1]))
            run_told = FALSE;
          run_told |= told[minute];
          if (!fits[minute])
            {
              g_assert_true (run_told); /* every run of free starts has one that is offered */
              run_told = TRUE;
            }
        }
      whole += found->len > 0;
    }
  g_assert_cmpuint (slots, >, 1000);
  g_assert_cmpuint (whole, >, 100);
}

static void
test_limits (void)
{
  g_autoptr (KtSlotBoard) board = kt_slot_board_new (0, at (DAY) * 10000, 1);
  KtSlotOption option = { 0, 30, 0, 0 };
  KtSlotPart parts[KT_SLOT_PARTS_MAX + 1];
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    parts[i] = (KtSlotPart){ .options = &option, .n_options = 1 };
  kt_slot_board_open (board, 0, 0, at (DAY));
  kt_slot_board_open (board, 7, 0, at (DAY)); /* no such resource */
  KtSlotFound found;
  g_assert_true (kt_slot_fits (board, parts, KT_SLOT_PARTS_MAX, at (0), &found));
  g_assert_false (kt_slot_fits (board, parts, KT_SLOT_PARTS_MAX + 1, at (0), &found));
  g_assert_false (kt_slot_fits (board, parts, 0, at (0), &found));
  parts[0].n_options = 0;
  g_assert_false (kt_slot_fits (board, parts, 1, at (0), &found));
  g_autoptr (GArray) none = kt_slot_find (board, parts, 1, at (-DAY), at (DAY));
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/slots/colour-and-cut", test_colour_and_cut);
  g_test_add_func ("/slots/two-hands", test_two_hands);
  g_test_add_func ("/slots/buffers", test_buffers);
  g_test_add_func ("/slots/buffers-at-edges", test_buffers_at_edges);
  g_test_add_func ("/slots/off-grid", test_off_grid);
  g_test_add_func ("/slots/same-hand-first", test_same_hand_first);
  g_test_add_func ("/slots/place-stays-taken", test_place_stays_taken);
  g_test_add_func ("/slots/oracle", test_oracle);
  g_test_add_func ("/slots/limits", test_limits);
  return g_test_run ();
}
