#include "config.h"
#include "kontor/fits-view.h"
#include "kontor/handle.h"
#include "kontor/term.h"
#include "kontor/visit-view.h"
#include "kontor/visit-words.h"
#include <glib/gi18n.h>

#define MINUTE 60
#define NARROW 60
#define NAME_COLUMNS 24
#define PHONE_COLUMNS 16

static gint64
start_of (const KtContext *context, const KtGap *gap)
{
  return kt_local_to_utc (gap->start, context->clock.zone);
}

char *
kt_say_gap (KtContext *context, const KtGap *gap)
{
  gint64 end_at = start_of (context, gap) + (gint64)gap->minutes * MINUTE;
  KtLocal end = kt_local_from_utc (end_at, context->clock.zone);
  g_autofree char *hand = kt_hand_name (context, gap->staff);
  g_autofree char *length = kt_say_minutes (gap->minutes);
  g_autofree char *day = kt_local_days_between (kt_context_today (context), gap->start) != 0
                             ? kt_say_short_date (context, gap->start)
                             : NULL;
  return g_strdup_printf ("%s%s%s%s%02d:%02d–%02d:%02d (%s)", hand != NULL ? hand : "",
                          hand != NULL ? " " : "", day != NULL ? day : "", day != NULL ? " " : "",
                          gap->start.hour, gap->start.minute, end.hour, end.minute, length);
}

static void
widths (const GPtrArray *fits, guint n, int *ret_name, int *ret_phone)
{
  *ret_name = *ret_phone = 0;
  for (guint i = 0; i < n; i++)
    {
      const KtFit *fit = fits->pdata[i];
      *ret_name = MAX (*ret_name, MIN (kt_term_width (fit->name), NAME_COLUMNS));
      if (fit->phone != NULL)
        *ret_phone = MAX (*ret_phone, MIN (kt_term_width (fit->phone), PHONE_COLUMNS));
    }
}

void
kt_fits_print (KtContext *context, const KtGap *gap, const GPtrArray *fits, GArray *handles)
{
  guint n = context->all ? fits->len : MIN (fits->len, KT_FITS_SHOWN);
  int name, phone;
  widths (fits, n, &name, &phone);
  for (guint i = 0; i < n; i++)
    {
      const KtFit *fit = fits->pdata[i];
      g_autofree char *reason = kt_fit_reason (context, fit);
      const char *number = fit->phone != NULL ? fit->phone : "";
      KtHandle handle = { .kind = KT_RECORD_SLOT,
                          .key = gap->staff,
                          .contact = fit->candidate.contact,
                          .stamp = start_of (context, gap),
                          .number = (int)i + 1 };
      if (context->width < NARROW)
        kt_out (context, "{d:%2u}  {b:%s} %s\n    %s\n", i + 1, fit->name, number, reason);
      else
        kt_out (context, "{d:%3u}  %-*s  %-*s  %s\n", i + 1, name, fit->name, phone, number,
                reason);
      g_array_append_val (handles, handle);
    }
  if (fits->len > n)
    kt_out (context, "{d:+ %u more: kontor fill --all}\n", fits->len - n);
}

static void
add_fit (KtJson *builder, KtContext *context, const KtFit *fit)
{
  static const char *const kinds[] = { "waiting", "due", "sooner" };
  g_autofree char *reason = kt_fit_reason (context, fit);
  kt_json_begin_object (builder);
  kt_json_member (builder, "contact");
  kt_json_contact (builder, fit->candidate.contact, fit->name);
  kt_json_member (builder, "phone");
  kt_json_text (builder, fit->phone);
  kt_json_member (builder, "kind");
  kt_json_text (builder, kinds[fit->candidate.kind]);
  kt_json_member (builder, "service");
  kt_json_text (builder, fit->service);
  kt_json_member (builder, "minutes");
  kt_json_int (builder, fit->candidate.minutes);
  kt_json_member (builder, "why");
  kt_json_text (builder, reason);
  kt_json_end_object (builder);
}

void
kt_json_fits (KtJson *builder, KtContext *context, const KtGap *gap, const GPtrArray *fits)
{
  kt_json_member (builder, "gap");
  if (gap == NULL)
    kt_json_null (builder);
  else
    {
      g_autofree char *hand = kt_hand_name (context, gap->staff);
      gint64 start = start_of (context, gap);
      kt_json_begin_object (builder);
      kt_json_member (builder, "staff");
      kt_json_contact (builder, gap->staff, hand);
      kt_json_member (builder, "at");
      kt_json_time (builder, context, start);
      kt_json_member (builder, "end");
      kt_json_time (builder, context, start + (gint64)gap->minutes * MINUTE);
      kt_json_member (builder, "minutes");
      kt_json_int (builder, gap->minutes);
      kt_json_end_object (builder);
    }
  kt_json_member (builder, "fits");
  kt_json_begin_array (builder);
  for (guint i = 0; fits != NULL && i < fits->len; i++)
    add_fit (builder, context, fits->pdata[i]);
  kt_json_end_array (builder);
}
