#include "config.h"
#include "salon-words.h"
#include "visit-parts.h"
#include "kontor/ask-when.h"
#include "kontor/contact.h"
#include "kontor/error.h"
#include "kontor/fits-view.h"
#include "kontor/fold.h"
#include "kontor/handle.h"
#include "kontor/reminder-view.h"
#include "kontor/visit-view.h"
#include "kontor/visit-words.h"
#include <glib/gi18n.h>
#include <string.h>

static gboolean
means (const char *argument, const char *english, const char *words)
{
  g_autofree char *fold = kt_fold (argument);
  g_auto (GStrv) known = g_strsplit (words, " ", -1);
  return g_str_equal (fold, english) || g_strv_contains ((const char *const *)known, fold);
}

/* --- who fits --- */

static gboolean
print_fits (KtContext *context, const KtGap *gap, GError **error)
{
  g_autoptr (GPtrArray) fits = kt_fits (context, gap, error);
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  g_autofree char *said = kt_say_gap (context, gap);
  if (fits == NULL)
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    {
      KtJson *builder = kt_json_begin ();
      kt_json_fits (builder, context, gap, fits);
      kt_json_end (context, builder);
      return TRUE;
    }
  kt_out (context, "%s %s", _ ("free:"), said);
  kt_out (context, "%s\n", fits->len > 0 ? _ (".   Who fits, best first:") : _ (".   Nobody fits"));
  kt_fits_print (context, gap, fits, handles);
  return kt_handles_save (context, handles, error);
}

static gboolean
print_gaps (KtContext *context, const GArray *gaps, GError **error)
{
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  for (guint i = 0; i < gaps->len; i++)
    {
      const KtGap *gap = &g_array_index (gaps, KtGap, i);
      g_autofree char *said = kt_say_gap (context, gap);
      KtHandle handle = { .kind = KT_RECORD_SLOT,
                          .key = gap->staff,
                          .stamp = kt_local_to_utc (gap->start, context->clock.zone),
                          .number = (int)i + 1 };
      kt_out (context, "{d:%2u}  %s\n", i + 1, said);
      g_array_append_val (handles, handle);
    }
  if (!context->quiet)
    kt_out (context, "{c:%s}\n", _ ("who fits number 1: kontor fill 1"));
  return kt_handles_save (context, handles, error);
}

/* The free times of a day that are meant, or who fits the only one. */
typedef struct
{
  KtLocal day; /* with an hour: what is free then */
  KtId staff;  /* 0 any hand */
} Wanted;

static gboolean
is_wanted (KtContext *context, const Wanted *wanted, const KtGap *gap)
{
  gint64 start = kt_local_to_utc (gap->start, context->clock.zone);
  gint64 at = kt_local_to_utc (wanted->day, context->clock.zone);
  return (wanted->staff == 0 || gap->staff == wanted->staff)
         && (wanted->day.hour < 0 || (start <= at && at < start + (gint64)gap->minutes * 60));
}

static void
print_json (KtContext *context, const GArray *gaps)
{
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "gaps");
  kt_json_begin_array (builder);
  for (guint i = 0; i < gaps->len; i++)
    {
      kt_json_begin_object (builder);
      kt_json_fits (builder, context, &g_array_index (gaps, KtGap, i), NULL);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
  kt_json_end (context, builder);
}

static void
print_none (KtContext *context, const Wanted *wanted)
{
  g_autofree char *hand = kt_hand_name (context, wanted->staff);
  g_autofree char *date = kt_say_visit_day (context, wanted->day);
  if (hand != NULL)
    kt_out (context, _ ("nothing is free on %s with %s\n"), date, hand);
  else if (wanted->day.hour < 0
           && kt_local_days_between (kt_context_today (context), wanted->day) == 0)
    kt_out (context, "%s\n", _ ("nothing is free today any more"));
  else
    kt_out (context, _ ("nothing is free on %s\n"), date);
}

