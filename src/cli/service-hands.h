#pragma once
#include "kontor/context.h"
#include "kontor/service.h"

/* Writes who does a service, and where: skills (KtSkill, id 0) are added or changed, the resources
 * of without (KtId) taken away. What every hand does is, without one of them, named for the others.
 * KT_ERROR_CONFLICT: nobody would be left. In a transaction of the caller. */
gboolean kt_service_hands_write (KtContext *context, const KtService *service, const GArray *skills,
                                 const GArray *without, GError **error);
