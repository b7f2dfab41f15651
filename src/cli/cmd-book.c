#include "config.h"
#include "booking-words.h"
#include "visit-parts.h"
#include "kontor/booking.h"
#include "kontor/ask.h"
#include "kontor/ask-when.h"
#include "kontor/booked-view.h"
#include "kontor/error.h"
#include "kontor/reminder-view.h"
#include "kontor/slots-view.h"
#include "kontor/visit.h"
#include <glib/gi18n.h>
#include <string.h>

#define DAYS_AHEAD 13
#define ABOUT_SECONDS 5400 /* so far from the hour said is still about it */
#define PENCIL_HOUR 12     /* of tomorrow: till then a pencilled visit takes its time */
#define TIMES_DEFAULT 6    /* of a repetition */

typedef struct
{
  gboolean force, skip;
  char *every, *by, *note;
  int times;
} Options;

typedef struct
{
  const KtCommand *command;
  char **args;
  KtBookingWords *said;
} Parsing;

/* Parses it all; which day a doubtful word means is asked. */
static gboolean
parse (KtContext *context, gpointer data, KtReading reading, KtLocal *ret_local, GError **error)
{
  Parsing *parsing = data;
  kt_booking_words_clear (parsing->said);
  if (!kt_booking_words_parse (context, parsing->command, parsing->args, KT_BOOKING_BOOK, reading,
                               parsing->said, error))
    return FALSE;
  *ret_local = parsing->said->when;
  return TRUE;
}

/* The time of a number of the list of free times, and what that was for. */
static gboolean
take_number (KtContext *context, KtBookingWords *said, GError **error)
{
  KtId contact = 0;
  GArray *wishes = NULL;
  if (!kt_slots_recall (context, said->number, &said->when, &contact, &wishes, error))
    return FALSE;
  if (contact != 0 && contact != said->contact)
    {
      g_array_unref (wishes);
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
                   _ ("number %d is from the list of free times of somebody else"), said->number);
      kt_error_hint (error, _ ("list again: kontor slots WHO"));
      return FALSE;
    }
  said->has_when = TRUE;
  if (said->wishes->len > 0)
    g_array_unref (wishes);
  else
    {
      g_array_unref (said->wishes);
      said->wishes = wishes;
    }
  return TRUE;
}

/* "at what time on Thu 26.11.? free: 09:00, 11:30" */
static gboolean
no_time (KtContext *context, const KtBookingWords *said, GError **error)
{
  g_autofree char *date = kt_say_short_date (context, said->when);
  KtSlotQuery query = {
    .contact = said->contact, .wishes = said->wishes, .first = said->when, .last = said->when
  };
  g_autoptr (GPtrArray) slots = kt_slots_find (context, &query, NULL);
  g_autoptr (GString) times = g_string_new (NULL);
  for (guint i = 0; slots != NULL && i < slots->len; i++)
    {
      const KtSlot *slot = slots->pdata[i];
      if (slot->flags & (KT_SLOT_FIRST | KT_SLOT_CLOSES_GAP | KT_SLOT_HER_TIME))
        g_string_append_printf (times, "%s%02d:%02d", times->len > 0 ? ", " : "", slot->start.hour,
                                slot->start.minute);
    }
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("at what time on %s %s?"),
               kt_say_weekday (said->when), date);
  kt_error_hint (error, times->len > 0 ? _ ("free: %s") : _ ("that day is full%s"), times->str);
  return FALSE;
}

/* The free start nearest to the hour said, not far from it; else that hour itself, to be refused
 * with what stands in the way. *ret_note: what was said, where it is another. */
static void
take_nearest (KtContext *context, KtBookingWords *said, char **ret_note)
{
  KtSlotQuery query = {
    .contact = said->contact, .wishes = said->wishes, .first = said->when, .last = said->when
  };
  gint64 at = kt_local_to_utc (said->when, context->clock.zone);
  g_autoptr (GPtrArray) slots = kt_slots_find (context, &query, NULL);
  const KtSlot *best = NULL;
  for (guint i = 0; slots != NULL && i < slots->len; i++)
    {
      const KtSlot *slot = slots->pdata[i];
      if (ABS (slot->start_at - at) <= ABOUT_SECONDS
          && (best == NULL || ABS (slot->start_at - at) < ABS (best->start_at - at)))
        best = slot;
    }
  if (best == NULL || best->start_at == at || at < context->clock.now)
    return;
  *ret_note = g_strdup_printf (_ ("you said %s: %02d:%02d is taken"), said->when_text,
                               said->when.hour, said->when.minute);
  said->when = best->start;
}

