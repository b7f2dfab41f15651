#pragma once
#include "kontor/id.h"
#include <glib.h>

/* Where a visit fits: pure, in whole minutes of UTC.
 *
 * A visit is a row of parts, one after the other for the client. A part is work of a hand, then a
 * gap in which it works by itself and the hand is free for others, then work of the same hand: the
 * finish. Where another part follows a part with a gap, that part begins when the gap is over and
 * takes the place of the finish: colour 45 · works 40 · cut 35, and not finish 35 and cut 35. The
 * minutes to prepare lie before the part, those to clean up after the hand's last work of it; both
 * take the hand's and the place's time, not the client's. They keep visits apart, but may lie
 * outside the hours, and do not stand in the way of the other parts of the same visit. A place is
 * the client's from the part's beginning to its end. */

#define KT_SLOT_GRID 15u     /* minutes; starts lie on it unless that wastes time */
#define KT_SLOT_PARTS_MAX 8u /* of one visit */
#define KT_SLOT_DAYS_MAX 370

/* Hands and places over a span of time, by index from 0. At first all are closed. */
typedef struct _KtSlotBoard KtSlotBoard;
KtSlotBoard *kt_slot_board_new (gint64 from, gint64 until, guint resources); /* UTC seconds */
void kt_slot_board_free (KtSlotBoard *board);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtSlotBoard, kt_slot_board_free)
/* Working hours, and what is no working time. Later calls win, an open span gives only whole
 * minutes. */
void kt_slot_board_open (KtSlotBoard *board, guint resource, gint64 start, gint64 end);
void kt_slot_board_close (KtSlotBoard *board, guint resource, gint64 start, gint64 end);
/* Taken by a visit, its buffers included, or by an entry of a calendar: the minutes it touches. */
void kt_slot_board_take (KtSlotBoard *board, guint resource, gint64 start, gint64 end);
/* Within the hours and not taken. */
gboolean kt_slot_board_is_free (KtSlotBoard *board, guint resource, gint64 start, gint64 end);
/* The free stretch from a moment on: the first free minute at or after it and the end of that
 * stretch; FALSE: none. */
gboolean kt_slot_board_stretch (KtSlotBoard *board, guint resource, gint64 from, gint64 *ret_start,
                                gint64 *ret_end);

typedef struct
{
  guint hand;             /* index */
  int work, free, finish; /* minutes, in this hand's time */
} KtSlotOption;

typedef struct
{
  const KtSlotOption *options; /* who can do it, the best first */
  guint n_options;
  int before, after;
  const guint *places; /* any of these is needed; none: no place at all */
  guint n_places;
} KtSlotPart;

#define KT_SLOT_NO_PLACE G_MAXUINT

/* One way to do it. */
typedef struct
{
  gint64 start, end; /* UTC seconds: of the client's time */
  guint n_parts;
  struct
  {
    guint option, place; /* place KT_SLOT_NO_PLACE: none */
    int start, finish;   /* minutes: when in the visit, and how long the finish is */
  } parts[KT_SLOT_PARTS_MAX];
  gboolean closes; /* fills the free stretch of a hand exactly */
  gboolean first;  /* the first of a run of starts that are free */
} KtSlotFound;

/* Starts within [from, until) at which all is free: those on the grid; beside them those that fill
 * a stretch of the first hand exactly, and the first of a run that holds none of the grid. By
 * start. Hands of a part are tried that of the part before first, then in their order. */
GArray *kt_slot_find (KtSlotBoard *board, const KtSlotPart *parts, guint n_parts, gint64 from,
                      gint64 until);
/* The same for one moment, on the grid or not. */
gboolean kt_slot_fits (KtSlotBoard *board, const KtSlotPart *parts, guint n_parts, gint64 start,
                       KtSlotFound *ret);
/* Where the first option of each part (in each place the first) would lie, free or not. */
void kt_slot_lay (const KtSlotPart *parts, guint n_parts, gint64 start, KtSlotFound *ret);

/* When a part takes its hand, and its place, buffers included, in minutes of the visit (before may
 * lie below 0). Returns how many spans of the hand there are: 1 or 2. */
typedef struct
{
  int start, end;
} KtMinutes;
guint kt_slot_hand_spans (int start, int work, int free, int finish, int before, int after,
                          KtMinutes ret[2]);
KtMinutes kt_slot_place_span (int start, int work, int free, int finish, int before, int after);
