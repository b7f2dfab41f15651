#pragma once
#include "kontor/id.h"
#include "kontor/money.h"
#include "kontor/store.h"

/* Services, goods, resources, hours, closures (book). Writers want a journal transaction open. */
typedef struct
{
  int work, free, finish; /* minutes */
} KtLengths;

typedef struct
{
  KtId id;
  char *name;
  KtLengths lengths;
  int before, after;  /* minutes */
  gboolean has_price; /* FALSE: by agreement */
  KtMoney price;
  int rebook; /* days, 0 never */
  gboolean archived;
  gint64 created, updated;
} KtService;
void kt_service_free (KtService *service);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtService, kt_service_free)

KtService *kt_service_get (KtStore *store, KtId id, GError **error); /* KT_ERROR_NOT_FOUND */
GPtrArray *kt_service_list (KtStore *store, gboolean archived, GError **error); /* by name */
/* By words of the name, best first: exact, then prefixes of its words. */
GPtrArray *kt_service_find (KtStore *store, const char *words, GError **error);
gboolean kt_service_put (KtStore *store, const KtService *service,
                         GError **error);                             /* insert or update */
gboolean kt_service_delete (KtStore *store, KtId id, GError **error); /* KT_ERROR_CONFLICT: used */

typedef enum
{
  KT_RESOURCE_STAFF,
  KT_RESOURCE_CHAIR,
  KT_RESOURCE_ROOM,
} KtResourceKind;

typedef struct
{
  KtId id;
  KtResourceKind kind;
  char *name;
  char *calendar; /* source that blocks only this one; NULL */
  int position;
  gboolean archived;
  gint64 created, updated;
} KtSalonResource;
void kt_salon_resource_free (KtSalonResource *resource);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtSalonResource, kt_salon_resource_free)

KtSalonResource *kt_resource_get (KtStore *store, KtId id, GError **error);
GPtrArray *kt_resource_list (KtStore *store, gboolean archived,
                             GError **error); /* staff first, by position, name */
GPtrArray *kt_resource_find (KtStore *store, const char *words, GError **error);
/* Whether a calendar is this one's alone: "source", or "source/calendar's name". */
gboolean kt_resource_has_calendar (const KtSalonResource *resource, const char *source,
                                   const char *calendar);
gboolean kt_resource_put (KtStore *store, const KtSalonResource *resource, GError **error);
gboolean kt_resource_delete (KtStore *store, KtId id, GError **error);

typedef struct
{
  KtId id, resource;          /* 0: the salon's */
  int weekday, opens, closes; /* 1 Monday; minutes of the day */
} KtHours;
GArray *kt_hours_list (KtStore *store,
                       GError **error); /* KtHours of all, by resource, weekday, opens */
/* Replaces those of a resource (0: the salon). */
gboolean kt_hours_set (KtStore *store, KtId resource, const GArray *hours, GError **error);

typedef struct
{
  KtId id, service, resource;
  KtLengths lengths; /* -1: as the service */
  gint64 price;      /* minor units; -1: as the service */
} KtSkill;
GArray *kt_skill_list (KtStore *store, GError **error); /* KtSkill of all services and resources */
gboolean kt_skill_put (KtStore *store, const KtSkill *skill, GError **error);
gboolean kt_skill_delete (KtStore *store, KtId id, GError **error);
