#include "config.h"
#include "visit-parts.h"
#include "kontor/brief-view.h"
#include "kontor/error.h"
#include "kontor/handle.h"
#include <glib/gi18n.h>

/* Somebody without a visit to come: what is known all the same. */
static KtBrief *
of_client (KtContext *context, const char *who, GError **error)
{
  KtId contact;
  return kt_who_resolve (context, who, &contact, error)
             ? kt_brief_get (context, contact, NULL, error)
             : NULL;
}

static KtBrief *
of_visit (KtContext *context, const KtAppointment *visit, const char *who, GError **error)
{
  if (visit->contact != 0)
    return kt_brief_get (context, visit->contact, visit, error);
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("«%s» is somebody off the street"), who);
  return NULL;
}

static gboolean
run_brief (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autoptr (GError) none = NULL;
  g_autoptr (KtAppointment) visit = NULL;
  guint used;
  if (args[0] == NULL)
    return kt_command_missing (command, "WHO", error);
  g_autofree char *who = kt_visit_take (context, args, &used);
  if (!kt_visit_cmd_end (command, args + used, error))
    return FALSE;
  g_autoptr (KtBrief) brief = NULL;
  if (kt_visit_resolve_for (context, who, KT_VISIT_NEXT, &visit, NULL, &none))
    brief = of_visit (context, visit, who, error);
  else if (g_error_matches (none, KT_ERROR, KT_ERROR_NOT_FOUND))
    brief = of_client (context, who, error);
  else
    g_propagate_error (error, g_steal_pointer (&none));
  if (brief == NULL)
    return FALSE;
  kt_brief_print (context, brief, who);
  return TRUE;
}

const KtCommand kt_cmd_brief = {
  .name = "brief",
  .summary = N_ ("what to know of a client before the visit"),
  .usage = "brief WHO | HH:MM | N",
  .help
  = N_ ("Allergies first, the last visit, how the colour was mixed and what changed, what was "
        "said, and a time to offer next. It can lie open in front of the client: no debts, no "
        "missed visits.\n"
        "Examples:\n"
        "  kontor brief zane\n"
        "  kontor brief 9:00"),
  .needs = KT_NEED_SETTINGS | KT_NEED_READ,
  .run = run_brief,
  .complete = KT_COMPLETE_WHO,
  .group = KT_GROUP_SALON,
};