static gboolean
show (KtContext *context, const Wanted *wanted, GError **error)
{
  KtLocal day = wanted->day;
  day.hour = -1;
  day.minute = 0;
  g_autoptr (GArray) gaps = kt_gaps_of_day (context, day, error);
  if (gaps == NULL)
    return FALSE;
  for (guint i = gaps->len; i > 0; i--)
    if (!is_wanted (context, wanted, &g_array_index (gaps, KtGap, i - 1)))
      g_array_remove_index (gaps, i - 1);
  if (gaps->len == 1)
    return print_fits (context, &g_array_index (gaps, KtGap, 0), error);
  if (context->output == KT_OUTPUT_JSON)
    print_json (context, gaps);
  else if (gaps->len > 0)
    return print_gaps (context, gaps, error);
  else
    print_none (context, wanted);
  return TRUE;
}

/* A day, an hour: all of the words. */
static gboolean
parse_when (KtContext *context, gpointer data, KtReading reading, KtLocal *ret, GError **error)
{
  char **words = data;
  KtWhenContext when;
  guint used, n = g_strv_length (words);
  kt_context_when (context, &when);
  when.reading = reading;
  if (!kt_when_parse ((const char *const *)words, n, &when, ret, &used, error))
    return FALSE;
  if (used == n)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is no part of a date or time"),
               words[used]);
  return FALSE;
}

/* "tomorrow", "14:00 marina", "fri with līga": a time to come, whose hands, or both. */
static gboolean
show_wanted (KtContext *context, char **args, Wanted wanted, GError **error)
{
  g_auto (KtWords) words = { 0 };
  g_autoptr (GPtrArray) when = g_ptr_array_new ();
  KtReading reading;
  GError *failure = NULL;
  kt_words_init (&words, args);
  while (kt_words_peek (&words) != NULL && failure == NULL)
    {
      const guint at = words.at;
      gboolean with = kt_words_take_any (&words, KT_WORDS_WITH);
      if (wanted.staff == 0 && (!with || kt_words_peek (&words) != NULL)
          && kt_words_take_resource (context, &words, TRUE, &wanted.staff, &failure))
        continue;
      words.at = at; /* Russian «в пятницу» is no hand */
      g_ptr_array_add (when, words.words->pdata[words.at++]);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  g_ptr_array_add (when, NULL);
  if (when->len > 1
      && (!kt_ask_when (context, parse_when, when->pdata, &reading, error)
          || !parse_when (context, when->pdata, reading, &wanted.day, error)))
    return FALSE;
  if (kt_local_days_between (kt_context_today (context), wanted.day) >= 0)
    return show (context, &wanted, error);
  g_autofree char *said = g_strjoinv (" ", (char **)when->pdata);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is past"), said);
  return FALSE;
}

/* A number or ref, not a day that is written in figures. */
static gboolean
is_number (char **args)
{
  gsize n = strspn (args[0], "0123456789");
  return args[1] == NULL && ((n > 0 && n <= 3 && args[0][n] == '\0') || kt_ref_has_form (args[0]));
}

/* --- holding --- */

static void
print_held (KtContext *context, const KtWaiting *hold, const char *who)
{
  KtLocal until = kt_local_from_utc (hold->held_until, context->clock.zone);
  g_autofree char *hand = kt_hand_name (context, hold->held_staff);
  g_autofree char *start = kt_say_visit_start (context, hold->held_start);
  kt_out (context, _ ("held for {b:%s} till %02d:%02d"), who, until.hour, until.minute);
  kt_out (context, ": %s%s%s", start, hand != NULL ? ", " : "", hand != NULL ? hand : "");
  if (!context->quiet)
    kt_out (context, "      {c:%s}", _ ("yes: kontor fill yes"));
  kt_out (context, "\n");
}

static void
json_held (KtContext *context, const KtWaiting *hold, const char *who)
{
  g_autofree char *hand = kt_hand_name (context, hold->held_staff);
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "held");
  kt_json_begin_object (builder);
  kt_json_member (builder, "contact");
  kt_json_contact (builder, hold->contact, who);
  kt_json_member (builder, "until");
  kt_json_time (builder, context, hold->held_until);
  kt_json_member (builder, "at");
  kt_json_time (builder, context, kt_local_to_utc (hold->held_start, context->clock.zone));
  kt_json_member (builder, "staff");
  kt_json_contact (builder, hold->held_staff, hand);
  kt_json_end_object (builder);
  kt_json_end (context, builder);
}

