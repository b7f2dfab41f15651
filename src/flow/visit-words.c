#include "config.h"
#include "kontor/contact.h"
#include "kontor/fold.h"
#include "kontor/handle.h"
#include "kontor/shell-text.h"
#include "kontor/visit.h"
#include "kontor/visit-words.h"
#include <glib/gi18n.h>
#include <string.h>

#define MINUTE 60
#define TAIL 4

char *
kt_visit_services (const KtAppointment *appointment)
{
  GString *names = g_string_new (NULL);
  for (guint i = 0; i < appointment->parts->len; i++)
    {
      const KtVisitPart *part = appointment->parts->pdata[i];
      g_string_append_printf (names, "%s%s", names->len > 0 ? " + " : "", part->name);
    }
  return g_string_free (names, FALSE);
}

static gboolean
is_before (const KtAppointment *appointment, guint part)
{
  const KtVisitPart *one = appointment->parts->pdata[part];
  for (guint i = 0; i < part; i++)
    if (((const KtVisitPart *)appointment->parts->pdata[i])->staff == one->staff)
      return TRUE;
  return FALSE;
}

char *
kt_visit_hands (KtContext *context, const KtAppointment *appointment)
{
  g_autoptr (GString) hands = g_string_new (NULL);
  for (guint i = 0; i < appointment->parts->len; i++)
    {
      const KtVisitPart *part = appointment->parts->pdata[i];
      g_autofree char *name
          = is_before (appointment, i) ? NULL : kt_hand_name (context, part->staff);
      if (name != NULL)
        g_string_append_printf (hands, "%s%s", hands->len > 0 ? " + " : "", name);
    }
  return hands->len > 0 ? g_string_free (g_steal_pointer (&hands), FALSE) : NULL;
}

int
kt_visit_minutes (const KtAppointment *appointment)
{
  return (int)((appointment->end_at - appointment->start_at) / MINUTE);
}

char *
kt_hand_name (KtContext *context, KtId staff)
{
  g_autoptr (KtSalonResource) hand
      = staff != 0 ? kt_resource_get (context->store, staff, NULL) : NULL;
  return hand != NULL ? g_strdup (hand->name) : NULL;
}

KtId
kt_visit_staff (const KtAppointment *appointment)
{
  for (guint i = 0; i < appointment->parts->len; i++)
    {
      const KtVisitPart *part = appointment->parts->pdata[i];
      if (part->staff != 0)
        return part->staff;
    }
  return 0;
}

char *
kt_visit_who (KtContext *context, const KtAppointment *appointment)
{
  g_autoptr (KtContact) contact = appointment->contact != 0
                                      ? kt_contact_get (context->store, appointment->contact, NULL)
                                      : NULL;
  return contact != NULL ? g_strdup (contact->name) : NULL;
}

char *
kt_visit_argument (KtContext *context, const KtAppointment *appointment)
{
  g_autofree char *who = kt_visit_who (context, appointment);
  KtLocal start = kt_visit_local (context, appointment);
  return who != NULL ? kt_shell_text (who) : g_strdup_printf ("%d:%02d", start.hour, start.minute);
}

char *
kt_client_mark (KtContext *context, KtId id)
{
  g_autoptr (KtContact) contact = kt_contact_get (context->store, id, NULL);
  g_autoptr (GPtrArray) points = kt_point_list (context->store, id, NULL);
  if (contact != NULL && contact->birthday != NULL && g_ascii_isdigit (contact->birthday[0]))
    return g_strndup (contact->birthday, 4);
  for (guint i = 0; points != NULL && i < points->len; i++)
    {
      const KtPoint *point = points->pdata[i];
      gsize length = strlen (point->norm);
      if (g_str_equal (point->kind, "phone"))
        return g_strdup_printf ("··%s", length > TAIL ? point->norm + length - TAIL : point->norm);
    }
  return NULL;
}

KtLocal
kt_visit_local (const KtContext *context, const KtAppointment *appointment)
{
  return kt_local_from_utc (appointment->start_at, context->clock.zone);
}

int
kt_visit_days (const KtContext *context, const KtAppointment *appointment)
{
  KtLocal today = kt_local_from_utc (context->clock.now, context->clock.zone);
  return kt_local_days_between (today, kt_visit_local (context, appointment));
}

GArray *
kt_visit_shares (const KtAppointment *appointment, gint64 sum)
{
  const GPtrArray *parts = appointment->parts;
  GArray *shares = g_array_sized_new (FALSE, TRUE, sizeof (gint64), parts->len);
  gint64 listed = 0, left = sum;
  g_array_set_size (shares, parts->len);
  for (guint i = 0; i < parts->len; i++)
    listed += MAX (((const KtVisitPart *)parts->pdata[i])->price, 0);
  for (guint i = 1; listed > 0 && i < parts->len; i++)
    {
      gint64 price = MAX (((const KtVisitPart *)parts->pdata[i])->price, 0);
      gint64 share = (gint64)((long double)sum * (long double)price / (long double)listed);
      g_array_index (shares, gint64, i) = share;
      left -= share;
    }
  if (parts->len > 0)
    g_array_index (shares, gint64, 0) = left;
  return shares;
}
