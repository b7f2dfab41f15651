#include "config.h"
#include "demo-salon.h"
#include "kontor/allergy.h"
#include "kontor/contact.h"
#include "kontor/formula.h"
#include "kontor/note.h"
#include "kontor/reminder.h"
#include "kontor/waiting.h"
#include <stdlib.h>
#include <string.h>

/* "+2/40": forty years old in two days. */
static char *
birthday (const KtDemoSalon *salon, const char *text)
{
  const char *slash = strchr (text, '/');
  if (slash == NULL)
    return g_strdup (text);
  KtLocal day = kt_local_add_days (salon->today, atoi (text));
  if (day.month == 2 && day.day == 29)
    day.day = 28; /* the year of birth may have been none of those */
  return g_strdup_printf ("%04d-%02d-%02d", day.year - atoi (slash + 1), day.month, day.day);
}

static gboolean
put_phone (KtDemoSalon *salon, KtId contact, const char *phone, gint64 then, GError **error)
{
  g_auto (GStrv) digits = g_strsplit (phone, " ", -1);
  g_autofree char *norm = g_strjoinv ("", digits);
  KtPoint point = { .id = kt_id_random (),
                    .contact = contact,
                    .kind = (char *)"phone",
                    .raw = (char *)phone,
                    .norm = norm,
                    .match = norm };
  return kt_point_insert (salon->store, &point, then, error);
}

gboolean
kt_demo_read_client (KtDemoSalon *salon, char **fields, GError **error)
{
  gint64 then = kt_demo_days (salon, -atoi (fields[3]), 11);
  g_autofree char *born = NULL;
  KtContact contact = { .id = kt_demo_key ("client", fields[0]),
                        .kind = (char *)"person",
                        .name = fields[1],
                        .origin = (char *)"import",
                        .created = then,
                        .updated = then };
  char *more = fields[4];
  if (more != NULL && g_str_has_prefix (more, "born="))
    contact.birthday = born = birthday (salon, more + strlen ("born="));
  else if (more != NULL && g_str_has_prefix (more, "lang="))
    contact.language = more + strlen ("lang=");
  else if (more != NULL && g_str_has_prefix (more, "from="))
    contact.source = more + strlen ("from=");
  salon->clients++;
  return kt_contact_insert (salon->store, &contact, error)
         && put_phone (salon, contact.id, fields[2], then, error);
}

gboolean
kt_demo_read_allergy (KtDemoSalon *salon, char **fields, GError **error)
{
  gint64 then = kt_demo_days (salon, -200, 11);
  KtAllergy allergy = { .id = kt_id_random (),
                        .contact = kt_demo_key ("client", fields[0]),
                        .text = fields[1],
                        .tested = { .hour = -1 },
                        .created = then,
                        .updated = then };
  if (*fields[2] != '\0')
    {
      allergy.tested = kt_local_add_days (salon->today, -atoi (fields[2]));
      allergy.tested.hour = -1;
      allergy.tested.minute = 0;
      allergy.result = fields[3];
    }
  return kt_allergy_put (salon->store, &allergy, error);
}

gboolean
kt_demo_read_formula (KtDemoSalon *salon, char **fields, GError **error)
{
  gint64 then = kt_demo_days (salon, -atoi (fields[2]), 10);
  KtFormula formula = { .id = kt_id_random (),
                        .contact = kt_demo_key ("client", fields[0]),
                        .kind = fields[1],
                        .at = then,
                        .text = fields[3],
                        .reason = fields[4],
                        .created = then,
                        .updated = then };
  return kt_formula_insert (salon->store, &formula, error);
}

gboolean
kt_demo_read_note (KtDemoSalon *salon, char **fields, GError **error)
{
  gint64 then = kt_demo_days (salon, -atoi (fields[1]), 11);
  KtNote note = { .id = kt_id_random (),
                  .contact = kt_demo_key ("client", fields[0]),
                  .kind = (char *)"note",
                  .at = then,
                  .created = then,
                  .updated = then,
                  .text = fields[2] };
  return kt_note_insert (salon->store, &note, error);
}

gboolean
kt_demo_read_waiting (KtDemoSalon *salon, char **fields, GError **error)
{
  gint64 then = kt_demo_days (salon, -atoi (fields[4]), 16);
  KtWaiting waiting = { .id = kt_id_random (),
                        .contact = kt_demo_key ("client", fields[0]),
                        .service = kt_demo_key ("service", fields[1]),
                        .staff = kt_demo_key ("resource", fields[2]),
                        .weekdays = KT_WEEKDAYS_ANY,
                        .text = fields[5],
                        .created = then,
                        .updated = then };
  while (!g_str_equal (kt_day_part_id (waiting.day_part), fields[3]))
    if (waiting.day_part++ == KT_DAY_EVENING)
      return FALSE;
  return kt_waiting_put (salon->store, &waiting, error);
}

/* All day, or at an hour. */
gboolean
kt_demo_read_reminder (KtDemoSalon *salon, char **fields, GError **error)
{
  g_auto (GStrv) when = g_strsplit (fields[1], " ", 2);
  gint64 then = kt_demo_days (salon, MIN (atoi (when[0]), 0) - 1, 17);
  KtLocal due = kt_local_add_days (salon->today, atoi (when[0]));
  due.hour = -1;
  due.minute = 0;
  if (when[1] != NULL && !kt_demo_at (due, when[1], &due))
    return FALSE;
  g_autofree char *uid = g_strdup_printf ("reminder-%s-%s", fields[0], when[0]);
  KtReminder reminder
      = { .id = kt_id_random (),
          .contact = g_str_equal (fields[0], "-") ? 0 : kt_demo_key ("client", fields[0]),
          .text = fields[2],
          .due = due,
          .start = due,
          .tzid = (char *)kt_zone_name (salon->zone),
          .due_at = kt_demo_utc (salon, due),
          .uid = uid,
          .created = then,
          .updated = then };
  return kt_reminder_insert (salon->store, &reminder, error);
}
