#pragma once
#include "kontor/when.h"

/* What the parsers of dates share: the words of four languages, and what was typed cut into
 * tokens. Internal to text/when-*.c and text/repeat.c. */
typedef enum
{
  KT_WORD_WEEKDAY, /* value 1 Monday … 7 Sunday */
  KT_WORD_EVERY_WEEKDAY, /* "щоп'ятниці", "по пятницам" without its preposition: value as above */
  KT_WORD_MONTH,         /* 1…12 */
  KT_WORD_ENGLISH_MONTH, /* 1…12: may stand before its day; "Марта" and "Marta" are names */
  KT_WORD_DAY,           /* days from today */
  KT_WORD_UNIT,          /* KtUnit */
  KT_WORD_JOINED_UNIT,   /* KtUnit, right behind a number: 3d */
  KT_WORD_EVERY_UNIT,    /* KtUnit: щодня, щотижня */
  KT_WORD_THIS_UNIT,     /* KtUnit: the current week, month or year as a range */
  KT_WORD_NEXT_UNIT,     /* KtUnit: one word for the coming one, nākamnedēļ */
  KT_WORD_HALF_HOUR,     /* полчаса */
  KT_WORD_HALF_TO,       /* 1…12, the hour half of which has passed: pusdivos is 2 */
  KT_WORD_IN,            /* before a span: in, через, pēc */
  KT_WORD_IN_FIRST,      /* the same, but a usual word elsewhere: uk за */
  KT_WORD_AT,            /* before a time */
  KT_WORD_ON,            /* before a date */
  KT_WORD_AT_OR_ON,      /* before a time or a weekday: в, у */
  KT_WORD_BY,            /* по: before a weekday's plural */
  KT_WORD_THE,
  KT_WORD_ONE,   /* a, an, one */
  KT_WORD_OTHER, /* every other week */
  KT_WORD_NEXT,
  KT_WORD_THIS,
  KT_WORD_EVERY,
  KT_WORD_AFTER,
  KT_WORD_HALF,
  KT_WORD_ORDINAL, /* th, -го, числа: the number before is a day */
  KT_WORD_OF,
  KT_WORD_YEAR_MARK, /* года, року, gada */
  KT_WORD_HOUR_MARK, /* h, ч, o'clock */
  KT_WORD_MORNING,   /* am, утра */
  KT_WORD_AFTERNOON, /* pm, дня, вечера */
  KT_WORD_NOON,
  KT_WORD_FROM,         /* no (rīta) */
  KT_WORD_FROM_MORNING, /* (no) rīta; alone it is a name */
  KT_WORD_DAY_PART,     /* behind a day: its hour, 0 where the working day begins */
  KT_WORD_EVENING,      /* its hour; stands alone too */
  KT_WORD_T,            /* between the date and time of ISO 8601 */
} KtWordKind;

typedef enum
{
  KT_UNIT_MINUTE,
  KT_UNIT_HOUR,
  KT_UNIT_DAY,
  KT_UNIT_WEEK,
  KT_UNIT_MONTH,
  KT_UNIT_YEAR,
} KtUnit;

/* word: folded. A word may be of several kinds (год: a year, an hour). *ret_value may be NULL. */
gboolean kt_when_word (const char *word, KtWordKind kind, int *ret_value);

#define KT_TOKEN_MAX 16 /* tokens; longer runs are no dates */
#define KT_TOKEN_TEXT 40

typedef struct
{
  char text[KT_TOKEN_TEXT]; /* folded word, or the figures as typed */
  char said[KT_TOKEN_TEXT]; /* as typed, for messages */
  gboolean is_number;       /* starts with a figure: text is figures and . : / - */
  gboolean plus;            /* a + before it */
  gboolean joined;          /* no space before it */
  gboolean ends_word;       /* last of its argument */
  guint word;               /* its argument */
  /* of numbers: parts between separators, a shape such as "." ".." ":" "" */
  int parts[3];
  guint8 digits[3];
  guint n_parts;
  char shape[4];
} KtToken;

/* Cuts arguments until one cannot belong to a date (too long, a sign that dates have not). */
guint kt_tokens_cut (const char *const *words, guint n_words, KtToken tokens[KT_TOKEN_MAX]);

/* Where a parser stands. */
typedef struct
{
  const KtToken *tokens;
  guint n, at;
} KtCursor;

const KtToken *kt_cursor_peek (const KtCursor *cursor); /* NULL at the end */
/* Steps over a word of this kind. */
gboolean kt_cursor_take (KtCursor *cursor, KtWordKind kind, int *ret_value);
/* A number without separators, of at most that many digits. */
gboolean kt_cursor_take_count (KtCursor *cursor, guint max_digits, int *ret_value);

/* HH:MM, a bare hour, 3 pm, pusdivos. preposition: "at" stood before, so that 10.11 is a time. */
gboolean kt_when_take_clock (KtCursor *cursor, const KtWhenContext *context, gboolean certain,
                             int *ret_hour, int *ret_minute, GError **error);

/* "morning", "вранці", "no rīta" behind a day, "tonight", "vakarā" also alone; "evening at 7". */
gboolean kt_when_take_day_part (KtCursor *cursor, const KtWhenContext *context, gboolean has_day,
                                int *ret_hour, int *ret_minute);

/* A calendar date in figures or with a month's name; without a year the next one.
 * clock_taken: a time stands already, so that 10.11 is a day. */
gboolean kt_when_take_date (KtCursor *cursor, const KtWhenContext *context, gboolean clock_taken,
                            KtLocal *ret_date, GError **error);

/* kt_when_parse() where today's own weekday is today (ranges). */
gboolean kt_when_parse_inside (const char *const *words, guint n_words,
                               const KtWhenContext *context, gboolean today_counts,
                               KtLocal *ret_local, guint *ret_used, GError **error);
KtLocal kt_when_add (KtLocal local, KtUnit unit, int n);
/* The years dates may lie in: 2000 to 2100. */
gboolean kt_when_check_year (KtLocal local, GError **error);