/* Nothing was said of when: the list of free times, and which of them. */
static gboolean
ask_when (KtContext *context, KtBookingWords *said, const char *who, GError **error)
{
  KtLocal today = kt_context_today (context);
  today.hour = -1;
  today.minute = 0;
  KtSlotList list = { .contact = said->contact,
                      .argument = who,
                      .wishes = said->wishes,
                      .first = today,
                      .last = kt_local_add_days (today, DAYS_AHEAD),
                      .near = -1 };
  if (context->no_input || !context->terminal)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("when?"));
      kt_error_hint (error, _ ("see what is free: kontor slots %s"), who);
      kt_error_hint (error, _ ("such as: kontor book %s thu 15:00"), who);
      return FALSE;
    }
  if (!kt_slots_print (context, &list, error))
    return FALSE;
  g_autofree char *answer
      = kt_ask (context, _ ("when? a number (Enter leaves it): "), "", NULL, error);
  if (answer == NULL || (kt_ask_leaves (answer) && !kt_ask_left (error)))
    return FALSE;
  gsize n = strspn (answer, "0123456789");
  said->pencil = said->pencil || answer[n] == '?';
  said->number = n > 0 && n < 4 ? atoi (answer) : 0;
  if (said->number == 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is no number of the list"), answer);
      return FALSE;
    }
  return take_number (context, said, error);
}

static gboolean
settle_when (KtContext *context, KtBookingWords *said, const char *who, char **ret_note,
             GError **error)
{
  if (said->number != 0 && !take_number (context, said, error))
    return FALSE;
  if (!kt_booking_words_fill (context, said, error))
    return FALSE;
  if (!said->has_when)
    return ask_when (context, said, who, error);
  if (said->when.hour < 0)
    return no_time (context, said, error);
  if (said->about)
    take_nearest (context, said, ret_note);
  return TRUE;
}

/* "every 4 weeks" */
static gboolean
set_repeat (const Options *options, KtVisitRequest *request, GError **error)
{
  if (options->every == NULL)
    return TRUE;
  g_autofree char *text = g_strconcat ("every ", options->every, NULL);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint used = 0, n = g_strv_length (words);
  if (kt_repeat_parse ((const char *const *)words, n, &request->repeat, &used, error) && used == n)
    {
      request->times = options->times != 0 ? (guint)options->times : TIMES_DEFAULT;
      return TRUE;
    }
  g_clear_error (error);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is no repetition"), options->every);
  kt_error_hint (error, _ ("such as: --every \"4 weeks\" --times 6"));
  return FALSE;
}

static gint64
pencilled_until (const KtContext *context)
{
  KtLocal noon = kt_local_add_days (kt_context_today (context), 1);
  noon.hour = PENCIL_HOUR;
  noon.minute = 0;
  return kt_local_to_utc (noon, context->clock.zone);
}

static void
print_made (KtContext *context, const GPtrArray *made, const char *note)
{
  kt_booked_print_all (context, made, note);
  if (context->output == KT_OUTPUT_TEXT && context->terminal && !context->dry_run)
    kt_out (context, "{d:%s}\n", _ ("kontor undo takes it back"));
  kt_out_dry_run (context);
}

static gboolean
book (KtContext *context, const KtBookingWords *said, const Options *options, const char *note,
      GError **error)
{
  KtVisitRequest request = { .contact = said->contact,
                             .wishes = said->wishes,
                             .start = said->when,
                             .pencilled_until = said->pencil ? pencilled_until (context) : 0,
                             .force = options->force,
                             .skip = options->skip,
                             .has_price = said->has_price,
                             .price = said->price,
                             .new_name = said->new_name,
                             .new_phone = said->new_phone,
                             .text = options->note,
                             .how = options->by };
  if (!set_repeat (options, &request, error))
    return FALSE;
  G_GNUC_UNUSED g_autofree char *repeat = request.repeat;
  g_autoptr (GPtrArray) made = kt_visit_book (context, &request, error);
  if (made == NULL)
    return FALSE;
  print_made (context, made, note);
  return TRUE;
}

/* --- a line of a list --- */

/* A number alone that is a free time and whose it is to be: of `slots WHO`, or of who fits it. */
static gboolean
is_line (KtContext *context, char **args, KtHandle *ret_line)
{
  gsize digits = strspn (args[0], "0123456789");
  return args[1] == NULL && digits > 0 && args[0][digits] == '\0'
         && kt_handle_listed (context, args[0]) == KT_RECORD_SLOT
         && kt_handle_resolve (context, args[0], KT_RECORD_SLOT, ret_line, NULL)
         && ret_line->contact != 0;
}

/* Of who fits a time: there what she has is hers, not said in the list. */
static gboolean
is_fit (KtContext *context, const KtHandle *line)
{
  KtLocal start;
  KtId contact;
  GArray *wishes = NULL;
  if (!kt_slots_recall (context, line->number, &start, &contact, &wishes, NULL))
    return FALSE;
  gboolean fit = g_array_index (wishes, KtVisitWish, 0).service == 0;
  g_array_unref (wishes);
  return fit;
}

