#include "config.h"
#include "demo-salon.h"
#include "kontor/closure.h"
#include "kontor/good.h"
#include "kontor/service.h"
#include <stdlib.h>

#define OLD_DAYS 1000 /* that old are the salon's own rows */
#define LUNCH_DAYS 300

static gboolean
put_resource (KtDemoSalon *salon, char **fields, KtResourceKind kind, GError **error)
{
  gint64 then = kt_demo_days (salon, -OLD_DAYS, 9);
  char *calendar = fields[2] != NULL && *fields[2] != '\0' ? fields[2] : NULL;
  KtSalonResource resource = { .id = kt_demo_key ("resource", fields[0]),
                               .kind = kind,
                               .name = fields[1],
                               .calendar = calendar,
                               .position = 1 + (int)salon->hands++,
                               .created = then,
                               .updated = then };
  return kt_resource_put (salon->store, &resource, error);
}

gboolean
kt_demo_read_hand (KtDemoSalon *salon, char **fields, GError **error)
{
  return put_resource (salon, fields, KT_RESOURCE_STAFF, error);
}

gboolean
kt_demo_read_room (KtDemoSalon *salon, char **fields, GError **error)
{
  return put_resource (salon, fields, KT_RESOURCE_ROOM, error);
}

/* All days but the one on which the salon is closed. */
gboolean
kt_demo_read_hours (KtDemoSalon *salon, char **fields, GError **error)
{
  KtLocal opens, closes;
  g_auto (GStrv) times = g_strsplit (fields[1], " ", 2);
  if (!kt_demo_at (salon->today, times[0], &opens) || !kt_demo_at (salon->today, times[1], &closes))
    return FALSE;
  g_autoptr (GArray) all = g_array_new (FALSE, TRUE, sizeof (KtHours));
  for (int weekday = 1; weekday <= 7; weekday++)
    {
      KtHours hours = { .id = kt_id_random (),
                        .weekday = weekday,
                        .opens = opens.hour * 60 + opens.minute,
                        .closes = closes.hour * 60 + closes.minute };
      if (weekday != salon->closed_weekday)
        g_array_append_val (all, hours);
    }
  return kt_hours_set (salon->store, 0, all, error);
}

static gboolean
put_skills (KtDemoSalon *salon, const char *service, const char *names, GError **error)
{
  g_auto (GStrv) list = g_strsplit (names, " ", -1);
  for (guint i = 0; list[i] != NULL; i++)
    {
      KtSkill skill = { .id = kt_id_random (),
                        .service = kt_demo_key ("service", service),
                        .resource = kt_demo_key ("resource", list[i]),
                        .lengths = { -1, -1, -1 },
                        .price = -1 };
      if (!kt_skill_put (salon->store, &skill, error))
        return FALSE;
      g_autoptr (KtSalonResource) resource = kt_resource_get (salon->store, skill.resource, error);
      if (resource == NULL)
        return FALSE;
      if (resource->kind != KT_RESOURCE_STAFF)
        g_hash_table_insert (salon->places, g_strdup (service),
                             g_memdup2 (&skill.resource, sizeof skill.resource));
    }
  return TRUE;
}

gboolean
kt_demo_read_service (KtDemoSalon *salon, char **fields, GError **error)
{
  g_auto (GStrv) minutes = g_strsplit (fields[2], " ", 3);
  KtService *service = g_new0 (KtService, 1);
  g_hash_table_insert (salon->services, g_strdup (fields[0]), service);
  service->id = kt_demo_key ("service", fields[0]);
  service->name = g_strdup (fields[1]);
  service->lengths = (KtLengths){ atoi (minutes[0]), atoi (minutes[1]), atoi (minutes[2]) };
  service->has_price = TRUE;
  service->rebook = atoi (fields[4]);
  service->created = service->updated = kt_demo_days (salon, -OLD_DAYS, 9);
  return kt_money_parse (fields[3], "EUR", &service->price, error)
         && kt_service_put (salon->store, service, error)
         && put_skills (salon, fields[0], fields[5], error);
}

gboolean
kt_demo_read_good (KtDemoSalon *salon, char **fields, GError **error)
{
  KtGood *good = g_new0 (KtGood, 1);
  g_hash_table_insert (salon->goods, g_strdup (fields[0]), good);
  good->id = kt_demo_key ("good", fields[0]);
  good->name = g_strdup (fields[1]);
  good->created = good->updated = kt_demo_days (salon, -OLD_DAYS, 9);
  return kt_money_parse (fields[2], "EUR", &good->price, error)
         && kt_good_put (salon->store, good, error);
}

static gboolean
put_closure (KtDemoSalon *salon, const char *resource, KtLocal start, KtLocal end,
             const char *repeat, const char *text, GError **error)
{
  gint64 then = kt_demo_days (salon, -LUNCH_DAYS, 9);
  KtClosure closure
      = { .id = kt_id_random (),
          .resource = g_str_equal (resource, "salon") ? 0 : kt_demo_key ("resource", resource),
          .start = start,
          .end = end,
          .tzid = (char *)kt_zone_name (salon->zone),
          .repeat = (char *)repeat,
          .text = (char *)text,
          .created = then,
          .updated = then };
  return kt_closure_put (salon->store, &closure, error);
}

gboolean
kt_demo_read_lunch (KtDemoSalon *salon, char **fields, GError **error)
{
  KtLocal day = kt_local_add_days (salon->today, -LUNCH_DAYS), start, end;
  g_auto (GStrv) times = g_strsplit (fields[1], " ", 2);
  return kt_demo_at (day, times[0], &start) && kt_demo_at (day, times[1], &end)
         && put_closure (salon, fields[0], start, end, "FREQ=DAILY", "lunch", error);
}

gboolean
kt_demo_read_closed (KtDemoSalon *salon, char **fields, GError **error)
{
  g_auto (GStrv) days = g_strsplit (fields[1], " ", 2);
  KtLocal today = salon->today;
  today.hour = -1;
  today.minute = 0;
  return put_closure (salon, fields[0], kt_local_add_days (today, atoi (days[0])),
                      kt_local_add_days (today, atoi (days[1])), NULL, fields[2], error);
}
