#pragma once
#include "kontor/context.h"
#include "kontor/service.h"

/* Says, once a hand, chair or room is archived, what that leaves behind: visits to come, and
 * services that nobody does any more. Nothing as JSON. */
gboolean kt_resource_leaves (KtContext *context, const KtSalonResource *resource, GError **error);
