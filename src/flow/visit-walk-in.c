#include "config.h"
#include "visit-change.h"
#include "kontor/error.h"
#include "kontor/handle.h"
#include "kontor/visit-walk-in.h"
#include <glib/gi18n.h>

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
kt_visit_walk_in (KtContext *context, char **args, KtVisitWish wish, gboolean force, GError **error)
{
  KtVisitRequest request
      = { .start = kt_local_from_utc (context->clock.now, context->clock.zone), .force = force };
  if (!read_client (context, args, &request.contact, error))
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
