#pragma once
#include "salon-words.h"
#include "kontor/when.h"

/* What `book` and `slots` are told: WHO, services and hands, when, a number of the list of free
 * times, a price. */
typedef struct
{
  KtId contact;               /* 0: nobody, or somebody new */
  char *who;                  /* how she was named: words that name her alone; NULL nobody */
  char *new_name, *new_phone; /* NULL */
  GArray *wishes;             /* KtVisitWish; service 0: the usual, with that hand */
  gboolean has_when;
  KtLocal when;
  char *when_text; /* as typed */
  gboolean about;  /* a bare hour: the nearest free time will do */
  gboolean has_range;
  KtLocal first, last; /* days */
  int near;            /* with a range: the minute of the day that was told as well; -1 none */
  int number;          /* 0: none */
  gboolean pencil;
  gboolean has_price;
  KtMoney price;
} KtBookingWords;
void kt_booking_words_clear (KtBookingWords *said);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtBookingWords, kt_booking_words_clear)

typedef enum
{
  KT_BOOKING_BOOK,  /* WHO is wanted, a time may be told */
  KT_BOOKING_SLOTS, /* WHO may be left out, days may be told */
} KtBookingKind;

/* KT_ERROR_USAGE: doubt, words that mean nothing; KT_ERROR_CONFLICT, KT_ERROR_NOT_FOUND as
 * kt_who_resolve(). */
gboolean kt_booking_words_parse (KtContext *context, const KtCommand *command, char **args,
                                 KtBookingKind kind, KtReading reading, KtBookingWords *ret,
                                 GError **error);
/* The wishes with the usual filled in. KT_ERROR_USAGE: nothing is known. */
gboolean kt_booking_words_fill (KtContext *context, KtBookingWords *said, GError **error);
/* KT_ERROR_USAGE: a day without a year that is over, which would be next year's ("22.11." on the
 * 23rd). text: as typed. */
gboolean kt_words_not_just_past (KtContext *context, KtLocal when, const char *text,
                                 GError **error);
