#include "config.h"
#include "kontor/handle.h"
#include "kontor/salon-view.h"
#include "kontor/say-day.h"
#include <glib/gi18n.h>

static const char *const kind_ids[] = { "staff", "chair", "room" };
static const char *const kinds[] = {
  NC_ ("resource kind", "hand"),
  NC_ ("resource kind", "chair"),
  NC_ ("resource kind", "room"),
};

/* A weekday's name; 2024 began on a Monday. */
static const char *
weekday_name (int weekday)
{
  return kt_say_weekday ((KtLocal){ 2024, 1, (guint8)weekday, -1, 0 });
}

/* "09:00–12:30 13:00–18:00" of a weekday; "": none. */
static char *
day_hours (const GArray *hours, KtId resource, int weekday)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < hours->len; i++)
    {
      const KtHours *row = &g_array_index (hours, KtHours, i);
      if (row->resource == resource && row->weekday == weekday)
        g_string_append_printf (text, "%s%02d:%02d–%02d:%02d", text->len > 0 ? " " : "",
                                row->opens / 60, row->opens % 60, row->closes / 60,
                                row->closes % 60);
    }
  return g_string_free (text, FALSE);
}

char *
kt_say_hours (const GArray *hours, KtId resource)
{
  GString *text = g_string_new (NULL);
  for (int first = 1; first <= 7;)
    {
      g_autofree char *times = day_hours (hours, resource, first);
      int next = first + 1;
      for (gboolean same = TRUE; same && next <= 7; next += same ? 1 : 0)
        {
          g_autofree char *other = day_hours (hours, resource, next);
          same = g_str_equal (other, times);
        }
      if (*times != '\0')
        g_string_append_printf (text, "%s%s%s%s %s", text->len > 0 ? ", " : "",
                                weekday_name (first), next > first + 1 ? "–" : "",
                                next > first + 1 ? weekday_name (next - 1) : "", times);
      first = next;
    }
  return g_string_free (text, FALSE);
}

static void
add_hours (KtJson *builder, const GArray *hours, KtId resource)
{
  kt_json_member (builder, "hours");
  kt_json_begin_array (builder);
  for (guint i = 0; i < hours->len; i++)
    {
      const KtHours *row = &g_array_index (hours, KtHours, i);
      if (row->resource != resource)
        continue;
      g_autofree char *opens = g_strdup_printf ("%02d:%02d", row->opens / 60, row->opens % 60);
      g_autofree char *closes = g_strdup_printf ("%02d:%02d", row->closes / 60, row->closes % 60);
      kt_json_begin_object (builder);
      kt_json_member (builder, "weekday");
      kt_json_int (builder, row->weekday);
      kt_json_member (builder, "opens");
      kt_json_text (builder, opens);
      kt_json_member (builder, "closes");
      kt_json_text (builder, closes);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
}

/* resource NULL: the salon. */
static void
add_resource (KtJson *builder, const KtSalonResource *resource, const GArray *hours)
{
  kt_json_begin_object (builder);
  kt_json_member (builder, "ref");
  if (resource != NULL)
    kt_json_ref (builder, resource->id);
  else
    kt_json_null (builder);
  kt_json_member (builder, "kind");
  kt_json_text (builder, resource != NULL ? kind_ids[resource->kind] : "salon");
  kt_json_member (builder, "name");
  kt_json_text (builder, resource != NULL ? resource->name : NULL);
  kt_json_member (builder, "calendar");
  kt_json_text (builder, resource != NULL ? resource->calendar : NULL);
  kt_json_member (builder, "archived");
  kt_json_boolean (builder, resource != NULL && resource->archived);
  add_hours (builder, hours, resource != NULL ? resource->id : 0);
  kt_json_end_object (builder);
}

gboolean
kt_resource_print (KtContext *context, const char *verb, const KtSalonResource *resource,
                   GError **error)
{
  g_autoptr (GArray) hours = kt_hours_list (context->store, error);
  if (hours == NULL)
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    {
      KtJson *builder = kt_json_begin ();
      kt_json_member (builder, "resource");
      add_resource (builder, resource, hours);
      kt_json_end (context, builder);
      return TRUE;
    }
  g_autofree char *text = kt_say_hours (hours, resource != NULL ? resource->id : 0);
  kt_out (context, "%s  {b:%s}", verb, resource != NULL ? resource->name : _ ("the salon"));
  if (*text != '\0')
    kt_out (context, "  %s", text);
  else if (resource == NULL || resource->kind == KT_RESOURCE_STAFF)
    kt_out (context, "  %s",
            resource != NULL ? _ ("the salon's hours") : _ ("the working days of the config"));
  if (resource != NULL && resource->calendar != NULL)
    kt_out (context, _ ("   calendar %s"), resource->calendar);
  kt_out (context, "\n");
  return TRUE;
}

static const KtColumn columns[] = {
  { "ref", N_ ("Ref"), KT_COLUMN_REF },
  { "kind", N_ ("Kind"), KT_COLUMN_TEXT },
  { "name", N_ ("Name"), KT_COLUMN_TEXT },
  { "hours", N_ ("Hours"), KT_COLUMN_TEXT },
  { "calendar", N_ ("Calendar"), KT_COLUMN_TEXT },
};

static void
print_table (KtContext *context, const GPtrArray *resources, const GArray *hours)
{
  g_autoptr (KtTable) table = kt_table_new (columns, G_N_ELEMENTS (columns));
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  for (guint i = 0; i < resources->len; i++)
    {
      const KtSalonResource *resource = resources->pdata[i];
      KtHandle handle = { .kind = KT_RECORD_RESOURCE, .key = resource->id, .number = (int)i + 1 };
      g_autofree char *text = kt_say_hours (hours, resource->id);
      kt_table_add (table, resource->id,
                    context->terminal ? g_dpgettext2 (NULL, "resource kind", kinds[resource->kind])
                                      : kind_ids[resource->kind],
                    resource->name, text, resource->calendar);
      g_array_append_val (handles, handle);
    }
  kt_handles_save (context, handles, NULL);
  kt_table_print (table, context, "resources");
}

gboolean
kt_resources_print (KtContext *context, GError **error)
{
  g_autoptr (GArray) hours = kt_hours_list (context->store, error);
  g_autoptr (GPtrArray) resources
      = hours != NULL ? kt_resource_list (context->store, context->all, error) : NULL;
  if (resources == NULL)
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    {
      KtJson *builder = kt_json_begin ();
      kt_json_member (builder, "resources");
      kt_json_begin_array (builder);
      add_resource (builder, NULL, hours);
      for (guint i = 0; i < resources->len; i++)
        add_resource (builder, resources->pdata[i], hours);
      kt_json_end_array (builder);
      kt_json_end (context, builder);
      return TRUE;
    }
  if (context->terminal)
    {
      g_autofree char *salon = kt_say_hours (hours, 0);
      if (*salon != '\0')
        kt_out (context, _ ("the salon  %s\n"), salon);
    }
  if (resources->len == 0 && context->terminal)
    kt_out (context, "%s\n%s\n", _ ("nobody yet: whoever sits here does all of it"),
            _ ("such as: kontor resource add staff Līga mon..fri 9-18"));
  else
    print_table (context, resources, hours);
  return TRUE;
}