static gboolean
hold (KtContext *context, const KtHandle *handle, const KtGap *gap, GError **error)
{
  g_autoptr (KtFit) fit = kt_visit_cmd_fit (context, handle, gap, error);
  g_autoptr (KtWaiting) held = fit != NULL ? kt_hold (context, gap, fit, error) : NULL;
  if (held == NULL)
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    json_held (context, held, fit->name);
  else
    print_held (context, held, fit->name);
  kt_out_dry_run (context);
  return TRUE;
}

/* A number: a free time, or one who fits it. */
static gboolean
run_number (KtContext *context, const char *argument, GError **error)
{
  KtHandle handle;
  KtGap gap;
  if (!kt_handle_resolve (context, argument, KT_RECORD_SLOT, &handle, error)
      || !kt_visit_cmd_free (context, &handle, &gap, error))
    return FALSE;
  return handle.contact != 0 ? hold (context, &handle, &gap, error)
                             : print_fits (context, &gap, error);
}

/* --- the answer --- */

static gboolean
run_yes (KtContext *context, GError **error)
{
  g_autoptr (KtWaiting) held = kt_hold_get (context, error);
  g_autoptr (KtAppointment) visit = held != NULL ? kt_hold_yes (context, held, error) : NULL;
  if (visit == NULL)
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    kt_json_print_visit (context, "visit", visit);
  else
    kt_visit_cmd_booked (context, "booked", visit);
  kt_out_dry_run (context);
  return TRUE;
}

static gboolean
run_no (KtContext *context, GError **error)
{
  KtGap gap;
  g_autoptr (KtWaiting) held = kt_hold_get (context, error);
  if (held == NULL || !kt_hold_no (context, held, error))
    return FALSE;
  gint64 at = MAX (kt_local_to_utc (held->held_start, context->clock.zone), context->clock.now);
  g_autoptr (KtContact) contact = kt_contact_get (context->store, held->contact, error);
  if (contact == NULL || !kt_gap_at (context, held->held_staff, at, &gap, error))
    return FALSE;
  if (context->output != KT_OUTPUT_JSON)
    kt_out (context, _ ("not held any more for {b:%s}\n"), contact->name);
  kt_out_dry_run (context);
  return gap.minutes == 0 || print_fits (context, &gap, error);
}

static gboolean
run_fill (KtContext *context, G_GNUC_UNUSED const KtCommand *command, char **args, GError **error)
{
  KtLocal today = kt_context_today (context);
  Wanted wanted = { .day = { today.year, today.month, today.day, -1, 0 } };
  if (args[0] == NULL)
    return show (context, &wanted, error);
  /* TRANSLATORS: what people type for yes and no, folded, separated by spaces */
  if (args[1] == NULL && means (args[0], "yes", C_ ("fill", "yes")))
    return run_yes (context, error);
  if (args[1] == NULL && means (args[0], "no", C_ ("fill", "no")))
    return run_no (context, error);
  return is_number (args) ? run_number (context, args[0], error)
                          : show_wanted (context, args, wanted, error);
}

const KtCommand kt_cmd_fill = {
  .name = "fill",
  .summary = N_ ("offer a free time to who fits it"),
  .usage = "fill [DAY] [HH:MM] [HAND]\n"
           "fill N | yes | no",
  .help = N_ (
      "Alone: today's free times, or who fits the only one; of DAY, what is free at an hour and of one HAND the same. N of a free time: who fits it, "
      "best first: the waiting list, then clients who are due, then those who would come "
      "sooner. N of a client: the time is held for an hour, for a quarter where it begins "
      "within two hours. Then her answer: yes books it, no offers it to the next.\n"
      "Examples:\n"
      "  kontor fill\n"
      "  kontor fill tomorrow\n"
      "  kontor fill 14:00 marina\n"
      "  kontor fill 1\n"
      "  kontor fill yes"),
  .needs = KT_NEED_SETTINGS | KT_NEED_WRITE,
  .run = run_fill,
  .complete = KT_COMPLETE_WORDS,
  .words = "yes no",
  .group = KT_GROUP_SALON,
};
