#pragma once
#include "kontor/id.h"
#include "kontor/local-time.h"
#include "kontor/store.h"

/* The sample salon as it is made (demo-salon*.c): its people, its visits, its calendars. */
typedef struct
{
  KtStore *store;
  const char *dir;
  KtZone *zone;
  gint64 now;
  KtLocal today;
  int closed_weekday;   /* never today's */
  GHashTable *services; /* short name → KtService */
  GHashTable *goods;    /* short name → KtGood */
  GHashTable *places;   /* short name of a service → KtId of its room */
  GHashTable *taken;    /* "HAND DAY" → GArray of what was laid into the past */
  guint hands, clients, visits;
} KtDemoSalon;

/* A line of data/demo/salon.txt after its first word: fields without blanks around them, NULL ends.
 */
typedef gboolean (*KtDemoRecord) (KtDemoSalon *salon, char **fields, GError **error);

/* "liga" as the key of a hand, a room, a service, a client: what is the word before it. */
KtId kt_demo_key (const char *what, const char *name);
/* "09:30" on a day. FALSE: no time. */
gboolean kt_demo_at (KtLocal day, const char *time, KtLocal *ret);
gint64 kt_demo_utc (const KtDemoSalon *salon, KtLocal local);
/* That day and hour, days away from today. */
gint64 kt_demo_days (const KtDemoSalon *salon, int days, int hour);

/* demo-salon-rows.c: hands, services, clients and what is known of them */
gboolean kt_demo_read_hand (KtDemoSalon *salon, char **fields, GError **error);
gboolean kt_demo_read_room (KtDemoSalon *salon, char **fields, GError **error);
gboolean kt_demo_read_hours (KtDemoSalon *salon, char **fields, GError **error);
gboolean kt_demo_read_service (KtDemoSalon *salon, char **fields, GError **error);
gboolean kt_demo_read_good (KtDemoSalon *salon, char **fields, GError **error);
gboolean kt_demo_read_lunch (KtDemoSalon *salon, char **fields, GError **error);
gboolean kt_demo_read_closed (KtDemoSalon *salon, char **fields, GError **error);
/* demo-salon-people.c */
gboolean kt_demo_read_client (KtDemoSalon *salon, char **fields, GError **error);
gboolean kt_demo_read_allergy (KtDemoSalon *salon, char **fields, GError **error);
gboolean kt_demo_read_formula (KtDemoSalon *salon, char **fields, GError **error);
gboolean kt_demo_read_note (KtDemoSalon *salon, char **fields, GError **error);
gboolean kt_demo_read_waiting (KtDemoSalon *salon, char **fields, GError **error);
gboolean kt_demo_read_reminder (KtDemoSalon *salon, char **fields, GError **error);
/* demo-salon-visits.c */
gboolean kt_demo_read_past (KtDemoSalon *salon, char **fields, GError **error);
gboolean kt_demo_read_visit (KtDemoSalon *salon, char **fields, GError **error);
/* demo-salon.c */
gboolean kt_demo_read_event (KtDemoSalon *salon, char **fields, GError **error);
