#include "config.h"
#include "kontor/calendar-sync.h"
#include "kontor/visit-facts.h"
#include "kontor/visit-view.h"
#include "kontor/visit-words.h"
#include <glib/gi18n.h>

#define HOUR 60
#define MINUTE 60

char *
kt_say_visit_day (const KtContext *context, KtLocal start)
{
  g_autofree char *date = kt_say_short_date (context, start);
  if (start.hour < 0)
    return g_strdup_printf ("%s %s", kt_say_weekday (start), date);
  return g_strdup_printf ("%s %s %02d:%02d", kt_say_weekday (start), date, start.hour,
                          start.minute);
}

char *
kt_say_visit_start (const KtContext *context, KtLocal start)
{
  if (kt_local_days_between (kt_context_today (context), start) != 0)
    return kt_say_visit_day (context, start);
  return g_strdup_printf (_ ("today %02d:%02d"), start.hour, start.minute);
}

char *
kt_say_minutes (int minutes)
{
  if (minutes < HOUR)
    return g_strdup_printf (_ ("%d min"), minutes);
  if (minutes % HOUR == 0)
    return g_strdup_printf (_ ("%d h"), minutes / HOUR);
  return g_strdup_printf (_ ("%d h %02d"), minutes / HOUR, minutes % HOUR);
}

char *
kt_say_money (gint64 minor, const char *currency)
{
  KtMoney money = { .minor = minor };
  if (minor < 0)
    return g_strdup (_ ("by agreement"));
  g_strlcpy (money.currency, currency, sizeof money.currency);
  return kt_money_format (money);
}

char *
kt_say_client (KtContext *context, const KtAppointment *visit)
{
  char *who = kt_visit_who (context, visit);
  return who != NULL ? who : g_strdup (_ ("off the street"));
}

void
kt_out_phone (KtContext *context, const KtAppointment *visit)
{
  static const char *const words[] = {
    [KT_PHONE_YES] = N_ ("phone: yes"),
    [KT_PHONE_WAITS] = N_ ("phone: with the next sync"),
    [KT_PHONE_NO] = N_ ("phone: no, see kontor doctor"),
    [KT_PHONE_REFUSED] = N_ ("phone: refused, see kontor doctor"),
  };
  KtPhoneState state = context->dry_run
                           ? KT_PHONE_NOWHERE /* what was not saved can be compared with nothing */
                           : kt_phone_state (context, KT_OUTBOX_APPOINTMENT, visit->id, NULL);
  if (state != KT_PHONE_NOWHERE)
    kt_out (context, "   {d:%s}", _ (words[state]));
}

void
kt_out_allergies (KtContext *context, KtId contact)
{
  g_autoptr (GPtrArray) allergies
      = contact != 0 ? kt_allergy_list (context->store, contact, NULL) : NULL;
  g_autofree char *line = allergies != NULL ? kt_allergy_line (context, allergies) : NULL;
  if (line != NULL)
    kt_out (context, "     {r:%s %s}", _ ("ALLERGY"), line);
}
