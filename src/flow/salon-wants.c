#include "config.h"
#include "salon.h"
#include "kontor/error.h"
#include <glib/gi18n.h>

void
kt_salon_wants_clear (KtSalonWants *wants)
{
  for (guint i = 0; i < wants->n; i++)
    {
      g_array_unref (wants->options[i]);
      g_array_unref (wants->prices[i]);
      g_array_unref (wants->places[i]);
    }
  wants->n = 0;
}

/* The lengths of a service in a hand's time; a length of her own stands for that one only. */
static void
add_option (KtSalonWants *wants, guint i, guint hand, const KtService *service,
            const KtSkill *skill, const KtLengths *agreed)
{
  KtSlotOption option
      = { hand, service->lengths.work, service->lengths.free, service->lengths.finish };
  gint64 price = service->has_price ? service->price.minor : -1;
  if (skill != NULL && skill->lengths.work >= 0)
    option.work = skill->lengths.work;
  if (skill != NULL && skill->lengths.free >= 0)
    option.free = skill->lengths.free;
  if (skill != NULL && skill->lengths.finish >= 0)
    option.finish = skill->lengths.finish;
  if (skill != NULL && skill->price >= 0)
    price = skill->price;
  if (agreed != NULL)
    option = (KtSlotOption){ hand, agreed->work, agreed->free, agreed->finish };
  g_array_append_val (wants->options[i], option);
  g_array_append_val (wants->prices[i], price);
}

static const KtSkill *
find_skill (const KtSalon *salon, KtId service, KtId resource)
{
  for (guint i = 0; i < salon->skills->len; i++)
    {
      const KtSkill *skill = &g_array_index (salon->skills, KtSkill, i);
      if (skill->service == service && skill->resource == resource)
        return skill;
    }
  return NULL;
}

/* Hands that do the service, the wished one only where there is one, and the places for it. */
static void
add_resources (const KtSalon *salon, const KtVisitWish *wish, KtSalonWants *wants, guint i)
{
  const KtService *service = wants->services[i];
  gboolean told = FALSE; /* it is said who does it */
  for (guint j = 0; j < salon->resources->len; j++)
    {
      const KtSalonResource *resource = salon->resources->pdata[j];
      told |= resource->kind == KT_RESOURCE_STAFF
              && find_skill (salon, service->id, resource->id) != NULL;
    }
  for (guint j = 0; j < salon->left->len && !told; j++)
    told = find_skill (salon, service->id, g_array_index (salon->left, KtId, j)) != NULL;
  for (guint j = 0; j < salon->resources->len; j++)
    {
      const KtSalonResource *resource = salon->resources->pdata[j];
      const KtSkill *skill = find_skill (salon, service->id, resource->id);
      if (resource->kind != KT_RESOURCE_STAFF && skill != NULL)
        g_array_append_val (wants->places[i], j);
      else if (resource->kind == KT_RESOURCE_STAFF && (skill != NULL || !told)
               && (wish->staff == 0 || wish->staff == resource->id))
        add_option (wants, i, j, service, skill, wish->lengths);
    }
}

static gboolean
refuse (const KtSalon *salon, const KtVisitWish *wish, const KtService *service, GError **error)
{
  guint index = wish->staff != 0 ? kt_salon_index (salon, wish->staff) : G_MAXUINT;
  if (index != G_MAXUINT)
    g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("%s does not do «%s»"),
                 ((const KtSalonResource *)salon->resources->pdata[index])->name, service->name);
  else
    g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("nobody does «%s»"), service->name);
  kt_error_hint (error, _ ("who does it: kontor service list"));
  return FALSE;
}

static gboolean
add_wish (const KtSalon *salon, const KtVisitWish *wish, KtSalonWants *wants, GError **error)
{
  const KtService *service = kt_salon_service (salon, wish->service);
  if (service == NULL || (service->archived && wish->lengths == NULL))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is no such service"));
      kt_error_hint (error, _ ("see them: kontor service list"));
      return FALSE;
    }
  guint i = wants->n++;
  wants->services[i] = service;
  wants->options[i] = g_array_new (FALSE, FALSE, sizeof (KtSlotOption));
  wants->prices[i] = g_array_new (FALSE, FALSE, sizeof (gint64));
  wants->places[i] = g_array_new (FALSE, FALSE, sizeof (guint));
  add_resources (salon, wish, wants, i);
  wants->parts[i] = (KtSlotPart){ (const KtSlotOption *)wants->options[i]->data,
                                  wants->options[i]->len,
                                  service->before,
                                  service->after,
                                  (const guint *)wants->places[i]->data,
                                  wants->places[i]->len };
  return wants->options[i]->len > 0 || refuse (salon, wish, service, error);
}

gboolean
kt_salon_wants (const KtSalon *salon, const GArray *wishes, KtSalonWants *ret, GError **error)
{
  ret->n = 0;
  if (wishes->len == 0 || wishes->len > KT_SLOT_PARTS_MAX)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
                   wishes->len == 0 ? _ ("for which service?")
                                    : _ ("a visit holds at most %u services"),
                   KT_SLOT_PARTS_MAX);
      return FALSE;
    }
  for (guint i = 0; i < wishes->len; i++)
    if (!add_wish (salon, &g_array_index (wishes, KtVisitWish, i), ret, error))
      {
        kt_salon_wants_clear (ret);
        return FALSE;
      }
  return TRUE;
}

GPtrArray *
kt_salon_parts (const KtSalon *salon, const KtSalonWants *wants, const KtSlotFound *found)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_visit_part_free);
  for (guint i = 0; i < found->n_parts; i++)
    {
      const KtService *service = wants->services[i];
      guint chosen = found->parts[i].option, place = found->parts[i].place;
      const KtSlotOption *option = &wants->parts[i].options[chosen];
      KtVisitPart *part = kt_visit_part_new ();
      part->service = service->id;
      part->name = g_strdup (service->name);
      part->staff = ((const KtSalonResource *)salon->resources->pdata[option->hand])->id;
      if (place != KT_SLOT_NO_PLACE)
        part->place = ((const KtSalonResource *)salon->resources->pdata[place])->id;
      part->start = found->parts[i].start;
      part->lengths = (KtLengths){ option->work, option->free, found->parts[i].finish };
      part->before = service->before;
      part->after = service->after;
      part->price = g_array_index (wants->prices[i], gint64, chosen);
      g_ptr_array_add (parts, part);
    }
  return parts;
}
