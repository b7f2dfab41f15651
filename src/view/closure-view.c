#include "config.h"
#include "kontor/closure-view.h"
#include "kontor/handle.h"
#include "kontor/reminder-view.h"
#include "kontor/visit.h"
#include "kontor/visit-view.h"
#include <glib/gi18n.h>

char *
kt_say_resource (KtContext *context, KtId id)
{
  g_autoptr (KtSalonResource) found = id != 0 ? kt_resource_get (context->store, id, NULL) : NULL;
  return found != NULL ? g_strdup (found->name) : g_strdup (_ ("the salon"));
}

/* "Fri 27.11.", "Thu 24.12.–Sat 26.12.", "12:30–13:00 daily" */
static char *
say_span (KtContext *context, const KtClosure *closure)
{
  GString *text = g_string_new (NULL);
  g_autofree char *first = kt_say_short_date (context, closure->start);
  g_autofree char *last = kt_say_short_date (context, closure->end);
  if (closure->repeat == NULL)
    {
      g_string_append_printf (text, "%s %s", kt_say_weekday (closure->start), first);
      if (kt_local_days_between (closure->start, closure->end) > 0)
        g_string_append_printf (text, "–%s %s", kt_say_weekday (closure->end), last);
    }
  if (closure->start.hour >= 0)
    g_string_append_printf (text, "%s%02d:%02d–%02d:%02d", text->len > 0 ? " " : "",
                            closure->start.hour, closure->start.minute, closure->end.hour,
                            closure->end.minute);
  if (closure->repeat != NULL)
    {
      g_autofree char *repeat = kt_say_repeat (closure->repeat);
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", repeat);
    }
  return g_string_free (text, FALSE);
}

static void
add_closure (KtJson *builder, KtContext *context, const KtClosure *closure)
{
  char start[KT_LOCAL_TEXT], end[KT_LOCAL_TEXT];
  g_autofree char *name
      = closure->resource != 0 ? kt_say_resource (context, closure->resource) : NULL;
  const char *const texts[][2] = { { "kind", closure->open ? "open" : "closed" },
                                   { "start", start },
                                   { "end", end },
                                   { "repeat", closure->repeat },
                                   { "text", closure->text } };
  kt_local_format (closure->start, start);
  kt_local_format (closure->end, end);
  kt_json_begin_object (builder);
  kt_json_member (builder, "ref");
  kt_json_ref (builder, closure->id);
  kt_json_member (builder, "resource");
  kt_json_contact (builder, closure->resource, name);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      kt_json_member (builder, texts[i][0]);
      kt_json_text (builder, texts[i][1]);
    }
  kt_json_end_object (builder);
}

void
kt_closure_print_visits (KtContext *context, const GPtrArray *visits)
{
  for (guint i = 0; i < visits->len; i++)
    {
      const KtAppointment *visit = visits->pdata[i];
      g_autofree char *start
          = kt_say_visit_day (context, kt_local_from_utc (visit->start_at, context->clock.zone));
      g_autofree char *who = kt_say_client (context, visit);
      g_autofree char *services = kt_visit_services (visit);
      kt_out (context, "  %s  %s, %s\n", start, who, services);
    }
}

void
kt_closure_print (KtContext *context, const char *verb, const KtClosure *closure,
                  const GPtrArray *visits)
{
  if (context->output == KT_OUTPUT_JSON)
    {
      KtJson *builder = kt_json_begin ();
      kt_json_member (builder, "closure");
      add_closure (builder, context, closure);
      kt_json_member (builder, "visits");
      kt_json_begin_array (builder);
      for (guint i = 0; i < visits->len; i++)
        kt_json_visit (builder, context, visits->pdata[i]);
      kt_json_end_array (builder);
      kt_json_end (context, builder);
      return;
    }
  g_autofree char *name = kt_say_resource (context, closure->resource);
  g_autofree char *span = say_span (context, closure);
  kt_out (context, "%s  {b:%s}  %s%s%s\n", verb, name, span, *closure->text != '\0' ? "  " : "",
          closure->text);
  if (visits->len > 0)
    kt_out (context,
            ngettext ("{y:%u visit lies in it:}\n", "{y:%u visits lie in it:}\n", visits->len),
            visits->len);
  kt_closure_print_visits (context, visits);
}

static const KtColumn columns[] = {
  { "ref", N_ ("Ref"), KT_COLUMN_REF },       { "kind", N_ ("Kind"), KT_COLUMN_TEXT },
  { "resource", N_ ("Who"), KT_COLUMN_TEXT }, { "when", N_ ("When"), KT_COLUMN_TEXT },
  { "text", N_ ("Why"), KT_COLUMN_TEXT },
};

static void
print_list (KtContext *context, const GPtrArray *closures)
{
  g_autoptr (KtTable) table = kt_table_new (columns, G_N_ELEMENTS (columns));
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  for (guint i = 0; i < closures->len; i++)
    {
      const KtClosure *closure = closures->pdata[i];
      KtHandle handle = { .kind = KT_RECORD_CLOSURE,
                          .key = closure->id,
                          .stamp = closure->updated,
                          .number = (int)i + 1 };
      g_autofree char *name = kt_say_resource (context, closure->resource);
      g_autofree char *span = say_span (context, closure);
      kt_table_add (table, closure->id, closure->open ? "open" : "closed", name, span,
                    closure->text);
      g_array_append_val (handles, handle);
    }
  kt_handles_save (context, handles, NULL);
  kt_table_print (table, context, "closures");
}

void
kt_closures_print (KtContext *context, const GPtrArray *closures)
{
  if (context->output != KT_OUTPUT_JSON)
    {
      print_list (context, closures);
      return;
    }
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "closures");
  kt_json_begin_array (builder);
  for (guint i = 0; i < closures->len; i++)
    add_closure (builder, context, closures->pdata[i]);
  kt_json_end_array (builder);
  kt_json_end (context, builder);
}