/* Who fits a free time takes it. */
static gboolean
book_fit (KtContext *context, const KtHandle *line, GError **error)
{
  KtGap gap;
  if (!kt_visit_cmd_free (context, line, &gap, error))
    return FALSE;
  g_autoptr (KtFit) fit = kt_visit_cmd_fit (context, line, &gap, error);
  g_autoptr (KtAppointment) visit = fit != NULL ? kt_fit_book (context, &gap, fit, error) : NULL;
  if (visit == NULL)
    return FALSE;
  g_autoptr (GPtrArray) made = g_ptr_array_new ();
  g_ptr_array_add (made, visit);
  print_made (context, made, NULL);
  return TRUE;
}

static gboolean
options_said (const Options *options)
{
  return options->force || options->skip || options->every != NULL || options->by != NULL
         || options->note != NULL;
}

static void
options_clear (Options *options)
{
  g_free (options->every);
  g_free (options->by);
  g_free (options->note);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
read_note (Options *options, GError **error)
{
  char *words[] = { options->note, NULL };
  char *note = options->note != NULL ? kt_visit_cmd_text (words, error) : NULL;
  gboolean ok = note != NULL || options->note == NULL;
  g_free (options->note);
  options->note = note;
  return ok;
}

static gboolean
check_times (const Options *options, GError **error)
{
  if (options->times == 0 || options->every != NULL)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
               _ ("--times is of a repetition, and --every is not there"));
  kt_error_hint (error, _ ("such as: --every \"4 weeks\" --times 6"));
  return FALSE;
}

static gboolean
run_book (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[]
      = { { "force", 0, 0, G_OPTION_ARG_NONE, &options.force, NULL, NULL },
          { "skip", 0, 0, G_OPTION_ARG_NONE, &options.skip, NULL, NULL },
          { "every", 0, 0, G_OPTION_ARG_STRING, &options.every, NULL, NULL },
          { "times", 0, 0, G_OPTION_ARG_INT, &options.times, NULL, NULL },
          { "by", 0, 0, G_OPTION_ARG_STRING, &options.by, NULL, NULL },
          { "note", 0, 0, G_OPTION_ARG_STRING, &options.note, NULL, NULL },
          { NULL } };
  g_auto (KtBookingWords) said = { 0 };
  g_autofree char *note = NULL;
  KtReading reading;
  KtLocal when;
  if (!kt_command_parse (command, entries, &args, error) || !kt_visit_cmd_how (options.by, error)
      || !read_note (&options, error) || !check_times (&options, error))
    return FALSE;
  if (args[0] == NULL)
    return context->never_ask ? kt_command_missing (command, "WHO", error)
                              : kt_booking_dialogue (context, error);
  KtHandle line;
  char *both[] = { args[0], args[0], NULL }; /* WHO and NUMBER of one line */
  if (is_line (context, args, &line))
    {
      if (is_fit (context, &line) && !options_said (&options))
        return book_fit (context, &line, error);
      args = both;
    }
  Parsing parsing = { command, args, &said };
  return kt_ask_when (context, parse, &parsing, &reading, error)
         && parse (context, &parsing, reading, &when, error)
         && settle_when (context, &said, said.who != NULL ? said.who : args[0], &note, error)
         && book (context, &said, &options, note, error);
}

static const GOptionEntry options[]
    = { { "by", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("how it was asked for: phone, message …"),
          N_ ("HOW") },
        { "every", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("repeat it: \"4 weeks\", month, mon"),
          N_ ("SPAN") },
        { "force", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("although it is taken or closed"), NULL },
        { "note", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("what she said"), N_ ("TEXT") },
        { "skip", 0, 0, G_OPTION_ARG_NONE, NULL,
          N_ ("of a repetition only the times that are free"), NULL },
        { "times", 0, 0, G_OPTION_ARG_INT, NULL, N_ ("how often, with --every; 6 unless told"),
          N_ ("N") },
        { NULL } };

const KtCommand kt_cmd_book = {
  .name = "book",
  .summary = N_ ("book a visit"),
  .usage = "book [WHO [SERVICE [with HAND] [+ …]] [WHEN | NUMBER][?] [PRICE]]",
  .help = N_ (
      "Alone it asks who, what and when while you type: what is typed filters, Enter takes\n"
      "the line marked >, Tab and Shift-Tab change the field, Esc parks the booking for\n"
      "the next kontor book. In one line only WHO is needed: the service and the hand are the usual ones, and the list of free\n"
      "times asks when. A bare hour (thu 15) takes the free time nearest to it, 15:00 is\n"
      "that or nothing. NUMBER is from kontor slots; alone it is her time of kontor slots WHO, or\n"
      "of who fits a free time (kontor cancel, kontor fill) takes it. A ? behind it pencils the visit in till\n"
      "noon tomorrow. Who is new is booked by NAME PHONE.\n"
      "Examples:\n"
      "  kontor book baiba ce 15\n"
      "  kontor book zane colour līga + cut ilze tue 9:00\n"
      "  kontor book \"Elza Kalna\" 29123456 cut thu 15?\n"
      "  kontor book rita cut fri 10:00 --every \"4 weeks\" --times 6"),
  .needs = KT_NEED_WRITE,
  .run = run_book,
  .options = options,
  .complete = KT_COMPLETE_WHO,
  .group = KT_GROUP_SALON,
};
