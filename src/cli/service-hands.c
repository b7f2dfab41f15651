#include "config.h"
#include "service-hands.h"
#include "kontor/error.h"
#include "kontor/shell-text.h"
#include <glib/gi18n.h>

static const KtSkill *
find_skill (const GArray *all, KtId service, KtId resource)
{
  for (guint i = 0; i < all->len; i++)
    {
      const KtSkill *skill = &g_array_index (all, KtSkill, i);
      if (skill->service == service && skill->resource == resource)
        return skill;
    }
  return NULL;
}

static gboolean
add (KtContext *context, const KtService *service, const GArray *skills, GError **error)
{
  g_autoptr (GArray) all = kt_skill_list (context->store, error);
  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < skills->len; i++)
    {
      KtSkill skill = g_array_index (skills, KtSkill, i);
      const KtSkill *old = find_skill (all, service->id, skill.resource);
      skill.id = old != NULL ? old->id : kt_id_random ();
      skill.service = service->id;
      if (!kt_skill_put (context->store, &skill, error))
        return FALSE;
    }
  return TRUE;
}

/* How many of the hands are named for the service; -1 with error. */
static int
count_named (KtContext *context, const KtService *service, const GPtrArray *resources,
             GError **error)
{
  g_autoptr (GArray) all = kt_skill_list (context->store, error);
  int named = 0;
  for (guint i = 0; all != NULL && i < resources->len; i++)
    {
      const KtSalonResource *resource = resources->pdata[i];
      named += resource->kind == KT_RESOURCE_STAFF
               && find_skill (all, service->id, resource->id) != NULL;
    }
  return all != NULL ? named : -1;
}

static gboolean
name_everybody (KtContext *context, const KtService *service, const GPtrArray *resources,
                GError **error)
{
  for (guint i = 0; i < resources->len; i++)
    {
      const KtSalonResource *resource = resources->pdata[i];
      KtSkill skill = { kt_id_random (), service->id, resource->id, { -1, -1, -1 }, -1 };
      if (resource->kind == KT_RESOURCE_STAFF && !resource->archived
          && !kt_skill_put (context->store, &skill, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_staff (const GPtrArray *resources, KtId id)
{
  for (guint i = 0; i < resources->len; i++)
    {
      const KtSalonResource *resource = resources->pdata[i];
      if (resource->id == id)
        return resource->kind == KT_RESOURCE_STAFF;
    }
  return FALSE;
}

static gboolean
take_away (KtContext *context, const KtService *service, KtId resource, GError **error)
{
  g_autoptr (GPtrArray) resources = kt_resource_list (context->store, TRUE, error);
  int named = resources != NULL ? count_named (context, service, resources, error) : -1;
  if (named < 0)
    return FALSE;
  gboolean staff = is_staff (resources, resource);
  if (staff && named == 0 && !name_everybody (context, service, resources, error))
    return FALSE;
  g_autoptr (GArray) all = kt_skill_list (context->store, error);
  if (all == NULL)
    return FALSE;
  const KtSkill *old = find_skill (all, service->id, resource);
  if (old == NULL)
    return TRUE;
  if (!kt_skill_delete (context->store, old->id, error))
    return FALSE;
  if (!staff || (named = count_named (context, service, resources, error)) > 0)
    return TRUE;
  if (named == 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("nobody would do «%s» then"),
                   service->name);
      g_autofree char *word = kt_shell_word (service->name);
      kt_error_hint (
          error, _ ("name who does it in the same command, or: kontor service archive %s"), word);
    }
  return FALSE;
}

gboolean
kt_service_hands_write (KtContext *context, const KtService *service, const GArray *skills,
                        const GArray *without, GError **error)
{
  if (!add (context, service, skills, error))
    return FALSE;
  for (guint i = 0; i < without->len; i++)
    if (!take_away (context, service, g_array_index (without, KtId, i), error))
      return FALSE;
  return TRUE;
}
