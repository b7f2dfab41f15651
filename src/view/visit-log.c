#include "config.h"
#include "kontor/contact.h"
#include "kontor/visit-log.h"
#include "kontor/visit-view.h"
#include "kontor/visit-words.h"
#include <glib/gi18n.h>
#include <string.h>

/* What happened, without and with a time it was for. */
static const struct
{
  const char *what, *plain, *timed;
} words[] = {
  { "pencilled", N_ ("pencilled in"), N_ ("pencilled in for %s") },
  { "booked", N_ ("booked"), N_ ("booked for %s") },
  { "confirmed", N_ ("confirmed"), N_ ("confirmed for %s") },
  { "moved", N_ ("moved"), N_ ("moved to %s") },
  { "changed", N_ ("changed"), N_ ("changed, %s") },
  { "told", N_ ("told"), N_ ("told of %s") },
  { "answered", N_ ("answered"), N_ ("answered about %s") },
  { "arrived", N_ ("arrived"), N_ ("arrived, %s") },
  { "done", N_ ("done"), N_ ("done, %s") },
  { "no-show", N_ ("did not come"), N_ ("did not come, %s") },
  { "cancelled", N_ ("cancelled"), N_ ("cancelled, %s") },
  { "lapsed", N_ ("lapsed"), N_ ("lapsed, %s") },
  { "reopened", N_ ("taken up again"), N_ ("taken up again for %s") },
};

static char *
say_what (const KtContext *context, const KtVisitEvent *event)
{
  KtLocal to;
  gboolean timed = event->to_local != NULL && kt_local_parse (event->to_local, &to);
  g_autofree char *when = timed ? kt_say_visit_day (context, to) : NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].what, event->what) == 0)
      return timed ? g_strdup_printf (_ (words[i].timed), when) : g_strdup (_ (words[i].plain));
  return g_strdup (event->what);
}

static void
print_event (KtContext *context, const KtVisitEvent *event)
{
  KtLocal at = kt_local_from_utc (event->at, context->clock.zone);
  g_autofree char *when = kt_say_visit_day (context, at), *what = say_what (context, event);
  kt_out (context, "  {d:%-16s}  %s", when, what);
  if (event->how != NULL)
    kt_out (context, _ (", by %s"), event->how);
  if (event->text != NULL)
    kt_out (context, ": %s", event->text);
  kt_out (context, "\n");
}

static void
print_head (KtContext *context, const KtAppointment *visit)
{
  g_autofree char *who = kt_say_client (context, visit), *services = kt_visit_services (visit);
  g_autofree char *hands = kt_visit_hands (context, visit);
  g_autofree char *start = kt_say_visit_day (context, kt_visit_local (context, visit));
  kt_out (context, "{b:%s}, %s", who, services);
  if (hands != NULL)
    kt_out (context, _ (" with %s"), hands);
  kt_out (context, ", {b:%s}\n", start);
}

gboolean
kt_visit_log_print (KtContext *context, KtId contact, GError **error)
{
  g_autoptr (GPtrArray) visits = kt_appointment_of (context->store, contact, error);
  if (visits == NULL)
    return FALSE;
  guint shown = context->all ? visits->len : MIN (visits->len, KT_VISIT_LOG_SHOWN);
  for (guint i = 0; i < shown; i++)
    {
      const KtAppointment *visit = visits->pdata[i];
      g_autoptr (GPtrArray) events = kt_visit_event_list (context->store, visit->id, error);
      if (events == NULL)
        return FALSE;
      print_head (context, visit);
      for (guint j = 0; j < events->len; j++)
        print_event (context, events->pdata[j]);
    }
  if (shown < visits->len)
    kt_out (context,
            ngettext ("{d:+ %u older visit: --all}\n", "{d:+ %u older visits: --all}\n",
                      visits->len - shown),
            visits->len - shown);
  if (shown > 0)
    kt_out (context, "\n");
  return TRUE;
}

gboolean
kt_visit_log_rows (KtTable *table, KtContext *context, KtId contact, GError **error)
{
  g_autoptr (GPtrArray) visits = kt_appointment_of (context->store, contact, error);
  for (guint i = 0; visits != NULL && i < visits->len; i++)
    {
      const KtAppointment *visit = visits->pdata[i];
      const char *state = kt_visit_state_id (visit->state);
      g_autofree char *services = kt_visit_services (visit);
      g_autoptr (GPtrArray) events = kt_visit_event_list (context->store, visit->id, error);
      if (events == NULL)
        return FALSE;
      for (guint j = 0; j < events->len; j++)
        {
          const KtVisitEvent *event = events->pdata[j];
          kt_table_add (table, visit->id, event->at, "visit", event->what, state, NULL, services,
                        event->how, event->from_local, event->to_local, event->text);
        }
    }
  return visits != NULL;
}

static void
add_text (KtJson *builder, const char *name, const char *text)
{
  kt_json_member (builder, name);
  kt_json_text (builder, text);
}

static void
add_event (KtJson *builder, KtContext *context, const KtVisitEvent *event)
{
  kt_json_begin_object (builder);
  kt_json_member (builder, "at");
  kt_json_time (builder, context, event->at);
  add_text (builder, "what", event->what);
  add_text (builder, "how", event->how);
  add_text (builder, "from", event->from_local);
  add_text (builder, "to", event->to_local);
  add_text (builder, "text", event->text);
  kt_json_end_object (builder);
}

gboolean
kt_json_visit_log (KtJson *builder, KtContext *context, KtId contact, GError **error)
{
  g_autoptr (GPtrArray) visits = kt_appointment_of (context->store, contact, error);
  if (visits == NULL)
    return FALSE;
  kt_json_member (builder, "visits");
  kt_json_begin_array (builder);
  for (guint i = 0; i < visits->len; i++)
    {
      const KtAppointment *visit = visits->pdata[i];
      g_autofree char *services = kt_visit_services (visit);
      g_autoptr (GPtrArray) events = kt_visit_event_list (context->store, visit->id, error);
      if (events == NULL)
        return FALSE;
      kt_json_begin_object (builder);
      kt_json_member (builder, "ref");
      kt_json_ref (builder, visit->id);
      kt_json_member (builder, "at");
      kt_json_time (builder, context, visit->start_at);
      add_text (builder, "services", services);
      add_text (builder, "state", kt_visit_state_id (visit->state));
      kt_json_member (builder, "events");
      kt_json_begin_array (builder);
      for (guint j = 0; j < events->len; j++)
        add_event (builder, context, events->pdata[j]);
      kt_json_end_array (builder);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
  return TRUE;
}
