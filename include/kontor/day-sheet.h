#pragma once
#include "kontor/id.h"
#include "kontor/local-time.h"
#include "kontor/money.h"

/* A day of the booking diary as a sheet of hands × time (SCREENS: kontor day), and how it is laid
 * out in rows. Pure: kontor/day-gather.h fills it, view prints it. Minutes are those of the sheet's
 * day, from its midnight; what runs on past the next one has more than 1440. */
typedef enum
{
  KT_SHEET_VISIT,  /* the hand's share of one visit */
  KT_SHEET_EVENT,  /* of a calendar */
  KT_SHEET_CLOSED, /* lunch, a break, a holiday */
  KT_SHEET_FREE,
} KtSheetKind;

enum
{
  KT_SHEET_ALLERGY = 1 << 0,
  KT_SHEET_UNSURE = 1 << 1, /* pencilled in, or not confirmed */
  KT_SHEET_NEW = 1 << 2,    /* the client's first visit */
  KT_SHEET_ARRIVED = 1 << 3,
  KT_SHEET_DONE = 1 << 4,
  KT_SHEET_NO_SHOW = 1 << 5,
  KT_SHEET_OVERLAPS = 1 << 6, /* takes a time that is taken; also set by kt_sheet_relate() */
  KT_SHEET_NESTED = 1 << 7,   /* lies in another's processing gap: set by kt_sheet_relate() */
};

/* Minutes within a visit in which the hands are free. */
typedef struct
{
  int start, end;
  char *what; /* what works meanwhile */
} KtSheetGap;

/* Strings are foreign and not yet safe. */
typedef struct
{
  KtSheetKind kind;
  guint hand; /* column */
  int start, end;
  guint flags;
  KtId appointment, contact; /* 0 none */
  gint64 start_at, end_at;   /* the same as instants */
  char *who, *what; /* client, services; an event's summary and a closure's reason are in what */
  char *phone, *allergy, *text;
  const char *state;  /* of a visit, as stored; NULL */
  gboolean has_price; /* of the hand's share */
  KtMoney price;
  GArray *gaps; /* KtSheetGap, ascending */
} KtSheetBlock;
KtSheetBlock *kt_sheet_block_new (KtSheetKind kind, guint hand, int start, int end);
void kt_sheet_block_free (KtSheetBlock *block);
void kt_sheet_block_add_gap (KtSheetBlock *block, int start, int end, const char *what);

typedef struct
{
  KtId resource; /* 0: visits without a hand */
  char *name;
  guint visits;
  GArray *sums; /* KtMoney, one a currency */
} KtSheetHand;

typedef struct
{
  KtLocal day;       /* all day */
  GPtrArray *hands;  /* KtSheetHand, in the order of columns */
  GPtrArray *blocks; /* KtSheetBlock, sorted by kt_sheet_relate() */
  GPtrArray *notes;  /* char *: events of the whole day and the like */
  guint visits;
  GArray *sums; /* KtMoney, one a currency */
} KtDaySheet;
KtDaySheet *kt_day_sheet_new (KtLocal day);
void kt_day_sheet_free (KtDaySheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtDaySheet, kt_day_sheet_free)
KtSheetHand *kt_day_sheet_add_hand (KtDaySheet *sheet, KtId resource, const char *name);
/* Adds to the one of its currency. */
void kt_sums_add (GArray *sums, KtMoney money);

/* Sorts the blocks, tells which visits lie in another's gap and which overlap, and drops the free
 * times that are such a gap only. */
void kt_sheet_relate (KtDaySheet *sheet);

typedef enum
{
  KT_CELL_BLANK,
  KT_CELL_STARTS, /* block starts here */
  KT_CELL_RUNS,   /* block goes on */
  KT_CELL_WORKS,  /* block goes on by itself: the first row of gap that nobody else is in */
} KtSheetCellKind;

typedef struct
{
  KtSheetCellKind kind;
  const KtSheetBlock *block;
  const KtSheetGap *gap;
} KtSheetCell;

typedef struct
{
  int minute;
  gboolean again; /* of the same minute as the row above: two start at once with one hand */
} KtSheetRow;

typedef struct
{
  guint n_hands;
  GArray *rows;  /* KtSheetRow: half hours, others only where something starts */
  GArray *cells; /* KtSheetCell, n_hands a row */
} KtSheetGrid;
/* Of the hands from first on. */
KtSheetGrid *kt_sheet_lay_out (const KtDaySheet *sheet, guint first, guint n_hands);
void kt_sheet_grid_free (KtSheetGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtSheetGrid, kt_sheet_grid_free)

/* How many hands stand side by side, and how wide a column is: as equal as pages can be. */
#define KT_SHEET_TIME_COLUMNS 6
#define KT_SHEET_COLUMN_LEAST 17
#define KT_SHEET_COLUMN_MOST 40
guint kt_sheet_hands_a_page (guint n_hands, int width, int *ret_column);

/* Client and services for so many columns: "Svetlana Ivanova gel nails", else "Svetlana I. gel
 * nails", which may still be wider: it is cut where it is printed. The caller frees. */
char *kt_sheet_fit (const char *who, const char *what, int columns);
