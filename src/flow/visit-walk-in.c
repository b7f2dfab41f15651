#include "config.h"
#include "visit-change.h"
#include "kontor/error.h"
#include "kontor/handle.h"
#include "kontor/visit-walk-in.h"
#include <glib/gi18n.h>

#define NAMES_MAX 9

/* The names of several, as details of the refusal. */
typedef const char *(*NameFunc) (gconstpointer row);

static const char *
service_name (gconstpointer row)
{
  return ((const KtService *)row)->name;
}

static const char *
hand_name (gconstpointer row)
{
  return ((const KtSalonResource *)row)->name;
}

/* Exactly one of found, or why not. */
static gboolean
check_one (const GPtrArray *found, NameFunc name, const char *words, const char *none,
           const char *list, GError **error)
{
  if (found->len == 1)
    return TRUE;
  if (found->len == 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, none, words);
      kt_error_hint (error, _ ("see which there are: kontor %s"), list);
      return FALSE;
    }
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("«%s» is more than one"), words);
  for (guint i = 0; i < found->len && i < NAMES_MAX; i++)
    kt_error_detail (error, "%s", name (found->pdata[i]));
  kt_error_hint (error, _ ("write more of the name"));
  return FALSE;
}

gboolean
kt_service_resolve (KtContext *context, const char *words, KtId *ret, GError **error)
{
  g_autoptr (GPtrArray) found = kt_service_find (context->store, words, error);
  if (found == NULL
      || !check_one (found, service_name, words, _ ("there is no service «%s»"), "service", error))
    return FALSE;
  *ret = ((const KtService *)found->pdata[0])->id;
  return TRUE;
}

gboolean
kt_hand_resolve (KtContext *context, const char *words, KtId *ret, GError **error)
{
  g_autoptr (GPtrArray) found = kt_resource_find (context->store, words, error);
  for (guint i = found != NULL ? found->len : 0; i > 0; i--)
    if (((const KtSalonResource *)found->pdata[i - 1])->kind != KT_RESOURCE_STAFF)
      g_ptr_array_remove_index (found, i - 1);
  if (found == NULL
      || !check_one (found, hand_name, words, _ ("there is no hand «%s»"), "resource", error))
    return FALSE;
  *ret = ((const KtSalonResource *)found->pdata[0])->id;
  return TRUE;
}

static KtAppointment *
begin_visit (KtContext *context, const KtVisitRequest *request, GError **error)
{
  g_autoptr (GPtrArray) made = kt_visit_book_within (context, request, error);
  KtAppointment *visit = made != NULL ? g_ptr_array_steal_index (made, 0) : NULL;
  if (visit == NULL || kt_visit_apply (context, visit, KT_VISIT_ARRIVED, NULL, NULL, error))
    return visit;
  kt_appointment_free (visit);
  return NULL;
}

static gboolean
read_client (KtContext *context, char **args, KtId *ret, GError **error)
{
  guint used;
  *ret = 0;
  if (args[0] == NULL)
    return TRUE;
  g_autofree char *who = kt_who_take (context, args, &used);
  if (args[used] == NULL)
    return kt_who_resolve (context, who, ret, error);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("what is «%s»?"), args[used]);
  return FALSE;
}

KtAppointment *
kt_visit_walk_in (KtContext *context, char **args, const char *service, const char *hand,
                  gboolean force, GError **error)
{
  KtVisitWish wish = { 0 };
  KtVisitRequest request
      = { .start = kt_local_from_utc (context->clock.now, context->clock.zone), .force = force };
  if (!read_client (context, args, &request.contact, error)
      || !kt_service_resolve (context, service, &wish.service, error)
      || (hand != NULL && !kt_hand_resolve (context, hand, &wish.staff, error)))
    return NULL;
  g_autoptr (GArray) wishes = g_array_new (FALSE, FALSE, sizeof wish);
  g_array_append_val (wishes, wish);
  request.wishes = wishes;
  if (!kt_visit_journal_begin (context, error))
    return NULL;
  g_autoptr (KtAppointment) visit = begin_visit (context, &request, error);
  return kt_visit_end (context, visit, "arrived", visit != NULL, error) ? g_steal_pointer (&visit)
                                                                        : NULL;
}
