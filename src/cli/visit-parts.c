#include "config.h"
#include "visit-parts.h"
#include "kontor/error.h"
#include "kontor/fits-view.h"
#include "kontor/fold.h"
#include "kontor/handle.h"
#include "kontor/visit-view.h"
#include "kontor/visit-words.h"
#include <glib/gi18n.h>
#include <string.h>

#define HOW_MAX 40   /* bytes */
#define TEXT_MAX 500 /* bytes */

gboolean
kt_visit_cmd_take (KtContext *context, const KtCommand *command, char **args,
                   KtVisitPurpose purpose, KtAppointment **ret_visit, char ***ret_rest,
                   KtVisitNaming *ret_naming, GError **error)
{
  guint used;
  if (args[0] == NULL || args[0][0] == '\0')
    return kt_command_missing (command, "WHO", error);
  g_autofree char *who = kt_visit_take (context, args, &used);
  *ret_rest = args + used;
  return kt_visit_resolve_for (context, who, purpose, ret_visit, ret_naming, error);
}

gboolean
kt_visit_cmd_end (const KtCommand *command, char **rest, GError **error)
{
  if (rest[0] == NULL)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("what is «%s»?"), rest[0]);
  kt_error_hint (error, _ ("usage: kontor %s"), command->usage);
  return FALSE;
}

char *
kt_visit_cmd_text (char **words, GError **error)
{
  g_autofree char *joined = g_strjoinv (" ", words);
  g_autofree char *text = kt_nfc (g_strstrip (joined), -1);
  if (strlen (text) <= TEXT_MAX)
    return g_steal_pointer (&text);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("the text is longer than %d bytes"), TEXT_MAX);
  return NULL;
}

gboolean
kt_visit_cmd_how (const char *how, GError **error)
{
  if (how == NULL || (*how != '\0' && strlen (how) <= HOW_MAX))
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("--by wants a word or two: phone, message …"));
  return FALSE;
}

gboolean
kt_visit_cmd_free (KtContext *context, const KtHandle *handle, KtGap *ret_gap, GError **error)
{
  gint64 at = MAX (handle->stamp, context->clock.now);
  if (!kt_gap_at (context, handle->key, at, ret_gap, error))
    return FALSE;
  if (ret_gap->minutes > 0)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
               _ ("number %d is a time that is not free any more"), handle->number);
  kt_error_hint (error, _ ("list again: kontor %s"), "fill");
  return FALSE;
}

KtFit *
kt_visit_cmd_fit (KtContext *context, const KtHandle *handle, const KtGap *gap, GError **error)
{
  g_autoptr (GPtrArray) fits = kt_fits (context, gap, error);
  for (guint i = 0; fits != NULL && i < fits->len; i++)
    if (((const KtFit *)fits->pdata[i])->candidate.contact == handle->contact)
      return g_ptr_array_steal_index (fits, i);
  if (fits != NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("that client does not fit any more"));
      kt_error_hint (error, _ ("see who fits: kontor fill"));
    }
  return NULL;
}

gboolean
kt_visit_cmd_gap (KtContext *context, const KtAppointment *visit, const char *title, GError **error)
{
  KtGap gap;
  if (!kt_visit_gap (context, visit, &gap, error))
    return FALSE;
  if (gap.minutes == 0 || context->quiet)
    return TRUE;
  g_autoptr (GPtrArray) fits = kt_fits (context, &gap, error);
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  g_autofree char *said = kt_say_gap (context, &gap);
  if (fits == NULL)
    return FALSE;
  kt_out (context, "%s %s", title, said);
  if (fits->len == 0)
    {
      kt_out (context, "\n");
      return TRUE;
    }
  kt_out (context, ".   %s\n", _ ("Who fits, best first:"));
  kt_fits_print (context, &gap, fits, handles);
  return kt_handles_save (context, handles, error);
}

gboolean
kt_visit_cmd_gap_json (KtContext *context, KtJson *builder, const KtAppointment *visit,
                       GError **error)
{
  KtGap gap;
  if (!kt_visit_gap (context, visit, &gap, error))
    return FALSE;
  g_autoptr (GPtrArray) fits = gap.minutes > 0 ? kt_fits (context, &gap, error) : NULL;
  if (gap.minutes > 0 && fits == NULL)
    return FALSE;
  kt_json_fits (builder, context, gap.minutes > 0 ? &gap : NULL, fits);
  return TRUE;
}

void
kt_visit_cmd_booked (KtContext *context, const char *verb, const KtAppointment *visit)
{
  KtLocal start = kt_visit_local (context, visit);
  KtLocal end = kt_local_from_utc (visit->end_at, context->clock.zone);
  KtLocal day = { start.year, start.month, start.day, -1, 0 };
  g_autofree char *who = kt_say_client (context, visit);
  g_autofree char *date = kt_say_visit_day (context, day);
  g_autofree char *distance = kt_say_distance (context, start);
  g_autofree char *services = kt_visit_services (visit), *hands = kt_visit_hands (context, visit);
  kt_out (context, "%-7s  {b:%s}  %s {b:%02d:%02d–%02d:%02d} (%s)  %s%s%s", verb, who, date,
          start.hour, start.minute, end.hour, end.minute, distance, services,
          hands != NULL ? ", " : "", hands != NULL ? hands : "");
  kt_out_phone (context, visit);
  kt_out (context, "\n");
}
