#include "config.h"
#include "kontor/contact-edit.h"
#include "kontor/employer.h"
#include "kontor/error.h"
#include "kontor/relation.h"

/* The one person whose name the source is; 0: nobody, or several. */
static gboolean
named_by_source (KtContext *context, const KtContact *contact, const char *source, KtId *ret_id,
                 GError **error)
{
  *ret_id = 0;
  if (source == NULL)
    return TRUE;
  g_autoptr (GPtrArray) found = kt_contact_by_name (context->store, source, error);
  if (found == NULL)
    return FALSE;
  const KtContact *one = found->len == 1 ? found->pdata[0] : NULL;
  if (one != NULL && one->id != contact->id)
    *ret_id = one->id;
  return TRUE;
}

/* A source that names somebody is a relation, so that their card shows whom they sent. */
static gboolean
settle_source (KtContext *context, const KtContact *before, const KtContact *contact,
               GError **error)
{
  g_autoptr (GError) none = NULL;
  KtId now = 0, then = 0;
  if (before != NULL && g_strcmp0 (before->source, contact->source) == 0)
    return TRUE;
  if (!named_by_source (context, contact, contact->source, &now, error)
      || (before != NULL && !named_by_source (context, contact, before->source, &then, error)))
    return FALSE;
  if (then != 0 && then != now
      && !kt_relation_remove (context->store, contact->id, "referred-by", then, &none)
      && !g_error_matches (none, KT_ERROR, KT_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&none));
      return FALSE;
    }
  return now == 0
         || kt_relation_add (context->store, contact->id, "referred-by", now, context->clock.now,
                             NULL, error);
}

gboolean
kt_contact_settle (KtContext *context, const KtContact *before, KtContact *contact, GError **error)
{
  KtId employer = contact->employer;
  if (!kt_employer_find (context->store, before, contact, error)
      || (contact->employer != employer && !kt_contact_update (context->store, contact, error)))
    return FALSE;
  return kt_employer_gather (context->store, before, contact, context->clock.now, error)
         && settle_source (context, before, contact, error);
}
