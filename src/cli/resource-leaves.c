#include "config.h"
#include "resource-leaves.h"
#include "kontor/appointment.h"
#include "kontor/closure-view.h"
#include "kontor/shell-text.h"
#include <glib/gi18n.h>

/* Visits to come that want the hand, chair or room (KtAppointment). */
static GPtrArray *
visits_to_come (KtContext *context, KtId resource, GError **error)
{
  gint64 now = context->clock.now;
  GPtrArray *visits = kt_appointment_between (context->store, now, G_MAXINT64, error);
  for (guint i = visits != NULL ? visits->len : 0; i > 0; i--)
    {
      const KtAppointment *visit = visits->pdata[i - 1];
      gboolean wants = FALSE;
      for (guint j = 0; j < visit->parts->len && !wants; j++)
        {
          const KtVisitPart *part = visit->parts->pdata[j];
          wants = part->staff == resource || part->place == resource;
        }
      if (!wants || !kt_appointment_stands (visit, now))
        g_ptr_array_remove_index (visits, i - 1);
    }
  return visits;
}

static gboolean
holds (const GPtrArray *resources, KtId id)
{
  for (guint i = 0; i < resources->len; i++)
    {
      const KtSalonResource *resource = resources->pdata[i];
      if (resource->id == id)
        return resource->kind == KT_RESOURCE_STAFF;
    }
  return FALSE;
}

/* Whether a service that this hand does is done by none of those who are here. */
static gboolean
is_orphan (const KtService *service, const GArray *skills, const GPtrArray *here, KtId left)
{
  gboolean did = FALSE;
  for (guint i = 0; i < skills->len; i++)
    {
      const KtSkill *skill = &g_array_index (skills, KtSkill, i);
      if (skill->service == service->id && holds (here, skill->resource))
        return FALSE;
      did |= skill->service == service->id && skill->resource == left;
    }
  return did;
}

static gboolean
print_orphans (KtContext *context, const KtSalonResource *resource, GError **error)
{
  g_autoptr (GPtrArray) services = kt_service_list (context->store, FALSE, error);
  g_autoptr (GPtrArray) here
      = services != NULL ? kt_resource_list (context->store, FALSE, error) : NULL;
  g_autoptr (GArray) skills = here != NULL ? kt_skill_list (context->store, error) : NULL;
  if (skills == NULL)
    return FALSE;
  for (guint i = 0; i < services->len; i++)
    {
      const KtService *service = services->pdata[i];
      g_autofree char *quoted = kt_shell_text (service->name);
      if (is_orphan (service, skills, here, resource->id))
        kt_out (context, _ ("{y:nobody does «%s» now}   kontor service edit \"%s\" NAME\n"),
                service->name, quoted);
    }
  return TRUE;
}

gboolean
kt_resource_leaves (KtContext *context, const KtSalonResource *resource, GError **error)
{
  g_autoptr (GPtrArray) visits = visits_to_come (context, resource->id, error);
  if (visits == NULL)
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    return TRUE;
  if (visits->len > 0)
    kt_out (context,
            ngettext ("{y:%u visit to come is booked there, and stays:}\n",
                      "{y:%u visits to come are booked there, and stay:}\n", visits->len),
            visits->len);
  kt_closure_print_visits (context, visits);
  return resource->kind != KT_RESOURCE_STAFF || print_orphans (context, resource, error);
}
