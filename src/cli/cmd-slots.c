#include "config.h"
#include "booking-words.h"
#include "kontor/contact.h"
#include "kontor/slots-view.h"
#include <glib/gi18n.h>

#define DAYS_AHEAD 13 /* beside today, where no days were told */
#define GAP_DAYS 6    /* the same for free stretches */

/* The days told, from today on. */
static void
set_days (KtContext *context, const KtBookingWords *said, int ahead, KtLocal *first, KtLocal *last)
{
  KtLocal today = kt_context_today (context);
  today.hour = -1;
  today.minute = 0;
  *first = said->has_range ? said->first : today;
  *last = said->has_range ? said->last : kt_local_add_days (today, ahead);
  if (kt_local_compare (*first, today) < 0)
    *first = today;
  if (kt_local_compare (*last, *first) < 0)
    *last = *first;
}

static gboolean
run_slots (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_auto (KtBookingWords) said = { 0 };
  KtLocal first, last;
  if (!kt_command_parse (command, NULL, &args, error)
      || !kt_booking_words_parse (context, command, args, KT_BOOKING_SLOTS, KT_READING_FIRST, &said,
                                  error))
    return FALSE;
  if (said.contact == 0 && said.wishes->len == 0)
    {
      set_days (context, &said, GAP_DAYS, &first, &last);
      return kt_gaps_print (context, first, last, error);
    }
  if (!kt_booking_words_fill (context, &said, error))
    return FALSE;
  set_days (context, &said, DAYS_AHEAD, &first, &last);
  KtSlotList list = { .contact = said.contact,
                      .argument = said.who,
                      .wishes = said.wishes,
                      .first = first,
                      .last = last,
                      .near = said.has_range ? said.near : -1 };
  return kt_slots_print (context, &list, error);
}

const KtCommand kt_cmd_slots = {
  .name = "slots",
  .summary = N_ ("free times for a client or a service"),
  .usage = "slots [WHO] [SERVICE [with HAND] [+ …]] [DAYS [HOUR]]",
  .help
  = N_ ("Without a service: what WHO usually has, with the usual hand. Times start at the\n"
        "quarters of an hour, and where they close a gap exactly; shown are the first of each\n"
        "run of free starts, of one day the full hours too, with an hour those nearest to it.\n"
        "Hours, closures, visits with their buffers and gaps, and all calendars\n"
        "count. The numbers are for: kontor book WHO NUMBER.\n"
        "Examples:\n"
        "  kontor slots zane\n"
        "  kontor slots cut thu 15\n"
        "  kontor slots cut with ilze mon..fri\n"
        "  kontor slots week"),
  .needs = KT_NEED_READ,
  .run = run_slots,
  .complete = KT_COMPLETE_WHO,
  .group = KT_GROUP_SALON,
};
